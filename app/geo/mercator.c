/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/mercator.h"

#include <math.h>

/* atan (sinh (π)): where the square of the world ends. */
#define MAX_LATITUDE 85.05112877980659

/**
 * lt_mercator_x:
 * @longitude: degrees
 *
 * Returns: the world coordinate, 0 at 180° W and 1 at 180° E
 */
double
lt_mercator_x (double longitude)
{
  return (longitude + 180.0) / 360.0;
}

/**
 * lt_mercator_y:
 * @latitude: degrees; what lies beyond the square is put on its edge
 *
 * Spherical Mercator, EPSG:3857 (EPSG guidance note 7-2, method 1024).
 *
 * Returns: the world coordinate, 0 in the north and 1 in the south
 */
double
lt_mercator_y (double latitude)
{
  double radians = CLAMP (latitude, -MAX_LATITUDE, MAX_LATITUDE) * G_PI / 180.0;

  return 0.5 - asinh (tan (radians)) / (2.0 * G_PI);
}

double
lt_mercator_longitude (double x)
{
  return x * 360.0 - 180.0;
}

double
lt_mercator_latitude (double y)
{
  return atan (sinh ((0.5 - y) * 2.0 * G_PI)) * 180.0 / G_PI;
}

/**
 * lt_mercator_box:
 * @degrees: a box of longitude and latitude
 *
 * Returns: the same in world coordinates, whose y runs southward
 */
LtBox
lt_mercator_box (const LtBox *degrees)
{
  if (lt_box_is_empty (degrees))
    return LT_BOX_EMPTY;
  return (LtBox){ lt_mercator_x (degrees->min_x), lt_mercator_y (degrees->max_y),
                  lt_mercator_x (degrees->max_x), lt_mercator_y (degrees->min_y) };
}

/**
 * lt_mercator_degrees:
 * @world: a box of world coordinates
 *
 * Returns: the same in degrees of longitude and latitude
 */
LtBox
lt_mercator_degrees (const LtBox *world)
{
  if (lt_box_is_empty (world))
    return LT_BOX_EMPTY;
  return (LtBox){ lt_mercator_longitude (world->min_x), lt_mercator_latitude (world->max_y),
                  lt_mercator_longitude (world->max_x), lt_mercator_latitude (world->min_y) };
}
