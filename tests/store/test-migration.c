/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a file that an older program made, and of two programs of unlike
 * age at one file. What the file of each schema must still say: test-frozen.c. */

#include "base/error.h"
#include "db/db.h"
#include "frozen.h"
#include "office.h"
#include "store/search.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the program that made the file said of it. */
#define STATE      "88c4cc535080603930ea173c47d8860690c41f8b5b101e92b8c665acc35399dc"
#define OPERATIONS 41
#define RECORDS    18

/* The file says what its own program said of it. */
static void
assert_same (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) check = lt_store_verify (store, &error);
  g_autofree char *state = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (check->problems, i));
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_assert_cmpuint (check->operations, ==, OPERATIONS);
  g_assert_cmpuint (check->records, ==, RECORDS);
  state = lt_digest_to_hex (&check->state);
  g_assert_cmpstr (state, ==, STATE);
}

static void
assert_readable (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (LtRecord) mine = lt_store_find (store, lt_kind_by_name ("mine"), "M1", &error);
  g_autoptr (LtRecord) officer = lt_store_find (store, lt_kind_by_name ("officer"), "2", &error);
  gint64 n = 0;
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (mine, "name"), ==, "一号矿");
  g_assert_nonnull (lt_record_get (mine, "position"));
  g_assert_cmpstr (lt_record_get (officer, "name"), ==, "二号");
  conflicts = lt_store_list_conflicts (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 2);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GPtrArray) records = lt_store_list (store, kinds[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (lt_store_count (store, kinds[i], NULL, NULL), ==, records->len);
      n += records->len;
    }
  g_assert_cmpint (n, ==, RECORDS);
}

/* What an older file had no place for is filled from its log. */
static void
assert_searchable (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = lt_store_search (store, NULL, "yhk", 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((LtFinding *) g_ptr_array_index (findings, 0))->title, ==, "一号矿");
}

static void
test_brought_up (void)
{
  g_autoptr (Frozen) bench = frozen_new (1, "old.gpkg");
  g_autofree char *copy = frozen_path (bench, "old.schema-1.gpkg");
  LtStore *store = frozen_open (bench->path, LT_STORE_NONE);

  g_assert_cmpstr (lt_store_get_copy (store), ==, copy);
  g_assert_false (lt_store_is_older (store));
  g_assert_true (lt_store_is_writable (store));
  assert_same (store);
  assert_readable (store);
  assert_searchable (store);
  lt_store_close (store);
  /* Once is enough. */
  store = frozen_open (bench->path, LT_STORE_NONE);
  g_assert_null (lt_store_get_copy (store));
  assert_same (store);
  lt_store_close (store);
  g_assert_cmpint (frozen_schema (bench->path), >, 1);
  /* The copy is a county file as it was. */
  g_assert_cmpint (frozen_schema (copy), ==, 1);
  store = frozen_open (copy, LT_STORE_READ_ONLY);
  assert_same (store);
  lt_store_close (store);
}

static void
test_read_as_it_is (void)
{
  static const LtStoreFlags flags[] = { LT_STORE_READ_ONLY, LT_STORE_AS_FOUND };
  g_autoptr (Frozen) bench = frozen_new (1, "old.gpkg");
  g_autofree char *before = frozen_digest (bench->path);

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GPtrArray) files = NULL;
      LtStore *store = frozen_open (bench->path, flags[i]);

      g_assert_true (lt_store_is_older (store));
      g_assert_false (lt_store_is_writable (store));
      assert_readable (store);
      assert_same (store);
      lt_store_close (store);
      after = frozen_digest (bench->path);
      g_assert_cmpstr (after, ==, before);
      for (gsize j = 0; j < 2; j++)
        {
          g_autofree char *journal = frozen_path (bench, j == 0 ? "old.gpkg-wal" : "old.gpkg-shm");

          g_unlink (journal);
        }
      files = frozen_list_files (bench);
      g_assert_cmpuint (files->len, ==, 1);
    }
}

/* What lies there under the copy's name stays, unless it is that very copy. */
static void
test_copies_stay (void)
{
  g_autoptr (Frozen) bench = frozen_new (1, "old.gpkg");
  g_autofree char *first = frozen_path (bench, "old.schema-1.gpkg");
  g_autofree char *second = frozen_path (bench, "old.schema-1-2.gpkg");
  g_autofree char *unfinished = frozen_path (bench, ".old.gpkg.schema-1.unfinished");
  g_autofree char *text = NULL;
  LtStore *store;

  g_assert_true (g_file_set_contents (first, "somebody's", -1, NULL));
  g_assert_true (g_file_set_contents (unfinished, "of a crash", -1, NULL));
  store = frozen_open (bench->path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, second);
  lt_store_close (store);
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "somebody's");
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  /* Interrupted after the copy: it is found again and not made twice. */
  g_unlink (bench->path);
  frozen_unpack ("schema-1.gpkg.gz", bench->path);
  store = frozen_open (bench->path, LT_STORE_NONE);
  g_assert_cmpstr (lt_store_get_copy (store), ==, second);
  lt_store_close (store);
}

/* A step that cannot be made: nothing of it stays. */
static void
test_failure (void)
{
  g_autoptr (Frozen) bench = frozen_new (1, "old.gpkg");
  g_autofree char *copy = frozen_path (bench, "old.schema-1.gpkg");
  g_autoptr (GError) error = NULL;
  LtStore *store;
  LtDb *db = lt_db_open (bench->path, LT_DB_NONE, NULL);

  g_assert_true (lt_db_script (db, "CREATE VIEW lt_branch AS SELECT 1 AS fid", NULL));
  lt_db_close (db);
  g_assert_null (lt_store_open (bench->path, LT_STORE_NONE, &error));
  g_test_message ("%s", error->message);
  g_assert_cmpint (frozen_schema (bench->path), ==, 1);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  db = lt_db_open (bench->path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db, "DROP VIEW lt_branch", NULL));
  lt_db_close (db);
  store = frozen_open (bench->path, LT_STORE_READ_ONLY);
  assert_same (store);
  lt_store_close (store);
  store = frozen_open (bench->path, LT_STORE_NONE);
  assert_same (store);
  lt_store_close (store);
}

/* A program that knows less has the file open while it is brought up to date: its
 * writes are refused from then on. Its guard knows nothing of schemas. */
static void
test_older_program_has_it_open (void)
{
  g_autoptr (Frozen) bench = frozen_new (1, "old.gpkg");
  g_autoptr (GError) error = NULL;
  LtDb *old = lt_db_open (bench->path, LT_DB_NONE, NULL);
  LtStore *store;
  const char *sql = "UPDATE lt_stream SET forked=forked";

  lt_db_add_guard (old, "lt_writing");
  lt_db_set_guard_level (old, 1);
  lt_db_set_guard (old, TRUE);
  g_assert_true (lt_db_script (old, sql, NULL));
  store = frozen_open (bench->path, LT_STORE_NONE);
  g_assert_false (lt_db_script (old, sql, &error));
  g_assert_nonnull (error);
  lt_db_close (old);
  assert_same (store);
  lt_store_close (store);
}

/* The same seen from the other side: this program is the older one. */
static void
test_newer_program_migrates (void)
{
  g_autoptr (Office) office = office_new (61);
  static const char *const a_mine[] = { "name", "一矿", NULL };
  LtStore *store = office_found (office, "a");
  g_autoptr (LtDb) newer = lt_db_open (lt_store_get_path (store), LT_DB_NONE, NULL);
  g_autoptr (GError) error = NULL;
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) mine = office_get (store, &id);
  gint64 operations = lt_store_count_operations (store);

  lt_db_add_guard (newer, "lt_writing");
  lt_db_set_guard (newer, TRUE);
  g_assert_true (lt_db_script (newer, "UPDATE lt_meta SET v=v+1 WHERE k='schema'", NULL));
  g_assert_false (office_set (store, &office->keeper, mine, "name", "x", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "newer version"));
  g_assert_cmpint (lt_store_count_operations (store), ==, operations);
  g_assert_true (lt_db_script (newer, "UPDATE lt_meta SET v=v-1 WHERE k='schema'", NULL));
}

/* QGIS draws layers into any GeoPackage, under names that a later kind has. */
static void
test_layer_of_others (void)
{
  g_autoptr (Frozen) bench = frozen_new (3, "old.gpkg");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  LtDb *db = lt_db_open (bench->path, LT_DB_NONE, &error);
  LtStore *store;

  g_assert_no_error (error);
  g_assert_true (lt_db_script (db,
                               "CREATE TABLE Site (fid INTEGER PRIMARY KEY, id TEXT, geom BLOB);"
                               "PRAGMA wal_checkpoint(TRUNCATE)",
                               &error));
  lt_db_close (db);
  before = frozen_digest (bench->path);
  g_assert_null (lt_store_open (bench->path, LT_STORE_NONE, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "layer \"site\""));
  g_clear_error (&error);
  after = frozen_digest (bench->path);
  g_assert_cmpstr (after, ==, before);

  db = lt_db_open (bench->path, LT_DB_NONE, &error);
  g_assert_true (lt_db_script (db, "ALTER TABLE Site RENAME TO my_sites", &error));
  lt_db_close (db);
  store = frozen_open (bench->path, LT_STORE_NONE);
  g_assert_false (lt_store_is_older (store));
  lt_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migration/brought-up", test_brought_up);
  g_test_add_func ("/migration/read-as-it-is", test_read_as_it_is);
  g_test_add_func ("/migration/copies-stay", test_copies_stay);
  g_test_add_func ("/migration/failure", test_failure);
  g_test_add_func ("/migration/older-program-has-it-open", test_older_program_has_it_open);
  g_test_add_func ("/migration/layer-of-others", test_layer_of_others);
  g_test_add_func ("/migration/newer-program-migrates", test_newer_program_migrates);
  return g_test_run ();
}
