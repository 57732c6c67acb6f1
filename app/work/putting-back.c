/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A county file that was removed while it was open: until the last connection to it
 * closes, the system keeps what it held, and it can be written out again. */

#include "work/putting-back.h"

#include "base/error.h"
#include "base/file.h"
#include "store/safe-copy.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
refuse_occupied (const char *path, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("Another file lies at %s by now. Look what it is, and move one of the two away; "
                  "then put this one back."),
               path);
  return FALSE;
}

/**
 * lt_work_save_aside:
 * @session: a session whose file has left its place
 * @error: return location
 *
 * Writes all that the file held beside the place where it lay.
 *
 * Returns: (transfer full) (nullable): the path of the copy, for lt_work_put_back()
 */
char *
lt_work_save_aside (LtSession *session, GError **error)
{
  const char *path = lt_session_get_path (session);
  g_autofree char *aside = g_strconcat (path, ".put-back", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      refuse_occupied (path, error);
      return NULL;
    }
  /* What an earlier try has left; VACUUM INTO does not write over it. */
  g_unlink (aside);
  if (!lt_store_copy_to (lt_session_get_store (session), aside, error))
    return NULL;
  return g_steal_pointer (&aside);
}

/* What the removed file's connections have left would be taken for the log of the
 * one that takes its place. */
static void
remove_journals (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (wal);
  g_unlink (shm);
}

/**
 * lt_work_put_back:
 * @aside: what lt_work_save_aside() has written
 * @path: where the county file lay; no session of this process is open in it
 * @error: return location; @aside is left where it is
 *
 * Puts the copy in the place of the file that was removed. Keys, originals and
 * drafts, which lie beside it, are those that were there before.
 *
 * Returns: whether the file lies at its place again
 */
gboolean
lt_work_put_back (const char *aside, const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse_occupied (path, error);
  remove_journals (path);
  if (g_rename (aside, path) == 0)
    return lt_file_sync_folder (path, error);
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("The file was saved as %s, but could not be put to its place at %s: %s. Rename "
                  "it by hand."),
               aside, path, g_strerror (errno));
  return FALSE;
}
