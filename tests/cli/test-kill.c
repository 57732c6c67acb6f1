/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>
#include <sys/stat.h>

/* lantianctl killed in the middle of what it does: afterwards the work is there
 * whole or not at all, of an import the first groups, and may be done again. The moment is a number
 * of bytes that its files have grown to, drawn from the test's seed. */

#define MINES 800

typedef struct
{
  const char *folder;
  GSubprocess *child;
  GMainLoop *loop;
  gint64 most;  /* size at which it is killed; 0 for never */
  gint64 grown; /* the greatest size that was seen */
} Watch;

static gint64
measure (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  struct stat status;
  const char *name;
  gint64 sum = 0;

  if (folder == NULL)
    return lstat (path, &status) == 0 ? status.st_size : 0;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      sum += measure (inner);
    }
  return sum;
}

static gboolean
on_look (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 size = measure (watch->folder);

  watch->grown = MAX (watch->grown, size);
  if (watch->most > 0 && size >= watch->most)
    g_subprocess_force_exit (watch->child);
  return G_SOURCE_CONTINUE;
}

static void
on_end (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_main_loop_quit (watch->loop);
}

/* Runs it until the folder has grown by @growth; gives by how much it had. */
static gint64
run_until (Ctl *ctl, gint64 growth, const char *line)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gint64 before = measure (ctl->folder);
  Watch watch = {
    .folder = ctl->folder, .loop = loop, .most = growth > 0 ? before + growth : 0, .grown = before
  };
  guint source;

  watch.child = ctl_start (ctl, "%s", line);
  source = g_timeout_add (1, on_look, &watch);
  g_subprocess_wait_async (watch.child, NULL, on_end, &watch);
  g_main_loop_run (loop);
  g_source_remove (source);
  g_test_message ("%s at %" G_GINT64_FORMAT " bytes",
                  g_subprocess_get_if_signaled (watch.child) ? "killed" : "ended", growth);
  g_object_unref (watch.child);
  return watch.grown - before;
}

static void
test_new (void)
{
  g_autoptr (Ctl) whole = ctl_new ();
  const char *line = "--at 2026-11-20T09:00 new county.gpkg --sample";
  gint64 size = run_until (whole, 0, line);
  g_autofree char *state = NULL;

  ctl_set (whole, "LANTIAN_DB", "county.gpkg");
  state = ctl_state (whole);
  for (int i = 0; i < 7; i++)
    {
      g_autoptr (Ctl) ctl = ctl_new ();
      g_autofree char *after = NULL;

      run_until (ctl, g_test_rand_int_range (1, (gint32) size), line);
      /* What is not there can be made; what is there is the whole sample. */
      if (!ctl_has (ctl, "county.gpkg"))
        ctl_do (ctl, 0, "%s", line);
      ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
      after = ctl_state (ctl);
      g_assert_cmpstr (after, ==, state);
      ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=x");
      ctl_do (ctl, 0, "--as 14030005 --at 2026-11-20T10:00 set mine SL-K01 mineral=y");
    }
}

static char *
make_mines (void)
{
  GString *text = g_string_new ("code,name,longitude,latitude\n");

  for (int i = 0; i < MINES; i++)
    g_string_append_printf (text, "X-%d,矿%d,113.%d,37.%d\n", i, i, i % 900, i % 700);
  return g_string_free (text, FALSE);
}

static void
test_import (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *mines = make_mines ();
  const char *line = "--as 14030001 --at 2026-11-20T10:00 import mine mines.csv --datum wgs84";
  g_autofree char *before = NULL;
  gint64 size;

  ctl_write (ctl, "mines.csv", mines, -1);
  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  ctl_copy (ctl, "county.gpkg", "first.gpkg");
  size = run_until (ctl, 0, line);
  g_assert_cmpint (size, >, 0);
  for (int i = 0; i < 7; i++)
    {
      guint n;

      ctl_copy (ctl, "first.gpkg", "county.gpkg");
      run_until (ctl, g_test_rand_int_range (1, (gint32) size), line);
      ctl_do (ctl, 0, "--json list mine --where code '~' X-");
      n = ctl_count (ctl, "");
      g_assert_cmpuint (n, <=, MINES);
      g_assert_cmpuint (n % 20, ==, 0);
      if (n == 0)
        {
          g_autofree char *after = ctl_state (ctl);

          g_assert_cmpstr (after, ==, before);
        }
      else
        {
          ctl_do (ctl, 0, "--json log --limit 1");
          g_assert_true (g_str_has_prefix (ctl_get (ctl, "0.note"), "import mines.csv #"));
        }
      ctl_do (ctl, 0, "--json %s", line);
      g_assert_cmpint (ctl_int (ctl, "added"), ==, MINES - n);
      g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, n);
      g_assert_true (ctl_verify (ctl));
    }
}

/* While a long import runs, others save: their groups stand between its own. */
static void
test_saves_meanwhile (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GString) mines = g_string_new ("code,name,longitude,latitude\n");
  g_autoptr (GSubprocess) import = NULL;
  gboolean begun = FALSE;
  guint saved = 0;
  guint between = 0;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (mines, "X-%d,矿%d,113.%d,37.%d\n", i, i, i % 900, i % 700);
  ctl_write (ctl, "mines.csv", mines->str, -1);
  ctl_sample (ctl, "county.gpkg");
  import =
      ctl_start (ctl, "--as 14030001 --at 2026-11-20T10:00 import mine mines.csv --datum wgs84");
  while (!begun)
    {
      ctl_do (ctl, 0, "--json log --limit 1");
      begun = strstr (ctl->out, "import mines.csv #") != NULL;
    }
  for (; saved < 3; saved++)
    ctl_do (ctl, 0, "--as 14030002 --at 2026-11-20T10:00 set mine SL-K01 mineral=%u", saved);
  g_assert_true (g_subprocess_wait_check (import, NULL, NULL));
  ctl_do (ctl, 0, "--json log --limit 200");
  for (guint i = 0; i < ctl_count (ctl, ""); i++)
    {
      g_autofree char *card = g_strdup_printf ("%u.officer", i);

      if (!g_str_equal (ctl_get (ctl, card), "14030002"))
        continue;
      between += i > 0 ? 1 : 0;
    }
  g_assert_cmpuint (between, >, 0);
  ctl_do (ctl, 0, "--json list mine --where code '~' X-");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3000);
  g_assert_true (ctl_verify (ctl));
}

static void
test_sync (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *line = "--at 2026-11-20T10:00 sync bureau.hub";
  gint64 size;

  ctl_sample (ctl, "county.gpkg");
  size = run_until (ctl, 0, line);
  for (int i = 0; i < 4; i++)
    {
      ctl_run (ctl, "rm -f bureau.hub bureau.hub-journal");
      run_until (ctl, g_test_rand_int_range (1, (gint32) size), line);
      ctl_do (ctl, 0, "--json %s", line);
      g_assert_cmpstr (ctl_get (ctl, "equal"), ==, "true");
      g_assert_true (ctl_verify (ctl));
    }
}

/* Killed while he joins, an officer has his file or may join again. */
static void
test_join (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  const char *line = "--at 2026-11-20T10:00 join own.gpkg bureau.hub --invite invitation.json";
  gint64 size;

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0,
          "--as 14030005 --at 2026-11-20T09:10 officer enrol 14030009:执法员丙 "
          "--roles inspector --invite invitation.json");
  ctl_do (ctl, 0, "--at 2026-11-20T09:20 sync bureau.hub");
  ctl_copy (ctl, "bureau.hub", "first.hub");
  ctl_write (ctl, "passphrase", "xxxx xxxx\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  size = run_until (ctl, 0, line);
  for (int i = 0; i < 5; i++)
    {
      ctl_run (ctl, "rm -f own.gpkg own.gpkg-wal own.gpkg-shm own.keys bureau.hub-journal");
      ctl_copy (ctl, "first.hub", "bureau.hub");
      run_until (ctl, g_test_rand_int_range (1, (gint32) size), line);
      if (!ctl_has (ctl, "own.gpkg"))
        ctl_do (ctl, 0, "%s", line);
      ctl_do (ctl, 0,
              "--db own.gpkg --as 14030009 --at 2026-11-20T10:30 set mine SL-K01 mineral=x");
      ctl_do (ctl, 0, "--json --db own.gpkg --at 2026-11-20T10:40 sync bureau.hub");
      g_assert_cmpstr (ctl_get (ctl, "equal"), ==, "true");
      ctl_do (ctl, 0, "--db own.gpkg verify");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/kill/new", test_new);
  g_test_add_func ("/cli/kill/import", test_import);
  g_test_add_func ("/cli/kill/saves-meanwhile", test_saves_meanwhile);
  g_test_add_func ("/cli/kill/sync", test_sync);
  g_test_add_func ("/cli/kill/join", test_join);
  return g_test_run ();
}
