/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtOwnPlan:
 * @file: the file that was read
 * @plans: the plans of the program, and the one of the file
 * @plan: the one of the file
 * @head: what the file says of it, as JSON
 * @rows: (element-type LtOwnPlanRow): its good rows, in the file's order
 * @problems: (element-type LtRuleProblem): those that are refused
 * @n_new: of @rows, those that the county file does not have
 * @n_changed: those that say something else in it
 *
 * A plan of the bureau's own that is about to be added: what would come of it.
 */
typedef struct
{
  char *file;
  LtPlans *plans;
  const LtPlan *plan;
  char *head;
  GPtrArray *rows;
  GPtrArray *problems;
  guint n_new;
  guint n_changed;
} LtOwnPlan;

/**
 * LtOwnPlanRow:
 * @rule: the rule
 * @text: its row, as JSON
 * @seen: (nullable): the record of it in the county file
 * @differs: whether @seen says something else
 */
typedef struct
{
  const LtPlanRule *rule;
  char *text;
  LtRecord *seen;
  gboolean differs;
} LtOwnPlanRow;

LtOwnPlan *
lt_work_read_own_plan (LtStore *store, const char *path, const char *text_path, GError **error);
gboolean lt_work_add_own_plan (LtSession *session, const LtOwnPlan *plan, GError **error);
char *lt_own_plan_describe (const LtOwnPlan *self);
void lt_own_plan_free (LtOwnPlan *self);

/**
 * LtOverrideWish:
 * @rule: id of a rule
 * @limit: (nullable): what the county has laid down; %NULL where it does not apply the rule
 * @reason: why
 * @citation: the document that orders it
 *
 * What a county lays down in the place of what a plan says.
 */
typedef struct
{
  const char *rule;
  const char *limit;
  const char *reason;
  const char *citation;
} LtOverrideWish;

gboolean lt_work_may_lay_down (LtSession *session);
LtRecord *lt_work_override (LtSession *session, const LtOverrideWish *wish, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtOwnPlan, lt_own_plan_free)

G_END_DECLS
