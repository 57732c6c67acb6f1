/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include <stdlib.h>
#include <string.h>

#define N_PARTS G_N_ELEMENTS (((LtReadingClock *) 0)->last)

/* The hour of a day by itself: "8", "08", "8:00", "8时"; -1 for none. */
static int
read_hour (const char *text)
{
  int hour;
  gsize n = strspn (text, "0123456789");

  if (n == 0 || n > 2)
    return -1;
  hour = atoi (text);
  text += n;
  return *text == '\0' || *text == ':' || g_str_has_prefix (text, "时") ? hour : -1;
}

/* The parts of a time as one text: 2013-3-1, and the hour behind it. */
static char *
join_parts (const LtReadingRoutes *routes, const char *const *parts)
{
  g_autofree char *date = NULL;

  if (routes->month >= 0 && (parts[1] == NULL || (routes->day >= 0 && parts[2] == NULL)))
    return NULL;
  if (routes->month < 0)
    date = g_strdup (parts[0]);
  else if (routes->day < 0)
    date = g_strdup_printf ("%s-%s", parts[0], parts[1]);
  else
    date = g_strdup_printf ("%s-%s-%s", parts[0], parts[1], parts[2]);
  if (routes->columns[LT_READING_HOUR] < 0)
    return g_steal_pointer (&date);
  return parts[3] == NULL ? NULL : g_strdup_printf ("%s %s", date, parts[3]);
}

static gboolean
parse_parts (const LtReadingRoutes *routes, const char *const *parts, gint64 *time)
{
  g_autofree char *text = join_parts (routes, parts);

  if (text == NULL)
    return FALSE;
  if (routes->columns[LT_READING_HOUR] >= 0)
    {
      int hour = read_hour (parts[3]);

      if (hour < (int) routes->first_hour || hour > (int) routes->last_hour)
        return FALSE;
    }
  if (!lt_reading_parse_time (g_strstrip (text), routes->interval, time))
    return FALSE;
  if (routes->begin && routes->interval == LT_INTERVAL_HOUR)
    *time += 60;
  return *time <= LT_READING_LAST;
}

static gboolean
is_same (LtReadingClock *self, const char *const *parts)
{
  for (gsize i = 0; i < N_PARTS; i++)
    if (g_strcmp0 (self->last[i], parts[i]) != 0)
      return FALSE;
  return self->last[0] != NULL;
}

/*
 * lt_reading_clock_read:
 *
 * Gives when a row's values were measured, in civil minutes under the end of an
 * hour. Returns whether that can be told.
 */
gboolean
lt_reading_clock_read (LtReadingClock *self,
                       const LtReadingRoutes *routes,
                       const LtRow *row,
                       gint64 *time)
{
  int whole = routes->columns[LT_READING_TIME];
  const int columns[N_PARTS] = { whole >= 0 ? whole : routes->columns[LT_READING_DATE],
                                 routes->month, routes->day, routes->columns[LT_READING_HOUR] };
  const char *parts[N_PARTS];

  for (gsize i = 0; i < N_PARTS; i++)
    parts[i] = columns[i] < 0 ? NULL : row->cells[columns[i]];
  if (parts[0] == NULL)
    return FALSE;
  if (!is_same (self, parts))
    {
      lt_reading_clock_clear (self);
      for (gsize i = 0; i < N_PARTS; i++)
        self->last[i] = g_strdup (parts[i]);
      self->good = parse_parts (routes, parts, &self->time);
    }
  *time = self->time;
  return self->good;
}

void
lt_reading_clock_clear (LtReadingClock *self)
{
  for (gsize i = 0; i < N_PARTS; i++)
    g_clear_pointer (&self->last[i], g_free);
}
