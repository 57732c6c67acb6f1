/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/reading.h"

#include <math.h>
#include <string.h>

#define MAX_DECIMALS 6
#define EPOCH_JULIAN 719163 /* 1970-01-01 as GDate counts days */
#define DAY_MINUTES  1440
#define YEAR_SIGN    "年"
#define MONTH_SIGN   "月"
#define DAY_SIGN     "日"
#define MOST_WHOLE   G_GINT64_CONSTANT (1000000000000)

static gboolean
read_decimals (const char *text, gint64 *millionths)
{
  gint64 unit = LT_READING_SCALE / 10;
  gsize n = strspn (text, "0123456789");

  *millionths = 0;
  if (n == 0 || text[n] != '\0')
    return FALSE;
  for (gsize i = 0; i < n; i++, unit /= 10)
    {
      if (i >= MAX_DECIMALS && text[i] != '0')
        return FALSE;
      *millionths += (text[i] - '0') * unit;
    }
  return TRUE;
}

/**
 * lt_reading_parse_value:
 * @text: figures with a point
 * @value: (out): in millionths
 *
 * Exact: figures are counted, nothing is rounded.
 *
 * Returns: whether @text is a number of at most twelve figures before and six
 *   after the point
 */
gboolean
lt_reading_parse_value (const char *text, gint64 *value)
{
  gboolean negative = *text == '-';
  gint64 whole = 0;
  gint64 part = 0;

  if (*text == '-' || *text == '+')
    text++;
  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (; g_ascii_isdigit (*text); text++)
    {
      whole = whole * 10 + (*text - '0');
      if (whole >= MOST_WHOLE)
        return FALSE;
    }
  if (*text == '.' ? !read_decimals (text + 1, &part) : *text != '\0')
    return FALSE;
  *value = whole * LT_READING_SCALE + part;
  if (negative)
    *value = -*value;
  return TRUE;
}

/**
 * lt_reading_round_value:
 * @text: a decimal, which may have more decimals than a measured value
 *
 * Returns: the nearest measured value, in millionths
 */
gint64
lt_reading_round_value (const char *text)
{
  gint64 value;

  return lt_reading_parse_value (text, &value)
             ? value
             : (gint64) llround (g_ascii_strtod (text, NULL) * LT_READING_SCALE);
}

/**
 * lt_reading_format_value:
 * @value: in millionths
 *
 * Returns: (transfer full): the exact decimal, without zeros at its end: "8.6"
 */
char *
lt_reading_format_value (gint64 value)
{
  guint64 size = value < 0 ? -(guint64) value : (guint64) value;
  guint part = (guint) (size % LT_READING_SCALE);
  int decimals = MAX_DECIMALS;

  if (part == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, value < 0 ? "-" : "", size / LT_READING_SCALE);
  for (; part % 10 == 0; part /= 10)
    decimals--;
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*u", value < 0 ? "-" : "",
                          size / LT_READING_SCALE, decimals, part);
}

/* Reads at most @most figures; moves @text behind them. */
static gboolean
read_number (const char **text, guint most, guint *number)
{
  guint n = 0;

  for (*number = 0; n < most && g_ascii_isdigit (**text); n++)
    *number = *number * 10 + (guint) (*(*text)++ - '0');
  return n > 0;
}

static gboolean
skip_sign (const char **text, const char *sign)
{
  if (!g_str_has_prefix (*text, sign))
    return FALSE;
  *text += strlen (sign);
  return TRUE;
}

static gboolean
skip_separator (const char **text, const char *sign)
{
  if (**text != '-' && **text != '/' && **text != '.')
    return skip_sign (text, sign);
  (*text)++;
  return TRUE;
}

/* 2026-01-31, 2026/1/31, 2026.1.31, 2026年1月31日, 20260131; 2026-01 where @month */
static gboolean
read_date (const char **text, gboolean month_only, gint64 *minutes)
{
  guint year;
  guint month;
  guint day = 1;
  gboolean parted;
  GDate date;

  if (!read_number (text, 4, &year))
    return FALSE;
  parted = skip_separator (text, YEAR_SIGN);
  if (!read_number (text, 2, &month))
    return FALSE;
  if (skip_separator (text, MONTH_SIGN) != parted && **text != '\0')
    return FALSE;
  if (**text != '\0' || !month_only)
    {
      if (!read_number (text, 2, &day))
        return FALSE;
      skip_sign (text, DAY_SIGN);
    }
  if (month > 12 || day > 31 || year < 1950 || year > 2199
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *minutes = ((gint64) g_date_get_julian (&date) - EPOCH_JULIAN) * DAY_MINUTES;
  return !month_only || day == 1;
}

/* 8, 08, 8:00, 08:00:00, 8时; 24:00 is the next day's 00:00 */
static gboolean
read_hour (const char *text, gint64 *minutes)
{
  guint hour;
  guint minute = 0;
  guint second = 0;

  if (!read_number (&text, 2, &hour) || hour > 24)
    return FALSE;
  if (*text == ':')
    {
      text++;
      if (!read_number (&text, 2, &minute))
        return FALSE;
      if (*text == ':' && (text++, !read_number (&text, 2, &second)))
        return FALSE;
      /* ".000" of programs that write fractions of seconds */
      if (*text == '.')
        text += 1 + strspn (text + 1, "0");
    }
  else
    skip_sign (&text, "时");
  *minutes = hour * 60;
  return *text == '\0' && minute == 0 && second == 0;
}

/**
 * lt_reading_parse_time:
 * @text: as people and platforms write it: "2026-01-31T08:00", "2026/1/31 8:00",
 *   "2026-01-31", "2026-01"
 * @interval: what the value stands for
 * @time: (out): civil minutes
 *
 * Returns: whether @text is a time at which such a value can stand: a full hour,
 *   a day, a month
 */
gboolean
lt_reading_parse_time (const char *text, LtInterval interval, gint64 *time)
{
  gint64 hour = 0;

  if (!read_date (&text, interval == LT_INTERVAL_MONTH, time))
    return FALSE;
  if (*text == '\0')
    return interval != LT_INTERVAL_HOUR;
  if (*text == 'T')
    text++;
  else
    while (*text == ' ')
      text++;
  if (!read_hour (text, &hour) || (interval != LT_INTERVAL_HOUR && hour != 0))
    return FALSE;
  *time += hour;
  return TRUE;
}

/**
 * lt_reading_format_time:
 *
 * Returns: (transfer full): "2026-01-31T08:00", "2026-01-31" or "2026-01"
 */
char *
lt_reading_format_time (gint64 time, LtInterval interval)
{
  gint64 day = time >= 0 ? time / DAY_MINUTES : -((DAY_MINUTES - 1 - time) / DAY_MINUTES);
  guint minute = (guint) (time - day * DAY_MINUTES);
  GDate date;
  int y, m, d;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + EPOCH_JULIAN));
  y = g_date_get_year (&date);
  m = (int) g_date_get_month (&date);
  d = g_date_get_day (&date);
  switch (interval)
    {
    case LT_INTERVAL_HOUR:
      return g_strdup_printf ("%04d-%02d-%02dT%02u:%02u", y, m, d, minute / 60, minute % 60);
    case LT_INTERVAL_DAY:
      return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
    case LT_INTERVAL_MONTH:
      break;
    }
  return g_strdup_printf ("%04d-%02d", y, m);
}

/**
 * lt_interval_name:
 *
 * Returns: (transfer none): the choice of the batch's field: "hour", "day", "month"
 */
const char *
lt_interval_name (LtInterval interval)
{
  static const char *const names[] = { "hour", "day", "month" };

  return names[interval];
}
