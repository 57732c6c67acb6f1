/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A laptop that nobody is at: who was signed in is signed out. What is shown and
 * what was typed stays, nothing can be written until somebody signs in. */

#include "ui/shell/window-private.h"

#include "ui/shell/last-file.h"

#include <glib/gi18n-lib.h>

#define LOOK_EVERY_S 10

static gboolean
on_event (LtWindow *self)
{
  if (self->session != NULL)
    lt_session_note_action (self->session, g_get_real_time () / 1000);
  return GDK_EVENT_PROPAGATE;
}

/**
 * lt_window_lock_if_idle:
 * @self: a window
 * @now: the time, milliseconds since 1970 (UTC)
 *
 * Signs out whoever has not touched the window for as long as the setting
 * `lock_minutes` says, and shows the sign-in.
 */
void
lt_window_lock_if_idle (LtWindow *self, gint64 now)
{
  const LtRecord *officer = self->session == NULL ? NULL : lt_session_get_officer (self->session);
  guint minutes = lt_settings_get_lock_minutes ();
  g_autofree char *card = officer == NULL ? NULL : g_strdup (lt_record_get (officer, "card"));
  g_autofree char *why = NULL;

  if (officer == NULL || !lt_session_lock_if_idle (self->session, now, minutes))
    return;
  why = g_strdup_printf (_ ("Locked after %u minutes without action. What was typed is still "
                            "there."),
                         minutes);
  lt_sign_in_ask_after_lock (self->sign_in, card, why);
}

static gboolean
on_look (gpointer user_data)
{
  lt_window_lock_if_idle (LT_WINDOW (user_data), g_get_real_time () / 1000);
  return G_SOURCE_CONTINUE;
}

static void
on_destroy (GtkWidget *window, gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

/* Reading a record in a window of its own, drawing on a photo, answering a question: whoever
 * does that is at work as well. */
static void
listen_to (LtWindow *self, GListModel *windows, guint from, guint n)
{
  for (guint i = from; i < from + n; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *events = gtk_event_controller_legacy_new ();

      gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
      g_signal_connect_object (events, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (window, events);
    }
}

static void
on_windows (GListModel *windows, guint at, guint removed, guint added, LtWindow *self)
{
  listen_to (self, windows, at, added);
}

void
lt_window_watch_idle (LtWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint source = g_timeout_add_seconds (LOOK_EVERY_S, on_look, self);

  listen_to (self, windows, 0, g_list_model_get_n_items (windows));
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (on_windows), self, 0);
  g_signal_connect (self, "destroy", G_CALLBACK (on_destroy), GUINT_TO_POINTER (source));
}
