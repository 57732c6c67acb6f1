/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/fix.h"

G_BEGIN_DECLS

/**
 * LtNmeaResult:
 * @LT_NMEA_BAD: no sentence, or its checksum or a field of it is wrong
 * @LT_NMEA_NOTHING: a sentence that ends nothing, or that is not looked at
 * @LT_NMEA_LOST: the receiver says that it does not know where it is
 * @LT_NMEA_FIX: the sentences of a time are all here
 */
typedef enum
{
  LT_NMEA_BAD,
  LT_NMEA_NOTHING,
  LT_NMEA_LOST,
  LT_NMEA_FIX,
} LtNmeaResult;

/**
 * LtNmea:
 *
 * The sentences of one time of day, gathered: RMC says date and place, GGA and GST how
 * good it is. All zero at the beginning.
 */
typedef struct
{
  gboolean has_time;
  gint64 time_of_day; /* milliseconds */
  gboolean has_place; /* of RMC */
  gint64 date;        /* milliseconds since 1970 at its beginning */
  double longitude;
  double latitude;
  double hdop;  /* of GGA; 0 for none */
  double error; /* of GST, metres, one standard deviation; 0 for none */
} LtNmea;

LtNmeaResult lt_nmea_take (LtNmea *self, const char *sentence, LtFix *fix);
gboolean lt_nmea_end (LtNmea *self, LtFix *fix);

G_END_DECLS
