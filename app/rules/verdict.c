/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *label;
} verdicts[LT_VERDICTS] = {
  [LT_VERDICT_MET] = { "met", N_ ("met") },
  [LT_VERDICT_NOT_MET] = { "not-met", N_ ("not met") },
  [LT_VERDICT_ASPIRATIONAL_NOT_MET] = { "aspirational-not-met", N_ ("aim not reached") },
  [LT_VERDICT_DUTY] = { "duty", N_ ("duty has begun") },
  [LT_VERDICT_NO_DUTY] = { "no-duty", N_ ("no duty") },
  [LT_VERDICT_EXEMPT] = { "exempt", N_ ("let off") },
  [LT_VERDICT_NOT_EXEMPT] = { "not-exempt", N_ ("not let off") },
  [LT_VERDICT_UNDER_WAY] = { "under-way", N_ ("under way") },
  [LT_VERDICT_NOT_YET] = { "not-yet", N_ ("not yet in force") },
  [LT_VERDICT_EXPIRED] = { "expired", N_ ("expired") },
  [LT_VERDICT_UNCLEAR] = { "unclear", N_ ("plan is unclear") },
  [LT_VERDICT_NOT_REPORTED] = { "not-reported", N_ ("not reported") },
  [LT_VERDICT_INVALID] = { "invalid-data", N_ ("data not valid") },
  [LT_VERDICT_SET_ASIDE] = { "set-aside", N_ ("not applied here") },
};

/**
 * lt_verdict_code:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its code
 */
const char *
lt_verdict_code (LtVerdict verdict)
{
  return verdicts[verdict].code;
}

/**
 * lt_verdict_label:
 * @verdict: a verdict
 *
 * Returns: (transfer none): it, in words of the screen's language
 */
const char *
lt_verdict_label (LtVerdict verdict)
{
  return _ (verdicts[verdict].label);
}

/* ---- verdicts ---------------------------------------------------------------- */

/**
 * lt_plan_rule_round:
 * @self: a rule
 * @value: what was measured
 *
 * Returns: what is compared: @value as it is (全数值比较), or rounded in one step
 *   (修约值比较, GB/T 8170), as the rule says
 */
LtRatio
lt_plan_rule_round (const LtPlanRule *self, LtRatio value)
{
  return self->places < 0 ? value
                          : lt_ratio_round (value, (guint) self->places, LT_ROUNDING_HALF_EVEN);
}

/**
 * lt_plan_rule_holds:
 * @self: a rule whose limit is a number
 * @value: what was measured
 *
 * Returns: whether its condition holds
 */
gboolean
lt_plan_rule_holds (const LtPlanRule *self, LtRatio value)
{
  int order = lt_ratio_compare (lt_plan_rule_round (self, value), self->number);

  switch (self->comparator)
    {
    case LT_RULE_AT_MOST:
      return order <= 0;
    case LT_RULE_BELOW:
      return order < 0;
    case LT_RULE_AT_LEAST:
      return order >= 0;
    case LT_RULE_ABOVE:
      return order > 0;
    case LT_RULE_EQUAL:
      return order == 0;
    }
  g_assert_not_reached ();
}

static LtVerdict
conclude (const LtPlanRule *self, gboolean holds)
{
  switch (self->effect)
    {
    case LT_RULE_TRIGGER:
      return holds ? LT_VERDICT_DUTY : LT_VERDICT_NO_DUTY;
    case LT_RULE_EXEMPTION:
      return holds ? LT_VERDICT_EXEMPT : LT_VERDICT_NOT_EXEMPT;
    case LT_RULE_TARGET:
    case LT_RULE_VALIDITY:
      break;
    }
  if (holds)
    return LT_VERDICT_MET;
  return self->hardness == LT_RULE_BINDING ? LT_VERDICT_NOT_MET : LT_VERDICT_ASPIRATIONAL_NOT_MET;
}

/**
 * lt_plan_rule_is_set_aside:
 * @self: a rule
 *
 * Returns: whether the county does not apply it
 */
gboolean
lt_plan_rule_is_set_aside (const LtPlanRule *self)
{
  return self->override != NULL && self->override->is_off;
}

/**
 * lt_plan_rule_is_in_force:
 * @self: a rule
 * @date: a day
 *
 * Returns: whether @date is one of its days
 */
gboolean
lt_plan_rule_is_in_force (const LtPlanRule *self, const char *date)
{
  return strcmp (self->valid_from, date) <= 0 && strcmp (date, self->valid_to) <= 0;
}

/* While the plan gives time, or its period runs, nothing is missed. What was done by its day
 * may be told before that day. */
static gboolean
is_under_way (const LtPlanRule *self, const char *date, const LtStatistic *measured)
{
  if (self->evaluation == LT_RULE_DATE)
    return (measured == NULL || !measured->has_value) && strcmp (date, self->limit) < 0;
  return (self->due != NULL && strcmp (date, self->due) < 0)
         || !lt_plan_rule_find_period (self, date).is_over;
}

/**
 * lt_plan_rule_judge_past:
 * @self: a rule
 * @date: a day
 * @measured: (nullable): the value of the period of lt_plan_rule_find_period(), whose
 *   @n of @n_required tell whether it may be judged; %NULL where nobody reported one
 *
 * What was to be said of a rule that may have ended: as lt_plan_rule_judge() on its last
 * day.
 *
 * Returns: the verdict
 */
LtVerdict
lt_plan_rule_judge_past (const LtPlanRule *self, const char *date, const LtStatistic *measured)
{
  const char *last = strcmp (date, self->valid_to) > 0 ? self->valid_to : date;

  if (strcmp (last, self->valid_from) < 0)
    return LT_VERDICT_NOT_YET;
  if (lt_plan_rule_is_set_aside (self))
    return LT_VERDICT_SET_ASIDE;
  if (self->effect == LT_RULE_VALIDITY)
    return LT_VERDICT_MET;
  if (is_under_way (self, last, measured))
    return LT_VERDICT_UNDER_WAY;
  if (measured == NULL || !measured->has_value)
    return LT_VERDICT_NOT_REPORTED;
  return measured->is_valid ? conclude (self, lt_plan_rule_holds (self, measured->value))
                            : LT_VERDICT_INVALID;
}

/**
 * lt_plan_rule_judge:
 * @self: a rule
 * @date: the day of the verdict
 * @measured: (nullable): as for lt_plan_rule_judge_past()
 *
 * Returns: the verdict: of a rule that has ended, that it is expired
 */
LtVerdict
lt_plan_rule_judge (const LtPlanRule *self, const char *date, const LtStatistic *measured)
{
  return strcmp (date, self->valid_to) > 0 ? LT_VERDICT_EXPIRED
                                           : lt_plan_rule_judge_past (self, date, measured);
}
