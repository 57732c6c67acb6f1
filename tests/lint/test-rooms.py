#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks the lint lock on purpose: each forbidden thing, alone in a small house,
must be found, and the small house without them must pass."""
import os
import subprocess
import sys
import tempfile

from tap import Tap

HOUSE = {
    "README.md": "| `base/` | plain | – |\n| `geo/` | where | base |\n| `db/` | SQLite | base |\n"
                 "| `model/` | what | base geo |\n| `store/` | kept | base geo db model |\n",
    "app/base/meson.build": "# base: plain tools.\n# May include: nothing of the house.\n",
    "app/geo/meson.build": "# geo: positions.\n# May include: base.\n",
    "app/db/meson.build": "# db: speaking to SQLite.\n# May include: base.\n",
    "app/model/meson.build": "# model: what a county has.\n# May include: base geo.\n",
    "app/store/meson.build": "# store: where records are kept.\n# May include: base geo db model.\n",
    "app/base/id.h": "#include <glib.h>\n",
    "app/db/db.c": '#include "db/db.h"\n#include <sqlite3.h>\n',
    "app/store/log.c": '#include "model/kind.h"\n#include "store/log.h"\nchar *s = "SELECT 1";\n',
    "ui/map/view.c": '#include "map/view.h"\n#include "work/session.h"\n#include <gtk/gtk.h>\n',
}
BREAKS = {
    "a room that includes a room above it": ("app/base/id.h", '#include "store/log.h"\n'),
    "SQLite outside of db": ("app/store/log.c", "#include <sqlite3.h>\n"),
    "GTK under app": ("app/store/log.c", "#include <gtk/gtk.h>\n"),
    "cairo below scene": ("app/model/kind.c", "#include <cairo/cairo.h>\n"),
    "GDAL outside of convert": ("app/geo/shape.c", "#include <gdal/ogr_api.h>\n"),
    "the window speaking to the database": ("ui/map/view.c", '#include "db/db.h"\n'),
    "the window knowing the colleagues' protocol": ("ui/map/view.c", '#include "sync/hub.h"\n'),
    "SQL in the window": ("ui/map/view.c", 'char *s = "DELETE FROM mine";\n'),
    "a sign that allows too much": ("app/geo/meson.build", "# geo: positions.\n# May include: base db.\n"),
    "a room without a sign": ("app/geo/meson.build", "geo = 1\n"),
    "a room that README.md does not name": ("README.md", "| `base/` | plain | – |\n"),
}


def check(house):
    with tempfile.TemporaryDirectory() as root:
        for path, content in house.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(content)
        lint = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rooms.py")
        return subprocess.run([sys.executable, lint, root], capture_output=True, text=True, check=False)


def main():
    tap = Tap()
    run = check(HOUSE)
    tap.case("a house in order passes", run.stdout.splitlines() + [run.stderr] if run.returncode else [])
    for name, (path, content) in BREAKS.items():
        run = check({**HOUSE, path: content})
        found = run.returncode == 1 and "not ok" in run.stdout and path in run.stdout
        tap.case(name + " is found", [] if found else ["the lint said: " + run.stdout + run.stderr])
    tap.end()


if __name__ == "__main__":
    main()
