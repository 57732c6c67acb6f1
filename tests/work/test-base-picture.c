/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A base map beneath a picture: which pixel shows which tile, and what of the
 * officer's settings is kept where. */

#include "desk.h"

#include "base/error.h"
#include "geo/mercator.h"
#include "made-tiles.h"
#include "work/base-picture.h"
#include "work/basemaps.h"
#include "work/map-print.h"
#include "work/map-sheet.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define ZOOM 15

static char *home;

/* A place in Yangquan and where GCJ-02 has it, of the gcoord library (third row of
 * gcj02_bd09_shanxi_by_gcoord.csv). */
static const double true_place[] = { 112.187862, 37.622154 };
static const double shifted_place[] = { 112.194393939, 37.622886282 };

static LtBasemap *
open_map (const char *path, const char *datum)
{
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("test", path, datum);
  g_autoptr (GError) error = NULL;
  LtBasemap *map = lt_basemap_open (spec, NULL, &error);

  g_assert_no_error (error);
  return map;
}

static guint32
read_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x] & 0xffffff;
}

static cairo_surface_t *
paint (LtBasemap *map, const LtSceneView *view)
{
  g_autoptr (LtBasePainter) painter = lt_base_painter_new (map);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width, view->height);
  cairo_t *cr = cairo_create (surface);

  lt_base_painter_paint (painter, cr, view, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static LtSceneView
view_at (const double *place, double zoom)
{
  return (LtSceneView){ .world_x = lt_mercator_x (place[0]),
                        .world_y = lt_mercator_y (place[1]),
                        .zoom = zoom,
                        .width = 64,
                        .height = 64,
                        .scale = 1 };
}

/* A tile of which all is white, but for one red pixel. */
static GBytes *
make_marked_tile (int x, int y)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);
  guint8 *pixel = gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;
  char *bytes;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  pixel[1] = 0;
  pixel[2] = 0;
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, "png", NULL, NULL));
  return g_bytes_new_take (bytes, size);
}

/* A base map in GCJ-02 with white tiles around the place, and a red pixel where
 * GCJ-02 has it. */
static char *
make_marked_map (void)
{
  char *path = g_build_filename (home, "marked.mbtiles", NULL);
  g_autoptr (LtDb) db = NULL;
  double x = lt_mercator_x (shifted_place[0]) * exp2 (ZOOM);
  double y = lt_mercator_y (shifted_place[1]) * exp2 (ZOOM);
  g_autoptr (GBytes) marked =
      make_marked_tile ((int) ((x - floor (x)) * 256), (int) ((y - floor (y)) * 256));
  g_autoptr (GBytes) white = made_tile (0xffffff, 256, "png");

  g_remove (path);
  db = made_tiles_new (path, NULL);
  for (int dy = -2; dy <= 2; dy++)
    for (int dx = -2; dx <= 2; dx++)
      made_tiles_put (db, ZOOM, (int) x + dx, (int) y + dy, dx == 0 && dy == 0 ? marked : white);
  return path;
}

/* Returns: how far the reddest pixel is from the picture's middle, in pixels; -1
 * where there is none */
static double
find_mark (cairo_surface_t *surface)
{
  double found = -1;
  int least = 0xe0;

  for (int y = 0; y < 64; y++)
    for (int x = 0; x < 64; x++)
      {
        int green = (int) (read_pixel (surface, x, y) >> 8 & 0xff);

        if (green < least)
          {
            least = green;
            found = hypot (x + 0.5 - 32, y + 0.5 - 32);
          }
      }
  return found;
}

/* What the map has in GCJ-02 is shown where it is in truth, within a pixel (and the
 * half of one that the mark is wide); untagged it is half a kilometre away. */
static void
test_shifted (void)
{
  g_autofree char *path = make_marked_map ();
  g_autoptr (LtBasemap) shifted = open_map (path, "gcj02");
  g_autoptr (LtBasemap) plain = open_map (path, "wgs84");
  LtSceneView here = view_at (true_place, ZOOM);
  LtSceneView there = view_at (shifted_place, ZOOM);
  cairo_surface_t *surface = paint (shifted, &here);

  g_assert_cmpfloat (find_mark (surface), >=, 0);
  g_assert_cmpfloat (find_mark (surface), <=, 1.5);
  cairo_surface_destroy (surface);
  surface = paint (plain, &here);
  g_assert_cmpfloat (find_mark (surface), ==, -1);
  cairo_surface_destroy (surface);
  surface = paint (plain, &there);
  g_assert_cmpfloat (find_mark (surface), >=, 0);
  g_assert_cmpfloat (find_mark (surface), <=, 1.5);
  cairo_surface_destroy (surface);
}

/* At the base map's own zoom level a tile is shown pixel by pixel; beyond it,
 * enlarged. */
static void
test_tiles (void)
{
  g_autofree char *path = g_build_filename (home, "tiles.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, NULL);
  g_autoptr (LtBasemap) map = NULL;
  cairo_surface_t *surface;
  /* A corner that four tiles share. */
  LtSceneView view = {
    .world_x = 0.5, .world_y = 0.5, .zoom = 2, .width = 64, .height = 64, .scale = 1
  };

  made_tiles_put_all (db, 2, "png");
  map = open_map (path, "cgcs2000");
  for (int zoom = 2; zoom <= 5; zoom++)
    {
      view.zoom = zoom;
      surface = paint (map, &view);
      g_assert_cmphex (read_pixel (surface, 31, 31), ==, made_tile_colour (2, 1, 1));
      g_assert_cmphex (read_pixel (surface, 32, 31), ==, made_tile_colour (2, 2, 1));
      g_assert_cmphex (read_pixel (surface, 31, 32), ==, made_tile_colour (2, 1, 2));
      g_assert_cmphex (read_pixel (surface, 63, 63), ==, made_tile_colour (2, 2, 2));
      cairo_surface_destroy (surface);
    }
  g_assert_null (lt_basemap_take_words (map));
}

/* Two levels below its lowest a tile of the screen has sixteen of its tiles in it, and
 * three below it nothing, as the paper. */
static void
test_smaller_tiles (void)
{
  g_autofree char *path = g_build_filename (home, "closer.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, NULL);
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasePainter) painter = NULL;

  made_tiles_put_all (db, 3, "png");
  map = open_map (path, "cgcs2000");
  painter = lt_base_painter_new (map);
  g_assert_null (lt_base_painter_paint_tile (painter, 0, 0, 0, NULL));
  for (int levels = 1; levels <= 2; levels++)
    {
      int n = 1 << levels, edge = 256 / n;
      cairo_surface_t *tile = lt_base_painter_paint_tile (painter, 3 - levels, 1, 0, NULL);

      g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 256);
      for (int i = 0; i < n * n; i++)
        g_assert_cmphex (read_pixel (tile, i % n * edge + edge / 2, i / n * edge + edge / 2), ==,
                         made_tile_colour (3, n + i % n, i / n));
      cairo_surface_destroy (tile);
    }
}

/* A tile that breaks off, and one that only begins as a picture. */
static void
test_broken_tile (void)
{
  g_autofree char *path = g_build_filename (home, "broken.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, NULL);
  g_autoptr (GBytes) good = made_tile (0x00ff00, 256, "png");
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (good, 0, 40);
  g_autoptr (LtBasemap) map = NULL;
  LtSceneView view = { .world_x = 0.5, .world_y = 0.5, .zoom = 1, .width = 64, .height = 64 };
  g_autofree char *words = NULL;
  cairo_surface_t *surface;

  made_tiles_put (db, 1, 0, 0, good);
  made_tiles_put (db, 1, 1, 0, half);
  made_tiles_put (db, 1, 1, 1, half);
  map = open_map (path, "cgcs2000");
  surface = paint (map, &view);
  g_assert_cmphex (read_pixel (surface, 10, 10), ==, 0x00ff00);
  g_assert_cmphex (read_pixel (surface, 50, 10), ==, 0);
  cairo_surface_destroy (surface);
  words = lt_basemap_take_words (map);
  g_assert_nonnull (strstr (words, "1/1/0"));
  g_assert_null (lt_basemap_take_words (map));
}

/* One that is larger than it seems is not shown; the same in a size of tiles is. */
static void
test_hiding_tile (void)
{
  static const int sides[] = { 256, 2049 };
  LtSceneView view = { .world_x = 0.5, .world_y = 0.5, .zoom = 0, .width = 64, .height = 64 };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *name = g_strdup_printf ("hiding-%d.mbtiles", sides[i]);
      g_autofree char *path = g_build_filename (home, name, NULL);
      g_autoptr (LtDb) db = made_tiles_new (path, NULL);
      g_autoptr (GBytes) jpeg = made_tile (0xffffff, sides[i], "jpeg");
      g_autoptr (GBytes) hiding = made_tile_hiding (jpeg);
      g_autoptr (LtBasemap) map = NULL;
      g_autofree char *words = NULL;
      cairo_surface_t *surface;

      made_tiles_put (db, 0, 0, 0, hiding);
      map = open_map (path, "cgcs2000");
      surface = paint (map, &view);
      g_assert_cmphex (read_pixel (surface, 32, 32), ==, i == 0 ? 0xffffff : 0);
      cairo_surface_destroy (surface);
      words = lt_basemap_take_words (map);
      g_assert_true ((words == NULL) == (i == 0));
    }
}

/* The county lies above: its picture is the same where it paints, and the base map
 * is seen where it does not. */
static void
test_sheet (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autofree char *path = g_build_filename (home, "green.mbtiles", NULL);
  g_autofree char *alone = desk_path (desk, "alone.png");
  g_autofree char *based = desk_path (desk, "based.png");
  g_autoptr (LtDb) db = made_tiles_new (path, NULL);
  g_autoptr (GBytes) green = made_tile (0x00ff00, 256, "png");
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (GdkPixbuf) one = NULL;
  g_autoptr (GdkPixbuf) other = NULL;
  g_autoptr (GError) error = NULL;
  LtMapSheet sheet = { .width = 300, .height = 300, .scale = 1 };
  const guint8 *corner;
  LtMapWish wish;

  made_tiles_put (db, 0, 0, 0, green);
  map = open_map (path, "gcj02");
  lt_map_wish_init (&wish);
  lt_work_map_to_file (store, &sheet, &wish, alone, &error);
  sheet.basemap = map;
  lt_work_map_to_file (store, &sheet, &wish, based, &error);
  g_assert_no_error (error);
  one = gdk_pixbuf_new_from_file (alone, NULL);
  other = gdk_pixbuf_new_from_file (based, NULL);
  corner = gdk_pixbuf_read_pixels (other);
  g_assert_cmphex (corner[0] << 16 | corner[1] << 8 | corner[2], ==, 0x00ff00);
  corner = gdk_pixbuf_read_pixels (one);
  g_assert_cmphex (corner[0] << 16 | corner[1] << 8 | corner[2], !=, 0x00ff00);
}

/* The world at zoom level 4 is 16 by 16 tiles of each address, at 5 it is four times
 * that; beyond the highest level of a service there are no more. */
static void
test_most_asked (void)
{
  static const struct
  {
    guint n_addresses;
    double scale;
    int max_zoom;
    gboolean good;
  } cases[] = {
    { 3, 1, 18, TRUE }, { 4, 1, 18, FALSE }, { 1, 2, 18, FALSE },
    { 1, 2, 4, TRUE },  { 1, 8, 4, TRUE },
  };
  LtSceneView view = { .world_x = 0.5, .world_y = 0.5, .zoom = 4, .width = 4096, .height = 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      g_autoptr (LtBasemapSpec) spec = NULL;
      g_autoptr (LtBasemap) map = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < cases[i].n_addresses; j++)
        g_string_append (source, "http://127.0.0.1:9/{z}/{x}/{y} ");
      spec = lt_basemap_spec_new ("service", source->str, "cgcs2000");
      spec->max_zoom = cases[i].max_zoom;
      map = lt_basemap_open (spec, NULL, &error);
      g_assert_no_error (error);
      view.scale = cases[i].scale;
      g_assert_true (lt_base_picture_check (map, &view, &error) == cases[i].good);
      if (cases[i].good)
        continue;
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, "1024"));
      g_assert_nonnull (strstr (error->message, "1000"));
    }
}

/* Refused before anything is asked for or written; a file may be as large as it is. */
static void
test_sheet_asks (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  g_autoptr (LtBasemapSpec) spec =
      lt_basemap_spec_new ("service", "http://127.0.0.1:9/{z}/{x}/{y}", "cgcs2000");
  g_autoptr (LtBasemap) map = lt_basemap_open (spec, NULL, NULL);
  LtMapSheet sheets[] = { { .width = 1024, .height = 1024, .scale = 8 },
                          { .width = 4096, .height = 4096, .scale = 1 } };
  static const char *const names[] = { "asks.png", "asks.pdf" };
  LtMapWish wish;

  lt_map_wish_init (&wish);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = desk_path (desk, names[i]);
      g_autoptr (GError) error = NULL;

      sheets[i].basemap = map;
      sheets[i].degrees = (LtBox){ -180, -85, 180, 85 };
      g_assert_false (lt_work_map_to_file (store, &sheets[i], &wish, path, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, "1024"));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_null (lt_basemap_take_words (map));
    }
}

/* At that port nobody answers. What is given up is not asked for to its end, and what does
 * not come is said. */
static void
test_page_without_tiles (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtStore *store = lt_session_get_store (desk->session);
  const LtBasemapLimits limits = { .answer_size = 1024, .timeout = 1, .rest = 60 };
  g_autoptr (LtBasemapSpec) spec =
      lt_basemap_spec_new ("service", "http://127.0.0.1:9/{z}/{x}/{y}", "cgcs2000");
  g_autoptr (LtBasemap) map = lt_basemap_open (spec, &limits, NULL);
  const LtMapSheet sheet = {
    .basemap = map, .paper = LT_MAP_A4, .scale = 1, .degrees = { 113, 37, 114, 38 }
  };
  g_autoptr (GCancellable) given_up = g_cancellable_new ();
  g_autoptr (LtMapPrint) print = NULL;
  g_autoptr (GError) error = NULL;
  LtMapWish wish;

  lt_map_wish_init (&wish);
  g_cancellable_cancel (given_up);
  g_assert_null (lt_work_map_print (store, &sheet, &wish, given_up, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (lt_basemap_count_unanswered (map), ==, 0);
  print = lt_work_map_print (store, &sheet, &wish, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lt_map_print_has_gaps (print));
}

/* Kept for this officer alone, each name once, and what is wrong changes nothing. */
static void
test_settings (void)
{
  g_autofree char *file = g_build_filename (home, "lantian", "basemaps.ini", NULL);
  g_autofree char *tiles = g_build_filename (home, "kept.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (tiles, (const char *const[]){ "format", "png", NULL });
  g_autoptr (LtBasemapSpec) one = lt_basemap_spec_new ("一号底图", tiles, "gcj02");
  g_autoptr (LtBasemapSpec) two = lt_work_basemap_prepared ("tianditu");
  g_autoptr (LtBasemaps) all = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GStatBuf status;

  g_assert_true (lt_work_basemap_add (one, &error));
  g_assert_false (lt_work_basemap_add (one, NULL));
  /* A key is wanted. */
  g_assert_false (lt_work_basemap_add (two, NULL));
  two->key = g_strdup ("0123456789abcdef");
  g_assert_true (lt_work_basemap_add (two, &error));
  g_assert_true (lt_work_basemap_choose ("一号底图", &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  all = lt_work_basemaps (&error);
  g_assert_cmpuint (all->specs->len, ==, 2);
  g_assert_cmpstr (all->chosen, ==, "一号底图");
  g_assert_cmpstr (lt_basemaps_find (all, "一号底图")->datum, ==, "gcj02");
  g_assert_cmpstr (lt_basemaps_find (all, two->name)->key, ==, two->key);

  g_assert_true (g_file_get_contents (file, &before, NULL, NULL));
  g_assert_false (lt_work_basemap_choose ("nobody's", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_false (lt_work_basemap_remove ("nobody's", NULL));
  g_assert_true (g_file_get_contents (file, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);

  /* What is removed lies under no map; the file stays. */
  g_assert_true (lt_work_basemap_remove ("一号底图", &error));
  g_clear_pointer (&all, lt_basemaps_free);
  all = lt_work_basemaps (&error);
  g_assert_cmpuint (all->specs->len, ==, 1);
  g_assert_null (all->chosen);
  g_assert_true (g_file_test (tiles, G_FILE_TEST_EXISTS));

  /* A file that somebody has spoilt is not written over. */
  g_assert_true (g_file_set_contents (file, "no settings", -1, NULL));
  g_assert_false (lt_work_basemap_choose (NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, file));
}

int
main (int argc, char *argv[])
{
  int status;

  home = made_folder ();
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base-picture/shifted", test_shifted);
  g_test_add_func ("/base-picture/tiles", test_tiles);
  g_test_add_func ("/base-picture/smaller-tiles", test_smaller_tiles);
  g_test_add_func ("/base-picture/broken-tile", test_broken_tile);
  g_test_add_func ("/base-picture/hiding-tile", test_hiding_tile);
  g_test_add_func ("/base-picture/sheet", test_sheet);
  g_test_add_func ("/base-picture/most-asked", test_most_asked);
  g_test_add_func ("/base-picture/sheet-asks", test_sheet_asks);
  g_test_add_func ("/base-picture/page-without-tiles", test_page_without_tiles);
  g_test_add_func ("/base-picture/settings", test_settings);
  status = g_test_run ();
  made_folder_remove (home);
  return status;
}
