/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/mercator.h"

#include <math.h>

#define EARTH (2 * G_PI * 6378137.0) /* m around the equator of EPSG:3857 */

/* EPSG guidance note 7-2, method 1024, its worked example: 24°22'54.433" N,
 * 100°20'00.000" W is E −11 169 055.58 m, N 2 800 000.00 m. */
static void
test_epsg_example (void)
{
  double longitude = -(100 + 20 / 60.0);
  double latitude = 24 + 22 / 60.0 + 54.433 / 3600;

  g_assert_cmpfloat_with_epsilon ((lt_mercator_x (longitude) - 0.5) * EARTH, -11169055.58, 0.01);
  g_assert_cmpfloat_with_epsilon ((0.5 - lt_mercator_y (latitude)) * EARTH, 2800000.00, 0.01);
}

static void
test_world (void)
{
  g_assert_cmpfloat (lt_mercator_x (-180), ==, 0);
  g_assert_cmpfloat (lt_mercator_x (180), ==, 1);
  g_assert_cmpfloat (lt_mercator_y (0), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (lt_mercator_y (90), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (lt_mercator_y (-85.0511287798066), 1, 1e-12);
}

static void
test_back (void)
{
  for (double latitude = -85; latitude <= 85; latitude += 2.5)
    g_assert_cmpfloat_with_epsilon (lt_mercator_latitude (lt_mercator_y (latitude)), latitude,
                                    1e-11);
  for (double longitude = -180; longitude <= 180; longitude += 7.5)
    g_assert_cmpfloat_with_epsilon (lt_mercator_longitude (lt_mercator_x (longitude)), longitude,
                                    1e-11);
}

/* The world's y runs southward: the box's north edge is its smaller y. */
static void
test_box (void)
{
  LtBox degrees = { 112, 37, 114, 39 };
  LtBox world = lt_mercator_box (&degrees);
  LtBox back = lt_mercator_degrees (&world);
  LtBox empty = LT_BOX_EMPTY;

  g_assert_cmpfloat (world.min_y, <, world.max_y);
  g_assert_cmpfloat (world.min_y, ==, lt_mercator_y (39));
  g_assert_cmpfloat_with_epsilon (back.min_y, 37, 1e-11);
  g_assert_cmpfloat_with_epsilon (back.max_x, 114, 1e-11);
  empty = lt_mercator_box (&empty);
  g_assert_true (lt_box_is_empty (&empty));
}

static void
test_boxes (void)
{
  LtBox box = LT_BOX_EMPTY;
  LtBox other = { 2, 2, 3, 3 };
  LtBox empty = LT_BOX_EMPTY;
  LtBox padded;

  g_assert_true (lt_box_is_empty (&box));
  g_assert_false (lt_box_intersects (&box, &other));
  lt_box_extend (&box, 1, 1);
  g_assert_false (lt_box_is_empty (&box));
  lt_box_extend (&box, 2, 5);
  g_assert_true (lt_box_intersects (&box, &other)); /* an edge is enough */
  g_assert_false (lt_box_contains (&box, &other));
  lt_box_unite (&box, &other);
  g_assert_true (lt_box_contains (&box, &other));
  lt_box_unite (&box, &empty);
  g_assert_cmpfloat (box.max_x, ==, 3);
  g_assert_cmpfloat (box.max_y, ==, 5);
  padded = lt_box_padded (&box, 0.5);
  g_assert_cmpfloat (padded.min_x, ==, 0);
  g_assert_cmpfloat (padded.max_y, ==, 7);
  padded = lt_box_padded (&empty, 0.5);
  g_assert_true (lt_box_is_empty (&padded));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mercator/epsg-example", test_epsg_example);
  g_test_add_func ("/mercator/world", test_world);
  g_test_add_func ("/mercator/back", test_back);
  g_test_add_func ("/mercator/box", test_box);
  g_test_add_func ("/box/all", test_boxes);
  return g_test_run ();
}
