/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/own-rules.h"

#include "base/error.h"
#include "base/json.h"
#include "rules/row.h"
#include "work/plans.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ids sort by the time they were made: everywhere the same one comes first. */
static int
compare_later (gconstpointer a, gconstpointer b)
{
  const LtRecord *one = *(LtRecord *const *) a, *other = *(LtRecord *const *) b;

  return memcmp (&other->id, &one->id, sizeof one->id);
}

/* The latest first: of two that two devices made of one rule it is the one that counts. */
static GPtrArray *
list_latest (LtStore *store, const char *kind, GError **error)
{
  GPtrArray *records = lt_store_list (store, lt_kind_by_name (kind), NULL, error);

  if (records != NULL)
    g_ptr_array_sort (records, compare_later);
  return records;
}

static void
add_problem (GPtrArray *problems, const char *file, const char *row, const char *reason)
{
  LtRuleProblem *problem = g_new0 (LtRuleProblem, 1);

  *problem = (LtRuleProblem){ g_strdup (file), g_strdup (row), g_strdup (reason) };
  g_ptr_array_add (problems, problem);
}

/* ---- own plans ------------------------------------------------------------------ */

/* (nullable): of the field @name, which an own verb has written. */
static JsonNode *
read_object (const LtRecord *record, const char *name, GPtrArray *problems)
{
  const char *text = lt_record_get (record, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = text == NULL ? NULL : lt_json_parse (text, -1, &error);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  add_problem (problems, lt_record_get (record, "plan"), lt_record_get (record, "rule"),
               error != NULL ? error->message : _ ("it is no row of a plan"));
  return NULL;
}

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const LtRecord *one = *(LtRecord *const *) a, *other = *(LtRecord *const *) b;
  int order = g_strcmp0 (lt_record_get (one, "rule"), lt_record_get (other, "rule"));

  return order != 0 ? order : compare_later (a, b);
}

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  const LtRecord *one = *(LtRecord *const *) a, *other = *(LtRecord *const *) b;

  return g_strcmp0 (lt_record_get (one, "plan"), lt_record_get (other, "plan"));
}

/* The rows of one plan by their numbers, as they stand in it. */
static GPtrArray *
list_of_plan (GPtrArray *records, const char *plan)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (lt_record_get (g_ptr_array_index (records, i), "plan"), plan) == 0)
      g_ptr_array_add (found, g_ptr_array_index (records, i));
  g_ptr_array_sort (found, compare_rules);
  return found;
}

/* The plan of @first, of whose rows @records has all: as its file would be. */
static char *
join_plan (const LtRecord *first, GPtrArray *records, GPtrArray *problems)
{
  g_autoptr (JsonNode) head = read_object (first, "head", problems);
  g_autoptr (GPtrArray) of_plan = list_of_plan (records, lt_record_get (first, "plan"));
  JsonArray *rows;

  if (head == NULL)
    return NULL;
  rows = json_array_new ();
  for (guint i = 0; i < of_plan->len; i++)
    {
      JsonNode *row = read_object (g_ptr_array_index (of_plan, i), "row", problems);

      if (row != NULL)
        json_array_add_element (rows, row);
    }
  json_object_set_array_member (json_node_get_object (head), "rows", rows);
  return json_to_string (head, FALSE);
}

static void
add_plan (LtPlans *plans, const LtRecord *first, GPtrArray *records, GPtrArray *problems)
{
  const char *code = lt_record_get (first, "plan");
  g_autofree char *text = join_plan (first, records, problems);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !lt_plans_add_own (plans, code, text, strlen (text), problems, &error))
    add_problem (problems, code, code, error->message);
}

/**
 * lt_own_rules_load:
 * @store: a county file
 * @plans: the plans of the program
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @error: return location
 *
 * Adds the plans of the bureau's own, by their codes. Of two rows of one id the one that was
 * made last counts; the order in which they came to this file decides nothing.
 *
 * Returns: whether the file could be read
 */
gboolean
lt_own_rules_load (LtStore *store, LtPlans *plans, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) records = list_latest (store, "own-rule", error);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) firsts = g_ptr_array_new ();

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);

      if (lt_record_get (record, "plan") != NULL
          && g_hash_table_add (done, (char *) lt_record_get (record, "plan")))
        g_ptr_array_add (firsts, record);
    }
  g_ptr_array_sort (firsts, compare_plans);
  for (guint i = 0; i < firsts->len; i++)
    add_plan (plans, g_ptr_array_index (firsts, i), records, problems);
  return records != NULL;
}

/* ---- own limits ----------------------------------------------------------------- */

static gboolean
take_override (LtPlans *plans, const LtRecord *record, GPtrArray *problems)
{
  const char *rule = lt_record_get (record, "rule");
  LtRuleOverride says = { .record = record->id,
                          .reason = (char *) lt_record_get (record, "reason"),
                          .citation = (char *) lt_record_get (record, "citation") };

  return lt_plans_override (plans, lt_kind_get_label (record->kind), rule == NULL ? "" : rule,
                            lt_record_get (record, "limit"), &says, problems);
}

/**
 * lt_overrides_load:
 * @store: a county file
 * @plans: the plans, those of its own with them
 * @problems: (element-type LtRuleProblem): gets what could not be taken
 * @error: return location
 *
 * Puts what the county has laid down in the place of what the plans say; of two for one
 * rule what was laid down last.
 *
 * Returns: whether the file could be read
 */
gboolean
lt_overrides_load (LtStore *store, LtPlans *plans, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) records = list_latest (store, "override", error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    take_override (plans, g_ptr_array_index (records, i), problems);
  return records != NULL;
}

static gboolean
refuse (GError **error, const char *id, const char *reason)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("override: rule \"%s\": %s"), id, reason);
  return FALSE;
}

static gboolean
check_taken (LtPlans *plans, const LtRecord *override, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  const char *id = lt_record_get (override, "rule");
  const LtPlanRule *rule = lt_plans_find_rule (plans, id);

  if (rule == NULL)
    return refuse (error, id, _ ("no plan has that rule. `lantianctl rules` lists them."));
  if (g_strcmp0 (rule->limit, lt_record_get (override, "limit")) == 0)
    return refuse (error, id,
                   _ ("that is what the plan says itself. To go back to it, remove the county's "
                      "limit."));
  return take_override (plans, override, problems)
         || refuse (error, id, ((LtRuleProblem *) g_ptr_array_index (problems, 0))->reason);
}

/**
 * lt_override_check:
 * @store: the county file
 * @override: a record about to be kept; of another kind than `override` there is nothing
 *   to check
 * @error: return location
 *
 * Whether anything is missing is not looked at here.
 *
 * Returns: whether its rule is one of the plans and can have that limit
 */
gboolean
lt_override_check (LtStore *store, const LtRecord *override, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = NULL;

  if (!g_str_equal (override->kind->name, "override") || !lt_record_check (override, NULL))
    return TRUE;
  plans = lt_work_plans_as_written (store, problems, error);
  return plans != NULL && check_taken (plans, override, error);
}

/**
 * lt_override_find_fault:
 * @store: the county file
 * @override: a record
 *
 * Returns: (transfer full) (nullable): why lt_override_check() refuses it
 */
char *
lt_override_find_fault (LtStore *store, const LtRecord *override)
{
  g_autoptr (GError) error = NULL;

  return lt_override_check (store, override, &error) ? NULL : g_strdup (error->message);
}
