/* SPDX-License-Identifier: GPL-3.0-or-later */

/* HJ 663 by the shipped rows: days of hours, spans of days, areas, the composite index. The
 * expectations are worked out by hand from DOMAIN.md 4.1, 4.3 and 4.4; what is marked unsure
 * there is here the rows' convention, no proof of the standard. */

#include "rules/evaluation.h"
#include "shipped.h"

#include <string.h>

static void
assert_ratio (LtRatio ratio, const char *expected)
{
  g_autofree char *text = lt_ratio_format_exact (ratio);

  g_assert_cmpstr (text, ==, expected);
}

/* ---- spans ------------------------------------------------------------------- */

static void
test_spans (void)
{
  static const struct
  {
    const char *text;
    const char *first;
    const char *last;
  } cases[] = {
    { "2026", "2026-01-01", "2026-12-31" },        { "2026-H2", "2026-07-01", "2026-12-31" },
    { "2026-Q1", "2026-01-01", "2026-03-31" },     { "2026-Q4", "2026-10-01", "2026-12-31" },
    { "2024-02", "2024-02-01", "2024-02-29" },     { "2026-12", "2026-12-01", "2026-12-31" },
    { "2026-01..10", "2026-01-01", "2026-10-31" }, { "2024-01..02", "2024-01-01", "2024-02-29" },
    { "2026-02..04", "2026-02-01", "2026-04-30" },
  };
  static const char *const none[] = {
    "",           "26",          "2026-",       "2026-13",     "2026-00",     "2026-Q5",
    "2026-H0",    "2026-H3",     "2026-1",      "1949",        "2200",        "2026x",
    "2026-Q12",   "2026-01-01",  "2026-10..01", "2026-00..03", "2026-01..13", "2026-1..3",
    "2026-01.03", "2026-01..100"
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL, *first = NULL, *last = NULL;
      LtSpan span;

      g_assert_true (lt_span_parse (cases[i].text, &span));
      text = lt_span_format (&span);
      first = lt_span_get_first_day (&span);
      last = lt_span_get_last_day (&span);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (first, ==, cases[i].first);
      g_assert_cmpstr (last, ==, cases[i].last);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      LtSpan span;

      g_test_message ("%s", none[i]);
      g_assert_false (lt_span_parse (none[i], &span));
    }
}

/* ---- days -------------------------------------------------------------------- */

static void
fill_hours (gint64 *hours, guint n, gint64 value)
{
  for (guint i = 0; i < LT_HOURS_OF_DAY; i++)
    hours[i] = i < n ? value * 1000000 : LT_NO_VALUE;
}

/* 20 hours make a day, 19 do not. The largest hour is asked for until February 2026 only. */
static void
test_days (void)
{
  g_autoptr (LtStandards) standards = shipped_standards ();
  gint64 hours[LT_HOURS_OF_DAY];

  fill_hours (hours, 20, 70);
  g_assert_true (lt_standards_make_day (standards, LT_AIR_PM25, hours, "2026-03-01").is_valid);
  g_assert_true (lt_standards_make_day (standards, LT_AIR_CO, hours, "2020-03-01").is_valid);
  g_assert_true (lt_standards_make_day (standards, LT_AIR_O3_1H, hours, "2026-02-28").is_valid);
  g_assert_false (lt_standards_make_day (standards, LT_AIR_O3_1H, hours, "2026-03-01").has_value);
  fill_hours (hours, 19, 70);
  for (guint item = 0; item < LT_AIR_N_ITEMS; item++)
    if (item != LT_AIR_O3_8H)
      g_assert_false (lt_standards_make_day (standards, item, hours, "2026-02-28").is_valid);
  g_assert_cmpuint (lt_standards_make_day (standards, LT_AIR_PM25, hours, "2026-03-01").n_required,
                    ==, 20);
}

/* Ten hours are the windows that end at 8 to 12 with six hours or more: five of 14. Such a
 * day counts only above 160, the limit of class 2 in all editions. */
static void
test_thin_ozone (void)
{
  static const char *const dates[] = { "2020-06-01", "2026-06-01", "2031-06-01" };
  g_autoptr (LtStandards) standards = shipped_standards ();
  gint64 hours[LT_HOURS_OF_DAY];

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      LtStatistic most;

      fill_hours (hours, 10, 160);
      most = lt_standards_make_day (standards, LT_AIR_O3_8H, hours, dates[i]);
      g_assert_cmpuint (most.n, ==, 5);
      g_assert_cmpuint (most.n_required, ==, 14);
      g_assert_false (most.is_valid);
      fill_hours (hours, 10, 161);
      most = lt_standards_make_day (standards, LT_AIR_O3_8H, hours, dates[i]);
      g_assert_true (most.is_valid);
      assert_ratio (most.value, "161");
    }
}

/* ---- spans of days ----------------------------------------------------------- */

static void
set_value (LtAirDay *day, LtAirItem item, LtRatio value)
{
  day->values[item] = (LtStatistic){ TRUE, TRUE, value, 24, 20 };
}

/* All days from @first on, the values 1, 2, 3 … in PM2.5 and the same 10 in the rest. */
static GArray *
make_days (int year, guint n)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (LtAirDay));
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, (GDateYear) year);

  for (guint i = 0; i < n; i++, g_date_add_days (date, 1))
    {
      LtAirDay day = { 0 };

      g_date_strftime (day.date, sizeof day.date, "%Y-%m-%d", date);
      for (guint item = 0; item < LT_AIR_N_ITEMS; item++)
        set_value (&day, item,
                   item == LT_AIR_PM25 ? lt_ratio_new (i + 1, 10)
                                       : lt_ratio_new (item == LT_AIR_CO ? 1 : 10, 1));
      g_array_append_val (days, day);
    }
  return days;
}

static LtAirEvaluation *
evaluate (const LtStandards *standards, const char *text, GArray *days)
{
  LtSpan span;

  g_assert_true (lt_span_parse (text, &span));
  return lt_standards_evaluate (standards, &span, (LtAirDay *) days->data, days->len);
}

static const LtAirFigure *
find_figure (const LtAirEvaluation *evaluation, const char *item, gboolean is_percentile)
{
  for (guint i = 0; i < evaluation->figures->len; i++)
    {
      const LtAirFigure *figure = g_ptr_array_index (evaluation->figures, i);

      if (g_str_equal (figure->item, item) && figure->is_percentile == is_percentile)
        return figure;
    }
  g_error ("no figure of %s", item);
}

/* 365 values of 0.1 to 36.5: mean 18.3; 95th percentile: k = 1 + 364 × 0.95 = 346.8, so
 * 34.6 + 0.8 × 0.1 = 34.68. Until 2025 rounded to 18 and 35, from 2026 to 18.3 and 34.7. */
static void
test_year (void)
{
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (GArray) days = make_days (2025, 365);
  g_autoptr (LtAirEvaluation) year = evaluate (standards, "2025", days);
  g_autoptr (GArray) later_days = make_days (2026, 365);
  g_autoptr (LtAirEvaluation) later = evaluate (standards, "2026", later_days);
  const LtAirFigure *mean = find_figure (year, "PM2.5", FALSE);
  const LtAirFigure *percentile = find_figure (year, "PM2.5", TRUE);

  g_assert_cmpuint (year->figures->len, ==, 10);
  assert_ratio (mean->figure.value, "18.3");
  assert_ratio (mean->rounded, "18");
  assert_ratio (percentile->figure.value, "34.68");
  assert_ratio (percentile->rounded, "35");
  g_assert_cmpuint (mean->figure.n, ==, 365);
  g_assert_cmpuint (mean->figure.n_required, ==, 324);
  /* Class 1 asks 15 of the year and 35 of the day. */
  g_assert_cmpuint (mean->air_class, ==, 2);
  g_assert_cmpuint (percentile->air_class, ==, 1);
  g_assert_true (year->is_valid && year->attains);
  assert_ratio (find_figure (later, "PM2.5", FALSE)->rounded, "18.3");
  assert_ratio (find_figure (later, "PM2.5", TRUE)->rounded, "34.7");
  g_assert_cmpstr (find_figure (later, "PM2.5", FALSE)->limits[1]->value, ==, "30");
}

/* A year has 324 days, 27 in every month and 25 in February. */
static void
test_days_required (void)
{
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (GArray) days = make_days (2025, 365);
  LtAirDay *all = (LtAirDay *) days->data;
  const LtAirFigure *mean;

  /* February keeps 25 of 28. */
  for (guint i = 31; i < 34; i++)
    all[i].values[LT_AIR_SO2].is_valid = FALSE;
  {
    g_autoptr (LtAirEvaluation) year = evaluate (standards, "2025", days);
    g_autoptr (LtAirEvaluation) month = evaluate (standards, "2025-02", days);

    mean = find_figure (year, "SO2", FALSE);
    g_assert_true (mean->figure.is_valid && year->is_valid);
    g_assert_true (month->is_valid);
    g_assert_cmpuint (find_figure (month, "SO2", FALSE)->figure.n_required, ==, 25);
  }
  all[34].values[LT_AIR_SO2].is_valid = FALSE;
  {
    g_autoptr (LtAirEvaluation) year = evaluate (standards, "2025", days);
    g_autoptr (LtAirEvaluation) quarter = evaluate (standards, "2025-Q2", days);

    mean = find_figure (year, "SO2", FALSE);
    g_assert_cmpuint (mean->figure.n, ==, 361);
    g_assert_cmpstr (mean->short_month, ==, "2025-02");
    g_assert_false (mean->figure.is_valid || year->is_valid || year->attains);
    g_assert_true (quarter->is_valid);
    g_assert_cmpuint (find_figure (quarter, "CO", TRUE)->figure.n_required, ==, 81);
  }
}

/* 27 in each month, and 26 in February: 323 of 324. */
static void
test_year_one_short (void)
{
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (GArray) days = make_days (2025, 365);
  g_autoptr (LtAirEvaluation) year = NULL;
  guint left[13] = { 0, 27, 26, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27 };

  for (guint i = 0; i < days->len; i++)
    {
      LtAirDay *day = &g_array_index (days, LtAirDay, i);
      guint month = (guint) g_ascii_strtoull (day->date + 5, NULL, 10);

      if (left[month] > 0)
        left[month]--;
      else
        day->values[LT_AIR_CO].is_valid = FALSE;
    }
  year = evaluate (standards, "2025", days);
  g_assert_cmpuint (find_figure (year, "CO", TRUE)->figure.n, ==, 323);
  g_assert_null (find_figure (year, "CO", TRUE)->short_month);
  g_assert_false (find_figure (year, "CO", TRUE)->figure.is_valid);
}

/* ---- areas ------------------------------------------------------------------- */

/* Of four points three make the area's day, two do not; it is the mean of theirs. */
static void
test_area (void)
{
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) area = NULL;
  const LtAirDay *made;

  for (guint i = 0; i < 4; i++)
    {
      g_ptr_array_add (points, make_days (2025, i == 3 ? 1 : 2));
      for (guint k = 0; k < (i == 3 ? 1 : 2); k++)
        set_value (&g_array_index ((GArray *) g_ptr_array_index (points, i), LtAirDay, k),
                   LT_AIR_NO2, lt_ratio_new (10 * (i + 1), 1));
    }
  g_array_index ((GArray *) g_ptr_array_index (points, 0), LtAirDay, 0)
      .values[LT_AIR_NO2]
      .is_valid = FALSE;
  g_array_index ((GArray *) g_ptr_array_index (points, 1), LtAirDay, 1)
      .values[LT_AIR_NO2]
      .is_valid = FALSE;
  area = lt_standards_make_area_days (standards, points);
  g_assert_cmpuint (area->len, ==, 2);
  made = (LtAirDay *) area->data;
  g_assert_cmpstr (made[0].date, ==, "2025-01-01");
  g_assert_true (made[0].values[LT_AIR_NO2].is_valid);
  assert_ratio (made[0].values[LT_AIR_NO2].value, "30");
  g_assert_cmpuint (made[1].values[LT_AIR_NO2].n, ==, 2);
  g_assert_cmpuint (made[1].values[LT_AIR_NO2].n_required, ==, 3);
  g_assert_false (made[1].values[LT_AIR_NO2].is_valid);
}

/* ---- the composite index ----------------------------------------------------- */

/* DOMAIN.md 4.4: every day the same, so means and percentiles are the vector. */
static void
test_index (void)
{
  static const char *const values[] = { "45", "85", "15", "38", "1.6", "172", "200" };
  static const struct
  {
    const char *name;
    const char *period;
    const char *expected;
  } cases[] = { { NULL, "2025", "5.18" },
                { NULL, "2026-04", "5.59" },
                { "2026T-weighted", "2026-04", "10.62" },
                { "2012-equal", "2026-04", "5.18" } };
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_auto (GStrv) names = lt_standards_list_schemes (standards);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) days = make_days (i == 0 ? 2025 : 2026, 365);
      g_autoptr (LtIndexScheme) scheme = NULL;
      g_autofree char *last = NULL, *text = NULL;
      LtSpan span;
      LtIndex index;

      for (guint k = 0; k < days->len; k++)
        for (guint item = 0; item < LT_AIR_N_ITEMS; item++)
          {
            LtRatio value;

            g_assert_true (lt_ratio_parse (values[item], &value));
            set_value (&g_array_index (days, LtAirDay, k), item, value);
          }
      g_assert_true (lt_span_parse (cases[i].period, &span));
      last = lt_span_get_last_day (&span);
      scheme = lt_standards_make_scheme (standards, cases[i].name, last);
      g_assert_nonnull (scheme);
      g_assert_cmpuint (scheme->parts->len, ==, 6);
      index =
          lt_standards_make_index (standards, scheme, &span, (LtAirDay *) days->data, days->len);
      g_assert_true (index.is_valid);
      text = lt_ratio_format (index.published, 2);
      g_assert_cmpstr (text, ==, cases[i].expected);
      /* With one day the index is there and takes no part in a rank. */
      index = lt_standards_make_index (standards, scheme, &span,
                                       &g_array_index (days, LtAirDay, i == 0 ? 0 : 90), 1);
      g_assert_true (index.is_complete);
      g_assert_false (index.is_valid);
    }
  g_assert_null (lt_standards_make_scheme (standards, "2026T-heavy", "2026-04-30"));
  g_assert_true (g_strv_contains ((const char *const *) names, "2026T-weighted"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation/spans", test_spans);
  g_test_add_func ("/evaluation/days", test_days);
  g_test_add_func ("/evaluation/thin-ozone", test_thin_ozone);
  g_test_add_func ("/evaluation/year", test_year);
  g_test_add_func ("/evaluation/days-required", test_days_required);
  g_test_add_func ("/evaluation/year-one-short", test_year_one_short);
  g_test_add_func ("/evaluation/area", test_area);
  g_test_add_func ("/evaluation/index", test_index);
  return g_test_run ();
}
