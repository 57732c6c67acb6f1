/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many places of a sort there are in an area, by their positions. */

#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where places count, and how many were found. */
typedef struct
{
  const LtRulePlaces *places;
  GPtrArray *areas;  /* (element-type LtShape): the outlines of the area */
  GPtrArray *zones;  /* (nullable) (element-type LtShape): they must be in one of them */
  GPtrArray *except; /* (element-type LtShape): and in none of these */
  const LtKind *kind;
  guint n_known; /* of that sort in the whole file, those that are gone too */
  guint n;
  guint n_unplaced;
  GPtrArray *names; /* (element-type utf8): of what was counted */
} Counting;

static gboolean
lies_in (GPtrArray *outlines, double longitude, double latitude)
{
  for (guint i = 0; i < outlines->len; i++)
    if (lt_shape_contains (g_ptr_array_index (outlines, i), longitude, latitude))
      return TRUE;
  return FALSE;
}

/* The state of a mine is its mine_state, that of a site its site_state. */
static gboolean
is_gone (const Counting *self, const LtRecord *record)
{
  g_autofree char *field = g_strconcat (self->kind->name, "_state", NULL);
  const char *state = lt_record_get (record, field);

  return state != NULL && g_strv_contains ((const char *const *) self->places->gone, state);
}

static gboolean
on_record (const LtRecord *record, gpointer user_data, GError **error)
{
  Counting *self = user_data;
  g_autoptr (LtShape) position = NULL;
  double longitude, latitude;

  self->n_known++;
  if (is_gone (self, record)
      || (self->places->flag != NULL
          && g_strcmp0 (lt_record_get (record, self->places->flag), "1") != 0))
    return TRUE;
  position = lt_record_get_shape (record);
  if (position == NULL || lt_shape_is_empty (position))
    {
      self->n_unplaced++;
      return TRUE;
    }
  lt_shape_get_anchor (position, &longitude, &latitude);
  if (!lies_in (self->areas, longitude, latitude) || lies_in (self->except, longitude, latitude)
      || (self->zones != NULL && !lies_in (self->zones, longitude, latitude)))
    return TRUE;
  self->n++;
  g_ptr_array_add (self->names, g_strdup (lt_record_get_title (record)));
  return TRUE;
}

/* The zones of those kinds that were in force on the day. */
static GPtrArray *
list_zones (LtJudging *self, const char *const *kinds, const char *date, GError **error)
{
  g_autofree char *several = g_strjoinv (",", (char **) kinds);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *zones;

  g_ptr_array_add (filters, lt_filter_new ("zone_kind", "in", several));
  records = lt_store_list (self->store, lt_kind_by_name ("zone"), &query, error);
  if (records == NULL)
    return NULL;
  zones = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *zone = g_ptr_array_index (records, i);
      const char *from = lt_record_get (zone, "valid_from"), *to = lt_record_get (zone, "valid_to");
      LtShape *outline =
          (from == NULL || strcmp (from, date) <= 0) && (to == NULL || strcmp (date, to) <= 0)
              ? lt_record_get_shape (zone)
              : NULL;

      if (outline != NULL)
        g_ptr_array_add (zones, outline);
    }
  return zones;
}

/* Whether the file has the outline. */
static gboolean
add_outline (LtJudging *self, GPtrArray *outlines, const char *code)
{
  const LtRecord *record = g_hash_table_lookup (self->records, code);
  LtShape *outline = record == NULL ? NULL : lt_record_get_shape (record);

  if (outline != NULL)
    g_ptr_array_add (outlines, outline);
  return outline != NULL;
}

/* A city is where its counties are: all of them, or its place is not known. */
static gboolean
add_counties (LtJudging *self, GPtrArray *outlines, const char *code)
{
  g_autoptr (GPtrArray) areas = lt_rule_words_list_areas (self->words);
  guint n = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const LtRuleArea *area = g_ptr_array_index (areas, i);

      if ((!g_str_equal (area->kind, "county") && !g_str_equal (area->kind, "district"))
          || g_strcmp0 (area->parent, code) != 0)
        continue;
      if (!add_outline (self, outlines, area->code))
        return FALSE;
      n++;
    }
  return n > 0;
}

static gboolean
add_areas (LtJudging *self, GPtrArray *outlines, const char *const *codes)
{
  for (; codes != NULL && *codes != NULL; codes++)
    if (!add_outline (self, outlines, *codes) && !add_counties (self, outlines, *codes))
      return FALSE;
  return TRUE;
}

static gboolean
count (LtJudging *self, Counting *counting, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };

  g_ptr_array_add (filters, lt_filter_new (counting->places->field, "=", counting->places->value));
  return lt_store_each (self->store, counting->kind, &query, on_record, counting, error);
}

/* One without a position may be inside: a count that is not whole does not judge. */
static void
take_count (LtTarget *target, const Counting *counting)
{
  target->value = (LtStatistic){ .has_value = TRUE,
                                 .value = lt_ratio_new (counting->n, 1),
                                 .n = counting->n,
                                 .n_required = counting->n,
                                 .is_valid = TRUE };
  for (guint i = 0; i < counting->names->len; i++)
    lt_target_say (target, _ ("Counted: %s"),
                   (const char *) g_ptr_array_index (counting->names, i));
  if (counting->n_unplaced == 0)
    return;
  lt_target_say (target, _ ("Without a position: %u"), counting->n_unplaced);
  target->value.n_required += counting->n_unplaced;
  /* With one more or less it may come out the same: what is over the limit stays so. */
  target->value.is_valid =
      lt_plan_rule_holds (target->rule, lt_ratio_new (counting->n, 1))
      == lt_plan_rule_holds (target->rule, lt_ratio_new (counting->n + counting->n_unplaced, 1));
  if (!target->value.is_valid)
    lt_target_lack (target, _ ("Some have no position, so that it is not known whether they are "
                               "inside."));
}

static gboolean
prepare (LtJudging *self, LtTarget *target, Counting *counting, GError **error)
{
  const LtPlanRule *rule = target->rule;
  const char *const *inside = lt_plan_rule_get_parameters (rule, "inside");
  const char *const *except = lt_plan_rule_get_parameters (rule, "except_areas");
  const char *const area[] = { target->area, NULL };

  if (!add_areas (self, counting->areas, area) || !add_areas (self, counting->except, except))
    lt_target_lack (target, _ ("The file has no outline of an area that must be known."));
  if (inside == NULL)
    return TRUE;
  counting->zones = list_zones (self, inside, target->period.to, error);
  if (counting->zones != NULL && counting->zones->len == 0)
    lt_target_lack (target, _ ("The file has no zone of the kind that the rule is about."));
  return counting->zones != NULL;
}

/**
 * lt_judging_measure_places:
 * @self: the judging
 * @target: a target that counts places
 * @error: return location
 *
 * What lies in a zone is counted only where the file has zones of that kind that were in
 * force, and nothing where it has no places of that sort at all: a register that nobody
 * keeps is not an empty one. Records tell today's state, so only today is judged.
 *
 * Returns: whether the file could be read
 */
gboolean
lt_judging_measure_places (LtJudging *self, LtTarget *target, GError **error)
{
  const LtPlanRule *rule = target->rule;
  const LtRulePlaces *places =
      lt_rule_words_find_places (self->words, lt_plan_rule_get_parameter (rule, "places"));
  Counting counting = { .places = places,
                        .kind = lt_kind_by_name (places->kind),
                        .areas = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free),
                        .except = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free),
                        .names = g_ptr_array_new_with_free_func (g_free) };
  gboolean good = TRUE;

  if (rule->evaluation != LT_RULE_COUNT || rule->per == LT_RULE_PER_PLACE
      || lt_plan_rule_get_parameter (rule, "near") != NULL || counting.kind == NULL)
    lt_target_lack (target, _ ("It is not worked out of the file's values."));
  else if (!g_str_equal (target->period.to, self->today))
    lt_target_lack (target, _ ("The file shows its places as of another day; --as-of shows them "
                               "as of that day."));
  else
    good = prepare (self, target, &counting, error);
  if (good && target->reason == NULL)
    {
      good = count (self, &counting, error);
      if (good && counting.n_known == 0)
        lt_target_lack (target, _ ("The file has no place of that sort on record."));
      else if (good)
        take_count (target, &counting);
    }
  g_clear_pointer (&counting.zones, g_ptr_array_unref);
  g_ptr_array_unref (counting.areas);
  g_ptr_array_unref (counting.except);
  g_ptr_array_unref (counting.names);
  return good;
}
