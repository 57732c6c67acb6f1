/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* Files that are something else, cut off, newer, locked or another's: told
 * apart in words, by the status of DESIGN's verbs, and left as they are. */

/* A file's bytes; what was refused must not have touched them. */
static GBytes *
read_bytes (const Ctl *ctl, const char *name)
{
  g_autofree char *path = ctl_path (ctl, name);
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

/* Reading and writing it are refused alike, and its bytes stay. */
static void
refuse_file (Ctl *ctl, const char *name, int status, const char *words)
{
  g_autoptr (GBytes) before = read_bytes (ctl, name);
  g_autoptr (GBytes) after = NULL;

  ctl_refuse (ctl, status, words, "--db '%s' list mine", name);
  g_assert_nonnull (strstr (ctl->err, name));
  ctl_refuse (ctl, status, words, "--db '%s' --as 14030001 set mine SL-K01 name=x", name);
  ctl_refuse (ctl, status, words, "--db '%s' verify", name);
  after = read_bytes (ctl, name);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_not_there (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_refuse (ctl, 3, "there is no such file", "--db none.gpkg list mine");
  g_assert_false (ctl_has (ctl, "none.gpkg"));
  ctl_refuse (ctl, 2, "No county file was named", "list mine");
}

/* What lies elsewhere meanwhile is not what was asked for. */
static void
test_named_as_asked (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_refuse (ctl, 3, "File .: it is a folder", "--db . list mine");
  ctl_refuse (ctl, 3, "county.gpkg: there is no \"SL-K01\"", "--as-of 2020-01-01 show mine SL-K01");
  g_assert_null (strstr (ctl->err, "lantian-past"));
}

static void
test_cut_off (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GBytes) whole = NULL;
  gsize size;
  const char *bytes;

  ctl_sample (ctl, "county.gpkg");
  whole = read_bytes (ctl, "county.gpkg");
  bytes = g_bytes_get_data (whole, &size);
  ctl_copy (ctl, "county.keys", "cut.keys");

  {
    /* The header is 100 bytes, a page 4096 (SQLite file format, 1.3). */
    const gsize lengths[] = { 100, 4095, 4096, 8192, size / 2, size - 4096, size - 1 };

    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        ctl_write (ctl, "cut.gpkg", bytes, (gssize) lengths[i]);
        refuse_file (ctl, "cut.gpkg", 6, "is cut off");
      }
  }
  ctl_write (ctl, "cut.gpkg", bytes, 40);
  refuse_file (ctl, "cut.gpkg", 3, "not even a database");
  ctl_write (ctl, "cut.gpkg", bytes, 0);
  refuse_file (ctl, "cut.gpkg", 3, "is empty");
}

static void
refuse_pipe (Ctl *ctl, const char *line)
{
  ctl_run (ctl, "timeout 30 '%s' %s", g_getenv ("LANTIANCTL"), line);
  if (ctl->status != 3 || strstr (ctl->err, "no plain file") == NULL)
    g_error ("lantianctl %s: status %d, %s", line, ctl->status, ctl->err);
}

/* A pipe in a file's place, at which nobody writes: it is not waited for. */
static void
test_pipe (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "backup b.tar");
  ctl_do (ctl, 0, "sync bureau.hub");
  ctl_write (ctl, "word", "xxxx xxxx\n", -1);
  ctl_run (ctl, "mkfifo pipe own.keys");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "word");
  refuse_pipe (ctl, "join own.gpkg bureau.hub --invite pipe");
  refuse_pipe (ctl, "restore b.tar own.gpkg");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  refuse_pipe (ctl, "restore pipe other.gpkg");
  refuse_pipe (ctl, "verify --witness pipe");
  ctl_run (ctl, "mv own.keys county.keys");
  refuse_pipe (ctl, "--as 14030001 set mine SL-K01 name=x");
  refuse_pipe (ctl, "backup other.tar");
  g_assert_false (ctl_has (ctl, "other.tar"));
  g_assert_false (ctl_has (ctl, "other.gpkg"));
}

static void
test_something_else (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_write (ctl, "text.gpkg", "阳泉市城区、矿区、郊区\n", -1);
  refuse_file (ctl, "text.gpkg", 3, "not even a database");
  ctl_sql (ctl, "foreign.gpkg", "CREATE TABLE mine (code TEXT); INSERT INTO mine VALUES ('x')");
  refuse_file (ctl, "foreign.gpkg", 3, "a database of another program");
  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--at 2026-11-20T09:30 sync bureau.hub");
  refuse_file (ctl, "bureau.hub", 3, "a database of another program");
}

static void
test_foreign_geopackage (void)
{
  static const char *const names[] = { "denver_tile.gpkg", "multipleholes.gpkg" };
  g_autofree char *shared = ctl_shared ("gpkg", "");
  g_autoptr (Ctl) ctl = NULL;

  if (shared == NULL)
    return;
  ctl = ctl_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (shared, names[i], NULL);

      ctl_copy (ctl, path, names[i]);
      refuse_file (ctl, names[i], 3, "a GeoPackage of another program");
    }
  /* GeoPackage 1.0 has another application id. */
  g_free (shared);
  shared = ctl_shared ("gpkg", "rivers.gpkg");
  ctl_copy (ctl, shared, "rivers.gpkg");
  refuse_file (ctl, "rivers.gpkg", 3, "of another program");
}

static void
test_gdal_geopackage (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_write (ctl, "a.geojson",
             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
             "{\"name\":\"x\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[113.5,37.8]}}]}",
             -1);
  ctl_run (ctl, "ogr2ogr -f GPKG gdal.gpkg a.geojson -nln mine");
  g_assert_cmpint (ctl->status, ==, 0);
  refuse_file (ctl, "gdal.gpkg", 3, "a GeoPackage of another program");
}

/* A newer program's file is read, and not written. */
static void
test_newer (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  ctl_sql (ctl, "county.gpkg",
           "DROP TRIGGER lt_guard_lt_meta_UPDATE; UPDATE lt_meta SET v=99 WHERE k='schema'");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 0, "--json list mine --where code = SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "0.name"), ==, "示例石料厂");
  ctl_refuse (ctl, 6, "newer version", "--as 14030001 set mine SL-K01 name=x");
  ctl_refuse (ctl, 6, "newer version", "--as 14030001 add mine name=x");
  ctl_refuse (ctl, 6, "cannot be written", "sync bureau.hub");
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

static GSubprocess *
lock_file (const Ctl *ctl, const char *name, const char *how)
{
  g_autoptr (GSubprocess) holder = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *path = ctl_path (ctl, name);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *begin = g_strdup_printf ("BEGIN %s;\nSELECT 'held';\n", how);

  holder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                             "sqlite3", "-batch", path, NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (holder), begin, strlen (begin), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (holder));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "held");
  return g_steal_pointer (&holder);
}

static void
unlock_file (GSubprocess *holder)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (holder), NULL, NULL);
  g_subprocess_wait (holder, NULL, NULL);
}

static void
test_locked (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GSubprocess) holder = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  holder = lock_file (ctl, "county.gpkg", "IMMEDIATE");
  ctl_refuse (ctl, 5, "is locked by another program", "--as 14030001 set mine SL-K01 mineral=x");
  g_assert_nonnull (strstr (ctl->err, "county.gpkg"));
  /* A reader is not kept waiting by a writer. */
  ctl_do (ctl, 0, "list mine");
  unlock_file (holder);
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
  ctl_do (ctl, 0, "--as 14030001 set mine SL-K01 mineral=x");
}

static void
refuse_hub (Ctl *ctl, const char *name, int status, const char *words)
{
  g_autoptr (GBytes) before = read_bytes (ctl, name);
  g_autoptr (GBytes) after = NULL;

  ctl_refuse (ctl, status, words, "sync %s", name);
  g_assert_nonnull (strstr (ctl->err, name));
  after = read_bytes (ctl, name);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_hub (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GSubprocess) holder = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (ctl, "county.gpkg");
  before = ctl_state (ctl);
  ctl_write (ctl, "text.hub", "阳泉市\n", -1);
  refuse_hub (ctl, "text.hub", 3, "no database");
  ctl_copy (ctl, "county.gpkg", "county.hub");
  refuse_hub (ctl, "county.hub", 3, "a county file or another GeoPackage");
  ctl_sql (ctl, "foreign.hub", "CREATE TABLE t (a)");
  refuse_hub (ctl, "foreign.hub", 3, "a database of another program");
  ctl_refuse (ctl, 5, "cannot be opened", "sync none/bureau.hub");

  ctl_do (ctl, 0, "--at 2026-11-19T09:00 new other.gpkg --sample");
  ctl_do (ctl, 0, "--db other.gpkg --at 2026-11-19T09:30 sync other.hub");
  refuse_hub (ctl, "other.hub", 4, "serves another bureau");

  ctl_do (ctl, 0, "--at 2026-11-20T09:30 sync bureau.hub");
  holder = lock_file (ctl, "bureau.hub", "EXCLUSIVE");
  ctl_refuse (ctl, 5, "is locked by another program", "sync bureau.hub");
  unlock_file (holder);
  ctl_sql (ctl, "bureau.hub", "PRAGMA user_version=2");
  refuse_hub (ctl, "bureau.hub", 6, "newer version");
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

/* Work altered on its way is not taken, and comes as it was. */
static void
test_tampered_hub (void)
{
  g_autoptr (Ctl) here = ctl_new ();
  g_autoptr (Ctl) there = ctl_new ();
  g_autofree char *hub = ctl_path (here, "bureau.hub");
  g_autofree char *invite = ctl_path (here, "invitation.json");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_sample (here, "county.gpkg");
  ctl_do (here, 0,
          "--as 14030005 --at 2026-11-20T09:10 officer enrol 14030009:执法员丙 "
          "--roles inspector --invite '%s'",
          invite);
  ctl_do (here, 0, "--at 2026-11-20T09:20 sync '%s'", hub);
  ctl_write (there, "passphrase", "xxxx xxxx\n", -1);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (there, 0, "--at 2026-11-20T09:30 join own.gpkg '%s' --invite '%s'", hub, invite);
  ctl_set (there, "LANTIAN_DB", "own.gpkg");
  before = ctl_state (there);
  ctl_do (here, 0, "--as 14030001 --at 2026-11-20T09:40 set mine SL-K01 mineral=页岩");
  ctl_do (here, 0, "--at 2026-11-20T09:50 sync '%s'", hub);
  ctl_sql (here, "bureau.hub",
           "UPDATE hub_group SET bytes=CAST(replace(CAST(bytes AS TEXT), '页岩', '页岪') AS BLOB) "
           "WHERE instr(bytes, CAST('页岩' AS BLOB)) > 0; SELECT changes()");
  g_assert_cmpstr (here->out, ==, "1\n");
  ctl_do (there, 1, "--json --at 2026-11-20T10:00 sync '%s'", hub);
  g_assert_cmpint (ctl_int (there, "pulled"), ==, 0);
  g_assert_cmpint (ctl_int (there, "damaged"), ==, 1);
  after = ctl_state (there);
  g_assert_cmpstr (after, ==, before);
  /* Taken out of the hub, it is given again by who has it. */
  ctl_do (here, 0, "--json --at 2026-11-20T10:10 sync '%s'", hub);
  g_assert_cmpint (ctl_int (here, "pushed"), ==, 1);
  ctl_do (there, 0, "--json --at 2026-11-20T10:20 sync '%s'", hub);
  ctl_do (there, 0, "--json show mine SL-K01");
  g_assert_cmpstr (ctl_get (there, "mineral"), ==, "页岩");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/bad-files/not-there", test_not_there);
  g_test_add_func ("/cli/bad-files/named-as-asked", test_named_as_asked);
  g_test_add_func ("/cli/bad-files/cut-off", test_cut_off);
  g_test_add_func ("/cli/bad-files/pipe", test_pipe);
  g_test_add_func ("/cli/bad-files/something-else", test_something_else);
  g_test_add_func ("/cli/bad-files/foreign-geopackage", test_foreign_geopackage);
  g_test_add_func ("/cli/bad-files/gdal-geopackage", test_gdal_geopackage);
  g_test_add_func ("/cli/bad-files/newer", test_newer);
  g_test_add_func ("/cli/bad-files/locked", test_locked);
  g_test_add_func ("/cli/bad-files/hub", test_hub);
  g_test_add_func ("/cli/bad-files/tampered-hub", test_tampered_hub);
  return g_test_run ();
}
