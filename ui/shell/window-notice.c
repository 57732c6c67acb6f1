/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop is told of what waits: once a day, and when more has become overdue. */

#include "ui/shell/last-file.h"
#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

#define NOTICE "today"

/* A program of its own, for a script or at another time, tells nobody. */
static GApplication *
get_application (LtWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (application == NULL || (g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE) != 0
      || g_application_get_dbus_connection (application) == NULL)
    return NULL;
  return application;
}

/* Tells the desktop of @today where it has to be told. */
void
lt_window_notify_today (LtWindow *self, const LtToday *today)
{
  GApplication *application = get_application (self);
  g_autofree char *day = lt_settings_get (LT_SETTING_NOTIFIED);
  g_autofree char *words = NULL;
  g_autoptr (GNotification) notice = NULL;
  guint told = self->told_overdue;

  /* What was overdue when the program began was told by the one before it. */
  self->told_overdue = today->counts[LT_TODAY_OVERDUE];
  if (application == NULL || !lt_settings_is_on (LT_SETTING_NOTIFY, TRUE)
      || !lt_today_wants_notice (today, day, told))
    return;
  words = lt_today_describe_notice (today);
  notice = g_notification_new (g_dpgettext2 (GETTEXT_PACKAGE, "page", "Today"));
  g_notification_set_body (notice, words);
  g_notification_set_default_action (notice, "app.today");
  g_application_send_notification (application, NOTICE, notice);
  lt_settings_set (LT_SETTING_NOTIFIED, today->date);
}
