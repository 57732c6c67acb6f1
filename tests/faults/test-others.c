/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The county file in other hands: GDAL's and QGIS's while a form is open and after
 * it was closed, a newer program's, and two programs that bring it up to date at
 * the same moment. */

#define ROUNDS 8

/* Reads all of it, opened as QGIS opens it: to be written, the journal turned on,
 * and off again at the end if nobody else is there. Tells what it is then. */
static const char as_qgis[] =
    "from osgeo import gdal\n"
    "gdal.UseExceptions()\n"
    "gdal.SetConfigOption('OGR_SQLITE_JOURNAL', 'WAL')\n"
    "file = gdal.OpenEx('county.gpkg', gdal.OF_VECTOR | gdal.OF_UPDATE)\n"
    "read = sum(1 for i in range(file.GetLayerCount()) for row in file.GetLayer(i))\n"
    "assert read > 20\n"
    "try:\n"
    "    answer = file.ExecuteSQL('PRAGMA journal_mode = delete')\n"
    "    print(answer.GetNextFeature().GetField(0))\n"
    "    file.ReleaseResultSet(answer)\n"
    "except (RuntimeError, AttributeError):\n"
    "    print('not now')\n"
    "file = None\n";

/* The same, still at it when lantianctl comes: a row is read, the next is not. */
static const char at_it[] = "import sys\n"
                            "from osgeo import gdal\n"
                            "gdal.UseExceptions()\n"
                            "file = gdal.OpenEx('county.gpkg', gdal.OF_VECTOR)\n"
                            "layer = file.GetLayerByName('zone')\n"
                            "row = layer.GetNextFeature()\n"
                            "print('open', flush=True)\n"
                            "sys.stdin.readline()\n"
                            "while row is not None:\n"
                            "    row = layer.GetNextFeature()\n"
                            "print('read', flush=True)\n";

typedef struct
{
  GSubprocess *child;
  GOutputStream *in;
  GDataInputStream *out;
} Talk;

static Talk *
talk_new (Ctl *ctl, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  Talk *self = g_new0 (Talk, 1);

  g_subprocess_launcher_set_cwd (launcher, ctl->folder);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", "/dev/null", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "PROJ_LIB");
  self->child = g_subprocess_launcher_spawnv (launcher, words, &error);
  g_assert_no_error (error);
  self->in = g_subprocess_get_stdin_pipe (self->child);
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  return self;
}

static void
expect (Talk *self, const char *words)
{
  g_autofree char *line = g_data_input_stream_read_line_utf8 (self->out, NULL, NULL, NULL);

  g_assert_cmpstr (line, ==, words);
}

static void
tell (Talk *self, const char *line)
{
  g_autofree char *whole = g_strconcat (line, "\n", NULL);

  g_assert_true (g_output_stream_write_all (self->in, whole, strlen (whole), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (self->in, NULL, NULL));
}

/* It comes to its end by itself when nobody talks to it any more. */
static void
talk_end (Talk *self)
{
  g_assert_true (g_output_stream_close (self->in, NULL, NULL));
  g_assert_true (g_subprocess_wait_check (self->child, NULL, NULL));
  g_object_unref (self->child);
  g_object_unref (self->out);
  g_free (self);
}

static Talk *
open_form (Ctl *ctl)
{
  const char *const words[] = {
    g_getenv ("TYPIST"), "county.gpkg", "14030001", "mine", "SL-K01", "-", NULL
  };

  return talk_new (ctl, words);
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

static char *
digest_of (Ctl *ctl)
{
  ctl_run (ctl, "sha256sum county.gpkg");
  return g_strndup (ctl->out, 64);
}

static void
use_gdal (Ctl *ctl)
{
  ctl_sample (ctl, "county.gpkg");
  ctl_set (ctl, "PROJ_LIB", NULL);
  ctl_write (ctl, "as-qgis.py", as_qgis, -1);
  ctl_write (ctl, "at-it.py", at_it, -1);
}

static void
open_as_qgis (Ctl *ctl, const char *answer)
{
  ctl_run (ctl, "/usr/bin/python3 as-qgis.py");
  if (ctl->status != 0)
    g_error ("%s", ctl->err);
  g_assert_cmpstr (g_strstrip (ctl->out), ==, answer);
}

static void
read_by_gdal (Ctl *ctl)
{
  ctl_run (ctl, "ogrinfo -ro -al -q county.gpkg");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->err, ==, "");
  g_assert_nonnull (strstr (ctl->out, "示例石料厂"));
}

static void
check_mineral (Ctl *ctl, const char *mineral)
{
  ctl_do (ctl, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "mineral"), ==, mineral);
}

/* A form is open all the while, typed into and saved between their looks. */
static void
test_qgis_while_open (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  Talk *form;

  use_gdal (ctl);
  form = open_form (ctl);
  tell (form, "mineral=煤");
  expect (form, "mineral=煤");
  read_by_gdal (ctl);
  open_as_qgis (ctl, "not now");
  tell (form, "mineral=煤矸石");
  expect (form, "mineral=煤矸石");
  tell (form, "save");
  expect (form, "save");
  read_by_gdal (ctl);
  open_as_qgis (ctl, "not now");
  tell (form, "mineral=页岩");
  expect (form, "mineral=页岩");
  tell (form, "save");
  expect (form, "save");
  talk_end (form);
  g_assert_true (is_wal (ctl));
  check_mineral (ctl, "页岩");
  g_assert_true (ctl_verify (ctl));
}

/* Nobody else is there: it turns the journal off and leaves other bytes; the same
 * county all the same. */
static void
test_qgis_after (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *other_bytes = NULL;
  Talk *form;

  use_gdal (ctl);
  before = ctl_state (ctl);
  bytes = digest_of (ctl);
  open_as_qgis (ctl, "delete");
  g_assert_false (is_wal (ctl));
  other_bytes = digest_of (ctl);
  g_assert_cmpstr (other_bytes, !=, bytes);
  read_by_gdal (ctl);
  form = open_form (ctl);
  tell (form, "mineral=煤");
  expect (form, "mineral=煤");
  g_assert_true (is_wal (ctl));
  talk_end (form);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (ctl_verify (ctl));
  open_as_qgis (ctl, "delete");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T16:30 set mine SL-K01 mineral=页岩");
  g_assert_true (is_wal (ctl));
  check_mineral (ctl, "页岩");
  g_assert_true (ctl_verify (ctl));
}

/* In the middle of reading, with the journal as the program set it, or turned off. */
static void
test_gdal_at_it (gconstpointer turned_off)
{
  const char *const words[] = { "/usr/bin/python3", "at-it.py", NULL };
  const char *line = "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩";
  g_autoptr (Ctl) ctl = ctl_new ();
  Talk *reader;

  use_gdal (ctl);
  if (turned_off != NULL)
    open_as_qgis (ctl, "delete");
  reader = talk_new (ctl, words);
  expect (reader, "open");
  if (turned_off != NULL)
    ctl_refuse (ctl, 5, "locked by another program", "%s", line);
  else
    {
      ctl_do (ctl, 0, "--json list mine");
      ctl_do (ctl, 0, "%s", line);
    }
  tell (reader, "");
  expect (reader, "read");
  talk_end (reader);
  if (turned_off != NULL)
    ctl_do (ctl, 0, "%s", line);
  g_assert_true (is_wal (ctl));
  check_mineral (ctl, "页岩");
  g_assert_true (ctl_verify (ctl));
}

/* This program is the older one: it reads and says so, and not a byte is changed. */
static void
test_newer_program (void)
{
  static const char *const writing[] = {
    "--as 14030001 add mine name=x",
    "--as 14030001 set mine SL-K01 name=x",
    "--as 14030001 remove mine SL-K01 --why x",
    "--as 14030001 undo",
    "--as 14030001 inspection record mine:SL-K01 assisting_officer=14030002 finding=x",
    "--as 14030001 attach mine SL-K01 note.txt",
    "--as 14030001 import mine mines.csv --datum wgs84",
    "--as 14030005 officer enrol 14030009:丙 --roles inspector --invite invitation.json",
    "--as 14030001 sync bureau.hub",
  };
  static const char *const reading[] = { "list mine", "show mine SL-K01",         "log",
                                         "verify",    "map a.png --size 300x200", "conflicts" };
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  ctl_write (ctl, "note.txt", "x", -1);
  ctl_write (ctl, "mines.csv", "code,name,longitude,latitude\nX,x,113.5,37.8\n", -1);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T09:30 set mine SL-K02 mineral=煤");
  ctl_sql (ctl, "county.gpkg",
           "DROP TRIGGER lt_guard_lt_meta_UPDATE; UPDATE lt_meta SET v=v+1 WHERE k='schema'");
  g_assert_cmpint (ctl->status, ==, 0);
  before = digest_of (ctl);
  for (gsize i = 0; i < G_N_ELEMENTS (writing); i++)
    ctl_refuse (ctl, 6, "newer version", "--at 2026-11-20T10:00 %s", writing[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (reading); i++)
    {
      ctl_do (ctl, 0, "%s", reading[i]);
      g_assert_nonnull (strstr (ctl->err, "newer version"));
    }
  after = digest_of (ctl);
  g_assert_cmpstr (after, ==, before);
  ctl_run (ctl, "find . -name '*.hub' -o -name invitation.json -o -path './county.files/*/*'");
  g_assert_cmpstr (ctl->out, ==, "");
}

static int
wait_for (GSubprocess *child)
{
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (child));
  return g_subprocess_get_exit_status (child);
}

static void
unpack (Ctl *ctl, const char *to)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "store", "fixtures", "schema-1.gpkg.gz", NULL);

  ctl_run (ctl, "sh -c 'zcat \"%s\" > %s'", path, to);
  g_assert_cmpint (ctl->status, ==, 0);
}

/* One of them does it, the other waits for it or says that the file is locked. */
static void
test_both_migrate (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  static const char of_schema[] = "SELECT v FROM lt_meta WHERE k='schema'";
  g_autofree char *expected = NULL;
  g_autofree char *schema = NULL;
  guint locked = 0;

  unpack (ctl, "first.gpkg");
  ctl_do (ctl, 1, "--db first.gpkg --at 2026-11-20T12:00 sync one.hub");
  ctl_copy (ctl, "one.hub", "two.hub");
  ctl_set (ctl, "LANTIAN_DB", "first.gpkg");
  expected = ctl_state (ctl);
  ctl_sql (ctl, "first.gpkg", of_schema);
  schema = g_strdup (ctl->out);
  g_assert_cmpstr (schema, !=, "1\n");
  ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GSubprocess) one = NULL;
      g_autoptr (GSubprocess) two = NULL;
      g_autofree char *state = NULL;
      int first;
      int second;

      ctl_run (ctl, "sh -c 'rm -f county*'");
      unpack (ctl, "county.gpkg");
      one = ctl_start (ctl, "--at 2026-11-20T12:00 sync one.hub");
      two = ctl_start (ctl, "--at 2026-11-20T12:00 sync two.hub");
      first = wait_for (one);
      second = wait_for (two);
      /* Status 1: there are conflicts in it. */
      g_assert_true (first == 1 || first == 5);
      g_assert_true (second == 1 || second == 5);
      g_assert_true (first == 1 || second == 1);
      locked += first == 5 || second == 5 ? 1 : 0;
      state = ctl_state (ctl);
      g_assert_cmpstr (state, ==, expected);
      ctl_do (ctl, 0, "--json verify");
      g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "true");
      ctl_sql (ctl, "county.gpkg", of_schema);
      g_assert_cmpstr (ctl->out, ==, schema);
      ctl_run (ctl, "sh -c 'ls -d county.schema-1*'");
      g_assert_cmpstr (ctl->out, ==, "county.schema-1.gpkg\n");
      ctl_do (ctl, 0, "--json --db county.schema-1.gpkg verify");
      g_assert_cmpstr (ctl_get (ctl, "code"), ==, "88C4-CC53");
    }
  g_test_message ("%u of %d times one was told that the file is locked", locked, ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/others/qgis-while-open", test_qgis_while_open);
  g_test_add_func ("/faults/others/qgis-after", test_qgis_after);
  g_test_add_data_func ("/faults/others/gdal-at-it", NULL, test_gdal_at_it);
  g_test_add_data_func ("/faults/others/gdal-at-it-without-wal", "yes", test_gdal_at_it);
  g_test_add_func ("/faults/others/newer-program", test_newer_program);
  g_test_add_func ("/faults/others/both-migrate", test_both_migrate);
  return g_test_run ();
}
