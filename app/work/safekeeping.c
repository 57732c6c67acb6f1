/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup is worth what its restoring is: each one is unpacked, opened and
 * checked before it counts. */

#include "work/safekeeping.h"

#include "base/tar-file.h"
#include "base/civil-time.h"
#include "base/error.h"
#include "store/feed.h"
#include "store/key-file.h"
#include "store/safe-copy.h"
#include "store/verify.h"
#include "work/making.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define FORMAT   "lantian-backup-1"
#define MANIFEST "manifest.json"
#define COUNTY   "county.gpkg"
#define KEYS     "county.keys"

/* A folder beside the place, gone with all its files at the end. */
typedef struct
{
  char *folder;
} Workbench;

static void
clear_workbench (Workbench *bench)
{
  g_autoptr (GDir) dir = bench->folder == NULL ? NULL : g_dir_open (bench->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (bench->folder, name, NULL);

      g_unlink (file);
    }
  if (bench->folder != NULL)
    g_rmdir (bench->folder);
  g_clear_pointer (&bench->folder, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbench, clear_workbench)

static gboolean
set_up_workbench (Workbench *bench, const char *beside, GError **error)
{
  g_autofree char *place = g_path_get_dirname (beside);

  bench->folder = g_build_filename (place, ".lantian-backup.XXXXXX", NULL);
  if (g_mkdtemp (bench->folder) != NULL)
    return TRUE;
  g_clear_pointer (&bench->folder, g_free);
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("Folder %s: it cannot be written. Choose another place for the backup."), place);
  return FALSE;
}

static char *
digest_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  LtDigest digest;

  if (file == NULL)
    return NULL;
  lt_digest_of (&digest, g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  return lt_digest_to_hex (&digest);
}

static gboolean
copy_keys (const char *county_path, const char *folder, GError **error)
{
  g_autofree char *from = lt_key_file_path (county_path);
  g_autofree char *to = g_build_filename (folder, KEYS, NULL);
  g_autofree char *text = NULL;
  gsize size;

  return g_file_get_contents (from, &text, &size, error)
         && g_file_set_contents_full (to, text, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                      error);
}

/* The whole check, made of the copy and not of the file that is worked in. */
static gboolean
examine_copy (const char *folder, LtManifest *manifest, GError **error)
{
  g_autofree char *path = g_build_filename (folder, COUNTY, NULL);
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
write_manifest (const char *folder,
                const char *const *names,
                const LtManifest *manifest,
                GError **error)
{
  g_autofree char *path = g_build_filename (folder, MANIFEST, NULL);
  g_autofree char *time = lt_second_of (manifest->time);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();
  JsonObject *files = json_object_new ();

  json_node_take_object (root, object);
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_string_member (object, "time", time);
  json_object_set_int_member (object, "operations", (gint64) manifest->operations);
  json_object_set_string_member (object, "code", manifest->code);
  json_object_set_int_member (object, "problems", manifest->problems);
  json_object_set_object_member (object, "sha256", files);
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *digest = NULL;

      if (g_str_equal (names[i], MANIFEST))
        continue;
      digest = digest_file (folder, names[i], error);
      if (digest == NULL)
        return FALSE;
      json_object_set_string_member (files, names[i], digest);
    }
  text = json_to_string (root, TRUE);
  return g_file_set_contents (path, text, -1, error);
}

static gboolean
refuse_backup (const char *path, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Backup %s: %s Choose another one."), path,
               what);
  return FALSE;
}

static gboolean
read_manifest (const char *backup, const char *folder, LtManifest *manifest, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MANIFEST, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) names = NULL;
  JsonObject *object = NULL;
  JsonObject *files;

  if (json_parser_load_from_file (parser, path, NULL)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    object = json_node_get_object (json_parser_get_root (parser));
  if (object == NULL
      || g_strcmp0 (json_object_get_string_member_with_default (object, "format", NULL), FORMAT)
             != 0
      || !json_object_has_member (object, "sha256")
      || !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "sha256")))
    return refuse_backup (backup, _ ("it has no manifest, so it is none of this program's."),
                          error);
  *manifest = (LtManifest){
    .time = lt_time_parse (json_object_get_string_member_with_default (object, "time", ""), NULL),
    .operations = (guint64) json_object_get_int_member_with_default (object, "operations", 0)
  };
  g_strlcpy (manifest->code, json_object_get_string_member_with_default (object, "code", ""),
             sizeof manifest->code);
  files = json_object_get_object_member (object, "sha256");
  names = json_object_get_members (files);
  for (GList *item = names; item != NULL; item = item->next)
    {
      g_autofree char *digest = digest_file (folder, item->data, NULL);

      if (g_strcmp0 (digest, json_object_get_string_member_with_default (files, item->data, NULL))
          != 0)
        return refuse_backup (backup, _ ("a file in it is missing or damaged."), error);
    }
  if (!json_object_has_member (files, COUNTY))
    return refuse_backup (backup, _ ("there is no county file in it."), error);
  return TRUE;
}

/* What was written is read back, unpacked and held against what was meant. */
static gboolean
try_restoring (const char *path, const LtManifest *manifest, GError **error)
{
  g_auto (Workbench) bench = { 0 };
  LtManifest said;
  LtManifest found = { 0 };

  if (!set_up_workbench (&bench, path, error) || !lt_tar_unpack (path, bench.folder, error)
      || !read_manifest (path, bench.folder, &said, error)
      || !examine_copy (bench.folder, &found, error))
    return FALSE;
  if (g_str_equal (said.code, manifest->code) && g_str_equal (found.code, manifest->code)
      && found.operations == manifest->operations && found.problems == manifest->problems)
    return TRUE;
  return refuse_backup (path, _ ("it does not say what was written into it."), error);
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
  static const char *const all[] = { MANIFEST, COUNTY, KEYS, NULL };
  static const char *const without_keys[] = { MANIFEST, COUNTY, NULL };
  g_auto (Workbench) bench = { 0 };
  g_autofree char *keys = lt_key_file_path (lt_session_get_path (session));
  g_autofree char *county = NULL;
  g_autofree char *archive = NULL;
  gboolean with_keys =
      (flags & LT_BACKUP_WITHOUT_KEYS) == 0 && g_file_test (keys, G_FILE_TEST_EXISTS);
  const char *const *names = with_keys ? all : without_keys;

  *manifest = (LtManifest){ .time = lt_session_get_now (session) };
  if (!set_up_workbench (&bench, path, error))
    return FALSE;
  county = g_build_filename (bench.folder, COUNTY, NULL);
  archive = g_build_filename (bench.folder, "backup.tar", NULL);
  if (!lt_store_copy_to (lt_session_get_store (session), county, error)
      || (with_keys && !copy_keys (lt_session_get_path (session), bench.folder, error))
      || !examine_copy (bench.folder, manifest, error)
      || !write_manifest (bench.folder, names, manifest, error)
      || !lt_tar_pack (archive, bench.folder, names, manifest->time, error)
      || !try_restoring (archive, manifest, error))
    return FALSE;
  if (g_rename (archive, path) == 0)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s: it cannot be written. Choose another place for the backup."), path);
  return FALSE;
}

static gboolean
move_in (const char *folder, const LtMaking *making, GError **error)
{
  g_autofree char *county = g_build_filename (folder, COUNTY, NULL);
  g_autofree char *keys = g_build_filename (folder, KEYS, NULL);
  g_autofree char *keys_there = lt_key_file_path (making->file);

  if (g_rename (county, making->file) != 0
      || (g_file_test (keys, G_FILE_TEST_EXISTS) && g_rename (keys, keys_there) != 0))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("File %s: it cannot be written. Choose another place."), making->path);
      return FALSE;
    }
  /* A backup for others has no keys: an empty set takes their place. */
  return g_file_test (keys_there, G_FILE_TEST_EXISTS)
         || g_file_set_contents_full (keys_there, "{}", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                      error);
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
  g_auto (Workbench) bench = { 0 };
  LtManifest found = { 0 };
  LtSession *session;

  if (!lt_making_begin (&making, path, error) || !set_up_workbench (&bench, making.file, error)
      || !lt_tar_unpack (backup_path, bench.folder, error)
      || !read_manifest (backup_path, bench.folder, manifest, error)
      || !examine_copy (bench.folder, &found, error))
    return NULL;
  if (!g_str_equal (found.code, manifest->code))
    {
      refuse_backup (backup_path, _ ("its county file is not the one that was backed up."), error);
      return NULL;
    }
  manifest->problems = found.problems;
  session = move_in (bench.folder, &making, error)
                ? lt_session_open_with (making.file, LT_STORE_COPIED, error)
                : NULL;
  if (session == NULL)
    return NULL;
  if (lt_store_renew_epoch (lt_session_get_store (session), lt_session_get_random (session), error))
    return lt_making_end (&making, session, now, error);
  lt_session_close (session);
  return NULL;
}
