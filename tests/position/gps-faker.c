/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gps-faker.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/**
 * gps_faker_is_there:
 *
 * Returns: whether it can be run here; in CI it must be there
 */
gboolean
gps_faker_is_there (void)
{
  g_autofree char *fake = g_find_program_in_path ("gpsfake");
  g_autofree char *daemon = g_find_program_in_path ("gpsd");

  if (daemon == NULL && g_file_test ("/usr/sbin/gpsd", G_FILE_TEST_IS_EXECUTABLE))
    daemon = g_strdup ("/usr/sbin/gpsd");
  if (fake != NULL && daemon != NULL)
    return TRUE;
  g_assert_null (g_getenv ("CI"));
  return FALSE;
}

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  g_assert_cmpuint (port, >, 0);
  return port;
}

/* A group of its own, so that its gpsd ends with it. */
static void
begin_group (gpointer unused)
{
  setpgid (0, 0);
}

/**
 * gps_faker_start:
 * @nmea: what the receiver says
 * @seconds_a_sentence: how long each sentence takes; there are two a second of the drive
 *
 * Returns: (transfer full): a gpsd that is being started
 */
GpsFaker *
gps_faker_start (const char *nmea, double seconds_a_sentence)
{
  GpsFaker *self = g_new0 (GpsFaker, 1);
  guint16 port = find_port ();
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  char cycle[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *path =
      g_strdup_printf ("%s:/usr/sbin:/sbin", g_environ_getenv (environment, "PATH"));
  const char *arguments[] = {
    "gpsfake", "-1", "-q", "-n", "-c", cycle, "-P", port_text, NULL, NULL
  };
  int file = g_file_open_tmp ("drive-XXXXXX.nmea", &self->file, &error);

  g_assert_no_error (error);
  close (file);
  g_assert_true (g_file_set_contents (self->file, nmea, -1, NULL));
  /* gpsd gives up its rights, and reads only the line that gpsfake makes. */
  g_chmod (self->file, 0644);
  g_ascii_formatd (cycle, sizeof cycle, "%g", seconds_a_sentence);
  arguments[8] = self->file;
  environment = g_environ_setenv (environment, "PATH", path, TRUE);
  g_assert_true (g_spawn_async (NULL, (char **) arguments, environment,
                                G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                                    | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                                begin_group, NULL, &self->pid, &error));
  g_assert_no_error (error);
  self->where = g_strdup_printf ("127.0.0.1:%u", port);
  return self;
}

/**
 * gps_faker_stop:
 * @self: (transfer full): a gpsd that runs, or has ended
 */
void
gps_faker_stop (GpsFaker *self)
{
  kill (-self->pid, SIGKILL);
  waitpid (self->pid, NULL, 0);
  g_unlink (self->file);
  g_free (self->file);
  g_free (self->where);
  g_free (self);
}

static void
append_signed (GString *nmea, const char *body)
{
  guint8 sum = 0;

  for (const char *at = body; *at != '\0'; at++)
    sum ^= (guint8) *at;
  g_string_append_printf (nmea, "$%s*%02X\r\n", body, sum);
}

/**
 * gps_faker_append:
 * @nmea: what the receiver says
 * @second: after 15:42:00 of 2026-11-20, civil time
 * @longitude: east, degrees
 * @latitude: north, degrees
 *
 * Adds GGA, with a dilution of 0.9, and RMC of that second.
 */
void
gps_faker_append (GString *nmea, int second, double longitude, double latitude)
{
  g_autofree char *time = g_strdup_printf ("%02d%02d%02d.00", 7 + (42 * 60 + second) / 3600,
                                           (42 * 60 + second) / 60 % 60, second % 60);
  g_autofree char *place = g_strdup_printf ("%02d%09.6f,N,%03d%09.6f,E", (int) latitude,
                                            60 * (latitude - floor (latitude)), (int) longitude,
                                            60 * (longitude - floor (longitude)));
  g_autofree char *gga = g_strdup_printf ("GPGGA,%s,%s,1,08,0.9,700.0,M,-20.0,M,,", time, place);
  g_autofree char *rmc = g_strdup_printf ("GPRMC,%s,A,%s,20.0,0.0,201126,,,A", time, place);

  append_signed (nmea, gga);
  append_signed (nmea, rmc);
}
