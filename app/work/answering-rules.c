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

/* A rule as it is looked for and told. */
typedef struct
{
  char *id;
  char *title;
  char *limit;    /* in words */
  char *folded;   /* all words by which it is found */
  char *initials; /* (nullable): the first letters of its title's reading */
} Rule;

struct _LtKnownRules
{
  gatomicrefcount refs;
  GMutex mutex;     /* over @rules, which is not changed once it is there */
  GPtrArray *rules; /* (nullable) (element-type Rule): of the open county; %NULL before the first
                     * question */
};

/* ---- what is known ----------------------------------------------------------- */

static void
rule_free (Rule *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->limit);
  g_free (self->folded);
  g_free (self->initials);
  g_free (self);
}

/* By its number, what it asks, what is measured, or words of its plan. */
static Rule *
make_rule (const LtPlanRule *rule)
{
  const LtRuleMeasure *quantity = rule->quantity;
  g_autofree char *text =
      g_strjoin ("\n", rule->id, rule->title, rule->plan->title,
                 quantity == NULL ? "" : quantity->label, rule->limit, rule->quote, NULL);
  g_autofree char *title = lt_fold (rule->title);
  Rule *self = g_new0 (Rule, 1);

  self->id = g_strdup (rule->id);
  self->title = g_strdup (rule->title);
  self->limit = lt_work_describe_limit (rule, rule->limit);
  self->folded = lt_fold (text);
  self->initials = lt_fold_read (title, MOST_INITIALS);
  return self;
}

/* Those that concern the county of the file. */
static GPtrArray *
read_rules (LtStore *store, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = lt_work_plans (store, problems, error);
  GPtrArray *rules;
  g_autofree char *area = NULL;

  if (plans == NULL)
    return NULL;
  rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  area = lt_work_targets_find_area (store, lt_plans_get_words (plans));
  for (guint i = 0; area != NULL && i < lt_plans_get_n_rules (plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (plans, i);

      if (lt_plan_rule_reaches (rule, lt_plans_get_words (plans), area) != LT_RULE_REACHES_NOT)
        g_ptr_array_add (rules, make_rule (rule));
    }
  return rules;
}

/**
 * lt_known_rules_new:
 *
 * The rules of a county, read for the first question that asks for them and kept for the next:
 * one key after the other asks the same. They are those of that moment.
 *
 * Returns: (transfer full): none yet
 */
LtKnownRules *
lt_known_rules_new (void)
{
  LtKnownRules *self = g_new0 (LtKnownRules, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  return self;
}

LtKnownRules *
lt_known_rules_ref (LtKnownRules *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_known_rules_unref (LtKnownRules *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* (transfer full) (nullable): a reference; read by whoever asks first */
static GPtrArray *
ask_rules (LtKnownRules *self, LtStore *store, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->rules == NULL)
    self->rules = read_rules (store, error);
  return self->rules == NULL ? NULL : g_ptr_array_ref (self->rules);
}

/* ---- answers ----------------------------------------------------------------- */

/**
 * lt_answer_add_rules:
 * @groups: (element-type LtAnswerGroup): gets the group, where there is any
 * @store: the open county
 * @known: its rules
 * @typed: what was typed, folded
 * @error: return location
 *
 * Adds the rules that concern the county of @store.
 *
 * Returns: whether the plans could be read
 */
gboolean
lt_answer_add_rules (GPtrArray *groups,
                     LtStore *store,
                     LtKnownRules *known,
                     const char *typed,
                     GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);
  LtAnswerGroup *group = NULL;

  if (g_utf8_strlen (typed, -1) < LEAST_CHARS)
    return TRUE;
  if ((rules = ask_rules (known, store, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (rules, i);
      LtAnswer *answer;

      if (!lt_answer_holds_all (rule->folded, words)
          && (rule->initials == NULL || strstr (rule->initials, typed) == NULL))
        continue;
      if (group == NULL)
        group = lt_answer_add_group (groups, _ ("Rules of the plans"));
      if (group->n++ >= LT_ANSWER_EACH)
        continue;
      answer = lt_answer_add (group, LT_ANSWER_RULE, rule->title);
      answer->detail = g_strdup_printf ("%s · %s", rule->id, rule->limit);
      answer->target = g_strdup (rule->id);
    }
  return TRUE;
}
