/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-convert.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Files that GDAL's own program makes of this one, and what is done to them. */
static const char two_areas[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"code\":140302,\"name\":\"城区\",\"size\":1.5,"
    "\"since\":\"2026-01-31\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[113.5,37.8],[113.6,37.8],[113.6,37.9],[113.5,37.8]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"code\":140321,\"name\":\"平定县\",\"size\":2,"
    "\"since\":null},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[113.7,37.8],[113.8,37.8],[113.8,37.9],[113.7,37.8]]]}}]}";

/* Writes the two areas and has ogr2ogr make @name of them; %NULL, and the test
 * skipped, where there is no ogr2ogr. */
static char *
make_file (const char *name, const char *const *options)
{
  g_autofree char *program = g_find_program_in_path ("ogr2ogr");
  g_autofree char *source = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) child = NULL;
  char *path;

  if (program == NULL)
    {
      g_test_skip ("there is no ogr2ogr to make files (gdal-bin)");
      return NULL;
    }
  source = run_convert_write ("source.geojson", two_areas, -1);
  folder = g_path_get_dirname (source);
  path = g_build_filename (folder, name, NULL);
  g_ptr_array_add (words, program);
  for (int i = 0; options[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) options[i]);
  g_ptr_array_add (words, path);
  g_ptr_array_add (words, source);
  g_ptr_array_add (words, NULL);
  child = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             NULL);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  return path;
}

static char *
get_sibling (const char *path, const char *ending)
{
  return g_strdup_printf ("%.*s%s", (int) (strrchr (path, '.') - path), path, ending);
}

static void
assert_areas (const char *path, const char *part, const char *datum, const char *encoding)
{
  RunConvert run;

  run_convert_read (&run, path, part);
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpstr (run.columns, ==, "code|name|size|since");
  g_assert_cmpstr (run.datum, ==, datum);
  g_assert_cmpstr (run.encoding, ==, encoding);
  g_assert_cmpstr (run.shape, ==, "polygon");
  g_assert_cmpuint (run.n_rows, ==, 2);
  g_assert_cmpuint (run.n_shapes, ==, 2);
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (run.rows, 0), "1:140302|城区|1.5|2026-01-31+"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (run.rows, 1), "2:140321|平定县|2|NULL+"));
  run_convert_clear (&run);
}

static void
test_geodatabase (void)
{
  const char *const options[] = { "-f", "OpenFileGDB", "-a_srs", "EPSG:4490", NULL };
  g_autoptr (TestFile) path = make_file ("areas.gdb", options);

  if (path == NULL)
    return;
  assert_areas (path, NULL, "cgcs2000", "utf-8");
  assert_areas (path, "source", "cgcs2000", "utf-8");
}

/* A folder of an archive, as a file geodatabase is sent. */
static void
test_packed_geodatabase (void)
{
  const char *const options[] = { "-f", "OpenFileGDB", "-a_srs", "EPSG:4490", NULL };
  g_autoptr (TestFile) path = make_file ("areas.gdb", options);
  g_autoptr (TestFile) archive = NULL;
  g_autoptr (GDir) folder = NULL;
  GByteArray *zip;
  const char *name;

  if (path == NULL)
    return;
  folder = g_dir_open (path, 0, NULL);
  zip = run_convert_zip_new ();
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      g_autofree char *member = g_strconcat ("阳泉/areas.gdb/", name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (inner, &bytes, &size, NULL));
      run_convert_zip_add (zip, member, TRUE, bytes, size);
    }
  run_convert_zip_end (zip);
  archive = run_convert_write ("areas.zip", zip->data, zip->len);
  g_byte_array_unref (zip);
  assert_areas (archive, NULL, "cgcs2000", "utf-8");
  assert_areas (archive, "阳泉/areas.gdb/source", "cgcs2000", "utf-8");
}

/* EPSG 4526: CGCS2000, zone 38 of 3 degrees; a .prj names no code. */
static void
test_shapefile (void)
{
  const char *const options[] = { "-lco",   "ENCODING=CP936", "-s_srs", "EPSG:4490",
                                  "-t_srs", "EPSG:4526",      NULL };
  g_autoptr (TestFile) path = make_file ("areas.shp", options);
  g_autofree char *cpg = path == NULL ? NULL : get_sibling (path, ".cpg");
  g_autofree char *dbf = path == NULL ? NULL : get_sibling (path, ".dbf");
  g_autofree char *bytes = NULL;
  gsize size;

  if (path == NULL)
    return;
  assert_areas (path, NULL, "epsg:4526", "gb18030");
  g_remove (cpg);
  assert_areas (path, NULL, "epsg:4526", "gb18030");
  /* nor does the DBF say it */
  g_assert_true (g_file_get_contents (dbf, &bytes, &size, NULL));
  bytes[29] = 0;
  g_assert_true (g_file_set_contents (dbf, bytes, (gssize) size, NULL));
  assert_areas (path, NULL, "epsg:4526", "gb18030");
  g_assert_true (g_file_set_contents (cpg, "UTF-8", -1, NULL));
  {
    RunConvert run;

    run_convert_read (&run, path, NULL);
    g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
    g_assert_nonnull (strstr (run.failure, "feature 1: a text is not in utf-8"));
    run_convert_clear (&run);
  }
}

/* 平定县 of which the field's width has cut the last byte. */
static void
test_cut (void)
{
  const char *const options[] = { "-lco", "ENCODING=UTF-8", NULL };
  g_autoptr (TestFile) path = make_file ("areas.shp", options);
  g_autofree char *cpg = path == NULL ? NULL : get_sibling (path, ".cpg");
  g_autofree char *dbf = path == NULL ? NULL : get_sibling (path, ".dbf");
  g_autofree char *bytes = NULL;
  RunConvert run;
  char *name;
  gsize size;

  if (path == NULL)
    return;
  g_remove (cpg);
  g_assert_true (g_file_get_contents (dbf, &bytes, &size, NULL));
  bytes[29] = 0;
  name = memmem (bytes, size, "平定县", strlen ("平定县"));
  g_assert_nonnull (name);
  name[strlen ("平定县") - 1] = ' ';
  g_assert_true (g_file_set_contents (dbf, bytes, (gssize) size, NULL));
  run_convert_read (&run, path, NULL);
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpstr (run.encoding, ==, "utf-8");
  g_assert_cmpuint (run.n_rows, ==, 2);
  g_assert_cmpuint (run.n_problems, ==, 0);
  g_assert_cmpuint (run.n_remarks, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (run.rows, 1), "2:140321|平定|2|NULL+"));
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (run.rows, 2), "2!name:The file cuts 1 texts"));
  run_convert_clear (&run);
}

/* Nobody may publish how Xian 1980 lies to CGCS2000. */
static void
test_old_systems (void)
{
  static const char *const codes[] = { "EPSG:2362", "EPSG:4610", "EPSG:2434", "EPSG:4214" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *const options[] = { "-a_srs", codes[i], NULL };
      g_autoptr (TestFile) path = make_file ("areas.shp", options);
      RunConvert run;

      if (path == NULL)
        return;
      run_convert_read (&run, path, NULL);
      g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (run.failure, i < 2 ? "in Xian 1980" : "in Beijing 1954"));
      run_convert_clear (&run);
    }
}

static void
test_geopackage (void)
{
  const char *const options[] = { "-f", "GPKG", "-a_srs", "EPSG:4490", NULL };
  g_autoptr (TestFile) path = make_file ("areas.gpkg", options);
  g_autofree char *log = path == NULL ? NULL : g_strconcat (path, "-wal", NULL);
  RunConvert run;

  if (path == NULL)
    return;
  assert_areas (path, NULL, "cgcs2000", "utf-8");
  g_assert_true (g_file_set_contents (log, "not yet in the file", -1, NULL));
  run_convert_read (&run, path, NULL);
  g_assert_cmpint (run.status, ==, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (run.failure, "another program"));
  run_convert_clear (&run);
}

/* What a KMZ has beside its doc.kml does not count. */
static void
test_kmz (void)
{
  static const char kml[] = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark>"
                            "<name>大阳泉</name><Point><coordinates>113.5,37.8,900</coordinates>"
                            "</Point></Placemark></Document></kml>";
  GByteArray *zip = run_convert_zip_new ();
  g_autoptr (TestFile) path = NULL;
  RunConvert run;

  run_convert_zip_add (zip, "files/other.kml", TRUE, kml, strlen (kml));
  run_convert_zip_add (zip, "doc.kml", TRUE, kml, strlen (kml));
  run_convert_zip_end (zip);
  path = run_convert_write ("a.kmz", zip->data, zip->len);
  g_byte_array_unref (zip);
  run_convert_read (&run, path, NULL);
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpstr (run.datum, ==, "wgs84");
  g_assert_cmpuint (run.n_rows, ==, 1);
  /* 21 bytes are a point without its height */
  g_assert_cmpstr (g_ptr_array_index (run.rows, 0), ==, "1:大阳泉|NULL|NULL|NULL|NULL+21");
  run_convert_clear (&run);
}

/* By the schema of GPX 1.1: a track of two segments, one whose points say no time, and a
 * waypoint. 07:42 of UTC is 15:42 in China. */
static const char gpx[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gpx version=\"1.1\" creator=\"test\" "
    "xmlns=\"http://www.topografix.com/GPX/1/1\">"
    "<wpt lat=\"37.86\" lon=\"113.58\"><ele>700</ele><name>料堆</name><desc>未覆盖</desc></wpt>"
    "<trk><name>东线</name><trkseg>"
    "<trkpt lat=\"37.8\" lon=\"113.5\"><time>2026-11-20T07:42:30Z</time></trkpt>"
    "<trkpt lat=\"37.81\" lon=\"113.51\"><time>2026-11-20T07:50:00Z</time></trkpt></trkseg><trkseg>"
    "<trkpt lat=\"37.82\" lon=\"113.52\"><time>2026-11-20T16:01:00+08:00</time></trkpt>"
    "<trkpt lat=\"37.83\" lon=\"113.53\"><time>2026-11-20T08:10:59Z</time></trkpt></trkseg></trk>"
    "<trk><name>西线</name><trkseg><trkpt lat=\"37.8\" lon=\"113.4\"/>"
    "<trkpt lat=\"37.8\" lon=\"113.3\"/></trkseg></trk></gpx>";

static void
test_gpx (void)
{
  g_autofree char *path = run_convert_write ("way.gpx", gpx, -1);
  g_autofree char *broken = run_convert_write ("cut.gpx", gpx, 600);
  RunConvert run;

  run_convert_read (&run, path, "tracks");
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpstr (run.datum, ==, "wgs84");
  g_assert_cmpstr (run.shape, ==, "line");
  g_assert_cmpstr (run.columns, ==, "name|cmt|desc|src|type|started|ended");
  g_assert_cmpuint (run.n_rows, ==, 2);
  g_assert_cmpuint (run.n_shapes, ==, 2);
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (run.rows, 0),
                        "1:东线|NULL|NULL|NULL|NULL|2026-11-20T15:42|2026-11-20T16:10+"));
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (run.rows, 1), "2:西线|NULL|NULL|NULL|NULL|NULL|NULL+"));
  run_convert_clear (&run);
  run_convert_read (&run, path, "waypoints");
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpstr (run.datum, ==, "wgs84");
  g_assert_cmpstr (run.shape, ==, "point");
  g_assert_cmpuint (run.n_rows, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (run.rows, 0), "料堆"));
  run_convert_clear (&run);
  /* The points of a track are no part beside it; which part is asked. */
  run_convert_read (&run, path, NULL);
  g_assert_true (run.choice_missing);
  g_assert_nonnull (strstr (run.failure, "tracks"));
  g_assert_null (strstr (run.failure, "track_points"));
  g_assert_null (strstr (run.failure, "routes"));
  run_convert_clear (&run);
  run_convert_read (&run, broken, "tracks");
  g_assert_nonnull (run.failure);
  g_assert_nonnull (strstr (run.failure, "GPX"));
  run_convert_clear (&run);
}

/* Places without the element kml around them, as programs write them. */
static void
test_bare_places (void)
{
  static const char *const texts[] = {
    "<Placemark><name>甲</name><Point><coordinates>113.5,37.8</coordinates></Point></Placemark>",
    "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <kml> -->\n<Document "
    "xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>甲</name><Point><coordinates>"
    "113.5,37.8</coordinates></Point></Placemark></Document>",
    "<Folder><name>一</name><Placemark><name>甲</name><Point><coordinates>113.5,37.8"
    "</coordinates></Point></Placemark></Folder>",
    "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>甲</name><Point>"
    "<coordinates>113.5,37.8</coordinates></Point></Placemark></kml>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TestFile) path = run_convert_write ("a.kml", texts[i], -1);
      RunConvert run;

      run_convert_read (&run, path, NULL);
      g_assert_cmpstr (run.failure, ==, NULL);
      g_assert_cmpstr (run.datum, ==, "wgs84");
      g_assert_cmpuint (run.n_rows, ==, 1);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (run.rows, 0), "1:甲|"));
      g_assert_cmpuint (run.n_shapes, ==, 1);
      run_convert_clear (&run);
    }
}

/* Half of a shapefile leads to somebody else's folder: what lies there is not read. */
static void
test_elsewhere (void)
{
  const char *const options[] = { "-lco", "ENCODING=UTF-8", "-a_srs", "EPSG:4490", NULL };
  g_autoptr (TestFile) secret = NULL;
  g_autoptr (TestFile) path = NULL;
  g_autofree char *dbf = NULL;
  g_autofree char *bytes = NULL;
  RunConvert run;
  gsize size;

  if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
    {
      g_test_skip ("this kernel has no Landlock");
      return;
    }
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("under the sanitizers reading is not restricted");
  return;
#endif
  path = make_file ("areas.shp", options);
  if (path == NULL)
    return;
  assert_areas (path, NULL, "cgcs2000", "utf-8");
  dbf = get_sibling (path, ".dbf");
  g_assert_true (g_file_get_contents (dbf, &bytes, &size, NULL));
  secret = run_convert_write ("secret.dbf", bytes, (gssize) size);
  g_assert_cmpint (g_remove (dbf), ==, 0);
  g_assert_cmpint (symlink (secret, dbf), ==, 0);
  run_convert_read (&run, path, NULL);
  g_assert_null (strstr (run.columns == NULL ? "" : run.columns, "name"));
  for (guint i = 0; i < run.rows->len; i++)
    g_assert_null (strstr (g_ptr_array_index (run.rows, i), "140302"));
  run_convert_clear (&run);
}

static void
test_drawing (void)
{
  const char *const options[] = { "-f", "DXF", "-select", "size", NULL };
  g_autoptr (TestFile) path = make_file ("areas.dxf", options);
  RunConvert run;

  if (path == NULL)
    return;
  run_convert_read (&run, path, NULL);
  g_assert_cmpstr (run.failure, ==, NULL);
  g_assert_cmpstr (run.format, ==, "dxf");
  g_assert_cmpstr (run.datum, ==, "");
  g_assert_cmpuint (run.n_rows, ==, 2);
  g_assert_cmpuint (run.n_shapes, ==, 2);
  run_convert_clear (&run);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_test_add_func ("/vectors/geodatabase", test_geodatabase);
  g_test_add_func ("/vectors/packed-geodatabase", test_packed_geodatabase);
  g_test_add_func ("/vectors/shapefile", test_shapefile);
  g_test_add_func ("/vectors/cut", test_cut);
  g_test_add_func ("/vectors/old-systems", test_old_systems);
  g_test_add_func ("/vectors/geopackage", test_geopackage);
  g_test_add_func ("/vectors/kmz", test_kmz);
  g_test_add_func ("/vectors/bare-places", test_bare_places);
  g_test_add_func ("/vectors/elsewhere", test_elsewhere);
  g_test_add_func ("/vectors/drawing", test_drawing);
  g_test_add_func ("/convert/vectors/gpx", test_gpx);
  return g_test_run ();
}
