/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "db/db.h"
#include "office.h"

#include <string.h>

static const char *const a_mine[] = {
  "code",      "K01",      "name",     "一矿",
  "mine_type", "open-pit", "position", "{\"type\":\"Point\",\"coordinates\":[113.5,37.9]}",
  NULL
};
static const char *const a_bare_mine[] = { "code", "K02", "name", "二矿", NULL };

static void
test_create_and_open (void)
{
  g_autoptr (Office) office = office_new (1);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = office_path (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  store = office_reopen (office, store);
  g_assert_true (lt_store_is_writable (store));
  g_assert_cmpint (lt_digest_compare (lt_store_get_bureau (store), &office->bureau), ==, 0);
  record = office_get (store, &id);
  g_assert_cmpstr (lt_record_get_title (record), ==, "一矿");
  g_assert_cmpint (lt_store_count (store, record->kind, NULL, NULL), ==, 1);
  office_assert_sound (store);
  /* What is there is not made anew. */
  g_assert_null (lt_store_create (path, NULL, office->random, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
}

static void
assert_kept_out (LtDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (lt_db_script (db, sql, &error))
    g_error ("this went past the door: %s", sql);
  g_assert_nonnull (strstr (error->message, "lt_writing"));
}

/* Another program's connection knows no lt_writing(): every table is shut. */
static void
test_one_door (void)
{
  g_autoptr (Office) office = office_new (2);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = office_path (office, "a");
  g_autoptr (LtDb) db = NULL;
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  static const char *const inner[] = { "lt_meta",       "lt_stream", "lt_group",    "lt_op",
                                       "lt_record",     "lt_head",   "lt_conflict", "lt_state",
                                       "lt_quarantine", "lt_peer",   "lt_place" };

  office_add (office, store, &office->keeper, "mine", a_mine);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  for (gsize i = 0; i < n + G_N_ELEMENTS (inner); i++)
    {
      const char *table = i < n ? kinds[i]->table : inner[i - n];
      g_autofree char *insert =
          g_strdup_printf ("INSERT INTO \"%s\" SELECT * FROM \"%s\"", table, table);
      g_autofree char *removal = g_strdup_printf ("DELETE FROM \"%s\"", table);
      g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
      gint64 rows = 0;

      g_assert_true (lt_db_get_int (db, &rows, NULL, count, ""));
      if (rows == 0)
        continue;
      assert_kept_out (db, insert);
      assert_kept_out (db, removal);
    }
  assert_kept_out (db, "UPDATE mine SET name='x'");
  assert_kept_out (db, "UPDATE lt_op SET value=x'00'");
  assert_kept_out (db, "INSERT INTO zone (id, name) VALUES ('x', 'x')");
  office_assert_sound (store);
}

/* Through a reader of ours it is no better: the function is there and says no. */
static void
test_shut_between_writes (void)
{
  g_autoptr (Office) office = office_new (3);
  LtStore *store = office_found (office, "a");
  g_autofree char *path = office_path (office, "a");
  g_autoptr (LtDb) db = NULL;
  g_autoptr (GError) error = NULL;

  office_add (office, store, &office->keeper, "mine", a_mine);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  lt_db_add_guard (db, "lt_writing");
  g_assert_false (lt_db_script (db, "UPDATE mine SET name='x'", &error));
  g_assert_nonnull (strstr (error->message, "written only by Lantian"));
}

/* An edit from a form that was opened before a colleague's change overwrites
 * nothing: both values stay. */
static void
test_stale_form (void)
{
  g_autoptr (Office) office = office_new (4);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) mine = office_get (store, &id);
  g_autoptr (LtRecord) stale = office_get (store, &id);
  g_autoptr (LtRecord) now = NULL;
  g_autofree char *conflicts = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *text = lt_id_to_text (&id);
  LtAuthor later = office->keeper;

  later.now += 1000;
  g_assert_true (office_set (store, &office->keeper, mine, "name", "一矿改", NULL));
  g_assert_true (office_set (store, &later, stale, "name", "一矿又改", NULL));
  now = office_get (store, &id);
  g_assert_true (lt_record_has_conflict (now, (guint) lt_kind_find_field (now->kind, "name")));
  /* Of a name the later one is shown meanwhile. */
  g_assert_cmpstr (lt_record_get_title (now), ==, "一矿又改");
  conflicts = office_conflicts (store);
  expected = g_strdup_printf ("%s name 一矿又改|一矿改", text);
  g_assert_cmpstr (conflicts, ==, expected);
  office_assert_sound (store);
  /* Whoever has seen both, resolves. */
  g_assert_true (office_set (store, &later, now, "name", "一矿改", NULL));
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 0);
  office_assert_sound (store);
}

/* Two who type the same are of one mind. */
static void
test_same_value_twice (void)
{
  g_autoptr (Office) office = office_new (5);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) stale = office_get (store, &id);

  g_assert_true (office_set (store, &office->keeper, stale, "name", "同", NULL));
  g_assert_true (office_set (store, &office->keeper, stale, "name", "同", NULL));
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 0);
  office_assert_sound (store);
}

/* Of a role nothing is chosen: nothing is shown until somebody decides. */
static void
test_no_choice (void)
{
  g_autoptr (Office) office = office_new (6);
  LtStore *store = office_found (office, "a");
  LtAuthor officer = office_enrol (office, store, "2", "inspector");
  g_autoptr (LtRecord) stale = office_get (store, &officer.officer);
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (office_set (store, &office->keeper, stale, "roles", "inspector,reviewer", NULL));
  g_assert_true (office_set (store, &office->keeper, stale, "roles", "auditor", NULL));
  now = office_get (store, &officer.officer);
  g_assert_null (lt_record_get (now, "roles"));
  g_assert_cmpuint (now->heads[lt_kind_find_field (now->kind, "roles")]->len, ==, 2);
  list = lt_store_list (store, now->kind, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  for (guint i = 0; i < list->len; i++)
    {
      const LtRecord *row = g_ptr_array_index (list, i);

      if (lt_id_equal (&row->id, &officer.officer))
        g_assert_null (lt_record_get (row, "roles"));
    }
  office_assert_sound (store);
}

/* A removal that did not see an edit does not win: the record stays, and that
 * the two are at odds is told, whichever came first. */
static void
assert_removal_at_odds (gboolean edit_first)
{
  g_autoptr (Office) office = office_new (7);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) seen = office_get (store, &id);
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (edit_first)
    g_assert_true (office_set (store, &office->keeper, seen, "name", "还在", NULL));
  g_assert_true (office_remove (store, &office->keeper, seen, NULL));
  if (!edit_first)
    g_assert_true (office_set (store, &office->keeper, seen, "name", "还在", NULL));
  now = office_get (store, &id);
  g_assert_nonnull (now);
  g_assert_cmpstr (lt_record_get_title (now), ==, "还在");
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 1);
  conflicts = lt_store_list_conflicts (store, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  office_assert_sound (store);
  /* A removal that has seen it all ends it. */
  g_assert_true (office_remove (store, &office->keeper, now, NULL));
  g_assert_null (office_get (store, &id));
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 0);
  office_assert_sound (store);
}

static void
test_removal_and_edit (void)
{
  assert_removal_at_odds (TRUE);
  assert_removal_at_odds (FALSE);
}

static void
test_two_removals (void)
{
  g_autoptr (Office) office = office_new (8);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) seen = office_get (store, &id);

  g_assert_true (office_remove (store, &office->keeper, seen, NULL));
  g_assert_true (office_remove (store, &office->keeper, seen, NULL));
  g_assert_null (office_get (store, &id));
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 0);
  office_assert_sound (store);
}

static LtDigest
last_group (LtStore *store)
{
  g_autoptr (GPtrArray) groups = office_groups (store);
  GBytes *last = g_ptr_array_index (groups, groups->len - 1);
  g_autoptr (LtGroup) group =
      lt_group_from_bytes (g_bytes_get_data (last, NULL), g_bytes_get_size (last));

  return group->id;
}

static gboolean
undo (LtStore *store, const LtAuthor *author, LtDigest group, GError **error)
{
  g_autoptr (LtChange) change = lt_store_compensate (store, &group, error);

  return change != NULL && lt_store_append (store, change, author, NULL, error);
}

/* Made, removed, there again, and each step undone: nothing is lost on the way. */
static void
test_undo (void)
{
  g_autoptr (Office) office = office_new (9);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  LtDigest making = last_group (store);
  LtDigest setting;
  LtDigest removing;
  LtDigest before;
  LtDigest after;
  g_autoptr (LtRecord) mine = office_get (store, &id);
  g_autoptr (LtRecord) renamed = NULL;
  g_autoptr (LtRecord) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_store_get_state (store, &before, NULL));
  g_assert_true (office_set (store, &office->keeper, mine, "name", "改", NULL));
  setting = last_group (store);
  /* The making cannot be undone any more, since there is a change upon it. */
  g_assert_false (undo (store, &office->keeper, making, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_true (undo (store, &office->keeper, setting, NULL));
  g_assert_true (lt_store_get_state (store, &after, NULL));
  g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
  renamed = office_get (store, &id);
  g_assert_true (office_remove (store, &office->keeper, renamed, NULL));
  removing = last_group (store);
  g_assert_null (office_get (store, &id));
  g_assert_true (undo (store, &office->keeper, removing, NULL));
  back = office_get (store, &id);
  g_assert_nonnull (back);
  g_assert_true (lt_store_get_state (store, &after, NULL));
  g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 0);
  office_assert_sound (store);
}

static void
test_undo_making (void)
{
  g_autoptr (Office) office = office_new (10);
  LtStore *store = office_found (office, "a");
  LtDigest before;
  LtDigest after;
  LtDigest making;
  g_autoptr (LtRecord) back = NULL;
  LtId id;

  g_assert_true (lt_store_get_state (store, &before, NULL));
  id = office_add (office, store, &office->keeper, "mine", a_bare_mine);
  making = last_group (store);
  g_assert_true (undo (store, &office->keeper, making, NULL));
  g_assert_null (office_get (store, &id));
  g_assert_true (lt_store_get_state (store, &after, NULL));
  g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
  /* Undoing the undoing brings it back. */
  g_assert_true (undo (store, &office->keeper, last_group (store), NULL));
  back = office_get (store, &id);
  g_assert_nonnull (back);
  office_assert_sound (store);
}

/* Set by one, set by another upon it: the first cannot be undone alone. */
static void
test_undo_changed_since (void)
{
  g_autoptr (Office) office = office_new (11);
  LtStore *store = office_found (office, "a");
  LtId id = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtRecord) first = office_get (store, &id);
  g_autoptr (LtRecord) second = NULL;
  g_autoptr (GError) error = NULL;
  LtDigest setting;
  gint64 operations;

  g_assert_true (office_set (store, &office->keeper, first, "mineral", "煤", NULL));
  setting = last_group (store);
  second = office_get (store, &id);
  g_assert_true (office_set (store, &office->keeper, second, "mineral", "铝", NULL));
  operations = lt_store_count_operations (store);
  g_assert_false (undo (store, &office->keeper, setting, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpint (lt_store_count_operations (store), ==, operations);
}

/* A refused change leaves nothing, neither in the file nor in memory. */
static void
test_refused (void)
{
  g_autoptr (Office) office = office_new (12);
  LtStore *store = office_found (office, "a");
  LtAuthor auditor = office_enrol (office, store, "2", "auditor");
  LtAuthor stranger = auditor;
  LtAuthor pretender = auditor;
  LtAuthor *authors[] = { &auditor, &stranger, &pretender };
  g_autoptr (LtRecord) record = office_record (office, "mine", a_mine);
  LtDigest before;
  LtDigest after;
  gint64 operations = lt_store_count_operations (store);

  lt_key_pair_make (&stranger.key, office->random); /* a key nobody enrolled */
  pretender.officer = office->keeper.officer;       /* another's name, his own key */
  g_assert_true (lt_store_get_state (store, &before, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      g_autoptr (LtChange) change = lt_change_new ();
      g_autoptr (GError) error = NULL;

      lt_change_create (change, record);
      g_assert_false (lt_store_append (store, change, authors[i], NULL, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
      g_assert_null (office_get (store, &record->id));
    }
  g_assert_true (lt_store_get_state (store, &after, NULL));
  g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
  g_assert_cmpint (lt_store_count_operations (store), ==, operations);
  office_add (office, store, &office->keeper, "mine", a_mine);
  office_assert_sound (store);
}

/* Small numbers come out of a list as they went in, not as 1e-05. */
static void
test_small_decimals (void)
{
  static const char *const numbers[] = {
    "0.00001",         "0.000000000000001", "0.1",        "8.6",
    "999999999.12345", "0.30000000000001",  "1000000000", "0"
  };
  g_autoptr (Office) office = office_new (13);
  LtStore *store = office_found (office, "a");
  const LtKind *kind = lt_kind_by_name ("mine");
  g_autoptr (GPtrArray) list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    office_add (office, store, &office->keeper, "mine",
                (const char *const[]){ "name", "矿", "pit_surface", numbers[i], NULL });
  list = lt_store_list (store, kind, NULL, NULL);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (numbers));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (lt_record_get (g_ptr_array_index (list, i), "pit_surface"), ==, numbers[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keeping/create-and-open", test_create_and_open);
  g_test_add_func ("/keeping/one-door", test_one_door);
  g_test_add_func ("/keeping/shut-between-writes", test_shut_between_writes);
  g_test_add_func ("/keeping/stale-form", test_stale_form);
  g_test_add_func ("/keeping/same-value-twice", test_same_value_twice);
  g_test_add_func ("/keeping/no-choice", test_no_choice);
  g_test_add_func ("/keeping/removal-and-edit", test_removal_and_edit);
  g_test_add_func ("/keeping/two-removals", test_two_removals);
  g_test_add_func ("/keeping/undo", test_undo);
  g_test_add_func ("/keeping/undo-making", test_undo_making);
  g_test_add_func ("/keeping/undo-changed-since", test_undo_changed_since);
  g_test_add_func ("/keeping/refused", test_refused);
  g_test_add_func ("/keeping/small-decimals", test_small_decimals);
  return g_test_run ();
}
