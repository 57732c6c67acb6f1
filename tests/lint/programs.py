#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every program answers --version and --help, in both languages; the manual
page has a paragraph for every verb that --help names, and for no other."""
import os
import re
import subprocess
import sys

from tap import Tap, text

VERB = re.compile(r"^  ([a-z][a-z-]*(?: [a-z][a-z-]*)?)\b", re.MULTILINE)


def run(program, option, language):
    env = {**os.environ, "LANTIAN_LANGUAGE": language}
    done = subprocess.run([program, option], capture_output=True, text=True, env=env, check=False, timeout=60)
    return done.returncode, done.stdout, [done.returncode, done.stdout, done.stderr]


def check_program(tap, program, version):
    """Returns the English help."""
    name = os.path.basename(program)
    if not os.path.exists(program):
        tap.case(name + " is built", [program + " is not there"])
        return ""
    status, out, said = run(program, "--version", "en")
    tap.case(name + " --version", [] if status == 0 and version in out else said)
    status, out, said = run(program, "--help", "zh_CN")
    tap.case(name + " --help, in Chinese", [] if status == 0 and re.search("[一-鿿]", out) else said)
    status, out, said = run(program, "--help", "en")
    tap.case(name + " --help", [] if status == 0 and name in out else said)
    return out


def check_manual(tap, root, words):
    """The first word of each verb, in the help and in the manual."""
    in_help = {verb.split()[0] for verb in VERB.findall(words)}
    in_manual = set(re.findall(r"^\.B (?:\\?\")?([a-z-]+)", text(root, "data/lantianctl.1").split(".SH VERBS")[1]
                               .split("\n.SH ")[0], re.MULTILINE))
    tap.case("lantianctl.1 has the verbs of --help", sorted(
        ["not in the manual: " + verb for verb in in_help - in_manual]
        + ["only in the manual: " + verb for verb in in_manual - in_help]))


def main(root, version, lantianctl, lantian):
    tap = Tap()
    words = check_program(tap, lantianctl, version)
    check_manual(tap, root, words)
    check_program(tap, lantian, version)
    tap.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
