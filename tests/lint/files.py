#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file keeps to: its licence, its length, its format, no sleeping
tests, nothing left for later."""
import os
import re
import shutil
import subprocess
import sys

from tap import Tap, files, text

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
LONGEST = 500
LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
SLEEP = re.compile(r"\b(g_usleep|usleep|nanosleep|sleep)\s*\(|\btime\.sleep\b")
CODE = ["app", "ui", "tests", "resources"]


def sources(root, endings=(".c", ".h")):
    return list(files(root, CODE, endings))


def licence(root):
    faults = []
    for path in sources(root, (".c", ".h")):
        if not text(root, path).startswith("/* %s */\n" % SPDX):
            faults.append(path + ": its first line must be /* %s */" % SPDX)
    for path in [*sources(root, (".py", ".sh")), "dev", ".ci/run"]:
        if SPDX not in "\n".join(text(root, path).splitlines()[:3]):
            faults.append(path + ": # %s must stand at its top" % SPDX)
    return faults


def length(root):
    faults = []
    for path in sources(root, (".c", ".h", ".py", ".sh")):
        lines = text(root, path).count("\n")
        if lines > LONGEST:
            faults.append("%s: %d lines; split it by topic (at most %d)" % (path, lines, LONGEST))
    return faults


def matching(root, paths, pattern, words):
    return ["%s:%d: %s" % (path, number, words) for path in paths
            for number, line in enumerate(text(root, path).splitlines(), 1) if pattern.search(line)]


def tests_of(root):
    return [p for p in files(root, ["tests"], (".c", ".h", ".py", ".sh")) if not p.startswith("tests/lint/")]


def formatted(root):
    run = subprocess.run(["clang-format-14", "--dry-run", "-Werror", *sources(root)], cwd=root,
                         capture_output=True, text=True, check=False)
    faults = re.findall(r"^(\S+):\d+:\d+: error: code should be clang-formatted", run.stderr, re.MULTILINE)
    return ["%s: run ./dev format" % path for path in sorted(set(faults))] or ([run.stderr] if run.returncode else [])


def scripts(root):
    run = subprocess.run(["shellcheck", "dev", ".ci/run", *sources(root, ".sh")], cwd=root,
                         capture_output=True, text=True, check=False)
    return run.stdout.splitlines()


def main(root):
    tap = Tap()
    tap.case("every file names its licence", licence(root))
    tap.case("no file is longer than %d lines" % LONGEST, length(root))
    tap.case("no test sleeps; tests wait for conditions", matching(root, tests_of(root), SLEEP, "sleeps"))
    everything = [*files(root, [*CODE, "po", "data", ".ci"], (".c", ".h", ".py", ".sh", ".sql", ".ui", ".json",
                  "meson.build", ".xml", "run")), "dev", "README.md", "HACKING.md"]
    tap.case("nothing is left for later", matching(root, everything, LATER, "left for later"))
    for name, tool, check in (("C files are in the format of .clang-format", "clang-format-14", formatted),
                              ("shell scripts are clean", "shellcheck", scripts)):
        if shutil.which(tool):
            tap.case(name, check(root))
        else:
            tap.skip(name, tool + " is not installed")
    tap.end()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
