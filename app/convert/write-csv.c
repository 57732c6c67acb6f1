/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/writing.h"

#include "base/cell-guard.h"
#include "base/error.h"
#include "convert/geometry-text.h"

#include <csv.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BOM    "\xef\xbb\xbf"
#define BUFFER (1 << 18)

static void
put_cell (GString *line, const char *cell)
{
  g_autofree char *guarded = lt_cell_guard (cell);
  const char *text = guarded == NULL ? cell : guarded;
  gsize size = strlen (text);
  gsize before = line->len;
  gsize quoted;

  /* At most all are quotes that are doubled, and two stand around. */
  g_string_set_size (line, before + 2 * size + 2);
  quoted = csv_write (line->str + before, 2 * size + 2, text, size);
  g_string_set_size (line, before + quoted);
}

/* Quotes only where they are needed: what has no quote, comma, line break or
 * space at its ends reads the same without. */
static gboolean
needs_quotes (const char *cell)
{
  gsize size = strlen (cell);

  return strpbrk (cell, "\",;\t\r\n") != NULL || g_ascii_isspace (cell[0])
         || g_ascii_isspace (cell[size - 1]);
}

static void
put (GString *line, const char *cell)
{
  if (*cell == '\0')
    return;
  if (g_ascii_isdigit (*cell) && !needs_quotes (cell))
    g_string_append (line, cell);
  else
    put_cell (line, cell);
}

static void
put_header (const LtWriting *self, GString *line)
{
  g_string_append (line, BOM);
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      put (line, lt_writing_heading (self, i));
    }
  g_string_append (line, "\r\n");
}

static gboolean
put_shape (GString *line, const LtTableRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (row->wkb == NULL)
    return TRUE;
  if (!lt_geometry_put_wkt (text, row->wkb, row->wkb_size))
    return FALSE;
  put (line, text->str);
  return TRUE;
}

static gboolean
put_row (const LtWriting *self, const LtTableRow *row, GString *line)
{
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      g_autofree char *text =
          row->cells[i] == NULL ? NULL : lt_writing_cell (self, i, row->cells[i]);

      if (i > 0)
        g_string_append_c (line, ',');
      if (lt_writing_column (self, i)->type == LT_COLUMN_SHAPE && !put_shape (line, row))
        return FALSE;
      if (text != NULL)
        put (line, text);
    }
  g_string_append (line, "\r\n");
  return TRUE;
}

static gboolean
put_rows (LtWriting *self, FILE *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  const LtTableRow *row;

  put_header (self, text);
  while ((row = lt_table_reader_next (self->reader, &problem)) != NULL)
    {
      if (!put_row (self, row, text))
        return lt_writing_fail_shape (error);
      if (text->len >= BUFFER && !lt_writing_flush (self, file, text, error))
        return FALSE;
    }
  return lt_writing_finish (self, file, text, g_steal_pointer (&problem), error);
}

/**
 * lt_write_csv:
 * @self: a file to be written
 * @error: return location
 *
 * Writes RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it,
 * and line ends of two characters. What a spreadsheet would compute has an
 * apostrophe before it; shapes stand as well-known text.
 */
gboolean
lt_write_csv (LtWriting *self, GError **error)
{
  return lt_writing_stream (self, put_rows, error);
}
