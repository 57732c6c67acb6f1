/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans of days, and the composite index. */

#include "rules/evaluation.h"

#include "rules/standards-private.h"

#include <string.h>

#define FEBRUARY 2
#define YEAR     12 /* months */

/* ---- spans ------------------------------------------------------------------- */

static gboolean
lies_in (const LtSpan *span, const char *date, guint *month)
{
  guint number = (guint) g_ascii_strtoull (date + 5, NULL, 10);

  *month = number - span->first_month;
  return g_ascii_strtoll (date, NULL, 10) == span->year && number >= span->first_month
         && *month < span->n_months;
}

/* A year asks for so many days and for so many in each month; of a shorter span that no
 * row names, each month is asked for what it is in a year. */
static void
count_days (const LtStandards *self,
            const LtSpan *span,
            const char *item,
            const guint *by_month,
            LtAirFigure *figure)
{
  g_autofree char *last = lt_span_get_last_day (span);
  guint of_year = lt_standards_get_minimum (self, item, "year", "day", "year", last);
  guint of_month = lt_standards_get_minimum (self, item, "year", "day", "month", last);
  guint of_february = lt_standards_get_minimum (self, item, "year", "day", "february", last);
  guint sum = 0;

  for (guint i = 0; i < span->n_months; i++)
    {
      guint month = span->first_month + i;
      guint needed = month == FEBRUARY ? of_february : of_month;

      sum += needed;
      if (by_month[i] < needed && figure->short_month == NULL)
        figure->short_month = g_strdup_printf ("%04d-%02u", span->year, month);
    }
  figure->figure.n_required = span->n_months == YEAR ? MAX (of_year, sum) : sum;
  figure->figure.is_valid = figure->figure.has_value && figure->figure.n_required > 0
                            && figure->figure.n >= figure->figure.n_required
                            && figure->short_month == NULL;
}

static LtRatio
find_mean (const LtRatio *values, guint n)
{
  LtRatio sum = lt_ratio_new (0, 1);

  for (guint i = 0; i < n; i++)
    sum = lt_ratio_add (sum, values[i]);
  return lt_ratio_divide (sum, lt_ratio_new (n, 1));
}

static void
take_days (const LtStandards *self,
           const LtSpan *span,
           LtAirItem item,
           const LtAirDay *days,
           guint n_days,
           LtAirFigure *figure)
{
  g_autofree LtRatio *values = g_new (LtRatio, MAX (n_days, 1));
  guint by_month[YEAR] = { 0 }, month, n = 0;

  for (guint i = 0; i < n_days; i++)
    if (lies_in (span, days[i].date, &month) && days[i].values[item].is_valid)
      {
        values[n++] = days[i].values[item].value;
        by_month[month]++;
      }
  figure->figure.n = n;
  figure->figure.has_value = n > 0;
  if (n > 0)
    figure->figure.value =
        figure->is_percentile ? lt_percentile (values, n, figure->percent) : find_mean (values, n);
  count_days (self, span, lt_air_item_of_standard (item), by_month, figure);
}

/* Whether a value is rounded before it is held against a limit. */
gboolean
lt_standards_compares_rounded (const LtStandards *self, const char *of, const char *date)
{
  for (guint i = 0; i < self->comparisons->len; i++)
    {
      const LtComparison *row = g_ptr_array_index (self->comparisons, i);

      if (g_str_equal (row->of, of) && lt_citation_holds (&row->cited, date))
        return row->rounded;
    }
  return FALSE;
}

static void
find_class (const LtStandards *self,
            const LtAskedStatistic *asked,
            const char *last,
            LtAirFigure *figure)
{
  LtRatio compared;

  figure->places = lt_standards_get_places (self, asked->item, last);
  figure->limits[0] = lt_standards_find_limit (self, asked->item, asked->limit_average, 1, last);
  figure->limits[1] = lt_standards_find_limit (self, asked->item, asked->limit_average, 2, last);
  if (!figure->figure.has_value)
    return;
  figure->rounded = lt_ratio_round (figure->figure.value, figure->places, LT_ROUNDING_HALF_EVEN);
  compared = lt_standards_compares_rounded (self, "air-year", last) ? figure->rounded
                                                                    : figure->figure.value;
  for (guint i = G_N_ELEMENTS (figure->limits); i-- > 0;)
    if (figure->limits[i] != NULL && lt_ratio_compare (compared, figure->limits[i]->limit) <= 0)
      figure->air_class = i + 1;
}

static void
free_figure (LtAirFigure *self)
{
  g_free (self->short_month);
  g_free (self);
}

/**
 * lt_standards_evaluate:
 * @self: the standards
 * @span: a month, quarter, half year or year
 * @days: (array length=n_days): of a place or an area; those outside the span are left out
 * @n_days: how many
 *
 * The statistics that HJ 663 asks for on the last day of @span, with the limits of that
 * day. They come of values as they are and are rounded once. That a span shorter than a
 * year is held against the limits of a year is no evaluation of the standard: it tells how
 * the year stands.
 *
 * Returns: (transfer full): the evaluation
 */
LtAirEvaluation *
lt_standards_evaluate (const LtStandards *self,
                       const LtSpan *span,
                       const LtAirDay *days,
                       guint n_days)
{
  LtAirEvaluation *made = g_new0 (LtAirEvaluation, 1);
  g_autofree char *last = lt_span_get_last_day (span);

  made->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) free_figure);
  made->is_valid = made->attains = TRUE;
  for (guint i = 0; i < self->statistics->len; i++)
    {
      const LtAskedStatistic *asked = g_ptr_array_index (self->statistics, i);
      LtAirFigure *figure;
      LtAirItem item;

      if (!lt_citation_holds (&asked->cited, last)
          || !lt_air_item_find (lt_reading_item_of (asked->item, asked->average), &item))
        continue;
      figure = g_new0 (LtAirFigure, 1);
      figure->cited = &asked->cited;
      figure->item = lt_air_item_code (item);
      figure->is_percentile = asked->is_percentile;
      figure->percent = asked->percent;
      take_days (self, span, item, days, n_days, figure);
      find_class (self, asked, last, figure);
      made->is_valid &= figure->figure.is_valid;
      made->attains &= !asked->for_attainment || figure->air_class > 0;
      g_ptr_array_add (made->figures, figure);
    }
  made->is_valid &= made->figures->len > 0;
  made->attains &= made->is_valid;
  return made;
}

void
lt_air_evaluation_free (LtAirEvaluation *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->figures);
  g_free (self);
}

/* ---- classes of days --------------------------------------------------------- */

/**
 * lt_aqi_scale_judge_day:
 * @self: the scale of the day
 * @day: a day; only its valid values count
 *
 * Returns: its index
 */
LtAqi
lt_aqi_scale_judge_day (const LtAqiScale *self, const LtAirDay *day)
{
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtAqiRow *row = g_ptr_array_index (self->rows, i);
      LtAirItem item;

      if (lt_air_item_find (row->item, &item) && day->values[item].is_valid)
        given[i] = &day->values[item].value;
    }
  return lt_aqi_scale_judge (self, given, 0);
}

/* As many as it asks of the item that it asks most of. */
static void
ask_days (const LtStandards *self, const LtSpan *span, const guint *by_month, LtAirClasses *made)
{
  made->is_valid = made->n > 0;
  for (LtAirItem item = 0; item < LT_AIR_O3_1H; item++)
    {
      LtAirFigure asked = { .figure = { .n = made->n, .has_value = TRUE } };

      count_days (self, span, lt_air_item_of_standard (item), by_month, &asked);
      made->is_valid &= asked.figure.is_valid;
      made->n_required = MAX (made->n_required, asked.figure.n_required);
      if (asked.short_month != NULL)
        g_strlcpy (made->short_month, asked.short_month, sizeof made->short_month);
      g_free (asked.short_month);
    }
}

/**
 * lt_standards_count_classes:
 * @self: the standards
 * @span: a month, quarter, half year or year
 * @days: (array length=n_days): of a place or an area; those outside the span are left out
 * @n_days: how many
 *
 * Each day is judged by the standard of its date; one whose index is not published counts as
 * no day.
 *
 * Returns: how many days of each class there were
 */
LtAirClasses
lt_standards_count_classes (const LtStandards *self,
                            const LtSpan *span,
                            const LtAirDay *days,
                            guint n_days)
{
  LtAirClasses made = { 0 };
  guint by_month[YEAR] = { 0 }, month;

  for (guint i = 0; i < n_days; i++)
    if (lies_in (span, days[i].date, &month))
      {
        g_autoptr (LtAqiScale) scale =
            lt_standards_make_scale (self, LT_AQI_REPORT_DAY, days[i].date);
        LtAqi aqi = lt_aqi_scale_judge_day (scale, &days[i]);

        if (aqi.index <= 0)
          continue;
        made.by_class[lt_aqi_get_class (aqi.index)]++;
        made.n++;
        by_month[month]++;
      }
  ask_days (self, span, by_month, &made);
  return made;
}

/* ---- the composite index ----------------------------------------------------- */

static char *
make_name (const LtSchemeRow *row)
{
  return g_strconcat (row->limits, "-", row->weights, NULL);
}

/**
 * lt_standards_list_schemes:
 * @self: the standards
 *
 * Returns: (transfer full): the names of the composite indices
 */
char **
lt_standards_list_schemes (const LtStandards *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->schemes->len; i++)
    g_ptr_array_add (names, make_name (g_ptr_array_index (self->schemes, i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static const LtSchemeRow *
find_scheme (const LtStandards *self, const char *name, const char *date)
{
  for (guint i = 0; i < self->schemes->len; i++)
    {
      const LtSchemeRow *row = g_ptr_array_index (self->schemes, i);
      g_autofree char *own = make_name (row);

      if (name != NULL ? g_str_equal (own, name)
                       : row->is_default && lt_citation_holds (&row->cited, date))
        return row;
    }
  return NULL;
}

/**
 * lt_standards_make_scheme:
 * @self: the standards
 * @name: (nullable): of a scheme; %NULL: the one that ranks are made by
 * @date: last day of what is ranked
 *
 * Returns: (transfer full) (nullable): the scheme; %NULL where there is none
 */
LtIndexScheme *
lt_standards_make_scheme (const LtStandards *self, const char *name, const char *date)
{
  const LtSchemeRow *row = find_scheme (self, name, date);
  LtIndexScheme *scheme;
  g_autofree char *own = NULL;

  if (row == NULL)
    return NULL;
  own = make_name (row);
  scheme = lt_index_scheme_new (own, row->label, row->places);
  for (guint i = 0; i < self->scheme_items->len; i++)
    {
      const LtSchemeItem *item = g_ptr_array_index (self->scheme_items, i);
      LtIndexPart *part;

      if (!g_str_equal (item->scheme, row->cited.id) || scheme->parts->len == LT_INDEX_MOST_PARTS)
        continue;
      part = lt_index_part_new (lt_reading_item_of (item->item, item->average));
      part->is_percentile = item->is_percentile;
      part->percent = item->percent;
      part->limit = item->limit;
      part->weight = item->weight;
      g_ptr_array_add (scheme->parts, part);
    }
  return scheme;
}

/**
 * lt_standards_make_index:
 * @self: the standards
 * @scheme: limits and weights
 * @span: a month, quarter, half year or year
 * @days: (array length=n_days): of a place or an area
 * @n_days: how many
 *
 * Returns: the index; it is there where every item has a value, and valid where there are
 *   as many days of each as the standard asks
 */
LtIndex
lt_standards_make_index (const LtStandards *self,
                         const LtIndexScheme *scheme,
                         const LtSpan *span,
                         const LtAirDay *days,
                         guint n_days)
{
  const LtRatio *given[LT_INDEX_MOST_PARTS] = { 0 };
  LtRatio values[LT_INDEX_MOST_PARTS];
  gboolean is_valid = TRUE;
  LtIndex index;

  for (guint i = 0; i < scheme->parts->len; i++)
    {
      const LtIndexPart *part = g_ptr_array_index (scheme->parts, i);
      LtAirFigure figure = { .is_percentile = part->is_percentile, .percent = part->percent };
      LtAirItem item;

      if (lt_air_item_find (part->item, &item))
        take_days (self, span, item, days, n_days, &figure);
      is_valid &= figure.figure.is_valid;
      values[i] = figure.figure.value;
      given[i] = figure.figure.has_value ? &values[i] : NULL;
      g_free (figure.short_month);
    }
  index = lt_index_scheme_judge (scheme, given);
  index.is_valid &= is_valid;
  return index;
}
