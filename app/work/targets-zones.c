/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much of an area's zones of one kind lies inside zones of another. */

#include "geo/measure.h"
#include "geo/shape-build.h"
#include "work/targets-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static LtShape *
unite (GPtrArray *shapes, GError **error)
{
  return lt_shape_build_union ((const LtShape *const *) shapes->pdata, shapes->len, error);
}

/* What of @shape lies in @other: without what is not in it. (out) (nullable): none of it */
static gboolean
find_common (const LtShape *shape, const LtShape *other, LtShape **common, GError **error)
{
  g_autoptr (LtShape) outside = NULL;

  *common = NULL;
  if (!lt_shape_build_rest (shape, other, &outside, error))
    return FALSE;
  if (outside != NULL)
    return lt_shape_build_rest (shape, outside, common, error);
  *common = lt_shape_build_union (&shape, 1, error);
  return *common != NULL;
}

/* Whole square metres: what the digits of outlines are good for. */
static gint64
measure (const LtShape *shape)
{
  double m2 = 0;

  if (shape != NULL)
    lt_measure_surface (shape, &m2);
  return llround (m2);
}

/* (out): of the zones in the area, and of what of them is in none of the others */
static gboolean
measure_cover (GPtrArray *areas,
               GPtrArray *of,
               GPtrArray *in,
               gint64 *all,
               gint64 *open,
               GError **error)
{
  g_autoptr (LtShape) area = unite (areas, error);
  g_autoptr (LtShape) zones = area == NULL ? NULL : unite (of, error);
  g_autoptr (LtShape) covering = zones == NULL || in->len == 0 ? NULL : unite (in, error);
  g_autoptr (LtShape) inside = NULL, rest = NULL;

  if (zones == NULL || (covering == NULL && in->len > 0)
      || !find_common (zones, area, &inside, error))
    return FALSE;
  *all = *open = measure (inside);
  if (inside == NULL || covering == NULL)
    return TRUE;
  if (!lt_shape_build_rest (inside, covering, &rest, error))
    return FALSE;
  *open = measure (rest);
  return TRUE;
}

static void
take_share (LtTarget *target, gint64 all, gint64 open)
{
  g_autofree char *whole = NULL, *covered = NULL;

  target->value = (LtStatistic){ .value = lt_ratio_new (100 * (all - open), all),
                                 .has_value = TRUE,
                                 .is_valid = TRUE,
                                 .n = 1,
                                 .n_required = 1 };
  whole = lt_ratio_format_exact (lt_ratio_new (all, 1));
  covered = lt_ratio_format_exact (lt_ratio_new (all - open, 1));
  lt_target_say (target, _ ("%s m² in the area, of which %s m² are covered"), whole, covered);
}

/**
 * lt_judging_measure_zones:
 * @self: the judging
 * @target: a target of the share of zones that lies inside others
 * @error: return location
 *
 * Of the zones that were in force on the last day. An area in which there are none of the first
 * kind has no share, and is not taken for covered.
 *
 * Returns: whether the file could be read
 */
gboolean
lt_judging_measure_zones (LtJudging *self, LtTarget *target, GError **error)
{
  const LtPlanRule *rule = target->rule;
  const char *date = target->period.to;
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  g_autoptr (GError) problem = NULL;
  GPtrArray *of =
      lt_judging_list_zones (self, lt_plan_rule_get_parameter (rule, "of_zone"), date, error);
  GPtrArray *in =
      of == NULL
          ? NULL
          : lt_judging_list_zones (self, lt_plan_rule_get_parameter (rule, "in_zone"), date, error);
  gint64 all = 0, open = 0;

  if (in == NULL)
    return FALSE;
  if (!lt_judging_add_outlines (self, areas, target->area))
    lt_target_lack (target, _ ("The file has no outline of an area that must be known."));
  else if (of->len == 0)
    lt_target_lack (target, _ ("The file has no zone of the kind that the rule is about."));
  else if (!measure_cover (areas, of, in, &all, &open, &problem))
    lt_target_lack (target, problem->message);
  else if (all == 0)
    lt_target_lack (target, _ ("The area has no zone of the kind that the rule is about."));
  else
    take_share (target, all, open);
  return TRUE;
}
