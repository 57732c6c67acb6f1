#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An attacker who knows the format: appends to FILE a group that is numbered,
chained, digested and signed as it should be, in the name of the officer who
wrote last, but with a key of his own (openssl signs). The guards are dropped
already. It sets the mineral of the mine with CODE."""

import hashlib
import os
import sqlite3
import struct
import subprocess
import sys
import tempfile

path, code = sys.argv[1:3]
db = sqlite3.connect(path)
folder = tempfile.mkdtemp()
key = os.path.join(folder, "key.pem")
subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
public = subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-outform", "DER"], check=True,
                        capture_output=True).stdout[-32:]

bureau = db.execute("SELECT v FROM lt_meta WHERE k='bureau'").fetchone()[0]
sid, replica, epoch, seq, tip = db.execute(
    "SELECT sid, replica, epoch, tip_seq, tip FROM lt_stream WHERE own=1").fetchone()
actor, seen, schema = db.execute(
    "SELECT actor, seen, schema FROM lt_group WHERE sid=? ORDER BY first_seq DESC", (sid,)).fetchone()
time, wall = db.execute("SELECT time, wall FROM lt_op WHERE sid=? AND seq=?", (sid, seq)).fetchone()
record = bytes.fromhex(
    db.execute("SELECT id FROM mine WHERE code=?", (code,)).fetchone()[0].replace("-", ""))
parent = db.execute("SELECT id FROM lt_op WHERE record=? AND (field=4 OR action=1) "
                    "ORDER BY field DESC, seq DESC", (record,)).fetchone()[0]
value = "金矿".encode()
operation = struct.pack(">B16s8sQ32sQqBI16sIBI", 1, replica, epoch, seq + 1, tip, time + 1, wall, 0,
                        7, record, 4, 2, 1) + parent + b"\1" + struct.pack(">I", len(value)) + value
operation_id = hashlib.sha256(operation).digest()
group = (struct.pack(">B32s16s8sQI16s32sII", 1, bureau, replica, epoch, seq + 1, 1, actor, public,
                     schema, 0) + struct.pack(">I", len(seen) // 32) + seen + operation_id)
with open(os.path.join(folder, "group"), "wb") as out:
    out.write(group)
signature = subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-in",
                            os.path.join(folder, "group")], check=True, capture_output=True).stdout
gid = db.execute("INSERT INTO lt_group (id, sid, first_seq, n, actor, key, seen, schema, note, sig) "
                 "VALUES (?, ?, ?, 1, ?, ?, ?, ?, '', ?)",
                 (hashlib.sha256(group).digest(), sid, seq + 1, actor, public, seen, schema,
                  signature)).lastrowid
db.execute("INSERT INTO lt_op VALUES (?, ?, ?, ?, ?, ?, ?, 0, 7, ?, 4, 2, ?, ?, 0)",
           (sid, seq + 1, operation_id, tip, gid, time + 1, wall, record, value, parent))
db.execute("UPDATE lt_stream SET tip_seq=?, tip=? WHERE sid=?", (seq + 1, operation_id, sid))
db.execute("UPDATE mine SET mineral='金矿' WHERE code=?", (code,))
db.commit()
