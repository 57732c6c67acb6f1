/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/canon.h"

#include <string.h>

void
lt_canon_put_u8 (GByteArray *out, guint8 value)
{
  g_byte_array_append (out, &value, 1);
}

void
lt_canon_put_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

void
lt_canon_put_u64 (GByteArray *out, guint64 value)
{
  value = GUINT64_TO_BE (value);
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

void
lt_canon_put_raw (GByteArray *out, gconstpointer bytes, gsize size)
{
  if (size > 0)
    g_byte_array_append (out, bytes, (guint) size);
}

void
lt_canon_put_blob (GByteArray *out, gconstpointer bytes, gsize size)
{
  lt_canon_put_u32 (out, (guint32) size);
  lt_canon_put_raw (out, bytes, size);
}

void
lt_canon_put_text (GByteArray *out, const char *text)
{
  lt_canon_put_blob (out, text, text == NULL ? 0 : strlen (text));
}

/**
 * lt_canon_begin_frame:
 * @out: where it goes
 * @type: a byte that says what it is
 *
 * Begins a frame: @type, the number of its payload's bytes in 32 bits, the payload.
 *
 * Returns: where the payload begins, for lt_canon_end_frame()
 */
gsize
lt_canon_begin_frame (GByteArray *out, guint8 type)
{
  lt_canon_put_u8 (out, type);
  lt_canon_put_u32 (out, 0);
  return out->len;
}

/**
 * lt_canon_end_frame:
 * @out: where it went
 * @begin: where its payload begins
 *
 * The length is known only once the payload is written: it is put in after.
 */
void
lt_canon_end_frame (GByteArray *out, gsize begin)
{
  guint32 size = GUINT32_TO_BE ((guint32) (out->len - begin));

  memcpy (out->data + begin - sizeof size, &size, sizeof size);
}

void
lt_canon_reader_init (LtCanonReader *self, gconstpointer bytes, gsize size)
{
  *self = (LtCanonReader){ .bytes = bytes, .size = size };
}

/**
 * lt_canon_get_raw:
 * @self: a reader
 * @bytes: (out caller-allocates): where the bytes go
 * @size: how many are wanted
 *
 * Returns: whether there were as many
 */
gboolean
lt_canon_get_raw (LtCanonReader *self, gpointer bytes, gsize size)
{
  if (self->failed || self->size - self->at < size)
    {
      self->failed = TRUE;
      memset (bytes, 0, size);
      return FALSE;
    }
  memcpy (bytes, self->bytes + self->at, size);
  self->at += size;
  return TRUE;
}

guint8
lt_canon_get_u8 (LtCanonReader *self)
{
  guint8 value;

  lt_canon_get_raw (self, &value, sizeof value);
  return value;
}

guint32
lt_canon_get_u32 (LtCanonReader *self)
{
  guint32 value;

  lt_canon_get_raw (self, &value, sizeof value);
  return GUINT32_FROM_BE (value);
}

guint64
lt_canon_get_u64 (LtCanonReader *self)
{
  guint64 value;

  lt_canon_get_raw (self, &value, sizeof value);
  return GUINT64_FROM_BE (value);
}

/**
 * lt_canon_get_blob:
 * @self: a reader
 * @size: (out): how many bytes it has
 *
 * Returns: (transfer none) (nullable): the bytes, inside the reader's own
 */
const guint8 *
lt_canon_get_blob (LtCanonReader *self, gsize *size)
{
  guint32 length = lt_canon_get_u32 (self);
  const guint8 *blob;

  *size = 0;
  if (self->failed || self->size - self->at < length)
    {
      self->failed = TRUE;
      return NULL;
    }
  blob = self->bytes + self->at;
  self->at += length;
  *size = length;
  return blob;
}

char *
lt_canon_get_text (LtCanonReader *self)
{
  gsize size;
  const guint8 *blob = lt_canon_get_blob (self, &size);

  if (blob != NULL && !g_utf8_validate ((const char *) blob, (gssize) size, NULL))
    self->failed = TRUE;
  return self->failed ? g_strdup ("") : g_strndup ((const char *) blob, size);
}

/**
 * lt_canon_reader_done:
 *
 * Returns: whether everything was read, no more and no less
 */
gboolean
lt_canon_reader_done (const LtCanonReader *self)
{
  return !self->failed && self->at == self->size;
}
