/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "db/db.h"
#include "office.h"
#include "sync/sync-session.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const a_mine[] = { "name", "一矿", NULL };

static char *
hub_path (Office *office)
{
  return g_build_filename (office->folder, "team.hub", NULL);
}

/* Nothing stays beside the hub that would have to go with it. */
static void
assert_alone (const char *path)
{
  static const char *const beside[] = { "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *name = g_strconcat (path, beside[i], NULL);

      g_assert_false (g_file_test (name, G_FILE_TEST_EXISTS));
    }
}

static LtSyncTally
meet (Office *office, LtStore *store)
{
  g_autofree char *path = hub_path (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtHub) hub = lt_hub_open (path, &office->bureau, office->random, &error);
  LtSyncTally tally;

  g_assert_no_error (error);
  lt_sync_run (store, hub, office->random, OFFICE_NOW, &tally, &error);
  g_assert_no_error (error);
  g_clear_pointer (&hub, lt_hub_close);
  assert_alone (path);
  return tally;
}

static void
assert_tally (LtSyncTally tally, guint64 pushed, guint64 pulled)
{
  g_assert_cmpuint (tally.pushed, ==, pushed);
  g_assert_cmpuint (tally.pulled, ==, pulled);
  g_assert_cmpuint (tally.quarantined, ==, 0);
  g_assert_true (tally.equal);
}

/* Three files, the work of each through the others' hands. */
static void
test_three (void)
{
  g_autoptr (Office) office = office_new (60);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtStore *c = office_empty (office, "c");
  LtAuthor second = office_enrol (office, a, "2", "inspector");
  LtAuthor third = office_enrol (office, a, "3", "inspector");

  assert_tally (meet (office, a), 7, 0);
  assert_tally (meet (office, a), 0, 0);
  assert_tally (meet (office, b), 0, 7);
  assert_tally (meet (office, c), 0, 7);
  office_add (office, b, &second, "mine", a_mine);
  office_add (office, c, &third, "mine", a_mine);
  assert_tally (meet (office, b), 1, 0);
  assert_tally (meet (office, c), 1, 1);
  assert_tally (meet (office, a), 0, 2);
  assert_tally (meet (office, b), 0, 1);
  assert_tally (meet (office, b), 0, 0);
  office_assert_equal (a, b);
  office_assert_equal (b, c);
  office_assert_sound (a);
  office_assert_sound (b);
  office_assert_sound (c);
  g_assert_cmpint (lt_store_count_unsynced (b), ==, 0);
  g_assert_cmpint (lt_store_get_last_sync (b), ==, OFFICE_NOW);
}

/* The same field on both sides: the same conflict on both. */
static void
test_conflict (void)
{
  g_autoptr (Office) office = office_new (61);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId id = office_add (office, a, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) here = NULL;
  g_autoptr (LtRecord) there = NULL;
  g_autofree char *conflicts = NULL;

  meet (office, a);
  meet (office, b);
  here = office_get (a, &id);
  there = office_get (b, &id);
  g_assert_true (office_set (a, &office->keeper, here, "name", "甲", NULL));
  g_assert_true (office_set (b, &office->keeper, there, "name", "乙", NULL));
  meet (office, a);
  meet (office, b);
  meet (office, a);
  office_assert_equal (a, b);
  conflicts = office_conflicts (a);
  g_assert_true (g_str_has_suffix (conflicts, " name 乙|甲"));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
}

/* Set back to last week's copy: whoever comes next brings back what is missing,
 * others' work too. */
static void
test_set_back (void)
{
  g_autoptr (Office) office = office_new (62);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  g_autofree char *path = hub_path (office);
  g_autofree char *old = g_strconcat (path, ".old", NULL);
  LtSyncTally tally;

  meet (office, a);
  meet (office, b);
  copy_file (path, old);
  office_add (office, a, &office->keeper, "mine", a_mine);
  meet (office, a);
  meet (office, b);
  copy_file (old, path);
  /* b has a's work, and gives it though it is not its own. */
  tally = meet (office, b);
  g_assert_true (tally.set_back);
  assert_tally (tally, 1, 0);
  tally = meet (office, a);
  g_assert_true (tally.equal);
  office_assert_equal (a, b);
  office_assert_sound (a);
}

static void
test_deleted (void)
{
  g_autoptr (Office) office = office_new (63);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  g_autofree char *path = hub_path (office);

  office_add (office, a, &office->keeper, "mine", a_mine);
  meet (office, a);
  meet (office, b);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_tally (meet (office, b), 4, 0);
  assert_tally (meet (office, a), 0, 0);
  office_assert_equal (a, b);
}

static void
assert_no_hub (Office *office, LtError code, const char *says)
{
  g_autofree char *path = hub_path (office);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  gsize new_size;
  LtHub *hub;

  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  hub = lt_hub_open (path, &office->bureau, office->random, &error);
  g_assert_null (hub);
  g_test_message ("%s", error->message);
  g_assert_error (error, LT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
  if (strstr (error->message, says) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, says);
  g_assert_true (g_file_get_contents (path, &after, &new_size, NULL));
  g_assert_cmpmem (before, size, after, new_size);
}

/* Something else stands where the hub should: told in words, left as it is. */
static void
test_something_else (void)
{
  g_autoptr (Office) office = office_new (64);
  g_autoptr (Office) elsewhere = office_new (65);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = hub_path (office);
  g_autofree char *foreign_path = hub_path (elsewhere);
  g_autofree char *text = g_strnfill (3000, 'x');
  LtDb *db;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_no_hub (office, LT_ERROR_BAD_INPUT, "database");
  office_close (office, store);
  {
    g_autofree char *county = office_path (office, "a");

    copy_file (county, path);
  }
  assert_no_hub (office, LT_ERROR_BAD_INPUT, "it is a county file");
  g_unlink (path);
  db = lt_db_open (path, LT_DB_CREATE, NULL);
  g_assert_true (lt_db_script (db, "CREATE TABLE t (a)", NULL));
  lt_db_close (db);
  assert_no_hub (office, LT_ERROR_BAD_INPUT, "a database of another program");
  meet (elsewhere, office_found (elsewhere, "b"));
  copy_file (foreign_path, path);
  assert_no_hub (office, LT_ERROR_REFUSED, "another bureau");
  copy_file (foreign_path, path);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db, "PRAGMA user_version=2", NULL));
  lt_db_close (db);
  assert_no_hub (office, LT_ERROR_DAMAGED, "newer version");
}

/* An empty file is what somebody leaves who is interrupted while he makes a hub:
 * there is nothing in it to lose, and the next one makes it. */
static void
test_empty_file (void)
{
  g_autoptr (Office) office = office_new (66);
  LtStore *a = office_found (office, "a");
  g_autofree char *path = hub_path (office);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (meet (office, a).equal);
}

static void
test_locked (void)
{
  g_autoptr (Office) office = office_new (67);
  LtStore *a = office_found (office, "a");
  g_autofree char *path = hub_path (office);
  g_autoptr (LtDb) other = NULL;
  g_autoptr (LtHub) hub = NULL;
  g_autoptr (GError) error = NULL;

  meet (office, a);
  office_add (office, a, &office->keeper, "mine", a_mine);
  other = lt_db_open (path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (other, "BEGIN EXCLUSIVE", NULL));
  hub = lt_hub_open (path, &office->bureau, office->random, &error);
  g_assert_null (hub);
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "locked"));
  lt_db_rollback (other);
  assert_tally (meet (office, a), 1, 0);
}

/* One byte of one row of the hub: the others come through, nothing wrong enters
 * a county file, and the hub is made whole by the next who has that group. */
static void
test_one_byte (void)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (Office) office = office_new (70 + i);
      LtStore *a = office_found (office, "a");
      LtStore *b = office_empty (office, "b");
      LtStore *c = office_empty (office, "c");
      LtAuthor second = office_enrol (office, a, "2", "inspector");
      g_autofree char *path = hub_path (office);
      g_autofree char *sql = NULL;
      g_autoptr (LtDb) db = NULL;
      LtSyncTally tally;

      meet (office, a);
      meet (office, b);
      office_add (office, b, &second, "mine", a_mine);
      office_add (office, a, &office->keeper, "station",
                  (const char *const[]){ "code", "1", "name", "站", NULL });
      meet (office, b);
      meet (office, a);
      db = lt_db_open (path, LT_DB_NONE, NULL);
      /* The group of b's mine: its bytes, somewhere. */
      sql = g_strdup_printf (
          "UPDATE hub_group SET bytes=substr(bytes, 1, %u) || "
          "CASE WHEN substr(bytes, %u, 1)=x'5a' THEN x'5b' ELSE x'5a' END || substr(bytes, %u) "
          "WHERE serial=3",
          i * 40, i * 40 + 1, i * 40 + 2);
      g_assert_true (lt_db_script (db, sql, NULL));
      g_assert_cmpint (lt_db_changes (db), ==, 1);
      tally = meet (office, c);
      g_test_message ("byte %u: %d damaged, %d quarantined", i * 40, (int) tally.damaged,
                      (int) tally.quarantined);
      g_assert_cmpuint (tally.damaged + tally.quarantined, ==, 1);
      g_assert_cmpuint (tally.pulled, ==, 6);
      /* A damaged row is taken out: what is left is the same on both sides. */
      g_assert_true (tally.equal == (tally.damaged == 1));
      g_assert_cmpint (lt_store_count (c, lt_kind_by_name ("station"), NULL, NULL), ==, 1);
      g_assert_cmpint (lt_store_count (c, lt_kind_by_name ("mine"), NULL, NULL), ==, 0);
      office_assert_sound (c);
      /* Whoever has it gives it again, and then c has it too. Of a first byte
       * nobody here can say that it is not a newer version's. */
      if (i > 0)
        {
          g_assert_true (meet (office, a).equal);
          tally = meet (office, c);
          g_assert_true (tally.equal);
          g_assert_cmpint (lt_store_count (c, lt_kind_by_name ("mine"), NULL, NULL), ==, 1);
          office_assert_equal (a, c);
        }
      office_assert_sound (a);
      office_assert_sound (c);
    }
}

/* More than a page of operations, and more than one page of groups. */
static void
test_pages (void)
{
  g_autoptr (Office) office = office_new (80);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  g_autoptr (LtRecord) record = office_record (office, "mine", a_mine);
  g_autoptr (GError) error = NULL;
  LtSyncTally tally;

  for (guint group = 0; group < 520; group++)
    {
      g_autoptr (LtChange) change = lt_change_new ();

      for (guint i = 0; i < 5; i++)
        {
          lt_id_make (&record->id, record->kind->number, OFFICE_NOW, office->random);
          lt_change_create (change, record);
        }
      lt_store_append (a, change, &office->keeper, NULL, &error);
      g_assert_no_error (error);
    }
  tally = meet (office, a);
  assert_tally (tally, 2603, 0);
  tally = meet (office, b);
  assert_tally (tally, 0, 2603);
  assert_tally (meet (office, b), 0, 0);
  office_assert_equal (a, b);
}

/* The hub goes away in the middle: what was exchanged is kept, the rest comes
 * the next time. Here the first page is all the hub keeps. */
static void
test_interrupted (void)
{
  g_autoptr (Office) office = office_new (81);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  g_autofree char *path = hub_path (office);
  g_autoptr (LtDb) db = NULL;

  for (guint i = 0; i < 10; i++)
    office_add (office, a, &office->keeper, "mine", a_mine);
  meet (office, a);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db, "DELETE FROM hub_group WHERE serial>4", NULL));
  assert_tally (meet (office, b), 0, 6);
  assert_tally (meet (office, a), 7, 0);
  assert_tally (meet (office, b), 0, 7);
  office_assert_equal (a, b);
}

/* A row missing in the middle: what follows waits in the hub, and comes when the
 * hub is whole again. */
static void
test_gap (void)
{
  g_autoptr (Office) office = office_new (82);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  g_autofree char *path = hub_path (office);
  g_autoptr (LtDb) db = NULL;
  LtSyncTally tally;

  for (guint i = 0; i < 4; i++)
    office_add (office, a, &office->keeper, "mine", a_mine);
  meet (office, a);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  g_assert_true (lt_db_script (db,
                               "CREATE TABLE kept AS SELECT * FROM hub_group WHERE serial=3;"
                               "DELETE FROM hub_group WHERE serial=3",
                               NULL));
  tally = meet (office, b);
  g_assert_false (tally.equal);
  g_assert_cmpuint (tally.pulled, ==, 4);
  office_assert_sound (b);
  g_assert_true (lt_db_script (db, "INSERT INTO hub_group SELECT * FROM kept", NULL));
  tally = meet (office, b);
  g_assert_true (tally.equal);
  office_assert_equal (a, b);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/three", test_three);
  g_test_add_func ("/hub/conflict", test_conflict);
  g_test_add_func ("/hub/set-back", test_set_back);
  g_test_add_func ("/hub/deleted", test_deleted);
  g_test_add_func ("/hub/something-else", test_something_else);
  g_test_add_func ("/hub/empty-file", test_empty_file);
  g_test_add_func ("/hub/locked", test_locked);
  g_test_add_func ("/hub/one-byte", test_one_byte);
  g_test_add_func ("/hub/pages", test_pages);
  g_test_add_func ("/hub/interrupted", test_interrupted);
  g_test_add_func ("/hub/gap", test_gap);
  return g_test_run ();
}
