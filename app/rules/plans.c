/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/plans.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/json.h"
#include "rules/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A plan's code is part of file names and of every rule's id. */
#define LONGEST_CODE 12

struct _LtPlans
{
  LtRuleWords *words;
  GPtrArray *plans; /* (element-type LtPlan) */
  GPtrArray *rules; /* (element-type LtPlanRule): in the order of the files */
  GHashTable *ids;  /* id → LtPlanRule */
};

/* ---- life -------------------------------------------------------------------- */

static void
free_plan (LtPlan *self)
{
  g_free (self->code);
  g_free (self->title);
  g_free (self->number);
  g_free (self->issued);
  g_free (self->file);
  g_free (self->area);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self);
}

/**
 * lt_plans_new:
 * @words: (transfer full): the closed words of their rows
 *
 * Returns: (transfer full): no plan yet
 */
LtPlans *
lt_plans_new (LtRuleWords *words)
{
  LtPlans *self = g_new0 (LtPlans, 1);

  self->words = words;
  self->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) free_plan);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_plan_rule_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
lt_plans_free (LtPlans *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->plans);
  lt_rule_words_free (self->words);
  g_free (self);
}

/* ---- reading ----------------------------------------------------------------- */

static gboolean
is_plan_code (const char *code)
{
  gsize n = strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

  return n >= 2 && n <= LONGEST_CODE && code[n] == '\0' && g_ascii_isupper (*code);
}

static char *
read_optional (LtRuleRow *head, const char *member)
{
  const char *text = lt_rule_row_optional_text (head, member);

  return g_strdup (text == NULL ? "" : text);
}

static const char *const head_members[] = { "about",    "plan", "title", "number",
                                            "issued",   "file", "area",  "valid_from",
                                            "valid_to", "rows", NULL };

static LtPlan *
read_head (LtPlans *self, LtRuleRow *head)
{
  LtPlan *plan = g_new0 (LtPlan, 1);

  lt_rule_row_check_members (head, head_members);
  plan->code = g_strdup (lt_rule_row_text (head, "plan"));
  plan->title = read_optional (head, "title");
  plan->number = read_optional (head, "number");
  plan->issued = g_strdup (lt_rule_row_date (head, "issued"));
  plan->file = read_optional (head, "file");
  plan->area = g_strdup (lt_rule_row_text (head, "area"));
  plan->valid_from = g_strdup (lt_rule_row_needed_date (head, "valid_from"));
  plan->valid_to = g_strdup (lt_rule_row_needed_date (head, "valid_to"));
  if (!is_plan_code (plan->code))
    lt_rule_row_refuse (head, _ ("\"%s\" is \"%s\": 2 to %d capital letters and digits"), "plan",
                        plan->code, LONGEST_CODE);
  if (lt_plans_find_plan (self, plan->code) != NULL)
    lt_rule_row_refuse (head, _ ("plan %s is there twice"), plan->code);
  if (strchr (plan->file, '/') != NULL)
    lt_rule_row_refuse (head, _ ("\"%s\" is \"%s\": the name of a file beside it"), "file",
                        plan->file);
  if (lt_rule_words_find_area (self->words, plan->area) == NULL)
    lt_plan_refuse_word (head, self->words, "areas", "area", plan->area);
  if (strcmp (plan->valid_from, plan->valid_to) > 0)
    lt_rule_row_refuse (head, _ ("it ends on %s, before it begins on %s"), plan->valid_to,
                        plan->valid_from);
  return plan;
}

static void
read_rule (LtPlans *self,
           const LtPlan *plan,
           const char *file,
           JsonArray *rows,
           guint place,
           char *const *lines,
           GPtrArray *problems)
{
  LtRuleRow row;
  LtPlanRule *rule;

  lt_rule_row_init (&row, file, json_array_get_element (rows, place), place);
  if (g_hash_table_contains (self->ids, row.name))
    lt_rule_row_refuse (&row, _ ("this id is given to two rows"));
  rule = lt_plan_rule_read (&row, plan, self->words);
  rule->row = place;
  if (row.problem == NULL)
    lt_plan_rule_check (rule, &row, self->words);
  if (row.problem == NULL)
    lt_plan_rule_check_quote (rule, &row);
  if (row.problem == NULL && lines != NULL)
    lt_plan_rule_check_line (rule, &row, lines);
  if (!lt_rule_row_finish (&row, problems))
    {
      lt_plan_rule_free (rule);
      return;
    }
  g_ptr_array_add (self->rules, rule);
  g_hash_table_insert (self->ids, rule->id, rule);
}

/* The whole file is refused where its head is wrong, for every row leans on it. */
static LtPlan *
take_head (LtPlans *self, const char *file, JsonNode *root, GError **error)
{
  LtRuleRow head;
  LtPlan *plan;

  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);

  lt_rule_row_init_keyed (&head, file, "plan", root, 0);
  plan = read_head (self, &head);
  lt_rule_row_array (&head, "rows");
  if (lt_rule_row_finish (&head, problems))
    {
      g_ptr_array_add (self->plans, plan);
      return plan;
    }
  free_plan (plan);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("File %s: %s"), file,
               ((LtRuleProblem *) g_ptr_array_index (problems, 0))->reason);
  return NULL;
}

/**
 * lt_plans_add_with_text:
 * @self: the plans
 * @file: name of a file, for messages
 * @text: what it holds: JSON, see data/rules/README.md
 * @size: how many bytes
 * @plan_text: (nullable): the plan's own text, where it is at hand: every quote must
 *   stand at its line of it
 * @problems: (element-type LtRuleProblem): gets the rows that are refused; the others
 *   are taken
 * @error: return location; where it is no plan at all
 *
 * Returns: whether it is the file of a plan
 */
gboolean
lt_plans_add_with_text (LtPlans *self,
                        const char *file,
                        const char *text,
                        gsize size,
                        const char *plan_text,
                        GPtrArray *problems,
                        GError **error)
{
  g_autoptr (JsonNode) root = lt_json_parse (text, (gssize) size, error);
  g_auto (GStrv) lines = plan_text == NULL ? NULL : g_strsplit (plan_text, "\n", -1);
  JsonArray *rows;
  LtPlan *plan;

  if (root == NULL)
    {
      g_prefix_error (error, _ ("File %s: "), file);
      return FALSE;
    }
  plan = take_head (self, file, root, error);
  if (plan == NULL)
    return FALSE;
  rows = json_object_get_array_member (json_node_get_object (root), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    read_rule (self, plan, file, rows, i, lines, problems);
  return TRUE;
}

/**
 * lt_plans_add:
 * @self: the plans
 * @file: name of a file, for messages
 * @text: what it holds
 * @size: how many bytes
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @error: return location
 *
 * As lt_plans_add_with_text(), where the plan's own text is not at hand.
 *
 * Returns: whether it is the file of a plan
 */
gboolean
lt_plans_add (LtPlans *self,
              const char *file,
              const char *text,
              gsize size,
              GPtrArray *problems,
              GError **error)
{
  return lt_plans_add_with_text (self, file, text, size, NULL, problems, error);
}

/**
 * lt_plans_add_own:
 * @self: the plans
 * @file: name of a file, for messages
 * @text: what it holds
 * @size: how many bytes
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @error: return location
 *
 * As lt_plans_add(), of a plan that the county has added itself.
 *
 * Returns: whether it is the file of a plan
 */
gboolean
lt_plans_add_own (LtPlans *self,
                  const char *file,
                  const char *text,
                  gsize size,
                  GPtrArray *problems,
                  GError **error)
{
  if (!lt_plans_add (self, file, text, size, problems, error))
    return FALSE;
  ((LtPlan *) g_ptr_array_index (self->plans, self->plans->len - 1))->is_own = TRUE;
  return TRUE;
}

/**
 * lt_plans_read_text_name:
 * @text: what a plan's file holds
 * @size: how many bytes
 *
 * Returns: (transfer full) (nullable): the name of the plan's own text, which lies
 *   beside the file; %NULL where it names none
 */
char *
lt_plans_read_text_name (const char *text, gsize size)
{
  g_autoptr (JsonNode) root = lt_json_parse (text, (gssize) size, NULL);
  const char *name = root == NULL ? NULL : lt_json_get_text (json_node_get_object (root), "file");

  return name == NULL || *name == '\0' || strchr (name, '/') != NULL ? NULL : g_strdup (name);
}

/* ---- asking ------------------------------------------------------------------ */

/**
 * lt_plans_get_words:
 * @self: the plans
 *
 * Returns: (transfer none): the closed words of their rows
 */
const LtRuleWords *
lt_plans_get_words (const LtPlans *self)
{
  return self->words;
}

/**
 * lt_plans_get_n_rules:
 * @self: the plans
 *
 * Returns: how many rules they have together
 */
guint
lt_plans_get_n_rules (const LtPlans *self)
{
  return self->rules->len;
}

/**
 * lt_plans_get_rule:
 * @self: the plans
 * @place: from 0
 *
 * Returns: (transfer none): a rule, in the order of the files
 */
const LtPlanRule *
lt_plans_get_rule (const LtPlans *self, guint place)
{
  g_return_val_if_fail (place < self->rules->len, NULL);
  return g_ptr_array_index (self->rules, place);
}

/**
 * lt_plans_find_rule:
 * @self: the plans
 * @id: "YQ21-05.2"
 *
 * Returns: (transfer none) (nullable): that rule
 */
const LtPlanRule *
lt_plans_find_rule (const LtPlans *self, const char *id)
{
  return g_hash_table_lookup (self->ids, id);
}

/**
 * lt_plans_find_plan:
 * @self: the plans
 * @code: "YQ21"
 *
 * Returns: (transfer none) (nullable): that plan
 */
const LtPlan *
lt_plans_find_plan (const LtPlans *self, const char *code)
{
  for (guint i = 0; i < self->plans->len; i++)
    if (g_str_equal (((LtPlan *) g_ptr_array_index (self->plans, i))->code, code))
      return g_ptr_array_index (self->plans, i);
  return NULL;
}

/**
 * lt_plan_rule_get_parameters:
 * @self: a rule
 * @name: name of a parameter
 *
 * Returns: (transfer none) (nullable): what it says, a list; %NULL where the rule does
 *   not have it
 */
const char *const *
lt_plan_rule_get_parameters (const LtPlanRule *self, const char *name)
{
  return g_hash_table_lookup (self->parameters, name);
}

/**
 * lt_plan_rule_get_parameter:
 * @self: a rule
 * @name: name of a parameter that is one word
 *
 * Returns: (transfer none) (nullable): what it says; %NULL where the rule does not have it
 */
const char *
lt_plan_rule_get_parameter (const LtPlanRule *self, const char *name)
{
  const char *const *texts = lt_plan_rule_get_parameters (self, name);

  return texts == NULL ? NULL : texts[0];
}

static LtRuleReach
reach_one (const LtPlanRule *self, const LtRuleWords *words, const char *named, const char *area)
{
  if (g_str_equal (named, area) || lt_rule_words_is_within (words, named, area))
    return LT_RULE_REACHES_WHOLE;
  if (!lt_rule_words_is_within (words, area, named))
    return LT_RULE_REACHES_NOT;
  return self->per == LT_RULE_PER_AREA ? LT_RULE_REACHES_PART : LT_RULE_REACHES_WHOLE;
}

/**
 * lt_plan_describe:
 * @self: a plan
 *
 * Returns: (transfer full): its title and its number, as papers name it: "山西省打赢…计划
 *   晋政办发〔2020〕17号"; its code where it has no title
 */
char *
lt_plan_describe (const LtPlan *self)
{
  const char *title = *self->title == '\0' ? self->code : self->title;

  return *self->number == '\0' ? g_strdup (title) : g_strdup_printf ("%s %s", title, self->number);
}

/**
 * lt_plan_rule_reaches:
 * @self: a rule
 * @words: the closed words
 * @area: code of an area
 *
 * Returns: what it has to do with @area. A group stands for its members
 */
LtRuleReach
lt_plan_rule_reaches (const LtPlanRule *self, const LtRuleWords *words, const char *area)
{
  static const guint weights[] = { 0, 3, 2, 1 };
  const char *const *except = lt_plan_rule_get_parameters (self, "except_areas");
  LtRuleReach most = LT_RULE_REACHES_NOT;

  for (; except != NULL && *except != NULL; except++)
    if (lt_rule_words_is_within (words, area, *except))
      return LT_RULE_REACHES_NOT;
  for (char **named = self->areas; *named != NULL; named++)
    {
      const LtRuleArea *group = lt_rule_words_find_area (words, *named);
      gboolean is_group = g_str_equal (group->kind, "group");
      LtRuleReach reach = is_group ? LT_RULE_REACHES_NOT : reach_one (self, words, *named, area);

      if (is_group && *group->members == NULL
          && lt_rule_words_is_within (words, area, group->parent))
        reach = LT_RULE_REACHES_MAYBE;
      for (char **member = group->members; is_group && *member != NULL; member++)
        {
          LtRuleReach one = reach_one (self, words, *member, area);

          reach = weights[one] > weights[reach] ? one : reach;
        }
      most = weights[reach] > weights[most] ? reach : most;
    }
  return most;
}
