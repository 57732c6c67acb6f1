/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A single number explained. Limits are those of GB 3095: PM2.5 of a day 75 until February 2026
 * and 60 since (class 2). */

#include "desk.h"
#include "work/explaining.h"

#include <string.h>

#define STATION "1738A"

static char *
explain (Desk *desk, const char *item, LtInterval interval, const char *time)
{
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) station = lt_store_find (store, lt_kind_by_name ("station"), STATION, NULL);
  LtSeriesPlace *place = lt_series_place_new (station->kind, &station->id, "S");
  g_autoptr (LtExplainWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  gint64 minute;
  char *words;

  g_assert_true (lt_reading_parse_time (time, interval, &minute));
  wish = lt_explain_wish_new (place, item, interval, minute);
  lt_series_place_free (place);
  words = lt_work_explain (store, wish, &error);
  g_assert_no_error (error);
  return words;
}

static void
assert_says (const char *words, const char *part)
{
  if (strstr (words, part) == NULL)
    g_error ("\"%s\" does not say \"%s\"", words, part);
}

/* The same value on both sides of 1 March 2026: each by the standard of its day, with its line. */
static void
test_value (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *none = NULL;

  desk_act_as (desk, KEEPER);
  desk_import_values (desk, "days.csv", "audited", "day",
                      "站点,监测项目,时间,值\n" STATION ",PM2.5,2026-02-27,70\n" STATION
                      ",PM2.5,2026-03-02,70\n");
  before = explain (desk, "PM2.5", LT_INTERVAL_DAY, "2026-02-27");
  after = explain (desk, "PM2.5", LT_INTERVAL_DAY, "2026-03-02");
  none = explain (desk, "PM2.5", LT_INTERVAL_DAY, "2026-03-03");
  assert_says (before, "S · PM2.5 · 2026-02-27 · 70 µg/m³\n");
  assert_says (before, "GB 3095-2012");
  assert_says (before, "75");
  assert_says (before, "days.csv");
  assert_says (after, "S · PM2.5 · 2026-03-02 · 70 µg/m³ · ▼ beyond GB 3095-2026");
  assert_says (after, "60");
  g_assert_cmpstr (none, ==, "There is no such value any more.");
}

/* HJ 633: (150 − 100) ÷ (115 − 60) × 10 + 100 = 109.09…, rounded up. */
static void
test_index (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *words = NULL;

  desk_act_as (desk, KEEPER);
  desk_import_values (desk, "hours.csv", "real-time", "hour",
                      "站点,监测项目,时间,值\n" STATION ",PM2.5,2026-03-01 01:00,70\n");
  words = explain (desk, "AQI", LT_INTERVAL_HOUR, "2026-03-01T01:00");
  assert_says (words, "110");
  assert_says (words, "(150 − 100) ÷ (115 − 60) × (70 − 60) + 100");
  assert_says (words, "HJ 633-2026");
}

/* A mean of several places is kept nowhere: it is given, judged, and has no line of a file. */
static void
test_given (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) area = lt_store_find (store, lt_kind_by_name ("area"), "140303", NULL);
  LtSeriesPlace *place;
  g_autoptr (LtExplainWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 month;

  g_assert_nonnull (area);
  place = lt_series_place_new (area->kind, &area->id, "A");
  g_assert_true (lt_reading_parse_time ("2020-10", LT_INTERVAL_MONTH, &month));
  wish = lt_explain_wish_new (place, LT_ITEM_DUST, LT_INTERVAL_MONTH, month);
  lt_series_place_free (place);
  lt_explain_wish_set_value (wish, lt_ratio_new (12, 1));
  words = lt_work_explain (store, wish, &error);
  g_assert_no_error (error);
  assert_says (words, "2020-10 · 12 t/(km²·30d)");
  assert_says (words, "▼ beyond SX20-33");
  assert_says (words, "Its words:");
}

static void
assert_judged (Desk *desk, LtRatio value, const char *rounded, const char *compared)
{
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtRecord) area = lt_store_find (store, lt_kind_by_name ("area"), "140303", NULL);
  LtSeriesPlace *place = lt_series_place_new (area->kind, &area->id, "A");
  g_autoptr (LtExplainWish) wish = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 month;

  g_assert_true (lt_reading_parse_time ("2020-10", LT_INTERVAL_MONTH, &month));
  wish = lt_explain_wish_new (place, LT_ITEM_DUST, LT_INTERVAL_MONTH, month);
  lt_series_place_free (place);
  lt_explain_wish_set_value (wish, value);
  words = lt_work_explain (store, wish, &error);
  g_assert_no_error (error);
  assert_says (words, rounded);
  assert_says (words, compared);
}

/* SX20 33 asks for less than 9, of one decimal: 8.95 is 9.0, which is not less; 8.85 is 8.8
 * (GB/T 8170, half to even). */
static void
test_rounded (void)
{
  g_autoptr (Desk) desk = desk_new ();

  assert_judged (desk, lt_ratio_new (895, 100), "8.95 → 9", "9 = 9 t/(km²·30d): beyond it");
  assert_judged (desk, lt_ratio_new (885, 100), "8.85 → 8.8", "8.8 < 9 t/(km²·30d): within it");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/explaining/value", test_value);
  g_test_add_func ("/work/explaining/index", test_index);
  g_test_add_func ("/work/explaining/given", test_given);
  g_test_add_func ("/work/explaining/rounded", test_rounded);
  return g_test_run ();
}
