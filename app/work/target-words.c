/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A target as people read it: on the page, on paper, in a table. */

#include "rules/gap.h"
#include "rules/row.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>

/* Decimals of a number that the rule compares as it is. */
#define SHOWN_PLACES 2

#define NOTHING "—"

static const char *const signs[] = { "≤", "<", "≥", ">", "=" };

static gboolean
is_number (const LtPlanRule *rule)
{
  LtRatio gap;

  return lt_plan_rule_find_gap (rule, rule->number, &gap);
}

/* What is counted has no decimals: "2", and a share that is no whole number "97.53". */
static guint
count_places (const LtPlanRule *rule, LtRatio number)
{
  if (rule->places >= 0)
    return (guint) rule->places;
  return number.below == 1 ? 0 : SHOWN_PLACES;
}

static char *
add_unit (const char *number, const char *unit)
{
  return *unit == '\0' ? g_strdup (number) : g_strdup_printf ("%s %s", number, unit);
}

/**
 * lt_target_name:
 * @self: a target
 * @words: the closed words
 *
 * Returns: (transfer full): the area that is judged, and of one place the place
 */
char *
lt_target_name (const LtTarget *self, const LtRuleWords *words)
{
  g_autofree char *area = lt_rule_words_name_area (words, self->area);

  return self->place == NULL
             ? g_steal_pointer (&area)
             : g_strdup_printf (_ ("%s, %s"), area, lt_record_get_title (self->place));
}

/**
 * lt_work_describe_limit:
 * @rule: a rule
 * @limit: its limit, or that of its plan
 *
 * Returns: (transfer full): what is asked, "≤ 35 µg/m³"
 */
char *
lt_work_describe_limit (const LtPlanRule *rule, const char *limit)
{
  g_autofree char *figure = is_number (rule) ? add_unit (limit, rule->unit) : g_strdup (limit);

  return g_strdup_printf ("%s %s", signs[rule->comparator], figure);
}

/**
 * lt_target_describe_limit:
 * @self: a target
 *
 * Returns: (transfer full): what is asked, "≤ 35 µg/m³", and whether the county has laid it
 *   down itself
 */
char *
lt_target_describe_limit (const LtTarget *self)
{
  const LtPlanRule *rule = self->rule;
  g_autofree char *limit = lt_work_describe_limit (rule, rule->limit);

  return rule->override == NULL || rule->override->is_off
             ? g_steal_pointer (&limit)
             : g_strdup_printf (_ ("%s (own limit)"), limit);
}

/**
 * lt_target_describe_now:
 * @self: a target
 *
 * Returns: (transfer full): the value as it is compared; while its year goes on the mean
 *   so far; "—" where there is none
 */
char *
lt_target_describe_now (const LtTarget *self)
{
  g_autofree char *number = NULL;

  if (self->reported != NULL && !is_number (self->rule))
    return g_strdup (self->reported);
  if (self->value.is_valid && is_number (self->rule))
    {
      number = lt_ratio_format (lt_plan_rule_round (self->rule, self->value.value),
                                count_places (self->rule, self->value.value));
      return add_unit (number, self->rule->unit);
    }
  if (self->n_left == 0)
    return g_strdup (NOTHING);
  number = lt_ratio_format (self->mean.value, SHOWN_PLACES);
  return add_unit (number, self->rule->quantity->unit);
}

/* What is missing, or left, is a distance: the words say on which side. */
static char *
describe_distance (LtRatio gap, guint places, gboolean holds)
{
  g_autofree char *number =
      lt_ratio_format (gap.above < 0 ? lt_ratio_subtract (lt_ratio_new (0, 1), gap) : gap, places);

  if (holds)
    return g_strdup_printf (_ ("%s to spare"), number);
  return g_strdup_printf (gap.above > 0 ? _ ("%s too much") : _ ("%s short"), number);
}

/**
 * lt_target_describe_gap:
 * @self: a target
 *
 * Returns: (transfer full): how far the value is from the limit, or the mean so far from
 *   its bound, and on which side; "—" where that has no meaning
 */
char *
lt_target_describe_gap (const LtTarget *self)
{
  LtRatio gap;

  if (self->value.is_valid && lt_plan_rule_find_gap (self->rule, self->value.value, &gap))
    return describe_distance (gap, count_places (self->rule, gap),
                              lt_plan_rule_holds (self->rule, self->value.value));
  if (self->n_left == 0)
    return g_strdup (NOTHING);
  gap = lt_ratio_subtract (self->mean.value, self->bound);
  return describe_distance (gap, SHOWN_PLACES,
                            self->rule->comparator == LT_RULE_AT_LEAST
                                    || self->rule->comparator == LT_RULE_ABOVE
                                ? gap.above >= 0
                                : gap.above <= 0);
}

/**
 * lt_target_describe_rest:
 * @self: a target
 *
 * Returns: (transfer full): what the days to come must have as their mean; "—" where the
 *   rule is not about the mean of a year, or the year is over
 */
char *
lt_target_describe_rest (const LtTarget *self)
{
  g_autofree char *number = NULL;
  LtRatio rest;

  if (self->n_left == 0)
    return g_strdup (NOTHING);
  rest = lt_mean_of_rest (self->mean.value, self->mean.n, self->n_left, self->bound);
  if (rest.above < 0)
    return g_strdup (_ ("out of reach"));
  number = lt_ratio_format (rest, SHOWN_PLACES);
  return g_strdup_printf ("%s %s %s", signs[self->rule->comparator], number,
                          self->rule->quantity->unit);
}

/**
 * lt_target_describe_verdict:
 * @self: a target
 *
 * Returns: (transfer full): the verdict, and of a rule that has ended what was to be said
 *   on its last day
 */
char *
lt_target_describe_verdict (const LtTarget *self)
{
  return self->past == self->verdict
             ? g_strdup (lt_verdict_label (self->verdict))
             : g_strdup_printf (_ ("%s (at its end: %s)"), lt_verdict_label (self->verdict),
                                lt_verdict_label (self->past));
}

/**
 * lt_target_board_describe_problems:
 * @self: a board
 *
 * Returns: (transfer full) (nullable): that rows of rules were refused, and the first of
 *   them; %NULL where none was
 */
char *
lt_target_board_describe_problems (const LtTargetBoard *self)
{
  const LtRuleProblem *first;

  if (self->problems->len == 0)
    return NULL;
  first = g_ptr_array_index (self->problems, 0);
  return g_strdup_printf (
      ngettext ("%u row of rules is left out: file %s, row %s: %s",
                "%u rows of rules are left out, the first in file %s, row %s: %s",
                self->problems->len),
      self->problems->len, first->file, first->row, first->reason);
}

/**
 * lt_target_explain:
 * @self: a target
 * @words: the closed words
 *
 * Returns: (transfer full): the whole of it, line by line: who is judged on what, where
 *   the plan says so, every step of the calculation, the verdict
 */
char *
lt_target_explain (const LtTarget *self, const LtRuleWords *words)
{
  const LtPlanRule *rule = self->rule;
  GString *text = g_string_new (NULL);
  g_autofree char *document = lt_plan_describe (rule->plan);
  g_autofree char *area = lt_target_name (self, words);
  g_autofree char *limit = lt_target_describe_limit (self);
  g_autofree char *verdict = lt_target_describe_verdict (self);
  g_autofree char *departments = g_strjoinv ("、", rule->responsible);

  g_string_append_printf (text, _ ("%s: %s, %s to %s: %s"), area, limit, self->period.from,
                          self->period.to, verdict);
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "\n• %s", (const char *) g_ptr_array_index (self->lines, i));
  if (self->reason != NULL)
    g_string_append_printf (text, "\n• %s", self->reason);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("In force: %s to %s"), rule->valid_from, rule->valid_to);
  g_string_append_printf (text, _ ("\nDocument: %s, line %u"), document, rule->line);
  g_string_append_printf (text, _ ("\nIts words: “%s”"), rule->quote);
  if (*rule->derived_how != '\0')
    g_string_append_printf (text, _ ("\nRead as: %s"), rule->derived_how);
  g_string_append_printf (text, _ ("\nWho must: %s"), rule->subject);
  if (*departments != '\0')
    g_string_append_printf (text, _ ("\nDepartments: %s"), departments);
  if (*rule->unsure != '\0')
    g_string_append_printf (text, _ ("\nUnsure: %s"), rule->unsure);
  return g_string_free (text, FALSE);
}
