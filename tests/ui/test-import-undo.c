/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import is taken back in the window: from its report, and from the list of those
 * that are kept. What it was stays to be read. */

#include "stage-import.h"

#include "work/records.h"

#include <adwaita.h>
#include <string.h>

#define HEAD "code,name,party,longitude,latitude\n"

static LtRecord *
find_mine (Stage *stage, const char *code)
{
  return lt_store_find_by_key (lt_session_get_store (lt_window_get_session (stage->window)),
                               lt_kind_by_name ("mine"), code);
}

static gint64
count (Stage *stage, const char *kind)
{
  return lt_store_count (lt_session_get_store (lt_window_get_session (stage->window)),
                         lt_kind_by_name (kind), NULL, NULL);
}

/* Drops a table of mines and imports it, to its report. */
static void
import_mines (Stage *stage, const char *text)
{
  g_autofree char *path = g_build_filename (stage->folder, "mines.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  stage_drop_one (stage, path);
  stage_press_next (stage);
  stage_wait_shown (stage, "datum-wgs84");
  stage_click (stage, "datum-wgs84");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-undo");
}

/* The words of the question, and then the answer. */
static void
answer (Stage *stage, const char *words, gboolean yes)
{
  GtkWindow *dialog = stage_wait_dialog (stage);

  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), words));
  stage_picture_of (stage, GTK_WIDGET (dialog), "import-undo-question");
  stage_key (stage, yes ? GDK_KEY_u : GDK_KEY_Escape, yes ? GDK_ALT_MASK : 0);
  stage_wait_no_dialog (stage);
  stage_wait_work (stage);
}

/* From the report: one record goes, one is as it was; the kept report says so. */
static void
test_report (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  gint64 before = count (stage, "mine");
  g_autoptr (LtRecord) old = find_mine (stage, "SL-K01");
  g_autoptr (LtRecord) made = NULL;
  g_autoptr (LtRecord) back = NULL;

  stage_sign_in (stage);
  import_mines (stage, HEAD "K901,东山一号露天矿,甲,113.58,37.86\n"
                            "SL-K01,换了名字的矿,乙,113.7621,37.8741\n");
  made = find_mine (stage, "K901");
  g_assert_nonnull (made);
  stage_picture (stage, "import-undo-report");
  stage_click (stage, "import-undo");
  answer (stage, "1", FALSE);
  g_assert_cmpint (count (stage, "mine"), ==, before + 1);

  stage_click (stage, "import-undo");
  answer (stage, "1", TRUE);
  g_assert_cmpint (count (stage, "mine"), ==, before);
  g_assert_null (find_mine (stage, "K901"));
  back = find_mine (stage, "SL-K01");
  g_assert_cmpstr (lt_record_get (back, "name"), ==, lt_record_get (old, "name"));
  g_assert_cmpstr (lt_record_get (back, "party"), ==, lt_record_get (old, "party"));
  g_assert_cmpint (count (stage, "import"), ==, 0);
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "import-undo")));
  stage_assert_says (stage, "import-counts", "已撤销");
  stage_picture (stage, "import-undone-report");

  stage_press_next (stage);
  stage_wait_shown (stage, "kept-import");
  stage_assert_says (stage, "kept-import", "mines.csv");
  g_assert_nonnull (
      strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (stage_find (stage, "kept-import"))),
              "已撤销"));
  stage_assert_says (stage, "kept-report", "坐标系 WGS-84");
  stage_picture (stage, "import-undone-kept");
}

/* From the list, later. What was changed since by hand stands in the way. */
static void
test_kept (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session;
  gint64 before = count (stage, "mine");
  g_autoptr (LtRecord) made = NULL;
  g_autoptr (LtRecord) changed = NULL;
  g_autoptr (GError) error = NULL;

  stage_sign_in (stage);
  session = lt_window_get_session (stage->window);
  import_mines (stage, HEAD "K901,东山一号露天矿,甲,113.58,37.86\n");
  stage_press_next (stage);
  stage_wait_shown (stage, "kept-undo");
  stage_picture (stage, "import-kept-undo");

  made = find_mine (stage, "K901");
  changed = lt_record_copy (made);
  lt_record_set_canonical (changed, "party", "丙");
  g_assert_true (lt_work_set (session, made, changed, &error));
  g_assert_no_error (error);
  stage_click (stage, "kept-undo");
  answer (stage, "mines.csv", TRUE);
  stage_wait_shown (stage, "import-problem");
  stage_assert_says (stage, "import-problem", "东山一号露天矿");
  stage_picture (stage, "import-undo-refused");
  g_assert_cmpint (count (stage, "mine"), ==, before + 1);

  /* the latest stands first */
  import_mines (stage, HEAD "K902,东山二号露天矿,甲,113.68,37.96\n");
  stage_press_next (stage);
  stage_wait_shown (stage, "kept-undo");
  stage_click (stage, "kept-undo");
  answer (stage, "mines.csv", TRUE);
  g_assert_cmpint (count (stage, "mine"), ==, before + 1);
  g_assert_null (find_mine (stage, "K902"));
  g_assert_nonnull (find_mine (stage, "K901"));
  g_assert_nonnull (
      strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (stage_find (stage, "kept-import"))),
              "已撤销"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/import-undo/report", test_report);
  g_test_add_func ("/ui/import-undo/kept", test_kept);
  return g_test_run ();
}
