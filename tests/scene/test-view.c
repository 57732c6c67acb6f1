/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/view.h"

#include "geo/mercator.h"

#include <math.h>

/* The textbook's formula, written once more. */
static double
world_x (double longitude)
{
  return longitude / 360 + 0.5;
}

static double
world_y (double latitude)
{
  double phi = latitude * G_PI / 180;

  return 0.5 - log (tan (G_PI / 4 + phi / 2)) / (2 * G_PI);
}

static void
test_pixels (void)
{
  /* The middle of Yangquan, zoom 10: the world is 262 144 pixels wide, so 0.1° are
   * 72.8178 pixels. */
  LtSceneView view = { world_x (113.58), world_y (37.86), 10, 1366, 768, 1 };
  double x, y;

  g_assert_cmpfloat (lt_scene_view_world_size (&view), ==, 262144);
  lt_scene_view_to_pixel (&view, world_x (113.58), world_y (37.86), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 683, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 384, 1e-6);
  lt_scene_view_to_pixel (&view, world_x (113.68), world_y (37.86), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 683 + 72.8178, 1e-3);
  lt_scene_view_to_pixel (&view, world_x (113.58), world_y (38), &x, &y);
  g_assert_cmpfloat_with_epsilon (y, 384 - (world_y (37.86) - world_y (38)) * 262144, 1e-6);
  g_assert_cmpfloat (y, <, 384);
}

static void
test_there_and_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 1000; i++)
    {
      LtSceneView view = { g_rand_double (random),
                           g_rand_double (random),
                           g_rand_double_range (random, 0, 19),
                           g_rand_int_range (random, 1, 4000),
                           g_rand_int_range (random, 1, 3000),
                           1 };
      double x = g_rand_double_range (random, -100, 4100),
             y = g_rand_double_range (random, 0, 3000);
      double wx, wy, back_x, back_y;

      lt_scene_view_to_world (&view, x, y, &wx, &wy);
      lt_scene_view_to_pixel (&view, wx, wy, &back_x, &back_y);
      g_assert_cmpfloat_with_epsilon (back_x, x, 1e-6);
      g_assert_cmpfloat_with_epsilon (back_y, y, 1e-6);
    }
}

static void
test_fit (void)
{
  LtBox degrees = { 113.3, 37.65, 113.9, 38.05 };
  LtBox box = lt_mercator_box (&degrees), seen;
  LtSceneView view = { .width = 1366, .height = 768, .scale = 1 };
  LtBox spot = { 0.8, 0.4, 0.8, 0.4 }, empty = LT_BOX_EMPTY;
  LtSceneView before;
  double left, top, right, bottom;

  lt_scene_view_fit (&view, &box, 20);
  lt_scene_view_to_pixel (&view, box.min_x, box.min_y, &left, &top);
  lt_scene_view_to_pixel (&view, box.max_x, box.max_y, &right, &bottom);
  /* Higher than wide for this window: it touches the padding above and below. */
  g_assert_cmpfloat_with_epsilon (top, 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (bottom, 748, 1e-6);
  g_assert_cmpfloat (left, >, 20);
  g_assert_cmpfloat_with_epsilon (left, 1366 - right, 1e-6);
  seen = lt_scene_view_get_box (&view, 0);
  g_assert_true (lt_box_contains (&seen, &box));

  lt_scene_view_fit (&view, &spot, 20);
  g_assert_cmpfloat (view.zoom, ==, 15);
  g_assert_cmpfloat (view.world_x, ==, 0.8);
  before = view;
  lt_scene_view_fit (&view, &empty, 20);
  g_assert_cmpfloat (view.zoom, ==, before.zoom);
  g_assert_cmpfloat (view.world_y, ==, before.world_y);
}

static void
test_metres (void)
{
  /* OpenStreetMap's table of zoom levels: 0.597 m a pixel at zoom 18 on the
   * equator, 156 543.03 m at zoom 0. */
  LtSceneView view = { 0.5, 0.5, 0, 256, 256, 1 };

  g_assert_cmpfloat_with_epsilon (lt_scene_view_metres_per_pixel (&view), 156543.03, 0.01);
  view.zoom = 18;
  g_assert_cmpfloat_with_epsilon (lt_scene_view_metres_per_pixel (&view), 0.597, 0.001);
  view.world_y = world_y (60);
  g_assert_cmpfloat_with_epsilon (lt_scene_view_metres_per_pixel (&view), 0.2986, 0.0005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/view/pixels", test_pixels);
  g_test_add_func ("/scene/view/there-and-back", test_there_and_back);
  g_test_add_func ("/scene/view/fit", test_fit);
  g_test_add_func ("/scene/view/metres", test_metres);
  return g_test_run ();
}
