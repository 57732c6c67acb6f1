/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days of hours, and of an area's points. */

#include "rules/evaluation.h"

#include "rules/standards-private.h"

#include <string.h>

/* An item of readings, and the standard's item and average that it is. */
static const struct
{
  const char *code;
  const char *item;
  const char *average;
} air_items[LT_AIR_N_ITEMS] = {
  [LT_AIR_PM25] = { "PM2.5", "PM2.5", "day" },
  [LT_AIR_PM10] = { "PM10", "PM10", "day" },
  [LT_AIR_SO2] = { "SO2", "SO2", "day" },
  [LT_AIR_NO2] = { "NO2", "NO2", "day" },
  [LT_AIR_CO] = { "CO", "CO", "day" },
  [LT_AIR_O3_8H] = { "O3-8h-max", "O3", "day-max-8h" },
  [LT_AIR_O3_1H] = { "O3-1h-max", "O3", "day-max-1h" },
};

/**
 * lt_air_item_code:
 * @item: what a day is judged on
 *
 * Returns: the code of its readings
 */
const char *
lt_air_item_code (LtAirItem item)
{
  return air_items[item].code;
}

/* What the standard calls it. */
const char *
lt_air_item_of_standard (LtAirItem item)
{
  return air_items[item].item;
}

/**
 * lt_air_item_find:
 * @code: of readings
 * @item: (out): what it is
 *
 * Returns: whether a day is judged on it
 */
gboolean
lt_air_item_find (const char *code, LtAirItem *item)
{
  for (*item = 0; *item < LT_AIR_N_ITEMS; (*item)++)
    if (g_str_equal (air_items[*item].code, code))
      return TRUE;
  return FALSE;
}

/* ---- rows -------------------------------------------------------------------- */

static const LtValidity *
find_validity (const LtStandards *self,
               const char *item,
               const char *average,
               const char *of,
               const char *within,
               const char *date)
{
  for (guint i = 0; i < self->validity->len; i++)
    {
      const LtValidity *row = g_ptr_array_index (self->validity, i);

      if (g_str_equal (row->average, average) && g_str_equal (row->of, of)
          && g_str_equal (row->within, within)
          && g_strv_contains ((const char *const *) row->items, item)
          && lt_citation_holds (&row->cited, date))
        return row;
    }
  return NULL;
}

/**
 * lt_standards_get_minimum:
 * @self: the standards
 * @item: of the standard, "O3"
 * @average: over what a value is taken, "year"
 * @of: of what it is made, "day"
 * @within: in which span they are counted, "month"
 * @date: the last day of the value
 *
 * Returns: how many are asked for; 0 where no row says
 */
guint
lt_standards_get_minimum (const LtStandards *self,
                          const char *item,
                          const char *average,
                          const char *of,
                          const char *within,
                          const char *date)
{
  const LtValidity *row = find_validity (self, item, average, of, within, date);

  return row == NULL ? 0 : row->minimum;
}

/**
 * lt_standards_cite_days:
 * @self: the standards
 * @item: what a day is judged on
 * @within: "year", "month" or "february"
 * @date: the last day of the span
 *
 * Returns: (nullable): the row that says how many days of a year are needed there
 */
const LtCitation *
lt_standards_cite_days (const LtStandards *self,
                        LtAirItem item,
                        const char *within,
                        const char *date)
{
  const LtValidity *row = find_validity (self, air_items[item].item, "year", "day", within, date);

  return row == NULL ? NULL : &row->cited;
}

/**
 * lt_standards_get_places:
 * @self: the standards
 * @quantity: an item of the standard, or "over-multiple" …
 * @date: the last day of the value
 *
 * Returns: decimals of a result of evaluation
 */
guint
lt_standards_get_places (const LtStandards *self, const char *quantity, const char *date)
{
  for (guint i = 0; i < self->decimals->len; i++)
    {
      const LtDecimals *row = g_ptr_array_index (self->decimals, i);

      if (g_str_equal (row->quantity, quantity) && lt_citation_holds (&row->cited, date))
        return row->places;
    }
  return LT_RATIO_PLACES;
}

static guint
get_number (const LtStandards *self, const char *name, const char *date)
{
  const char *text = lt_standards_get_rule (self, name, date);

  return text == NULL ? 0 : (guint) g_ascii_strtoull (text, NULL, 10);
}

const LtLimit *
lt_standards_find_limit (const LtStandards *self,
                         const char *item,
                         const char *average,
                         guint air_class,
                         const char *date)
{
  for (guint i = 0; i < self->limits->len; i++)
    {
      const LtLimit *limit = g_ptr_array_index (self->limits, i);

      if (limit->air_class == air_class && g_str_equal (limit->item, item)
          && g_str_equal (limit->average, average) && lt_citation_holds (&limit->cited, date))
        return limit;
    }
  return NULL;
}

/* ---- days -------------------------------------------------------------------- */

static LtStatistic
make_max_8h (const LtStandards *self, const gint64 *hours, const char *date)
{
  const char *thin = lt_standards_get_rule (self, "o3-8h-short-day", date);
  const LtLimit *limit =
      g_strcmp0 (thin, "valid-if-above-limit") != 0
          ? NULL
          : lt_standards_find_limit (self, "O3", "day-max-8h",
                                     get_number (self, "o3-8h-short-day-limit-class", date), date);
  LtEightHours needs = { lt_standards_get_minimum (self, "O3", "8h", "hour", "8h", date),
                         get_number (self, "o3-8h-day-minimum-windows", date),
                         limit == NULL ? NULL : &limit->limit,
                         get_number (self, "o3-8h-first-window-end", date),
                         get_number (self, "o3-8h-last-window-end", date) };

  return needs.hours_required == 0 || needs.means_required == 0
             ? (LtStatistic){ 0 }
             : lt_statistic_max_8h (hours, &needs);
}

/**
 * lt_standards_make_day:
 * @self: the standards
 * @item: what is made
 * @hours: (array fixed-size=24): of its pollutant, the first is that of 01:00; in
 *   millionths, or %LT_NO_VALUE
 * @date: the day
 *
 * Returns: the day's value; none where no row of the day says how many hours it needs
 */
LtStatistic
lt_standards_make_day (const LtStandards *self,
                       LtAirItem item,
                       const gint64 *hours,
                       const char *date)
{
  guint n;

  if (item == LT_AIR_O3_8H)
    return make_max_8h (self, hours, date);
  n = lt_standards_get_minimum (self, air_items[item].item, air_items[item].average, "hour", "day",
                                date);
  if (n == 0)
    return (LtStatistic){ 0 };
  return item == LT_AIR_O3_1H ? lt_statistic_max_1h (hours, n)
                              : lt_statistic_of_hours (hours, LT_HOURS_OF_DAY, n);
}

static LtAirDay *
find_day (GArray *days, const char *date)
{
  guint low = 0, high = days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      LtAirDay *day = &g_array_index (days, LtAirDay, middle);
      int order = strcmp (day->date, date);

      if (order == 0)
        return day;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static void
fill_area_day (const LtStandards *self, GPtrArray *points, LtAirDay *day)
{
  guint percent = get_number (self, "area-points-minimum-percent", day->date);
  guint n_required = MAX ((percent * points->len + 99) / 100, 1);
  g_autofree LtStatistic *parts = g_new (LtStatistic, points->len);

  for (guint item = 0; item < LT_AIR_N_ITEMS; item++)
    {
      for (guint i = 0; i < points->len; i++)
        {
          const LtAirDay *of_point = find_day (g_ptr_array_index (points, i), day->date);

          parts[i] = of_point == NULL ? (LtStatistic){ 0 } : of_point->values[item];
        }
      day->values[item] = lt_statistic_mean (parts, points->len, n_required);
    }
}

/**
 * lt_standards_make_area_days:
 * @self: the standards
 * @points: (element-type GArray): of each point of an area its LtAirDay, rising
 *
 * A day of an area is the arithmetic mean of its points' values of that day, of which so
 * many must be valid as the standard of the day asks.
 *
 * Returns: (transfer full) (element-type LtAirDay): the area's days, rising
 */
GArray *
lt_standards_make_area_days (const LtStandards *self, GPtrArray *points)
{
  GArray *area = g_array_new (FALSE, TRUE, sizeof (LtAirDay));
  g_autofree guint *at = g_new0 (guint, points->len);

  for (;;)
    {
      const char *next = NULL;
      LtAirDay day = { 0 };

      for (guint i = 0; i < points->len; i++)
        {
          GArray *days = g_ptr_array_index (points, i);
          const char *date = at[i] < days->len ? g_array_index (days, LtAirDay, at[i]).date : NULL;

          if (date != NULL && (next == NULL || strcmp (date, next) < 0))
            next = date;
        }
      if (next == NULL)
        return area;
      memcpy (day.date, next, sizeof day.date);
      for (guint i = 0; i < points->len; i++)
        {
          GArray *days = g_ptr_array_index (points, i);

          at[i] += at[i] < days->len
                   && g_str_equal (g_array_index (days, LtAirDay, at[i]).date, day.date);
        }
      fill_area_day (self, points, &day);
      g_array_append_val (area, day);
    }
}
