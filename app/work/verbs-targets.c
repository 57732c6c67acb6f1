/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the county stands to the rules of the action plans: the verb `assess targets`. */

#include "base/error.h"
#include "rules/gap.h"
#include "rules/row.h"
#include "work/plans.h"
#include "work/readings.h"
#include "work/targets.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

static void
put_value (JsonObject *object, const LtTarget *target)
{
  /* What is not valid may be no number at all: it is said why, not shown. */
  g_autofree char *value = target->reported != NULL ? g_strdup (target->reported)
                           : target->value.is_valid ? lt_ratio_format_exact (target->value.value)
                                                    : g_strdup ("");

  json_object_set_string_member (object, "value", value);
  json_object_set_string_member (object, "unit", target->rule->unit);
  json_object_set_boolean_member (object, "reported", target->reported != NULL);
  if (!target->value.has_value && target->value.n_required == 0)
    return;
  json_object_set_int_member (object, "n_valid", target->value.n);
  json_object_set_int_member (object, "n_required", target->value.n_required);
  json_object_set_int_member (object, "n_left_out", target->n_left_out);
}

/* Of a year's mean that goes on: what the page Targets shows, too. */
static void
put_rest (JsonObject *object, const LtTarget *target)
{
  g_autofree char *mean = NULL, *bound = NULL, *rest = NULL;

  if (target->n_left == 0)
    return;
  mean = lt_ratio_format_exact (target->mean.value);
  bound = lt_ratio_format_exact (target->bound);
  rest = lt_ratio_format_exact (
      lt_mean_of_rest (target->mean.value, target->mean.n, target->n_left, target->bound));
  json_object_set_string_member (object, "mean_so_far", mean);
  json_object_set_string_member (object, "mean_bound", bound);
  json_object_set_int_member (object, "days_left", target->n_left);
  json_object_set_string_member (object, "mean_of_rest", rest);
}

static void
put_explanation (JsonObject *object, const LtTarget *target)
{
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < target->lines->len; i++)
    json_array_add_string_element (lines, g_ptr_array_index (target->lines, i));
  json_object_set_array_member (object, "explanation", lines);
}

static JsonObject *
target_to_json (const LtTarget *target, const LtRuleWords *words, gboolean explained)
{
  const LtPlanRule *rule = target->rule;
  JsonObject *object = json_object_new ();
  g_autofree char *name = lt_rule_words_name_area (words, target->area);
  g_autofree char *whole =
      target->part_of == NULL ? g_strdup ("") : lt_rule_words_name_area (words, target->part_of);

  json_object_set_string_member (object, "rule", rule->id);
  json_object_set_string_member (object, "title", rule->title);
  json_object_set_string_member (object, "area", name);
  json_object_set_string_member (object, "area_code", target->area);
  json_object_set_string_member (object, "part_of", whole);
  json_object_set_string_member (object, "place",
                                 target->place == NULL ? "" : lt_record_get_title (target->place));
  json_object_set_string_member (object, "from", target->period.from);
  json_object_set_string_member (object, "to", target->period.to);
  json_object_set_string_member (object, "comparator", lt_rule_comparator_codes[rule->comparator]);
  json_object_set_string_member (object, "limit", rule->limit);
  put_value (object, target);
  put_rest (object, target);
  json_object_set_string_member (object, "verdict", lt_verdict_code (target->verdict));
  json_object_set_string_member (object, "last_verdict",
                                 target->past == target->verdict ? ""
                                                                 : lt_verdict_code (target->past));
  json_object_set_string_member (object, "reason", target->reason == NULL ? "" : target->reason);
  lt_verb_put_rule_citation (object, rule);
  lt_verb_put_rule_override (object, rule);
  if (explained)
    put_explanation (object, target);
  return object;
}

/* That of --area, else of the file's bureau. */
static char *
find_area (LtCall *call, const LtPlans *plans, GError **error)
{
  const LtRuleWords *words = lt_plans_get_words (plans);
  const LtRuleArea *area;
  char *code;

  if (lt_call_option (call, "area") != NULL)
    {
      area = lt_verb_read_area (call, words, error);
      return area == NULL ? NULL : g_strdup (area->code);
    }
  code = lt_work_targets_find_area (lt_session_get_store (call->session), words);
  if (code == NULL)
    g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                         _ ("The file's bureau has no area that plans name. Say which with "
                            "--area."));
  return code;
}

/* A target that is missed on a day on which it is in force: status 1. */
static gboolean
is_breach (const LtTarget *target)
{
  return target->verdict == LT_VERDICT_NOT_MET;
}

JsonNode *
lt_verb_assess_targets (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autofree char *date = lt_verb_read_day (call, "on", error);
  g_autoptr (LtPlans) plans =
      date == NULL ? NULL : lt_work_plans (lt_session_get_store (call->session), problems, error);
  g_autofree char *area = plans == NULL ? NULL : find_area (call, plans, error);
  g_autofree char *today = lt_verb_find_today (call);
  g_autoptr (LtStandards) standards = area == NULL ? NULL : lt_verb_load_standards (call, error);
  g_autoptr (LtItems) items = standards == NULL ? NULL : lt_work_items (error);
  g_autoptr (GPtrArray) targets = NULL;
  JsonArray *array;

  if (items == NULL)
    return NULL;
  lt_verb_say_rule_problems (call, problems);
  targets = lt_work_targets (lt_session_get_store (call->session), plans, standards, items,
                             &(LtTargetWish){ area, date, today, FALSE }, error);
  if (targets == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < targets->len; i++)
    {
      const LtTarget *target = g_ptr_array_index (targets, i);

      call->wanting |= is_breach (target);
      json_array_add_object_element (array,
                                     target_to_json (target, lt_plans_get_words (plans),
                                                     lt_call_option (call, "explain") != NULL));
    }
  return lt_json_node_take_array (array);
}
