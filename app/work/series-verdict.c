/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one value of a series stands to what judges it, line by line. */

#include "work/series-limits.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>

/* Of the number that is compared: whether it was rounded, and on which side it lies. */
static void
append_comparison (GString *text,
                   const LtSeriesLimits *self,
                   const LtSeriesLimit *limit,
                   const LtSeriesValue *value)
{
  LtRatio number = lt_ratio_new_millionths (value->value);
  LtRatio rounded = lt_series_limits_round (self, limit, value);
  LtRatio bound = limit->rule != NULL ? limit->rule->number : limit->limit->limit;
  const char *unit = limit->rule != NULL ? limit->rule->unit : limit->limit->unit;
  g_autofree char *exact = lt_ratio_format_exact (number);
  g_autofree char *compared = lt_ratio_format_exact (rounded);
  g_autofree char *asked = lt_ratio_format_exact (bound);
  int order = lt_ratio_compare (rounded, bound);

  if (lt_ratio_compare (number, rounded) != 0)
    g_string_append_printf (text, _ ("\n• Rounded once (GB/T 8170): %s → %s"), exact, compared);
  /* Translators: a value, <, = or >, the limit and its unit */
  g_string_append_printf (text, _ ("\n• %s %s %s %s: %s"), compared,
                          order < 0    ? "<"
                          : order == 0 ? "="
                                       : ">",
                          asked, unit,
                          lt_series_limits_exceeds (self, limit, value) ? _ ("beyond it")
                                                                        : _ ("within it"));
}

static void
append_citation (GString *text, const LtSeriesLimit *limit)
{
  const LtPlanRule *rule = limit->rule;
  const char *unsure = rule != NULL ? rule->unsure : limit->limit->cited.unsure;

  g_string_append_printf (text, _ ("\nRule: %s"), rule != NULL ? rule->id : limit->limit->cited.id);
  if (rule != NULL)
    {
      g_autofree char *asked = lt_work_describe_limit (rule, rule->limit);

      g_string_append_printf (text, ": %s", asked);
      g_string_append_printf (text, _ ("\nDocument: %s %s, line %u"),
                              *rule->plan->title == '\0' ? rule->plan->code : rule->plan->title,
                              rule->plan->number, rule->line);
      g_string_append_printf (text, _ ("\nIts words: “%s”"), rule->quote);
    }
  else
    g_string_append_printf (text, _ ("\nDocument: %s, %s"), limit->limit->cited.document,
                            limit->limit->cited.clause);
  if (*unsure != '\0')
    g_string_append_printf (text, _ ("\nUnsure: %s"), unsure);
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
      append_comparison (text, self, limit, value);
      append_citation (text, limit);
    }
  return list->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}
