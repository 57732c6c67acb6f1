/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"
#include "work/session.h"

G_BEGIN_DECLS

/* What is reported on a rule that nothing in the file measures: a record of the kind `figure`. */

/**
 * LtFigureWish:
 * @rule: id of the rule
 * @area: code of the area that it is of
 * @as_of: the day it is of
 * @value: as lt_plan_rule_read_figure() reads it, in the rule's unit
 * @source: where it stands: document, page, or who reported it
 *
 * A figure that is to be entered.
 */
typedef struct
{
  const char *rule;
  const char *area;
  const char *as_of;
  const char *value;
  const char *source;
} LtFigureWish;

char *lt_figure_find_fault (LtStore *store, const LtRecord *figure);
gboolean lt_figure_check (LtStore *store, const LtRecord *figure, GError **error);
char *lt_figure_describe_expected (const LtPlanRule *rule, const LtRuleWords *words);
gboolean lt_figure_check_value (const LtPlanRule *rule,
                                const LtRuleWords *words,
                                const char *value,
                                GError **error);
gboolean lt_work_enter_figure (LtSession *session, const LtFigureWish *wish, GError **error);

G_END_DECLS
