/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/children.h"

/**
 * lt_drop_children:
 * @widget: a widget that is being disposed of
 * @type: its type, for which it has a template
 *
 * Lets go of the children that the template made, those without a name in the
 * class too: gtk_widget_dispose_template() leaves them where they are.
 */
void
lt_drop_children (GtkWidget *widget, GType type)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (widget, type);
}
