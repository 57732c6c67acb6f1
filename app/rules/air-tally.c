/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/air-tally.h"

#include "rules/aqi-class.h"
#include "rules/standards-private.h"

#include <string.h>

#define YEAR     12 /* months */
#define FEBRUARY 2

typedef struct
{
  GArray *values; /* (element-type LtRatio): of the valid days, rising */
  LtRatio sum;
  guint by_month[YEAR];
  guint needed;
  guint needed_by_month[YEAR];
} Item;

struct _LtAirTally
{
  const LtStandards *standards;
  LtSpan span;
  char *last; /* day of it */
  Item items[LT_AIR_N_ITEMS];
  guint by_class[LT_AQI_CLASSES];
  guint n_judged;
  guint judged_by_month[YEAR];
  LtAqiScale *scale; /* (nullable): of the day that was judged last */
};

/* A year asks for so many days and for so many in each month; of a shorter span that no
 * row names, each month is asked for what it is in a year. */
static void
ask (LtAirTally *self, LtAirItem item)
{
  const char *code = lt_air_item_of_standard (item);
  guint of_year =
      lt_standards_get_minimum (self->standards, code, "year", "day", "year", self->last);
  guint of_month =
      lt_standards_get_minimum (self->standards, code, "year", "day", "month", self->last);
  guint of_february =
      lt_standards_get_minimum (self->standards, code, "year", "day", "february", self->last);
  guint sum = 0;

  for (guint i = 0; i < self->span.n_months; i++)
    {
      guint needed = self->span.first_month + i == FEBRUARY ? of_february : of_month;

      self->items[item].needed_by_month[i] = needed;
      sum += needed;
    }
  self->items[item].needed = self->span.n_months == YEAR ? MAX (of_year, sum) : sum;
}

/**
 * lt_air_tally_new:
 * @standards: the standards, which must stay
 * @span: a month, quarter, half year or year
 *
 * Returns: (transfer full): a tally without days
 */
LtAirTally *
lt_air_tally_new (const LtStandards *standards, const LtSpan *span)
{
  LtAirTally *self = g_new0 (LtAirTally, 1);

  self->standards = standards;
  self->span = *span;
  self->last = lt_span_get_last_day (span);
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    {
      self->items[i].values = g_array_new (FALSE, FALSE, sizeof (LtRatio));
      self->items[i].sum = lt_ratio_new (0, 1);
      ask (self, (LtAirItem) i);
    }
  return self;
}

void
lt_air_tally_free (LtAirTally *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    g_array_unref (self->items[i].values);
  g_clear_pointer (&self->scale, lt_aqi_scale_free);
  g_free (self->last);
  g_free (self);
}

/* ---- days -------------------------------------------------------------------- */

static gboolean
lies_in (const LtSpan *span, const char *date, guint *month)
{
  guint number = (guint) g_ascii_strtoull (date + 5, NULL, 10);

  *month = number - span->first_month;
  return g_ascii_strtoll (date, NULL, 10) == span->year && number >= span->first_month
         && *month < span->n_months;
}

/* Where @value stands, or would stand. */
static guint
find_value (const Item *self, LtRatio value)
{
  guint low = 0, high = self->values->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lt_ratio_compare (g_array_index (self->values, LtRatio, middle), value) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
turn_item (Item *self, LtRatio value, guint month, gboolean in)
{
  guint place = find_value (self, value);

  if (in)
    {
      g_array_insert_val (self->values, place, value);
      self->sum = lt_ratio_add (self->sum, value);
      self->by_month[month]++;
      return;
    }
  g_assert (place < self->values->len
            && lt_ratio_compare (g_array_index (self->values, LtRatio, place), value) == 0);
  g_array_remove_index (self->values, place);
  self->sum = lt_ratio_subtract (self->sum, value);
  self->by_month[month]--;
}

/* Each day by the standard of its date; one whose index is not published is of no class. */
static int
judge_day (LtAirTally *self, const LtAirDay *day)
{
  if (self->scale == NULL || !lt_aqi_scale_holds (self->scale, day->date))
    {
      g_clear_pointer (&self->scale, lt_aqi_scale_free);
      self->scale = lt_standards_make_scale (self->standards, LT_AQI_REPORT_DAY, day->date);
    }
  return lt_aqi_scale_judge_day (self->scale, day).index;
}

static void
turn_day (LtAirTally *self, const LtAirDay *day, gboolean in)
{
  int index, step = in ? 1 : -1;
  guint month, class;

  if (!lies_in (&self->span, day->date, &month))
    return;
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    if (day->values[i].is_valid)
      turn_item (&self->items[i], day->values[i].value, month, in);
  index = judge_day (self, day);
  if (index <= 0 || !lt_standards_place_class (self->standards, index, day->date, &class))
    return;
  self->by_class[class] += (guint) step;
  self->n_judged += (guint) step;
  self->judged_by_month[month] += (guint) step;
}

/**
 * lt_air_tally_add:
 * @self: a tally
 * @day: a day; one outside the span counts for nothing
 *
 * Takes a day in.
 */
void
lt_air_tally_add (LtAirTally *self, const LtAirDay *day)
{
  turn_day (self, day, TRUE);
}

/**
 * lt_air_tally_remove:
 * @self: a tally
 * @day: a day as it was taken in
 *
 * Takes a day out again.
 */
void
lt_air_tally_remove (LtAirTally *self, const LtAirDay *day)
{
  turn_day (self, day, FALSE);
}

/* ---- how many days ----------------------------------------------------------- */

/**
 * lt_air_tally_ask:
 * @self: a tally
 * @item: what a day is judged on
 * @by_month: (out) (transfer none) (array fixed-size=12): how many days each month needs
 *
 * Returns: how many days the span needs (HJ 663)
 */
guint
lt_air_tally_ask (const LtAirTally *self, LtAirItem item, const guint **by_month)
{
  *by_month = self->items[item].needed_by_month;
  return self->items[item].needed;
}

/**
 * lt_air_tally_count:
 * @self: a tally
 * @item: what a day is judged on
 * @by_month: (out) (transfer none) (array fixed-size=12): valid days of each month of the span
 *
 * Returns: how many valid days there are
 */
guint
lt_air_tally_count (const LtAirTally *self, LtAirItem item, const guint **by_month)
{
  *by_month = self->items[item].by_month;
  return self->items[item].values->len;
}

static void
count_days (const LtAirTally *self, LtAirItem item, const guint *by_month, LtAirFigure *figure)
{
  const guint *needed;

  figure->figure.n_required = lt_air_tally_ask (self, item, &needed);
  for (guint i = 0; i < self->span.n_months; i++)
    if (by_month[i] < needed[i] && figure->short_month == NULL)
      figure->short_month =
          g_strdup_printf ("%04d-%02u", self->span.year, self->span.first_month + i);
  figure->figure.is_valid = figure->figure.has_value && figure->figure.n_required > 0
                            && figure->figure.n >= figure->figure.n_required
                            && figure->short_month == NULL;
}

/* ---- statistics -------------------------------------------------------------- */

static void
take_item (const LtAirTally *self, LtAirItem item, LtAirFigure *figure)
{
  const Item *of = &self->items[item];
  guint n = of->values->len;

  figure->figure.n = n;
  figure->figure.has_value = n > 0;
  if (n > 0)
    figure->figure.value =
        figure->is_percentile
            ? lt_percentile_of_rising ((const LtRatio *) of->values->data, n, figure->percent)
            : lt_ratio_divide (of->sum, lt_ratio_new (n, 1));
  count_days (self, item, of->by_month, figure);
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
 * lt_air_tally_evaluate:
 * @self: a tally
 *
 * See lt_standards_evaluate().
 *
 * Returns: (transfer full): the evaluation
 */
LtAirEvaluation *
lt_air_tally_evaluate (const LtAirTally *self)
{
  const LtStandards *standards = self->standards;
  LtAirEvaluation *made = g_new0 (LtAirEvaluation, 1);
  const char *last = self->last;

  made->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) free_figure);
  made->is_valid = made->attains = TRUE;
  for (guint i = 0; i < standards->statistics->len; i++)
    {
      const LtAskedStatistic *asked = g_ptr_array_index (standards->statistics, i);
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
      take_item (self, item, figure);
      find_class (standards, asked, last, figure);
      made->is_valid &= figure->figure.is_valid;
      made->attains &= !asked->for_attainment || figure->air_class > 0;
      g_ptr_array_add (made->figures, figure);
    }
  made->is_valid &= made->figures->len > 0;
  made->attains &= made->is_valid;
  return made;
}

/**
 * lt_air_tally_count_classes:
 * @self: a tally
 *
 * As many days are asked for as of the item of which most are asked for.
 *
 * Returns: how many days of each class there were
 */
LtAirClasses
lt_air_tally_count_classes (const LtAirTally *self)
{
  LtAirClasses made = { .n = self->n_judged, .is_valid = self->n_judged > 0 };

  memcpy (made.by_class, self->by_class, sizeof made.by_class);
  for (LtAirItem item = 0; item < LT_AIR_O3_1H; item++)
    {
      LtAirFigure asked = { .figure = { .n = made.n, .has_value = TRUE } };

      count_days (self, item, self->judged_by_month, &asked);
      made.is_valid &= asked.figure.is_valid;
      made.n_required = MAX (made.n_required, asked.figure.n_required);
      if (asked.short_month != NULL)
        g_strlcpy (made.short_month, asked.short_month, sizeof made.short_month);
      g_free (asked.short_month);
    }
  return made;
}

/**
 * lt_air_tally_make_index:
 * @self: a tally
 * @scheme: limits and weights
 *
 * Returns: the index; it is there where every item has a value, and valid where there are
 *   as many days of each as the standard asks
 */
LtIndex
lt_air_tally_make_index (const LtAirTally *self, const LtIndexScheme *scheme)
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
        take_item (self, item, &figure);
      is_valid &= figure.figure.is_valid;
      values[i] = figure.figure.value;
      given[i] = figure.figure.has_value ? &values[i] : NULL;
      g_free (figure.short_month);
    }
  index = lt_index_scheme_judge (scheme, given);
  index.is_valid &= is_valid;
  return index;
}
