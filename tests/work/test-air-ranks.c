/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranks of the air with their change. Indices are those of DOMAIN.md 4.4 by the limits of 2026
 * (15 ÷ 60 + 38 ÷ 40 + 85 ÷ 60 + 45 ÷ 30 + 1.6 ÷ 4 + 172 ÷ 160 = 5.591666…); with PM2.5 30 it is
 * half less, with 60 half more. Changes and ranks were worked out by hand. */

#include "desk.h"
#include "work/air-rank-table.h"
#include "work/measured.h"

#include <string.h>

#define PM25 "PM2.5 mean"

/* Days of an April with the same values. */
static void
add_days (GString *text, const char *station, int year, guint n, const char *pm25)
{
  static const char *const items[] = { "PM10", "SO2", "NO2", "CO", "O3-8h-max" };
  static const char *const values[] = { "85", "15", "38", "1.6", "172" };

  for (guint day = 1; day <= n; day++)
    {
      g_string_append_printf (text, "%s,PM2.5,%d-04-%02u,%s\n", station, year, day, pm25);
      for (guint i = 0; i < G_N_ELEMENTS (items); i++)
        g_string_append_printf (text, "%s,%s,%d-04-%02u,%s\n", station, items[i], year, day,
                                values[i]);
    }
}

static Desk *
make_desk (void)
{
  Desk *desk = desk_new ();
  g_autoptr (GString) text = g_string_new ("站点,监测项目,时间,值\n");

  desk_act_as (desk, KEEPER);
  add_days (text, "1738A", 2026, 30, "45");
  add_days (text, "1739A", 2026, 30, "45");
  add_days (text, "1740A", 2026, 30, "30");
  /* 27 days are asked for. */
  add_days (text, "1741A", 2026, 26, "45");
  add_days (text, "1738A", 2025, 30, "30");
  add_days (text, "1739A", 2025, 30, "60");
  add_days (text, "1741A", 2025, 30, "45");
  desk_import_values (desk, "days.csv", "reviewed", "day", text->str);
  return desk;
}

static LtAirRankTable *
read_table (Desk *desk, LtAirRankOf of, LtAirRankPeriod period, const char *month)
{
  g_autoptr (LtAirRankWish) wish = lt_air_rank_wish_new (of, period, month);
  g_autoptr (GError) error = NULL;
  LtAirRankTable *table =
      lt_work_air_rank_table (lt_session_get_store (desk->session), wish, &error);

  g_assert_no_error (error);
  return table;
}

static guint
find_row (const LtAirRankTable *table, const char *code)
{
  for (guint i = 0; i < table->ranks->ranks->len; i++)
    if (g_strcmp0 (lt_record_get (g_array_index (table->ranks->ranks, LtAirRank, i).record, "code"),
                   code)
        == 0)
      return i;
  g_error ("%s is not in the table", code);
}

static guint
find_item (const LtAirRankTable *table, const char *label)
{
  for (guint i = 0; i < table->labels->len; i++)
    if (g_str_equal (g_ptr_array_index (table->labels, i), label))
      return i;
  g_error ("%s is not ranked", label);
}

/* All columns but the place, with " | " between. */
static void
assert_row (const LtAirRankTable *table, guint what, const char *code, const char *expected)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (int i = 0; i < LT_AIR_RANK_N_COLUMNS; i++)
    {
      g_autofree char *text =
          lt_air_rank_table_format (table, find_row (table, code), what, (LtAirRankColumn) i);

      if (i != LT_AIR_RANK_PLACE)
        g_string_append_printf (said, "%s%s", said->len > 0 ? " | " : "", text);
    }
  g_assert_cmpstr (said->str, ==, expected);
}

static void
test_index (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtAirRankTable) table =
      read_table (desk, LT_AIR_RANK_STATIONS, LT_AIR_RANK_MONTH_ON_YEAR, "2026-04");
  g_autofree char *now = lt_air_rank_table_make_title (table, 0, LT_AIR_RANK_VALUE);
  g_autofree char *then = lt_air_rank_table_make_title (table, 0, LT_AIR_RANK_BASE);
  g_autofree char *words = NULL;

  g_assert_cmpstr (now, ==, "2026-04");
  g_assert_cmpstr (then, ==, "2025-04");
  g_assert_cmpuint (table->ranks->n_ranked[LT_AIR_RANK_INDEX], ==, 3);
  /* Nothing to hold against. */
  assert_row (table, 0, "1740A", "1 | 5.09 | — | — | — | —");
  /* (5.59 − 5.09) ÷ 5.09 = 9.823 % */
  assert_row (table, 0, "1738A", "2 (shared) | 5.59 | 5.09 | +9.8 | 1 | ↓1");
  /* (5.59 − 6.09) ÷ 6.09 = −8.210 % */
  assert_row (table, 0, "1739A", "2 (shared) | 5.59 | 6.09 | -8.2 | 3 | ↑1");
  assert_row (table, 0, "1741A", "— | 5.59 (too few days) | 5.59 | — | 2 | —");
  words = lt_air_rank_table_describe (table, find_row (table, "1739A"), 0);
  g_assert_nonnull (strstr (words, "no. 2 of 3, shared · 1 rank better than in 2025-04"));
  g_assert_nonnull (strstr (words, "2025-04: 6.09 · -8.2 %"));
  /* 45 ÷ 30 is the greatest part. */
  g_assert_nonnull (strstr (words, "primary pollutant PM2.5"));
}

static void
test_item (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtAirRankTable) table =
      read_table (desk, LT_AIR_RANK_STATIONS, LT_AIR_RANK_MONTH_ON_YEAR, "2026-04");
  guint pm25 = find_item (table, PM25);
  g_autofree char *title = lt_air_rank_table_make_title (table, pm25, LT_AIR_RANK_VALUE);

  g_assert_cmpstr (title, ==, "2026-04 (µg/m³)");
  assert_row (table, pm25, "1740A", "1 | 30.0 | — | — | — | —");
  assert_row (table, pm25, "1738A", "2 (shared) | 45.0 | 30 | +50.0 | 1 | ↓1");
  assert_row (table, pm25, "1739A", "2 (shared) | 45.0 | 60 | -25.0 | 3 | ↑1");
  /* All alike: each of the three is the first. */
  assert_row (table, find_item (table, "O3-8h-max percentile 90"), "1738A",
              "1 (shared) | 172.0 | 172 | 0.0 | 1 (shared) | the same");
}

/* What is missing stands at the end, whatever the table is sorted by. */
static void
test_sorted (void)
{
  static const LtAirRankColumn columns[] = { LT_AIR_RANK_CHANGE, LT_AIR_RANK_BETTER,
                                             LT_AIR_RANK_BASE };
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtAirRankTable) table =
      read_table (desk, LT_AIR_RANK_STATIONS, LT_AIR_RANK_MONTH_ON_YEAR, "2026-04");
  guint first = find_row (table, "1738A"), second = find_row (table, "1739A");
  guint none = find_row (table, "1740A");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_assert_cmpint (lt_air_rank_table_compare (table, first, none, 0, columns[i]), <, 0);
      g_assert_cmpint (lt_air_rank_table_compare (table, none, second, 0, columns[i]), >, 0);
    }
  g_assert_cmpint (lt_air_rank_table_compare (table, second, first, 0, LT_AIR_RANK_CHANGE), <, 0);
  g_assert_cmpint (lt_air_rank_table_compare (table, second, first, 0, LT_AIR_RANK_BETTER), <, 0);
  g_assert_cmpint (lt_air_rank_table_compare (table, first, second, 0, LT_AIR_RANK_RANK), ==, 0);
  g_assert_cmpint (lt_air_rank_table_compare (table, find_row (table, "1741A"), first, 0,
                                              LT_AIR_RANK_RANK),
                   >, 0);
  /* Of those without a rank what has a few days stands before what has none. */
  g_assert_cmpint (lt_air_rank_table_compare (table, find_row (table, "1741A"),
                                              find_row (table, "1742A"), 0, LT_AIR_RANK_RANK),
                   <, 0);
}

/* Of January to April there is a quarter of the days; of March and of another year none. */
static void
test_periods (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtAirRankTable) table =
      read_table (desk, LT_AIR_RANK_STATIONS, LT_AIR_RANK_YEAR_SO_FAR, "2026-04");
  g_autofree char *title = lt_air_rank_table_make_title (table, 0, LT_AIR_RANK_BASE);

  g_assert_cmpstr (title, ==, "2025-01 to 04");
  assert_row (table, 0, "1738A", "— | 5.59 (too few days) | 5.09 (too few days) | — | — | —");
  g_clear_pointer (&table, lt_air_rank_table_free);
  table = read_table (desk, LT_AIR_RANK_STATIONS, LT_AIR_RANK_MONTH_ON_MONTH, "2026-04");
  assert_row (table, 0, "1738A", "2 (shared) | 5.59 | — | — | — | —");
  g_clear_pointer (&table, lt_air_rank_table_free);
  table = read_table (desk, LT_AIR_RANK_STATIONS, LT_AIR_RANK_MONTH_ON_MONTH, "2026-01");
  g_assert_cmpint (table->ranks->base.year, ==, 2025);
  g_assert_cmpuint (table->ranks->base.first_month, ==, 12);
  assert_row (table, 0, "1738A", "— | No data | — | — | — | —");
}

/* An area around one of the stations has its days; one without stations is not ranked. */
static void
test_areas (void)
{
  g_autoptr (Desk) desk = make_desk ();
  g_autoptr (LtAirRankTable) table = NULL;
  g_autoptr (GString) text = g_string_new ("站点,监测项目,时间,值\n");
  g_autoptr (LtRecord) area =
      desk_add (desk, "area",
                (const char *[]){ "code", "990001", "name", "甲县", "city", "试验市", "area_kind",
                                  "county", "outline",
                                  "POLYGON ((100 37, 101 37, 101 38, 100 38, 100 37))", NULL });
  g_autoptr (LtRecord) empty =
      desk_add (desk, "area",
                (const char *[]){ "code", "990002", "name", "乙县", "city", "试验市", "area_kind",
                                  "county", "outline",
                                  "POLYGON ((90 37, 91 37, 91 38, 90 38, 90 37))", NULL });
  g_autoptr (LtRecord) station =
      desk_add (desk, "station",
                (const char *[]){ "code", "T1", "name", "T1", "station_kind", "national",
                                  "position", "POINT (100.5 37.5)", NULL });

  add_days (text, "T1", 2026, 30, "30");
  add_days (text, "T1", 2025, 30, "60");
  desk_import_values (desk, "area.csv", "reviewed", "day", text->str);
  table = read_table (desk, LT_AIR_RANK_AREAS, LT_AIR_RANK_MONTH_ON_YEAR, "2026-04");
  /* (5.09 − 6.09) ÷ 6.09 = −16.420 % */
  {
    g_autofree char *change =
        lt_air_rank_table_format (table, find_row (table, "990001"), 0, LT_AIR_RANK_CHANGE);

    g_assert_cmpstr (change, ==, "-16.4");
  }
  for (guint i = 0; i < table->ranks->ranks->len; i++)
    g_assert_cmpstr (lt_record_get (g_array_index (table->ranks->ranks, LtAirRank, i).record,
                                    "code"),
                     !=, "990002");
}

/* A month is over with its last day, of hours with the 00:00 behind it. */
static void
test_months (void)
{
  static const struct
  {
    LtInterval interval;
    const char *last;
    const char *last_month;
    const char *whole;
  } cases[] = {
    { LT_INTERVAL_DAY, "2026-04-30", "2026-04", "2026-04" },
    { LT_INTERVAL_DAY, "2026-04-29", "2026-04", "2026-03" },
    { LT_INTERVAL_HOUR, "2026-05-01T00:00", "2026-04", "2026-04" },
    { LT_INTERVAL_HOUR, "2026-05-01T01:00", "2026-05", "2026-04" },
    { LT_INTERVAL_DAY, "2026-02-10", "2026-02", "2026-02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) measured = g_ptr_array_new ();
      g_autofree char *said_last = NULL, *said_whole = NULL;
      LtMeasured one = { .item = (char *) "PM2.5" };
      gint64 first, last, whole;

      g_test_message ("%s", cases[i].last);
      g_ptr_array_add (measured, &one);
      g_assert_false (lt_air_rank_find_months (measured, &first, &last, &whole));
      one.values[cases[i].interval].any = TRUE;
      g_assert_true (lt_reading_parse_time ("2026-02-05", LT_INTERVAL_DAY,
                                            &one.values[cases[i].interval].first));
      g_assert_true (lt_reading_parse_time (cases[i].last, cases[i].interval,
                                            &one.values[cases[i].interval].last));
      g_assert_true (lt_air_rank_find_months (measured, &first, &last, &whole));
      said_last = lt_reading_format_time (last, LT_INTERVAL_MONTH);
      said_whole = lt_reading_format_time (whole, LT_INTERVAL_MONTH);
      g_assert_cmpstr (said_last, ==, cases[i].last_month);
      g_assert_cmpstr (said_whole, ==, cases[i].whole);
      one.item = (char *) "dust-fall";
      g_assert_false (lt_air_rank_find_months (measured, &first, &last, &whole));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/air-ranks/index", test_index);
  g_test_add_func ("/air-ranks/item", test_item);
  g_test_add_func ("/air-ranks/sorted", test_sorted);
  g_test_add_func ("/air-ranks/periods", test_periods);
  g_test_add_func ("/air-ranks/areas", test_areas);
  g_test_add_func ("/air-ranks/months", test_months);
  return g_test_run ();
}
