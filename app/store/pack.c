/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pack.h"

#include "store/varint.h"

#define MOST_DECIMALS 6
#define MOST_OF_A_ROW (6 * LT_VARINT_MOST) /* bytes: two in each list of runs, one of figures */

static const gint64 units[] = { 1000000, 100000, 10000, 1000, 100, 10, 1 };

/**
 * lt_pack_span:
 *
 * Returns: the number of the span in which @time lies
 */
gint64
lt_pack_span (gint64 time)
{
  gint64 span = time / LT_PACK_SPAN;

  return span * LT_PACK_SPAN > time ? span - 1 : span;
}

/**
 * lt_pack_says_same:
 * @row: a row
 * @other: another of the same place, item and time
 *
 * Returns: whether both have the same value or none
 */
gboolean
lt_pack_says_same (const LtPackRow *row, const LtPackRow *other)
{
  return row->has_value == other->has_value && row->value == other->value;
}

/**
 * lt_pack_next_shared:
 * @ours: (element-type LtPackRow): rows by time
 * @i: (inout): where to begin; then one that @theirs has the time of
 * @theirs: (element-type LtPackRow): other rows by time
 * @j: (inout): where to begin; then that of the same time
 *
 * Returns: whether there is one
 */
gboolean
lt_pack_next_shared (const GArray *ours, guint *i, const GArray *theirs, guint *j)
{
  while (*i < ours->len && *j < theirs->len)
    {
      gint64 time = g_array_index (ours, LtPackRow, *i).time;
      gint64 other = g_array_index (theirs, LtPackRow, *j).time;

      if (time == other)
        return TRUE;
      if (time < other)
        (*i)++;
      else
        (*j)++;
    }
  return FALSE;
}

static guint
count_decimals (const LtPackRow *rows, guint n)
{
  guint decimals = 0;

  for (guint i = 0; i < n; i++)
    while (rows[i].has_value && rows[i].value % units[decimals] != 0)
      decimals++;
  return decimals;
}

static guint8 *
put_times (guint8 *at, const LtPackRow *rows, guint n)
{
  at = lt_varint_put (at, (guint64) (rows[0].time - lt_pack_span (rows[0].time) * LT_PACK_SPAN));
  for (guint i = 1; i < n;)
    {
      gint64 step = rows[i].time - rows[i - 1].time;
      guint first = i;

      while (i < n && rows[i].time - rows[i - 1].time == step)
        i++;
      at = lt_varint_put (at, (guint64) step);
      at = lt_varint_put (at, i - first);
    }
  return at;
}

static guint8 *
put_presence (guint8 *at, const LtPackRow *rows, guint n)
{
  gboolean there = TRUE;

  for (guint i = 0; i < n; there = !there)
    {
      guint first = i;

      while (i < n && rows[i].has_value == there)
        i++;
      at = lt_varint_put (at, i - first);
    }
  return at;
}

static guint8 *
put_qualities (guint8 *at, const LtPackRow *rows, guint n, const gint64 *qualities)
{
  for (guint i = 0; i < n;)
    {
      guint32 quality = rows[i].quality;
      guint first = i;

      while (i < n && rows[i].quality == quality)
        i++;
      at = lt_varint_put (at, quality == 0 ? 0 : (guint64) qualities[quality - 1]);
      at = lt_varint_put (at, i - first);
    }
  return at;
}

static guint8 *
put_figures (guint8 *at, const LtPackRow *rows, guint n, gint64 unit)
{
  gint64 before = 0;

  for (guint i = 0; i < n; i++)
    if (rows[i].has_value)
      {
        gint64 figures = rows[i].value / unit;

        at = lt_varint_put (at, lt_varint_fold (figures - before));
        before = figures;
      }
  return at;
}

/**
 * lt_pack_write:
 * @out: the pack is appended to it
 * @rows: (array length=n): of one span, each later than the one before
 * @n: how many, at least one
 * @qualities: numbers that the file has for the rows' qualities 1, 2 …
 */
void
lt_pack_write (GByteArray *out, const LtPackRow *rows, guint n, const gint64 *qualities)
{
  guint decimals = count_decimals (rows, n);
  guint before = out->len;
  guint8 *at;

  g_assert (n > 0);
  g_byte_array_set_size (out, before + (n + 1) * MOST_OF_A_ROW);
  at = out->data + before;
  *at++ = (guint8) decimals;
  at = put_times (at, rows, n);
  at = put_presence (at, rows, n);
  at = put_qualities (at, rows, n, qualities);
  at = put_figures (at, rows, n, units[decimals]);
  g_byte_array_set_size (out, (guint) (at - out->data));
}

/* What is left of a pack; @at is %NULL once something in it was not possible. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Bytes;

static guint64
get_number (Bytes *bytes, guint64 most)
{
  guint64 value = 0;

  if (bytes->at != NULL)
    bytes->at = lt_varint_get (bytes->at, bytes->end, &value);
  if (value <= most)
    return value;
  bytes->at = NULL;
  return 0;
}

static void
get_times (Bytes *bytes, gint64 span, LtPackRow *rows, guint n)
{
  gint64 time = span * LT_PACK_SPAN + (gint64) get_number (bytes, LT_PACK_SPAN - 1);

  rows[0].time = time;
  for (guint i = 1; i < n && bytes->at != NULL;)
    {
      gint64 step = (gint64) get_number (bytes, LT_PACK_SPAN - 1);
      guint64 count = get_number (bytes, n - i);

      if (step == 0 || count == 0)
        bytes->at = NULL;
      for (; count > 0; count--)
        rows[i++].time = time += step;
    }
  if (lt_pack_span (time) != span)
    bytes->at = NULL;
}

static void
get_presence (Bytes *bytes, LtPackRow *rows, guint n)
{
  gboolean there = TRUE;

  for (guint i = 0; i < n && bytes->at != NULL; there = !there)
    {
      guint64 count = get_number (bytes, n - i);

      if (count == 0 && i > 0)
        bytes->at = NULL;
      for (; count > 0; count--)
        rows[i++].has_value = there;
    }
}

static void
get_qualities (Bytes *bytes, LtPackRow *rows, guint n)
{
  for (guint i = 0; i < n && bytes->at != NULL;)
    {
      guint32 quality = (guint32) get_number (bytes, G_MAXUINT32);
      guint64 count = get_number (bytes, n - i);

      if (count == 0)
        bytes->at = NULL;
      for (; count > 0; count--)
        rows[i++].quality = quality;
    }
}

static void
get_figures (Bytes *bytes, LtPackRow *rows, guint n, gint64 unit)
{
  gint64 figures = 0;

  for (guint i = 0; i < n && bytes->at != NULL; i++)
    {
      rows[i].value = 0;
      if (!rows[i].has_value)
        continue;
      if (__builtin_add_overflow (figures, lt_varint_unfold (get_number (bytes, G_MAXUINT64)),
                                  &figures)
          || __builtin_mul_overflow (figures, unit, &rows[i].value))
        bytes->at = NULL;
    }
}

/**
 * lt_pack_read:
 * @span: number of its span
 * @n: how many rows it should have
 * @bytes: a pack, possibly damaged
 * @size: its size
 * @rows: (element-type LtPackRow): its rows are appended, with the file's numbers
 *   of their qualities
 *
 * Returns: whether it is a pack of so many rows
 */
gboolean
lt_pack_read (gint64 span, gint64 n, gconstpointer bytes, gsize size, GArray *rows)
{
  Bytes left = { bytes, (const guint8 *) bytes + size };
  guint before = rows->len;
  LtPackRow *first;
  guint decimals;

  if (n < 1 || n > LT_PACK_SPAN || size == 0 || *left.at > MOST_DECIMALS
      || ABS (span) > LT_READING_LAST / LT_PACK_SPAN)
    return FALSE;
  decimals = *left.at++;
  g_array_set_size (rows, before + (guint) n);
  first = &g_array_index (rows, LtPackRow, before);
  get_times (&left, span, first, (guint) n);
  get_presence (&left, first, (guint) n);
  get_qualities (&left, first, (guint) n);
  get_figures (&left, first, (guint) n, units[decimals]);
  if (left.at == left.end)
    return TRUE;
  g_array_set_size (rows, before);
  return FALSE;
}
