/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files are attached to a record, and their originals opened. */

#include "ui/shell/window-private.h"

#include "ui/shell/file-choice.h"
#include "work/attaching.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

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
  g_autoptr (GPtrArray) attached = NULL;

  if (record == NULL || !lt_file_choice_check_all (files, &error))
    {
      if (error != NULL)
        lt_window_show_problem (self, error->message);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (paths, g_file_get_path (file));
    }
  g_ptr_array_add (paths, NULL);
  attached =
      lt_work_attach (self->session, record, (const char *const *) paths->pdata, NULL, &error);
  if (attached == NULL)
    lt_window_show_problem (self, error->message);
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

/* A copy, under its own name and not to be written: the viewer may be one that
 * writes, and the original is never given out of hand. */
static char *
copy_out (LtWindow *self, const LtRecord *attachment, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (self->opened_folder == NULL)
    self->opened_folder = g_dir_make_tmp ("lantian-XXXXXX", error);
  if (self->opened_folder == NULL)
    return NULL;
  folder = g_build_filename (self->opened_folder, lt_record_get (attachment, "digest"), NULL);
  path = g_build_filename (folder, lt_record_get_title (attachment), NULL);
  g_mkdir (folder, 0700);
  g_unlink (path);
  if (!lt_work_attachment_get (self->session, attachment, path, error))
    return NULL;
  g_chmod (path, 0400);
  return g_steal_pointer (&path);
}

static void
on_open_attachment (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) attachment = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  if (self->session == NULL)
    return;
  attachment = lt_work_show (self->session, lt_kind_by_name ("attachment"),
                             g_variant_get_string (parameter, NULL), &error);
  path = attachment == NULL ? NULL : copy_out (self, attachment, &error);
  uri = path == NULL ? NULL : g_filename_to_uri (path, NULL, &error);
  if (uri == NULL)
    lt_window_show_problem (self, error->message);
  else
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
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
