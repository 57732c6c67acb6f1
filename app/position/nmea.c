/* SPDX-License-Identifier: GPL-3.0-or-later */

/* NMEA 0183 sentences, strictly: what has no right checksum is not read. No library of
 * Debian 12 for C parses them (gpsd's parser is inside of its daemon). The fields are those
 * of "NMEA Revealed" (gpsd.io/NMEA.html): RMC, GGA and GST. */

#include "position/nmea.h"

#include <math.h>
#include <string.h>

#define MOST_FIELDS 24
/* Horizontal error of a receiver with one frequency and a horizontal dilution of one,
 * metres, in 95 of 100 cases: twice its user-equivalent range error of about 5 m. */
#define ERROR_OF_HDOP 10.0

/* Whether it is "$…*hh" with the right sum; the text between is copied to @body. */
static gboolean
check_sum (const char *sentence, char *body, gsize room)
{
  const char *star = strrchr (sentence, '*');
  gsize size = star == NULL ? 0 : (gsize) (star - sentence);
  guint8 sum = 0;

  if (size < 7 || size > room || sentence[0] != '$' || strlen (star) != 3
      || !g_ascii_isxdigit (star[1]) || !g_ascii_isxdigit (star[2]))
    return FALSE;
  for (gsize i = 1; i < size; i++)
    sum ^= (guint8) sentence[i];
  memcpy (body, sentence + 1, size - 1);
  body[size - 1] = '\0';
  return sum == g_ascii_xdigit_value (star[1]) * 16 + g_ascii_xdigit_value (star[2]);
}

static guint
split (char *body, const char *fields[MOST_FIELDS])
{
  guint n = 0;

  for (char *at = body; at != NULL && n < MOST_FIELDS; n++)
    {
      char *comma = strchr (at, ',');

      if (comma != NULL)
        *comma++ = '\0';
      fields[n] = at;
      at = comma;
    }
  return n;
}

/* Only figures and one point. */
static gboolean
parse_number (const char *text, double *number)
{
  char *end;

  if (*text == '\0' || strspn (text, "0123456789.") != strlen (text))
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0';
}

static gboolean
parse_two (const char *text, int *number)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  *number = 10 * (text[0] - '0') + text[1] - '0';
  return TRUE;
}

/* "123519.00"; a leap second is the last of its minute. */
static gboolean
parse_time (const char *text, gint64 *ms)
{
  int hour, minute;
  double seconds;

  if (strlen (text) < 6 || !parse_two (text, &hour) || !parse_two (text + 2, &minute)
      || !parse_number (text + 4, &seconds) || hour > 23 || minute > 59 || seconds >= 61)
    return FALSE;
  *ms = (hour * 60 + minute) * G_GINT64_CONSTANT (60000) + (gint64) (MIN (seconds, 59.999) * 1000);
  return TRUE;
}

/* "230394"; receivers are no older than the system, which began in 1980. */
static gboolean
parse_date (const char *text, gint64 *ms)
{
  int day, month, year;
  g_autoptr (GDateTime) date = NULL;

  if (strlen (text) != 6 || !parse_two (text, &day) || !parse_two (text + 2, &month)
      || !parse_two (text + 4, &year))
    return FALSE;
  date = g_date_time_new_utc (year + (year >= 80 ? 1900 : 2000), month, day, 0, 0, 0);
  if (date == NULL)
    return FALSE;
  *ms = g_date_time_to_unix (date) * 1000;
  return TRUE;
}

/* "4807.038" and "N": whole degrees, then minutes of two figures. */
static gboolean
parse_angle (const char *text, const char *side, const char *sides, double most, double *degrees)
{
  const char *point = strchr (text, '.');
  gsize whole = point == NULL ? strlen (text) : (gsize) (point - text);
  double number, minutes;

  if (whole < 3 || strlen (side) != 1 || strchr (sides, side[0]) == NULL
      || !parse_number (text, &number))
    return FALSE;
  *degrees = floor (number / 100);
  minutes = number - 100 * *degrees;
  *degrees += minutes / 60;
  if (minutes >= 60 || *degrees > most)
    return FALSE;
  if (side[0] == sides[1])
    *degrees = -*degrees;
  return TRUE;
}

static gboolean
parse_place (const char *const fields[4], double *longitude, double *latitude)
{
  return parse_angle (fields[0], fields[1], "NS", 90, latitude)
         && parse_angle (fields[2], fields[3], "EW", 180, longitude);
}

/* A time that is another one ends what was gathered.
 *
 * Returns: whether that is a fix */
static gboolean
begin (LtNmea *self, gint64 time_of_day, LtFix *fix)
{
  gboolean ended = FALSE;

  if (self->has_time && self->time_of_day != time_of_day)
    ended = lt_nmea_end (self, fix);
  self->has_time = TRUE;
  self->time_of_day = time_of_day;
  return ended;
}

static LtNmeaResult
take_rmc (LtNmea *self, const char *const *fields, guint n, LtFix *fix)
{
  double longitude, latitude;
  gint64 time_of_day, date;
  gboolean ended;

  if (n >= 10 && strcmp (fields[2], "V") == 0)
    return LT_NMEA_LOST;
  if (n < 10 || strcmp (fields[2], "A") != 0 || !parse_time (fields[1], &time_of_day)
      || !parse_date (fields[9], &date) || !parse_place (fields + 3, &longitude, &latitude))
    return LT_NMEA_BAD;
  ended = begin (self, time_of_day, fix);
  self->has_place = TRUE;
  self->date = date;
  self->longitude = longitude;
  self->latitude = latitude;
  return ended ? LT_NMEA_FIX : LT_NMEA_NOTHING;
}

static LtNmeaResult
take_gga (LtNmea *self, const char *const *fields, guint n, LtFix *fix)
{
  double longitude, latitude, hdop = 0; /* 0: not said */
  gint64 time_of_day;
  gboolean ended;

  if (n >= 9 && strcmp (fields[6], "0") == 0)
    return LT_NMEA_LOST;
  if (n < 9 || !parse_time (fields[1], &time_of_day)
      || !parse_place (fields + 2, &longitude, &latitude)
      || (*fields[8] != '\0' && !parse_number (fields[8], &hdop)))
    return LT_NMEA_BAD;
  ended = begin (self, time_of_day, fix);
  self->hdop = hdop;
  return ended ? LT_NMEA_FIX : LT_NMEA_NOTHING;
}

static LtNmeaResult
take_gst (LtNmea *self, const char *const *fields, guint n, LtFix *fix)
{
  double north, east;
  gint64 time_of_day;
  gboolean ended;

  if (n < 8 || !parse_time (fields[1], &time_of_day))
    return LT_NMEA_BAD;
  if (*fields[6] == '\0' && *fields[7] == '\0')
    return LT_NMEA_NOTHING;
  if (!parse_number (fields[6], &north) || !parse_number (fields[7], &east))
    return LT_NMEA_BAD;
  ended = begin (self, time_of_day, fix);
  self->error = hypot (north, east);
  return ended ? LT_NMEA_FIX : LT_NMEA_NOTHING;
}

/**
 * lt_nmea_take:
 * @self: what was gathered
 * @sentence: a line
 * @fix: (out): set with %LT_NMEA_FIX: the fix of the time before that of @sentence
 *
 * Returns: what came of it
 */
LtNmeaResult
lt_nmea_take (LtNmea *self, const char *sentence, LtFix *fix)
{
  char body[128];
  const char *fields[MOST_FIELDS];
  guint n;

  if (!check_sum (sentence, body, sizeof body))
    return LT_NMEA_BAD;
  n = split (body, fields);
  if (strlen (fields[0]) != 5)
    return LT_NMEA_NOTHING;
  if (strcmp (fields[0] + 2, "RMC") == 0)
    return take_rmc (self, fields, n, fix);
  if (strcmp (fields[0] + 2, "GGA") == 0)
    return take_gga (self, fields, n, fix);
  if (strcmp (fields[0] + 2, "GST") == 0)
    return take_gst (self, fields, n, fix);
  return LT_NMEA_NOTHING;
}

/**
 * lt_nmea_end:
 * @self: what was gathered; nothing afterwards
 * @fix: (out): set where that is a fix
 *
 * Returns: whether it is one: without RMC nobody knows the day
 */
gboolean
lt_nmea_end (LtNmea *self, LtFix *fix)
{
  LtNmea ended = *self;

  *self = (LtNmea){ 0 };
  if (!ended.has_place)
    return FALSE;
  /* 2DRMS, which 95 to 98 of 100 are within. */
  *fix = (LtFix){ .time = ended.date + ended.time_of_day,
                  .longitude = ended.longitude,
                  .latitude = ended.latitude,
                  .accuracy = ended.error > 0 ? 2 * ended.error : ERROR_OF_HDOP * ended.hdop,
                  .source = "NMEA" };
  return TRUE;
}
