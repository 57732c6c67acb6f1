/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measured values downward: their order by each column, what stands beside them. */

#include "work/value-rows.h"

#define DAY (24 * 60)

static LtSeries *
add_series (GPtrArray *series, const char *label)
{
  LtSeries *one = g_new0 (LtSeries, 1);

  one->place.label = g_strdup (label);
  one->values = g_array_new (FALSE, FALSE, sizeof (LtSeriesValue));
  g_ptr_array_add (series, one);
  return one;
}

static void
add_value (LtSeries *series, gint64 day, gint64 value)
{
  LtSeriesValue one = { .time = day * DAY, .has_value = TRUE, .value = value * 1000000 };

  g_array_append_val (series->values, one);
}

static LtSeriesValue *
get_last (LtSeries *series)
{
  return &g_array_index (series->values, LtSeriesValue, series->values->len - 1);
}

/* Two places and three days: 30, 10, nothing; 20, one that cannot be, and one in dispute. */
static GPtrArray *
make_series (void)
{
  GPtrArray *series = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_series_free);
  LtSeries *first = add_series (series, "B"), *second = add_series (series, "A");

  add_value (first, 1, 30);
  add_value (first, 2, 10);
  add_value (first, 3, 0);
  get_last (first)->has_value = FALSE;
  add_value (second, 1, 20);
  add_value (second, 2, 900);
  get_last (second)->flagged = TRUE;
  add_value (second, 3, 15);
  get_last (second)->disputed = TRUE;
  return series;
}

/* "A2" is the second value of place A. */
static char *
list_spots (const LtValueRows *rows)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < rows->spots->len; i++)
    {
      const LtValueSpot *spot = &g_array_index (rows->spots, LtValueSpot, i);
      g_autofree char *place = lt_value_rows_format (rows, i, LT_VALUE_PLACE);

      g_string_append_printf (list, "%s%s%u", i > 0 ? " " : "", place, spot->point + 1);
    }
  return g_string_free (list, FALSE);
}

static void
assert_order (LtValueColumn column, gboolean downward, const char *expected)
{
  g_autoptr (GPtrArray) series = make_series ();
  g_autoptr (LtSeriesWish) wish = lt_series_wish_new ();
  g_autoptr (LtValueRows) rows = NULL;
  LtValueOrder order = { column, downward };
  g_autofree char *list = NULL;

  wish->item = g_strdup ("SO2");
  wish->interval = LT_INTERVAL_DAY;
  rows = lt_value_rows_new (series, wish, NULL, NULL);
  lt_value_rows_sort (rows, &order);
  list = list_spots (rows);
  g_assert_cmpstr (list, ==, expected);
}

/* Of equals the latest comes first, whichever way the column goes. */
static void
test_order (void)
{
  assert_order (LT_VALUE_TIME, TRUE, "B3 A3 B2 A2 B1 A1");
  assert_order (LT_VALUE_TIME, FALSE, "B1 A1 B2 A2 B3 A3");
  assert_order (LT_VALUE_PLACE, FALSE, "A3 A2 A1 B3 B2 B1");
  assert_order (LT_VALUE_PLACE, TRUE, "B3 B2 B1 A3 A2 A1");
  assert_order (LT_VALUE_NUMBER, TRUE, "B1 A1 A3 B2 B3 A2");
  assert_order (LT_VALUE_NUMBER, FALSE, "B3 A2 B2 A3 A1 B1");
  assert_order (LT_VALUE_REMARK, TRUE, "A2 A3 B3 B2 B1 A1");
}

static void
assert_cell (const LtValueRows *rows, guint row, LtValueColumn column, const char *expected)
{
  g_autofree char *text = lt_value_rows_format (rows, row, column);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_cells (void)
{
  g_autoptr (GPtrArray) series = make_series ();
  g_autoptr (LtSeriesWish) wish = lt_series_wish_new ();
  g_autoptr (LtValueRows) rows = NULL;

  wish->item = g_strdup ("SO2");
  wish->interval = LT_INTERVAL_DAY;
  rows = lt_value_rows_new (series, wish, NULL, NULL);
  assert_cell (rows, 0, LT_VALUE_NUMBER, "—");
  assert_cell (rows, 0, LT_VALUE_REMARK, "no valid value");
  assert_cell (rows, 1, LT_VALUE_NUMBER, "15");
  assert_cell (rows, 1, LT_VALUE_REMARK, "another import says otherwise");
  assert_cell (rows, 3, LT_VALUE_NUMBER, "900");
  assert_cell (rows, 3, LT_VALUE_REMARK, "× as reported, cannot be so, left out");
  assert_cell (rows, 4, LT_VALUE_REMARK, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/value-rows/order", test_order);
  g_test_add_func ("/work/value-rows/cells", test_cells);
  return g_test_run ();
}
