/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shapes.h"

#include "base/error.h"
#include "geo/datum.h"
#include "geo/shape.h"

#include <math.h>

/* A square of two degrees with a square hole of one, and a small one beside it. */
#define WITH_HOLE                                                                                  \
  "MULTIPOLYGON (((112 36, 114 36, 114 38, 112 38, 112 36),"                                       \
  " (112.5 36.5, 112.5 37.5, 113.5 37.5, 113.5 36.5, 112.5 36.5)),"                                \
  " ((115 36, 115.5 36, 115.5 36.5, 115 36)))"

static void
test_text (void)
{
  g_autoptr (LtShape) wkt = read_shape (" POINT (113.58 37.86) ");
  g_autoptr (LtShape) json = read_shape ("{\"type\":\"Point\",\"coordinates\":[113.58,37.86]}");
  g_autoptr (LtShape) feature =
      read_shape ("{\"type\":\"Feature\",\"properties\":{\"a\":1},"
                  "\"geometry\":{\"type\":\"Point\",\"coordinates\":[113.58,37.86]}}");
  g_autoptr (GBytes) a = lt_shape_to_wkb (wkt);
  g_autoptr (GBytes) b = lt_shape_to_wkb (json);
  g_autoptr (GBytes) c = lt_shape_to_wkb (feature);

  g_assert_true (g_bytes_equal (a, b));
  g_assert_true (g_bytes_equal (a, c));
}

static void
test_text_refused (void)
{
  static const char *const bad[] = {
    "",
    "蓝天",
    "POINT (113.58 37.86) and more",
    "POINT (113.58 37.86))",
    "POINT (113.58)",
    "POINT (113.58, 37.86)",
    "POLYGON ((1 1, 2 1, 2 2))",
    "GEOMETRYCOLLECTION (POINT (1 1))",
    "{\"type\":\"Point\",\"coordinates\":[113.58,37.86]} {}",
    "{\"type\":\"Point\",\"coordinates\":[113.58,37.86]",
    "{\"type\":\"Point\",\"coordinates\":\"here\"}",
    "{\"type\":\"Point\"}",
    /* GEOS 3.11 dies of these */
    "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[ ]]]}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[]]}}",
    "{\"type\":\"FeatureCollection\",\"features\":[]}",
    "{}",
    "\xff\xfe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtShape) shape = lt_shape_from_text (bad[i], &error);

      g_assert_null (shape);
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* To the last bit, also where a decimal has no short binary form. */
static void
test_geojson_round (void)
{
  static const char *const texts[] = { "POINT (113.123456789012345 37.1)", WITH_HOLE,
                                       "LINESTRING (0.1 0.2, 0.30000000000000004 1e-7)" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LtShape) shape = read_shape (texts[i]);
      g_autofree char *json = lt_shape_to_geojson (shape);
      g_autoptr (LtShape) again = read_shape (json);
      g_autoptr (GBytes) a = lt_shape_to_wkb (shape);
      g_autoptr (GBytes) b = lt_shape_to_wkb (again);

      g_assert_true (g_bytes_equal (a, b));
    }
}

static void
assert_refused (LtShape *shape, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_shape_check (shape, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_check (void)
{
  static const char *const good[] = { "POINT (113.58 37.86)", "POINT (-180 90)", WITH_HOLE,
                                      "LINESTRING (113 37, 114 38)",
                                      "MULTIPOINT ((113 37), (114 38))" };
  static const struct
  {
    const char *text;
    const char *words;
  } bad[] = {
    { "POINT (37.86 113.58)", "swapped" },
    { "LINESTRING (113 37, 37 114)", "swapped" },
    { "POINT (181 37)", "Longitude 181" },
    { "POINT (150 -91)", "Latitude -91" },
    { "POINT (38463040.2641 4192041.8377)", "gk3" },
    { "POINT (113 NaN)", "not a number" },
    { "POLYGON EMPTY", "empty" },
    { "MULTIPOLYGON EMPTY", "empty" },
    { "POINT EMPTY", "empty" },
    /* a bow tie, whose sides cross in the middle */
    { "POLYGON ((113 37, 114 38, 114 37, 113 38, 113 37))",
      "crosses itself at longitude 113.500000, latitude 37.500000" },
    { "POLYGON ((113 37, 114 37, 114 38, 113 37), (115 37, 116 37, 116 38, 115 37))", "a hole" },
    { "LINESTRING (113 37, 113 37)", "too few" },
    /* two parts side by side */
    { "MULTIPOLYGON (((113 37, 114 37, 114 38, 113 37)), ((114 37, 115 37, 114 38, 114 37)))",
      "share an edge" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (LtShape) shape = read_shape (good[i]);
      g_autoptr (GError) error = NULL;

      lt_shape_check (shape, &error);
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (LtShape) shape = read_shape (bad[i].text);

      assert_refused (shape, bad[i].words);
    }
}

static void
test_check_infinite (void)
{
  g_autoptr (LtShape) shape = lt_shape_new_point (113, INFINITY);

  assert_refused (shape, "not a number");
}

static void
test_class (void)
{
  static const struct
  {
    const char *text;
    LtShapeClass class;
  } known[] = {
    { "POINT (1 1)", LT_SHAPE_POINT },
    { "MULTIPOINT ((1 1), (2 2))", LT_SHAPE_POINT },
    { "LINESTRING (1 1, 2 2)", LT_SHAPE_LINE },
    { "MULTILINESTRING ((1 1, 2 2), (3 3, 4 4))", LT_SHAPE_LINE },
    { "POLYGON ((1 1, 2 1, 2 2, 1 1))", LT_SHAPE_POLYGON },
    { WITH_HOLE, LT_SHAPE_POLYGON },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (LtShape) shape = read_shape (known[i].text);

      g_assert_cmpint (lt_shape_get_class (shape), ==, known[i].class);
    }
}

static void
test_box_and_contains (void)
{
  g_autoptr (LtShape) shape = read_shape (WITH_HOLE);
  g_autoptr (LtShape) empty = read_shape ("POLYGON EMPTY");
  LtBox box = lt_shape_get_box (shape);

  g_assert_cmpfloat (box.min_x, ==, 112);
  g_assert_cmpfloat (box.min_y, ==, 36);
  g_assert_cmpfloat (box.max_x, ==, 115.5);
  g_assert_cmpfloat (box.max_y, ==, 38);
  g_assert_true (lt_shape_contains (shape, 112.2, 36.2));
  g_assert_true (lt_shape_contains (shape, 112, 37)); /* on the edge */
  g_assert_true (lt_shape_contains (shape, 115.4, 36.2));
  g_assert_false (lt_shape_contains (shape, 113, 37)); /* in the hole */
  g_assert_false (lt_shape_contains (shape, 114.5, 37));
  g_assert_false (lt_shape_contains (shape, 0, 0));
  box = lt_shape_get_box (empty);
  g_assert_true (lt_box_is_empty (&box));
  g_assert_false (lt_shape_contains (empty, 0, 0));
}

/* The centre of gravity of a U lies outside of it; its anchor may not. */
static void
test_anchor (void)
{
  g_autoptr (LtShape) u = read_shape ("POLYGON ((0 0, 9 0, 9 9, 8 9, 8 1, 1 1, 1 9, 0 9, 0 0))");
  g_autoptr (LtShape) lines = read_shape ("MULTILINESTRING ((0 0, 1 0), (0 5, 10 5), (0 9, 2 9))");
  g_autoptr (LtShape) points = read_shape ("MULTIPOINT ((113 37), (114 38))");
  g_autoptr (LtShape) empty = read_shape ("POLYGON EMPTY");
  double x;
  double y;

  lt_shape_get_anchor (u, &x, &y);
  g_assert_true (lt_shape_contains (u, x, y));
  lt_shape_get_anchor (lines, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (y, 5, 1e-12);
  lt_shape_get_anchor (points, &x, &y);
  g_assert_cmpfloat (x, ==, 113);
  lt_shape_get_anchor (empty, &x, &y);
  g_assert_true (isnan (x) && isnan (y));
}

static void
on_path_note (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  g_string_append_printf (user_data, "%s%s%u:%g,%g-%g,%g ", closed ? "ring" : "line",
                          hole ? "/hole" : "", n, xy[0], xy[1], xy[2 * n - 2], xy[2 * n - 1]);
}

static void
test_paths (void)
{
  g_autoptr (LtShape) shape = read_shape (WITH_HOLE);
  g_autoptr (LtShape) line = read_shape ("LINESTRING (1 2, 3 4, 5 6)");
  g_autoptr (LtShape) points = read_shape ("MULTIPOINT ((113 37), (114 38))");
  g_autoptr (GString) note = g_string_new (NULL);

  lt_shape_foreach_path (shape, on_path_note, note);
  g_assert_cmpstr (note->str, ==,
                   "ring5:112,36-112,36 ring/hole5:112.5,36.5-112.5,36.5 ring4:115,36-115,36 ");
  g_string_truncate (note, 0);
  lt_shape_foreach_path (line, on_path_note, note);
  g_assert_cmpstr (note->str, ==, "line3:1,2-5,6 ");
  g_string_truncate (note, 0);
  lt_shape_foreach_path (points, on_path_note, note);
  g_assert_cmpstr (note->str, ==, "line1:113,37-113,37 line1:114,38-114,38 ");
}

static void
test_transform (void)
{
  g_autoptr (LtDatum) zone = lt_datum_new ("gk3:38", NULL);
  g_autoptr (LtDatum) other = lt_datum_new ("gk3:37", NULL);
  /* 113.58 E, 37.86 N in EPSG:4526, by PROJ 9.1.1 */
  g_autoptr (LtShape) point = lt_shape_new_point (38463040.2641, 4192041.8377);
  g_autoptr (LtShape) lost = lt_shape_new_point (38463040.2641, 4192041.8377);
  g_autoptr (GError) error = NULL;
  LtBox box;

  g_assert_true (lt_shape_transform (point, zone, &error));
  g_assert_no_error (error);
  box = lt_shape_get_box (point);
  g_assert_cmpfloat_with_epsilon (box.min_x, 113.58, 1e-8);
  g_assert_cmpfloat_with_epsilon (box.min_y, 37.86, 1e-8);
  g_assert_false (lt_shape_transform (lost, other, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  box = lt_shape_get_box (lost);
  g_assert_cmpfloat (box.min_x, ==, 38463040.2641);
}

static gpointer
on_thread (gpointer data)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (LtShape) own = read_shape (WITH_HOLE);
      g_autoptr (LtShape) bad = lt_shape_from_text ("POINT (x)", NULL);

      g_assert_null (bad);
      g_assert_true (lt_shape_contains (own, 112.2, 36.2));
      g_assert_true (lt_shape_contains (data, 112.2, 36.2));
    }
  return NULL;
}

/* Painter and writer use shapes at once, and one made here may die there. */
static void
test_threads (void)
{
  g_autoptr (LtShape) shared = read_shape (WITH_HOLE);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("shapes", on_thread, shared);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Two squares side by side, and two that overlap: 2 and 1.75 square degrees of ground. */
static void
test_join_parts (void)
{
  static const struct
  {
    const char *text;
    double corners[4][2];
  } joined[] = {
    { "MULTIPOLYGON(((113 37,114 37,114 38,113 38,113 37)),((114 37,115 37,115 38,114 38,114 37)))",
      { { 113.5, 37.5 }, { 114.5, 37.5 }, { 114, 37.5 }, { 113.01, 37.99 } } },
    { "MULTIPOLYGON(((113 37,114 37,114 38,113 38,113 37)),((113.5 37.5,114.5 37.5,114.5 38.5,"
      "113.5 38.5,113.5 37.5)))",
      { { 113.1, 37.1 }, { 113.75, 37.75 }, { 114.4, 38.4 }, { 113.9, 37.2 } } },
  };
  g_autoptr (LtShape) apart =
      lt_shape_from_text ("MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 0,6 0,6 1,5 1,5 0)))", NULL);
  g_autoptr (LtShape) bow = lt_shape_from_text ("POLYGON((0 0,1 1,1 0,0 1,0 0))", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      g_autoptr (LtShape) shape = lt_shape_from_text (joined[i].text, NULL);

      g_assert_false (lt_shape_check (shape, NULL));
      g_assert_true (lt_shape_join_parts (shape));
      g_assert_true (lt_shape_check (shape, NULL));
      g_assert_cmpint (lt_shape_get_class (shape), ==, LT_SHAPE_POLYGON);
      for (gsize k = 0; k < G_N_ELEMENTS (joined[i].corners); k++)
        g_assert_true (lt_shape_contains (shape, joined[i].corners[k][0], joined[i].corners[k][1]));
      g_assert_false (lt_shape_contains (shape, 113.1, 38.4));
    }
  g_assert_false (lt_shape_join_parts (apart));
  g_assert_false (lt_shape_join_parts (bow));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/text", test_text);
  g_test_add_func ("/shape/text-refused", test_text_refused);
  g_test_add_func ("/shape/geojson-round", test_geojson_round);
  g_test_add_func ("/shape/check", test_check);
  g_test_add_func ("/shape/join-parts", test_join_parts);
  g_test_add_func ("/shape/check-infinite", test_check_infinite);
  g_test_add_func ("/shape/class", test_class);
  g_test_add_func ("/shape/box-and-contains", test_box_and_contains);
  g_test_add_func ("/shape/anchor", test_anchor);
  g_test_add_func ("/shape/paths", test_paths);
  g_test_add_func ("/shape/transform", test_transform);
  g_test_add_func ("/shape/threads", test_threads);
  return g_test_run ();
}
