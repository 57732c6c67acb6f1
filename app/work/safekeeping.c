/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup is worth what its restoring is: each one is unpacked, opened and
 * checked before it counts. */

#include "work/safekeeping.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "base/file-copy.h"
#include "base/file.h"
#include "base/tar-file.h"
#include "store/beside.h"
#include "store/feed.h"
#include "store/key-file.h"
#include "store/safe-copy.h"
#include "store/verify.h"
#include "work/attaching.h"
#include "work/drafting.h"
#include "work/making.h"
#include "work/verb-json.h"
#include "work/marker.h"
#include "work/workbench.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

static gboolean
set_up_workbench (LtWorkbench *bench, const char *beside, GError **error)
{
  g_autofree char *place = g_path_get_dirname (beside);

  if (lt_workbench_set_up (bench, beside, "lantian-backup"))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("Folder %s: it cannot be written: %s. Choose another place for the backup."),
               place, g_strerror (errno));
  return FALSE;
}

/* What goes in: name in the archive, where it lies, and its digest. */
typedef struct
{
  GPtrArray *entries;
  GHashTable *digests;
} Load;

static void
clear_load (Load *load)
{
  g_clear_pointer (&load->entries, g_ptr_array_unref);
  g_clear_pointer (&load->digests, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, clear_load)

static void
begin_load (Load *load)
{
  load->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_tar_entry_free);
  load->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
add_file (Load *load, const char *name, const char *path, GError **error)
{
  LtDigest digest;
  guint64 size;

  if (!lt_file_digest (path, NULL, &digest, &size, error))
    return FALSE;
  g_hash_table_insert (load->digests, g_strdup (name), lt_digest_to_hex (&digest));
  g_ptr_array_add (load->entries, lt_tar_entry_new (name, path));
  return TRUE;
}

static gboolean
add_own (Load *load, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return !g_file_test (path, G_FILE_TEST_EXISTS) || add_file (load, name, path, error);
}

/* All that are here, of removed attachments too: an undo brings those back. One
 * that was altered goes in as it is, and is named. */
static gboolean
add_originals (Load *load, LtSession *session, LtManifest *manifest, GError **error)
{
  const char *county = lt_session_get_path (session);
  g_autoptr (LtOriginals) found = lt_work_check_originals (session, error);
  g_autoptr (GPtrArray) list = lt_originals_list (county);

  if (found == NULL)
    return FALSE;
  manifest->originals = json_object_new ();
  lt_json_add_originals (session, manifest->originals, found);
  for (guint i = 0; i < list->len; i++)
    {
      const char *digest = g_ptr_array_index (list, i);
      g_autofree char *path = lt_original_path (county, digest);
      g_autofree char *name = g_strdup_printf (LT_BACKUP_FILES "%.2s/%s", digest, digest);
      gpointer state = GINT_TO_POINTER (LT_ORIGINAL_MISSING);

      g_hash_table_lookup_extended (found->states, digest, NULL, &state);
      if (GPOINTER_TO_INT (state) != LT_ORIGINAL_HERE)
        {
          /* Not even readable: it was named above, and does not stop the rest. */
          add_file (load, name, path, NULL);
          continue;
        }
      g_hash_table_insert (load->digests, g_strdup (name), g_strdup (digest));
      g_ptr_array_add (load->entries, lt_tar_entry_new (name, path));
    }
  return TRUE;
}

static gboolean
copy_keys (const char *county_path, const char *folder, GError **error)
{
  g_autofree char *from = lt_key_file_path (county_path);
  g_autofree char *to = g_build_filename (folder, LT_BACKUP_KEYS, NULL);
  g_autofree char *text = NULL;
  gsize size;

  return lt_file_check_plain (from, error) && g_file_get_contents (from, &text, &size, error)
         && lt_file_write (to, text, (gssize) size, 0600, error);
}

/* The whole check, made of the copy and not of the file that is worked in. */
static gboolean
examine_copy (const char *folder, LtManifest *manifest, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LT_BACKUP_COUNTY, NULL);
  g_autoptr (LtStore) copy = lt_store_open (path, LT_STORE_READ_ONLY, error);
  g_autoptr (LtVerification) check = copy == NULL ? NULL : lt_store_verify (copy, error);
  g_autofree char *code = NULL;

  if (check == NULL)
    return FALSE;
  code = lt_check_code (&check->state);
  manifest->operations = check->operations;
  manifest->problems = check->problems->len;
  g_strlcpy (manifest->code, code, sizeof manifest->code);
  return TRUE;
}

static gboolean
unpack (const char *backup,
        const char *folder,
        const char *only_read,
        LtManifest *manifest,
        GError **error)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_build_filename (folder, LT_BACKUP_MANIFEST, NULL);

  return lt_tar_unpack (backup, folder, only_read, digests, error)
         && lt_manifest_read (manifest, path, backup, digests, error);
}

/* What was written is read back, unpacked and held against what was meant; the
 * originals are read through, and need no room. */
static gboolean
try_restoring (const char *path, const LtManifest *manifest, GError **error)
{
  g_auto (LtWorkbench) bench = { 0 };
  g_auto (LtManifest) said = { 0 };
  LtManifest found = { 0 };

  if (!set_up_workbench (&bench, path, error)
      || !unpack (path, bench.folder, LT_BACKUP_FILES, &said, error)
      || !examine_copy (bench.folder, &found, error))
    return FALSE;
  if (g_str_equal (said.code, manifest->code) && g_str_equal (found.code, manifest->code)
      && found.operations == manifest->operations && found.problems == manifest->problems)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("Backup %s: it does not say what was written into it. Check the disk, or choose "
                  "another place; nothing was changed."),
               path);
  return FALSE;
}

/* The county file first: what is attached after it is in the folder, too. */
static gboolean
gather (LtSession *session,
        const char *folder,
        LtBackupFlags flags,
        Load *load,
        LtManifest *manifest,
        GError **error)
{
  g_autofree char *keys = lt_key_file_path (lt_session_get_path (session));
  g_autofree char *county = g_build_filename (folder, LT_BACKUP_COUNTY, NULL);
  g_autofree char *drafts = g_build_filename (folder, LT_BACKUP_DRAFTS, NULL);
  g_autofree char *path = g_build_filename (folder, LT_BACKUP_MANIFEST, NULL);
  gboolean personal = (flags & LT_BACKUP_WITHOUT_KEYS) == 0;

  begin_load (load);
  if (!lt_store_copy_to (lt_session_get_store (session), county, error)
      || (personal && g_file_test (keys, G_FILE_TEST_EXISTS)
          && !copy_keys (lt_session_get_path (session), folder, error)))
    return FALSE;
  manifest->drafts = personal && lt_work_drafts_copy_to (session, drafts);
  g_ptr_array_add (load->entries, lt_tar_entry_new (LT_BACKUP_MANIFEST, path));
  return examine_copy (folder, manifest, error) && add_own (load, folder, LT_BACKUP_COUNTY, error)
         && add_own (load, folder, LT_BACKUP_KEYS, error)
         && add_own (load, folder, LT_BACKUP_DRAFTS, error)
         && add_originals (load, session, manifest, error)
         && lt_manifest_write (manifest, path, load->digests, error);
}

/**
 * lt_work_backup:
 * @session: a session
 * @path: where the backup goes; one that is there is replaced when the new one
 *   has been tried
 * @flags: what goes in
 * @manifest: (out caller-allocates): what it says of itself
 * @error: return location; on failure the former backup is as it was
 *
 * Backs the county file up and tries the backup by restoring it aside. What the
 * full check finds wrong in the file is counted in @manifest and kept as it is.
 */
gboolean
lt_work_backup (LtSession *session,
                const char *path,
                LtBackupFlags flags,
                LtManifest *manifest,
                GError **error)
{
  g_auto (LtWorkbench) bench = { 0 };
  g_auto (Load) load = { 0 };
  g_autofree char *archive = NULL;

  *manifest = (LtManifest){ .time = lt_session_get_now (session) };
  if (!lt_path_check_replaced (path, error) || !set_up_workbench (&bench, path, error))
    return FALSE;
  archive = g_build_filename (bench.folder, "backup.tar", NULL);
  if (!gather (session, bench.folder, flags, &load, manifest, error)
      || !lt_tar_pack (archive, load.entries, manifest->time, error)
      || !try_restoring (archive, manifest, error))
    {
      if (error != NULL)
        lt_file_name_place (*error, bench.folder, path);
      return FALSE;
    }
  if (g_rename (archive, path) == 0)
    {
      lt_marker_note_backup (session, path, manifest->time);
      return lt_file_sync_folder (path, error);
    }
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s: it cannot be written. Choose another place for the backup."), path);
  return FALSE;
}

/**
 * lt_work_read_backup:
 * @path: a backup
 * @time: (out): when it was made, milliseconds since 1970 (UTC)
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtTip): how far its log goes
 */
GArray *
lt_work_read_backup (const char *path, gint64 *time, GError **error)
{
  g_auto (LtWorkbench) bench = { 0 };
  g_autofree char *county = NULL;
  g_autoptr (LtStore) copy = NULL;
  LtManifest manifest = { 0 };
  gboolean read = set_up_workbench (&bench, path, error)
                  && unpack (path, bench.folder, LT_BACKUP_FILES, &manifest, error);

  *time = manifest.time;
  lt_manifest_clear (&manifest);
  if (!read)
    {
      if (error != NULL)
        lt_file_name_place (*error, bench.folder, path);
      return NULL;
    }
  county = g_build_filename (bench.folder, LT_BACKUP_COUNTY, NULL);
  copy = lt_store_open (county, LT_STORE_READ_ONLY, error);
  return copy == NULL ? NULL : lt_store_get_tips (copy, error);
}

static gboolean
move_in (const char *folder, const LtMaking *making, GError **error)
{
  g_autofree char *county = g_build_filename (folder, LT_BACKUP_COUNTY, NULL);
  g_autofree char *keys = g_build_filename (folder, LT_BACKUP_KEYS, NULL);
  g_autofree char *drafts = g_build_filename (folder, LT_BACKUP_DRAFTS, NULL);
  g_autofree char *drafts_there = lt_drafts_path (making->file);
  g_autofree char *files = g_build_filename (folder, LT_BACKUP_FILES, NULL);
  g_autofree char *files_there = lt_originals_folder (making->file);

  if (g_rename (county, making->file) != 0
      || (g_file_test (drafts, G_FILE_TEST_EXISTS) && g_rename (drafts, drafts_there) != 0)
      || (g_file_test (files, G_FILE_TEST_EXISTS) && g_rename (files, files_there) != 0))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("File %s: it cannot be written. Choose another place."), making->path);
      return FALSE;
    }
  /* A backup for others has no keys: an empty set takes their place. Those that a
   * former file of that name has left are newer than the backup's. */
  return lt_key_file_add_missing (making->file, keys, error);
}

/**
 * lt_work_restore:
 * @backup_path: a backup
 * @path: a county file that is not there yet
 * @now: the time the session works by; 0 for the device's clock
 * @manifest: (out caller-allocates): what the backup says of itself
 * @error: return location; on failure nothing is left behind
 *
 * Makes a county file of a backup. It goes on under a new epoch, so that what
 * was written after the backup comes back from colleagues and nothing is taken
 * for something else.
 *
 * Returns: (transfer full) (nullable): a session with nobody signed in
 */
LtSession *
lt_work_restore (const char *backup_path,
                 const char *path,
                 gint64 now,
                 LtManifest *manifest,
                 GError **error)
{
  g_auto (LtMaking) making = { 0 };
  g_auto (LtWorkbench) bench = { 0 };
  LtManifest found = { 0 };
  LtSession *session;

  if (!lt_making_begin (&making, path, error) || !set_up_workbench (&bench, making.file, error)
      || !unpack (backup_path, bench.folder, NULL, manifest, error)
      || !examine_copy (bench.folder, &found, error))
    return NULL;
  if (!g_str_equal (found.code, manifest->code))
    {
      lt_manifest_refuse (backup_path, _ ("its county file is not the one that was backed up."),
                          error);
      return NULL;
    }
  if (found.operations != manifest->operations)
    {
      lt_manifest_refuse (backup_path,
                          _ ("its manifest names another number of operations than its county "
                             "file has."),
                          error);
      return NULL;
    }
  manifest->problems = found.problems;
  session = move_in (bench.folder, &making, error)
                ? lt_session_open_with (making.file, LT_STORE_COPIED, error)
                : NULL;
  if (session == NULL)
    return NULL;
  lt_session_set_now (session, now);
  if (lt_store_renew_epoch (lt_session_get_store (session), lt_session_get_random (session), error))
    {
      lt_marker_note_origin (session, LT_MARKER_RESTORED, backup_path);
      session = lt_making_end (&making, session, now, error);
      /* All that is in the file is in that backup. */
      if (session != NULL)
        lt_marker_note_backup (session, backup_path, manifest->time);
      return session;
    }
  lt_session_close (session);
  return NULL;
}
