/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shapes.h"

#include "base/error.h"
#include "geo/distance.h"
#include "geo/measure.h"
#include "geo/shape-build.h"

#include <math.h>
#include <string.h>

#define LEFT  "POLYGON ((112 37, 113 37, 113 38, 112 38, 112 37))"
#define RIGHT "POLYGON ((113 37, 114 37, 114 38, 113 38, 113 37))"
#define BIG   "POLYGON ((111 36, 115 36, 115 39, 111 39, 111 36))"
#define BOW   "POLYGON ((113 37, 114 38, 114 37, 113 38, 113 37))"

static double
get_surface (const LtShape *shape)
{
  double m2;

  g_assert_true (lt_measure_surface (shape, &m2));
  return m2;
}

static void
assert_error (const GError *error, const char *words)
{
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
on_path_count (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  guint *counts = user_data;

  counts[hole]++;
}

static void
assert_paths (const LtShape *shape, guint outlines, guint holes)
{
  guint counts[2] = { 0, 0 };

  lt_shape_foreach_path (shape, on_path_count, counts);
  g_assert_cmpuint (counts[FALSE], ==, outlines);
  g_assert_cmpuint (counts[TRUE], ==, holes);
}

static LtShape *
unite (const char *a, const char *b, GError **error)
{
  g_autoptr (LtShape) first = read_shape (a);
  g_autoptr (LtShape) second = read_shape (b);
  const LtShape *both[] = { first, second };

  return lt_shape_build_union (both, 2, error);
}

static LtShape *
subtract (const char *a, const char *b, GError **error)
{
  g_autoptr (LtShape) first = read_shape (a);
  g_autoptr (LtShape) second = read_shape (b);

  return lt_shape_build_minus (first, second, error);
}

static GPtrArray *
split (const char *shape, const char *line, GError **error)
{
  g_autoptr (LtShape) whole = read_shape (shape);
  g_autoptr (LtShape) blade = read_shape (line);

  return lt_shape_build_split (whole, blade, error);
}

static void
test_union (void)
{
  g_autoptr (LtShape) left = read_shape (LEFT);
  g_autoptr (LtShape) right = read_shape (RIGHT);
  g_autoptr (LtShape) beside = unite (LEFT, RIGHT, NULL);
  g_autoptr (LtShape) inside = unite (LEFT, BIG, NULL);
  g_autoptr (LtShape) big = read_shape (BIG);
  g_autoptr (LtShape) apart = unite (LEFT, "POLYGON ((115 37, 116 37, 116 38, 115 37))", NULL);
  g_autoptr (LtShape) corner = unite (LEFT, "POLYGON ((113 38, 114 38, 114 39, 113 38))", NULL);
  g_autoptr (LtShape) lines = unite ("LINESTRING (1 1, 3 3)", "LINESTRING (1 3, 3 1)", NULL);

  assert_paths (beside, 1, 0);
  assert_near (get_surface (beside), get_surface (left) + get_surface (right), 1e-12);
  g_assert_true (lt_shape_is_same (inside, big, 0));
  assert_paths (apart, 2, 0);
  assert_paths (corner, 2, 0);
  g_assert_cmpint (lt_shape_get_class (lines), ==, LT_SHAPE_LINE);
}

static void
test_union_refused (void)
{
  static const struct
  {
    const char *second;
    const char *words;
  } bad[] = { { "LINESTRING (112 37, 113 38)", "Shape 1 is a polygon and shape 2 is a line" },
              { BOW, "Shape 2: The shape is not valid: the outline crosses itself" },
              { "POLYGON EMPTY", "Shape 2: The shape is empty" },
              { "POLYGON ((37 112, 38 112, 38 113, 37 112))", "swapped" } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtShape) shape = unite (LEFT, bad[i].second, &error);

      g_assert_null (shape);
      assert_error (error, bad[i].words);
    }
}

static void
test_minus (void)
{
  g_autoptr (LtShape) hole = subtract (BIG, LEFT, NULL);
  g_autoptr (LtShape) big = read_shape (BIG);
  g_autoptr (LtShape) left = read_shape (LEFT);
  g_autoptr (LtShape) touching = subtract (LEFT, RIGHT, NULL);
  g_autoptr (LtShape) band =
      subtract (LEFT, "POLYGON ((111 37.4, 114 37.4, 114 37.6, 111 37.6, 111 37.4))", NULL);
  g_autoptr (GError) nothing = NULL;
  g_autoptr (GError) line = NULL;
  g_autoptr (GError) crossed = NULL;

  assert_paths (hole, 1, 1);
  assert_near (get_surface (hole), get_surface (big) - get_surface (left), 1e-12);
  g_assert_true (lt_shape_is_same (touching, left, 0));
  assert_paths (band, 2, 0);
  g_assert_null (subtract (LEFT, BIG, &nothing));
  assert_error (nothing, "Nothing is left");
  g_assert_null (subtract ("LINESTRING (112 37, 113 38)", BIG, &line));
  assert_error (line, "this is a line");
  g_assert_null (subtract (BIG, BOW, &crossed));
  assert_error (crossed, "crosses itself at longitude 113.5");
}

/* A star of twelve corners, which sees them all from its middle. It is small: an
 * edge of many kilometres is another geodesic when it gets a corner. */
static LtShape *
make_star (GRand *rand)
{
  g_autoptr (GString) text = g_string_new ("POLYGON ((");
  double x = 113 + g_rand_double (rand) * 0.01;
  double y = 37 + g_rand_double (rand) * 0.01;

  for (guint i = 0; i <= 12; i++)
    {
      double far = i % 12 == 0 ? 0.02 : g_rand_double_range (rand, 0.005, 0.03);

      g_string_append_printf (text, "%s%.17g %.17g", i == 0 ? "" : ", ",
                              x + far * cos (i % 12 * G_PI / 6), y + far * sin (i % 12 * G_PI / 6));
    }
  g_string_append (text, "))");
  return read_shape (text->str);
}

/* For any two polygons: A and B are A∪B and A∩B, and A∩B is A without (A without B). */
static void
test_random_overlaps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (LtShape) a = make_star (rand);
      g_autoptr (LtShape) b = make_star (rand);
      const LtShape *shapes[] = { a, b };
      g_autoptr (LtShape) both = lt_shape_build_union (shapes, 2, NULL);
      g_autoptr (LtShape) rest = lt_shape_build_minus (a, b, NULL);
      g_autoptr (LtShape) common = lt_shape_build_minus (a, rest, NULL);

      assert_near (get_surface (both) + get_surface (common), get_surface (a) + get_surface (b),
                   2e-5);
      assert_near (get_surface (rest) + get_surface (common), get_surface (a), 2e-5);
    }
}

static double
sum_surfaces (GPtrArray *pieces)
{
  double sum = 0;

  for (guint i = 0; i < pieces->len; i++)
    sum += get_surface (g_ptr_array_index (pieces, i));
  return sum;
}

static void
test_split (void)
{
  static const struct
  {
    const char *shape;
    const char *line;
    guint pieces;
  } known[] = {
    { BIG, "LINESTRING (110 37, 116 38)", 2 },
    { BIG, "LINESTRING (111 36, 115 39)", 2 }, /* from corner to corner */
    { BIG, "MULTILINESTRING ((110 37, 116 37), (113 35, 113 40))", 4 },
    /* the arms of a U */
    { "POLYGON ((111 36, 115 36, 115 39, 114 39, 114 37, 112 37, 112 39, 111 39, 111 36))",
      "LINESTRING (110 38, 116 38)", 3 },
    /* through a hole */
    { "POLYGON ((111 36, 115 36, 115 39, 111 39, 111 36), (112 37, 112 38, 114 38, 114 37, 112 "
      "37))",
      "LINESTRING (113 35, 113 40)", 2 },
    /* the island in the east stays with the larger piece */
    { "MULTIPOLYGON (((111 36, 113 36, 113 38, 111 38, 111 36)), ((114 36, 115 36, 115 37, 114 "
      "36)))",
      "LINESTRING (111.5 35, 111.5 39)", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (LtShape) whole = read_shape (known[i].shape);
      g_autoptr (GPtrArray) pieces = split (known[i].shape, known[i].line, NULL);
      g_autoptr (LtShape) again = NULL;

      g_assert_cmpuint (pieces->len, ==, known[i].pieces);
      again = lt_shape_build_union ((const LtShape *const *) pieces->pdata, pieces->len, NULL);
      /* a corner more makes two geodesics of one, which bulge less: 4° are far */
      assert_near (sum_surfaces (pieces), get_surface (whole), 1e-3);
      assert_near (get_surface (again), get_surface (whole), 1e-3);
      for (guint k = 1; k < pieces->len; k++)
        g_assert_cmpfloat (get_surface (g_ptr_array_index (pieces, k - 1)), >=,
                           get_surface (g_ptr_array_index (pieces, k)) * (1 - 1e-3));
    }
}

static void
test_split_line (void)
{
  g_autoptr (GPtrArray) pieces =
      split ("LINESTRING (112 37, 113 37, 115 37)", "LINESTRING (114 36, 114 38)", NULL);
  g_autoptr (LtShape) longer = read_shape ("LINESTRING (112 37, 113 37, 114 37)");
  g_autoptr (LtShape) shorter = read_shape ("LINESTRING (114 37, 115 37)");

  g_assert_cmpuint (pieces->len, ==, 2);
  g_assert_true (lt_shape_is_same (pieces->pdata[0], longer, 0));
  g_assert_true (lt_shape_is_same (pieces->pdata[1], shorter, 0));
}

/* A part that is not crossed is no piece of its own: it stays with the larger one. */
static void
test_split_lines (void)
{
  g_autoptr (GPtrArray) pieces = split ("MULTILINESTRING ((112 37, 115 37), (112 38.5, 119 38.5))",
                                        "LINESTRING (114 36, 114 38)", NULL);
  g_autoptr (LtShape) larger =
      read_shape ("MULTILINESTRING ((112 37, 114 37), (112 38.5, 119 38.5))");
  g_autoptr (LtShape) smaller = read_shape ("LINESTRING (114 37, 115 37)");

  g_assert_cmpuint (pieces->len, ==, 2);
  g_assert_true (lt_shape_is_same (pieces->pdata[0], larger, 0));
  g_assert_true (lt_shape_is_same (pieces->pdata[1], smaller, 0));
}

static void
test_split_refused (void)
{
  static const struct
  {
    const char *shape;
    const char *line;
    const char *words;
  } bad[] = { { BIG, "LINESTRING (110 37, 113 38)", "does not cut" },
              { BIG, "LINESTRING (110 40, 116 40)", "does not cut" },
              { BIG, "LINESTRING (110 39, 116 39)", "does not cut" }, /* its own edge */
              { BIG, LEFT, "this is a polygon" },
              { BOW, "LINESTRING (110 37.2, 116 37.2)", "crosses itself" },
              { "POINT (112 37)", "LINESTRING (110 37, 113 38)", "A point" },
              { "LINESTRING (112 37, 113 37)", "LINESTRING (112 38, 113 38)", "does not cross" },
              { "LINESTRING (112 37, 113 37)", "LINESTRING (113 37, 113 38)", "does not cross" },
              /* a ring that is cut once stays in one piece */
              { "LINESTRING (112 37, 114 37, 114 39, 112 39, 112 37)",
                "LINESTRING (112 38, 113 38, 112 37)", "does not cross" },
              { "LINESTRING (112 37, 114 37, 114 39, 112 39, 112 37)",
                "LINESTRING (112 36, 112 37, 113 38)", "does not cross" } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) pieces = split (bad[i].shape, bad[i].line, &error);

      g_assert_null (pieces);
      assert_error (error, bad[i].words);
    }
}

static LtShape *
build_strip (const char *line, double metres, gboolean around)
{
  g_autoptr (LtShape) shape = read_shape (line);
  g_autoptr (GError) error = NULL;
  LtShape *strip = around ? lt_shape_build_around (shape, metres, &error)
                          : lt_shape_build_along (shape, metres, &error);

  g_assert_no_error (error);
  return strip;
}

/* The strip along a geodesic is as large as length by width, as far as the earth is
 * flat: by sin (w/R) / (w/R). A meridian is one. */
static void
test_along_meridian (void)
{
  static const double line[] = { 113, 37, 113, 38 };
  g_autoptr (LtShape) strip = build_strip ("LINESTRING (113 37, 113 38)", 200, FALSE);
  LtBox box = lt_shape_get_box (strip);

  assert_near (get_surface (strip), lt_measure_path (line, 2) * 400, 1e-6);
  assert_near (lt_distance (113, 38, box.max_x, 38), 200, 0.001);
  /* flat at the ends */
  g_assert_cmpfloat_with_epsilon (box.min_y, 37, 1e-7);
  g_assert_cmpfloat_with_epsilon (box.max_y, 38, 1e-7);
}

/* What lies less than so far from it, sideways, is in; what is farther is not. */
static void
assert_reach (const LtShape *strip, const LtShape *line, double metres)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  LtBox box = lt_shape_get_box (strip);
  guint inside = 0;
  guint outside = 0;

  for (guint i = 0; i < 4000; i++)
    {
      double x = g_rand_double_range (rand, box.min_x, box.max_x);
      double y = g_rand_double_range (rand, box.min_y, box.max_y);
      double far = lt_distance_to_shape (line, x, y);

      if (far < metres * 0.999)
        g_assert_true (lt_shape_contains (strip, x, y));
      if (far > metres * 1.001)
        g_assert_false (lt_shape_contains (strip, x, y));
      inside += far < metres * 0.999;
      outside += far > metres * 1.001;
    }
  g_assert_cmpuint (inside, >, 100);
  g_assert_cmpuint (outside, >, 100);
}

static void
test_around (void)
{
  static const char *const shapes[] = {
    "POINT (113.58 37.86)",
    "LINESTRING (112.4 37.2, 112.41 37.21, 112.42 37.2, 112.43 37.22)",
    /* 2.5° from the middle, where the projection is at its worst */
    "LINESTRING (111 37, 111.01 37.01, 116 37.02)",
    "POLYGON ((112.4 37.2, 112.45 37.2, 112.45 37.25, 112.4 37.25, 112.4 37.2))",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (LtShape) shape = read_shape (shapes[i]);
      g_autoptr (LtShape) around = build_strip (shapes[i], 1500, TRUE);

      assert_reach (around, shape, 1500);
      if (i == 0)
        assert_near (get_surface (around), G_PI * 1500 * 1500, 0.001);
    }
}

/* Pieces of one road, however they are cut and turned, make the same strip: no
 * wedge is missing where they meet. */
static void
test_along_pieces (void)
{
  g_autoptr (LtShape) whole =
      build_strip ("LINESTRING (112.4 37.2, 112.45 37.2, 112.45 37.25)", 500, FALSE);
  g_autoptr (LtShape) pieces =
      build_strip ("MULTILINESTRING ((112.45 37.2, 112.4 37.2), (112.45 37.2, 112.45 37.25))", 500,
                   FALSE);
  /* three that meet: round where they do */
  g_autoptr (LtShape) star =
      build_strip ("MULTILINESTRING ((112.4 37.2, 112.45 37.2), (112.45 37.25, 112.45 37.2),"
                   " (112.45 37.2, 112.5 37.17))",
                   500, FALSE);
  double x = 112.45;
  double y = 37.2;

  assert_near (get_surface (pieces), get_surface (whole), 1e-9);
  for (guint i = 0; i < 360; i++)
    g_assert_true (lt_shape_contains (star, x + 0.0055 * cos (i * G_PI / 180),
                                      y + 0.0044 * sin (i * G_PI / 180)));
}

static void
test_along_refused (void)
{
  static const struct
  {
    const char *line;
    double metres;
    const char *words;
  } bad[] = { { "LINESTRING (112 37, 113 37)", 0, "0 m" },
              { "LINESTRING (112 37, 113 37)", -200, "-200 m" },
              { "LINESTRING (112 37, 113 37)", NAN, "nan" },
              { "LINESTRING (112 37, 113 37)", 1e6, "100000 m" },
              { "LINESTRING (108 37, 114 37)", 200, "6.0 degrees" },
              { "LINESTRING (37 112, 38 113)", 200, "swapped" },
              { "POINT (113 37)", 200, "Only a line" },
              { LEFT, 200, "Only a line" } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LtShape) line = read_shape (bad[i].line);

      g_assert_null (lt_shape_build_along (line, bad[i].metres, &error));
      assert_error (error, bad[i].words);
    }
}

static void
test_repair (void)
{
  g_autoptr (LtShape) bow = read_shape (BOW);
  g_autoptr (LtShape) good = read_shape (LEFT);
  g_autoptr (LtShape) thin = read_shape ("POLYGON ((112 37, 113 37, 112 37, 113 37, 112 37))");
  g_autoptr (LtShape) swapped = read_shape ("POLYGON ((37 112, 38 113, 38 112, 37 113, 37 112))");
  g_autofree char *what = NULL;
  g_autofree char *nothing = NULL;
  g_autoptr (LtShape) halves = lt_shape_build_repair (bow, &what, NULL);
  g_autoptr (LtShape) same = lt_shape_build_repair (good, &nothing, NULL);
  g_autoptr (LtShape) expected = read_shape ("MULTIPOLYGON (((113 37, 113.5 37.5, 113 38, 113 37)),"
                                             " ((114 37, 114 38, 113.5 37.5, 114 37)))");
  g_autoptr (GError) error = NULL;
  char *none = NULL;

  g_assert_true (lt_shape_is_same (halves, expected, 1e-12));
  g_test_message ("%s", what);
  g_assert_nonnull (strstr (what, "crosses itself at longitude 113.5"));
  g_assert_nonnull (strstr (what, "2 part"));
  g_assert_null (nothing);
  g_assert_true (lt_shape_is_same (same, good, 0));
  g_assert_null (lt_shape_build_repair (thin, &none, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_null (none);
  g_clear_error (&error);
  g_assert_null (lt_shape_build_repair (swapped, &none, &error));
  assert_error (error, "swapped");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape-build/union", test_union);
  g_test_add_func ("/shape-build/union-refused", test_union_refused);
  g_test_add_func ("/shape-build/minus", test_minus);
  g_test_add_func ("/shape-build/random-overlaps", test_random_overlaps);
  g_test_add_func ("/shape-build/split", test_split);
  g_test_add_func ("/shape-build/split-line", test_split_line);
  g_test_add_func ("/shape-build/split-lines", test_split_lines);
  g_test_add_func ("/shape-build/split-refused", test_split_refused);
  g_test_add_func ("/shape-build/along-meridian", test_along_meridian);
  g_test_add_func ("/shape-build/along-pieces", test_along_pieces);
  g_test_add_func ("/shape-build/along-refused", test_along_refused);
  g_test_add_func ("/shape-build/around", test_around);
  g_test_add_func ("/shape-build/repair", test_repair);
  return g_test_run ();
}
