/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BLOCK 4096

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int file = open (path, flags | O_CLOEXEC);
  gboolean synced = file >= 0 && fsync (file) == 0;

  /* Some file systems cannot wait for a folder: there is nothing to wait for. */
  synced = synced || (file >= 0 && (flags & O_DIRECTORY) != 0 && errno == EINVAL);
  if (!synced)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("File %s: %s. Check the disk and its room, and do it again; nothing was lost."),
                 path, g_strerror (errno));
  if (file >= 0)
    close (file);
  return synced;
}

/**
 * lt_file_sync:
 * @path: a file that is written
 * @error: return location
 *
 * Waits until it is on the disk.
 */
gboolean
lt_file_sync (const char *path, GError **error)
{
  return sync_path (path, O_RDONLY, error);
}

/**
 * lt_file_sync_folder:
 * @path: a file that was made, renamed or removed
 * @error: return location
 *
 * Waits until its folder says so on the disk.
 */
gboolean
lt_file_sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

/**
 * lt_file_probe_folder:
 * @path: a file, there or not
 *
 * Tries whether its folder takes a new file of one block: other programs' errors
 * often do not tell why they could not write.
 *
 * Returns: 0 where it does; else what is in the way, as errno has it
 */
int
lt_file_probe_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_build_filename (folder, ".lantian-probe.XXXXXX", NULL);
  g_autofree char *block = g_malloc0 (BLOCK);
  int file = g_mkstemp (name);
  int problem = 0;

  if (file < 0)
    return errno;
  if (write (file, block, BLOCK) != BLOCK)
    problem = errno == 0 ? ENOSPC : errno;
  close (file);
  g_unlink (name);
  return problem;
}
