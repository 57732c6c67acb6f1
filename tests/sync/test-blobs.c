/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of batches through a hub: equal is said only with all of them. */

#include "base/error.h"
#include "batches.h"
#include "db/db.h"
#include "sync/sync-session.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
hub_path (Office *office)
{
  return g_build_filename (office->folder, "team.hub", NULL);
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
  return tally;
}

static void
change_hub (Office *office, const char *sql)
{
  g_autofree char *path = hub_path (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_NONE, &error);

  g_assert_no_error (error);
  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
}

static gint64
ask_hub (Office *office, const char *sql)
{
  g_autofree char *path = hub_path (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_READ_ONLY, &error);
  gint64 n = -1;

  g_assert_no_error (error);
  lt_db_get_int (db, &n, &error, sql, "");
  g_assert_no_error (error);
  return n;
}

static LtId
add_station (Office *office, LtStore *store)
{
  return office_add (office, store, &office->keeper, "station",
                     (const char *const[]){ "code", "1", "name", "站", NULL });
}

/* So many rows, and so little alike, that the blob has several pieces. */
static LtId
add_large_batch (Office *office, LtStore *store, const LtId *place)
{
  guint n = 320000;
  g_autofree MadeRow *rows = g_new0 (MadeRow, n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("%u.%u", g_rand_int (rand) % 5000,
                                               g_rand_int (rand) % 9 + 1));
      rows[i] = (MadeRow){ *place, "PM10", (int) i, g_ptr_array_index (texts, i), NULL };
    }
  return batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, rows, n);
}

static void
add_batch (Office *office, LtStore *store, const LtId *place, const char *value)
{
  const MadeRow row = { *place, "PM2.5", 1, value, NULL };

  batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, &row, 1);
}

static void
assert_shown (LtStore *store, const LtId *place, const char *expected)
{
  g_autofree char *series = batch_series (store, place, "PM2.5");

  g_assert_cmpstr (series, ==, expected);
}

static void
test_both_ways (void)
{
  g_autoptr (Office) office = office_new (70);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId place = add_station (office, a);
  LtSyncTally tally;

  add_batch (office, a, &place, "35");
  tally = meet (office, a);
  g_assert_cmpuint (tally.blobs.given, ==, 1);
  g_assert_true (tally.equal);
  tally = meet (office, b);
  g_assert_cmpuint (tally.blobs.taken, ==, 1);
  g_assert_true (tally.equal);
  assert_shown (b, &place, "1=35");
  office_assert_equal (a, b);
  office_assert_sound (b);
  tally = meet (office, b);
  g_assert_cmpuint (tally.blobs.given + tally.blobs.taken, ==, 0);
  g_assert_true (tally.equal);
}

/* The operation is in the hub and the rows are not: nobody says equal, and the
 * check codes differ, until somebody brings them. */
static void
test_without_rows (void)
{
  g_autoptr (Office) office = office_new (71);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId place = add_station (office, a);
  g_autoptr (LtVerification) check = NULL;
  LtSyncTally tally;
  LtDigest with;
  LtDigest without;

  add_batch (office, a, &place, "35");
  meet (office, a);
  change_hub (office, "DROP TABLE hub_blob; DROP TABLE hub_blob_piece");
  tally = meet (office, b);
  g_assert_false (tally.equal);
  g_assert_cmpuint (tally.blobs.missing, ==, 1);
  g_assert_cmpuint (tally.blobs.hub_missing, ==, 1);
  g_assert_cmpint (lt_store_get_last_sync (b), ==, 0);
  check = lt_store_verify (b, NULL);
  g_assert_cmpuint (check->batches_without_rows, ==, 1);
  g_assert_true (lt_store_get_state (a, &with, NULL));
  g_assert_true (lt_store_get_state (b, &without, NULL));
  g_assert_cmpint (lt_digest_compare (&with, &without), !=, 0);
  assert_shown (b, &place, "");
  g_assert_true (meet (office, a).equal);
  g_assert_true (meet (office, b).equal);
  office_assert_equal (a, b);
  assert_shown (b, &place, "1=35");
}

/* Broken off among the pieces, in the hub and here: what is there is not given
 * again. */
static void
test_resume (void)
{
  g_autoptr (Office) office = office_new (72);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId place = add_station (office, a);
  g_autoptr (GPtrArray) digests = NULL;
  g_autoptr (GBytes) piece = NULL;
  g_autofree char *series_a = NULL;
  g_autofree char *series_b = NULL;
  gint64 kept;
  gint64 n;

  add_large_batch (office, a, &place);
  meet (office, a);
  n = ask_hub (office, "SELECT count(*) FROM hub_blob_piece");
  g_assert_cmpint (n, >, 3);
  g_assert_cmpint (ask_hub (office, "SELECT max(length(bytes)) FROM hub_blob_piece"), <=,
                   1024 * 1024);
  kept = ask_hub (office, "SELECT rowid FROM hub_blob_piece WHERE n=0");
  change_hub (office, "DELETE FROM hub_blob_piece WHERE n>0; UPDATE hub_blob SET whole=0");
  g_assert_false (meet (office, b).equal);
  meet (office, a);
  g_assert_cmpint (ask_hub (office, "SELECT rowid FROM hub_blob_piece WHERE n=0"), ==, kept);
  g_assert_cmpint (ask_hub (office, "SELECT count(*) FROM hub_blob_piece"), ==, n);
  digests = batch_digests (a);
  piece = lt_store_get_blob_piece (a, digests->pdata[0], 1, NULL);
  g_assert_true (lt_store_put_blob_piece (b, digests->pdata[0], 1, piece, NULL));
  g_assert_true (meet (office, b).equal);
  series_a = batch_series (a, &place, "PM10");
  series_b = batch_series (b, &place, "PM10");
  g_assert_cmpstr (series_a, ==, series_b);
  office_assert_sound (b);
}

/* A piece in the hub rots: whoever takes it notices, takes it out, and whoever has
 * it gives it again. */
static void
test_damaged (void)
{
  g_autoptr (Office) office = office_new (73);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId place = add_station (office, a);
  LtSyncTally tally;

  add_batch (office, a, &place, "35");
  meet (office, a);
  change_hub (office, "UPDATE hub_blob_piece SET bytes=zeroblob(length(bytes))");
  tally = meet (office, b);
  g_assert_cmpuint (tally.blobs.damaged, ==, 1);
  g_assert_false (tally.equal);
  g_assert_cmpint (ask_hub (office, "SELECT count(*) FROM hub_blob"), ==, 0);
  g_assert_true (meet (office, a).equal);
  g_assert_true (meet (office, b).equal);
  assert_shown (b, &place, "1=35");
}

/* A bad piece that an earlier meeting left here costs one more try, not the hub's
 * rows. */
static void
test_own_damage (void)
{
  g_autoptr (Office) office = office_new (74);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId place = add_station (office, a);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GPtrArray) digests = NULL;
  LtSyncTally tally;

  add_batch (office, a, &place, "35");
  meet (office, a);
  digests = batch_digests (a);
  g_assert_true (lt_store_put_blob_piece (b, digests->pdata[0], 0, junk, NULL));
  tally = meet (office, b);
  g_assert_cmpuint (tally.blobs.damaged, ==, 0);
  g_assert_true (tally.equal);
  assert_shown (b, &place, "1=35");
}

/* What the hub says of itself is not believed. */
static void
test_lies (void)
{
  static const char *const lies[] = {
    "UPDATE hub_blob SET pieces=1000000000",
    "UPDATE hub_blob SET pieces=2",
    "UPDATE hub_blob_piece SET bytes=zeroblob(2000000)",
    "DELETE FROM hub_blob_piece",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (Office) office = office_new (75);
      LtStore *a = office_found (office, "a");
      LtStore *b = office_empty (office, "b");
      LtId place = add_station (office, a);
      LtSyncTally tally;

      add_batch (office, a, &place, "35");
      meet (office, a);
      change_hub (office, lies[i]);
      tally = meet (office, b);
      g_assert_cmpuint (tally.blobs.damaged, ==, 1);
      g_assert_false (tally.equal);
      g_assert_true (meet (office, a).equal);
      g_assert_true (meet (office, b).equal);
      assert_shown (b, &place, "1=35");
      office_assert_sound (b);
    }
}

static void
tamper (LtStore *store, const char *sql)
{
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_NONE, NULL);
  g_autoptr (GError) error = NULL;

  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
}

static const char *const rot[] = {
  "UPDATE lt_blob_piece SET bytes=zeroblob(length(bytes))",
  "DELETE FROM lt_blob_piece",
};

/* Own rows rot: they are neither given, nor is the stick blamed, nor do they keep the
 * rest from going; a colleague brings them again. */
static void
test_rotten_here (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rot); i++)
    {
      g_autoptr (Office) office = office_new (77);
      LtStore *a = office_found (office, "a");
      LtStore *b = office_empty (office, "b");
      LtId place = add_station (office, a);
      g_auto (GStrv) files = NULL;
      g_autofree char *path = hub_path (office);
      LtSyncTally tally;

      add_batch (office, a, &place, "35");
      meet (office, a);
      meet (office, b);
      tamper (a, rot[i]);
      g_unlink (path);
      add_batch (office, a, &place, "36");
      tally = meet (office, a);
      g_assert_cmpuint (tally.blobs.damaged_here, ==, 1);
      g_assert_cmpuint (tally.blobs.given, ==, 1);
      g_assert_cmpuint (tally.blobs.missing, ==, 1);
      g_assert_false (tally.equal);
      files = lt_store_take_damaged_batches (a);
      g_assert_cmpuint (g_strv_length (files), ==, 1);
      g_assert_cmpstr (files[0], ==, "一.csv");
      meet (office, b);
      tally = meet (office, a);
      g_assert_cmpuint (tally.blobs.damaged_here, ==, 0);
      g_assert_cmpuint (tally.blobs.taken, ==, 1);
      g_assert_true (tally.equal);
      office_assert_equal (a, b);
      office_assert_sound (a);
    }
}

/* The hub has what rotted here: one meeting mends it. */
static void
test_rotten_here_sound_there (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rot); i++)
    {
      g_autoptr (Office) office = office_new (78);
      LtStore *a = office_found (office, "a");
      LtId place = add_station (office, a);
      LtSyncTally tally;

      add_batch (office, a, &place, "35");
      meet (office, a);
      tamper (a, rot[i]);
      tally = meet (office, a);
      g_assert_cmpuint (tally.blobs.damaged_here, ==, 1);
      g_assert_cmpuint (tally.blobs.taken, ==, 1);
      g_assert_cmpuint (tally.blobs.damaged, ==, 0);
      g_assert_true (tally.equal);
      assert_shown (a, &place, "1=35");
      office_assert_sound (a);
    }
}

/* One row can have some bytes, not five million: nothing of it is taken, it stays in
 * the hub, and what else there is goes on. */
static void
test_too_large (void)
{
  g_autoptr (Office) office = office_new (79);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId place = add_station (office, a);
  g_autoptr (GPtrArray) digests = NULL;
  LtSyncTally tally;
  gint64 pieces = -1;

  add_batch (office, a, &place, "35");
  meet (office, a);
  change_hub (office, "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM k WHERE n<5) "
                      "INSERT INTO hub_blob_piece SELECT digest, n, zeroblob(1000000) FROM "
                      "hub_blob, k; UPDATE hub_blob SET pieces=6");
  digests = batch_digests (a);
  add_batch (office, a, &place, "36");
  meet (office, a);
  tally = meet (office, b);
  g_assert_cmpuint (tally.blobs.too_large, ==, 1);
  g_assert_cmpuint (tally.blobs.damaged, ==, 0);
  g_assert_cmpuint (tally.blobs.taken, ==, 1);
  g_assert_false (tally.equal);
  assert_shown (b, &place, "1=36");
  lt_store_get_blob (b, g_ptr_array_index (digests, 0), &pieces, NULL);
  g_assert_cmpint (pieces, ==, 0);
  g_assert_cmpint (ask_hub (office, "SELECT count(*) FROM hub_blob_piece"), ==, 7);
}

/* A third machine brings rows that it has not made. */
static void
test_gossip (void)
{
  g_autoptr (Office) office = office_new (76);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtStore *c = office_empty (office, "c");
  LtId place = add_station (office, a);
  g_autofree char *path = hub_path (office);

  add_batch (office, a, &place, "35");
  meet (office, a);
  meet (office, b);
  g_unlink (path);
  g_assert_true (meet (office, b).equal);
  g_assert_true (meet (office, c).equal);
  assert_shown (c, &place, "1=35");
  office_assert_equal (a, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blobs/both-ways", test_both_ways);
  g_test_add_func ("/blobs/without-rows", test_without_rows);
  g_test_add_func ("/blobs/resume", test_resume);
  g_test_add_func ("/blobs/damaged", test_damaged);
  g_test_add_func ("/blobs/own-damage", test_own_damage);
  g_test_add_func ("/blobs/lies", test_lies);
  g_test_add_func ("/blobs/rotten-here", test_rotten_here);
  g_test_add_func ("/blobs/rotten-here-sound-there", test_rotten_here_sound_there);
  g_test_add_func ("/blobs/too-large", test_too_large);
  g_test_add_func ("/blobs/gossip", test_gossip);
  return g_test_run ();
}
