/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Canonical bytes: fixed order, big-endian integers, texts and blobs with a
 * 32-bit length before them. What is digested and signed is written by these
 * and by nothing else. */

void lt_canon_put_u8 (GByteArray *out, guint8 value);
void lt_canon_put_u32 (GByteArray *out, guint32 value);
void lt_canon_put_u64 (GByteArray *out, guint64 value);
void lt_canon_put_raw (GByteArray *out, gconstpointer bytes, gsize size);
void lt_canon_put_blob (GByteArray *out, gconstpointer bytes, gsize size);
void lt_canon_put_text (GByteArray *out, const char *text);
gsize lt_canon_begin_frame (GByteArray *out, guint8 type);
void lt_canon_end_frame (GByteArray *out, gsize begin);

/**
 * LtCanonReader:
 *
 * Reads canonical bytes. The first read past the end makes @failed true and
 * every read after it gives zeros, so that one check at the end is enough.
 */
typedef struct
{
  const guint8 *bytes;
  gsize size;
  gsize at;
  gboolean failed;
} LtCanonReader;

void lt_canon_reader_init (LtCanonReader *self, gconstpointer bytes, gsize size);
guint8 lt_canon_get_u8 (LtCanonReader *self);
guint32 lt_canon_get_u32 (LtCanonReader *self);
guint64 lt_canon_get_u64 (LtCanonReader *self);
gboolean lt_canon_get_raw (LtCanonReader *self, gpointer bytes, gsize size);
const guint8 *lt_canon_get_blob (LtCanonReader *self, gsize *size);
char *lt_canon_get_text (LtCanonReader *self);
gboolean lt_canon_reader_done (const LtCanonReader *self);

G_END_DECLS
