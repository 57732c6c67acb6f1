/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch-blob.h"

#include "store/varint.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC       "LTM1"
#define RAW_BUFFER  (64 * 1024)
#define LONGEST_ROW 256 /* bytes; five numbers, an id, a code, a quality */
#define LEVEL       1   /* the rows repeat themselves: a higher one is slow and gains little */

struct _LtBlobMaker
{
  GZlibCompressor *compressor;
  GByteArray *raw;
  GByteArray *out; /* compressed, less than a piece */
  GQueue pieces;   /* of GBytes, to be taken */
  LtDigester *digester;
  guint64 size;
  guint n_places;
  guint n_items;
  guint n_qualities;
  gint64 time;
};

LtBlobMaker *
lt_blob_maker_new (void)
{
  LtBlobMaker *self = g_new0 (LtBlobMaker, 1);

  self->compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL);
  self->raw = g_byte_array_new ();
  self->out = g_byte_array_new ();
  self->digester = lt_digester_new ();
  g_byte_array_append (self->raw, (const guint8 *) MAGIC, strlen (MAGIC));
  return self;
}

void
lt_blob_maker_free (LtBlobMaker *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  lt_digester_free (self->digester);
  g_byte_array_unref (self->out);
  g_byte_array_unref (self->raw);
  g_object_unref (self->compressor);
  g_free (self);
}

static void
cut_piece (LtBlobMaker *self, gsize size)
{
  GBytes *piece = g_bytes_new (self->out->data, size);

  lt_digester_add (self->digester, self->out->data, size);
  self->size += size;
  g_queue_push_tail (&self->pieces, piece);
  g_byte_array_remove_range (self->out, 0, (guint) size);
}

static void
compress_raw (LtBlobMaker *self, gboolean last)
{
  GConverterFlags flags = last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
  g_autofree guint8 *room = g_malloc (RAW_BUFFER);
  gsize at = 0;
  GConverterResult result;

  do
    {
      gsize taken = 0;
      gsize made = 0;

      result =
          g_converter_convert (G_CONVERTER (self->compressor), self->raw->data + at,
                               self->raw->len - at, room, RAW_BUFFER, flags, &taken, &made, NULL);
      g_assert (result != G_CONVERTER_ERROR);
      at += taken;
      g_byte_array_append (self->out, room, (guint) made);
      while (self->out->len >= LT_BLOB_PIECE)
        cut_piece (self, LT_BLOB_PIECE);
    }
  while (last ? result == G_CONVERTER_CONVERTED : at < self->raw->len);
  g_byte_array_set_size (self->raw, 0);
}

static guint8 *
put_text (guint8 *at, const char *text)
{
  gsize size = strlen (text);

  at = lt_varint_put (at, size);
  memcpy (at, text, size);
  return at + size;
}

/**
 * lt_blob_code_value:
 * @millionths: a value
 *
 * Returns: the code of a value in a blob, above 0
 */
guint64
lt_blob_code_value (gint64 millionths)
{
  static const gint64 units[] = { 1000000, 100000, 10000, 1000, 100, 10, 1 };
  guint decimals = 0;

  while (millionths % units[decimals] != 0)
    decimals++;
  return lt_varint_fold (millionths / units[decimals]) * 8 + decimals + 1;
}

/**
 * lt_blob_decode_value:
 * @code: what may be the code of a value, above 0
 * @millionths: (out): the value
 *
 * Returns: whether it is one
 */
gboolean
lt_blob_decode_value (guint64 code, gint64 *millionths)
{
  static const gint64 units[] = { 1000000, 100000, 10000, 1000, 100, 10, 1 };
  guint decimals = (guint) ((code - 1) & 7);
  gint64 figures = lt_varint_unfold ((code - 1) >> 3);

  return decimals < G_N_ELEMENTS (units) && (decimals == 0 || figures % 10 != 0)
         && !__builtin_mul_overflow (figures, units[decimals], millionths)
         && *millionths<LT_READING_MOST && * millionths> - LT_READING_MOST;
}

/**
 * lt_blob_maker_add:
 * @self: a maker
 * @row: the next row; new places, items and qualities have the next numbers
 * @place: id of its place
 * @item: code of its item, at the most LT_READING_MAX_ITEM bytes
 * @quality: (nullable): its quality code, at the most LT_READING_MAX_QUALITY bytes
 */
void
lt_blob_maker_add (LtBlobMaker *self,
                   const LtBlobRow *row,
                   const LtId *place,
                   const char *item,
                   const char *quality)
{
  guint8 bytes[LONGEST_ROW];
  guint8 *at = lt_varint_put (bytes, row->place);

  if (row->place == self->n_places)
    {
      memcpy (at, place, sizeof *place);
      at += sizeof *place;
      self->n_places++;
    }
  at = lt_varint_put (at, row->item);
  if (row->item == self->n_items)
    {
      at = put_text (at, item);
      self->n_items++;
    }
  at = lt_varint_put (at, lt_varint_fold (row->time - self->time));
  self->time = row->time;
  at = lt_varint_put (at, row->has_value ? lt_blob_code_value (row->value) : 0);
  at = lt_varint_put (at, row->quality);
  if (row->quality == self->n_qualities + 1)
    {
      at = put_text (at, quality);
      self->n_qualities++;
    }
  g_byte_array_append (self->raw, bytes, (guint) (at - bytes));
  if (self->raw->len >= RAW_BUFFER)
    compress_raw (self, FALSE);
}

/**
 * lt_blob_maker_end:
 * @self: a maker
 * @digest: (out caller-allocates): the blob's name
 * @size: (out): its bytes
 *
 * Ends the blob; its last pieces are to be taken.
 */
void
lt_blob_maker_end (LtBlobMaker *self, LtDigest *digest, guint64 *size)
{
  compress_raw (self, TRUE);
  if (self->out->len > 0)
    cut_piece (self, self->out->len);
  lt_digester_end (self->digester, digest);
  *size = self->size;
}

/**
 * lt_blob_maker_take_piece:
 *
 * Returns: (transfer full) (nullable): the next piece that is done
 */
GBytes *
lt_blob_maker_take_piece (LtBlobMaker *self)
{
  return g_queue_pop_head (&self->pieces);
}

struct _LtBlobReader
{
  GZlibDecompressor *decompressor;
  GBytes *piece;
  gsize taken; /* of the piece */
  gboolean last;
  gboolean ended; /* the zlib stream has */
  guint8 *raw;
  gsize raw_at;
  gsize raw_size;
  gboolean begun;
  GArray *places;       /* (element-type LtId) */
  GPtrArray *items;     /* (element-type utf8) */
  GPtrArray *qualities; /* (element-type utf8) */
  gint64 time;
  guint64 rows;
  const char *problem;
};

LtBlobReader *
lt_blob_reader_new (void)
{
  LtBlobReader *self = g_new0 (LtBlobReader, 1);

  self->decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  self->raw = g_malloc (RAW_BUFFER);
  self->places = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->qualities = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lt_blob_reader_free (LtBlobReader *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_object_unref (self->decompressor);
  g_array_unref (self->places);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->qualities);
  g_free (self->raw);
  g_free (self);
}

/**
 * lt_blob_reader_push:
 * @self: a reader that wants more
 * @piece: the next piece
 * @last: whether no other follows
 */
void
lt_blob_reader_push (LtBlobReader *self, GBytes *piece, gboolean last)
{
  g_clear_pointer (&self->piece, g_bytes_unref);
  self->piece = g_bytes_ref (piece);
  self->taken = 0;
  self->last = last;
}

/* Fills the buffer, so that a whole row lies in it unless the blob or what was
 * pushed ends. */
static void
fill_raw (LtBlobReader *self)
{
  memmove (self->raw, self->raw + self->raw_at, self->raw_size - self->raw_at);
  self->raw_size -= self->raw_at;
  self->raw_at = 0;
  while (self->piece != NULL && !self->ended && self->raw_size < RAW_BUFFER)
    {
      gsize size;
      const guint8 *bytes = g_bytes_get_data (self->piece, &size);
      gsize taken = 0;
      gsize made = 0;
      g_autoptr (GError) error = NULL;
      GConverterResult result;

      if (self->taken == size && !self->last)
        return;
      result = g_converter_convert (G_CONVERTER (self->decompressor), bytes + self->taken,
                                    size - self->taken, self->raw + self->raw_size,
                                    RAW_BUFFER - self->raw_size,
                                    self->last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                    &taken, &made, &error);
      if (result == G_CONVERTER_ERROR
          && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        {
          self->problem = _ ("it is no zlib stream");
          return;
        }
      if (result == G_CONVERTER_ERROR)
        {
          if (self->last)
            self->problem = _ ("it is cut off");
          return;
        }
      self->taken += taken;
      self->raw_size += made;
      self->ended = result == G_CONVERTER_FINISHED;
    }
  if (self->ended && (self->taken < g_bytes_get_size (self->piece) || !self->last))
    self->problem = _ ("something follows its end");
}

static gboolean
get_number (LtBlobReader *self, guint64 *value)
{
  const guint8 *at = lt_varint_get (self->raw + self->raw_at, self->raw + self->raw_size, value);

  if (at != NULL)
    self->raw_at = (gsize) (at - self->raw);
  return at != NULL;
}

static gboolean
get_name (LtBlobReader *self, GPtrArray *names, gsize longest, guint64 number)
{
  const char *text;
  guint64 size;

  if (number < names->len)
    return TRUE;
  if (number != names->len || number >= LT_BATCH_MAX_NAMES || !get_number (self, &size) || size == 0
      || size > longest || size > self->raw_size - self->raw_at)
    return FALSE;
  text = (const char *) self->raw + self->raw_at;
  self->raw_at += size;
  if (!g_utf8_validate (text, (gssize) size, NULL) || memchr (text, '\0', size) != NULL)
    return FALSE;
  g_ptr_array_add (names, g_strndup (text, size));
  return TRUE;
}

static gboolean
get_place (LtBlobReader *self, guint64 number)
{
  LtId id;

  if (number < self->places->len)
    return TRUE;
  if (number != self->places->len || number >= LT_BATCH_MAX_PLACES
      || self->raw_size - self->raw_at < sizeof id)
    return FALSE;
  memcpy (&id, self->raw + self->raw_at, sizeof id);
  self->raw_at += sizeof id;
  g_array_append_val (self->places, id);
  return TRUE;
}

static gboolean
get_value (LtBlobReader *self, LtBlobRow *row)
{
  guint64 code;

  if (!get_number (self, &code))
    return FALSE;
  row->has_value = code != 0;
  row->value = 0;
  return code == 0 || lt_blob_decode_value (code, &row->value);
}

static gboolean
get_row (LtBlobReader *self, LtBlobRow *row)
{
  guint64 place;
  guint64 item;
  guint64 step;
  guint64 quality;

  if (!get_number (self, &place) || !get_place (self, place) || !get_number (self, &item)
      || !get_name (self, self->items, LT_READING_MAX_ITEM, item) || !get_number (self, &step)
      || __builtin_add_overflow (self->time, lt_varint_unfold (step), &self->time)
      || self->time < LT_READING_FIRST || self->time > LT_READING_LAST || !get_value (self, row)
      || !get_number (self, &quality)
      || (quality > 0 && !get_name (self, self->qualities, LT_READING_MAX_QUALITY, quality - 1)))
    return FALSE;
  row->place = (guint32) place;
  row->item = (guint32) item;
  row->quality = (guint32) quality;
  row->time = self->time;
  return TRUE;
}

static gboolean
begin_rows (LtBlobReader *self)
{
  if (self->raw_size < strlen (MAGIC) && !self->ended)
    return FALSE;
  self->begun = self->raw_size >= strlen (MAGIC) && memcmp (self->raw, MAGIC, strlen (MAGIC)) == 0;
  if (self->begun)
    self->raw_at = strlen (MAGIC);
  else
    self->problem = _ ("it holds no rows of a format known here");
  return self->begun;
}

/**
 * lt_blob_reader_next:
 * @self: a reader
 * @row: (out caller-allocates): the next row
 *
 * Returns: whether there is one; %FALSE when another piece is wanted, at the end,
 *   and where something is wrong
 */
gboolean
lt_blob_reader_next (LtBlobReader *self, LtBlobRow *row)
{
  if (self->problem != NULL)
    return FALSE;
  if (self->raw_size - self->raw_at < LONGEST_ROW)
    fill_raw (self);
  if (self->problem != NULL || (!self->begun && !begin_rows (self)))
    return FALSE;
  /* A row may be cut by the end of a piece that is not the last. */
  if (self->raw_size == self->raw_at
      || (self->raw_size - self->raw_at < LONGEST_ROW && !self->ended))
    return FALSE;
  if (get_row (self, row) && self->rows++ < LT_BATCH_MAX_ROWS)
    return TRUE;
  self->problem = _ ("a row of it is not possible");
  return FALSE;
}

/**
 * lt_blob_reader_has_failed:
 *
 * Returns: whether something is wrong with what was pushed so far
 */
gboolean
lt_blob_reader_has_failed (const LtBlobReader *self)
{
  return self->problem != NULL;
}

/**
 * lt_blob_reader_get_problem:
 * @self: a reader that has given all rows of the last piece
 *
 * Returns: (transfer none) (nullable): what is wrong with the blob
 */
const char *
lt_blob_reader_get_problem (const LtBlobReader *self)
{
  if (self->problem == NULL && self->last && !self->ended)
    return _ ("it is cut off");
  return self->problem;
}

const LtId *
lt_blob_reader_get_place (const LtBlobReader *self, guint32 number)
{
  return &g_array_index (self->places, LtId, number);
}

const char *
lt_blob_reader_get_item (const LtBlobReader *self, guint32 number)
{
  return g_ptr_array_index (self->items, number);
}

/**
 * lt_blob_reader_get_quality:
 *
 * Returns: (transfer none) (nullable): the quality of that number; none for 0
 */
const char *
lt_blob_reader_get_quality (const LtBlobReader *self, guint32 number)
{
  return number == 0 ? NULL : g_ptr_array_index (self->qualities, number - 1);
}
