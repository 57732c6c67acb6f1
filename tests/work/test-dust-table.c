/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dust fall by month with ranks. Means, roundings (GB/T 8170) and ranks were worked out by
 * hand. */

#include "desk.h"
#include "work/dust-table.h"

#include <string.h>

static LtRecord *
add_area (Desk *desk, const char *code, const char *name)
{
  return desk_add (desk, "area",
                   (const char *[]){ "code", code, "name", name, "city", "试验市", NULL });
}

static void
add_sample (Desk *desk,
            const char *site,
            const char *month,
            const char *validity,
            const char *value)
{
  g_autoptr (LtRecord) sample =
      desk_add (desk, "dust-fall",
                (const char *[]){ "site", site, "month", month, "validity", validity,
                                  value == NULL ? NULL : "value", value, NULL });
}

static char *
add_site (Desk *desk, const LtRecord *area, const char *code, gboolean reference)
{
  g_autofree char *id = lt_id_to_text (&area->id);
  g_autoptr (LtRecord) site =
      desk_add (desk, "dust-site",
                (const char *[]){ "code", code, "name", code, "area", id, "reference",
                                  reference ? "1" : "0", NULL });

  return lt_id_to_text (&site->id);
}

/* Five counties. The first has three sites and a clean reference point. */
static void
fill (Desk *desk)
{
  static const char *const first_march[] = { "7.0", "8.1", "6.05", "50" };
  g_autofree char *others[4] = { NULL };
  g_autoptr (LtRecord) first = add_area (desk, "T-1", "甲县");

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-1-%d", i);
      g_autofree char *site = add_site (desk, first, code, i == 3);

      add_sample (desk, site, "2030-03", "valid", first_march[i]);
      add_sample (desk, site, "2030-04", i == 0 ? "valid" : "invalid", i == 0 ? "5.4" : "99");
      add_sample (desk, site, "2031-03", "valid", "7.7");
    }
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%d", i + 2);
      g_autofree char *site = g_strdup_printf ("T-%d-0", i + 2);
      g_autoptr (LtRecord) area =
          add_area (desk, code, (const char *[]){ "乙县", "丙县", "丁县", "戊县" }[i]);

      others[i] = add_site (desk, area, site, FALSE);
      add_sample (desk, others[i], "2030-03", i == 2 ? "invalid" : "valid",
                  (const char *[]){ "7.04", "5.2", "1.0", "9.0" }[i]);
      add_sample (desk, others[i], "2030-04", "valid",
                  (const char *[]){ "6.0", "6.0", "1.0", "3.0" }[i]);
    }
  /* Two valid samples of one site and month that say different things. */
  add_sample (desk, others[3], "2030-04", "valid", "4.0");
  for (int i = 0; i < 4; i++)
    g_free (g_steal_pointer (&others[i]));
}

static LtDustTable *
read_table (Desk *desk, LtDustOf of, const char *last, guint months)
{
  g_autoptr (LtDustWish) wish = lt_dust_wish_new (of, last, months);
  g_autoptr (GError) error = NULL;
  LtDustTable *table = lt_work_dust_table (lt_session_get_store (desk->session), wish, &error);

  g_assert_no_error (error);
  return table;
}

static const LtDustRow *
find_row (const LtDustTable *table, const char *code)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const LtDustRow *row = g_ptr_array_index (table->rows, i);

      if (g_strcmp0 (row->code, code) == 0)
        return row;
    }
  return NULL;
}

/* @text: "VALUE RANK", with "-" for what there is not */
static void
assert_cell (const LtDustTable *table, const char *code, guint month, const char *text)
{
  const LtDustRow *row = find_row (table, code);
  g_autofree char *value = NULL;
  g_autofree char *said = NULL;

  g_assert_nonnull (row);
  value = lt_dust_cell_format_value (&row->cells[month]);
  said = row->cells[month].rank == 0
             ? g_strdup_printf ("%s -", value == NULL ? "-" : value)
             : g_strdup_printf ("%s %u", value == NULL ? "-" : value, row->cells[month].rank);
  g_assert_cmpstr (said, ==, text);
}

static void
assert_change (const LtDustTable *table, const char *code, guint month, int change)
{
  const LtDustCell *cell = &find_row (table, code)->cells[month];

  g_assert_true (cell->has_change);
  g_assert_cmpint (cell->change, ==, change);
}

static void
test_means (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDustTable) table = NULL;

  desk_act_as (desk, OFFICER);
  fill (desk);
  table = read_table (desk, LT_DUST_MEANS, "2030-04", 2);
  g_assert_cmpuint (table->months->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (table->months, 0), ==, "2030-03");
  /* (7.0 + 8.1 + 6.05) / 3 = 7.05, half to even 7.0; 7.04 is 7.0 too: 1, 2, 2, 4 */
  assert_cell (table, "T-3", 0, "5.2 1");
  assert_cell (table, "T-1", 0, "7.0 2");
  assert_cell (table, "T-2", 0, "7.0 2");
  assert_cell (table, "T-5", 0, "9.0 4");
  assert_cell (table, "T-4", 0, "- -");
  g_assert_cmpint (find_row (table, "T-4")->cells[0].state, ==, LT_DUST_NOT_VALID);
  g_assert_cmpuint (find_row (table, "T-1")->cells[0].n_ranked, ==, 4);
  g_assert_cmpuint (find_row (table, "T-1")->cells[0].n_sites, ==, 3);
  /* A county of the sample has nothing in that year, which is not 0. */
  g_assert_cmpint (find_row (table, "140302")->cells[0].state, ==, LT_DUST_NO_DATA);
  assert_cell (table, "140302", 0, "- -");

  assert_cell (table, "T-4", 1, "1.0 1");
  assert_cell (table, "T-1", 1, "5.4 2");
  assert_cell (table, "T-2", 1, "6.0 3");
  assert_cell (table, "T-3", 1, "6.0 3");
  assert_cell (table, "T-5", 1, "- -");
  g_assert_cmpint (find_row (table, "T-5")->cells[1].state, ==, LT_DUST_DISPUTED);
  g_assert_cmpuint (find_row (table, "T-1")->cells[1].n_valid, ==, 1);
  assert_change (table, "T-1", 1, 0);
  assert_change (table, "T-2", 1, -1);
  assert_change (table, "T-3", 1, -2);
  g_assert_false (find_row (table, "T-4")->cells[1].has_change);
}

static void
test_highest (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDustTable) table = NULL;

  desk_act_as (desk, OFFICER);
  fill (desk);
  table = read_table (desk, LT_DUST_HIGHEST, "2030-03", 1);
  assert_cell (table, "T-3", 0, "5.2 1");
  assert_cell (table, "T-2", 0, "7.0 2");
  assert_cell (table, "T-1", 0, "8.1 3");
  assert_cell (table, "T-5", 0, "9.0 4");
}

static void
test_sites (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDustTable) table = NULL;

  desk_act_as (desk, OFFICER);
  fill (desk);
  table = read_table (desk, LT_DUST_SITES, "2030-03", 1);
  assert_cell (table, "T-3-0", 0, "5.2 1");
  /* 6.05 is 6.0 by GB/T 8170: half to even. */
  assert_cell (table, "T-1-2", 0, "6.0 2");
  assert_cell (table, "T-1-0", 0, "7.0 3");
  assert_cell (table, "T-2-0", 0, "7.0 3");
  assert_cell (table, "T-1-1", 0, "8.1 5");
  /* The clean reference point is shown, and not ranked. */
  assert_cell (table, "T-1-3", 0, "50.0 -");
  g_assert_true (find_row (table, "T-1-3")->is_reference);
}

static void
test_year (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDustTable) table = NULL;
  g_autofree char *change = NULL;

  desk_act_as (desk, OFFICER);
  fill (desk);
  /* The last month that has anything is the last of the table. */
  table = read_table (desk, LT_DUST_MEANS, NULL, 1);
  g_assert_cmpstr (g_ptr_array_index (table->months, 0), ==, "2031-03");
  /* 7.7 against 7.0 */
  assert_cell (table, "T-1", 0, "7.7 1");
  change = lt_ratio_format (find_row (table, "T-1")->cells[0].year_change, 1);
  g_assert_cmpstr (change, ==, "10.0");
  g_assert_false (find_row (table, "T-1")->cells[0].has_change);
}

/* What a notice says of a county counts where its own sites say nothing. */
static void
test_bulletin (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtDustTable) table = NULL;

  desk_act_as (desk, OFFICER);
  fill (desk);
  desk_import_values (desk, "bulletin.csv", "audited", "month",
                      "月份,排名,城市,区县,降尘量_t_km2_month,同比_pct\n"
                      "2030-03,1,试验市,甲县,1.1,0\n2030-03,2,试验市,丁县,4.25,0\n");
  table = read_table (desk, LT_DUST_MEANS, "2030-03", 1);
  assert_cell (table, "T-4", 0, "4.2 1");
  g_assert_true (find_row (table, "T-4")->cells[0].from_bulletin);
  assert_cell (table, "T-3", 0, "5.2 2");
  assert_cell (table, "T-1", 0, "7.0 3");
  assert_cell (table, "T-2", 0, "7.0 3");
  assert_cell (table, "T-5", 0, "9.0 5");
}

static guint
find_number (const LtDustTable *table, const char *code)
{
  guint number;

  g_assert_true (g_ptr_array_find (table->rows, (gpointer) find_row (table, code), &number));
  return number;
}

static void
assert_words (const LtDustTable *table, const char *code, const char *says, const char *not_says)
{
  g_autofree char *words = lt_dust_cell_describe (table, find_number (table, code), 0);

  if (strstr (words, says) == NULL || (not_says != NULL && strstr (words, not_says) != NULL))
    g_error ("\"%s\" does not say \"%s\", or says \"%s\"", words, says,
             not_says == NULL ? "" : not_says);
}

static void
add_hung (Desk *desk, const LtRecord *area, const char *code, const char *days, const char *value)
{
  g_autofree char *site = add_site (desk, area, code, FALSE);
  g_autoptr (LtRecord) sample =
      desk_add (desk, "dust-fall",
                (const char *[]){ "site", site, "month", "2030-05", "validity", "valid", "value",
                                  value, "days", days, NULL });
}

/* HJ 1221-2021: below 0.3 t/(km²·30d) less than that is written; 30 ± 2 days are usual. */
static void
test_cautions (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) area = NULL;
  g_autoptr (LtDustTable) table = NULL;
  g_autofree char *cell = NULL;

  desk_act_as (desk, OFFICER);
  area = add_area (desk, "T-9", "己县");
  add_hung (desk, area, "T-9-1", "30", "0.29");
  add_hung (desk, area, "T-9-2", "28", "0.3");
  add_hung (desk, area, "T-9-3", "32.1", "5.0");
  add_hung (desk, area, "T-9-4", "27.9", "5.0");
  table = read_table (desk, LT_DUST_SITES, "2030-05", 1);
  cell = lt_dust_cell_format (table, find_number (table, "T-9-1"), 0);
  g_assert_cmpstr (cell, ==, "<0.3 · no. 1");
  assert_words (table, "T-9-1", "<0.3 t/(km²·30d): below what can be detected (0.29)", "instead");
  assert_words (table, "T-9-2", "0.3 t/(km²·30d)", "<0.3");
  assert_words (table, "T-9-2", "0.3 t/(km²·30d)", "instead");
  assert_words (table, "T-9-3", "sampled 32.1 days instead of 30 ± 2", NULL);
  assert_words (table, "T-9-4", "sampled 27.9 days instead of 30 ± 2", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dust-table/means", test_means);
  g_test_add_func ("/dust-table/highest", test_highest);
  g_test_add_func ("/dust-table/sites", test_sites);
  g_test_add_func ("/dust-table/year", test_year);
  g_test_add_func ("/dust-table/bulletin", test_bulletin);
  g_test_add_func ("/dust-table/cautions", test_cautions);
  return g_test_run ();
}
