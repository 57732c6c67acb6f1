/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves the county file does so by the page of exports, from the menu and from
 * a list, by the keyboard alone. */

#include "stage.h"

#include "base/file-copy.h"
#include "work/casework.h"
#include "work/county.h"

#include <glib/gstdio.h>
#include <string.h>

#define OFFICER "14030001"
#define KEEPER  "14030005"

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

static const char *
get_report (Stage *stage)
{
  return stage_get_text (stage, "export-report");
}

static gboolean
has_report (gpointer stage)
{
  return *get_report (stage) != '\0';
}

static void
wait_report (Stage *stage)
{
  stage_wait (has_report, stage, "what the export says");
  stage_settle (stage);
}

static void
open_page (Stage *stage)
{
  stage_key (stage, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_page (stage, "export");
}

/* In the chooser, that is a window of its own: beside the county, under the name
 * that it proposes or another one. */
static void
take_place (Stage *stage, const char *name)
{
  GtkWindow *chooser = stage_wait_dialog (stage);

  if (name != NULL)
    stage_choose_path (stage, chooser, name);
  else
    stage_wait_chooser (chooser);
  stage_key (stage, GDK_KEY_Return, 0);
}

/* The chooser is gone, and a question has come. */
static gboolean
question_is_there (gpointer user_data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  gboolean found = FALSE;

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_widget_get_mapped (at->data) && !LT_IS_WINDOW (at->data))
      {
        if (!ADW_IS_MESSAGE_DIALOG (at->data))
          return FALSE;
        found = TRUE;
      }
  return found;
}

static GtkWidget *
wait_question (Stage *stage)
{
  stage_wait (question_is_there, stage, "a question");
  return GTK_WIDGET (stage_wait_dialog (stage));
}

static void
press (Stage *stage, const char *button)
{
  stage_tab_to (stage, button);
  stage_key (stage, GDK_KEY_space, 0);
}

/* Chooses what stands @name of the list, whatever is chosen now. */
static void
choose (Stage *stage, const char *list, const char *words)
{
  GtkDropDown *widget = GTK_DROP_DOWN (stage_find (stage, list));
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (widget));
  int now = (int) gtk_drop_down_get_selected (widget);
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (model));

  for (int i = 0; i < n; i++)
    if (strstr (gtk_string_list_get_string (model, (guint) i), words) != NULL)
      {
        stage_tab_to (stage, list);
        g_assert_cmpint (i, >=, now);
        stage_choose (stage, i - now);
        stage_settle (stage);
        g_assert_cmpint ((int) gtk_drop_down_get_selected (widget), ==, i);
        return;
      }
  g_error ("%s has no %s", list, words);
}

static void
assert_first (Stage *stage, const char *list, const char *words)
{
  GtkDropDown *widget = GTK_DROP_DOWN (stage_find (stage, list));
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (widget));

  g_assert_nonnull (strstr (gtk_string_list_get_string (model, 0), words));
}

static char *
make_path (Stage *stage, const char *name)
{
  return g_build_filename (stage->folder, name, NULL);
}

static char *
read_file (const char *path, gsize *size)
{
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, size, &error);
  g_assert_no_error (error);
  return text;
}

static void
add_inspection (Stage *stage, const char *finding)
{
  LtSession *session = session_of (stage);
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtRecord) mine = lt_store_find (store, lt_kind_by_name ("mine"), "SL-K01", NULL);
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("inspection"));
  g_autofree char *place = lt_id_to_text (&mine->id);
  g_autofree char *officer = lt_id_to_text (&lt_session_get_officer (session)->id);
  g_autoptr (LtRecord) other =
      lt_store_find_by_key (store, lt_kind_by_name ("officer"), "14030002");
  g_autofree char *assistant = lt_id_to_text (&other->id);
  g_autoptr (GError) error = NULL;

  lt_record_set (record, "place", place, NULL);
  lt_record_set (record, "started", "2026-11-20T09:00", NULL);
  lt_record_set (record, "inspection_type", "routine", NULL);
  lt_record_set (record, "lead_officer", officer, NULL);
  lt_record_set (record, "assisting_officer", assistant, NULL);
  lt_record_set (record, "finding", finding, NULL);
  lt_work_inspection_record (session, record, &error);
  g_assert_no_error (error);
}

static gboolean
list_is_filtered (gpointer stage)
{
  return strstr (stage_get_text (stage, "list-count"), "1") != NULL
         && strstr (stage_get_text (stage, "list-count"), "2") != NULL;
}

/* What the list shows is what is in the file; its digest is said. */
static void
test_list (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = make_path (stage, "现场检查-2026-11-20.csv");
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  g_auto (GStrv) lines = NULL;
  gsize size;

  sign_in (stage, OFFICER);
  add_inspection (stage, "dry road");
  add_inspection (stage, "wet road");
  stage_key (stage, GDK_KEY_3, GDK_ALT_MASK);
  stage_wait_page (stage, "inspections");
  stage_tab_to (stage, "list-filter");
  stage_type (stage, "dry");
  stage_wait (list_is_filtered, stage, "one of two rows");
  press (stage, "list-export");
  stage_wait_page (stage, "export");
  stage_key (stage, GDK_KEY_Left, GDK_ALT_MASK);
  stage_wait_page (stage, "inspections");
  /* The key means what is seen, too. */
  stage_key (stage, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_page (stage, "export");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "export-words-row")));
  g_assert_nonnull (strstr (stage_get_text (stage, "export-words-row"), "dry"));
  choose (stage, "export-format", ".csv");
  stage_picture (stage, "export-list");
  press (stage, "export-do");
  take_place (stage, NULL);
  stage_wait_no_dialog (stage);
  wait_report (stage);
  stage_picture (stage, "export-done");
  text = read_file (path, &size);
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_nonnull (strstr (lines[1], "dry road"));
  g_assert_nonnull (strstr (get_report (stage), path));
  g_clear_pointer (&text, g_free);
  text = read_file (path, &size);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, size);
  g_assert_nonnull (strstr (get_report (stage), digest));
}

/* Only formats that fit are offered, and the time only where there is one. */
static void
test_choices (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GListModel *formats;

  open_page (stage);
  formats = gtk_drop_down_get_model (GTK_DROP_DOWN (stage_find (stage, "export-format")));
  /* mines come first, and a workbook does */
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (stage_find (stage, "export-kind"))),
                    ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (formats), ==, 6);
  assert_first (stage, "export-kind", "矿山");
  assert_first (stage, "export-format", ".xlsx");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "export-datum")));
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "export-from")));
  choose (stage, "export-format", "GeoJSON");
  choose (stage, "export-datum", "GCJ-02");
  stage_picture (stage, "export-choices");
  choose (stage, "export-kind", "监测数据");
  g_assert_cmpuint (g_list_model_get_n_items (formats), ==, 2);
  assert_first (stage, "export-format", ".csv");
  stage_tab_to (stage, "export-from");
  stage_type (stage, "2026-13-01");
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "export-do")));
  stage_picture (stage, "export-readings");
}

/* Nobody signed in sees anybody's name, an inspector those of his own work, a keeper
 * all; each may leave more out. */
static void
test_masking (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *words = NULL;
  AdwActionRow *row;

  open_page (stage);
  row = ADW_ACTION_ROW (stage_find (stage, "export-masked-row"));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (stage_find (stage, "export-masked"))));
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "export-masked")));
  words = g_strdup (adw_action_row_get_subtitle (row));
  sign_in (stage, OFFICER);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (stage_find (stage, "export-masked"))));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), !=, words);
  g_free (words);
  words = g_strdup (adw_action_row_get_subtitle (row));
  sign_in (stage, KEEPER);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), !=, words);
  /* the name of an officer is one; what is said is what the switch says */
  choose (stage, "export-kind", "执法人员");
  g_free (words);
  words = g_strdup (adw_action_row_get_subtitle (row));
  press (stage, "export-masked");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), !=, words);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (stage_find (stage, "export-masked"))));
  press (stage, "export-do");
  take_place (stage, NULL);
  stage_wait_no_dialog (stage);
  wait_report (stage);
  g_assert_nonnull (strstr (get_report (stage), "脱敏"));
}

/* The name that was typed lacks its ending: the file that it means is asked about. */
static void
test_replace (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = make_path (stage, "o.csv");
  g_autofree char *kept = NULL;
  g_autofree char *made = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  for (int round = 0; round < 2; round++)
    {
      GtkWidget *question;

      if (round == 0)
        {
          open_page (stage);
          choose (stage, "export-kind", "执法人员");
          choose (stage, "export-format", ".csv");
        }
      press (stage, "export-do");
      take_place (stage, "o");
      question = wait_question (stage);
      if (round == 0)
        stage_picture_of (stage, question, "export-replace");
      else
        stage_key (stage, GDK_KEY_Tab, 0);
      stage_key (stage, GDK_KEY_Return, 0); /* the answer that loses nothing is the first */
      stage_wait_no_dialog (stage);
      if (round == 0)
        {
          kept = read_file (path, NULL);
          g_assert_cmpstr (kept, ==, "old");
        }
    }
  wait_report (stage);
  made = read_file (path, NULL);
  g_assert_nonnull (strstr (made, KEEPER));
}

static gboolean
is_busy (gpointer stage)
{
  return gtk_widget_get_mapped (stage_find (stage, "export-stop"));
}

/* A writing program that never ends is stopped; nothing is left. */
static void
test_stop (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = make_path (stage, "执法人员-2026-11-20.csv");
  g_autofree char *script = make_path (stage, "slow");
  g_autofree char *real = g_strdup (g_getenv ("LANTIAN_CONVERT"));

  g_assert_true (g_file_set_contents (script, "#!/bin/sh\nexec sleep 600\n", -1, NULL));
  g_chmod (script, 0755);
  open_page (stage);
  choose (stage, "export-kind", "执法人员");
  choose (stage, "export-format", ".csv");
  press (stage, "export-do");
  g_setenv ("LANTIAN_CONVERT", script, TRUE);
  take_place (stage, NULL);
  stage_wait_no_dialog (stage);
  stage_wait (is_busy, stage, "the export going on");
  stage_picture (stage, "export-busy");
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "export-do")));
  press (stage, "export-stop");
  wait_report (stage);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "export-report"), "problem"));
  g_assert_true (gtk_widget_get_sensitive (stage_find (stage, "export-do")));
  if (real != NULL)
    g_setenv ("LANTIAN_CONVERT", real, TRUE);
}

static void
give_passphrase (Stage *stage, const char *passphrase)
{
  wait_question (stage);
  stage_type (stage, passphrase);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  wait_report (stage);
}

static void
test_everything (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *folder = make_path (stage, "county-2026-11-20");
  g_autofree char *readme = make_path (stage, "county-2026-11-20/README.txt");

  sign_in (stage, KEEPER);
  open_page (stage);
  press (stage, "export-everything");
  take_place (stage, NULL);
  give_passphrase (stage, "wrong");
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "export-report"), "problem"));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  press (stage, "export-everything");
  take_place (stage, NULL);
  stage_picture_of (stage, wait_question (stage), "export-passphrase");
  give_passphrase (stage, LT_SAMPLE_PASSPHRASE);
  g_assert_false (gtk_widget_has_css_class (stage_find (stage, "export-report"), "problem"));
  g_assert_true (g_file_test (readme, G_FILE_TEST_EXISTS));
}

static void
test_backup (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = make_path (stage, "county-2026-11-20.tar");

  g_assert_cmpstr (stage_get_text (stage, "status-backup"), ==, "未备份");
  open_page (stage);
  press (stage, "export-backup");
  take_place (stage, NULL);
  stage_wait_no_dialog (stage);
  wait_report (stage);
  stage_picture (stage, "export-backup");
  g_assert_false (gtk_widget_has_css_class (stage_find (stage, "export-report"), "problem"));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_str_has_prefix (stage_get_text (stage, "status-backup"), "上次备份"));
  /* The button could not be pressed meanwhile, and has the keyboard again. */
  g_assert_true (gtk_widget_has_focus (stage_find (stage, "export-backup")));
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("lantian-state-XXXXXX", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_add_func ("/export/list", test_list);
  g_test_add_func ("/export/choices", test_choices);
  g_test_add_func ("/export/masking", test_masking);
  g_test_add_func ("/export/replace", test_replace);
  g_test_add_func ("/export/stop", test_stop);
  g_test_add_func ("/export/everything", test_everything);
  g_test_add_func ("/export/backup", test_backup);
  status = g_test_run ();
  lt_file_remove_tree (state);
  return status;
}
