/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was measured, over time, by key and by pointer. One window for all of it. */

#include "stage-import.h"

#include "ui/monitoring/chart-view.h"
#include "ui/monitoring/latest-table.h"
#include "work/county.h"

#include <string.h>

/* Two stations; 10:00 is missing. */
#define HOURS                                                                                      \
  "station,item,time,value\n"                                                                      \
  "1738A,PM2.5,2026-11-20T06:00,18\n"                                                              \
  "1738A,PM2.5,2026-11-20T07:00,35\n"                                                              \
  "1738A,PM2.5,2026-11-20T08:00,121\n"                                                             \
  "1738A,PM2.5,2026-11-20T09:00,44\n"                                                              \
  "1738A,PM2.5,2026-11-20T11:00,40\n"                                                              \
  "1739A,PM2.5,2026-11-20T06:00,20\n"                                                              \
  "1739A,PM2.5,2026-11-20T08:00,36.5\n"

static Stage *stage;

static LtChart *
get_chart (void)
{
  return lt_chart_view_get_chart (LT_CHART_VIEW (stage_find (stage, "chart")));
}

static gboolean
chart_has (gpointer n)
{
  LtChart *chart = get_chart ();

  return chart != NULL && lt_chart_count_values (chart) == GPOINTER_TO_UINT (n);
}

static gboolean
chart_has_values (gpointer unused)
{
  return get_chart () != NULL && lt_chart_count_values (get_chart ()) > 0;
}

static gboolean
one_series (gpointer unused)
{
  return get_chart () != NULL && lt_chart_get_label (get_chart (), 0) != NULL
         && lt_chart_get_label (get_chart (), 1) == NULL;
}

static void
wait_values (guint n)
{
  stage_wait (chart_has, GUINT_TO_POINTER (n), "as many values in the diagram");
}

static void
assert_words (const char *words)
{
  const char *text = stage_get_text (stage, "monitor-words");

  if (strstr (text, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", text, words);
}

static gboolean
words_say (gpointer words)
{
  return strstr (stage_get_text (stage, "monitor-words"), words) != NULL;
}

static gboolean
span_is (gpointer minutes)
{
  gint64 from, to;

  return lt_chart_get_times (get_chart (), &from, &to) && to - from == GPOINTER_TO_INT (minutes);
}

/* Whether the choice of items has one of this name at its top. */
static gboolean
item_is (gpointer name)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, "monitor-item")));
  const char *first = gtk_string_list_get_string (GTK_STRING_LIST (model), 0);

  return first != NULL && g_str_has_prefix (first, name);
}

static gboolean
popover_says (gpointer words)
{
  GtkPopover *popover =
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (stage_find (stage, "monitor-origin")));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover))
         && stage_has_words (GTK_WIDGET (popover), words);
}

static void
choose (const char *list, int downward)
{
  stage_tab_to (stage, list);
  stage_choose (stage, downward);
  stage_settle (stage);
}

/* Before anything is imported the sample county has its dust fall, of months. */
static void
test_dust (void)
{
  stage_key (stage, GDK_KEY_5, GDK_ALT_MASK);
  stage_wait_page (stage, "monitoring");
  stage_wait_shown (stage, "chart");
  stage_wait (chart_has_values, NULL, "the dust fall of the sample county");
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_End, 0);
  assert_words ("t/(km²·30d)");
  stage_picture (stage, "monitoring-dust");
}

static gboolean
dust_says (gpointer words)
{
  return strstr (stage_get_text (stage, "dust-words"), words) != NULL;
}

/* The ranks of the same samples: by key from month to month, of other places, as a file. */
static void
test_ranks (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "ranks.csv", NULL);
  g_autofree char *text = NULL;
  GtkWindow *chooser;

  stage_tab_to (stage, "monitor-dust");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (dust_says, (gpointer) "2026-10", "the latest month of the sample county");
  gtk_widget_grab_focus (stage_find (stage, "dust-view"));
  stage_key (stage, GDK_KEY_Right, 0);
  stage_wait (dust_says, (gpointer) "2026-09", "the month before");
  stage_picture (stage, "monitoring-ranks");
  choose ("dust-of", 1);
  stage_wait (dust_says, (gpointer) "2026-10", "the counties' means");
  stage_tab_to (stage, "monitor-save");
  stage_key (stage, GDK_KEY_space, 0);
  chooser = stage_wait_dialog (stage);
  stage_choose_path (stage, chooser, path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait (dust_says, (gpointer) "ranks.csv", "that it was saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "2026-10"));
  stage_tab_to (stage, "monitor-time");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_shown (stage, "chart");
}

/* Hours come before months: with the import the page shows them. */
static void
test_hours (void)
{
  g_autofree char *hours = g_build_filename (stage->folder, "hours.csv", NULL);
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);

  g_assert_true (g_file_set_contents (passphrase, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase, TRUE);
  g_assert_true (g_file_set_contents (hours, HOURS, -1, NULL));
  stage_run_verb (stage, "import", "reading", hours, NULL);
  stage_wait (item_is, (gpointer) "PM2.5", "the item that was imported");
  choose ("monitor-item", -1);
  wait_values (7);
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_Home, 0);
  assert_words ("06");
  assert_words ("µg/m³");
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Right, 0);
  assert_words ("36.5");
  stage_key (stage, GDK_KEY_Up, 0);
  assert_words ("121");
  /* The missing hour is gone over. */
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_Right, 0);
  assert_words ("40 µg/m³");
  stage_picture (stage, "monitoring-hours");
}

static void
test_pointer (void)
{
  GtkWidget *view = stage_find (stage, "chart");
  LtChartFind at;

  g_assert_true (lt_chart_locate (get_chart (), gtk_widget_get_width (view),
                                  gtk_widget_get_height (view), 0, 3, &at));
  stage_move (stage, view, at.x + 2, at.y);
  stage_wait (words_say, (gpointer) "44 µg/m³", "the value under the pointer");
}

static void
test_zoom (void)
{
  gint64 from, to, closer_from, closer_to;

  stage_tab_to (stage, "chart");
  g_assert_true (lt_chart_get_times (get_chart (), &from, &to));
  g_assert_cmpint (to - from, ==, 5 * 60);
  stage_key (stage, GDK_KEY_plus, GDK_SHIFT_MASK);
  /* Two thirds, in whole hours: 06:50 to 10:10 is 06:00 to 10:00. */
  stage_wait (span_is, GINT_TO_POINTER (240), "less of the time");
  g_assert_true (lt_chart_get_times (get_chart (), &closer_from, &closer_to));
  g_assert_cmpint (closer_from, ==, from);
  g_assert_cmpint (closer_to, ==, to - 60);
  /* No further out than there are values. */
  stage_key (stage, GDK_KEY_minus, 0);
  stage_wait (span_is, GINT_TO_POINTER (300), "all of the time");
  stage_key (stage, GDK_KEY_minus, 0);
  stage_settle (stage);
  g_assert_true (span_is (GINT_TO_POINTER (300)));
}

/* Where a value comes from names the file, the line there, who brought it, and when. */
static void
test_origin (void)
{
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_key (stage, GDK_KEY_Right, 0);
  stage_tab_to (stage, "monitor-origin");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (popover_says, (gpointer) "hours.csv，第3行，由执法员甲于2026-11-20 15:00导入",
              "the line that the value comes from");
  stage_picture (stage, "monitoring-origin");
  stage_key (stage, GDK_KEY_Escape, 0);
}

static void
test_profile (void)
{
  choose ("monitor-form", 1);
  wait_values (7);
  stage_tab_to (stage, "chart");
  stage_key (stage, GDK_KEY_Home, 0);
  assert_words ("18.0 µg/m³");
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "monitor-origin")));
  stage_picture (stage, "monitoring-profile");
  choose ("monitor-form", -1);
}

static void
test_save (void)
{
  g_autofree char *path = g_build_filename (stage->folder, "picture.pdf", NULL);
  g_autofree char *bytes = NULL;
  GtkWindow *chooser;

  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  chooser = stage_wait_dialog (stage);
  stage_choose_path (stage, chooser, path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait (words_say, (gpointer) "picture.pdf", "that it was saved");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static gboolean
table_has (gpointer n)
{
  return lt_latest_table_count (LT_LATEST_TABLE (stage_find (stage, "latest-table")))
         == GPOINTER_TO_UINT (n);
}

/* What all places measured last; a row leads to its place over time. */
static void
test_latest (void)
{
  stage_tab_to (stage, "monitor-latest");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (table_has, GUINT_TO_POINTER (2), "both stations in the table");
  stage_settle (stage);
  stage_picture (stage, "monitoring-latest");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "monitor-form")));
  gtk_widget_grab_focus (stage_find (stage, "latest-table"));
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "chart");
  stage_wait (one_series, NULL, "one place over time");
}

/* From a place on the map to what was measured there, alone. */
static void
test_from_place (void)
{
  g_autoptr (LtRecord) station =
      lt_store_find (lt_session_get_store (lt_window_get_session (stage->window)),
                     lt_kind_by_name ("station"), "1739A", NULL);
  LtMapView *map = lt_window_get_map (stage->window);
  double x, y;

  stage_key (stage, GDK_KEY_1, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  stage_wait_map (stage);
  g_assert_true (lt_map_view_locate (map, &station->id, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "show-values");
  stage_tab_to (stage, "show-values");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_page (stage, "monitoring");
  wait_values (2);
  g_assert_cmpstr (lt_chart_get_label (get_chart (), 0), ==, "赛鱼");
}

/* The largest of what cairo has drawn for a widget, as GTK keeps it. */
static void
find_largest (GskRenderNode *node, GskRenderNode **largest)
{
  graphene_rect_t bounds, most;

  if (gsk_render_node_get_node_type (node) == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      find_largest (gsk_container_node_get_child (node, i), largest);
  else if (gsk_render_node_get_node_type (node) == GSK_CLIP_NODE)
    find_largest (gsk_clip_node_get_child (node), largest);
  else if (gsk_render_node_get_node_type (node) == GSK_TRANSFORM_NODE)
    find_largest (gsk_transform_node_get_child (node), largest);
  if (gsk_render_node_get_node_type (node) != GSK_CAIRO_NODE)
    return;
  gsk_render_node_get_bounds (node, &bounds);
  if (*largest != NULL)
    gsk_render_node_get_bounds (*largest, &most);
  if (*largest == NULL || bounds.size.width > most.size.width)
    *largest = node;
}

static GskRenderNode *
take_node (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  return gtk_snapshot_free_to_node (snapshot);
}

/* Another value is chosen: the ring is drawn anew, and the chart is not. */
static void
test_ring_alone (void)
{
  GtkWidget *chart = stage_find (stage, "chart");
  GskRenderNode *before, *after;
  GskRenderNode *one = NULL;
  GskRenderNode *other = NULL;
  guint series;
  gsize first, second;

  gtk_widget_grab_focus (chart);
  stage_key (stage, GDK_KEY_Home, 0);
  g_assert_true (lt_chart_view_get_picked (LT_CHART_VIEW (chart), &series, &first));
  before = take_node (chart);
  stage_key (stage, GDK_KEY_Right, 0);
  g_assert_true (lt_chart_view_get_picked (LT_CHART_VIEW (chart), &series, &second));
  g_assert_cmpuint (first, !=, second);
  after = take_node (chart);
  find_largest (before, &one);
  find_largest (after, &other);
  g_assert_nonnull (one);
  g_assert_true (one == other);
  gsk_render_node_unref (before);
  gsk_render_node_unref (after);
}

/* What is dragged can be gone before the pointer is let go: the county was closed, or its
 * reading failed. */
static void
test_dragged_away (void)
{
  g_autoptr (LtChart) chart = lt_chart_ref (get_chart ());
  GtkWidget *view = g_object_ref_sink (g_object_new (LT_TYPE_CHART_VIEW, NULL));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  guint tried = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_DRAG (controller))
        continue;
      lt_chart_view_set_chart (LT_CHART_VIEW (view), chart);
      g_signal_emit_by_name (controller, "drag-begin", 10.0, 10.0);
      lt_chart_view_set_chart (LT_CHART_VIEW (view), NULL);
      g_signal_emit_by_name (controller, "drag-update", 30.0, 0.0);
      tried++;
    }
  g_assert_cmpuint (tried, ==, 1);
  g_object_unref (view);
}

static GtkListBoxRow *
get_place (int number)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (stage_find (stage, "monitor-places")),
                                        number);
}

static gboolean
is_chosen (int number)
{
  GtkWidget *box = gtk_list_box_row_get_child (get_place (number));

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (box));
}

/* Of two places, which are found: 1 the first, 2 the second, 3 both. */
static gboolean
finds (gpointer which)
{
  guint found = 0;

  for (int i = 0; i < 2; i++)
    found |= gtk_widget_get_child_visible (GTK_WIDGET (get_place (i))) ? 1u << i : 0;
  return found == GPOINTER_TO_UINT (which);
}

static void
find_places (const char *words, guint which)
{
  gtk_editable_set_text (GTK_EDITABLE (stage_find (stage, "monitor-find")), "");
  stage_tab_to (stage, "monitor-find");
  stage_type (stage, words);
  stage_wait (finds, GUINT_TO_POINTER (which), words);
}

/* 市中心 and 赛鱼: by first letters of how they are read, and by name. */
static void
test_find (void)
{
  choose ("monitor-item", -1);
  stage_wait (finds, GUINT_TO_POINTER (3), "both places");
  find_places ("szx", 1);
  find_places ("sy", 2);
  find_places ("s", 3);
  gtk_editable_set_text (GTK_EDITABLE (stage_find (stage, "monitor-find")), "赛鱼");
  stage_wait (finds, GUINT_TO_POINTER (2), "two characters");
  gtk_editable_set_text (GTK_EDITABLE (stage_find (stage, "monitor-find")), "");
  stage_wait (finds, GUINT_TO_POINTER (3), "both places again");
}

/* As by the next start: another window, which knows what this one was left with. */
static void
test_kept (void)
{
  char *folder = g_steal_pointer (&stage->folder);
  g_autofree char *path = g_strdup (stage->path);

  g_assert_true (!is_chosen (0) && is_chosen (1));
  choose ("monitor-interval", -1);
  choose ("monitor-form", 1);
  stage_free (stage);
  stage = stage_new (path);
  stage->folder = folder;
  stage_key (stage, GDK_KEY_5, GDK_ALT_MASK);
  stage_wait_page (stage, "monitoring");
  stage_wait (one_series, NULL, "the one place that was left chosen");
  g_assert_true (item_is ((gpointer) "PM2.5"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (stage_find (stage, "monitor-form"))),
                    ==, 1);
  g_assert_true (!is_chosen (0) && is_chosen (1));
  stage_picture (stage, "monitoring-kept");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/monitoring/dust", test_dust);
  g_test_add_func ("/ui/monitoring/ranks", test_ranks);
  g_test_add_func ("/ui/monitoring/hours", test_hours);
  g_test_add_func ("/ui/monitoring/pointer", test_pointer);
  g_test_add_func ("/ui/monitoring/ring-alone", test_ring_alone);
  g_test_add_func ("/ui/monitoring/dragged-away", test_dragged_away);
  g_test_add_func ("/ui/monitoring/zoom", test_zoom);
  g_test_add_func ("/ui/monitoring/origin", test_origin);
  g_test_add_func ("/ui/monitoring/profile", test_profile);
  g_test_add_func ("/ui/monitoring/save", test_save);
  g_test_add_func ("/ui/monitoring/latest", test_latest);
  g_test_add_func ("/ui/monitoring/from-place", test_from_place);
  g_test_add_func ("/ui/monitoring/find", test_find);
  g_test_add_func ("/ui/monitoring/kept", test_kept);
  status = g_test_run ();
  g_clear_pointer (&stage, stage_free);
  return status;
}
