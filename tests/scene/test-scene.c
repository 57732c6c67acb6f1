/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is picked, what is painted, and where. */

#include "made-up-county.h"

#include "base/error.h"
#include "geo/mercator.h"
#include "scene/scene-private.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Stations and mines are painted where their coordinates say. */
static void
test_positions (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (0);
  LtSceneView view = made_up_county_get_view (0.37);
  LtSceneOptions options = made_up_county_get_options (county);
  g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
  cairo_surface_t *surface = lt_scene_to_surface (scene, &view);
  const LtPalette *palette = lt_palette_get (FALSE);
  double x, y;

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1366);
  made_up_pixel_of (&view, 113.59, 37.88, &x, &y); /* 南庄, national: filled */
  g_assert_cmphex (made_up_colour_at (surface, x, y), ==, palette->station);
  g_assert_cmphex (made_up_colour_at (surface, x - 4, y), ==, palette->station);
  g_assert_cmphex (made_up_colour_at (surface, x, y - 5), ==, palette->station);
  g_assert_cmphex (made_up_colour_at (surface, x - 12, y), !=, palette->station);
  made_up_pixel_of (&view, 113.49, 37.88, &x, &y); /* 赛鱼, provincial: hollow */
  g_assert_cmphex (made_up_colour_at (surface, x, y), ==, palette->halo);
  made_up_pixel_of (&view, 113.76, 37.80, &x, &y); /* within 平定县 */
  g_assert_cmphex (made_up_colour_at (surface, x, y), ==, palette->land);
  cairo_surface_destroy (surface);
}

static void
test_scale (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (0);
  LtSceneView view = made_up_county_get_view (0);
  LtSceneOptions options = made_up_county_get_options (county);
  g_autoptr (LtScene) scene = NULL;
  cairo_surface_t *surface;
  double x, y;

  view.scale = 2;
  scene = made_up_county_build (county, &view, &options);
  surface = lt_scene_to_surface (scene, &view);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2732);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1536);
  made_up_pixel_of (&view, 113.59, 37.88, &x, &y);
  g_assert_cmphex (made_up_colour_at (surface, 2 * x, 2 * y), ==, lt_palette_get (FALSE)->station);
  cairo_surface_destroy (surface);
}

static void
test_pick (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (0);
  LtSceneView view = made_up_county_get_view (0);
  LtSceneOptions options = made_up_county_get_options (county);
  g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
  g_autoptr (GArray) hits = NULL;
  const LtSceneItem *item;
  double x, y;

  /* On 南庄: the station, then the zone it is in, then the area. */
  made_up_pixel_of (&view, 113.59, 37.88, &x, &y);
  hits = lt_scene_pick (scene, &view, x + 2, y, 4);
  g_assert_cmpuint (hits->len, ==, 3);
  item = &g_array_index (hits, LtSceneItem, 0);
  g_assert_cmpstr (item->title, ==, "南庄");
  g_assert_cmpfloat_with_epsilon (item->distance, 2, 1e-6);
  g_assert_cmpuint (item->cluster, ==, 1);
  g_assert_cmpfloat_with_epsilon (item->world_x, lt_mercator_x (113.59), 1e-12);
  g_assert_cmpstr (g_array_index (hits, LtSceneItem, 1).title, ==, "市区禁煤区");
  g_assert_cmpstr (g_array_index (hits, LtSceneItem, 2).title, ==, "郊区");

  /* Outside the symbol and the radius: the outlines only. */
  g_array_unref (hits);
  hits = lt_scene_pick (scene, &view, x + 14, y, 4);
  g_assert_cmpuint (hits->len, ==, 2);

  /* In the hole of 娘子关规划区 there is only the area, and the river through it. */
  made_up_pixel_of (&view, 113.835, 37.967, &x, &y);
  g_array_unref (hits);
  hits = lt_scene_pick (scene, &view, x, y, 0);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (g_array_index (hits, LtSceneItem, 0).title, ==, "平定县");
  made_up_pixel_of (&view, 113.84, 37.955 + 0.01 / 3, &x, &y);
  g_array_unref (hits);
  hits = lt_scene_pick (scene, &view, x, y, 0);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (g_array_index (hits, LtSceneItem, 0).title, ==, "桃河");
  g_assert_cmpstr (g_array_index (hits, LtSceneItem, 1).title, ==, "平定县");

  made_up_pixel_of (&view, 113.31, 38.04, &x, &y);
  g_array_unref (hits);
  hits = lt_scene_pick (scene, &view, x, y, 4);
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_items (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (40);
  LtSceneView view = made_up_county_get_view (0), corner = view;
  LtSceneOptions options = made_up_county_get_options (county);
  g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
  g_autoptr (GArray) items = lt_scene_get_items (scene, NULL);
  g_autoptr (GArray) few = NULL;
  LtId id = made_up_id (KIND_MINE, 7), other = made_up_id (KIND_MINE, 40);
  LtSceneItem found;

  g_assert_cmpuint (items->len, ==, 7 + 15 + 40);
  for (guint i = 1; i < items->len; i++)
    {
      const LtSceneItem *a = &g_array_index (items, LtSceneItem, i - 1);
      const LtSceneItem *b = &g_array_index (items, LtSceneItem, i);

      g_assert_true (a->kind < b->kind || (a->kind == b->kind && strcmp (a->title, b->title) <= 0));
    }
  g_assert_true (lt_scene_find (scene, &id, &found));
  g_assert_cmpstr (found.title, ==, "示例石料厂8号");
  g_assert_false (lt_scene_find (scene, &other, NULL));

  /* A window in the middle of 平定县, away from every symbol and zone: its box
   * meets the boxes of others, but only the area itself is in it. */
  corner.world_x = lt_mercator_x (113.76);
  corner.world_y = lt_mercator_y (37.80);
  corner.width = corner.height = 8;
  few = lt_scene_get_items (scene, &corner);
  for (guint i = 0; i < few->len; i++)
    g_assert_cmpuint (g_array_index (few, LtSceneItem, i).kind, !=, KIND_ZONE);
  g_assert_cmpuint (lt_scene_count (scene, &corner, KIND_AREA), ==, 1);
}

static void
test_kinds_left_out (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (40);
  LtSceneView view = made_up_county_get_view (0);
  LtSceneOptions options = made_up_county_get_options (county);
  const LtSceneLayer layers[] = { { KIND_MINE, FALSE, 1 },
                                  { KIND_TOWN, TRUE, 0 },
                                  { KIND_STATION, TRUE, 1 },
                                  { KIND_ZONE, TRUE, 0.5 } };
  g_autoptr (LtScene) scene = NULL;

  options.layers = layers;
  options.n_layers = G_N_ELEMENTS (layers);
  scene = made_up_county_build (county, &view, &options);
  g_assert_cmpuint (lt_scene_count (scene, NULL, KIND_STATION), ==, 6);
  g_assert_cmpuint (lt_scene_count (scene, NULL, KIND_ZONE), ==, 4);
  g_assert_cmpuint (lt_scene_count (scene, NULL, 0), ==, 10);
}

/* The circle's surface goes with the value: four times the value, twice the radius. */
static void
test_circles (void)
{
  LtSceneView view = { 0.815, 0.38, 12, 800, 600, 1 };
  LtSceneMeasure measures[2] = { { made_up_id (9, 0), FALSE, 3, "3.0" },
                                 { made_up_id (9, 1), FALSE, 12, "12" } };
  LtSceneOptions options = { .measures = measures, .n_measures = 2 };
  LtSceneBuilder *builder = lt_scene_builder_new (&view, &options);
  g_autoptr (LtScene) scene = NULL;
  double radius[3];

  for (guint i = 0; i < 3; i++)
    {
      double x = 0.815 + i * 1e-5;
      LtPlace place = { .kind = 9, .record = made_up_id (9, i), .world = { x, 0.38, x, 0.38 } };

      lt_scene_builder_add_place (builder, &place);
    }
  scene = lt_scene_builder_finish (builder);
  for (guint i = 0; i < 3; i++)
    radius[i] = (double) g_array_index (scene->points, ScenePoint, i).radius;
  g_assert_cmpfloat_with_epsilon (radius[1], 2 * radius[0], 1e-4);
  g_assert_cmpfloat (radius[2], ==, 0);
}

/* A line of ten thousand corners keeps its form to half a pixel with few. */
static void
test_corners_are_thinned (void)
{
  LtSceneView view = { 0.5, 0.5, 3, 800, 600, 1 };
  LtSceneOptions options = { 0 };
  LtSceneBuilder *builder = lt_scene_builder_new (&view, &options);
  g_autoptr (GString) text = g_string_new ("LINESTRING(");
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (LtScene) scene = NULL;
  LtPlace place = { .kind = KIND_RIVER, .title = "河", .world = { 0.4, 0.4, 0.6, 0.6 } };
  const SceneFigure *figure;

  for (guint i = 0; i <= 10000; i++)
    g_string_append_printf (text, "%s%.6f %.6f", i == 0 ? "" : ",", i * 0.003,
                            10 * sin (i * 0.001));
  g_string_append (text, ")");
  shape = lt_shape_from_text (text->str, NULL);
  g_assert_nonnull (shape);
  lt_scene_builder_add_shape (builder, &place, shape);
  scene = lt_scene_builder_finish (builder);
  g_assert_cmpuint (scene->corners->len / 2, <, 1000);
  g_assert_cmpuint (scene->corners->len / 2, >, 100);
  figure = &g_array_index (scene->figures, SceneFigure, 0);
  for (guint i = 0; i <= 10000; i += 7)
    g_assert_cmpfloat (lt_scene_figure_distance (scene, figure, lt_mercator_x (i * 0.003),
                                                 lt_mercator_y (10 * sin (i * 0.001)))
                           * lt_scene_view_world_size (&view),
                       <, 0.5);
}

/* No name covers a name, a symbol or the mark, and none is cut by the edge. */
static void
test_names_apart (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (400);

  for (double more = -1; more < 3; more += 0.6)
    {
      LtSceneView view = made_up_county_get_view (more);
      LtSceneOptions options = made_up_county_get_options (county);
      g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
      cairo_t *cr = cairo_create (surface);
      g_autoptr (SceneLabels) labels = lt_scene_labels_place (scene, cr, &view);
      PixelBox mark = lt_scene_mark_box (scene, cr, &view);

      g_assert_cmpuint (lt_scene_labels_get_count (labels), >, 3);
      for (guint i = 0; i < lt_scene_labels_get_count (labels); i++)
        {
          PixelBox a = lt_scene_labels_get_box (labels, i);

          g_assert_cmpfloat (a.x, >=, 0);
          g_assert_cmpfloat (a.y, >=, 0);
          g_assert_cmpfloat (a.x + a.width, <=, view.width);
          g_assert_cmpfloat (a.y + a.height, <=, view.height);
          g_assert_false (a.x + a.width > mark.x && a.y + a.height > mark.y);
          for (guint j = i + 1; j < lt_scene_labels_get_count (labels); j++)
            {
              PixelBox b = lt_scene_labels_get_box (labels, j);

              g_assert_true (a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y
                             || b.y + b.height <= a.y);
            }
          for (guint j = 0; j < scene->points->len; j++)
            {
              const ScenePoint *point = &g_array_index (scene->points, ScenePoint, j);
              double x, y;

              if (point->cluster != NO_CLUSTER)
                continue;
              lt_scene_view_to_pixel (&view, point->x, point->y, &x, &y);
              g_assert_false (x > a.x && x < a.x + a.width && y > a.y && y < a.y + a.height);
            }
        }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static gpointer
paint_in_thread (gpointer data)
{
  const LtScene *scene = data;

  return lt_scene_to_surface (scene, lt_scene_get_view (scene));
}

static void
assert_same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  gsize size = (gsize) cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);

  g_assert_cmpint (cairo_image_surface_get_stride (a), ==, cairo_image_surface_get_stride (b));
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, cairo_image_surface_get_height (b));
  g_assert_true (memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size)
                 == 0);
}

/* Several threads at once paint what the main thread paints, to the bit; and the
 * order in which places were read does not show. */
static void
test_threads_paint_the_same (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (400);
  LtSceneView view = made_up_county_get_view (1);
  LtSceneOptions options = made_up_county_get_options (county);
  g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
  LtSceneBuilder *builder = lt_scene_builder_new (&view, &options);
  g_autoptr (LtScene) backward = NULL;
  cairo_surface_t *here = lt_scene_to_surface (scene, &view);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("painter", paint_in_thread, scene);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      cairo_surface_t *there = g_thread_join (threads[i]);

      assert_same_picture (here, there);
      cairo_surface_destroy (there);
    }
  for (guint i = county->places->len; i-- > 0;)
    {
      const LtPlace *place = &g_array_index (county->places, LtPlace, i);

      if (i < county->shapes->len)
        lt_scene_builder_add_shape (builder, place, g_ptr_array_index (county->shapes, i));
      else
        lt_scene_builder_add_place (builder, place);
    }
  backward = lt_scene_builder_finish (builder);
  {
    cairo_surface_t *again = lt_scene_to_surface (backward, &view);

    assert_same_picture (here, again);
    cairo_surface_destroy (again);
  }
  cairo_surface_destroy (here);
}

static void
test_png (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (40);
  LtSceneView view = made_up_county_get_view (0);
  LtSceneOptions options = made_up_county_get_options (county);
  g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
  g_autofree char *folder = g_dir_make_tmp ("lantian-scene-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "map.png", NULL);
  cairo_surface_t *painted = lt_scene_to_surface (scene, &view), *read;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_scene_to_png (scene, &view, path, &error));
  g_assert_no_error (error);
  read = cairo_image_surface_create_from_png (path);
  assert_same_picture (painted, read);
  g_assert_false (lt_scene_to_png (scene, &view, nowhere, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, nowhere));
  cairo_surface_destroy (painted);
  cairo_surface_destroy (read);
  g_unlink (path);
  g_rmdir (folder);
}

#define EDGE 24

/* A symbol as a printer without colour shows it: where there is ink, as measured
 * by the darkest spot of the symbol itself, so that only its form is left. */
static void
print_symbol (guint kind, int variety, gboolean ink[EDGE * EDGE])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, EDGE, EDGE);
  cairo_t *cr = cairo_create (surface);
  guint light, darkest = 255;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lt_scene_paint_symbol (cr, kind, variety, EDGE / 2.0, EDGE / 2.0, 16, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < EDGE * EDGE; i++)
      {
        light = made_up_colour_at (surface, i % EDGE, i / EDGE) >> 8 & 0xff;
        darkest = MIN (darkest, light);
        ink[i] = (255 - light) * 4 > 255 - darkest;
      }
  cairo_surface_destroy (surface);
}

/* Without colour, no two varieties of a kind look alike. */
static void
test_shapes_differ (void)
{
  static const struct
  {
    guint kind;
    int n;
  } kinds[] = { { KIND_STATION, 5 }, { KIND_MINE, 4 }, { KIND_ZONE, 4 } };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int a = 0; a < kinds[k].n; a++)
      for (int b = a + 1; b < kinds[k].n; b++)
        {
          gboolean first[EDGE * EDGE], second[EDGE * EDGE];
          guint different = 0;

          print_symbol (kinds[k].kind, a, first);
          print_symbol (kinds[k].kind, b, second);
          for (int i = 0; i < EDGE * EDGE; i++)
            different += first[i] != second[i];
          g_test_message ("kind %u: %d and %d differ in %u", kinds[k].kind, a, b, different);
          g_assert_cmpuint (different, >=, 10);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/positions", test_positions);
  g_test_add_func ("/scene/scale", test_scale);
  g_test_add_func ("/scene/pick", test_pick);
  g_test_add_func ("/scene/items", test_items);
  g_test_add_func ("/scene/kinds-left-out", test_kinds_left_out);
  g_test_add_func ("/scene/circles", test_circles);
  g_test_add_func ("/scene/corners-are-thinned", test_corners_are_thinned);
  g_test_add_func ("/scene/names-apart", test_names_apart);
  g_test_add_func ("/scene/threads-paint-the-same", test_threads_paint_the_same);
  g_test_add_func ("/scene/png", test_png);
  g_test_add_func ("/scene/shapes-differ", test_shapes_differ);
  return g_test_run ();
}
