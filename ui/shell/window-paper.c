/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on paper: what is on the screen is handed to the window that prints and saves it. */

#include "ui/shell/window-private.h"

#include "ui/printing/map-sheet-window.h"

#include <glib/gi18n-lib.h>

/* Somebody wants to see the file that was made, or to put it onto a stick. */
static void
on_show_map_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *folder = self->saved_map == NULL ? NULL : g_path_get_dirname (self->saved_map);
  g_autofree char *uri = folder == NULL ? NULL : g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
on_saved (LtWindow *self, const char *path, gboolean gaps)
{
  g_autofree char *words =
      g_strdup_printf (gaps ? _ ("The map is saved: %s. Parts of the base map are missing on it.")
                            : _ ("The map is saved: %s"),
                       path);

  g_free (self->saved_map);
  self->saved_map = g_strdup (path);
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_TOLD, words,
                           _ ("Show the folder"), "win.show-map-folder", _ ("Close"),
                           "win.close-notice");
}

static void
show_sheet (LtWindow *self, gboolean saving)
{
  LtSceneView view;
  LtMapSeen seen;
  LtMapSheetWindow *sheet;

  if (self->session == NULL)
    return;
  /* From another page: what goes onto paper is looked at first. */
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "map"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "map");
  view = lt_map_view_get_view (self->map_view);
  seen = (LtMapSeen){ .world = lt_scene_view_get_box (&view, 0),
                      .wish = *lt_map_view_get_wish (self->map_view),
                      .basemap = lt_map_view_get_basemap (self->map_view),
                      .saving = saving };
  lt_window_close_sheets (self);
  sheet = lt_map_sheet_window_new (GTK_WINDOW (self), self->session, &seen);
  g_signal_connect_object (sheet, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (sheet));
}

static void
on_print_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_sheet (LT_WINDOW (widget), FALSE);
}

static void
on_save_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_sheet (LT_WINDOW (widget), TRUE);
}

/* Another one is asked for, or the county is another one. */
void
lt_window_close_sheets (LtWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (LT_IS_MAP_SHEET_WINDOW (window)
          && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        gtk_window_destroy (window);
    }
}

void
lt_window_install_paper_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print-map", NULL, on_print_map);
  gtk_widget_class_install_action (widget_class, "win.save-map", NULL, on_save_map);
  gtk_widget_class_install_action (widget_class, "win.show-map-folder", NULL, on_show_map_folder);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print-map",
                                       NULL);
}
