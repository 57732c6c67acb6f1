/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frozen.h"

#include "base/digest.h"
#include "db/db.h"
#include "office.h"
#include "store/key-file.h"
#include "store/verify.h"

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

/* That the file is sound, and has and comes to what its program said. */
void
frozen_assert_verified (LtStore *store, guint operations, guint records, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) check = lt_store_verify (store, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (check->problems, i));
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_assert_cmpuint (check->operations, ==, operations);
  g_assert_cmpuint (check->records, ==, records);
  found = lt_digest_to_hex (&check->state);
  g_assert_cmpstr (found, ==, state);
}

/* Its keeper's key opens with his passphrase, and he goes on working in it. */
LtStore *
frozen_go_on (const Frozen *frozen, guint schema, const char *passphrase)
{
  g_autofree char *name = g_strdup_printf ("schema-%u.keys", schema);
  g_autofree char *keys = frozen_path (frozen, "county.keys");
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) mine = NULL;
  LtAuthor keeper = { .now = OFFICE_NOW };
  LtStore *store;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  g_assert_true (g_file_set_contents_full (keys, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  lt_key_file_open (frozen->path, "1", passphrase, OFFICE_NOW, &keeper.officer, &keeper.key,
                    &error);
  g_assert_no_error (error);
  store = frozen_open (frozen->path, LT_STORE_NONE);
  mine = lt_store_find (store, lt_kind_by_name ("mine"), "M3", &error);
  office_set (store, &keeper, mine, "location", "三号沟", &error);
  g_assert_no_error (error);
  return store;
}
