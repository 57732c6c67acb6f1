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

/* Tables that are no kind's, and which schemas have them; SQLite fills the virtual ones
 * itself, and they have no guards. */
static const struct
{
  const char *name;
  gint64 since;
  gint64 until;
  gboolean is_virtual;
} inner_tables[] = {
  { "lt_meta", 1, LT_SCHEMA, FALSE },          { "lt_stream", 1, LT_SCHEMA, FALSE },
  { "lt_group", 1, LT_SCHEMA, FALSE },         { "lt_op", 1, LT_SCHEMA, FALSE },
  { "lt_record", 1, LT_SCHEMA, FALSE },        { "lt_head", 1, LT_SCHEMA, FALSE },
  { "lt_conflict", 1, LT_SCHEMA, FALSE },      { "lt_state", 1, LT_SCHEMA, FALSE },
  { "lt_place", 1, LT_SCHEMA, FALSE },         { "lt_place_box", 1, LT_SCHEMA, TRUE },
  { "lt_quarantine", 1, LT_SCHEMA, FALSE },    { "lt_peer", 1, LT_SCHEMA, FALSE },
  { "lt_branch", 2, LT_SCHEMA, FALSE },        { "lt_breach", 2, LT_SCHEMA, FALSE },
  { "lt_words", 2, LT_SCHEMA, TRUE },          { "lt_blob", 2, LT_SCHEMA, FALSE },
  { "lt_blob_piece", 2, LT_SCHEMA, FALSE },    { "lt_blob_series", 2, LT_SCHEMA, FALSE },
  { "lt_blob_pair", 2, LT_SCHEMA, FALSE },     { "lt_reading", 2, LT_SCHEMA_OF_ROWS, FALSE },
  { "lt_reading_place", 2, LT_SCHEMA, FALSE }, { "lt_reading_item", 2, LT_SCHEMA, FALSE },
  { "lt_pack", 3, LT_SCHEMA, FALSE },          { "lt_reading_quality", 3, LT_SCHEMA, FALSE },
};

static gboolean
is_of_schema (gsize table, gint64 schema)
{
  return inner_tables[table].since <= schema && schema <= inner_tables[table].until;
}

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
guard_table (LtDb *db, const char *table, gint64 schema, GError **error)
{
  static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };
  /* The first schema's guard knew nothing of numbers. */
  g_autofree char *number = schema == 1 ? g_strdup ("") : g_strdup_printf ("%d", (int) schema);

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autofree char *drop =
          g_strdup_printf ("DROP TRIGGER IF EXISTS \"lt_guard_%s_%s\"", table, events[i]);
      g_autofree char *sql =
          g_strdup_printf ("CREATE TRIGGER \"lt_guard_%s_%s\" BEFORE %s ON \"%s\" "
                           "WHEN NOT lt_writing(%s) BEGIN SELECT RAISE(ABORT, "
                           "'this file is written only by Lantian'); END",
                           table, events[i], events[i], table, number);

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

/* All at once: SQLite reads its whole schema anew for each column that is added. */
static char *
write_table (const LtKind *kind)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql,
                   "CREATE TABLE IF NOT EXISTS \"%s\" "
                   "(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL",
                   kind->table);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\" %s", kind->fields[i].name, lt_schema_column (kind, i));
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static gboolean
create_table (LtDb *db, const LtKind *kind, gint64 schema, GError **error)
{
  g_autofree char *table = write_table (kind);

  if (!lt_db_script (db, table, error))
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
  return register_layer (db, kind, error) && guard_table (db, kind->table, schema, error);
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

  /* The file's own: what an older one lacks may be lent to a connection. */
  lt_db_get_int (db, &columns, NULL, "SELECT count(*) FROM pragma_table_info(?, 'main')", "t",
                 kind->table);
  /* Its own two beside: fid and id. */
  return columns >= (gint64) kind->n_fields + 2;
}

/**
 * lt_schema_find_foreign:
 * @db: a county file, maybe of an older schema
 *
 * Looks for a table that is called like a kind's and is not ours, as a program that
 * draws layers into the file may have made it before the kind was known: every table
 * of ours has had its guards since the first schema.
 *
 * Returns: (transfer none) (nullable): the kind
 */
const LtKind *
lt_schema_find_foreign (LtDb *db)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      gint64 tables = 0, guards = 0;

      lt_db_get_int (db, &tables, NULL,
                     "SELECT count(*) FROM main.sqlite_schema WHERE type IN ('table', 'view') "
                     "AND name=? COLLATE NOCASE",
                     "t", kinds[i]->table);
      lt_db_get_int (db, &guards, NULL,
                     "SELECT count(*) FROM main.sqlite_schema WHERE type='trigger' AND "
                     "name LIKE 'lt_guard_' || ? || '_%'",
                     "t", kinds[i]->table);
      if (tables > 0 && guards == 0)
        return kinds[i];
    }
  return NULL;
}

/* Makes the tables and columns that the field tables have and the file has not. */
static gboolean
complete (LtDb *db, gint64 schema, GError **error)
{
  /* The map asks for the latest valid sample of each site. */
  static const char *const latest =
      "CREATE INDEX IF NOT EXISTS lt_dust_fall_latest ON dust_fall (site, month)";

  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!create_table (db, kinds[i], schema, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (inner_tables); i++)
    if (is_of_schema (i, schema) && !inner_tables[i].is_virtual
        && !guard_table (db, inner_tables[i].name, schema, error))
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

static GHashTable *
list_tables (LtDb *db, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT name FROM main.sqlite_schema WHERE type='table'", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    g_hash_table_add (names, g_strdup (lt_rows_text (rows, 0)));
  if (problem == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_schema_find_missing_inner:
 * @db: a county file
 * @schema: its schema
 * @error: return location, for what keeps it from being looked for
 *
 * Returns: (transfer none) (nullable): a table that is no kind's, should be there
 *   and is not
 */
const char *
lt_schema_find_missing_inner (LtDb *db, gint64 schema, GError **error)
{
  g_autoptr (GHashTable) names = list_tables (db, error);

  for (gsize i = 0; names != NULL && i < G_N_ELEMENTS (inner_tables); i++)
    if (is_of_schema (i, schema) && !g_hash_table_contains (names, inner_tables[i].name))
      return inner_tables[i].name;
  return NULL;
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
  const char *inner = lt_schema_find_missing_inner (db, LT_SCHEMA, error);
  g_autoptr (GHashTable) names = inner == NULL ? list_tables (db, error) : NULL;
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; names != NULL && i < n; i++)
    if (!g_hash_table_contains (names, kinds[i]->table))
      return kinds[i]->table;
  return inner;
}

/* Numbered as the schemas that they lead to; none changes once it is released. */
static const char *const scripts[LT_SCHEMA] = { "001-county.sql",  "002-keeping.sql",
                                                "003-packed.sql",  "004-places.sql",
                                                "005-figures.sql", "006-own-rules.sql" };

static gboolean
run_scripts (LtDb *db, gint64 from, gint64 to, GError **error)
{
  for (gint64 i = from; i < to; i++)
    {
      g_autofree char *path = g_strconcat ("/org/lantian/Lantian/sql/", scripts[i], NULL);
      /* Named, or the linker leaves the resource of a static library out. */
      g_autoptr (GBytes) sql =
          g_resource_lookup_data (lt_resources_get_resource (), path, 0, error);

      if (sql == NULL || !lt_db_script (db, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return complete (db, to, error)
         && lt_db_run (db, error, "INSERT OR REPLACE INTO lt_meta VALUES ('schema', ?)", "i", to);
}

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
  return run_scripts (db, from, LT_SCHEMA, error);
}

/**
 * lt_schema_make:
 * @schema: the present one or an older one
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an empty county file in memory, with the tables
 *   of that schema and the kinds of this program
 */
LtDb *
lt_schema_make (gint64 schema, GError **error)
{
  g_autoptr (LtDb) db = lt_db_open (":memory:", LT_DB_CREATE, error);

  if (db == NULL)
    return NULL;
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  return run_scripts (db, 0, schema, error) ? g_steal_pointer (&db) : NULL;
}

/* Answers how many bytes of the head there are; -1 with errno set where they
 * cannot be read. */
static ssize_t
read_head (const char *path, guint8 head[100], goffset *size)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
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
