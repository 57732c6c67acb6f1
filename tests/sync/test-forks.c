/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A county file that is copied and worked in on both sides: both works are
 * kept, on every machine and in the hub. */

#include "db/db.h"
#include "office.h"
#include "store/forks.h"
#include "sync/sync-session.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const a_mine[] = { "name", "一矿", NULL };

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
  g_assert_cmpuint (tally.quarantined, ==, 0);
  return tally;
}

/* As somebody copies it: the program closed, the file taken along. */
static LtStore *
copy_file (Office *office, LtStore **store, const char *name)
{
  g_autofree char *from = g_strdup (lt_store_get_path (*store));
  g_autofree char *to = office_path (office, name);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  LtStore *copy;
  gsize size;

  office_close (office, *store);
  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
  *store = lt_store_open (from, LT_STORE_NONE, &error);
  g_assert_no_error (error);
  copy = lt_store_open (to, LT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_ptr_array_add (office->stores, *store);
  g_ptr_array_add (office->stores, copy);
  return copy;
}

static void
name_mine (Office *office, LtStore *store, const LtId *id, const char *name)
{
  g_autoptr (LtRecord) mine = office_get (store, id);

  g_assert_true (office_set (store, &office->keeper, mine, "name", name, NULL));
}

static gint64
count_mines (LtStore *store)
{
  return lt_store_count (store, lt_kind_by_name ("mine"), NULL, NULL);
}

static void
assert_says_two_pasts (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) result = lt_store_verify (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpuint (g_strv_length (result->forks), ==, 1);
  g_assert_nonnull (strstr (result->forks[0], "two pasts; both works are kept"));
}

/* The original and the copy, in either order at the hub, and a third machine. */
static void
test_copied (gconstpointer copy_first)
{
  g_autoptr (Office) office = office_new (80);
  LtStore *a = office_found (office, "a");
  LtStore *c = office_empty (office, "c");
  LtId shared = office_add (office, a, &office->keeper, "mine", a_mine);
  LtStore *copy = copy_file (office, &a, "copy");
  LtStore *first = copy_first != NULL ? copy : a;
  LtStore *second = copy_first != NULL ? a : copy;
  LtStore *all[] = { a, copy, c };

  for (guint i = 0; i < 3; i++)
    office_add (office, a, &office->keeper, "mine", a_mine);
  name_mine (office, a, &shared, "甲");
  office_add (office, copy, &office->keeper, "mine", a_mine);
  name_mine (office, copy, &shared, "乙");
  g_assert_cmpuint (meet (office, first).forked, ==, 0);
  g_assert_cmpuint (meet (office, c).forked, ==, 0);
  g_assert_cmpuint (meet (office, second).forked, ==, 1);
  g_assert_cmpuint (meet (office, first).forked, ==, 1);
  g_assert_cmpuint (meet (office, c).forked, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      LtSyncTally tally = meet (office, all[i]);
      g_autofree char *conflicts = office_conflicts (all[i]);

      g_assert_true (tally.equal);
      g_assert_cmpuint (tally.pushed + tally.pulled + tally.forked, ==, 0);
      office_assert_equal (a, all[i]);
      assert_says_two_pasts (all[i]);
      g_assert_cmpint (count_mines (all[i]), ==, 5);
      g_assert_true (g_str_has_suffix (conflicts, " name 乙|甲"));
      /* 3 of the keeper, 1 before, 4 there, 2 here. */
      g_assert_cmpint (lt_store_count_operations (all[i]), ==, 10);
      g_assert_cmpint (lt_store_count_unsynced (all[i]), ==, 0);
    }
}

/* Whoever has learnt it goes on in a stream of his own: no further fork. */
static void
test_goes_on (void)
{
  g_autoptr (Office) office = office_new (81);
  LtStore *a = office_found (office, "a");
  LtStore *copy = copy_file (office, &a, "copy");
  g_autofree char *device = lt_store_get_device (a);
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  office_add (office, a, &office->keeper, "mine", a_mine);
  office_add (office, copy, &office->keeper, "mine", a_mine);
  meet (office, a);
  meet (office, copy);
  meet (office, a);
  /* Names by which people tell the machines apart, and drafts their numbers. */
  here = lt_store_get_device (a);
  there = lt_store_get_device (copy);
  g_assert_true (g_str_has_prefix (here, device) && g_str_has_prefix (there, device));
  g_assert_cmpstr (here, !=, there);
  for (guint i = 0; i < 3; i++)
    {
      office_add (office, a, &office->keeper, "mine", a_mine);
      office_add (office, copy, &office->keeper, "mine", a_mine);
      g_assert_cmpuint (meet (office, a).forked, ==, 0);
      g_assert_cmpuint (meet (office, copy).forked, ==, 0);
    }
  g_assert_true (meet (office, a).equal);
  office_assert_equal (a, copy);
  assert_says_two_pasts (a);
  g_assert_cmpint (count_mines (copy), ==, 8);
}

/* A window's connection is open while the sync's learns it. */
static void
test_two_connections (void)
{
  g_autoptr (Office) office = office_new (82);
  LtStore *a = office_found (office, "a");
  LtStore *copy = copy_file (office, &a, "copy");
  g_autofree char *path = office_path (office, "a");
  g_autoptr (LtStore) window = lt_store_open (path, LT_STORE_NONE, NULL);

  office_add (office, window, &office->keeper, "mine", a_mine);
  office_add (office, copy, &office->keeper, "mine", a_mine);
  meet (office, copy);
  meet (office, a);
  office_add (office, window, &office->keeper, "mine", a_mine);
  meet (office, copy);
  office_add (office, copy, &office->keeper, "mine", a_mine);
  meet (office, a);
  meet (office, copy);
  g_assert_true (meet (office, a).equal);
  assert_says_two_pasts (window);
  g_assert_cmpint (count_mines (window), ==, 4);
}

/* Set back to yesterday's copy without a word: its own later work comes back,
 * and the numbers that it used are not used again. */
static void
test_set_back (void)
{
  g_autoptr (Office) office = office_new (83);
  LtStore *a = office_found (office, "a");
  LtStore *yesterday = copy_file (office, &a, "yesterday");

  office_add (office, a, &office->keeper, "mine", a_mine);
  meet (office, a);
  office_close (office, a);
  g_assert_cmpuint (meet (office, yesterday).forked, ==, 0);
  g_assert_cmpint (count_mines (yesterday), ==, 1);
  office_add (office, yesterday, &office->keeper, "mine", a_mine);
  g_assert_true (meet (office, yesterday).equal);
  g_assert_cmpint (lt_store_count_forks (yesterday), ==, 0);
  office_assert_sound (yesterday);
}

static void
alter_hub (Office *office, const char *sql)
{
  g_autofree char *path = hub_path (office);
  g_autoptr (LtDb) hub = lt_db_open (path, LT_DB_NONE, NULL);

  g_assert_true (lt_db_script (hub, sql, NULL));
}

/* A hub that an older program made, and one that lost a piece of a branch. */
static void
test_hub_heals (void)
{
  g_autoptr (Office) office = office_new (84);
  LtStore *a = office_found (office, "a");
  LtStore *copy = copy_file (office, &a, "copy");

  for (guint i = 0; i < 3; i++)
    {
      office_add (office, a, &office->keeper, "mine", a_mine);
      office_add (office, copy, &office->keeper, "mine", a_mine);
    }
  meet (office, a);
  alter_hub (office, "ALTER TABLE hub_group DROP COLUMN prev");
  meet (office, copy);
  g_assert_true (meet (office, a).equal);
  g_assert_true (meet (office, copy).equal);
  alter_hub (office, "DELETE FROM hub_group WHERE serial IN (3, 6)");
  g_assert_true (meet (office, a).equal);
  g_assert_true (meet (office, copy).equal);
  office_assert_equal (a, copy);
  g_assert_cmpint (count_mines (a), ==, 6);
  assert_says_two_pasts (a);
}

/* What the file notes of its branches is held against its groups. */
static void
test_tampered (void)
{
  static const char *const deeds[] = {
    "DELETE FROM lt_branch WHERE seq=4",
    "UPDATE lt_stream SET forked=0",
    "UPDATE lt_branch SET seq=9",
    "INSERT INTO lt_branch (sid, seq, tip) SELECT sid, 9, zeroblob(32) FROM lt_stream",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (Office) office = office_new (85 + i);
      LtStore *a = office_found (office, "a");
      LtStore *copy = copy_file (office, &a, "copy");
      g_autofree char *path = office_path (office, "a");
      g_autoptr (LtVerification) result = NULL;
      LtDb *db;

      office_add (office, a, &office->keeper, "mine", a_mine);
      office_add (office, copy, &office->keeper, "mine", a_mine);
      office_copy (copy, a);
      assert_says_two_pasts (a);
      office_close (office, a);
      db = lt_db_open (path, LT_DB_NONE, NULL);
      lt_db_add_guard (db, "lt_writing");
      lt_db_set_guard (db, TRUE);
      g_assert_true (lt_db_script (db, deeds[i], NULL));
      lt_db_close (db);
      a = lt_store_open (path, LT_STORE_NONE, NULL);
      g_ptr_array_add (office->stores, a);
      result = lt_store_verify (a, NULL);
      g_assert_cmpuint (result->problems->len, >, 0);
    }
}

#define MACHINES 6
#define STEPS    60

/* Any copies at any time, of copies too. */
static void
test_any_copies (gconstpointer seed)
{
  g_autoptr (Office) office = office_new (GPOINTER_TO_UINT (seed));
  LtStore *machines[MACHINES] = { office_found (office, "0") };
  guint n = 1;
  gint64 made = 0;

  for (guint step = 0; step < STEPS; step++)
    {
      guint i = lt_random_below (office->random, n);
      guint dice = lt_random_below (office->random, 10);

      if ((dice == 0 || step % 20 == 5) && n < MACHINES)
        {
          g_autofree char *name = g_strdup_printf ("%u", n);

          machines[n++] = copy_file (office, &machines[i], name);
        }
      else if (dice < 4)
        meet (office, machines[i]);
      else
        {
          office_add (office, machines[i], &office->keeper, "mine", a_mine);
          made++;
        }
    }
  g_assert_cmpuint (n, >, 2);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < n; i++)
      meet (office, machines[i]);
  g_assert_cmpint (lt_store_count_forks (machines[0]), >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (meet (office, machines[i]).equal);
      g_assert_cmpint (count_mines (machines[i]), ==, made);
      office_assert_equal (machines[0], machines[i]);
      office_assert_sound (machines[i]);
    }
}

/* The groups of a file's own stream from number @from on under another signature,
 * put into the hub before their owner comes there. */
static guint
repeat_in_hub (Office *office, LtStore *store, guint64 from, const LtAuthor *thief)
{
  g_autofree char *path = hub_path (office);
  g_autoptr (LtHub) hub = lt_hub_open (path, &office->bureau, office->random, NULL);
  g_autoptr (GPtrArray) groups = office_groups (store);
  guint put = 0;

  g_assert_true (lt_hub_begin (hub, NULL));
  for (guint i = 0; i < groups->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (groups, i);
      g_autoptr (LtGroup) group =
          lt_group_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
      LtTip end = { .stream = group->stream, .seq = last->seq, .operation = last->id };
      g_autoptr (GBytes) repeated = NULL;
      guint n;

      if (group->first_seq < from)
        continue;
      lt_group_sign (group, &thief->key);
      repeated = lt_group_to_bytes (group);
      g_assert_true (lt_hub_put (hub, repeated, &end, &n, NULL));
      put += n;
    }
  g_assert_true (lt_hub_end (hub, TRUE, NULL));
  return put;
}

static LtSyncTally
meet_hostile (Office *office, LtStore *store)
{
  g_autofree char *path = hub_path (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtHub) hub = lt_hub_open (path, &office->bureau, office->random, &error);
  LtSyncTally tally;

  lt_sync_run (store, hub, office->random, OFFICE_NOW, &tally, &error);
  g_assert_no_error (error);
  return tally;
}

/* Somebody puts another's work into the hub under a key of his own: its owner gives
 * the genuine groups although the hub's streams end as his do, and all get them. */
static void
test_repeated (void)
{
  g_autoptr (Office) office = office_new (85);
  LtStore *a = office_found (office, "a");
  LtStore *c = office_empty (office, "c");
  LtStore *d = office_empty (office, "d");
  LtAuthor thief = office->keeper;
  guint put;

  lt_key_pair_make (&thief.key, office->random);
  meet (office, a);
  for (guint i = 0; i < 3; i++)
    office_add (office, a, &office->keeper, "mine", a_mine);
  put = repeat_in_hub (office, a, 4, &thief);
  g_assert_cmpuint (put, ==, 3);
  g_assert_cmpuint (meet_hostile (office, c).quarantined, ==, put);
  g_assert_cmpint (count_mines (c), ==, 0);
  g_assert_cmpuint (meet_hostile (office, a).pushed, ==, put);
  g_assert_cmpuint (meet_hostile (office, c).pulled, ==, put);
  g_assert_true (meet_hostile (office, d).equal);
  g_assert_true (meet_hostile (office, c).equal);
  g_assert_true (meet_hostile (office, a).equal);
  g_assert_cmpint (count_mines (c), ==, 3);
  office_assert_sound (a);
  office_assert_sound (c);
  office_assert_sound (d);
  office_assert_equal (a, c);
  office_assert_equal (a, d);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/forks/fault-12-copied", NULL, test_copied);
  g_test_add_data_func ("/forks/fault-12-copy-first", "", test_copied);
  g_test_add_func ("/forks/goes-on", test_goes_on);
  g_test_add_func ("/forks/two-connections", test_two_connections);
  g_test_add_func ("/forks/fault-24-set-back", test_set_back);
  g_test_add_func ("/forks/hub-heals", test_hub_heals);
  g_test_add_func ("/forks/tampered", test_tampered);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/forks/any-copies/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_any_copies);
    }
  g_test_add_func ("/forks/repeated", test_repeated);
  return g_test_run ();
}
