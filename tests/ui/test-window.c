/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window by itself: it opens, every page of it is reached by keyboard
 * alone, and what is wrong is said in it. */

#include "stage.h"

#include <string.h>

#include "geo/mercator.h"
#include "work/county.h"

#include <glib/gstdio.h>
#include <math.h>

static void
test_first_map (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSceneView view = lt_map_view_get_view (lt_window_get_map (stage->window));
  LtBox box = lt_scene_view_get_box (&view, 0);
  LtStore *store = lt_session_get_store (lt_window_get_session (stage->window));
  LtBox extent = lt_store_get_extent_of (store, lt_kind_by_name ("area"));

  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "map");
  g_assert_true (lt_box_contains (&box, &extent));
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "sample-mark")));
  stage_picture (stage, "window-map");
}

static void
test_fits_small_screen (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  int minimum_width, minimum_height;

  gtk_widget_measure (GTK_WIDGET (stage->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width,
                      NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (stage->window), GTK_ORIENTATION_VERTICAL, 1366, &minimum_height,
                      NULL, NULL, NULL);
  g_assert_cmpint (minimum_width, <=, 1366);
  g_assert_cmpint (minimum_height, <=, 741);
}

static void
test_pages_by_keyboard (void)
{
  static const struct
  {
    guint key;
    const char *page;
  } pages[] = {
    { GDK_KEY_2, "today" },      { GDK_KEY_3, "inspections" }, { GDK_KEY_4, "orders" },
    { GDK_KEY_5, "monitoring" }, { GDK_KEY_6, "lists" },       { GDK_KEY_7, "sync" },
    { GDK_KEY_8, "import" },     { GDK_KEY_9, "targets" },     { GDK_KEY_0, "breaches" },
    { GDK_KEY_1, "map" },
  };
  g_autoptr (Stage) stage = stage_new_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *picture = g_strconcat ("window-", pages[i].page, NULL);

      stage_key (stage, pages[i].key, GDK_ALT_MASK);
      stage_wait_page (stage, pages[i].page);
      g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (stage->window)));
      stage_picture (stage, picture);
    }
}

static void
test_rail_by_tab (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  stage_tab_to (stage, "rail-orders");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_page (stage, "orders");
  stage_tab_to (stage, "rail-map");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
}

static void
test_map_keys (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtMapView *map = lt_window_get_map (stage->window);
  LtSceneView before = lt_map_view_get_view (map);
  LtSceneView after;

  stage_key (stage, GDK_KEY_Right, 0);
  after = lt_map_view_get_view (map);
  g_assert_cmpfloat (after.world_x, >, before.world_x);
  g_assert_cmpfloat_with_epsilon (after.world_y, before.world_y, 1e-9);
  stage_key (stage, GDK_KEY_equal, 0);
  g_assert_cmpfloat (lt_map_view_get_view (map).zoom, >, before.zoom);
  stage_key (stage, GDK_KEY_minus, 0);
  stage_key (stage, GDK_KEY_Home, 0);
  after = lt_map_view_get_view (map);
  g_assert_cmpfloat_with_epsilon (after.world_x, before.world_x, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.zoom, before.zoom, 1e-9);

  stage_wait_map (stage);
  stage_key (stage, GDK_KEY_Page_Down, 0);
  stage_wait_shown (stage, "detail-title");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_picture (stage, "window-detail");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
}

static void
test_drag_is_no_click (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtMapView *map = lt_window_get_map (stage->window);
  LtSceneView before = lt_map_view_get_view (map);
  GtkWidget *area = lt_map_view_get_map (map);
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (GPtrArray) mines = NULL;
  LtQuery query = { .limit = 1 };
  double x, y;

  mines = lt_store_list (lt_session_get_store (lt_window_get_session (stage->window)),
                         lt_kind_by_name ("mine"), &query, NULL);
  mine = lt_record_copy (g_ptr_array_index (mines, 0));
  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_drag (stage, area, x - 120, y, x, y);
  g_assert_cmpfloat (lt_map_view_get_view (map).world_x, <, before.world_x);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
  /* Where the pointer is on the map says nothing on another page. */
  g_assert_nonnull (strstr (stage_get_text (stage, "status-pointer"), "CGCS2000"));
  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  g_assert_cmpstr (stage_get_text (stage, "status-pointer"), ==, "");
}

/* A file that is something else: said in the window, and nothing is lost. */
static void
test_foreign_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letter.gpkg", NULL);
  g_autoptr (Stage) stage = NULL;

  g_assert_true (g_file_set_contents (path, "Dear colleague", -1, NULL));
  stage = stage_new (path);
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "welcome");
  stage_wait_shown (stage, "problem");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), "letter.gpkg"));
  stage_picture (stage, "window-foreign-file");
  g_remove (path);
  g_rmdir (folder);
}

static void
test_welcome (void)
{
  g_autoptr (Stage) stage = stage_new (NULL);

  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "welcome");
  stage_tab_to (stage, "welcome-sample");
  stage_tab_to (stage, "welcome-open");
  stage_picture (stage, "window-welcome");
}

static void
test_wrong_passphrase (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session = lt_window_get_session (stage->window);

  stage_key (stage, GDK_KEY_l, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "sign-in-passphrase");
  stage_tab_to (stage, "sign-in-passphrase");
  stage_type (stage, "wrong");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "sign-in-problem");
  g_assert_null (lt_session_get_officer (session));
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_nonnull (lt_session_get_officer (session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/window/first-map", test_first_map);
  g_test_add_func ("/ui/window/fits-small-screen", test_fits_small_screen);
  g_test_add_func ("/ui/window/pages-by-keyboard", test_pages_by_keyboard);
  g_test_add_func ("/ui/window/rail-by-tab", test_rail_by_tab);
  g_test_add_func ("/ui/window/map-keys", test_map_keys);
  g_test_add_func ("/ui/window/drag-is-no-click", test_drag_is_no_click);
  g_test_add_func ("/ui/window/foreign-file", test_foreign_file);
  g_test_add_func ("/ui/window/welcome", test_welcome);
  g_test_add_func ("/ui/window/wrong-passphrase", test_wrong_passphrase);
  return g_test_run ();
}
