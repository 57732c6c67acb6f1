/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shape-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* GEOS's words for what makes a shape invalid (JTS, TopologyValidationError). */
static const struct
{
  const char *geos;
  const char *words;
} reasons[] = {
  { "Self-intersection", N_ ("the outline crosses itself") },
  { "Ring Self-intersection", N_ ("the outline touches itself") },
  { "Hole lies outside shell", N_ ("a hole lies outside the outline") },
  { "Holes are nested", N_ ("a hole lies in another hole") },
  { "Nested shells", N_ ("one part lies in another part") },
  { "Interior is disconnected", N_ ("holes cut the inside into pieces") },
  { "Duplicate Rings", N_ ("an outline is there twice") },
  { "Too few points in geometry component", N_ ("it has too few different corners") },
  { "Ring is not closed", N_ ("the outline is not closed") },
};

static const char *
say_reason (const char *geos)
{
  for (gsize i = 0; geos != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].geos, geos))
      return _ (reasons[i].words);
  return geos == NULL ? "?" : geos;
}

static void
set_range_error (double x, double y, GError **error)
{
  if (!isfinite (x) || !isfinite (y))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("A position is not a number (%g %g)."), x,
                 y);
  else if (fabs (x) <= 90 && fabs (y) > 90 && fabs (y) <= 180)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Latitude %.10g is out of range (-90 to 90): longitude and latitude look "
                    "swapped. Longitude comes first."),
                 y);
  else if (x >= 13e6 && x < 46e6)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The position %.10g %.10g is not in degrees; it looks like metres of zone %d. "
                    "Name its datum, such as gk%d:%d."),
                 x, y, (int) (x / 1e6), x < 24e6 ? 6 : 3, (int) (x / 1e6));
  else if (fabs (x) > 1000 || fabs (y) > 1000)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("The position %.10g %.10g is not in degrees; it looks like metres. Name its "
                    "datum, such as gk3:38."),
                 x, y);
  else if (fabs (x) > 180)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Longitude %.10g is out of range (-180 to 180)."), x);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Latitude %.10g is out of range (-90 to 90)."), y);
}

static void
on_path_check_range (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  GError **found = user_data;

  for (guint i = 0; *found == NULL && i < n; i++)
    if (!(fabs (xy[2 * i]) <= 180 && fabs (xy[2 * i + 1]) <= 90))
      set_range_error (xy[2 * i], xy[2 * i + 1], found);
}

static void
set_validity_error (const char *reason, const GEOSGeometry *place, GError **error)
{
  double x = NAN;
  double y = NAN;

  if (place != NULL)
    {
      GEOSGeomGetX_r (lt_geos (), place, &x);
      GEOSGeomGetY_r (lt_geos (), place, &y);
    }
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("The shape is not valid: %s at longitude %.6f, latitude %.6f. Correct it there."),
               reason, x, y);
}

/* Whether it is one part against another that is wrong, not a part in itself. */
static gboolean
has_valid_parts (const GEOSGeometry *geometry)
{
  int n = GEOSGetNumGeometries_r (lt_geos (), geometry);

  for (int i = 0; i < n; i++)
    if (GEOSisValid_r (lt_geos (), GEOSGetGeometryN_r (lt_geos (), geometry, i)) != 1)
      return FALSE;
  return n > 1;
}

static gboolean
check_validity (const LtShape *self, GError **error)
{
  char *reason = NULL;
  GEOSGeometry *place = NULL;
  gboolean valid = GEOSisValidDetail_r (lt_geos (), self->geometry, 0, &reason, &place) == 1;

  if (!valid)
    set_validity_error (has_valid_parts (self->geometry) ? _ ("two parts overlap or share an edge")
                                                         : say_reason (reason),
                        place, error);
  GEOSFree_r (lt_geos (), reason);
  if (place != NULL)
    GEOSGeom_destroy_r (lt_geos (), place);
  return valid;
}

/**
 * lt_shape_check:
 * @self: a shape in degrees
 * @error: return location; says what is wrong and where
 *
 * Checks that the shape is not empty, that its positions are on the earth
 * (swapped ones and metres are told apart), and that it is valid in the sense
 * of OGC Simple Features: no outline crosses itself.
 *
 * Returns: whether it can be kept
 */
gboolean
lt_shape_check (const LtShape *self, GError **error)
{
  GError *range = NULL;

  lt_shape_foreach_path (self, on_path_check_range, &range);
  if (range != NULL)
    {
      g_propagate_error (error, range);
      return FALSE;
    }
  if (lt_shape_is_empty (self))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("The shape is empty: it has no position."));
      return FALSE;
    }
  return check_validity (self, error);
}

/**
 * lt_shape_join_parts:
 * @self: a shape in degrees
 *
 * Makes one outline of parts that are valid each but overlap or share an edge, which
 * OGC Simple Features does not allow of a multipolygon. The ground covered stays the
 * same to the corner. A shape that is valid, or wrong in another way, is left alone.
 *
 * Returns: whether parts were joined
 */
gboolean
lt_shape_join_parts (LtShape *self)
{
  GEOSGeometry *joined;

  if (GEOSisValid_r (lt_geos (), self->geometry) == 1 || !has_valid_parts (self->geometry))
    return FALSE;
  joined = GEOSUnaryUnion_r (lt_geos (), self->geometry);
  if (joined == NULL)
    return FALSE;
  if (GEOSisValid_r (lt_geos (), joined) != 1)
    {
      GEOSGeom_destroy_r (lt_geos (), joined);
      return FALSE;
    }
  GEOSGeom_destroy_r (lt_geos (), self->geometry);
  self->geometry = joined;
  return TRUE;
}
