/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/limits.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Never more than whoever started this program has left it. */
static void
set_limit (int resource, guint64 value)
{
  struct rlimit limit = { 0 };

  getrlimit (resource, &limit);
  limit.rlim_max = MIN (limit.rlim_max, value);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (resource, &limit);
}

#define WRITING_FILES                                                                              \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE  \
   | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG)
#define NOBODY_NEEDS                                                                               \
  (LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO      \
   | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_EXECUTE)

/* A ruleset without a rule: nothing in any folder may be written, made or
 * removed; with one, only in and below that folder. A kernel without Landlock
 * refuses, and the limits have to do. */
static void
forbid_writing (int folder)
{
  struct landlock_ruleset_attr attributes = { .handled_access_fs = WRITING_FILES | NOBODY_NEEDS };
  struct landlock_path_beneath_attr rule = { .allowed_access = WRITING_FILES, .parent_fd = folder };
  int fd = (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);

  if (fd < 0)
    return;
  if (folder < 0 || syscall (SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0)
    syscall (SYS_landlock_restrict_self, fd, 0);
  close (fd);
}

static void
apply (guint64 seconds, guint64 file_size)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_CPU, seconds);
  set_limit (RLIMIT_FSIZE, file_size);
  set_limit (RLIMIT_NOFILE, LT_MAX_FILES);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow alone is terabytes of address space */
  set_limit (RLIMIT_AS, LT_MAX_MEMORY);
#endif
}

/* A folder (a file geodatabase) is as large as what is in it; there are no
 * folders within. */
static guint64
measure_file (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;
  guint64 size = 0;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return 0;
  if (!S_ISDIR (info.st_mode) || (folder = g_dir_open (path, 0, NULL)) == NULL)
    return (guint64) info.st_size;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_stat (inner, &info) == 0)
        size += (guint64) info.st_size;
    }
  return size;
}

/**
 * lt_limits_apply:
 * @path: of the file that is going to be read
 *
 * Takes from this process what it does not need: time, memory, open files, any
 * writing of files, new rights, and life after its parent.
 */
void
lt_limits_apply (const char *path)
{
  apply (LT_MAX_SECONDS + LT_SECONDS_PER_MIB * (measure_file (path) >> 20), 0);
  forbid_writing (-1);
}

/**
 * lt_limits_apply_writing:
 * @folder: the one folder in which files may be written
 * @error: return location
 *
 * The same for writing.
 */
gboolean
lt_limits_apply_writing (const char *folder, GError **error)
{
  int fd = open (folder, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("Folder %s: %s."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  apply (LT_MAX_WRITING_SECONDS, LT_MAX_OUTPUT);
  /* A file beyond its limit is an error to be told, not a death. */
  signal (SIGXFSZ, SIG_IGN);
  forbid_writing (fd);
  close (fd);
  return TRUE;
}
