#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random histories against a model in another language. The model knows the
protocol in words only: a value holds until an edit that saw it says another;
what two devices said without seeing each other stands side by side; a removal
takes a record away unless somebody edited it without having seen that; to meet
is to unite what both know. The program is asked through lantianctl --json."""

import json
import os
import random
import subprocess
import sys
import tempfile

CTL, SEEDS, STEPS = os.environ["LANTIANCTL"], (1, 2, 3), 45
FIELDS = ("mineral", "licence", "location", "source")
MINES = ("SL-K01", "SL-K02", "SL-K03")


class Device:
    """Knows edits: number -> (record, field or None, value, seen numbers)."""

    def __init__(self, path, known):
        self.path, self.known = path, dict(known)

    def heads(self, record, field):
        seen = set().union(*(e[3] for e in self.known.values() if e[:2] == (record, field)), set())
        return {n for n, e in self.known.items() if e[:2] == (record, field) and n not in seen}

    def values(self, record, field):
        return {self.known[n][2] for n in self.heads(record, field)}

    def is_there(self, record):
        gone = [e for e in self.known.values() if e[:2] == (record, None)]
        covered = set().union(*(e[3] for e in gone), set())
        return not gone or any(self.heads(record, f) - covered for f in FIELDS)


def run(folder, *words, most=0):
    done = subprocess.run([CTL, "--json", *words], cwd=folder, capture_output=True, text=True)
    assert done.returncode <= most, (words, done.returncode, done.stderr)
    return json.loads(done.stdout) if done.stdout.strip() else None


def compare(folder, device):
    shown = {r["code"]: r for r in run(folder, "--db", device.path, "list", "mine")}
    for code in MINES:
        assert (code in shown) == device.is_there(code), (device.path, code, "is there")
        if code not in shown:
            continue
        full = run(folder, "--db", device.path, "show", "mine", code)
        for field in FIELDS:
            said = device.values(code, field)
            stands = set((full.get("conflicts") or {}).get(field, [full[field]]))
            assert stands == said, (device.path, code, field, stands, said)
    return run(folder, "--db", device.path, "verify")["code"]


def play(seed):
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "--at", "2026-11-20T09:00", "new", "a.gpkg", "--sample")
        run(folder, "--db", "a.gpkg", "--at", "2026-11-20T09:01", "backup", "a.tar")
        run(folder, "--at", "2026-11-20T09:02", "restore", "a.tar", "b.gpkg")
        start, count = {}, 0
        for record in run(folder, "--db", "a.gpkg", "list", "mine"):
            for field in FIELDS:
                count += 1
                start[count] = (record["code"], field, record[field], set())
        devices = [Device("a.gpkg", start), Device("b.gpkg", start)]
        for step in range(STEPS):
            device = chance.choice(devices)
            code, field = chance.choice(MINES), chance.choice(FIELDS)
            act = ("--db", device.path, "--as", "14030001", "--at",
                   f"2026-11-20T{10 + step // 60:02}:{step % 60:02}")
            what = chance.choices(("set", "remove", "sync"), (10, 1, 3))[0]
            if what == "sync":
                for other in devices + devices[:1]:
                    run(folder, "--db", other.path, "sync", "bureau.hub", most=1)
                union = {**devices[0].known, **devices[1].known}
                devices[0].known, devices[1].known = dict(union), dict(union)
                codes = {compare(folder, d) for d in devices}
                assert len(codes) == 1, codes
            elif device.is_there(code):
                gone = {n for n, e in device.known.items() if e[:2] == (code, None)}
                count += 1
                if what == "set":
                    said = device.values(code, field)
                    verb = "resolve" if len(said) > 1 else "set"
                    run(folder, *act, verb, "mine", code, f"{field}=值{seed}-{step}")
                    edit = (code, field, f"值{seed}-{step}", device.heads(code, field))
                elif not gone and all(len(device.values(code, f)) == 1 for f in FIELDS):
                    run(folder, *act, "remove", "mine", code, "--why", "试")
                    heads = set().union(*(device.heads(code, f) for f in FIELDS))
                    edit = (code, None, None, heads)
                else:
                    continue
                device.known[count] = edit
        for device in devices:
            compare(folder, device)


print("TAP version 13")
print(f"1..{len(SEEDS)}")
for number, seed in enumerate(SEEDS, 1):
    try:
        play(seed)
        print(f"ok {number} seed {seed}", flush=True)
    except AssertionError as problem:
        print(f"not ok {number} seed {seed}: {problem}", flush=True)
        sys.exit(1)
