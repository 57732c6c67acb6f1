/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/series-limits.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "rules/row.h"
#include "work/map-times.h"
#include "work/plans.h"
#include "work/readings.h"
#include "work/standards.h"
#include "work/targets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Values are marked by the limit of class 2, which is everywhere outside of nature
 * reserves (GB 3095-2026, 4). */
#define MARKED_CLASS 2

static void
limit_free (LtSeriesLimit *limit)
{
  g_free (limit->label);
  g_free (limit->brief);
  g_free (limit);
}

static void
judge_free (LtSeriesJudge *judge)
{
  g_free (judge->name);
  g_free (judge->label);
  g_free (judge);
}

void
lt_series_limits_free (LtSeriesLimits *self)
{
  g_ptr_array_unref (self->list);
  g_ptr_array_unref (self->judges);
  g_clear_pointer (&self->standards, lt_standards_free);
  g_clear_pointer (&self->plans, lt_plans_free);
  g_free (self->judged_by);
  g_free (self);
}

static void
add_judge (LtSeriesLimits *self, const LtSeriesWish *wish, const char *name, char *label)
{
  LtSeriesJudge *judge = g_new0 (LtSeriesJudge, 1);

  *judge = (LtSeriesJudge){ g_strdup (name), label };
  g_ptr_array_add (self->judges, judge);
  if (g_strcmp0 (wish->judge, name) == 0)
    self->judged_by = g_strdup (label);
}

/* ---- time -------------------------------------------------------------------- */

/* An hour stands under its end: that of 00:00 is the last of the day before. */
static char *
get_date (LtInterval interval, gint64 time)
{
  return lt_reading_format_time (lt_interval_floor (LT_INTERVAL_DAY,
                                                    time - (interval == LT_INTERVAL_HOUR ? 1 : 0)),
                                 LT_INTERVAL_DAY);
}

static gint64
begin_of (const char *date)
{
  gint64 time = LT_READING_LAST;

  lt_reading_parse_time (date, LT_INTERVAL_DAY, &time);
  return time;
}

/* A month is judged by what holds on its last day. */
static void
set_times (LtSeriesLimits *self, LtSeriesLimit *limit, const char *from, const char *to)
{
  g_autofree char *next = lt_date_add_days (to, 1);

  limit->from = lt_interval_floor (self->interval, begin_of (from));
  limit->to = lt_interval_floor (self->interval, begin_of (next));
}

static gboolean
is_at (const LtSeriesLimits *self, const LtSeriesLimit *limit, gint64 time)
{
  return self->interval == LT_INTERVAL_HOUR ? limit->from < time && time <= limit->to
                                            : limit->from <= time && time < limit->to;
}

/* ---- the standard ------------------------------------------------------------ */

static const char *
name_stage (const char *stage)
{
  return g_str_equal (stage, "transition") ? _ ("transition")
         : g_str_equal (stage, "final")    ? _ ("final")
                                           : "";
}

static char *
name_edition (const char *document, const char *stage)
{
  const char *words = name_stage (stage);

  return *words == '\0' ? g_strdup (document) : g_strdup_printf ("%s %s", document, words);
}

static const char *
name_class (guint air_class)
{
  return air_class == 1 ? _ ("class 1") : _ ("class 2");
}

/* The same number for both classes is one line. */
static gboolean
is_same_as_other (const LtSeriesLimits *self, const LtLimit *limit)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      LtSeriesLimit *other = g_ptr_array_index (self->list, i);

      if (g_str_equal (other->limit->cited.document, limit->cited.document)
          && g_str_equal (other->limit->stage, limit->stage)
          && lt_ratio_compare (other->limit->limit, limit->limit) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_steps (LtSeriesLimits *self, const LtSeriesWish *wish, const char *unit, guint air_class)
{
  g_autofree char *first = get_date (wish->interval, wish->from);
  g_autofree char *last = get_date (wish->interval, wish->to);
  g_autoptr (GArray) steps =
      lt_standards_list_limit_steps (self->standards, wish->item, wish->interval, air_class, first,
                                     last, wish->judge);

  for (guint i = 0; i < steps->len; i++)
    {
      const LtLimitStep *step = &g_array_index (steps, LtLimitStep, i);
      const LtLimit *limit = step->limit;
      g_autofree char *edition = name_edition (limit->cited.document, limit->stage);
      LtSeriesLimit *line;

      /* A limit of another unit than the readings have is none to compare with. */
      if (!g_str_equal (limit->unit, unit) || is_same_as_other (self, limit))
        continue;
      line = g_new0 (LtSeriesLimit, 1);
      line->limit = limit;
      /* Translators: a standard, "class 2", the limit: GB 3095-2012 class 2: 75 */
      line->label =
          g_strdup_printf (_ ("%s %s: %s"), edition, name_class (air_class), limit->value);
      line->brief = g_strdup_printf ("%s %s", name_class (air_class), limit->value);
      set_times (self, line, step->from, step->to);
      g_ptr_array_add (self->list, line);
    }
}

static gboolean
has_limit (LtSeriesLimits *self, const LtSeriesWish *wish, const char *edition)
{
  g_autoptr (GArray) steps =
      lt_standards_list_limit_steps (self->standards, wish->item, wish->interval, MARKED_CLASS, "",
                                     LT_LIMIT_OPEN_END, edition);

  return steps->len > 0;
}

static gboolean
read_standards (LtSeriesLimits *self, const LtSeriesWish *wish, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtItems) items = lt_work_items (error);
  const LtItem *item = items == NULL ? NULL : lt_items_find (items, wish->item);
  g_autoptr (GPtrArray) editions = NULL;

  self->standards = items == NULL ? NULL : lt_work_standards (problems, error);
  if (self->standards == NULL)
    return FALSE;
  editions = lt_standards_list_editions (self->standards);
  for (guint i = 0; i < editions->len; i++)
    {
      const LtLimitEdition *edition = g_ptr_array_index (editions, i);

      if (has_limit (self, wish, edition->name))
        add_judge (self, wish, edition->name, name_edition (edition->document, edition->stage));
    }
  if (item != NULL && g_strcmp0 (wish->judge, LT_JUDGE_NONE) != 0)
    {
      add_steps (self, wish, item->unit, MARKED_CLASS);
      add_steps (self, wish, item->unit, 1);
    }
  return TRUE;
}

/* ---- the plans --------------------------------------------------------------- */

/* A number about dust fall of a month, in this county. */
static gboolean
is_of_dust (const LtPlanRule *rule, const LtRuleWords *words, const char *area)
{
  return g_str_equal (rule->quantity->code, LT_ITEM_DUST) && rule->source == LT_RULE_BY_DUST
         && rule->evaluation == LT_RULE_THRESHOLD
         && (area == NULL || lt_plan_rule_reaches (rule, words, area) != LT_RULE_REACHES_NOT);
}

/* Whether the rule says something of such a place: the highest is of sites, the mean of
 * counties; where the plan does not say which, it is said of both. */
static gboolean
is_for (const LtPlanRule *rule, const LtSeriesPlace *place)
{
  gboolean is_area = place->kind != NULL && g_str_equal (place->kind->name, "area");

  return !g_str_equal (rule->statistic->code, is_area ? "month-site-max" : "month-county-mean");
}

static gboolean
is_for_any (const LtPlanRule *rule, const LtSeriesWish *wish)
{
  for (guint i = 0; i < wish->places->len; i++)
    if (is_for (rule, g_ptr_array_index (wish->places, i)))
      return TRUE;
  return FALSE;
}

static void
add_rule (LtSeriesLimits *self, const LtSeriesWish *wish, const LtPlanRule *rule)
{
  gboolean all = g_strcmp0 (wish->judge, rule->id) == 0;
  g_autofree char *first = get_date (wish->interval, wish->from);
  g_autofree char *after =
      lt_reading_format_time (lt_interval_step (LT_INTERVAL_MONTH, wish->to, 1), LT_INTERVAL_DAY);
  g_autofree char *last = lt_date_add_days (after, -1);
  LtSeriesLimit *line;

  add_judge (self, wish, rule->id, g_strdup_printf ("%s %s", rule->id, rule->title));
  if (!all
      && (wish->judge != NULL || strcmp (rule->valid_to, first) < 0
          || strcmp (rule->valid_from, last) > 0))
    return;
  line = g_new0 (LtSeriesLimit, 1);
  line->rule = rule;
  line->label = g_strdup_printf ("%s %s: %s", rule->id, rule->title, rule->limit);
  line->brief = g_strdup_printf ("%s: %s", rule->plan->code, rule->limit);
  set_times (self, line, all ? first : rule->valid_from, all ? last : rule->valid_to);
  g_ptr_array_add (self->list, line);
}

static gboolean
read_plans (LtSeriesLimits *self, LtStore *store, const LtSeriesWish *wish, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autofree char *area = NULL;
  const LtRuleWords *words;

  self->plans = lt_work_plans (store, problems, error);
  if (self->plans == NULL)
    return FALSE;
  words = lt_plans_get_words (self->plans);
  area = lt_work_targets_find_area (store, words);
  for (guint i = 0; i < lt_plans_get_n_rules (self->plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (self->plans, i);

      if (!lt_plan_rule_is_set_aside (rule) && is_of_dust (rule, words, area)
          && is_for_any (rule, wish))
        add_rule (self, wish, rule);
    }
  return TRUE;
}

/* ---- asking ------------------------------------------------------------------ */

/**
 * lt_work_series_limits:
 * @store: a county file, of the calling thread
 * @wish: what is read; its judge judges all of it, or else each value is judged by what holds
 *   on its day
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the values are held against; empty where nothing
 *   is said of the item over this time
 */
LtSeriesLimits *
lt_work_series_limits (LtStore *store, const LtSeriesWish *wish, GError **error)
{
  g_autoptr (LtSeriesLimits) self = g_new0 (LtSeriesLimits, 1);
  gboolean is_dust =
      g_strcmp0 (wish->item, LT_ITEM_DUST) == 0 && wish->interval == LT_INTERVAL_MONTH;

  self->interval = wish->interval;
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) limit_free);
  self->judges = g_ptr_array_new_with_free_func ((GDestroyNotify) judge_free);
  if (is_dust ? !read_plans (self, store, wish, error) : !read_standards (self, wish, error))
    return NULL;
  if (wish->judge == NULL || self->judged_by != NULL || g_str_equal (wish->judge, LT_JUDGE_NONE))
    return g_steal_pointer (&self);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("\"%s\" judges nothing here. `limits` and `rules` list what there is."),
               wish->judge);
  return NULL;
}

static gboolean
judges (const LtSeriesLimits *self,
        const LtSeriesLimit *limit,
        const LtSeriesPlace *place,
        gint64 time)
{
  return is_at (self, limit, time)
         && (limit->rule != NULL ? is_for (limit->rule, place)
                                 : limit->limit->air_class == MARKED_CLASS);
}

/**
 * lt_series_limits_list_judging:
 * @self: limits
 * @place: whose value
 * @value: a value
 *
 * Returns: (transfer container) (element-type LtSeriesLimit): all that it is held against; none
 *   where there is no value
 */
GPtrArray *
lt_series_limits_list_judging (const LtSeriesLimits *self,
                               const LtSeriesPlace *place,
                               const LtSeriesValue *value)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; value->has_value && !value->flagged && i < self->list->len; i++)
    if (judges (self, g_ptr_array_index (self->list, i), place, value->time))
      g_ptr_array_add (list, g_ptr_array_index (self->list, i));
  return list;
}

/**
 * lt_series_limits_round:
 * @self: limits
 * @limit: one of them
 * @value: a value
 *
 * Returns: the value as it is compared with @limit
 */
LtRatio
lt_series_limits_round (const LtSeriesLimits *self,
                        const LtSeriesLimit *limit,
                        const LtSeriesValue *value)
{
  LtRatio number = lt_ratio_new_millionths (value->value);
  g_autofree char *date = NULL;

  if (limit->rule != NULL)
    return lt_plan_rule_round (limit->rule, number);
  date = get_date (self->interval, value->time);
  return lt_standards_round_for (self->standards, limit->limit, number, date);
}

/**
 * lt_series_limits_exceeds:
 * @self: limits
 * @limit: one of them that judges @value
 * @value: a value
 *
 * Returns: whether it is beyond the limit
 */
gboolean
lt_series_limits_exceeds (const LtSeriesLimits *self,
                          const LtSeriesLimit *limit,
                          const LtSeriesValue *value)
{
  LtRatio number = lt_ratio_new_millionths (value->value);
  g_autofree char *date = NULL;

  /* A target is what must hold, a trigger what must not. */
  if (limit->rule != NULL)
    return lt_plan_rule_holds (limit->rule, number) == (limit->rule->effect == LT_RULE_TRIGGER);
  date = get_date (self->interval, value->time);
  return lt_standards_exceeds (self->standards, limit->limit, number, date);
}

/**
 * lt_series_limits_judge:
 * @self: limits
 * @place: whose value
 * @value: a value
 *
 * Returns: whether there is a value and something that it is held against
 */
gboolean
lt_series_limits_judge (const LtSeriesLimits *self,
                        const LtSeriesPlace *place,
                        const LtSeriesValue *value)
{
  g_autoptr (GPtrArray) list = lt_series_limits_list_judging (self, place, value);

  return list->len > 0;
}

/**
 * lt_series_limits_find_exceeded:
 * @self: limits
 * @place: whose value
 * @value: a value
 *
 * Returns: (transfer none) (nullable): the limit of class 2, or the number of a plan, that it
 *   is above
 */
const LtSeriesLimit *
lt_series_limits_find_exceeded (const LtSeriesLimits *self,
                                const LtSeriesPlace *place,
                                const LtSeriesValue *value)
{
  g_autoptr (GPtrArray) list = lt_series_limits_list_exceeded (self, place, value);

  return list->len == 0 ? NULL : g_ptr_array_index (list, 0);
}

/**
 * lt_series_limits_list_exceeded:
 * @self: limits
 * @place: whose value
 * @value: a value
 *
 * Returns: (transfer container) (element-type LtSeriesLimit): all that it is beyond: several
 *   plans may have a number for the same month
 */
GPtrArray *
lt_series_limits_list_exceeded (const LtSeriesLimits *self,
                                const LtSeriesPlace *place,
                                const LtSeriesValue *value)
{
  GPtrArray *list = lt_series_limits_list_judging (self, place, value);

  for (guint i = list->len; i > 0; i--)
    if (!lt_series_limits_exceeds (self, g_ptr_array_index (list, i - 1), value))
      g_ptr_array_remove_index (list, i - 1);
  return list;
}

/**
 * lt_series_limits_make_note:
 * @self: limits
 * @sign: the mark of a value that is above one
 * @n_over: how many values are above one
 * @n_judged: of how many that were held against one
 *
 * Returns: (transfer full) (nullable): by what is judged, for the picture; %NULL where nothing
 *   is
 */
char *
lt_series_limits_make_note (const LtSeriesLimits *self,
                            const char *sign,
                            guint n_over,
                            guint n_judged)
{
  g_autofree char *how = NULL;

  if (self->list->len == 0)
    return NULL;
  if (self->judged_by != NULL)
    how = g_strdup_printf (_ ("The whole series judged by %s"), self->judged_by);
  else
    how = g_strdup (_ ("Each value judged by what holds on its day"));
  if (self->plans != NULL)
    /* Translators: by what is judged, the mark of such a value, how many, of how many */
    return g_strdup_printf (_ ("%s · %s beyond the line: %u of %u values"), how, sign, n_over,
                            n_judged);
  return g_strdup_printf (_ ("%s · %s above the limit of class 2: %u of %u values"), how, sign,
                          n_over, n_judged);
}
