/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shapes.h"

#include "geo/distance.h"

#include <math.h>

/* Along an edge the nearest place is found by trying many: none is nearer, and one
 * is as near. Inside there is no way to go. */
static void
test_distance (void)
{
  g_autoptr (LtShape) line = read_shape ("LINESTRING (112.4 37.2, 112.41 37.25, 112.47 37.21)");
  g_autoptr (LtShape) area = read_shape ("POLYGON ((112 37, 113 37, 113 38, 112 38, 112 37))");
  g_autoptr (LtShape) points = read_shape ("MULTIPOINT ((113 37), (114 38))");
  static const double corners[] = { 112.4, 37.2, 112.41, 37.25, 112.47, 37.21 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 100; i++)
    {
      double x = g_rand_double_range (rand, 112.2, 112.7);
      double y = g_rand_double_range (rand, 37.0, 37.4);
      double least = INFINITY;

      for (guint k = 0; k <= 2000; k++)
        {
          const double *a = corners + (k > 1000 ? 2 : 0);
          double t = (k > 1000 ? k - 1000 : k) / 1000.0;

          least =
              MIN (least, lt_distance (x, y, a[0] + t * (a[2] - a[0]), a[1] + t * (a[3] - a[1])));
        }
      assert_near (lt_distance_to_shape (line, x, y), least, 1e-4);
    }
  g_assert_cmpfloat (lt_distance_to_shape (area, 112.5, 37.5), ==, 0);
  g_assert_cmpfloat (lt_distance_to_shape (area, 112, 37.5), ==, 0);
  assert_near (lt_distance_to_shape (area, 112.5, 36), lt_distance (112.5, 36, 112.5, 37), 1e-3);
  assert_near (lt_distance_to_shape (points, 113.9, 38), lt_distance (113.9, 38, 114, 38), 1e-12);
}

/* The sieve lets through whatever is near, and not much more. */
static void
test_box (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (guint i = 0; i < 1000; i++)
    {
      double x = g_rand_double_range (rand, 73, 135);
      double y = g_rand_double_range (rand, 18, 54);
      double metres = g_rand_double_range (rand, 1, 200000);
      LtBox box = lt_distance_box (x, y, metres);

      for (guint k = 0; k <= 20; k++)
        {
          double t = k / 20.0;

          g_assert_cmpfloat (lt_distance (x, y, box.max_x, box.min_y + t * (box.max_y - box.min_y)),
                             >=, metres);
          g_assert_cmpfloat (lt_distance (x, y, box.min_x + t * (box.max_x - box.min_x), box.max_y),
                             >=, metres);
          g_assert_cmpfloat (lt_distance (x, y, box.min_x + t * (box.max_x - box.min_x), box.min_y),
                             >=, metres);
        }
      g_assert_cmpfloat (lt_distance (x, y, box.max_x, y), <, metres * 1.1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distance/to-shape", test_distance);
  g_test_add_func ("/distance/box", test_box);
  return g_test_run ();
}
