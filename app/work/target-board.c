/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/target-board.h"

#include "base/civil-time.h"
#include "rules/row.h"
#include "work/plans.h"
#include "work/readings.h"
#include "work/standards.h"

#include <string.h>

/**
 * lt_target_wish_new:
 * @session: a session
 * @date: (nullable): the day of the verdicts; %NULL for today
 *
 * Returns: (transfer full): the wish for the targets of the bureau's area
 */
LtTargetWish *
lt_target_wish_new (LtSession *session, const char *date)
{
  LtTargetWish *self = g_new0 (LtTargetWish, 1);

  self->today = lt_date_of (lt_session_get_now (session));
  self->date = g_strdup (date != NULL ? date : self->today);
  return self;
}

void
lt_target_wish_free (LtTargetWish *self)
{
  g_free (self->area);
  g_free (self->date);
  g_free (self->today);
  g_free (self);
}

void
lt_target_board_free (LtTargetBoard *self)
{
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->plans, lt_plans_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self->area);
  g_free (self->date);
  g_free (self->last_day);
  g_free (self);
}

/* The last day of the rules that ended before @date, where none is in force on it. */
static char *
find_last_day (const LtTargetBoard *self)
{
  const char *last = NULL;

  for (guint i = 0; i < self->targets->len; i++)
    {
      const LtPlanRule *rule = ((const LtTarget *) g_ptr_array_index (self->targets, i))->rule;

      if (lt_plan_rule_is_in_force (rule, self->date))
        return NULL;
      if (strcmp (rule->valid_to, self->date) < 0
          && (last == NULL || strcmp (rule->valid_to, last) > 0))
        last = rule->valid_to;
    }
  return g_strdup (last);
}

static gboolean
judge (LtTargetBoard *self, LtStore *store, const LtTargetWish *wish, GError **error)
{
  g_autoptr (LtStandards) standards = lt_work_standards (self->problems, error);
  g_autoptr (LtItems) items = standards == NULL ? NULL : lt_work_items (error);

  if (items != NULL)
    self->targets = lt_work_targets (
        store, self->plans, standards, items,
        &(LtTargetWish){ self->area, wish->date, wish->today, wish->only_in_force }, error);
  return self->targets != NULL;
}

/**
 * lt_work_target_board:
 * @store: the county file
 * @wish: whose targets, and of which day
 * @error: return location
 *
 * Returns: (transfer full) (nullable): how the area stands to every rule that concerns it
 */
LtTargetBoard *
lt_work_target_board (LtStore *store, const LtTargetWish *wish, GError **error)
{
  g_autoptr (LtTargetBoard) self = g_new0 (LtTargetBoard, 1);

  self->date = g_strdup (wish->date);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  self->plans = lt_work_plans (store, self->problems, error);
  if (self->plans == NULL)
    return NULL;
  self->area = wish->area != NULL
                   ? g_strdup (wish->area)
                   : lt_work_targets_find_area (store, lt_plans_get_words (self->plans));
  if (self->area == NULL)
    self->targets = g_ptr_array_new ();
  else if (!judge (self, store, wish, error))
    return NULL;
  self->last_day = find_last_day (self);
  return g_steal_pointer (&self);
}
