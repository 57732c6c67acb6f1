/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/measure.h"

#include "geo/ellipsoid-private.h"

#include <math.h>

static void
add_corners (struct geod_polygon *polygon, const double *lonlat, guint n)
{
  for (guint i = 0; i < n; i++)
    geod_polygon_addpoint (lt_ellipsoid (), polygon, lonlat[2 * i + 1], lonlat[2 * i]);
}

static void
on_path_add_surface (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  double *sum = user_data;

  if (closed)
    *sum += (hole ? -1 : 1) * lt_measure_ring (xy, n, NULL);
}

static void
on_path_add_length (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  double *sum = user_data;

  *sum += lt_measure_path (xy, n);
}

/**
 * lt_measure_surface:
 * @shape: a shape in degrees of CGCS2000
 * @m2: (out): its surface, m²; 0 if it has none
 *
 * Measures on CGCS2000's ellipsoid, between geodesics from corner to corner
 * (C. Karney, Algorithms for geodesics, 2013). Parts are added, holes are
 * taken off, and it does not matter which way the outlines go. Of an outline
 * that crosses itself (see lt_shape_check()) it is no surface at all.
 *
 * Returns: whether it is a polygon
 */
gboolean
lt_measure_surface (const LtShape *shape, double *m2)
{
  *m2 = 0;
  if (lt_shape_get_class (shape) != LT_SHAPE_POLYGON)
    return FALSE;
  lt_shape_foreach_path (shape, on_path_add_surface, m2);
  return TRUE;
}

/**
 * lt_measure_length:
 * @shape: a shape in degrees of CGCS2000
 * @m: (out): metres; of a polygon the length of all its outlines, those of
 *   holes too; of points 0
 *
 * Measures on CGCS2000's ellipsoid, see lt_measure_surface().
 *
 * Returns: whether it is a line or a polygon
 */
gboolean
lt_measure_length (const LtShape *shape, double *m)
{
  *m = 0;
  if (lt_shape_get_class (shape) == LT_SHAPE_POINT)
    return FALSE;
  lt_shape_foreach_path (shape, on_path_add_length, m);
  return TRUE;
}

/**
 * lt_measure_ring:
 * @lonlat: longitude and latitude in turn, degrees of CGCS2000
 * @n: how many corners; the first may stand at the end once more
 * @perimeter: (out) (optional): the way round, metres
 *
 * For a shape that is being drawn: each motion may ask.
 *
 * Returns: the surface inside, m², whichever way it goes round; 0 for less
 *   than three corners
 */
double
lt_measure_ring (const double *lonlat, guint n, double *perimeter)
{
  struct geod_polygon polygon;
  double m2;
  double m;

  geod_polygon_init (&polygon, 0);
  add_corners (&polygon, lonlat, n);
  geod_polygon_compute (lt_ellipsoid (), &polygon, 0, 1, &m2, &m);
  if (perimeter != NULL)
    *perimeter = m;
  return fabs (m2);
}

/**
 * lt_measure_path:
 * @lonlat: longitude and latitude in turn, degrees of CGCS2000
 * @n: how many corners
 *
 * Returns: the length of the way through them, metres; it is not closed
 */
double
lt_measure_path (const double *lonlat, guint n)
{
  struct geod_polygon polyline;
  double m;

  geod_polygon_init (&polyline, 1);
  add_corners (&polyline, lonlat, n);
  geod_polygon_compute (lt_ellipsoid (), &polyline, 0, 1, NULL, &m);
  return m;
}
