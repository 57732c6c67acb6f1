# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: telling results as TAP, and finding files."""
import os
import sys


class Tap:
    """One case per check; a check that found faults lists them."""

    def __init__(self):
        self.cases = 0
        self.bad = False

    def case(self, name, faults):
        self.cases += 1
        self.bad = self.bad or bool(faults)
        for fault in faults:
            for line in str(fault).splitlines():
                print("# " + line)
        print("%sok %d %s" % ("not " if faults else "", self.cases, name))

    def skip(self, name, why):
        self.cases += 1
        print("ok %d %s # SKIP %s" % (self.cases, name, why))

    def end(self):
        print("1..%d" % self.cases)
        sys.exit(1 if self.bad else 0)


def files(root, folders, endings):
    """Files below the folders of the tree whose name ends so, as paths from its root."""
    for folder in folders:
        for place, inner, names in os.walk(os.path.join(root, folder)):
            inner[:] = sorted(i for i in inner if not i.startswith((".", "build", "__pycache__")))
            for name in sorted(names):
                if name.endswith(endings):
                    yield os.path.relpath(os.path.join(place, name), root)


def text(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()
