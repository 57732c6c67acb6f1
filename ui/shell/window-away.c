/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The county file leaves its place while it is open: that is said at once, nothing is
 * written where nobody would find it, and a file that was deleted is put back. */

#include "ui/shell/window-private.h"
#include "work/putting-back.h"

/* A session that the window has left may still end its work. */
static void
on_changed (LtSession *session, LtWindow *self)
{
  if (session == self->session)
    gtk_widget_set_visible (self->away_bar,
                            !lt_store_is_in_place (lt_session_get_store (session), NULL));
}

/**
 * lt_window_watch_place:
 * @self: a window whose session is another one now, or none
 *
 * Shows while the session's file is not where it was opened.
 */
void
lt_window_watch_place (LtWindow *self)
{
  gtk_widget_set_visible (self->away_bar, FALSE);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
      g_signal_connect_object (self->session, "changed", G_CALLBACK (on_changed), self, 0);
    }
}

/* Copied on this thread: no other has a connection to what was deleted, and until it
 * is safe nothing else should be done with it. */
static void
put_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL || lt_store_is_in_place (lt_session_get_store (self->session), NULL))
    return;
  path = g_strdup (lt_session_get_path (self->session));
  aside = lt_work_save_aside (self->session, &error);
  if (aside == NULL)
    {
      lt_window_show_problem (self, error->message);
      return;
    }
  lt_window_set_session (self, NULL);
  if (lt_work_put_back (aside, path, &error))
    lt_window_open (self, path);
  else
    lt_window_show_problem (self, error->message);
}

void
lt_window_install_away_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.put-back", NULL, put_back);
}
