/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a county adds to the plans: the verbs `rules add` and `rules override`. */

#include "base/error.h"
#include "rules/row.h"
#include "work/own-plan.h"
#include "work/plan-table.h"
#include "work/plans.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

/**
 * lt_verb_rule_problems_to_json:
 * @problems: (element-type LtRuleProblem): rows of rules that were refused
 *
 * Returns: (transfer full): each with its file, row and reason
 */
JsonArray *
lt_verb_rule_problems_to_json (GPtrArray *problems)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      const LtRuleProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "file", problem->file);
      json_object_set_string_member (row, "rule", problem->row);
      json_object_set_string_member (row, "reason", problem->reason);
      json_array_add_object_element (array, row);
    }
  return array;
}

JsonNode *
lt_verb_rules_table (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = lt_work_plans_as_written (NULL, problems, error);
  const LtExportOptions options = { .path = call->words[1],
                                    .replace = lt_call_option (call, "replace") != NULL };
  LtExportReport report = { 0 };
  g_autoptr (LtSeenTable) table = NULL;
  JsonObject *object;

  if (plans == NULL)
    return NULL;
  if (lt_plans_find_plan (plans, call->words[0]) == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("There is no plan %s; see `rules`."),
                   call->words[0]);
      return NULL;
    }
  table = lt_plan_table_make (plans, call->words[0]);
  if (!lt_seen_table_export (table, &options, &report, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", call->words[1]);
  json_object_set_int_member (object, "rows", (gint64) report.rows);
  return lt_json_node_take_object (object);
}

JsonNode *
lt_verb_rules_add (LtCall *call, GError **error)
{
  g_autoptr (LtOwnPlan) plan =
      lt_work_read_own_plan (lt_session_get_store (call->session), call->words[0],
                             lt_call_option (call, "text"), error);
  JsonObject *object;

  if (plan == NULL || !lt_work_add_own_plan (call->session, plan, error))
    return NULL;
  object = json_object_new ();
  json_object_set_int_member (object, "taken", plan->rows->len);
  json_object_set_int_member (object, "added", plan->n_new);
  json_object_set_int_member (object, "changed", plan->n_changed);
  json_object_set_int_member (object, "refused", plan->problems->len);
  json_object_set_array_member (object, "problems", lt_verb_rule_problems_to_json (plan->problems));
  call->wanting = plan->problems->len > 0;
  return lt_json_node_take_object (object);
}

static gboolean
check_options (const LtOverrideWish *wish, gboolean off, GError **error)
{
  if ((wish->limit != NULL) == off || (wish->limit != NULL && *wish->limit == '\0'))
    g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                         _ ("Write --limit LIMIT, or --off where the county does not apply the "
                            "rule."));
  else if (wish->reason == NULL || wish->citation == NULL)
    g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                         _ ("A county's own limit needs --reason and, with the document that "
                            "orders it, --citation."));
  else
    return TRUE;
  return FALSE;
}

JsonNode *
lt_verb_rules_override (LtCall *call, GError **error)
{
  const LtOverrideWish wish = { call->words[0], lt_call_option (call, "limit"),
                                lt_call_option (call, "reason"),
                                lt_call_option (call, "citation") };
  g_autoptr (LtRecord) record = NULL;

  if (!check_options (&wish, lt_call_option (call, "off") != NULL, error))
    return NULL;
  record = lt_work_override (call->session, &wish, error);
  return record == NULL ? NULL : lt_verb_show_again (call->session, record, error);
}

static char *
describe_override (const LtPlanRule *rule)
{
  g_autofree char *before = lt_plan_rule_add_unit (rule, rule->override->plan_limit);

  return g_strdup_printf (rule->override->is_off ? _ ("not applied here; the plan says %s (%s; %s)")
                                                 : _ ("own limit; the plan says %s (%s; %s)"),
                          before, rule->override->reason, rule->override->citation);
}

/**
 * lt_verb_put_rule_override:
 * @object: an answer
 * @rule: a rule
 *
 * Puts what the county has to do with it: whether it has added the rule, or laid down
 * something else.
 */
void
lt_verb_put_rule_override (JsonObject *object, const LtPlanRule *rule)
{
  g_autofree char *says = rule->override == NULL ? g_strdup ("") : describe_override (rule);

  json_object_set_string_member (object, "origin", rule->plan->is_own ? "own" : "");
  json_object_set_string_member (object, "override", says);
}
