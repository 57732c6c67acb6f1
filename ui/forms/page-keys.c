/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/page-keys.h"

/* Whether it can be done or not: the key is the page's, and no button that has the
 * keyboard shall be pressed by it instead. */
static gboolean
on_key (GtkWidget *page, GVariant *args, gpointer action)
{
  gtk_widget_activate_action (page, action, NULL);
  return GDK_EVENT_STOP;
}

/**
 * lt_page_keys_add:
 * @page: a page
 * @key: a key
 * @modifiers: held with it
 * @action: (transfer none): what it does; a static string
 *
 * The page hears the key before the field that has the keyboard does: a text of
 * several lines would take Ctrl+Enter for itself.
 */
void
lt_page_keys_add (GtkWidget *page, guint key, GdkModifierType modifiers, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                        gtk_callback_action_new (on_key, (gpointer) action, NULL)));
  gtk_widget_add_controller (page, controller);
}
