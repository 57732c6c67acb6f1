/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The box in which one types what one looks for or wants to do. One window for all of
 * it. */

#include "stage.h"

#include "ui/lists/record-list.h"
#include "ui/search/commands.h"
#include "ui/search/search-box.h"
#include "ui/targets/target-row.h"

#include <string.h>

static Stage *stage;

static LtSearchBox *
get_box (void)
{
  return LT_SEARCH_BOX (stage_find (stage, "search-box"));
}

static gboolean
is_settled (gpointer unused)
{
  return lt_search_box_is_settled (get_box ());
}

static GtkListBoxRow *
get_row (int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (stage_find (stage, "search-list")), index);
}

static gboolean
is_open (void)
{
  return gtk_widget_get_mapped (GTK_WIDGET (get_box ()));
}

static void
open_box (void)
{
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  g_assert_true (is_open ());
}

static void
look_for (const char *text)
{
  open_box ();
  stage_type (stage, text);
  stage_wait (is_settled, NULL, "the answer");
  stage_settle (stage);
}

static gboolean
title_is (gpointer title)
{
  return g_str_equal (stage_get_text (stage, "detail-title"), title);
}

static gboolean
has_focus_in_map (void)
{
  GtkWidget *map = lt_map_view_get_map (lt_window_get_map (stage->window));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));

  return focus != NULL && (focus == map || gtk_widget_is_ancestor (focus, map));
}

/* Escape closes the box, and the map has the keyboard again. */
static void
test_escape (void)
{
  gtk_widget_grab_focus (lt_map_view_get_map (lt_window_get_map (stage->window)));
  g_assert_true (has_focus_in_map ());
  open_box ();
  g_assert_false (has_focus_in_map ());
  stage_picture (stage, "search-empty");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_false (is_open ());
  g_assert_true (has_focus_in_map ());
}

/* What needs a place says so where none is selected, and leads to the choice of one. */
static void
test_without_place (void)
{
  g_autofree char *label = NULL;

  look_for ("新建检查");
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "对选中的地点新建检查"));
  g_assert_true (stage_has_words (stage_find (stage, "search-list"), "请先选中地点"));
  stage_picture (stage, "search-without-place");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
  g_assert_true (is_open ());
  g_object_get (stage_find (stage, "search-entry"), "placeholder-text", &label, NULL);
  g_assert_true (g_str_has_prefix (label, "查找地点"));
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* Two characters, and Enter: the place is on the map, its pane beside it. */
static void
test_place (void)
{
  LtSceneView before = lt_map_view_get_view (lt_window_get_map (stage->window));
  LtSceneView after;

  look_for ("郊区");
  stage_picture (stage, "search-place");
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "郊区"));
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "140311"));
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_false (is_open ());
  stage_wait_page (stage, "map");
  stage_wait (title_is, (gpointer) "郊区", "the pane of the area");
  stage_wait_map (stage);
  after = lt_map_view_get_view (lt_window_get_map (stage->window));
  g_assert_cmpfloat (after.zoom, >, before.zoom);
}

static gboolean
rule_is (gpointer id)
{
  GtkSelectionModel *rows =
      gtk_column_view_get_model (GTK_COLUMN_VIEW (stage_find (stage, "targets-table")));
  LtTargetRow *row =
      rows == NULL ? NULL : gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (rows));

  return row != NULL && g_str_equal (lt_target_row_get_target (row)->rule->id, id);
}

/* Whether a line of the table that is on the screen says so. */
static gboolean
row_is_seen (gpointer words)
{
  GtkWidget *table = stage_find (stage, "targets-table");
  GtkWidget *list = gtk_widget_get_last_child (table);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, list, &bounds)
          && bounds.origin.y >= 0
          && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (list)
          && bounds.size.height > 0 && stage_has_words (row, words))
        return TRUE;
    }
  return FALSE;
}

/* A rule of a plan: its row among the targets, though all of them have ended. */
static void
test_rule (void)
{
  look_for ("YQ21-03.2");
  stage_picture (stage, "search-rule");
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "综合指数全国排名前移"));
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "targets");
  stage_wait (rule_is, (gpointer) "YQ21-03.2", "the row of the rule");
  stage_wait (row_is_seen, (gpointer) "YQ21-03.2", "the row on the screen");
  /* The keyboard is there: the arrow leads to the next. */
  stage_key (stage, GDK_KEY_Up, 0);
  stage_wait (rule_is, (gpointer) "YQ21-03.1", "the row above it");
  stage_picture (stage, "search-rule-row");
}

/* First letters, and with the arrow the second one. */
static void
test_initials (void)
{
  g_autofree char *second = NULL;
  GtkWidget *label;

  look_for ("slpd");
  label = gtk_widget_get_first_child (gtk_list_box_row_get_child (get_row (1)));
  second = g_strdup (gtk_label_get_text (GTK_LABEL (label)));
  stage_key (stage, GDK_KEY_Down, 0);
  g_assert_true (gtk_list_box_row_is_selected (get_row (1)));
  stage_key (stage, GDK_KEY_Up, 0);
  g_assert_true (gtk_list_box_row_is_selected (get_row (0)));
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (title_is, second, "the pane of the second one");
}

/* From another page to a coordinate of minutes and seconds: 113°30′36″ is 113.51°. */
static void
test_coordinate (void)
{
  LtMapView *map = lt_window_get_map (stage->window);
  LtSceneView view;
  double x, y;

  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  look_for ("113°30′36″ 37°48′36″");
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "113.510000"));
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
  stage_wait_map (stage);
  view = lt_map_view_get_view (map);
  lt_scene_view_to_pixel (&view, (113.51 + 180) / 360, view.world_y, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, view.width / 2.0, 1);
  g_assert_true (has_focus_in_map ());
}

/* A page and a command by their words; the key stands beside them. */
static void
test_commands (void)
{
  look_for ("monitor");
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "Alt+5"));
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "monitoring");
  look_for ("measure surf");
  g_assert_true (stage_has_words (GTK_WIDGET (get_row (0)), "S"));
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
  g_assert_cmpint (lt_map_hand_get_tool (lt_map_view_get_hand (lt_window_get_map (stage->window))),
                   ==, LT_TOOL_SURFACE);
  g_assert_true (has_focus_in_map ());
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* Each page of a list has parts of these names. */
static GtkWidget *
find_in (GtkWidget *widget, const char *name)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_name (widget), name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_in (child, name);
  return found;
}

static gboolean
is_listed (gpointer list)
{
  return lt_record_list_is_settled (list);
}

static gboolean
marked_says (const char *words)
{
  GtkListBox *list = GTK_LIST_BOX (stage_find (stage, "search-list"));

  return stage_has_words (GTK_WIDGET (gtk_list_box_get_selected_row (list)), words);
}

/* Twelve mines are called so, half of them are shown: the row behind them leads to the list
 * of all, whatever condition was kept there. A list does not know first letters. */
static void
test_all (void)
{
  LtRecordList *list;
  GListModel *rows;

  look_for ("slsk");
  for (int i = 0; get_row (i) != NULL; i++)
    g_assert_false (stage_has_words (GTK_WIDGET (get_row (i)), "全部"));
  stage_key (stage, GDK_KEY_Escape, 0);
  look_for ("SL-K0");
  for (int i = 0; get_row (i) != NULL; i++)
    g_assert_false (stage_has_words (GTK_WIDGET (get_row (i)), "全部"));
  stage_key (stage, GDK_KEY_Escape, 0);
  look_for ("示例");
  for (int i = 0; get_row (i) != NULL && !marked_says ("显示全部 12 条"); i++)
    stage_key (stage, GDK_KEY_Down, 0);
  g_assert_true (marked_says ("显示全部 12 条"));
  stage_picture (stage, "search-all");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "lists");
  list = LT_RECORD_LIST (stage_find (stage, "any-list"));
  stage_wait (is_listed, list, "all of them");
  stage_settle (stage);
  g_assert_cmpstr (lt_record_list_get_kind (list)->name, ==, "mine");
  rows = G_LIST_MODEL (
      gtk_column_view_get_model (GTK_COLUMN_VIEW (find_in (GTK_WIDGET (list), "record-list"))));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 12);
  stage_picture (stage, "search-all-listed");
}

/* What is not there is said, and Enter does nothing. */
static void
test_nothing (void)
{
  look_for ("没有这样的东西");
  g_assert_null (get_row (0));
  g_assert_nonnull (strstr (stage_get_text (stage, "search-words"), "没有这样的东西"));
  stage_picture (stage, "search-nothing");
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_true (is_open ());
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* Typed faster than answered: Enter waits for the answer to what was typed. */
static void
test_enter_waits (void)
{
  GtkWidget *entry;

  open_box ();
  entry = stage_find (stage, "search-entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "140311");
  g_assert_false (lt_search_box_is_settled (get_box ()));
  gtk_editable_set_text (GTK_EDITABLE (entry), "盂县");
  g_assert_false (lt_search_box_is_settled (get_box ()));
  g_signal_emit_by_name (entry, "activate");
  stage_wait (title_is, (gpointer) "盂县", "the pane of what was typed last");
  g_assert_false (is_open ());
}

/* On the map Ctrl+F finds places alone. */
static void
test_on_map (void)
{
  gtk_widget_grab_focus (lt_map_view_get_map (lt_window_get_map (stage->window)));
  stage_key (stage, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (is_open ());
  g_assert_null (get_row (0));
  stage_type (stage, "monitor");
  stage_wait (is_settled, NULL, "the answer");
  stage_settle (stage);
  g_assert_null (get_row (0));
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "平定");
  stage_wait (is_settled, NULL, "the answer");
  stage_settle (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (title_is, (gpointer) "平定县", "the pane of the county");
}

/* Those that need a row, a file or a member, or are a step of something that is shown. */
static const char *const elsewhere[] = {
  "win.forget-recent",
  "win.open-recent",
  "win.open-beside",
  "win.show-conflict",
  "win.show-target",
  "win.put-back",
  "win.search",
  "win.show",
  "win.say-problem",
  "win.attach",
  "win.attach-files",
  "win.open-attachment",
  "win.draw",
  "win.draw-on",
  "win.give-up-drawing",
  "win.draw-along",
  "win.keep-cut",
  "win.close-notice",
  "win.unsave",
  "win.unset-many",
  "win.stop-page",
  "win.show-map-folder",
  "win.close-pane",
  "win.step-back",
  "win.draft-order",
  "win.re-inspect",
  "win.open-record",
  "win.sketch-attachment",
  "win.go",
  "win.list",
  NULL,
};

/* Whatever the window can do is found by its words. */
static void
test_all_actions (void)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_GET_CLASS (stage->window);
  const char *name, *property;
  const GVariantType *parameter;
  GType owner;

  for (guint i = 0;
       gtk_widget_class_query_action (widget_class, i, &owner, &name, &parameter, &property); i++)
    if (owner == LT_TYPE_WINDOW && !lt_command_is_known (name)
        && !g_strv_contains (elsewhere, name))
      g_error ("%s is not among the commands of ui/search/commands.c", name);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  g_test_add_func ("/ui/search/escape", test_escape);
  g_test_add_func ("/ui/search/without-place", test_without_place);
  g_test_add_func ("/ui/search/place", test_place);
  g_test_add_func ("/ui/search/initials", test_initials);
  g_test_add_func ("/ui/search/rule", test_rule);
  g_test_add_func ("/ui/search/coordinate", test_coordinate);
  g_test_add_func ("/ui/search/commands", test_commands);
  g_test_add_func ("/ui/search/all", test_all);
  g_test_add_func ("/ui/search/nothing", test_nothing);
  g_test_add_func ("/ui/search/enter-waits", test_enter_waits);
  g_test_add_func ("/ui/search/on-map", test_on_map);
  g_test_add_func ("/ui/search/all-actions", test_all_actions);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
