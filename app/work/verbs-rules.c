/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the action plans: the verbs `rules` and `rules check`. */

#include "base/civil-time.h"
#include "base/error.h"
#include "rules/row.h"
#include "work/plans.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_verb_say_rule_problems:
 * @call: the call; found wanting where there are any
 * @problems: (element-type LtRuleProblem): rows of rules that were refused
 *
 * Tells of each.
 */
void
lt_verb_say_rule_problems (LtCall *call, GPtrArray *problems)
{
  for (guint i = 0; call->warn != NULL && i < problems->len; i++)
    {
      const LtRuleProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *words = g_strdup_printf (_ ("File %s, row %s is left out: %s"),
                                                problem->file, problem->row, problem->reason);

      call->warn (words);
    }
  call->wanting |= problems->len > 0;
}

/**
 * lt_verb_find_today:
 * @call: the call
 *
 * Returns: (transfer full): the day of which the file is shown: of `--as-of`, else of
 *   `--at`, else today
 */
char *
lt_verb_find_today (LtCall *call)
{
  gint64 time = call->as_of != 0 ? call->as_of : call->now;

  return lt_date_of (time != 0 ? time : g_get_real_time () / 1000);
}

/**
 * lt_verb_read_day:
 * @call: the call
 * @option: name of an option
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the day that it says; without it that of
 *   lt_verb_find_today()
 */
char *
lt_verb_read_day (LtCall *call, const char *option, GError **error)
{
  const char *text = lt_call_option (call, option);

  if (text == NULL)
    return lt_verb_find_today (call);
  if (lt_date_is_valid (text))
    return g_strdup (text);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--%s \"%s\" is not a date. Write it as 2026-03-01."), option, text);
  return NULL;
}

/* ---- a rule as JSON ------------------------------------------------------------- */

static void
put_areas (JsonObject *object, const LtPlanRule *rule, const LtRuleWords *words)
{
  JsonArray *codes = json_array_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  for (char **area = rule->areas; *area != NULL; area++)
    {
      g_autofree char *name = lt_rule_words_name_area (words, *area);

      json_array_add_string_element (codes, *area);
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", name);
    }
  json_object_set_array_member (object, "area_codes", codes);
  json_object_set_string_member (object, "areas", names->str);
}

static void
put_parameters (JsonObject *object, const LtPlanRule *rule)
{
  JsonObject *parameters = json_object_new ();
  g_autoptr (GList) names =
      g_list_sort (g_hash_table_get_keys (rule->parameters), (GCompareFunc) strcmp);

  for (GList *item = names; item != NULL; item = item->next)
    {
      const char *const *texts = lt_plan_rule_get_parameters (rule, item->data);
      JsonArray *array = json_array_new ();

      for (; *texts != NULL; texts++)
        json_array_add_string_element (array, *texts);
      json_object_set_array_member (parameters, item->data, array);
    }
  json_object_set_object_member (object, "parameters", parameters);
}

static char *
join_document (const LtPlan *plan)
{
  const char *title = *plan->title != '\0' ? plan->title : plan->code;

  return *plan->number != '\0' ? g_strdup_printf (_ ("%s (%s)"), title, plan->number)
                               : g_strdup (title);
}

/**
 * lt_verb_put_rule_citation:
 * @object: an answer
 * @rule: a rule
 *
 * Puts where the rule stands, in which words, and whom it binds.
 */
void
lt_verb_put_rule_citation (JsonObject *object, const LtPlanRule *rule)
{
  g_autofree char *document = join_document (rule->plan);
  g_autofree char *departments = g_strjoinv ("、", rule->responsible);

  json_object_set_string_member (object, "plan", rule->plan->code);
  json_object_set_string_member (object, "document", document);
  json_object_set_int_member (object, "line", rule->line);
  json_object_set_string_member (object, "quote", rule->quote);
  json_object_set_string_member (object, "derived_how", rule->derived_how);
  json_object_set_string_member (object, "subject", rule->subject);
  json_object_set_string_member (object, "responsible", departments);
  json_object_set_string_member (object, "unsure", rule->unsure);
}

static const char *
get_validity (const LtPlanRule *rule, const char *date)
{
  if (strcmp (date, rule->valid_from) < 0)
    return "not-yet";
  return strcmp (date, rule->valid_to) > 0 ? "expired" : "in-force";
}

static JsonObject *
rule_to_json (const LtPlanRule *rule, const LtRuleWords *words, const char *date)
{
  JsonObject *object = json_object_new ();
  g_autofree char *rounding = rule->places < 0 ? NULL : g_strdup_printf ("%d", rule->places);

  json_object_set_string_member (object, "rule", rule->id);
  json_object_set_string_member (object, "title", rule->title);
  put_areas (object, rule, words);
  json_object_set_string_member (object, "quantity", rule->quantity->code);
  json_object_set_string_member (object, "statistic", rule->statistic->code);
  json_object_set_string_member (object, "comparator", lt_rule_comparator_codes[rule->comparator]);
  json_object_set_string_member (object, "limit", rule->limit);
  json_object_set_string_member (object, "unit", rule->unit);
  json_object_set_string_member (object, "rounding", rounding == NULL ? "" : rounding);
  json_object_set_string_member (object, "effect", lt_rule_effect_codes[rule->effect]);
  json_object_set_string_member (object, "hardness", lt_rule_hardness_codes[rule->hardness]);
  json_object_set_string_member (object, "per", lt_rule_per_codes[rule->per]);
  json_object_set_string_member (object, "period", rule->period);
  json_object_set_string_member (object, "evaluation", lt_rule_evaluation_codes[rule->evaluation]);
  put_parameters (object, rule);
  json_object_set_string_member (object, "measured_by", lt_rule_source_codes[rule->source]);
  json_object_set_string_member (object, "valid_from", rule->valid_from);
  json_object_set_string_member (object, "valid_to", rule->valid_to);
  json_object_set_string_member (object, "due", rule->due == NULL ? "" : rule->due);
  json_object_set_string_member (object, "validity", get_validity (rule, date));
  lt_verb_put_rule_citation (object, rule);
  lt_verb_put_rule_override (object, rule);
  return object;
}

/* ---- rules ---------------------------------------------------------------------- */

/* What was asked for: of which plan, for which area, on which day. */
typedef struct
{
  const LtPlans *plans;
  const LtPlan *plan;     /* (nullable) */
  const LtRuleArea *area; /* (nullable) */
  gboolean in_force;
  char *date;
} Wish;

/**
 * lt_verb_read_area:
 * @call: the call, with the option `--area`
 * @words: the closed words of the plans
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the area that it names
 */
const LtRuleArea *
lt_verb_read_area (LtCall *call, const LtRuleWords *words, GError **error)
{
  const char *text = lt_call_option (call, "area");
  const LtRuleArea *area = lt_rule_words_search_area (words, text);

  if (area == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("--area \"%s\" is no area that plans name. Write its code, as 140321, or its "
                    "name, as 阳泉市平定县."),
                 text);
  return area;
}

static gboolean
read_wish (LtCall *call, Wish *wish, GError **error)
{
  const char *plan = lt_call_option (call, "plan");

  wish->in_force = lt_call_option (call, "in-force") != NULL;
  if (lt_call_option (call, "area") != NULL)
    {
      wish->area = lt_verb_read_area (call, lt_plans_get_words (wish->plans), error);
      if (wish->area == NULL)
        return FALSE;
    }
  wish->plan = plan == NULL ? NULL : lt_plans_find_plan (wish->plans, plan);
  if (plan == NULL || wish->plan != NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--plan \"%s\" is not here. `rules` shows the plans' codes."), plan);
  return FALSE;
}

static const char *const reaches[] = { "", "whole", "part", "maybe" };

static void
add_rule (JsonArray *array, const Wish *wish, const LtPlanRule *rule)
{
  const LtRuleWords *words = lt_plans_get_words (wish->plans);
  LtRuleReach reach = wish->area == NULL ? LT_RULE_REACHES_WHOLE
                                         : lt_plan_rule_reaches (rule, words, wish->area->code);
  JsonObject *object;

  if ((wish->plan != NULL && rule->plan != wish->plan) || reach == LT_RULE_REACHES_NOT
      || (wish->in_force && !g_str_equal (get_validity (rule, wish->date), "in-force")))
    return;
  object = rule_to_json (rule, words, wish->date);
  if (wish->area != NULL)
    json_object_set_string_member (object, "reach", reaches[reach]);
  json_array_add_object_element (array, object);
}

/* The county's own are shown where a file is named; the program's are there without one. */
static LtPlans *
load_plans (LtCall *call, GPtrArray *problems, GError **error)
{
  g_autoptr (LtSession) session =
      call->db == NULL ? NULL : lt_session_open_with (call->db, LT_STORE_AS_FOUND, error);

  if (call->db != NULL && session == NULL)
    return NULL;
  return lt_work_plans (session == NULL ? NULL : lt_session_get_store (session), problems, error);
}

JsonNode *
lt_verb_rules (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autofree char *date = lt_verb_read_day (call, "on", error);
  g_autoptr (LtPlans) plans = date == NULL ? NULL : load_plans (call, problems, error);
  Wish wish = { .plans = plans, .date = date };
  JsonArray *array;

  if (plans == NULL || !read_wish (call, &wish, error))
    return NULL;
  lt_verb_say_rule_problems (call, problems);
  array = json_array_new ();
  for (guint i = 0; i < lt_plans_get_n_rules (plans); i++)
    add_rule (array, &wish, lt_plans_get_rule (plans, i));
  return lt_json_node_take_array (array);
}

/* ---- rules check ---------------------------------------------------------------- */

JsonNode *
lt_verb_rules_check (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  gboolean has_text = FALSE;
  g_autoptr (LtPlans) plans = lt_work_plans_read_file (call->words[0], problems, &has_text, error);
  JsonObject *object;

  if (plans == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_int_member (object, "taken", lt_plans_get_n_rules (plans));
  json_object_set_int_member (object, "refused", problems->len);
  json_object_set_boolean_member (object, "quotes_compared", has_text);
  json_object_set_array_member (object, "problems", lt_verb_rule_problems_to_json (problems));
  call->wanting = problems->len > 0;
  return lt_json_node_take_object (object);
}
