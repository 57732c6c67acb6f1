/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/items.h"
#include "model/reading.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

/* What stands between the quotes is kept to the last figure. */
static void
test_values (void)
{
  static const struct
  {
    const char *text;
    gint64 millionths;
    const char *again;
  } good[] = {
    { "8.6", 8600000, "8.6" },
    { "008.60", 8600000, "8.6" },
    { "0.1", 100000, "0.1" },
    { "-0.000001", -1, "-0.000001" },
    { "+12", 12000000, "12" },
    { "0", 0, "0" },
    { "-0.0", 0, "0" },
    { "100", 100000000, "100" },
    { "0.3000000000", 300000, "0.3" },
    { "999999999999.999999", G_GINT64_CONSTANT (999999999999999999), "999999999999.999999" },
    { "-999999999999.999999", G_GINT64_CONSTANT (-999999999999999999), "-999999999999.999999" },
  };
  static const char *const bad[] = { "",      "-",         "1e3",
                                     ".5",    "5.",        "1,5",
                                     "0x10",  "NaN",       "１.５",
                                     "1.2.3", "0.0000001", "1000000000000",
                                     "12 ",   "--1",       "99999999999999999999999999999" };
  gint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *again = NULL;

      g_assert_true (lt_reading_parse_value (good[i].text, &value));
      g_assert_cmpint (value, ==, good[i].millionths);
      again = lt_reading_format_value (value);
      g_assert_cmpstr (again, ==, good[i].again);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (lt_reading_parse_value (bad[i], &value));
}

static void
test_any_value (void)
{
  for (int i = 0; i < 20000; i++)
    {
      gint64 value = (gint64) g_test_rand_int () * (1 + g_test_rand_int_range (0, 400000000));
      g_autofree char *text = lt_reading_format_value (value);
      gint64 again = 0;

      g_assert_true (lt_reading_parse_value (text, &again));
      g_assert_cmpint (again, ==, value);
    }
}

/* 2026-01-31T08:00 is 29497440 minutes after 1970-01-01T00:00: 20484 days and 8 hours. */
static void
test_times (void)
{
  static const struct
  {
    const char *text;
    LtInterval interval;
    gint64 minutes;
    const char *again;
  } good[] = {
    { "2026-01-31T08:00", LT_INTERVAL_HOUR, 29497440, "2026-01-31T08:00" },
    { "2026-01-31 08:00:00", LT_INTERVAL_HOUR, 29497440, "2026-01-31T08:00" },
    { "2026/1/31 8:00", LT_INTERVAL_HOUR, 29497440, "2026-01-31T08:00" },
    { "2026年1月31日 8时", LT_INTERVAL_HOUR, 29497440, "2026-01-31T08:00" },
    { "20260131 08", LT_INTERVAL_HOUR, 29497440, "2026-01-31T08:00" },
    { "2026-01-30 24:00", LT_INTERVAL_HOUR, 29496960, "2026-01-31T00:00" },
    { "1969-12-31T23:00", LT_INTERVAL_HOUR, -60, "1969-12-31T23:00" },
    { "2026-01-31", LT_INTERVAL_DAY, 29496960, "2026-01-31" },
    { "2026/1/31 0:00", LT_INTERVAL_DAY, 29496960, "2026-01-31" },
    { "20260131", LT_INTERVAL_DAY, 29496960, "2026-01-31" },
    { "2026-01", LT_INTERVAL_MONTH, 29453760, "2026-01" },
    { "2026年1月", LT_INTERVAL_MONTH, 29453760, "2026-01" },
    { "202601", LT_INTERVAL_MONTH, 29453760, "2026-01" },
    { "2026-01-01", LT_INTERVAL_MONTH, 29453760, "2026-01" },
  };
  static const struct
  {
    const char *text;
    LtInterval interval;
  } bad[] = {
    { "2026-01-31", LT_INTERVAL_HOUR },
    { "2026-01-31T08:30", LT_INTERVAL_HOUR },
    { "2026-01-31T25:00", LT_INTERVAL_HOUR },
    { "2026-02-29T08:00", LT_INTERVAL_HOUR },
    { "2026-13-01T08:00", LT_INTERVAL_HOUR },
    { "08:00", LT_INTERVAL_HOUR },
    { "2026-01-31T08:00Z", LT_INTERVAL_HOUR },
    { "2026-01-31T08:00:01", LT_INTERVAL_HOUR },
    { "31.1.2026 8:00", LT_INTERVAL_HOUR },
    { "2026-01-31 08:00", LT_INTERVAL_DAY },
    { "2026-01", LT_INTERVAL_DAY },
    { "2026-01-31", LT_INTERVAL_MONTH },
    { "2026", LT_INTERVAL_MONTH },
    { "", LT_INTERVAL_DAY },
    { "0026-01-31", LT_INTERVAL_DAY },
    { "2026-1/31", LT_INTERVAL_HOUR },
  };
  gint64 minutes;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *again = NULL;

      g_assert_true (lt_reading_parse_time (good[i].text, good[i].interval, &minutes));
      g_assert_cmpint (minutes, ==, good[i].minutes);
      again = lt_reading_format_time (minutes, good[i].interval);
      g_assert_cmpstr (again, ==, good[i].again);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (lt_reading_parse_time (bad[i].text, bad[i].interval, &minutes))
      g_error ("\"%s\" was taken for a time", bad[i].text);
}

/* The file that is installed, and what is wrong with others. */
static void
test_items (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "items.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtItems) items = lt_items_load (path, &error);
  const LtItem *item;

  g_assert_no_error (error);
  item = lt_items_find (items, "pm2.5");
  g_assert_nonnull (item);
  g_assert_cmpstr (item->code, ==, "PM2.5");
  g_assert_cmpstr (item->unit, ==, "µg/m³");
  g_assert_true (lt_items_find (items, "细颗粒物") == item);
  g_assert_true (lt_items_find (items, " PM25 ") == item);
  g_assert_cmpint (lt_items_find (items, "气温")->min, ==, -60 * LT_READING_SCALE);
  g_assert_null (lt_items_find (items, "PM3"));
  /* 0 to 20 000 µg/m³ */
  g_assert_true (lt_item_can_have (item, 0));
  g_assert_false (lt_item_can_have (item, -1));
  g_assert_true (lt_item_can_have (item, 20000 * LT_READING_SCALE));
  g_assert_false (lt_item_can_have (item, 20000 * LT_READING_SCALE + 1));
  g_assert_true (lt_item_can_have (lt_items_find (items, "气温"), -60 * LT_READING_SCALE));
  g_assert_true (lt_item_can_have (NULL, -1));
}

static void
test_bad_items (void)
{
  static const char *const bad[] = {
    "{}",
    "[]",
    "{\"items\": []}",
    "{\"items\": [1]}",
    "{\"items\": [{\"code\": \"A\", \"label\": \"a\", \"unit\": \"g\", \"min\": 0, \"max\": "
    "\"1\"}]}",
    "{\"items\": [{\"code\": \"A\", \"label\": \"a\", \"unit\": \"g\", \"min\": \"1\", \"max\": "
    "\"1\"}]}",
    "{\"items\": [{\"code\": \"\", \"label\": \"a\", \"unit\": \"g\", \"min\": \"0\", \"max\": "
    "\"1\"}]}",
    "{\"items\": [{\"code\": \"A\", \"label\": \"a\", \"unit\": \"g\", \"min\": \"0\", \"max\": "
    "\"1\", \"names\": 5}]}",
    "{\"items\"",
  };
  g_autofree char *folder = g_dir_make_tmp ("lantian-items-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "items.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, bad[i], -1, NULL));
      g_assert_null (lt_items_load (path, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, "items.json"));
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading/values", test_values);
  g_test_add_func ("/reading/any-value", test_any_value);
  g_test_add_func ("/reading/times", test_times);
  g_test_add_func ("/items/installed", test_items);
  g_test_add_func ("/items/bad", test_bad_items);
  return g_test_run ();
}
