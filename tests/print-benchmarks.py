#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what the benchmark programs measured, as one JSON value: each program
writes JSON on its standard output."""
import json
import sys


def main(path):
    results, status = {}, 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            run = json.loads(line)
            name = run["name"].split(" / ")[-1]
            try:
                results[name] = json.loads(run.get("stdout", ""))
            except ValueError:
                results[name] = {"result": run["result"], "output": run.get("stdout", "")}
            if run["result"] != "OK":
                status = 1
    print(json.dumps(results, ensure_ascii=False, indent=2))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
