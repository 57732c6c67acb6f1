#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last line of ./dev test must not flatter: crashes, short plans and
skipped work are counted."""
import json
import os
import subprocess
import sys
import tempfile

from tap import Tap

RUNS = {
    "two pass": ([("ok 1 a\nok 2 b\n1..2\n", "OK")], [], "2 passed, 0 failed", 0),
    "one fails": ([("1..2\nok 1 a\nnot ok 2 b\n", "FAIL")], [], "1 passed, 1 failed", 1),
    "one is skipped": ([("1..2\nok 1 a\nok 2 b # SKIP no such thing\n", "OK")], [], "1 passed, 0 failed, 1 skipped", 0),
    "a crash after one": ([("1..2\nok 1 a\n", "ERROR")], [], "1 passed, 1 failed", 1),
    "a crash at the end": ([("1..1\nok 1 a\n", "ERROR")], [], "1 passed, 1 failed", 1),
    "no plan": ([("ok 1 a\n", "ERROR")], [], "1 passed, 1 failed", 1),
    "too slow": ([("", "TIMEOUT")], [], "0 passed, 1 failed", 1),
    "bailed out": ([("1..3\nok 1 a\nok 2 b\nBail out! no\n", "ERROR")], [], "2 passed, 2 failed", 1),
    "nothing ran": ([], [], "0 passed, 0 failed", 1),
    "a program without cases": ([("hello\n", "OK"), ("", "FAIL")], [], "1 passed, 1 failed", 1),
    "data that must be there": ([("1..1\nok 1 a # SKIP LANTIAN_SHARED_DATA is not set\n", "SKIP")],
                                ["--data-must-be-there"], "0 passed, 1 failed", 1),
    "data that may be away": ([("1..1\nok 1 a # SKIP LANTIAN_SHARED_DATA is not set\n", "SKIP"),
                               ("1..1\nok 1 a\n", "OK")], [], "1 passed, 0 failed, 1 skipped", 0),
    "a whole program skipped": ([("1..0 # SKIP no screen\n", "SKIP"), ("1..1\nok 1 a\n", "OK")], [],
                                "1 passed, 0 failed, 1 skipped", 0),
}


def main(root):
    tap = Tap()
    for name, (programs, options, last, status) in RUNS.items():
        with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
            for stdout, result in programs:
                log.write(json.dumps({"name": "t", "stdout": stdout, "result": result, "returncode": 0}) + "\n")
            log.flush()
            run = subprocess.run([sys.executable, os.path.join(root, "tests/count-cases.py"), log.name, *options],
                                 capture_output=True, text=True, check=False)
        good = run.returncode == status and run.stdout.splitlines()[-1] == last
        tap.case(name, [] if good else ["exit status %d, said: %s" % (run.returncode, run.stdout + run.stderr)])
    tap.end()


if __name__ == "__main__":
    main(sys.argv[1])
