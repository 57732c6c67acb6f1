/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/distance.h"

#include <geodesic.h>

/* CGCS2000's ellipsoid (GB 22021-2008). */
#define SEMI_AXIS  6378137.0
#define FLATTENING (1 / 298.257222101)

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
  struct geod_geodesic ellipsoid;
  double metres;

  geod_init (&ellipsoid, SEMI_AXIS, FLATTENING);
  geod_inverse (&ellipsoid, latitude, longitude, there_y, there_x, &metres, NULL, NULL);
  return metres;
}
