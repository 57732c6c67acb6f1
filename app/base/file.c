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
    lt_file_refuse (path, g_strerror (errno), error);
  if (file >= 0)
    close (file);
  return synced;
}

/**
 * lt_file_refuse:
 * @path: a file that could not be read or written
 * @what: why, in the system's words
 * @error: return location
 *
 * Returns: %FALSE
 */
gboolean
lt_file_refuse (const char *path, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("File %s: %s. Check the disk and its room, and do it again; nothing was lost."),
               path, what);
  return FALSE;
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
 * lt_file_write:
 * @path: file that is made or replaced, whole or not at all
 * @bytes: (array length=size): what it shall hold
 * @size: how many they are; -1 for a text
 * @mode: who may read it, if it is made
 * @error: return location; %LT_ERROR_UNAVAILABLE where the disk has no room or gives
 *   an error, %LT_ERROR_BAD_INPUT where the place is wrong
 *
 * It is on the disk when this returns.
 */
gboolean
lt_file_write (const char *path, gconstpointer bytes, gssize size, int mode, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean full;

  if (g_file_set_contents_full (path, bytes, size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode,
                                &reason))
    return TRUE;
  full = g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  if (lt_error_exit_status (reason) == LT_ERROR_UNAVAILABLE)
    lt_file_refuse (path, full ? g_strerror (ENOSPC) : reason->message, error);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s cannot be written: %s. Choose another folder or name."), path,
                 reason->message);
  return FALSE;
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

/**
 * lt_file_open_nameless:
 * @folder: where there is room
 *
 * Opens a file for what is put aside for a while: it has no name, and goes with the
 * program whatever ends it. Some file systems know no such files; there it has a name
 * for a moment.
 *
 * Returns: a descriptor, to be read and written; -1 with `errno` set
 */
int
lt_file_open_nameless (const char *folder)
{
  int file = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_autofree char *name = NULL;

  if (file >= 0)
    return file;
  name = g_build_filename (folder, ".lantian-XXXXXX", NULL);
  file = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    g_unlink (name);
  return file;
}

/**
 * lt_file_name_place:
 * @error: (nullable): what went wrong
 * @made_in: a path that nobody asked for, in which something was being made
 * @wanted: what somebody asked for
 *
 * Names @wanted wherever the message names @made_in or what lies in it.
 */
void
lt_file_name_place (GError *error, const char *made_in, const char *wanted)
{
  g_autoptr (GString) message = NULL;
  gsize length = strlen (made_in);
  const char *at;
  const char *found;

  if (error == NULL || strstr (error->message, made_in) == NULL)
    return;
  message = g_string_new (NULL);
  for (at = error->message; (found = strstr (at, made_in)) != NULL;)
    {
      g_string_append_len (message, at, found - at);
      g_string_append (message, wanted);
      at = found + length;
      /* Messages put a colon behind a path, or a full-width one. */
      while (*at != '\0' && *at != ':' && *at != '"' && !g_str_has_prefix (at, "：")
             && !g_str_has_prefix (at, "”"))
        at++;
    }
  g_string_append (message, at);
  g_free (error->message);
  error->message = g_string_free (g_steal_pointer (&message), FALSE);
}
