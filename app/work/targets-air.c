/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The year's mean or percentile of an area's stations, its good and its bad days, and their
 * change on a base year. */

#include "work/air-days.h"
#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define LAST_GOOD_CLASS   1 /* 良: an index up to 100 */
#define FIRST_HEAVY_CLASS 4 /* 重度污染: above 200 */

/* Which figure of a year's evaluation a rule is about. */
typedef enum
{
  OF_CONCENTRATIONS,
  OF_GOOD_DAYS,
  OF_HEAVY_DAYS,
} Of;

typedef struct
{
  Of of;
  const char *item;
  gboolean is_percentile;
  int percent;
} Wanted;

static gboolean
find_wanted (const LtPlanRule *rule, Wanted *wanted)
{
  const char *statistic = rule->statistic->code, *quantity = rule->quantity->code;

  wanted->item = quantity;
  wanted->is_percentile = *statistic == 'P' && g_ascii_isdigit (statistic[1]);
  wanted->percent = wanted->is_percentile ? atoi (statistic + 1) : 0;
  if (!g_str_equal (rule->period, "year") || rule->per == LT_RULE_PER_PLACE
      || (rule->evaluation != LT_RULE_THRESHOLD && rule->evaluation != LT_RULE_CHANGE))
    return FALSE;
  if (g_str_equal (quantity, "good-day-ratio"))
    wanted->of = OF_GOOD_DAYS;
  else if (g_str_equal (quantity, "heavily-polluted-day"))
    wanted->of = OF_HEAVY_DAYS;
  else
    return wanted->is_percentile || g_str_equal (statistic, "year-mean");
  return g_str_equal (statistic, wanted->of == OF_GOOD_DAYS ? "share" : "days");
}

/* ---- figures -------------------------------------------------------------------- */

static gboolean
is_wanted (const LtAirFigure *figure, const Wanted *wanted)
{
  return g_str_equal (figure->item, wanted->item) && figure->is_percentile == wanted->is_percentile
         && (!figure->is_percentile
             || lt_ratio_compare (figure->percent, lt_ratio_new (wanted->percent, 1)) == 0);
}

static LtStatistic
find_figure (const LtAirEvaluation *evaluation, const Wanted *wanted)
{
  for (guint i = 0; i < evaluation->figures->len; i++)
    {
      const LtAirFigure *figure = g_ptr_array_index (evaluation->figures, i);

      if (is_wanted (figure, wanted))
        return figure->figure;
    }
  return (LtStatistic){ .value = lt_ratio_new (0, 1) };
}

/* The share of good days in those that have an index, in per cent; or how many bad ones. */
static LtStatistic
find_days (const LtAirClasses *classes, Of of)
{
  LtStatistic made = { .value = lt_ratio_new (0, 1),
                       .has_value = classes->n > 0,
                       .is_valid = classes->is_valid,
                       .n = classes->n,
                       .n_required = classes->n_required };
  guint n = 0;

  for (guint i = 0; i < LT_AQI_CLASSES; i++)
    if (of == OF_GOOD_DAYS ? i <= LAST_GOOD_CLASS : i >= FIRST_HEAVY_CLASS)
      n += classes->by_class[i];
  if (made.has_value)
    made.value =
        of == OF_GOOD_DAYS ? lt_ratio_new (100 * (gint64) n, classes->n) : lt_ratio_new (n, 1);
  return made;
}

static LtStatistic
find_of_year (const LtJudgedYear *year, const Wanted *wanted)
{
  return wanted->of == OF_CONCENTRATIONS ? find_figure (year->evaluation, wanted)
                                         : find_days (&year->classes, wanted->of);
}

static void
explain_year (LtTarget *target, int year, const LtJudgedYear *judged, const LtStatistic *figure)
{
  g_autofree char *value =
      figure->has_value ? lt_ratio_format_exact (figure->value) : g_strdup (_ ("no value"));

  lt_target_say (target, _ ("%d, %s %s of %u stations, %u valid days of %u needed: %s"), year,
                 target->rule->quantity->label, target->rule->statistic->label, judged->n_stations,
                 figure->n, figure->n_required, value);
  lt_target_say_left_out (target, judged->n_left_out);
}

/* What it is more than in the base year: in its unit, or as per cent of that year. */
static void
take_change (LtTarget *target, const LtStatistic *now, const LtStatistic *base)
{
  const char *difference = lt_plan_rule_get_parameter (target->rule, "difference");
  LtRatio change = lt_ratio_new (0, 1);
  gboolean is_relative = g_str_equal (difference, "relative");

  target->value = *now;
  target->value.has_value = now->has_value && base->has_value;
  target->value.is_valid =
      now->is_valid && base->is_valid && !(is_relative && base->value.above == 0);
  if (!target->value.is_valid)
    return;
  change = lt_ratio_subtract (now->value, base->value);
  target->value.value =
      is_relative ? lt_ratio_multiply (lt_ratio_divide (change, base->value), lt_ratio_new (100, 1))
                  : change;
}

/* What the mean of the whole year must keep: the limit, or what it makes of the base. */
static void
take_bound (LtTarget *target, const LtStatistic *now, const LtStatistic *base)
{
  const LtPlanRule *rule = target->rule;
  const char *difference = lt_plan_rule_get_parameter (rule, "difference");
  LtRatio hundred = lt_ratio_new (100, 1);

  target->mean = *now;
  target->has_bound = base == NULL || base->is_valid;
  if (!target->has_bound)
    return;
  if (base == NULL)
    target->bound = rule->number;
  else if (g_str_equal (difference, "relative"))
    target->bound =
        lt_ratio_divide (lt_ratio_multiply (base->value, lt_ratio_add (hundred, rule->number)),
                         hundred);
  else
    target->bound = lt_ratio_add (base->value, rule->number);
}

static int
find_base (const LtPlanRule *rule, int year)
{
  const char *base = lt_plan_rule_get_parameter (rule, "base");

  return g_str_equal (base, "previous-year") ? year - 1 : atoi (base);
}

/* A mean is what days to come can still change as a mean. */
static gboolean
is_mean (const Wanted *wanted)
{
  return wanted->of == OF_CONCENTRATIONS && !wanted->is_percentile;
}

/* (nullable) (out): the figure of that year */
static const LtJudgedYear *
read_year (LtJudging *self,
           LtTarget *target,
           const Wanted *wanted,
           int year,
           LtStatistic *figure,
           GError **error)
{
  const LtJudgedYear *judged =
      lt_judging_find_year (self, target->area,
                            lt_plan_rule_get_parameter (target->rule, "station_kind"), year, error);

  if (judged == NULL)
    return NULL;
  *figure = find_of_year (judged, wanted);
  if (judged->n_stations > 0)
    explain_year (target, year, judged, figure);
  return judged;
}

static gboolean
measure_years (LtJudging *self, LtTarget *target, const Wanted *wanted, GError **error)
{
  int year = atoi (target->period.to);
  LtStatistic now, base;
  const LtJudgedYear *judged = read_year (self, target, wanted, year, &now, error);

  if (judged == NULL)
    return FALSE;
  if (judged->n_stations == 0)
    {
      lt_target_lack (target, _ ("The file has no such station in that area."));
      return TRUE;
    }
  target->value = now;
  if (target->rule->evaluation == LT_RULE_THRESHOLD && is_mean (wanted))
    take_bound (target, &now, NULL);
  if (target->rule->evaluation == LT_RULE_CHANGE)
    {
      if (read_year (self, target, wanted, find_base (target->rule, year), &base, error) == NULL)
        return FALSE;
      take_change (target, &now, &base);
      if (is_mean (wanted))
        take_bound (target, &now, &base);
    }
  if (!target->value.has_value)
    lt_target_lack (target, _ ("The stations have no values of that time."));
  else if (!target->value.is_valid)
    lt_target_lack (target, _ ("There are too few valid days."));
  return TRUE;
}

/**
 * lt_judging_measure_air:
 * @self: the judging
 * @target: a target of measured values
 * @error: return location
 *
 * Of a year that is over; what is no statistic of a year is not worked out.
 *
 * Returns: whether the file could be read
 */
gboolean
lt_judging_measure_air (LtJudging *self, LtTarget *target, GError **error)
{
  Wanted wanted = { 0 };

  if (find_wanted (target->rule, &wanted))
    return measure_years (self, target, &wanted, error);
  lt_target_lack (target, _ ("It is not worked out of the file's values."));
  return TRUE;
}
