/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The county files that were opened last: in the menu, on the page that is shown
 * without one, and in the box of Ctrl+K. */

#include "ui/shell/window-private.h"

#include "ui/shell/last-file.h"
#include "work/answering.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static void
fill_menu (LtWindow *self, GPtrArray *files)
{
  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < files->len; i++)
    {
      const LtRecentFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_filename_display_basename (file->path);
      g_autofree char *folder = g_path_get_dirname (file->path);
      g_autofree char *shown = g_filename_display_name (folder);
      g_auto (GStrv) parts = g_strsplit (name, "_", -1);
      g_autofree char *plain = g_strjoinv ("__", parts);
      g_autofree char *label = g_strdup_printf ("%s (%s)", plain, shown);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.open-recent", "s", file->path);
      g_menu_append_item (self->recent_menu, item);
    }
}

/* Other windows, and other starts, change the list too. */
void
lt_window_renew_recent (LtWindow *self)
{
  g_autoptr (GPtrArray) files = lt_recent_files_list ();

  fill_menu (self, files);
  lt_recent_list_fill (self->recent_list, files);
}

static void
on_active (LtWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    lt_window_renew_recent (self);
}

void
lt_window_watch_recent (LtWindow *self)
{
  g_signal_connect_object (self, "notify::is-active", G_CALLBACK (on_active), self, 0);
  lt_window_renew_recent (self);
}

/**
 * lt_window_note_file:
 * @self: a window
 * @path: the county file that was opened in it
 *
 * Remembers it for the next start, and shows it among the latest.
 */
void
lt_window_note_file (LtWindow *self, const char *path)
{
  lt_last_file_set (path);
  lt_window_renew_recent (self);
}

void
lt_window_add_recent (GPtrArray *commands)
{
  g_autoptr (GPtrArray) files = lt_recent_files_list ();

  for (guint i = 0; i < files->len; i++)
    {
      const LtRecentFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_filename_display_basename (file->path);
      g_autofree char *shown = g_filename_display_name (file->path);

      g_ptr_array_add (commands, lt_command_new (_ ("Opened last"), name, shown, NULL,
                                                 "win.open-recent", file->path));
    }
}

static void
on_open_recent (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  const char *path = g_variant_get_string (parameter, NULL);
  g_autofree char *words = NULL;

  if (g_access (path, F_OK) == 0)
    {
      lt_window_open_county (self, path);
      return;
    }
  words =
      g_strdup_printf (_ ("File %s: it is not there any more: moved, renamed, or on a disk that "
                          "is not plugged in. Plug the disk in, or choose the file by Open."),
                       path);
  lt_window_show_problem (self, words);
  lt_window_renew_recent (self);
}

static void
on_forget_recent (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  lt_recent_files_forget (g_variant_get_string (parameter, NULL));
  lt_window_renew_recent (self);
  /* What was pressed is gone. */
  if (self->session == NULL)
    gtk_widget_grab_focus (self->welcome_open);
}

void
lt_window_install_recent_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-recent", "s", on_open_recent);
  gtk_widget_class_install_action (widget_class, "win.forget-recent", "s", on_forget_recent);
}
