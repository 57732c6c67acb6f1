/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"
#include "model/reading.h"

G_BEGIN_DECLS

/* The rows of a batch as they travel: a zlib stream (RFC 1950) of "LTM1" and then
 * the rows, each made of
 *
 *   place    v: number of the place; the next new number is followed by the 16
 *            bytes of the record's id
 *   item     v: number of the item; the next new number is followed by v, how many
 *            bytes its code has, and these (UTF-8)
 *   time     z: minutes after the row before it; the first after 1970-01-01T00:00
 *   value    v: 0 for none, else 8 × z(figures) + decimals + 1, without zeros at
 *            the end: 8.60 is z(86), one decimal
 *   quality  v: 0 for none, else its number from 1; the next new number is
 *            followed by v and its bytes (UTF-8)
 *
 * v is a number in groups of seven bits, the lowest first, the eighth bit set in
 * all but the last; z(n) is v of 2n, or of −2n − 1 for n below 0. Places, items and
 * qualities are numbered as they first appear, places and items from 0. The blob's
 * name is the SHA-256 digest of the zlib stream. It lies and travels in pieces of
 * LT_BLOB_PIECE bytes, the last one shorter. Rows are made in the order of their
 * place's id, their item's code and their time, so that the same rows have the same
 * name wherever they come from; they are taken in any order. */

#define LT_BLOB_PIECE      (256 * 1024)
#define LT_BLOB_MOST_PIECE (1024 * 1024)
#define LT_BLOB_MAX_PIECES 4096

/* What is larger is not made, and not believed. */
#define LT_BATCH_MAX_ROWS   20000000
#define LT_BATCH_MAX_PLACES 100000
#define LT_BATCH_MAX_NAMES  4096 /* items, and qualities */

/**
 * LtBlobMaker:
 *
 * Makes a blob of rows, piece by piece.
 */
typedef struct _LtBlobMaker LtBlobMaker;

/**
 * LtBlobRow:
 * @place: number of the place, by which the maker is told of it or the reader tells it
 * @item: number of the item
 * @quality: 0 for none, else number of the quality from 1
 */
typedef struct
{
  guint32 place;
  guint32 item;
  guint32 quality;
  gboolean has_value;
  gint64 time;
  gint64 value;
} LtBlobRow;

guint64 lt_blob_code_value (gint64 millionths);
gboolean lt_blob_decode_value (guint64 code, gint64 *millionths);

LtBlobMaker *lt_blob_maker_new (void);
void lt_blob_maker_free (LtBlobMaker *self);
void lt_blob_maker_add (LtBlobMaker *self,
                        const LtBlobRow *row,
                        const LtId *place,
                        const char *item,
                        const char *quality);
void lt_blob_maker_end (LtBlobMaker *self, LtDigest *digest, guint64 *size);
GBytes *lt_blob_maker_take_piece (LtBlobMaker *self);

/**
 * LtBlobReader:
 *
 * Takes a blob's pieces and gives its rows. It believes nothing: neither sizes
 * nor numbers, and it never holds more than a piece.
 */
typedef struct _LtBlobReader LtBlobReader;

LtBlobReader *lt_blob_reader_new (void);
void lt_blob_reader_free (LtBlobReader *self);
void lt_blob_reader_push (LtBlobReader *self, GBytes *piece, gboolean last);
gboolean lt_blob_reader_next (LtBlobReader *self, LtBlobRow *row);
gboolean lt_blob_reader_has_failed (const LtBlobReader *self);
const char *lt_blob_reader_get_problem (const LtBlobReader *self);
const LtId *lt_blob_reader_get_place (const LtBlobReader *self, guint32 number);
const char *lt_blob_reader_get_item (const LtBlobReader *self, guint32 number);
const char *lt_blob_reader_get_quality (const LtBlobReader *self, guint32 number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBlobMaker, lt_blob_maker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBlobReader, lt_blob_reader_free)

G_END_DECLS
