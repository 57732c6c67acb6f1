/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change-spool.h"

#include "base/file.h"
#include "store/store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

struct _LtChangeSpool
{
  FILE *file;
  GByteArray *first; /* (nullable): what comes before all that is in the file */
  guint n;           /* changes in it */
  guint read;        /* changes given out */
};

static gboolean
set_failed (GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("What is to be written cannot be put aside beside the county file: %s. Make "
                  "room on the disk. Nothing of it was written."),
               g_strerror (errno));
  return FALSE;
}

/**
 * lt_change_spool_new:
 * @folder: where there is room: the county file's
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an empty spool
 */
LtChangeSpool *
lt_change_spool_new (const char *folder, GError **error)
{
  int fd = lt_file_open_nameless (folder);
  LtChangeSpool *self;

  if (fd < 0)
    {
      set_failed (error);
      return NULL;
    }
  self = g_new0 (LtChangeSpool, 1);
  self->file = fdopen (fd, "w+");
  g_assert (self->file != NULL);
  return self;
}

void
lt_change_spool_free (LtChangeSpool *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->first, g_byte_array_unref);
  fclose (self->file);
  g_free (self);
}

static void
put_operation (GByteArray *out, const LtOperation *operation)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (operation->value, &size);

  lt_canon_put_u32 (out, operation->kind);
  lt_canon_put_raw (out, &operation->record, sizeof operation->record);
  lt_canon_put_u32 (out, operation->field);
  lt_canon_put_u8 (out, operation->action);
  lt_canon_put_blob (out, operation->parents->data, operation->parents->len * sizeof (LtDigest));
  lt_canon_put_u8 (out, operation->value != NULL);
  if (operation->value != NULL)
    lt_canon_put_blob (out, bytes, size);
}

static LtOperation *
get_operation (LtCanonReader *reader)
{
  guint32 kind = lt_canon_get_u32 (reader);
  LtId record;
  guint32 field;
  guint8 action;
  const guint8 *bytes;
  gsize size = 0;
  LtOperation *operation;

  lt_canon_get_raw (reader, &record, sizeof record);
  field = lt_canon_get_u32 (reader);
  action = lt_canon_get_u8 (reader);
  operation = lt_operation_new (kind, &record, field, action);
  bytes = lt_canon_get_blob (reader, &size);
  g_array_append_vals (operation->parents, bytes, (guint) (size / sizeof (LtDigest)));
  if (lt_canon_get_u8 (reader) != 0)
    {
      bytes = lt_canon_get_blob (reader, &size);
      operation->value = lt_value_new (bytes, size);
    }
  return operation;
}

static GByteArray *
write_change (const LtChange *change)
{
  const GPtrArray *operations = lt_change_get_operations (change);
  GByteArray *out = g_byte_array_new ();

  lt_canon_put_u32 (out, operations->len);
  for (guint i = 0; i < operations->len; i++)
    put_operation (out, g_ptr_array_index (operations, i));
  return out;
}

static LtChange *
read_change (const guint8 *bytes, gsize size)
{
  LtChange *change = lt_change_new ();
  LtCanonReader reader;
  guint32 n;

  lt_canon_reader_init (&reader, bytes, size);
  n = lt_canon_get_u32 (&reader);
  for (guint32 i = 0; i < n; i++)
    g_ptr_array_add (lt_change_get_operations (change), get_operation (&reader));
  g_assert (lt_canon_reader_done (&reader));
  return change;
}

/**
 * lt_change_spool_add:
 * @self: a spool that nothing was taken from yet
 * @change: a change, without rows of a batch
 * @error: return location
 *
 * Returns: whether there was room
 */
gboolean
lt_change_spool_add (LtChangeSpool *self, const LtChange *change, GError **error)
{
  g_autoptr (GByteArray) out = write_change (change);
  guint64 size = out->len;

  g_return_val_if_fail (self->read == 0, FALSE);

  self->n++;
  return (fwrite (&size, sizeof size, 1, self->file) == 1
          && fwrite (out->data, out->len, 1, self->file) == 1)
         || set_failed (error);
}

/**
 * lt_change_spool_put_first:
 * @self: a spool that nothing was taken from yet, with no first one
 * @change: what comes before all others
 */
void
lt_change_spool_put_first (LtChangeSpool *self, const LtChange *change)
{
  g_return_if_fail (self->read == 0 && self->first == NULL);

  self->first = write_change (change);
  self->n++;
}

/**
 * lt_change_spool_count:
 *
 * Returns: how many changes were put in
 */
guint
lt_change_spool_count (const LtChangeSpool *self)
{
  return self->n;
}

/**
 * lt_change_spool_next:
 * @self: a spool
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the next change, in the order in which they
 *   were put in; %NULL without @error after the last
 */
LtChange *
lt_change_spool_next (LtChangeSpool *self, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  guint64 size;

  if (self->read == self->n)
    return NULL;
  if (self->read == 0 && fseek (self->file, 0, SEEK_SET) != 0)
    {
      set_failed (error);
      return NULL;
    }
  if (self->read++ == 0 && self->first != NULL)
    return read_change (self->first->data, self->first->len);
  if (fread (&size, sizeof size, 1, self->file) == 1)
    bytes = g_try_malloc (size);
  if (bytes == NULL || fread (bytes, size, 1, self->file) != 1)
    {
      set_failed (error);
      return NULL;
    }
  return read_change (bytes, size);
}

/**
 * lt_change_spool_rewind:
 * @self: a spool
 *
 * The next change is the first one again.
 */
void
lt_change_spool_rewind (LtChangeSpool *self)
{
  self->read = 0;
}
