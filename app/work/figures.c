/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/figures.h"

#include "base/error.h"
#include "rules/row.h"
#include "work/plans.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_figure_describe_expected:
 * @rule: a rule
 * @words: the closed words
 *
 * Returns: (transfer full): what is written as its figure, with an example; of a scale all
 *   its grades
 */
char *
lt_figure_describe_expected (const LtPlanRule *rule, const LtRuleWords *words)
{
  const LtRuleChoice *scale;

  switch (rule->evaluation)
    {
    case LT_RULE_DATE:
      return g_strdup (_ ("a date as 2021-06-30"));
    case LT_RULE_RECURRING_DATE:
      return g_strdup (g_str_equal (lt_plan_rule_get_parameter (rule, "every"), "month")
                           ? _ ("a day of the month as 5")
                           : _ ("a day of the year as 05-31"));
    case LT_RULE_GRADE:
      scale = lt_rule_words_find (words, "scales", lt_plan_rule_get_parameter (rule, "scale"));
      return g_strjoinv (" / ", scale->first);
    case LT_RULE_THRESHOLD:
    case LT_RULE_CHANGE:
    case LT_RULE_ZONE_SHARE:
    case LT_RULE_COUNT:
    case LT_RULE_COVERAGE:
    case LT_RULE_HOURS:
    case LT_RULE_ROLLING:
      return *rule->unit == '\0'
                 ? g_strdup (_ ("a number"))
                 : g_strdup_printf (_ ("a number in %s, without the unit"), rule->unit);
    }
  g_assert_not_reached ();
}

/* A count or a share that there cannot be; a change may well be negative. */
static gboolean
is_in_range (const LtPlanRule *rule, LtRatio figure)
{
  switch (rule->evaluation)
    {
    case LT_RULE_ZONE_SHARE:
    case LT_RULE_COVERAGE:
      return figure.above >= 0
             && (!g_str_equal (rule->unit, "%")
                 || lt_ratio_compare (figure, lt_ratio_new (100, 1)) <= 0);
    case LT_RULE_COUNT:
    case LT_RULE_HOURS:
      return figure.above >= 0;
    case LT_RULE_THRESHOLD:
    case LT_RULE_CHANGE:
    case LT_RULE_DATE:
    case LT_RULE_RECURRING_DATE:
    case LT_RULE_ROLLING:
    case LT_RULE_GRADE:
      return TRUE;
    }
  g_assert_not_reached ();
}

/**
 * lt_figure_check_value:
 * @rule: a rule
 * @words: the closed words
 * @value: what somebody reports
 * @error: return location
 *
 * Returns: whether it can be compared with the rule's number
 */
gboolean
lt_figure_check_value (const LtPlanRule *rule,
                       const LtRuleWords *words,
                       const char *value,
                       GError **error)
{
  LtRatio figure;
  g_autofree char *expected = NULL;

  if (lt_plan_rule_read_figure (rule, words, value, &figure))
    {
      if (is_in_range (rule, figure))
        return TRUE;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("figure: field value: %s %s cannot be. Look at the number and its unit."),
                   value, rule->unit);
      return FALSE;
    }
  expected = lt_figure_describe_expected (rule, words);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("figure: field value: \"%s\" is no figure of rule %s. Write %s."), value,
               rule->id, expected);
  return FALSE;
}

static gboolean
refuse_field (GError **error, const char *field, const char *value, const char *next)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, "figure: %s \"%s\": %s", field, value, next);
  return FALSE;
}

static gboolean
check_rule (const LtPlans *plans, const LtRecord *figure, GError **error)
{
  const LtRuleWords *words = lt_plans_get_words (plans);
  const char *id = lt_record_get (figure, "rule"), *area = lt_record_get (figure, "area");
  const LtPlanRule *rule = lt_plans_find_rule (plans, id);

  if (rule == NULL)
    return refuse_field (error, "rule", id,
                         _ ("no plan has that rule. `lantianctl rules` lists them."));
  if (rule->source == LT_RULE_BY_CALENDAR)
    return refuse_field (error, "rule", id,
                         _ ("that rule says how long its plan holds; nothing is reported on it."));
  if (lt_rule_words_find_area (words, area) == NULL)
    return refuse_field (error, "area", area, _ ("the plans name no area of that code."));
  if (lt_plan_rule_reaches (rule, words, area) == LT_RULE_REACHES_NOT)
    return refuse_field (error, "area", area, _ ("the rule does not concern that area."));
  return lt_figure_check_value (rule, words, lt_record_get (figure, "value"), error);
}

/**
 * lt_figure_check:
 * @store: the county file
 * @figure: a record about to be kept; of another kind than `figure` there is nothing to check
 * @error: return location
 *
 * Whether anything is missing is not looked at here.
 *
 * Returns: whether its rule is one of the plans, concerns the area and can be compared
 *   with its value
 */
gboolean
lt_figure_check (LtStore *store, const LtRecord *figure, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = NULL;

  if (!g_str_equal (figure->kind->name, "figure") || !lt_record_check (figure, NULL))
    return TRUE;
  plans = lt_work_plans_as_written (store, problems, error);
  return plans != NULL && check_rule (plans, figure, error);
}

/**
 * lt_figure_find_fault:
 * @store: the county file
 * @figure: a record
 *
 * Returns: (transfer full) (nullable): why lt_figure_check() refuses it
 */
char *
lt_figure_find_fault (LtStore *store, const LtRecord *figure)
{
  g_autoptr (GError) error = NULL;

  return lt_figure_check (store, figure, &error) ? NULL : g_strdup (error->message);
}

/**
 * lt_work_enter_figure:
 * @session: a session, signed in
 * @wish: what is reported
 * @error: return location
 *
 * Keeps a figure. An earlier one of the same rule and area stays: the one of the latest
 * day counts, and of two of one day the one that was entered last.
 *
 * Returns: whether it was right and is kept
 */
gboolean
lt_work_enter_figure (LtSession *session, const LtFigureWish *wish, GError **error)
{
  g_autoptr (LtRecord) figure = lt_record_new (lt_kind_by_name ("figure"));

  return lt_record_set (figure, "rule", wish->rule, error)
         && lt_record_set (figure, "area", wish->area, error)
         && lt_record_set (figure, "as_of", wish->as_of, error)
         && lt_record_set (figure, "value", wish->value, error)
         && lt_record_set (figure, "source", wish->source, error)
         && lt_work_add (session, figure, error);
}
