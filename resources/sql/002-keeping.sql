-- Schema 2 of the county file: what keeping for years needs beside the log.
-- This file never changes once it is released.

-- Forks: all ends of a stream that goes on in several ways (lt_stream.forked),
-- because the file was copied and worked in on both sides.
CREATE TABLE lt_branch (
  sid INTEGER NOT NULL,
  tip BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (sid, tip)
) WITHOUT ROWID;

-- Batches of measured rows. A blob is the rows of a batch as they travel, named
-- by the SHA-256 digest of its bytes (64 figures, as the batch names it); it lies
-- here in pieces. Its number is this file's own and is never given twice. Rows
-- are shown where a batch that is there names a blob in state 3 with as many rows.
-- state: 0 being made here, 1 arriving, 2 all its bytes are here, 3 its rows are
-- in lt_reading, 4 no rows can be made of it (reason)
CREATE TABLE lt_blob (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT UNIQUE,
  size INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL,
  rows INTEGER NOT NULL DEFAULT 0,
  first INTEGER,
  last INTEGER,
  reason TEXT
);
CREATE TABLE lt_blob_piece (
  blob INTEGER NOT NULL,
  n INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (blob, n)
);

-- Short numbers, this file's own, for records and items that rows are of.
CREATE TABLE lt_reading_place (number INTEGER PRIMARY KEY, place BLOB NOT NULL UNIQUE);
CREATE TABLE lt_reading_item (number INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE);

-- time: civil minutes of Asia/Shanghai since 1970-01-01T00:00; an hour stands
-- under its end, a day and a month under their first minute. value: exact, in
-- millionths of the item's unit; none where a value is reported as missing.
-- batch: the number of the blob.
CREATE TABLE lt_reading (
  place INTEGER NOT NULL,
  item INTEGER NOT NULL,
  time INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  value INTEGER,
  quality TEXT,
  PRIMARY KEY (place, item, time, batch)
) WITHOUT ROWID;

-- Which places and items a blob has rows of, and when.
CREATE TABLE lt_blob_series (
  place INTEGER NOT NULL,
  item INTEGER NOT NULL,
  blob INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (place, item, blob)
) WITHOUT ROWID;
CREATE INDEX lt_blob_series_blob ON lt_blob_series (blob);

-- Two blobs with rows of the same place, item and time: how many of them agree.
CREATE TABLE lt_blob_pair (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  same INTEGER NOT NULL,
  differing INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- Search: the words of each record that has any, made alike (see base/fold.h)
-- and cut into pairs of characters, each followed by a space; rowid is the
-- kind's number * 2^40 + the row's number in the kind's table. U+E001 and U+E000
-- stand around each title. One character alone begins pairs: they are found by
-- the index of first characters.
CREATE VIRTUAL TABLE lt_words USING fts5(title, body, initials, tokenize='ascii', columnsize=0,
  prefix='1');

-- What merging brings about and no single machine would have let in: a value that
-- must be one record's own and is that of several (what 1), and a reference to a
-- record that was removed elsewhere (what 2; value: its id).
CREATE TABLE lt_breach (
  record TEXT NOT NULL,
  field INTEGER NOT NULL,
  value TEXT NOT NULL,
  kind INTEGER NOT NULL,
  what INTEGER NOT NULL,
  PRIMARY KEY (record, field, value, kind, what)
) WITHOUT ROWID;
CREATE INDEX lt_breach_value ON lt_breach (value);

-- Numbers of orders that were ever given (kind 12, field 2), superseded or not.
CREATE INDEX lt_op_number ON lt_op (value) WHERE kind=12 AND field=2;
