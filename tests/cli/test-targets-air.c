/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "squares.h"

#include <string.h>

/* Year means of four stations of a made-up city of squares, against YQ21 and YQ19; each
 * expectation is worked out by hand beside it. */

static Ctl *ctl;

/* The first n days of a year: one value, and another every second day. */
static void
put_days (GString *table,
          const char *station,
          const char *item,
          int year,
          guint n,
          const char *value,
          const char *second)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (year, 1, 1, 0, 0, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (first, (int) i);
      g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

      g_string_append_printf (table, "%s,%s,%s,%s\n", station, item, date,
                              i % 2 == 0 ? value : second);
    }
}

static void
make_city (void)
{
  g_autoptr (GString) table = g_string_new ("station,item,time,value\n");

  squares_begin (ctl, "city.gpkg");
  squares_add_area (ctl, "140302", "城区", "district", 111);
  squares_add_area (ctl, "140303", "矿区", "district", 112);
  squares_add_area (ctl, "140321", "平定县", "county", 113);
  squares_add_area (ctl, "140322", "盂县", "county", 114);
  squares_add_station (ctl, "C1", "national", 111);
  squares_add_station (ctl, "K1", "national", 112);
  squares_add_station (ctl, "P1", "provincial", 113);
  squares_add_station (ctl, "Y1", "provincial", 114);
  put_days (table, "C1", "NO2", 2021, 365, "37", "38");
  put_days (table, "C1", "SO2", 2021, 365, "19", "19");
  put_days (table, "K1", "NO2", 2021, 365, "45", "45");
  put_days (table, "K1", "SO2", 2021, 365, "20", "20");
  put_days (table, "P1", "NO2", 2021, 365, "39", "39");
  put_days (table, "P1", "SO2", 2021, 365, "40.6", "40.6");
  put_days (table, "Y1", "NO2", 2021, 323, "20", "20");
  put_days (table, "P1", "SO2", 2018, 365, "60", "60");
  put_days (table, "P1", "SO2", 2019, 365, "42", "42");
  put_days (table, "K1", "SO2", 2018, 365, "60", "60");
  put_days (table, "K1", "SO2", 2019, 365, "43", "43");
  put_days (table, "C1", "SO2", 2019, 365, "10", "10");
  ctl_write (ctl, "days.csv", table->str, -1);
  ctl_do (ctl, 0, SQUARES_AT " import reading days.csv --set interval=day");
}

static void
assert_row (const char *rule, const char *area, const char *verdict, const char *value)
{
  JsonObject *row = squares_find_row (ctl, rule, area);

  g_assert_cmpstr (json_object_get_string_member (row, "verdict"), ==, verdict);
  if (value != NULL)
    g_assert_cmpstr (json_object_get_string_member (row, "value"), ==, value);
}

static void
assert_rest (const char *rule, const char *area, const char *bound, int n_left, const char *rest)
{
  JsonObject *row = squares_find_row (ctl, rule, area);

  g_assert_cmpstr (json_object_get_string_member (row, "mean_bound"), ==, bound);
  g_assert_cmpint (json_object_get_int_member (row, "days_left"), ==, n_left);
  g_assert_cmpstr (json_object_get_string_member (row, "mean_of_rest"), ==, rest);
}

static void
test_means (void)
{
  ctl_do (ctl, 1, SQUARES_AT " --json assess targets --explain");
  assert_row ("YQ21-05.1", "140302", "met", NULL);       /* (183 × 37 + 182 × 38) ÷ 365 → 37 */
  assert_row ("YQ21-05.2", "140302", "not-met", "19");   /* 18 */
  assert_row ("YQ21-06.1", "140303", "met", "45");       /* 45 */
  assert_row ("YQ21-06.2", "140303", "met", "20");       /* 20 */
  assert_row ("YQ21-09.1", "140321", "met", "39");       /* 39 */
  assert_row ("YQ21-09.2", "140321", "not-met", "40.6"); /* 41 > 40 */
  assert_row ("YQ21-10.1", "140322", "invalid-data", ""); /* 323 days of 324 */
  assert_row ("YQ21-10.2", "140322", "not-reported", "");
  assert_row ("YQ21-08.1", "140311", "not-reported", ""); /* no station there */
  /* 市区: the national points' mean; 19.5 is 20 by half to even, (37.5 + 45) ÷ 2 is 41 */
  assert_row ("YQ21-02", "140300-urban", "met", "19.5");
  assert_row ("YQ21-01", "140300-urban", "not-met", NULL);
}

/* 42 is 30 % less than 60; 43 is 28.3 % less, of what was only hoped for; nobody knows
 * what 城区 had in 2018. */
static void
test_change (void)
{
  ctl_do (ctl, 0, "--json assess targets --on 2019-12-31");
  assert_row ("YQ19-01.2", "140321", "met", "-30");
  assert_row ("YQ19-01.2", "140303", "aspirational-not-met", NULL);
  assert_row ("YQ19-01.2", "140302", "not-reported", "");
}

/* Before the year is over nothing is missed; years later it raises no alarm. */
static void
test_days (void)
{
  ctl_do (ctl, 0, "--json assess targets --on 2021-12-30");
  assert_row ("YQ21-05.2", "140302", "under-way", NULL);
  ctl_do (ctl, 0, "--json assess targets --on 2026-11-21");
  assert_row ("YQ21-05.2", "140302", "expired", NULL);
}

/* What the days to come must have as their mean. Days behind the one that is asked for,
 * which the file has, do not count. */
static void
test_rest (void)
{
  ctl_do (ctl, 0, "--json assess targets --on 2021-12-11");
  /* 345 days of 19: (18 × 365 − 19 × 345) ÷ 20 = 15 ÷ 20 */
  assert_rest ("YQ21-05.2", "140302", "18", 20, "0.75");
  assert_rest ("YQ21-06.1", "140303", "45", 20, "45");
  g_assert_false (
      json_object_has_member (squares_find_row (ctl, "YQ21-10.2", "140322"), "mean_of_rest"));
  ctl_do (ctl, 0, "--json assess targets --on 2021-12-30");
  assert_rest ("YQ21-05.2", "140302", "18", 1, "-346"); /* 6570 − 19 × 364 */
  /* 30 % less than 60 of 2018 is 42. */
  ctl_do (ctl, 0, "--json assess targets --on 2019-12-11");
  assert_rest ("YQ19-01.2", "140321", "42", 20, "42");
  ctl_do (ctl, 1, "--json assess targets --on 2021-12-31");
  g_assert_false (
      json_object_has_member (squares_find_row (ctl, "YQ21-05.2", "140302"), "mean_of_rest"));
}

/* A year of 366 days of carbon monoxide in 大同: the 95th percentile lies 3/4 of the way from the
 * 347th to the 348th (HJ 663: 1 + 365 × 0.95 = 347.75), and is compared with one decimal. */
static void
assert_percentile (const char *second, const char *value, const char *verdict)
{
  g_autofree char *file = g_strdup_printf ("co-%s.gpkg", second);
  g_autoptr (GString) table = g_string_new ("station,item,time,value\n");

  ctl_do (ctl, 0, "--at 2021-12-31T19:00 new %s --area 140200 --keeper 14030100:管理员", file);
  ctl_set (ctl, "LANTIAN_DB", file);
  ctl_do (ctl, 0,
          SQUARES_AT " add area code=140213 name=平城区 city=大同市 area_kind=district "
                     "'outline=POLYGON ((113 40, 114 40, 114 41, 113 41, 113 40))'");
  ctl_do (ctl, 0,
          SQUARES_AT " add station code=D1 name=D1 station_kind=national "
                     "'position=POINT (113.5 40.5)'");
  squares_put (table, "D1", "CO", 2020, 0, 346, "3");
  squares_put (table, "D1", "CO", 2020, 346, 18, "5");
  squares_put (table, "D1", "CO", 2020, 364, 1, "4");
  squares_put (table, "D1", "CO", 2020, 365, 1, second);
  ctl_write (ctl, "co.csv", table->str, -1);
  ctl_do (ctl, 0, SQUARES_AT " import reading co.csv --set interval=day");
  ctl_do (ctl, 0, "--json assess targets --on 2020-12-31");
  assert_row ("SX20-02.6", "140200", verdict, value);
}

static void
test_percentile (void)
{
  assert_percentile ("4.06", "4.045", "met");                 /* 4.0 */
  assert_percentile ("4.08", "4.06", "aspirational-not-met"); /* 4.1 */
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  make_city ();
  g_test_add_func ("/targets-air/means", test_means);
  g_test_add_func ("/targets-air/change", test_change);
  g_test_add_func ("/targets-air/days", test_days);
  g_test_add_func ("/targets-air/rest", test_rest);
  g_test_add_func ("/targets-air/percentile", test_percentile);
  status = g_test_run ();
  ctl_free (ctl);
  return status;
}
