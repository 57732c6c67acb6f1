/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What would come of a plan of the bureau's own, in words. */

#include "rules/row.h"
#include "work/own-plan.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>

static void
append_refused (GString *words, const LtOwnPlan *plan)
{
  guint n = plan->problems->len;

  if (n == 0)
    return;
  g_string_append_printf (words, ngettext ("%u row is refused:", "%u rows are refused:", n), n);
  for (guint i = 0; i < n; i++)
    {
      const LtRuleProblem *problem = g_ptr_array_index (plan->problems, i);

      g_string_append_printf (words, "\n✗ %s · %s: %s", problem->file, problem->row,
                              problem->reason);
    }
  g_string_append (words, "\n\n");
}

static const char *
tell_state (const LtOwnPlanRow *row)
{
  if (row->seen == NULL)
    return _ ("new");
  return row->differs ? _ ("changed") : _ ("as it is here");
}

static void
append_good (GString *words, const LtOwnPlan *plan)
{
  guint n = plan->rows->len;

  g_string_append_printf (words, ngettext ("%u row is good:", "%u rows are good:", n), n);
  for (guint i = 0; i < n; i++)
    {
      const LtOwnPlanRow *row = g_ptr_array_index (plan->rows, i);
      g_autofree char *limit = lt_work_describe_limit (row->rule, row->rule->limit);

      g_string_append_printf (words, "\n✓ %s %s: %s (%s)", row->rule->id, row->rule->title, limit,
                              tell_state (row));
    }
}

/**
 * lt_own_plan_describe:
 * @self: a plan that was read
 *
 * Returns: (transfer full): its rows line by line: which are refused and why, which are good
 *   and what they say
 */
char *
lt_own_plan_describe (const LtOwnPlan *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  append_refused (words, self);
  append_good (words, self);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
