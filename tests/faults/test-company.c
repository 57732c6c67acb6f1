/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The county file in company: of another lantianctl that writes too, and of a
 * program that has its own mind about the file's journal. */

#define SAVES 30

static GSubprocess *
start_saves (Ctl *ctl, const char *card, const char *prefix)
{
  g_autofree char *script = g_strdup_printf (
      "i=0; while [ $i -lt %d ]; do i=$((i+1)); \"$0\" --as %s --at 2026-11-20T10:00 add mine "
      "code=%s-$i name=x >>%s.out 2>&1; echo $? >>%s.status; done",
      SAVES, card, prefix, prefix, prefix);
  const char *const words[] = { "sh", "-c", script, g_getenv ("LANTIANCTL"), NULL };
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_launcher_spawnv (ctl->launcher, words, &error);

  g_assert_no_error (error);
  return child;
}

/* How many of them were kept; the others were told that the file is locked. */
static guint
count_kept (Ctl *ctl, const char *prefix)
{
  g_autofree char *name = g_strconcat (prefix, ".status", NULL);
  g_autofree char *path = ctl_path (ctl, name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint kept = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, SAVES);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_assert_true (g_str_equal (lines[i], "0") || g_str_equal (lines[i], "5"));
      kept += g_str_equal (lines[i], "0") ? 1 : 0;
    }
  return kept;
}

static void
test_two_writers (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GSubprocess) first = NULL;
  g_autoptr (GSubprocess) second = NULL;
  guint kept;

  ctl_sample (ctl, "county.gpkg");
  first = start_saves (ctl, "14030001", "A");
  second = start_saves (ctl, "14030002", "B");
  g_assert_true (g_subprocess_wait_check (first, NULL, NULL));
  g_assert_true (g_subprocess_wait_check (second, NULL, NULL));
  kept = count_kept (ctl, "A") + count_kept (ctl, "B");
  g_assert_cmpuint (kept, >, 0);
  ctl_do (ctl, 0, "--json list mine --where name = x");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, kept);
  g_assert_true (ctl_verify (ctl));
}

/* Bytes 18 and 19 of the head are 2 in WAL mode (SQLite file format, 1.3.3). */
static gboolean
is_wal (Ctl *ctl)
{
  g_autofree char *path = ctl_path (ctl, "county.gpkg");
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  return bytes[18] == 2 && bytes[19] == 2;
}

/* QGIS turns the journal off WAL when it opens a file, and back when it closes it,
 * or does not come to it. */
static void
test_other_journal (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  g_assert_true (is_wal (ctl));
  ctl_sql (ctl, "county.gpkg", "PRAGMA journal_mode=DELETE; SELECT count(*) FROM mine;");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_false (is_wal (ctl));
  ctl_do (ctl, 0, "--json list mine");
  g_assert_true (ctl_verify (ctl));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=x");
  g_assert_true (is_wal (ctl));
  g_assert_true (ctl_verify (ctl));
}

/* It holds the file while a save comes: told as locked, and done afterwards. */
static void
test_held_by_another (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *line = "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=x";
  g_autoptr (GSubprocess) other = NULL;
  const char *const words[] = { "sqlite3", "county.gpkg", NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  static const char hold[] = "BEGIN EXCLUSIVE;\nSELECT 'held';\n";
  char answer[5] = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  g_subprocess_launcher_set_cwd (launcher, ctl->folder);
  other = g_subprocess_launcher_spawnv (launcher, words, NULL);
  g_assert_nonnull (other);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (other), hold,
                                            strlen (hold), NULL, NULL, NULL));
  g_output_stream_flush (g_subprocess_get_stdin_pipe (other), NULL, NULL);
  g_assert_true (
      g_input_stream_read_all (g_subprocess_get_stdout_pipe (other), answer, 4, NULL, NULL, NULL));
  g_assert_cmpstr (answer, ==, "held");
  ctl_refuse (ctl, 5, "locked", "%s", line);
  g_subprocess_force_exit (other);
  g_assert_true (g_subprocess_wait (other, NULL, NULL));
  after = ctl_state (ctl);
  g_assert_cmpstr (before, ==, after);
  ctl_do (ctl, 0, "%s", line);
  g_assert_true (ctl_verify (ctl));
}

/* In a place that cannot be written, by nobody: everything is read, nothing made. */
static void
test_read_only_place (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_run (ctl, "mkdir place");
  ctl_sample (ctl, "place/county.gpkg");
  ctl_run (ctl, "sh -c 'mount --bind place place && mount -o remount,bind,ro place'");
  if (ctl->status != 0)
    {
      g_test_skip ("nothing can be mounted here");
      return;
    }
  ctl_do (ctl, 0, "--json list mine");
  g_assert_cmpuint (ctl_count (ctl, ""), >, 0);
  ctl_do (ctl, 0, "--json verify");
  ctl_refuse (ctl, 4, "reading only",
              "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=x");
  ctl_run (ctl, "umount place");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/company/two-writers", test_two_writers);
  g_test_add_func ("/faults/company/other-journal", test_other_journal);
  g_test_add_func ("/faults/company/held-by-another", test_held_by_another);
  g_test_add_func ("/faults/company/read-only-place", test_read_only_place);
  return g_test_run ();
}
