/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What a month was by the standards, as a table. The expectations are worked out by hand:
 * April 2026 has 30 days, 27 are asked for; the index is that of DOMAIN.md 4.4. */

#define KEEPER "14030005"

static Ctl *ctl;

/* Days of April with the same values. */
static void
import_days (const char *station, guint n, const char *const *values)
{
  static const char *const items[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3-8h-max" };
  g_autoptr (GString) text = g_string_new ("station,item,time,value\n");

  for (guint day = 1; day <= n; day++)
    for (guint i = 0; i < G_N_ELEMENTS (items); i++)
      g_string_append_printf (text, "%s,%s,2026-04-%02u,%s\n", station, items[i], day, values[i]);
  ctl_write (ctl, "days.csv", text->str, -1);
  ctl_do (ctl, 0, "import reading days.csv --set interval=day --set rank=reviewed");
}

static void
test_attainment (void)
{
  ctl_do (ctl, 0, "--json assess attainment 1738A --period 2026-04");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 11);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *item = g_strdup_printf ("%u.item", i);
      g_autofree char *attained = g_strdup_printf ("%u.attained", i);
      g_autofree char *days = g_strdup_printf ("%u.days_valid", i);

      g_test_message ("%s", ctl_get (ctl, item));
      g_assert_cmpint (ctl_int (ctl, days), ==, 30);
      /* PM2.5 45 > 30 of the year, PM10 85 > 60, ozone 172 > 160; days keep 60 and 120. */
      g_assert_cmpstr (ctl_get (ctl, attained), ==, i == 2 || i == 3 || i == 9 ? "no" : "yes");
    }
  g_assert_cmpstr (ctl_get (ctl, "10.item"), ==, "all");
  g_assert_cmpstr (ctl_get (ctl, "10.attained"), ==, "no");
  ctl_do (ctl, 0, "--json assess attainment 1739A --period 2026-04");
  g_assert_cmpint (ctl_int (ctl, "0.days_valid"), ==, 26);
  g_assert_cmpint (ctl_int (ctl, "0.days_required"), ==, 27);
  g_assert_cmpstr (ctl_get (ctl, "0.attained"), ==, "not valid");
  g_assert_cmpstr (ctl_get (ctl, "0.value"), ==, "15.0");
  g_assert_cmpstr (ctl_get (ctl, "10.attained"), ==, "not valid");
  ctl_refuse (ctl, 2, "2026-13", "assess attainment 1738A --period 2026-13");
}

static void
add_point (const char *code, const char *more, const char *position)
{
  ctl_do (ctl, 0, "add station code=%s name=%s %s 'position=POINT (%s)'", code, code, more,
          position);
}

/* Days of April: the same for the particles and gases, rising for CO and ozone, in tenths and in
 * units. */
static void
put_rising (GString *text, const char *station, guint n, int pm25, int carbon, int ozone)
{
  for (guint day = 1; day <= n; day++)
    {
      int tenths = carbon + (int) day;
      const int values[] = { pm25, 2 * pm25, 10, 20, ozone + 2 * (int) day };
      static const char *const items[] = { "PM2.5", "PM10", "SO2", "NO2", "O3-8h-max" };

      for (guint i = 0; i < G_N_ELEMENTS (items); i++)
        g_string_append_printf (text, "%s,%s,2026-04-%02u,%d\n", station, items[i], day, values[i]);
      g_string_append_printf (text, "%s,CO,2026-04-%02u,%d.%d\n", station, day, tenths / 10,
                              tenths % 10);
    }
}

static void
assert_figure (guint row, const char *item, const char *value, int days)
{
  g_autofree char *at_item = g_strdup_printf ("%u.item", row);
  g_autofree char *at_value = g_strdup_printf ("%u.value", row);
  g_autofree char *at_days = g_strdup_printf ("%u.days_valid", row);

  g_assert_cmpstr (ctl_get (ctl, at_item), ==, item);
  g_assert_cmpstr (ctl_get (ctl, at_value), ==, value);
  g_assert_cmpint (ctl_int (ctl, at_days), ==, days);
}

/* An area's day is the mean of its two points; the clean reference point and the micro-station
 * within, and the station without, count for nothing. The second point lacks the 30th: one of two
 * is less than 75 %, so 29 days are left. Their CO is d ÷ 10 + 0.1 for d from 1 to 29, whose 95th
 * percentile is at 1 + 28 × 0.95 = 27.6: 2.8 + 0.6 × 0.1 = 2.86. Their ozone is 2 d + 101; at
 * 1 + 28 × 0.9 = 26.2: 153 + 0.2 × 2 = 153.4. */
static void
test_area (void)
{
  g_autoptr (GString) text = g_string_new ("station,item,time,value\n");

  ctl_do (ctl, 0,
          "add area code=990001 name=试验县 city=试验市 area_kind=county "
          "'outline=POLYGON ((100 37, 101 37, 101 38, 100 38, 100 37))'");
  add_point ("T1", "station_kind=national", "100.2 37.5");
  add_point ("T2", "station_kind=county", "100.4 37.5");
  add_point ("T3", "station_kind=national reference=1", "100.6 37.5");
  add_point ("T4", "station_kind=micro", "100.8 37.5");
  add_point ("T5", "station_kind=national", "101.2 37.5");
  put_rising (text, "T1", 30, 45, 0, 100);
  put_rising (text, "T2", 29, 15, 2, 102);
  put_rising (text, "T3", 30, 300, 100, 300);
  put_rising (text, "T4", 30, 300, 100, 300);
  put_rising (text, "T5", 30, 300, 100, 300);
  ctl_write (ctl, "area.csv", text->str, -1);
  ctl_do (ctl, 0, "import reading area.csv --set interval=day --set rank=reviewed");
  ctl_do (ctl, 0, "--json assess attainment area:990001 --period 2026-04");
  assert_figure (3, "PM2.5", "30.0", 29);
  g_assert_cmpstr (ctl_get (ctl, "3.attained"), ==, "yes");
  assert_figure (8, "CO", "2.86", 29);
  assert_figure (9, "O3-8h-max", "153.4", 29);
  g_assert_cmpstr (ctl_get (ctl, "10.attained"), ==, "yes");
  /* The index of the area is that of its days. */
  ctl_do (ctl, 0, "--json assess index area:990001 --period 2026-04");
  g_assert_cmpstr (ctl_get (ctl, "0.place_code"), ==, "990001");
  /* 10 ÷ 60 + 20 ÷ 40 + 60 ÷ 60 + 30 ÷ 30 + 2.86 ÷ 4 + 153.4 ÷ 160 = 4.34041… */
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "4.34");
}

/* Two share the first rank, the next is the third; who has too few days has none. */
static void
test_index (void)
{
  ctl_do (ctl, 0, "--json assess index --period 2026-04");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 4);
  g_assert_cmpint (ctl_int (ctl, "0.rank"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "1.rank"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "2.rank"), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.place_code"), ==, "1738A");
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "5.59");
  g_assert_cmpstr (ctl_get (ctl, "0.scheme"), ==, "2026T-equal");
  g_assert_cmpstr (ctl_get (ctl, "0.primary"), ==, "PM2.5");
  g_assert_cmpstr (ctl_get (ctl, "3.place_code"), ==, "1739A");
  g_assert_cmpstr (ctl_get (ctl, "3.data"), ==, "not valid");
  g_assert_cmpstr (ctl_get (ctl, "3.composite_index"), ==, "5.59");
  ctl_do (ctl, 0, "--json assess index 1738A --period 2026-04 --scheme 2026T-weighted");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "10.62");
  ctl_refuse (ctl, 2, "2026T-equal", "assess index --scheme 2026T");
}

/* Three of thirty days blew sand: the particles of those days are taken out, nothing else, and
 * what was measured stands beside. Raw the mean of PM10 is (27 × 50 + 3 × 900) ÷ 30 = 135 and its
 * 95th percentile, at 1 + 29 × 0.95 = 28.55, is 900; without the three days both are 50. The mean
 * of SO2 stays, and so do its days. */
static void
test_sand (void)
{
  static const char *const items[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3-8h-max" };
  static const char *const usual[] = { "20", "50", "10", "20", "1", "100" };
  static const char *const sand[] = { "60", "900", "10", "20", "1", "100" };
  g_autoptr (GString) text = g_string_new ("station,item,time,value,quality\n");

  add_point ("S1", "station_kind=national", "102.2 37.5");
  for (guint day = 1; day <= 30; day++)
    for (guint i = 0; i < G_N_ELEMENTS (items); i++)
      {
        gboolean blows = day >= 10 && day <= 12;

        /* As of SO2 the mark tells nothing, it is of the particles alone. */
        g_string_append_printf (text, "S1,%s,2026-04-%02u,%s,%s\n", items[i], day,
                                blows ? sand[i] : usual[i], blows ? "例外事件(沙尘)" : "");
      }
  ctl_write (ctl, "sand.csv", text->str, -1);
  ctl_do (ctl, 0, "import reading sand.csv --set interval=day --set rank=reviewed");
  ctl_do (ctl, 0, "--json assess attainment S1 --period 2026-04");
  g_assert_cmpstr (ctl_get (ctl, "2.item"), ==, "PM10");
  g_assert_cmpstr (ctl_get (ctl, "2.value"), ==, "135.0");
  g_assert_cmpstr (ctl_get (ctl, "2.attained"), ==, "no");
  g_assert_cmpint (ctl_int (ctl, "2.days_valid"), ==, 30);
  g_assert_cmpstr (ctl_get (ctl, "2.value_without_events"), ==, "50.0");
  g_assert_cmpstr (ctl_get (ctl, "2.attained_without_events"), ==, "yes");
  g_assert_cmpint (ctl_int (ctl, "2.days_without_events"), ==, 27);
  g_assert_cmpstr (ctl_get (ctl, "6.item"), ==, "PM10");
  g_assert_cmpstr (ctl_get (ctl, "6.value"), ==, "900.0");
  g_assert_cmpstr (ctl_get (ctl, "6.value_without_events"), ==, "50.0");
  g_assert_cmpstr (ctl_get (ctl, "0.item"), ==, "SO2");
  g_assert_cmpint (ctl_int (ctl, "0.days_without_events"), ==, 30);
  g_assert_cmpstr (ctl_get (ctl, "10.attained"), ==, "no");
  g_assert_cmpstr (ctl_get (ctl, "10.attained_without_events"), ==, "yes");
  /* 10 ÷ 60 + 20 ÷ 40 + 1 ÷ 4 + 100 ÷ 160 is 1.5416…; with 135 ÷ 60 + 24 ÷ 30 it is 4.59,
   * with 50 ÷ 60 + 20 ÷ 30 it is 3.04. */
  ctl_do (ctl, 0, "--json assess index S1 --period 2026-04");
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "4.59");
  g_assert_cmpstr (ctl_get (ctl, "0.index_without_events"), ==, "3.04");
  g_assert_cmpint (ctl_int (ctl, "0.rank_without_events"), ==, 1);
  /* Where nothing bears a mark nothing stands beside. */
  ctl_do (ctl, 0, "--json assess attainment 1738A --period 2026-04");
  g_assert_null (strstr (ctl->out, "without_events"));
}

/* Two stations of March and April 2023, before the standard changed. U1: 10 ÷ 60 + 20 ÷ 40 +
 * 1 ÷ 4 + 100 ÷ 160 = 1.541667; in March with 35 ÷ 35 + 70 ÷ 70 it is 3.54, in April with twice
 * as much of both 5.54. U2 has 3.54 in April and only 26 days of March: it has no base.
 * (5.54 − 3.54) ÷ 3.54 is 56.497 %. */
static void
put_month (GString *text, const char *station, guint month, guint n, guint pm25, guint pm10)
{
  static const char *const items[] = { "SO2", "NO2", "CO", "O3-8h-max" };
  static const char *const values[] = { "10", "20", "1", "100" };

  for (guint day = 1; day <= n; day++)
    {
      g_string_append_printf (text, "%s,PM2.5,2023-%02u-%02u,%u\n", station, month, day, pm25);
      g_string_append_printf (text, "%s,PM10,2023-%02u-%02u,%u\n", station, month, day, pm10);
      for (guint i = 0; i < G_N_ELEMENTS (items); i++)
        g_string_append_printf (text, "%s,%s,2023-%02u-%02u,%s\n", station, items[i], month, day,
                                values[i]);
    }
}

static void
test_against (void)
{
  g_autoptr (GString) text = g_string_new ("station,item,time,value\n");

  add_point ("U1", "station_kind=national", "103.2 37.5");
  add_point ("U2", "station_kind=national", "103.4 37.5");
  add_point ("U3", "station_kind=national", "103.6 37.5");
  put_month (text, "U1", 3, 31, 35, 70);
  put_month (text, "U1", 4, 30, 70, 140);
  put_month (text, "U2", 3, 26, 35, 70);
  put_month (text, "U2", 4, 30, 35, 70);
  put_month (text, "U3", 3, 31, 70, 140);
  put_month (text, "U3", 4, 30, 35, 70);
  ctl_write (ctl, "against.csv", text->str, -1);
  ctl_do (ctl, 0, "import reading against.csv --set interval=day --set rank=reviewed");
  ctl_do (ctl, 0,
          "--json assess index U1 U2 U3 --period 2023-04 --against 2023-03 --scheme 2012-equal "
          "--explain");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.place_code"), ==, "U2");
  g_assert_cmpint (ctl_int (ctl, "0.rank"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.composite_index"), ==, "3.54");
  g_assert_cmpstr (ctl_get (ctl, "0.change_percent"), ==, "—");
  g_assert_cmpstr (ctl_get (ctl, "0.ranks_better"), ==, "—");
  /* (3.54 − 5.54) ÷ 5.54 is −36.101 %; from the second rank to the first. */
  g_assert_cmpstr (ctl_get (ctl, "1.place_code"), ==, "U3");
  g_assert_cmpint (ctl_int (ctl, "1.rank"), ==, 1);
  g_assert_cmpint (ctl_int (ctl, "1.rank_before"), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "1.change_percent"), ==, "-36.1");
  g_assert_cmpstr (ctl_get (ctl, "1.ranks_better"), ==, "+1");
  g_assert_cmpstr (ctl_get (ctl, "2.place_code"), ==, "U1");
  g_assert_cmpint (ctl_int (ctl, "2.rank"), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "2.index_before"), ==, "3.54");
  g_assert_cmpstr (ctl_get (ctl, "2.change_percent"), ==, "56.5");
  g_assert_cmpstr (ctl_get (ctl, "2.ranks_better"), ==, "-2");
  g_assert_nonnull (strstr (ctl->out, "(5.54 − 3.54) ÷ 3.54 × 100"));
  ctl_refuse (ctl, 2, "as long", "assess index --period 2023-04 --against 2022");
  ctl_refuse (ctl, 2, "--against", "assess index --period 2023-04 --against march");
}

/* Of April 27 days are needed. T9 lacks the 3rd to the 5th of all, and of CO the 20th, too: 27
 * days and 26. */
static void
test_coverage (void)
{
  g_autoptr (GString) text = g_string_new ("station,item,time,value\n");

  add_point ("T9", "station_kind=national", "103.8 37.5");
  for (guint day = 1; day <= 30; day++)
    {
      if (day >= 3 && day <= 5)
        continue;
      g_string_append_printf (text, "T9,PM2.5,2026-04-%02u,20\n", day);
      if (day != 20)
        g_string_append_printf (text, "T9,CO,2026-04-%02u,1\n", day);
    }
  ctl_write (ctl, "coverage.csv", text->str, -1);
  ctl_do (ctl, 0, "import reading coverage.csv --set interval=day --set rank=reviewed");
  ctl_do (ctl, 0, "--json assess coverage T9 --period 2026-04 --explain");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 6);
  g_assert_cmpstr (ctl_get (ctl, "0.item"), ==, "PM2.5");
  g_assert_cmpint (ctl_int (ctl, "0.days_valid"), ==, 27);
  g_assert_cmpint (ctl_int (ctl, "0.days_required"), ==, 27);
  g_assert_cmpstr (ctl_get (ctl, "0.data"), ==, "valid");
  g_assert_cmpint (ctl_int (ctl, "0.days_missing"), ==, 3);
  g_assert_cmpstr (ctl_get (ctl, "0.missing"), ==, "2026-04-03…2026-04-05");
  g_assert_cmpstr (ctl_get (ctl, "4.item"), ==, "CO");
  g_assert_cmpint (ctl_int (ctl, "4.days_valid"), ==, 26);
  g_assert_cmpstr (ctl_get (ctl, "4.data"), ==, "not valid");
  g_assert_cmpstr (ctl_get (ctl, "4.short_months"), ==, "2026-04");
  g_assert_cmpstr (ctl_get (ctl, "4.missing"), ==, "2026-04-03…2026-04-05, 2026-04-20");
  g_assert_cmpstr (ctl_get (ctl, "4.explanation.0"), ==, "2026-04: 26 < 27");
  g_assert_cmpstr (ctl_get (ctl, "1.item"), ==, "PM10");
  g_assert_cmpint (ctl_int (ctl, "1.days_valid"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "1.days_missing"), ==, 30);
  g_assert_cmpstr (ctl_get (ctl, "1.missing"), ==, "2026-04-01…2026-04-30");
  /* What is not over is not missing: of April up to the 9th, seen on the 10th. */
  ctl_do (ctl, 0, "--at 2026-04-10T12:00 --json assess coverage T9 --period 2026-04");
  g_assert_cmpint (ctl_int (ctl, "1.days_missing"), ==, 9);
  ctl_do (ctl, 0, "--json assess coverage --period 2026-04");
  g_assert_cmpuint (ctl_count (ctl, ""), >=, 6 * 5);
}

int
main (int argc, char *argv[])
{
  static const char *const same[] = { "45", "85", "15", "38", "1.6", "172" };
  static const char *const worse[] = { "46", "85", "15", "38", "1.6", "172" };
  int result;

  g_test_init (&argc, &argv, NULL);
  ctl = ctl_new ();
  ctl_sample (ctl, "county.gpkg");
  ctl_set (ctl, "LANTIAN_AS", KEEPER);
  import_days ("1738A", 30, same);
  import_days ("1739A", 26, same);
  import_days ("1740A", 30, same);
  import_days ("1741A", 27, worse);
  g_test_add_func ("/assess/attainment", test_attainment);
  g_test_add_func ("/assess/index", test_index);
  g_test_add_func ("/assess/area", test_area);
  g_test_add_func ("/assess/sand", test_sand);
  g_test_add_func ("/assess/against", test_against);
  g_test_add_func ("/assess/coverage", test_coverage);
  result = g_test_run ();
  ctl_free (ctl);
  return result;
}
