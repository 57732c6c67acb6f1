#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The compiler lock of the house, broken on purpose: with exactly the flags of
a room, a header that is not for it must not be found."""
import json
import os
import shlex
import subprocess
import sys
import tempfile

from tap import Tap

# room → headers that its compiler must find, and must not find
LOCK = {
    "base": (["glib.h", "openssl/evp.h"], ["gtk/gtk.h", "cairo.h", "pango/pango.h"]),
    "model": (["glib.h"], ["gtk/gtk.h", "cairo.h", "pango/pango.h", "gdal.h"]),
    "store": (["glib.h", "json-glib/json-glib.h"],
              ["gtk/gtk.h", "adwaita.h", "shumate/shumate.h", "cairo.h", "gdk-pixbuf/gdk-pixbuf.h"]),
    "ink": (["glib.h", "cairo.h"], ["gtk/gtk.h", "adwaita.h", "shumate/shumate.h"]),
    "chart": (["glib.h", "cairo.h"], ["gtk/gtk.h", "adwaita.h", "shumate/shumate.h"]),
    "scene": (["glib.h", "cairo.h"], ["gtk/gtk.h", "adwaita.h", "shumate/shumate.h"]),
    "work": (["glib.h"], ["gtk/gtk.h", "adwaita.h", "gdal.h"]),
    "cli": (["glib.h"], ["gtk/gtk.h", "adwaita.h", "shumate/shumate.h", "gdal.h"]),
}


def flags_of(build, room):
    """How the room's first C file is compiled, without its input and outputs."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            if "/app/%s/" % room in os.path.abspath(os.path.join(entry["directory"], entry["file"])):
                words, kept = shlex.split(entry["command"]), []
                while words:
                    word = words.pop(0)
                    if word in ("-o", "-MF", "-MQ", "-c"):
                        words.pop(0)
                    elif word not in ("-MD", entry["file"]):
                        kept.append(word)
                return kept
    return None


def compiles(build, flags, header):
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.write("#include <%s>\nint lt_lock_probe;\n" % header)
        source.flush()
        run = subprocess.run([*flags, "-fsyntax-only", "-Wno-error", source.name], cwd=build,
                             capture_output=True, text=True, check=False)
        return run.returncode == 0, run.stderr


def main(build):
    tap = Tap()
    for room, (open_headers, shut_headers) in LOCK.items():
        flags = flags_of(build, room)
        if flags is None:
            tap.case("%s is compiled" % room, ["no file of app/%s/ in compile_commands.json" % room])
            continue
        for header in open_headers:
            good, words = compiles(build, flags, header)
            tap.case("%s finds <%s>" % (room, header), [] if good else words.splitlines()[:5])
        for header in shut_headers:
            good, words = compiles(build, flags, header)
            faults = ["it was found"] if good else []
            if not good and "No such file" not in words:
                faults = ["refused for another reason:"] + words.splitlines()[:5]
            tap.case("%s does not find <%s>" % (room, header), faults)
    tap.end()


if __name__ == "__main__":
    main(sys.argv[1])
