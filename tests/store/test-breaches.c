/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two machines do to each other without knowing: the faults 14 to 17. In
 * each case nothing is lost, both machines show the same, and the full check
 * finds the tables as the log says. */

#include "office.h"
#include "store/breaches.h"
#include "store/conflicts.h"

#include <string.h>

static void
meet (LtStore *a, LtStore *b)
{
  office_copy (a, b);
  office_copy (b, a);
  office_assert_equal (a, b);
  office_assert_sound (a);
  office_assert_sound (b);
  g_assert_cmpint (lt_store_count_breaches (a), ==, lt_store_count_breaches (b));
}

static LtStore *
second_file (Office *office, LtStore *a)
{
  LtStore *b = office_empty (office, "b");

  meet (a, b);
  return b;
}

static void
assert_breaches (LtStore *store, LtBreachSort what, guint n)
{
  g_autoptr (GPtrArray) list = lt_store_list_breaches (store, NULL);

  g_assert_cmpuint (list->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (((LtBreach *) g_ptr_array_index (list, i))->what, ==, what);
}

/* A form is open while the same field arrives: what is saved names what was seen. */
static void
test_open_form (void)
{
  g_autoptr (Office) office = office_new (200);
  LtStore *a = office_found (office, "a");
  LtAuthor other = office_enrol (office, a, "2", "inspector");
  LtId id =
      office_add (office, a, &office->keeper, "mine", (const char *const[]){ "name", "旧", NULL });
  LtStore *b = second_file (office, a);
  g_autoptr (LtRecord) form = office_get (a, &id);
  g_autoptr (LtRecord) there = office_get (b, &id);
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (LtValue) base = NULL;
  g_autoptr (GHashTable) officers = g_hash_table_new (lt_id_hash, lt_id_equal);
  guint field = (guint) lt_kind_find_field (form->kind, "name");

  other.now += 60000;
  g_assert_true (office_set (b, &other, there, "name", "乙", NULL));
  office_copy (b, a);
  g_assert_true (office_set (a, &office->keeper, form, "name", "甲", NULL));
  meet (a, b);
  now = office_get (b, &id);
  g_assert_true (lt_record_has_conflict (now, field));
  g_assert_cmpuint (now->heads[field]->len, ==, 2);
  /* Who said what, when, and what was there before. */
  g_assert_true (lt_store_find_base (b, now, field, &base));
  g_assert_cmpstr (lt_value_text (base), ==, "旧");
  for (guint i = 0; i < 2; i++)
    {
      const LtHead *head = g_ptr_array_index (now->heads[field], i);
      gboolean second = g_str_equal (lt_value_text (head->value), "乙");
      LtSaid said;

      g_assert_true (lt_store_who_said (b, &id, &head->operation, &said));
      g_assert_true (
          lt_id_equal (&said.officer, second ? &other.officer : &office->keeper.officer));
      g_assert_cmpint (said.wall, ==, second ? OFFICE_NOW + 60000 : OFFICE_NOW);
      g_assert_cmpuint (strlen (said.device), ==, 4);
    }
}

/* Removed here, changed there, in either direction; removed on both sides. */
static void
test_removed (void)
{
  for (guint way = 0; way < 3; way++)
    {
      g_autoptr (Office) office = office_new (210 + way);
      LtStore *a = office_found (office, "a");
      LtId id = office_add (office, a, &office->keeper, "mine",
                            (const char *const[]){ "name", "旧", NULL });
      LtStore *b = second_file (office, a);
      g_autoptr (LtRecord) here = office_get (a, &id);
      g_autoptr (LtRecord) there = office_get (b, &id);
      g_autoptr (LtRecord) now = NULL;

      if (way != 1)
        g_assert_true (office_remove (a, &office->keeper, here, NULL));
      else
        g_assert_true (office_set (a, &office->keeper, here, "name", "新", NULL));
      if (way != 0)
        g_assert_true (office_remove (b, &office->keeper, there, NULL));
      else
        g_assert_true (office_set (b, &office->keeper, there, "name", "新", NULL));
      meet (a, b);
      now = office_get (a, &id);
      g_assert_true ((now == NULL) == (way == 2));
      if (now == NULL)
        continue;
      g_assert_true (now->life_conflict);
      g_assert_cmpstr (lt_record_get (now, "name"), ==, "新");
    }
}

/* The parent is removed while a child is added: the child stays in view, and is
 * listed until it belongs to something again. */
static void
test_parent_removed (void)
{
  g_autoptr (Office) office = office_new (220);
  LtStore *a = office_found (office, "a");
  LtId site = office_add (office, a, &office->keeper, "dust-site",
                          (const char *const[]){ "code", "D1", "name", "一点", NULL });
  LtStore *b = second_file (office, a);
  g_autoptr (LtRecord) seen = office_get (a, &site);
  g_autofree char *id = lt_id_to_text (&site);
  const char *const values[] = { "site", id, "month", "2026-10", "validity", "missing", NULL };
  g_autoptr (LtRecord) gone = NULL;
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GPtrArray) list = NULL;
  LtDigest removal;
  LtId child;

  lt_change_remove (change, seen);
  lt_store_append (a, change, &office->keeper, &removal, NULL);
  child = office_add (office, b, &office->keeper, "dust-fall", values);
  meet (a, b);
  g_assert_cmpint (lt_store_count (a, lt_kind_by_name ("dust-fall"), NULL, NULL), ==, 1);
  assert_breaches (a, LT_BREACH_PARENT_REMOVED, 1);
  list = lt_store_list_breaches (b, NULL);
  g_assert_true (lt_id_equal (&((LtBreach *) g_ptr_array_index (list, 0))->record, &child));
  g_assert_cmpstr (((LtBreach *) g_ptr_array_index (list, 0))->value, ==, id);
  /* The removal undone: it belongs to something again. */
  {
    g_autoptr (LtChange) back = lt_store_compensate (a, &removal, NULL);

    g_assert_true (lt_store_append (a, back, &office->keeper, NULL, NULL));
  }
  meet (a, b);
  assert_breaches (b, LT_BREACH_PARENT_REMOVED, 0);
  /* Removed once more, and the child after it. */
  gone = office_get (b, &site);
  g_assert_true (office_remove (b, &office->keeper, gone, NULL));
  assert_breaches (b, LT_BREACH_PARENT_REMOVED, 1);
  {
    g_autoptr (LtRecord) orphan = office_get (b, &child);

    g_assert_true (office_remove (b, &office->keeper, orphan, NULL));
  }
  meet (a, b);
  assert_breaches (a, LT_BREACH_PARENT_REMOVED, 0);
}

/* The same value that must be one's own, given on two and then three machines. */
static void
test_taken_twice (void)
{
  static const char *const first[] = { "code", "X1", "name", "甲", NULL };
  static const char *const second[] = { "code", "X1", "name", "乙", NULL };
  g_autoptr (Office) office = office_new (230);
  LtStore *a = office_found (office, "a");
  LtStore *b = second_file (office, a);
  LtId here = office_add (office, a, &office->keeper, "mine", first);
  LtId there = office_add (office, b, &office->keeper, "mine", second);
  LtId third;
  g_autoptr (LtRecord) mine = NULL;

  meet (a, b);
  assert_breaches (a, LT_BREACH_TAKEN_TWICE, 2);
  mine = office_get (b, &there);
  g_assert_true (lt_store_is_taken_twice (b, mine, "code"));
  third = office_add (office, a, &office->keeper, "mine", first);
  meet (a, b);
  assert_breaches (b, LT_BREACH_TAKEN_TWICE, 3);
  /* One gets another, one goes: the last has it for its own. */
  g_assert_true (office_set (b, &office->keeper, mine, "code", "X2", NULL));
  meet (a, b);
  assert_breaches (a, LT_BREACH_TAKEN_TWICE, 2);
  g_clear_pointer (&mine, lt_record_free);
  mine = office_get (a, &third);
  g_assert_true (office_remove (a, &office->keeper, mine, NULL));
  meet (a, b);
  assert_breaches (b, LT_BREACH_TAKEN_TWICE, 0);
  g_assert_nonnull (mine);
  g_clear_pointer (&mine, lt_record_free);
  mine = office_get (a, &here);
  g_assert_false (lt_store_is_taken_twice (a, mine, "code"));
}

/* What is noted is held against the rows. */
static void
test_tampered (void)
{
  static const char *const deeds[] = {
    "DELETE FROM lt_breach",
    "UPDATE lt_breach SET value='X3'",
    "INSERT INTO lt_breach SELECT id, 1, 'X1', 7, 2 FROM mine",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (Office) office = office_new (240 + i);
      LtStore *a = office_found (office, "a");
      LtStore *b = second_file (office, a);
      g_autofree char *path = office_path (office, "a");
      g_autoptr (LtVerification) result = NULL;
      LtDb *db;

      office_add (office, a, &office->keeper, "mine",
                  (const char *const[]){ "code", "X1", "name", "甲", NULL });
      office_add (office, b, &office->keeper, "mine",
                  (const char *const[]){ "code", "X1", "name", "乙", NULL });
      if (i < 2)
        meet (a, b);
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

/* Who drafted it, or made it, signs it off, with a program that lets him; another does
 * it as it should be; who signed it is asked, not what the record says. */
static void
test_own_work (void)
{
  g_autoptr (Office) office = office_new (260);
  LtStore *a = office_found (office, "a");
  LtAuthor author = office_enrol (office, a, "2", "inspector,signatory");
  LtAuthor other = office_enrol (office, a, "3", "inspector,signatory");
  LtStore *b = second_file (office, a);
  g_autofree char *id = lt_id_to_text (&author.officer);
  g_autofree char *other_id = lt_id_to_text (&other.officer);
  struct
  {
    const LtAuthor *maker;
    const char *drafted_by;
    const LtAuthor *issuer;
    gboolean own;
  } cases[] = {
    { &author, id, &other, FALSE },       { &author, id, &author, TRUE },
    { &author, other_id, &author, TRUE }, { &other, id, &author, TRUE },
    { &other, other_id, &author, FALSE },
  };
  guint expected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("暂-%u", i);
      LtStore *there = i % 2 == 0 ? a : b;
      LtId order =
          office_add (office, a, cases[i].maker, "order",
                      (const char *const[]){ "provisional_number", number, "state", "review",
                                             "drafted_by", cases[i].drafted_by, NULL });
      g_autoptr (LtRecord) seen = NULL;
      g_autoptr (GPtrArray) list = NULL;

      meet (a, b);
      seen = office_get (there, &order);
      g_assert_true (office_set (there, cases[i].issuer, seen, "state", "issued", NULL));
      meet (a, b);
      expected += cases[i].own ? 1 : 0;
      assert_breaches (a, LT_BREACH_OWN_WORK, expected);
      assert_breaches (b, LT_BREACH_OWN_WORK, expected);
      list = lt_store_list_breaches (b, NULL);
      for (guint k = 0; k < list->len; k++)
        g_assert_cmpstr (((LtBreach *) g_ptr_array_index (list, k))->value, ==, id);
    }
  /* Made as it should have become. */
  office_add (office, a, &author, "order",
              (const char *const[]){ "provisional_number", "暂-9", "state", "issued", NULL });
  meet (a, b);
  assert_breaches (b, LT_BREACH_OWN_WORK, expected + 1);
}

static void
set_state (LtStore *store, const LtAuthor *author, const LtId *order, const char *state)
{
  g_autoptr (LtRecord) seen = office_get (store, order);

  g_assert_true (office_set (store, author, seen, "state", state, NULL));
}

static void
assert_own_work (LtStore *a, LtStore *b, const LtId *first, const LtId *second)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *one = first == NULL ? NULL : lt_id_to_text (first);
  g_autofree char *two = second == NULL ? NULL : lt_id_to_text (second);

  meet (a, b);
  assert_breaches (a, LT_BREACH_OWN_WORK, (one != NULL ? 1 : 0) + (two != NULL ? 1 : 0));
  list = lt_store_list_breaches (b, NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const char *officer = ((LtBreach *) g_ptr_array_index (list, i))->value;

      g_assert_true (g_strcmp0 (officer, one) == 0 || g_strcmp0 (officer, two) == 0);
    }
}

/* What follows does not hide it, a step back does; a colleague's step stands for what
 * is said again after it. */
static void
test_own_work_later (void)
{
  static const char *const draft[] = { "provisional_number", "暂-1", "state", "draft", NULL };
  static const char *const issued[] = { "provisional_number", "暂-2", "state", "issued", NULL };
  g_autoptr (Office) office = office_new (270);
  LtStore *a = office_found (office, "a");
  LtAuthor author = office_enrol (office, a, "2", "inspector,signatory");
  LtAuthor other = office_enrol (office, a, "3", "inspector,signatory");
  LtStore *b = second_file (office, a);
  LtId order = office_add (office, a, &author, "order", draft);
  LtId made;

  /* Handed on by a colleague, who then signs it off: two have seen it. */
  set_state (a, &other, &order, "review");
  set_state (a, &other, &order, "issued");
  assert_own_work (a, b, NULL, NULL);
  set_state (b, &author, &order, "issued");
  assert_own_work (a, b, NULL, NULL);
  /* Taken back, and signed off by the author himself: a colleague's step after it
   * does not hide that. */
  set_state (b, &other, &order, "review");
  set_state (b, &author, &order, "issued");
  assert_own_work (a, b, &author.officer, NULL);
  set_state (a, &other, &order, "issued");
  assert_own_work (a, b, &author.officer, NULL);
  /* Made as it should have become: nor does it there. What is gone is not named. */
  made = office_add (office, a, &author, "order", issued);
  assert_own_work (a, b, &author.officer, &author.officer);
  set_state (a, &other, &made, "issued");
  assert_own_work (a, b, &author.officer, &author.officer);
  {
    g_autoptr (LtRecord) gone = office_get (a, &made);

    g_assert_true (office_remove (a, &other, gone, NULL));
  }
  assert_own_work (a, b, &author.officer, NULL);
}

/* A step back takes the note away, the step after it brings another. */
static void
test_own_work_taken_back (void)
{
  static const char *const values[] = { "provisional_number", "暂-1", "state", "review", NULL };
  static const char *const made[] = { "provisional_number", "暂-2", "state", "issued", NULL };
  g_autoptr (Office) office = office_new (280);
  LtStore *a = office_found (office, "a");
  LtAuthor author = office_enrol (office, a, "2", "inspector,signatory");
  LtAuthor other = office_enrol (office, a, "3", "inspector,signatory");
  LtStore *b = second_file (office, a);
  LtId order = office_add (office, a, &author, "order", values);
  LtId whole;

  set_state (a, &author, &order, "issued");
  assert_own_work (a, b, &author.officer, NULL);
  set_state (b, &author, &order, "review");
  assert_own_work (a, b, NULL, NULL);
  set_state (b, &other, &order, "issued");
  assert_own_work (a, b, NULL, NULL);
  whole = office_add (office, a, &author, "order", made);
  assert_own_work (a, b, &author.officer, NULL);
  set_state (b, &other, &whole, "draft");
  assert_own_work (a, b, NULL, NULL);
}

static LtGroup *
find_group (LtStore *store, const LtId *record, LtAction action)
{
  g_autoptr (GPtrArray) groups = office_groups (store);

  for (guint i = 0; i < groups->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (groups, i);
      g_autoptr (LtGroup) group =
          lt_group_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      const LtOperation *first = g_ptr_array_index (group->operations, 0);

      if (lt_id_equal (&first->record, record) && first->action == action)
        return g_steal_pointer (&group);
    }
  g_assert_not_reached ();
}

/* A group of @store, as an accomplice's: with an id that is the smaller one, so that
 * it is his group that speaks for the operations. */
static GBytes *
repeat (LtStore *store, const LtId *record, LtAction action, const LtAuthor *accomplice)
{
  g_autoptr (LtGroup) group = find_group (store, record, action);
  LtDigest genuine = group->id;

  group->actor = accomplice->officer;
  for (guint i = 0; i == 0 || lt_digest_compare (&group->id, &genuine) > 0; i++)
    {
      g_free (group->note);
      group->note = g_strdup_printf ("%u", i);
      lt_group_sign (group, &accomplice->key);
    }
  return lt_group_to_bytes (group);
}

/* Backwards, as often as it takes. */
static void
copy_backwards (LtStore *from, LtStore *to)
{
  g_autoptr (GPtrArray) groups = office_groups (from);
  g_autoptr (GPtrArray) backwards = g_ptr_array_new ();

  for (guint i = groups->len; i > 0; i--)
    g_ptr_array_add (backwards, g_ptr_array_index (groups, i - 1));
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GArray) receipts = office_deliver_all (to, backwards);
    }
}

/* Who lets an accomplice say that the draft, and then the step, was his: whoever
 * signed both is named, whichever group speaks for the operations. */
static void
test_own_work_repeated (void)
{
  static const char *const values[] = { "provisional_number", "暂-1", "state", "review", NULL };
  g_autoptr (Office) office = office_new (290);
  LtStore *a = office_found (office, "a");
  LtAuthor author = office_enrol (office, a, "2", "inspector,signatory");
  LtAuthor accomplice = office_enrol (office, a, "3", "inspector,signatory");
  LtStore *b = second_file (office, a);
  LtStore *c = office_empty (office, "c");
  LtId order = office_add (office, a, &author, "order", values);
  g_autoptr (GBytes) draft = repeat (a, &order, LT_ACTION_CREATE, &accomplice);
  g_autoptr (GBytes) step = NULL;

  g_assert_cmpint (office_deliver (a, draft), ==, LT_RECEIPT_APPLIED);
  meet (a, b);
  set_state (a, &author, &order, "issued");
  assert_own_work (a, b, &author.officer, NULL);
  step = repeat (a, &order, LT_ACTION_SET, &accomplice);
  g_assert_cmpint (office_deliver (b, step), ==, LT_RECEIPT_APPLIED);
  assert_own_work (b, a, &author.officer, &accomplice.officer);
  /* And where the accomplice's come first. */
  copy_backwards (a, c);
  assert_own_work (a, c, &author.officer, &accomplice.officer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/breaches/fault-14-open-form", test_open_form);
  g_test_add_func ("/breaches/fault-15-removed-and-changed", test_removed);
  g_test_add_func ("/breaches/fault-16-parent-removed", test_parent_removed);
  g_test_add_func ("/breaches/fault-17-taken-twice", test_taken_twice);
  g_test_add_func ("/breaches/tampered", test_tampered);
  g_test_add_func ("/breaches/own-work", test_own_work);
  g_test_add_func ("/breaches/own-work-later", test_own_work_later);
  g_test_add_func ("/breaches/own-work-taken-back", test_own_work_taken_back);
  g_test_add_func ("/breaches/own-work-repeated", test_own_work_repeated);
  return g_test_run ();
}
