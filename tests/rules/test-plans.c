/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plans as they are shipped. Their rows are counted by check-plans.py too. */

#include "plan-files.h"

#include "rules/row.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const struct
{
  const char *plan;
  guint n_rules;
} shipped[] = { { "LL23", 59 }, { "SX20", 87 }, { "TY24", 54 }, { "YQ19", 113 }, { "YQ21", 55 } };

/* (nullable): the plan's own text, which is not in the repository */
static char *
read_plan_text (const char *name)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *path =
      folder == NULL ? NULL : g_build_filename (folder, "..", "plans", name, NULL);
  char *text = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static LtPlans *
load_shipped (gboolean with_texts)
{
  LtPlans *plans = new_plans ();

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autofree char *name = g_strdup_printf ("plans/%s.json", shipped[i].plan);
      g_autoptr (GPtrArray) problems =
          g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
      g_autoptr (GError) error = NULL;
      guint before = lt_plans_get_n_rules (plans);
      gsize size;
      g_autofree char *text = read_data (name, &size);
      g_autofree char *text_name = lt_plans_read_text_name (text, size);
      g_autofree char *plan_text = with_texts ? read_plan_text (text_name) : NULL;

      g_assert_true (!with_texts || plan_text != NULL);
      lt_plans_add_with_text (plans, name, text, size, plan_text, problems, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < problems->len; k++)
        {
          const LtRuleProblem *problem = g_ptr_array_index (problems, k);

          g_error ("%s %s: %s", problem->file, problem->row, problem->reason);
        }
      g_assert_cmpuint (lt_plans_get_n_rules (plans) - before, ==, shipped[i].n_rules);
    }
  return plans;
}

static void
test_shipped (void)
{
  g_autoptr (LtPlans) plans = load_shipped (FALSE);

  g_assert_cmpuint (lt_plans_get_n_rules (plans), ==, 368);
}

static void
test_quotes (void)
{
  g_autofree char *text = read_plan_text ("000_a4d0c211771b1bf1.txt");
  g_autoptr (LtPlans) plans = NULL;

  if (text == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA has no ../plans");
      return;
    }
  plans = load_shipped (TRUE);
  g_assert_cmpuint (lt_plans_get_n_rules (plans), ==, 368);
}

/* Two rows, member by member, as data/rules/README.md prints one of them. */
static void
test_members (void)
{
  g_autoptr (LtPlans) plans = load_shipped (FALSE);
  const LtPlanRule *dust = lt_plans_find_rule (plans, "YQ21-33");
  const LtPlanRule *change = lt_plans_find_rule (plans, "LL23-01.1");

  g_assert_nonnull (dust);
  g_assert_cmpstr (dust->plan->number, ==, "阳政办发〔2021〕45号");
  g_assert_cmpuint (dust->line, ==, 58);
  g_assert_cmpint (dust->effect, ==, LT_RULE_TRIGGER);
  g_assert_cmpint (dust->per, ==, LT_RULE_PER_COUNTY);
  g_assert_cmpint (dust->comparator, ==, LT_RULE_ABOVE);
  g_assert_cmpint (dust->source, ==, LT_RULE_BY_DUST);
  g_assert_cmpint (dust->places, ==, 1);
  g_assert_cmpint (lt_ratio_compare (dust->number, lt_ratio_new (9, 1)), ==, 0);
  g_assert_cmpstr (dust->valid_from, ==, "2021-06-28");
  g_assert_cmpstr (dust->statistic->code, ==, "month-site-max");
  g_assert_cmpstr (dust->unit, ==, "t/(km²·30d)");
  g_assert_null (dust->due);
  g_assert_nonnull (change);
  g_assert_cmpint (change->hardness, ==, LT_RULE_ASPIRATIONAL);
  g_assert_cmpint (change->evaluation, ==, LT_RULE_CHANGE);
  g_assert_cmpint (change->places, ==, -1);
  g_assert_cmpstr (change->unit, ==, "%");
  g_assert_cmpint (lt_ratio_compare (change->number, lt_ratio_new (-10, 1)), ==, 0);
  g_assert_cmpstr (lt_plan_rule_get_parameter (change, "base"), ==, "2022");
  g_assert_null (lt_plan_rule_get_parameter (change, "places"));
  g_assert_null (lt_plans_find_rule (plans, "YQ21-99"));
}

static void
assert_codes (JsonObject *vocabulary, const char *list, const char *const *codes, guint n)
{
  JsonArray *array = json_object_get_array_member (vocabulary, list);

  g_assert_cmpuint (json_array_get_length (array), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, i),
                                                    "code"),
                     ==, codes[i]);
}

/* What the program knows by heart is what the vocabulary says, no more and no less. */
static void
test_codes (void)
{
  gsize size;
  g_autofree char *text = read_data ("vocabulary.json", &size);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *vocabulary = json_node_get_object (root);

  assert_codes (vocabulary, "hardness", lt_rule_hardness_codes,
                G_N_ELEMENTS (lt_rule_hardness_codes));
  assert_codes (vocabulary, "effects", lt_rule_effect_codes, G_N_ELEMENTS (lt_rule_effect_codes));
  assert_codes (vocabulary, "per", lt_rule_per_codes, G_N_ELEMENTS (lt_rule_per_codes));
  assert_codes (vocabulary, "comparators", lt_rule_comparator_codes,
                G_N_ELEMENTS (lt_rule_comparator_codes));
  assert_codes (vocabulary, "evaluations", lt_rule_evaluation_codes,
                G_N_ELEMENTS (lt_rule_evaluation_codes));
  assert_codes (vocabulary, "measured_by", lt_rule_source_codes,
                G_N_ELEMENTS (lt_rule_source_codes));
}

/* Who a rule is for: the plans' own words about areas, README.md "per" and "areas". */
static void
test_reach (void)
{
  static const struct
  {
    const char *rule;
    const char *area;
    LtRuleReach reach;
  } cases[] = {
    { "YQ21-09.1", "140321", LT_RULE_REACHES_WHOLE }, /* 平定县 itself */
    { "YQ21-09.1", "140322", LT_RULE_REACHES_NOT },   /* 盂县 */
    { "YQ21-09.1", "140300", LT_RULE_REACHES_WHOLE }, /* the city has it in it */
    { "YQ21-33", "140321", LT_RULE_REACHES_WHOLE },   /* each county of 阳泉 */
    { "YQ21-33", "140100", LT_RULE_REACHES_NOT },     /* 太原 */
    { "YQ21-32", "140321", LT_RULE_REACHES_PART },    /* the city as a whole */
    { "YQ21-32", "140311", LT_RULE_REACHES_NOT },     /* 市规划区 without 郊区 */
    { "YQ21-01", "140321", LT_RULE_REACHES_NOT },     /* 市区's own points */
    { "SX20-33", "140321", LT_RULE_REACHES_WHOLE },   /* each county of the province */
    { "SX20-30", "140300", LT_RULE_REACHES_WHOLE },   /* one of 11个设区市 */
    { "SX20-30", "140321", LT_RULE_REACHES_PART },    /* in one of them */
    { "TY24-21.2", "140121", LT_RULE_REACHES_WHOLE }, /* sites of 三县一市 */
    { "TY24-21.2", "140105", LT_RULE_REACHES_NOT },   /* of 城六区 */
  };
  g_autoptr (LtPlans) plans = load_shipped (FALSE);
  guint n_maybe = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LtPlanRule *rule = lt_plans_find_rule (plans, cases[i].rule);

      g_test_message ("%s %s", cases[i].rule, cases[i].area);
      g_assert_nonnull (rule);
      g_assert_cmpint (lt_plan_rule_reaches (rule, lt_plans_get_words (plans), cases[i].area), ==,
                       cases[i].reach);
    }
  for (guint i = 0; i < lt_plans_get_n_rules (plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (plans, i);

      if (g_strv_length (rule->areas) != 1 || !g_str_equal (rule->areas[0], "140000-key"))
        continue;
      n_maybe++;
      g_assert_cmpint (lt_plan_rule_reaches (rule, lt_plans_get_words (plans), "140321"), ==,
                       LT_RULE_REACHES_MAYBE);
    }
  g_assert_cmpuint (n_maybe, >, 0);
}

/* The program is made for its vocabulary: nothing of that is left out. */
static void
test_vocabulary (void)
{
  static const struct
  {
    const char *was;
    const char *is;
    const char *reason;
  } faults[] = {
    { "\"units\": [", "\"unit\": [", "\"units\" must be a list" },
    { "{ \"code\": \"<=\", ", "{ \"code\": \"<\", ", "comparators <: it is there twice" },
    { "\"label\": \"约束性\"", "\"lable\": \"约束性\"", "hardness binding: \"label\" is missing" },
    { "\"min\": \"0\", \"max\": \"20000\"", "\"min\": \"9\", \"max\": \"9\"", "below \"max\"" },
    { "\"parent\": \"140000\"", "\"parent\": \"150000\"", "there is no area 150000" },
  };
  gsize size;
  g_autofree char *text = read_data ("vocabulary.json", &size);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) parts = g_strsplit (text, faults[i].was, 2);
      g_autofree char *broken = g_strjoinv (faults[i].is, parts);

      g_assert_null (lt_rule_words_new ("words.json", broken, strlen (broken), &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, faults[i].reason));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/plans/shipped", test_shipped);
  g_test_add_func ("/plans/quotes", test_quotes);
  g_test_add_func ("/plans/members", test_members);
  g_test_add_func ("/plans/codes", test_codes);
  g_test_add_func ("/plans/reach", test_reach);
  g_test_add_func ("/plans/vocabulary", test_vocabulary);
  return g_test_run ();
}
