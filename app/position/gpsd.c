/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gpsd by its JSON socket, with GIO and json-glib, and not by libgps: libgps connects and
 * reads blocking, on a thread of ours or by polling, and its structures change with every
 * version of the library; the protocol (gpsd_json(5), class TPV) has been stable for years.
 */

#include "position/line-splitter.h"
#include "position/position-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define PORT 2947
/* gpsd's longest report is 10 240 bytes (GPS_JSON_RESPONSE_MAX). */
#define MOST_LINE 16384
#define WATCH     "?WATCH={\"enable\":true,\"json\":true};\n"

typedef struct
{
  LtPosition *position; /* NULL when it is stopped */
  GCancellable *cancellable;
  GSocketConnection *connection;
  guint silence; /* source id, until it has said anything */
  LtLineSplitter lines;
  char where[128];
  char buffer[4096];
} Gpsd;

static void
clear_gpsd (gpointer data)
{
  Gpsd *self = data;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  lt_line_splitter_clear (&self->lines);
}

static void
release (Gpsd *self)
{
  g_rc_box_release_full (self, clear_gpsd);
}

static double
get_number (JsonObject *report, const char *member)
{
  JsonNode *node = json_object_get_member (report, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && (json_node_get_value_type (node) == G_TYPE_DOUBLE
                     || json_node_get_value_type (node) == G_TYPE_INT64)
             ? json_node_get_double (node)
             : NAN;
}

/* "2026-11-20T07:42:33.000Z", as gpsd writes it. */
static gboolean
get_time (JsonObject *report, gint64 *time)
{
  JsonNode *node = json_object_get_member (report, "time");
  const char *text =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  g_autoptr (GDateTime) parsed = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, NULL);

  if (parsed == NULL)
    return FALSE;
  *time = g_date_time_to_unix (parsed) * 1000 + g_date_time_get_microsecond (parsed) / 1000;
  return TRUE;
}

/* eph is the horizontal error; where gpsd cannot tell it, epx and epy are those of either
 * direction, all of them for 95 of 100 cases. */
static double
get_accuracy (JsonObject *report)
{
  double eph = get_number (report, "eph");
  double both = hypot (get_number (report, "epx"), get_number (report, "epy"));

  return eph > 0 ? eph : both > 0 ? both : 0;
}

static void
take_report (Gpsd *self, JsonObject *report)
{
  LtFix fix = { .longitude = get_number (report, "lon"),
                .latitude = get_number (report, "lat"),
                .accuracy = get_accuracy (report),
                .source = "gpsd" };

  if (!(get_number (report, "mode") >= 2) || !get_time (report, &fix.time)
      || !(fabs (fix.longitude) <= 180) || !(fabs (fix.latitude) <= 90))
    lt_position_say (self->position, _ ("gpsd answers, but the receiver has no fix yet: go under "
                                        "the open sky and wait."));
  else
    lt_position_take (self->position, &fix);
}

static gboolean
has_no_devices (JsonObject *report)
{
  JsonNode *devices = json_object_get_member (report, "devices");

  return devices != NULL && JSON_NODE_HOLDS_ARRAY (devices)
         && json_array_get_length (json_node_get_array (devices)) == 0;
}

/* Debian starts gpsd for whoever asks: that it answers is no sign of a receiver. */
static void
tell_no_receiver (Gpsd *self)
{
  const char *words = _ ("gpsd answers, but has no receiver: plug it in, or name its device in "
                         "/etc/default/gpsd.");

  if (lt_position_has_others (self->position))
    lt_position_fail (self->position, "%s", words);
  else
    lt_position_say (self->position, words);
}

static void
on_line (const char *line, gpointer user_data)
{
  Gpsd *self = user_data;
  g_autoptr (JsonNode) node =
      self->position == NULL || line == NULL ? NULL : json_from_string (line, NULL);
  JsonObject *report =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *class = report == NULL ? NULL : json_object_get_member (report, "class");
  const char *name =
      class != NULL && JSON_NODE_HOLDS_VALUE (class) ? json_node_get_string (class) : NULL;

  if (report != NULL)
    g_clear_handle_id (&self->silence, g_source_remove);
  if (g_strcmp0 (name, "TPV") == 0)
    take_report (self, report);
  else if (g_strcmp0 (name, "DEVICES") == 0 && has_no_devices (report))
    tell_no_receiver (self);
}

static void
fail (Gpsd *self, const char *why)
{
  lt_position_fail (self->position,
                    _ ("gpsd at %s does not answer: %s. Install and start gpsd, or choose another "
                       "source."),
                    self->where, why);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Gpsd *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n > 0 && self->position != NULL)
    lt_line_splitter_feed (&self->lines, self->buffer, (gsize) n, on_line, self);
  if (self->position == NULL)
    {
      release (self);
      return;
    }
  if (n <= 0)
    {
      fail (self, n == 0 ? _ ("it hung up") : error->message);
      release (self);
      return;
    }
  g_input_stream_read_async (G_INPUT_STREAM (source), self->buffer, sizeof self->buffer,
                             G_PRIORITY_LOW, self->cancellable, on_read, self);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Gpsd *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written =
      g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error);

  if (self->position == NULL || !written)
    {
      if (self->position != NULL)
        fail (self, error->message);
      release (self);
      return;
    }
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->buffer, sizeof self->buffer, G_PRIORITY_LOW, self->cancellable,
                             on_read, self);
}

static gboolean
on_silence (gpointer user_data)
{
  Gpsd *self = user_data;

  self->silence = 0;
  fail (self, _ ("it says nothing"));
  return G_SOURCE_REMOVE;
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Gpsd *self = user_data;
  g_autoptr (GError) error = NULL;

  self->connection =
      g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, &error);
  if (self->position == NULL || self->connection == NULL)
    {
      if (self->position != NULL)
        fail (self, error->message);
      release (self);
      return;
    }
  lt_position_say (self->position, _ ("gpsd answers; waiting for the first fix."));
  self->silence = g_timeout_add (lt_position_get_patience (self->position) / 3, on_silence, self);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   WATCH, strlen (WATCH), G_PRIORITY_DEFAULT, self->cancellable,
                                   on_written, self);
}

static gpointer
start (LtPosition *position, const char *where)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  Gpsd *self = g_rc_box_new0 (Gpsd);

  self->position = position;
  self->cancellable = g_cancellable_new ();
  lt_line_splitter_init (&self->lines, MOST_LINE);
  g_strlcpy (self->where, where == NULL ? "localhost" : where, sizeof self->where);
  /* A proxy for the web is none for this. */
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, self->where, PORT, self->cancellable, on_connected,
                                         g_rc_box_acquire (self));
  return self;
}

static void
stop (gpointer feed)
{
  Gpsd *self = feed;

  self->position = NULL;
  g_clear_handle_id (&self->silence, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  release (self);
}

const LtFeed lt_feed_gpsd = { "gpsd", TRUE, start, stop };
