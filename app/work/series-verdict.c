/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one value of a series stands to what judges it, line by line. */

#include "work/series-limits.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>

/* A number and what it is held against. */
typedef struct
{
  LtRatio number;
  LtRatio rounded;
  LtRatio bound;
  const char *unit;
  gboolean is_beyond;
} Comparison;

/* Of the number that is compared: whether it was rounded, and on which side it lies. */
static void
append_comparison (GString *text, const Comparison *of)
{
  g_autofree char *exact = lt_ratio_format_exact (of->number);
  g_autofree char *compared = lt_ratio_format_exact (of->rounded);
  g_autofree char *asked = lt_ratio_format_exact (of->bound);
  int order = lt_ratio_compare (of->rounded, of->bound);

  if (lt_ratio_compare (of->number, of->rounded) != 0)
    g_string_append_printf (text, _ ("\n• Rounded once (GB/T 8170): %s → %s"), exact, compared);
  /* Translators: a value, <, = or >, the limit and its unit */
  g_string_append_printf (text, _ ("\n• %s %s %s %s: %s"), compared,
                          order < 0    ? "<"
                          : order == 0 ? "="
                                       : ">",
                          asked, of->unit, of->is_beyond ? _ ("beyond it") : _ ("within it"));
}

static void
append_value (GString *text,
              const LtSeriesLimits *self,
              const LtSeriesLimit *limit,
              const LtSeriesValue *value)
{
  Comparison of = {
    .number = lt_ratio_new_millionths (value->value),
    .rounded = lt_series_limits_round (self, limit, value),
    .bound = limit->rule != NULL ? limit->rule->number : limit->limit->limit,
    .unit = limit->rule != NULL ? limit->rule->unit : limit->limit->unit,
    .is_beyond = lt_series_limits_exceeds (self, limit, value),
  };

  append_comparison (text, &of);
}

static void
append_rule (GString *text, const LtPlanRule *rule)
{
  g_autofree char *asked = lt_work_describe_limit (rule, rule->limit);
  g_autofree char *document = lt_plan_describe (rule->plan);

  g_string_append_printf (text, _ ("\nRule: %s"), rule->id);
  g_string_append_printf (text, ": %s", asked);
  g_string_append_printf (text, _ ("\nDocument: %s, line %u"), document, rule->line);
  g_string_append_printf (text, _ ("\nIts words: “%s”"), rule->quote);
  if (*rule->unsure != '\0')
    g_string_append_printf (text, _ ("\nUnsure: %s"), rule->unsure);
}

static void
append_standard (GString *text, const LtLimit *limit)
{
  g_string_append_printf (text, _ ("\nRule: %s"), limit->cited.id);
  g_string_append_printf (text, _ ("\nDocument: %s, %s"), limit->cited.document,
                          limit->cited.clause);
  if (*limit->cited.unsure != '\0')
    g_string_append_printf (text, _ ("\nUnsure: %s"), limit->cited.unsure);
}

/**
 * lt_series_limits_explain:
 * @self: limits
 * @place: whose value
 * @value: a value
 *
 * Returns: (transfer full) (nullable): each that it is held against, the comparison, whether it
 *   is within it, the rule and where that stands; %NULL where nothing judges it
 */
char *
lt_series_limits_explain (const LtSeriesLimits *self,
                          const LtSeriesPlace *place,
                          const LtSeriesValue *value)
{
  g_autoptr (GPtrArray) list = lt_series_limits_list_judging (self, place, value);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const LtSeriesLimit *limit = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n\n", limit->label);
      append_value (text, self, limit, value);
      if (limit->rule != NULL)
        append_rule (text, limit->rule);
      else
        append_standard (text, limit->limit);
    }
  return list->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_limit_explain:
 * @standards: the standards
 * @limit: a limit of an hour or of a day
 * @value: what was measured, in the unit of the limit
 * @date: the day of the value
 *
 * Returns: (transfer full): the comparison, whether it is within the limit, the rule and where
 *   that stands
 */
char *
lt_limit_explain (const LtStandards *standards,
                  const LtLimit *limit,
                  LtRatio value,
                  const char *date)
{
  Comparison of = {
    .number = value,
    .rounded = lt_standards_round_for (standards, limit, value, date),
    .bound = limit->limit,
    .unit = limit->unit,
    .is_beyond = lt_standards_exceeds (standards, limit, value, date),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  append_comparison (text, &of);
  append_standard (text, limit);
  g_string_erase (text, 0, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
