#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lands on the user's disk, by the tools that judge such files."""
import os
import shutil
import subprocess
import sys

from tap import Tap, files


def check(tap, name, command, root):
    if not shutil.which(command[0]):
        tap.skip(name, command[0] + " is not installed")
        return
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    words = run.stderr if command[0] == "man" else run.stdout + run.stderr
    must_be_silent = command[0] in ("man", "desktop-file-validate")
    good = run.returncode == 0 and not (must_be_silent and words)
    tap.case(name, [] if good else [words or "exit status %d" % run.returncode])


def main(root, build):
    tap = Tap()
    made = os.path.join(build, "data")
    check(tap, "the desktop file", ["desktop-file-validate",
                                    os.path.join(made, "org.lantian.Lantian.desktop")], root)
    check(tap, "the metainfo file", ["appstreamcli", "validate", "--no-net",
                                     os.path.join(made, "org.lantian.Lantian.metainfo.xml")], root)
    for page in files(root, ["data"], ".1"):
        check(tap, page, ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page], root)
    for path in files(root, ["app", "ui", "data", "resources"], (".ui", ".svg", ".gresource.xml", "mime.xml")):
        check(tap, path, ["xmllint", "--noout", "--nonet", path], root)
    tap.end()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
