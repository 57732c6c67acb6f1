/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/civil-time.h"
#include "base/error.h"

static void
test_dates (void)
{
  static const char *const good[] = { "2026-11-20", "2024-02-29", "2000-02-29", "1900-01-01",
                                      "2200-12-31" };
  static const char *const bad[] = {
    "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31",     "2026-11-00",
    "2026-11-2",  "2026-1-20",  "2026/11/20", "20261120",   "2026-11-20T",    " 2026-11-20",
    "1899-12-31", "2201-01-01", "-026-11-20", "2026-11-2O", "２０２６-11-20", ""
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (lt_date_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (lt_date_is_valid (bad[i]))
      g_error ("\"%s\" was taken for a date", bad[i]);
  g_assert_false (lt_date_is_valid (NULL));
}

static void
test_months_and_minutes (void)
{
  static const char *const bad[] = { "2026-11-20T24:00", "2026-11-20T23:60", "2026-11-20 15:42",
                                     "2026-02-30T10:00", "2026-11-20T9:00",  "2026-11-20T09:00:00",
                                     "2026-11-20T2a:00", "2026-11-20T99:00" };

  g_assert_true (lt_month_is_valid ("2026-12"));
  g_assert_false (lt_month_is_valid ("2026-13"));
  g_assert_false (lt_month_is_valid ("2026-00"));
  g_assert_false (lt_month_is_valid ("2026-1"));
  g_assert_false (lt_month_is_valid ("2026-11-01"));
  g_assert_false (lt_month_is_valid (NULL));
  g_assert_true (lt_minute_is_valid ("2026-11-20T00:00"));
  g_assert_true (lt_minute_is_valid ("2024-02-29T23:59"));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (lt_minute_is_valid (bad[i]))
      g_error ("\"%s\" was taken for a minute", bad[i]);
  g_assert_false (lt_minute_is_valid (NULL));
}

static void
assert_instant (const char *text, gint64 expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lt_time_parse (text, &error), ==, expected);
  g_assert_no_error (error);
}

/* Seconds by `TZ=UTC date -d … +%s`; Asia/Shanghai is 8 hours ahead. */
static void
test_instants (void)
{
  g_autofree char *date = lt_date_of (G_GINT64_CONSTANT (1794931199999));
  g_autofree char *next = lt_date_of (G_GINT64_CONSTANT (1794931200000));
  g_autofree char *minute = lt_minute_of (G_GINT64_CONSTANT (1793664000000));
  g_autofree char *second = lt_second_of (G_GINT64_CONSTANT (1793664059000));

  /* 2026-11-17T16:00:00Z is midnight in China. */
  g_assert_cmpstr (date, ==, "2026-11-17");
  g_assert_cmpstr (next, ==, "2026-11-18");
  g_assert_cmpstr (minute, ==, "2026-11-03T08:00");
  g_assert_cmpstr (second, ==, "2026-11-03T08:00:59");
  assert_instant ("2026-11-03T08:00", G_GINT64_CONSTANT (1793664000000));
  assert_instant ("2026-11-03", G_GINT64_CONSTANT (1793635200000));
  assert_instant ("2026-11-03T08:00:01", G_GINT64_CONSTANT (1793664001000));
  assert_instant ("2026-11-03T00:00:00Z", G_GINT64_CONSTANT (1793664000000));
  assert_instant ("2026-11-03T02:00:00+02:00", G_GINT64_CONSTANT (1793664000000));
}

/* China had summer time from 1986 to 1991; the program's civil time has none,
 * whatever the machine's zone. */
static void
test_no_summer_time (void)
{
  assert_instant ("1990-07-01T08:00", G_GINT64_CONSTANT (646790400000));
  assert_instant ("1990-01-01T08:00", G_GINT64_CONSTANT (631152000000));
}

static void
test_no_times (void)
{
  static const char *const bad[] = { "",
                                     "yesterday",
                                     "2026-02-29",
                                     "2026-13-01T00:00",
                                     "2026-11-20T24:00",
                                     "2026-11-20T15:60:00",
                                     "1795161600" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (lt_time_parse (bad[i], &error), ==, -1);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
    }
  g_assert_cmpint (lt_time_parse (NULL, NULL), ==, -1);
}

static void
assert_days (const char *date, int days, const char *expected)
{
  g_autofree char *other = lt_date_add_days (date, days);

  g_assert_cmpstr (other, ==, expected);
  g_assert_cmpint (lt_date_count_days (date, expected), ==, days);
}

static void
test_days (void)
{
  assert_days ("2026-11-20", 15, "2026-12-05");
  assert_days ("2026-12-31", 1, "2027-01-01");
  assert_days ("2024-02-28", 1, "2024-02-29");
  assert_days ("2026-02-28", 1, "2026-03-01");
  assert_days ("2026-03-01", -1, "2026-02-28");
  assert_days ("2026-03-01", 0, "2026-03-01");
}

/* GB/T 9704-2012, 7.3.5.4: Arabic figures, no leading zero. */
static void
test_words (void)
{
  g_autofree char *single = lt_date_in_words ("2026-01-05");
  g_autofree char *two = lt_date_in_words ("2026-11-20");

  g_assert_cmpstr (single, ==, "2026年1月5日");
  g_assert_cmpstr (two, ==, "2026年11月20日");
}

static void
assert_typed (const char *text, const char *expected)
{
  g_autofree char *straight = lt_time_from_typed (text, "2026-11-22");

  g_assert_cmpstr (straight, ==, expected);
}

/* As officers write days and times. */
static void
test_typed (void)
{
  assert_typed ("2026-11-20 9:30", "2026-11-20T09:30");
  assert_typed ("2026/11/20 09:30", "2026-11-20T09:30");
  assert_typed ("2026.1.2 9:05", "2026-01-02T09:05");
  assert_typed ("11-20 9:30", "2026-11-20T09:30");
  assert_typed (" 11/20 ", "2026-11-20");
  assert_typed ("2026年11月20日", "2026-11-20");
  assert_typed ("2026年11月20日9时30分", "2026-11-20T09:30");
  assert_typed ("11月20日 9:30", "2026-11-20T09:30");
  assert_typed ("２０２６－１１－２０　９：３０", "2026-11-20T09:30");
  assert_typed ("2026-11-20T09:30", "2026-11-20T09:30");
  assert_typed ("2026/1", "2026-01");
  assert_typed ("2026年1月", "2026-01");
  /* There is no such day, and whoever asks says so. */
  assert_typed ("2026-2-30", "2026-02-30");
  assert_typed ("2026-11-20 9", NULL);
  assert_typed ("20261120", NULL);
  assert_typed ("gestern", NULL);
  assert_typed ("1.5", "2026-01-05");
  assert_typed ("", NULL);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "America/New_York", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/dates", test_dates);
  g_test_add_func ("/time/months-and-minutes", test_months_and_minutes);
  g_test_add_func ("/time/instants", test_instants);
  g_test_add_func ("/time/no-summer-time", test_no_summer_time);
  g_test_add_func ("/time/no-times", test_no_times);
  g_test_add_func ("/time/days", test_days);
  g_test_add_func ("/time/words", test_words);
  g_test_add_func ("/civil-time/typed", test_typed);
  return g_test_run ();
}
