/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import that was broken off is told to who began it, and settled in the window: by
 * taking it back, and by the same file again. */

#include "stage-import.h"

#include "work/importing.h"

#include <adwaita.h>
#include <string.h>

#define ROWS 2000

static guint
count (Stage *stage)
{
  return (guint) lt_store_count (lt_session_get_store (lt_window_get_session (stage->window)),
                                 lt_kind_by_name ("mine"), NULL, NULL);
}

static char *
write_rows (Stage *stage)
{
  g_autoptr (GString) text = g_string_new ("code,name,longitude,latitude\n");
  char *path = g_build_filename (stage->folder, "mines.csv", NULL);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "X-%u,矿%u,%.5f,37.8\n", i, i, 113.2 + i * 0.0001);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static void
on_progress (guint rows, guint written, guint parts, gpointer user_data)
{
  if (written > 0)
    g_cancellable_cancel (user_data);
}

/* As by a program that was killed: nobody has taken back what was written. Afterwards
 * the officer is not signed in. */
static void
break_off (Stage *stage, const char *path)
{
  LtSession *session = lt_window_get_session (stage->window);
  const LtKind *mine = lt_kind_by_name ("mine");
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (mine);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LtImportWatch watch = { cancellable, on_progress, cancellable };

  stage_sign_in (stage);
  g_assert_true (lt_import_plan_set_datum (plan, "wgs84", NULL));
  g_assert_null (lt_work_import (session, mine, plan, path, LT_IMPORT_NONE, &watch, NULL));
  lt_session_sign_out (session);
  stage_settle (stage);
}

static GtkWindow *
wait_told (Stage *stage, guint here)
{
  g_autofree char *number = g_strdup_printf ("共 %u 条，已进入 %u 条", ROWS, here);
  GtkWindow *dialog;

  stage_sign_in (stage);
  dialog = stage_wait_dialog (stage);
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "mines.csv"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), number));
  return dialog;
}

static const char *
read_kept (Stage *stage)
{
  stage_wait_shown (stage, "kept-import");
  return adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (stage_find (stage, "kept-import")));
}

static void
test_taken_back (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_rows (stage);
  g_autofree char *number = NULL;
  guint before = count (stage);
  guint here;

  break_off (stage, path);
  here = count (stage) - before;
  g_assert_cmpuint (here, >, 0);
  g_assert_cmpuint (here, <, ROWS);
  stage_picture_of (stage, GTK_WIDGET (wait_told (stage, here)), "half-import-question");
  stage_picture (stage, "half-import-window");
  stage_key (stage, GDK_KEY_t, GDK_ALT_MASK);
  stage_wait_page (stage, "import");
  number = g_strdup_printf ("%u", here);
  {
    GtkWindow *dialog = stage_wait_dialog (stage);

    g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), number));
    stage_picture_of (stage, GTK_WIDGET (dialog), "half-import-undo");
  }
  g_assert_nonnull (strstr (read_kept (stage), "中断"));
  g_assert_nonnull (strstr (read_kept (stage), number));
  stage_picture (stage, "half-import-kept");
  stage_key (stage, GDK_KEY_u, GDK_ALT_MASK);
  stage_wait_no_dialog (stage);
  stage_wait_work (stage);
  g_assert_cmpuint (count (stage), ==, before);
  g_assert_null (strstr (read_kept (stage), "中断"));

  /* and nobody is asked any more */
  lt_session_sign_out (lt_window_get_session (stage->window));
  stage_sign_in (stage);
  stage_wait_no_dialog (stage);
}

static void
test_finished (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_rows (stage);
  guint before = count (stage);

  break_off (stage, path);
  wait_told (stage, count (stage) - before);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_choose_path (stage, stage_wait_dialog (stage), path);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  stage_wait_page (stage, "import");
  stage_wait_work (stage);
  stage_press_next (stage);
  stage_wait_shown (stage, "datum-wgs84");
  stage_click (stage, "datum-wgs84");
  stage_press_next (stage);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-undo");
  g_assert_cmpuint (count (stage), ==, before + ROWS);
  stage_press_next (stage);
  g_assert_null (strstr (read_kept (stage), "中断"));
  stage_picture (stage, "half-import-finished");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/half-imports/taken-back", test_taken_back);
  g_test_add_func ("/ui/half-imports/finished", test_finished);
  return g_test_run ();
}
