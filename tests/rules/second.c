/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "second.h"

#include "table.h"

#include <string.h>

const char *const second_six[SECOND_SIX] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3" };

/* What assess.py says, as CSV. */
char *
second_ask (const char *const *words)
{
  g_autofree char *script =
      g_test_build_filename (G_TEST_DIST, "rules", "independent", "assess.py", NULL);
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_ptr_array_add (line, (gpointer) "python3");
  g_ptr_array_add (line, script);
  for (; *words != NULL; words++)
    g_ptr_array_add (line, (gpointer) *words);
  g_ptr_array_add (line, NULL);
  g_spawn_sync (NULL, (char **) line->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* The path of a real file, or NULL and the test is skipped. */
char *
second_find_real (const char *folder, const char *name)
{
  const char *data = g_getenv ("LANTIAN_SHARED_DATA");

  if (data != NULL)
    return g_build_filename (data, folder, name, NULL);
  g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return NULL;
}

static LtWide
parse_wide (const char *text, gsize n)
{
  LtWide number = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_ascii_isdigit (text[i]));
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

/* "p" or "p/q" in lowest terms, and "" for none. */
void
second_assert_same (const char *expected, gboolean has_value, LtRatio value)
{
  const char *stroke = strchr (expected, '/');
  gsize n = stroke == NULL ? strlen (expected) : (gsize) (stroke - expected);

  g_assert_cmpint (has_value, ==, n > 0);
  if (!has_value)
    return;
  g_assert_true (parse_wide (expected, n) == value.above);
  g_assert_true ((stroke == NULL ? 1 : parse_wide (stroke + 1, strlen (stroke + 1)))
                 == value.below);
}

/* A cell as a measured value: digits with a point, not below zero. */
gboolean
second_read_value (const char *text, LtRatio *value)
{
  return lt_ratio_parse (text, value) && value->above >= 0;
}

/* Pollutants in the order of the second calculation; ozone of a day is one, whether of one hour
 * or of eight. */
static char *
list_primary (const LtAqiScale *scale, const LtAqi *aqi)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < SECOND_SIX; i++)
    for (guint k = 0; k < scale->rows->len; k++)
      {
        const char *item = ((LtAqiRow *) g_ptr_array_index (scale->rows, k))->item;

        if ((aqi->primary & (1u << k)) == 0 || !g_str_has_prefix (item, second_six[i])
            || (item[strlen (second_six[i])] != '\0' && item[strlen (second_six[i])] != '-'))
          continue;
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", second_six[i]);
        break;
      }
  return g_string_free (list, FALSE);
}

/* Of no item at all the second calculation says NA; 0 of the class 优 is an AQI there. */
void
second_assert_aqi (GPtrArray *header,
                   GPtrArray *line,
                   const LtAqiScale *scale,
                   const LtAqi *aqi,
                   guint n_values)
{
  g_autofree char *primary = list_primary (scale, aqi);
  g_autofree char *index =
      n_values == 0 || aqi->withheld ? g_strdup ("NA") : g_strdup_printf ("%d", aqi->index);

  g_assert_cmpstr (table_cell (line, table_find (header, "aqi")), ==, index);
  g_assert_cmpstr (table_cell (line, table_find (header, "primary")), ==, primary);
}

/* ---- days of hours ----------------------------------------------------------------- */

/* Date → SecondHours */
GHashTable *
second_days_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* The day that an hour ends in, and its place there: that of 00:00 is the last of the day before.
 * @when: year, month, day and hour */
SecondHours *
second_days_get (GHashTable *days, const guint *when, guint *place)
{
  g_autoptr (GDate) date =
      g_date_new_dmy ((GDateDay) when[2], (GDateMonth) when[1], (GDateYear) when[0]);
  char text[11];
  SecondHours *day;

  if (when[3] == 0)
    g_date_subtract_days (date, 1);
  *place = when[3] == 0 ? LT_HOURS_OF_DAY - 1 : when[3] - 1;
  g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  day = g_hash_table_lookup (days, text);
  if (day != NULL)
    return day;
  day = g_new (SecondHours, 1);
  for (guint i = 0; i < SECOND_SIX * LT_HOURS_OF_DAY; i++)
    day->hours[i / LT_HOURS_OF_DAY][i % LT_HOURS_OF_DAY] = LT_NO_VALUE;
  g_hash_table_insert (days, g_strdup (text), day);
  return day;
}

/* By this program. */
void
second_make_day (const LtStandards *standards,
                 const SecondHours *hours,
                 const char *date,
                 LtAirDay *day)
{
  memset (day, 0, sizeof *day);
  g_strlcpy (day->date, date, sizeof day->date);
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    day->values[i] =
        lt_standards_make_day (standards, i, hours->hours[MIN (i, SECOND_SIX - 1)], date);
}

/* In the order of LtAirItem. */
static const char *const day_columns[LT_AIR_N_ITEMS] = { "PM2.5", "PM10",  "SO2",  "NO2",
                                                         "CO",    "O3_8h", "O3_1h" };

/* Values that are valid, and the index made of them. */
void
second_assert_day (const LtStandards *standards,
                   GPtrArray *said,
                   GPtrArray *line,
                   const LtAirDay *day)
{
  g_autoptr (LtAqiScale) scale = lt_standards_make_scale (standards, LT_AQI_REPORT_DAY, day->date);
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };
  guint n = 0;
  LtAqi aqi;

  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    second_assert_same (table_cell (line, table_find (said, day_columns[i])),
                        day->values[i].is_valid, day->values[i].value);
  for (guint k = 0; k < scale->rows->len; k++)
    {
      LtAirItem item;

      g_assert_true (
          lt_air_item_find (((LtAqiRow *) g_ptr_array_index (scale->rows, k))->item, &item));
      given[k] = day->values[item].is_valid ? &day->values[item].value : NULL;
      n += day->values[item].is_valid;
    }
  aqi = lt_aqi_scale_judge (scale, given, 0);
  second_assert_aqi (said, line, scale, &aqi, n);
}

/* Of how many hours each value is. */
void
second_assert_counts (GPtrArray *said, GPtrArray *line, const LtAirDay *day)
{
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    {
      g_autofree char *column = g_strconcat ("n_", day_columns[i], NULL);
      g_autofree char *count = g_strdup_printf ("%u", day->values[i].n);

      g_assert_cmpstr (table_cell (line, table_find (said, column)), ==, count);
    }
}
