/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files are attached to a record, and their originals opened. */

#include "ui/shell/window-private.h"

#include "base/file-copy.h"
#include "ui/shell/file-choice.h"
#include "ui/subjects/attach-job.h"
#include "work/attaching.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* A folder with a copy that only this window has made. */
static void
remove_folder (gpointer folder)
{
  lt_file_remove_tree (folder);
  g_free (folder);
}

/* @names: (transfer full): of the files that it is about */
static void
watch_work (LtWindow *self, LtLongWork *work, char **names, const char *words)
{
  g_strfreev (self->work_names);
  self->work_names = names;
  lt_work_bar_watch (self->work_bar, work, words);
}

/* ---- attaching ------------------------------------------------------------------- */

static void
on_attaching (LtWindow *self, guint file, guint64 done, guint64 total)
{
  guint n = g_strv_length (self->work_names);
  guint percent = total == 0 ? 0 : (guint) (100 * done / total);
  g_autofree char *words = NULL;

  if (file >= n)
    return;
  words = n == 1 ? g_strdup_printf (_ ("Attaching %s: %u %% copied and compared"),
                                    self->work_names[file], percent)
                 : g_strdup_printf (_ ("Attaching %s, file %u of %u: %u %% copied and compared"),
                                    self->work_names[file], file + 1, n, percent);
  lt_work_bar_say (self->work_bar, words);
}

/* What came in is seen in the list; what did not is said. */
static void
on_attached (LtWindow *self, const LtAttachOutcome *outcome, const GError *error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (_ ("Stopped: nothing was attached, and nothing of it was kept."));
  else if (outcome != NULL && outcome->added < outcome->asked)
    words = g_strdup_printf (ngettext ("%u file was attached; %u was there already.",
                                       "%u files were attached; %u were there already.",
                                       outcome->asked),
                             outcome->added, outcome->asked - outcome->added);
  if (words != NULL)
    lt_work_bar_tell (self->work_bar, words);
  else
    lt_work_bar_leave (self->work_bar);
  if (error != NULL && words == NULL)
    lt_window_show_problem (self, error->message);
}

/* @target: "KIND/ID" */
static void
attach_files (LtWindow *self, const char *target, GListModel *files)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);
  const LtKind *kind = lt_kind_by_name (parts[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) record =
      kind == NULL ? NULL : lt_work_show (self->session, kind, parts[1], &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (LtLongWork) work = NULL;

  if (record != NULL && lt_file_choice_check_all (files, &error))
    {
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          g_ptr_array_add (paths, g_file_get_path (file));
          g_ptr_array_add (names, g_filename_display_basename (g_ptr_array_index (paths, i)));
        }
      g_ptr_array_add (paths, NULL);
      g_ptr_array_add (names, NULL);
      work =
          lt_attach_job_attach (self->session, record, (const char *const *) paths->pdata, &error);
    }
  if (work == NULL)
    {
      if (error != NULL)
        lt_window_show_problem (self, error->message);
      return;
    }
  watch_work (self, work, (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE),
              _ ("Files are being attached."));
  g_signal_connect_object (work, "progress", G_CALLBACK (on_attaching), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (work, "ended", G_CALLBACK (on_attached), self, G_CONNECT_SWAPPED);
}

static void
on_files_chosen (GtkWidget *widget, GListModel *files, const char *target)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL)
    attach_files (self, target, files);
}

static void
on_attach (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *target = g_variant_dup_string (parameter, NULL);
  LtFileQuestion question = { .title = _ ("Attach photos and other files"),
                              .accept = _ ("_Attach"),
                              .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                              .several = TRUE,
                              .about = target };

  if (self->session == NULL)
    return;
  if (lt_session_get_officer (self->session) == NULL)
    {
      lt_sign_in_ask (self->sign_in, _ ("Sign in to attach files."));
      return;
    }
  lt_file_choice_ask (widget, &question, on_files_chosen);
}

/* Files that were dropped on a record: "KIND/ID" and their addresses. */
static void
on_attach_files (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree const char **paths = NULL;
  const char *target;

  if (self->session == NULL || !lt_window_can_write (self)
      || !lt_window_is_signed_in (self, _ ("Sign in to attach files.")))
    return;
  g_variant_get (parameter, "(&s^a&s)", &target, &paths);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (paths[i]);

      g_list_store_append (files, file);
    }
  attach_files (self, target, G_LIST_MODEL (files));
}

/* ---- opening --------------------------------------------------------------------- */

static void
on_opening (LtWindow *self, guint step, guint64 done, guint64 total)
{
  g_autofree char *words =
      g_strdup_printf (_ ("A copy of %s is made to be opened: %u %%"), self->work_names[0],
                       total == 0 ? 0 : (guint) (100 * done / total));

  lt_work_bar_say (self->work_bar, words);
}

static void
show_copy (LtWindow *self, LtOpenOutcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (outcome->path, NULL, &error);

  if (uri == NULL)
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  if (self->opened == NULL)
    self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, remove_folder);
  g_hash_table_replace (self->opened, g_strdup (outcome->digest),
                        g_steal_pointer (&outcome->folder));
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
on_open_ended (LtWindow *self, LtOpenOutcome *outcome, const GError *error)
{
  g_clear_object (&self->opening);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words =
          g_strdup_printf (_ ("Stopped: %s was not opened."), self->work_names[0]);

      lt_work_bar_tell (self->work_bar, words);
      return;
    }
  lt_work_bar_leave (self->work_bar);
  if (error != NULL)
    lt_window_show_problem (self, error->message);
  else
    show_copy (self, outcome);
}

static void
on_open_attachment (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) attachment = NULL;
  g_autoptr (LtLongWork) work = NULL;
  const char *names[] = { NULL, NULL };

  if (self->session == NULL)
    return;
  attachment = lt_work_show (self->session, lt_kind_by_name ("attachment"),
                             g_variant_get_string (parameter, NULL), &error);
  if (attachment != NULL)
    work = lt_attach_job_open (self->session, attachment, &error);
  if (work == NULL)
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  names[0] = lt_record_get_title (attachment);
  watch_work (self, work, g_strdupv ((char **) names), _ ("An attachment is being opened."));
  g_set_object (&self->opening, work);
  g_signal_connect_object (work, "progress", G_CALLBACK (on_opening), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (work, "ended", G_CALLBACK (on_open_ended), self, G_CONNECT_SWAPPED);
}

/**
 * lt_window_forget_opened:
 * @self: a window that goes
 *
 * The copies that were opened go with it, and nobody waits for another. What is being
 * attached is attached.
 */
void
lt_window_forget_opened (LtWindow *self)
{
  if (self->opening != NULL)
    lt_long_work_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->opened, g_hash_table_unref);
  g_clear_pointer (&self->work_names, g_strfreev);
}

/* One at a time: what is drawn and not saved is shown first. */
static void
on_sketch_attachment (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) attachment = NULL;

  if (self->session == NULL || !lt_window_can_write (self)
      || !lt_window_is_signed_in (self, _ ("Sign in to draw on a photo.")))
    return;
  if (self->sketch_window != NULL && lt_sketch_window_is_begun (self->sketch_window))
    {
      gtk_window_present (GTK_WINDOW (self->sketch_window));
      return;
    }
  attachment = lt_work_show (self->session, lt_kind_by_name ("attachment"),
                             g_variant_get_string (parameter, NULL), &error);
  if (attachment == NULL)
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  if (self->sketch_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->sketch_window));
  g_set_weak_pointer (&self->sketch_window, LT_SKETCH_WINDOW (lt_sketch_window_new (
                                                GTK_WINDOW (self), self->session, attachment)));
  gtk_window_present (GTK_WINDOW (self->sketch_window));
}

void
lt_window_install_attachment_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.attach", "s", on_attach);
  gtk_widget_class_install_action (widget_class, "win.attach-files", "(sas)", on_attach_files);
  gtk_widget_class_install_action (widget_class, "win.open-attachment", "s", on_open_attachment);
  gtk_widget_class_install_action (widget_class, "win.sketch-attachment", "s",
                                   on_sketch_attachment);
}
