/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file is made in a hidden folder beside its place, because only within one file
 * system a file moves whole. What a killed program left there the next export into
 * the same folder clears away. */

#include "exchange/export-private.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define PREFIX ".lantian-export."

static gboolean
set_there_error (const LtExportStage *self, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is there already, and was left as it is. Choose another name, or "
                  "replace it with --replace."),
               self->target);
  return FALSE;
}

/* A county file is a GeoPackage too, and nothing brings one back. */
static gboolean
check_target (const LtExportStage *self, const LtExportFormat *format, GError **error)
{
  if (!g_file_test (self->target, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (self->target, G_FILE_TEST_IS_REGULAR) && self->replace
      && !g_str_equal (format->endings[0], ".gpkg"))
    return TRUE;
  if (!self->replace)
    return set_there_error (self, error);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is there already, and what is no plain file, or might be a county "
                  "file, is not replaced. Choose another name."),
               self->target);
  return FALSE;
}

/* Told by the machine's name, because a lock is not seen by every file server. */
static char *
make_prefix (void)
{
  g_autofree char *host = g_strdelimit (g_strdup (g_get_host_name ()), "/", '-');

  return g_strconcat (PREFIX, host, ".", NULL);
}

static int
lock_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      close (fd);
      return -1;
    }
  return fd;
}

static void
clear_left_behind (const char *parent, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (parent, name, NULL);
      int lock = g_str_has_prefix (name, prefix) ? lock_folder (folder) : -1;

      if (lock < 0)
        continue;
      lt_file_remove_tree (folder);
      close (lock);
    }
}

/*
 * lt_export_stage_open:
 *
 * Makes the folder. Nothing is there where it fails.
 */
gboolean
lt_export_stage_open (LtExportStage *self,
                      const char *target,
                      const LtExportFormat *format,
                      gboolean replace,
                      GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (target, NULL);
  g_autofree char *parent = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *prefix = make_prefix ();
  g_autofree char *pattern = g_strconcat (prefix, "XXXXXX", NULL);

  *self = (LtExportStage){ .target = g_strdup (target), .lock = -1, .replace = replace };
  if (!g_file_test (parent, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: there is no folder %s. Make it first, or choose another."), target,
                   parent);
      return FALSE;
    }
  if (!check_target (self, format, error))
    return FALSE;
  clear_left_behind (parent, prefix);
  self->folder = g_build_filename (parent, pattern, NULL);
  if (g_mkdtemp (self->folder) == NULL)
    {
      int problem = errno;

      g_clear_pointer (&self->folder, g_free);
      return lt_file_refuse (target, g_strerror (problem), error);
    }
  self->lock = lock_folder (self->folder);
  self->file = g_build_filename (self->folder, name, NULL);
  return TRUE;
}

/* Never over a file that came in the meantime, where the file system can tell. */
static gboolean
move (LtExportStage *self, GError **error)
{
  g_autofree char *target = g_canonicalize_filename (self->target, NULL);
  gboolean moved =
      renameat2 (AT_FDCWD, self->file, AT_FDCWD, target, self->replace ? 0 : RENAME_NOREPLACE) == 0;

  if (!moved && errno == EEXIST)
    return set_there_error (self, error);
  if (!moved && (errno == EINVAL || errno == ENOSYS) && !g_file_test (target, G_FILE_TEST_EXISTS))
    moved = g_rename (self->file, target) == 0;
  return moved || lt_file_refuse (self->target, g_strerror (errno), error);
}

/*
 * lt_export_stage_publish:
 *
 * Puts the file in its place, whole and on the disk.
 */
gboolean
lt_export_stage_publish (LtExportStage *self, LtExportResult *result, GError **error)
{
  if (!g_file_test (self->file, G_FILE_TEST_IS_REGULAR)
      || g_file_test (self->file, G_FILE_TEST_IS_SYMLINK))
    return lt_file_refuse (self->target, _ ("the writing program has made no file"), error);
  return lt_file_digest (self->file, NULL, &result->digest, &result->bytes, error)
         && lt_file_sync (self->file, error) && move (self, error)
         && lt_file_sync_folder (self->target, error);
}

void
lt_export_stage_clear (LtExportStage *self)
{
  if (self->folder != NULL)
    lt_file_remove_tree (self->folder);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->target);
  g_free (self->folder);
  g_free (self->file);
  *self = (LtExportStage){ .lock = -1 };
}
