/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LtFix:
 * @time: when, in milliseconds since 1970 (UTC), by the clock of the receiver
 * @longitude: degrees of CGCS2000. Receivers tell WGS-84, which agrees with it to a few
 *   centimetres (geo/datum.c); none of the sources tells GCJ-02
 * @latitude: the same
 * @accuracy: radius in metres within which it lies in about 95 of 100 cases; 0 where the
 *   source does not say
 * @source: "gpsd", "GeoClue" or "NMEA"
 *
 * Where the laptop was at a time.
 */
typedef struct
{
  gint64 time;
  double longitude;
  double latitude;
  double accuracy;
  const char *source;
} LtFix;

#define LT_TYPE_FIX (lt_fix_get_type ())
GType lt_fix_get_type (void);

LtFix *lt_fix_copy (const LtFix *self);
char *lt_fix_say_accuracy (const LtFix *self);
char *lt_fix_describe (const LtFix *self, gint64 now);

G_END_DECLS
