/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a shape lies where the county is: a slip of the hand or of the order of two
 * figures is seen before it is saved. */

#include "work/outside.h"

#include "geo/distance.h"
#include "geo/measure.h"
#include "geo/mercator.h"
#include "geo/shape-build.h"

#include <glib/gi18n-lib.h>

/* What is less of a surface is the inexactness of a border, m². */
#define LEAST_SURFACE 1e4

typedef struct
{
  LtStore *store;
  GPtrArray *outlines; /* (element-type LtShape) */
} Areas;

typedef struct
{
  const Areas *areas;
  guint corners;
  guint outside;
} Corners;

static void
on_place (const LtPlace *place, gpointer user_data)
{
  Areas *areas = user_data;
  const LtKind *kind = lt_kind_by_number (place->kind);
  LtShape *outline;

  if (!g_str_equal (kind->name, "area"))
    return;
  outline = lt_store_get_shape (areas->store, kind, &place->record, NULL);
  if (outline != NULL)
    g_ptr_array_add (areas->outlines, outline);
}

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  Corners *corners = user_data;

  for (guint i = 0; i < n; i++)
    {
      gboolean inside = FALSE;

      for (guint a = 0; !inside && a < corners->areas->outlines->len; a++)
        inside = lt_shape_contains (g_ptr_array_index (corners->areas->outlines, a), xy[2 * i],
                                    xy[2 * i + 1]);
      corners->corners++;
      corners->outside += !inside;
    }
}

/* How far the county's box is at the least; %NULL where no area is known. */
static char *
describe_away (LtStore *store, const LtBox *box)
{
  LtBox world = lt_store_get_extent_of (store, lt_kind_by_name ("area"));
  double longitude = (box->min_x + box->max_x) / 2;
  double latitude = (box->min_y + box->max_y) / 2;
  LtBox county = lt_mercator_degrees (&world);
  g_autofree char *away = NULL;
  double metres;

  if (lt_box_is_empty (&world))
    return NULL;
  metres = lt_distance (longitude, latitude, CLAMP (longitude, county.min_x, county.max_x),
                        CLAMP (latitude, county.min_y, county.max_y));
  if (metres < 1000)
    return g_strdup (_ ("It lies outside the county's areas."));
  away = lt_measure_say_length (metres);
  return g_strdup_printf (_ ("It lies outside the county's areas, at least %s away."), away);
}

/* @away: what is said where nothing of it is inside */
static char *
describe_surface (const Areas *areas, const LtShape *shape, const char *away)
{
  g_autoptr (LtShape) county =
      lt_shape_build_union ((const LtShape *const *) areas->outlines->pdata, areas->outlines->len,
                            NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) rest = county == NULL ? NULL : lt_shape_build_minus (shape, county, &error);
  g_autofree char *words = NULL;
  double whole, outside;

  if (rest == NULL || !lt_measure_surface (shape, &whole) || !lt_measure_surface (rest, &outside)
      || outside < LEAST_SURFACE)
    return NULL;
  if (outside > 0.999 * whole)
    return g_strdup (away);
  words = lt_measure_say_surface (outside);
  return g_strdup_printf (_ ("%s of it lie outside the county's areas."), words);
}

/**
 * lt_work_describe_outside:
 * @session: a session
 * @kind: (nullable): what the shape is of; an area says itself where the county is
 * @shape: a shape that is not saved yet
 *
 * Where the county's areas are not known, nothing is outside of them.
 *
 * Returns: (transfer full) (nullable): in words how much of it lies outside; %NULL
 *   where nothing does
 */
char *
lt_work_describe_outside (LtSession *session, const LtKind *kind, const LtShape *shape)
{
  g_autoptr (GPtrArray) outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  Areas areas = { lt_session_get_store (session), outlines };
  Corners corners = { &areas, 0, 0 };
  LtBox box = lt_shape_get_box (shape);
  LtBox world = lt_mercator_box (&box);
  g_autofree char *away = NULL;

  if (lt_shape_is_empty (shape) || (kind != NULL && g_str_equal (kind->name, "area"))
      || !lt_store_each_place (areas.store, &world, on_place, &areas, NULL))
    return NULL;
  away = describe_away (areas.store, &box);
  if (away == NULL)
    return NULL;
  if (outlines->len > 0 && lt_shape_get_class (shape) == LT_SHAPE_POLYGON)
    return describe_surface (&areas, shape, away);
  lt_shape_foreach_path (shape, on_path, &corners);
  if (corners.outside == corners.corners)
    return g_steal_pointer (&away);
  return corners.outside == 0
             ? NULL
             : g_strdup_printf (_ ("%u of its %u corners lie outside the county's areas."),
                                corners.outside, corners.corners);
}
