/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a county has laid down in the place of a plan's number. */

#include "rules/plan-private.h"

#include <glib/gi18n-lib.h>

/* The county's limit is checked as a plan's is. */
static void
take_limit (const LtPlans *self, LtPlanRule *rule, LtRuleRow *row)
{
  g_autofree char *before = rule->limit;
  LtRatio number = rule->number;

  rule->limit = g_strdup (json_object_get_string_member (row->object, "limit"));
  lt_plan_rule_check_limit (rule, row, lt_plans_get_words (self));
  if (row->problem == NULL)
    return;
  g_free (rule->limit);
  rule->limit = g_steal_pointer (&before);
  rule->number = number;
}

static void
take_override (const LtPlans *self,
               LtRuleRow *row,
               const char *id,
               const char *limit,
               const LtRuleOverride *says)
{
  LtPlanRule *rule = (LtPlanRule *) lt_plans_find_rule (self, id);
  g_autofree char *plan_limit = rule == NULL ? NULL : g_strdup (rule->limit);

  if (rule == NULL)
    lt_rule_row_refuse (row, _ ("no plan has that rule"));
  else if (rule->source == LT_RULE_BY_CALENDAR)
    lt_rule_row_refuse (row, _ ("it says how long its plan holds, which a county cannot change"));
  else if (rule->override != NULL)
    lt_rule_row_refuse (row, _ ("the county has laid down something else for it later"));
  else if (limit != NULL)
    take_limit (self, rule, row);
  if (row->problem != NULL)
    return;
  rule->override = g_new0 (LtRuleOverride, 1);
  *rule->override = (LtRuleOverride){ says->record, g_steal_pointer (&plan_limit), limit == NULL,
                                      g_strdup (says->reason), g_strdup (says->citation) };
}

/**
 * lt_plans_override:
 * @self: the plans
 * @file: where the county says so, for messages
 * @id: which rule
 * @limit: (nullable): the county's limit; %NULL where the rule is not applied in it
 * @says: why, by what document, and in which record
 * @problems: (element-type LtRuleProblem): gets what is wrong with it
 *
 * Puts what the county has laid down in the place of what the plan says.
 *
 * Returns: whether it could be taken; otherwise the rule is as it was
 */
gboolean
lt_plans_override (LtPlans *self,
                   const char *file,
                   const char *id,
                   const char *limit,
                   const LtRuleOverride *says,
                   GPtrArray *problems)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  LtRuleRow row;

  json_node_take_object (node, json_object_new ());
  json_object_set_string_member (json_node_get_object (node), "id", id);
  json_object_set_string_member (json_node_get_object (node), "limit", limit == NULL ? "" : limit);
  lt_rule_row_init (&row, file, node, 0);
  take_override (self, &row, id, limit, says);
  return lt_rule_row_finish (&row, problems);
}
