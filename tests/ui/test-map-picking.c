/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines and surfaces are measured on the map, places picked by a box, and
 * coordinates gone to and copied, by real pointer and key events. */

#include "stage-map.h"

#include "work/records.h"

#include <math.h>

static guint box_count;  /* whose boxes meet it: that many at the most */
static guint box_points; /* that many at the least */

static void
test_measure (void)
{
  double ends[2][2];
  double clicked[3][2];
  g_autofree char *length = NULL;
  g_autofree char *surface = NULL;

  map_stage_go_to ("113.577,37.868", 3);
  stage_key (stage, GDK_KEY_d, 0);
  map_stage_click (map_stage_ring[0], ends[0]);
  map_stage_click (map_stage_ring[3], ends[1]);
  length = g_strdup_printf ("%.2f", map_stage_geodesic_length (ends[0], ends[1]) / 1000);
  g_assert_nonnull (strstr (map_stage_get_words (), length));
  stage_picture (stage, "tools-8-distance");
  stage_key (stage, GDK_KEY_s, 0);
  for (guint i = 0; i < 3; i++)
    map_stage_click (map_stage_ring[2 * i], clicked[i]);
  surface = g_strdup_printf ("%.2f", map_stage_geodesic_surface (clicked, 3) / 1e6);
  g_assert_nonnull (strstr (map_stage_get_words (), surface));
  stage_picture (stage, "tools-9-surface");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
}

static void
on_place (const LtPlace *place, gpointer user_data)
{
  LtBox *box = user_data;

  if (place->world.min_x <= box->max_x && place->world.max_x >= box->min_x
      && place->world.min_y <= box->max_y && place->world.max_y >= box->min_y)
    {
      box_count++;
      box_points += place->world.min_x == place->world.max_x;
    }
}

/* What the box has is listed and counted; the list and the map select together. */
static void
test_box (void)
{
  LtSceneView view = lt_map_view_get_view (map_stage_get_map ());
  double size = 256 * pow (2, view.zoom);
  double left = 300, top = 250, right = 620, bottom = 500;
  LtBox box = { view.world_x + (left - view.width / 2.0) / size,
                view.world_y + (top - view.height / 2.0) / size,
                view.world_x + (right - view.width / 2.0) / size,
                view.world_y + (bottom - view.height / 2.0) / size };
  g_autoptr (LtRecord) place = NULL;
  const char *words;
  guint64 picked;
  LtId id;

  box_count = 0;
  g_assert_true (lt_store_each_place (map_stage_get_store (), NULL, on_place, &box, NULL));
  g_assert_cmpuint (box_points, >, 0);
  stage_key (stage, GDK_KEY_b, 0);
  stage_drag (stage, map_stage_get_area (), left, top, right, bottom);
  stage_wait_shown (stage, "picked-close");
  words = stage_get_text (stage, "place-count");
  picked = g_ascii_strtoull (words + strcspn (words, "0123456789"), NULL, 10);
  g_assert_cmpuint (picked, >=, box_points);
  g_assert_cmpuint (picked, <=, box_count);
  stage_key (stage, GDK_KEY_Down, 0);
  id = *lt_map_view_get_selected (map_stage_get_map ());
  g_assert_false (lt_id_is_zero (&id));
  place = lt_store_find_place (map_stage_get_store (), &id, NULL);
  g_assert_cmpstr (stage_get_text (stage, "detail-title"), ==, lt_record_get_title (place));
  stage_picture (stage, "tools-10-box");
  stage_click (stage, "picked-close");
  g_assert_null (strstr (stage_get_text (stage, "place-count"), "picked"));
  stage_click (stage, "place-list-open");
  gtk_widget_grab_focus (map_stage_get_area ());
  map_stage_leave_all ();
}

/* Of a triangle half of its box is empty: what is picked there is not the triangle. */
static void
test_box_beside (void)
{
  LtMapView *map = map_stage_get_map ();
  g_autoptr (LtRecord) zone = lt_record_new (lt_kind_by_name ("zone"));
  g_autofree char *none = NULL;
  g_autofree char *one = g_strdup_printf ("%s 1", lt_kind_get_label (zone->kind));
  double x, y, right, top;

  map_stage_sign_in ();
  lt_record_set_text (zone, "name", "T");
  lt_record_set_canonical (zone, "zone_kind", "fuel-ban");
  g_assert_true (lt_record_set (
      zone, "outline", "POLYGON((113.76 37.72,113.84 37.72,113.76 37.78,113.76 37.72))", NULL));
  g_assert_true (lt_work_add (lt_window_get_session (stage->window), zone, NULL));
  map_stage_go_to ("113.80,37.75", 2);
  g_assert_true (lt_scene_find (lt_map_view_get_scene (map), &zone->id, NULL));
  map_stage_to_pixel ((const double[2]){ 113.815, 37.76 }, &x, &y);
  map_stage_to_pixel ((const double[2]){ 113.835, 37.775 }, &right, &top);
  stage_key (stage, GDK_KEY_b, 0);
  stage_drag (stage, map_stage_get_area (), x, y, right, top);
  stage_wait_shown (stage, "picked-close");
  none = g_strdup (stage_get_text (stage, "place-count"));
  g_assert_null (strstr (none, one));
  stage_click (stage, "picked-close");
  gtk_widget_grab_focus (map_stage_get_area ());
  /* And one that reaches over its edge. */
  map_stage_to_pixel ((const double[2]){ 113.79, 37.74 }, &x, &y);
  stage_key (stage, GDK_KEY_b, 0);
  stage_drag (stage, map_stage_get_area (), x, y, right, top);
  stage_wait_shown (stage, "picked-close");
  g_assert_nonnull (strstr (stage_get_text (stage, "place-count"), one));
  stage_click (stage, "picked-close");
  stage_click (stage, "place-list-open");
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_Escape, 0);
}

static gboolean
is_in_square (const LtRecord *record, const LtBox *square)
{
  g_autoptr (LtShape) shape = lt_record_get_shape (record);
  LtBox box = lt_shape_get_box (shape);

  return lt_box_contains (square, &box);
}

/* @some: one of them */
static guint
count_near (const char *kind, const double from[2], double metres, LtId *some)
{
  g_autoptr (GPtrArray) records =
      lt_store_list (map_stage_get_store (), lt_kind_by_name (kind), NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LtShape) shape = lt_record_get_shape (g_ptr_array_index (records, i));
      LtBox box = lt_shape_get_box (shape);

      if (map_stage_geodesic_length (from, (const double[2]){ box.min_x, box.min_y }) > metres)
        continue;
      *some = ((LtRecord *) g_ptr_array_index (records, i))->id;
      n++;
    }
  return n;
}

/* All that lies so near to a coordinate, in view or not, and selected or not: stations
 * are counted here by PROJ. */
static void
test_near (void)
{
  static const double from[2] = { 113.577, 37.868 };
  LtId some = { 0 };
  guint stations = count_near ("station", from, 4000, &some);
  g_autofree char *count = NULL;

  g_assert_cmpuint (stations, >, 1);
  lt_map_view_select (map_stage_get_map (), &some);
  map_stage_go_to ("113.577,37.868", 0);
  stage_key (stage, GDK_KEY_r, 0);
  stage_wait_shown (stage, "list-metres");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "4000");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "picked-close");
  count = g_strdup_printf ("%s %u ", lt_kind_get_label (lt_kind_by_name ("station")), stations);
  g_assert_nonnull (strstr (stage_get_text (stage, "place-count"), count));
  /* Where it is near to is said. */
  g_assert_nonnull (strstr (stage_get_text (stage, "place-count"), "113.57700 37.86800"));
  stage_picture (stage, "tools-12-near");
  stage_click (stage, "picked-close");
  stage_click (stage, "place-list-open");
  gtk_widget_grab_focus (map_stage_get_area ());
  lt_map_view_select (map_stage_get_map (), NULL);
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* The second sample zone has no corner outside of its box: what is inside of it
 * is inside of that. */
static void
test_inside (void)
{
  static const LtBox square = { 113.37, 38.06, 113.45, 38.12 };
  g_autoptr (LtRecord) zone = map_stage_find_zone ("示例第二禁煤区");
  g_autofree char *id = lt_id_to_text (&zone->id);
  g_autofree char *target = g_strconcat ("zone/", id, NULL);
  g_autoptr (GPtrArray) sites =
      lt_store_list (map_stage_get_store (), lt_kind_by_name ("dust-site"), NULL, NULL);
  g_autofree char *count = NULL;
  guint n = 0;

  for (guint i = 0; i < sites->len; i++)
    n += is_in_square (g_ptr_array_index (sites, i), &square);
  g_assert_cmpuint (n, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_i, 0);
  stage_wait_shown (stage, "picked-close");
  count = g_strdup_printf ("%s 1", lt_kind_get_label (lt_kind_by_name ("dust-site")));
  g_assert_nonnull (strstr (stage_get_text (stage, "place-count"), count));
  /* It is not in view: what is chosen in the list comes there. */
  stage_key (stage, GDK_KEY_Down, 0);
  g_assert_false (lt_id_equal (lt_map_view_get_selected (map_stage_get_map ()), &zone->id));
  stage_click (stage, "picked-close");
  stage_click (stage, "place-list-open");
  gtk_widget_grab_focus (map_stage_get_area ());
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* The vector of eviltransform's tests: 31.1774276 121.5272106 of WGS-84. */
static void
test_go_to (void)
{
  g_autofree char *copied = NULL;
  LtSceneView view;

  stage_key (stage, GDK_KEY_g, 0);
  stage_wait_shown (stage, "go-coordinate");
  stage_type (stage, "31.17530398364597 121.531541859215");
  stage_tab_to (stage, "go-datum");
  stage_choose (stage, 1);
  /* The latitude came first: said before, and once more there, which is far away. */
  g_assert_nonnull (strstr (stage_get_text (stage, "go-reading"), "121.527"));
  g_assert_nonnull (strstr (stage_get_text (stage, "go-reading"), "纬度写在前面"));
  stage_picture (stage, "tools-11-go");
  stage_tab_to (stage, "go-button");
  stage_key (stage, GDK_KEY_space, 0);
  view = lt_map_view_get_view (map_stage_get_map ());
  g_assert_cmpfloat_with_epsilon (view.world_x * 360 - 180, 121.5272106, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      (2 * atan (exp ((0.5 - view.world_y) * 2 * G_PI)) - G_PI / 2) * 180 / G_PI, 31.1774276, 1e-6);
  g_assert_nonnull (strstr (map_stage_get_words (), "纬度写在前面"));
  g_assert_nonnull (strstr (map_stage_get_words (), "范围之外"));
  stage_picture (stage, "tools-14-far");
  stage_key (stage, GDK_KEY_c, GDK_CONTROL_MASK);
  copied = stage_read_clipboard (stage);
  g_assert_true (g_str_has_suffix (copied, " CGCS2000"));
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (copied, NULL), 121.5272106, 1e-6);
  /* What is no coordinate is said there. */
  stage_key (stage, GDK_KEY_g, 0);
  stage_wait_shown (stage, "go-coordinate");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "x");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "go-problem");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "go-turn")));
  /* A latitude that can be none is the longitude, if that is agreed to. */
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "N113.57 E37.86");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "go-turn");
  stage_picture (stage, "tools-15-turn");
  stage_tab_to (stage, "go-turn");
  stage_key (stage, GDK_KEY_space, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  view = lt_map_view_get_view (map_stage_get_map ());
  /* It is still one of GCJ-02, half a kilometre away. */
  g_assert_cmpfloat_with_epsilon (view.world_x * 360 - 180, 113.57, 0.01);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "tool-bar")));
}

static gboolean
list_is_scrolled (gpointer unused)
{
  GtkWidget *list = stage_find (stage, "place-list");

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list))) > 0;
}

/* What is selected on the map is brought into view in the list, though its row had no room. */
static void
test_scrolled (void)
{
  LtMapView *map = lt_window_get_map (stage->window);
  LtSceneView view;
  g_autoptr (GArray) items = NULL;

  map_stage_go_to ("113.577,37.868", 0);
  stage_click (stage, "whole-county");
  stage_wait_map (stage);
  if (!gtk_widget_get_mapped (stage_find (stage, "place-list")))
    stage_click (stage, "place-list-open");
  stage_wait_map (stage);
  view = lt_map_view_get_view (map);
  items = lt_scene_get_items (lt_map_view_get_scene (map), &view);
  g_array_sort (items, lt_scene_item_compare);
  g_assert_cmpuint (items->len, >, 20);
  g_assert_false (list_is_scrolled (NULL));
  lt_map_view_select (map, &g_array_index (items, LtSceneItem, items->len - 1).record);
  stage_wait (list_is_scrolled, NULL, "the selected row");
  lt_map_view_select (map, NULL);
  stage_click (stage, "place-list-open");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  /* One window; each test begins where the one before it ended. */
  g_test_add_func ("/map-picking/measure", test_measure);
  g_test_add_func ("/map-picking/box", test_box);
  g_test_add_func ("/map-picking/box-beside", test_box_beside);
  g_test_add_func ("/map-picking/near", test_near);
  g_test_add_func ("/map-picking/inside", test_inside);
  g_test_add_func ("/map-picking/go-to", test_go_to);
  g_test_add_func ("/map-picking/scrolled", test_scrolled);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
