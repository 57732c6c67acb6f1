/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch-lines.h"

#include "store/batches-private.h"
#include "store/pack.h"
#include "store/store-private.h"
#include "store/varint.h"

#include <gio/gio.h>

#define ROOM  4096
#define LEVEL 9 /* little is compressed, once */

struct _LtBatchLines
{
  GByteArray *raw;
  gint64 line; /* of the row before */
  gint64 step;
  guint64 n; /* rows of that step */
  gboolean too_many;
};

LtBatchLines *
lt_batch_lines_new (void)
{
  LtBatchLines *self = g_new0 (LtBatchLines, 1);

  self->raw = g_byte_array_new ();
  return self;
}

void
lt_batch_lines_free (LtBatchLines *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->raw);
  g_free (self);
}

static void
put_run (LtBatchLines *self)
{
  guint8 bytes[2 * LT_VARINT_MOST];
  guint8 *at = lt_varint_put (bytes, lt_varint_fold (self->step));

  at = lt_varint_put (at, self->n);
  g_byte_array_append (self->raw, bytes, (guint) (at - bytes));
  self->too_many = self->raw->len > LT_BATCH_LINES_MOST_RAW;
}

/**
 * lt_batch_lines_add:
 * @self: lines
 * @line: of the next row
 */
void
lt_batch_lines_add (LtBatchLines *self, gint64 line)
{
  gint64 step = line - self->line;

  if (self->too_many)
    return;
  if (self->n > 0 && step != self->step)
    {
      put_run (self);
      self->n = 0;
    }
  self->step = step;
  self->line = line;
  self->n++;
}

/* NULL where more than @most come out of it, or it is no such stream. */
static GByteArray *
convert (GConverter *converter, const guint8 *bytes, gsize size, guint most)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize at = 0;

  while (result == G_CONVERTER_CONVERTED && out->len <= most)
    {
      guint8 room[ROOM];
      gsize taken = 0;
      gsize made = 0;

      result = g_converter_convert (converter, bytes + at, size - at, room, sizeof room,
                                    G_CONVERTER_INPUT_AT_END, &taken, &made, NULL);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      at += taken;
      g_byte_array_append (out, room, (guint) made);
    }
  return result == G_CONVERTER_FINISHED && out->len <= most ? g_steal_pointer (&out) : NULL;
}

/**
 * lt_batch_lines_to_text:
 * @self: lines, of all rows
 *
 * Returns: (transfer full) (nullable): for the batch's record; %NULL where it is too much
 *   to tell
 */
char *
lt_batch_lines_to_text (LtBatchLines *self)
{
  g_autoptr (GConverter) compressor =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL));
  g_autoptr (GByteArray) packed = NULL;

  if (self->n > 0 && !self->too_many)
    put_run (self);
  self->n = 0;
  if (self->raw->len == 0 || self->too_many)
    return NULL;
  packed = convert (compressor, self->raw->data, self->raw->len, LT_BATCH_LINES_MOST_TEXT / 4 * 3);
  return packed == NULL ? NULL : g_base64_encode (packed->data, packed->len);
}

static GByteArray *
unpack (const char *text)
{
  g_autoptr (GConverter) decompressor =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autofree guint8 *bytes = NULL;
  gsize size;

  if (strlen (text) > LT_BATCH_LINES_MOST_TEXT)
    return NULL;
  bytes = g_base64_decode (text, &size);
  return convert (decompressor, bytes, size, LT_BATCH_LINES_MOST_RAW);
}

/* A run's rows among those that are wanted: [@first, @first + @n). */
static gboolean
take_run (GArray *lines, gint64 line, gint64 step, gint64 row, gint64 count, gint64 first, gint64 n)
{
  gint64 begin = MAX (row, first);
  gint64 end = MIN (row + count, first + n);

  for (gint64 i = begin; i < end; i++)
    {
      gint64 one = line + step * (i - row + 1);

      if (one <= 0)
        return FALSE;
      g_array_append_val (lines, one);
    }
  return TRUE;
}

/**
 * lt_batch_lines_read:
 * @text: what a batch's record tells of its lines; it is not believed
 * @n_rows: how many rows the batch has
 * @first: number of a row in their order, from 0
 * @n: how many from there
 *
 * Returns: (transfer full) (nullable) (element-type gint64): their lines; %NULL where it
 *   does not tell those of all rows
 */
GArray *
lt_batch_lines_read (const char *text, gint64 n_rows, gint64 first, gint64 n)
{
  g_autoptr (GByteArray) raw = unpack (text);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  const guint8 *at = raw == NULL ? NULL : raw->data;
  const guint8 *end = raw == NULL ? NULL : raw->data + raw->len;
  gint64 line = 0;
  gint64 row = 0;

  while (at != NULL && at < end)
    {
      guint64 step, count;
      gint64 way, next;

      if ((at = lt_varint_get (at, end, &step)) == NULL
          || (at = lt_varint_get (at, end, &count)) == NULL || count == 0
          || count > (guint64) (n_rows - row)
          || __builtin_mul_overflow (lt_varint_unfold (step), (gint64) count, &way)
          || __builtin_add_overflow (line, way, &next)
          || !take_run (lines, line, lt_varint_unfold (step), row, (gint64) count, first, n))
        return NULL;
      line = next;
      row += (gint64) count;
    }
  return at != NULL && row == n_rows && lines->len == n ? g_steal_pointer (&lines) : NULL;
}

/* ---- of a batch --------------------------------------------------------------- */

/* How many rows of the blob stand before those of a place and item. */
static gboolean
count_before (LtDb *db, gint64 blob, const LtId *place, const char *item, gint64 *n, GError **error)
{
  return lt_db_get_int (db, n, error,
                        "SELECT coalesce(sum(s.n), 0) FROM lt_blob_series s JOIN lt_reading_place "
                        "p ON p.number=s.place JOIN lt_reading_item i ON i.number=s.item WHERE "
                        "s.blob=? AND (p.place<? OR (p.place=? AND i.item<?))",
                        "ibbt", blob, place, sizeof *place, place, sizeof *place, item);
}

/* The rows between @from and @to; @before: how many of the series stand before them. */
static gboolean
read_times (LtDb *db,
            gint64 blob,
            const LtId *place,
            const char *item,
            gint64 from,
            gint64 to,
            GArray *found,
            gint64 *before,
            GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) pack = g_array_new (FALSE, FALSE, sizeof (LtPackRow));
  g_autoptr (LtRows) rows = lt_db_query (
      db, error,
      "SELECT span, n, bytes FROM lt_pack WHERE place=(SELECT number FROM lt_reading_place WHERE "
      "place=?) AND item=(SELECT number FROM lt_reading_item WHERE item=?) AND batch=? AND span<=? "
      "ORDER BY span",
      "btii", place, sizeof *place, item, blob, lt_pack_span (to));

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      gint64 span = lt_rows_int (rows, 0);
      gsize size;
      gconstpointer bytes;

      if (span < lt_pack_span (from))
        {
          *before += lt_rows_int (rows, 1);
          continue;
        }
      bytes = lt_rows_blob (rows, 2, &size);
      g_array_set_size (pack, 0);
      if (!lt_pack_read (span, lt_rows_int (rows, 1), bytes, size, pack))
        break;
      for (guint i = 0; i < pack->len; i++)
        {
          LtReadingLine one = { g_array_index (pack, LtPackRow, i).time, 0 };

          if (one.time < from)
            (*before)++;
          else if (one.time <= to)
            g_array_append_val (found, one);
        }
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * lt_store_list_reading_lines:
 * @self: a county file
 * @batch: a batch
 * @place: of the rows
 * @item: of the rows
 * @from: first time, civil minutes
 * @to: last time
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtReadingLine): where the batch's
 *   rows stand in its file, rising in time; none where the batch does not tell
 */
GArray *
lt_store_list_reading_lines (LtStore *self,
                             const LtRecord *batch,
                             const LtId *place,
                             const char *item,
                             gint64 from,
                             gint64 to,
                             GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LtReadingLine));
  const char *text = lt_record_get (batch, "lines");
  g_autofree char *id = lt_id_to_text (&batch->id);
  g_autoptr (GArray) lines = NULL;
  gint64 blob = 0, n_rows = 0, before = 0;

  if (text == NULL || self->schema < 3)
    return g_steal_pointer (&found);
  if (!lt_db_get_int (self->db, &blob, error,
                      "SELECT coalesce(min(l.number), 0) FROM " LT_BATCH_JOIN " WHERE b.id=?", "t",
                      id)
      || !lt_db_get_int (self->db, &n_rows, error,
                         "SELECT coalesce(min(\"rows\"), 0) FROM lt_blob WHERE number=?", "i", blob)
      || !count_before (self->db, blob, place, item, &before, error)
      || !read_times (self->db, blob, place, item, from, to, found, &before, error))
    return NULL;
  lines = lt_batch_lines_read (text, n_rows, before, found->len);
  if (lines == NULL)
    g_array_set_size (found, 0);
  for (guint i = 0; i < found->len; i++)
    g_array_index (found, LtReadingLine, i).line = g_array_index (lines, gint64, i);
  return g_steal_pointer (&found);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const LtReadingLine *) a)->time;
  gint64 second = ((const LtReadingLine *) b)->time;

  return (first > second) - (first < second);
}

/**
 * lt_reading_lines_find:
 * @lines: (nullable) (element-type LtReadingLine): from lt_store_list_reading_lines()
 * @time: of a row
 *
 * Returns: its line; 0 where it is not known
 */
gint64
lt_reading_lines_find (const GArray *lines, gint64 time)
{
  const LtReadingLine wanted = { time, 0 };
  guint at;

  if (lines == NULL || !g_array_binary_search ((GArray *) lines, &wanted, compare_times, &at))
    return 0;
  return g_array_index (lines, LtReadingLine, at).line;
}
