/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made-up-file.h"

#include "base/digest.h"
#include "store/county-file.h"

#include <glib/gstdio.h>

#define NOW G_GINT64_CONSTANT (1795161600000)

static void
create_as (LtChange *change, const LtId *id, const char *kind, const char *const *values)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  record->id = *id;
  for (guint i = 0; values[i] != NULL; i += 2)
    g_assert_true (lt_record_set (record, values[i], values[i + 1], &error));
  g_assert_no_error (error);
  lt_change_create (change, record);
}

/* The first group of a county file: its keeper enters himself and his key. */
static void
found (MadeUpFile *self)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *officer = NULL;
  g_autofree char *key = NULL;

  lt_id_make (&self->author.officer, lt_kind_by_name ("officer")->number, NOW, self->random);
  lt_key_pair_make (&self->author.key, self->random);
  officer = lt_id_to_text (&self->author.officer);
  key = lt_hex_encode (self->author.key.public_key, LT_KEY_SIZE);
  create_as (change, &self->author.officer, "officer",
             (const char *const[]){ "card", "1", "name", "管理员", "roles", "inspector,keeper",
                                    NULL });
  made_up_file_create (self, change, "key",
                       (const char *const[]){ "public_key", key, "officer", officer, "purpose",
                                              "officer", NULL });
  made_up_file_append (self, change);
}

/**
 * made_up_file_init:
 * @self: the file
 * @parent: (nullable): folder that it is made in; %NULL for the temporary one
 */
void
made_up_file_init (MadeUpFile *self, const char *parent)
{
  g_autoptr (GError) error = NULL;

  self->folder =
      g_build_filename (parent != NULL ? parent : g_get_tmp_dir (), "lantian-county-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (self->folder));
  self->path = g_build_filename (self->folder, "county.gpkg", NULL);
  self->random = lt_random_new_seeded (1);
  self->author = (LtAuthor){ .now = NOW };
  self->store = lt_store_create (self->path, NULL, self->random, &error);
  g_assert_no_error (error);
  found (self);
  lt_store_close (self->store);
  self->store = lt_store_open (self->path, LT_STORE_NONE, &error);
  g_assert_no_error (error);
}

void
made_up_file_clear (MadeUpFile *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  lt_store_close (self->store);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  lt_random_free (self->random);
  g_free (self->path);
  g_free (self->folder);
}

/**
 * made_up_file_create:
 * @self: the file
 * @change: what the record is added to
 * @kind: name of its kind
 * @values: (array zero-terminated): names of fields and what they hold, in turn
 */
void
made_up_file_create (MadeUpFile *self,
                     LtChange *change,
                     const char *kind,
                     const char *const *values)
{
  LtId id;

  lt_id_make (&id, lt_kind_by_name (kind)->number, NOW, self->random);
  create_as (change, &id, kind, values);
}

void
made_up_file_append (MadeUpFile *self, LtChange *change)
{
  g_autoptr (GError) error = NULL;

  lt_store_append (self->store, change, &self->author, NULL, &error);
  g_assert_no_error (error);
}
