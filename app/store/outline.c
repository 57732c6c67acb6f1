/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the file's own schema says: whether the number it goes by and the tables it
 * has are of one age (where they are not, what is read goes by the tables), and
 * whether triggers of others would write along. */

#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The schema whose tables are in the file; whoever writes another number into it
 * does not make them go away. The fourth brought kinds only: another program's layer
 * may be called like one of them, but has no guard of ours. */
static gboolean
find_age (LtDb *db, gint64 *age, GError **error)
{
  return lt_db_get_int (
      db, age, error,
      "SELECT CASE WHEN sum(type='trigger' AND name IN ('lt_guard_own_rule_INSERT', "
      "'lt_guard_override_INSERT')) > 0 THEN 6 "
      "WHEN sum(type='trigger' AND name='lt_guard_figure_INSERT') > 0 THEN 5 "
      "WHEN sum(type='trigger' AND name IN ('lt_guard_corridor_INSERT', "
      "'lt_guard_track_INSERT', 'lt_guard_site_INSERT')) > 0 THEN 4 "
      "WHEN sum(name IN ('lt_pack', 'lt_reading_quality')) > 0 THEN 3 "
      "WHEN sum(name IN ('lt_branch', 'lt_blob', 'lt_blob_piece', 'lt_blob_series', "
      "'lt_blob_pair', 'lt_reading', 'lt_reading_place', 'lt_reading_item', 'lt_words', "
      "'lt_breach')) > 0 THEN 2 ELSE 1 END FROM main.sqlite_schema WHERE type IN ('table', "
      "'trigger')",
      "");
}

/**
 * lt_outline_find_kind:
 *
 * Returns: (nullable): the kind whose records lie in @table
 */
const LtKind *
lt_outline_find_kind (const char *table)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (kinds[i]->table, table) == 0)
      return kinds[i];
  return NULL;
}

/* A guard of this program's, of any age and of kinds unknown here, too. */
static gboolean
is_guard (const char *name, const char *sql)
{
  static const char start[] = "lt_guard_";
  static const char end[] =
      ") BEGIN SELECT RAISE(ABORT, 'this file is written only by Lantian'); END";
  const char *event = strrchr (name, '_');
  g_autofree char *table = NULL;
  g_autofree char *head = NULL;

  if (!g_str_has_prefix (name, start) || event < name + strlen (start))
    return FALSE;
  table = g_strndup (name + strlen (start), (gsize) (event - name) - strlen (start));
  head = g_strdup_printf ("CREATE TRIGGER \"%s\" BEFORE %s ON \"%s\" WHEN NOT lt_writing(", name,
                          event + 1, table);
  if (sql == NULL || !g_str_has_prefix (sql, head))
    return FALSE;
  sql += strlen (head);
  sql += strspn (sql, "0123456789");
  return g_str_equal (sql, end);
}

static gboolean
is_of_name (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

/**
 * lt_outline_is_foreign_trigger:
 * @name: of a trigger
 * @sql: (nullable): what it is made by; the schema's note of its table is not
 *   what SQLite goes by
 *
 * Returns: whether it is none of this program's and names one of its tables
 */
gboolean
lt_outline_is_foreign_trigger (const char *name, const char *sql)
{
  if (sql == NULL || is_guard (name, sql))
    return FALSE;
  while (*sql != '\0')
    {
      const char *end = sql;
      g_autofree char *word = NULL;

      while (is_of_name (*end))
        end++;
      word = g_strndup (sql, (gsize) (end - sql));
      if (g_ascii_strncasecmp (word, "lt_", 3) == 0 || lt_outline_find_kind (word) != NULL)
        return TRUE;
      sql = end > sql ? end : sql + 1;
    }
  return FALSE;
}

static gboolean
find_foreign_trigger (LtStore *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT name, sql FROM main.sqlite_schema WHERE type='trigger'",
                   "");

  if (rows == NULL)
    return FALSE;
  while (self->refusal == NULL && lt_rows_next (rows, &problem))
    if (lt_outline_is_foreign_trigger (lt_rows_text (rows, 0), lt_rows_text (rows, 1)))
      self->refusal = g_strdup_printf (
          _ ("File %s: another program put the trigger \"%s\" on its tables, which would write "
             "into them. It can be read but not written. Have the trigger removed (DROP TRIGGER "
             "\"%s\" in SQLite), or restore the last backup."),
          self->path, lt_rows_text (rows, 0), lt_rows_text (rows, 0));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
find_missing_table (LtStore *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *missing = lt_schema_find_missing_inner (self->db, self->schema, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (missing != NULL && self->refusal == NULL)
    self->refusal = g_strdup_printf (
        _ ("File %s: its table \"%s\" is missing: it is damaged, or another program took it out. "
           "It can be read but not written. Restore the last backup."),
        self->path, missing);
  return TRUE;
}

/**
 * lt_outline_read:
 * @self: a county file
 * @error: return location
 *
 * Reads what schema the file has: the number in it where that is a newer
 * program's, else that of its tables. Where the two contradict each other,
 * the store's refusal says so, and it is not to be written; so where a table of its
 * own is missing or a foreign trigger stands on one.
 */
gboolean
lt_outline_read (LtStore *self, GError **error)
{
  gint64 number = 0;
  gint64 age = 0;

  if (!lt_db_get_int (self->db, &number, error, "SELECT v FROM lt_meta WHERE k='schema'", "")
      || !find_age (self->db, &age, error))
    return FALSE;
  self->schema = number > LT_SCHEMA ? number : age;
  g_clear_pointer (&self->refusal, g_free);
  if (number != self->schema)
    self->refusal = g_strdup_printf (
        _ ("File %s: it says that it has schema %d, and its tables are those of schema %d: it is "
           "damaged, or another program changed it. It can be read but not written. Restore the "
           "last backup."),
        self->path, (int) number, (int) age);
  return number > LT_SCHEMA
         || (find_missing_table (self, error) && find_foreign_trigger (self, error));
}
