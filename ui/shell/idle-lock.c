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

void
lt_window_watch_idle (LtWindow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  guint source = g_timeout_add_seconds (LOOK_EVERY_S, on_look, self);

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  g_signal_connect (self, "destroy", G_CALLBACK (on_destroy), GUINT_TO_POINTER (source));
}
