/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentences are the examples of Dale DePriest's "NMEA data" (RMC, GGA) and of Trimble's
 * manual (GST); what they say is computed by hand. */

#include "position/nmea.h"

#include <math.h>
#include <string.h>

#define RMC "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A"
#define GGA "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47"
#define GST "$GPGST,172814.0,0.006,0.023,0.020,273.6,0.023,0.020,0.031*6A"

/* 1994-03-23T12:35:19Z */
#define RMC_TIME (G_GINT64_CONSTANT (764426119) * 1000)

static char *
sign (const char *body)
{
  guint8 sum = 0;

  for (const char *at = body; *at != '\0'; at++)
    sum ^= (guint8) *at;
  return g_strdup_printf ("$%s*%02X", body, sum);
}

static LtNmeaResult
take (LtNmea *nmea, const char *body, LtFix *fix)
{
  g_autofree char *sentence = sign (body);

  return lt_nmea_take (nmea, sentence, fix);
}

static void
test_published (void)
{
  LtNmea nmea = { 0 };
  LtFix fix = { 0 };

  g_assert_cmpint (lt_nmea_take (&nmea, RMC, &fix), ==, LT_NMEA_NOTHING);
  g_assert_cmpint (lt_nmea_take (&nmea, GGA, &fix), ==, LT_NMEA_NOTHING);
  /* Another time ends the one before it. */
  g_assert_cmpint (lt_nmea_take (&nmea, GST, &fix), ==, LT_NMEA_FIX);
  g_assert_cmpint (fix.time, ==, RMC_TIME);
  g_assert_cmpfloat_with_epsilon (fix.latitude, 48 + 7.038 / 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (fix.longitude, 11 + 31.0 / 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (fix.accuracy, 9, 1e-9);
  /* GST's fields 6 and 7: the deviations of latitude and longitude. */
  g_assert_cmpfloat_with_epsilon (nmea.error, 0.030479501, 1e-9);
}

/* South and west are negative; GST of the same time counts more than GGA's dilution. */
static void
test_sides (void)
{
  LtNmea nmea = { 0 };
  LtFix fix = { 0 };

  take (&nmea, "GNGGA,000001.50,3330.0000,S,07040.0000,W,1,08,2.5,545.4,M,46.9,M,,", &fix);
  take (&nmea, "GNGST,000001.50,,,,,3.0,4.0,9.0", &fix);
  take (&nmea, "GNRMC,000001.50,A,3330.0000,S,07040.0000,W,0.0,0.0,010126,,,A", &fix);
  g_assert_true (lt_nmea_end (&nmea, &fix));
  g_assert_cmpfloat_with_epsilon (fix.latitude, -33.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (fix.longitude, -(70 + 40.0 / 60), 1e-9);
  g_assert_cmpfloat_with_epsilon (fix.accuracy, 10, 1e-9);
  /* 2026-01-01T00:00:01.5Z */
  g_assert_cmpint (fix.time, ==, G_GINT64_CONSTANT (1767225601500));
  g_assert_false (lt_nmea_end (&nmea, &fix));
}

/* Without RMC the day is not known. */
static void
test_no_date (void)
{
  LtNmea nmea = { 0 };
  LtFix fix = { 0 };

  g_assert_cmpint (lt_nmea_take (&nmea, GGA, &fix), ==, LT_NMEA_NOTHING);
  g_assert_cmpint (take (&nmea, "GPGGA,123520,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,",
                         &fix),
                   ==, LT_NMEA_NOTHING);
  g_assert_false (lt_nmea_end (&nmea, &fix));
}

static void
test_lost (void)
{
  LtNmea nmea = { 0 };
  LtFix fix = { 0 };

  g_assert_cmpint (take (&nmea, "GPRMC,123519,V,,,,,,,230394,,,N", &fix), ==, LT_NMEA_LOST);
  g_assert_cmpint (take (&nmea, "GPGGA,123519,,,,,0,00,99.99,,,,,,", &fix), ==, LT_NMEA_LOST);
}

static void
test_bad (void)
{
  const char *const wrong[] = {
    "",
    "$",
    "$GPRMC",
    "GPRMC,123519,A*6A",
    /* a figure is another one */
    "$GPRMC,123519,A,4807.039,N,01131.000,E,022.4,084.4,230394,003.1,W*6A",
    "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W",
    "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6",
    "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A ",
  };
  const char *const signed_wrong[] = {
    "GPRMC,243519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,4860.000,N,01131.000,E,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,9100.000,N,01131.000,E,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,4807.038,E,01131.000,N,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,4807.038,N,18131.000,E,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,300294,003.1,W",
    "GPRMC,123519,A,4807.038,N,01131.000,E",
    "GPRMC,123519,A,nan,N,01131.000,E,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,-807.038,N,01131.000,E,022.4,084.4,230394,003.1,W",
    "GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,,003.1,W",
  };
  LtNmea nmea = { 0 };
  LtFix fix = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (lt_nmea_take (&nmea, wrong[i], &fix), ==, LT_NMEA_BAD);
  for (gsize i = 0; i < G_N_ELEMENTS (signed_wrong); i++)
    g_assert_cmpint (take (&nmea, signed_wrong[i], &fix), ==, LT_NMEA_BAD);
  g_assert_false (lt_nmea_end (&nmea, &fix));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/nmea/published", test_published);
  g_test_add_func ("/position/nmea/sides", test_sides);
  g_test_add_func ("/position/nmea/no-date", test_no_date);
  g_test_add_func ("/position/nmea/lost", test_lost);
  g_test_add_func ("/position/nmea/bad", test_bad);
  return g_test_run ();
}
