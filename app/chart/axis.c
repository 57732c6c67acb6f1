/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the ticks of an axis stand. */

#include "chart/chart-private.h"

#include <math.h>

#define MOST_VALUE_TICKS 6
#define DAY              (24 * 60)
#define JULIAN_1970      719163 /* GDate's number of 1970-01-01 */

/* ---- values ------------------------------------------------------------------ */

/* 1, 2 or 5 times a power of ten */
static double
round_step (double step)
{
  double power = pow (10, floor (log10 (step)));
  double part = step / power;

  return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

/* An axis for these values. It begins at 0, unless there are values below: a part of a
 * scale makes small differences look large. */
ValueAxis
lt_chart_value_axis (double least, double most)
{
  ValueAxis axis = { 0 };
  double low = MIN (least, 0);
  double high = MAX (most, 0);

  if (!(high > low))
    high = low + 1;
  axis.step = round_step ((high - low) / MOST_VALUE_TICKS);
  axis.low = floor (low / axis.step) * axis.step;
  axis.high = ceil (high / axis.step) * axis.step;
  axis.decimals = (int) MAX (0, -floor (log10 (axis.step) + 1e-9));
  return axis;
}

void
lt_chart_write_value (double value, int decimals, char *text, gsize size)
{
  char format[8] = "%.0f";

  format[2] = (char) ('0' + CLAMP (decimals, 0, 6));
  g_ascii_formatd (text, (int) size, format, value);
}

/* ---- time -------------------------------------------------------------------- */

/* Steps of the axis, from the smallest; months are counted apart. */
static const struct
{
  gint64 minutes;
  int months;
} steps[] = {
  { 60, 0 },      { 2 * 60, 0 },  { 3 * 60, 0 },   { 6 * 60, 0 }, { 12 * 60, 0 }, { DAY, 0 },
  { 2 * DAY, 0 }, { 7 * DAY, 0 }, { 14 * DAY, 0 }, { 0, 1 },      { 0, 2 },       { 0, 3 },
  { 0, 6 },       { 0, 12 },      { 0, 24 },       { 0, 60 },     { 0, 120 },     { 0, 600 },
};

static gint64
floor_to (gint64 time, gint64 step)
{
  gint64 rest = time % step;

  return time - (rest < 0 ? rest + step : rest);
}

static void
read_month (gint64 time, int *year, int *month)
{
  GDate date;

  g_date_set_julian (&date, (guint32) (floor_to (time, DAY) / DAY + JULIAN_1970));
  *year = g_date_get_year (&date);
  *month = g_date_get_month (&date);
}

static gint64
begin_of_month (int months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth) (months % 12 + 1), (GDateYear) (months / 12));
  return ((gint64) g_date_get_julian (&date) - JULIAN_1970) * DAY;
}

/* A week begins on Monday, as 1969-12-29 did. */
static gint64
first_tick (gint64 from, guint step)
{
  gint64 shift = steps[step].minutes % (7 * DAY) == 0 ? -3 * DAY : 0;
  int year, month, months;
  gint64 time;

  if (steps[step].months == 0)
    {
      time = floor_to (from - shift, steps[step].minutes) + shift;
      return time < from ? time + steps[step].minutes : time;
    }
  read_month (from, &year, &month);
  months = (year * 12 + month - 1) / steps[step].months * steps[step].months;
  while (begin_of_month (months) < from)
    months += steps[step].months;
  return begin_of_month (months);
}

static gint64
next_tick (gint64 time, guint step)
{
  int year, month;

  if (steps[step].months == 0)
    return time + steps[step].minutes;
  read_month (time, &year, &month);
  return begin_of_month (year * 12 + month - 1 + steps[step].months);
}

static guint
choose_step (gint64 from, gint64 to, guint most)
{
  guint step = 0;

  while (step + 1 < G_N_ELEMENTS (steps))
    {
      gint64 minutes =
          steps[step].minutes > 0 ? steps[step].minutes : steps[step].months * 30 * DAY;

      if ((to - from) / minutes < most)
        break;
      step++;
    }
  return step;
}

/* Hours as they are, midnight as the day; days as such, the first of a year and the
 * first tick with its year. */
static void
write_tick (TimeTick *tick, guint step, gboolean first)
{
  g_autofree char *text = lt_reading_format_time (tick->time, LT_INTERVAL_HOUR);
  gboolean midnight = g_str_has_suffix (text, "T00:00");
  gboolean new_year = midnight && strncmp (text + 5, "01-01", 5) == 0;

  tick->strong = steps[step].months > 0       ? new_year
                 : steps[step].minutes >= DAY ? new_year
                                              : midnight;
  if (steps[step].months >= 12)
    g_strlcpy (tick->label, text, 5);
  else if (steps[step].months > 0)
    g_strlcpy (tick->label, text, 8);
  else if (steps[step].minutes >= DAY)
    g_strlcpy (tick->label, first || new_year ? text : text + 5, first || new_year ? 11 : 6);
  else if (midnight)
    g_strlcpy (tick->label, first ? text : text + 5, first ? 11 : 6);
  else
    g_strlcpy (tick->label, text + 11, 6);
}

/* The ticks between two times, no more than @most (and MOST_TICKS). */
guint
lt_chart_time_ticks (gint64 from, gint64 to, guint most, TimeTick ticks[MOST_TICKS])
{
  guint step = choose_step (from, to, CLAMP (most, 1, MOST_TICKS - 1));
  guint n = 0;

  for (gint64 time = first_tick (from, step); time <= to && n < MOST_TICKS;
       time = next_tick (time, step))
    {
      ticks[n].time = time;
      write_tick (&ticks[n], step, n == 0);
      n++;
    }
  return n;
}
