/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An air quality index in words: its class, its primary pollutants, how it came about. */

#include "work/air-words.h"

#include "work/map-times.h"

#include <glib/gi18n-lib.h>

/**
 * lt_air_index_find_class:
 * @self: an index
 * @standards: what the standards say
 * @interval: of the index
 *
 * Returns: (transfer none) (nullable): its class, by the standard of its day; %NULL where there
 *   is no index
 */
const LtAqiClass *
lt_air_index_find_class (const LtAirIndex *self, const LtStandards *standards, LtInterval interval)
{
  /* An hour stands under its end: that of 00:00 is the last of the day before. */
  gint64 minute = self->time - (interval == LT_INTERVAL_HOUR ? 1 : 0);
  g_autofree char *date =
      lt_reading_format_time (lt_interval_floor (LT_INTERVAL_DAY, minute), LT_INTERVAL_DAY);

  return self->aqi.index == 0 ? NULL : lt_standards_find_class (standards, self->aqi.index, date);
}

/**
 * lt_air_index_list_primary:
 * @self: an index
 *
 * Returns: (transfer full): its primary pollutants (首要污染物), "PM2.5 PM10"; "" for none
 */
char *
lt_air_index_list_primary (const LtAirIndex *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->scale->rows->len; i++)
    if ((self->aqi.primary & (1u << i)) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "",
                              ((LtAqiRow *) g_ptr_array_index (self->scale->rows, i))->item);
  return g_string_free (list, FALSE);
}

/**
 * lt_air_index_describe:
 * @self: an index
 * @standards: what the standards say
 * @interval: of the index
 *
 * Returns: (transfer full): "114 轻度污染 PM2.5"; one that is not published for an item that
 *   is missing is NA (HJ 633-2026)
 */
char *
lt_air_index_describe (const LtAirIndex *self, const LtStandards *standards, LtInterval interval)
{
  const LtAqiClass *class = lt_air_index_find_class (self, standards, interval);
  g_autofree char *primary = lt_air_index_list_primary (self);

  if (class == NULL)
    return g_strdup (self->aqi.withheld ? "NA" : "—");
  if (*primary == '\0')
    return g_strdup_printf ("%d %s", self->aqi.index, class->word);
  return g_strdup_printf ("%d %s %s", self->aqi.index, class->word, primary);
}

/* ---- how it came about ----------------------------------------------------------- */

static void
put_sum (GPtrArray *lines, const LtAqiRow *row, const LtIaqi *iaqi, LtRatio value)
{
  g_autofree char *reported = lt_ratio_format_exact (value);
  g_autofree char *input = lt_ratio_format_exact (iaqi->input);
  g_autofree char *exact = lt_ratio_format_exact (iaqi->exact);
  g_autofree char *low = lt_ratio_format_exact (row->concentrations[iaqi->below]);
  g_autofree char *high = lt_ratio_format_exact (row->concentrations[iaqi->below + 1]);
  g_autoptr (GString) line = g_string_new (row->item);

  g_string_append_printf (line, " %s", reported);
  if (row->rounds && !g_str_equal (reported, input))
    g_string_append_printf (line, " ≈ %s", input);
  if (lt_ratio_compare (iaqi->input, row->concentrations[row->n_points - 1]) > 0)
    g_string_append_printf (line, " > %s → %d", high, iaqi->index);
  else
    g_string_append_printf (line, ": (%d − %d) ÷ (%s − %s) × (%s − %s) + %d = %s → %d",
                            row->indices[iaqi->below + 1], row->indices[iaqi->below], high, low,
                            input, low, row->indices[iaqi->below], exact, iaqi->index);
  g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
}

/* Of how many hours a day's value was made, and of how many it has to be. */
static void
put_hours (GPtrArray *lines, const LtAqiRow *points, const LtAirIndex *row, guint place)
{
  const LtStatistic *made = &row->made[place];
  char *line;

  if ((row->from_hours & (1u << place)) == 0)
    return;
  line = g_str_equal (points->item, "O3-8h-max")
             ? g_strdup_printf (_ ("%s: of %u means of eight hours; %u are asked for"),
                                points->item, made->n, made->n_required)
             : g_strdup_printf (_ ("%s: of %u hours; %u are asked for"), points->item, made->n,
                                made->n_required);
  g_ptr_array_add (lines, line);
}

/**
 * lt_air_index_explain:
 * @self: an index
 *
 * Returns: (transfer full) (element-type utf8): how it came about, line by line, with every
 *   value that went in
 */
GPtrArray *
lt_air_index_explain (const LtAirIndex *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->scale->rows->len; i++)
    {
      const LtAqiRow *breakpoints = g_ptr_array_index (self->scale->rows, i);

      put_hours (lines, breakpoints, self, i);
      if ((self->has_value & (1u << i)) != 0)
        put_sum (lines, breakpoints, &self->aqi.items[i], self->values[i]);
      else
        g_ptr_array_add (lines, g_strdup_printf (_ ("%s: missing"), breakpoints->item));
    }
  if (self->aqi.withheld)
    g_ptr_array_add (lines,
                     g_strdup (_ ("An item is missing, and no individual index is above 100: "
                                  "the index is not published (NA).")));
  return lines;
}
