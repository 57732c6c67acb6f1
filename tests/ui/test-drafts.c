/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed outlives the program: a second copy of this one types into the
 * window, by real keys, and is killed; the next window asks one question. */

#include "stage.h"

#include "ui/forms/form.h"
#include "work/casework.h"
#include "work/county.h"
#include "work/drafting.h"
#include "work/records.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define OFFICER "14030001"
#define OTHER   "14030002"
#define FINDING "采场未洒水，道路积尘。"
#define BAD     "2026-11-20 25:61"

static const char *self_path;

static LtSession *
session_of (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static void
sign_in (Stage *stage, const char *card)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (session_of (stage), card, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static void
sign_in_by_keys (Stage *stage)
{
  stage_key (stage, GDK_KEY_l, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "sign-in-passphrase");
  stage_tab_to (stage, "sign-in-passphrase");
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
}

static GPtrArray *
list_drafts (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = lt_work_drafts (session_of (stage), &error);

  g_assert_no_error (error);
  return drafts;
}

static gint64
count (Stage *stage, const char *kind)
{
  return lt_store_count (lt_session_get_store (session_of (stage)), lt_kind_by_name (kind), NULL,
                         NULL);
}

static void
begin_inspection (Stage *stage)
{
  LtMapView *map = lt_window_get_map (stage->window);
  g_autoptr (LtRecord) mine = lt_store_find (lt_session_get_store (session_of (stage)),
                                             lt_kind_by_name ("mine"), "SL-K01", NULL);
  double x, y;

  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "detail-title");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
}

static gboolean
draft_is_kept (gpointer form)
{
  return lt_form_is_draft_kept (form);
}

static void
wait_for_draft (Stage *stage, const char *form)
{
  stage_wait (draft_is_kept, stage_find (stage, form), "the draft");
}

/* ---- the copy that is killed -------------------------------------------- */

static int
type_and_die (const char *path, gboolean order)
{
  Stage *stage = stage_new (path);

  sign_in (stage, OFFICER);
  begin_inspection (stage);
  stage_tab_to (stage, "field-ended");
  stage_type (stage, BAD);
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, FINDING);
  stage_tab_to (stage, "field-result");
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_space, 0);
  if (order)
    {
      stage_tab_to (stage, "field-ended");
      stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
      stage_key (stage, GDK_KEY_Delete, 0);
      stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
      g_assert_cmpint (count (stage, "inspection"), ==, 1);
      stage_key (stage, GDK_KEY_d, GDK_CONTROL_MASK);
      stage_wait_page (stage, "order");
      stage_tab_to (stage, "field-measures");
      stage_type (stage, "立即");
      wait_for_draft (stage, "order-form");
    }
  else
    wait_for_draft (stage, "inspection-form");
  kill (getpid (), SIGKILL);
  return 0;
}

/* A second copy, without the bus: the name there is ours. */
static void
let_one_die (const char *path, const char *what)
{
  const char *words[] = { self_path, what, path, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  environment =
      g_environ_setenv (environment, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null", TRUE);
  g_assert_true (g_spawn_sync (NULL, (char **) words, environment, G_SPAWN_DEFAULT, NULL, NULL,
                               NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

static char *
make_county (char **folder)
{
  g_autoptr (GError) error = NULL;
  char *path;
  LtSession *made;

  *folder = g_dir_make_tmp ("lantian-ui-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (*folder, "county.gpkg", NULL);
  made = lt_work_new_sample (path, G_GINT64_CONSTANT (1795160520000), &error);
  g_assert_no_error (error);
  lt_session_close (made);
  return path;
}

static Stage *
stage_after_crash (const char *what)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = make_county (&folder);
  Stage *stage;

  let_one_die (path, what);
  stage = stage_new (path);
  stage->folder = g_steal_pointer (&folder);
  return stage;
}

/* ---- what the next window does ------------------------------------------ */

static void
assert_form (Stage *stage)
{
  GtkWidget *finding = stage_find (stage, "field-finding");
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (finding)), "text", &text, NULL);
  g_assert_cmpstr (text, ==, FINDING);
  /* What fits no field, too: as it was typed, and said to be wrong. */
  g_assert_cmpstr (stage_get_text (stage, "field-ended"), ==, BAD);
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "field-ended"), "error"));
  g_assert_cmpuint (gtk_drop_down_get_selected (
                        GTK_DROP_DOWN (stage_find (stage, "field-assisting_officer"))),
                    ==, 1);
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (stage_find (stage, "result-order"))));
}

static void
test_restore (void)
{
  g_autoptr (Stage) stage = stage_after_crash ("--inspection");
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  sign_in_by_keys (stage);
  stage_picture_of (stage, GTK_WIDGET (stage_wait_dialog (stage)), "drafts-question");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "inspection");
  assert_form (stage);
  stage_picture (stage, "drafts-restored");
  g_assert_cmpint (count (stage, "inspection"), ==, 0);
  /* Put right and saved, it is a draft no more. */
  stage_tab_to (stage, "field-ended");
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_key (stage, GDK_KEY_Delete, 0);
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpint (count (stage, "inspection"), ==, 1);
  kept = lt_store_list (lt_session_get_store (session_of (stage)), lt_kind_by_name ("inspection"),
                        NULL, NULL);
  g_assert_cmpstr (lt_record_get (g_ptr_array_index (kept, 0), "finding"), ==, FINDING);
  left = list_drafts (stage);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_later_and_discard (void)
{
  g_autoptr (Stage) stage = stage_after_crash ("--inspection");
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) gone = NULL;

  /* Somebody else is not asked. */
  sign_in (stage, OTHER);
  stage_settle (stage);
  lt_session_sign_out (session_of (stage));
  sign_in (stage, OFFICER);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  there = list_drafts (stage);
  g_assert_cmpuint (there->len, ==, 1);
  /* Later is now. */
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.drafts", NULL);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_d, GDK_ALT_MASK);
  stage_wait_no_dialog (stage);
  gone = list_drafts (stage);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpstr (lt_window_get_page (stage->window), ==, "map");
}

/* An order that is not complete cannot be saved; its draft can be kept. */
static void
test_incomplete_order (void)
{
  g_autoptr (Stage) stage = stage_after_crash ("--order");
  GtkWidget *measures;
  g_autofree char *text = NULL;

  sign_in (stage, OFFICER);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "order");
  measures = stage_find (stage, "field-measures");
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (measures)), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "立即");
  stage_wait_preview (stage);
  stage_picture (stage, "drafts-order");
  stage_tab_to (stage, "field-measures");
  stage_type (stage, "洒水");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpint (count (stage, "order"), ==, 1);
}

/* Given up in the window, it is not offered again; typed away, neither. */
static void
test_given_up (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) typed_away = NULL;

  sign_in (stage, OFFICER);
  begin_inspection (stage);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "ab");
  wait_for_draft (stage, "inspection-form");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_g, GDK_ALT_MASK);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "inspection");
  none = list_drafts (stage);
  g_assert_cmpuint (none->len, ==, 0);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "c");
  wait_for_draft (stage, "inspection-form");
  stage_key (stage, GDK_KEY_BackSpace, 0);
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  typed_away = list_drafts (stage);
  g_assert_cmpuint (typed_away->len, ==, 0);
}

/* A form that is out of sight is not said to be saved, and one key leads back to it. */
static void
test_out_of_sight (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  sign_in (stage, OFFICER);
  begin_inspection (stage);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "ab");
  /* The head of the form says that it is not saved; the bar says nothing else. */
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "status-saved")));
  stage_key (stage, GDK_KEY_4, GDK_ALT_MASK);
  stage_wait_page (stage, "orders");
  stage_wait_shown (stage, "status-unsaved");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "status-saved")));
  stage_picture (stage, "drafts-out-of-sight");
  stage_tab_to (stage, "status-unsaved");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_page (stage, "inspection");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "status-unsaved")));
}

/* It was written and could not be read again: the next save changes that record,
 * and makes no second one. */
static void
test_saved_unread (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) saved = NULL;
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  LtForm *form;
  gint64 before;

  sign_in (stage, OFFICER);
  begin_inspection (stage);
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "ab");
  stage_tab_to (stage, "field-result");
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_space, 0);
  form = LT_FORM (stage_find (stage, "inspection-form"));
  wait_for_draft (stage, "inspection-form");
  before = count (stage, "inspection");
  saved = lt_form_copy_wanted (form);
  lt_work_inspection_record (session_of (stage), saved, &error);
  g_assert_no_error (error);
  lt_form_take_saved (form, saved);
  g_assert_false (lt_form_is_changed (form));
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "c");
  wait_for_draft (stage, "inspection-form");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_false (lt_form_is_unread (form));
  g_assert_cmpint (count (stage, "inspection"), ==, before + 1);
  now = lt_store_get (lt_session_get_store (session_of (stage)), saved->kind, &saved->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strchr (lt_record_get (now, "finding"), 'c'));
  drafts = list_drafts (stage);
  g_assert_cmpuint (drafts->len, ==, 0);
}

int
main (int argc, char **argv)
{
  self_path = argv[0];
  if (argc == 3 && (g_str_equal (argv[1], "--inspection") || g_str_equal (argv[1], "--order")))
    return type_and_die (argv[2], g_str_equal (argv[1], "--order"));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/drafts/restore", test_restore);
  g_test_add_func ("/ui/drafts/later-and-discard", test_later_and_discard);
  g_test_add_func ("/ui/drafts/incomplete-order", test_incomplete_order);
  g_test_add_func ("/ui/drafts/out-of-sight", test_out_of_sight);
  g_test_add_func ("/ui/drafts/saved-unread", test_saved_unread);
  g_test_add_func ("/ui/drafts/given-up", test_given_up);
  return g_test_run ();
}
