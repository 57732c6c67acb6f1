/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A service on a bus of its own that speaks as GeoClue does. */

#include "listener.h"

#include <gio/gio.h>
#include <string.h>

static const char *const interfaces =
    "<node>"
    "<interface name='org.freedesktop.GeoClue2.Manager'>"
    "<method name='GetClient'><arg type='o' direction='out'/></method></interface>"
    "<interface name='org.freedesktop.GeoClue2.Client'>"
    "<method name='Start'/><method name='Stop'/>"
    "<property name='DesktopId' type='s' access='readwrite'/>"
    "<property name='RequestedAccuracyLevel' type='u' access='readwrite'/>"
    "<signal name='LocationUpdated'><arg type='o'/><arg type='o'/></signal></interface>"
    "<interface name='org.freedesktop.GeoClue2.Location'>"
    "<property name='Latitude' type='d' access='read'/>"
    "<property name='Longitude' type='d' access='read'/>"
    "<property name='Accuracy' type='d' access='read'/>"
    "<property name='Timestamp' type='(tt)' access='read'/></interface></node>";

typedef struct
{
  GDBusConnection *bus;
  gboolean refuses;
  gboolean stopped;
  char *desktop_id;
  guint level;
} Service;

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *arguments,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Service *service = user_data;

  if (g_str_equal (method, "GetClient"))
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(o)", "/org/freedesktop/GeoClue2/Client/1"));
  else if (g_str_equal (method, "Stop"))
    {
      service->stopped = TRUE;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (service->refuses)
    g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED,
                                           "'org.lantian.Lantian' disallowed");
  else
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      g_dbus_connection_emit_signal (bus, NULL, path, "org.freedesktop.GeoClue2.Client",
                                     "LocationUpdated",
                                     g_variant_new ("(oo)", "/", "/org/freedesktop/GeoClue2/L/1"),
                                     NULL);
    }
}

static GVariant *
on_get (GDBusConnection *bus,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer user_data)
{
  if (g_str_equal (property, "Latitude"))
    return g_variant_new_double (37.8681);
  if (g_str_equal (property, "Longitude"))
    return g_variant_new_double (113.5666);
  if (g_str_equal (property, "Accuracy"))
    return g_variant_new_double (1200);
  if (g_str_equal (property, "Timestamp"))
    return g_variant_new ("(tt)", G_GUINT64_CONSTANT (1795160529), G_GUINT64_CONSTANT (250000));
  return g_str_equal (property, "DesktopId") ? g_variant_new_string ("") : g_variant_new_uint32 (0);
}

static gboolean
on_set (GDBusConnection *bus,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GVariant *value,
        GError **error,
        gpointer user_data)
{
  Service *service = user_data;

  if (g_str_equal (property, "DesktopId"))
    {
      g_free (service->desktop_id);
      service->desktop_id = g_variant_dup_string (value, NULL);
    }
  else
    service->level = g_variant_get_uint32 (value);
  return TRUE;
}

static void
start_service (Service *self, GTestDBus *bus)
{
  static const GDBusInterfaceVTable table = { on_call, on_get, on_set, { 0 } };
  const char *const paths[] = { "/org/freedesktop/GeoClue2/Manager",
                                "/org/freedesktop/GeoClue2/Client/1",
                                "/org/freedesktop/GeoClue2/L/1" };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interfaces, NULL);
  g_autoptr (GVariant) owned = NULL;

  self->bus =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_dbus_connection_register_object (self->bus, paths[i], info->interfaces[i],
                                                         &table, self, NULL, NULL),
                      >, 0);
  owned = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.GeoClue2", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (owned);
}

static void
stop_service (Service *self)
{
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
}

/* No service, then one that refuses, one that answers, and that ends. */
static void
test_geoclue (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  Listener *listener = listener_new ();
  Service service = { 0 };

  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  lt_position_start (listener->position, LT_SOURCE_GEOCLUE, NULL);
  WAIT (listener_heard (listener, "GeoClue does not answer"));
  service.refuses = TRUE;
  start_service (&service, bus);
  WAIT (listener_heard (listener, "may not tell the position"));
  g_assert_cmpuint (listener->fixes->len, ==, 0);
  service.refuses = FALSE;
  WAIT (listener->fixes->len == 1);
  g_assert_cmpstr (service.desktop_id, ==, "org.lantian.Lantian");
  g_assert_cmpuint (service.level, ==, 8);
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 0).accuracy, ==, 1200);
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 0).latitude, ==, 37.8681);
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 0).longitude, ==, 113.5666);
  g_assert_cmpint (g_array_index (listener->fixes, LtFix, 0).time, ==,
                   G_GINT64_CONSTANT (1795160529250));
  stop_service (&service);
  WAIT (listener_heard (listener, "GeoClue has ended"));
  start_service (&service, bus);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FOUND);
  service.stopped = FALSE;
  lt_position_stop (listener->position);
  WAIT (service.stopped);
  listener_free (listener);
  stop_service (&service);
  g_free (service.desktop_id);
  /* The bus of this process is kept by GIO to its end, and may go without it. */
  g_test_dbus_stop (bus);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/geoclue/service", test_geoclue);
  return g_test_run ();
}
