/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"
#include "rules/row.h"

G_BEGIN_DECLS

/* For plans.c and its parts. */

/* plan-row.c */
LtPlanRule *lt_plan_rule_read (LtRuleRow *row, const LtPlan *plan, const LtRuleWords *words);
void lt_plan_rule_free (LtPlanRule *self);

/* plan-check.c: what must hold between the members of a rule */
void lt_plan_rule_check (LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words);

void lt_plan_rule_check_limit (LtPlanRule *self, LtRuleRow *row, const LtRuleWords *words);

/* plan-quote.c */
void lt_plan_rule_check_quote (const LtPlanRule *self, LtRuleRow *row);
void lt_plan_rule_check_line (const LtPlanRule *self, LtRuleRow *row, char *const *lines);

void lt_plan_refuse_word (LtRuleRow *row,
                          const LtRuleWords *words,
                          const char *list,
                          const char *member,
                          const char *text);

G_END_DECLS
