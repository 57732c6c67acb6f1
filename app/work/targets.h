/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "rules/standards.h"
#include "rules/verdict.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtTarget:
 * @rule: which rule; owned by the plans
 * @area: code of the area that is judged
 * @part_of: (nullable): where only this part of an area was looked at, the whole one
 * @place: (nullable): of a rule that judges each place by itself: which
 * @period: the time that the verdict is of
 * @value: what was measured or reported
 * @reported: (nullable): as it was written, where it was reported
 * @mean: of a year's mean: that of its days up to the day that was asked for
 * @has_bound: whether that mean has a bound
 * @bound: what the mean of the whole year must keep, in the unit of the quantity: the
 *   limit, or what the limit makes of the base year
 * @n_left: days of the year to come
 * @n_left_out: values of those that were measured that cannot be so (items.json); they are
 *   kept as they came and not judged
 * @is_unclear: whether the plan can be read in two ways that come out differently
 * @verdict: on the day that was asked for
 * @past: of a rule that has ended, what was to be said on its last day; else @verdict
 * @reason: (nullable): why there is no value, or none that can be judged
 * @lines: (element-type utf8): how the value and the verdict came about
 *
 * A rule of an action plan, and how one area stands to it.
 */
typedef struct
{
  const LtPlanRule *rule;
  char *area;
  char *part_of;
  LtRecord *place;
  LtRulePeriod period;
  LtStatistic value;
  char *reported;
  LtStatistic mean;
  gboolean has_bound;
  LtRatio bound;
  guint n_left;
  guint n_left_out;
  gboolean is_unclear;
  LtVerdict verdict;
  LtVerdict past;
  char *reason;
  GPtrArray *lines;
} LtTarget;

/**
 * LtTargetWish:
 * @area: (nullable): code of an area; %NULL for the bureau's
 * @date: the day of the verdicts
 * @today: the day of which the file shows its records
 * @only_in_force: leaves out what is not in force on @date: what has ended is judged too,
 *   and a file of years makes that long
 *
 * Whose targets are asked for, and of which day.
 */
typedef struct
{
  char *area;
  char *date;
  char *today;
  gboolean only_in_force;
} LtTargetWish;

GPtrArray *lt_work_targets (LtStore *store,
                            const LtPlans *plans,
                            const LtStandards *standards,
                            const LtItems *items,
                            const LtTargetWish *wish,
                            GError **error);
void lt_target_free (LtTarget *self);
char *lt_target_make_key (const LtTarget *self);
const char *lt_target_get_figure_area (const LtTarget *self);
gboolean lt_target_can_be_reported (const LtTarget *self);
char *lt_work_targets_find_area (LtStore *store, const LtRuleWords *words);

G_END_DECLS
