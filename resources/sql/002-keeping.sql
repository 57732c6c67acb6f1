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
