-- Schema 1 of the county file: a GeoPackage 1.3 (OGC 12-128r17) with the log.
-- Tables of records are made from the field tables; this file never changes
-- once it is released.

PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined',
   'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
   'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'),
  ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490,
   'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4490"]]',
   'longitude/latitude coordinates in decimal degrees on the CGCS2000 ellipsoid');

CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

-- What this file is: schema, bureau, replica, epoch, hybrid time.
CREATE TABLE lt_meta (k TEXT PRIMARY KEY, v) WITHOUT ROWID;

-- One device's operations for this bureau, numbered without gaps.
CREATE TABLE lt_stream (
  sid INTEGER PRIMARY KEY,
  replica BLOB NOT NULL,
  epoch BLOB NOT NULL,
  tip_seq INTEGER NOT NULL DEFAULT 0,
  tip BLOB,
  own INTEGER NOT NULL DEFAULT 0,
  forked INTEGER NOT NULL DEFAULT 0,
  UNIQUE (replica, epoch)
);

-- Operations that count only together, with who signed them.
-- state: 0 applied, 1 waiting for groups it has seen, 3 quarantined (reason)
CREATE TABLE lt_group (
  gid INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  sid INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  actor BLOB NOT NULL,
  key BLOB NOT NULL,
  seen BLOB NOT NULL,
  schema INTEGER NOT NULL,
  note TEXT,
  sig BLOB NOT NULL,
  people INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL DEFAULT 0,
  reason TEXT
);
CREATE INDEX lt_group_people ON lt_group (gid) WHERE people = 1;
CREATE INDEX lt_group_open ON lt_group (state) WHERE state <> 0;
CREATE INDEX lt_group_stream ON lt_group (sid, first_seq);

CREATE TABLE lt_op (
  sid INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id BLOB NOT NULL,
  prev BLOB NOT NULL,
  gid INTEGER NOT NULL,
  time INTEGER NOT NULL,
  wall INTEGER NOT NULL,
  clock_source INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  record BLOB NOT NULL,
  field INTEGER NOT NULL,
  action INTEGER NOT NULL,
  value BLOB,
  parents BLOB NOT NULL,
  state INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sid, seq, id)
) WITHOUT ROWID;
CREATE INDEX lt_op_record ON lt_op (record, field);

-- Derived from the log: what each record is now.
CREATE TABLE lt_record (
  id BLOB PRIMARY KEY,
  kind INTEGER NOT NULL,
  key INTEGER,
  digest BLOB
) WITHOUT ROWID;

-- Values that nothing has superseded, for fields changed since the record was
-- made; two with different values are a conflict.
CREATE TABLE lt_head (
  record BLOB NOT NULL,
  field INTEGER NOT NULL,
  id BLOB NOT NULL,
  sid INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (record, field, id)
) WITHOUT ROWID;

CREATE TABLE lt_conflict (
  record BLOB NOT NULL,
  field INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (record, field)
) WITHOUT ROWID;

-- Sum of the records' digests for each kind.
CREATE TABLE lt_state (
  kind INTEGER PRIMARY KEY,
  sum BLOB NOT NULL,
  n INTEGER NOT NULL
);

-- The slim rows that the map reads.
CREATE TABLE lt_place (
  number INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  record BLOB NOT NULL UNIQUE,
  min_x REAL NOT NULL,
  min_y REAL NOT NULL,
  max_x REAL NOT NULL,
  max_y REAL NOT NULL,
  variety INTEGER NOT NULL,
  title TEXT
);
CREATE VIRTUAL TABLE lt_place_box USING rtree (number, min_x, max_x, min_y, max_y);

-- What a carrier gave and what could not be taken, with the reason.
CREATE TABLE lt_quarantine (
  id BLOB PRIMARY KEY,
  bytes BLOB NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;

-- How far colleagues' carriers are known to have what this file has.
CREATE TABLE lt_peer (
  peer TEXT PRIMARY KEY,
  cursor_id BLOB,
  cursor INTEGER NOT NULL DEFAULT 0,
  operations INTEGER NOT NULL DEFAULT 0,
  last_ok INTEGER
) WITHOUT ROWID;
