/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <math.h>
#include <string.h>

/* Places leave the file for maps, measured values for tables; GDAL and Python's own
 * modules read them. Where the sample's places are stands in data/sample. */

#define INSPECTOR "14030001"

static Ctl *
start (void)
{
  Ctl *ctl = ctl_new ();

  ctl_sample (ctl, "county.gpkg");
  return ctl;
}

static gboolean
says (const Ctl *ctl, const char *words)
{
  return strstr (ctl->out, words) != NULL;
}

static void
read_member (Ctl *ctl, const char *archive, const char *name)
{
  ctl_run (ctl,
           "python3 -c 'import sys, zipfile; "
           "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' %s %s",
           archive, name);
  g_assert_cmpint (ctl->status, ==, 0);
}

static double
number (const Ctl *ctl, const char *path)
{
  const char *text = ctl_get (ctl, path);

  g_assert_nonnull (text);
  return g_ascii_strtod (text, NULL);
}

/* Twice the surface: positive where the ring goes anticlockwise. */
static double
measure_ring (const Ctl *ctl, const char *ring)
{
  double sum = 0;

  for (guint i = 0; i + 1 < ctl_count (ctl, ring); i++)
    {
      g_autofree char *ax = g_strdup_printf ("%s.%u.0", ring, i);
      g_autofree char *ay = g_strdup_printf ("%s.%u.1", ring, i);
      g_autofree char *bx = g_strdup_printf ("%s.%u.0", ring, i + 1);
      g_autofree char *by = g_strdup_printf ("%s.%u.1", ring, i + 1);

      sum += number (ctl, ax) * number (ctl, by) - number (ctl, bx) * number (ctl, ay);
    }
  return sum;
}

static void
test_geojson (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--json export mine mines.geojson");
  g_assert_cmpint (ctl_int (ctl, "rows"), ==, 12);
  ctl_run (ctl, "cat mines.geojson");
  g_assert_cmpuint (ctl_count (ctl, "features"), ==, 12);
  g_assert_cmpstr (ctl_get (ctl, "features.0.properties.code"), ==, "SL-K01");
  g_assert_cmpstr (ctl_get (ctl, "features.0.properties.mine_state"), ==, "Operating");
  g_assert_cmpstr (ctl_get (ctl, "features.1.properties.pit_surface"), ==, "18500.5");
  g_assert_cmpstr (ctl_get (ctl, "features.0.properties.party_lost"), ==, "false");
  g_assert_cmpstr (ctl_get (ctl, "features.0.geometry.type"), ==, "Point");
  g_assert_cmpfloat (number (ctl, "features.0.geometry.coordinates.0"), ==, 113.762);
  g_assert_cmpfloat (number (ctl, "features.0.geometry.coordinates.1"), ==, 37.874);

  /* RFC 7946, 3.1.6: the outer ring goes anticlockwise. */
  ctl_do (ctl, 0, "export area areas.geojson");
  ctl_run (ctl, "cat areas.geojson");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *ring = g_strdup_printf ("features.%u.geometry.coordinates.0", i);

      g_assert_cmpfloat (measure_ring (ctl, ring), >, 0);
    }
}

/* For the maps of phones, which are shifted by some hundred metres; the file says so. */
static void
test_datum (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--json export mine mines.geojson --datum gcj02");
  g_assert_cmpstr (ctl_get (ctl, "datum"), ==, "gcj02");
  ctl_run (ctl, "cat mines.geojson");
  g_assert_cmpstr (ctl_get (ctl, "datum"), ==, "gcj02");
  g_assert_null (ctl_get (ctl, "crs"));
  g_assert_cmpfloat (fabs (number (ctl, "features.0.geometry.coordinates.0") - 113.762), >, 0.002);
  g_assert_cmpfloat (fabs (number (ctl, "features.0.geometry.coordinates.0") - 113.762), <, 0.01);
  ctl_do (ctl, 0, "export mine mines.csv --datum gcj02");
  ctl_run (ctl, "head -n 1 mines.csv");
  g_assert_true (says (ctl, "\"Longitude (gcj02)\""));
  /* the heading is believed: read back, the mines stand where they stood */
  ctl_do (ctl, 0, "--as " INSPECTOR " --json import mine mines.csv");
  g_assert_cmpint (ctl_int (ctl, "read"), >, 0);
  g_assert_cmpint (ctl_int (ctl, "added") + ctl_int (ctl, "refused"), ==, 0);
  ctl_do (ctl, 0, "--json export mine again.geojson");
  ctl_run (ctl, "cat again.geojson");
  g_assert_cmpfloat_with_epsilon (number (ctl, "features.0.geometry.coordinates.0"), 113.762,
                                  0.00001);

  /* In metres of the zone: PROJ's own program says the same. */
  ctl_do (ctl, 0, "export mine mines.gpkg --datum gk3:38 --where code = SL-K01");
  ctl_run (ctl, "ogr2ogr -f CSV /vsistdout/ mines.gpkg -lco GEOMETRY=AS_XY -t_srs EPSG:4490");
  g_assert_true (says (ctl, "113.762"));
  g_assert_true (says (ctl, "37.874"));
}

static void
test_gdal (void)
{
  static const struct
  {
    const char *file;
    const char *opened;
  } files[] = {
    { "areas.geojson", "areas.geojson" },
    { "areas.kml", "areas.kml" },
    { "areas.gpkg", "areas.gpkg" },
    { "areas.zip", "/vsizip/areas.zip/area.shp" },
  };
  g_autoptr (Ctl) ctl = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
      ctl_do (ctl, 0, "export area %s", files[i].file);
      ctl_run (ctl, "ogr2ogr -f CSV /vsistdout/ %s -lco GEOMETRY=AS_WKT", files[i].opened);
      g_assert_cmpint (ctl->status, ==, 0);
      g_assert_true (says (ctl, "城区"));
      g_assert_true (says (ctl, "140302"));
      /* A corner of it. */
      g_assert_true (says (ctl, "113.572 37.874"));
      ctl_do (ctl, 0, "--json --as " INSPECTOR " import area %s", files[i].file);
      g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 5);
    }
  ctl_run (ctl, "ogrinfo -al -so areas.gpkg area");
  g_assert_true (says (ctl, "ID[\"EPSG\",4490]"));
  g_assert_true (says (ctl, "Geometry: Multi Polygon"));
  read_member (ctl, "areas.zip", "area.cpg");
  g_assert_cmpstr (ctl->out, ==, "UTF-8");
  read_member (ctl, "areas.zip", "FIELDS.html");
  g_assert_true (says (ctl, "行政区划代码"));
  ctl_run (ctl, "ogrinfo -al -q areas.kml");
  g_assert_true (says (ctl, "Name (String) = 城区"));
  g_assert_true (says (ctl, "行政区划代码: 140302"));
}

/* Names are cut to ten bytes and stay apart. */
static void
test_shapefile (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *long_text = g_strnfill (300, 'x');

  ctl_do (ctl, 0, "export mine mines.shp.zip");
  ctl_run (ctl, "ogrinfo -al -so mines.shp.zip");
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_true (says (ctl, "Feature Count: 12"));
  g_assert_true (says (ctl, "party_code: String"));
  g_assert_true (says (ctl, "party_addr: String"));
  g_assert_true (says (ctl, "pit_surfac: Real"));
  ctl_do (ctl, 0, "--as " INSPECTOR " set mine SL-K03 source=%s", long_text);
  ctl_refuse (ctl, 3, ".gpkg", "export mine long.zip");
  g_assert_false (ctl_has (ctl, "long.zip"));
}

static void
test_odd_text (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_do (ctl, 0, "--as " INSPECTOR " add town code=X1 name='<b>&\"]]>䶮' ");
  ctl_do (ctl, 0, "export town towns.kml --where code = X1");
  ctl_do (ctl, 0, "export town towns.geojson --where code = X1");
  ctl_run (ctl, "ogrinfo -al -q towns.kml");
  g_assert_true (says (ctl, "Name (String) = <b>&\"]]>䶮"));
  /* what XML 1.0 has no way to write: a number that is no letter */
  ctl_do (ctl, 0,
          "--as " INSPECTOR " set town X1 'name=a\xef\xbf\xbe"
          "b'");
  ctl_do (ctl, 0, "export town odd.kml --where code = X1");
  ctl_run (ctl, "xmllint --noout odd.kml");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_run (ctl, "ogrinfo -al -q odd.kml");
  g_assert_true (says (ctl, "Name (String) = ab"));
  ctl_run (ctl, "cat towns.geojson");
  g_assert_cmpstr (ctl_get (ctl, "features.0.properties.name"), ==, "<b>&\"]]>䶮");
  g_assert_null (ctl_get (ctl, "features.0.geometry"));
}

static void
test_refused (void)
{
  g_autoptr (Ctl) ctl = start ();
  g_autofree char *before = ctl_state (ctl);
  g_autofree char *after = NULL;

  ctl_refuse (ctl, 2, "no position", "export dust-fall x.geojson");
  ctl_refuse (ctl, 2, "no position", "export reading x.kml");
  /* The county file is a GeoPackage too. */
  ctl_refuse (ctl, 3, "county file", "export mine county.gpkg --replace");
  ctl_refuse (ctl, 3, "there already", "export mine county.gpkg");
  after = ctl_state (ctl);
  g_assert_cmpstr (after, ==, before);
}

static void
test_readings (void)
{
  g_autoptr (Ctl) ctl = start ();

  ctl_write (ctl, "in.csv",
             "station,item,time,value,quality\n"
             "1738A,PM2.5,2026-01-31T08:00,35.25,\n"
             "1738A,PM2.5,2026-01-31T24:00,36,F\n"
             "1738A,O3,2026-01-31T09:00,,\n"
             "1739A,SO2,2026-01-31 10:00,8.5,\n",
             -1);
  ctl_do (ctl, 0, "--as " INSPECTOR " import reading in.csv --set rank=audited");
  ctl_do (ctl, 0, "--json export reading out.csv --names");
  g_assert_cmpint (ctl_int (ctl, "rows"), ==, 4);
  ctl_run (ctl, "cat out.csv");
  g_assert_true (says (ctl, "1738A,\"市中心\",\"PM2.5\",2026-01-31T08:00,35.25,\"µg/m³\",,"
                            "\"audited\",0,"));
  /* The last hour of the day stands under its end. */
  g_assert_true (says (ctl, "2026-02-01T00:00,36,\"µg/m³\",\"F\","));
  g_assert_true (says (ctl, "\"O3\",2026-01-31T09:00,,"));
  ctl_do (ctl, 0, "--json --as " INSPECTOR " import reading out.csv --set rank=audited");
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 4);

  ctl_do (ctl, 0, "--json export reading one.csv --place 1738A --item PM2.5 --to 2026-01-31T12:00");
  g_assert_cmpint (ctl_int (ctl, "rows"), ==, 1);
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_do (ctl, 0, "--json export reading zh.csv");
  ctl_do (ctl, 0, "--json --as " INSPECTOR " import reading zh.csv --set rank=audited");
  g_assert_cmpint (ctl_int (ctl, "unchanged"), ==, 4);
  ctl_do (ctl, 0, "--json export reading day.xlsx --interval day");
  g_assert_cmpint (ctl_int (ctl, "rows"), ==, 0);
  ctl_set (ctl, "LANTIAN_LANGUAGE", "en");
  ctl_refuse (ctl, 2, "hour, day or month", "export reading x.csv --interval year");
  ctl_refuse (ctl, 2, "for records", "export reading x.csv --where code = 1");
  ctl_refuse (ctl, 2, "for readings", "export mine x.csv --item PM2.5");
  ctl_refuse (ctl, 3, "no place", "export reading x.csv --place nowhere");
  ctl_refuse (ctl, 2, "--as-of", "--as-of 2026-11-20T09:30 export reading x.csv");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-maps/geojson", test_geojson);
  g_test_add_func ("/export-maps/datum", test_datum);
  g_test_add_func ("/export-maps/gdal", test_gdal);
  g_test_add_func ("/export-maps/shapefile", test_shapefile);
  g_test_add_func ("/export-maps/odd-text", test_odd_text);
  g_test_add_func ("/export-maps/refused", test_refused);
  g_test_add_func ("/export-maps/readings", test_readings);
  return g_test_run ();
}
