/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"
#include "rules/statistics.h"

G_BEGIN_DECLS

/**
 * LtVerdict:
 * @LT_VERDICT_MET: the condition of a target holds
 * @LT_VERDICT_NOT_MET: it does not
 * @LT_VERDICT_ASPIRATIONAL_NOT_MET: it does not, and was an aim only: no breach
 * @LT_VERDICT_DUTY: the condition of a trigger holds: a duty begins; no breach
 * @LT_VERDICT_NO_DUTY: it does not
 * @LT_VERDICT_EXEMPT: the condition of an exemption holds
 * @LT_VERDICT_NOT_EXEMPT: it does not
 * @LT_VERDICT_UNDER_WAY: its period, or the time that the plan gives, is not over
 * @LT_VERDICT_NOT_YET: it is not in force yet
 * @LT_VERDICT_EXPIRED: it is no longer in force
 * @LT_VERDICT_UNCLEAR: the plan can be read in two ways that come out differently
 * @LT_VERDICT_NOT_REPORTED: there is no value; never taken for met
 * @LT_VERDICT_INVALID: there are fewer valid values than are asked for
 * @LT_VERDICT_SET_ASIDE: the county does not apply the rule
 *
 * What is said of a rule on a day.
 */
typedef enum
{
  LT_VERDICT_MET,
  LT_VERDICT_NOT_MET,
  LT_VERDICT_ASPIRATIONAL_NOT_MET,
  LT_VERDICT_DUTY,
  LT_VERDICT_NO_DUTY,
  LT_VERDICT_EXEMPT,
  LT_VERDICT_NOT_EXEMPT,
  LT_VERDICT_UNDER_WAY,
  LT_VERDICT_NOT_YET,
  LT_VERDICT_EXPIRED,
  LT_VERDICT_UNCLEAR,
  LT_VERDICT_NOT_REPORTED,
  LT_VERDICT_INVALID,
  LT_VERDICT_SET_ASIDE,
} LtVerdict;

#define LT_VERDICTS 14

/* Bytes of a date, or of a month, with the NUL at its end. */
#define LT_DATE_BYTES 11

/**
 * LtRulePeriod:
 * @from: its first day
 * @to: its last day
 * @is_over: whether it was over at the end of the day that was asked for
 *
 * The time that a verdict is of.
 */
typedef struct
{
  char from[LT_DATE_BYTES];
  char to[LT_DATE_BYTES];
  gboolean is_over;
} LtRulePeriod;

LtRulePeriod lt_plan_rule_find_period (const LtPlanRule *self, const char *date);
LtRatio lt_plan_rule_round (const LtPlanRule *self, LtRatio value);
gboolean lt_plan_rule_holds (const LtPlanRule *self, LtRatio value);
gboolean lt_plan_rule_is_set_aside (const LtPlanRule *self);
gboolean lt_plan_rule_is_in_force (const LtPlanRule *self, const char *date);
LtVerdict
lt_plan_rule_judge (const LtPlanRule *self, const char *date, const LtStatistic *measured);
LtVerdict
lt_plan_rule_judge_past (const LtPlanRule *self, const char *date, const LtStatistic *measured);
const char *lt_verdict_code (LtVerdict verdict);
const char *lt_verdict_label (LtVerdict verdict);

G_END_DECLS
