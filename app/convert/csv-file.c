/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/csv-file.h"

#include "base/error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define ROW_NOT_BEGUN 0 /* of libcsv's parser states */

typedef struct
{
  const LtTextFile *text;
  LtOutput *output;
  gboolean columns_only;
  struct csv_parser parser;
  GPtrArray *columns; /* (nullable) (element-type utf8): once the header was read */
  GPtrArray *cells;   /* (element-type utf8) (nullable elements): of the row being read */
  guint64 line;       /* on which the row begins */
  gboolean done;
  GError *error;
} CsvRead;

/* The separator is the one of , ; and tab that is most often in the first row,
 * outside of quotes. */
static guchar
find_separator (const char *text, gsize size)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE;
  gsize best = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '\n' || text[i] == '\r') && i > 0)
        break;
      for (gsize j = 0; !quoted && j < G_N_ELEMENTS (separators); j++)
        counts[j] += text[i] == separators[j];
    }
  for (gsize j = 1; j < G_N_ELEMENTS (separators); j++)
    if (counts[j] > counts[best])
      best = j;
  return (guchar) separators[best];
}

static gboolean
is_known (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* A column must have a name to be spoken of, and one of its own. */
static char *
name_column (GPtrArray *columns, const char *cell)
{
  g_autofree char *name = g_strstrip (g_strdup (cell == NULL ? "" : cell));
  g_autofree char *base = NULL;

  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup_printf (_ ("column %u"), columns->len + 1);
    }
  base = g_strdup (name);
  for (guint n = 2; is_known (columns, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s (%u)", base, n);
    }
  return g_steal_pointer (&name);
}

static void
take_header (CsvRead *read)
{
  while (read->cells->len > 0 && g_ptr_array_index (read->cells, read->cells->len - 1) == NULL)
    g_ptr_array_set_size (read->cells, (int) read->cells->len - 1);
  read->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < read->cells->len; i++)
    g_ptr_array_add (read->columns,
                     name_column (read->columns, g_ptr_array_index (read->cells, i)));
  g_ptr_array_add (read->columns, NULL);
  lt_output_header (read->output, "csv", read->text->encoding, "", "none",
                    (const char *const *) read->columns->pdata, &read->error);
  read->done = read->columns_only;
}

static guint
count_filled (GPtrArray *cells)
{
  guint n = cells->len;

  while (n > 0 && g_ptr_array_index (cells, n - 1) == NULL)
    n--;
  return n;
}

static void
take_row (CsvRead *read)
{
  guint n_columns = read->columns->len - 1;
  guint filled = count_filled (read->cells);

  if (filled == 0)
    return;
  if (filled > n_columns || read->cells->len < n_columns)
    {
      g_autofree char *problem = g_strdup_printf (_ ("The row has %u cells, the header has %u."),
                                                  read->cells->len, n_columns);
      const char *first = g_ptr_array_index (read->cells, 0);

      lt_output_problem (read->output, read->line, "", first, problem, &read->error);
      return;
    }
  lt_output_row (read->output, read->line, (const char *const *) read->cells->pdata, n_columns,
                 NULL, 0, &read->error);
}

static void
on_cell (void *cell, size_t size, void *user_data)
{
  CsvRead *read = user_data;

  if (read->error != NULL || read->done)
    return;
  if (size > LT_ROW_MAX_CELL || read->cells->len >= LT_ROW_MAX_COLUMNS)
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %u: the row is too large. Is a quote not closed?"), read->text->name,
                 (guint) read->line);
  else
    g_ptr_array_add (read->cells, size == 0 ? NULL : g_strndup (cell, size));
}

static void
on_row_end (int end, void *user_data)
{
  CsvRead *read = user_data;

  if (read->error == NULL && !read->done)
    {
      if (read->columns != NULL)
        take_row (read);
      else if (count_filled (read->cells) > 0)
        take_header (read);
    }
  g_ptr_array_set_size (read->cells, 0);
}

static void
set_quote_error (CsvRead *read, guint64 line)
{
  if (line == read->line)
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %u, column %u: a quote (\") stands where none "
                    "can. Double it inside of a quoted cell."),
                 read->text->name, (guint) line, read->cells->len + 1);
  else
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %u, column %u: the cell's quote (\") is closed "
                    "wrongly in line %u."),
                 read->text->name, (guint) read->line, read->cells->len + 1, (guint) line);
}

static gsize
measure_line (const char *text, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n')))
      return i + 1;
  return size;
}

/* libcsv does not count lines, so it is fed line by line. */
static void
read_lines (CsvRead *read, const char *text, gsize size)
{
  guint64 line = 1;

  for (gsize at = 0; at < size && read->error == NULL && !read->done; line++)
    {
      gsize length = measure_line (text + at, size - at);

      if (read->parser.pstate == ROW_NOT_BEGUN)
        read->line = line;
      if (csv_parse (&read->parser, text + at, length, on_cell, on_row_end, read) != length
          && read->error == NULL)
        set_quote_error (read, line);
      at += length;
    }
  if (read->error == NULL && !read->done && csv_fini (&read->parser, on_cell, on_row_end, read) != 0
      && read->error == NULL)
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %u, column %u: the quote (\") is never closed. "
                    "The file may be cut off."),
                 read->text->name, (guint) read->line, read->cells->len + 1);
}

/**
 * lt_csv_file_read:
 * @text: the file
 * @columns_only: whether to stop after the header
 * @output: where the rows go
 * @error: return location; names file, line and column
 *
 * Reads RFC 4180 with , ; or tab between the cells. The first row that is not
 * empty has the names of the columns; empty rows are passed over.
 *
 * Returns: whether the file could be read to its end
 */
gboolean
lt_csv_file_read (const LtTextFile *text, gboolean columns_only, LtOutput *output, GError **error)
{
  CsvRead read = { .text = text, .output = output, .columns_only = columns_only, .line = 1 };
  gsize size;
  const char *bytes = g_bytes_get_data (text->bytes, &size);

  if (csv_init (&read.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    g_error ("libcsv cannot be started");
  csv_set_delim (&read.parser, find_separator (bytes, size));
  read.cells = g_ptr_array_new_with_free_func (g_free);
  read_lines (&read, bytes, size);
  if (read.error == NULL && read.columns == NULL)
    g_set_error (&read.error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no row."), text->name);
  csv_free (&read.parser);
  g_ptr_array_unref (read.cells);
  g_clear_pointer (&read.columns, g_ptr_array_unref);
  if (read.error == NULL)
    return lt_output_end (output, error);
  g_propagate_error (error, read.error);
  return FALSE;
}
