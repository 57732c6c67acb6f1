/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A shape being drawn: corner by corner, back and forth, and what is near. */

#include "geo/mercator.h"
#include "geo/sketch.h"
#include "geo/snap.h"

#include <math.h>

#define METRE (1 / 40075016.6855784) /* of the equator, in world coordinates */

static void
draw (LtSketch *sketch, const double *xy, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_true (lt_sketch_add (sketch, xy[2 * i], xy[2 * i + 1]));
}

static void
assert_text (const LtSketch *sketch, const char *expected)
{
  g_autofree char *text = lt_sketch_to_text (sketch);

  g_assert_cmpstr (text, ==, expected);
}

static const double square[] = { 113, 37, 114, 37, 114, 38, 113, 38 };

static void
test_ring (void)
{
  g_autoptr (LtSketch) sketch = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_sketch_to_shape (sketch, &error));
  g_clear_error (&error);
  draw (sketch, square, 2);
  g_assert_false (lt_sketch_add (sketch, 114, 37));
  g_assert_false (lt_sketch_close (sketch));
  draw (sketch, square + 4, 2);
  g_assert_true (lt_sketch_is_open (sketch));
  g_assert_null (lt_sketch_to_shape (sketch, &error));
  g_clear_error (&error);
  g_assert_true (lt_sketch_close (sketch));
  assert_text (sketch,
               "{\"type\":\"Polygon\",\"coordinates\":[[[113,37],[114,37],[114,38],[113,38],"
               "[113,37]]]}");
  shape = lt_sketch_to_shape (sketch, &error);
  g_assert_no_error (error);
  g_assert_true (lt_shape_contains (shape, 113.5, 37.5));
  g_assert_cmpuint (lt_sketch_count_corners (sketch), ==, 4);
}

static void
test_undo (void)
{
  g_autoptr (LtSketch) sketch = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autofree char *whole = NULL;
  guint steps = 0;

  draw (sketch, square, 4);
  g_assert_true (lt_sketch_take_back (sketch));
  g_assert_cmpuint (lt_sketch_count_corners (sketch), ==, 3);
  g_assert_true (lt_sketch_undo (sketch));
  g_assert_cmpuint (lt_sketch_count_corners (sketch), ==, 4);
  g_assert_true (lt_sketch_close (sketch));
  g_assert_true (lt_sketch_insert (sketch, 0, 1, 113.5, 36.9));
  /* A drag is one step, also of a corner that was made by it. */
  g_assert_true (lt_sketch_move (sketch, 0, 1, 113.5, 36.8, TRUE));
  g_assert_true (lt_sketch_move (sketch, 0, 1, 113.5, 36.7, TRUE));
  g_assert_true (lt_sketch_move (sketch, 0, 2, 114.1, 37, FALSE));
  g_assert_true (lt_sketch_move (sketch, 0, 2, 114.2, 37, TRUE));
  g_assert_true (lt_sketch_remove (sketch, 0, 4));
  whole = lt_sketch_to_text (sketch);
  g_assert_cmpstr (whole, ==,
                   "{\"type\":\"Polygon\",\"coordinates\":[[[113,37],[113.5,36.7],[114.2,37],"
                   "[114,38],[113,37]]]}");
  while (lt_sketch_undo (sketch))
    steps++;
  /* four corners, the end, an insertion, a movement, a removal */
  g_assert_cmpuint (steps, ==, 8);
  g_assert_cmpuint (lt_sketch_count_paths (sketch), ==, 0);
  g_assert_false (lt_sketch_is_changed (sketch));
  assert_text (sketch, "");
  while (lt_sketch_redo (sketch))
    steps--;
  g_assert_cmpuint (steps, ==, 0);
  assert_text (sketch, whole);
  g_assert_true (lt_sketch_undo (sketch));
  g_assert_true (lt_sketch_move (sketch, 0, 0, 112, 37, FALSE));
  g_assert_false (lt_sketch_can_redo (sketch));
}

static void
test_holes (void)
{
  static const double inner[] = { 113.2, 37.2, 113.4, 37.2, 113.4, 37.4 };
  static const double far[] = { 115, 37, 116, 37, 116, 38 };
  g_autoptr (LtSketch) sketch = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtSketch) again = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;
  gboolean hole;
  guint n;

  g_assert_false (lt_sketch_begin_path (sketch, TRUE));
  draw (sketch, square, 2);
  g_assert_false (lt_sketch_begin_path (sketch, FALSE));
  draw (sketch, square + 4, 2);
  g_assert_true (lt_sketch_begin_path (sketch, FALSE));
  draw (sketch, far, 3);
  /* The hole is in the first part, though the second was drawn last. */
  g_assert_true (lt_sketch_begin_path (sketch, TRUE));
  draw (sketch, inner, 3);
  g_assert_true (lt_sketch_close (sketch));
  lt_sketch_get_path (sketch, 2, &n, NULL, &hole);
  g_assert_true (hole);
  g_assert_cmpuint (n, ==, 3);
  shape = lt_sketch_to_shape (sketch, &error);
  g_assert_no_error (error);
  g_assert_false (lt_shape_contains (shape, 113.35, 37.25));
  g_assert_true (lt_shape_contains (shape, 113.8, 37.25));
  g_assert_true (lt_shape_contains (shape, 115.9, 37.5));
  again = lt_sketch_new_from_shape (shape);
  g_assert_cmpuint (lt_sketch_count_paths (again), ==, 3);
  g_assert_cmpuint (lt_sketch_count_corners (again), ==, 10);
  g_assert_false (lt_sketch_is_changed (again));
  /* The outline of a hole stays; the hole goes with its third corner. */
  g_assert_true (lt_sketch_remove (again, 1, 0));
  g_assert_cmpuint (lt_sketch_count_paths (again), ==, 2);
  g_assert_true (lt_sketch_remove (again, 0, 0));
  g_assert_true (lt_sketch_remove (again, 0, 0) && lt_sketch_count_paths (again) == 1);
  g_assert_false (lt_sketch_remove (again, 0, 0));
  while (lt_sketch_undo (again))
    ;
  g_assert_cmpuint (lt_sketch_count_corners (again), ==, 10);
}

/* What a crash leaves of a drawing can be gone on with. */
static void
test_text (void)
{
  static const double inner[] = { 113.2, 37.2, 113.4, 37.2 };
  static const char *const bad[] = {
    "{\"type\":\"Polygon\",\"coordinates\":[[[113]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[\"a\",2]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[1000,2]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[]}",
    "{\"type\":\"Polygon\"}",
    "{\"type\":\"LineString\",\"coordinates\":[[113,37],[114,37]]}",
    "[1]",
    "x",
  };
  g_autoptr (LtSketch) sketch = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtSketch) again = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  draw (sketch, square, 4);
  g_assert_true (lt_sketch_begin_path (sketch, TRUE));
  draw (sketch, inner, 2);
  text = lt_sketch_to_text (sketch);
  g_assert_null (lt_shape_from_text (text, NULL));
  again = lt_sketch_new_from_text (LT_SHAPE_POLYGON, text, &error);
  g_assert_no_error (error);
  g_assert_true (lt_sketch_is_open (again));
  assert_text (again, text);
  g_assert_true (lt_sketch_add (again, 113.4, 37.4));
  g_assert_true (lt_sketch_close (again));
  shape = lt_sketch_to_shape (again, &error);
  g_assert_no_error (error);
  g_assert_false (lt_shape_contains (shape, 113.35, 37.25));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (lt_sketch_new_from_text (LT_SHAPE_POLYGON, bad[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
}

static void
test_point_and_line (void)
{
  g_autoptr (LtSketch) point = lt_sketch_new (LT_SHAPE_POINT);
  g_autoptr (LtSketch) line = lt_sketch_new (LT_SHAPE_LINE);
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_sketch_add (point, 113.5, 37.5));
  g_assert_true (lt_sketch_add (point, 113.6, 37.5));
  g_assert_cmpuint (lt_sketch_count_corners (point), ==, 1);
  assert_text (point, "{\"type\":\"Point\",\"coordinates\":[113.6,37.5]}");
  shape = lt_sketch_to_shape (point, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (lt_shape_get_box (shape).min_x, ==, 113.6);
  g_assert_true (lt_sketch_undo (point));
  assert_text (point, "{\"type\":\"Point\",\"coordinates\":[113.5,37.5]}");

  draw (line, square, 1);
  g_assert_false (lt_sketch_close (line));
  draw (line, square + 2, 1);
  g_assert_true (lt_sketch_begin_path (line, FALSE));
  g_assert_false (lt_sketch_begin_path (line, TRUE));
  draw (line, square + 4, 2);
  g_assert_true (lt_sketch_close (line));
  assert_text (line, "{\"type\":\"MultiLineString\",\"coordinates\":[[[113,37],[114,37]],"
                     "[[114,38],[113,38]]]}");
}

/* A line that is half drawn is told from one that is whole, and goes on at its end. */
static void
test_open_line (void)
{
  g_autoptr (LtSketch) line = lt_sketch_new (LT_SHAPE_LINE);
  g_autoptr (LtSketch) again = NULL;
  g_autoptr (LtSketch) parts = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *half = NULL;
  g_autofree char *both = NULL;

  draw (line, square, 3);
  half = lt_sketch_to_text (line);
  g_assert_null (lt_shape_from_text (half, NULL));
  again = lt_sketch_new_from_text (LT_SHAPE_LINE, half, &error);
  g_assert_no_error (error);
  g_assert_true (lt_sketch_is_open (again));
  assert_text (again, half);
  /* Its corners are taken back one by one, and come again. */
  for (guint i = 0; i < 3; i++)
    g_assert_true (lt_sketch_undo (again));
  g_assert_false (lt_sketch_undo (again));
  g_assert_cmpuint (lt_sketch_count_paths (again), ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_true (lt_sketch_redo (again));
  draw (again, square + 6, 1);
  g_assert_true (lt_sketch_close (again));
  shape = lt_sketch_to_shape (again, &error);
  g_assert_no_error (error);
  assert_text (again, "{\"type\":\"LineString\",\"coordinates\":"
                      "[[113,37],[114,37],[114,38],[113,38]]}");
  /* A second part, of one corner so far. */
  g_assert_true (lt_sketch_begin_path (again, FALSE));
  draw (again, square + 2, 1);
  both = lt_sketch_to_text (again);
  parts = lt_sketch_new_from_text (LT_SHAPE_LINE, both, &error);
  g_assert_no_error (error);
  g_assert_true (lt_sketch_is_open (parts));
  assert_text (parts, both);
  g_assert_true (lt_sketch_undo (parts));
  g_assert_false (lt_sketch_undo (parts));
  g_assert_cmpuint (lt_sketch_count_corners (parts), ==, 4);
}

/* A drawing out of a draft is taken back as it was drawn. */
static void
test_remember (void)
{
  static const double inner[] = { 113.2, 37.2, 113.4, 37.2, 113.4, 37.4 };
  g_autoptr (LtSketch) drawn = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtSketch) again = NULL;
  g_autofree char *whole = NULL;
  guint n;
  gboolean hole;

  draw (drawn, square, 4);
  g_assert_true (lt_sketch_begin_path (drawn, TRUE));
  draw (drawn, inner, 3);
  g_assert_true (lt_sketch_close (drawn));
  whole = lt_sketch_to_text (drawn);
  again = lt_sketch_new_from_text (LT_SHAPE_POLYGON, whole, NULL);
  g_assert_false (lt_sketch_can_undo (again));
  lt_sketch_remember (again, 0);
  while (lt_sketch_can_undo (drawn))
    {
      g_autofree char *text = NULL;

      g_assert_true (lt_sketch_undo (drawn));
      g_assert_true (lt_sketch_undo (again));
      text = lt_sketch_to_text (drawn);
      assert_text (again, text);
    }
  g_assert_false (lt_sketch_can_undo (again));
  while (lt_sketch_redo (again))
    ;
  assert_text (again, whole);
  lt_sketch_get_path (again, 1, &n, NULL, &hole);
  g_assert_true (hole);
}

/* A bow tie crosses in its middle; touching counts, a shared corner does not. */
static void
test_crossing (void)
{
  static const double bow[] = { 113, 37, 114, 38, 114, 37, 113, 38 };
  static const double touch[] = { 113, 37, 115, 37, 115, 38, 114, 37, 113, 38 };
  g_autoptr (LtSketch) good = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtSketch) bad = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtSketch) touching = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (GError) error = NULL;
  double x, y;

  draw (good, square, 4);
  g_assert_true (lt_sketch_close (good));
  g_assert_false (lt_sketch_find_crossing (good, &x, &y));
  draw (bad, bow, 3);
  g_assert_false (lt_sketch_find_crossing (bad, &x, &y));
  draw (bad, bow + 6, 1);
  g_assert_true (lt_sketch_find_crossing (bad, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, 113.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (y, 37.5, 1e-12);
  g_assert_true (lt_sketch_close (bad));
  g_assert_null (lt_sketch_to_shape (bad, &error));
  g_assert_nonnull (strstr (error->message, "113.5"));
  draw (touching, touch, 5);
  g_assert_true (lt_sketch_find_crossing (touching, &x, &y));
  g_assert_cmpfloat (x, ==, 114);
  g_assert_cmpfloat (y, ==, 37);
}

static void
test_near (void)
{
  g_autoptr (LtSketch) sketch = lt_sketch_new (LT_SHAPE_POLYGON);
  LtSketchSpot spot;

  draw (sketch, square, 4);
  g_assert_true (lt_sketch_find_corner (sketch, 114.0001, 37.0001, 20 * METRE, &spot));
  g_assert_cmpuint (spot.corner, ==, 1);
  g_assert_cmpfloat (spot.longitude, ==, 114);
  g_assert_false (lt_sketch_find_corner (sketch, 114.0001, 37.0001, 5 * METRE, &spot));
  /* A quarter along the eastern edge. */
  g_assert_true (lt_sketch_find_edge (sketch, 114.0001, 37.25, 20 * METRE, &spot));
  g_assert_cmpuint (spot.corner, ==, 1);
  g_assert_cmpfloat_with_epsilon (spot.longitude, 114, 1e-9);
  g_assert_cmpfloat_with_epsilon (spot.distance, 0.0001 / 360, 1e-12);
  /* The western one is not drawn before the ring is closed. */
  g_assert_false (lt_sketch_find_edge (sketch, 113, 37.5, 20 * METRE, &spot));
  g_assert_true (lt_sketch_close (sketch));
  g_assert_true (lt_sketch_find_edge (sketch, 113, 37.5, 20 * METRE, &spot));
  g_assert_cmpuint (spot.corner, ==, 3);
}

static void
test_snap (void)
{
  static const LtBox box = { 112, 36, 115, 39 };
  g_autoptr (LtSnap) snap = lt_snap_new (&box);
  g_autoptr (LtShape) neighbour = lt_shape_from_text (
      "POLYGON ((113.1234567890123 37, 114 37, 114 38, 113 38, 113.1234567890123 37))", NULL);
  g_autoptr (LtShape) far = lt_shape_from_text ("POLYGON ((1 1, 2 1, 2 2, 1 1))", NULL);
  double x = 113.1236, y = 37.0001;
  gboolean corner;

  lt_snap_add_shape (snap, neighbour);
  lt_snap_add_shape (snap, far);
  g_assert_cmpuint (lt_snap_count (snap), ==, 4);
  g_assert_true (lt_snap_find (snap, 50 * METRE, &x, &y, &corner));
  g_assert_true (corner);
  g_assert_cmpfloat (x, ==, 113.1234567890123);
  g_assert_cmpfloat (y, ==, 37);
  /* A corner goes before an edge that is nearer. */
  x = 113.1238, y = 37.00001;
  g_assert_true (lt_snap_find (snap, 50 * METRE, &x, &y, &corner));
  g_assert_true (corner);
  x = 113.6, y = 37.0001;
  g_assert_true (lt_snap_find (snap, 50 * METRE, &x, &y, &corner));
  g_assert_false (corner);
  g_assert_cmpfloat_with_epsilon (y, 37, 1e-12);
  g_assert_cmpfloat_with_epsilon (x, 113.6, 1e-9);
  x = 113.6, y = 37.5;
  g_assert_false (lt_snap_find (snap, 50 * METRE, &x, &y, &corner));
  g_assert_cmpfloat (y, ==, 37.5);
}

/* Cutting and joining change everything at once, and are one step. */
static void
test_replace (void)
{
  g_autoptr (LtSketch) sketch = lt_sketch_new (LT_SHAPE_POLYGON);
  g_autoptr (LtShape) other = lt_shape_from_text ("POLYGON ((1 1, 2 1, 2 2, 1 1))", NULL);

  draw (sketch, square, 4);
  g_assert_true (lt_sketch_close (sketch));
  lt_sketch_replace (sketch, other);
  g_assert_cmpuint (lt_sketch_count_corners (sketch), ==, 3);
  g_assert_true (lt_sketch_undo (sketch));
  g_assert_cmpuint (lt_sketch_count_corners (sketch), ==, 4);
  g_assert_true (lt_sketch_redo (sketch));
  assert_text (sketch, "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sketch/ring", test_ring);
  g_test_add_func ("/sketch/undo", test_undo);
  g_test_add_func ("/sketch/holes", test_holes);
  g_test_add_func ("/sketch/text", test_text);
  g_test_add_func ("/sketch/point-and-line", test_point_and_line);
  g_test_add_func ("/sketch/open-line", test_open_line);
  g_test_add_func ("/sketch/remember", test_remember);
  g_test_add_func ("/sketch/crossing", test_crossing);
  g_test_add_func ("/sketch/near", test_near);
  g_test_add_func ("/sketch/snap", test_snap);
  g_test_add_func ("/sketch/replace", test_replace);
  return g_test_run ();
}
