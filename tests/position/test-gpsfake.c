/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Debian's gpsd, driven by gpsfake over a drive that is made here. */

#include "gps-faker.h"

#include "position/position.h"

#define LIMIT_MS 60000
#define WANTED   20

static gboolean
on_limit (gpointer unused)
{
  g_error ("gpsd has not told of the drive");
  return G_SOURCE_REMOVE;
}

static void
on_fix (LtPosition *position, const LtFix *fix, GArray *fixes)
{
  g_array_append_val (fixes, *fix);
}

/* Northward, 0.0002° a second: each fix is where the drive was at its time. */
static void
test_drive (void)
{
  g_autoptr (LtPosition) position = NULL;
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (LtFix));
  g_autoptr (GString) nmea = g_string_new (NULL);
  g_autoptr (GpsFaker) faker = NULL;
  guint limit;

  if (!gps_faker_is_there ())
    {
      g_test_skip ("gpsfake is not installed (gpsd, gpsd-clients)");
      return;
    }
  for (int i = 0; i < 600; i++)
    gps_faker_append (nmea, i, 113.5625, 37.8 + i * 0.0002);
  faker = gps_faker_start (nmea->str, 0.02);
  position = lt_position_new ();
  lt_position_set_waits (position, 50, 200);
  g_signal_connect (position, "fix", G_CALLBACK (on_fix), fixes);
  lt_position_start (position, LT_SOURCE_GPSD, faker->where);
  limit = g_timeout_add (LIMIT_MS, on_limit, NULL);
  while (fixes->len < WANTED)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  for (guint i = 0; i < fixes->len; i++)
    {
      const LtFix *fix = &g_array_index (fixes, LtFix, i);
      /* 2026-11-20T07:42:00Z */
      gint64 ms = fix->time - G_GINT64_CONSTANT (1795160520000);

      g_assert_cmpint (ms, >=, 0);
      g_assert_cmpfloat_with_epsilon (fix->latitude, 37.8 + (double) ms / 1000 * 0.0002, 1e-6);
      g_assert_cmpfloat_with_epsilon (fix->longitude, 113.5625, 1e-6);
      g_assert_cmpfloat (fix->accuracy, >, 0);
      g_assert_cmpstr (fix->source, ==, "gpsd");
    }
  lt_position_stop (position);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/gpsfake/drive", test_drive);
  return g_test_run ();
}
