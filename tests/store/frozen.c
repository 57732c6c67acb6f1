/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frozen.h"

#include "base/digest.h"
#include "db/db.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/**
 * frozen_unpack:
 * @fixture: a file of the folder `fixtures`, packed by gzip
 * @path: where it is put
 */
void
frozen_unpack (const char *fixture, const char *path)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "store", "fixtures", fixture, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) packed = g_file_read (from, NULL, &error);
  g_autoptr (GConverter) gunzip =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  g_assert_no_error (error);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (packed), gunzip);
  out = g_file_create (to, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                          &error);
  g_assert_no_error (error);
}

/* The file of a schema, called @name in a folder of its own. */
Frozen *
frozen_new (guint schema, const char *name)
{
  g_autofree char *fixture = g_strdup_printf ("schema-%u.gpkg.gz", schema);

  return frozen_new_of (fixture, name);
}

Frozen *
frozen_new_of (const char *fixture, const char *name)
{
  Frozen *self = g_new0 (Frozen, 1);

  self->folder = g_dir_make_tmp ("lantian-frozen-XXXXXX", NULL);
  self->path = frozen_path (self, name);
  frozen_unpack (fixture, self->path);
  return self;
}

char *
frozen_path (const Frozen *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

GPtrArray *
frozen_list_files (const Frozen *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

void
frozen_free (Frozen *self)
{
  g_autoptr (GPtrArray) names = frozen_list_files (self);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = frozen_path (self, g_ptr_array_index (names, i));

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

char *
frozen_digest (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  LtDigest digest;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  lt_digest_of (&digest, bytes, size);
  return lt_digest_to_hex (&digest);
}

LtStore *
frozen_open (const char *path, LtStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  LtStore *store = lt_store_open (path, flags, &error);

  g_assert_no_error (error);
  return store;
}

/* The schema that the file says it has. */
gint64
frozen_schema (const char *path)
{
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_READ_ONLY, NULL);
  gint64 schema = 0;

  g_assert_true (lt_db_get_int (db, &schema, NULL, "SELECT v FROM lt_meta WHERE k='schema'", ""));
  return schema;
}
