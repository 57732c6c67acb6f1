/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/table.h"

#include "base/error.h"
#include "convert/table-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WAITING (8 << 20) /* bytes of rows kept to find the header */

struct _LtTable
{
  LtOutput *output;
  char *name;
  char *format;
  char *encoding;
  gboolean columns_only;
  GPtrArray *waiting; /* (nullable) (element-type LtTableRow): until the header is found */
  gsize n_waiting;    /* bytes of them */
  guint n_columns;
  LtRowCell *wide; /* a row made as wide as the header */
};

static void
free_row (gpointer data)
{
  LtTableRow *row = data;

  g_free (row->inherited);
  g_free (row->cells);
  g_free (row);
}

/* The cells and their texts in one block. */
static LtTableRow *
keep_row (guint64 line, const LtRowCell *cells, const guint8 *inherited, guint n, guint n_told)
{
  LtTableRow *row = g_new0 (LtTableRow, 1);
  gsize size = 0;
  char *text;

  for (guint i = 0; i < n; i++)
    size += cells[i].size;
  *row = (LtTableRow){ .line = line, .n_cells = n, .n_told = n_told };
  row->cells = g_malloc (n * sizeof *cells + size + 1);
  row->inherited = inherited == NULL ? NULL : g_memdup2 (inherited, n);
  text = (char *) (row->cells + n);
  for (guint i = 0; i < n; i++)
    {
      row->cells[i] = (LtRowCell){ cells[i].text == NULL ? NULL : text, cells[i].size };
      if (cells[i].text != NULL)
        memcpy (text, cells[i].text, cells[i].size);
      text += cells[i].size;
    }
  return row;
}

static guint
count_filled (const LtRowCell *cells, guint n)
{
  while (n > 0 && cells[n - 1].text == NULL)
    n--;
  return n;
}

/* Of a row with @n cells filled out of @n_told. A sheet has no end of a row: it
 * is told as wide as the header. */
static gboolean
give_row (LtTable *self,
          guint64 line,
          const LtRowCell *cells,
          guint n,
          guint n_told,
          GError **error)
{
  if (n > self->n_columns || n_told < self->n_columns)
    {
      g_autofree char *problem = g_strdup_printf (_ ("The row has %u cells, the header has %u."),
                                                  MAX (n, n_told), self->n_columns);
      g_autofree char *first = g_strndup (cells[0].text, MIN (cells[0].size, 400));
      g_autofree char *valid = g_utf8_make_valid (first == NULL ? "" : first, -1);

      return lt_output_problem (self->output, line, "", valid, problem, error);
    }
  memcpy (self->wide, cells, n * sizeof *cells);
  memset (self->wide + n, 0, (self->n_columns - n) * sizeof *cells);
  return lt_output_cells (self->output, line, self->wide, self->n_columns, error);
}

static gboolean
find_header (LtTable *self, GError **error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  LtTableHeader header;
  gboolean good;

  lt_table_header_find (&header, waiting);
  self->n_columns = header.n_columns;
  self->wide = g_new0 (LtRowCell, self->n_columns + 1);
  good = lt_output_header (self->output, self->format, self->encoding, "", "none", header.title,
                           (const char *const *) header.columns, error);
  for (guint i = header.first; good && !self->columns_only && i < waiting->len; i++)
    {
      const LtTableRow *row = g_ptr_array_index (waiting, i);

      good = give_row (self, row->line, row->cells, row->n_cells, row->n_told, error);
    }
  lt_table_header_clear (&header);
  return good;
}

static gboolean
take (LtTable *self,
      guint64 line,
      const LtRowCell *cells,
      const guint8 *inherited,
      guint n,
      guint n_told,
      GError **error)
{
  LtTableRow *row;

  if (self->waiting == NULL)
    return self->columns_only || give_row (self, line, cells, n, n_told, error);
  row = keep_row (line, cells, inherited, n, n_told);
  g_ptr_array_add (self->waiting, row);
  for (guint i = 0; i < n; i++)
    self->n_waiting += cells[i].size;
  return (self->waiting->len < LT_TABLE_LOOK && self->n_waiting < MAX_WAITING)
         || find_header (self, error);
}

/**
 * lt_table_new:
 * @output: where the rows go
 * @name: of the file, for messages
 * @format: see #LtRowHeader
 * @encoding: see #LtRowHeader
 * @columns_only: whether to stop after the header
 */
LtTable *
lt_table_new (LtOutput *output,
              const char *name,
              const char *format,
              const char *encoding,
              gboolean columns_only)
{
  LtTable *self = g_new0 (LtTable, 1);

  self->output = output;
  self->name = g_strdup (name);
  self->format = g_strdup (format);
  self->encoding = g_strdup (encoding);
  self->columns_only = columns_only;
  self->waiting = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
lt_table_free (LtTable *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->format);
  g_free (self->encoding);
  g_free (self->wide);
  g_free (self);
}

/**
 * lt_table_take:
 * @self: a table
 * @line: on which the row begins
 * @cells: (array length=n_cells): its texts; %NULL where there is nothing
 * @n_cells: how many
 * @error: return location
 *
 * Takes the next row of a file in which rows have as many cells as the header,
 * or more that are empty. Rows without anything are passed over; one with too
 * many or too few cells is a problem of its line.
 *
 * Returns: whether to go on
 */
gboolean
lt_table_take (LtTable *self, guint64 line, LtRowCell *cells, guint n_cells, GError **error)
{
  guint n = count_filled (cells, n_cells);

  return n == 0 || take (self, line, cells, NULL, n, n_cells, error);
}

/**
 * lt_table_take_sheet_row:
 * @self: a table
 * @line: number of the row
 * @cells: (array length=n_cells): its texts; %NULL where there is nothing
 * @inherited: (nullable) (array length=n_cells): which of them belong to a merged
 *   cell that begins further up: they count in the table, not in its header
 * @n_cells: how many
 * @error: return location
 *
 * As lt_table_take(), of a sheet, whose rows may have any number of cells.
 */
gboolean
lt_table_take_sheet_row (LtTable *self,
                         guint64 line,
                         LtRowCell *cells,
                         const guint8 *inherited,
                         guint n_cells,
                         GError **error)
{
  guint n = count_filled (cells, n_cells);

  return n == 0 || take (self, line, cells, inherited, n, G_MAXUINT, error);
}

/**
 * lt_table_is_done:
 *
 * Returns: whether nothing more is wanted
 */
gboolean
lt_table_is_done (const LtTable *self)
{
  return self->columns_only && self->waiting == NULL;
}

gboolean
lt_table_is_empty (const LtTable *self)
{
  return self->waiting != NULL && self->waiting->len == 0;
}

/**
 * lt_table_end:
 * @self: a table that was given everything
 * @error: return location
 */
gboolean
lt_table_end (LtTable *self, GError **error)
{
  if (lt_table_is_empty (self))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no row."), self->name);
      return FALSE;
    }
  return self->waiting == NULL || find_header (self, error);
}
