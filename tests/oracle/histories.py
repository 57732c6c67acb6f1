#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random histories: edits, removals, decisions, undos, meetings and kills on two
or three devices, asked of the program through lantianctl --json and of a small
model (model.py). What the program shows must be what the model says; a command
that was killed must have been done wholly or not at all.

ORACLE_SEEDS=200 plays seeds 1 to 200, ORACLE_SEEDS=200-300 those."""

import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import model

CTL, SHIM = os.environ["LANTIANCTL"], os.environ.get("FAULT_SHIM")
SEEDS, STEPS = os.environ.get("ORACLE_SEEDS", "4"), 26
FIELDS = ("mineral", "licence", "location", "source")
MINES = ("SL-K01", "SL-K02")
SET, VISIT, CARDS = "other_officers", "visit", ("14030003", "14030004", "14030005")
CALLS = 110  # a save changes a file about 90 times
WEIGHTS = {"set": 9, "members": 4, "remove": 3, "decide": 6, "undo": 5, "undo older": 4, "sync": 5,
           "meet": 1}


class Played:
    """A history as it is played, with what the checks saw."""

    def __init__(self, seed, folder):
        self.chance, self.seed, self.folder = random.Random(seed), seed, folder
        self.script, self.checks, self.done = [], [], collections.Counter()
        self.step = self.number = self.first = 0
        self.names = {}  # officers' ids
        home = os.path.join(folder, "home")
        self.env = {**os.environ, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home,
                    "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
        self.counter = os.path.join(folder, "counter")
        self.files = os.path.join(folder, "files")
        os.mkdir(self.files)

    def run(self, *words, kill_at=0):
        env = self.env
        if kill_at:
            with open(self.counter, "wb") as counter:
                counter.write(bytes(64))
            env = {**env, "LD_PRELOAD": SHIM, "FAULT_MODE": "kill", "FAULT_AT": str(kill_at),
                   "FAULT_FOLDER": self.files, "FAULT_COUNTER": self.counter}
        self.script.append((f"kill {kill_at}: " if kill_at else "") + " ".join(words))
        done = subprocess.run([CTL, "--json", *words], cwd=self.files, env=env,
                              capture_output=True, text=True)
        self.script[-1] += f" -> {done.returncode}"
        self.said = done.stderr.strip()
        answer = None if done.returncode < 0 or not done.stdout.strip() else json.loads(done.stdout)
        return done.returncode, answer

    def ask(self, *words, most=0):
        status, answer = self.run(*words)
        assert 0 <= status <= most, (words, status, self.said)
        return answer

    def stamp(self):
        return f"2026-11-20T{10 + self.step // 60:02}:{self.step % 60:02}"

    def acting(self, device):
        return "--db", device.path, "--as", "14030001", "--at", self.stamp()

    # What the program shows, in the model's words.

    def look(self, device):
        answer = {}
        for record in self.ask("--db", device.path, "list", "mine"):
            if record["code"] in MINES:
                answer[record["code"]] = {f: {record[f]} for f in FIELDS}
                self.names[record["id"]] = record["code"]
        for record in self.ask("--db", device.path, "list", "inspection"):
            ids = re.findall(r"[0-9a-f-]{36}", record[SET] or "")
            answer[VISIT] = {SET: {self.names[i] for i in ids}}
            self.names[record["id"]] = VISIT
        for record in answer.values():
            record["disputed"] = False
        said = collections.defaultdict(set)
        for line in self.ask("--db", device.path, "conflicts", most=1):
            record = self.names[line["id"]]
            if line["in_field"]:
                said[record, line["in_field"]].add(line["said"])
            else:
                answer[record]["disputed"] = True
        for (record, about), values in said.items():
            assert answer[record][about] <= values, (record, about, answer, values)
            answer[record][about] = values
        return answer

    def compare(self, *candidates):
        """Answers the one of the candidates that the program shows."""
        answer = self.look(candidates[0])
        self.checks.append(([c.copy() for c in candidates], answer))
        found = choose(candidates, states(candidates), answer)
        assert found, (f"{candidates[0].path} shows {answer}",
                       *(f"the model says {state}" for state in states(candidates)))
        return found

    def verify(self, device):
        answer = self.ask("--db", device.path, "verify")
        assert answer["ok"], (device.path, answer)
        return answer["code"]

    # A step of a history.

    def start(self):
        visited = ("inspection", "record", "mine:SL-K04", "started=2026-11-20T08:00",
                   "inspection_type=routine", "assisting_officer=14030001",
                   "other_officers=14030003")
        self.ask("--at", "2026-11-20T09:00", "new", "a.gpkg", "--sample")
        self.ask("--db", "a.gpkg", "--as", "14030002", "--at", "2026-11-20T09:01", *visited)
        self.ask("--db", "a.gpkg", "--at", "2026-11-20T09:02", "backup", "a.tar")
        names = "abc" if self.seed % 3 == 0 else "ab"
        for name in names[1:]:
            self.ask("--at", "2026-11-20T09:03", "restore", "a.tar", f"{name}.gpkg")
        for officer in self.ask("--db", "a.gpkg", "list", "officer"):
            self.names[officer["id"]] = officer["card"]
        known = {}
        for record in self.ask("--db", "a.gpkg", "list", "mine"):
            if record["code"] in MINES:
                for about in FIELDS:
                    self.add(known, "say", record["code"], about, record[about])
        self.add(known, "add", VISIT, SET, CARDS[0])
        self.devices = [model.Device(n, f"{n}.gpkg", dict(known)) for n in names]
        self.hub = model.Device("hub", "bureau.hub", dict(known))
        for device in self.devices:
            self.compare(device)

    def add(self, known, *said):
        self.number += 1
        known[self.number] = model.Edit(self.number, *said)

    def group(self, device, edits, undoes=None):
        known = {}
        for edit in edits:
            self.add(known, *edit)
        return model.Group(self.step, device.name, list(known.values()), undoes)

    def do(self, device, group, *words):
        """Has it done; sometimes killed meanwhile, and then it was done or not."""
        after = device.copy()
        after.learn(group)
        kill = SHIM and self.step > self.first and self.chance.random() < 0.25
        kill_at = self.chance.randint(1, CALLS) if kill else 0
        if states([device]) == states([after]):
            kill_at = 0  # nobody could tell
        status, _ = self.run(*self.acting(device), *words, kill_at=kill_at)
        assert status == (-9 if kill_at and status < 0 else 0), (words, status, self.said)
        if status == 0:
            self.replace(device, after)
            return
        found = self.compare(device, after)
        self.done["killed before" if found is device else "killed after"] += 1
        self.replace(device, found)
        self.verify(found)

    def replace(self, device, by):
        self.devices = [by if d is device else d for d in self.devices]

    def refuse(self, device, *words):
        status, _ = self.run(*self.acting(device), *words)
        assert status in (3, 4), ("must be refused", words, status)
        self.compare(device)

    def set(self, device, record, about):
        heads, value = device.standing(record, about), f"值{self.seed}-{self.step}"
        verb = "set" if len({e.value for e in heads}) == 1 else "resolve"
        edit = ("say", record, about, value, device.numbers(heads))
        self.do(device, self.group(device, [edit]), verb, "mine", record, f"{about}={value}")

    def members(self, device, wanted):
        edits = list(device.membership(VISIT, SET, wanted))
        self.do(device, self.group(device, edits), "set", "inspection", self.visit(),
                f"{SET}={','.join(sorted(wanted))}")

    def remove(self, device, record):
        self.do(device, self.group(device, [device.removal(record)]), "remove",
                *self.name(record), "--why", "试")

    def play_set(self, device):
        record, about = self.chance.choice(MINES), self.chance.choice(FIELDS)
        if device.is_there(record):
            self.set(device, record, about)

    def play_members(self, device):
        wanted = set(self.chance.sample(CARDS, self.chance.randint(0, 3)))
        if device.is_there(VISIT) and wanted != device.values(VISIT, SET):
            self.members(device, wanted)

    def visit(self):
        return next(i for i, name in self.names.items() if name == VISIT)

    def name(self, record):
        return ("inspection", self.visit()) if record == VISIT else ("mine", record)

    def play_remove(self, device):
        record = self.chance.choice(MINES + (VISIT,))
        if device.is_there(record):
            self.remove(device, record)

    def play_decide(self, _):
        open_ones = [(d, r) for d in self.devices for r in MINES + (VISIT,) if d.is_disputed(r)]
        if open_ones:
            device, record = self.chance.choice(open_ones)
            keep = self.chance.random() < 0.5
            edit = device.revival(record) if keep else device.removal(record)
            self.do(device, self.group(device, [edit]), "resolve", *self.name(record),
                    "--keep" if keep else "--remove")

    def play_undo(self, device):
        self.undo(device, device.last())

    def play_undo_older(self, device):
        if not device.groups:
            return
        self.undo_named(device, device.groups[self.chance.choice(sorted(device.groups))])

    def undo_named(self, device, group):
        stamp = f"2026-11-20T{10 + group.number // 60:02}:{group.number % 60:02}:00"
        log = self.ask("--db", device.path, "log", "--limit", "1000")
        names = [g["group"] for g in log if g["time"] == stamp]
        assert len(names) == 1, (stamp, names)
        self.undo(device, group, names[0])

    def undo(self, device, group, *name):
        try:
            edits = device.undoing(group) if group else None
        except model.Refused:
            edits = None
        if edits is None:
            self.refuse(device, "undo", *name)
            self.done["undo refused"] += 1
        else:
            self.do(device, self.group(device, edits, group.number), "undo", *name)
            self.done["revived"] += any(e[0] == "revive" for e in edits)

    def play_sync(self, device):
        partly = device.meeting(self.hub)
        if SHIM and self.step > self.first and self.chance.random() < 0.25:
            kill_at = self.chance.randint(1, 2 * CALLS)
            status, _ = self.run("--db", device.path, "sync", "bureau.hub", kill_at=kill_at)
            assert status in (-9, 0, 1), (status, self.said)
            if status == -9:
                self.done["sync killed"] += 1
                self.compare(*partly)
        self.ask("--db", device.path, "sync", "bureau.hub", most=1)
        self.hub.meet(device)
        self.replace(device, self.compare(partly[-1]))

    def play_meet(self, device=None):
        for _ in range(2):
            for device in list(self.devices):
                self.ask("--db", device.path, "sync", "bureau.hub", most=1)
                self.hub.meet(device)
                device.meet(self.hub)
        codes = {self.verify(device) for device in self.devices}
        for device in self.devices:
            self.compare(device)
        assert len(codes) == 1, codes

    def stage(self):
        """What chance alone might leave out: each of the wrong rules is told by this."""
        acts = (lambda a, b: self.members(a, set(CARDS[:2])),
                lambda a, b: self.members(b, set(CARDS[:2])),
                lambda a, b: self.members(a, set(CARDS[:1])),
                lambda a, b: self.remove(a, MINES[0]),
                lambda a, b: self.set(b, MINES[0], FIELDS[0]),
                lambda a, b: self.set(a, MINES[1], FIELDS[1]),
                lambda a, b: self.set(b, MINES[1], FIELDS[1]),
                lambda a, b: self.play_meet(),
                lambda a, b: self.remove(b, MINES[1]),
                lambda a, b: self.play_undo(b),
                lambda a, b: self.set(a, MINES[1], FIELDS[2]),
                lambda a, b: self.set(a, MINES[1], FIELDS[3]),
                lambda a, b: self.play_meet(),
                lambda a, b: self.undo_named(b, a.last()),
                lambda a, b: self.play_meet(),
                lambda a, b: self.play_undo(a))
        self.first = len(acts)
        for self.step, act in enumerate(acts, 1):
            act(*self.devices[:2])

    def play(self, staged):
        self.start()
        if staged:
            self.stage()
        for self.step in range(self.step + 1, self.step + STEPS + 1):
            what = self.chance.choices(list(WEIGHTS), WEIGHTS.values())[0]
            before = len(self.script)
            getattr(self, "play_" + what.replace(" ", "_"))(self.chance.choice(self.devices))
            self.done[what] += len(self.script) > before
        self.play_meet()


def states(candidates):
    return [c.state((SET,), FIELDS) for c in candidates]


def choose(candidates, said, answer):
    return next((c for c, state in zip(candidates, said) if state == answer), None)


def missed_answers(checks):
    """What else the program might have answered without being found out: a killed
    command may show what it would show undone, all other answers have one right form."""
    missed = [] if checks else ["nothing was compared"]
    for candidates, answer in checks:
        said = states(candidates)
        for wrong, changed in model.wrong_answers(answer):
            if choose(candidates, said, changed) and (len(candidates) == 1 or changed not in said):
                missed.append(wrong)
    return missed


def is_told(rule, checks):
    """Whether a program of that rule would have been found out."""
    for candidates, answer in checks:
        others = [rule(c.name, c.path, c.known, c.groups) for c in candidates]
        if not choose(others, states(others), answer):
            return True
    return False


def lie(words, answer):
    """A program's answers, one after another with something else in it wrong."""
    asked = " ".join(words[2:4])
    if asked == "list mine":
        yield [r for r in answer if r["code"] != MINES[0]]
        yield [{**r, FIELDS[0]: "x"} for r in answer]
    elif asked == "list inspection":
        yield [{**r, SET: None if r[SET] else r["id"]} for r in answer]
    elif asked == "conflicts":
        yield answer + [{"id": answer[0]["id"], "in_field": FIELDS[0], "said": "x"}]


def unnoticed_lies(played):
    """Lets the program's answers be wrong on their way, to see the comparison fail."""
    ask, unnoticed, n = played.ask, [], 0
    device, true = played.devices[0], {}
    mine = next(i for i, name in played.names.items() if name in MINES and device.is_there(name))
    for words in (("list", "mine"), ("list", "inspection"), ("conflicts",)):
        words = ("--db", device.path, *words)
        true[words] = ask(*words, most=1)
    for words, answer in true.items():
        start = answer or [{"id": mine}]
        for told in lie(words, start):
            n += 1
            played.ask = lambda *asked, most=0: told if asked == words else true[asked]
            try:
                played.compare(device)
                unnoticed.append(words)
            except (AssertionError, KeyError):
                pass
    played.ask = ask
    return unnoticed if n >= 3 else ["too few lies"]


def main():
    first, _, last = SEEDS.rpartition("-")
    seeds = range(int(first or 1), int(last) + 1)
    checks, unnoticed = [], ["nothing was played to the end"]
    print(f"TAP version 13\n1..{len(seeds) + 2 + len(model.WRONG)}", flush=True)
    for number, seed in enumerate(seeds, 1):
        with tempfile.TemporaryDirectory() as folder:
            played = Played(seed, os.path.realpath(folder))
            try:
                played.play(seed == seeds[0])
                print(f"ok {number} seed {seed}: {len(played.devices)} devices, {dict(played.done)}",
                      flush=True)
                checks += played.checks
                if seed == seeds[-1]:
                    unnoticed = unnoticed_lies(played)
            except Exception as problem:
                print(f"not ok {number} seed {seed}", *played.script, repr(problem), sep="\n# ",
                      flush=True)
    number = len(seeds)
    print("not ok" if unnoticed else "ok", number + 1, "a program's wrong answers are seen",
          *unnoticed)
    missed = missed_answers(checks)
    print("not ok" if missed else "ok", number + 2, "wrong states are seen", *missed[:5])
    for number, rule in enumerate(model.WRONG, number + 3):
        print("ok" if is_told(rule, checks) else "not ok", number, f"{rule.__name__} is seen")


main()
