/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/past.h"

#include "base/error.h"
#include "base/file.h"
#include "store/replay.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FILE_NAME "county.gpkg"

/* When the session has closed the file. */
static void
drop_folder (char *folder)
{
  static const char *const names[] = { FILE_NAME, FILE_NAME "-wal", FILE_NAME "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (folder, names[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
  g_free (folder);
}

/**
 * lt_work_open_past:
 * @path: a county file; it is only read
 * @until: a time, milliseconds since 1970 (UTC)
 * @error: return location
 *
 * Opens the county as it was at a past time: what had been written by then, by the
 * clocks of the devices it was written on, colleagues' work too as far as it is in
 * the file now. Nothing can be written in it. It lies in a folder that only its
 * maker may read and that goes with the session.
 *
 * Returns: (transfer full) (nullable): a session with nobody signed in
 */
LtSession *
lt_work_open_past (const char *path, gint64 until, GError **error)
{
  g_autoptr (LtStore) now = lt_store_open (path, LT_STORE_AS_FOUND, error);
  g_autoptr (LtRandom) random = lt_random_new ();
  g_autofree char *file = NULL;
  char *folder;
  LtSession *session;
  LtStore *past;

  if (now == NULL)
    return NULL;
  folder = g_dir_make_tmp ("lantian-past-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  file = g_build_filename (folder, FILE_NAME, NULL);
  past = lt_store_replay (now, file, until, random, error);
  if (past == NULL)
    {
      if (error != NULL)
        lt_file_name_place (*error, folder, path);
      drop_folder (folder);
      return NULL;
    }
  session = lt_session_new_for_store (past);
  g_object_set_data_full (G_OBJECT (session), "lt-past", folder, (GDestroyNotify) drop_folder);
  return session;
}
