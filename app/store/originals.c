/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/originals.h"

#include "base/file.h"
#include "base/text.h"
#include "store/beside.h"
#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define COMING ".coming-"

/**
 * lt_originals_folder:
 * @county_path: a county file
 *
 * Returns: (transfer full): the folder of its attachments' originals
 */
char *
lt_originals_folder (const char *county_path)
{
  return lt_path_beside (county_path, "files");
}

/**
 * lt_original_path:
 * @county_path: a county file
 * @digest: digest of the original, 64 figures
 *
 * Returns: (transfer full): where the original lies, or would
 */
char *
lt_original_path (const char *county_path, const char *digest)
{
  g_autofree char *folder = lt_originals_folder (county_path);
  g_autofree char *part = g_strndup (digest, 2);

  return g_build_filename (folder, part, digest, NULL);
}

static gboolean
refuse_place (const char *path, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s: it cannot be written (%s). Nothing was attached."), path,
               g_strerror (errno));
  return FALSE;
}

/* A folder that is made is on the disk when this returns. */
static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir (path, 0700) == 0)
    return lt_file_sync_folder (path, error);
  return errno == EEXIST || refuse_place (path, error);
}

/* What a crash has left half written; what somebody is writing is locked. */
static void
clear_up (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int file = g_str_has_prefix (name, COMING) ? open (path, O_RDONLY | O_CLOEXEC) : -1;

      if (file >= 0 && flock (file, LOCK_EX | LOCK_NB) == 0)
        g_unlink (path);
      if (file >= 0)
        close (file);
    }
}

static gboolean
refuse_altered (const char *path, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
               _ ("File %s: this original was altered after it was attached. It is left as it is; "
                  "move it away, then attach the file again or take it from a backup."),
               path);
  return FALSE;
}

static gboolean
put_in_place (const char *coming,
              const char *path,
              const LtCopyWatch *watch,
              gboolean *is_new,
              GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  LtDigest there;
  guint64 size;
  g_autofree char *hex = NULL;

  *is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  if (*is_new)
    return make_folder (folder, error)
           && (g_rename (coming, path) == 0 || refuse_place (path, error))
           && lt_file_sync_folder (path, error);
  g_unlink (coming);
  if (!lt_file_digest (path, watch, &there, &size, error))
    return FALSE;
  hex = lt_digest_to_hex (&there);
  return g_str_equal (hex, name) || refuse_altered (path, error);
}

/**
 * lt_original_put:
 * @county_path: a county file
 * @source: any plain file
 * @watch: (nullable): who looks on
 * @digest: (out caller-allocates): its digest
 * @size: (out): how many bytes it has
 * @is_new: (out): whether it was not here before
 * @error: return location; %LT_ERROR_DAMAGED where an altered one lies in its place,
 *   %G_IO_ERROR_CANCELLED where @watch has broken it off
 *
 * Takes a copy of the file in. It is on the disk when this returns.
 */
gboolean
lt_original_put (const char *county_path,
                 const char *source,
                 const LtCopyWatch *watch,
                 LtDigest *digest,
                 guint64 *size,
                 gboolean *is_new,
                 GError **error)
{
  g_autofree char *folder = lt_originals_folder (county_path);
  g_autofree char *name = g_strdup_printf ("%s%d-%p", COMING, (int) getpid (), (gpointer) digest);
  g_autofree char *coming = g_build_filename (folder, name, NULL);
  g_autoptr (GError) problem = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *path = NULL;

  *is_new = FALSE;
  if (!make_folder (folder, error))
    return FALSE;
  clear_up (folder);
  if (!lt_file_copy (source, coming, LT_ORIGINAL_MOST, watch, digest, size, &problem))
    {
      lt_file_name_place (problem, coming, source);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  hex = lt_digest_to_hex (digest);
  path = lt_original_path (county_path, hex);
  if (put_in_place (coming, path, watch, is_new, error))
    return TRUE;
  g_unlink (coming);
  return FALSE;
}

/**
 * lt_original_look:
 * @county_path: a county file
 * @digest: digest of the original
 * @size: how many bytes it must have
 *
 * Looks whether the original is there and of its size, without reading it: for
 * the screen. lt_original_check() reads it.
 */
LtOriginalState
lt_original_look (const char *county_path, const char *digest, guint64 size)
{
  g_autofree char *path = lt_original_path (county_path, digest);
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return LT_ORIGINAL_MISSING;
  return (guint64) status.st_size == size ? LT_ORIGINAL_HERE : LT_ORIGINAL_ALTERED;
}

/**
 * lt_original_check:
 * @county_path: a county file
 * @digest: digest of the original
 *
 * Reads the original. One that cannot be read counts as altered.
 */
LtOriginalState
lt_original_check (const char *county_path, const char *digest)
{
  g_autofree char *path = lt_original_path (county_path, digest);
  g_autofree char *hex = NULL;
  LtDigest found;
  guint64 size;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return LT_ORIGINAL_MISSING;
  if (!lt_file_digest (path, NULL, &found, &size, NULL))
    return LT_ORIGINAL_ALTERED;
  hex = lt_digest_to_hex (&found);
  return g_str_equal (hex, digest) ? LT_ORIGINAL_HERE : LT_ORIGINAL_ALTERED;
}

/**
 * lt_original_get:
 * @county_path: a county file
 * @digest: digest of an original that is here
 * @to: a file that is not there yet
 * @watch: (nullable): who looks on
 * @error: return location; %LT_ERROR_DAMAGED where the original was altered, and where @watch
 *   has broken it off %G_IO_ERROR_CANCELLED:
 *   then @to is not made
 *
 * Copies an original out.
 */
gboolean
lt_original_get (const char *county_path,
                 const char *digest,
                 const char *to,
                 const LtCopyWatch *watch,
                 GError **error)
{
  g_autofree char *path = lt_original_path (county_path, digest);
  g_autofree char *hex = NULL;
  LtDigest found;
  guint64 size;

  if (!lt_file_copy (path, to, G_MAXUINT64, watch, &found, &size, error))
    return FALSE;
  hex = lt_digest_to_hex (&found);
  if (g_str_equal (hex, digest))
    return TRUE;
  g_unlink (to);
  return refuse_altered (path, error);
}

static gboolean
is_digest (const char *name, const char *part)
{
  LtDigest digest;

  return strlen (name) == 2 * LT_DIGEST_SIZE && g_str_has_prefix (name, part)
         && lt_digest_from_hex (&digest, name);
}

/**
 * lt_originals_list:
 * @county_path: a county file
 *
 * Returns: (transfer full) (element-type utf8): the digests by which the
 *   originals here are named, sorted
 */
GPtrArray *
lt_originals_list (const char *county_path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = lt_originals_folder (county_path);
  g_autoptr (GDir) parts = g_dir_open (folder, 0, NULL);
  const char *part;

  while (parts != NULL && (part = g_dir_read_name (parts)) != NULL)
    {
      g_autofree char *inner = g_build_filename (folder, part, NULL);
      g_autoptr (GDir) dir = strlen (part) == 2 ? g_dir_open (inner, 0, NULL) : NULL;
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (is_digest (name, part))
          g_ptr_array_add (list, g_strdup (name));
    }
  g_ptr_array_sort (list, lt_text_compare);
  return list;
}

static gboolean
move_one (const char *from_county, const char *to_county, const char *digest, GError **error)
{
  g_autofree char *from = lt_original_path (from_county, digest);
  g_autofree char *to = lt_original_path (to_county, digest);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *aside = g_strconcat (to, ".altered", NULL);

  if (lt_original_check (to_county, digest) == LT_ORIGINAL_HERE)
    return TRUE;
  if (!make_folder (folder, error))
    return FALSE;
  /* What lies there with other bytes is kept beside it. */
  g_rename (to, aside);
  return (g_rename (from, to) == 0 || refuse_place (to, error)) && lt_file_sync_folder (to, error);
}

/**
 * lt_originals_move:
 * @from_county: a county file in the making, on the same disk
 * @to_county: where it will be
 * @error: return location
 *
 * Moves the originals of one to those of the other. What is there already stays;
 * an altered one is renamed, and a good one takes its place.
 */
gboolean
lt_originals_move (const char *from_county, const char *to_county, GError **error)
{
  g_autoptr (GPtrArray) list = lt_originals_list (from_county);
  g_autofree char *folder = lt_originals_folder (to_county);

  if (list->len > 0 && !make_folder (folder, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (!move_one (from_county, to_county, g_ptr_array_index (list, i), error))
      return FALSE;
  return TRUE;
}

/**
 * lt_store_find_maker:
 * @self: a county file
 * @record: a record
 *
 * Returns: (transfer full) (nullable): the device id of the file in which the
 *   record was made; see lt_store_get_replica()
 */
char *
lt_store_find_maker (LtStore *self, const LtId *record)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT s.replica FROM lt_op o JOIN lt_stream s ON s.sid=o.sid "
                   "WHERE o.record=? AND o.field=0 AND o.action=? ORDER BY o.time LIMIT 1",
                   "bi", record, sizeof *record, (gint64) LT_ACTION_CREATE);
  guint8 replica[16];

  if (rows == NULL || !lt_rows_next (rows, NULL)
      || !lt_rows_fixed (rows, 0, replica, sizeof replica))
    return NULL;
  return lt_hex_encode (replica, sizeof replica);
}
