/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/seen-table.h"

struct _LtSeenTable
{
  LtTableHeader *header;
  guint n_columns;
  GPtrArray *rows; /* (element-type GPtrArray): of cells; %NULL is an empty one */
};

/**
 * lt_seen_table_new:
 * @name: what programs call it
 * @label: what people call it
 *
 * Returns: (transfer full): a table without columns
 */
LtSeenTable *
lt_seen_table_new (const char *name, const char *label)
{
  LtSeenTable *self = g_new0 (LtSeenTable, 1);

  self->header = lt_table_header_new (name, label);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
lt_seen_table_free (LtSeenTable *self)
{
  lt_table_header_free (self->header);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * lt_seen_table_add_column:
 * @self: a table without rows
 * @name: what programs call it
 * @label: what people call it
 * @type: of its cells
 */
void
lt_seen_table_add_column (LtSeenTable *self, const char *name, const char *label, LtColumnType type)
{
  g_return_if_fail (self->rows->len == 0);

  lt_table_header_add (self->header, name, label, type, NULL);
  self->n_columns++;
}

/**
 * lt_seen_table_set_choices:
 * @self: a table
 * @name: of one of its columns
 * @choices: (array zero-terminated=1): the words that its cells may have
 */
void
lt_seen_table_set_choices (LtSeenTable *self, const char *name, const char *const *choices)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      const LtTableColumn *column = g_ptr_array_index (self->header->columns, i);

      if (g_str_equal (column->name, name))
        lt_table_header_set_choices (self->header, i, choices);
    }
}

/**
 * lt_seen_table_add_row:
 * @self: a table with all of its columns
 *
 * Returns: (transfer none): the row's cells, all %NULL, which is empty; the table frees what is
 *   put there
 */
char **
lt_seen_table_add_row (LtSeenTable *self)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (row, (int) self->n_columns);
  g_ptr_array_add (self->rows, row);
  return (char **) row->pdata;
}

/**
 * lt_seen_table_export:
 * @self: a table
 * @options: where and how: CSV or XLSX
 * @report: (out caller-allocates): what was written
 * @error: return location; nothing was written then
 *
 * Returns: whether it was written
 */
gboolean
lt_seen_table_export (const LtSeenTable *self,
                      const LtExportOptions *options,
                      LtExportReport *report,
                      GError **error)
{
  g_autoptr (LtExport) file =
      lt_export_open (options->path, self->header, options->replace, options->cancellable, error);
  LtExportResult result = { 0 };

  *report = (LtExportReport){ 0 };
  if (file == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (self->rows, i);

      if (!lt_export_add (file, (const char *const *) row->pdata, NULL, 0, error))
        return FALSE;
    }
  if (!lt_export_finish (file, &result, error))
    return FALSE;
  report->rows = result.rows;
  report->bytes = result.bytes;
  report->digest = result.digest;
  return TRUE;
}
