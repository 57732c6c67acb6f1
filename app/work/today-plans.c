/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the action plans ask and is not so: targets that are missed, and the dust fall of sites
 * that is over a plan's number. */

#include "work/today-private.h"

#include "base/civil-time.h"
#include "rules/row.h"
#include "rules/verdict.h"
#include "work/breaches.h"
#include "work/plans.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A month's dust fall is known weeks after its end; what is older is no news. */
#define DUST_DAYS 62

/* When no plan is in force nothing can be missed, and nothing is judged. */
static gboolean
find_in_force (LtGathering *self, gboolean *in_force, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = lt_work_plans (self->store, problems, error);

  *in_force = FALSE;
  for (guint i = 0; plans != NULL && i < lt_plans_get_n_rules (plans) && !*in_force; i++)
    *in_force = lt_plan_rule_is_in_force (lt_plans_get_rule (plans, i), self->today->date);
  return plans != NULL;
}

static void
add_target (LtGathering *self, const LtBreach *breach, const char *value, const char *limit)
{
  g_autofree char *words = g_strdup_printf (_ ("%s to %s: %s, asked %s; rule %s"), breach->from,
                                            breach->to, value, limit, breach->rule);
  LtTodayLine *line =
      lt_gathering_add (self, LT_TODAY_MISSED,
                        g_strdup_printf ("%s · %s", breach->place, breach->title), words);

  if (line == NULL)
    return;
  line->target = g_strdup (breach->target);
  lt_gathering_set_record (line, breach->kind, &breach->id);
}

static void
add_dust (LtGathering *self, const LtBreach *breach, const char *value, const char *limit)
{
  g_autofree char *month = g_strndup (breach->from, strlen ("2026-10"));
  g_autofree char *words = g_strdup_printf (_ ("Dust fall of %s: %s, asked %s; rule %s"), month,
                                            value, limit, breach->rule);

  lt_gathering_set_record (
      lt_gathering_add (self, LT_TODAY_EXCEEDED,
                        g_strdup_printf ("%s · %s", breach->place, breach->title), words),
      breach->kind, &breach->id);
}

/**
 * lt_gathering_add_missed:
 * @self: a gathering
 * @error: return location
 *
 * Adds the targets of plans in force that are missed, and what dust-fall sites had in the last
 * month that was sampled, where that is over the number of a plan.
 */
gboolean
lt_gathering_add_missed (LtGathering *self, GError **error)
{
  g_autofree char *since = lt_date_add_days (self->today->date, -DUST_DAYS);
  g_autoptr (LtBreachWish) wish = lt_breach_wish_new (self->today->date, NULL, NULL);
  g_autoptr (LtBreaches) missed = NULL;
  gboolean in_force;

  if (!find_in_force (self, &in_force, error))
    return FALSE;
  if (!in_force)
    return TRUE;
  missed = lt_work_missed (self->store, wish, error);
  for (guint i = 0; missed != NULL && i < missed->list->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (missed->list, i);
      g_autofree char *value = lt_breach_describe_value (breach);
      g_autofree char *limit = lt_breach_describe_limit (breach);

      if (breach->target != NULL)
        add_target (self, breach, value, limit);
      else if (strcmp (breach->to, since) >= 0)
        add_dust (self, breach, value, limit);
    }
  return missed != NULL;
}
