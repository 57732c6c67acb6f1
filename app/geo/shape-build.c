/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shapes united, taken from one another and cut. */

#include "geo/shape-build.h"

#include "base/error.h"
#include "geo/measure.h"
#include "geo/shape-private.h"

#include <glib/gi18n-lib.h>

typedef void (*CutFunc) (GPtrArray *pieces, const GEOSGeometry *part, const GEOSGeometry *line);

static gboolean
fail (GError **error, const char *words)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, words);
  return FALSE;
}

/* What GEOS could not do; it gives no shape only for what lt_shape_check() refuses. */
static LtShape *
take_result (GEOSGeometry *geometry, GError **error)
{
  g_autoptr (LtShape) shape = NULL;

  if (geometry == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("These shapes cannot be put together (%s). Check their outlines."),
                   lt_geos_message ());
      return NULL;
    }
  shape = lt_shape_take (geometry);
  return lt_shape_check (shape, error) ? g_steal_pointer (&shape) : NULL;
}

static const char *
say_class (const LtShape *shape)
{
  switch (lt_shape_get_class (shape))
    {
    case LT_SHAPE_POINT:
      return _ ("a point");
    case LT_SHAPE_LINE:
      return _ ("a line");
    case LT_SHAPE_POLYGON:
      return _ ("a polygon");
    }
  return "";
}

static gboolean
check_class (const LtShape *shape, LtShapeClass wanted, const char *words, GError **error)
{
  if (!lt_shape_check (shape, error))
    return FALSE;
  if (lt_shape_get_class (shape) == wanted)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, words, say_class (shape));
  return FALSE;
}

/**
 * lt_shape_build_union:
 * @shapes: (array length=n): polygons, or lines
 * @n: how many, at least one
 * @error: return location; names the first of them that cannot be taken
 *
 * Merges shapes: where they overlap they count once, where they share an edge
 * it goes, and what lies apart becomes a part.
 *
 * Returns: (transfer full) (nullable): one shape
 */
LtShape *
lt_shape_build_union (const LtShape *const *shapes, guint n, GError **error)
{
  g_autofree GEOSGeometry **copies = g_new0 (GEOSGeometry *, n);
  GEOSGeometry *all;
  GEOSGeometry *one;

  g_return_val_if_fail (n > 0, NULL);

  for (guint i = 0; i < n; i++)
    {
      if (!lt_shape_check (shapes[i], error))
        {
          g_prefix_error (error, _ ("Shape %u: "), i + 1);
          return NULL;
        }
      if (lt_shape_get_class (shapes[i]) != lt_shape_get_class (shapes[0]))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("Shape 1 is %s and shape %u is %s. Only what is of one sort can be "
                          "merged."),
                       say_class (shapes[0]), i + 1, say_class (shapes[i]));
          return NULL;
        }
    }
  for (guint i = 0; i < n; i++)
    copies[i] = GEOSGeom_clone_r (lt_geos (), shapes[i]->geometry);
  all = GEOSGeom_createCollection_r (lt_geos (), GEOS_GEOMETRYCOLLECTION, copies, n);
  one = GEOSUnaryUnion_r (lt_geos (), all);
  GEOSGeom_destroy_r (lt_geos (), all);
  return take_result (one, error);
}

/**
 * lt_shape_build_rest:
 * @shape: a polygon
 * @off: the polygon that is taken away
 * @rest: (out) (nullable): what of @shape is not in @off; %NULL where nothing is left
 * @error: return location
 *
 * Returns: whether both are polygons, of which the rest could be made
 */
gboolean
lt_shape_build_rest (const LtShape *shape, const LtShape *off, LtShape **rest, GError **error)
{
  GEOSGeometry *made;

  *rest = NULL;
  if (!check_class (shape, LT_SHAPE_POLYGON,
                    _ ("Something can be taken from a polygon only, and this is %s."), error)
      || !check_class (off, LT_SHAPE_POLYGON, _ ("Only a polygon can be taken away, not %s."),
                       error))
    return FALSE;
  made = GEOSDifference_r (lt_geos (), shape->geometry, off->geometry);
  if (made != NULL && GEOSisEmpty_r (lt_geos (), made) == 1)
    {
      GEOSGeom_destroy_r (lt_geos (), made);
      return TRUE;
    }
  *rest = take_result (made, error);
  return *rest != NULL;
}

/**
 * lt_shape_build_minus:
 * @shape: a polygon
 * @off: the polygon that is taken away
 * @error: return location; says so where nothing is left
 *
 * Returns: (transfer full) (nullable): what of @shape is not in @off; all of it
 *   where they do not overlap
 */
LtShape *
lt_shape_build_minus (const LtShape *shape, const LtShape *off, GError **error)
{
  LtShape *rest;

  if (lt_shape_build_rest (shape, off, &rest, error) && rest == NULL)
    fail (error, _ ("Nothing is left: what is taken away covers all of the rest."));
  return rest;
}

static double
get_size (const GEOSGeometry *geometry)
{
  double size = 0;

  if (!GEOSArea_r (lt_geos (), geometry, &size) || size == 0)
    GEOSLength_r (lt_geos (), geometry, &size);
  return size;
}

static int
on_compare_sizes (gconstpointer a, gconstpointer b)
{
  double first = get_size ((*(LtShape *const *) a)->geometry);
  double second = get_size ((*(LtShape *const *) b)->geometry);

  return first < second ? 1 : first > second ? -1 : 0;
}

static void
add_pieces (GPtrArray *pieces, const GEOSGeometry *collection)
{
  int n = GEOSGetNumGeometries_r (lt_geos (), collection);

  for (int i = 0; i < n; i++)
    g_ptr_array_add (pieces, lt_shape_take (GEOSGeom_clone_r (
                                 lt_geos (), GEOSGetGeometryN_r (lt_geos (), collection, i))));
}

static gboolean
lies_inside (const GEOSGeometry *piece, const GEOSGeometry *whole)
{
  GEOSGeometry *point = GEOSPointOnSurface_r (lt_geos (), piece);
  gboolean inside = point != NULL && GEOSIntersects_r (lt_geos (), whole, point) == 1;

  GEOSGeom_destroy_r (lt_geos (), point);
  return inside;
}

/* The faces between the outline's edges and the line's, those that are no hole. */
static void
cut_polygon (GPtrArray *pieces, const GEOSGeometry *part, const GEOSGeometry *line)
{
  GEOSGeometry *outline = GEOSBoundary_r (lt_geos (), part);
  GEOSGeometry *edges = GEOSUnion_r (lt_geos (), outline, line);
  const GEOSGeometry *const given[] = { edges };
  GEOSGeometry *faces = edges == NULL ? NULL : GEOSPolygonize_r (lt_geos (), given, 1);
  int n = faces == NULL ? 0 : GEOSGetNumGeometries_r (lt_geos (), faces);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *face = GEOSGetGeometryN_r (lt_geos (), faces, i);

      if (lies_inside (face, part))
        g_ptr_array_add (pieces, lt_shape_take (GEOSGeom_clone_r (lt_geos (), face)));
    }
  GEOSGeom_destroy_r (lt_geos (), outline);
  GEOSGeom_destroy_r (lt_geos (), edges);
  GEOSGeom_destroy_r (lt_geos (), faces);
}

/* Parts that the line leaves whole stay with the largest piece. */
static gboolean
join_to_largest (GPtrArray *pieces, GPtrArray *whole, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new (); /* owns none */
  LtShape *joined;

  g_ptr_array_sort (pieces, on_compare_sizes);
  if (whole->len == 0)
    return TRUE;
  g_ptr_array_extend (all, whole, NULL, NULL);
  g_ptr_array_add (all, g_ptr_array_index (pieces, 0));
  joined = lt_shape_build_union ((const LtShape *const *) all->pdata, all->len, error);
  if (joined == NULL)
    return FALSE;
  lt_shape_free (pieces->pdata[0]);
  pieces->pdata[0] = joined;
  return TRUE;
}

/* @refusal: what to say where no part is cut in two */
static gboolean
split_parts (GPtrArray *pieces,
             const LtShape *shape,
             const LtShape *line,
             CutFunc cut,
             const char *refusal,
             GError **error)
{
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  int n = GEOSGetNumGeometries_r (lt_geos (), shape->geometry);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (lt_geos (), shape->geometry, i);
      guint before = pieces->len;

      cut (pieces, part, line->geometry);
      if (pieces->len >= before + 2)
        continue;
      g_ptr_array_set_size (pieces, (int) before);
      g_ptr_array_add (whole, lt_shape_take (GEOSGeom_clone_r (lt_geos (), part)));
    }
  if (pieces->len == 0)
    return fail (error, refusal);
  return join_to_largest (pieces, whole, error);
}

/* What is left of a line where another is taken out of it; its own crossings are no ends. */
static void
cut_line (GPtrArray *pieces, const GEOSGeometry *part, const GEOSGeometry *line)
{
  GEOSGeometry *rest = GEOSCrosses_r (lt_geos (), part, line) == 1
                           ? GEOSDifference_r (lt_geos (), part, line)
                           : NULL;

  if (rest != NULL)
    add_pieces (pieces, rest);
  GEOSGeom_destroy_r (lt_geos (), rest);
}

/**
 * lt_shape_build_split:
 * @shape: a polygon, or a line
 * @line: what it is cut along
 * @error: return location; says so where nothing is cut
 *
 * Cuts a shape. Of several polygons those that the line does not cut through
 * stay with the largest piece.
 *
 * Returns: (transfer full) (nullable) (element-type LtShape): at least two pieces,
 *   the largest first, which together are @shape
 */
GPtrArray *
lt_shape_build_split (const LtShape *shape, const LtShape *line, GError **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  gboolean done;

  if (!lt_shape_check (shape, error)
      || !check_class (line, LT_SHAPE_LINE, _ ("A shape is cut along a line, and this is %s."),
                       error))
    return NULL;
  switch (lt_shape_get_class (shape))
    {
    case LT_SHAPE_POLYGON:
      done = split_parts (pieces, shape, line, cut_polygon,
                          _ ("The line does not cut the polygon: it must come in from outside and "
                             "go out again."),
                          error);
      break;
    case LT_SHAPE_LINE:
      done = split_parts (pieces, shape, line, cut_line,
                          _ ("The line does not cross the one that it is to cut, or leaves it in "
                             "one piece."),
                          error);
      break;
    default:
      done = fail (error, _ ("A point cannot be cut."));
    }
  return done ? g_steal_pointer (&pieces) : NULL;
}

static gboolean
lies_on_earth (const LtShape *shape)
{
  LtBox box = lt_shape_get_box (shape);

  return box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90;
}

/* The surface of an outline that crosses itself is none; so it is not told. */
static char *
tell_repair (const GError *problem, const LtShape *repaired)
{
  g_autofree char *words = NULL;
  double m2;

  lt_measure_surface (repaired, &m2);
  words = lt_measure_say_surface (m2);
  return g_strdup_printf (
      _ ("%s It can be repaired: everything that the outline goes round is kept, "
         "which makes %d part(s) of %s together. Look at it before you keep "
         "it."),
      problem->message, GEOSGetNumGeometries_r (lt_geos (), repaired->geometry), words);
}

/**
 * lt_shape_build_repair:
 * @shape: a polygon whose outline crosses itself or is wrong in another way
 * @what: (out) (nullable) (transfer full): what was wrong, and what became of it,
 *   to be shown before the shape is kept; %NULL where nothing was wrong
 * @error: return location
 *
 * Makes a valid polygon of whatever the outline goes round (GEOS's "structure"
 * method: of an eight both halves; what is gone round twice counts once). It is
 * offered, never done unasked.
 *
 * Returns: (transfer full) (nullable): the valid polygon
 */
LtShape *
lt_shape_build_repair (const LtShape *shape, char **what, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtShape) repaired = NULL;
  GEOSMakeValidParams *params;
  GEOSGeometry *valid;

  *what = NULL;
  if (lt_shape_check (shape, &problem))
    return lt_shape_take (GEOSGeom_clone_r (lt_geos (), shape->geometry));
  if (lt_shape_get_class (shape) != LT_SHAPE_POLYGON || lt_shape_is_empty (shape)
      || !lies_on_earth (shape))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  params = GEOSMakeValidParams_create_r (lt_geos ());
  GEOSMakeValidParams_setMethod_r (lt_geos (), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r (lt_geos (), params, 0);
  valid = GEOSMakeValidWithParams_r (lt_geos (), shape->geometry, params);
  GEOSMakeValidParams_destroy_r (lt_geos (), params);
  if (valid != NULL && GEOSisEmpty_r (lt_geos (), valid) == 1)
    {
      GEOSGeom_destroy_r (lt_geos (), valid);
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  repaired = take_result (valid, error);
  if (repaired != NULL)
    *what = tell_repair (problem, repaired);
  return g_steal_pointer (&repaired);
}
