/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/limits.h"

#include "base/error.h"
#include "lantian-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
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

#define READING_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

#if defined(__x86_64__)
#define OWN_MACHINE AUDIT_ARCH_X86_64
#define MOST_CALL   0x3fffffff /* those above are of another kind, and go round a filter */
#elif defined(__aarch64__)
#define OWN_MACHINE AUDIT_ARCH_AARCH64
#define MOST_CALL   0x7fffffff
#endif

#ifdef __SANITIZE_ADDRESS__ /* which looks at itself in /proc */
#define HANDLED (WRITING_FILES | NOBODY_NEEDS)
#else
#define HANDLED (WRITING_FILES | NOBODY_NEEDS | READING_FILES)
#endif

/* A kernel without Landlock gives none, and the limits have to do. */
static int
open_rules (void)
{
  struct landlock_ruleset_attr attributes = { .handled_access_fs = HANDLED };

  return (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

/* What is not there needs no rule, and what nobody is kept from needs none either:
 * a rule that names it would be refused as a whole. */
static void
allow (int rules, const char *path, guint64 access)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = access & HANDLED };
  struct stat info;

  rule.parent_fd = path == NULL || rules < 0 ? -1 : open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;
  /* of a file nothing can be allowed that is done to folders */
  if (fstat (rule.parent_fd, &info) == 0 && !S_ISDIR (info.st_mode))
    rule.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
  syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* What libraries read on their way: tables of characters and systems, translations. */
static void
allow_libraries (int rules)
{
  static const char *const folders[] = { "/usr", "/lib",      "/lib64",
                                         "/etc", "/dev/null", "/dev/urandom" };
  static const char *const told[] = { "LANTIAN_LOCALE_DIR", "GDAL_DATA", "PROJ_LIB", "PROJ_DATA" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    allow (rules, folders[i], READING_FILES);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    allow (rules, g_getenv (told[i]), READING_FILES);
  allow (rules, LT_LOCALE_DIR, READING_FILES);
}

static char *
get_stem (const char *name)
{
  const char *dot = strchr (name, '.');

  return dot == NULL || dot == name ? g_strdup (name) : g_strndup (name, (gsize) (dot - name));
}

/* A file, and those beside it that are called like it, as the files of a shapefile are;
 * of its folder nothing but names. Where it leads elsewhere, that is what is read. */
static void
allow_file (int rules, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *stem = get_stem (base);
  g_autoptr (GDir) folder = g_dir_open (parent, 0, NULL);
  const char *name;

  allow (rules, path, READING_FILES);
  allow (rules, parent, LANDLOCK_ACCESS_FS_READ_DIR);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *other = g_build_filename (parent, name, NULL);

      if (g_ascii_strncasecmp (name, stem, strlen (stem)) == 0 && name[strlen (stem)] == '.'
          && g_file_test (other, G_FILE_TEST_IS_REGULAR)
          && !g_file_test (other, G_FILE_TEST_IS_SYMLINK))
        allow (rules, other, LANDLOCK_ACCESS_FS_READ_FILE);
    }
}

/* From here on nothing but what was allowed. */
static void
close_rules (int rules)
{
  if (rules < 0)
    return;
  syscall (SYS_landlock_restrict_self, rules, 0);
  close (rules);
}

/* No connection to anywhere, and no other program: a file that takes a parser over finds
 * nobody to talk to but its parent. */
static void
forbid_company (void)
{
/* A sanitizer's reports are made by another program. */
#if defined OWN_MACHINE && !defined __SANITIZE_ADDRESS__
  const guint32 refuse = SECCOMP_RET_ERRNO | EACCES;
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, OWN_MACHINE, 0, 8),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JGT | BPF_K, MOST_CALL, 6, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 5, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_connect, 4, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 3, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 2, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT (BPF_RET | BPF_K, refuse),
  };
  struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
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
  forbid_company ();
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
 * writing of files, reading of any but this one and those called like it, connections,
 * other programs, new rights, and life after its parent.
 */
void
lt_limits_apply (const char *path)
{
  int rules = open_rules ();

  allow_libraries (rules);
  allow_file (rules, path);
  apply (LT_MAX_SECONDS + LT_SECONDS_PER_MIB * (measure_file (path) >> 20), 0);
  close_rules (rules);
}

/**
 * lt_limits_apply_writing:
 * @folder: the one folder in which files may be written and read
 * @error: return location
 *
 * The same for writing.
 */
gboolean
lt_limits_apply_writing (const char *folder, GError **error)
{
  int fd = open (folder, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  g_autofree char *itself = g_strdup_printf ("/proc/self/fd/%d", fd);
  int rules;

  if (fd < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("Folder %s: %s."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  apply (LT_MAX_WRITING_SECONDS, LT_MAX_OUTPUT);
  /* A file beyond its limit is an error to be told, not a death. */
  signal (SIGXFSZ, SIG_IGN);
  rules = open_rules ();
  allow_libraries (rules);
  allow (rules, itself, WRITING_FILES | READING_FILES);
  close_rules (rules);
  close (fd);
  return TRUE;
}
