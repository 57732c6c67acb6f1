/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/verdict-table.h"

#include "rules/gap.h"

#include <glib/gi18n-lib.h>

#define EXACT_PLACES 6

typedef struct
{
  const char *name;
  const char *label;
  LtColumnType type;
} Column;

enum
{
  TARGET_RULE,
  TARGET_TITLE,
  TARGET_AREA,
  TARGET_FROM,
  TARGET_TO,
  TARGET_LIMIT,
  TARGET_NOW,
  TARGET_VALUE,
  TARGET_UNIT,
  TARGET_GAP,
  TARGET_REST,
  TARGET_VERDICT,
  TARGET_N_VALID,
  TARGET_N_REQUIRED,
  TARGET_REASON,
  TARGET_DOCUMENT,
  TARGET_LINE,
  TARGET_QUOTE,
  N_TARGET_COLUMNS,
};

static const Column target_columns[N_TARGET_COLUMNS] = {
  [TARGET_RULE] = { "rule", N_ ("Rule"), LT_COLUMN_TEXT },
  [TARGET_TITLE] = { "title", N_ ("What is asked"), LT_COLUMN_TEXT },
  [TARGET_AREA] = { "area", N_ ("Area"), LT_COLUMN_TEXT },
  [TARGET_FROM] = { "from", N_ ("From"), LT_COLUMN_DATE },
  [TARGET_TO] = { "to", N_ ("To"), LT_COLUMN_DATE },
  [TARGET_LIMIT] = { "limit", N_ ("Asked"), LT_COLUMN_TEXT },
  [TARGET_NOW] = { "now", N_ ("Now"), LT_COLUMN_TEXT },
  [TARGET_VALUE] = { "value", N_ ("Value, unrounded"), LT_COLUMN_DECIMAL },
  [TARGET_UNIT] = { "unit", N_ ("Unit"), LT_COLUMN_TEXT },
  [TARGET_GAP] = { "gap", N_ ("Gap"), LT_COLUMN_TEXT },
  [TARGET_REST] = { "rest", N_ ("Rest of the year"), LT_COLUMN_TEXT },
  [TARGET_VERDICT] = { "verdict", N_ ("Verdict"), LT_COLUMN_TEXT },
  [TARGET_N_VALID] = { "n_valid", N_ ("Valid"), LT_COLUMN_INTEGER },
  [TARGET_N_REQUIRED] = { "n_required", N_ ("Needed"), LT_COLUMN_INTEGER },
  [TARGET_REASON] = { "reason", N_ ("Remark"), LT_COLUMN_TEXT },
  [TARGET_DOCUMENT] = { "document", N_ ("Document"), LT_COLUMN_TEXT },
  [TARGET_LINE] = { "line", N_ ("Line"), LT_COLUMN_INTEGER },
  [TARGET_QUOTE] = { "quote", N_ ("Its words"), LT_COLUMN_TEXT },
};

enum
{
  BREACH_FROM,
  BREACH_TO,
  BREACH_PLACE,
  BREACH_TITLE,
  BREACH_VALUE,
  BREACH_LIMIT,
  BREACH_OVER,
  BREACH_UNIT,
  BREACH_RULE,
  BREACH_DOCUMENT,
  BREACH_QUOTE,
  N_BREACH_COLUMNS,
};

/* The time of an hour is no minute of a day that has 24:00: it stays as it is written. */
static const Column breach_columns[N_BREACH_COLUMNS] = {
  [BREACH_FROM] = { "from", N_ ("From"), LT_COLUMN_TEXT },
  [BREACH_TO] = { "to", N_ ("To"), LT_COLUMN_TEXT },
  [BREACH_PLACE] = { "place", N_ ("Place"), LT_COLUMN_TEXT },
  [BREACH_TITLE] = { "title", N_ ("What exceeds"), LT_COLUMN_TEXT },
  [BREACH_VALUE] = { "value", N_ ("Value"), LT_COLUMN_TEXT },
  [BREACH_LIMIT] = { "limit", N_ ("Asked"), LT_COLUMN_TEXT },
  [BREACH_OVER] = { "over", N_ ("Beyond it by"), LT_COLUMN_DECIMAL },
  [BREACH_UNIT] = { "unit", N_ ("Unit"), LT_COLUMN_TEXT },
  [BREACH_RULE] = { "rule", N_ ("Rule"), LT_COLUMN_TEXT },
  [BREACH_DOCUMENT] = { "document", N_ ("Document"), LT_COLUMN_TEXT },
  [BREACH_QUOTE] = { "quote", N_ ("Its words"), LT_COLUMN_TEXT },
};

/* ---- making ---------------------------------------------------------------------- */

static LtSeenTable *
make (const char *name, const char *label, const Column *columns, guint n)
{
  LtSeenTable *table = lt_seen_table_new (name, label);

  for (guint i = 0; i < n; i++)
    lt_seen_table_add_column (table, columns[i].name, _ (columns[i].label), columns[i].type);
  return table;
}

/**
 * lt_verdict_table_new_targets:
 *
 * Targets as they are seen, each with its value, the rule, and where that stands.
 *
 * Returns: (transfer full): a table without rows
 */
LtSeenTable *
lt_verdict_table_new_targets (void)
{
  return make ("targets", C_ ("page", "Targets"), target_columns, N_TARGET_COLUMNS);
}

/**
 * lt_verdict_table_new_breaches:
 *
 * What is over a limit, as it is seen, each with the rule, and where that stands.
 *
 * Returns: (transfer full): a table without rows
 */
LtSeenTable *
lt_verdict_table_new_breaches (void)
{
  return make ("breaches", C_ ("page", "Breaches"), breach_columns, N_BREACH_COLUMNS);
}

/* (transfer full) (nullable): what has no words stays empty */
static char *
copy (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/* (transfer full) (nullable): to be counted with; a day and a grade are no numbers */
static char *
format_number (const LtTarget *target)
{
  g_autofree char *text = NULL;
  LtRatio gap;

  if (!target->value.is_valid || !lt_plan_rule_find_gap (target->rule, target->value.value, &gap))
    return NULL;
  text = lt_ratio_format (target->value.value, EXACT_PLACES);
  return lt_reading_format_value (lt_reading_round_value (text));
}

/**
 * lt_verdict_table_add_target:
 * @table: from lt_verdict_table_new_targets()
 * @board: of the target
 * @target: what is added
 */
void
lt_verdict_table_add_target (LtSeenTable *table, const LtTargetBoard *board, const LtTarget *target)
{
  const LtPlanRule *rule = target->rule;
  char **cells = lt_seen_table_add_row (table);

  cells[TARGET_RULE] = g_strdup (rule->id);
  cells[TARGET_TITLE] = g_strdup (rule->title);
  cells[TARGET_AREA] = lt_target_name (target, lt_plans_get_words (board->plans));
  cells[TARGET_FROM] = copy (target->period.from);
  cells[TARGET_TO] = copy (target->period.to);
  cells[TARGET_LIMIT] = lt_target_describe_limit (target);
  cells[TARGET_NOW] = lt_target_describe_now (target);
  cells[TARGET_VALUE] = format_number (target);
  cells[TARGET_UNIT] = copy (rule->unit);
  cells[TARGET_GAP] = lt_target_describe_gap (target);
  cells[TARGET_REST] = lt_target_describe_rest (target);
  cells[TARGET_VERDICT] = lt_target_describe_verdict (target);
  if (target->value.has_value && target->value.n_required > 0)
    {
      cells[TARGET_N_VALID] = g_strdup_printf ("%u", target->value.n);
      cells[TARGET_N_REQUIRED] = g_strdup_printf ("%u", target->value.n_required);
    }
  cells[TARGET_REASON] = copy (target->reason);
  cells[TARGET_DOCUMENT] = lt_plan_describe (rule->plan);
  cells[TARGET_LINE] = g_strdup_printf ("%u", rule->line);
  cells[TARGET_QUOTE] = copy (rule->quote);
}

/**
 * lt_verdict_table_add_breach:
 * @table: from lt_verdict_table_new_breaches()
 * @breach: what is added
 */
void
lt_verdict_table_add_breach (LtSeenTable *table, const LtBreach *breach)
{
  char **cells = lt_seen_table_add_row (table);

  cells[BREACH_FROM] = copy (breach->from);
  cells[BREACH_TO] = copy (breach->to);
  cells[BREACH_PLACE] = copy (breach->place);
  cells[BREACH_TITLE] = copy (breach->title);
  cells[BREACH_VALUE] = copy (breach->value);
  cells[BREACH_LIMIT] = lt_breach_describe_limit (breach);
  cells[BREACH_OVER] = copy (breach->over);
  cells[BREACH_UNIT] = copy (breach->measure);
  cells[BREACH_RULE] = copy (breach->rule);
  cells[BREACH_DOCUMENT] = copy (breach->citation);
  cells[BREACH_QUOTE] = copy (breach->quote);
}
