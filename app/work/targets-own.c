/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the county itself has to do with a rule: that it has added it, or has laid down
 * something else; and who did. */

#include "work/targets-private.h"

#include <glib/gi18n-lib.h>

static void
say_override (LtJudging *self, LtTarget *target)
{
  const LtRuleOverride *says = target->rule->override;
  g_autofree char *before = lt_plan_rule_add_unit (target->rule, says->plan_limit);
  g_autofree char *now = lt_plan_rule_add_unit (target->rule, target->rule->limit);
  g_autoptr (LtRecord) record =
      lt_store_get (self->store, lt_kind_by_name ("override"), &says->record, NULL);

  if (says->is_off)
    lt_target_say (target, _ ("The county does not apply it; the plan says %s"), before);
  else
    lt_target_say (target, _ ("The county's own limit: %s; the plan says %s"), now, before);
  lt_target_say (target, _ ("Reason: %s"), says->reason);
  lt_target_say (target, _ ("Ordered by: %s"), says->citation);
  if (record != NULL)
    lt_judging_say_who (self, target, record, says->is_off ? "reason" : "limit");
}

static void
say_added (LtJudging *self, LtTarget *target)
{
  g_autoptr (LtRecord) record =
      lt_store_find (self->store, lt_kind_by_name ("own-rule"), target->rule->id, NULL);

  lt_target_say (target, _ ("A rule of the bureau's own plan %s"), target->rule->plan->code);
  if (record != NULL)
    lt_judging_say_who (self, target, record, "row");
}

/**
 * lt_judging_say_own:
 * @self: what is judged
 * @target: a target
 *
 * Tells whether the county has added its rule, or laid down something else for it: what,
 * why, by what document and who.
 */
void
lt_judging_say_own (LtJudging *self, LtTarget *target)
{
  if (target->rule->plan->is_own)
    say_added (self, target);
  if (target->rule->override != NULL)
    say_override (self, target);
}
