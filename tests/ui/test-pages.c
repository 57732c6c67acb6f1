/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of the window do by themselves: layers, the list of places,
 * a form that was not saved, a field that does not fit, the hub file. */

#include "stage.h"

#include "db/db.h"
#include "store/feed.h"
#include "store/verify.h"
#include "ui/syncing/sync-page.h"
#include "work/county.h"

static void
sign_in (Stage *stage, const char *card)
{
  g_autoptr (GError) error = NULL;
  gboolean done = lt_session_sign_in (lt_window_get_session (stage->window), card,
                                      LT_SAMPLE_PASSPHRASE, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static gint64
count (Stage *stage, const char *kind)
{
  return lt_store_count (lt_session_get_store (lt_window_get_session (stage->window)),
                         lt_kind_by_name (kind), NULL, NULL);
}

static void
select_mine (Stage *stage)
{
  LtMapView *map = lt_window_get_map (stage->window);
  g_autoptr (LtRecord) mine =
      lt_store_find (lt_session_get_store (lt_window_get_session (stage->window)),
                     lt_kind_by_name ("mine"), "SL-K01", NULL);
  double x, y;

  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "detail-title");
}

static void
test_layers (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtMapView *map = lt_window_get_map (stage->window);
  g_autoptr (LtRecord) mine =
      lt_store_find (lt_session_get_store (lt_window_get_session (stage->window)),
                     lt_kind_by_name ("mine"), "SL-K01", NULL);
  double x, y;

  stage_click (stage, "layers-legend");
  stage_picture (stage, "pages-legend");
  stage_click (stage, "layer-mine");
  stage_wait_map (stage);
  g_assert_false (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_click (stage, "layer-mine");
  stage_wait_map (stage);
  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
}

static gboolean
list_has_rows (gpointer stage)
{
  GtkWidget *list = stage_find (stage, "place-list");
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static void
test_place_list (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  stage_tab_to (stage, "place-list-open");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (list_has_rows, stage, "rows of the list");
  stage_settle (stage);
  stage_picture (stage, "pages-list");
  stage_tab_to (stage, "place-list");
  stage_key (stage, GDK_KEY_Down, 0);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "detail-title");
}

/* The middle of a disc that stands for several places. */
static gboolean
find_cluster (LtMapView *map, double *x, double *y)
{
  LtSceneView view = lt_map_view_get_view (map);

  for (*y = 0; *y < view.height; *y += 4)
    for (*x = 300; *x < view.width; *x += 4)
      {
        g_autoptr (GArray) items = lt_scene_pick (lt_map_view_get_scene (map), &view, *x, *y, 0);

        if (items->len > 1 && g_array_index (items, LtSceneItem, 0).cluster == items->len
            && g_array_index (items, LtSceneItem, 0).distance < 4)
          return TRUE;
      }
  return FALSE;
}

/* Far away many places share a disc: it tells who they are. */
static void
test_cluster (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtMapView *map = lt_window_get_map (stage->window);
  double x = 0, y = 0, zoom;

  for (int i = 0; i < 7; i++)
    stage_key (stage, GDK_KEY_minus, 0);
  stage_wait_map (stage);
  stage_picture (stage, "pages-clusters");
  g_assert_true (find_cluster (map, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "cluster-zoom");
  zoom = lt_map_view_get_view (map).zoom;
  stage_click (stage, "cluster-zoom");
  g_assert_cmpfloat (lt_map_view_get_view (map).zoom, >, zoom);
}

/* What does not fit is said beside its field, and nothing is written. */
static void
test_bad_field (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  sign_in (stage, "14030001");
  select_mine (stage);
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-ended");
  stage_type (stage, "noon");
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "field-ended"), "error"));
  stage_picture (stage, "pages-bad-field");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpint (count (stage, "inspection"), ==, 0);
}

static void
test_unsaved_form (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GPtrArray) kept = NULL;

  sign_in (stage, "14030001");
  select_mine (stage);
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "abc");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_dialog (stage);
  /* Enter is the answer that loses nothing. */
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "inspection");
  /* Two officers go: refused in words, and what was typed is still there. */
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpstr (stage_get_text (stage, "inspection-words"), !=, "");
  g_assert_cmpint (count (stage, "inspection"), ==, 0);
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  kept = lt_store_list (lt_session_get_store (lt_window_get_session (stage->window)),
                        lt_kind_by_name ("inspection"), NULL, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (kept, 0), "finding"), ==, "abc");
}

static guint
count_boxes (Stage *stage)
{
  guint n = 0;

  for (GtkWidget *box = gtk_widget_get_first_child (stage_find (stage, "field-other_officers"));
       box != NULL; box = gtk_widget_get_next_sibling (box))
    n += gtk_widget_get_visible (box);
  return n;
}

/* 行政处罚法 (2021), article 42: two officers; who is one of them is no further one. */
static void
test_named_once (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  guint before;

  sign_in (stage, "14030001");
  select_mine (stage);
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  before = count_boxes (stage);
  g_assert_cmpuint (before, >, 0);
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 1);
  g_assert_cmpuint (count_boxes (stage), ==, before - 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (stage_find (stage, "field-assisting_officer")), 0);
  g_assert_cmpuint (count_boxes (stage), ==, before);
}

/* The order of an inspection that tells no finding begins where the facts are asked for, and not
 * behind them. */
static void
test_order_asks_facts (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWidget *facts;

  sign_in (stage, "14030001");
  select_mine (stage);
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_click (stage, "result-order");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpint (count (stage, "inspection"), ==, 1);
  stage_key (stage, GDK_KEY_d, GDK_CONTROL_MASK);
  stage_wait_page (stage, "order");
  facts = stage_find (stage, "field-facts");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (stage->window)) == facts
                 || gtk_widget_get_focus_child (facts) != NULL);
}

/* Nobody is signed in: the window asks, and says what for. */
static void
test_asks_who (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  select_mine (stage);
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "sign-in-passphrase");
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "map");
  stage_key (stage, GDK_KEY_Escape, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "sign-in-passphrase")));
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* The page says the check code that the file has now. */
static void
assert_code (Stage *stage)
{
  LtStore *store = lt_session_get_store (lt_window_get_session (stage->window));
  g_autofree char *code = NULL;
  LtDigest state;

  g_assert_true (lt_store_get_state (store, &state, NULL));
  code = lt_check_code (&state);
  g_assert_nonnull (strstr (stage_get_text (stage, "sync-report"), code));
}

static gboolean
has_keyboard (gpointer widget)
{
  return gtk_widget_has_focus (widget);
}

static void
test_sync (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *hub = g_build_filename (stage->folder, "bureau.hub", NULL);

  sign_in (stage, "14030001");
  stage_key (stage, GDK_KEY_7, GDK_ALT_MASK);
  stage_wait_page (stage, "sync");
  stage_tab_to (stage, "hub-choose");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, hub);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  /* Chosen is not synced: the next key does it. */
  stage_wait_text (stage, "sync-report", "首次同步");
  g_assert_false (g_file_test (hub, G_FILE_TEST_EXISTS));
  stage_key (stage, GDK_KEY_Return, 0);
  /* 2026-11-20 15:42 is what the clock of the stage says. */
  stage_wait_text (stage, "status-synced", "11-20 15:42");
  g_assert_true (g_file_test (hub, G_FILE_TEST_EXISTS));
  g_assert_false (gtk_widget_has_css_class (stage_find (stage, "sync-report"), "problem"));
  assert_code (stage);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "sync-busy")));
  g_assert_false (has_digit (stage_get_text (stage, "status-unsynced")));
  stage_wait (has_keyboard, stage_find (stage, "sync-do"), "the button's keyboard");
  stage_picture (stage, "pages-sync");
}

/* The hub that was chosen is there at the next start, for this county only. */
static void
test_hub_is_remembered (void)
{
  g_autoptr (Stage) first = stage_new_sample ();
  g_autoptr (Stage) other = NULL;
  g_autoptr (Stage) again = NULL;
  GtkWidget *page = stage_find (first, "sync-page");

  lt_sync_page_set_hub (LT_SYNC_PAGE (page), "/media/stick/a=b [c] 县.hub");
  again = stage_new (first->path);
  g_assert_cmpstr (stage_get_text (again, "hub-row"), ==, "/media/stick/a=b [c] 县.hub");
  other = stage_new_sample ();
  g_assert_null (strstr (stage_get_text (other, "hub-row"), ".hub"));
}

static gint64
get_last_sync (const char *path)
{
  g_autoptr (LtStore) store = lt_store_open (path, LT_STORE_READ_ONLY, NULL);

  g_assert_nonnull (store);
  return lt_store_get_last_sync (store);
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

/* A sync that has begun ends also when its window is closed. */
static void
test_close_while_syncing (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *hub = g_build_filename (stage->folder, "bureau.hub", NULL);
  gpointer session = lt_window_get_session (stage->window);

  g_object_add_weak_pointer (session, &session);
  lt_sync_page_set_hub (LT_SYNC_PAGE (stage_find (stage, "sync-page")), hub);
  g_assert_cmpint (get_last_sync (stage->path), ==, 0);
  gtk_widget_activate_action (stage_find (stage, "sync-page"), "sync.do", NULL);
  /* It goes on while the window does: that is said, and a second one waits. */
  g_assert_true (gtk_widget_get_visible (stage_find (stage, "sync-busy")));
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "sync-do")));
  gtk_window_close (GTK_WINDOW (g_steal_pointer (&stage->window)));
  stage_wait (is_gone, &session, "the end of the sync");
  g_assert_cmpint (get_last_sync (stage->path), >, 0);
}

/* What was written since the last sync is counted in words. */
static void
test_unsynced (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtStore *store = lt_session_get_store (lt_window_get_session (stage->window));
  g_autofree char *count = g_strdup_printf ("%d", (int) lt_store_count_operations (store));

  g_assert_nonnull (strstr (stage_get_text (stage, "status-unsynced"), count));
  g_assert_false (has_digit (stage_get_text (stage, "status-synced")));
}

/* A county file of a newer program: read, and said so; nothing can be written. */
static void
test_newer_file (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *hub = g_build_filename (stage->folder, "bureau.hub", NULL);
  g_autoptr (Stage) newer = NULL;
  LtDb *db;

  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "read-only")));
  db = lt_db_open (stage->path, LT_DB_NONE, NULL);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  g_assert_true (lt_db_script (db, "UPDATE lt_meta SET v=v+1 WHERE k='schema'", NULL));
  lt_db_close (db);
  lt_window_set_session (stage->window, NULL);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&stage->window)));
  newer = stage_new (stage->path);
  stage_wait_shown (newer, "read-only");
  sign_in (newer, "14030001");
  select_mine (newer);
  stage_picture (newer, "pages-newer-file");
  stage_key (newer, GDK_KEY_n, GDK_CONTROL_MASK);
  g_assert_cmpstr (lt_window_get_page (newer->window), ==, "map");
  stage_key (newer, GDK_KEY_7, GDK_ALT_MASK);
  stage_wait_page (newer, "sync");
  lt_sync_page_set_hub (LT_SYNC_PAGE (stage_find (newer, "sync-page")), hub);
  g_assert_false (gtk_widget_is_sensitive (stage_find (newer, "sync-do")));
}

/* A hub file that is something else: said, and left as it is. */
static void
test_foreign_hub (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *hub = g_build_filename (stage->folder, "letter.hub", NULL);
  g_autofree char *left = NULL;

  g_assert_true (g_file_set_contents (hub, "Dear colleague", -1, NULL));
  sign_in (stage, "14030001");
  stage_key (stage, GDK_KEY_7, GDK_ALT_MASK);
  stage_wait_page (stage, "sync");
  lt_sync_page_set_hub (LT_SYNC_PAGE (stage_find (stage, "sync-page")), hub);
  stage_tab_to (stage, "sync-do");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "sync-report");
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "sync-report"), "problem"));
  g_assert_true (g_file_get_contents (hub, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "Dear colleague");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/pages/layers", test_layers);
  g_test_add_func ("/ui/pages/place-list", test_place_list);
  g_test_add_func ("/ui/pages/cluster", test_cluster);
  g_test_add_func ("/ui/pages/bad-field", test_bad_field);
  g_test_add_func ("/ui/pages/order-asks-facts", test_order_asks_facts);
  g_test_add_func ("/ui/pages/named-once", test_named_once);
  g_test_add_func ("/ui/pages/unsaved-form", test_unsaved_form);
  g_test_add_func ("/ui/pages/asks-who", test_asks_who);
  g_test_add_func ("/ui/pages/sync", test_sync);
  g_test_add_func ("/ui/pages/foreign-hub", test_foreign_hub);
  g_test_add_func ("/ui/pages/hub-is-remembered", test_hub_is_remembered);
  g_test_add_func ("/ui/pages/close-while-syncing", test_close_while_syncing);
  g_test_add_func ("/ui/pages/unsynced", test_unsynced);
  g_test_add_func ("/ui/pages/newer-file", test_newer_file);
  return g_test_run ();
}
