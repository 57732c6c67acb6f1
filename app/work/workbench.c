/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/workbench.h"

#include "base/file-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define RANDOM "XXXXXX"

/* Answers a descriptor that holds the folder; -1 where somebody else does, or
 * where the file system knows no such locks. */
static int
hold (const char *folder)
{
  int lock = open (folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) == 0)
    return lock;
  if (lock >= 0)
    close (lock);
  return -1;
}

/**
 * lt_workbench_remove_abandoned:
 * @beside: see lt_workbench_set_up()
 * @purpose: see lt_workbench_set_up()
 *
 * Removes what a crash has left.
 */
void
lt_workbench_remove_abandoned (const char *beside, const char *purpose)
{
  g_autofree char *place = g_path_get_dirname (beside);
  g_autofree char *prefix = g_strdup_printf (".%s.", purpose);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = NULL;
      int lock;

      if (!g_str_has_prefix (name, prefix) || strlen (name) != strlen (prefix) + strlen (RANDOM))
        continue;
      folder = g_build_filename (place, name, NULL);
      lock = hold (folder);
      if (lock < 0)
        continue;
      lt_file_remove_tree (folder);
      close (lock);
    }
}

/* Another process may have found it before it was held, and have removed it. */
static gboolean
is_there (const char *folder, int lock)
{
  struct stat held;
  struct stat there;

  return lock < 0 ? g_file_test (folder, G_FILE_TEST_IS_DIR)
                  : fstat (lock, &held) == 0 && stat (folder, &there) == 0
                        && held.st_ino == there.st_ino;
}

/**
 * lt_workbench_set_up:
 * @self: (out caller-allocates): a workbench
 * @beside: a file in the folder that it is made in
 * @purpose: names it, with @beside's name or without
 *
 * Returns: whether there is one now; if not, the folder cannot be written, and
 *   errno says why
 */
gboolean
lt_workbench_set_up (LtWorkbench *self, const char *beside, const char *purpose)
{
  g_autofree char *place = g_path_get_dirname (beside);
  g_autofree char *name = g_strdup_printf (".%s." RANDOM, purpose);

  *self = (LtWorkbench){ .lock = -1 };
  lt_workbench_remove_abandoned (beside, purpose);
  do
    {
      lt_workbench_clear (self);
      self->folder = g_build_filename (place, name, NULL);
      if (g_mkdtemp (self->folder) == NULL)
        {
          int problem = errno;

          g_clear_pointer (&self->folder, g_free);
          errno = problem;
          return FALSE;
        }
      self->lock = hold (self->folder);
    }
  while (!is_there (self->folder, self->lock));
  return TRUE;
}

/**
 * lt_workbench_clear:
 * @self: a workbench, or zeros
 */
void
lt_workbench_clear (LtWorkbench *self)
{
  if (self->folder == NULL)
    return;
  lt_file_remove_tree (self->folder);
  if (self->lock >= 0)
    close (self->lock);
  g_clear_pointer (&self->folder, g_free);
  self->lock = -1;
}
