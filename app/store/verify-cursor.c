/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables that are read along with the log, in the order of the records. */

#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
lt_cursor_step (LtCursor *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->there = lt_rows_next (self->rows, &problem);
  if (self->there)
    lt_rows_fixed (self->rows, 0, &self->id, sizeof self->id);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return error == NULL || *error == NULL;
}

/**
 * lt_cursor_open:
 * @self: (out caller-allocates): before the first row's record
 * @db: a county file
 * @sql: its rows in the order of the records, which stand in the first column
 * @error: return location
 */
gboolean
lt_cursor_open (LtCursor *self, LtDb *db, const char *sql, GError **error)
{
  self->rows = lt_db_query (db, error, sql, "");
  return self->rows != NULL && lt_cursor_step (self, error);
}

/**
 * lt_cursor_seek:
 * @self: a cursor
 * @id: (nullable): a record; %NULL for the end
 * @found: (out): whether it is on a row of @id
 * @error: return location
 *
 * Moves on to the first row of @id or behind it; what is passed over counts as
 * more than the log knows.
 */
gboolean
lt_cursor_seek (LtCursor *self, const LtId *id, gboolean *found, GError **error)
{
  while (self->there && (id == NULL || memcmp (&self->id, id, sizeof *id) < 0))
    {
      self->more++;
      if (!lt_cursor_step (self, error))
        return FALSE;
    }
  *found = self->there && lt_id_equal (&self->id, id);
  return TRUE;
}

void
lt_check_more (LtCheck *self, const char *table, gint64 n)
{
  if (n != 0)
    lt_check_add (self, _ ("Table %s: it has %d rows more than the log knows."), table, (int) n);
}

/**
 * lt_cursor_finish:
 * @self: a cursor
 * @more: (inout): how many rows were passed over
 * @error: return location
 */
gboolean
lt_cursor_finish (LtCursor *self, gint64 *more, GError **error)
{
  gboolean found;

  if (!lt_cursor_seek (self, NULL, &found, error))
    return FALSE;
  *more += self->more;
  return TRUE;
}
