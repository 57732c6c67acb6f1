/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every hour's AQI and primary pollutants in the real files, by this program and by the second
 * calculation (tests/rules/independent, Python). Both read the files by themselves. */

#include "second.h"
#include "shipped.h"
#include "table.h"

#include <string.h>

/* @cells: of the six pollutants. How many values there are. */
static guint
judge_cells (const LtAqiScale *scale, const char *const *cells, LtAqi *aqi)
{
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };
  LtRatio values[LT_AQI_MOST_ITEMS];
  guint n = 0;

  for (guint k = 0; k < scale->rows->len; k++)
    for (guint i = 0; i < SECOND_SIX; i++)
      if (g_str_equal (((LtAqiRow *) g_ptr_array_index (scale->rows, k))->item, second_six[i])
          && second_read_value (cells[i], &values[k]))
        {
          given[k] = &values[k];
          n++;
        }
  *aqi = lt_aqi_scale_judge (scale, given, 0);
  return n;
}

static guint
judge_row (const LtAqiScale *scale, GPtrArray *cells, const int *columns, LtAqi *aqi)
{
  const char *six[SECOND_SIX];

  for (guint i = 0; i < SECOND_SIX; i++)
    six[i] = table_cell (cells, columns[i]);
  return judge_cells (scale, six, aqi);
}

/* A week of the whole country. pm25.in prints the AQI: ours is the same in 138 559 of the
 * 138 658 rows that have it and all six items. The other 99 are one and the same row, of
 * 2017-01-04 10:00, which the site kept printing for a point that had stopped: its AQI, 30,
 * is not that of the values beside it, 20. */
static void
test_week (void)
{
  g_autofree char *path = second_find_real ("hourly", "pm25in_all_20200402-08.csv.gz");
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (LtAqiScale) scale =
      lt_standards_make_scale (standards, LT_AQI_REPORT_HOUR, "2020-04-02");
  const char *const words[] = { "hours", "--shape", "pm25in", path, NULL };
  g_autoptr (GPtrArray) header = NULL, said = NULL;
  g_autofree char *text = NULL, *python = NULL;
  guint n_complete = 0, n_same = 0, n = 0;
  int columns[SECOND_SIX], printed, day, hour;
  const char *at, *other;

  if (path == NULL)
    return;
  at = text = table_read_packed (path);
  other = python = second_ask (words);
  header = table_next (&at);
  said = table_next (&other);
  for (guint i = 0; i < SECOND_SIX; i++)
    columns[i] = table_find (header, i == 5 ? "O3_1h" : second_six[i]);
  printed = table_find (header, "AQI");
  day = table_find (header, "Date");
  hour = table_find (header, "Hour");
  while (*at != '\0')
    {
      g_autoptr (GPtrArray) cells = table_next (&at);
      g_autoptr (GPtrArray) line = table_next (&other);
      LtRatio index;
      guint n_values;
      LtAqi aqi;

      n_values = judge_row (scale, cells, columns, &aqi);
      second_assert_aqi (said, line, scale, &aqi, n_values);
      n++;
      if (n_values < SECOND_SIX || !lt_ratio_parse (table_cell (cells, printed), &index))
        continue;
      n_complete++;
      if ((int) index.above == aqi.index)
        {
          n_same++;
          continue;
        }
      g_assert_cmpstr (table_cell (cells, day), ==, "20170104");
      g_assert_cmpstr (table_cell (cells, hour), ==, "10");
      g_assert_cmpint ((int) index.above, ==, 30);
      g_assert_cmpint (aqi.index, ==, 20);
    }
  g_assert_cmpint (*other, ==, '\0');
  g_assert_cmpuint (n, ==, 177285);
  g_assert_cmpuint (n_complete, ==, 138658);
  g_assert_cmpuint (n_same, ==, 138559);
}

/* ---- wide tables: a column for each station of the country ------------------------- */

/* The lines of one hour, in the order of the file. */
static GPtrArray *
read_hour (const char **at)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (**at != '\0')
    {
      const char *before = *at;
      GPtrArray *line = table_next (at);
      GPtrArray *first = lines->len == 0 ? line : g_ptr_array_index (lines, 0);

      if (g_str_equal (table_cell (line, 0), table_cell (first, 0))
          && g_str_equal (table_cell (line, 1), table_cell (first, 1)))
        {
          g_ptr_array_add (lines, line);
          continue;
        }
      g_ptr_array_unref (line);
      *at = before;
      break;
    }
  return lines;
}

/* @cells: of the six pollutants, by their lines. Whether the station has anything at all. */
static gboolean
pick_station (GPtrArray *lines, int column, const char **cells)
{
  gboolean any = FALSE;

  for (guint i = 0; i < SECOND_SIX; i++)
    cells[i] = "";
  for (guint i = 0; i < lines->len; i++)
    {
      GPtrArray *line = g_ptr_array_index (lines, i);

      any = any || *table_cell (line, column) != '\0';
      for (guint k = 0; k < SECOND_SIX; k++)
        if (g_str_equal (table_cell (line, 2), second_six[k]))
          cells[k] = table_cell (line, column);
    }
  return any;
}

static guint
compare_country (const LtAqiScale *scale, const char *name)
{
  g_autofree char *path = second_find_real ("hourly", name);
  const char *const words[] = { "hours", "--shape", "china-sites", path, NULL };
  g_autoptr (GPtrArray) header = NULL, said = NULL;
  g_autofree char *text = NULL, *python = NULL;
  const char *at, *other, *cells[SECOND_SIX];
  guint n = 0;

  if (path == NULL)
    return 0;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = text;
  other = python = second_ask (words);
  header = table_next (&at);
  said = table_next (&other);
  while (*at != '\0')
    {
      g_autoptr (GPtrArray) lines = read_hour (&at);

      for (guint column = 3; column < header->len; column++)
        {
          g_autoptr (GPtrArray) line = NULL;
          guint n_values;
          LtAqi aqi;

          if (!pick_station (lines, (int) column, cells))
            continue;
          line = table_next (&other);
          g_assert_cmpstr (table_cell (line, table_find (said, "place")), ==,
                           table_cell (header, (int) column));
          n_values = judge_cells (scale, cells, &aqi);
          second_assert_aqi (said, line, scale, &aqi, n_values);
          n++;
        }
    }
  g_assert_cmpint (*other, ==, '\0');
  return n;
}

/* Three days of 2014 in the whole country. */
static void
test_country (void)
{
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (LtAqiScale) scale =
      lt_standards_make_scale (standards, LT_AQI_REPORT_HOUR, "2014-06-04");
  guint n = compare_country (scale, "china_sites_20140604.csv");

  /* Skipped. */
  if (n == 0)
    return;
  n += compare_country (scale, "china_sites_20140605.csv");
  n += compare_country (scale, "china_sites_20140606.csv");
  /* Stations and hours with anything at all, counted by other means. */
  g_assert_cmpuint (n, ==, 64495);
}

/* Fourteen rows in the form of the national platform. */
static void
test_platform (void)
{
  static const char *const names[] = { "pm2_5", "pm10", "so2", "no2", "co", "o3_24h" };
  g_autofree char *path = second_find_real ("hourly", "cnemc_2022-01-01T00_format_sample.csv");
  g_autoptr (LtStandards) standards = shipped_standards ();
  g_autoptr (LtAqiScale) scale =
      lt_standards_make_scale (standards, LT_AQI_REPORT_HOUR, "2021-12-31");
  const char *const words[] = { "hours", "--shape", "cnemc", path, NULL };
  g_autoptr (GPtrArray) header = NULL, said = NULL;
  g_autofree char *text = NULL, *python = NULL;
  int columns[SECOND_SIX];
  const char *at, *other;
  guint n = 0;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = text;
  other = python = second_ask (words);
  header = table_next (&at);
  said = table_next (&other);
  for (guint i = 0; i < SECOND_SIX; i++)
    columns[i] = table_find (header, names[i]);
  for (; *at != '\0'; n++)
    {
      g_autoptr (GPtrArray) cells = table_next (&at);
      g_autoptr (GPtrArray) line = table_next (&other);
      LtAqi aqi;
      guint n_values = judge_row (scale, cells, columns, &aqi);

      second_assert_aqi (said, line, scale, &aqi, n_values);
    }
  g_assert_cmpint (*other, ==, '\0');
  g_assert_cmpuint (n, ==, 14);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/independent/week", test_week);
  g_test_add_func ("/independent/country", test_country);
  g_test_add_func ("/independent/platform", test_platform);
  return g_test_run ();
}
