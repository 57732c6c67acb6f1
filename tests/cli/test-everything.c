/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Everything leaves the file in open forms, and a program that knows no more
 * than the README reads it back and checks it (read-everything.py). */

static Ctl *
start (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩");
  ctl_set (ctl, "LANTIAN_AS", "14030001");
  return ctl;
}

static void
read_back (Ctl *ctl, const char *options)
{
  g_autofree char *script =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "cli", "read-everything.py", NULL);

  ctl_run (ctl, "python3 '%s' out %s", script, options);
  if (ctl->status != 0)
    g_error ("%s", ctl->err);
}

static void
test_sound (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--json export --everything out");
  g_assert_cmpint (ctl_int (ctl, "operations"), ==, 288);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 0);
  read_back (ctl, "");
  g_assert_cmpint (ctl_int (ctl, "operations"), ==, 288);
  g_assert_cmpint (ctl_int (ctl, "signed"), ==, ctl_int (ctl, "groups"));
  g_assert_cmpstr (ctl_get (ctl, "mines.SL-K01.mineral"), ==, "页岩");
  g_assert_cmpstr (ctl_get (ctl, "mines.SL-K01.pit_surface"), ==, "42000");
}

static void
test_refused (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "find xqzwv");
  g_assert_cmpstr (ctl->err, ==, "Nothing found.\n");
  ctl_do (ctl, 0, "series 1738A PM2.5");
  g_assert_cmpstr (ctl->err, ==, "Nothing found.\n");
  ctl_do (ctl, 0, "--json find xqzwv");
  g_assert_cmpstr (ctl->err, ==, "");

  ctl_refuse (ctl, 2, "export --everything FOLDER", "export");
  ctl_refuse (ctl, 3, "is not there", "--db nothing.gpkg export --everything out");
  ctl_do (ctl, 0, "export --everything out");
  ctl_refuse (ctl, 3, "another folder", "export --everything out");
  ctl_set (ctl, "LANTIAN_AS", NULL);
  ctl_refuse (ctl, 4, "passphrase", "export --everything other");
  g_assert_false (ctl_has (ctl, "other"));
  ctl_write (ctl, "wrong", "nonsense\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "wrong");
  ctl_refuse (ctl, 4, "passphrase", "--as 14030001 export --everything other");
  g_assert_false (ctl_has (ctl, "other"));
}

/* A copy to read, on a machine that has nobody's key: it can be read, so it can be
 * exported, and that nobody was asked is said. */
static void
test_without_keys (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_copy (ctl, "county.gpkg", "copy.gpkg");
  ctl_set (ctl, "LANTIAN_AS", NULL);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  ctl_refuse (ctl, 4, "passphrase", "export --everything out");
  ctl_do (ctl, 0, "--json --db copy.gpkg export --everything out");
  g_assert_nonnull (strstr (ctl_get (ctl, "note"), "No officer's key"));
  g_assert_cmpint (ctl_int (ctl, "operations"), ==, 288);
  g_assert_true (ctl_has (ctl, "out/operations.jsonl"));
}

/* Pages are overwritten, from the end of the file on; the first ones stay, or it
 * would be no SQLite file. What comes out is right, and what does not is told. */
static void
test_damaged (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *path = ctl_path (ctl, "county.gpkg");
  g_autofree char *bytes = NULL;
  gint64 most = 0;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (guint round = 0; round < 12; round++)
    {
      g_autofree char *hurt = g_memdup2 (bytes, size);

      for (gsize page = 60 + round; (page + 1) * 4096 <= size; page += 12)
        memset (hurt + page * 4096, 0x5a, 4096);
      ctl_write (ctl, "county.gpkg", hurt, (gssize) size);
      ctl_run (ctl, "rm -rf out");
      ctl_run (ctl, "'%s' --json export --everything out", g_getenv ("LANTIANCTL"));
      g_assert_cmpint (ctl->status, <=, 1);
      if (ctl->status == 1)
        g_assert_true (ctl_count (ctl, "problems") > 0 || ctl_int (ctl, "groups_not_whole") > 0);
      else
        g_assert_cmpint (ctl_int (ctl, "operations"), ==, 288);
      read_back (ctl, "--damaged");
      most = MAX (most, 288 - ctl_int (ctl, "operations"));
      g_assert_cmpint (ctl_int (ctl, "operations"), >, 0);
    }
  /* The damage did reach the log. */
  g_assert_cmpint (most, >, 0);
}

static void
test_cut_off (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *path = ctl_path (ctl, "county.gpkg");
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  ctl_write (ctl, "county.gpkg", bytes, (gssize) (size * 3 / 4));
  ctl_refuse (ctl, 6, "cut off", "list mine");
  ctl_run (ctl, "'%s' --json export --everything out", g_getenv ("LANTIANCTL"));
  g_assert_cmpint (ctl->status, <=, 1);
  read_back (ctl, "--damaged");
}

/* A table is gone. */
static void
test_table_gone (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_sql (ctl, "county.gpkg", "DROP TABLE lt_group");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 1, "--json export --everything out");
  g_assert_cmpint (ctl_int (ctl, "operations"), ==, 288);
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "lt_group"));
  read_back (ctl, "--damaged");
  g_assert_cmpint (ctl_int (ctl, "operations"), ==, 288);
}

/* 2026-01-01T01:00 is 29 453 820 minutes after 1970-01-01T00:00. */
static void
test_rows (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *blob = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  ctl_write (ctl, "long.csv",
             "站点,监测项目,时间,值,标识\n1738A,PM2.5,2026-01-01 01:00,35.20,\n"
             "1738A,PM2.5,2026-01-01 02:00,—,BB\n",
             -1);
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 import reading long.csv");
  ctl_do (ctl, 0, "--json list batch");
  blob = g_strdup (ctl_get (ctl, "0.blob"));
  ctl_do (ctl, 0, "--json export --everything out");
  g_assert_cmpint (ctl_int (ctl, "rows"), ==, 2);
  name = g_strdup_printf ("out/rows/%s.jsonl", blob);
  path = ctl_path (ctl, name);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\",\"PM2.5\",29453820,\"35.2\",null]\n"));
  g_assert_nonnull (strstr (text, "\",\"PM2.5\",29453880,null,\"BB\"]\n"));
}

/* Half of the rows' bytes: what is there leaves, and what is not is said. */
static void
test_rows_damaged (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_write (ctl, "long.csv", "站点,监测项目,时间,值\n1738A,PM2.5,2026-01-01 01:00,35.20\n", -1);
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 import reading long.csv");
  ctl_sql (ctl, "county.gpkg",
           "DROP TRIGGER lt_guard_lt_blob_piece_UPDATE; UPDATE lt_blob_piece SET "
           "bytes=substr(bytes, 1, length(bytes)-8)");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 1, "--json export --everything out");
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "nothing could be read"));
}

/* Each original the log names is there as it was, or is told of. */
static void
test_originals (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *digest = NULL;
  g_autofree char *path = NULL;

  ctl_write (ctl, "one.txt", "one", -1);
  ctl_write (ctl, "two.txt", "two", -1);
  ctl_do (ctl, 0, "--at 2026-11-20T10:00 attach mine SL-K01 one.txt two.txt");
  ctl_do (ctl, 0, "--json export --everything whole");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 2);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 0);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "one", -1);
  path = g_strdup_printf ("county.files/%.2s/%s", digest, digest);
  g_assert_true (ctl_has (ctl, path));
  ctl_run (ctl, "rm -f %s", path);
  ctl_do (ctl, 1, "--json export --everything part");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 1);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "Attachment one.txt"));
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), digest));
  ctl_write (ctl, path, "One", -1);
  ctl_do (ctl, 1, "--json export --everything altered");
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), "altered"));
  /* A folder of that name is none. */
  ctl_run (ctl, "sh -c 'rm %s && mkdir %s'", path, path);
  ctl_do (ctl, 1, "--json export --everything folder");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 1);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "problems.0"), digest));
  ctl_run (ctl, "rm -rf county.files");
  ctl_do (ctl, 1, "--json export --everything none");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 0);
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/everything/sound", test_sound);
  g_test_add_func ("/cli/everything/refused", test_refused);
  g_test_add_func ("/cli/everything/without-keys", test_without_keys);
  g_test_add_func ("/cli/everything/damaged", test_damaged);
  g_test_add_func ("/cli/everything/cut-off", test_cut_off);
  g_test_add_func ("/cli/everything/table-gone", test_table_gone);
  g_test_add_func ("/cli/everything/rows", test_rows);
  g_test_add_func ("/cli/everything/rows-damaged", test_rows_damaged);
  g_test_add_func ("/cli/everything/originals", test_originals);
  return g_test_run ();
}
