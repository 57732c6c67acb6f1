/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/limits.h"

#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
set_limit (int resource, guint64 value)
{
  struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

/* A ruleset without a rule: nothing in any folder may be written, made or
 * removed. A kernel without Landlock refuses, and the limits have to do. */
static void
forbid_writing (void)
{
  struct landlock_ruleset_attr attributes = {
    .handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
                         | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR
                         | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG
                         | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO
                         | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM
                         | LANDLOCK_ACCESS_FS_EXECUTE,
  };
  int fd = (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);

  if (fd < 0)
    return;
  syscall (SYS_landlock_restrict_self, fd, 0);
  close (fd);
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
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_CPU, LT_MAX_SECONDS + LT_SECONDS_PER_MIB * (measure_file (path) >> 20));
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_NOFILE, LT_MAX_FILES);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow alone is terabytes of address space */
  set_limit (RLIMIT_AS, LT_MAX_MEMORY);
#endif
  forbid_writing ();
}
