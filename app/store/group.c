/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Canonical bytes of a group, which are digested to its id and signed:
 *
 *   u8   version (1)
 *   32   bureau (zeros in the first group of all)
 *   16   replica     8 epoch      u64 number of the first operation
 *   u32  n operations
 *   16   actor       32 key       u32 schema number
 *   u32  length of the note, UTF-8
 *   u32  n seen groups, then 32 bytes each, ascending
 *   n × 32 the operations' ids, in their order
 *
 * A group on its way to a colleague is these bytes up to the ids, the
 * signature (64), and the operations' own canonical bytes with a 32-bit length
 * before each. */

#include "store/group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LtGroup *
lt_group_new (void)
{
  LtGroup *self = g_new0 (LtGroup, 1);

  self->seen = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  self->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_operation_free);
  return self;
}

void
lt_group_free (LtGroup *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->seen);
  g_ptr_array_unref (self->operations);
  g_free (self->note);
  g_free (self);
}

static void
write_head (const LtGroup *self, GByteArray *out)
{
  lt_canon_put_u8 (out, LT_FORMAT_VERSION);
  lt_canon_put_raw (out, &self->bureau, sizeof self->bureau);
  lt_canon_put_raw (out, self->stream.replica, sizeof self->stream.replica);
  lt_canon_put_raw (out, self->stream.epoch, sizeof self->stream.epoch);
  lt_canon_put_u64 (out, self->first_seq);
  lt_canon_put_u32 (out, self->operations->len);
  lt_canon_put_raw (out, &self->actor, sizeof self->actor);
  lt_canon_put_raw (out, self->key, sizeof self->key);
  lt_canon_put_u32 (out, self->schema);
  lt_canon_put_text (out, self->note);
  lt_canon_put_u32 (out, self->seen->len);
  lt_canon_put_raw (out, self->seen->data, self->seen->len * sizeof (LtDigest));
}

/**
 * lt_group_write_signed:
 * @self: a group whose operations have their ids
 * @out: where the bytes that are digested and signed are appended
 */
void
lt_group_write_signed (const LtGroup *self, GByteArray *out)
{
  write_head (self, out);
  for (guint i = 0; i < self->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (self->operations, i);

      lt_canon_put_raw (out, &operation->id, sizeof operation->id);
    }
}

/**
 * lt_group_sign:
 * @self: a group whose operations have their ids
 * @key: the actor's key
 *
 * Names the key in the group, computes its id and signs it.
 */
void
lt_group_sign (LtGroup *self, const LtKeyPair *key)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  memcpy (self->key, key->public_key, LT_KEY_SIZE);
  g_array_sort (self->seen, lt_digest_compare);
  lt_group_write_signed (self, bytes);
  lt_digest_of (&self->id, bytes->data, bytes->len);
  lt_sign (key, bytes->data, bytes->len, self->signature);
}

static gboolean
operations_are_chained (const LtGroup *self)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (self->operations, i);

      if (operation->seq != self->first_seq + i)
        return FALSE;
      if (i > 0)
        {
          const LtOperation *before = g_ptr_array_index (self->operations, i - 1);

          if (lt_digest_compare (&operation->prev, &before->id) != 0)
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * lt_group_check_form:
 * @self: a group that was read, its operations' ids computed anew
 * @why: (out) (transfer none): what is wrong, for people
 *
 * Returns: whether the group is numbered, chained and well formed; who signed it
 *   is not looked at
 */
gboolean
lt_group_check_form (const LtGroup *self, const char **why)
{
  *why = NULL;
  if (self->operations->len == 0 || !operations_are_chained (self))
    *why = _ ("its operations are not numbered and chained");
  for (guint i = 0; i < self->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (self->operations, i);

      if (operation->action == LT_ACTION_CREATE && !lt_image_check (operation->value))
        *why = _ ("the image of a record is malformed");
    }
  for (guint i = 1; i < self->seen->len; i++)
    if (lt_digest_compare (&g_array_index (self->seen, LtDigest, i - 1),
                           &g_array_index (self->seen, LtDigest, i))
        >= 0)
      *why = _ ("what it has seen is not in order");
  return *why == NULL;
}

/**
 * lt_group_check_signature:
 * @self: a group that was read, its operations' ids computed anew
 * @why: (out) (transfer none): what is wrong, for people
 *
 * Returns: whether it is signed by the key it names
 */
gboolean
lt_group_check_signature (const LtGroup *self, const char **why)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  lt_group_write_signed (self, bytes);
  *why = lt_signature_is_valid (self->key, bytes->data, bytes->len, self->signature)
             ? NULL
             : _ ("its signature does not fit");
  return *why == NULL;
}

/**
 * lt_group_check:
 * @self: a group that was read, its operations' ids computed anew
 * @why: (out) (transfer none): what is wrong, for people
 *
 * Returns: whether the group is whole in itself: numbered, chained, well formed
 *   and signed by the key it names
 */
gboolean
lt_group_check (const LtGroup *self, const char **why)
{
  return lt_group_check_form (self, why) && lt_group_check_signature (self, why);
}

/**
 * lt_group_to_bytes:
 *
 * Returns: (transfer full): the group as it travels
 */
GBytes *
lt_group_to_bytes (const LtGroup *self)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  write_head (self, out);
  lt_canon_put_raw (out, self->signature, sizeof self->signature);
  for (guint i = 0; i < self->operations->len; i++)
    {
      g_byte_array_set_size (bytes, 0);
      lt_operation_write (g_ptr_array_index (self->operations, i), &self->stream, bytes);
      lt_canon_put_blob (out, bytes->data, bytes->len);
    }
  return g_byte_array_free_to_bytes (out);
}

static gboolean
read_seen (LtCanonReader *reader, LtGroup *self)
{
  guint32 n = lt_canon_get_u32 (reader);

  if (reader->failed || n > LT_GROUP_MAX_SEEN)
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      LtDigest digest;

      if (!lt_canon_get_raw (reader, &digest, sizeof digest))
        return FALSE;
      g_array_append_val (self->seen, digest);
    }
  return TRUE;
}

static gboolean
read_operations (LtCanonReader *reader, LtGroup *self, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    {
      gsize size;
      const guint8 *bytes = lt_canon_get_blob (reader, &size);
      LtCanonReader inner;
      LtStream stream;
      LtOperation *operation;

      if (reader->failed)
        return FALSE;
      lt_canon_reader_init (&inner, bytes, size);
      operation = lt_operation_read (&inner, &stream);
      if (operation == NULL)
        return FALSE;
      g_ptr_array_add (self->operations, operation);
      if (!lt_canon_reader_done (&inner) || memcmp (&stream, &self->stream, sizeof stream) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_group_from_bytes:
 * @bytes: a group as it travels
 * @size: how many bytes
 *
 * Returns: (transfer full) (nullable): the group, with all digests computed
 *   anew and nothing checked; %NULL for bytes that are no group
 */
LtGroup *
lt_group_from_bytes (gconstpointer bytes, gsize size)
{
  g_autoptr (LtGroup) self = lt_group_new ();
  g_autoptr (GByteArray) out = g_byte_array_new ();
  LtCanonReader reader;
  guint32 n;

  lt_canon_reader_init (&reader, bytes, size);
  if (lt_canon_get_u8 (&reader) != LT_FORMAT_VERSION)
    return NULL;
  lt_canon_get_raw (&reader, &self->bureau, sizeof self->bureau);
  lt_canon_get_raw (&reader, self->stream.replica, sizeof self->stream.replica);
  lt_canon_get_raw (&reader, self->stream.epoch, sizeof self->stream.epoch);
  self->first_seq = lt_canon_get_u64 (&reader);
  n = lt_canon_get_u32 (&reader);
  lt_canon_get_raw (&reader, &self->actor, sizeof self->actor);
  lt_canon_get_raw (&reader, self->key, sizeof self->key);
  self->schema = lt_canon_get_u32 (&reader);
  self->note = lt_canon_get_text (&reader);
  if (!read_seen (&reader, self) || n > LT_GROUP_MAX_OPERATIONS)
    return NULL;
  lt_canon_get_raw (&reader, self->signature, sizeof self->signature);
  if (!read_operations (&reader, self, n) || !lt_canon_reader_done (&reader))
    return NULL;
  lt_group_write_signed (self, out);
  lt_digest_of (&self->id, out->data, out->len);
  return g_steal_pointer (&self);
}

/**
 * lt_group_has_people:
 *
 * Returns: whether it changes who may do what
 */
gboolean
lt_group_has_people (const LtGroup *self)
{
  for (guint i = 0; i < self->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (self->operations, i);
      const LtKind *kind = lt_kind_by_number (operation->kind);

      if (kind != NULL && (kind->flags & LT_KIND_PEOPLE) != 0)
        return TRUE;
    }
  return FALSE;
}
