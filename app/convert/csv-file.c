/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/csv-file.h"

#include "base/error.h"
#include "convert/table.h"
#include "convert/text-stream.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define GROWTH       (64 * 1024)            /* bytes by which libcsv's buffer grows */
#define LONGEST_LINE (64u << 20)            /* bytes; no row has so many */
#define MAX_ROW      (LT_ROW_MAX_FRAME / 2) /* bytes of a row's cells */

typedef struct
{
  const char *name;
  const LtReading *reading;
  LtTextStream *text;
  LtTable *table;
  struct csv_parser parser;
  GByteArray *bytes; /* of the cells of the row being read, each ended by NUL */
  GArray *cells;     /* (element-type LtRowCell): offsets in the place of pointers */
  guint64 line;      /* on which the row begins */
  int last_end;      /* what ended the last row, if nothing came since */
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

/* Lines that end in @text: by \n, \r\n or \r. */
static guint64
count_lines (const guint8 *text, gsize size)
{
  guint64 lines = 0;

  if (size == 0 || (memchr (text, '\n', size) == NULL && memchr (text, '\r', size) == NULL))
    return 0;
  for (gsize i = 0; i < size; i++)
    lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n'));
  return lines;
}

static void
set_size_error (CsvRead *read)
{
  if (read->error == NULL)
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": the row is too large. Is a quote not closed?"),
                 read->name, read->line);
}

static void
on_cell (void *cell, size_t size, void *user_data)
{
  CsvRead *read = user_data;
  LtRowCell entry = { size == 0 ? NULL : GUINT_TO_POINTER (read->bytes->len + 1), size };

  if (read->error != NULL)
    return;
  read->last_end = 0;
  if (size > LT_ROW_MAX_CELL || read->bytes->len + size > MAX_ROW
      || read->cells->len >= LT_ROW_MAX_COLUMNS)
    {
      set_size_error (read);
      return;
    }
  g_array_append_val (read->cells, entry);
  if (size > 0)
    g_byte_array_append (read->bytes, cell, (guint) size + 1);
}

/* libcsv does not count lines: what it tells is each end of a row, and the
 * quoted ones are in the cells. */
static void
on_row_end (int end, void *user_data)
{
  CsvRead *read = user_data;
  LtRowCell *cells = (LtRowCell *) (gpointer) read->cells->data;
  guint64 lines = !(end == '\n' && read->last_end == '\r');

  if (read->error != NULL)
    return;
  if (read->cells->len > 0)
    {
      lines += count_lines (read->bytes->data, read->bytes->len);
      for (guint i = 0; i < read->cells->len; i++)
        if (cells[i].text != NULL)
          cells[i].text = (const char *) read->bytes->data + GPOINTER_TO_UINT (cells[i].text) - 1;
      lt_table_take (read->table, read->line, cells, read->cells->len, &read->error);
    }
  read->last_end = end;
  read->line += lines;
  g_array_set_size (read->cells, 0);
  g_byte_array_set_size (read->bytes, 0);
}

static void
set_quote_error (CsvRead *read)
{
  guint64 line = read->line + count_lines (read->bytes->data, read->bytes->len)
                 + count_lines (read->parser.entry_buf, read->parser.entry_pos);

  if (line == read->line)
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ", column %u: a quote (\") stands where none "
                    "can. Double it inside of a quoted cell."),
                 read->name, line, read->cells->len + 1);
  else
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ", column %u: the cell's quote (\") is closed "
                    "wrongly in line %" PRIu64 "."),
                 read->name, read->line, read->cells->len + 1, line);
}

static void
take_piece (CsvRead *read, const char *text, gsize size)
{
  if (csv_parse (&read->parser, text, size, on_cell, on_row_end, read) != size
      && read->error == NULL)
    set_quote_error (read);
  if (read->parser.entry_pos > LT_ROW_MAX_CELL)
    set_size_error (read);
}

static void
read_rows (CsvRead *read)
{
  gboolean begun = FALSE;
  const char *text;
  gsize size;

  while (read->error == NULL && !lt_table_is_done (read->table)
         && lt_text_stream_next (read->text, &text, &size, &read->error) && size > 0)
    {
      if (!begun)
        csv_set_delim (&read->parser, find_separator (text, size));
      begun = TRUE;
      take_piece (read, text, size);
      if (read->error == NULL)
        lt_output_progress (read->reading->output,
                            0.5 + lt_source_progress (lt_text_stream_source (read->text)) / 2,
                            &read->error);
    }
  if (read->error == NULL && !lt_table_is_done (read->table)
      && csv_fini (&read->parser, on_cell, on_row_end, read) != 0 && read->error == NULL)
    g_set_error (&read->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ", column %u: the quote (\") is never closed. "
                    "The file may be cut off."),
                 read->name, read->line, read->cells->len + 1);
  /* for its columns alone a file need not be whole */
  if (read->error != NULL && read->reading->columns_only && !lt_table_is_empty (read->table))
    g_clear_error (&read->error);
  if (read->error == NULL)
    lt_table_end (read->table, &read->error);
}

/**
 * lt_csv_file_read:
 * @source: the file
 * @reading: what is wanted of it
 * @error: return location; names file, line and column
 *
 * Reads RFC 4180 with , ; or tab between the cells. See lt_table_header_find()
 * for what its header is; empty rows are passed over.
 *
 * Returns: whether the file could be read to its end
 */
gboolean
lt_csv_file_read (LtSource *source, const LtReading *reading, GError **error)
{
  g_autoptr (LtTextStream) text =
      lt_text_stream_open (source, reading->encoding, reading->columns_only, LONGEST_LINE,
                           reading->output, error);
  CsvRead read = { .reading = reading, .text = text, .line = 1, .name = lt_source_name (source) };

  if (text == NULL)
    return FALSE;
  if (csv_init (&read.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL) != 0)
    g_error ("libcsv cannot be started");
  csv_set_blk_size (&read.parser, GROWTH);
  read.bytes = g_byte_array_new ();
  read.cells = g_array_new (FALSE, FALSE, sizeof (LtRowCell));
  read.table = lt_table_new (reading->output, read.name, "csv", lt_text_stream_encoding (text),
                             reading->columns_only);
  read_rows (&read);
  csv_free (&read.parser);
  g_byte_array_unref (read.bytes);
  g_array_unref (read.cells);
  lt_table_free (read.table);
  if (read.error == NULL)
    return TRUE;
  g_propagate_error (error, read.error);
  return FALSE;
}
