/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zones out of zones, by real pointer and key events: one is cut along a line and
 * both pieces kept, one is joined with another and taken off it, one is laid along
 * a line. Their surfaces are added up with PROJ's geodesics, which an edge that is
 * straight in degrees leaves by some millionths. */

#include "stage-map.h"

#define ZONE "示例第二禁煤区"

static double whole; /* surface of it, m² */

static double
get_surface (const char *name)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (name);
  MapStageOutline outline;

  g_assert_nonnull (zone);
  outline = map_stage_read_outline (zone);
  return map_stage_geodesic_surface (outline.corners, outline.n);
}

static void
open_zone (const char *name)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (name);
  g_autofree char *id = lt_id_to_text (&zone->id);
  g_autofree char *target = g_strconcat ("zone/", id, NULL);

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  /* The pane takes room from the map: what is clicked before would be elsewhere. */
  stage_wait_shown (stage, "detail-title");
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_wait_map (stage);
}

static void
name_it (const char *name)
{
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-name");
  stage_type (stage, name);
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
}

static void
test_cut (void)
{
  static const double line[2][2] = { { 113.413, 38.13 }, { 113.413, 38.05 } };
  g_autoptr (LtRecord) piece = NULL;
  double clicked[2];

  map_stage_sign_in ();
  whole = get_surface (ZONE);
  map_stage_go_to ("113.42,38.10", 4);
  open_zone (ZONE);
  stage_key (stage, GDK_KEY_e, 0);
  stage_key (stage, GDK_KEY_k, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CUT);
  map_stage_click (line[0], clicked);
  map_stage_click (line[1], clicked);
  stage_picture (stage, "tools-20-cut");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  stage_picture (stage, "tools-21-cut");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpfloat (get_surface (ZONE), <, 0.8 * whole);
  stage_click (stage, "notice-first");
  name_it ("P");
  piece = map_stage_find_zone ("P");
  g_assert_cmpstr (lt_record_get (piece, "zone_kind"), ==, "coal-ban");
  g_assert_cmpfloat_with_epsilon ((get_surface (ZONE) + get_surface ("P")) / whole, 1, 1e-4);
}

/* What was cut comes together again; what is taken off is gone again. */
static void
test_join (void)
{
  double kept = get_surface (ZONE);
  double clicked[2];

  open_zone ("P");
  stage_key (stage, GDK_KEY_e, 0);
  stage_key (stage, GDK_KEY_u, 0);
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  stage_key (stage, GDK_KEY_u, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_JOIN);
  map_stage_click ((const double[2]){ 113.395, 38.09 }, clicked);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  stage_picture (stage, "tools-22-join");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpfloat_with_epsilon (get_surface ("P") / whole, 1, 1e-4);
  stage_key (stage, GDK_KEY_e, 0);
  stage_key (stage, GDK_KEY_m, 0);
  map_stage_click ((const double[2]){ 113.395, 38.09 }, clicked);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpfloat_with_epsilon (get_surface ("P") / (whole - kept), 1, 1e-4);
  map_stage_leave_all ();
}

/* 200 m to each side of a line of two corners: a rectangle. */
static void
test_along (void)
{
  static const double line[2][2] = { { 113.38, 38.12 }, { 113.45, 38.06 } };
  double ends[2][2];

  stage_key (stage, GDK_KEY_l, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_ALONG);
  map_stage_click (line[0], ends[0]);
  map_stage_click (line[1], ends[1]);
  stage_tab_to (stage, "tool-metres");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "200");
  stage_picture (stage, "tools-23-along");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-zone_kind");
  stage_choose (stage, 1);
  name_it ("A");
  g_assert_cmpfloat_with_epsilon (
      get_surface ("A") / (400 * map_stage_geodesic_length (ends[0], ends[1])), 1, 2e-3);
}

static void
on_course (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  g_array_append_vals (user_data, xy, 2 * n);
}

static const LtSketch *
get_sketch (void)
{
  return lt_map_hand_get_sketch (lt_map_view_get_hand (map_stage_get_map ()));
}

/* A river that is there is taken by a click on it or by its name; 200 m to each side. */
static void
test_along_river (void)
{
  g_autoptr (LtRecord) river =
      lt_store_find (map_stage_get_store (), lt_kind_by_name ("river"), "桃河", NULL);
  g_autoptr (LtShape) course = lt_record_get_shape (river);
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (double));
  double length = 0;
  double middle[2];
  double clicked[2];
  double *xy;
  guint n;

  lt_shape_foreach_path (course, on_course, corners);
  xy = (double *) corners->data;
  n = corners->len / 2;
  for (guint i = 0; i + 1 < n; i++)
    length += map_stage_geodesic_length (&xy[2 * i], &xy[2 * i + 2]);
  for (guint axis = 0; axis < 2; axis++)
    middle[axis] = (xy[2 * (n / 2) + axis] + xy[2 * (n / 2) - 2 + axis]) / 2;
  map_stage_leave_all ();
  stage_key (stage, GDK_KEY_Home, 0);
  stage_wait_map (stage);
  stage_key (stage, GDK_KEY_l, 0);
  map_stage_click (middle, clicked);
  g_assert_cmpuint (lt_sketch_count_corners (get_sketch ()), ==, n);
  g_assert_nonnull (strstr (stage_get_text (stage, "tool-name"), "桃河"));
  stage_picture (stage, "tools-24-along-river");
  /* Who takes it back draws his own, even there. */
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (lt_sketch_count_corners (get_sketch ()), ==, 0);
  map_stage_click (&xy[2 * (n / 2)], clicked);
  g_assert_cmpuint (lt_sketch_count_corners (get_sketch ()), ==, 1);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_key (stage, GDK_KEY_l, 0);
  stage_click (stage, "tool-lines");
  stage_wait_shown (stage, "line-name");
  stage_type (stage, "桃");
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_cmpuint (lt_sketch_count_corners (get_sketch ()), ==, n);
  stage_tab_to (stage, "tool-metres");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "200");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-zone_kind");
  stage_choose (stage, 1);
  name_it ("W");
  /* What bends overlap and round off is little. */
  g_assert_cmpfloat_with_epsilon (get_surface ("W") / (400 * length), 1, 2e-2);
}

static void
cut_at (double longitude)
{
  double clicked[2];

  stage_key (stage, GDK_KEY_k, 0);
  map_stage_click ((const double[2]){ longitude, 38.13 }, clicked);
  map_stage_click ((const double[2]){ longitude, 38.05 }, clicked);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
}

/* Cut twice, the second undone and done again: nothing of it is lost. A cut that was
 * undone for good is not offered. */
static void
test_cut_twice (void)
{
  double before = get_surface (ZONE);

  g_assert_cmpfloat (before, <, 0.8 * whole);
  open_zone (ZONE);
  stage_key (stage, GDK_KEY_e, 0);
  cut_at (113.405);
  cut_at (113.385);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  cut_at (113.398);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_click (stage, "notice-first");
  name_it ("Q");
  g_assert_cmpfloat (get_surface ("Q"), >, 0.1 * before);
  g_assert_cmpfloat_with_epsilon ((get_surface (ZONE) + get_surface ("Q")) / before, 1, 1e-4);
}

/* With the county goes what is in hand, and what was set aside to be cut. */
static void
test_other_county (void)
{
  open_zone (ZONE);
  stage_key (stage, GDK_KEY_e, 0);
  stage_key (stage, GDK_KEY_k, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CUT);
  lt_window_set_session (stage->window, NULL);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/map-building/cut", test_cut);
  g_test_add_func ("/map-building/join", test_join);
  g_test_add_func ("/map-building/along", test_along);
  g_test_add_func ("/map-building/cut-twice", test_cut_twice);
  g_test_add_func ("/map-building/along-river", test_along_river);
  g_test_add_func ("/map-building/other-county", test_other_county);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
