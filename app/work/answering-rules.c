/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rules of the plans are meant by what was typed into the one box of the window. */

#include "work/answering-private.h"

#include "base/fold.h"
#include "rules/row.h"
#include "work/plans.h"
#include "work/target-board.h"
#include "work/targets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One character is in almost all of them. */
#define LEAST_CHARS   2
#define MOST_INITIALS 64

/* By its number, what it asks, what is measured, or words of its plan. */
static gboolean
is_meant (const LtPlanRule *rule, const LtRuleMeasure *quantity, const char *typed, char **words)
{
  g_autofree char *text =
      g_strjoin ("\n", rule->id, rule->title, rule->plan->title,
                 quantity == NULL ? "" : quantity->label, rule->limit, rule->quote, NULL);
  g_autofree char *folded = lt_fold (text);
  g_autofree char *title = lt_fold (rule->title);
  g_autofree char *initials = lt_fold_read (title, MOST_INITIALS);

  return lt_answer_holds_all (folded, words)
         || (initials != NULL && strstr (initials, typed) != NULL);
}

/**
 * lt_answer_add_rules:
 * @groups: (element-type LtAnswerGroup): gets the group, where there is any
 * @store: the open county
 * @typed: what was typed, folded
 * @error: return location
 *
 * Adds the rules that concern the county of @store.
 *
 * Returns: whether the plans could be read
 */
gboolean
lt_answer_add_rules (GPtrArray *groups, LtStore *store, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = NULL;
  g_autofree char *area = NULL;
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);
  LtAnswerGroup *group = NULL;

  if (g_utf8_strlen (typed, -1) < LEAST_CHARS)
    return TRUE;
  if ((plans = lt_work_plans (store, problems, error)) == NULL)
    return FALSE;
  area = lt_work_targets_find_area (store, lt_plans_get_words (plans));
  for (guint i = 0; area != NULL && i < lt_plans_get_n_rules (plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (plans, i);
      g_autofree char *limit = NULL;
      LtAnswer *answer;

      if (lt_plan_rule_reaches (rule, lt_plans_get_words (plans), area) == LT_RULE_REACHES_NOT
          || !is_meant (rule, rule->quantity, typed, words))
        continue;
      if (group == NULL)
        group = lt_answer_add_group (groups, _ ("Rules of the plans"));
      if (group->n++ >= LT_ANSWER_EACH)
        continue;
      limit = lt_work_describe_limit (rule, rule->limit);
      answer = lt_answer_add (group, LT_ANSWER_RULE, rule->title);
      answer->detail = g_strdup_printf ("%s · %s", rule->id, limit);
      answer->target = g_strdup (rule->id);
    }
  return TRUE;
}
