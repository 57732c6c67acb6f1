/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/foreign-table.h"

#include "base/error.h"
#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>

#define PATIENCE 120000 /* ms */

typedef struct
{
  LtForeignTable *table;
  const char *name;
  guint most;
} Reading;

static void
free_row (gpointer data)
{
  LtForeignRow *row = data;

  for (char **cell = row->cells; *cell != NULL; cell++)
    g_free (*cell);
  g_free (row->cells);
  g_free (row);
}

void
lt_foreign_table_free (LtForeignTable *self)
{
  g_strfreev (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* An empty cell is "": what comes behind it is not lost. */
static void
add_row (LtForeignTable *table, const LtRow *source)
{
  guint n = g_strv_length (table->columns);
  LtForeignRow *row = g_new0 (LtForeignRow, 1);

  row->line = source->line;
  row->cells = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    row->cells[i] = g_strdup (source->cells[i] == NULL ? "" : source->cells[i]);
  g_ptr_array_add (table->rows, row);
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (type == LT_ROW_HEADER)
    {
      g_strfreev (reading->table->columns);
      reading->table->columns = g_strdupv (lt_row_decoder_get_header (decoder)->columns);
    }
  if (type != LT_ROW_ROW)
    return TRUE;
  if (reading->table->rows->len == reading->most)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has more than %u rows. Check that it is the right file."), reading->name,
                   reading->most);
      return FALSE;
    }
  add_row (reading->table, lt_row_decoder_get_row (decoder));
  return TRUE;
}

/**
 * lt_foreign_table_read:
 * @path: a file with one table: XLSX, CSV …
 * @most_rows: a file with more is refused
 * @error: return location
 *
 * Reads it as a whole, by the program that reads foreign files.
 *
 * Returns: (transfer full) (nullable): what stands in it
 */
LtForeignTable *
lt_foreign_table_read (const char *path, guint most_rows, GError **error)
{
  g_autoptr (LtForeignTable) table = g_new0 (LtForeignTable, 1);
  g_autofree char *name = g_path_get_basename (path);
  Reading reading = { table, name, most_rows };

  table->rows = g_ptr_array_new_with_free_func (free_row);
  if (!lt_import_child_take (path, PATIENCE, on_frame, &reading, error))
    return NULL;
  if (table->rows->len > 0)
    return g_steal_pointer (&table);
  lt_import_refuse_empty (name, error);
  return NULL;
}
