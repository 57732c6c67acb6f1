/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that looks at the schema itself: tables, indexes and
 * guards are held against those of a file of its schema that is made now. */

#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *type;
  char *table;
  char *sql;
} Entry;

static void
free_entry (Entry *entry)
{
  g_free (entry->type);
  g_free (entry->table);
  g_free (entry->sql);
  g_free (entry);
}

static const char *
name_type (const char *type)
{
  if (g_str_equal (type, "index"))
    return _ ("index");
  if (g_str_equal (type, "trigger"))
    return _ ("trigger");
  return g_str_equal (type, "view") ? _ ("view") : _ ("table");
}

static GHashTable *
load_entries (LtDb *db, GError **error)
{
  g_autoptr (GHashTable) entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_entry);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT name, type, tbl_name, sql FROM main.sqlite_schema", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->type = g_strdup (lt_rows_text (rows, 1));
      entry->table = g_strdup (lt_rows_text (rows, 2));
      entry->sql = g_strdup (lt_rows_text (rows, 3));
      g_hash_table_insert (entries, g_strdup (lt_rows_text (rows, 0)), entry);
    }
  if (problem == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* Whether each column that one of them has is in the other as well; a newer program
 * may have added plain ones, and where some were taken out and made again they
 * stand in another order. */
static gboolean
have_same_columns (const char *have, const char *wanted, gboolean may_lack)
{
  g_auto (GStrv) found = g_strsplit_set (have, "(,)", -1);
  g_auto (GStrv) expected = g_strsplit_set (wanted, "(,)", -1);

  for (guint i = 0; found[i] != NULL; i++)
    g_strstrip (found[i]);
  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_strstrip (expected[i]);
      if (!may_lack && !g_strv_contains ((const char *const *) found, expected[i]))
        return FALSE;
    }
  for (guint i = 0; found[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) expected, found[i])
        && !g_regex_match_simple (
            "^\"[a-z0-9_]+\" (INTEGER|DOUBLE|BOOLEAN|DATE|POINT|GEOMETRY|TEXT)$", found[i], 0, 0))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const Entry *have, const Entry *wanted, const LtKind *kind, gboolean may_lack)
{
  if (!g_str_equal (have->type, wanted->type) || g_strcmp0 (have->table, wanted->table) != 0)
    return FALSE;
  if (kind != NULL && g_str_equal (wanted->type, "table") && have->sql != NULL)
    return have_same_columns (have->sql, wanted->sql, may_lack);
  return g_strcmp0 (have->sql, wanted->sql) == 0;
}

/* What follows from the field tables may have come later than the file; but a table
 * that is there has its guards. */
static gboolean
may_be_missing (const LtCheck *check, GHashTable *found, const Entry *wanted, const LtKind *kind)
{
  if (kind == NULL)
    return FALSE;
  if (g_str_equal (wanted->type, "trigger"))
    return !g_hash_table_contains (found, wanted->table);
  return check->store->schema < LT_SCHEMA || !lt_schema_has_all_fields (check->store->db, kind);
}

static void
compare_entry (LtCheck *check, GHashTable *found, const char *name, const Entry *wanted)
{
  const LtKind *kind = lt_outline_find_kind (wanted->table);
  const Entry *have = g_hash_table_lookup (found, name);
  gboolean may_lack = may_be_missing (check, found, wanted, kind);

  /* GeoPackage's own tables are others' as well. */
  if (kind == NULL && !g_str_has_prefix (wanted->table, "lt_"))
    return;
  if (have == NULL && !may_lack)
    lt_check_add (check,
                  _ ("File: the %s \"%s\" is missing: another program took it out. Restore the "
                     "last backup."),
                  name_type (wanted->type), name);
  if (have != NULL && !is_same (have, wanted, kind, may_lack))
    lt_check_add (check,
                  _ ("File: the %s \"%s\" is not as this program makes it: another program "
                     "changed it. Restore the last backup."),
                  name_type (have->type), name);
}

/* Tables of other programs, with what belongs to them, are their own business. */
static void
look_at_foreign (LtCheck *check, const char *name, const Entry *have)
{
  gboolean foreign = g_str_equal (have->type, "view");

  if (g_str_equal (have->type, "trigger"))
    foreign = lt_outline_is_foreign_trigger (name, have->sql);
  if (g_str_equal (have->type, "index") && have->sql != NULL)
    foreign =
        g_ascii_strncasecmp (have->sql, "CREATE UNIQUE", strlen ("CREATE UNIQUE")) == 0
        && (lt_outline_find_kind (have->table) != NULL || g_str_has_prefix (have->table, "lt_"));
  if (foreign)
    lt_check_add (check,
                  _ ("File: the %s \"%s\" is another program's. Have it removed with that "
                     "program, or restore the last backup."),
                  name_type (have->type), name);
}

/* What other programs are told of a table of records: where it is a layer, in which
 * column and in which datum. */
static char *
read_layer (LtDb *db, const char *table)
{
  return lt_db_get_text (db, NULL,
                         "SELECT (SELECT data_type || ' ' || srs_id FROM main.gpkg_contents WHERE "
                         "table_name=?1) || ' ' || coalesce((SELECT column_name || ' ' || "
                         "geometry_type_name || ' ' || srs_id || ' ' || z || ' ' || m FROM "
                         "main.gpkg_geometry_columns WHERE table_name=?1), '-')",
                         "t", table);
}

static void
check_layers (LtCheck *check, LtDb *model, GHashTable *found)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *table = kinds[i]->table;
      g_autofree char *wanted = read_layer (model, table);
      g_autofree char *have = read_layer (check->store->db, table);

      if (g_hash_table_contains (found, table) && g_strcmp0 (wanted, have) != 0)
        lt_check_add (check,
                      _ ("File: what it tells QGIS and other programs of the layer \"%s\" is not "
                         "so: another program changed it. Restore the last backup."),
                      table);
    }
}

/**
 * lt_check_outline:
 * @self: a check
 * @error: return location, for what keeps it from being made
 *
 * Holds the file's schema against that of a file of that schema made now; a newer program's file
 * is looked at only for what is foreign to it.
 */
gboolean
lt_check_outline (LtCheck *self, GError **error)
{
  g_autoptr (LtDb) model = lt_schema_make (MIN (self->store->schema, LT_SCHEMA), error);
  g_autoptr (GHashTable) wanted = model == NULL ? NULL : load_entries (model, error);
  g_autoptr (GHashTable) found = wanted == NULL ? NULL : load_entries (self->store->db, error);
  GHashTableIter iter;
  gpointer name;
  gpointer entry;

  if (found == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, wanted);
  while (self->store->schema <= LT_SCHEMA && g_hash_table_iter_next (&iter, &name, &entry))
    compare_entry (self, found, name, entry);
  check_layers (self, model, found);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &entry))
    if (!g_hash_table_contains (wanted, name))
      look_at_foreign (self, name, entry);
  return TRUE;
}
