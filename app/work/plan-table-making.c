/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan's rows as a table, to be written anew for another plan. */

#include "work/plan-table.h"

#include <string.h>

/* In their order; what they are called stands in the vocabulary. */
const char *const lt_plan_table_columns[] = {
  "plan",       "plan_title", "number",      "issued",      "area",        "plan_from", "plan_to",
  "id",         "line",       "title",       "quote",       "derived_how", "hardness",  "effect",
  "per",        "areas",      "subject",     "responsible", "quantity",    "statistic", "unit",
  "comparator", "limit",      "rounding",    "valid_from",  "valid_to",    "period",    "due",
  "evaluation", "parameters", "measured_by", "unsure",      NULL
};

typedef struct
{
  const LtRuleWords *words;
  char **cells;
} Row;

static void
put (const Row *row, const char *column, const char *text)
{
  for (guint i = 0; lt_plan_table_columns[i] != NULL; i++)
    if (g_str_equal (lt_plan_table_columns[i], column) && text != NULL && *text != '\0')
      row->cells[i] = g_strdup (text);
}

static void
put_word (const Row *row, const char *column, const char *list, const char *code)
{
  put (row, column, lt_rule_words_label (row->words, list, code));
}

/* By its name, where only one is called so. */
static char *
name_area (const LtRuleWords *words, const char *code)
{
  g_autofree char *name = lt_rule_words_name_area (words, code);
  const LtRuleArea *found = lt_rule_words_search_area (words, name);

  return g_strdup (found != NULL && g_str_equal (found->code, code) ? name : code);
}

static void
put_area (const Row *row, const char *column, const char *code)
{
  g_autofree char *name = name_area (row->words, code);

  put (row, column, name);
}

static void
put_areas (const Row *row, char *const *codes)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;

  for (; *codes != NULL; codes++)
    {
      g_autofree char *name = name_area (row->words, *codes);

      g_strv_builder_add (names, name);
    }
  all = g_strv_builder_end (names);
  text = g_strjoinv ("、", all);
  put (row, "areas", text);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
put_parameters (const Row *row, const LtPlanRule *rule)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (rule->parameters), compare_texts);

  for (GList *name = names; name != NULL; name = name->next)
    {
      g_autofree char *values =
          g_strjoinv ("、", g_hash_table_lookup (rule->parameters, name->data));

      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "；" : "", (const char *) name->data,
                              values);
    }
  put (row, "parameters", text->str);
  g_string_free (text, TRUE);
}

static void
put_plan (const Row *row, const LtPlan *plan)
{
  put (row, "plan", plan->code);
  put (row, "plan_title", plan->title);
  put (row, "number", plan->number);
  put (row, "issued", plan->issued);
  put_area (row, "area", plan->area);
  put (row, "plan_from", plan->valid_from);
  put (row, "plan_to", plan->valid_to);
}

static void
put_condition (const Row *row, const LtPlanRule *rule)
{
  g_autofree char *places = rule->places < 0 ? NULL : g_strdup_printf ("%d", rule->places);

  put (row, "quantity", rule->quantity->label);
  put (row, "statistic", rule->statistic->label);
  put (row, "unit", rule->unit);
  put_word (row, "comparator", "comparators", lt_rule_comparator_codes[rule->comparator]);
  put (row, "limit", rule->override != NULL ? rule->override->plan_limit : rule->limit);
  put (row, "rounding", places);
  put_word (row, "period", "periods", rule->period);
  put (row, "due", rule->due);
  put_word (row, "evaluation", "evaluations", lt_rule_evaluation_codes[rule->evaluation]);
  put_parameters (row, rule);
  put_word (row, "measured_by", "measured_by", lt_rule_source_codes[rule->source]);
}

static void
put_rule (const Row *row, const LtPlanRule *rule)
{
  g_autofree char *line = g_strdup_printf ("%u", rule->line);
  g_autofree char *responsible = g_strjoinv ("、", rule->responsible);

  put_plan (row, rule->plan);
  put (row, "id", rule->id);
  put (row, "line", line);
  put (row, "title", rule->title);
  put (row, "quote", rule->quote);
  put (row, "derived_how", rule->derived_how);
  put_word (row, "hardness", "hardness", lt_rule_hardness_codes[rule->hardness]);
  put_word (row, "effect", "effects", lt_rule_effect_codes[rule->effect]);
  put_word (row, "per", "per", lt_rule_per_codes[rule->per]);
  put_areas (row, rule->areas);
  put (row, "subject", rule->subject);
  put (row, "responsible", responsible);
  put_condition (row, rule);
  put (row, "valid_from", rule->valid_from);
  put (row, "valid_to", rule->valid_to);
  put (row, "unsure", rule->unsure);
}

/* Several areas are parted by "、". */
static void
offer_words (LtSeenTable *table, const LtRuleWords *words)
{
  static const struct
  {
    const char *column;
    const char *list;
  } closed[] = {
    { "area", "areas" },
    { "hardness", "hardness" },
    { "effect", "effects" },
    { "per", "per" },
    { "areas", "areas" },
    { "quantity", "quantities" },
    { "statistic", "statistics" },
    { "unit", "units" },
    { "comparator", "comparators" },
    { "period", "periods" },
    { "evaluation", "evaluations" },
    { "measured_by", "measured_by" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_auto (GStrv) list = lt_rule_words_list (words, closed[i].list);

      lt_seen_table_set_choices (table, closed[i].column, (const char *const *) list);
    }
}

/**
 * lt_plan_table_make:
 * @plans: the plans; what the county has laid down instead is left out
 * @code: of one of them
 *
 * Returns: (transfer full): its rules, as lt_plan_table_to_json() reads them, with the words
 *   that may stand in their columns
 */
LtSeenTable *
lt_plan_table_make (const LtPlans *plans, const char *code)
{
  LtSeenTable *table = lt_seen_table_new ("rules", code);
  Row row = { .words = lt_plans_get_words (plans) };

  for (guint i = 0; lt_plan_table_columns[i] != NULL; i++)
    lt_seen_table_add_column (table, lt_plan_table_columns[i],
                              lt_rule_words_label (row.words, "columns", lt_plan_table_columns[i]),
                              LT_COLUMN_TEXT);
  offer_words (table, row.words);
  for (guint i = 0; i < lt_plans_get_n_rules (plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (plans, i);

      if (!g_str_equal (rule->plan->code, code))
        continue;
      row.cells = lt_seen_table_add_row (table);
      put_rule (&row, rule);
    }
  return table;
}
