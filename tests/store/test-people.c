/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what follows from what a group has seen. Groups here are made by
 * hand, as a stranger would who knows the format. */

#include "office.h"
#include "store/forks.h"

#include <string.h>

static const char *const a_mine[] = { "name", "一矿", NULL };

/* A group of one operation in a stream of its own. */
static LtGroup *
forge (Office *office, LtStore *store, const LtOperation *operation, const LtAuthor *author)
{
  LtGroup *group = lt_group_new ();
  g_autoptr (GPtrArray) groups = office_groups (store);
  LtOperation *copy = lt_operation_new (operation->kind, &operation->record, operation->field,
                                        (LtAction) operation->action);

  lt_random_fill (office->random, &group->stream, sizeof group->stream);
  group->bureau = office->bureau;
  group->first_seq = 1;
  group->actor = author->officer;
  group->schema = 1;
  /* Seen: the latest group of people, which is the last of the founder's stream
   * that has any. */
  for (guint i = groups->len; i > 0 && group->seen->len == 0; i--)
    {
      GBytes *bytes = g_ptr_array_index (groups, i - 1);
      g_autoptr (LtGroup) before =
          lt_group_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      if (lt_group_has_people (before))
        g_array_append_val (group->seen, before->id);
    }
  copy->seq = 1;
  copy->value = lt_value_ref (operation->value);
  g_array_append_vals (copy->parents, operation->parents->data, operation->parents->len);
  lt_operation_seal (copy, &group->stream);
  g_ptr_array_add (group->operations, copy);
  lt_group_sign (group, &author->key);
  return group;
}

static LtReceipt
deliver (LtStore *store, LtGroup *group)
{
  g_autoptr (GBytes) bytes = lt_group_to_bytes (group);

  return office_deliver (store, bytes);
}

static LtOperation *
making (Office *office, const char *kind, const char *const *values)
{
  g_autoptr (LtRecord) record = office_record (office, kind, values);
  LtOperation *operation =
      lt_operation_new (record->kind->number, &record->id, 0, LT_ACTION_CREATE);

  operation->value = lt_image_new (record);
  return operation;
}

static void
assert_kept_out (LtStore *store, LtGroup *group, LtReceipt receipt)
{
  LtDigest before;
  LtDigest after;

  g_assert_true (lt_store_get_state (store, &before, NULL));
  g_assert_cmpint (deliver (store, group), ==, receipt);
  g_assert_true (lt_store_get_state (store, &after, NULL));
  g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
  office_assert_sound (store);
}

static void
assert_refused (Office *office, LtStore *store, LtGroup *group)
{
  assert_kept_out (store, group, LT_RECEIPT_QUARANTINED);
}

static void
test_right_one (void)
{
  g_autoptr (Office) office = office_new (30);
  LtStore *store = office_found (office, "a");
  g_autoptr (LtOperation) operation = making (office, "mine", a_mine);
  g_autoptr (LtGroup) group = forge (office, store, operation, &office->keeper);

  g_assert_cmpint (deliver (store, group), ==, LT_RECEIPT_APPLIED);
  g_assert_cmpint (deliver (store, group), ==, LT_RECEIPT_KNOWN);
  office_assert_sound (store);
}

static void
test_unknown_key (void)
{
  g_autoptr (Office) office = office_new (31);
  LtStore *store = office_found (office, "a");
  LtAuthor stranger = office->keeper;
  g_autoptr (LtOperation) operation = making (office, "mine", a_mine);
  g_autoptr (LtGroup) group = NULL;

  lt_key_pair_make (&stranger.key, office->random);
  group = forge (office, store, operation, &stranger);
  assert_refused (office, store, group);
}

/* An officer's own good key, another officer's name. */
static void
test_another_name (void)
{
  g_autoptr (Office) office = office_new (32);
  LtStore *store = office_found (office, "a");
  LtAuthor officer = office_enrol (office, store, "2", "inspector");
  g_autoptr (LtOperation) operation = making (office, "mine", a_mine);
  g_autoptr (LtGroup) group = NULL;

  officer.officer = office->keeper.officer;
  group = forge (office, store, operation, &officer);
  assert_refused (office, store, group);
}

static void
test_missing_role (void)
{
  g_autoptr (Office) office = office_new (33);
  LtStore *store = office_found (office, "a");
  LtAuthor auditor = office_enrol (office, store, "2", "auditor");
  LtAuthor inspector = office_enrol (office, store, "3", "inspector");
  g_autoptr (LtOperation) mine = making (office, "mine", a_mine);
  g_autoptr (LtOperation) officer =
      making (office, "officer",
              (const char *const[]){ "card", "9", "name", "x", "roles", "keeper,signatory", NULL });
  g_autoptr (LtGroup) first = forge (office, store, mine, &auditor);
  g_autoptr (LtGroup) second = forge (office, store, officer, &inspector);

  assert_refused (office, store, first);
  assert_refused (office, store, second);
}

/* Rights are judged by the kind an operation names. To name a kind that one may
 * change, and mean a record of another, must come to nothing: here an officer
 * without the signatory's role writes "issued" into field 3 of an order, which
 * of a town is its source. */
static void
test_other_kind (void)
{
  g_autoptr (Office) office = office_new (34);
  LtStore *store = office_found (office, "a");
  LtAuthor inspector = office_enrol (office, store, "2", "inspector");
  LtId nowhere = { { 7 } };
  g_autofree char *id = lt_id_to_text (&nowhere);
  LtId order =
      office_add (office, store, &office->keeper, "order",
                  (const char *const[]){ "provisional_number", "草-1", "state", "draft",
                                         "inspection", id, "place", id, "party", "甲", "facts",
                                         "乙", "measures", "丙", "deadline", "2026-12-01", NULL });
  g_autoptr (LtOperation) operation =
      lt_operation_new (lt_kind_by_name ("town")->number, &order, 3, LT_ACTION_SET);
  g_autoptr (LtRecord) seen = office_get (store, &order);
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (LtGroup) group = NULL;

  operation->value = lt_value_new_text ("issued");
  lt_operation_add_parent (operation,
                           &((LtHead *) g_ptr_array_index (seen->heads[2], 0))->operation);
  group = forge (office, store, operation, &inspector);
  g_assert_cmpint (deliver (store, group), ==, LT_RECEIPT_QUARANTINED);
  now = office_get (store, &order);
  g_assert_cmpstr (lt_record_get (now, "state"), ==, "draft");
  g_assert_false (lt_record_has_conflict (now, 2));
  office_assert_sound (store);
}

/* An action that is none, or stands where it has no meaning, changes nothing. */
static void
test_strange_actions (void)
{
  static const struct
  {
    guint32 field;
    guint8 action;
  } strange[] = { { 0, LT_ACTION_SET },
                  { 2, LT_ACTION_REMOVE },
                  { 2, LT_ACTION_REVIVE },
                  { 0, 9 },
                  { 2, 0 },
                  { 2, 9 } };
  g_autoptr (Office) office = office_new (35);
  LtStore *store = office_found (office, "a");
  LtId mine = office_add (office, store, &office->keeper, "mine", a_mine);
  LtDigest before;

  g_assert_true (lt_store_get_state (store, &before, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (LtOperation) operation =
          lt_operation_new (7, &mine, strange[i].field, (LtAction) strange[i].action);
      g_autoptr (LtGroup) group = forge (office, store, operation, &office->keeper);
      LtDigest after;

      deliver (store, group);
      g_assert_true (lt_store_get_state (store, &after, NULL));
      g_assert_cmpint (lt_digest_compare (&before, &after), ==, 0);
      g_assert_cmpint (lt_store_count_conflicts (store), ==, 0);
      office_assert_sound (store);
    }
}

/* An id names its record's kind: what makes it another is refused, in whatever
 * order the two come. */
static void
test_made_as_two_kinds (void)
{
  g_autoptr (Office) office = office_new (36);
  LtStore *store = office_found (office, "a");
  LtStore *ab = office_empty (office, "ab");
  LtStore *ba = office_empty (office, "ba");
  g_autoptr (LtRecord) mine =
      office_record (office, "mine",
                     (const char *const[]){ "name", "甲", "position",
                                            "{\"type\":\"Point\",\"coordinates\":[113.5,37.9]}",
                                            NULL });
  g_autoptr (LtRecord) town =
      office_record (office, "town", (const char *const[]){ "name", "乙", NULL });
  g_autoptr (LtOperation) first = lt_operation_new (7, &mine->id, 0, LT_ACTION_CREATE);
  g_autoptr (LtOperation) second = lt_operation_new (13, &mine->id, 0, LT_ACTION_CREATE);
  g_autoptr (LtGroup) one = NULL;
  g_autoptr (LtGroup) other = NULL;

  first->value = lt_image_new (mine);
  second->value = lt_image_new (town);
  one = forge (office, store, first, &office->keeper);
  other = forge (office, store, second, &office->keeper);
  office_copy (store, ab);
  office_copy (store, ba);
  g_assert_cmpint (deliver (ab, one), ==, LT_RECEIPT_APPLIED);
  g_assert_cmpint (deliver (ab, other), ==, LT_RECEIPT_QUARANTINED);
  g_assert_cmpint (deliver (ba, other), ==, LT_RECEIPT_QUARANTINED);
  g_assert_cmpint (deliver (ba, one), ==, LT_RECEIPT_APPLIED);
  office_assert_sound (ab);
  office_assert_sound (ba);
  office_assert_equal (ab, ba);
}

static void
test_impossible_values (void)
{
  static const struct
  {
    guint32 field;
    const char *value;
    gsize size;
  } bad[] = { { 6, "exploded", 8 }, { 7, "1e5", 3 },  { 7, "008", 3 },  { 2, " 矿", 4 },
              { 2, "a\nb", 3 },     { 2, "a\0b", 3 }, { 2, "\xff", 1 }, { 2, "", 0 },
              { 14, "nowhere", 7 }, { 11, "yes", 3 } };
  g_autoptr (Office) office = office_new (37);
  LtStore *store = office_found (office, "a");
  LtId mine = office_add (office, store, &office->keeper, "mine", a_mine);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (LtOperation) operation = lt_operation_new (7, &mine, bad[i].field, LT_ACTION_SET);
      g_autoptr (LtGroup) group = NULL;

      operation->value = lt_value_new (bad[i].value, bad[i].size);
      group = forge (office, store, operation, &office->keeper);
      assert_refused (office, store, group);
    }
}

/* What a newer program made is kept and passed on, and counts in the state. */
static void
test_newer_fields (void)
{
  g_autoptr (Office) office = office_new (38);
  LtStore *store = office_found (office, "a");
  LtStore *other = office_empty (office, "b");
  LtId mine = office_add (office, store, &office->keeper, "mine", a_mine);
  g_autoptr (LtOperation) field = lt_operation_new (7, &mine, 900, LT_ACTION_SET);
  g_autoptr (LtOperation) kind = NULL;
  g_autoptr (LtGroup) first = NULL;
  g_autoptr (LtGroup) second = NULL;
  LtDigest before;
  LtDigest after;
  LtId id;

  lt_id_make (&id, 900, OFFICE_NOW, office->random);
  kind = lt_operation_new (900, &id, 1, LT_ACTION_SET);
  field->value = lt_value_new_text ("x");
  kind->value = lt_value_new_text ("x");
  first = forge (office, store, field, &office->keeper);
  second = forge (office, store, kind, &office->keeper);
  g_assert_true (lt_store_get_state (store, &before, NULL));
  g_assert_cmpint (deliver (store, first), ==, LT_RECEIPT_APPLIED);
  g_assert_cmpint (deliver (store, second), ==, LT_RECEIPT_APPLIED);
  g_assert_true (lt_store_get_state (store, &after, NULL));
  g_assert_cmpint (lt_digest_compare (&before, &after), !=, 0);
  office_copy (store, other);
  office_assert_sound (store);
  office_assert_sound (other);
  office_assert_equal (store, other);
}

/* Each bureau takes its own, and only one first group. */
static void
test_other_bureau (void)
{
  g_autoptr (Office) office = office_new (39);
  g_autoptr (Office) elsewhere = office_new (40);
  LtStore *store = office_found (office, "a");
  LtStore *foreign = office_found (elsewhere, "b");
  g_autoptr (GPtrArray) groups = NULL;

  office_add (elsewhere, foreign, &elsewhere->keeper, "mine", a_mine);
  groups = office_groups (foreign);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpint (office_deliver (store, g_ptr_array_index (groups, 0)), ==,
                   LT_RECEIPT_QUARANTINED);
  g_assert_cmpint (office_deliver (store, g_ptr_array_index (groups, 1)), ==,
                   LT_RECEIPT_QUARANTINED);
  g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("officer"), NULL, NULL), ==, 1);
  office_assert_sound (store);
}

/* The note is signed like all the rest. */
static void
test_note (void)
{
  g_autoptr (Office) office = office_new (41);
  LtStore *store = office_found (office, "a");
  g_autoptr (LtOperation) operation = making (office, "mine", a_mine);
  g_autoptr (LtGroup) group = forge (office, store, operation, &office->keeper);

  g_free (group->note);
  group->note = g_strdup ("他要的");
  assert_refused (office, store, group);
}

/* With an invitation one can accept it, and nothing else. */
static void
test_invitation (void)
{
  g_autoptr (Office) office = office_new (42);
  LtStore *store = office_found (office, "a");
  LtId key_id;
  LtAuthor invited = office_invite (office, store, "5", &key_id);
  g_autoptr (LtRecord) key = office_get (store, &key_id);
  g_autoptr (LtRecord) officer = office_get (store, &invited.officer);
  g_autofree char *keeper = lt_id_to_text (&office->keeper.officer);
  g_autoptr (LtOperation) mine = making (office, "mine", a_mine);
  g_autoptr (LtGroup) group = forge (office, store, mine, &invited);

  assert_refused (office, store, group);
  g_assert_false (office_set (store, &invited, officer, "roles", "keeper", NULL));
  g_assert_false (office_set (store, &invited, key, "officer", keeper, NULL));
  g_assert_false (office_remove (store, &invited, key, NULL));
  g_assert_true (office_accept (office, store, &invited, key, NULL));
  /* Its key is no key any more. */
  g_assert_false (office_set (store, &invited, key, "purpose", "officer", NULL));
  office_assert_sound (store);
}

/* Used on two machines that did not know of each other: a conflict that all see. */
static void
test_invitation_twice (void)
{
  g_autoptr (Office) office = office_new (43);
  LtStore *store = office_found (office, "a");
  LtStore *other = office_empty (office, "b");
  LtId key_id;
  LtAuthor invited = office_invite (office, store, "5", &key_id);
  g_autoptr (LtRecord) key = office_get (store, &key_id);
  g_autoptr (LtRecord) now = NULL;

  office_copy (store, other);
  g_assert_true (office_accept (office, store, &invited, key, NULL));
  g_assert_true (office_accept (office, other, &invited, key, NULL));
  office_copy (store, other);
  office_copy (other, store);
  now = office_get (store, &key_id);
  g_assert_true (lt_record_has_conflict (now, 0));
  g_assert_cmpint (lt_store_count_conflicts (store), ==, 1);
  office_assert_sound (store);
  office_assert_sound (other);
  office_assert_equal (store, other);
}

/* The same numbers in a stream with another past: the file was copied. Both are
 * kept; what follows on nothing known, or on the middle of a group, is not. */
static void
test_fork (void)
{
  g_autoptr (Office) office = office_new (44);
  LtStore *store = office_found (office, "a");
  g_autoptr (LtOperation) first = making (office, "mine", a_mine);
  g_autoptr (LtOperation) second = making (office, "mine", a_mine);
  g_autoptr (LtGroup) one = forge (office, store, first, &office->keeper);
  g_autoptr (LtGroup) other = forge (office, store, second, &office->keeper);

  other->stream = one->stream;
  lt_operation_seal (g_ptr_array_index (other->operations, 0), &other->stream);
  lt_group_sign (other, &office->keeper.key);
  g_assert_cmpint (deliver (store, one), ==, LT_RECEIPT_APPLIED);
  g_assert_cmpint (lt_store_count_forks (store), ==, 0);
  g_assert_cmpint (deliver (store, other), ==, LT_RECEIPT_APPLIED);
  g_assert_cmpint (lt_store_count_forks (store), ==, 1);
  g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("mine"), NULL, NULL), ==, 2);
  office_assert_sound (store);
}

/* What says that it follows on the middle of a group is kept out as long as no other
 * group with the same operations ends there; what is a first one and follows on
 * something can stand nowhere. */
static void
test_impossible_past (void)
{
  g_autoptr (Office) office = office_new (45);
  LtStore *store = office_found (office, "a");
  g_autoptr (GPtrArray) groups = office_groups (store);
  g_autoptr (LtGroup) founding =
      lt_group_from_bytes (g_bytes_get_data (g_ptr_array_index (groups, 0), NULL),
                           g_bytes_get_size (g_ptr_array_index (groups, 0)));
  g_autoptr (LtOperation) first = making (office, "mine", a_mine);
  g_autoptr (LtOperation) second = making (office, "mine", a_mine);
  g_autoptr (LtGroup) middle = forge (office, store, first, &office->keeper);
  g_autoptr (LtGroup) begin = forge (office, store, second, &office->keeper);
  LtOperation *operation = g_ptr_array_index (middle->operations, 0);

  middle->stream = founding->stream;
  middle->first_seq = operation->seq = 2;
  operation->prev = ((LtOperation *) g_ptr_array_index (founding->operations, 0))->id;
  lt_operation_seal (operation, &middle->stream);
  lt_group_sign (middle, &office->keeper.key);
  assert_kept_out (store, middle, LT_RECEIPT_GAP);
  operation = g_ptr_array_index (begin->operations, 0);
  operation->prev = ((LtOperation *) g_ptr_array_index (founding->operations, 0))->id;
  lt_operation_seal (operation, &begin->stream);
  lt_group_sign (begin, &office->keeper.key);
  assert_refused (office, store, begin);
  g_assert_cmpint (lt_store_count_forks (store), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/right-one", test_right_one);
  g_test_add_func ("/people/unknown-key", test_unknown_key);
  g_test_add_func ("/people/another-name", test_another_name);
  g_test_add_func ("/people/missing-role", test_missing_role);
  g_test_add_func ("/people/other-kind", test_other_kind);
  g_test_add_func ("/people/strange-actions", test_strange_actions);
  g_test_add_func ("/people/made-as-two-kinds", test_made_as_two_kinds);
  g_test_add_func ("/people/impossible-values", test_impossible_values);
  g_test_add_func ("/people/newer-fields", test_newer_fields);
  g_test_add_func ("/people/other-bureau", test_other_bureau);
  g_test_add_func ("/people/note", test_note);
  g_test_add_func ("/people/invitation", test_invitation);
  g_test_add_func ("/people/invitation-twice", test_invitation_twice);
  g_test_add_func ("/people/fork", test_fork);
  g_test_add_func ("/people/impossible-past", test_impossible_past);
  return g_test_run ();
}
