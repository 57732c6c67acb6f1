/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shapes.h"

#include "geo/measure.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* Karney's published ones are of WGS-84, whose flattening differs by 1.6e-11. */
#define PUBLISHED 1e-9

/* GeographicLib's tests of its Planimeter (Planimeter0), printed to 0.1 mm or
 * 1 m, and 1 m². */
static void
test_published (void)
{
  static const double arctic[] = { 0, 89, 90, 89, 180, 89, 270, 89 };
  static const double antarctic[] = { 0, -89, 90, -89, 180, -89, 270, -89 };
  static const double gulf_of_guinea[] = { -1, 0, 0, -1, 1, 0, 0, 1 };
  static const double octant[] = { 0, 90, 0, 0, 90, 0 };
  static const struct
  {
    const double *lonlat;
    guint n;
    double perimeter;
    double surface;
  } known[] = {
    { arctic, 4, 631819.8745, 24952305678.0 },
    { antarctic, 4, 631819.8745, 24952305678.0 },
    { gulf_of_guinea, 4, 627598.2731, 24619419146.0 },
    { octant, 3, 30022685, 63758202715511.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      double perimeter;
      double surface = lt_measure_ring (known[i].lonlat, known[i].n, &perimeter);

      assert_near (surface, known[i].surface, PUBLISHED);
      assert_near (perimeter, known[i].perimeter, 4e-8); /* the octant is printed to 1 m */
    }
}

/* GB 22021-2008: a quarter of the meridian of CGCS2000 is 10 001 965.7293 m; and
 * the equator's length is 2 π a. */
static void
test_lengths (void)
{
  static const double meridian[] = { 112, 0, 112, 45, 112, 90 };
  static const double equator[] = { 0, 0, 90, 0, 180, 0, -90, 0, 0, 0 };

  assert_near (lt_measure_path (meridian, 3), 10001965.7293, 1e-11);
  assert_near (lt_measure_path (equator, 5), 2 * G_PI * 6378137, 1e-11);
  g_assert_cmpfloat (lt_measure_path (meridian, 1), ==, 0);
  g_assert_cmpfloat (lt_measure_path (meridian, 0), ==, 0);
  g_assert_cmpfloat (lt_measure_ring (equator, 2, NULL), ==, 0);
  g_assert_cmpfloat (lt_measure_ring (equator, 0, NULL), ==, 0);
}

/* Parts are added and holes taken off, whichever way the corners go. */
static void
test_parts (void)
{
  static const char *const outers[] = { "(112 36, 114 36, 114 38, 112 38, 112 36)",
                                        "(112 36, 112 38, 114 38, 114 36, 112 36)" };
  static const char *const holes[] = {
    "(112.5 36.5, 112.5 37.5, 113.5 37.5, 113.5 36.5, 112.5 36.5)",
    "(112.5 36.5, 113.5 36.5, 113.5 37.5, 112.5 37.5, 112.5 36.5)"
  };
  static const double outer[] = { 112, 36, 114, 36, 114, 38, 112, 38 };
  static const double hole[] = { 112.5, 36.5, 113.5, 36.5, 113.5, 37.5, 112.5, 37.5 };
  static const double aside[] = { 115, 36, 115.5, 36, 115.5, 36.5 };
  double perimeters[3];
  double surface = lt_measure_ring (outer, 4, &perimeters[0])
                   - lt_measure_ring (hole, 4, &perimeters[1])
                   + lt_measure_ring (aside, 3, &perimeters[2]);
  double m;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("MULTIPOLYGON ((%s, %s), ((115 36, 115.5 36, 115.5 36.5, 115 36)))",
                           outers[i & 1], holes[i >> 1]);
      g_autoptr (LtShape) shape = read_shape (text);

      g_assert_true (lt_measure_surface (shape, &m));
      assert_near (m, surface, 1e-13);
      g_assert_true (lt_measure_length (shape, &m));
      assert_near (m, perimeters[0] + perimeters[1] + perimeters[2], 1e-13);
    }
}

static void
test_classes (void)
{
  g_autoptr (LtShape) point = read_shape ("POINT (113.58 37.86)");
  g_autoptr (LtShape) lines = read_shape ("MULTILINESTRING ((112 0, 112 45), (112 45, 112 90))");
  g_autoptr (LtShape) empty = read_shape ("POLYGON EMPTY");
  double m;

  g_assert_false (lt_measure_length (point, &m));
  g_assert_cmpfloat (m, ==, 0);
  g_assert_false (lt_measure_surface (lines, &m));
  g_assert_cmpfloat (m, ==, 0);
  g_assert_true (lt_measure_length (lines, &m));
  assert_near (m, 10001965.7293, 1e-11);
  g_assert_true (lt_measure_surface (empty, &m));
  g_assert_cmpfloat (m, ==, 0);
}

/* J. P. Snyder, Map Projections – A Working Manual (1987), (3-12): between a
 * parallel and the equator lies a²/2 · q for each radian of longitude. */
static double
authalic_q (double latitude)
{
  const double e2 = (2 - 1 / 298.257222101) / 298.257222101;
  const double e = sqrt (e2);
  double s = sin (latitude * G_PI / 180);

  return (1 - e2) * (s / (1 - e2 * s * s) + log ((1 + e * s) / (1 - e * s)) / (2 * e));
}

static void
on_ring_integrate (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  double *sum = user_data;
  double ring = 0;

  for (guint i = 0; i + 1 < n; i++)
    {
      const double *a = xy + 2 * i;
      double middle = authalic_q ((a[1] + a[3]) / 2);
      double edge = (authalic_q (a[1]) + 4 * middle + authalic_q (a[3])) / 6; /* Simpson's rule */

      ring += edge * (a[2] - a[0]) * G_PI / 180;
    }
  *sum += (hole ? -1 : 1) * fabs (ring) * 6378137.0 * 6378137.0 / 2;
}

static JsonArray *
load_counties (JsonParser *parser)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    {
      g_test_skip ("LANTIAN_SHARED_DATA is not set: no real outlines");
      return NULL;
    }
  file = g_build_filename (folder, "boundaries", "140000_shanxi_counties.wgs84.geojson", NULL);
  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                       "features");
}

/* The province's own figure is 156 700 km²; the outlines are simplified ones. */
static void
test_counties (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *features = load_counties (parser);
  double province = 0;
  double worst = 0;

  if (features == NULL)
    return;
  g_assert_cmpuint (json_array_get_length (features), ==, 117);
  for (guint i = 0; i < 117; i++)
    {
      g_autofree char *text = json_to_string (json_array_get_element (features, i), FALSE);
      g_autoptr (LtShape) shape = read_shape (text);
      double expected = 0;
      double surface;

      lt_shape_foreach_path (shape, on_ring_integrate, &expected);
      g_assert_true (lt_measure_surface (shape, &surface));
      g_assert_cmpfloat (expected, >, 10e6);
      worst = MAX (worst, fabs (surface / expected - 1));
      province += surface;
    }
  g_test_message ("farthest off: %.3g; together %.0f km²", worst, province / 1e6);
  g_assert_cmpfloat (worst, <, 0.001);
  assert_near (province, 156700e6, 0.01);
}

static void
test_words (void)
{
  static const struct
  {
    double m2;
    const char *words;
  } surfaces[] = {
    { 0, "0 m²" },
    { 9999.4, "9999 m²" },
    { 9999.6, "1.00 ha (15.00 mu)" },
    { 123456, "12.35 ha (185.2 mu)" },
    { 999940, "99.99 ha (1500 mu)" },
    { 999960, "1.00 km²" },
    { 35.6e6, "35.60 km²" },
    { 1391e6, "1391 km²" },
    { 156700e6, "156700 km²" },
  };
  static const struct
  {
    double m;
    const char *words;
  } lengths[] = {
    { 0, "0 m" },          { 999.4, "999 m" },     { 999.6, "1.00 km" },
    { 12345, "12.35 km" }, { 123456, "123.5 km" }, { 1234567, "1235 km" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      g_autofree char *words = lt_measure_say_surface (surfaces[i].m2);

      g_assert_cmpstr (words, ==, surfaces[i].words);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *words = lt_measure_say_length (lengths[i].m);

      g_assert_cmpstr (words, ==, lengths[i].words);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/published", test_published);
  g_test_add_func ("/measure/lengths", test_lengths);
  g_test_add_func ("/measure/parts", test_parts);
  g_test_add_func ("/measure/classes", test_classes);
  g_test_add_func ("/measure/counties", test_counties);
  g_test_add_func ("/measure/words", test_words);
  return g_test_run ();
}
