/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/list-tab.h"

static GtkWidget *
get_next (GtkWidget *widget, GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_FORWARD ? gtk_widget_get_next_sibling (widget)
                                          : gtk_widget_get_prev_sibling (widget);
}

static gboolean
leave (GtkWidget *widget, GtkDirectionType direction)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    for (GtkWidget *next = get_next (widget, direction); next != NULL;
         next = get_next (next, direction))
      if (gtk_widget_get_mapped (next) && gtk_widget_child_focus (next, direction))
        return GDK_EVENT_STOP;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_key (GtkWidget *list, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) != 0))
    return leave (list, GTK_DIR_TAB_BACKWARD);
  return keyval == GDK_KEY_Tab ? leave (list, GTK_DIR_TAB_FORWARD) : GDK_EVENT_PROPAGATE;
}

/**
 * lt_list_leave_by_tab:
 * @view: a column view
 *
 * Tab leaves its rows as a whole, where GTK before 4.12 would go through each of them:
 * nobody presses it a million times. The arrow keys go through the rows.
 */
void
lt_list_leave_by_tab (GtkWidget *view)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *rows = gtk_widget_get_last_child (view);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), rows, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (rows, keys);
}
