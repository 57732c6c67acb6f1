/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/row-stream.h"

#include "base/canon.h"

#include <string.h>

#define MAGIC    "LTR1"
#define PROGRESS 'G' /* never given to whoever takes the rows */

/**
 * lt_row_header_find:
 * @self: a header
 * @column: (nullable): name of a column
 *
 * Returns: where it stands, the first of that name; -1 for nowhere
 */
int
lt_row_header_find (const LtRowHeader *self, const char *column)
{
  for (int i = 0; column != NULL && self->columns[i] != NULL; i++)
    if (g_str_equal (self->columns[i], column))
      return i;
  return -1;
}

/**
 * lt_row_put_start:
 * @out: where it goes
 *
 * Begins the stream.
 */
void
lt_row_put_start (GByteArray *out)
{
  lt_canon_put_raw (out, MAGIC, strlen (MAGIC));
}

/**
 * lt_row_put_header:
 * @out: where it goes
 * @format: see #LtRowHeader
 * @encoding: see #LtRowHeader
 * @datum: see #LtRowHeader
 * @shape: see #LtRowHeader
 * @columns: names, ended by %NULL
 */
void
lt_row_put_header (GByteArray *out,
                   const char *format,
                   const char *encoding,
                   const char *datum,
                   const char *shape,
                   const char *title,
                   const char *const *columns)
{
  gsize begin = lt_canon_begin_frame (out, LT_ROW_HEADER);

  lt_canon_put_text (out, format);
  lt_canon_put_text (out, encoding);
  lt_canon_put_text (out, datum);
  lt_canon_put_text (out, shape);
  lt_canon_put_u32 (out, g_strv_length ((char **) columns));
  for (guint i = 0; columns[i] != NULL; i++)
    lt_canon_put_text (out, columns[i]);
  if (title != NULL && *title != '\0')
    lt_canon_put_text (out, title);
  lt_canon_end_frame (out, begin);
}

/**
 * lt_row_put_row:
 * @out: where it goes
 * @line: see #LtRow
 * @cells: (array length=n_cells): one for each column; %NULL for nothing
 * @n_cells: how many
 * @wkb: (nullable): the shape
 * @wkb_size: how many bytes
 */
void
lt_row_put_row (GByteArray *out,
                guint64 line,
                const char *const *cells,
                guint n_cells,
                gconstpointer wkb,
                gsize wkb_size)
{
  g_autofree LtRowCell *sized = g_new (LtRowCell, n_cells + 1);

  for (guint i = 0; i < n_cells; i++)
    sized[i] = (LtRowCell){ cells[i], cells[i] == NULL ? 0 : strlen (cells[i]) };
  lt_row_put_cells (out, line, sized, n_cells, wkb, wkb_size);
}

/**
 * lt_row_put_cells:
 *
 * As lt_row_put_row(), of cells whose sizes are known. Made for millions of
 * them: the frame is written at once into room made for it.
 */
void
lt_row_put_cells (GByteArray *out,
                  guint64 line,
                  const LtRowCell *cells,
                  guint n_cells,
                  gconstpointer wkb,
                  gsize wkb_size)
{
  gsize begin = lt_canon_begin_frame (out, LT_ROW_ROW);
  gsize size = sizeof line + n_cells;
  guint8 *to;

  for (guint i = 0; i < n_cells; i++)
    size += cells[i].text == NULL ? 0 : sizeof (guint32) + cells[i].size;
  g_byte_array_set_size (out, (guint) (begin + size));
  to = out->data + begin;
  line = GUINT64_TO_BE (line);
  memcpy (to, &line, sizeof line);
  to += sizeof line;
  for (guint i = 0; i < n_cells; i++)
    {
      guint32 length = GUINT32_TO_BE ((guint32) cells[i].size);

      *to++ = cells[i].text != NULL;
      if (cells[i].text == NULL)
        continue;
      memcpy (to, &length, sizeof length);
      memcpy (to + sizeof length, cells[i].text, cells[i].size);
      to += sizeof length + cells[i].size;
    }
  lt_canon_put_u8 (out, wkb != NULL);
  if (wkb != NULL)
    lt_canon_put_blob (out, wkb, wkb_size);
  lt_canon_end_frame (out, begin);
}

void
lt_row_put_problem (GByteArray *out,
                    guint64 line,
                    const char *column,
                    const char *value,
                    const char *problem,
                    gboolean kept)
{
  gsize begin = lt_canon_begin_frame (out, LT_ROW_PROBLEM);

  lt_canon_put_u64 (out, line);
  lt_canon_put_text (out, column);
  lt_canon_put_text (out, value);
  lt_canon_put_text (out, problem);
  if (kept)
    lt_canon_put_u8 (out, 1);
  lt_canon_end_frame (out, begin);
}

void
lt_row_put_end (GByteArray *out, guint64 n_rows)
{
  gsize begin = lt_canon_begin_frame (out, LT_ROW_END);

  lt_canon_put_u64 (out, n_rows);
  lt_canon_end_frame (out, begin);
}

/**
 * lt_row_put_failure:
 * @out: where it goes
 * @message: why the file cannot be read, in the screen's language
 *
 * @choice_missing: whether the file could be read if something were chosen that
 *   the message names, such as one of its parts
 *
 * Ends the stream; there need not be a header before it.
 */
void
lt_row_put_failure (GByteArray *out, const char *message, gboolean choice_missing)
{
  gsize begin = lt_canon_begin_frame (out, LT_ROW_FAILURE);

  lt_canon_put_text (out, message);
  if (choice_missing)
    lt_canon_put_u8 (out, 1);
  lt_canon_end_frame (out, begin);
}

void
lt_row_put_progress (GByteArray *out, guint percent)
{
  gsize begin = lt_canon_begin_frame (out, PROGRESS);

  lt_canon_put_u32 (out, percent);
  lt_canon_end_frame (out, begin);
}
