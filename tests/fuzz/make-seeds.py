#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the seeds that are no text, by hand of what the headers say of their
bytes (base/row-stream.h, geo/shape.h, store/batch-blob.h, store/pack.h,
store/operation.c), not by the program. Seeds that were found stay as they are."""
import hashlib
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def write(target, name, data):
    folder = os.path.join(HERE, "seeds", target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


# ---- rows -------------------------------------------------------------------


def u32(number):
    return struct.pack(">I", number)


def u64(number):
    return struct.pack(">Q", number)


def blob(data):
    data = data.encode() if isinstance(data, str) else data
    return u32(len(data)) + data


def frame(letter, payload):
    return letter.encode() + u32(len(payload)) + payload


def header(columns, form="csv", encoding="utf-8", datum="", shape="none", title=""):
    payload = blob(form) + blob(encoding) + blob(datum) + blob(shape) + u32(len(columns))
    payload += b"".join(map(blob, columns)) + (blob(title) if title else b"")
    return frame("H", payload)


def row(line, cells, wkb=None):
    payload = u64(line) + b"".join(b"\0" if c is None else b"\1" + blob(c) for c in cells)
    return frame("R", payload + (b"\0" if wkb is None else b"\1" + blob(wkb)))


def problem(line, column, value, text, kept=False):
    return frame("P", u64(line) + blob(column) + blob(value) + blob(text) + (b"\1" if kept else b""))


def end(number):
    return frame("E", u64(number))


def wkb(kind, payload, little=True):
    return struct.pack("<BI" if little else ">BI", little, kind) + payload


def ring(*corners, little=True):
    order = "<" if little else ">"
    return struct.pack(order + "I", len(corners)) + b"".join(
        struct.pack(order + "%dd" % len(c), *c) for c in corners)


POINT = wkb(1, struct.pack("<dd", 113.58, 37.86))
SQUARE = ring((113.5, 37.8), (113.6, 37.8), (113.6, 37.9), (113.5, 37.9), (113.5, 37.8))
HOLE = ring((113.52, 37.82), (113.54, 37.82), (113.54, 37.84), (113.52, 37.84), (113.52, 37.82))
POLYGON = wkb(3, struct.pack("<I", 2) + SQUARE + HOLE)


def write_rows():
    start = b"LTR1"
    table = start + header(["code", "name"]) + row(2, ["1101A", "监测站"]) + row(3, [None, "x"])
    whole = table + problem(4, "name", "?", "no", True) + frame("G", u32(50)) + end(2)
    write("rows", "stream", b"\x07" + whole)
    write("rows", "stream-whole", b"\xff" + whole)
    write("rows", "stream-failure", b"\x40" + start + frame("F", blob("no such file") + b"\1"))
    write("rows", "stream-cut", b"\x40" + whole[:-3])
    write("rows", "stream-two-headers", b"\x40" + start + header(["a"]) + header(["a"]))
    write("rows", "stream-huge-frame", b"\x40" + start + b"R\xff\xff\xff\xff")
    write("rows", "stream-many-columns", b"\x40" + start + frame("H", blob("") * 4 + u32(1 << 31)))
    write("rows", "stream-stations", b"S" + start
          + header(["code", "name", "lon", "lat"]) + row(2, ["1", "a", "113.5", "37.8"]) + end(1))
    write("rows", "stream-zones", b"Z" + start + header(["code", "name"], "gpkg", "utf-8", "wgs84", "polygon")
          + row(1, ["1", "a"], POLYGON) + end(1))
    write("rows", "stream-readings", b"R" + start + header(["place", "item", "time", "value"])
          + row(2, ["1", "PM2.5", "2026-11-20 08:00", "8.6"]) + end(1))


# ---- blobs ------------------------------------------------------------------


def gpkg(shape, envelope=(), empty=False, srs=4490):
    kinds = {0: 0, 4: 1, 6: 2, 8: 4}
    flags = 1 | kinds[len(envelope)] << 1 | empty << 4
    return b"GP" + struct.pack("<BBi%dd" % len(envelope), 0, flags, srs, *envelope) + shape


def v(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def z(number):
    return v(2 * number if number >= 0 else -2 * number - 1)


MINUTE = 29830000  # in September 2026


def batch_rows():
    """Two places, two items, all sorts of values."""
    ids = [bytes(range(16)), bytes(range(16, 32))]
    return (b"LTM1"
            + v(0) + ids[0] + v(0) + v(5) + b"PM2.5" + z(MINUTE) + v(8 * 2 * 86 + 1 + 1) + v(0)
            + v(0) + v(0) + z(60) + v(0) + v(1) + v(1) + b"H"
            + v(0) + v(1) + v(2) + b"O3" + z(-60) + v(8 * 2 * 12 + 1) + v(1)
            + v(1) + ids[1] + v(0) + z(60) + v(8 * (2 * 5 - 1) + 6 + 1) + v(2) + v(2) + b"<1")


def pack(span, rows, decimals, first, steps, presence, qualities, figures):
    data = bytes([decimals]) + v(first) + b"".join(map(v, steps)) + b"".join(map(v, presence))
    data += b"".join(map(v, qualities)) + b"".join(map(z, figures))
    return struct.pack(">HH", span, rows) + data


def write_blobs():
    line = struct.pack("<I4d", 2, 113.5, 37.8, 113.6, 37.9)
    corners = (113.5, 113.6, 37.8, 37.9)
    shapes = {
        "point": POINT,
        "polygon": POLYGON,
        "line": wkb(2, line),
        "points": wkb(4, struct.pack("<I", 2) + POINT + POINT),
        "lines": wkb(5, struct.pack("<I", 1) + wkb(2, line)),
        "polygons": wkb(6, struct.pack("<I", 1) + POLYGON),
        "big-endian": wkb(3, struct.pack(">I", 1) + ring((1, 1), (2, 1), (2, 2), (1, 1), little=False), False),
        "height": wkb(1001, struct.pack("<3d", 113.5, 37.8, 700)),
        "height-of-postgis": wkb(0x80000001, struct.pack("<3d", 113.5, 37.8, 700)),
        "collection": wkb(7, struct.pack("<I", 1) + POINT),
        "no-number": wkb(1, struct.pack("<dd", float("nan"), float("inf"))),
        "no-corners": wkb(3, struct.pack("<I", 0)),
        "many-corners": wkb(2, struct.pack("<I", 0xFFFFFFFF)),
        "bow": wkb(3, struct.pack("<I", 1) + ring((1, 1), (2, 2), (2, 1), (1, 2), (1, 1))),
        "open-ring": wkb(3, struct.pack("<I", 1) + ring((1, 1), (2, 1), (2, 2), (1, 2))),
    }
    for name, shape in shapes.items():
        write("blobs", "wkb-" + name, b"W" + shape)
    write("blobs", "gpkg-point", b"G" + gpkg(POINT))
    write("blobs", "gpkg-polygon", b"G" + gpkg(POLYGON, corners))
    write("blobs", "gpkg-heights", b"G" + gpkg(POLYGON, corners + (0, 0)))
    write("blobs", "gpkg-measures", b"G" + gpkg(POLYGON, corners + (0, 0, 0, 0)))
    write("blobs", "gpkg-empty", b"G" + gpkg(wkb(3, struct.pack("<I", 0)), (), True))
    write("blobs", "gpkg-envelope-cut", b"G" + gpkg(POLYGON, corners)[:20])
    write("blobs", "batch", b"B" + batch_rows())
    write("blobs", "batch-cut", b"B" + batch_rows()[:-1])
    write("blobs", "batch-none", b"B" + b"LTM1")
    packed = zlib.compress(batch_rows(), 9)
    write("blobs", "batch-packed", b"Z\xff" + packed)
    write("blobs", "batch-in-pieces", b"Z\x07" + packed)
    write("blobs", "batch-and-more", b"Z\xff" + packed + b"x")
    write("blobs", "batch-packed-cut", b"Z\xff" + packed[:-5])
    write("blobs", "pack", b"P" + pack(910, 4, 1, 100, [60, 3], [2, 1, 1], [0, 3, 7, 1], [86, -1, 5]))
    write("blobs", "pack-one", b"P" + pack(0, 1, 0, 0, [], [1], [0, 1], [12]))
    write("blobs", "pack-nothing", b"P" + pack(0, 2, 0, 0, [1, 1], [0, 2], [0, 2], []))
    write("blobs", "pack-huge", b"P" + pack(0, 2, 0, 0, [1, 1], [2], [0, 2], [2**62, 2**62]))


# ---- groups -----------------------------------------------------------------

REPLICA, EPOCH = bytes(range(16)), bytes(range(8))


def record_id(kind, tail=1):
    """A UUIDv7 whose label is its kind; see base/id.h."""
    return bytes([1, 0x9A, 0, 0, 0, 0, 0x70, kind, 0x80]) + bytes(6) + bytes([tail])


def operation(seq, kind, field, action, value=None, prev=bytes(32), parents=(), record=None):
    out = b"\1" + REPLICA + EPOCH + u64(seq) + prev + u64(1 << 40) + u64(1790000000000) + b"\0"
    out += u32(kind) + (record or record_id(kind)) + u32(field) + bytes([action])
    out += u32(len(parents)) + b"".join(parents)
    return out + (b"\0" if value is None else b"\1" + blob(value))


def image(**fields):
    return b"".join(u32(int(n[1:])) + blob(value) for n, value in fields.items())


def group(operations, first=1, seen=(), note="", number=None):
    out = b"\1" + bytes(32) + REPLICA + EPOCH + u64(first)
    out += u32(len(operations) if number is None else number) + record_id(1) + bytes(32) + u32(3)
    out += blob(note) + u32(len(seen)) + b"".join(seen) + bytes(64)
    return out + b"".join(map(blob, operations))


def chain(*makers):
    done = []
    for i, maker in enumerate(makers):
        done.append(maker(i + 1, hashlib.sha256(done[-1]).digest() if done else bytes(32)))
    return done


def write_groups():
    create = image(f1="1101A", f2="监测站", f3=POINT)
    write("groups", "create", group([operation(1, 6, 0, 1, create)]))
    write("groups", "changes", group(chain(
        lambda n, p: operation(n, 6, 0, 1, create, p),
        lambda n, p: operation(n, 6, 2, 2, "南庄", p, [bytes(32), b"\1" * 32]),
        lambda n, p: operation(n, 8, 3, 2, POLYGON, p),
        lambda n, p: operation(n, 1, 4, 5, "keeper", p),
        lambda n, p: operation(n, 1, 4, 6, "keeper", p, [b"\2" * 32]),
        lambda n, p: operation(n, 6, 0, 3, None, p, [b"\3" * 32])), note="改名", seen=[b"\4" * 32]))
    values = ("1", "2026-11-20", POINT, "2026-11-20T08:00", "keeper", "12.5", POLYGON)
    for kind in range(1, 21):
        write("groups", "kind-%d" % kind, group(chain(
            *[lambda n, p, f=f: operation(n, kind, f, 2, values[(f + kind) % len(values)], p)
              for f in range(1, 12)])))
    write("groups", "none", group([]))
    write("groups", "image-turned", group([operation(1, 6, 0, 1, image(f2="x", f1="y"))]))
    write("groups", "image-cut", group([operation(1, 6, 0, 1, create[:-1])]))
    write("groups", "parents-unsorted", group([operation(1, 6, 2, 2, "x", parents=[b"\2" * 32, b"\1" * 32])]))
    write("groups", "many-promised", group([operation(1, 6, 2, 2, "x")], number=0xFFFFFFFF))
    write("groups", "zero-in-text", group([operation(1, 6, 2, 2, "a\0b")]))
    write("groups", "newer-kind", group([operation(1, 200, 2, 2, "x")]))


if __name__ == "__main__":
    write_rows()
    write_blobs()
    write_groups()
