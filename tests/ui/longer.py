#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""longer.py FROM TO PROGRAM: runs a test in words that are 40 % longer than the Chinese ones,
to see what a longer language would cut off. FROM and TO are folders of locales."""
import math
import os
import struct
import sys

LONGER = 0.4


def stretch(words):
    return words + "国" * math.ceil(LONGER * len(words)) if words.strip() else words


def write_mo(entries, path):
    """The format is described in gettext's manual, "The Format of GNU MO Files"."""
    keys = sorted(entries)
    originals = [key.encode() for key in keys]
    translations = [entries[key].encode() for key in keys]
    start = 28 + 16 * len(keys)
    tables, blob = [], b""
    for texts in (originals, translations):
        for text in texts:
            tables.append((len(text), start + len(blob)))
            blob += text + b"\0"
    with open(path, "wb") as out:
        out.write(struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28))
        for pair in tables:
            out.write(struct.pack("<2I", *pair))
        out.write(blob)


def read_mo(path):
    """Python's own reader forgets what the plural of a message was, which is part of its key."""
    with open(path, "rb") as file:
        data = file.read()
    n, originals, translations = struct.unpack_from("<8x3I", data)
    texts = []
    for table in (originals, translations):
        pairs = (struct.unpack_from("<2I", data, table + 8 * i) for i in range(n))
        texts.append([data[start:start + length].decode() for length, start in pairs])
    return dict(zip(*texts))


def main(source, target):
    entries = {key: "\0".join(map(stretch, words.split("\0"))) for key, words in read_mo(source).items()}
    # The header says the character set; without it the words are taken for ASCII.
    entries[""] = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"
    os.makedirs(os.path.dirname(target), exist_ok=True)
    write_mo(entries, target)


if __name__ == "__main__":
    words = os.path.join("zh_CN", "LC_MESSAGES", "lantian.mo")
    main(os.path.join(sys.argv[1], words), os.path.join(sys.argv[2], words))
    os.environ["LANTIAN_LOCALE_DIR"] = sys.argv[2]
    os.execv(sys.argv[3], sys.argv[3:])
