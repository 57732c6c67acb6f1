/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage-map.h"

#include "work/county.h"

#include <geodesic.h>
#include <math.h>

#define CARD    "14030001"
#define GRS80_A 6378137.0
#define GRS80_F (1 / 298.257222101)

Stage *stage;

/* Yangquan's notice of 2014 on its 高污染燃料禁燃区 names quarters, no corners: the
 * city proper, the mining district, the development zone and the built-up part of
 * 荫营; a ring round them, guessed. */
const double map_stage_ring[MAP_STAGE_RING][2] = {
  { 113.530, 37.880 }, { 113.560, 37.900 }, { 113.600, 37.895 }, { 113.625, 37.870 },
  { 113.612, 37.836 }, { 113.570, 37.825 }, { 113.530, 37.836 },
};

LtMapView *
map_stage_get_map (void)
{
  return lt_window_get_map (stage->window);
}

LtStore *
map_stage_get_store (void)
{
  return lt_session_get_store (lt_window_get_session (stage->window));
}

void
map_stage_sign_in (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_session_sign_in (lt_window_get_session (stage->window), CARD,
                                     LT_SAMPLE_PASSPHRASE, &error));
  g_assert_no_error (error);
}

GtkWidget *
map_stage_get_area (void)
{
  return lt_map_view_get_map (map_stage_get_map ());
}

/* Pixel of the map where a position is, rounded: there the pointer goes. */
void
map_stage_to_pixel (const double at[2], double *x, double *y)
{
  LtSceneView view = lt_map_view_get_view (map_stage_get_map ());
  double size = 256 * pow (2, view.zoom);
  double phi = at[1] * G_PI / 180;

  *x = round (view.width / 2.0 + ((at[0] + 180) / 360 - view.world_x) * size);
  *y = round (view.height / 2.0
              + (0.5 - log (tan (G_PI / 4 + phi / 2)) / (2 * G_PI) - view.world_y) * size);
}

/* The position of a pixel. */
void
map_stage_to_degrees (double x, double y, double at[2])
{
  LtSceneView view = lt_map_view_get_view (map_stage_get_map ());
  double size = 256 * pow (2, view.zoom);
  double world_y = view.world_y + (y - view.height / 2.0) / size;

  at[0] = (view.world_x + (x - view.width / 2.0) / size) * 360 - 180;
  at[1] = (2 * atan (exp ((0.5 - world_y) * 2 * G_PI)) - G_PI / 2) * 180 / G_PI;
}

double
map_stage_geodesic_surface (const double (*corners)[2], guint n)
{
  struct geod_geodesic ellipsoid;
  struct geod_polygon polygon;
  double surface;

  geod_init (&ellipsoid, GRS80_A, GRS80_F);
  geod_polygon_init (&polygon, 0);
  for (guint i = 0; i < n; i++)
    geod_polygon_addpoint (&ellipsoid, &polygon, corners[i][1], corners[i][0]);
  geod_polygon_compute (&ellipsoid, &polygon, 0, 1, &surface, NULL);
  return fabs (surface);
}

/* The surface that the window tells in words, m². */
double
map_stage_read_surface (const char *words)
{
  static const struct
  {
    const char *name;
    double m2;
  } units[] = { { " 平方公里", 1e6 }, { " 公顷", 1e4 }, { " 平方米", 1 } };
  const char *at = strstr (words, "面积");
  char *rest;
  double figure;

  g_assert_nonnull (at);
  at += strcspn (at, "0123456789");
  figure = g_ascii_strtod (at, &rest);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (rest, units[i].name))
      return figure * units[i].m2;
  g_error ("no unit of surface: %s", words);
}

/* Clicks at a position; answers the one that the pixel is of. */
void
map_stage_click (const double at[2], double clicked[2])
{
  double x, y;

  map_stage_to_pixel (at, &x, &y);
  map_stage_to_degrees (x, y, clicked);
  stage_click_at (stage, map_stage_get_area (), x, y);
}

const char *
map_stage_get_words (void)
{
  return stage_get_text (stage, "tool-words");
}

LtTool
map_stage_get_tool (void)
{
  return lt_map_hand_get_tool (lt_map_view_get_hand (map_stage_get_map ()));
}

/* By its coordinate, and back a little, so that what is there lies below the tools. */
void
map_stage_go_to (const char *coordinate, int farther)
{
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_g, 0);
  stage_wait_shown (stage, "go-coordinate");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, coordinate);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_cmpfloat (lt_map_view_get_view (map_stage_get_map ()).zoom, >=, 14);
  for (int i = 0; i < farther; i++)
    stage_key (stage, GDK_KEY_minus, 0);
  stage_wait_map (stage);
}

/* The mark of a coordinate first, then the pane. */
void
map_stage_leave_all (void)
{
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
}

double
map_stage_geodesic_length (const double from[2], const double to[2])
{
  struct geod_geodesic ellipsoid;
  double metres;

  geod_init (&ellipsoid, GRS80_A, GRS80_F);
  geod_inverse (&ellipsoid, from[1], from[0], to[1], to[0], &metres, NULL, NULL);
  return metres;
}

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  MapStageOutline *outline = user_data;

  g_assert_cmpuint (n, <=, MAP_STAGE_MOST + 1);
  memcpy (outline->corners, xy, 2 * n * sizeof (double));
  outline->n = n - 1;
}

/* Its only outline; without the corner that closes it. */
MapStageOutline
map_stage_read_outline (const LtRecord *zone)
{
  MapStageOutline outline = { 0 };
  g_autoptr (LtShape) shape = lt_record_get_shape (zone);

  lt_shape_foreach_path (shape, on_path, &outline);
  return outline;
}

LtRecord *
map_stage_find_zone (const char *name)
{
  g_autoptr (GPtrArray) zones =
      lt_store_list (map_stage_get_store (), lt_kind_by_name ("zone"), NULL, NULL);

  for (guint i = 0; i < zones->len; i++)
    if (g_str_equal (lt_record_get (g_ptr_array_index (zones, i), "name"), name))
      return lt_record_copy (g_ptr_array_index (zones, i));
  return NULL;
}
