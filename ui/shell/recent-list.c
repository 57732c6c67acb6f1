/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/recent-list.h"

#include "base/civil-time.h"
#include "ui/shell/last-file.h"

#include <glib/gi18n-lib.h>

struct _LtRecentList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *list;
  GCancellable *looking; /* whether they are there: a disk of the network may be slow */
};

G_DEFINE_FINAL_TYPE (LtRecentList, lt_recent_list, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_open_button (const LtRecentFile *file, const char *name, const char *about)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *label = g_strdup_printf (_ ("Open %s, %s"), name, about);

  gtk_box_append (GTK_BOX (box), make_label (name, "heading"));
  gtk_box_append (GTK_BOX (box), make_label (about, "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, "recent-open");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, file->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", file->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static GtkWidget *
make_forget_button (const LtRecentFile *file, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Take %s off this list; the file stays"), name);

  gtk_widget_set_name (button, "recent-forget");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.forget-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", file->path);
  return button;
}

static void
on_looked (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) words = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, &error);

  gtk_widget_set_visible (words, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
}

static GtkWidget *
make_row (LtRecentList *self, const LtRecentFile *recent)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *missing =
      make_label (_ ("Not there: moved, renamed, or on a disk that is not plugged in"), "problem");
  g_autoptr (GFile) file = g_file_new_for_path (recent->path);
  g_autofree char *name = g_filename_display_basename (recent->path);
  g_autofree char *folder = g_path_get_dirname (recent->path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *when = g_strdelimit (lt_minute_of (recent->opened), "T", ' ');
  g_autofree char *about = g_strdup_printf ("%s · %s", shown, when);

  gtk_widget_set_name (missing, "recent-missing");
  gtk_widget_set_visible (missing, FALSE);
  gtk_widget_set_margin_start (missing, 10);
  gtk_box_append (GTK_BOX (left), make_open_button (recent, name, about));
  gtk_box_append (GTK_BOX (left), missing);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), make_forget_button (recent, name));
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->looking, on_looked, g_object_ref (missing));
  return row;
}

static void
stop_looking (LtRecentList *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
lt_recent_list_dispose (GObject *object)
{
  LtRecentList *self = LT_RECENT_LIST (object);

  stop_looking (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_recent_list_parent_class)->dispose (object);
}

static void
lt_recent_list_class_init (LtRecentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_recent_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lt_recent_list_init (LtRecentList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->title = make_label (_ ("Opened last"), "section-title");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lt_recent_list_fill:
 * @self: a list
 * @files: (element-type LtRecentFile): what it shows
 */
void
lt_recent_list_fill (LtRecentList *self, GPtrArray *files)
{
  GtkWidget *row;

  g_return_if_fail (LT_IS_RECENT_LIST (self));

  stop_looking (self);
  self->looking = g_cancellable_new ();
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), row);
  for (guint i = 0; i < files->len; i++)
    gtk_box_append (GTK_BOX (self->list), make_row (self, g_ptr_array_index (files, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), files->len > 0);
}
