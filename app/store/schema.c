/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resources/lt-resources.h"
#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define GEOPACKAGE_ID 0x47504B47 /* "GPKG", OGC 12-128r17, 1.1.1.1.1 */

static const char *const inner_tables[] = { "lt_meta",
                                            "lt_stream",
                                            "lt_group",
                                            "lt_op",
                                            "lt_record",
                                            "lt_head",
                                            "lt_conflict",
                                            "lt_state",
                                            "lt_place",
                                            "lt_quarantine",
                                            "lt_peer",
                                            "lt_branch",
                                            "lt_breach",
                                            "lt_blob",
                                            "lt_blob_piece",
                                            "lt_blob_series",
                                            "lt_blob_pair",
                                            "lt_pack",
                                            "lt_reading_place",
                                            "lt_reading_item",
                                            "lt_reading_quality",
                                            NULL };

/**
 * lt_schema_column:
 *
 * Returns: (transfer none): the SQL type of a field's column; only names that
 *   GeoPackage knows (OGC 12-128r17, table 1)
 */
const char *
lt_schema_column (const LtKind *kind, guint field)
{
  switch (kind->fields[field].type)
    {
    case LT_TYPE_INTEGER:
      return "INTEGER";
    case LT_TYPE_DECIMAL:
      return "DOUBLE";
    case LT_TYPE_FLAG:
      return "BOOLEAN";
    case LT_TYPE_DATE:
      return "DATE";
    case LT_TYPE_POINT:
      return "POINT";
    case LT_TYPE_LINE:
    case LT_TYPE_POLYGON:
      return "GEOMETRY";
    default:
      return "TEXT";
    }
}

static gboolean
has_column (LtDb *db, const LtKind *kind, const char *name)
{
  gint64 n = 0;

  lt_db_get_int (db, &n, NULL, "SELECT count(*) FROM pragma_table_info(?) WHERE name=?", "tt",
                 kind->table, name);
  return n > 0;
}

/* The guard is asked with the schema's number: an older program that has had the
 * file open since before it was brought up to date cannot write it either. */
static gboolean
guard_table (LtDb *db, const char *table, GError **error)
{
  static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autofree char *drop =
          g_strdup_printf ("DROP TRIGGER IF EXISTS \"lt_guard_%s_%s\"", table, events[i]);
      g_autofree char *sql =
          g_strdup_printf ("CREATE TRIGGER \"lt_guard_%s_%s\" BEFORE %s ON \"%s\" "
                           "WHEN NOT lt_writing(%d) BEGIN SELECT RAISE(ABORT, "
                           "'this file is written only by Lantian'); END",
                           table, events[i], events[i], table, LT_SCHEMA);

      if (!lt_db_script (db, drop, error) || !lt_db_script (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
register_layer (LtDb *db, const LtKind *kind, GError **error)
{
  int geometry = lt_kind_geometry_field (kind);

  if ((kind->flags & LT_KIND_INNER) != 0)
    return TRUE;
  if (!lt_db_run (db, error,
                  "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, "
                  "last_change, srs_id) VALUES (?, ?, ?, '2026-01-01T00:00:00.000Z', ?)",
                  "ttti", kind->table, geometry < 0 ? "attributes" : "features", kind->table,
                  (gint64) (geometry < 0 ? 0 : 4490)))
    return FALSE;
  return geometry < 0
         || lt_db_run (db, error,
                       "INSERT OR IGNORE INTO gpkg_geometry_columns VALUES (?, ?, ?, 4490, 0, 0)",
                       "ttt", kind->table, kind->fields[geometry].name,
                       lt_schema_column (kind, (guint) geometry));
}

static gboolean
create_table (LtDb *db, const LtKind *kind, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE TABLE IF NOT EXISTS \"%s\" "
                       "(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL)",
                       kind->table);

  if (!lt_db_script (db, sql, error))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];
      g_autofree char *add = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s",
                                              kind->table, field->name, lt_schema_column (kind, i));
      g_autofree char *index =
          g_strdup_printf ("CREATE INDEX IF NOT EXISTS \"lt_%s_%s\" ON \"%s\" (\"%s\")",
                           kind->table, field->name, kind->table, field->name);
      gboolean searched = (field->flags & LT_FIELD_UNIQUE) != 0 || lt_field_is_reference (field);

      if (!has_column (db, kind, field->name) && !lt_db_script (db, add, error))
        return FALSE;
      if (searched && !lt_db_script (db, index, error))
        return FALSE;
    }
  return register_layer (db, kind, error) && guard_table (db, kind->table, error);
}

/**
 * lt_schema_has_all_fields:
 *
 * Returns: whether the file has a table with every field of @kind
 */
gboolean
lt_schema_has_all_fields (LtDb *db, const LtKind *kind)
{
  gint64 columns = 0;

  lt_db_get_int (db, &columns, NULL, "SELECT count(*) FROM pragma_table_info(?)", "t", kind->table);
  /* Its own two beside: fid and id. */
  return columns >= (gint64) kind->n_fields + 2;
}

/**
 * lt_schema_complete:
 * @db: a county file, in a write
 * @error: return location
 *
 * Makes the tables and columns that the field tables have and the file has not.
 */
gboolean
lt_schema_complete (LtDb *db, GError **error)
{
  /* The map asks for the latest valid sample of each site. */
  static const char *const latest =
      "CREATE INDEX IF NOT EXISTS lt_dust_fall_latest ON dust_fall (site, month)";

  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!create_table (db, kinds[i], error))
      return FALSE;
  for (int i = 0; inner_tables[i] != NULL; i++)
    if (!guard_table (db, inner_tables[i], error))
      return FALSE;
  return lt_db_script (db, latest, error);
}

/**
 * lt_schema_read:
 * @db: a county file
 * @schema: (out): the schema it says it has
 * @error: return location
 */
gboolean
lt_schema_read (LtDb *db, gint64 *schema, GError **error)
{
  return lt_db_get_int (db, schema, error, "SELECT v FROM lt_meta WHERE k='schema'", "");
}

/**
 * lt_schema_has_table:
 * @db: a county file
 * @name: of a table
 * @has: (out): whether the file has it; what is lent to the connection does not count
 * @error: return location
 */
gboolean
lt_schema_has_table (LtDb *db, const char *name, gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (db, &n, error,
                      "SELECT count(*) FROM main.sqlite_schema WHERE type='table' AND name=?", "t",
                      name))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

/**
 * lt_schema_find_missing_table:
 * @db: a county file of the present schema
 * @error: return location, for what keeps it from being looked for
 *
 * Returns: (transfer none) (nullable): a table that should be there and is not
 */
const char *
lt_schema_find_missing_table (LtDb *db, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  gboolean has = TRUE;

  for (int i = 0; inner_tables[i] != NULL; i++)
    if (!lt_schema_has_table (db, inner_tables[i], &has, error) || !has)
      return has ? NULL : inner_tables[i];
  for (guint i = 0; i < n; i++)
    if (!lt_schema_has_table (db, kinds[i]->table, &has, error) || !has)
      return has ? NULL : kinds[i]->table;
  return NULL;
}

/* Numbered as the schemas that they lead to; none changes once it is released. */
static const char *const scripts[LT_SCHEMA] = { "001-county.sql", "002-keeping.sql",
                                                "003-packed.sql" };

/**
 * lt_schema_migrate:
 * @db: a county file, in a write
 * @from: its schema; 0 for an empty file
 * @error: return location
 *
 * Brings the file to the present schema.
 */
gboolean
lt_schema_migrate (LtDb *db, gint64 from, GError **error)
{
  for (gint64 i = from; i < LT_SCHEMA; i++)
    {
      g_autofree char *path = g_strconcat ("/org/lantian/Lantian/sql/", scripts[i], NULL);
      /* Named, or the linker leaves the resource of a static library out. */
      g_autoptr (GBytes) sql =
          g_resource_lookup_data (lt_resources_get_resource (), path, 0, error);

      if (sql == NULL || !lt_db_script (db, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return lt_schema_complete (db, error)
         && lt_db_run (db, error, "INSERT OR REPLACE INTO lt_meta VALUES ('schema', ?)", "i",
                       (gint64) LT_SCHEMA);
}

/* Answers how many bytes of the head there are; -1 with errno set where they
 * cannot be read. */
static ssize_t
read_head (const char *path, guint8 head[100], goffset *size)
{
  int file = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t n;
  int problem;

  if (file < 0)
    return -1;
  n = pread (file, head, 100, 0);
  problem = errno;
  *size = lseek (file, 0, SEEK_END);
  close (file);
  errno = problem;
  return n;
}

static gboolean
has_journal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  return g_file_test (wal, G_FILE_TEST_EXISTS);
}

/**
 * lt_schema_check_file:
 * @path: a file that exists and is not open in this process
 * @error: return location
 *
 * Tells apart what is no county file: other programs' files, and files cut off.
 * Only the first hundred bytes are read (SQLite file format, 1.3).
 */
gboolean
lt_schema_check_file (const char *path, GError **error)
{
  guint8 head[100];
  goffset size = 0;
  ssize_t n = read_head (path, head, &size);
  guint page;
  guint pages;

  if (n < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("File %s: it cannot be read: %s. Check the disk or the share."), path,
                   g_strerror (errno));
      return FALSE;
    }
  if (n < 100 || memcmp (head, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   n == 0
                       ? _ ("File %s: it is empty. Choose a county file (NAME.gpkg).")
                       : _ ("File %s: it is no county file, not even a database. Choose a county "
                            "file (NAME.gpkg)."),
                   path);
      return FALSE;
    }
  page = (guint) head[16] << 8 | head[17];
  page = page == 1 ? 65536 : page;
  pages = (guint) head[28] << 24 | (guint) head[29] << 16 | (guint) head[30] << 8 | head[31];
  if (memcmp (head + 24, head + 92, 4) == 0 && !has_journal (path) && size < (goffset) page * pages)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
                   _ ("File %s: it is cut off: %" PRId64 " of %" PRId64
                      " bytes are there. Copy it again, or restore the last backup."),
                   path, size, (goffset) page * pages);
      return FALSE;
    }
  if (((guint) head[68] << 24 | (guint) head[69] << 16 | (guint) head[70] << 8 | head[71])
      != GEOPACKAGE_ID)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is a database of another program, no county file. Choose a "
                      "county file (NAME.gpkg)."),
                   path);
      return FALSE;
    }
  return TRUE;
}
