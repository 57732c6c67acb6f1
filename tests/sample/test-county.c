/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample county is complete, marked as what it is, and repeatable. */

#include "read-sample.h"

#include "base/id.h"

#include <string.h>

static void
test_order_and_counts (void)
{
  static const struct
  {
    const char *kind;
    guint count;
  } expected[] = {
    { "area", 5 },  { "station", 7 }, { "town", 18 },     { "river", 5 },
    { "mine", 12 }, { "zone", 3 },    { "dust-site", 9 }, { "dust-fall", 9 * N_MONTHS },
  };
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  guint at = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    for (guint n = 0; n < expected[i].count; n++)
      {
        const LtRecord *record;

        g_assert_cmpuint (at, <, records->len);
        record = g_ptr_array_index (records, at++);
        g_assert_cmpstr (record->kind->name, ==, expected[i].kind);
      }
  g_assert_cmpuint (at, ==, records->len);
}

/* What may be empty in a record of the sample, beside what it says itself. */
static gboolean
may_be_empty (const LtRecord *record, const LtField *field)
{
  static const char *const empty[] = {
    "station reference", "zone valid_to", "dust-fall value", "dust-fall days", "dust-fall reason",
    "area valid_from", "area valid_to",
    /* the generator tells what a laboratory reports */
    "dust-fall started", "dust-fall ended", "dust-fall gross_mass", "dust-fall crucible_mass",
    "dust-fall blank_mass", "dust-fall mouth_area", "dust-fall void_reason", NULL
  };
  g_autofree char *name = g_strdup_printf ("%s %s", record->kind->name, field->name);

  return g_strv_contains (empty, name)
         || (g_str_has_prefix (field->name, "party")
             && g_strcmp0 (lt_record_get (record, "party_lost"), "1") == 0);
}

static void
test_fields_are_filled (void)
{
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GError) error = NULL;

      lt_record_check (record, &error);
      g_assert_no_error (error);
      g_assert_false (lt_id_is_zero (&record->id));
      for (guint f = 0; f < record->kind->n_fields; f++)
        if (record->values[f] == NULL && !may_be_empty (record, &record->kind->fields[f]))
          g_error ("%s %s has no %s", record->kind->name, lt_record_get_title (record),
                   record->kind->fields[f].name);
      if (record->kind->key != NULL)
        g_assert_true (
            g_hash_table_add (keys, g_strdup_printf ("%s %s", record->kind->name,
                                                     lt_record_get (record, record->kind->key))));
    }
}

static void
assert_marked (GPtrArray *records, const char *kind, const char *field, const char *mark)
{
  g_autoptr (GPtrArray) picked = pick_kind (records, kind);

  g_assert_cmpuint (picked->len, >, 0);
  for (guint i = 0; i < picked->len; i++)
    {
      const char *text = lt_record_get (g_ptr_array_index (picked, i), field);

      if (text != NULL && strstr (text, mark) == NULL)
        g_error ("%s: field %s is \"%s\", without %s", kind, field, text, mark);
    }
}

static void
test_made_up_is_marked (void)
{
  static const char *const made_up[][2] = { { "mine", "name" },          { "mine", "party" },
                                            { "mine", "party_code" },    { "mine", "location" },
                                            { "mine", "party_address" }, { "mine", "licence" },
                                            { "zone", "name" },          { "dust-site", "name" },
                                            { "area", "source" },        { "town", "source" },
                                            { "mine", "source" },        { "zone", "document" },
                                            { "dust-fall", "source" } };
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);

  for (gsize i = 0; i < G_N_ELEMENTS (made_up); i++)
    assert_marked (records, made_up[i][0], made_up[i][1], "示例");
  assert_marked (records, "area", "source", "示例数据");
  assert_marked (records, "area", "source", "示意");
  assert_marked (records, "area", "schematic", "1");
  assert_marked (records, "river", "schematic", "1");
  assert_marked (records, "zone", "schematic", "1");
  assert_marked (records, "town", "source", "示意");
  assert_marked (records, "mine", "source", "示例数据");
  assert_marked (records, "dust-fall", "source", "示例数据");
  assert_marked (records, "station", "source", "中国环境监测总站");
}

static void
test_mines_are_open_pits_in_all_states (void)
{
  g_autoptr (GPtrArray) records = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) mines = pick_kind (records, "mine");
  const LtField *state = &lt_kind_by_name ("mine")->fields[5];
  guint lost = 0;

  g_assert_cmpstr (state->name, ==, "mine_state");
  for (int c = 0; state->choices[c].name != NULL; c++)
    {
      guint found = 0;

      for (guint i = 0; i < mines->len; i++)
        found += g_str_equal (lt_record_get (g_ptr_array_index (mines, i), "mine_state"),
                              state->choices[c].name);
      g_assert_cmpuint (found, >, 0);
    }
  for (guint i = 0; i < mines->len; i++)
    {
      const LtRecord *mine = g_ptr_array_index (mines, i);

      g_assert_cmpstr (lt_record_get (mine, "mine_type"), ==, "open-pit");
      lost += g_str_equal (lt_record_get (mine, "party_lost"), "1");
    }
  g_assert_cmpuint (lost, ==, 1);
}

static void
assert_same (const LtRecord *a, const LtRecord *b, gboolean with_ids)
{
  g_assert_true (a->kind == b->kind);
  g_assert_true (lt_id_equal (&a->id, &b->id) == with_ids);
  for (guint f = 0; f < a->kind->n_fields; f++)
    if (with_ids || a->kind->fields[f].type != LT_TYPE_REFERENCE)
      g_assert_true (lt_value_equal (a->values[f], b->values[f]));
}

static void
test_repeatable (void)
{
  g_autoptr (GPtrArray) first = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) again = read_county (MONTH_END, SEED);
  g_autoptr (GPtrArray) other = read_county (MONTH_END, SEED + 1);

  g_assert_cmpuint (first->len, ==, again->len);
  g_assert_cmpuint (first->len, ==, other->len);
  for (guint i = 0; i < first->len; i++)
    {
      assert_same (g_ptr_array_index (first, i), g_ptr_array_index (again, i), TRUE);
      assert_same (g_ptr_array_index (first, i), g_ptr_array_index (other, i), FALSE);
    }
}

static void
test_bureau_and_officers (void)
{
  static const char *const expected[][3] = {
    { "14030001", "执法员甲", "inspector" }, { "14030002", "执法员乙", "inspector" },
    { "14030003", "审核员", "reviewer" },    { "14030004", "签发人", "signatory" },
    { "14030005", "管理员", "keeper" },
  };
  g_autoptr (LtRandom) random = lt_random_new_seeded (SEED);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) bureau = lt_sample_bureau (NOW, random, &error);
  g_autoptr (GPtrArray) officers = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (bureau->kind->name, ==, "bureau");
  g_assert_false (lt_id_is_zero (&bureau->id));
  g_assert_cmpstr (lt_record_get (bureau, "code"), ==, "140300");
  g_assert_cmpstr (lt_record_get (bureau, "name"), ==, "阳泉市生态环境局示例分局");
  g_assert_cmpstr (lt_record_get (bureau, "order_prefix"), ==, "阳环示责改");
  g_assert_cmpstr (lt_record_get (bureau, "reconsideration"), ==, "阳泉市人民政府");
  g_assert_cmpstr (lt_record_get (bureau, "court"), ==, "示例人民法院");
  g_assert_cmpstr (lt_record_get (bureau, "sample"), ==, "1");

  officers = lt_sample_officers (NOW, random, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (officers->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const LtRecord *officer = g_ptr_array_index (officers, i);

      g_assert_cmpstr (officer->kind->name, ==, "officer");
      g_assert_cmpstr (lt_record_get (officer, "card"), ==, expected[i][0]);
      g_assert_cmpstr (lt_record_get (officer, "name"), ==, expected[i][1]);
      g_assert_cmpstr (lt_record_get (officer, "roles"), ==, expected[i][2]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/order-and-counts", test_order_and_counts);
  g_test_add_func ("/sample/fields-are-filled", test_fields_are_filled);
  g_test_add_func ("/sample/made-up-is-marked", test_made_up_is_marked);
  g_test_add_func ("/sample/mines-in-all-states", test_mines_are_open_pits_in_all_states);
  g_test_add_func ("/sample/repeatable", test_repeatable);
  g_test_add_func ("/sample/bureau-and-officers", test_bureau_and_officers);
  return g_test_run ();
}
