/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which groups count after a revocation follows from the set of groups, whatever
 * order they came in. */

#include "revoking.h"

#include "base/error.h"
#include "store/key-streams.h"

#include <string.h>

static const char *const a_mine[] = { "name", "一矿", NULL };

/* The officer goes on where nobody has told him. */
static void
test_late_work (void)
{
  g_autoptr (Office) office = office_new (70);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtAuthor officer = office_enrol (office, a, "2", "inspector");
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) mine = office_record (office, "mine", a_mine);
  g_autoptr (GError) error = NULL;
  g_autofree char *hex = lt_hex_encode (officer.key.public_key, LT_KEY_SIZE);
  g_autofree char *why = NULL;
  LtId early, late;

  office_copy (a, b);
  early = add_mine (office, b, &officer);
  office_copy (b, a);
  revoke_key (office, a, &office->keeper, &officer, NULL);
  late = add_mine (office, b, &officer);
  g_assert_true (has (b, &late));
  office_copy (b, a);
  office_copy (a, b);
  g_assert_true (has (a, &early) && has (b, &early));
  g_assert_false (has (a, &late) || has (b, &late));
  office_assert_equal (a, b);
  office_assert_sound (a);
  office_assert_sound (b);
  /* And now he knows, and is told. */
  lt_change_create (change, mine);
  g_assert_false (lt_store_append (b, change, &officer, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "遗失"));
  why = lt_store_find_revocation (b, hex);
  g_assert_cmpstr (why, ==, "遗失");
}

/* Accepted up to an operation: what stands before it stays, what was taken in
 * after it goes, and fields fall back to what they were. */
static void
test_withdrawn (void)
{
  g_autoptr (Office) office = office_new (71);
  LtStore *a = office_found (office, "a");
  LtAuthor officer = office_enrol (office, a, "2", "inspector");
  LtStore *b = office_empty (office, "b");
  g_autofree char *hex = lt_hex_encode (officer.key.public_key, LT_KEY_SIZE);
  g_autofree char *accepted = NULL;
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (LtRecord) now = NULL;
  LtId first, second, of_keeper;

  of_keeper = add_mine (office, a, &office->keeper);
  office_copy (a, b);
  first = add_mine (office, b, &officer);
  accepted = lt_store_list_accepted (b, (const char *const[]){ hex, NULL }, 0, NULL);
  second = add_mine (office, b, &officer);
  seen = office_get (b, &of_keeper);
  g_assert_true (office_set (b, &officer, seen, "name", "改名", NULL));
  office_copy (b, a);
  g_assert_true (has (a, &second));
  revoke_key (office, a, &office->keeper, &officer, accepted);
  g_assert_true (has (a, &first));
  g_assert_false (has (a, &second));
  now = office_get (a, &of_keeper);
  g_assert_cmpstr (lt_record_get (now, "name"), ==, "一矿");
  office_assert_sound (a);
  office_copy (a, b);
  office_assert_equal (a, b);
  office_assert_sound (b);
}

/* Until a time: the devices' clocks say where the cut is made. */
static void
test_accepted_until (void)
{
  g_autoptr (Office) office = office_new (72);
  LtStore *a = office_found (office, "a");
  LtAuthor officer = office_enrol (office, a, "2", "inspector");
  g_autofree char *hex = lt_hex_encode (officer.key.public_key, LT_KEY_SIZE);
  g_autofree char *none = NULL;
  g_autofree char *some = NULL;
  LtId first, second;

  first = add_mine (office, a, &officer);
  officer.now += 1000;
  second = add_mine (office, a, &officer);
  none = lt_store_list_accepted (a, (const char *const[]){ hex, NULL }, OFFICE_NOW, NULL);
  some = lt_store_list_accepted (a, (const char *const[]){ hex, NULL }, OFFICE_NOW + 1000, NULL);
  g_assert_cmpstr (none, ==, "");
  revoke_key (office, a, &office->keeper, &officer, some);
  g_assert_true (has (a, &first));
  g_assert_false (has (a, &second));
}

/* What a stolen keeper's key enrolled falls with it, and all that was done by it. */
static void
test_what_was_built_upon (void)
{
  g_autoptr (Office) office = office_new (73);
  LtStore *a = office_found (office, "a");
  LtAuthor founder = office->keeper;
  LtAuthor thief = office_enrol (office, a, "2", "keeper");
  LtAuthor helper;
  LtId mine;

  office->keeper = thief;
  helper = office_enrol (office, a, "3", "inspector,keeper");
  mine = add_mine (office, a, &helper);
  g_assert_true (has (a, &mine) && has (a, &helper.officer));
  revoke_key (office, a, &founder, &thief, "");
  g_assert_false (has (a, &mine) || has (a, &helper.officer));
  office_assert_sound (a);
}

/* Two keys against each other: the one nearer to the founder prevails, whoever
 * was quicker. */
static void
test_mutual (void)
{
  g_autoptr (Office) office = office_new (74);
  LtStore *a = office_found (office, "a");
  LtAuthor other = office_enrol (office, a, "2", "inspector,keeper");
  LtStore *b = office_empty (office, "b");
  LtStore *c = office_empty (office, "c");
  LtId of_founder, of_other;

  office_copy (a, b);
  of_founder = add_mine (office, a, &office->keeper);
  of_other = add_mine (office, b, &other);
  revoke_key (office, a, &office->keeper, &other, "");
  revoke_key (office, b, &other, &office->keeper, "");
  g_assert_false (has (b, &of_founder));
  office_copy (b, c);
  office_copy (a, c);
  office_copy (b, a);
  office_copy (a, b);
  g_assert_true (has (a, &of_founder) && has (b, &of_founder) && has (c, &of_founder));
  g_assert_false (has (a, &of_other) || has (b, &of_other) || has (c, &of_other));
  office_assert_equal (a, b);
  office_assert_equal (a, c);
  office_assert_sound (a);
  office_assert_sound (b);
  office_assert_sound (c);
}

/* A revocation that another cuts off gives back what it had taken. */
static void
test_given_back (void)
{
  g_autoptr (Office) office = office_new (75);
  LtStore *a = office_found (office, "a");
  LtAuthor keeper = office_enrol (office, a, "2", "keeper");
  LtAuthor officer = office_enrol (office, a, "3", "inspector");
  LtId mine = add_mine (office, a, &officer);

  revoke_key (office, a, &keeper, &officer, "");
  g_assert_false (has (a, &mine));
  office_assert_sound (a);
  revoke_key (office, a, &office->keeper, &keeper, "");
  g_assert_true (has (a, &mine));
  office_assert_sound (a);
}

/* One may give up one's own key: what says so is not cut off by it. */
static void
test_own_key (void)
{
  g_autoptr (Office) office = office_new (76);
  LtStore *a = office_found (office, "a");
  LtAuthor keeper = office_enrol (office, a, "2", "inspector,keeper");
  LtId mine = add_mine (office, a, &keeper);
  g_autofree char *hex = lt_hex_encode (keeper.key.public_key, LT_KEY_SIZE);
  g_autofree char *why = NULL;

  revoke_key (office, a, &keeper, &keeper, NULL);
  why = lt_store_find_revocation (a, hex);
  g_assert_cmpstr (why, ==, "遗失");
  g_assert_true (has (a, &mine));
  g_assert_cmpint (lt_store_count (a, lt_kind_by_name ("revocation"), NULL, NULL), ==, 1);
  office_assert_sound (a);
}

static void
test_rights (void)
{
  g_autoptr (Office) office = office_new (77);
  LtStore *a = office_found (office, "a");
  LtAuthor officer = office_enrol (office, a, "2", "inspector,reviewer,signatory,auditor");
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (LtRecord) seen = NULL;

  g_assert_false (try_revoke (office, a, &officer, &office->keeper, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  revoke_key (office, a, &office->keeper, &officer, NULL);
  /* It stands: nobody takes it back, a keeper neither. */
  list = lt_store_list (a, lt_kind_by_name ("revocation"), NULL, NULL);
  seen = office_get (a, &((LtRecord *) g_ptr_array_index (list, 0))->id);
  g_assert_false (office_remove (a, &office->keeper, seen, NULL));
  g_assert_false (office_set (a, &office->keeper, seen, "reason", "x", NULL));
  office_assert_sound (a);
}

/* Many histories, each told in many orders. */

#define MACHINES 3

typedef struct
{
  Office *office;
  LtStore *stores[MACHINES];
  GArray *people; /* LtAuthor: the founder, keepers, officers */
} Bureau;

static void
enrol_on (Bureau *bureau, LtStore *store, const LtAuthor *by, const char *roles)
{
  LtAuthor founder = bureau->office->keeper;
  g_autofree char *card = g_strdup_printf ("c%u", bureau->people->len);
  LtAuthor made;

  bureau->office->keeper = *by;
  made = office_enrol (bureau->office, store, card, roles);
  bureau->office->keeper = founder;
  g_array_append_val (bureau->people, made);
}

/* Whether the store takes it, which it does not from those it knows as revoked. */
static void
act (Bureau *bureau, LtStore *store, guint dice)
{
  LtRandom *random = bureau->office->random;
  const LtAuthor *by =
      &g_array_index (bureau->people, LtAuthor, lt_random_below (random, bureau->people->len));
  const LtAuthor *whom =
      &g_array_index (bureau->people, LtAuthor, lt_random_below (random, bureau->people->len));
  g_autofree char *by_roles = lt_store_get_roles (store, &by->officer, "2026-11-20", NULL);
  g_autofree char *by_hex = lt_hex_encode (by->key.public_key, LT_KEY_SIZE);
  g_autofree char *hex = lt_hex_encode (whom->key.public_key, LT_KEY_SIZE);
  g_autofree char *revoked = lt_store_find_revocation (store, by_hex);
  g_autoptr (LtRecord) key = lt_store_find_by_key (store, lt_kind_by_name ("key"), hex);
  gboolean keeper = strstr (by_roles, "keeper") != NULL;

  if (revoked != NULL || *by_roles == '\0')
    return;
  if (dice < 5)
    add_mine (bureau->office, store, by);
  else if (dice < 7 && keeper)
    enrol_on (bureau, store, by, dice == 5 ? "inspector,keeper" : "inspector");
  else if (dice >= 7 && keeper && key != NULL && whom != by)
    try_revoke (bureau->office, store, by, whom, dice == 7 ? "" : NULL, NULL);
}

static GPtrArray *
gather (Bureau *bureau)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < MACHINES; i++)
    {
      g_autoptr (GPtrArray) groups = office_groups (bureau->stores[i]);

      for (guint j = 0; j < groups->len; j++)
        if (g_hash_table_add (known, g_bytes_ref (g_ptr_array_index (groups, j))))
          g_ptr_array_add (all, g_bytes_ref (g_ptr_array_index (groups, j)));
    }
  return all;
}

static guint n_withdrawn;
static guint n_revoked;

static void
test_any_order (gconstpointer seed)
{
  g_autoptr (Office) office = office_new (GPOINTER_TO_UINT (seed));
  Bureau bureau = { .office = office, .people = g_array_new (FALSE, FALSE, sizeof (LtAuthor)) };
  g_autoptr (GPtrArray) groups = NULL;
  LtStore *first = NULL;

  bureau.stores[0] = office_found (office, "0");
  g_array_append_val (bureau.people, office->keeper);
  enrol_on (&bureau, bureau.stores[0], &office->keeper, "inspector,keeper");
  enrol_on (&bureau, bureau.stores[0], &office->keeper, "inspector,keeper");
  enrol_on (&bureau, bureau.stores[0], &office->keeper, "inspector");
  for (guint i = 1; i < MACHINES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      bureau.stores[i] = office_empty (office, name);
      office_copy (bureau.stores[0], bureau.stores[i]);
    }
  for (guint i = 0; i < 45; i++)
    {
      act (&bureau, bureau.stores[lt_random_below (office->random, MACHINES)],
           lt_random_below (office->random, 9));
      if (lt_random_below (office->random, 10) == 0)
        office_copy (bureau.stores[lt_random_below (office->random, MACHINES)],
                     bureau.stores[lt_random_below (office->random, MACHINES)]);
    }
  groups = gather (&bureau);
  for (guint i = 0; i < MACHINES + 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("fresh-%u", i);
      LtStore *store = i < MACHINES ? bureau.stores[i] : office_empty (office, name);
      g_auto (GStrv) reasons = NULL;

      deliver_shuffled (store, groups, office->random);
      office_assert_sound (store);
      if (first == NULL)
        first = store;
      office_assert_equal (first, store);
      reasons = lt_store_list_held_back (store);
      n_withdrawn += reasons[0] != NULL ? 1 : 0;
    }
  n_revoked += (guint) lt_store_count (first, lt_kind_by_name ("revocation"), NULL, NULL);
  g_array_unref (bureau.people);
}

/* The histories above must have had something to quarrel about. */
static void
test_was_bad (void)
{
  g_test_message ("%u revocations stand, %u files held something back", n_revoked, n_withdrawn);
  g_assert_cmpuint (n_revoked, >, 5);
  g_assert_cmpuint (n_withdrawn, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/revocation/late-work", test_late_work);
  g_test_add_func ("/revocation/withdrawn", test_withdrawn);
  g_test_add_func ("/revocation/accepted-until", test_accepted_until);
  g_test_add_func ("/revocation/what-was-built-upon", test_what_was_built_upon);
  g_test_add_func ("/revocation/mutual", test_mutual);
  g_test_add_func ("/revocation/given-back", test_given_back);
  g_test_add_func ("/revocation/own-key", test_own_key);
  g_test_add_func ("/revocation/rights", test_rights);
  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/revocation/any-order/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_any_order);
    }
  g_test_add_func ("/revocation/any-order/was-bad", test_was_bad);
  return g_test_run ();
}
