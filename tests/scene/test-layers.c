/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In which order layers lie, how much they let through, and of which day they are. */

#include "made-up-county.h"

#include "geo/mercator.h"
#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

/* Where two layers lie on one another, the later one of the list is seen; and as
 * much of the one beneath as the upper one lets through. */
static void
test_order_and_opacity (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (0);
  const LtPalette *palette = lt_palette_get (LT_INK_LIGHT);
  LtSceneView view = made_up_county_get_view (0);
  LtSceneOptions options = made_up_county_get_options (county);
  LtSceneLayer layers[] = { { KIND_STATION, TRUE, 1 }, { KIND_AREA, TRUE, 1 } };
  double x, y;

  options.layers = layers;
  options.n_layers = G_N_ELEMENTS (layers);
  made_up_pixel_of (&view, 113.59, 37.88, &x, &y);
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (LtScene) scene = made_up_county_build (county, &view, &options);
      cairo_surface_t *surface = lt_scene_to_surface (scene, &view);
      guint32 colour = made_up_colour_at (surface, x, y);

      if (round == 0)
        g_assert_cmphex (colour, ==, palette->land);
      for (int shift = 0; shift < 24 && round == 1; shift += 8)
        {
          int mixed = (int) ((palette->land >> shift & 0xff) + (palette->station >> shift & 0xff));

          g_assert_cmpint (ABS ((int) (colour >> shift & 0xff) - mixed / 2), <=, 2);
        }
      cairo_surface_destroy (surface);
      layers[1].opacity = 0.5;
    }
}

/* A zone twice as wide as it was: both versions, and which of them on which day. */
static void
test_versions (void)
{
  LtSceneView view = { .width = 400, .height = 400, .scale = 1 };
  const LtBox boxes[] = { { 113.50, 37.80, 113.54, 37.84 },
                          { 113.50, 37.80, 113.58, 37.84 },
                          { 113.70, 37.80, 113.72, 37.84 } };
  const LtScenePeriod periods[] = { { made_up_id (8, 1), "2018-10-01", "2025-09-30", "2018版" },
                                    { made_up_id (8, 2), "2025-10-01", NULL, "2025版" },
                                    { made_up_id (8, 3), "2020-01-01", NULL, "2020版" } };
  static const struct
  {
    const char *date;
    const char *titles[3];
  } days[] = {
    { NULL, { "禁煤区 2018版", "禁煤区 2025版", "禁煤区" } },
    { "2018-09-30", { NULL, NULL, NULL } },
    { "2018-10-01", { "禁煤区", NULL, NULL } },
    { "2025-09-30", { "禁煤区", NULL, "禁煤区" } },
    { "2025-10-01", { NULL, "禁煤区", "禁煤区" } },
  };
  LtBox all = { 113.4, 37.75, 113.8, 37.9 };

  all = lt_mercator_box (&all);
  lt_scene_view_fit (&view, &all, 0);
  for (gsize day = 0; day < G_N_ELEMENTS (days); day++)
    {
      LtSceneOptions options = { .date = days[day].date };
      LtSceneBuilder *builder = lt_scene_builder_new (&view, &options);
      g_autoptr (LtScene) scene = NULL;

      for (guint i = 0; i < 3; i++)
        {
          const LtBox *b = &boxes[i];
          g_autofree char *json = g_strdup_printf (
              "{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}",
              b->min_x, b->min_y, b->max_x, b->min_y, b->max_x, b->max_y, b->min_x, b->max_y,
              b->min_x, b->min_y);
          g_autoptr (LtShape) shape = lt_shape_from_text (json, NULL);
          LtPlace place = { .kind = KIND_ZONE,
                            .record = periods[i].place,
                            .world = lt_mercator_box (b),
                            .title = "禁煤区" };

          g_assert_nonnull (shape);
          lt_scene_builder_add_period (builder, &periods[i]);
          lt_scene_builder_add_shape (builder, &place, shape);
        }
      scene = lt_scene_builder_finish (builder);
      for (guint i = 0; i < 3; i++)
        {
          LtSceneItem item = { .title = NULL };

          g_test_message ("%s, version %u", days[day].date, i);
          g_assert_cmpint (lt_scene_find (scene, &periods[i].place, &item), ==,
                           days[day].titles[i] != NULL);
          g_assert_cmpstr (item.title, ==, days[day].titles[i]);
        }
      for (guint i = 0; i < scene->figures->len; i++)
        {
          const SceneFigure *figure = &g_array_index (scene->figures, SceneFigure, i);

          g_assert_cmpint (figure->older, ==,
                           days[day].date == NULL
                               && lt_id_equal (&figure->record, &periods[0].place));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layers/order-and-opacity", test_order_and_opacity);
  g_test_add_func ("/layers/versions", test_versions);
  return g_test_run ();
}
