-- Schema 1 of NAME.drafts: what was typed into forms and is not saved yet. It
-- lies beside the county file, so that nothing done there makes it wait.
-- This file never changes once it is released.

PRAGMA application_id = 0x4C544452;
PRAGMA user_version = 1;

-- Of which county's forms.
CREATE TABLE about (bureau BLOB NOT NULL);

-- fresh: the record is not made yet; saving the form makes it under this id.
-- seen: JSON, number of a field → {"value": text, "heads": [digest …]}: the form
-- token. texts: JSON, number of a field → what was typed, as it was typed.
CREATE TABLE draft (
  id BLOB PRIMARY KEY,
  officer BLOB NOT NULL,
  kind INTEGER NOT NULL,
  record BLOB NOT NULL,
  fresh INTEGER NOT NULL,
  time INTEGER NOT NULL,
  seen TEXT NOT NULL,
  texts TEXT NOT NULL
) WITHOUT ROWID;
