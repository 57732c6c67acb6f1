/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are no county files, or no whole ones: told apart, and left as
 * they are to the byte. */

#include "base/error.h"
#include "db/db.h"
#include "office.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const a_mine[] = { "name", "一矿", NULL };

static LtDigest
digest_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  LtDigest digest;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  lt_digest_of (&digest, bytes, size);
  return digest;
}

/* Refused with @code, in words that hold @says, and nothing changed. */
static void
assert_refused (const char *path, LtError code, const char *says)
{
  g_autoptr (GError) error = NULL;
  LtDigest before = digest_file (path);
  LtDigest after;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  LtStore *store = lt_store_open (path, LT_STORE_NONE, &error);

  if (store != NULL)
    g_error ("%s was opened", path);
  g_test_message ("%s", error->message);
  g_assert_error (error, LT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, says);
  after = digest_file (path);
  g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
write_file (const char *path, const char *bytes, gssize size)
{
  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
}

static void
test_missing (void)
{
  g_autoptr (Office) office = office_new (50);
  g_autofree char *path = office_path (office, "nothing");
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_store_open (path, LT_STORE_NONE, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "no such file"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_null (lt_store_open (office->folder, LT_STORE_NONE, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
}

static void
test_no_database (void)
{
  g_autoptr (Office) office = office_new (51);
  g_autofree char *path = office_path (office, "x");
  g_autofree char *text = g_strnfill (5000, 'x');

  write_file (path, "", 0);
  assert_refused (path, LT_ERROR_BAD_INPUT, "it is empty");
  write_file (path, text, -1);
  assert_refused (path, LT_ERROR_BAD_INPUT, "not even a database");
  write_file (path, "SQLite format 3", 16);
  assert_refused (path, LT_ERROR_BAD_INPUT, "not even a database");
}

static void
test_other_database (void)
{
  g_autoptr (Office) office = office_new (52);
  g_autofree char *path = office_path (office, "x");
  LtDb *db = lt_db_open (path, LT_DB_CREATE, NULL);

  g_assert_true (lt_db_script (db, "CREATE TABLE t (a); INSERT INTO t VALUES (1)", NULL));
  lt_db_close (db);
  assert_refused (path, LT_ERROR_BAD_INPUT, "a database of another program");
  db = lt_db_open (path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db, "PRAGMA application_id=0x47504B47", NULL));
  lt_db_close (db);
  assert_refused (path, LT_ERROR_BAD_INPUT, "a GeoPackage of another program");
}

/* GeoPackages of the real world, copied: the original is not ours to open. */
static void
test_other_geopackage (void)
{
  const char *data = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *folder = data == NULL ? NULL : g_build_filename (data, "gpkg", NULL);
  g_autoptr (GDir) dir = folder == NULL ? NULL : g_dir_open (folder, 0, NULL);
  g_autoptr (Office) office = office_new (53);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set, or has no gpkg/");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = office_path (office, "x");
      g_autofree char *source = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      if (!g_str_has_suffix (name, ".gpkg") || !g_file_get_contents (source, &bytes, &size, NULL))
        continue;
      write_file (path, bytes, (gssize) size);
      assert_refused (path, LT_ERROR_BAD_INPUT, "another program");
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* A copy that broke off, at whatever length: damage, told as such. */
static void
test_cut_off (void)
{
  g_autoptr (Office) office = office_new (54);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = office_path (office, "a");
  g_autofree char *cut = office_path (office, "cut");
  g_autofree char *bytes = NULL;
  gsize size;

  office_add (office, store, &office->keeper, "mine", a_mine);
  office_close (office, store);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize length = 100; length < size; length += 4096 - (length % 4096 == 0 ? 0 : 100))
    {
      write_file (cut, bytes, (gssize) length);
      assert_refused (cut, LT_ERROR_DAMAGED, "it is cut off");
    }
  write_file (cut, bytes, (gssize) size - 1);
  assert_refused (cut, LT_ERROR_DAMAGED, "it is cut off");
  write_file (cut, bytes, 99);
  assert_refused (cut, LT_ERROR_BAD_INPUT, "no county file");
}

/* Pages overwritten with nonsense: an error or a problem found, never a crash
 * and never "all is well". */
static void
test_garbled_pages (void)
{
  g_autoptr (Office) office = office_new (55);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = office_path (office, "a");
  g_autofree char *bad = office_path (office, "bad");
  g_autofree char *bytes = NULL;
  gsize size;
  guint noticed = 0;
  guint tried = 0;

  for (guint i = 0; i < 20; i++)
    office_add (office, store, &office->keeper, "mine", a_mine);
  office_close (office, store);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize page = 1; page < size / 4096; page += 3)
    {
      g_autofree char *copy = g_memdup2 (bytes, size);
      g_autofree char *wal = g_strconcat (bad, "-wal", NULL);
      g_autofree char *shm = g_strconcat (bad, "-shm", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtStore) damaged = NULL;
      g_autoptr (LtVerification) result = NULL;

      memset (copy + page * 4096, 0x5a, 4096);
      g_unlink (wal);
      g_unlink (shm);
      write_file (bad, copy, (gssize) size);
      damaged = lt_store_open (bad, LT_STORE_NONE, &error);
      if (damaged != NULL)
        result = lt_store_verify (damaged, &error);
      tried++;
      noticed += (error != NULL || (result != NULL && result->problems->len > 0)) ? 1 : 0;
      g_assert_true (error == NULL || error->domain == LT_ERROR);
    }
  g_assert_cmpuint (tried, >, 10);
  g_assert_cmpuint (noticed, ==, tried);
}

/* A newer program's file is read and not written. */
static void
test_newer (void)
{
  g_autoptr (Office) office = office_new (56);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = office_path (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (GError) error = NULL;
  LtDb *db = lt_db_open (path, LT_DB_NONE, NULL);
  gint64 operations;

  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  g_assert_true (lt_db_script (db, "UPDATE lt_meta SET v=v+1 WHERE k='schema'", NULL));
  lt_db_close (db);
  store = office_reopen (office, store);
  g_assert_false (lt_store_is_writable (store));
  mine = office_get (store, &id);
  g_assert_cmpstr (lt_record_get_title (mine), ==, "一矿");
  operations = lt_store_count_operations (store);
  g_assert_false (office_set (store, &office->keeper, mine, "name", "x", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "newer version"));
  g_clear_error (&error);
  g_assert_false (lt_store_receive_begin (store, office->random, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
  g_assert_cmpint (lt_store_count_operations (store), ==, operations);
}

/* Another program holds it: nothing is lost, and afterwards it goes on. */
static void
test_locked (void)
{
  g_autoptr (Office) office = office_new (57);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) mine = office_get (store, &id);
  g_autoptr (LtDb) other = lt_db_open (lt_store_get_path (store), LT_DB_NONE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_db_begin (other, NULL));
  g_assert_false (office_set (store, &office->keeper, mine, "name", "x", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "locked"));
  lt_db_rollback (other);
  g_assert_true (office_set (store, &office->keeper, mine, "name", "x", NULL));
  office_assert_sound (store);
}

static void
test_read_only (void)
{
  g_autoptr (Office) office = office_new (58);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtStore) reader = lt_store_open (lt_store_get_path (store), LT_STORE_READ_ONLY, NULL);
  g_autoptr (LtRecord) mine = office_get (reader, &id);
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_store_is_writable (reader));
  g_assert_false (office_set (reader, &office->keeper, mine, "name", "x", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
}

/* A file chooser does this to whatever it lists, to find its type. */
static void
look_at_files (LtStore *store)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (lt_store_get_path (store), endings[i], NULL);
      g_autofree char *bytes = NULL;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
    }
}

/* Another program opens, reads and closes the file while it is in use here: it
 * must not take itself for the last one and remove the journal under us. */
static void
meet_another_program (void (*disturb) (LtStore *))
{
  g_autoptr (Office) office = office_new (59);
  LtStore *store = office_found (office, "a");
  g_autofree char *wal = g_strconcat (lt_store_get_path (store), "-wal", NULL);
  char *command[] = { (char *) "sqlite3", (char *) lt_store_get_path (store),
                      (char *) "SELECT count(*) FROM lt_meta", NULL };
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;
  LtStore *reader;
  int status;

  office_add (office, store, &office->keeper, "mine", a_mine);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  reader = lt_store_open (lt_store_get_path (store), LT_STORE_READ_ONLY, NULL);
  g_assert_nonnull (reader);
  if (disturb != NULL)
    disturb (store);
  if (g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &rows, NULL, &status,
                    &error))
    {
      g_assert_true (g_spawn_check_wait_status (status, NULL));
      g_assert_cmpint (atoi (rows), >, 0);
      g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
    }
  else
    {
      g_assert_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
      g_test_skip ("there is no sqlite3 program here");
    }
  lt_store_close (reader);
  office_add (office, store, &office->keeper, "mine", a_mine);
  store = office_reopen (office, store);
  g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("mine"), NULL, NULL), ==, 2);
  office_assert_sound (store);
}

/* SQLite, howtocorrupt 2.2: a second opening in this process. */
static void
test_locks_stay (void)
{
  meet_another_program (NULL);
}

/* The same, when something else in this process has closed the files. */
static void
test_locks_survive_a_look (void)
{
  meet_another_program (look_at_files);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/opening/missing", test_missing);
  g_test_add_func ("/opening/no-database", test_no_database);
  g_test_add_func ("/opening/other-database", test_other_database);
  g_test_add_func ("/opening/other-geopackage", test_other_geopackage);
  g_test_add_func ("/opening/cut-off", test_cut_off);
  g_test_add_func ("/opening/garbled-pages", test_garbled_pages);
  g_test_add_func ("/opening/newer", test_newer);
  g_test_add_func ("/opening/locked", test_locked);
  g_test_add_func ("/opening/read-only", test_read_only);
  g_test_add_func ("/opening/locks-stay", test_locks_stay);
  g_test_add_func ("/opening/locks-survive-a-look", test_locks_survive_a_look);
  return g_test_run ();
}
