#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lint lock of the house: who may include whom. README.md, "The house"."""
import os
import re
import sys

from tap import Tap, files, text

MAY = {
    "base": "", "geo": "base", "convert": "base geo", "position": "base geo", "db": "base",
    "model": "base geo", "rules": "base geo model", "store": "base geo db model",
    "basemap": "base geo db", "ink": "base", "scene": "base geo ink model store", "chart": "base ink model",
    "report": "base geo ink model rules basemap scene chart", "exchange": "base geo model",
    "sync": "base db model store",
    "work": "base geo position db model rules store basemap ink scene chart report exchange sync",
    "cli": "base geo position db model rules store basemap ink scene chart report exchange sync work",
    "ui": "base geo ink model store scene chart basemap report position work",
}
# Header of a library → the rooms that may speak to it.
LIBRARIES = {
    r"sqlite3": "db", r"(gdal|ogr|cpl|csv\b|libxml/|xlsxwriter)": "convert", r"(geos_c|geos/|proj)": "geo",
    r"openssl/": "base", r"(cairo|pango|gdk-pixbuf)": "ink scene chart report work cli ui",
    r"(gtk|gdk/|gsk|adwaita|shumate|graphene)": "ui", r"(libpq)": "sync", r"(libsoup)": "basemap",
}
SQL = re.compile(r'"\s*(SELECT\s|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|(CREATE|DROP) '
                 r'(TABLE|TRIGGER|INDEX|VIRTUAL)|PRAGMA |ATTACH |BEGIN IMMEDIATE)')
SQL_ROOMS = {"store", "db", "basemap", "sync"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
SIGN = re.compile(r"\A# (\w+): .+\n(?:# .*\n)*?# May include: ([^.\n]*)\.")


def signs(root):
    """Reads each room's sign; yields faults, and returns room → what its sign allows."""
    allowed, faults = {}, []
    for path in files(root, ["app"], "meson.build"):
        room = os.path.basename(os.path.dirname(path))
        if os.path.dirname(path) != "app/" + room:
            continue
        sign = SIGN.match(text(root, path))
        if room not in MAY or not sign or sign.group(1) != room:
            faults.append(path + ": must open with its sign, '# %s: …' and '# May include: ….'" % room)
            continue
        words = set(sign.group(2).replace(",", " ").split())
        words = set() if sign.group(2).startswith("nothing") else words
        for word in sorted(words - set(MAY[room].split())):
            faults.append("%s: its sign names '%s', which the house does not allow" % (path, word))
        allowed[room] = words
    return allowed, faults


def includes(root, allowed):
    faults = []
    for path in files(root, ["app", "ui"], (".c", ".h")):
        top, *rest = path.split("/")
        room = "ui" if top == "ui" else rest[0]
        may = allowed.get(room, set(MAY.get(room, "").split())) | {room}
        for bracket, header in INCLUDE.findall(text(root, path)):
            other = header.split("/")[0]
            if bracket == '"' and header != "lantian-config.h" and other != "resources":
                if other not in may and not (room == "ui" and os.path.isdir(os.path.join(root, "ui", other))):
                    faults.append('%s: may not include "%s"' % (path, header))
            elif bracket == "<":
                for library, rooms in LIBRARIES.items():
                    if re.match(library, header) and room not in rooms.split():
                        faults.append("%s: <%s> belongs to %s" % (path, header, rooms))
    return faults


def sql(root):
    faults = []
    for path in files(root, ["app", "ui"], (".c", ".h")):
        found = SQL.search(text(root, path))
        if found and path.split("/")[1] not in SQL_ROOMS:
            faults.append("%s: SQL outside of %s: %s" % (path, ", ".join(sorted(SQL_ROOMS)), found.group(0)))
    return faults


def readme(root, allowed):
    rows = dict(re.findall(r"^\| `(\w+)/` \|.*\| ([^|]*) \|$", text(root, "README.md"), re.MULTILINE))
    faults = ["README.md: no row for app/%s/" % room for room in sorted(set(allowed) - set(rows))]
    faults += ["README.md: a row for app/%s/, which is not there" % room for room in sorted(set(rows) - set(allowed))]
    for room in sorted(set(rows) & set(allowed)):
        words = set(rows[room].split()) - {"–"}
        if not rows[room].startswith("all above") and words != allowed[room]:
            faults.append("README.md: the row of app/%s/ differs from its sign" % room)
    return faults


def main(root):
    tap = Tap()
    allowed, faults = signs(root)
    tap.case("every room has its sign", faults)
    tap.case("a room includes only what its sign names", includes(root, allowed))
    tap.case("SQL text only where records are kept", sql(root))
    tap.case("README.md has every room's sign", readme(root, allowed))
    tap.end()


if __name__ == "__main__":
    main(sys.argv[1])
