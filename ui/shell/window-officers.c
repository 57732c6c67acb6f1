/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The officers of the bureau have a page of their own. */

#include "ui/shell/window-private.h"

static void
on_officers (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL)
    lt_window_go_to_page (self, "officers");
}

void
lt_window_install_officer_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.officers", NULL, on_officers);
}
