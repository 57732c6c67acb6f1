/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures that were looked at, at five zooms in three styles, with every kind of place and
 * with values; signs that a print without colour must tell apart; and what the legend says.
 * UPDATE_GOLDEN=1 paints the pictures anew: look at them before they are kept. */

#include "made-up-county.h"

#include "geo/mercator.h"
#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

#define WIDTH  176
#define HEIGHT 132
#define ZOOMS  5

/* Painted again on the same machine none differs; a compiler may round otherwise. */
#define MOST_DIFFERING 2

static const char *const styles[] = { "light", "dark", "plain" };

typedef struct
{
  MadeUpCounty *county;
  LtSceneGuest guests[3];
  LtShape *road;
  LtSceneMeasure measures[6];
  LtSceneScale stations;
  LtSceneScale dust;
} Stage;

static LtId
id_of (const Stage *self, guint kind, guint i)
{
  for (guint n = 0; n < self->county->places->len; n++)
    {
      const LtPlace *place = &g_array_index (self->county->places, LtPlace, n);

      if (place->kind == kind && i-- == 0)
        return place->record;
    }
  g_assert_not_reached ();
}

static void
stage_init (Stage *self)
{
  static const double at[][2] = { { 113.62, 37.87 }, { 113.55, 37.90 } };
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->county = made_up_county_new (120);
  self->road =
      lt_shape_from_text ("LINESTRING(113.32 37.79, 113.5 37.85, 113.58 37.86, 113.88 37.92)",
                          &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    self->guests[i].place =
        (LtPlace){ .kind = KIND_SITE,
                   .record = made_up_id (KIND_SITE, i),
                   .variety = i == 0 ? 0 : 7,
                   .title = i == 0 ? "工地" : "加油站",
                   .world = { lt_mercator_x (at[i][0]), lt_mercator_y (at[i][1]),
                              lt_mercator_x (at[i][0]), lt_mercator_y (at[i][1]) } };
  self->guests[2] = (LtSceneGuest){ .place = { .kind = KIND_CORRIDOR,
                                               .record = made_up_id (KIND_CORRIDOR, 0),
                                               .variety = CORRIDOR_EXPRESSWAY,
                                               .title = "石太高速" },
                                    .shape = self->road };
  self->guests[2].place.world = lt_shape_get_box (self->road);
  self->guests[2].place.world = lt_mercator_box (&self->guests[2].place.world);
  /* Three stations have a value, one of them 0, one is known to have none, two are not told of. */
  for (guint i = 0; i < 4; i++)
    self->measures[i] = (LtSceneMeasure){ .place = id_of (self, KIND_STATION, i),
                                          .missing = i == 3,
                                          .value = i * 60.0,
                                          .text = (const char *[]){ "0", "60", "120", NULL }[i] };
  for (guint i = 0; i < 2; i++)
    self->measures[4 + i] = (LtSceneMeasure){ .place = id_of (self, KIND_AREA, i),
                                              .value = 4.2 + 4 * i,
                                              .text = i == 0 ? "4.2" : "8.2" };
  self->stations = (LtSceneScale){ .n_breaks = 2, .breaks = { 35, 75 } };
  self->dust = (LtSceneScale){ .n_breaks = 2, .breaks = { 5, 7 } };
}

static void
stage_clear (Stage *self)
{
  made_up_county_free (self->county);
  lt_shape_free (self->road);
}

static LtScene *
stage_build (Stage *self, const LtSceneView *view, LtInkStyle style, gboolean legend)
{
  LtSceneOptions options = { .style = style,
                             .scale_bar = TRUE,
                             .legend = legend,
                             .station_values = TRUE,
                             .station_title = "PM2.5 (µg/m³)",
                             .area_title = "降尘量",
                             .measures = self->measures,
                             .n_measures = G_N_ELEMENTS (self->measures),
                             .station_scale = &self->stations,
                             .dust_scale = &self->dust };
  LtSceneBuilder *builder = lt_scene_builder_new (view, &options);

  for (guint i = 0; i < self->county->places->len; i++)
    {
      const LtPlace *place = &g_array_index (self->county->places, LtPlace, i);

      if (i < self->county->shapes->len)
        lt_scene_builder_add_shape (builder, place, g_ptr_array_index (self->county->shapes, i));
      else
        lt_scene_builder_add_place (builder, place);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->guests); i++)
    if (self->guests[i].shape != NULL)
      lt_scene_builder_add_shape (builder, &self->guests[i].place, self->guests[i].shape);
    else
      lt_scene_builder_add_place (builder, &self->guests[i].place);
  return lt_scene_builder_finish (builder);
}

/* One view is painted as for a screen with finer pixels. */
static LtSceneView
view_at (guint zoom)
{
  LtSceneView view = { .width = WIDTH, .height = HEIGHT, .scale = zoom == 3 ? 1.5 : 1 };
  LtBox box = made_up_county_get_box ();

  lt_scene_view_fit (&view, &box, 4);
  view.world_x = lt_mercator_x (113.58);
  view.world_y = lt_mercator_y (37.875);
  view.zoom += zoom * 0.9 - 0.3;
  return view;
}

/* Of 10 000 pixels so many differ by more than rounding. */
static guint
compare (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  guint differing = 0;

  g_assert_cmpint (cairo_image_surface_get_width (b), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    {
      const guint8 *p =
          cairo_image_surface_get_data (a) + (gsize) y * cairo_image_surface_get_stride (a);
      const guint8 *q =
          cairo_image_surface_get_data (b) + (gsize) y * cairo_image_surface_get_stride (b);
      int most = 0;

      for (int x = 0; x < 4 * width; x++)
        {
          most = MAX (x % 4 == 0 ? 0 : most, ABS (p[x] - q[x]));
          differing += x % 4 == 3 && most > 12;
        }
    }
  return differing * 10000 / (guint) (width * height);
}

static void
test_pictures (void)
{
  gboolean update = g_getenv ("UPDATE_GOLDEN") != NULL;
  Stage stage;

  stage_init (&stage);
  for (guint style = 0; style < G_N_ELEMENTS (styles); style++)
    for (guint zoom = 0; zoom < ZOOMS; zoom++)
      {
        LtSceneView view = view_at (zoom);
        g_autoptr (LtScene) scene = stage_build (&stage, &view, (LtInkStyle) style, FALSE);
        g_autofree char *name = g_strdup_printf ("%s-%u.png", styles[style], zoom);
        g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scene", "golden", name, NULL);
        cairo_surface_t *painted, *kept;
        g_autoptr (GError) error = NULL;

        if (update)
          lt_scene_to_png (scene, &view, path, &error);
        g_assert_no_error (error);
        painted = lt_scene_to_surface (scene, &view);
        kept = cairo_image_surface_create_from_png (path);
        g_test_message ("%s", name);
        g_assert_cmpint (cairo_surface_status (kept), ==, CAIRO_STATUS_SUCCESS);
        g_assert_cmpuint (compare (painted, kept), <=, MOST_DIFFERING);
        cairo_surface_destroy (painted);
        cairo_surface_destroy (kept);
      }
  stage_clear (&stage);
}

/* The stations are where they are, in the colour of their class: 0 is the first class and
 * no data is none. */
static void
test_positions (void)
{
  static const guint classes[] = { 0, 1, 2 };
  Stage stage;

  stage_init (&stage);
  for (guint style = 0; style < G_N_ELEMENTS (styles); style++)
    {
      LtSceneView view = { .width = 1200, .height = 900, .scale = 2 };
      LtBox box = made_up_county_get_box ();
      const LtPalette *palette = lt_palette_get ((LtInkStyle) style);
      g_autoptr (LtScene) scene = NULL;
      cairo_surface_t *surface;

      lt_scene_view_fit (&view, &box, 4);
      scene = stage_build (&stage, &view, (LtInkStyle) style, FALSE);
      surface = lt_scene_to_surface (scene, &view);
      for (guint i = 0; i < 6; i++)
        {
          LtId id = id_of (&stage, KIND_STATION, i);
          LtSceneItem item;
          double x, y;
          guint32 wanted =
              i < 3 ? lt_palette_of_level (palette, &stage.stations, classes[i]) : palette->halo;

          g_assert_true (lt_scene_find (scene, &id, &item));
          made_up_pixel_of (&view, lt_mercator_longitude (item.world_x),
                            lt_mercator_latitude (item.world_y), &x, &y);
          g_assert_cmphex (made_up_colour_at (surface, 2 * x, 2 * y), ==, wanted);
        }
      cairo_surface_destroy (surface);
    }
  stage_clear (&stage);
}

static cairo_surface_t *
paint_sign (guint kind, int variety)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 24, 24);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lt_scene_paint_symbol (cr, kind, variety, 12, 12, 20, LT_INK_PLAIN);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
paint_level (const LtScene *scene, guint kind, int level, gboolean missing)
{
  const LtSceneLegendRow row = {
    .of = kind, .kind = kind, .variety = -1, .level = level, .missing = missing, .is_value = TRUE
  };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 24, 24);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lt_scene_paint_legend_sign (scene, cr, &row, 12, 12, 20);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* On paper without colour: every variety of every kind has no colour, and none looks like
 * another; of 576 pixels some twenty are seen to differ. */
static void
test_without_colour (void)
{
  static const struct
  {
    guint kind;
    int n;
  } kinds[] = { { KIND_MINE, 4 },     { KIND_ZONE, N_ZONES }, { KIND_STATION, 5 },
                { KIND_CORRIDOR, 5 }, { KIND_SITE, 19 },      { KIND_DUST_SITE, 1 },
                { KIND_TOWN, 1 },     { KIND_RIVER, 1 },      { KIND_TRACK, 1 } };
  g_autoptr (GPtrArray) signs =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  LtSceneView view = view_at (0);
  g_autoptr (LtScene) scene = NULL;
  Stage stage;

  stage_init (&stage);
  scene = stage_build (&stage, &view, LT_INK_PLAIN, FALSE);
  stage_clear (&stage);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int variety = 0; variety < kinds[k].n; variety++)
      g_ptr_array_add (signs, paint_sign (kinds[k].kind, variety));
  /* What is of a whole area is no value at a point, and no zone. */
  for (int level = 0; level < 3; level++)
    {
      g_ptr_array_add (signs, paint_level (scene, KIND_AREA, level, FALSE));
      g_ptr_array_add (signs, paint_level (scene, KIND_STATION, level, FALSE));
    }
  g_ptr_array_add (signs, paint_level (scene, KIND_AREA, -1, TRUE));
  for (guint i = 0; i < signs->len; i++)
    for (int p = 0; p < 576; p++)
      {
        guint32 colour = made_up_colour_at (g_ptr_array_index (signs, i), p % 24, p / 24);

        g_assert_cmphex (colour & 0xff, ==, colour >> 8 & 0xff);
        g_assert_cmphex (colour & 0xff, ==, colour >> 16);
      }
  for (guint i = 0; i < signs->len; i++)
    for (guint j = i + 1; j < signs->len; j++)
      {
        guint differing = 0;

        for (int p = 0; p < 576; p++)
          differing +=
              ABS (
                  (int) (made_up_colour_at (g_ptr_array_index (signs, i), p % 24, p / 24) & 0xff)
                  - (int) (made_up_colour_at (g_ptr_array_index (signs, j), p % 24, p / 24) & 0xff))
              > 60;
        g_test_message ("signs %u and %u", i, j);
        g_assert_cmpuint (differing, >=, 20);
      }
}

/* A layer's names and values let through as much as its signs do. */
static void
test_opacity (void)
{
  const LtSceneLayer layers[] = { { KIND_STATION, TRUE, 0.5 } };
  LtSceneView view = { .width = 600, .height = 400, .scale = 1 };
  LtBox box = made_up_county_get_box ();
  Stage stage;
  LtSceneOptions options = { .layers = layers,
                             .n_layers = 1,
                             .transparent = TRUE,
                             .station_values = TRUE,
                             .measures = stage.measures,
                             .n_measures = G_N_ELEMENTS (stage.measures) };
  LtSceneBuilder *builder;
  g_autoptr (LtScene) scene = NULL;
  cairo_surface_t *surface;
  guint8 most = 0;
  guint inked = 0;

  stage_init (&stage);
  lt_scene_view_fit (&view, &box, 4);
  builder = lt_scene_builder_new (&view, &options);
  for (guint i = stage.county->shapes->len; i < stage.county->places->len; i++)
    lt_scene_builder_add_place (builder, &g_array_index (stage.county->places, LtPlace, i));
  scene = lt_scene_builder_finish (builder);
  surface = lt_scene_to_surface (scene, &view);
  for (int y = 0; y < view.height; y++)
    for (int x = 0; x < view.width; x++)
      {
        guint32 pixel;

        memcpy (&pixel,
                cairo_image_surface_get_data (surface)
                    + (gsize) y * cairo_image_surface_get_stride (surface) + 4 * x,
                4);
        most = MAX (most, pixel >> 24);
        inked += pixel >> 24 > 0;
      }
  g_assert_cmpuint (inked, >, 500);
  g_assert_cmpuint (most, <=, 128);
  cairo_surface_destroy (surface);
  stage_clear (&stage);
}

static void
test_legend (void)
{
  LtSceneView view = { .width = 1200, .height = 900, .scale = 1 };
  LtBox box = made_up_county_get_box ();
  g_autoptr (LtScene) scene = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) texts = g_string_new (NULL);
  Stage stage;

  stage_init (&stage);
  lt_scene_view_fit (&view, &box, 4);
  scene = stage_build (&stage, &view, LT_INK_LIGHT, TRUE);
  rows = lt_scene_list_legend (scene, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (texts, "%s%s", i == 0 ? "" : "|",
                            ((LtSceneLegendRow *) g_ptr_array_index (rows, i))->text);
  g_assert_nonnull (strstr (texts->str, "|PM2.5 (µg/m³)|≤ 35|35 – 75|> 75|No data|"));
  /* Every kind is named above what it has. */
  g_assert_true (g_str_has_prefix (texts->str, "Stations|"));
  g_assert_nonnull (strstr (texts->str, "|Mines|"));
  g_assert_nonnull (strstr (texts->str, "|Construction site|Gas station|"));
  g_assert_nonnull (strstr (texts->str, "|Expressway|"));
  g_assert_nonnull (strstr (texts->str, "|Coal-banned zone|"));
  g_assert_true (g_str_has_suffix (texts->str, "|Areas|降尘量|≤ 5|5 – 7|> 7"));
  g_assert_null (strstr (texts->str, "Boiler"));
  stage_clear (&stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/pictures", test_pictures);
  g_test_add_func ("/golden/positions", test_positions);
  g_test_add_func ("/golden/without-colour", test_without_colour);
  g_test_add_func ("/golden/opacity", test_opacity);
  g_test_add_func ("/golden/legend", test_legend);
  return g_test_run ();
}
