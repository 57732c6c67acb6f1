/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of tiles: those that others have made, and those made here tile by tile,
 * whole, foreign and broken. */

#include "base/error.h"
#include "basemap/tile-bytes.h"
#include "made-tiles.h"

#include <glib/gstdio.h>
#include <string.h>

static LtBasemap *
open_map (const char *path, const char *part, GError **error)
{
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("test", path, "cgcs2000");

  spec->part = g_strdup (part);
  return lt_basemap_open (spec, NULL, error);
}

static void
assert_refused (const char *path, const char *part, LtError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_autoptr (LtBasemap) map = open_map (path, part, &error);

  if (map != NULL)
    g_error ("%s is not refused", path);
  g_assert_error (error, LT_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static GBytes *
read_one (LtBasemapReader *reader, int z, int x, int y)
{
  g_autoptr (GPtrArray) pieces = lt_basemap_reader_read (reader, z, x, y, NULL);

  g_assert_cmpuint (pieces->len, <=, 1);
  return pieces->len == 0 ? NULL
                          : g_bytes_ref (((LtTilePiece *) g_ptr_array_index (pieces, 0))->bytes);
}

static void
assert_tile (LtBasemapReader *reader, int z, int x, int y, guint32 colour, const char *format)
{
  g_autoptr (GBytes) expected = made_tile (colour, 256, format);
  g_autoptr (GBytes) found = read_one (reader, z, x, y);

  g_assert_nonnull (found);
  g_assert_true (g_bytes_equal (found, expected));
}

/* Rows of MBTiles count from the south: tile 0/0 of the screen is the north-west. */
static void
test_made (void)
{
  static const char *const metadata[] = {
    "name",        "Test <b>map</b>",
    "format",      "jpg",
    "minzoom",     "1",
    "maxzoom",     "2",
    "attribution", "<a href=\"https://x\">&copy; Nobody</a> &amp; <http://y>",
    NULL
  };
  const char *const formats[] = { "png", "jpeg" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      char *folder = made_folder ();
      g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);
      g_autoptr (LtDb) db = made_tiles_new (path, metadata);
      g_autoptr (LtBasemap) map = NULL;
      g_autoptr (LtBasemapReader) reader = NULL;
      int min_zoom, max_zoom;

      made_tiles_put_all (db, 1, formats[i]);
      made_tiles_put_all (db, 2, formats[i]);
      g_clear_pointer (&db, lt_db_close);
      map = open_map (path, NULL, NULL);
      g_assert_nonnull (map);
      lt_basemap_get_zooms (map, &min_zoom, &max_zoom);
      g_assert_cmpint (min_zoom, ==, 1);
      g_assert_cmpint (max_zoom, ==, 2);
      g_assert_cmpstr (lt_basemap_get_attribution (map), ==, "© Nobody & http://y");
      reader = lt_basemap_reader_new (map);
      for (int y = 0; y < 4; y++)
        for (int x = 0; x < 4; x++)
          assert_tile (reader, 2, x, y, made_tile_colour (2, x, y), formats[i]);
      /* Beyond the last: the whole of the tile above, to be cut. */
      assert_tile (reader, 4, 15, 4, made_tile_colour (2, 3, 1), formats[i]);
      g_assert_null (read_one (reader, 0, 0, 0));
      g_assert_null (lt_basemap_take_words (map));
      made_folder_remove (folder);
    }
}

/* Without the table that says what it is, the tiles say it. */
static void
test_no_metadata (void)
{
  char *folder = made_folder ();
  g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, NULL);
  g_autoptr (LtBasemap) map = NULL;
  int min_zoom, max_zoom;

  made_tiles_put_all (db, 1, "png");
  made_tiles_put_all (db, 3, "png");
  g_clear_pointer (&db, lt_db_close);
  map = open_map (path, NULL, NULL);
  g_assert_nonnull (map);
  lt_basemap_get_zooms (map, &min_zoom, &max_zoom);
  g_assert_cmpint (min_zoom, ==, 1);
  g_assert_cmpint (max_zoom, ==, 3);
  g_assert_cmpstr (lt_basemap_get_attribution (map), ==, "");
  made_folder_remove (folder);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    const char *format;
    const char *words;
  } cases[] = {
    { "\x1f\x8b\x08 vector", 10, NULL, "(pbf)" },
    { "RIFF....WEBPVP8 ", 16, NULL, "webp" },
    { NULL, 0, "pbf", "(pbf)" },
    { NULL, 0, "webp", "webp" },
    { NULL, 0, NULL, "no tiles" },
    { "<html>", 6, NULL, "html" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = made_folder ();
      g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);
      const char *const metadata[] = { cases[i].format == NULL ? NULL : "format", cases[i].format,
                                       NULL };
      g_autoptr (LtDb) db = made_tiles_new (path, metadata);

      if (cases[i].bytes != NULL)
        {
          g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);

          made_tiles_put (db, 0, 0, 0, bytes);
        }
      g_clear_pointer (&db, lt_db_close);
      assert_refused (path, NULL, LT_ERROR_BAD_INPUT, cases[i].words);
      made_folder_remove (folder);
    }
}

static void
test_no_file (void)
{
  char *folder = made_folder ();
  g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);
  g_autoptr (LtBasemapSpec) spec = lt_basemap_spec_new ("test", path, "beijing54");
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = NULL;

  assert_refused (path, NULL, LT_ERROR_BAD_INPUT, "no such file");
  assert_refused (folder, NULL, LT_ERROR_BAD_INPUT, "no such file");
  g_assert_true (g_file_set_contents (path, "Dear colleague", -1, NULL));
  assert_refused (path, NULL, LT_ERROR_BAD_INPUT, "damaged, or neither");
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, NULL, LT_ERROR_BAD_INPUT, "no tiles");
  g_assert_null (lt_basemap_open (spec, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "beijing54"));
  made_folder_remove (folder);
}

/* A file cut off, and one whose head is torn: said once, and what is there is shown. */
static void
test_torn (void)
{
  char *folder = made_folder ();
  g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, (const char *const[]){ "format", "png", NULL });
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *words = NULL;
  guint n_there = 0;
  gsize size;

  made_tiles_put_all (db, 4, "png");
  g_clear_pointer (&db, lt_db_close);
  map = open_map (path, NULL, NULL);
  g_assert_nonnull (map);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) (size * 3 / 4), NULL));
  reader = lt_basemap_reader_new (map);
  for (int i = 0; i < 256; i++)
    {
      g_autoptr (GBytes) tile = read_one (reader, 4, i % 16, i / 16);

      n_there += tile != NULL;
    }
  words = lt_basemap_take_words (map);
  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, path));
  g_assert_null (lt_basemap_take_words (map));
  g_assert_cmpuint (n_there, <, 256);

  memset (contents, 0x55, 100);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
  assert_refused (path, NULL, LT_ERROR_BAD_INPUT, "damaged, or neither");
  /* The pages of the schema. */
  memcpy (contents, "SQLite format 3", 16);
  g_clear_pointer (&reader, lt_basemap_reader_free);
  made_folder_remove (folder);
}

static void
test_bad_tiles (void)
{
  char *folder = made_folder ();
  g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);
  g_autoptr (LtDb) db = made_tiles_new (path, (const char *const[]){ "format", "png", NULL });
  g_autoptr (GBytes) good = made_tile (0x00ff00, 256, "png");
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) huge = made_tile (0, 2049, "png");
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;
  g_autofree char *words = NULL;

  made_tiles_put (db, 1, 0, 0, good);
  made_tiles_put (db, 1, 1, 0, garbage);
  made_tiles_put (db, 1, 0, 1, empty);
  made_tiles_put (db, 1, 1, 1, huge);
  g_clear_pointer (&db, lt_db_close);
  map = open_map (path, NULL, NULL);
  reader = lt_basemap_reader_new (map);
  assert_tile (reader, 1, 0, 0, 0x00ff00, "png");
  g_assert_null (read_one (reader, 1, 0, 1));
  g_assert_null (lt_basemap_take_words (map));
  g_assert_null (read_one (reader, 1, 1, 0));
  g_assert_null (read_one (reader, 1, 1, 1));
  words = lt_basemap_take_words (map);
  g_assert_nonnull (strstr (words, "1/1/0"));
  g_assert_null (lt_basemap_take_words (map));
  made_folder_remove (folder);
}

/* Of a GeoPackage: tiles in a corner of the world's grid, counted from the north. */
static void
make_package (const char *path, const char *more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (path, LT_DB_CREATE, &error);
  g_autoptr (GBytes) tile = made_tile (0x0000ff, 256, "png");
  gsize size;
  gconstpointer data = g_bytes_get_data (tile, &size);

  lt_db_script (
      db,
      "CREATE TABLE gpkg_contents(table_name TEXT, data_type TEXT, identifier TEXT);"
      "CREATE TABLE gpkg_spatial_ref_sys(srs_id INT, organization_coordsys_id INT);"
      "CREATE TABLE gpkg_tile_matrix_set(table_name TEXT, srs_id INT, min_x DOUBLE, min_y DOUBLE, "
      "max_x DOUBLE, max_y DOUBLE);"
      "CREATE TABLE gpkg_tile_matrix(table_name TEXT, zoom_level INT, matrix_width INT, "
      "matrix_height INT, tile_width INT, tile_height INT, pixel_x_size DOUBLE, pixel_y_size "
      "DOUBLE);"
      "CREATE TABLE \"my \"\"tiles\"(zoom_level INT, tile_column INT, tile_row INT, tile_data "
      "BLOB);"
      "INSERT INTO gpkg_contents VALUES('my \"tiles','tiles','Corner');"
      "INSERT INTO gpkg_spatial_ref_sys VALUES(1,3857),(4326,4326);"
      /* From the middle of the world to the east and south, two tiles by one of zoom 3. */
      "INSERT INTO gpkg_tile_matrix_set VALUES('my \"tiles',1,0,-5009377.085697311,"
      "10018754.171394622,0);"
      "INSERT INTO gpkg_tile_matrix VALUES('my \"tiles',7,2,1,256,256,19567.879241005,"
      "19567.879241005);",
      &error);
  g_assert_no_error (error);
  lt_db_run (db, &error, "INSERT INTO \"my \"\"tiles\" VALUES(7,1,0,?)", "b", data, size);
  lt_db_script (db, more, &error);
  g_assert_no_error (error);
}

static void
test_package (void)
{
  char *folder = made_folder ();
  g_autofree char *path = g_build_filename (folder, "a.gpkg", NULL);
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;
  int min_zoom, max_zoom;

  make_package (path, "");
  map = open_map (path, NULL, NULL);
  g_assert_nonnull (map);
  g_assert_cmpstr (lt_basemap_get_title (map), ==, "Corner");
  lt_basemap_get_zooms (map, &min_zoom, &max_zoom);
  g_assert_cmpint (min_zoom, ==, 3);
  g_assert_cmpint (max_zoom, ==, 3);
  reader = lt_basemap_reader_new (map);
  assert_tile (reader, 3, 5, 4, 0x0000ff, "png");
  g_assert_null (read_one (reader, 3, 4, 4));
  g_assert_null (read_one (reader, 3, 6, 4));
  g_assert_null (read_one (reader, 3, 5, 3));
  g_assert_null (read_one (reader, 3, 1, 0));
  g_assert_null (lt_basemap_take_words (map));
  g_clear_pointer (&reader, lt_basemap_reader_free);
  made_folder_remove (folder);
}

static void
test_package_refused (void)
{
  static const struct
  {
    const char *sql;
    const char *part;
    LtError code;
    const char *words;
  } cases[] = {
    { "UPDATE gpkg_tile_matrix_set SET srs_id=4326", NULL, LT_ERROR_BAD_INPUT, "EPSG:4326" },
    { "UPDATE gpkg_tile_matrix SET pixel_x_size=20000, pixel_y_size=20000", NULL,
      LT_ERROR_BAD_INPUT, "common grid" },
    { "UPDATE gpkg_tile_matrix_set SET min_x=100000", NULL, LT_ERROR_BAD_INPUT, "common grid" },
    { "UPDATE gpkg_tile_matrix SET pixel_x_size=NULL", NULL, LT_ERROR_BAD_INPUT, "common grid" },
    { "DELETE FROM gpkg_contents", NULL, LT_ERROR_BAD_INPUT, "no tiles" },
    { "DELETE FROM gpkg_tile_matrix_set", NULL, LT_ERROR_BAD_INPUT, "damaged" },
    { "DROP TABLE \"my \"\"tiles\"", NULL, LT_ERROR_BAD_INPUT, "damaged" },
    { "INSERT INTO gpkg_contents VALUES('more','tiles','x')", NULL, LT_ERROR_USAGE,
      "more, my \"tiles" },
    { "", "other", LT_ERROR_USAGE, "my \"tiles" },
    { "UPDATE \"my \"\"tiles\" SET tile_data='RIFF....WEBPVP8 '", NULL, LT_ERROR_BAD_INPUT,
      "webp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = made_folder ();
      g_autofree char *path = g_build_filename (folder, "a.gpkg", NULL);

      make_package (path, cases[i].sql);
      assert_refused (path, cases[i].part, cases[i].code, cases[i].words);
      made_folder_remove (folder);
    }
}

static void
test_jpeg_size (void)
{
  /* Comments and fill bytes before the frame; 0x0140 by 0x00f0 pixels. */
  static const guint8 jpeg[] = {
    0xff, 0xd8, 0xff, 0xfe, 0,    4,    'h', 'i', 0xff, 0xff, 0xc2, 0,
    17,   8,    0x00, 0xf0, 0x01, 0x40, 3,   0,   0,    0,    0,    0
  };
  int width, height;

  for (gsize size = 0; size <= sizeof jpeg; size++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (jpeg, size);
      LtTileFormat format = lt_tile_look (bytes, &width, &height);

      g_assert_cmpint (format, ==, size < 3 ? LT_TILE_OTHER : LT_TILE_JPEG);
      g_assert_true ((width == 320 && height == 240) || (width == 0 && size < 20));
    }
  g_assert_cmpint (width, ==, 320);
}

/* Whatever stands before the frame, it is the frame that counts. */
static void
test_jpeg_hidden (void)
{
  static const guint8 alone[] = { 0x00, 0x01, 0xd0, 0xd3, 0xd7 };
  g_autoptr (GBytes) large = made_tile (0xff0000, 2049, "jpeg");
  g_autoptr (GBytes) hiding = made_tile_hiding (large);
  int width, height;

  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    {
      /* As a segment's length the next marker would lead beyond the end. */
      const guint8 jpeg[] = { 0xff, 0xd8, 0xff, alone[i], 0xff, 0xc0, 0, 17, 8, 0x00,
                              0xf0, 0x01, 0x40, 3,        0,    0,    0, 0,  0, 0 };
      g_autoptr (GBytes) bytes = g_bytes_new (jpeg, sizeof jpeg);

      g_assert_cmpint (lt_tile_look (bytes, &width, &height), ==, LT_TILE_JPEG);
      g_assert_cmpint (width, ==, 320);
      g_assert_cmpint (height, ==, 240);
    }
  lt_tile_look (hiding, &width, &height);
  g_assert_cmpint (width, ==, 2049);
  g_assert_cmpint (height, ==, 2049);
  g_assert_false (lt_tile_is_picture (hiding));
}

/* What others have made. */
static void
test_real (void)
{
  static const struct
  {
    const char *file;
    int zooms[2];
    int tile[3];
    const char *refused;
    const char *attribution;
  } files[] = {
    { "tiles/open-streets-dc.mbtiles", { 0 }, { 0 }, "webp", NULL },
    { "tiles/plain_1.mbtiles", { 0, 4 }, { 4, 12, 6 }, NULL, "" },
    { "tiles/geography-class-png.mbtiles", { 0, 1 }, { 1, 1, 0 }, NULL, "" },
    { "tiles/geography-class-png-no-bounds.mbtiles", { 0, 1 }, { 1, 1, 0 }, NULL, "" },
    { "tiles/world_cities.mbtiles", { 0 }, { 0 }, "(pbf)", NULL },
    { "gpkg/denver_tile.gpkg", { 16, 16 }, { 0 }, NULL, "" },
    { "gpkg/rivers.gpkg", { 0, 3 }, { 3, 6, 3 }, NULL, "" },
    { "gpkg/gdal_sample.gpkg", { 0 }, { 0 }, "no tiles", NULL },
  };
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files of tiles");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].file, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LtBasemap) map = NULL;
      g_autoptr (LtBasemapReader) reader = NULL;
      int min_zoom, max_zoom;

      if (files[i].refused != NULL)
        {
          assert_refused (path, NULL, LT_ERROR_BAD_INPUT, files[i].refused);
          continue;
        }
      map = open_map (path, NULL, &error);
      g_assert_no_error (error);
      lt_basemap_get_zooms (map, &min_zoom, &max_zoom);
      g_assert_cmpint (min_zoom, ==, files[i].zooms[0]);
      g_assert_cmpint (max_zoom, ==, files[i].zooms[1]);
      g_assert_nonnull (strstr (lt_basemap_get_attribution (map), files[i].attribution));
      reader = lt_basemap_reader_new (map);
      if (files[i].tile[0] > 0)
        {
          g_autoptr (GBytes) tile =
              read_one (reader, files[i].tile[0], files[i].tile[1], files[i].tile[2]);

          g_assert_nonnull (tile);
        }
    }
}

/* Denver's tiles lie where their coordinates say: 104.85 W to 104.82 W, 39.64 N to
 * 39.67 N (gpkg_contents of the file), at zoom 16 columns 13680 to 13685. */
static void
test_real_place (void)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *path = NULL;
  g_autoptr (LtBasemap) map = NULL;
  g_autoptr (LtBasemapReader) reader = NULL;
  g_autoptr (GBytes) inside = NULL;

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files of tiles");
      return;
    }
  path = g_build_filename (folder, "gpkg/denver_tile.gpkg", NULL);
  map = open_map (path, NULL, NULL);
  reader = lt_basemap_reader_new (map);
  /* x = (180 - 104.8379) / 360 · 65536; y by the formula of Mercator for 39.6577 N. */
  inside = read_one (reader, 16, 13682, 24891);
  g_assert_nonnull (inside);
  g_assert_null (read_one (reader, 16, 13660, 24891));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-files/made", test_made);
  g_test_add_func ("/tile-files/no-metadata", test_no_metadata);
  g_test_add_func ("/tile-files/refused", test_refused);
  g_test_add_func ("/tile-files/no-file", test_no_file);
  g_test_add_func ("/tile-files/torn", test_torn);
  g_test_add_func ("/tile-files/bad-tiles", test_bad_tiles);
  g_test_add_func ("/tile-files/package", test_package);
  g_test_add_func ("/tile-files/package-refused", test_package_refused);
  g_test_add_func ("/tile-files/jpeg-size", test_jpeg_size);
  g_test_add_func ("/tile-files/jpeg-hidden", test_jpeg_hidden);
  g_test_add_func ("/tile-files/real", test_real);
  g_test_add_func ("/tile-files/real-place", test_real_place);
  return g_test_run ();
}
