/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asking for a file. GtkFileDialog came after Debian 12's GTK. */

#include "ui/shell/file-choice.h"

#include "base/error.h"
#include "ui/shell/last-file.h"

#include <gio/gunixmounts.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/* The choice is a part of who asks, and goes with it. */
#define KEY "file-choice"

typedef struct
{
  GtkFileChooserNative *chooser;
  LtFilesChosenFunc answer;
  char *about;
  char *folder_key; /* (nullable) */
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->chooser);
  g_free (choice->about);
  g_free (choice->folder_key);
  g_free (choice);
}

static void
keep_folder (const char *key, GListModel *files, GtkFileChooserAction action)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (GFile) folder = action == GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                 ? g_object_ref (file)
                                 : g_file_get_parent (file);
  g_autofree char *path = folder == NULL ? NULL : g_file_get_path (folder);

  if (path != NULL)
    lt_settings_set (key, path);
}

static void
on_response (GtkWidget *owner, int response)
{
  Choice *choice = g_object_steal_data (G_OBJECT (owner), KEY);
  g_autoptr (GListModel) files = NULL;

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (choice->chooser));
  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (choice->chooser));
  if (files != NULL && g_list_model_get_n_items (files) > 0 && choice->folder_key != NULL)
    keep_folder (choice->folder_key, files,
                 gtk_file_chooser_get_action (GTK_FILE_CHOOSER (choice->chooser)));
  if (files != NULL && g_list_model_get_n_items (files) > 0)
    choice->answer (owner, files, choice->about);
  choice_free (choice);
}

/**
 * lt_file_choice_ask:
 * @owner: the widget that asks, in a window
 * @question: what is asked for
 * @answer: called when something was chosen
 *
 * Shows the system's file chooser above the owner's window. While one of the
 * owner's is open no second is.
 */
void
lt_file_choice_ask (GtkWidget *owner, const LtFileQuestion *question, LtFilesChosenFunc answer)
{
  g_autoptr (GFile) used =
      question->folder_key == NULL ? NULL : lt_file_choice_get_folder (question->folder_key, NULL);
  GFile *begin = used != NULL ? used : question->folder;
  GtkFileChooser *chooser;
  Choice *choice;

  g_return_if_fail (GTK_IS_WIDGET (owner) && question != NULL && answer != NULL);

  if (g_object_get_data (G_OBJECT (owner), KEY) != NULL)
    return;
  choice = g_new0 (Choice, 1);
  choice->chooser =
      gtk_file_chooser_native_new (question->title, GTK_WINDOW (gtk_widget_get_root (owner)),
                                   question->action, question->accept, _ ("_Cancel"));
  choice->answer = answer;
  choice->about = g_strdup (question->about);
  choice->folder_key = g_strdup (question->folder_key);
  chooser = GTK_FILE_CHOOSER (choice->chooser);
  gtk_file_chooser_set_select_multiple (chooser, question->several);
  if (question->filter != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, question->filter);
      gtk_file_filter_add_pattern (filter, question->pattern);
      gtk_file_chooser_add_filter (chooser, filter);
    }
  if (begin != NULL)
    gtk_file_chooser_set_current_folder (chooser, begin, NULL);
  if (question->name != NULL)
    gtk_file_chooser_set_current_name (chooser, question->name);
  g_object_set_data_full (G_OBJECT (owner), KEY, choice, (GDestroyNotify) choice_free);
  g_signal_connect_object (choice->chooser, "response", G_CALLBACK (on_response), owner,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->chooser));
}

/**
 * lt_file_choice_get_folder:
 * @key: one of `LT_FOLDER_…`
 * @county: (nullable): path of the open county
 *
 * Returns: (transfer full) (nullable): the folder that was used last for the same, if it is
 *   still there; else the county's
 */
GFile *
lt_file_choice_get_folder (const char *key, const char *county)
{
  g_autofree char *used = lt_settings_get (key);
  g_autofree char *beside = NULL;

  if (used != NULL && g_file_test (used, G_FILE_TEST_IS_DIR))
    return g_file_new_for_path (used);
  if (county == NULL)
    return NULL;
  beside = g_path_get_dirname (county);
  return g_file_new_for_path (beside);
}

static gboolean
is_other_disk (GUnixMountEntry *mount, const char *county)
{
  const char *path = g_unix_mount_get_mount_path (mount);
  g_autofree char *within = g_strconcat (path, "/", NULL);

  return !g_unix_mount_is_readonly (mount)
         && (g_str_has_prefix (path, "/media/") || g_str_has_prefix (path, "/run/media/"))
         && !g_str_has_prefix (county, within) && access (path, W_OK) == 0;
}

/**
 * lt_file_choice_find_other_disk:
 * @county: path of the open county
 *
 * Returns: (transfer full) (nullable): a stick or disk that is plugged in, may be written, and
 *   is not the one that the county lies on
 */
GFile *
lt_file_choice_find_other_disk (const char *county)
{
  GList *mounts = g_unix_mounts_get (NULL);
  GFile *found = NULL;

  for (GList *at = mounts; at != NULL && found == NULL; at = at->next)
    if (is_other_disk (at->data, county))
      found = g_file_new_for_path (g_unix_mount_get_mount_path (at->data));
  g_list_free_full (mounts, (GDestroyNotify) g_unix_mount_free);
  return found;
}

/**
 * lt_file_choice_make_name:
 * @folder: (nullable): where the file is going to be
 * @stem: what it is of
 * @ending: of its name, such as ".pdf"
 *
 * Returns: (transfer full): a name that any system can have and no file in @folder has
 */
char *
lt_file_choice_make_name (GFile *folder, const char *stem, const char *ending)
{
  g_autofree char *clean = g_strdelimit (g_strdup (stem), "/\\:*?\"<>|\n\t", '-');

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strconcat (clean, ending, NULL)
                                     : g_strdup_printf ("%s (%u)%s", clean, i, ending);
      g_autoptr (GFile) file = folder == NULL ? NULL : g_file_get_child (folder, name);

      if (file == NULL || !g_file_query_exists (file, NULL))
        return g_steal_pointer (&name);
    }
}

/**
 * lt_file_choice_get_path:
 * @files: (element-type GFile): what was chosen
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the path of the first; an error, in words,
 *   where it is not on this machine
 */
char *
lt_file_choice_get_path (GListModel *files, GError **error)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  char *path = g_file_get_path (file);

  if (path == NULL)
    g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                         _ ("This place is not on this machine. Choose a folder of this machine."));
  return path;
}

/**
 * lt_file_choice_check_all:
 * @files: (element-type GFile): what was chosen or dropped
 * @error: return location; names the first that is not on this machine
 *
 * Returns: whether all of them have a path, as those on a phone that is plugged in may not
 */
gboolean
lt_file_choice_check_all (GListModel *files, GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *name = path != NULL ? NULL : g_file_get_parse_name (file);

      if (path != NULL)
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is not on this machine, so nothing was attached. Copy it to "
                      "this machine first."),
                   name);
      return FALSE;
    }
  return TRUE;
}
