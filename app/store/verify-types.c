/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that looks at how values lie in the file. SQLite keeps
 * anything in any column: a half where a whole number belongs, or bytes where text
 * does, is one thing to a program that reads it and another to SQL that compares it.
 * Where each value is of its column's type, the two are the same. */

#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *name;
  const char *type; /* what typeof() says of its values */
} Column;

static void
clear_column (Column *column)
{
  g_free (column->name);
}

static const char *
find_type (const char *declared)
{
  static const struct
  {
    const char *declared;
    const char *type;
  } types[] = { { "INTEGER", "integer" }, { "BOOLEAN", "integer" }, { "TEXT", "text" },
                { "DATE", "text" },       { "BLOB", "blob" },       { "POINT", "blob" },
                { "GEOMETRY", "blob" },   { "REAL", "real" },       { "DOUBLE", "real" } };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].declared, declared) == 0)
      return types[i].type;
  return NULL;
}

/* Columns that say what they hold; those of SQLite's own tables do not. */
static GArray *
read_columns (LtDb *db, const char *table, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT name, type FROM pragma_table_info(?) WHERE name NOT LIKE '%\"%'", "t",
                   table);

  g_array_set_clear_func (columns, (GDestroyNotify) clear_column);
  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      Column column = { NULL, find_type (lt_rows_text (rows, 1)) };

      if (column.type == NULL)
        continue;
      column.name = g_strdup (lt_rows_text (rows, 0));
      g_array_append_val (columns, column);
    }
  if (problem == NULL)
    return g_steal_pointer (&columns);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
add_condition (GString *sql, const Column *column)
{
  g_string_append_printf (sql, "(typeof(\"%s\")<>'%s' AND \"%s\" IS NOT NULL)", column->name,
                          column->type, column->name);
}

static gboolean
count_wrong (LtDb *db, const char *table, const GString *condition, gint64 *n, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM main.\"%s\" WHERE %s", table, condition->str);

  return lt_db_get_int (db, n, error, sql, "");
}

/* One look at the table tells that there is something; what it is is asked then. */
static gboolean
name_columns (LtCheck *check, const char *table, GArray *columns, GError **error)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      g_autoptr (GString) condition = g_string_new (NULL);
      gint64 n = 0;

      add_condition (condition, column);
      if (!count_wrong (check->store->db, table, condition, &n, error))
        return FALSE;
      if (n > 0)
        lt_check_add (check,
                      _ ("Table %s, column %s: %d values are not of its type (%s): another program "
                         "changed them. Restore the last backup."),
                      table, column->name, (int) n, column->type);
    }
  return TRUE;
}

static gboolean
check_table (LtCheck *check, const char *table, GError **error)
{
  g_autoptr (GArray) columns = read_columns (check->store->db, table, error);
  g_autoptr (GString) condition = g_string_new (NULL);
  gint64 n = 0;

  if (columns == NULL)
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    {
      if (i > 0)
        g_string_append (condition, " OR ");
      add_condition (condition, &g_array_index (columns, Column, i));
    }
  return columns->len == 0
         || (count_wrong (check->store->db, table, condition, &n, error)
             && (n == 0 || name_columns (check, table, columns, error)));
}

/* The log has been read by then; it is by far the largest. */
static gboolean
is_to_check (const LtCheck *check, const char *table)
{
  if (g_str_equal (table, "lt_op"))
    return check->odd;
  return (g_str_has_prefix (table, "lt_") || lt_outline_find_kind (table) != NULL)
         && strchr (table, '"') == NULL;
}

/**
 * lt_check_types:
 * @self: a check, the log done
 * @error: return location, for what keeps it from being made
 *
 * Holds every value of the log and of all records against its column's type.
 */
gboolean
lt_check_types (LtCheck *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->store->db, error,
                   "SELECT name FROM main.sqlite_schema WHERE type='table' AND "
                   "sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      g_autofree char *table = g_strdup (lt_rows_text (rows, 0));

      if (is_to_check (self, table) && !check_table (self, table, &problem))
        break;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
