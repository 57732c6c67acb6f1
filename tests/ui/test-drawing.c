/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is half drawn is gone on with, a step back goes outward one thing at a time, and
 * what is meant by a key is what is marked: by real pointer and key events. */

#include "stage-map.h"

#include "work/drafting.h"

#include <math.h>

static const LtSketch *
get_sketch (void)
{
  return lt_map_hand_get_sketch (lt_map_view_get_hand (map_stage_get_map ()));
}

static guint
count_corners (void)
{
  return lt_sketch_count_corners (get_sketch ());
}

static gboolean
has_one_corner (gpointer unused)
{
  return count_corners () == 1;
}

static void
begin (const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.draw", "s", target);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
}

static LtRecord *
find_river (const char *name)
{
  return lt_store_find (map_stage_get_store (), lt_kind_by_name ("river"), name, NULL);
}

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  g_array_append_vals (user_data, xy, 2 * n);
}

static GArray *
read_course (const char *name)
{
  g_autoptr (LtRecord) river = find_river (name);
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (double));
  gsize size;
  gconstpointer bytes = lt_value_bytes (lt_record_get_value (river, "course"), &size);
  g_autoptr (LtShape) shape = lt_shape_from_wkb (bytes, size, NULL);

  lt_shape_foreach_path (shape, on_path, corners);
  return corners;
}

static void
assert_corner (GArray *corners, guint number, const double at[2])
{
  for (guint axis = 0; axis < 2; axis++)
    g_assert_cmpfloat_with_epsilon (g_array_index (corners, double, 2 * number + axis), at[axis],
                                    1e-6);
}

/* Half a line, left and gone on with: as a line, at its end, with each step to undo. */
static void
test_go_on (void)
{
  double clicked[3][2];
  g_autoptr (GArray) corners = NULL;

  map_stage_sign_in ();
  map_stage_go_to ("113.577,37.868", 3);
  begin ("river");
  map_stage_click (map_stage_ring[0], clicked[0]);
  map_stage_click (map_stage_ring[2], clicked[1]);
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  stage_click (stage, "notice-first");
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
  g_assert_true (lt_sketch_is_open (get_sketch ()));
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (count_corners (), ==, 1);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  map_stage_click (map_stage_ring[3], clicked[2]);
  g_assert_cmpuint (count_corners (), ==, 3);
  stage_picture (stage, "drawing-1-go-on");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-name");
  stage_type (stage, "R1");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  corners = read_course ("R1");
  g_assert_cmpuint (corners->len, ==, 6);
  for (guint i = 0; i < 3; i++)
    assert_corner (corners, i, clicked[i]);
}

/* What is saved goes on at either end: by a click on it, or by Insert. */
static void
test_line_end (void)
{
  g_autoptr (GArray) before = read_course ("R1");
  g_autoptr (GArray) after = NULL;
  double clicked[2];
  double ends[2][2];

  memcpy (ends[0], before->data, sizeof ends[0]);
  memcpy (ends[1], (double *) before->data + 4, sizeof ends[1]);
  stage_key (stage, GDK_KEY_e, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  map_stage_click (map_stage_ring[4], clicked);
  g_assert_cmpuint (count_corners (), ==, 3);
  map_stage_click (ends[1], clicked);
  map_stage_click (map_stage_ring[4], clicked);
  g_assert_cmpuint (count_corners (), ==, 4);
  stage_picture (stage, "drawing-2-line-end");
  /* First the line is not gone on with, then the tool is left; the pane stays. */
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  stage_key (stage, GDK_KEY_Page_Down, 0);
  stage_key (stage, GDK_KEY_Page_Up, 0);
  stage_key (stage, GDK_KEY_Insert, 0);
  g_assert_cmpuint (count_corners (), ==, 5);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  after = read_course ("R1");
  g_assert_cmpuint (after->len, ==, 10);
  assert_corner (after, 0, ends[0]);
  /* Half as far beyond the end as the corner before it lies away. */
  assert_corner (after, 3, clicked);
  for (guint axis = 0; axis < 2; axis++)
    g_assert_cmpfloat_with_epsilon (g_array_index (after, double, 8 + axis),
                                    clicked[axis] + (clicked[axis] - ends[1][axis]) / 2, 1e-6);
}

/* Esc ends the reshaping wherever the keyboard is; the pane is closed by the next one. */
static void
test_escape (void)
{
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
  stage_key (stage, GDK_KEY_e, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  gtk_widget_grab_focus (stage_find (stage, "inspect"));
  gtk_widget_grab_focus (stage_find (stage, "detail-close"));
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
  map_stage_leave_all ();
}

/* A hole that was only begun is not begun any more; what was drawn stays in hand. */
static void
test_begun (void)
{
  double clicked[2];

  map_stage_go_to ("113.577,37.890", 3);
  begin ("zone:coal-ban");
  for (guint i = 0; i < 4; i++)
    {
      map_stage_click (map_stage_ring[i], clicked);
    }
  stage_key (stage, GDK_KEY_h, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
  g_assert_cmpuint (count_corners (), ==, 4);
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  /* The ring was closed for the hole; it is still undone step by step. */
  stage_click (stage, "notice-first");
  for (guint i = 0; i < 5; i++)
    stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (count_corners (), ==, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  map_stage_leave_all ();
}

static void
assert_copied (double longitude, double latitude)
{
  g_autofree char *copied = NULL;
  char *rest;

  stage_key (stage, GDK_KEY_c, GDK_CONTROL_MASK);
  copied = stage_read_clipboard (stage);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (copied, &rest), longitude, 1e-7);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (rest, NULL), latitude, 1e-7);
}

/* What is marked is copied, and not where the pointer happens to be. */
static void
test_copy (void)
{
  g_autoptr (LtRecord) mine =
      lt_store_find (map_stage_get_store (), lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_autofree char *id = lt_id_to_text (&mine->id);
  g_autofree char *target = g_strconcat ("mine/", id, NULL);
  gsize size;
  gconstpointer bytes = lt_value_bytes (lt_record_get_value (mine, "position"), &size);
  g_autoptr (LtShape) shape = lt_shape_from_wkb (bytes, size, NULL);
  LtBox box = lt_shape_get_box (shape);

  map_stage_go_to ("113.5771234,37.8685678", 0);
  stage_move (stage, map_stage_get_area (), 200, 300);
  stage_move (stage, map_stage_get_area (), 220, 320);
  assert_copied (113.5771234, 37.8685678);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_move (stage, map_stage_get_area (), 240, 340);
  assert_copied (box.min_x, box.min_y);
  /* Gone to after that, the coordinate counts again. */
  map_stage_go_to ("113.6,37.9", 0);
  assert_copied (113.6, 37.9);
  map_stage_leave_all ();
}

/* A corner is set exactly at a coordinate that is gone to while something is drawn. */
static void
test_typed_corner (void)
{
  const double *xy;
  guint n;

  begin ("station");
  stage_move (stage, map_stage_get_area (), 220, 320);
  map_stage_go_to ("113.5771234,37.8685678", 0);
  gtk_widget_grab_focus (map_stage_get_area ());
  /* After each layout GTK tells the pointer's place anew; nobody has moved it. */
  gtk_widget_queue_allocate (GTK_WIDGET (stage->window));
  stage_settle (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (has_one_corner, NULL, "the corner at the coordinate");
  xy = lt_sketch_get_path (get_sketch (), 0, &n, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (xy[0], 113.5771234, 1e-9);
  g_assert_cmpfloat_with_epsilon (xy[1], 37.8685678, 1e-9);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_click (stage, "notice-second");
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* Nothing is near to nothing: that is said instead. */
static void
test_near_nothing (void)
{
  map_stage_leave_all ();
  stage_key (stage, GDK_KEY_r, 0);
  stage_wait_shown (stage, "list-metres");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "4000");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "tool-words");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "picked-close")));
  stage_click (stage, "notice-second");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  /* One window; each test begins where the one before it ended. */
  g_test_add_func ("/drawing/go-on", test_go_on);
  g_test_add_func ("/drawing/line-end", test_line_end);
  g_test_add_func ("/drawing/escape", test_escape);
  g_test_add_func ("/drawing/begun", test_begun);
  g_test_add_func ("/drawing/copy", test_copy);
  g_test_add_func ("/drawing/typed-corner", test_typed_corner);
  g_test_add_func ("/drawing/near-nothing", test_near_nothing);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
