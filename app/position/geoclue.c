/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GeoClue by GDBus: a client of the desktop's service, which asks whoever sits there for
 * permission (org.freedesktop.GeoClue2, its D-Bus interface documentation). */

#include "position/position-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define NAME       "org.freedesktop.GeoClue2"
#define MANAGER    "/org/freedesktop/GeoClue2/Manager"
#define CLIENT     NAME ".Client"
#define LOCATION   NAME ".Location"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define DESKTOP_ID "org.lantian.Lantian"
/* GClueAccuracyLevel: exact */
#define EXACT 8

typedef struct
{
  LtPosition *position; /* NULL when it is stopped */
  GCancellable *cancellable;
  GDBusConnection *bus;
  char *client;
  guint located;
  guint watch;
} GeoClue;

static void
clear_geoclue (gpointer data)
{
  GeoClue *self = data;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->bus);
  g_free (self->client);
}

static void
release (GeoClue *self)
{
  g_rc_box_release_full (self, clear_geoclue);
}

static void
fail (GeoClue *self, GError *error)
{
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
    lt_position_fail (self->position,
                      _ ("GeoClue may not tell the position: allow it in the settings of the "
                         "desktop, under privacy, or choose another source."));
  else
    {
      g_dbus_error_strip_remote_error (error);
      lt_position_fail (self->position,
                        _ ("GeoClue does not answer: %s. Install geoclue-2.0, or choose another "
                           "source."),
                        error->message);
    }
}

/* What a call has answered; NULL where it is stopped or has failed, which is said. */
static GVariant *
finish (GeoClue *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (self->position == NULL)
    {
      g_clear_pointer (&answer, g_variant_unref);
      return NULL;
    }
  if (answer == NULL)
    fail (self, error);
  return answer;
}

static void
call (GeoClue *self,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      const char *answer,
      GAsyncReadyCallback on_answer)
{
  g_dbus_connection_call (self->bus, NAME, path, interface, method, arguments,
                          answer == NULL ? NULL : G_VARIANT_TYPE (answer), G_DBUS_CALL_FLAGS_NONE,
                          -1, self->cancellable, on_answer, g_rc_box_acquire (self));
}

static void
on_location (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GeoClue *self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);
  g_autoptr (GVariant) about = NULL;
  guint64 seconds = 0, microseconds = 0;
  LtFix fix = { .longitude = NAN, .latitude = NAN, .source = "GeoClue" };

  if (answer != NULL)
    {
      about = g_variant_get_child_value (answer, 0);
      g_variant_lookup (about, "Longitude", "d", &fix.longitude);
      g_variant_lookup (about, "Latitude", "d", &fix.latitude);
      g_variant_lookup (about, "Accuracy", "d", &fix.accuracy);
      g_variant_lookup (about, "Timestamp", "(tt)", &seconds, &microseconds);
      fix.time = (gint64) (seconds * 1000 + microseconds / 1000);
      if (!(fix.accuracy > 0) || !isfinite (fix.accuracy))
        fix.accuracy = 0;
      if (seconds > 0 && fabs (fix.longitude) <= 180 && fabs (fix.latitude) <= 90)
        lt_position_take (self->position, &fix);
    }
  release (self);
}

static void
on_located (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *arguments,
            gpointer user_data)
{
  GeoClue *self = user_data;
  const char *location = NULL;

  if (self->position == NULL || !g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(oo)")))
    return;
  g_variant_get (arguments, "(o&o)", NULL, &location);
  call (self, location, PROPERTIES, "GetAll", g_variant_new ("(s)", LOCATION), "(a{sv})",
        on_location);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GeoClue *self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);

  if (answer != NULL)
    lt_position_say (self->position, _ ("GeoClue answers; waiting for the first fix."));
  release (self);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GeoClue *self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);

  if (answer != NULL)
    call (self, self->client, CLIENT, "Start", NULL, NULL, on_started);
  release (self);
}

static void
on_named (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GeoClue *self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);

  if (answer != NULL)
    call (self, self->client, PROPERTIES, "Set",
          g_variant_new ("(ssv)", CLIENT, "RequestedAccuracyLevel", g_variant_new_uint32 (EXACT)),
          NULL, on_asked);
  release (self);
}

static void
on_client (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GeoClue *self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);

  if (answer != NULL)
    {
      g_variant_get (answer, "(o)", &self->client);
      self->located =
          g_dbus_connection_signal_subscribe (self->bus, NAME, CLIENT, "LocationUpdated",
                                              self->client, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                              on_located, self, NULL);
      call (self, self->client, PROPERTIES, "Set",
            g_variant_new ("(ssv)", CLIENT, "DesktopId", g_variant_new_string (DESKTOP_ID)), NULL,
            on_named);
    }
  release (self);
}

/* It was there and is not any more. */
static void
on_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  GeoClue *self = user_data;

  if (self->position != NULL && self->client != NULL)
    lt_position_fail (self->position, _ ("GeoClue has ended. It is asked again."));
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GeoClue *self = user_data;
  g_autoptr (GError) error = NULL;

  self->bus = g_bus_get_finish (result, &error);
  if (self->position != NULL && self->bus == NULL)
    fail (self, error);
  else if (self->position != NULL)
    {
      self->watch = g_bus_watch_name_on_connection (self->bus, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                    NULL, on_vanished, self, NULL);
      call (self, MANAGER, NAME ".Manager", "GetClient", NULL, "(o)", on_client);
    }
  release (self);
}

static gpointer
start (LtPosition *position, const char *where)
{
  GeoClue *self = g_rc_box_new0 (GeoClue);

  self->position = position;
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, g_rc_box_acquire (self));
  return self;
}

/* Waited for only because the connection would end with its last user, before the call
 * is sent. That it fails where the service is gone is no matter. */
static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
}

static void
stop (gpointer feed)
{
  GeoClue *self = feed;

  self->position = NULL;
  g_cancellable_cancel (self->cancellable);
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  if (self->located != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->located);
  if (self->client != NULL)
    g_dbus_connection_call (self->bus, NAME, self->client, CLIENT, "Stop", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, on_stopped, NULL);
  release (self);
}

const LtFeed lt_feed_geoclue = { "GeoClue", FALSE, start, stop };
