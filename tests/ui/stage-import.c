/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage-import.h"

#include "ui/shell/long-work.h"
#include "work/county.h"

#include <string.h>

#define CARD "14030001"

gboolean
stage_nothing_runs (gpointer unused)
{
  return lt_long_work_get_running () == NULL;
}

void
stage_wait_work (Stage *stage)
{
  stage_wait (stage_nothing_runs, NULL, "the end of the work");
  stage_settle (stage);
}

void
stage_sign_in (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (lt_window_get_session (stage->window), CARD, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  stage_settle (stage);
}

/* As the window system hands a dropped file over. */
void
stage_drop (Stage *stage, const char *const *paths)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (stage->window));
  GValue value = G_VALUE_INIT;
  g_autoslist (GFile) files = NULL;
  gboolean taken = FALSE;

  for (int i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_assert_true (taken);
  g_value_unset (&value);
}

void
stage_drop_one (Stage *stage, const char *path)
{
  stage_drop (stage, (const char *const[]){ path, NULL });
  stage_wait_page (stage, "import");
  stage_wait_work (stage);
}

void
stage_press_next (Stage *stage)
{
  stage_tab_to (stage, "import-next");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_work (stage);
}

/* What the rows of the file at hand are: the kind that begins with @words. */
void
stage_choose_kind (Stage *stage, const char *words)
{
  GtkDropDown *list = GTK_DROP_DOWN (stage_find (stage, "import-kind"));
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (list));
  guint place = 0;

  while (!g_str_has_prefix (gtk_string_list_get_string (model, place), words))
    place++;
  gtk_drop_down_set_selected (list, place);
  stage_settle (stage);
}

void
stage_assert_says (Stage *stage, const char *widget, const char *words)
{
  const char *text = stage_get_text (stage, widget);

  if (strstr (text, words) == NULL)
    g_error ("%s says \"%s\", not \"%s\"", widget, text, words);
}

/* A verb of the command-line program on the open file, by an inspector of the sample county,
 * on a Friday afternoon. */
void
stage_run_verb (Stage *stage, const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *const begin[] = { g_getenv ("LANTIANCTL"), "--db", stage->path, "--at",
                                "2026-11-20T15:00",      "--as", "14030001" };
  va_list rest;

  for (guint i = 0; i < G_N_ELEMENTS (begin); i++)
    g_ptr_array_add (words, (gpointer) begin[i]);
  va_start (rest, first);
  for (const char *word = first; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);
  /* 1: done, and something of it is to be looked at */
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), <=, 1);
}
