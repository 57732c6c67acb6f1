#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into a folder and asks the desktop's own tools what a double click would do."""
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lint"))
from tap import Tap  # noqa: E402

DESKTOP_FILE = "org.lantian.Lantian.desktop"


def run(command, environment=None):
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise SystemExit("%s: %s" % (" ".join(command), done.stderr))
    return done.stdout


def expect(words, output):
    return [] if words in output else ["no “%s” in: %s" % (words, output)]


class Installed:
    """A home folder without anything in it, in which the program is installed."""

    def __init__(self, build, prefix, datadir, folder):
        root = os.path.join(folder, "root")
        self.home = os.path.join(folder, "home")
        self.prefix = root + prefix
        self.data = os.path.join(self.prefix, datadir)
        os.makedirs(self.home)
        run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", root])
        run(["update-mime-database", os.path.join(self.data, "mime")])
        run(["update-desktop-database", os.path.join(self.data, "applications")])
        self.environment = dict(
            os.environ, HOME=self.home, XDG_DATA_HOME=os.path.join(self.home, "data"),
            XDG_CONFIG_HOME=os.path.join(self.home, "config"),
            XDG_DATA_DIRS=self.data + ":/usr/share", LC_ALL="C.UTF-8",
            LANTIAN_DATA_DIR=os.path.join(self.data, "lantian"),
            LANTIAN_CONVERT=self.find_program("lantian-convert"),
            PATH=os.path.join(self.prefix, "bin") + ":" + os.environ["PATH"])

    def find_program(self, name):
        for folder, _, names in os.walk(self.prefix):
            if name in names:
                return os.path.join(folder, name)
        raise SystemExit("%s is not installed" % name)

    def run(self, *command):
        return run(list(command), self.environment)


def judge(tap, installed):
    county = os.path.join(installed.home, "county.gpkg")
    hub = os.path.join(installed.home, "office.hub")

    installed.run("lantianctl", "new", county, "--sample")
    tap.case("a county file is made by what was installed",
             [] if os.path.getsize(county) > 0 else [county + " is empty"])
    tap.case("a county file is a GeoPackage to the desktop", expect(
        "application/geopackage+sqlite3",
        installed.run("gio", "info", "-a", "standard::content-type", county)))
    with closing(sqlite3.connect(hub)) as database:
        database.execute("CREATE TABLE one (a)")
    tap.case("a hub file has a type of its own", expect(
        "application/x-lantian-hub", installed.run("gio", "info", "-a", "standard::content-type", hub)))
    for kind in ("application/geopackage+sqlite3", "application/x-lantian-hub"):
        tap.case("a double click on %s opens the program" % kind,
                 expect(DESKTOP_FILE, installed.run("gio", "mime", kind).split("\n")[0]))
    tap.case("the help lies where the program looks for it", [
        path for path in (os.path.join(installed.data, "lantian", "help", language, "start.md")
                          for language in ("en", "zh_CN")) if not os.path.exists(path)])


def main(build, prefix, datadir):
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        judge(tap, Installed(build, prefix, datadir, folder))
    tap.end()


if __name__ == "__main__":
    main(*sys.argv[1:4])
