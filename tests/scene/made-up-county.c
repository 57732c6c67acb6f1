/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made-up-county.h"

#include "geo/mercator.h"

#include <math.h>
#include <string.h>

typedef struct
{
  guint kind;
  int variety;
  const char *title;
  double longitude;
  double latitude;
} Spot;

typedef struct
{
  guint kind;
  int variety;
  const char *title;
  const char *text; /* WKT */
} Figure;

static const Spot spots[] = {
  { 13, -1, "冠山镇", 113.62, 37.80 },   { 13, -1, "荫营镇", 113.56, 37.95 },
  { 13, -1, "娘子关镇", 113.86, 37.97 }, { 13, -1, "锁簧镇", 113.66, 37.74 },
  { 13, -1, "旧街乡", 113.37, 37.84 },   { 6, 0, "大阳泉", 113.51, 37.845 },
  { 6, 0, "南庄", 113.59, 37.88 },       { 6, 1, "赛鱼", 113.49, 37.88 },
  { 6, 2, "东城", 113.64, 37.83 },       { 6, 3, "河底", 113.42, 37.99 },
  { 6, 4, "微站12", 113.545, 37.81 },    { 9, -1, "桃北中街", 113.60, 37.855 },
  { 9, -1, "平坦垴", 113.45, 37.80 },    { 9, -1, "李家庄", 113.70, 37.92 },
  { 9, -1, "苇泊", 113.75, 37.70 },
};

static const Figure figures[] = {
  { 5, -1, "郊区",
    "POLYGON((113.32 37.82,113.34 37.95,113.41 38.02,113.55 38.04,113.63 38.0,113.66 37.93,113.63 "
    "37.87,113.65 37.84,113.58 37.79,113.49 37.76,113.41 37.78,113.32 37.82))" },
  { 5, -1, "平定县",
    "POLYGON((113.63 38.0,113.72 38.03,113.83 38.02,113.89 37.97,113.87 37.88,113.89 37.78,113.82 "
    "37.69,113.7 37.66,113.56 37.67,113.49 37.76,113.58 37.79,113.65 37.84,113.63 37.87,113.66 "
    "37.93,113.63 38.0))" },
  { 8, 0, "市区禁煤区",
    "POLYGON((113.46 37.83,113.47 37.90,113.54 37.92,113.62 37.91,113.63 37.86,113.61 37.82,113.53 "
    "37.81,113.46 37.83))" },
  { 8, 1, "冠山禁燃区",
    "POLYGON((113.59 37.78,113.60 37.81,113.66 37.825,113.69 37.80,113.67 37.76,113.62 37.755,"
    "113.59 37.78))" },
  { 8, 2, "荫营建成区",
    "POLYGON((113.53 37.94,113.54 37.97,113.59 37.975,113.60 37.945,113.56 37.93,113.53 37.94))" },
  { 8, 3, "娘子关规划区",
    "POLYGON((113.80 37.93,113.80 38.0,113.87 37.99,113.88 37.95,113.84 37.92,113.80 37.93),"
    "(113.83 37.95,113.85 37.95,113.85 37.97,113.83 37.97,113.83 37.95))" },
  { 14, -1, "桃河",
    "LINESTRING(113.33 37.86,113.38 37.85,113.43 37.86,113.48 37.855,113.53 37.865,113.58 "
    "37.86,113.64 37.89,113.70 37.90,113.76 37.94,113.82 37.955,113.88 37.965)" },
};

static const struct
{
  double value;
  const char *text;
} dust_falls[] = { { 5.7, "5.7" }, { 8.6, "8.6" }, { 12.4, "12.4" }, { 0, NULL } };

LtId
made_up_id (guint kind, guint i)
{
  LtId id = { { 0x01, 0x93, 0, 0, 0, 0, 0x70, (guint8) kind, 0x80 } };

  for (guint j = 0; j < 4; j++)
    id.bytes[12 + j] = (guint8) (i >> (24 - 8 * j));
  return id;
}

static void
add_mines (MadeUpCounty *self, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261120);

  for (guint i = 0; i < n; i++)
    {
      double longitude, latitude;
      char title[64];
      LtPlace place = { .kind = 7, .record = made_up_id (7, i), .variety = (int) (i % 4) };

      /* Every third one lies near one of the spots, as mines do near a town. */
      if (i % 3 == 0)
        {
          const Spot *near = &spots[g_rand_int_range (random, 0, 5)];
          double angle = g_rand_double_range (random, 0, 2 * G_PI);
          double away = g_rand_double_range (random, 0, 0.04);

          longitude = near->longitude + away * cos (angle);
          latitude = near->latitude + away * 0.8 * sin (angle);
        }
      else
        {
          longitude = g_rand_double_range (random, COUNTY_WEST, COUNTY_EAST);
          latitude = g_rand_double_range (random, COUNTY_SOUTH, COUNTY_NORTH);
        }
      g_snprintf (title, sizeof title, "示例石料厂%u号", i + 1);
      place.title = g_string_chunk_insert (self->titles, title);
      place.world.min_x = place.world.max_x = lt_mercator_x (longitude);
      place.world.min_y = place.world.max_y = lt_mercator_y (latitude);
      g_array_append_val (self->places, place);
    }
}

MadeUpCounty *
made_up_county_new (guint n_mines)
{
  MadeUpCounty *self = g_new0 (MadeUpCounty, 1);
  guint n_sites = 0;

  self->places = g_array_new (FALSE, TRUE, sizeof (LtPlace));
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  self->titles = g_string_chunk_new (1 << 16);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autoptr (GError) error = NULL;
      LtShape *shape = lt_shape_from_text (figures[i].text, &error);
      LtPlace place = { .kind = figures[i].kind,
                        .record = made_up_id (figures[i].kind, i),
                        .variety = figures[i].variety,
                        .title = figures[i].title };
      LtBox degrees;

      g_assert_no_error (error);
      degrees = lt_shape_get_box (shape);
      place.world = lt_mercator_box (&degrees);
      g_ptr_array_add (self->shapes, shape);
      g_array_append_val (self->places, place);
    }
  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    {
      LtPlace place = { .kind = spots[i].kind,
                        .record = made_up_id (spots[i].kind, i),
                        .variety = spots[i].variety,
                        .title = spots[i].title };

      place.world.min_x = place.world.max_x = lt_mercator_x (spots[i].longitude);
      place.world.min_y = place.world.max_y = lt_mercator_y (spots[i].latitude);
      if (place.kind == 9)
        {
          self->measures[n_sites] =
              (LtSceneMeasure){ place.record, FALSE, dust_falls[n_sites].value,
                                dust_falls[n_sites].text };
          n_sites++;
        }
      g_array_append_val (self->places, place);
    }
  add_mines (self, n_mines);
  return self;
}

void
made_up_county_free (MadeUpCounty *self)
{
  g_array_unref (self->places);
  g_ptr_array_unref (self->shapes);
  g_string_chunk_free (self->titles);
  g_free (self);
}

LtBox
made_up_county_get_box (void)
{
  LtBox degrees = { COUNTY_WEST, COUNTY_SOUTH, COUNTY_EAST, COUNTY_NORTH };

  return lt_mercator_box (&degrees);
}

LtSceneOptions
made_up_county_get_options (const MadeUpCounty *self)
{
  /* The last site has no value yet. */
  return (LtSceneOptions){ .scale_bar = TRUE,
                           .mark = "示例数据 · 示意",
                           .measures = self->measures,
                           .n_measures = G_N_ELEMENTS (self->measures) - 1 };
}

LtScene *
made_up_county_build (const MadeUpCounty *self,
                      const LtSceneView *view,
                      const LtSceneOptions *options)
{
  LtSceneBuilder *builder = lt_scene_builder_new (view, options);

  for (guint i = 0; i < self->places->len; i++)
    {
      const LtPlace *place = &g_array_index (self->places, LtPlace, i);

      if (i < self->shapes->len)
        lt_scene_builder_add_shape (builder, place, g_ptr_array_index (self->shapes, i));
      else
        lt_scene_builder_add_place (builder, place);
    }
  return lt_scene_builder_finish (builder);
}

/* A window that shows the whole county, and so much more. */
LtSceneView
made_up_county_get_view (double more_zoom)
{
  LtBox box = made_up_county_get_box ();
  LtSceneView view = { .width = 1366, .height = 768, .scale = 1 };

  lt_scene_view_fit (&view, &box, 16);
  view.zoom += more_zoom;
  return view;
}

/* Pixel of a longitude and latitude, by the textbook's formula. */
void
made_up_pixel_of (const LtSceneView *view, double longitude, double latitude, double *x, double *y)
{
  double size = 256 * pow (2, view->zoom), sine = sin (latitude * G_PI / 180);

  *x = ((longitude + 180) / 360 - view->world_x) * size + view->width / 2.0;
  *y = (0.5 - log ((1 + sine) / (1 - sine)) / (4 * G_PI) - view->world_y) * size
       + view->height / 2.0;
}

/* 0xRRGGBB of a picture whose pixels are those of its layout. */
guint32
made_up_colour_at (cairo_surface_t *surface, double x, double y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + (gsize) lround (y) * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + 4 * lround (x), 4);
  return pixel & 0xffffff;
}
