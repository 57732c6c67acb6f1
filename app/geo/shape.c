/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shape-private.h"

#include "base/error.h"
#include "geo/datum.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* GEOS wants a context for each thread; shapes themselves may wander. */
typedef struct
{
  GEOSContextHandle_t handle;
  char message[200];
} ThreadContext;

typedef struct
{
  LtShapePathFunc func;
  gpointer user_data;
  GArray *buffer; /* (element-type double) */
} Walk;

typedef struct
{
  LtDatum *from;
  double bad_x;
  double bad_y;
} Transformation;

static void free_context (gpointer data);

static GPrivate thread_context = G_PRIVATE_INIT (free_context);

static void
free_context (gpointer data)
{
  ThreadContext *context = data;

  GEOS_finish_r (context->handle);
  g_free (context);
}

static void
walk_sequence (Walk *walk, const GEOSGeometry *line, gboolean closed, gboolean hole)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (lt_geos (), line);
  unsigned int n = 0;

  if (sequence == NULL || !GEOSCoordSeq_getSize_r (lt_geos (), sequence, &n) || n == 0)
    return;
  g_array_set_size (walk->buffer, n * 2);
  if (GEOSCoordSeq_copyToBuffer_r (lt_geos (), sequence, (double *) walk->buffer->data, 0, 0))
    walk->func ((const double *) walk->buffer->data, n, closed, hole, walk->user_data);
}

static void
walk_geometry (Walk *walk, const GEOSGeometry *geometry)
{
  int n;

  switch (GEOSGeomTypeId_r (lt_geos (), geometry))
    {
    case GEOS_POINT:
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
      walk_sequence (walk, geometry, FALSE, FALSE);
      break;
    case GEOS_POLYGON:
      walk_sequence (walk, GEOSGetExteriorRing_r (lt_geos (), geometry), TRUE, FALSE);
      n = GEOSGetNumInteriorRings_r (lt_geos (), geometry);
      for (int i = 0; i < n; i++)
        walk_sequence (walk, GEOSGetInteriorRingN_r (lt_geos (), geometry, i), TRUE, TRUE);
      break;
    default:
      n = GEOSGetNumGeometries_r (lt_geos (), geometry);
      for (int i = 0; i < n; i++)
        walk_geometry (walk, GEOSGetGeometryN_r (lt_geos (), geometry, i));
    }
}

static const GEOSGeometry *
find_longest_part (const GEOSGeometry *geometry)
{
  const GEOSGeometry *longest = NULL;
  double most = -1;
  int n = GEOSGetNumGeometries_r (lt_geos (), geometry);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (lt_geos (), geometry, i);
      double length = 0;

      if (GEOSLength_r (lt_geos (), part, &length) && length > most)
        {
          most = length;
          longest = part;
        }
    }
  return longest;
}

static GEOSGeometry *
make_anchor (const LtShape *self)
{
  if (lt_shape_is_empty (self))
    return NULL;
  switch (lt_shape_get_class (self))
    {
    case LT_SHAPE_POLYGON:
      return GEOSPointOnSurface_r (lt_geos (), self->geometry);
    case LT_SHAPE_LINE:
      return GEOSInterpolateNormalized_r (lt_geos (), find_longest_part (self->geometry), 0.5);
    case LT_SHAPE_POINT:
      return GEOSGeom_clone_r (lt_geos (), GEOSGetGeometryN_r (lt_geos (), self->geometry, 0));
    }
  return NULL;
}

static void
on_geos_message (const char *message, void *user_data)
{
  ThreadContext *context = user_data;

  g_strlcpy (context->message, message, sizeof context->message);
}

static int
on_corner (double *x, double *y, void *user_data)
{
  Transformation *transformation = user_data;
  double bad_x = *x;
  double bad_y = *y;

  if (lt_datum_to_cgcs2000 (transformation->from, x, y))
    return 1;
  transformation->bad_x = bad_x;
  transformation->bad_y = bad_y;
  return 0;
}

static int
on_corner_to (double *x, double *y, void *user_data)
{
  Transformation *transformation = user_data;

  transformation->bad_x = *x;
  transformation->bad_y = *y;
  return lt_datum_from_cgcs2000 (transformation->from, x, y);
}

/* The context of the thread that asks; made on first use, freed with the thread. */
GEOSContextHandle_t
lt_geos (void)
{
  ThreadContext *context = g_private_get (&thread_context);

  if (context == NULL)
    {
      context = g_new0 (ThreadContext, 1);
      context->handle = GEOS_init_r ();
      GEOSContext_setErrorMessageHandler_r (context->handle, on_geos_message, context);
      g_private_set (&thread_context, context);
    }
  return context->handle;
}

/* What GEOS last complained of in this thread, in its own English. */
const char *
lt_geos_message (void)
{
  ThreadContext *context = g_private_get (&thread_context);

  return context == NULL ? "" : context->message;
}

LtShape *
lt_shape_take (GEOSGeometry *geometry)
{
  LtShape *self = g_new0 (LtShape, 1);

  g_assert (geometry != NULL);

  self->geometry = geometry;
  return self;
}

/**
 * lt_shape_new_point:
 * @longitude: degrees of CGCS2000, or an easting before lt_shape_transform()
 * @latitude: degrees of CGCS2000, or a northing before lt_shape_transform()
 *
 * Returns: (transfer full): a point, not yet checked
 */
LtShape *
lt_shape_new_point (double longitude, double latitude)
{
  return lt_shape_take (GEOSGeom_createPointFromXY_r (lt_geos (), longitude, latitude));
}

void
lt_shape_free (LtShape *self)
{
  if (self == NULL)
    return;
  GEOSGeom_destroy_r (lt_geos (), self->geometry);
  g_free (self);
}

/**
 * lt_shape_get_class:
 *
 * Returns: what it is; several points, lines or polygons count as one
 */
LtShapeClass
lt_shape_get_class (const LtShape *self)
{
  switch (GEOSGeomTypeId_r (lt_geos (), self->geometry))
    {
    case GEOS_POINT:
    case GEOS_MULTIPOINT:
      return LT_SHAPE_POINT;
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
    case GEOS_MULTILINESTRING:
      return LT_SHAPE_LINE;
    default:
      return LT_SHAPE_POLYGON;
    }
}

gboolean
lt_shape_is_empty (const LtShape *self)
{
  return GEOSisEmpty_r (lt_geos (), self->geometry) != 0;
}

/**
 * lt_shape_get_box:
 *
 * Returns: the smallest box around it, in degrees; an empty box for an empty shape
 */
LtBox
lt_shape_get_box (const LtShape *self)
{
  LtBox box = LT_BOX_EMPTY;

  if (lt_shape_is_empty (self)
      || !GEOSGeom_getExtent_r (lt_geos (), self->geometry, &box.min_x, &box.min_y, &box.max_x,
                                &box.max_y))
    return LT_BOX_EMPTY;
  return box;
}

/**
 * lt_shape_get_anchor:
 * @self: a shape
 * @longitude: (out): degrees
 * @latitude: (out): degrees
 *
 * Gives the place for a symbol or a name: the first point, the middle of the
 * longest line, a point that surely lies inside the polygon (a centre of
 * gravity may not). An empty shape gives NaN.
 */
void
lt_shape_get_anchor (const LtShape *self, double *longitude, double *latitude)
{
  GEOSGeometry *anchor = make_anchor (self);

  *longitude = NAN;
  *latitude = NAN;
  if (anchor == NULL)
    return;
  GEOSGeomGetX_r (lt_geos (), anchor, longitude);
  GEOSGeomGetY_r (lt_geos (), anchor, latitude);
  GEOSGeom_destroy_r (lt_geos (), anchor);
}

/**
 * lt_shape_contains:
 *
 * Returns: whether the position lies in the shape or on its edge; for a line
 *   or a point, exactly on it
 */
gboolean
lt_shape_contains (const LtShape *self, double longitude, double latitude)
{
  LtBox box = lt_shape_get_box (self);
  LtBox here = { longitude, latitude, longitude, latitude };
  GEOSGeometry *point;
  gboolean inside;

  if (!lt_box_contains (&box, &here))
    return FALSE;
  point = GEOSGeom_createPointFromXY_r (lt_geos (), longitude, latitude);
  inside = GEOSIntersects_r (lt_geos (), self->geometry, point) == 1;
  GEOSGeom_destroy_r (lt_geos (), point);
  return inside;
}

/**
 * lt_shape_foreach_path:
 * @self: a shape
 * @func: (scope call): called for each point, line and ring; a ring's last
 *   corner is its first once more, and a polygon's holes follow its outer ring
 * @user_data: for @func
 */
void
lt_shape_foreach_path (const LtShape *self, LtShapePathFunc func, gpointer user_data)
{
  Walk walk = { func, user_data, NULL };

  walk.buffer = g_array_new (FALSE, FALSE, sizeof (double));
  walk_geometry (&walk, self->geometry);
  g_array_unref (walk.buffer);
}

/**
 * lt_shape_transform:
 * @self: a shape in the coordinates of @from
 * @from: their datum
 * @error: return location; names the corner that cannot be of that datum
 *
 * Turns the shape into degrees of CGCS2000.
 *
 * Returns: whether it was done; if not, the shape is as before
 */
gboolean
lt_shape_transform (LtShape *self, LtDatum *from, GError **error)
{
  Transformation transformation = { .from = from, NAN, NAN };
  GEOSGeometry *moved =
      GEOSGeom_transformXY_r (lt_geos (), self->geometry, on_corner, &transformation);

  if (moved == NULL)
    {
      lt_datum_set_error (from, transformation.bad_x, transformation.bad_y, error);
      return FALSE;
    }
  GEOSGeom_destroy_r (lt_geos (), self->geometry);
  self->geometry = moved;
  return TRUE;
}

/**
 * lt_shape_transform_to:
 * @self: a shape in degrees of CGCS2000
 * @to: the datum wanted
 * @error: return location; names the corner that is outside of that datum
 *
 * Turns the shape into coordinates of @to, for a file that leaves the house.
 *
 * Returns: whether it was done; if not, the shape is as before
 */
gboolean
lt_shape_transform_to (LtShape *self, LtDatum *to, GError **error)
{
  Transformation transformation = { .from = to, NAN, NAN };
  GEOSGeometry *moved =
      GEOSGeom_transformXY_r (lt_geos (), self->geometry, on_corner_to, &transformation);

  if (moved == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("The position %.10g %.10g has no place in datum %s. Choose another datum: "
                      "%s."),
                   transformation.bad_x, transformation.bad_y, lt_datum_get_name (to),
                   lt_datum_choices ());
      return FALSE;
    }
  GEOSGeom_destroy_r (lt_geos (), self->geometry);
  self->geometry = moved;
  return TRUE;
}

/* Several of one are that one: some formats know only several. */
static GEOSGeometry *
normalise (const LtShape *self)
{
  const GEOSGeometry *geometry = self->geometry;
  GEOSGeometry *copy;

  if (GEOSGetNumGeometries_r (lt_geos (), geometry) == 1)
    geometry = GEOSGetGeometryN_r (lt_geos (), geometry, 0);
  copy = GEOSGeom_clone_r (lt_geos (), geometry);
  GEOSNormalize_r (lt_geos (), copy);
  return copy;
}

/**
 * lt_shape_is_same:
 * @self: a shape
 * @other: another
 * @tolerance: by how much their coordinates may differ, in their unit
 *
 * Returns: whether both have the same corners, wherever their rings begin and
 *   whichever way they go: file formats differ in that
 */
gboolean
lt_shape_is_same (const LtShape *self, const LtShape *other, double tolerance)
{
  GEOSGeometry *a = normalise (self);
  GEOSGeometry *b = normalise (other);
  gboolean same = GEOSEqualsExact_r (lt_geos (), a, b, tolerance) == 1;

  GEOSGeom_destroy_r (lt_geos (), a);
  GEOSGeom_destroy_r (lt_geos (), b);
  return same;
}
