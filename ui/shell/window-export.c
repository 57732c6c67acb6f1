/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a list's records go: what leaves the county file has a page of its own, what shall
 * be seen on the map goes there. */

#include "ui/shell/window-private.h"

/* From a list, what is seen in it: one that is narrowed by a filter shall not become a file of
 * all without a word. */
static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (self->session == NULL)
    return;
  if (LT_IS_RECORD_LIST (page))
    lt_record_list_export (LT_RECORD_LIST (page));
  else
    lt_window_go_to_page (self, "export");
}

/* What a list shows, or what is selected in it. */
void
lt_window_export_rows (LtWindow *self, const LtListRows *rows)
{
  lt_export_page_offer (self->export_page, rows);
  lt_window_go_to_page (self, "export");
}

/* What is selected in a list, or its places, on the map. */
void
lt_window_show_rows (LtWindow *self, const LtListRows *rows)
{
  lt_window_go_to_page (self, "map");
  lt_map_view_show_listed (self->map_view, rows->kind, rows->keys);
}

void
lt_window_install_export_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", "s", on_export);
}
