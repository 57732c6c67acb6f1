/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves the county file has a page of its own. */

#include "ui/shell/window-private.h"

/* @parameter: "KIND/WORDS" of a list, or nothing */
static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "/", 2);

  if (self->session == NULL)
    return;
  if (parts[0] != NULL && parts[1] != NULL)
    lt_export_page_offer (self->export_page, parts[0], parts[1]);
  lt_window_go_to_page (self, "export");
}

void
lt_window_install_export_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", "s", on_export);
}
