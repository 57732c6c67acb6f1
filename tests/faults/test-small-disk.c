/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* On a real file system of fixed size, mounted where nobody else sees it: with so
 * much room and no more, a command is done, or says that there is no room and
 * leaves all as it was. Where it begins to be enough is searched for. */

#define SIZE  "64m"
#define BLOCK 4096
#define CLOSE 3 /* tries where it begins to be enough */

static const char *obstacle; /* why no file system can be mounted */

static gboolean
write_text (const char *path, const char *text)
{
  int file = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = file >= 0 && write (file, text, strlen (text)) == (ssize_t) strlen (text);

  if (file >= 0)
    close (file);
  return written;
}

/* Mounts of its own: root's, or those of one who is root to himself only. */
static gboolean
go_apart (void)
{
  g_autofree char *users = g_strdup_printf ("0 %d 1\n", (int) getuid ());
  g_autofree char *groups = g_strdup_printf ("0 %d 1\n", (int) getgid ());

  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;
  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_text ("/proc/self/setgroups", "deny")
         && write_text ("/proc/self/uid_map", users) && write_text ("/proc/self/gid_map", groups);
}

/* From here on all temporary files of this program are on the small disk. */
static char *
mount_disk (void)
{
  char *folder = g_strdup ("/tmp/lantian-disk-XXXXXX");

  if (g_mkdtemp (folder) == NULL)
    g_error ("no folder: %s", g_strerror (errno));
  if (!go_apart () || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", folder, "tmpfs", 0, "mode=0700,size=" SIZE) != 0)
    obstacle = g_strerror (errno);
  else
    g_setenv ("TMPDIR", folder, TRUE);
  return folder;
}

/* All but so many bytes are taken. */
static void
leave_room (Stage *stage, guint64 bytes)
{
  g_autofree char *path = ctl_path (stage->ctl, "ballast");
  int file = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  struct statvfs status;
  guint64 available;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (fstatvfs (file, &status), ==, 0);
  available = (guint64) status.f_bavail * status.f_bsize;
  g_assert_cmpuint (available, >, bytes);
  g_assert_cmpint (posix_fallocate (file, 0, (off_t) (available - bytes)), ==, 0);
  close (file);
}

static void
give_room (Stage *stage)
{
  g_autofree char *path = ctl_path (stage->ctl, "ballast");

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Names and sizes of the files; journals come and go, a hub is filled by and by,
 * drafts are kept one by one, and an original in its place may be named by now. */
static char *
list_files (Stage *stage)
{
  ctl_run (stage->ctl, "find work -type f -not -name '*-wal' -not -name '*-shm' -not -name "
                       "'*-journal' -not -name '*.gpkg' -not -name '*.hub' -not -path "
                       "'*.files/*/*' -not -name '*.drafts' -printf '%%p %%s\\n'");
  g_assert_cmpint (stage->ctl->status, ==, 0);
  return g_strdup (stage->ctl->out);
}

static gboolean
says_room (const char *words)
{
  return strstr (words, "Make room") != NULL
         || (strstr (words, "No space left") != NULL && strstr (words, "its room") != NULL);
}

/* Whether the command was done in so much room. */
static gboolean
try_room (Stage *stage, guint64 bytes, const char *files)
{
  g_autofree char *words = NULL;
  gboolean done;
  int status;

  leave_room (stage, bytes);
  status = stage_run_for (stage, 60 * G_USEC_PER_SEC);
  give_room (stage);
  words = g_strdup (stage->ctl->err);
  g_test_message ("%s in %" G_GUINT64_FORMAT " kB: status %d %s", stage->scenario->name,
                  bytes / 1024, status, words);
  done = stage_look (stage);
  if (status == 5)
    {
      g_autofree char *left = list_files (stage);

      if (!says_room (words))
        g_error ("it does not say that there is no room: %s", words);
      /* Nobody asked for what is hidden. */
      if (strstr (words, "/.") != NULL)
        g_error ("it names a file that nobody knows: %s", words);
      if (strstr (words, " county.gpkg:") != NULL)
        g_error ("it names a member of the backup, not a file: %s", words);
      /* What is kept in parts, or was done and could not be told, may be there. */
      if (!done && !stage->scenario->in_parts)
        g_assert_cmpstr (left, ==, files);
    }
  else
    {
      g_assert_cmpint (status, ==, stage->scenario->status);
      g_assert_true (done);
    }
  stage_try_again (stage);
  stage_reset (stage);
  return status != 5;
}

static gboolean
is_skipped (void)
{
  g_autofree char *reason = NULL;

  if (obstacle == NULL)
    return FALSE;
  reason = g_strdup_printf ("nothing can be mounted here: %s", obstacle);
  g_test_skip (reason);
  return TRUE;
}

static void
test_room (gconstpointer data)
{
  g_autoptr (Stage) stage = NULL;
  g_autofree char *files = NULL;
  guint64 enough = 0;
  guint64 refused = 0;

  if (is_skipped ())
    return;
  stage = stage_new (data);
  files = list_files (stage);
  while (!try_room (stage, enough, files))
    {
      refused = enough;
      enough = MAX (2 * BLOCK, enough * 2);
    }
  g_assert_cmpuint (enough, >, 0);
  for (guint i = 0; i < CLOSE && enough - refused > BLOCK; i++)
    {
      guint64 between = (enough + refused) / 2 / BLOCK * BLOCK;

      if (try_room (stage, between, files))
        enough = between;
      else
        refused = between;
    }
}

/* Everything is to leave a full disk for another one: its file cannot be read
 * there, which is not to say that there is nothing in it. */
static void
test_leave_full_disk (void)
{
  g_autoptr (Stage) stage = NULL;
  g_autofree char *other = g_strdup ("/tmp/lantian-other-XXXXXX");
  g_autofree char *all = NULL;

  if (is_skipped ())
    return;
  stage = stage_new (&scenario_export);
  g_assert_nonnull (g_mkdtemp (other));
  all = g_build_filename (other, "all", NULL);
  leave_room (stage, 0);
  ctl_refuse (stage->ctl, 5, "the disk is full. Make room",
              "--as 14030001 export --everything '%s'", all);
  give_room (stage);
  /* It is empty again. */
  g_assert_cmpint (g_rmdir (other), ==, 0);
}

/* Which of them this program tries is its argument. */
int
main (int argc, char **argv)
{
  static const struct
  {
    const char *part;
    const Scenario *scenario;
  } all[] = {
    { "save", &scenario_add },        { "save", &scenario_set },
    { "save", &scenario_import },     { "save", &scenario_issue },
    { "file", &scenario_migrate },    { "file", &scenario_backup },
    { "file", &scenario_restore },    { "beside", &scenario_give },
    { "beside", &scenario_take },     { "beside", &scenario_attach },
    { "beside", &scenario_draft },    { "output", &scenario_print },
    { "output", &scenario_map },      { "output", &scenario_export },
    { "output", &scenario_original }, { "readings", &scenario_readings },
    { "pack", &scenario_pack },
  };
  g_autofree char *disk = mount_disk ();
  int status;

  stage_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].part, argv[1]))
      {
        g_autofree char *path = g_strconcat ("/faults/small-disk/", all[i].scenario->name, NULL);

        g_test_add_data_func (path, all[i].scenario, test_room);
      }
  if (g_str_equal (argv[1], "output"))
    g_test_add_func ("/faults/small-disk/leave", test_leave_full_disk);
  status = g_test_run ();
  if (obstacle == NULL)
    umount2 (disk, MNT_DETACH);
  g_rmdir (disk);
  return status;
}
