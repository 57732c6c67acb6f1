/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An older file is brought up to date when it is opened to be written: first a
 * checked copy of it is put beside it, then one transaction does the rest. A
 * failure leaves the file as it was, and readable by the program that made it. */

#include "base/file.h"
#include "store/batches-private.h"
#include "store/own-work.h"
#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* All that two files have in common which hold the same operations of the same
 * streams, and have made the same of them. */
#define FINGERPRINT                                                                                \
  "SELECT (SELECT hex(v) FROM lt_meta WHERE k='bureau') || ' ' || "                                \
  "(SELECT v FROM lt_meta WHERE k='schema') || ' ' || (SELECT count(*) FROM lt_op) || ' ' || "     \
  "(SELECT count(*) FROM lt_quarantine) || ' ' || "                                                \
  "(SELECT coalesce(group_concat(hex(replica) || hex(epoch) || tip_seq || hex(tip)), '') FROM "    \
  "(SELECT * FROM lt_stream ORDER BY replica, epoch)) || ' ' || "                                  \
  "(SELECT coalesce(group_concat(kind || hex(sum) || n), '') FROM "                                \
  "(SELECT * FROM lt_state ORDER BY kind))"

/* NAME.schema-1.gpkg, NAME.schema-1-2.gpkg … */
static char *
name_copy (const char *path, gint64 schema, guint number)
{
  gsize length = strlen (path);

  if (g_str_has_suffix (path, ".gpkg"))
    length -= strlen (".gpkg");
  return number == 1
             ? g_strdup_printf ("%.*s.schema-%d.gpkg", (int) length, path, (int) schema)
             : g_strdup_printf ("%.*s.schema-%d-%u.gpkg", (int) length, path, (int) schema, number);
}

/* While it is written; what a crash has left of an earlier one is in nobody's use,
 * because only who holds the file's write lock makes one. */
static char *
name_unfinished_copy (const char *path, gint64 schema)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.schema-%d.unfinished", name, (int) schema);

  return g_build_filename (folder, hidden, NULL);
}

/* Whether the file at @path is sound and holds just what @fingerprint tells. */
static gboolean
is_copy (const char *path, const char *fingerprint)
{
  g_autoptr (LtDb) copy = lt_db_open (path, LT_DB_READ_ONLY, NULL);
  g_autofree char *found = NULL;
  g_autofree char *pages = NULL;

  if (copy == NULL)
    return FALSE;
  found = lt_db_get_text (copy, NULL, FINGERPRINT, "");
  if (g_strcmp0 (found, fingerprint) != 0)
    return FALSE;
  pages = lt_db_get_text (copy, NULL, "PRAGMA integrity_check(1)", "");
  return g_strcmp0 (pages, "ok") == 0;
}

/* Puts it there unless something is there already. */
static gboolean
move_into_place (const char *from, const char *to, gboolean *taken, GError **error)
{
  int code = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  *taken = code != 0 && errno == EEXIST;
  if (*taken)
    return TRUE;
  /* Some file systems cannot do both at once. */
  if (code != 0 && (errno == EINVAL || errno == ENOSYS))
    {
      *taken = g_file_test (to, G_FILE_TEST_EXISTS);
      code = *taken ? 0 : g_rename (from, to);
    }
  if (code == 0)
    return *taken || lt_file_sync_folder (to, error);
  return lt_file_refuse (to, g_strerror (errno), error);
}

static gboolean
write_copy (LtStore *self, const char *to, const char *fingerprint, GError **error)
{
  g_autoptr (LtDb) reader = lt_db_open (self->path, LT_DB_READ_ONLY, error);

  g_unlink (to);
  if (reader == NULL || !lt_db_run (reader, error, "VACUUM INTO ?", "t", to)
      || !lt_file_sync (to, error))
    return FALSE;
  if (is_copy (to, fingerprint))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
               _ ("File %s: it was made by an older version, and the copy of it that must be kept "
                  "before it is brought up to date does not read back as it should. It was left "
                  "as it is. Make a backup and check the disk."),
               self->path);
  return FALSE;
}

/* Names the copy that is there or makes it. A copy of another state of the file
 * stays what it is: the next free name is taken. */
static gboolean
keep_copy (LtStore *self, gint64 schema, GError **error)
{
  g_autofree char *unfinished = name_unfinished_copy (self->path, schema);
  g_autofree char *fingerprint = lt_db_get_text (self->db, error, FINGERPRINT, "");
  gboolean kept = FALSE;
  gboolean written = FALSE;

  if (fingerprint == NULL)
    return FALSE;
  for (guint i = 1; !kept; i++)
    {
      g_autofree char *path = name_copy (self->path, schema, i);
      gboolean taken = g_file_test (path, G_FILE_TEST_EXISTS);

      if (taken && is_copy (path, fingerprint))
        kept = TRUE;
      else if (!taken)
        {
          written = written || write_copy (self, unfinished, fingerprint, error);
          if (!written || !move_into_place (unfinished, path, &taken, error))
            break;
          kept = !taken;
        }
      if (kept)
        self->copy = g_steal_pointer (&path);
    }
  g_unlink (unfinished);
  return kept;
}

static GPtrArray *
list_lacking (LtStore *self)
{
  GPtrArray *lacking = g_ptr_array_new ();
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (!lt_schema_has_all_fields (self->db, kinds[i]))
      g_ptr_array_add (lacking, (gpointer) kinds[i]);
  return lacking;
}

/* What is derived from the log may be derived otherwise now, and a colleague with
 * a newer program may have sent what had no place here. */
static gboolean
bring_up (LtStore *self, gint64 schema, GPtrArray *lacking, GError **error)
{
  if (!lt_schema_migrate (self->db, schema, error) || !lt_store_rejudge_all (self, error))
    return FALSE;
  if (schema < LT_SCHEMA)
    return lt_materialise_all (self->db, NULL, error)
           && (schema > LT_SCHEMA_OF_ROWS || lt_blobs_pack_again (self, error));
  for (guint i = 0; i < lacking->len; i++)
    if (!lt_materialise_all (self->db, g_ptr_array_index (lacking, i), error))
      return FALSE;
  return lt_own_work_note_all (self->db, error);
}

/* A layer that another program has drawn into the file stays its own. */
static gboolean
check_names (LtStore *self, GError **error)
{
  const LtKind *foreign = lt_schema_find_foreign (self->db);

  if (foreign == NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
               _ ("File %s: it has a layer \"%s\" that another program made, and this version "
                  "keeps records of its own under that name. Nothing was changed. Rename the layer "
                  "with the program that made it (in QGIS: DB Manager), then open the file again."),
               self->path, foreign->table);
  return FALSE;
}

/* Everything is looked at once more: another process may have been faster. */
static gboolean
migrate_in_write (LtStore *self, gboolean copied, GError **error)
{
  g_autoptr (GPtrArray) lacking = NULL;
  gint64 schema = 0;

  if (!lt_schema_read (self->db, &schema, error))
    return FALSE;
  self->schema = schema;
  self->writable = schema <= LT_SCHEMA;
  lacking = list_lacking (self);
  if (schema > LT_SCHEMA || (schema == LT_SCHEMA && lacking->len == 0))
    return TRUE;
  if (schema < LT_SCHEMA
      && (!check_names (self, error) || (!copied && !keep_copy (self, schema, error))))
    return FALSE;
  return bring_up (self, schema, lacking, error);
}

/**
 * lt_migration_run:
 * @self: a county file of this program's schema or an older one, not in a write
 * @copied: whether a copy of it is kept already; else one is put beside it
 * @error: return location; on failure the file is as it was
 *
 * Brings the file to the present schema and to all fields of the field tables.
 */
gboolean
lt_migration_run (LtStore *self, gboolean copied, GError **error)
{
  g_autoptr (GPtrArray) lacking = list_lacking (self);
  gboolean done;

  if (lacking->len == 0 && self->schema == LT_SCHEMA)
    return TRUE;
  if (!lt_db_begin (self->db, error))
    return FALSE;
  lt_db_set_guard (self->db, TRUE);
  done = migrate_in_write (self, copied, error) && lt_db_commit (self->db, error);
  lt_db_set_guard (self->db, FALSE);
  if (!done)
    lt_db_rollback (self->db);
  else if (self->schema < LT_SCHEMA)
    self->schema = LT_SCHEMA;
  return done;
}

/**
 * lt_store_get_lost_batches:
 *
 * Returns: of how many batches this opening found the rows damaged when it brought the
 *   file up to date: they count as not being here
 */
guint
lt_store_get_lost_batches (LtStore *self)
{
  return self->lost_batches;
}
