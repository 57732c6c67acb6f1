/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/distance.h"

#include "geo/ellipsoid-private.h"

#include <math.h>

/* CGCS2000's ellipsoid (GB 22021-2008). */
#define SEMI_AXIS  6378137.0
#define FLATTENING (1 / 298.257222101)

/* No degree of latitude is shorter, in metres. */
#define SHORTEST_DEGREE 110500.0

typedef struct
{
  double x; /* of the place that is asked about, degrees */
  double y;
  double least;
  double last_x; /* in the plane around the place, metres */
  double last_y;
} Nearest;

/* What PROJ's geodesics are reckoned on; read by any thread. */
const struct geod_geodesic *
lt_ellipsoid (void)
{
  static struct geod_geodesic ellipsoid;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      geod_init (&ellipsoid, SEMI_AXIS, FLATTENING);
      g_once_init_leave (&ready, 1);
    }
  return &ellipsoid;
}

/* From the middle to an edge of the plane. */
static double
measure_to_edge (double ax, double ay, double bx, double by)
{
  double dx = bx - ax;
  double dy = by - ay;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (-(ax * dx + ay * dy) / square, 0, 1) : 0;

  return hypot (ax + t * dx, ay + t * dy);
}

/* In the azimuthal equidistant projection around the place, distances from it are
 * true; an edge of some kilometres is straight there. */
static void
go_to (Nearest *nearest, double longitude, double latitude, gboolean edge)
{
  double metres;
  double azimuth;
  double x;
  double y;

  geod_inverse (lt_ellipsoid (), nearest->y, nearest->x, latitude, longitude, &metres, &azimuth,
                NULL);
  x = metres * sin (azimuth * G_PI / 180);
  y = metres * cos (azimuth * G_PI / 180);
  if (edge)
    metres = measure_to_edge (nearest->last_x, nearest->last_y, x, y);
  nearest->least = MIN (nearest->least, metres);
  nearest->last_x = x;
  nearest->last_y = y;
}

static void
on_path_measure (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  Nearest *nearest = user_data;

  go_to (nearest, xy[0], xy[1], FALSE);
  for (guint i = 1; i < n; i++)
    {
      const double *a = xy + 2 * i - 2;
      const double *b = xy + 2 * i;
      double steps = ceil (MAX (fabs (b[0] - a[0]), fabs (b[1] - a[1])) / LT_STRAIGHT_STEP);

      for (double k = 1; k < steps; k++)
        go_to (nearest, a[0] + k / steps * (b[0] - a[0]), a[1] + k / steps * (b[1] - a[1]), TRUE);
      go_to (nearest, b[0], b[1], TRUE);
    }
}

/**
 * lt_distance:
 * @longitude: degrees of CGCS2000
 * @latitude: degrees
 * @there_x: longitude of the other place, degrees
 * @there_y: its latitude, degrees
 *
 * Returns: the shortest way between them on the ellipsoid, metres (C. Karney,
 *   Algorithms for geodesics, 2013)
 */
double
lt_distance (double longitude, double latitude, double there_x, double there_y)
{
  double metres;

  geod_inverse (lt_ellipsoid (), latitude, longitude, there_y, there_x, &metres, NULL, NULL);
  return metres;
}

/**
 * lt_distance_to_shape:
 * @shape: a shape in degrees of CGCS2000
 * @longitude: of a place, degrees
 * @latitude: degrees
 *
 * Returns: metres on the ellipsoid to what of the shape is nearest: a point, an
 *   edge, or 0 inside of a polygon or on its edge; infinite for an empty shape
 */
double
lt_distance_to_shape (const LtShape *shape, double longitude, double latitude)
{
  if (lt_shape_get_class (shape) == LT_SHAPE_POLYGON
      && lt_shape_contains (shape, longitude, latitude))
    return 0;
  return lt_distance_to_edge (shape, longitude, latitude);
}

/**
 * lt_distance_to_edge:
 * @shape: a shape in degrees of CGCS2000
 * @longitude: of a place, degrees
 * @latitude: degrees
 *
 * Returns: metres on the ellipsoid to what of the shape's points and edges is nearest, from
 *   the inside of a polygon too; infinite for an empty shape
 */
double
lt_distance_to_edge (const LtShape *shape, double longitude, double latitude)
{
  Nearest nearest = { longitude, latitude, INFINITY, 0, 0 };

  lt_shape_foreach_path (shape, on_path_measure, &nearest);
  return nearest.least;
}

/**
 * lt_distance_box:
 * @longitude: of a place, degrees
 * @latitude: degrees
 * @metres: how far from it
 *
 * Returns: a box in degrees that holds everything that is not farther, and a
 *   little more: a first sieve. It does not go over the 180th meridian
 */
LtBox
lt_distance_box (double longitude, double latitude, double metres)
{
  double dy = metres / SHORTEST_DEGREE;
  double widest = MIN (fabs (latitude) + dy, 90) * G_PI / 180;
  double dx = MIN (dy / MAX (cos (widest), 1e-9), 360);

  return (LtBox){ longitude - dx, latitude - dy, longitude + dx, latitude + dy };
}
