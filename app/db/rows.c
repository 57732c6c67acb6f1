/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/db-private.h"

#include <string.h>

static sqlite3_stmt *
take_statement (LtDb *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gpointer key = NULL;
  gpointer idle = NULL;
  int code;

  if (g_hash_table_steal_extended (db->idle, sql, &key, &idle))
    {
      g_free (key);
      return idle;
    }
  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    lt_db_set_error (db, code, error);
  return statement;
}

static void
bind_list (LtRows *self, const char *types, va_list list)
{
  for (int i = 1; types[i - 1] != '\0'; i++)
    switch (types[i - 1])
      {
      case 'i':
        lt_rows_bind_int (self, i, va_arg (list, gint64));
        break;
      case 'd':
        lt_rows_bind_double (self, i, va_arg (list, double));
        break;
      case 't':
        lt_rows_bind_text (self, i, va_arg (list, const char *));
        break;
      case 'b':
        {
          gconstpointer bytes = va_arg (list, gconstpointer);
          gsize size = va_arg (list, gsize);

          lt_rows_bind_blob (self, i, bytes, size);
          break;
        }
      case 'v':
        {
          const LtValue *value = va_arg (list, const LtValue *);
          gsize size;
          gconstpointer bytes = lt_value_bytes (value, &size);

          lt_rows_bind_blob (self, i, bytes, size);
          break;
        }
      default:
        g_assert_not_reached ();
      }
}

LtRows *
lt_db_prepare_list (LtDb *self, GError **error, const char *sql, const char *types, va_list list)
{
  sqlite3_stmt *statement = take_statement (self, sql, error);
  LtRows *rows;

  if (statement == NULL)
    return NULL;
  rows = g_new0 (LtRows, 1);
  rows->db = self;
  rows->statement = statement;
  rows->sql = g_strdup (sql);
  bind_list (rows, types, list);
  return rows;
}

/**
 * lt_db_query:
 * @self: a connection
 * @error: return location
 * @sql: one statement
 * @types: see lt_db_run(); parameters beyond it are bound one by one
 * @...: the parameters
 *
 * Returns: (transfer full) (nullable): the rows, to be stepped through
 */
LtRows *
lt_db_query (LtDb *self, GError **error, const char *sql, const char *types, ...)
{
  LtRows *rows;
  va_list list;

  va_start (list, types);
  rows = lt_db_prepare_list (self, error, sql, types, list);
  va_end (list);
  return rows;
}

/**
 * lt_rows_free:
 *
 * Gives the statement back, to be used again.
 */
void
lt_rows_free (LtRows *self)
{
  if (self == NULL)
    return;
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  g_hash_table_replace (self->db->idle, g_steal_pointer (&self->sql), self->statement);
  g_free (self);
}

void
lt_rows_bind_int (LtRows *self, int index, gint64 value)
{
  sqlite3_bind_int64 (self->statement, index, value);
}

void
lt_rows_bind_double (LtRows *self, int index, double value)
{
  sqlite3_bind_double (self->statement, index, value);
}

void
lt_rows_bind_text (LtRows *self, int index, const char *text)
{
  sqlite3_bind_text (self->statement, index, text, -1, SQLITE_TRANSIENT);
}

/**
 * lt_rows_bind_blob:
 * @self: a statement
 * @index: from 1
 * @bytes: (nullable): the bytes; %NULL for no value
 * @size: how many
 */
void
lt_rows_bind_blob (LtRows *self, int index, gconstpointer bytes, gsize size)
{
  sqlite3_bind_blob64 (self->statement, index, bytes, size, SQLITE_TRANSIENT);
}

void
lt_rows_bind_null (LtRows *self, int index)
{
  sqlite3_bind_null (self->statement, index);
}

/**
 * lt_rows_next:
 * @self: rows
 * @error: return location
 *
 * Returns: whether there is a next row; %FALSE with @error unset at the end
 */
gboolean
lt_rows_next (LtRows *self, GError **error)
{
  int code = sqlite3_step (self->statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    lt_db_set_error (self->db, code, error);
  return FALSE;
}

/**
 * lt_rows_reset:
 * @self: a statement, whatever it has still to say
 *
 * Makes it ready for other parameters.
 */
void
lt_rows_reset (LtRows *self)
{
  sqlite3_reset (self->statement);
}

/**
 * lt_rows_finish:
 * @self: a statement without results
 * @error: return location
 *
 * Carries it out and makes it ready for other parameters.
 *
 * Returns: whether it was carried out
 */
gboolean
lt_rows_finish (LtRows *self, GError **error)
{
  int code;

  do
    code = sqlite3_step (self->statement);
  while (code == SQLITE_ROW);
  if (code != SQLITE_DONE)
    lt_db_set_error (self->db, code, error);
  sqlite3_reset (self->statement);
  return code == SQLITE_DONE;
}

gboolean
lt_rows_is_null (LtRows *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

gint64
lt_rows_int (LtRows *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * lt_rows_list_ints:
 * @self: (nullable): rows that were not read yet; %NULL where their query failed
 * @error: return location; set already with @self %NULL
 *
 * Reads them to their end.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): their first columns
 */
GArray *
lt_rows_list_ints (LtRows *self, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;

  if (self == NULL)
    return NULL;
  while (lt_rows_next (self, &problem))
    {
      gint64 number = lt_rows_int (self, 0);

      g_array_append_val (numbers, number);
    }
  if (problem == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

double
lt_rows_double (LtRows *self, int column)
{
  return sqlite3_column_double (self->statement, column);
}

/**
 * lt_rows_text:
 *
 * Returns: (transfer none) (nullable): valid until the next step
 */
const char *
lt_rows_text (LtRows *self, int column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * lt_rows_blob:
 * @self: rows, on a row
 * @column: from 0
 * @size: (out): how many bytes
 *
 * Returns: (transfer none) (nullable): valid until the next step
 */
gconstpointer
lt_rows_blob (LtRows *self, int column, gsize *size)
{
  gconstpointer bytes = sqlite3_column_blob (self->statement, column);

  *size = (gsize) sqlite3_column_bytes (self->statement, column);
  return bytes;
}

/**
 * lt_rows_are_of:
 * @self: rows, on a row
 * @types: a letter for each column from the first on: i integer, b blob, B a blob or
 *   nothing
 *
 * Returns: whether the values lie in the file as these
 */
gboolean
lt_rows_are_of (LtRows *self, const char *types)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      int type = sqlite3_column_type (self->statement, i);
      gboolean right = types[i] == 'i'
                           ? type == SQLITE_INTEGER
                           : type == SQLITE_BLOB || (types[i] == 'B' && type == SQLITE_NULL);

      if (!right)
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_rows_are_text:
 * @self: rows, on a row
 * @column: from 0
 * @text: (nullable): a text
 *
 * Returns: whether the column says exactly that, or nothing where @text is %NULL; what
 *   follows on a NUL, which others do not see, counts as well
 */
gboolean
lt_rows_are_text (LtRows *self, int column, const char *text)
{
  const char *have = (const char *) sqlite3_column_text (self->statement, column);

  if (have == NULL || text == NULL)
    return have == text;
  return (gsize) sqlite3_column_bytes (self->statement, column) == strlen (text)
         && memcmp (have, text, strlen (text)) == 0;
}

/**
 * lt_rows_fixed:
 * @self: rows, on a row
 * @column: from 0
 * @bytes: (out caller-allocates): where the blob goes; zeros where it does not fit
 * @size: how many bytes it must have
 *
 * Returns: whether the blob has exactly that size
 */
gboolean
lt_rows_fixed (LtRows *self, int column, gpointer bytes, gsize size)
{
  gsize have;
  gconstpointer blob = lt_rows_blob (self, column, &have);

  if (have != size)
    {
      memset (bytes, 0, size);
      return FALSE;
    }
  memcpy (bytes, blob, size);
  return TRUE;
}

/**
 * lt_rows_read_all:
 * @self: rows that were asked for
 * @read: makes something of each
 * @free_one: frees it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was made of all of them, in their order
 */
GPtrArray *
lt_rows_read_all (LtRows *self, LtRowsReadFunc read, GDestroyNotify free_one, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_one);
  g_autoptr (GError) problem = NULL;

  while (lt_rows_next (self, &problem))
    g_ptr_array_add (list, read (self));
  if (problem == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
