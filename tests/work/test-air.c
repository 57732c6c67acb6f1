/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The air quality index of stored values: each by the standard of its own date. The
 * expectations are worked out by hand from the breakpoints of HJ 633. */

#include "desk.h"
#include "rules/row.h"
#include "work/air-days.h"
#include "work/air.h"
#include "work/readings.h"
#include "work/standards.h"

#define STATION "1738A"

static LtAirIndices *
judge (Desk *desk, LtInterval interval)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtStandards) standards = lt_work_standards (problems, &error);
  g_autoptr (LtItems) items = lt_work_items (&error);
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) station = lt_store_find (store, lt_kind_by_name ("station"), STATION, NULL);
  LtAirIndices *indices;

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (station);
  indices = lt_work_air_indices (store, standards, items, &station->id, interval, 26000000,
                                 LT_READING_LAST, &error);
  g_assert_no_error (error);
  return indices;
}

static const LtAirIndex *
find (const LtAirIndices *indices, LtInterval interval, const char *time)
{
  gint64 wanted;

  g_assert_true (lt_reading_parse_time (time, interval, &wanted));
  for (guint i = 0; i < indices->rows->len; i++)
    {
      const LtAirIndex *row = &g_array_index (indices->rows, LtAirIndex, i);

      if (row->time == wanted)
        return row;
    }
  g_error ("nothing at %s", time);
}

/* 70 µg/m³ of PM2.5: (100 − 50) / (75 − 35) × 35 + 50 = 93.75 until February 2026, and
 * (150 − 100) / (115 − 60) × 10 + 100 = 109.09… since. An hour stands under its end, so
 * that of 00:00 on 1 March is still one of February. */
static void
test_two_standards (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtAirIndices) hours = NULL;

  desk_act_as (desk, KEEPER);
  desk_import_values (desk, "hours.csv", "real-time", "hour",
                      "站点,监测项目,时间,值\n" STATION ",PM2.5,2026-02-28 23:00,70\n" STATION
                      ",PM2.5,2026-03-01 00:00,70\n" STATION ",PM2.5,2026-03-01 01:00,70\n" STATION
                      ",PM2.5,2026-03-01 02:00,60\n");
  hours = judge (desk, LT_INTERVAL_HOUR);
  g_assert_cmpint (find (hours, LT_INTERVAL_HOUR, "2026-02-28T23:00")->aqi.index, ==, 94);
  g_assert_cmpint (find (hours, LT_INTERVAL_HOUR, "2026-03-01T00:00")->aqi.index, ==, 94);
  g_assert_cmpint (find (hours, LT_INTERVAL_HOUR, "2026-03-01T01:00")->aqi.index, ==, 110);
  /* Five items are missing, and 100 is not above 100: NA. */
  g_assert_cmpint (find (hours, LT_INTERVAL_HOUR, "2026-03-01T02:00")->aqi.index, ==, 0);
  g_assert_true (find (hours, LT_INTERVAL_HOUR, "2026-03-01T02:00")->aqi.withheld);
  g_assert_cmpuint (find (hours, LT_INTERVAL_HOUR, "2026-03-01T02:00")->aqi.n_missing, ==, 5);
  g_assert_cmpuint (hours->scales->len, ==, 2);
}

/* A day with all six items: PM10 at 121 is 101 and alone the primary pollutant. */
static void
test_day (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtAirIndices) days = NULL;
  const LtAirIndex *day;
  guint n_primary = 0;

  desk_act_as (desk, KEEPER);
  desk_import_values (desk, "days.csv", "audited", "day",
                      "站点,监测项目,时间,值\n" STATION ",PM2.5,2026-03-02,60\n" STATION
                      ",PM10,2026-03-02,120.6\n" STATION ",SO2,2026-03-02,60\n" STATION
                      ",NO2,2026-03-02,80\n" STATION ",CO,2026-03-02,1.6\n" STATION
                      ",O3-8h-max,2026-03-02,160\n");
  days = judge (desk, LT_INTERVAL_DAY);
  day = find (days, LT_INTERVAL_DAY, "2026-03-02");
  g_assert_cmpint (day->aqi.index, ==, 101);
  g_assert_cmpuint (day->aqi.n_missing, ==, 0);
  for (guint i = 0; i < day->scale->rows->len; i++)
    if ((day->aqi.primary & (1u << i)) != 0)
      {
        const LtAqiRow *row = g_ptr_array_index (day->scale->rows, i);

        g_assert_cmpstr (row->item, ==, "PM10");
        n_primary++;
      }
  g_assert_cmpuint (n_primary, ==, 1);
}

/* 20 hours of 70 µg/m³ make the day, 19 do not; the hour of 00:00 is the last of the day
 * before. What was reported for a day holds against its hours. */
static void
test_days_of_hours (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GString) hours = g_string_new ("站点,监测项目,时间,值\n");
  g_autoptr (LtAirIndices) days = NULL;
  const LtAirIndex *day;
  guint at = 0;

  desk_act_as (desk, KEEPER);
  for (guint hour = 5; hour <= 23; hour++)
    for (guint date = 1; date <= 3; date++)
      g_string_append_printf (hours, STATION ",PM2.5,2026-02-%02u %02u:00,70\n", date, hour);
  g_string_append (hours, STATION ",PM2.5,2026-02-02 00:00,70\n");
  g_string_append (hours, STATION ",PM2.5,2026-02-04 00:00,70\n");
  desk_import_values (desk, "hours.csv", "real-time", "hour", hours->str);
  desk_import_values (desk, "days.csv", "audited", "day",
                      "站点,监测项目,时间,值\n" STATION ",PM2.5,2026-02-03,35\n");
  days = judge (desk, LT_INTERVAL_DAY);
  g_assert_cmpuint (days->rows->len, ==, 3);
  day = find (days, LT_INTERVAL_DAY, "2026-02-01");
  while (!g_str_equal (((LtAqiRow *) g_ptr_array_index (day->scale->rows, at))->item, "PM2.5"))
    at++;
  g_assert_cmpint (day->aqi.index, ==, 94);
  g_assert_cmpuint (day->made[at].n, ==, 20);
  g_assert_true ((day->from_hours & (1u << at)) != 0);
  day = find (days, LT_INTERVAL_DAY, "2026-02-02");
  g_assert_cmpint (day->aqi.index, ==, 0);
  g_assert_cmpuint (day->made[at].n, ==, 19);
  g_assert_cmpuint (day->made[at].n_required, ==, 20);
  day = find (days, LT_INTERVAL_DAY, "2026-02-03");
  g_assert_cmpint (day->aqi.index, ==, 50);
  g_assert_cmpuint (day->from_hours, ==, 0);
}

/* Of 24 hours five are negative or in another unit: 19 are left, too few for a day. */
static void
test_left_out (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GString) hours = g_string_new ("站点,监测项目,时间,值\n");
  g_autoptr (LtAirIndices) days = NULL, each = NULL;
  const LtAirIndex *day;
  guint at = 0;

  desk_act_as (desk, KEEPER);
  for (guint hour = 1; hour <= 24; hour++)
    g_string_append_printf (hours, STATION ",CO,2026-02-01 %02u:00,%s\n", hour,
                            hour > 5        ? "1.6"
                            : hour % 2 == 0 ? "-0.1"
                                            : "1600");
  desk_import_values (desk, "hours.csv", "real-time", "hour", hours->str);
  days = judge (desk, LT_INTERVAL_DAY);
  day = find (days, LT_INTERVAL_DAY, "2026-02-01");
  while (!g_str_equal (((LtAqiRow *) g_ptr_array_index (day->scale->rows, at))->item, "CO"))
    at++;
  g_assert_cmpuint (day->made[at].n, ==, 19);
  g_assert_false (day->made[at].is_valid);
  g_assert_cmpuint (days->n_left_out, ==, 5);
  each = judge (desk, LT_INTERVAL_HOUR);
  g_assert_cmpuint (each->rows->len, ==, 19);
  g_assert_cmpuint (each->n_left_out, ==, 5);
}

static guint
count_days (Desk *desk, gboolean without_events, LtAirItem item, guint *n_events)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtStandards) standards = lt_work_standards (problems, NULL);
  g_autoptr (LtItems) items = lt_work_items (NULL);
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) station = lt_store_find (store, lt_kind_by_name ("station"), STATION, NULL);
  LtAirLook look = { .without_events = without_events };
  g_autoptr (GArray) days = lt_work_air_days (store, standards, items, &station->id, 26000000,
                                              LT_READING_LAST, &look, NULL);
  guint n = 0;

  g_assert_nonnull (days);
  for (guint i = 0; i < days->len; i++)
    n += g_array_index (days, LtAirDay, i).values[item].is_valid;
  *n_events = look.n_events;
  return n;
}

/* Days of hours: five marked hours of 24 leave 19, too few; a mark of the day, which has no value
 * of its own, takes out what its hours say; of a gas no mark takes anything out. */
static void
test_events (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GString) hours = g_string_new ("站点,监测项目,时间,值,质量标识\n");
  guint n_events;

  desk_act_as (desk, KEEPER);
  for (guint date = 1; date <= 3; date++)
    for (guint hour = 1; hour <= 24; hour++)
      {
        const char *mark = date == 1 && hour <= 5 ? "沙尘" : "";

        g_string_append_printf (hours, STATION ",PM10,2026-03-%02u %02u:00,70,%s\n", date, hour,
                                mark);
        g_string_append_printf (hours, STATION ",SO2,2026-03-%02u %02u:00,7,%s\n", date, hour,
                                mark);
      }
  desk_import_values (desk, "hours.csv", "real-time", "hour", hours->str);
  desk_import_values (desk, "days.csv", "audited", "day",
                      "站点,监测项目,时间,值,质量标识\n" STATION ",PM10,2026-03-02,,扣沙\n");
  g_assert_cmpuint (count_days (desk, FALSE, LT_AIR_PM10, &n_events), ==, 3);
  g_assert_cmpuint (n_events, ==, 6);
  g_assert_cmpuint (count_days (desk, TRUE, LT_AIR_PM10, &n_events), ==, 1);
  g_assert_cmpuint (n_events, ==, 6);
  g_assert_cmpuint (count_days (desk, TRUE, LT_AIR_SO2, &n_events), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/air/two-standards", test_two_standards);
  g_test_add_func ("/air/day", test_day);
  g_test_add_func ("/air/days-of-hours", test_days_of_hours);
  g_test_add_func ("/air/left-out", test_left_out);
  g_test_add_func ("/air/events", test_events);
  return g_test_run ();
}
