/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits: how much it is, on the rail, and the way from a line of it to its page. */

#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

/* "Today 7": the number stands where it is always seen. */
void
lt_window_show_today_count (LtWindow *self)
{
  const LtToday *today = lt_today_page_get_today (self->today_page);
  guint n = today == NULL ? 0 : lt_today_count (today);
  const char *name = g_dpgettext2 (GETTEXT_PACKAGE, "page", "Today");
  g_autofree char *label = n == 0 ? g_strdup (name) : g_strdup_printf ("%s %u", name, n);
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (self->today_button));
  GtkWidget *words = gtk_widget_get_last_child (box);

  gtk_label_set_text (GTK_LABEL (words), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->today_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (today != NULL && today->counts[LT_TODAY_OVERDUE] > 0)
    gtk_widget_add_css_class (words, "overdue");
  else
    gtk_widget_remove_css_class (words, "overdue");
}

/* @parameter: name of a page; going back leads here again. */
static void
on_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session != NULL)
    lt_window_go_to_page (self, g_variant_get_string (parameter, NULL));
}

/* @parameter: name of the kind whose records are listed */
static void
on_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  lt_record_list_show_kind (self->any_list,
                            lt_kind_by_name (g_variant_get_string (parameter, NULL)));
  lt_window_go_to_page (self, "lists");
}

void
lt_window_install_today_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go", "s", on_go);
  gtk_widget_class_install_action (widget_class, "win.list", "s", on_list);
}
