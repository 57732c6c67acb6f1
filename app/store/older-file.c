/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An older file that is only read stays as it is, to the byte. What it lacks is
 * lent to the connection in its temporary schema, which SQLite looks through
 * first: empty tables, and views that add the missing columns. */

#include "store/store-private.h"

#include <string.h>

static gboolean
lend_table (LtDb *db, const char *sql, GError **error)
{
  static const char plain[] = "CREATE TABLE ";
  static const char virtual[] = "CREATE VIRTUAL TABLE ";
  g_autofree char *lent = NULL;

  if (g_str_has_prefix (sql, plain))
    lent = g_strconcat ("CREATE TEMP TABLE ", sql + strlen (plain), NULL);
  else if (g_str_has_prefix (sql, virtual))
    lent = g_strconcat ("CREATE VIRTUAL TABLE temp.", sql + strlen (virtual), NULL);
  g_return_val_if_fail (lent != NULL, FALSE);

  return lt_db_script (db, lent, error);
}

/* The columns that @name has in a present file and not in this one. */
static gboolean
lend_columns (LtDb *db, LtDb *present, const char *name, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (present, error,
                   "SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?)", "t",
                   name);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      const char *column = lt_rows_text (rows, 0);
      gint64 n = 0;

      if (!lt_db_get_int (db, &n, &problem,
                          "SELECT count(*) FROM pragma_table_info(?, 'main') WHERE name=?", "tt",
                          name, column))
        break;
      if (n == 0)
        g_string_append_printf (sql, ", %s AS \"%s\"", lt_rows_text (rows, 1), column);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (sql->len == 0)
    return TRUE;
  g_string_append_printf (sql, " FROM main.\"%s\"", name);
  g_string_prepend (sql, "\" AS SELECT *");
  g_string_prepend (sql, name);
  g_string_prepend (sql, "CREATE TEMP VIEW \"");
  return lt_db_script (db, sql->str, error);
}

static gboolean
lend_all (LtDb *db, LtDb *present, GError **error)
{
  g_autoptr (GError) problem = NULL;
  /* Shadow tables come with their virtual ones. */
  g_autoptr (LtRows) rows = lt_db_query (
      present, error,
      "SELECT s.name, s.sql FROM main.sqlite_schema s JOIN pragma_table_list l ON l.name=s.name "
      "WHERE s.type='table' AND l.schema='main' AND l.type IN ('table', 'virtual') "
      "AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid",
      "");
  gboolean has;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    if (!lt_schema_has_table (db, lt_rows_text (rows, 0), &has, &problem)
        || (!has && !lend_table (db, lt_rows_text (rows, 1), &problem))
        || (has && !lend_columns (db, present, lt_rows_text (rows, 0), &problem)))
      break;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The one table that a present file has no more. */
static gboolean
lend_rows (LtDb *db, GError **error)
{
  static const char name[] = "lt_reading";
  g_autoptr (LtDb) older = NULL;
  g_autofree char *sql = NULL;
  gboolean has;

  if (!lt_schema_has_table (db, name, &has, error) || has)
    return has;
  older = lt_schema_make (LT_SCHEMA_OF_ROWS, error);
  if (older != NULL)
    sql = lt_db_get_text (older, error, "SELECT sql FROM sqlite_schema WHERE name=?", "t", name);
  return sql != NULL && lend_table (db, sql, error);
}

static gboolean
lacks_anything (LtStore *self)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!lt_schema_has_all_fields (self->db, kinds[i]))
      return TRUE;
  /* Some of its own tables may be gone. */
  return self->schema < LT_SCHEMA || self->refusal != NULL;
}

/**
 * lt_older_file_lend:
 * @self: a county file of an older program, or one that lacks tables, opened to be read
 * @error: return location
 *
 * Gives this connection, and not the file, the tables and columns of a present
 * file, so that whatever reads finds them, and finds nothing in them.
 */
gboolean
lt_older_file_lend (LtStore *self, GError **error)
{
  g_autoptr (LtDb) present = NULL;

  if (!lacks_anything (self))
    return TRUE;
  present = lt_schema_make (LT_SCHEMA, error);
  return present != NULL && lend_all (self->db, present, error)
         && (self->schema != LT_SCHEMA_OF_ROWS || lend_rows (self->db, error));
}
