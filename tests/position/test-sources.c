/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gpsd and NMEA, played by the test: a socket that speaks as gpsd does, files and a pipe with
 * sentences. */

#include "listener.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
append_signed (GString *text, const char *body)
{
  guint8 sum = 0;

  for (const char *at = body; *at != '\0'; at++)
    sum ^= (guint8) *at;
  g_string_append_printf (text, "$%s*%02X\r\n", body, sum);
}

static void
append_second (GString *text, int second, double minutes)
{
  g_autofree char *rmc =
      g_strdup_printf ("GPRMC,0742%02d.00,A,37%07.4f,N,11334.0000,E,20.0,0.0,201126,,,A", second,
                       minutes);
  g_autofree char *gga =
      g_strdup_printf ("GPGGA,0742%02d.00,37%07.4f,N,11334.0000,E,1,08,0.8,700.0,M,-20.0,M,,",
                       second, minutes);

  append_signed (text, gga);
  append_signed (text, rmc);
}

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Every second of the file in its turn, one of them 100 km off. */
static void
test_nmea_file (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (GString) text = g_string_new ("no sentence\r\n$GPRMC,wrong*00\r\n");
  g_autofree char *path = NULL;

  for (int i = 0; i < 20; i++)
    append_second (text, i, i == 10 ? 6 : 52 + i * 0.01);
  path = write_file ("place-test.nmea", text->str);
  lt_position_start (listener->position, LT_SOURCE_NMEA, path);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_ENDED);
  g_assert_cmpuint (listener->fixes->len, ==, 19);
  g_assert_true (listener_heard (listener, "jumped"));
  for (guint i = 0; i < listener->fixes->len; i++)
    {
      const LtFix *fix = &g_array_index (listener->fixes, LtFix, i);
      guint second = i < 10 ? i : i + 1;

      g_assert_cmpfloat_with_epsilon (fix->latitude, 37 + (52 + second * 0.01) / 60, 1e-9);
      g_assert_cmpfloat_with_epsilon (fix->longitude, 113 + 34.0 / 60, 1e-9);
      g_assert_cmpfloat_with_epsilon (fix->accuracy, 8, 1e-9);
      /* 2026-11-20T07:42:00Z */
      g_assert_cmpint (fix->time, ==, (G_GINT64_CONSTANT (1795160520) + second) * 1000);
      g_assert_cmpstr (fix->source, ==, "NMEA");
    }
  g_unlink (path);
}

/* What is no file of sentences is said, once, however often it is tried. */
static void
test_nmea_wrong (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autofree char *path = write_file ("place-test.txt", "a,b,c\n1,2,3\n");

  lt_position_start (listener->position, LT_SOURCE_NMEA, path);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FAILED);
  g_assert_true (listener_heard (listener, path));
  g_assert_cmpuint (listener->fixes->len, ==, 0);
  lt_position_start (listener->position, LT_SOURCE_NMEA, "/nowhere/ttyUSB0");
  WAIT (listener_heard (listener, "/nowhere/ttyUSB0"));
  g_unlink (path);
}

/* A receiver on a line, pulled out and plugged in again. */
static void
test_nmea_device (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "place-test-line", NULL);
  guint before;
  int line;

  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  line = open (path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  lt_position_start (listener->position, LT_SOURCE_NMEA, path);
  append_second (text, 0, 52);
  append_second (text, 1, 52);
  g_assert_cmpint (write (line, text->str, text->len), ==, (gssize) text->len);
  WAIT (listener->fixes->len == 1);
  close (line);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FAILED);
  g_assert_true (listener_heard (listener, "it is gone"));
  before = listener->fixes->len;
  line = open (path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  g_string_truncate (text, 0);
  append_second (text, 30, 52);
  append_second (text, 31, 52);
  g_assert_cmpint (write (line, text->str, text->len), ==, (gssize) text->len);
  WAIT (listener->fixes->len > before);
  g_assert_cmpint (lt_position_get_state (listener->position), ==, LT_POSITION_FOUND);
  lt_position_stop (listener->position);
  g_assert_cmpint (lt_position_get_state (listener->position), ==, LT_POSITION_OFF);
  close (line);
  g_unlink (path);
}

/* ---- gpsd ---------------------------------------------------------------------- */

typedef struct
{
  GSocketService *service;
  guint16 port;
  GPtrArray *connections;
  const char *speech;
} Daemon;

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *from, Daemon *daemon)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_ptr_array_add (daemon->connections, g_object_ref (connection));
  g_assert_true (
      g_output_stream_write_all (out, daemon->speech, strlen (daemon->speech), NULL, NULL, NULL));
  return TRUE;
}

static void
start_daemon (Daemon *self, const char *speech, guint16 port)
{
  self->service = g_socket_service_new ();
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->speech = speech;
  self->port = port;
  if (port == 0)
    self->port =
        g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  else
    g_assert_true (
        g_socket_listener_add_inet_port (G_SOCKET_LISTENER (self->service), port, NULL, NULL));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
}

static void
stop_daemon (Daemon *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  for (guint i = 0; i < self->connections->len; i++)
    g_io_stream_close (g_ptr_array_index (self->connections, i), NULL, NULL);
  g_ptr_array_unref (self->connections);
  g_object_unref (self->service);
}

#define VERSION "{\"class\":\"VERSION\",\"release\":\"3.22\",\"proto_major\":3}\r\n"
/* As Debian's gpsd 3.22 wrote it, but for the accuracy in the second. */
#define TPV                                                                                        \
  "{\"class\":\"TPV\",\"device\":\"/dev/pts/1\",\"mode\":3,\"time\":\"2026-11-20T07:42:09.000Z\"," \
  "\"ept\":0.005,\"lat\":37.868166667,\"lon\":113.566666667,\"alt\":700.0,\"eph\":17.100}\r\n"     \
  "{\"class\":\"TPV\",\"mode\":2,\"time\":\"2026-11-20T07:42:10.500Z\",\"lat\":37.868166667,"      \
  "\"lon\":113.566666667,\"epx\":3.0,\"epy\":4.0}\r\n"
#define NOISE                                                                                      \
  "{\"class\":\"TPV\",\"mode\":1}\r\n{\"class\":\"TPV\",\"mode\":3,\"lat\":\"x\",\"lon\":[]}\r\n"  \
  "[1,2]\r\n{}\r\n{\"class\":7}\r\nnonsense\r\n"

static void
test_gpsd (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autofree char *where = NULL;
  Daemon daemon;
  guint16 port;

  start_daemon (&daemon, VERSION NOISE TPV, 0);
  port = daemon.port;
  where = g_strdup_printf ("127.0.0.1:%u", port);
  lt_position_start (listener->position, LT_SOURCE_GPSD, where);
  WAIT (listener->fixes->len == 2);
  g_assert_true (listener_heard (listener, "no fix yet"));
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 0).latitude, ==, 37.868166667);
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 0).longitude, ==, 113.566666667);
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 0).accuracy, ==, 17.1);
  g_assert_cmpint (g_array_index (listener->fixes, LtFix, 0).time, ==,
                   G_GINT64_CONSTANT (1795160529) * 1000);
  g_assert_cmpfloat (g_array_index (listener->fixes, LtFix, 1).accuracy, ==, 5);
  g_assert_cmpint (g_array_index (listener->fixes, LtFix, 1).time, ==,
                   G_GINT64_CONSTANT (1795160530500));
  /* The daemon ends, and is started again. */
  stop_daemon (&daemon);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FAILED);
  g_assert_true (listener_heard (listener, where));
  start_daemon (&daemon, VERSION TPV, port);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FOUND
        || lt_position_is_held (listener->position));
  lt_position_stop (listener->position);
  stop_daemon (&daemon);
}

/* As long as the receiver tells, what it told may be written down, and no longer. */
static void
test_silent_receiver (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autofree char *where = NULL;
  Daemon daemon;

  start_daemon (&daemon, VERSION TPV, 0);
  where = g_strdup_printf ("127.0.0.1:%u", daemon.port);
  lt_position_set_patience (listener->position, 300);
  lt_position_start (listener->position, LT_SOURCE_GPSD, where);
  WAIT (listener->fixes->len == 2);
  g_assert_nonnull (lt_position_get_usable (listener->position));
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_SEARCHING);
  g_assert_true (listener_heard (listener, "No position for"));
  g_assert_nonnull (lt_position_get_fix (listener->position));
  g_assert_null (lt_position_get_usable (listener->position));
  stop_daemon (&daemon);
}

/* A daemon without a receiver, and one without a word, lead on to the next source. */
static void
test_any (void)
{
  static const char *const speeches[] = {
    VERSION "{\"class\":\"DEVICES\"}\r\n{\"class\":\"DEVICES\",\"devices\":[]}\r\n", ""
  };
  static const char *const words[] = { "has no receiver", "it says nothing" };

  for (guint i = 0; i < G_N_ELEMENTS (speeches); i++)
    {
      g_autoptr (Listener) listener = listener_new ();
      g_autofree char *where = NULL;
      Daemon daemon;

      start_daemon (&daemon, speeches[i], 0);
      where = g_strdup_printf ("127.0.0.1:%u", daemon.port);
      lt_position_set_patience (listener->position, 300);
      lt_position_start (listener->position, LT_SOURCE_ANY, where);
      /* Both are said when GeoClue, which is not there, has failed too. */
      WAIT (lt_position_get_state (listener->position) == LT_POSITION_FAILED);
      g_assert_true (listener_heard (listener, words[i]));
      g_assert_true (listener_heard (listener, "GeoClue"));
      stop_daemon (&daemon);
    }
}

static gboolean
on_paint (gpointer n)
{
  ++*(guint *) n;
  return G_SOURCE_CONTINUE;
}

/* A device that is never silent keeps nothing else waiting, and is given up. */
static void
test_flood (void)
{
  g_autoptr (Listener) listener = listener_new ();
  guint n = 0;
  /* GDK paints at this priority. */
  guint source = g_timeout_add_full (G_PRIORITY_HIGH_IDLE + 20, 5, on_paint, &n, NULL);

  lt_position_start (listener->position, LT_SOURCE_NMEA, "/dev/zero");
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FAILED);
  WAIT (n > 20);
  g_source_remove (source);
}

/* The file is named with the line, what was right before is played, and it is played once. */
static void
test_broken_file (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;

  append_second (text, 0, 52);
  append_second (text, 1, 52);
  for (int i = 0; i < 40; i++)
    g_string_append (text, "a,b,c\r\n");
  append_second (text, 2, 52);
  path = write_file ("place-broken.nmea", text->str);
  lt_position_start (listener->position, LT_SOURCE_NMEA, path);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_ENDED);
  g_assert_true (listener_heard (listener, path));
  /* Four sentences, and the thirtieth that is none. */
  g_assert_true (listener_heard (listener, "line 34"));
  g_assert_cmpuint (listener->fixes->len, ==, 1);
  g_unlink (path);
}

static gboolean
on_ended (gpointer ended)
{
  *(gboolean *) ended = TRUE;
  return G_SOURCE_REMOVE;
}

/* Nobody is there: said once, and tried again and again without a word more. */
static void
test_nobody (void)
{
  g_autoptr (Listener) listener = listener_new ();
  g_autofree char *where = NULL;
  Daemon daemon;
  gboolean ended = FALSE;
  guint said;

  start_daemon (&daemon, "", 0);
  where = g_strdup_printf ("127.0.0.1:%u", daemon.port);
  stop_daemon (&daemon);
  lt_position_start (listener->position, LT_SOURCE_GPSD, where);
  WAIT (lt_position_get_state (listener->position) == LT_POSITION_FAILED);
  said = listener->said->len;
  /* Waits of 10, 20, 40, 40 ms: it was tried again several times meanwhile. */
  g_timeout_add_full (G_PRIORITY_LOW, 300, on_ended, &ended, NULL);
  WAIT (ended);
  g_assert_cmpuint (listener->said->len, ==, said);
}

static void
test_parse (void)
{
  LtPositionSource source;
  g_autofree char *where = NULL;

  g_assert_true (lt_position_parse_source ("gpsd:192.0.2.7:2947", &source, &where));
  g_assert_cmpint (source, ==, LT_SOURCE_GPSD);
  g_assert_cmpstr (where, ==, "192.0.2.7:2947");
  g_clear_pointer (&where, g_free);
  g_assert_true (lt_position_parse_source ("nmea:/dev/ttyUSB0", &source, &where));
  g_assert_cmpint (source, ==, LT_SOURCE_NMEA);
  g_assert_cmpstr (where, ==, "/dev/ttyUSB0");
  g_clear_pointer (&where, g_free);
  g_assert_true (lt_position_parse_source ("any", &source, &where));
  g_assert_null (where);
  g_assert_false (lt_position_parse_source ("nmea:", &source, &where));
  g_assert_false (lt_position_parse_source ("galileo", &source, &where));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/sources/parse", test_parse);
  g_test_add_func ("/position/sources/nmea-file", test_nmea_file);
  g_test_add_func ("/position/sources/nmea-wrong", test_nmea_wrong);
  g_test_add_func ("/position/sources/nmea-device", test_nmea_device);
  g_test_add_func ("/position/sources/gpsd", test_gpsd);
  g_test_add_func ("/position/sources/silent-receiver", test_silent_receiver);
  g_test_add_func ("/position/sources/any", test_any);
  g_test_add_func ("/position/sources/flood", test_flood);
  g_test_add_func ("/position/sources/broken-file", test_broken_file);
  g_test_add_func ("/position/sources/nobody", test_nobody);
  return g_test_run ();
}
