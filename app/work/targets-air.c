/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The year's mean or percentile of an area's stations, and its change on a base year. */

#include "base/civil-time.h"
#include "work/air-days.h"
#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Which figure of a year's evaluation a rule is about. */
typedef struct
{
  const char *item;
  gboolean is_percentile;
  int percent;
} Wanted;

static gboolean
find_wanted (const LtPlanRule *rule, Wanted *wanted)
{
  const char *statistic = rule->statistic->code;

  wanted->item = rule->quantity->code;
  wanted->is_percentile = *statistic == 'P' && g_ascii_isdigit (statistic[1]);
  wanted->percent = wanted->is_percentile ? atoi (statistic + 1) : 0;
  return g_str_equal (rule->period, "year")
         && (wanted->is_percentile || g_str_equal (statistic, "year-mean"))
         && (rule->evaluation == LT_RULE_THRESHOLD || rule->evaluation == LT_RULE_CHANGE);
}

/* ---- stations ------------------------------------------------------------------- */

static gboolean
add_stations (LtJudging *self,
              GPtrArray *stations,
              const LtPlanRule *rule,
              const char *code,
              GError **error)
{
  const char *kind = lt_plan_rule_get_parameter (rule, "station_kind");
  const LtRecord *area = g_hash_table_lookup (self->records, code);
  g_autoptr (GPtrArray) found =
      area == NULL ? g_ptr_array_new () : lt_work_area_stations (self->store, area, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (found, i);

      if (lt_work_is_evaluated (station)
          && (kind == NULL || g_strcmp0 (lt_record_get (station, "station_kind"), kind) == 0))
        g_ptr_array_add (stations, lt_record_copy (station));
    }
  return found != NULL;
}

/* A city's own points are those in its districts and counties. */
static gboolean
is_whole (const LtRuleArea *area)
{
  return g_str_equal (area->kind, "urban") || g_str_equal (area->kind, "city");
}

/* (nullable): the stations that a rule is about */
static GPtrArray *
list_stations (LtJudging *self, const LtTarget *target, GError **error)
{
  const LtRuleArea *area = lt_rule_words_find_area (self->words, target->area);
  const char *city = g_str_equal (area->kind, "urban") ? area->parent : area->code;
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (GPtrArray) areas = is_whole (area) ? lt_rule_words_list_areas (self->words) : NULL;

  if (areas == NULL)
    return add_stations (self, stations, target->rule, area->code, error)
               ? g_steal_pointer (&stations)
               : NULL;
  for (guint i = 0; i < areas->len; i++)
    {
      const LtRuleArea *part = g_ptr_array_index (areas, i);

      if ((g_str_equal (part->kind, "district") || g_str_equal (part->kind, "county"))
          && g_strcmp0 (part->parent, city) == 0
          && !add_stations (self, stations, target->rule, part->code, error))
        return NULL;
    }
  return g_steal_pointer (&stations);
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

static gboolean
find_year (LtJudging *self,
           GPtrArray *stations,
           const Wanted *wanted,
           int year,
           LtStatistic *figure,
           GError **error)
{
  LtSpan span = { .year = year, .first_month = 1, .n_months = 12 };
  g_autofree char *first = lt_span_get_first_day (&span);
  g_autofree char *last = lt_span_get_last_day (&span);
  g_autofree char *end = lt_date_add_days (strcmp (self->date, last) < 0 ? self->date : last, 1);
  g_autoptr (GArray) days = NULL;
  g_autoptr (LtAirEvaluation) evaluation = NULL;
  LtAirLook look = { 0 };
  gint64 from, to;

  g_assert_true (lt_reading_parse_time (first, LT_INTERVAL_DAY, &from)
                 && lt_reading_parse_time (end, LT_INTERVAL_DAY, &to));
  days = lt_work_area_air_days (self->store, self->standards, self->items, stations, from, to,
                                &look, error);
  if (days == NULL)
    return FALSE;
  evaluation =
      lt_standards_evaluate (self->standards, &span, (const LtAirDay *) days->data, days->len);
  *figure = find_figure (evaluation, wanted);
  return TRUE;
}

static void
explain_year (LtTarget *target, int year, guint n_stations, const LtStatistic *figure)
{
  g_autofree char *value =
      figure->has_value ? lt_ratio_format_exact (figure->value) : g_strdup (_ ("no value"));

  lt_target_say (target, _ ("%d, %s %s of %u stations, %u valid days of %u needed: %s"), year,
                 target->rule->quantity->label, target->rule->statistic->label, n_stations,
                 figure->n, figure->n_required, value);
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

static gboolean
measure_years (LtJudging *self,
               LtTarget *target,
               GPtrArray *stations,
               const Wanted *wanted,
               GError **error)
{
  int year = atoi (target->period.to), base_year;
  LtStatistic now, base;

  if (!find_year (self, stations, wanted, year, &now, error))
    return FALSE;
  explain_year (target, year, stations->len, &now);
  target->value = now;
  if (target->rule->evaluation == LT_RULE_THRESHOLD && !wanted->is_percentile)
    take_bound (target, &now, NULL);
  if (target->rule->evaluation == LT_RULE_CHANGE)
    {
      base_year = find_base (target->rule, year);
      if (!find_year (self, stations, wanted, base_year, &base, error))
        return FALSE;
      explain_year (target, base_year, stations->len, &base);
      take_change (target, &now, &base);
      if (!wanted->is_percentile)
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
  g_autoptr (GPtrArray) stations = NULL;
  Wanted wanted;

  if (!find_wanted (target->rule, &wanted))
    {
      lt_target_lack (target, _ ("It is not worked out of the file's values."));
      return TRUE;
    }
  stations = list_stations (self, target, error);
  if (stations == NULL)
    return FALSE;
  if (stations->len > 0)
    return measure_years (self, target, stations, &wanted, error);
  lt_target_lack (target, _ ("The file has no such station in that area."));
  return TRUE;
}
