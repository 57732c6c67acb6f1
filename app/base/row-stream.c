/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/row-stream.h"

#include "base/canon.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC      "LTR1"
#define MAGIC_SIZE 4
#define HEAD_SIZE  5 /* type and length */

struct _LtRowDecoder
{
  GByteArray *bytes;
  gsize at;
  gboolean started;
  gboolean ended;
  guint n_columns;
  guint64 n_rows;
  LtRowHeader header;
  LtRow row;
  LtRowProblem problem;
  char *failure;
};

/* The length is known only once the payload is written: it is put in after. */
static gsize
begin_frame (GByteArray *out, LtRowType type)
{
  lt_canon_put_u8 (out, (guint8) type);
  lt_canon_put_u32 (out, 0);
  return out->len;
}

static void
end_frame (GByteArray *out, gsize begin)
{
  guint32 size = GUINT32_TO_BE ((guint32) (out->len - begin));

  memcpy (out->data + begin - sizeof size, &size, sizeof size);
}

/* A missing cell is a %NULL among the others: the list is freed by count. */
static void
clear_row (LtRow *row, guint n_cells)
{
  for (guint i = 0; row->cells != NULL && i < n_cells; i++)
    g_free (row->cells[i]);
  g_clear_pointer (&row->cells, g_free);
  g_clear_pointer (&row->wkb, g_bytes_unref);
}

static void
clear_problem (LtRowProblem *problem)
{
  g_clear_pointer (&problem->column, g_free);
  g_clear_pointer (&problem->value, g_free);
  g_clear_pointer (&problem->problem, g_free);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("What the reading program gave is not rows (%s)."), what);
  return FALSE;
}

static gboolean
read_header (LtRowDecoder *self, LtCanonReader *reader)
{
  guint32 n;

  if (self->header.columns != NULL)
    return FALSE;
  self->header.format = lt_canon_get_text (reader);
  self->header.encoding = lt_canon_get_text (reader);
  self->header.datum = lt_canon_get_text (reader);
  self->header.shape = lt_canon_get_text (reader);
  n = lt_canon_get_u32 (reader);
  if (n > LT_ROW_MAX_COLUMNS)
    return FALSE;
  self->n_columns = n;
  self->header.columns = g_new0 (char *, n + 1);
  for (guint32 i = 0; i < n; i++)
    self->header.columns[i] = lt_canon_get_text (reader);
  return lt_canon_reader_done (reader);
}

static gboolean
read_row (LtRowDecoder *self, LtCanonReader *reader)
{
  const guint8 *blob;
  gsize size;

  clear_row (&self->row, self->n_columns);
  self->row.line = lt_canon_get_u64 (reader);
  self->row.cells = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns && !reader->failed; i++)
    {
      guint8 there = lt_canon_get_u8 (reader);

      if (there > 1)
        return FALSE;
      if (there == 1)
        self->row.cells[i] = lt_canon_get_text (reader);
      if (self->row.cells[i] != NULL && strlen (self->row.cells[i]) > LT_ROW_MAX_CELL)
        return FALSE;
    }
  if (lt_canon_get_u8 (reader) == 1)
    {
      blob = lt_canon_get_blob (reader, &size);
      if (blob != NULL)
        self->row.wkb = g_bytes_new (blob, size);
    }
  self->n_rows++;
  return lt_canon_reader_done (reader);
}

static gboolean
read_problem (LtRowDecoder *self, LtCanonReader *reader)
{
  clear_problem (&self->problem);
  self->problem.line = lt_canon_get_u64 (reader);
  self->problem.column = lt_canon_get_text (reader);
  self->problem.value = lt_canon_get_text (reader);
  self->problem.problem = lt_canon_get_text (reader);
  self->n_rows++;
  return lt_canon_reader_done (reader);
}

static gboolean
read_frame (LtRowDecoder *self, LtRowType type, LtCanonReader *reader)
{
  if ((type == LT_ROW_ROW || type == LT_ROW_PROBLEM || type == LT_ROW_END)
      && self->header.columns == NULL)
    return FALSE;
  switch (type)
    {
    case LT_ROW_HEADER:
      return read_header (self, reader);
    case LT_ROW_ROW:
      return read_row (self, reader);
    case LT_ROW_PROBLEM:
      return read_problem (self, reader);
    case LT_ROW_END:
      self->ended = TRUE;
      return lt_canon_get_u64 (reader) == self->n_rows && lt_canon_reader_done (reader);
    case LT_ROW_FAILURE:
      self->ended = TRUE;
      self->failure = lt_canon_get_text (reader);
      return lt_canon_reader_done (reader);
    }
  return FALSE;
}

/* Gives the whole frame that begins at the cursor, if it is all there. */
static gboolean
find_frame (LtRowDecoder *self, guint8 *type, guint32 *size, GError **error)
{
  LtCanonReader reader;

  if (!self->started)
    {
      gsize n = MIN (self->bytes->len, MAGIC_SIZE);

      if (n > 0 && memcmp (self->bytes->data, MAGIC, n) != 0)
        return refuse (error, _ ("it begins otherwise"));
      if (n < MAGIC_SIZE)
        return FALSE;
      self->started = TRUE;
      self->at = MAGIC_SIZE;
    }
  if (self->bytes->len - self->at < HEAD_SIZE)
    return FALSE;
  lt_canon_reader_init (&reader, self->bytes->data + self->at, HEAD_SIZE);
  *type = lt_canon_get_u8 (&reader);
  *size = lt_canon_get_u32 (&reader);
  if (*size > LT_ROW_MAX_FRAME)
    return refuse (error, _ ("a row is too large"));
  return self->bytes->len - self->at - HEAD_SIZE >= *size;
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
  lt_canon_put_raw (out, MAGIC, MAGIC_SIZE);
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
                   const char *const *columns)
{
  gsize begin = begin_frame (out, LT_ROW_HEADER);

  lt_canon_put_text (out, format);
  lt_canon_put_text (out, encoding);
  lt_canon_put_text (out, datum);
  lt_canon_put_text (out, shape);
  lt_canon_put_u32 (out, g_strv_length ((char **) columns));
  for (guint i = 0; columns[i] != NULL; i++)
    lt_canon_put_text (out, columns[i]);
  end_frame (out, begin);
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
  gsize begin = begin_frame (out, LT_ROW_ROW);

  lt_canon_put_u64 (out, line);
  for (guint i = 0; i < n_cells; i++)
    {
      lt_canon_put_u8 (out, cells[i] != NULL);
      if (cells[i] != NULL)
        lt_canon_put_text (out, cells[i]);
    }
  lt_canon_put_u8 (out, wkb != NULL);
  if (wkb != NULL)
    lt_canon_put_blob (out, wkb, wkb_size);
  end_frame (out, begin);
}

void
lt_row_put_problem (GByteArray *out,
                    guint64 line,
                    const char *column,
                    const char *value,
                    const char *problem)
{
  gsize begin = begin_frame (out, LT_ROW_PROBLEM);

  lt_canon_put_u64 (out, line);
  lt_canon_put_text (out, column);
  lt_canon_put_text (out, value);
  lt_canon_put_text (out, problem);
  end_frame (out, begin);
}

void
lt_row_put_end (GByteArray *out, guint64 n_rows)
{
  gsize begin = begin_frame (out, LT_ROW_END);

  lt_canon_put_u64 (out, n_rows);
  end_frame (out, begin);
}

/**
 * lt_row_put_failure:
 * @out: where it goes
 * @message: why the file cannot be read, in the screen's language
 *
 * Ends the stream; there need not be a header before it.
 */
void
lt_row_put_failure (GByteArray *out, const char *message)
{
  gsize begin = begin_frame (out, LT_ROW_FAILURE);

  lt_canon_put_text (out, message);
  end_frame (out, begin);
}

LtRowDecoder *
lt_row_decoder_new (void)
{
  LtRowDecoder *self = g_new0 (LtRowDecoder, 1);

  self->bytes = g_byte_array_new ();
  return self;
}

void
lt_row_decoder_free (LtRowDecoder *self)
{
  if (self == NULL)
    return;
  g_free (self->header.format);
  g_free (self->header.encoding);
  g_free (self->header.datum);
  g_free (self->header.shape);
  g_strfreev (self->header.columns);
  clear_row (&self->row, self->n_columns);
  clear_problem (&self->problem);
  g_free (self->failure);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * lt_row_decoder_push:
 * @self: a decoder
 * @bytes: the next piece of the stream
 * @size: how many bytes
 */
void
lt_row_decoder_push (LtRowDecoder *self, gconstpointer bytes, gsize size)
{
  if (self->at > 0 && self->started)
    {
      g_byte_array_remove_range (self->bytes, 0, (guint) self->at);
      self->at = 0;
    }
  lt_canon_put_raw (self->bytes, bytes, size);
}

/**
 * lt_row_decoder_next:
 * @self: a decoder
 * @type: (out): what the frame is; the getter of that type then has its content
 * @error: return location; %LT_ERROR_BAD_INPUT for a stream that is none
 *
 * Returns: whether there was a whole frame; %FALSE without @error asks for more bytes
 */
gboolean
lt_row_decoder_next (LtRowDecoder *self, LtRowType *type, GError **error)
{
  LtCanonReader reader;
  guint8 letter;
  guint32 size;

  if (self->ended && self->at < self->bytes->len)
    return refuse (error, _ ("something follows its end"));
  if (self->ended || !find_frame (self, &letter, &size, error))
    return FALSE;
  lt_canon_reader_init (&reader, self->bytes->data + self->at + HEAD_SIZE, size);
  self->at += HEAD_SIZE + size;
  *type = (LtRowType) letter;
  if (!read_frame (self, *type, &reader))
    return refuse (error, _ ("a row is damaged"));
  return TRUE;
}

/**
 * lt_row_decoder_finish:
 * @self: a decoder that was given everything
 * @error: return location
 *
 * Returns: whether the stream came to its end and nothing follows
 */
gboolean
lt_row_decoder_finish (LtRowDecoder *self, GError **error)
{
  if (!self->ended)
    return refuse (error, _ ("it breaks off"));
  if (self->at < self->bytes->len)
    return refuse (error, _ ("something follows its end"));
  return TRUE;
}

const LtRowHeader *
lt_row_decoder_get_header (const LtRowDecoder *self)
{
  return &self->header;
}

const LtRow *
lt_row_decoder_get_row (const LtRowDecoder *self)
{
  return &self->row;
}

const LtRowProblem *
lt_row_decoder_get_problem (const LtRowDecoder *self)
{
  return &self->problem;
}

const char *
lt_row_decoder_get_failure (const LtRowDecoder *self)
{
  return self->failure;
}
