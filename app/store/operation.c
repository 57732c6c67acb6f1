/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Canonical bytes of an operation, in this order:
 *
 *   u8    version (1)
 *   16    replica          8  epoch         u64  number in the stream
 *   32    digest of the operation before    u64  hybrid time
 *   u64   wall clock, ms   u8 clock source
 *   u32   kind             16 record        u32  field (0: the record)
 *   u8    action
 *   u32   n parents, then 32 bytes each, ascending
 *   u8    1 with a value, then u32 length and the bytes; 0 without
 *
 * Integers are big-endian. The id is their SHA-256. A test vector stands in
 * tests/store/test-operation.c. */

#include "store/operation.h"

#include <string.h>

/* Bytes of most operations, so that they are written without moving. */
#define USUAL_SIZE 512

/**
 * lt_operation_new:
 * @kind: number of the record's kind
 * @record: the record
 * @field: number of the field; 0 for the record as a whole
 * @action: what it does
 *
 * Returns: (transfer full): an operation without value, parents and number
 */
LtOperation *
lt_operation_new (guint32 kind, const LtId *record, guint32 field, LtAction action)
{
  LtOperation *self = g_new0 (LtOperation, 1);

  self->kind = kind;
  self->record = *record;
  self->field = field;
  self->action = (guint8) action;
  self->parents = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  return self;
}

void
lt_operation_free (LtOperation *self)
{
  if (self == NULL)
    return;
  lt_value_unref (self->value);
  g_array_unref (self->parents);
  g_free (self);
}

void
lt_operation_add_parent (LtOperation *self, const LtDigest *parent)
{
  g_array_append_val (self->parents, *parent);
}

/**
 * lt_operation_write:
 * @self: an operation
 * @stream: the stream it stands in
 * @out: where its canonical bytes are appended
 */
void
lt_operation_write (const LtOperation *self, const LtStream *stream, GByteArray *out)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (self->value, &size);

  lt_canon_put_u8 (out, LT_FORMAT_VERSION);
  lt_canon_put_raw (out, stream->replica, sizeof stream->replica);
  lt_canon_put_raw (out, stream->epoch, sizeof stream->epoch);
  lt_canon_put_u64 (out, self->seq);
  lt_canon_put_raw (out, &self->prev, sizeof self->prev);
  lt_canon_put_u64 (out, self->time);
  lt_canon_put_u64 (out, (guint64) self->wall);
  lt_canon_put_u8 (out, self->clock_source);
  lt_canon_put_u32 (out, self->kind);
  lt_canon_put_raw (out, &self->record, sizeof self->record);
  lt_canon_put_u32 (out, self->field);
  lt_canon_put_u8 (out, self->action);
  lt_canon_put_u32 (out, self->parents->len);
  lt_canon_put_raw (out, self->parents->data, self->parents->len * sizeof (LtDigest));
  lt_canon_put_u8 (out, self->value != NULL);
  if (self->value != NULL)
    lt_canon_put_blob (out, bytes, size);
}

/**
 * lt_operation_seal:
 * @self: an operation with its number, times, parents and value
 * @stream: the stream it stands in
 *
 * Sorts the parents and computes the id.
 */
void
lt_operation_seal (LtOperation *self, const LtStream *stream)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (USUAL_SIZE);

  g_array_sort (self->parents, lt_digest_compare);
  lt_operation_write (self, stream, bytes);
  lt_digest_of (&self->id, bytes->data, bytes->len);
}

static gboolean
read_parents (LtCanonReader *reader, LtOperation *self)
{
  guint32 n = lt_canon_get_u32 (reader);

  if (reader->failed || n > LT_OPERATION_MAX_PARENTS)
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      LtDigest parent;

      if (!lt_canon_get_raw (reader, &parent, sizeof parent))
        return FALSE;
      if (i > 0
          && lt_digest_compare (&g_array_index (self->parents, LtDigest, i - 1), &parent) >= 0)
        return FALSE;
      lt_operation_add_parent (self, &parent);
    }
  return TRUE;
}

/**
 * lt_operation_read:
 * @reader: at the first byte of an operation
 * @stream: (out caller-allocates): the stream it stands in
 *
 * Returns: (transfer full) (nullable): the operation with its id computed anew;
 *   %NULL for bytes that are no operation of a version known here
 */
LtOperation *
lt_operation_read (LtCanonReader *reader, LtStream *stream)
{
  g_autoptr (LtOperation) self = NULL;
  gsize start = reader->at;
  LtId nothing = { 0 };
  guint8 has_value;

  if (lt_canon_get_u8 (reader) != LT_FORMAT_VERSION)
    return NULL;
  self = lt_operation_new (0, &nothing, 0, 0);
  lt_canon_get_raw (reader, stream->replica, sizeof stream->replica);
  lt_canon_get_raw (reader, stream->epoch, sizeof stream->epoch);
  self->seq = lt_canon_get_u64 (reader);
  lt_canon_get_raw (reader, &self->prev, sizeof self->prev);
  self->time = lt_canon_get_u64 (reader);
  self->wall = (gint64) lt_canon_get_u64 (reader);
  self->clock_source = lt_canon_get_u8 (reader);
  self->kind = lt_canon_get_u32 (reader);
  lt_canon_get_raw (reader, &self->record, sizeof self->record);
  self->field = lt_canon_get_u32 (reader);
  self->action = lt_canon_get_u8 (reader);
  if (!read_parents (reader, self))
    return NULL;
  has_value = lt_canon_get_u8 (reader);
  if (has_value == 1)
    {
      gsize size;
      const guint8 *bytes = lt_canon_get_blob (reader, &size);

      self->value = reader->failed ? NULL : lt_value_new (bytes, size);
    }
  /* Bytes that would come out of us as others have no place in a signed log. */
  if (reader->failed || has_value > 1)
    return NULL;
  lt_digest_of (&self->id, reader->bytes + start, reader->at - start);
  return g_steal_pointer (&self);
}

/**
 * lt_image_new:
 * @record: a record
 *
 * Returns: (transfer full): the image that a create operation carries: for each
 *   field that has a value its number and the value, in the order of the numbers
 */
LtValue *
lt_image_new (const LtRecord *record)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      gsize size;
      gconstpointer bytes = lt_value_bytes (record->values[i], &size);

      if (record->values[i] == NULL)
        continue;
      lt_canon_put_u32 (out, record->kind->fields[i].number);
      lt_canon_put_blob (out, bytes, size);
    }
  return lt_value_new (out->data, out->len);
}

/**
 * lt_image_check:
 *
 * Returns: whether @image is well formed, numbers ascending
 */
gboolean
lt_image_check (const LtValue *image)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (image, &size);
  LtCanonReader reader;
  guint32 last = 0;

  if (image == NULL)
    return FALSE;
  lt_canon_reader_init (&reader, bytes, size);
  while (reader.at < reader.size && !reader.failed)
    {
      guint32 number = lt_canon_get_u32 (&reader);

      lt_canon_get_blob (&reader, &size);
      if (number <= last)
        return FALSE;
      last = number;
    }
  return lt_canon_reader_done (&reader);
}

/**
 * lt_image_get:
 * @image: a well-formed image
 * @field: number of a field
 *
 * Returns: (transfer full) (nullable): what the image says of the field
 */
LtValue *
lt_image_get (const LtValue *image, guint32 field)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (image, &size);
  LtCanonReader reader;

  lt_canon_reader_init (&reader, bytes, size);
  while (reader.at < reader.size && !reader.failed)
    {
      guint32 number = lt_canon_get_u32 (&reader);
      gsize length;
      const guint8 *value = lt_canon_get_blob (&reader, &length);

      if (number == field && !reader.failed)
        return lt_value_new (value, length);
    }
  return NULL;
}

/**
 * lt_image_next:
 * @reader: in a well-formed image
 * @field: (out): number of the next field
 * @value: (out) (transfer full): what the image says of it
 *
 * Returns: whether there was one
 */
gboolean
lt_image_next (LtCanonReader *reader, guint32 *field, LtValue **value)
{
  gsize length;
  const guint8 *bytes;

  if (reader->failed || reader->at >= reader->size)
    return FALSE;
  *field = lt_canon_get_u32 (reader);
  bytes = lt_canon_get_blob (reader, &length);
  *value = reader->failed ? NULL : lt_value_new (bytes, length);
  return !reader->failed;
}

/**
 * lt_image_read:
 * @image: (nullable): an image
 * @reader: (out caller-allocates): before its first field
 */
void
lt_image_read (const LtValue *image, LtCanonReader *reader)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (image, &size);

  lt_canon_reader_init (reader, bytes, size);
}
