-- Schema 3 of the county file: measured rows lie packed.
-- This file never changes once it is released.

-- Rows are made of the blobs again, many of them in one.
DROP TABLE lt_reading;

-- span: time / 32768, rounded down; time: civil minutes of Asia/Shanghai since
-- 1970-01-01T00:00; an hour stands under its end, a day and a month under their
-- first minute. batch: the number of the blob. n: how many rows. bytes: the rows,
-- as store/pack.h tells.
CREATE TABLE lt_pack (
  place INTEGER NOT NULL,
  item INTEGER NOT NULL,
  span INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  n INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (place, item, span, batch)
);

-- Short numbers, this file's own, of quality codes.
CREATE TABLE lt_reading_quality (number INTEGER PRIMARY KEY, quality TEXT NOT NULL UNIQUE);
