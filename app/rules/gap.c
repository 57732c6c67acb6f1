/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/gap.h"

#include "rules/verdict.h"

/**
 * lt_plan_rule_find_gap:
 * @self: a rule
 * @value: what was measured, in the rule's unit
 * @gap: (out): the value as it is compared, less the limit
 *
 * Returns: whether the rule's limit is a number; a date or a grade is no distance away
 */
gboolean
lt_plan_rule_find_gap (const LtPlanRule *self, LtRatio value, LtRatio *gap)
{
  *gap = lt_ratio_new (0, 1);
  if (self->evaluation == LT_RULE_DATE || self->evaluation == LT_RULE_RECURRING_DATE
      || self->evaluation == LT_RULE_GRADE)
    return FALSE;
  *gap = lt_ratio_subtract (lt_plan_rule_round (self, value), self->number);
  return TRUE;
}

/**
 * lt_mean_of_rest:
 * @mean: of the days so far
 * @n_days: how many they are
 * @n_left: how many are to come, above zero
 * @bound: what the mean of all of them shall be
 *
 * Returns: what the days to come must have as their mean, if each of them is valid, so
 *   that all together have @bound: (@bound × (@n_days + @n_left) − @mean × @n_days) / @n_left
 */
LtRatio
lt_mean_of_rest (LtRatio mean, guint n_days, guint n_left, LtRatio bound)
{
  LtRatio all = lt_ratio_multiply (bound, lt_ratio_new (n_days + n_left, 1));
  LtRatio so_far = lt_ratio_multiply (mean, lt_ratio_new (n_days, 1));

  g_return_val_if_fail (n_left > 0, bound);

  return lt_ratio_divide (lt_ratio_subtract (all, so_far), lt_ratio_new (n_left, 1));
}
