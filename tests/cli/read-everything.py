#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what `export --everything` wrote, by README.txt alone, and recomputes
every digest, chain and signature (openssl verifies). Prints as JSON how many
groups, operations and sound signatures there are and the values of one mine.
With --damaged, groups that lack operations are passed over."""

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile

folder, damaged = sys.argv[1], "--damaged" in sys.argv
PREFIX = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: an Ed25519 key in DER


def lines(name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def operation_bytes(o):
    out = (struct.pack(">B", 1) + bytes.fromhex(o["replica"]) + bytes.fromhex(o["epoch"])
           + struct.pack(">Q", o["seq"]) + bytes.fromhex(o["prev"])
           + struct.pack(">QQBI", o["time"], o["wall"], o["clock_source"], o["kind"])
           + bytes.fromhex(o["record"]) + struct.pack(">IBI", o["field"], o["action"],
                                                      len(o["parents"])))
    out += b"".join(bytes.fromhex(p) for p in o["parents"])
    if o["value"] is None:
        return out + b"\0"
    value = bytes.fromhex(o["value"])
    return out + b"\1" + struct.pack(">I", len(value)) + value


def group_bytes(g, bureau, ids):
    note = g["note"].encode()
    return (struct.pack(">B", 1) + bureau + bytes.fromhex(g["replica"]) + bytes.fromhex(g["epoch"])
            + struct.pack(">QI", g["first_seq"], g["n"]) + bytes.fromhex(g["actor"])
            + bytes.fromhex(g["key"]) + struct.pack(">II", g["schema"], len(note)) + note
            + struct.pack(">I", len(g["seen"])) + b"".join(bytes.fromhex(s) for s in g["seen"])
            + b"".join(ids))


def is_signed(g, data):
    with tempfile.TemporaryDirectory() as place:
        for name, content in (("key", PREFIX + bytes.fromhex(g["key"])), ("data", data),
                              ("sig", bytes.fromhex(g["signature"]))):
            with open(os.path.join(place, name), "wb") as file:
                file.write(content)
        return subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", place + "/key",
             "-rawin", "-in", place + "/data", "-sigfile", place + "/sig"],
            capture_output=True).returncode == 0


groups, operations = lines("groups.jsonl"), lines("operations.jsonl")
by_group, chain = {}, {}
for o in operations:
    if not o["replica"]:
        continue
    digest = hashlib.sha256(operation_bytes(o)).hexdigest()
    assert digest == o["id"], ("operation", o["seq"], digest, o["id"])
    before = chain.get((o["replica"], o["epoch"]))
    if before is not None and before[0] + 1 == o["seq"]:
        assert o["prev"] == before[1], ("chain", o["seq"])
    chain[(o["replica"], o["epoch"])] = (o["seq"], o["id"])
    by_group.setdefault(o["group"], []).append(o)

founding = [g["id"] for g in groups if not g["seen"] and g["first_seq"] == 1]
whole = signed = 0
for g in groups:
    members = sorted(by_group.get(g["id"], []), key=lambda o: o["seq"])
    if len(members) != g["n"] or not g["replica"]:
        assert damaged, ("group", g["id"], len(members), g["n"])
        continue
    whole += 1
    bureau = bytes(32) if g["id"] in founding else bytes.fromhex(founding[0]) if founding else None
    if bureau is None:
        continue
    data = group_bytes(g, bureau, [bytes.fromhex(o["id"]) for o in members])
    assert hashlib.sha256(data).hexdigest() == g["id"], ("group", g["id"])
    assert is_signed(g, data), ("signature", g["id"])
    signed += 1

mine = {}
for o in operations:
    if o["kind_name"] == "mine":
        state = mine.setdefault(o["record"], {})
        if o["action"] == 1:
            state.update(o.get("fields", {}))
        elif o["action"] == 2:
            state[o["field_name"]] = o.get("says")
print(json.dumps({"groups": len(groups), "whole": whole, "signed": signed,
                  "operations": len(operations),
                  "mines": {m.get("code", ""): m for m in mine.values()}}, ensure_ascii=False))
