/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each place by itself comes to: its surface, or the highest hour of a day that its own
 * monitor measured. */

#include "base/civil-time.h"
#include "store/readings.h"
#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_MINUTES (24 * 60)

/* The state of a mine is its mine_state, that of a site its site_state. */
gboolean
lt_judging_is_gone (const LtRulePlaces *places, const LtRecord *record)
{
  g_autofree char *field = g_strconcat (places->kind, "_state", NULL);
  const char *state = lt_record_get (record, field);

  return (state != NULL && g_strv_contains ((const char *const *) places->gone, state))
         || (places->flag != NULL && g_strcmp0 (lt_record_get (record, places->flag), "1") != 0);
}

/* A field of the place, or hours that were measured at it. */
static gboolean
is_of_hours (const LtPlanRule *rule)
{
  return rule->source == LT_RULE_BY_READINGS && g_str_equal (rule->statistic->code, "hour-mean");
}

static gboolean
is_of_surface (const LtPlanRule *rule)
{
  return rule->source == LT_RULE_BY_PLACES && g_str_equal (rule->quantity->code, "site-surface");
}

gboolean
lt_judging_can_judge_sites (const LtPlanRule *rule)
{
  return rule->per == LT_RULE_PER_PLACE && rule->evaluation == LT_RULE_THRESHOLD
         && lt_plan_rule_get_parameter (rule, "places") != NULL
         && (is_of_hours (rule) || is_of_surface (rule));
}

static gboolean
stands_in (GPtrArray *outlines, const LtRecord *record)
{
  g_autoptr (LtShape) position = lt_record_get_shape (record);
  double longitude, latitude;

  if (position == NULL || lt_shape_is_empty (position))
    return FALSE;
  lt_shape_get_anchor (position, &longitude, &latitude);
  return lt_judging_lies_in (outlines, longitude, latitude);
}

/* (transfer full) (nullable) (element-type LtRecord): the places of the rule's sort that stand in
 * the area; none where the area's outline is not known */
GPtrArray *
lt_judging_list_sites (LtJudging *self, const LtPlanRule *rule, const char *area, GError **error)
{
  const LtRulePlaces *places =
      lt_rule_words_find_places (self->words, lt_plan_rule_get_parameter (rule, "places"));
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  g_autoptr (GPtrArray) outlines = g_ptr_array_new ();
  LtQuery query = { .filters = filters };
  GPtrArray *sites;

  if (!lt_judging_add_outlines (self, outlines, area))
    return g_ptr_array_new ();
  g_ptr_array_add (filters, lt_filter_new (places->field, "=", places->value));
  sites = lt_store_list (self->store, lt_kind_by_name (places->kind), &query, error);
  for (guint i = sites == NULL ? 0 : sites->len; i-- > 0;)
    if (lt_judging_is_gone (places, g_ptr_array_index (sites, i))
        || !stands_in (outlines, g_ptr_array_index (sites, i)))
      g_ptr_array_remove_index (sites, i);
  return sites;
}

/* ---- hours ---------------------------------------------------------------------- */

typedef struct
{
  const LtItem *item;
  LtStatistic highest;
  gint64 time;
  guint n_left_out;
} Hours;

static gboolean
on_hour (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  Hours *self = user_data;
  LtRatio value = lt_ratio_new_millionths (reading->has_value ? reading->value : 0);

  if (!reading->has_value)
    return TRUE;
  if (!lt_item_can_have (self->item, reading->value))
    {
      self->n_left_out++;
      return TRUE;
    }
  if (self->highest.n++ == 0 || lt_ratio_compare (value, self->highest.value) > 0)
    {
      self->highest.value = value;
      self->time = reading->time;
    }
  return TRUE;
}

/* Of the hours of the day there is one that is the highest; one is enough to know of. */
static gboolean
measure_hours (LtJudging *self, LtTarget *target, GError **error)
{
  const char *item = target->rule->quantity->code;
  Hours hours = { .item = lt_items_find (self->items, item),
                  .highest = { .value = lt_ratio_new (0, 1), .n_required = 1 } };
  g_autofree char *value = NULL, *end = NULL;
  gint64 from;

  if (hours.item == NULL || !lt_reading_parse_time (target->period.to, LT_INTERVAL_DAY, &from))
    {
      lt_target_lack (target, _ ("It is not worked out of the file's values."));
      return TRUE;
    }
  /* An hour stands under its end. */
  if (!lt_store_each_reading (self->store, &target->place->id, item, LT_INTERVAL_HOUR, from + 1,
                              from + DAY_MINUTES, on_hour, &hours, error))
    return FALSE;
  hours.highest.has_value = hours.highest.is_valid = hours.highest.n > 0;
  target->value = hours.highest;
  lt_target_say_left_out (target, hours.n_left_out);
  if (hours.highest.n == 0)
    {
      lt_target_lack (target, hours.n_left_out > 0 ? _ ("No value of that day can be so.")
                                                   : _ ("Nothing was measured there on that day."));
      return TRUE;
    }
  value = lt_ratio_format_exact (hours.highest.value);
  end = lt_reading_format_time (hours.time, LT_INTERVAL_HOUR);
  lt_target_say (target, _ ("Highest of %u hours: %s, in the hour to %s"), hours.highest.n, value,
                 end);
  return TRUE;
}

/* ---- surface -------------------------------------------------------------------- */

static void
measure_surface (LtJudging *self, LtTarget *target)
{
  const char *text = lt_record_get (target->place, "surface");

  target->value = (LtStatistic){ .value = lt_ratio_new (0, 1), .n_required = 1 };
  if (!g_str_equal (target->period.to, self->today))
    lt_target_lack (target, _ ("The file shows its places as of another day; --as-of shows them "
                               "as of that day."));
  else if (text == NULL || !lt_ratio_parse (text, &target->value.value))
    lt_target_lack (target, _ ("Its surface is not on record."));
  else
    {
      target->value.has_value = target->value.is_valid = TRUE;
      target->value.n = 1;
    }
}

/**
 * lt_judging_measure_site:
 * @self: the judging
 * @target: a target of one place
 * @error: return location
 *
 * Returns: whether the file could be read
 */
gboolean
lt_judging_measure_site (LtJudging *self, LtTarget *target, GError **error)
{
  if (is_of_hours (target->rule))
    return measure_hours (self, target, error);
  measure_surface (self, target);
  return TRUE;
}
