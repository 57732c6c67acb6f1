/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/gcj02.h"

#include <math.h>

/* The formulas are those that became public with the "China shift" library
 * (ChinaMapShift, 2013); semi-axis and eccentricity are Krassovsky's of 1940.
 * No authority has published them; map services agree to about 1e-6 degree. */
#define SEMI_AXIS    6378245.0
#define ECCENTRICITY 0.00669342162296594323 /* squared */
#define BAIDU_PI     (G_PI * 3000.0 / 180.0)

#define PRECISION 1e-11 /* degrees; a micrometre */
#define MAX_TURNS 50

typedef void (*Shift) (double *longitude, double *latitude);

static gboolean
is_in_china (double longitude, double latitude)
{
  return longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;
}

/* What both offsets share: x east of 105° E, in degrees. */
static double
short_waves (double x)
{
  return (20.0 * sin (6.0 * x * G_PI) + 20.0 * sin (2.0 * x * G_PI)) * 2.0 / 3.0;
}

static double
offset_latitude (double x, double y)
{
  return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x))
         + short_waves (x) + (20.0 * sin (y * G_PI) + 40.0 * sin (y / 3.0 * G_PI)) * 2.0 / 3.0
         + (160.0 * sin (y / 12.0 * G_PI) + 320.0 * sin (y * G_PI / 30.0)) * 2.0 / 3.0;
}

static double
offset_longitude (double x, double y)
{
  return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) + short_waves (x)
         + (20.0 * sin (x * G_PI) + 40.0 * sin (x / 3.0 * G_PI)) * 2.0 / 3.0
         + (150.0 * sin (x / 12.0 * G_PI) + 300.0 * sin (x / 30.0 * G_PI)) * 2.0 / 3.0;
}

static void
shift_to_gcj02 (double *longitude, double *latitude)
{
  double radians = *latitude * G_PI / 180.0;
  double magic = 1.0 - ECCENTRICITY * sin (radians) * sin (radians);
  double north = offset_latitude (*longitude - 105.0, *latitude - 35.0);
  double east = offset_longitude (*longitude - 105.0, *latitude - 35.0);
  double per_north = SEMI_AXIS * (1.0 - ECCENTRICITY) / (magic * sqrt (magic)) * G_PI / 180.0;
  double per_east = SEMI_AXIS / sqrt (magic) * cos (radians) * G_PI / 180.0;

  *longitude += east / per_east;
  *latitude += north / per_north;
}

static void
shift_to_bd09 (double *longitude, double *latitude)
{
  double radius = hypot (*longitude, *latitude) + 0.00002 * sin (*latitude * BAIDU_PI);
  double angle = atan2 (*latitude, *longitude) + 0.000003 * cos (*longitude * BAIDU_PI);

  *longitude = radius * cos (angle) + 0.0065;
  *latitude = radius * sin (angle) + 0.006;
}

/* The shift changes by less than 2 % of the distance moved, so that walking
 * back what is left over converges quickly. The published inverse formulas are
 * only good to some metres. */
static void
invert (Shift shift, double *longitude, double *latitude)
{
  double x = *longitude;
  double y = *latitude;

  for (int turn = 0; turn < MAX_TURNS; turn++)
    {
      double there_x = x;
      double there_y = y;

      shift (&there_x, &there_y);
      x += *longitude - there_x;
      y += *latitude - there_y;
      if (fabs (*longitude - there_x) < PRECISION && fabs (*latitude - there_y) < PRECISION)
        break;
    }
  *longitude = x;
  *latitude = y;
}

void
lt_gcj02_from_wgs84 (double *longitude, double *latitude)
{
  if (is_in_china (*longitude, *latitude))
    shift_to_gcj02 (longitude, latitude);
}

void
lt_gcj02_to_wgs84 (double *longitude, double *latitude)
{
  if (is_in_china (*longitude, *latitude))
    invert (shift_to_gcj02, longitude, latitude);
}

void
lt_bd09_from_wgs84 (double *longitude, double *latitude)
{
  if (!is_in_china (*longitude, *latitude))
    return;
  shift_to_gcj02 (longitude, latitude);
  shift_to_bd09 (longitude, latitude);
}

void
lt_bd09_to_wgs84 (double *longitude, double *latitude)
{
  if (!is_in_china (*longitude, *latitude))
    return;
  invert (shift_to_bd09, longitude, latitude);
  invert (shift_to_gcj02, longitude, latitude);
}
