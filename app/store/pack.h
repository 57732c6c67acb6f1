/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"

G_BEGIN_DECLS

/* A pack has the rows that one batch brought of one place, item and span of time,
 * in the order of time:
 *
 *   decimals  a byte: with how many the values are written, 0 to 6
 *   times     v: minutes of the first after the span's beginning; then by turns v:
 *             minutes from each row to the next, v: for how many rows, until all
 *             have a time
 *   values    v: how many rows have one, v: how many then have none, and so on by
 *             turns until all rows are told of
 *   quality   v: number of a quality, 0 for none, v: of how many rows, and so on
 *   figures   z of each value's difference to the one before it, of the first one
 *             to 0; 8.6 with one decimal is 86
 *
 * v and z are those of store/varint.h. The same rows always give the same bytes. */

#define LT_PACK_SPAN 32768 /* minutes; 546 hours */

/**
 * LtPackRow:
 * @time: civil minutes, see model/reading.h
 * @has_value: whether there is a value
 * @value: in millionths; 0 where there is none
 * @quality: number of the quality, 0 for none
 * @line: where the row stands in its source; no pack has it
 */
typedef struct
{
  gint64 time;
  gint64 value;
  gint64 line;
  guint32 quality;
  gboolean has_value;
} LtPackRow;

gint64 lt_pack_span (gint64 time);
gboolean lt_pack_says_same (const LtPackRow *row, const LtPackRow *other);
gboolean lt_pack_next_shared (const GArray *ours, guint *i, const GArray *theirs, guint *j);
void lt_pack_write (GByteArray *out, const LtPackRow *rows, guint n, const gint64 *qualities);
gboolean lt_pack_read (gint64 span, gint64 n, gconstpointer bytes, gsize size, GArray *rows);

G_END_DECLS
