/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/row-stream.h"

#include "base/canon.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC      "LTR1"
#define MAGIC_SIZE 4
#define HEAD_SIZE  5   /* type and length */
#define PROGRESS   'G' /* never given to whoever takes the rows */

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
  gboolean choice_missing;
  guint percent;
};

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
  self->header.title = lt_canon_reader_done (reader) ? g_strdup ("") : lt_canon_get_text (reader);
  self->row.cells = g_new0 (char *, n + 1);
  return lt_canon_reader_done (reader);
}

/* A cell stays where it is: the byte behind it, which was read before, makes
 * room for the NUL that ends it. */
static gboolean
read_cell (LtCanonReader *reader, char **cell, guint8 *next)
{
  guint8 there = *next;
  const guint8 *text;
  gsize size;

  *cell = NULL;
  if (there > 1)
    return FALSE;
  if (there == 0)
    {
      *next = lt_canon_get_u8 (reader);
      return !reader->failed;
    }
  text = lt_canon_get_blob (reader, &size);
  *next = lt_canon_get_u8 (reader);
  if (reader->failed || size > LT_ROW_MAX_CELL
      || !g_utf8_validate ((const char *) text, (gssize) size, NULL))
    return FALSE;
  *cell = (char *) text;
  (*cell)[size] = '\0';
  return TRUE;
}

static gboolean
read_row (LtRowDecoder *self, LtCanonReader *reader)
{
  const guint8 *blob;
  guint8 next;
  gsize size;

  g_clear_pointer (&self->row.wkb, g_bytes_unref);
  self->row.line = lt_canon_get_u64 (reader);
  next = lt_canon_get_u8 (reader);
  for (guint i = 0; i < self->n_columns; i++)
    if (!read_cell (reader, &self->row.cells[i], &next))
      return FALSE;
  if (next == 1)
    {
      blob = lt_canon_get_blob (reader, &size);
      if (blob != NULL)
        self->row.wkb = g_bytes_new (blob, size);
    }
  self->n_rows++;
  return next <= 1 && lt_canon_reader_done (reader);
}

static gboolean
read_problem (LtRowDecoder *self, LtCanonReader *reader)
{
  clear_problem (&self->problem);
  self->problem.line = lt_canon_get_u64 (reader);
  self->problem.column = lt_canon_get_text (reader);
  self->problem.value = lt_canon_get_text (reader);
  self->problem.problem = lt_canon_get_text (reader);
  self->problem.kept = !lt_canon_reader_done (reader) && lt_canon_get_u8 (reader) == 1;
  self->n_rows += !self->problem.kept;
  return lt_canon_reader_done (reader);
}

static gboolean
read_progress (LtRowDecoder *self, LtCanonReader *reader)
{
  self->percent = lt_canon_get_u32 (reader);
  return self->percent <= 100 && lt_canon_reader_done (reader);
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
      self->ended = lt_canon_get_u64 (reader) == self->n_rows && lt_canon_reader_done (reader);
      return self->ended;
    case LT_ROW_FAILURE:
      g_free (self->failure);
      self->failure = lt_canon_get_text (reader);
      self->choice_missing = !lt_canon_reader_done (reader) && lt_canon_get_u8 (reader) == 1;
      self->ended = lt_canon_reader_done (reader);
      return self->ended;
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
  g_free (self->header.title);
  g_free (self->row.cells);
  g_clear_pointer (&self->row.wkb, g_bytes_unref);
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

  do
    {
      if (self->ended && self->at < self->bytes->len)
        return refuse (error, _ ("something follows its end"));
      if (self->ended || !find_frame (self, &letter, &size, error))
        return FALSE;
      lt_canon_reader_init (&reader, self->bytes->data + self->at + HEAD_SIZE, size);
      self->at += HEAD_SIZE + size;
      *type = (LtRowType) letter;
      if (!(letter == PROGRESS ? read_progress (self, &reader) : read_frame (self, *type, &reader)))
        return refuse (error, _ ("a row is damaged"));
    }
  while (letter == PROGRESS);
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

/**
 * lt_row_decoder_get_failure:
 * @self: a decoder that gave %LT_ROW_FAILURE
 * @choice_missing: (out) (optional): whether the file could be read if something
 *   were chosen that the message names
 *
 * Returns: (transfer none): why the file cannot be read
 */
const char *
lt_row_decoder_get_failure (const LtRowDecoder *self, gboolean *choice_missing)
{
  if (choice_missing != NULL)
    *choice_missing = self->choice_missing;
  return self->failure;
}

/**
 * lt_row_decoder_get_percent:
 *
 * Returns: hundredths of the file that were read, as last told
 */
guint
lt_row_decoder_get_percent (const LtRowDecoder *self)
{
  return self->percent;
}
