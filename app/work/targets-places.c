/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many places of a sort there are in an area or near something, by their positions; and how
 * many of them lie in a zone. */

#include "geo/distance.h"
#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define METRES 1000

/* What a distance is measured from, the other places of a sort too. */
typedef struct
{
  GPtrArray *outlines; /* (nullable) (element-type LtShape) (unowned) */
  GPtrArray *records;  /* (nullable) (element-type LtRecord): instead; each has a shape in @own */
  GPtrArray *own;      /* (element-type LtShape) */
  double metres;
  gboolean is_beyond;
} Near;

/* Where places count, and how many were found. */
typedef struct
{
  const LtRulePlaces *places;
  GPtrArray *areas;  /* (element-type LtShape) (unowned): the outlines of the area */
  GPtrArray *zones;  /* (nullable) (unowned): they must be in one of them */
  GPtrArray *done;   /* (nullable) (unowned): what is in one of these is done */
  GPtrArray *except; /* (element-type LtShape) (unowned): and in none of these */
  gboolean has_near;
  Near near;
  const LtKind *kind;
  guint n_known; /* of that sort in the whole file, those that are gone too */
  guint n;
  guint n_done;
  guint n_unplaced;
  GPtrArray *names; /* (element-type utf8): of what was counted */
} Counting;

/* Not from itself: a boiler is not near a power plant because it is one. */
static gboolean
is_near (const Near *self, const LtRecord *record, double longitude, double latitude)
{
  GPtrArray *shapes = self->outlines != NULL ? self->outlines : self->own;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < shapes->len; i++)
    if (self->records == NULL
        || !lt_id_equal (&((LtRecord *) g_ptr_array_index (self->records, i))->id, &record->id))
      least =
          MIN (least, lt_distance_to_shape (g_ptr_array_index (shapes, i), longitude, latitude));
  return self->is_beyond ? least > self->metres : least <= self->metres;
}

static gboolean
counts (const Counting *self, const LtRecord *record, double longitude, double latitude)
{
  return lt_judging_lies_in (self->areas, longitude, latitude)
         && !lt_judging_lies_in (self->except, longitude, latitude)
         && (self->zones == NULL || lt_judging_lies_in (self->zones, longitude, latitude))
         && (!self->has_near || is_near (&self->near, record, longitude, latitude));
}

static gboolean
on_record (const LtRecord *record, gpointer user_data, GError **error)
{
  Counting *self = user_data;
  g_autoptr (LtShape) position = NULL;
  double longitude, latitude;

  self->n_known++;
  if (lt_judging_is_gone (self->places, record))
    return TRUE;
  position = lt_record_get_shape (record);
  if (position == NULL || lt_shape_is_empty (position))
    {
      self->n_unplaced++;
      return TRUE;
    }
  lt_shape_get_anchor (position, &longitude, &latitude);
  if (!counts (self, record, longitude, latitude))
    return TRUE;
  self->n++;
  if (self->done != NULL && lt_judging_lies_in (self->done, longitude, latitude))
    self->n_done++;
  g_ptr_array_add (self->names, g_strdup (lt_record_get_title (record)));
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

/* Of those that are there, the share that lies in the zones, in per cent; of none there is no
 * share. */
static void
take_share (LtTarget *target, const Counting *counting)
{
  target->value = (LtStatistic){ .has_value = counting->n > 0,
                                 .value = lt_ratio_new (0, 1),
                                 .n = counting->n,
                                 .n_required = counting->n + counting->n_unplaced };
  target->value.is_valid = counting->n > 0 && counting->n_unplaced == 0;
  if (counting->n == 0)
    {
      lt_target_lack (target, _ ("The area has none of them."));
      return;
    }
  target->value.value = lt_ratio_new (100 * (gint64) counting->n_done, counting->n);
  lt_target_say (target, _ ("%u of %u lie in such a zone"), counting->n_done, counting->n);
  if (counting->n_unplaced > 0)
    lt_target_lack (target, _ ("Some have no position, so that it is not known whether they are "
                               "inside."));
}

static gboolean
add_areas (LtJudging *self, GPtrArray *outlines, const char *const *codes)
{
  for (; codes != NULL && *codes != NULL; codes++)
    if (!lt_judging_add_outlines (self, outlines, *codes))
      return FALSE;
  return TRUE;
}

/* (out) (nullable): the zones; lacking them is no error */
static gboolean
find_zones (LtJudging *self, LtTarget *target, const char *kinds, GPtrArray **zones, GError **error)
{
  *zones = lt_judging_list_zones (self, kinds, target->period.to, error);
  if (*zones != NULL && (*zones)->len == 0)
    lt_target_lack (target, _ ("The file has no zone of the kind that the rule is about."));
  return *zones != NULL;
}

/* Those that are still there and have a position; one of the rest could be near. */
static gboolean
find_near_places (LtJudging *self,
                  LtTarget *target,
                  const LtRulePlaces *places,
                  Near *near,
                  GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };

  g_ptr_array_add (filters, lt_filter_new (places->field, "=", places->value));
  near->records = lt_store_list (self->store, lt_kind_by_name (places->kind), &query, error);
  if (near->records == NULL)
    return FALSE;
  for (guint i = near->records->len; i-- > 0;)
    if (lt_judging_is_gone (places, g_ptr_array_index (near->records, i)))
      g_ptr_array_remove_index (near->records, i);
  for (guint i = 0; i < near->records->len; i++)
    {
      LtShape *shape = lt_record_get_shape (g_ptr_array_index (near->records, i));

      if (shape == NULL || lt_shape_is_empty (shape))
        {
          g_clear_pointer (&shape, lt_shape_free);
          lt_target_lack (target, _ ("Some have no position, so that it is not known what is near "
                                     "them."));
          return TRUE;
        }
      g_ptr_array_add (near->own, shape);
    }
  return TRUE;
}

static gboolean
find_near (LtJudging *self, LtTarget *target, Counting *counting, GError **error)
{
  const LtPlanRule *rule = target->rule;
  const char *near = lt_plan_rule_get_parameter (rule, "near");
  const LtRulePlaces *places = near == NULL ? NULL : lt_rule_words_find_places (self->words, near);

  counting->has_near = near != NULL;
  if (near == NULL)
    return TRUE;
  counting->near.metres =
      g_ascii_strtod (lt_plan_rule_get_parameter (rule, "distance_km"), NULL) * METRES;
  counting->near.is_beyond = g_str_equal (lt_plan_rule_get_parameter (rule, "side"), "beyond");
  return places != NULL ? find_near_places (self, target, places, &counting->near, error)
                        : find_zones (self, target, near, &counting->near.outlines, error);
}

static gboolean
prepare (LtJudging *self, LtTarget *target, Counting *counting, GError **error)
{
  const LtPlanRule *rule = target->rule;
  const char *const *inside = lt_plan_rule_get_parameters (rule, "inside");
  const char *const *except = lt_plan_rule_get_parameters (rule, "except_areas");
  const char *const area[] = { target->area, NULL };
  const char *done = lt_plan_rule_get_parameter (rule, "in_zone");
  g_autofree char *kinds = inside == NULL ? NULL : g_strjoinv (",", (char **) inside);

  if (!add_areas (self, counting->areas, area) || !add_areas (self, counting->except, except))
    lt_target_lack (target, _ ("The file has no outline of an area that must be known."));
  return (kinds == NULL || find_zones (self, target, kinds, &counting->zones, error))
         && (done == NULL || find_zones (self, target, done, &counting->done, error))
         && find_near (self, target, counting, error);
}

static gboolean
can_count (const LtPlanRule *rule, const LtKind *kind)
{
  return kind != NULL && rule->per != LT_RULE_PER_PLACE
         && (rule->evaluation == LT_RULE_COUNT
             || (rule->evaluation == LT_RULE_COVERAGE
                 && lt_plan_rule_get_parameter (rule, "in_zone") != NULL));
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
                        .areas = g_ptr_array_new (),
                        .except = g_ptr_array_new (),
                        .near.own = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free),
                        .names = g_ptr_array_new_with_free_func (g_free) };
  gboolean good = TRUE;

  if (!can_count (rule, counting.kind))
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
      else if (good && rule->evaluation == LT_RULE_COVERAGE)
        take_share (target, &counting);
      else if (good)
        take_count (target, &counting);
    }
  g_clear_pointer (&counting.near.records, g_ptr_array_unref);
  g_ptr_array_unref (counting.near.own);
  g_ptr_array_unref (counting.areas);
  g_ptr_array_unref (counting.except);
  g_ptr_array_unref (counting.names);
  return good;
}
