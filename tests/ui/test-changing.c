/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places of the file are changed and removed in the window, what lies outside the county
 * is said before it is saved, and what is drawn outlives the window: by real pointer and
 * key events. */

#include "stage-map.h"

#include "db/db.h"
#include "work/drafting.h"
#include "work/records.h"

#include <math.h>
#include <string.h>

#define ZONE "示例禁煤区"

static void
open_place (const LtRecord *place)
{
  g_autofree char *id = lt_id_to_text (&place->id);
  g_autofree char *target = g_strconcat (place->kind->name, "/", id, NULL);

  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.open-record", "s", target);
  stage_wait_shown (stage, "detail-title");
  gtk_widget_grab_focus (map_stage_get_area ());
}

static char *
get_document (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);

  return g_strdup (lt_record_get (zone, "document"));
}

/* F2 opens the form of what is selected; what is saved there is undone by the notice. */
static void
test_change (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);
  g_autofree char *before = get_document ();
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;

  map_stage_sign_in ();
  open_place (zone);
  stage_picture (stage, "changing-1-pane");
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-document");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "N7");
  stage_picture (stage, "changing-2-form");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  changed = get_document ();
  g_assert_cmpstr (changed, ==, "N7");
  stage_click (stage, "notice-first");
  after = get_document ();
  g_assert_cmpstr (after, ==, before);
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
}

/* Another program writes for a while: that the form is being saved is said at once, the window
 * goes on, and it is saved as soon as the file is free. */
static void
test_held (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);
  g_autofree char *before = get_document ();
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) other = lt_db_open (stage->path, LT_DB_NONE, &error);

  g_assert_no_error (error);
  open_place (zone);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-document");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "N8");
  g_assert_true (lt_db_begin (other, &error));
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_nonnull (strstr (stage_get_text (stage, "place-saved"), "正在保存"));
  stage_picture (stage, "changing-held");
  /* A second press saves no second time. */
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  during = get_document ();
  g_assert_cmpstr (during, ==, before);
  lt_db_rollback (other);
  stage_wait_page (stage, "map");
  after = get_document ();
  g_assert_cmpstr (after, ==, "N8");
  stage_click (stage, "notice-first");
}

/* How large a zone is stands in its pane: as PROJ measures its corners. */
static void
test_size (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);
  MapStageOutline outline = map_stage_read_outline (zone);
  double surface = map_stage_geodesic_surface (outline.corners, outline.n);

  open_place (zone);
  g_assert_cmpfloat_with_epsilon (
      map_stage_read_surface (stage_get_text (stage, "value-outline")) / surface, 1, 1e-3);
}

static gboolean
zone_is_there (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);

  return zone != NULL;
}

/* From the list, by Delete: not without a reason, and not for good. */
static void
test_remove (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);
  GtkWindow *dialog;

  open_place (zone);
  stage_click (stage, "place-list-open");
  stage_wait_shown (stage, "place-list");
  gtk_widget_child_focus (stage_find (stage, "place-list"), GTK_DIR_TAB_FORWARD);
  open_place (zone);
  gtk_widget_child_focus (stage_find (stage, "place-list"), GTK_DIR_TAB_FORWARD);
  stage_key (stage, GDK_KEY_Delete, 0);
  dialog = stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_true (zone_is_there ());
  stage_picture_of (stage, GTK_WIDGET (dialog), "changing-3-remove");
  stage_type (stage, "dup");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  g_assert_false (zone_is_there ());
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "detail-title")));
  stage_wait_map (stage);
  stage_picture (stage, "changing-4-removed");
  stage_click (stage, "notice-first");
  g_assert_true (zone_is_there ());
  stage_click (stage, "place-list-open");
  gtk_widget_grab_focus (map_stage_get_area ());
}

/* What others name stays, and that is said. */
static void
test_named (void)
{
  g_autoptr (GPtrArray) samples =
      lt_store_list (map_stage_get_store (), lt_kind_by_name ("dust-fall"), NULL, NULL);
  g_autoptr (LtRecord) site = NULL;
  g_autoptr (LtRecord) after = NULL;
  LtId id;

  g_assert_true (lt_id_from_text (&id, lt_record_get (samples->pdata[0], "site")));
  site = lt_store_find_place (map_stage_get_store (), &id, NULL);
  open_place (site);
  stage_click (stage, "place-remove");
  stage_wait_dialog (stage);
  stage_type (stage, "x");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_shown (stage, "problem");
  g_assert_nonnull (strstr (stage_get_text (stage, "problem"), lt_record_get_title (site)));
  g_assert_null (strstr (stage_get_text (stage, "problem"), "dust-"));
  after = lt_store_find_place (map_stage_get_store (), &id, NULL);
  g_assert_nonnull (after);
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* Changed twice from one state, the field has both values, and the form says so. */
static void
test_conflict (void)
{
  LtSession *session = lt_window_get_session (stage->window);
  g_autoptr (LtRecord) seen = lt_work_show (session, lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_autoptr (LtRecord) first = lt_record_copy (seen);
  g_autoptr (LtRecord) second = lt_record_copy (seen);
  const char *words;

  g_assert_true (lt_record_set (first, "party", "PA", NULL));
  g_assert_true (lt_record_set (second, "party", "PB", NULL));
  g_assert_true (lt_work_set (session, seen, first, NULL));
  g_assert_true (lt_work_set (session, seen, second, NULL));
  open_place (seen);
  stage_click (stage, "place-change");
  stage_wait_page (stage, "place");
  words = stage_get_text (stage, "form-conflict-party");
  g_assert_nonnull (strstr (words, "PA"));
  g_assert_nonnull (strstr (words, "PB"));
  stage_picture (stage, "changing-5-conflict");
  stage_tab_to (stage, "field-party");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, "PC");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  g_clear_pointer (&seen, lt_record_free);
  seen = lt_work_show (session, lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_assert_cmpstr (lt_record_get (seen, "party"), ==, "PC");
  g_assert_false (lt_record_has_conflict (seen, (guint) lt_kind_find_field (seen->kind, "party")));
  stage_key (stage, GDK_KEY_Escape, 0);
}

/* In the sea: the form says that it is not in the county, and saves it all the same; a
 * shape moved there says it before it is saved. */
static void
test_outside (void)
{
  static const double far[4][2] = {
    { 116.001, 37.001 }, { 116.02, 37.0 }, { 116.02, 37.01 }, { 116.0, 37.02 }
  };
  double clicked[4][2];
  MapStageOutline outline;
  g_autoptr (LtRecord) zone = NULL;

  map_stage_go_to ("116.01,37.008", 3);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.draw", "s", "zone:coal-ban");
  for (guint i = 0; i < 4; i++)
    map_stage_click (far[i], clicked[i]);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-name");
  stage_type (stage, "S");
  g_assert_nonnull (strstr (stage_get_text (stage, "place-words"), "公里"));
  stage_picture (stage, "changing-6-outside");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  stage_key (stage, GDK_KEY_e, 0);
  map_stage_click (clicked[0], clicked[0]);
  stage_key (stage, GDK_KEY_Page_Up, 0);
  stage_key (stage, GDK_KEY_Down, GDK_SHIFT_MASK);
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_EDIT);
  g_assert_nonnull (strstr (map_stage_get_words (), "公里"));
  stage_picture (stage, "changing-7-reshaped-outside");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_CHOOSE);
  zone = map_stage_find_zone ("S");
  outline = map_stage_read_outline (zone);
  g_assert_cmpuint (outline.n, ==, 4);
  stage_key (stage, GDK_KEY_Home, 0);
  map_stage_leave_all ();
}

static gboolean
is_quiet (gpointer unused)
{
  return !gtk_widget_get_mapped (stage_find (stage, "tool-bar"));
}

/* What was said goes when the next thing begins, and by itself; the way back stays. */
static void
test_notice (void)
{
  g_autoptr (LtRecord) zone = map_stage_find_zone (ZONE);

  open_place (zone);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "field-document");
  stage_type (stage, "N8");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  stage_wait_page (stage, "map");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "notice-first")));
  stage_key (stage, GDK_KEY_Page_Down, 0);
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "notice-first")));
  stage_click (stage, "notice-second");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "tool-bar")));
  map_stage_leave_all ();
  stage_key (stage, GDK_KEY_i, 0);
  stage_wait_shown (stage, "tool-bar");
  stage_wait (is_quiet, NULL, "the end of what was told");
}

/* Ctrl+Q while something is drawn: one question, and nothing of it is lost. */
static void
test_quit (void)
{
  double clicked[3][2];
  const LtSketch *sketch;
  const double *xy;
  Stage *again;
  guint n;

  map_stage_go_to ("113.577,37.868", 3);
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.draw", "s", "zone:coal-ban");
  for (guint i = 0; i < 3; i++)
    map_stage_click (map_stage_ring[2 * i], clicked[i]);
  stage_key (stage, GDK_KEY_q, GDK_CONTROL_MASK);
  stage_picture_of (stage, GTK_WIDGET (stage_wait_dialog (stage)), "changing-8-quit");
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_null (stage->window);
  again = stage_new (stage->path);
  again->folder = g_steal_pointer (&stage->folder);
  stage_free (stage);
  stage = again;
  map_stage_sign_in ();
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "place");
  stage_tab_to (stage, "shape-draw");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "map");
  g_assert_cmpint (map_stage_get_tool (), ==, LT_TOOL_DRAW);
  sketch = lt_map_hand_get_sketch (lt_map_view_get_hand (map_stage_get_map ()));
  xy = lt_sketch_get_path (sketch, 0, &n, NULL, NULL);
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (xy[i], clicked[i / 2][i % 2], 1e-6);
  stage_key (stage, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (lt_sketch_count_corners (sketch), ==, 2);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stage = stage_new_sample ();
  /* One window; each test begins where the one before it ended. */
  g_test_add_func ("/changing/change", test_change);
  g_test_add_func ("/changing/held", test_held);
  g_test_add_func ("/changing/size", test_size);
  g_test_add_func ("/changing/remove", test_remove);
  g_test_add_func ("/changing/named", test_named);
  g_test_add_func ("/changing/conflict", test_conflict);
  g_test_add_func ("/changing/outside", test_outside);
  g_test_add_func ("/changing/notice", test_notice);
  g_test_add_func ("/changing/quit", test_quit);
  status = g_test_run ();
  stage_free (stage);
  return status;
}
