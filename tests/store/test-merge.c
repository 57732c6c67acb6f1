/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets and states: what becomes of them when two sides change them, in whatever
 * order it arrives. What is expected is counted by hand. */

#include "office.h"

#include <string.h>

/* Two files of one bureau that know three officers and an inspection. */
typedef struct
{
  Office *office;
  LtStore *a;
  LtStore *b;
  LtId officers[3];
  LtId inspection;
} Pair;

static void
pair_meet (Pair *pair)
{
  office_copy (pair->a, pair->b);
  office_copy (pair->b, pair->a);
  office_assert_equal (pair->a, pair->b);
  office_assert_sound (pair->a);
  office_assert_sound (pair->b);
}

/* @others: places of the officers that the inspection is made with: "02" */
static Pair *
pair_new (guint64 seed, const char *others)
{
  Pair *pair = g_new0 (Pair, 1);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *place = NULL;
  LtId mine;

  pair->office = office_new (seed);
  pair->a = office_found (pair->office, "a");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *card = g_strdup_printf ("%u", 100 + i);

      pair->officers[i] = office_enrol (pair->office, pair->a, card, "inspector").officer;
    }
  mine = office_add (pair->office, pair->a, &pair->office->keeper, "mine",
                     (const char *const[]){ "name", "一矿", NULL });
  place = lt_id_to_text (&mine);
  for (const char *c = others; *c != '\0'; c++)
    {
      g_autofree char *id = lt_id_to_text (&pair->officers[*c - '0']);

      g_string_append_printf (ids, "%s%s", ids->len == 0 ? "" : ",", id);
    }
  pair->inspection =
      office_add (pair->office, pair->a, &pair->office->keeper, "inspection",
                  (const char *const[]){ "place", place, "started", "2026-11-20T10:00",
                                         "other_officers", ids->str, NULL });
  pair->b = office_empty (pair->office, "b");
  pair_meet (pair);
  return pair;
}

static void
pair_free (Pair *pair)
{
  office_free (pair->office);
  g_free (pair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pair, pair_free)

/* "01": the first and the second officer. */
static char *
read_members (Pair *pair, LtStore *store)
{
  g_autoptr (LtRecord) now = office_get (store, &pair->inspection);
  const char *text = lt_record_get (now, "other_officers");
  GString *found = g_string_new (NULL);

  g_assert_false (
      lt_record_has_conflict (now, (guint) lt_kind_find_field (now->kind, "other_officers")));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = lt_id_to_text (&pair->officers[i]);

      if (text != NULL && strstr (text, id) != NULL)
        g_string_append_printf (found, "%u", i);
    }
  return g_string_free (found, FALSE);
}

static void
write_members (Pair *pair, LtStore *store, const LtRecord *seen, const char *members)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (const char *c = members; *c != '\0'; c++)
    {
      g_autofree char *id = lt_id_to_text (&pair->officers[*c - '0']);

      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ",", id);
    }
  office_set (store, &pair->office->keeper, seen, "other_officers", text->str, &error);
  g_assert_no_error (error);
}

static void
assert_members (Pair *pair, const char *expected)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  pair_meet (pair);
  a = read_members (pair, pair->a);
  b = read_members (pair, pair->b);
  g_assert_cmpstr (a, ==, expected);
  g_assert_cmpstr (b, ==, expected);
  g_assert_cmpint (lt_store_count_conflicts (pair->a), ==, 0);
}

/* @made: what the image has; @here, @there: what each side makes of it; @both:
 * the union of the additions that nobody dropped who saw them */
static const struct
{
  const char *made;
  const char *here;
  const char *there;
  const char *both;
} unions[] = {
  { "", "0", "1", "01" },   /* both add */
  { "0", "01", "", "1" },   /* one adds, the other drops another */
  { "01", "1", "0", "" },   /* each drops one */
  { "01", "12", "0", "2" }, /* drop and add against drop */
  { "012", "", "012", "" }, /* all dropped, nothing done there */
  { "0", "0", "0", "0" },   /* nothing done */
  { "", "2", "2", "2" },    /* the same added twice */
};

static void
test_unions (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unions); i++)
    {
      g_autoptr (Pair) pair = pair_new (100 + i, unions[i].made);
      g_autoptr (LtRecord) here = office_get (pair->a, &pair->inspection);
      g_autoptr (LtRecord) there = office_get (pair->b, &pair->inspection);

      if (!g_str_equal (unions[i].made, unions[i].here))
        write_members (pair, pair->a, here, unions[i].here);
      if (!g_str_equal (unions[i].made, unions[i].there))
        write_members (pair, pair->b, there, unions[i].there);
      assert_members (pair, unions[i].both);
    }
}

/* Dropped here while it is added anew there: who adds wins. And a drop of one
 * that has come to be there twice drops both. */
static void
test_add_wins (void)
{
  g_autoptr (Pair) pair = pair_new (110, "0");
  g_autoptr (LtRecord) here = office_get (pair->a, &pair->inspection);
  g_autoptr (LtRecord) there = office_get (pair->b, &pair->inspection);
  g_autoptr (LtRecord) without = NULL;
  g_autoptr (LtRecord) twice = NULL;

  write_members (pair, pair->b, there, "");
  without = office_get (pair->b, &pair->inspection);
  write_members (pair, pair->b, without, "0");
  write_members (pair, pair->a, here, "");
  assert_members (pair, "0");
  /* Added a second time by one who did not see it there. */
  write_members (pair, pair->a, without, "0");
  pair_meet (pair);
  twice = office_get (pair->b, &pair->inspection);
  write_members (pair, pair->b, twice, "");
  assert_members (pair, "");
}

/* Undo of an addition and of a drop, also after others added the same. */
static void
test_undo_members (void)
{
  g_autoptr (Pair) pair = pair_new (111, "0");
  g_autoptr (LtRecord) seen = office_get (pair->a, &pair->inspection);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtChange) back = NULL;
  g_autoptr (LtValue) value = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *second = lt_id_to_text (&pair->officers[1]);
  guint field = (guint) lt_kind_find_field (seen->kind, "other_officers");
  LtDigest group;

  /* The first is dropped, the second added, in one group. */
  value = lt_value_new_text (second);
  lt_change_set (change, seen, field, value);
  g_assert_cmpuint (lt_change_count (change), ==, 2);
  lt_store_append (pair->a, change, &pair->office->keeper, &group, &error);
  g_assert_no_error (error);
  assert_members (pair, "1");
  back = lt_store_compensate (pair->a, &group, &error);
  g_assert_no_error (error);
  lt_store_append (pair->a, back, &pair->office->keeper, NULL, &error);
  g_assert_no_error (error);
  assert_members (pair, "0");
  /* Once more there is nothing of it left to take back. */
  g_assert_null (lt_store_compensate (pair->a, &group, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
}

/* A removal that did not see an addition does not take the record away. */
static void
test_removal (void)
{
  g_autoptr (Pair) pair = pair_new (112, "0");
  g_autoptr (LtRecord) here = office_get (pair->a, &pair->inspection);
  g_autoptr (LtRecord) there = office_get (pair->b, &pair->inspection);
  g_autoptr (LtRecord) now = NULL;

  g_assert_true (office_remove (pair->a, &pair->office->keeper, here, NULL));
  write_members (pair, pair->b, there, "01");
  pair_meet (pair);
  now = office_get (pair->a, &pair->inspection);
  g_assert_true (now->life_conflict);
  g_assert_true (office_remove (pair->a, &pair->office->keeper, now, NULL));
  pair_meet (pair);
  g_assert_null (office_get (pair->b, &pair->inspection));
}

/* Random additions and drops on three files, against a model that keeps, for
 * each addition, who has dropped it. */
static void
test_random_sets (gconstpointer seed)
{
  g_autoptr (Pair) pair = pair_new (GPOINTER_TO_UINT (seed), "0");
  LtRandom *random = pair->office->random;
  LtStore *stores[] = { pair->a, pair->b };
  /* What each side knows: additions (a number each) of each member, and which are dropped. */
  gboolean added[2][3][200] = { 0 };
  gboolean dropped[2][3][200] = { 0 };
  guint n = 1;

  added[0][0][0] = added[1][0][0] = TRUE;
  for (guint step = 0; step < 60; step++)
    {
      guint side = lt_random_below (random, 2);
      guint officer = lt_random_below (random, 3);
      g_autoptr (LtRecord) seen = office_get (stores[side], &pair->inspection);
      g_autofree char *before = read_members (pair, stores[side]);
      g_autoptr (GString) after = g_string_new (NULL);
      gboolean has = strchr (before, (int) ('0' + officer)) != NULL;

      for (guint i = 0; i < 3; i++)
        if ((strchr (before, (int) ('0' + i)) != NULL) != (i == officer))
          g_string_append_printf (after, "%u", i);
      write_members (pair, stores[side], seen, after->str);
      for (guint i = 0; has && i < n; i++)
        dropped[side][officer][i] |= added[side][officer][i];
      if (!has)
        added[side][officer][n++] = TRUE;
      if (lt_random_below (random, 5) == 0)
        {
          pair_meet (pair);
          for (guint o = 0; o < 3; o++)
            for (guint i = 0; i < n; i++)
              {
                added[0][o][i] = added[1][o][i] = added[0][o][i] || added[1][o][i];
                dropped[0][o][i] = dropped[1][o][i] = dropped[0][o][i] || dropped[1][o][i];
              }
        }
      for (guint s = 0; s < 2; s++)
        {
          g_autofree char *now = read_members (pair, stores[s]);

          for (guint o = 0; o < 3; o++)
            {
              gboolean expected = FALSE;

              for (guint i = 0; i < n; i++)
                expected |= added[s][o][i] && !dropped[s][o][i];
              g_assert_true (expected == (strchr (now, (int) ('0' + o)) != NULL));
            }
        }
    }
}

/* States. */

static LtId
make_order (Pair *pair, const char *state)
{
  g_autoptr (LtRecord) inspection = office_get (pair->a, &pair->inspection);
  g_autofree char *id = lt_id_to_text (&pair->inspection);
  LtId order =
      office_add (pair->office, pair->a, &pair->office->keeper, "order",
                  (const char *const[]){ "provisional_number", "草-1", "state", state, "inspection",
                                         id, "place", lt_record_get (inspection, "place"), NULL });

  pair_meet (pair);
  return order;
}

static void
step_to (Pair *pair, LtStore *store, const LtId *order, const char *state)
{
  g_autoptr (LtRecord) seen = office_get (store, order);

  g_assert_true (office_set (store, &pair->office->keeper, seen, "state", state, NULL));
}

static void
assert_state (Pair *pair, const LtId *order, const char *shown, gboolean conflict)
{
  LtStore *stores[] = { pair->a, pair->b };

  pair_meet (pair);
  for (gsize i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (LtRecord) now = office_get (stores[i], order);
      LtFilter filter = { (char *) "state", (char *) "=", (char *) shown };
      g_autoptr (GPtrArray) filters = g_ptr_array_new ();
      LtQuery query = { .filters = filters };

      g_ptr_array_add (filters, &filter);
      g_assert_cmpstr (lt_record_get (now, "state"), ==, shown);
      g_assert_true (lt_record_has_conflict (now, (guint) lt_kind_find_field (now->kind, "state"))
                     == conflict);
      g_assert_cmpint (lt_store_count_conflicts (stores[i]), ==, conflict ? 1 : 0);
      g_assert_cmpint (lt_store_count (stores[i], now->kind, &query, NULL), ==, 1);
    }
}

/* The steps one after the other, and the same step on both sides. */
static void
test_steps (void)
{
  g_autoptr (Pair) pair = pair_new (120, "");
  LtId order = make_order (pair, "draft");

  step_to (pair, pair->a, &order, "review");
  step_to (pair, pair->b, &order, "review");
  assert_state (pair, &order, "review", FALSE);
  step_to (pair, pair->a, &order, "draft");
  assert_state (pair, &order, "draft", FALSE);
  step_to (pair, pair->b, &order, "review");
  step_to (pair, pair->b, &order, "issued");
  assert_state (pair, &order, "issued", FALSE);
}

/* Sent back on one side, issued on the other: a conflict for a person; shown is
 * what both knew, until he decides. */
static void
test_different_targets (void)
{
  g_autoptr (Pair) pair = pair_new (121, "");
  LtId order = make_order (pair, "draft");

  step_to (pair, pair->a, &order, "review");
  assert_state (pair, &order, "review", FALSE);
  step_to (pair, pair->a, &order, "draft");
  step_to (pair, pair->b, &order, "issued");
  assert_state (pair, &order, "review", TRUE);
  step_to (pair, pair->a, &order, "issued");
  assert_state (pair, &order, "issued", FALSE);
}

/* Over a state, and back from an issued paper: no step, so it does not win, but
 * stands beside what it wanted to supersede until a person decides. */
static void
test_no_step (void)
{
  g_autoptr (Pair) pair = pair_new (122, "");
  LtId order = make_order (pair, "draft");

  step_to (pair, pair->a, &order, "issued");
  assert_state (pair, &order, "draft", TRUE);
  /* A decision for what somebody said is one, whatever it is. */
  step_to (pair, pair->b, &order, "issued");
  assert_state (pair, &order, "issued", FALSE);
  step_to (pair, pair->b, &order, "draft");
  assert_state (pair, &order, "issued", TRUE);
  step_to (pair, pair->b, &order, "issued");
  assert_state (pair, &order, "issued", FALSE);
}

/* Who builds upon a leap alone does not make it a step. */
static void
test_upon_a_leap (void)
{
  g_autoptr (Pair) pair = pair_new (123, "");
  LtId order = make_order (pair, "draft");
  g_autoptr (LtRecord) leap = NULL;
  g_autoptr (LtRecord) only = NULL;
  guint field;

  step_to (pair, pair->a, &order, "issued");
  pair_meet (pair);
  leap = office_get (pair->b, &order);
  only = lt_record_copy (leap);
  field = (guint) lt_kind_find_field (leap->kind, "state");
  g_assert_cmpuint (only->heads[field]->len, ==, 2);
  for (guint i = 0; i < only->heads[field]->len; i++)
    {
      LtHead *head = g_ptr_array_index (only->heads[field], i);

      if (!g_str_equal (lt_value_text (head->value), "issued"))
        g_ptr_array_remove_index (only->heads[field], i--);
    }
  g_assert_true (office_set (pair->b, &pair->office->keeper, only, "state", "issued", NULL));
  assert_state (pair, &order, "draft", TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/sets/unions", test_unions);
  g_test_add_func ("/merge/sets/add-wins", test_add_wins);
  g_test_add_func ("/merge/sets/undo", test_undo_members);
  g_test_add_func ("/merge/sets/removal", test_removal);
  g_test_add_func ("/merge/states/steps", test_steps);
  g_test_add_func ("/merge/states/different-targets", test_different_targets);
  g_test_add_func ("/merge/states/no-step", test_no_step);
  g_test_add_func ("/merge/states/upon-a-leap", test_upon_a_leap);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/merge/sets/random/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_random_sets);
    }
  return g_test_run ();
}
