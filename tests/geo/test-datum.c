/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "geo/datum.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* Reads a table of numbers of the shared data; %NULL skips the test. Each row
 * has as many numbers as the table has columns, in the order of the file. */
static GPtrArray *
read_numbers (const char *file)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *rows;

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no reference coordinates");
      return NULL;
    }
  path = g_build_filename (folder, "coords", file, NULL);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_nonnull (text);
  lines = g_strsplit (text, "\n", -1);
  rows = g_ptr_array_new_with_free_func (g_free);
  for (int i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      double *numbers = g_new0 (double, 12);

      for (int j = 0; j < 12 && cells[j] != NULL; j++)
        numbers[j] = g_ascii_strtod (cells[j], NULL);
      g_ptr_array_add (rows, numbers);
    }
  return rows;
}

static void
assert_to (LtDatum *datum, double x, double y, double longitude, double latitude, double within)
{
  g_assert_true (lt_datum_to_cgcs2000 (datum, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, longitude, within);
  g_assert_cmpfloat_with_epsilon (y, latitude, within);
}

static void
assert_from (LtDatum *datum, double longitude, double latitude, double x, double y, double within)
{
  g_assert_true (lt_datum_from_cgcs2000 (datum, &longitude, &latitude));
  g_assert_cmpfloat_with_epsilon (longitude, x, within);
  g_assert_cmpfloat_with_epsilon (latitude, y, within);
}

static LtDatum *
open_datum (const char *name)
{
  g_autoptr (GError) error = NULL;
  LtDatum *datum = lt_datum_new (name, &error);

  g_assert_no_error (error);
  return datum;
}

/* The three published vectors of eviltransform's own test. */
static void
test_eviltransform (void)
{
  static const double vectors[][4] = {
    { 121.5272106, 31.1774276, 121.531541859215, 31.17530398364597 },
    { 113.912316, 22.543847, 113.9171764808363, 22.540796131694766 },
    { 116.377817, 39.911954, 116.38404722455657, 39.91334545536069 },
  };
  g_autoptr (LtDatum) gcj02 = open_datum ("gcj02");

  /* within 1e-6: that library takes 6 378 137 m for the semi-axis */
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      assert_from (gcj02, vectors[i][0], vectors[i][1], vectors[i][2], vectors[i][3], 1e-6);
      assert_to (gcj02, vectors[i][2], vectors[i][3], vectors[i][0], vectors[i][1], 1e-6);
    }
}

static void
test_gcoord (void)
{
  g_autoptr (LtDatum) gcj02 = open_datum ("gcj02");
  g_autoptr (LtDatum) bd09 = open_datum ("bd09");
  g_autoptr (GPtrArray) rows = read_numbers ("gcj02_bd09_shanxi_by_gcoord.csv");

  if (rows == NULL)
    return;
  g_assert_cmpuint (rows->len, ==, 200);
  for (guint i = 0; i < rows->len; i++)
    {
      const double *row = g_ptr_array_index (rows, i);

      assert_from (gcj02, row[0], row[1], row[2], row[3], 1e-8);
      assert_from (bd09, row[0], row[1], row[4], row[5], 1e-8);
      assert_to (gcj02, row[2], row[3], row[0], row[1], 1e-8);
      assert_to (bd09, row[4], row[5], row[0], row[1], 1e-8);
    }
}

static void
assert_between (JsonObject *coords, LtDatum *datum, const char *name, double within)
{
  JsonArray *here = json_object_get_array_member (coords, "WGS84");
  JsonArray *there = json_object_get_array_member (coords, name);
  double longitude = json_array_get_double_element (here, 0);
  double latitude = json_array_get_double_element (here, 1);
  double x = json_array_get_double_element (there, 0);
  double y = json_array_get_double_element (there, 1);

  assert_from (datum, longitude, latitude, x, y, within);
  assert_to (datum, x, y, longitude, latitude, 1e-5);
}

/* What map services say of China's cities: within 1e-5 degree, or a metre of Mercator. */
static void
test_cities (void)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *path = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (LtDatum) gcj02 = open_datum ("gcj02");
  g_autoptr (LtDatum) bd09 = open_datum ("bd09");
  g_autoptr (LtDatum) mercator = open_datum ("epsg:3857");
  JsonArray *cities;

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no reference coordinates");
      return;
    }
  path = g_build_filename (folder, "coords", "gcoord_china-cities_half.json", NULL);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  cities = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (cities), ==, 344);
  for (guint i = 0; i < 344; i++)
    {
      JsonObject *coords =
          json_object_get_object_member (json_array_get_object_element (cities, i), "coords");

      assert_between (coords, gcj02, "GCJ02", 1e-5);
      assert_between (coords, bd09, "BD09", 1e-5);
      assert_between (coords, mercator, "EPSG3857", 1);
    }
}

static void
test_inverse (void)
{
  static const char *const names[] = { "gcj02",  "bd09", "gk3:38",   "gk3",
                                       "gk6:19", "gk6",  "epsg:4547" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LtDatum) datum = open_datum (names[i]);

      for (double longitude = 110.05; longitude < 115; longitude += 0.31)
        for (double latitude = 34.51; latitude < 41; latitude += 0.47)
          {
            double x = longitude;
            double y = latitude;

            g_assert_true (lt_datum_from_cgcs2000 (datum, &x, &y));
            assert_to (datum, x, y, longitude, latitude, 1e-9);
          }
    }
}

static void
test_outside_china (void)
{
  g_autoptr (LtDatum) gcj02 = open_datum ("gcj02");
  g_autoptr (LtDatum) bd09 = open_datum ("bd09");

  assert_to (gcj02, 2.35, 48.86, 2.35, 48.86, 1e-13);
  assert_from (gcj02, 139.69, 35.68, 139.69, 35.68, 1e-13);
  assert_to (bd09, -74.0, 40.7, -74.0, 40.7, 1e-13);
}

/* Columns: lon, lat, zone, EPSG code, easting with zone, northing, EPSG code
 * without, easting without, northing, neighbour zone, its easting and northing. */
static void
test_gauss_krueger (void)
{
  g_autoptr (GPtrArray) rows = read_numbers ("cgcs2000_gk3_by_proj911.csv");
  g_autoptr (LtDatum) any = open_datum ("gk3");

  if (rows == NULL)
    return;
  g_assert_cmpuint (rows->len, ==, 128);
  for (guint i = 0; i < rows->len; i++)
    {
      const double *row = g_ptr_array_index (rows, i);
      g_autofree char *zone = g_strdup_printf ("gk3:%.0f", row[2]);
      g_autofree char *neighbour = g_strdup_printf ("gk3:%.0f", row[9]);
      g_autofree char *epsg = g_strdup_printf ("epsg:%.0f", row[3]);
      g_autofree char *meridian = g_strdup_printf ("epsg:%.0f", row[6]);
      g_autoptr (LtDatum) a = open_datum (zone);
      g_autoptr (LtDatum) b = open_datum (neighbour);
      g_autoptr (LtDatum) c = open_datum (epsg);
      g_autoptr (LtDatum) d = open_datum (meridian);

      assert_from (a, row[0], row[1], row[4], row[5], 1e-3);
      assert_to (a, row[4], row[5], row[0], row[1], 1e-8);
      assert_to (a, row[7], row[8], row[0], row[1], 1e-8);
      assert_to (b, row[10], row[11], row[0], row[1], 1e-7);
      assert_to (c, row[4], row[5], row[0], row[1], 1e-8);
      assert_to (d, row[7], row[8], row[0], row[1], 1e-8);
      /* each easting says its zone */
      assert_to (any, row[4], row[5], row[0], row[1], 1e-8);
      assert_to (any, row[9] * 1e6 + row[10] - floor (row[10] / 1e6) * 1e6, row[11], row[0], row[1],
                 1e-7);
    }
}

/* EPSG 4491 to 4501 are the 6° zones 13 to 23 with their numbers, 4502 to 4512 without. */
static void
test_six_degrees (void)
{
  g_autoptr (LtDatum) any = open_datum ("gk6");

  for (guint zone = 13; zone <= 23; zone++)
    {
      g_autofree char *name = g_strdup_printf ("gk6:%u", zone);
      g_autofree char *numbered = g_strdup_printf ("epsg:%u", 4491 + zone - 13);
      g_autofree char *bare = g_strdup_printf ("epsg:%u", 4502 + zone - 13);
      g_autoptr (LtDatum) self = open_datum (name);
      g_autoptr (LtDatum) a = open_datum (numbered);
      g_autoptr (LtDatum) b = open_datum (bare);
      double longitude = zone * 6.0 - 3 + 1.7;
      double x = longitude;
      double y = 37.86;
      double bare_x = longitude;
      double bare_y = 37.86;

      g_assert_true (lt_datum_from_cgcs2000 (a, &x, &y));
      g_assert_true (lt_datum_from_cgcs2000 (b, &bare_x, &bare_y));
      assert_from (self, longitude, 37.86, x, y, 1e-4);
      assert_from (any, longitude, 37.86, x, y, 1e-4);
      assert_to (self, x, y, longitude, 37.86, 1e-9);
      assert_to (self, bare_x, bare_y, longitude, 37.86, 1e-9);
      assert_to (any, x, y, longitude, 37.86, 1e-9);
      g_assert_false (lt_datum_to_cgcs2000 (any, &bare_x, &bare_y));
    }
}

static void
assert_explained (const char *name, double x, double y, const char *words)
{
  g_autoptr (LtDatum) datum = open_datum (name);
  g_autoptr (GError) error = NULL;
  double a = x;
  double b = y;

  g_assert_false (lt_datum_to_cgcs2000 (datum, &a, &b));
  lt_datum_set_error (datum, x, y, &error);
  g_test_message ("%s", error->message);
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_explained (void)
{
  assert_explained ("gk3:37", 38463040, 4192041, "zone 38");
  assert_explained ("gk3", 19463040, 4192041, "zone 19");
  assert_explained ("gk6", 38463040, 4192041, "zone 38");
  assert_explained ("gk3", 463040, 4192041, "gk3:38");
  assert_explained ("gk6", 463040, 4192041, "gk6:19");
  assert_explained ("gk3:38", 4192041, 38463040, "swapped");
  assert_explained ("gk3:38", 4192041, 463040, "swapped");
  assert_explained ("gk3", 113.57, 37.85, "degrees");
}

static void
test_impossible (void)
{
  g_autoptr (LtDatum) zone = open_datum ("gk3:37");
  g_autoptr (LtDatum) same = open_datum ("wgs84");
  double x = 38463040; /* of zone 38 */
  double y = 4192041;

  g_assert_false (lt_datum_to_cgcs2000 (zone, &x, &y));
  x = 113;
  y = NAN;
  g_assert_false (lt_datum_to_cgcs2000 (same, &x, &y));
}

static void
test_same (void)
{
  static const char *const names[] = { "wgs84", "WGS84", "cgcs2000", "epsg:4490", "EPSG:4326" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LtDatum) datum = open_datum (names[i]);

      assert_to (datum, 113.58, 37.86, 113.58, 37.86, 1e-13);
    }
}

static void
test_unknown (void)
{
  static const char *const names[] = { "",       "wgs",     "gk3:",     "gk3:24", "gk3:46",
                                       "gk3:x",  "gk3:38x", "gk3x",     "gk6:12", "gk6:24",
                                       "gk6:",   "epsg:",   "epsg:-1",  "epsg:1", "epsg:4490x",
                                       "gcj-02", "gk3: 38", "epsg:5773" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtDatum) datum = lt_datum_new (names[i], &error);

      g_assert_null (datum);
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, lt_datum_choices ()));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/datum/eviltransform", test_eviltransform);
  g_test_add_func ("/datum/gcoord", test_gcoord);
  g_test_add_func ("/datum/cities", test_cities);
  g_test_add_func ("/datum/six-degrees", test_six_degrees);
  g_test_add_func ("/datum/explained", test_explained);
  g_test_add_func ("/datum/inverse", test_inverse);
  g_test_add_func ("/datum/outside-china", test_outside_china);
  g_test_add_func ("/datum/gauss-krueger", test_gauss_krueger);
  g_test_add_func ("/datum/impossible", test_impossible);
  g_test_add_func ("/datum/same", test_same);
  g_test_add_func ("/datum/unknown", test_unknown);
  return g_test_run ();
}
