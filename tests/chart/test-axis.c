/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/chart-private.h"

#include <math.h>

/* Ticks: what is expected was worked out by hand, or follows from GDateTime's calendar. */

static void
assert_axis (double least, double most, double low, double high, double step, int decimals)
{
  ValueAxis axis = lt_chart_value_axis (least, most);

  g_assert_cmpfloat_with_epsilon (axis.low, low, 1e-9);
  g_assert_cmpfloat_with_epsilon (axis.high, high, 1e-9);
  g_assert_cmpfloat_with_epsilon (axis.step, step, 1e-9);
  g_assert_cmpint (axis.decimals, ==, decimals);
}

static void
test_values (void)
{
  assert_axis (8, 117, 0, 120, 20, 0);
  assert_axis (0.1, 0.35, 0, 0.4, 0.1, 1);
  assert_axis (-12, 30, -20, 30, 10, 0);
  assert_axis (3, 1000, 0, 1000, 200, 0);
  assert_axis (0, 0, 0, 1, 0.2, 1);
  assert_axis (-3, -1, -3, 0, 0.5, 1);
  assert_axis (2, 6.4, 0, 8, 2, 0);
}

/* Every scale has room for its values, few ticks, and begins at 0 or below. */
static void
test_any_values (void)
{
  for (int i = 0; i < 2000; i++)
    {
      double least = g_test_rand_double_range (-50, 500);
      double most = least + pow (10, g_test_rand_double_range (-3, 6));
      ValueAxis axis = lt_chart_value_axis (least, most);

      g_assert_cmpfloat (axis.low, <=, MIN (least, 0));
      g_assert_cmpfloat (axis.high, >=, MAX (most, 0) - 1e-9 * fabs (most));
      g_assert_cmpfloat ((axis.high - axis.low) / axis.step, <, 8.5);
    }
}

static gint64
minutes_of (int year, int month, int day, int hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, 0, 0);

  return g_date_time_to_unix (time) / 60;
}

static void
assert_labels (gint64 from, gint64 to, guint most, const char *expected)
{
  TimeTick ticks[MOST_TICKS];
  guint n = lt_chart_time_ticks (from, to, most, ticks);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (labels, "%s%s%s", i == 0 ? "" : " ", ticks[i].label,
                            ticks[i].strong ? "!" : "");
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_times (void)
{
  /* Two days in steps of 12 hours: midnights as days */
  assert_labels (minutes_of (2026, 2, 28, 1), minutes_of (2026, 3, 2, 0), 6,
                 "12:00 03-01! 12:00 03-02!");
  /* The first tick with its year where it is a day */
  assert_labels (minutes_of (2025, 12, 30, 0), minutes_of (2026, 1, 2, 0), 4,
                 "2025-12-30 12-31 2026-01-01! 01-02");
  /* Weeks from Monday: 2026-11-02, -09, -16 and -23 are Mondays */
  assert_labels (minutes_of (2026, 11, 1, 0), minutes_of (2026, 11, 29, 0), 5,
                 "2026-11-02 11-09 11-16 11-23");
  /* Months, and February is shorter */
  assert_labels (minutes_of (2025, 12, 5, 0), minutes_of (2026, 4, 1, 0), 6,
                 "2026-01! 2026-02 2026-03 2026-04");
  /* Quarters begin in January, April, July, October */
  assert_labels (minutes_of (2024, 11, 1, 0), minutes_of (2026, 1, 1, 0), 6,
                 "2025-01! 2025-04 2025-07 2025-10 2026-01!");
  assert_labels (minutes_of (1999, 6, 1, 0), minutes_of (2026, 1, 1, 0), 8,
                 "2000! 2005! 2010! 2015! 2020! 2025!");
}

/* Ticks lie within, rise, are as few as wished, and begin where their unit begins. */
static void
test_any_times (void)
{
  for (int i = 0; i < 2000; i++)
    {
      gint64 from = g_test_rand_int_range (-5000000, 40000000);
      gint64 to = from + (gint64) pow (10, g_test_rand_double_range (2.3, 7.5));
      guint most = (guint) g_test_rand_int_range (2, 20);
      TimeTick ticks[MOST_TICKS];
      guint n = lt_chart_time_ticks (from, to, most, ticks);

      g_assert_cmpuint (n, <=, most + 1);
      for (guint k = 0; k < n; k++)
        {
          g_assert_cmpint (ticks[k].time, >=, from);
          g_assert_cmpint (ticks[k].time, <=, to);
          g_assert_cmpint (((ticks[k].time % 60) + 60) % 60, ==, 0);
          g_assert_true (k == 0 || ticks[k].time > ticks[k - 1].time);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/axis/values", test_values);
  g_test_add_func ("/chart/axis/any-values", test_any_values);
  g_test_add_func ("/chart/axis/times", test_times);
  g_test_add_func ("/chart/axis/any-times", test_any_times);
  return g_test_run ();
}
