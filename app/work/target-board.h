/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"
#include "work/targets.h"

G_BEGIN_DECLS

/**
 * LtTargetBoard:
 * @plans: what the rules of @targets belong to
 * @area: (nullable): code of the area; %NULL where the plans do not name the bureau's:
 *   then there are no targets
 * @date: the day of the verdicts
 * @last_day: (nullable): where no rule is in force on @date, the last day before it on
 *   which one was
 * @targets: (element-type LtTarget): in the order of the plans
 * @problems: (element-type LtRuleProblem): rows of rules that were refused
 *
 * All rules that concern an area, and how it stands to them.
 */
typedef struct
{
  LtPlans *plans;
  char *area;
  char *date;
  char *last_day;
  GPtrArray *targets;
  GPtrArray *problems;
} LtTargetBoard;

LtTargetWish *lt_target_wish_new (LtSession *session, const char *date);
void lt_target_wish_free (LtTargetWish *self);
LtTargetBoard *lt_work_target_board (LtStore *store, const LtTargetWish *wish, GError **error);
void lt_target_board_free (LtTargetBoard *self);

/* target-words.c */
char *lt_target_name (const LtTarget *self, const LtRuleWords *words);
char *lt_work_describe_limit (const LtPlanRule *rule, const char *limit);
char *lt_target_describe_limit (const LtTarget *self);
char *lt_target_describe_now (const LtTarget *self);
char *lt_target_describe_gap (const LtTarget *self);
char *lt_target_describe_rest (const LtTarget *self);
char *lt_target_describe_verdict (const LtTarget *self);
char *lt_target_board_describe_problems (const LtTargetBoard *self);
char *lt_target_explain (const LtTarget *self, const LtRuleWords *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTargetBoard, lt_target_board_free)

G_END_DECLS
