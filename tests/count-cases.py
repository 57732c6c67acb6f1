#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts test cases in meson's testlog.json, shows what failed, and ends with
a line "failed: PROGRAM: REASON" for each failure and one line "N passed, N failed".
A program that crashes, takes too long or breaks its own plan counts as one failed
case more. No case at all is a failure."""
import json
import os
import re
import sys

SHOWN_LINES = 120
CASE = re.compile(r"^(not ok|ok)\b(.*)$")
PLAN = re.compile(r"^1\.\.(\d+)\s*(#\s*SKIP.*)?$", re.IGNORECASE)
SKIP = re.compile(r"#\s*SKIP", re.IGNORECASE)
NEEDS_DATA = re.compile(r"LANTIAN_SHARED_DATA|shared[/ ]data", re.IGNORECASE)


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0


def last_words(run):
    """What a program said of its own end."""
    lines = [line for line in run.get("stderr", "").splitlines() if line.strip()]
    return " / ".join(lines[-3:]) or "no word"


def count_program(run, count, data_must_be_there):
    """Adds the cases of one test program; returns the reasons why it failed."""
    reasons = []
    cases = planned = 0
    has_plan = all_skipped = False
    for line in run.get("stdout", "").splitlines():
        plan, case = PLAN.match(line), CASE.match(line)
        if plan:
            has_plan, planned = True, int(plan.group(1))
            all_skipped = planned == 0
        elif line.startswith("Bail out!"):
            reasons.append(line)
        if plan and plan.group(2) or case and SKIP.search(case.group(2)):
            if data_must_be_there and NEEDS_DATA.search(line):
                reasons.append("skipped for want of data that must be there: " + line)
            else:
                count.skipped += 1
            cases += bool(case)
        elif case:
            cases += 1
            if case.group(1) == "ok":
                count.passed += 1
            else:
                reasons.append(line)
    result = run["result"]
    if not has_plan and cases == 0:
        if result in ("OK", "EXPECTEDFAIL"):
            count.passed += 1
        elif result == "SKIP":
            count.skipped += 1
        else:
            reasons.append("the program failed: " + result)
    else:
        if has_plan and cases != planned:
            reasons.append(
                "%d cases planned, %d told of; it ended with %s (%s): %s"
                % (planned, cases, result, run.get("returncode"), last_words(run))
            )
        if not has_plan:
            reasons.append("cases without a plan")
        if not all_skipped and result not in ("OK", "SKIP", "EXPECTEDFAIL") and not reasons:
            reasons.append("all cases passed, but the program ended with " + result)
    count.failed += len(reasons)
    return reasons


def show(run, reasons):
    print("==== %s (%s, exit status %s)" % (run["name"], run["result"], run.get("returncode")))
    for reason in reasons:
        print("  ** " + reason)
    text = run.get("stdout", "") + run.get("stderr", "")
    print("\n".join(text.splitlines()[-SHOWN_LINES:]))


def main(arguments):
    data_must_be_there = "--data-must-be-there" in arguments
    count = Count()
    failures = []
    for path in (a for a in arguments if not a.startswith("--")):
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8", errors="replace") as log:
            for line in log:
                run = json.loads(line)
                reasons = count_program(run, count, data_must_be_there)
                if reasons:
                    show(run, reasons)
                    failures += ["failed: %s: %s" % (run["name"], reason) for reason in reasons]
    tail = ", %d skipped" % count.skipped if count.skipped else ""
    for failure in failures:
        print(failure)
    if count.passed + count.failed == 0:
        print("no test case has run")
    print("%d passed, %d failed%s" % (count.passed, count.failed, tail))
    return 0 if count.failed == 0 and count.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
