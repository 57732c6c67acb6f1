/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is reported on a rule: it counts where the file itself cannot tell. */

#include "base/civil-time.h"
#include "store/conflicts.h"
#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
read_figures (LtJudging *self, GError **error)
{
  if (self->figures == NULL)
    self->figures = lt_store_list (self->store, lt_kind_by_name ("figure"), NULL, error);
  return self->figures != NULL;
}

/* The value of a date is the day itself, whenever it is reported; all else is of the period. */
static gboolean
is_of_period (const LtJudging *self, const LtTarget *target, const char *as_of)
{
  return strcmp (as_of, self->date) <= 0
         && (target->rule->evaluation == LT_RULE_DATE
             || (strcmp (as_of, target->period.from) >= 0
                 && strcmp (as_of, target->period.to) <= 0));
}

/* Ids sort by the time they were made: everywhere the same one comes last. */
static gboolean
is_later (const LtRecord *figure, const LtRecord *than)
{
  int order = strcmp (lt_record_get (figure, "as_of"), lt_record_get (than, "as_of"));

  return order != 0 ? order > 0 : memcmp (&figure->id, &than->id, sizeof figure->id) > 0;
}

static const LtRecord *
find_figure (const LtJudging *self, const LtTarget *target, const char *area)
{
  const LtRecord *best = NULL;

  for (guint i = 0; i < self->figures->len; i++)
    {
      const LtRecord *figure = g_ptr_array_index (self->figures, i);

      if (g_str_equal (lt_record_get (figure, "rule"), target->rule->id)
          && g_str_equal (lt_record_get (figure, "area"), area)
          && is_of_period (self, target, lt_record_get (figure, "as_of"))
          && (best == NULL || is_later (figure, best)))
        best = figure;
    }
  return best;
}

/**
 * lt_judging_say_who:
 * @self: what is judged
 * @target: a target
 * @record: what was entered for it
 * @name: the field that counts
 *
 * Tells who said so, and when; and whether somebody else says something else.
 */
void
lt_judging_say_who (LtJudging *self, LtTarget *target, const LtRecord *record, const char *name)
{
  g_autoptr (LtRecord) whole = lt_store_get (self->store, record->kind, &record->id, NULL);
  guint field = (guint) lt_kind_find_field (record->kind, name);
  GPtrArray *heads = whole == NULL ? NULL : whole->heads[field];
  g_autoptr (LtRecord) officer = NULL;
  g_autofree char *when = NULL;
  LtSaid said;

  if (heads == NULL || heads->len == 0
      || !lt_store_who_said (self->store, &record->id,
                             &((LtHead *) g_ptr_array_index (heads, heads->len - 1))->operation,
                             &said))
    return;
  officer = lt_store_get (self->store, lt_kind_by_name ("officer"), &said.officer, NULL);
  when = lt_minute_of (said.wall);
  g_strdelimit (when, "T", ' ');
  lt_target_say (target, _ ("Entered by %s, %s"),
                 officer == NULL ? "?" : lt_record_get_title (officer), when);
  if (lt_record_has_conflict (whole, field))
    lt_target_say (target, _ ("Its value is in conflict: the later one is taken."));
}

/**
 * lt_judging_take_figure:
 * @self: what is judged
 * @target: a target for which the file has no value that suffices
 * @error: return location
 *
 * Takes what is reported for it as its value: of the figures whose day lies in the period
 * the one of the latest day, and of two of one day the one that was entered last.
 *
 * Returns: %FALSE where the file could not be read
 */
gboolean
lt_judging_take_figure (LtJudging *self, LtTarget *target, GError **error)
{
  const LtRecord *figure;
  g_autofree char *shown = NULL;
  LtRatio value;

  if (!read_figures (self, error))
    return FALSE;
  figure = find_figure (self, target, lt_target_get_figure_area (target));
  /* A plan may have changed since: what it cannot read any more is not reported. */
  if (figure == NULL
      || !lt_plan_rule_read_figure (target->rule, self->words, lt_record_get (figure, "value"),
                                    &value))
    return TRUE;
  g_clear_pointer (&target->reason, g_free);
  target->reported = g_strdup (lt_record_get (figure, "value"));
  target->value = (LtStatistic){ .is_valid = TRUE, .has_value = TRUE, .value = value };
  shown = lt_plan_rule_add_unit (target->rule, target->reported);
  lt_target_say (target, _ ("Reported as of %s: %s"), lt_record_get (figure, "as_of"), shown);
  lt_target_say (target, _ ("Source: %s"), lt_record_get (figure, "source"));
  lt_judging_say_who (self, target, figure, "value");
  return TRUE;
}
