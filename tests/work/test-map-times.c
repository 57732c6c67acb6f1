/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of when a county has anything, and which steps lead through it. Dates were counted
 * in a calendar. */

#include "desk.h"
#include "work/map-times.h"

static gint64
at (const char *text, LtInterval interval)
{
  gint64 time = 0;

  g_assert_true (lt_reading_parse_time (text, interval, &time));
  return time;
}

static void
assert_time (gint64 time, LtInterval interval, const char *text)
{
  g_autofree char *got = lt_reading_format_time (time, interval);

  g_assert_cmpstr (got, ==, text);
}

static void
test_steps (void)
{
  static const struct
  {
    LtInterval interval;
    const char *from;
    int steps;
    const char *to;
  } cases[] = {
    { LT_INTERVAL_HOUR, "2026-12-31T23:00", 1, "2027-01-01T00:00" },
    { LT_INTERVAL_HOUR, "2024-02-29T00:00", -24, "2024-02-28T00:00" },
    { LT_INTERVAL_DAY, "2024-02-28", 2, "2024-03-01" },
    { LT_INTERVAL_DAY, "1970-01-01", -1, "1969-12-31" },
    { LT_INTERVAL_MONTH, "2026-11", 2, "2027-01" },
    { LT_INTERVAL_MONTH, "2026-01", -13, "2024-12" },
    { LT_INTERVAL_MONTH, "1970-01", -1, "1969-12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LtInterval interval = cases[i].interval;
      gint64 from = at (cases[i].from, interval);
      gint64 to = lt_interval_step (interval, from, cases[i].steps);

      assert_time (to, interval, cases[i].to);
      g_assert_cmpint (lt_interval_count (interval, from, to), ==, cases[i].steps);
    }
  /* No step leads out of what can be read. */
  assert_time (lt_interval_step (LT_INTERVAL_DAY, 0, -1000000), LT_INTERVAL_DAY, "1950-01-01");
  assert_time (lt_interval_step (LT_INTERVAL_MONTH, 0, 1000000), LT_INTERVAL_MONTH, "2199-12");
  assert_time (lt_interval_floor (LT_INTERVAL_HOUR, at ("2026-11-20T08:00", LT_INTERVAL_HOUR) + 59),
               LT_INTERVAL_HOUR, "2026-11-20T08:00");
  assert_time (lt_interval_floor (LT_INTERVAL_DAY, -1), LT_INTERVAL_DAY, "1969-12-31");
  assert_time (lt_interval_floor (LT_INTERVAL_MONTH, at ("2026-11-30", LT_INTERVAL_DAY)),
               LT_INTERVAL_DAY, "2026-11-01");
}

static void
assert_range (const LtMapTimes *times,
              LtInterval interval,
              const char *item,
              const char *first,
              const char *last)
{
  LtTimeRange range = lt_map_times_get_range (times, interval, item,
                                              at ("2026-11-20T15:00", LT_INTERVAL_HOUR) + 42);

  g_assert_true (range.any);
  assert_time (range.first, interval, first);
  assert_time (range.last, interval, last);
}

static void
test_ranges (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtMapTimes) empty = NULL;
  g_autoptr (LtMapTimes) times = NULL;
  g_autoptr (GError) error = NULL;
  const LtMapItem *item;

  desk_act_as (desk, OFFICER);
  empty = lt_work_map_times (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->items->len, ==, 0);
  g_assert_false (empty->values[LT_INTERVAL_HOUR].any);

  g_ptr_array_add (kept, desk_add (desk, "station",
                                   (const char *[]){ "code", "T-A", "name", "甲", NULL }));
  g_ptr_array_add (kept, desk_add (desk, "station",
                                   (const char *[]){ "code", "T-B", "name", "乙", NULL }));
  g_ptr_array_add (kept, desk_add (desk, "zone",
                                   (const char *[]){ "code", "Q-1", "name", "区", "zone_kind",
                                                     "coal-ban", "valid_from", "2019-05-06",
                                                     "valid_to", "2027-12-31", NULL }));
  desk_import_values (
      desk, "hours.csv", "audited", "hour",
      "站点,监测项目,时间,值\nT-A,PM2.5,2026-01-01 01:00,35\nT-B,PM2.5,2026-01-03 05:00,36\n"
      "T-A,SO2,2025-12-31 07:00,9\n");
  desk_import_values (desk, "days.csv", "audited", "day",
                      "站点,监测项目,时间,值\nT-A,O3-8h-max,2018-03-04,99\n");
  times = lt_work_map_times (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (times->items->len, ==, 4);
  /* In the order of items.json: what is assessed first. */
  for (guint i = 0; i < 4; i++)
    {
      item = g_ptr_array_index (times->items, i);
      g_assert_cmpstr (item->code, ==, ((const char *[]){ "PM2.5", "SO2", "O3-8h-max", "AQI" })[i]);
    }
  /* The index has the hours of all of them; and of days those of the hours, too: the hour of
   * 05:00 on the 3rd is of that day. */
  item = lt_map_times_find_item (times, "AQI");
  assert_time (item->values[LT_INTERVAL_HOUR].first, LT_INTERVAL_HOUR, "2025-12-31T07:00");
  assert_time (item->values[LT_INTERVAL_HOUR].last, LT_INTERVAL_HOUR, "2026-01-03T05:00");
  assert_time (item->values[LT_INTERVAL_DAY].first, LT_INTERVAL_DAY, "2018-03-04");
  assert_time (item->values[LT_INTERVAL_DAY].last, LT_INTERVAL_DAY, "2026-01-03");
  g_assert_false (item->values[LT_INTERVAL_MONTH].any);
  item = lt_map_times_find_item (times, "PM2.5");
  g_assert_nonnull (item);
  g_assert_cmpstr (item->label, ==, "细颗粒物");
  g_assert_cmpstr (item->unit, ==, "µg/m³");
  g_assert_false (item->values[LT_INTERVAL_DAY].any);
  g_assert_null (lt_map_times_find_item (times, "CO"));

  /* By the hour from the item's own first hour; of an item without any, from the first of all;
   * and however old they are, to the present. */
  assert_range (times, LT_INTERVAL_HOUR, "PM2.5", "2026-01-01T01:00", "2026-11-20T15:00");
  assert_range (times, LT_INTERVAL_HOUR, "", "2025-12-31T07:00", "2026-11-20T15:00");
  assert_range (times, LT_INTERVAL_HOUR, "O3-8h-max", "2025-12-31T07:00", "2026-11-20T15:00");
  /* By days and months all that there is: from the oldest value to the zone's last day. */
  assert_range (times, LT_INTERVAL_DAY, "PM2.5", "2018-03-04", "2027-12-31");
  assert_range (times, LT_INTERVAL_MONTH, "", "2018-03", "2027-12");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/map-times/steps", test_steps);
  g_test_add_func ("/work/map-times/ranges", test_ranges);
  return g_test_run ();
}
