/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures to be looked at: the made-up county at three zooms, light and dark,
 * and every symbol with its varieties. */

#include "made-up-county.h"

#include "scene/palette.h"

#include <glib/gstdio.h>

static char *folder;

static void
test_maps (void)
{
  g_autoptr (MadeUpCounty) county = made_up_county_new (300);
  LtBox box = made_up_county_get_box ();

  for (int dark = 0; dark < 2; dark++)
    for (int step = 0; step < 3; step++)
      {
        LtSceneView view = { .width = 1366, .height = 768, .scale = step == 2 ? 2 : 1 };
        LtSceneOptions options = made_up_county_get_options (county);
        g_autoptr (LtScene) scene = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *name = g_strdup_printf ("map-%s-%d.png", dark ? "dark" : "light", step);
        g_autofree char *path = g_build_filename (folder, name, NULL);
        LtId chosen = made_up_id (7, 3);

        options.style = dark ? LT_INK_DARK : LT_INK_LIGHT;
        lt_scene_view_fit (&view, &box, 16);
        view.zoom += step * 1.6;
        scene = made_up_county_build (county, &view, &options);
        g_assert_true (lt_scene_find (scene, &chosen, NULL) || step > 0);
        lt_scene_to_png (scene, &view, path, &error);
        g_assert_no_error (error);
      }
}

static void
test_symbols (void)
{
  static const struct
  {
    guint kind;
    int n;
  } rows[] = { { KIND_STATION, 5 }, { KIND_MINE, 4 },  { KIND_ZONE, 4 }, { KIND_DUST_SITE, 0 },
               { KIND_TOWN, 0 },    { KIND_RIVER, 0 }, { KIND_AREA, 0 } };
  g_autofree char *path = g_build_filename (folder, "symbols.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 560);
  cairo_t *cr = cairo_create (surface);

  for (int dark = 0; dark < 2; dark++)
    {
      lt_ink_set (cr, lt_palette_get (dark)->land, 1);
      cairo_rectangle (cr, dark * 320, 0, 320, 560);
      cairo_fill (cr);
      for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
        for (int variety = -1; variety < rows[row].n; variety++)
          {
            double x = 32 + dark * 320 + (variety + 1) * 48, y = 40 + row * 80;

            lt_scene_paint_symbol (cr, rows[row].kind, variety, x, y, 32, dark);
            lt_scene_paint_symbol (cr, rows[row].kind, variety, x, y + 32, 16, dark);
          }
    }
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  const char *pictures = g_getenv ("LANTIAN_PICTURES");
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_strdup (pictures != NULL ? pictures : g_get_tmp_dir ());
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_test_add_func ("/scene/pictures/maps", test_maps);
  g_test_add_func ("/scene/pictures/symbols", test_symbols);
  status = g_test_run ();
  g_free (folder);
  return status;
}
