/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/civil-time.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

static GTimeZone *
get_zone (void)
{
  static gsize zone;

  if (g_once_init_enter (&zone))
    {
      /* A fixed offset: the program must not depend on the machine's tzdata. */
      GTimeZone *china = g_time_zone_new_offset (8 * 3600);

      g_once_init_leave (&zone, (gsize) china);
    }
  return (GTimeZone *) zone;
}

static gboolean
has_shape (const char *text, const char *shape)
{
  if (text == NULL || strlen (text) != strlen (shape))
    return FALSE;
  for (gsize i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '9' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  return TRUE;
}

static gboolean
day_exists (const char *date)
{
  int year = 0;
  int month = 0;
  int day = 0;

  sscanf (date, "%4d-%2d-%2d", &year, &month, &day);
  return year >= 1900 && year <= 2200
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * lt_date_is_valid:
 *
 * Returns: whether @date is a day that exists, as "2026-11-20"
 */
gboolean
lt_date_is_valid (const char *date)
{
  return has_shape (date, "9999-99-99") && day_exists (date);
}

/**
 * lt_month_is_valid:
 *
 * Returns: whether @month is a month, as "2026-11"
 */
gboolean
lt_month_is_valid (const char *month)
{
  g_autofree char *first = NULL;

  if (!has_shape (month, "9999-99"))
    return FALSE;
  first = g_strconcat (month, "-01", NULL);
  return day_exists (first);
}

/**
 * lt_minute_is_valid:
 *
 * Returns: whether @minute is a minute that exists, as "2026-11-20T15:42"
 */
gboolean
lt_minute_is_valid (const char *minute)
{
  return has_shape (minute, "9999-99-99T99:99") && day_exists (minute)
         && strncmp (minute + 11, "24", 2) < 0 && minute[14] < '6';
}

static char *
format_instant (gint64 unix_ms, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, get_zone ());

  return g_date_time_format (local, format);
}

/**
 * lt_date_of:
 * @unix_ms: an instant
 *
 * Returns: (transfer full): its civil date
 */
char *
lt_date_of (gint64 unix_ms)
{
  return format_instant (unix_ms, "%Y-%m-%d");
}

/**
 * lt_minute_of:
 * @unix_ms: an instant
 *
 * Returns: (transfer full): its civil minute
 */
char *
lt_minute_of (gint64 unix_ms)
{
  return format_instant (unix_ms, "%Y-%m-%dT%H:%M");
}

/**
 * lt_second_of:
 * @unix_ms: an instant
 *
 * Returns: (transfer full): its civil second
 */
char *
lt_second_of (gint64 unix_ms)
{
  return format_instant (unix_ms, "%Y-%m-%dT%H:%M:%S");
}

/* 2026-11-20 9:30, 2026/11/20, 11-20 09:30, 2026年11月20日9时30分, 2026.11 */
#define TYPED_DAY                                                                                  \
  "^(?:(\\d{4})\\s*[-/.年]\\s*)?(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?"                \
  "(?:[T\\s]*(?<!\\d)(\\d{1,2})\\s*[:时点]\\s*(\\d{1,2})(?::\\d{2})?\\s*分?)?$"
#define TYPED_MONTH "^(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*月?$"

static gboolean
match_typed (const char *pattern, const char *text, int *numbers, int n)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *part = g_match_info_fetch (match, i + 1);

      numbers[i] = part == NULL || *part == '\0' ? -1 : atoi (part);
    }
  return TRUE;
}

/**
 * lt_time_from_typed:
 * @text: what somebody typed for a day, a minute or a month
 * @today: a valid date; its year stands where none was typed
 *
 * Takes strokes, points or Chinese words between the figures, figures without a
 * leading zero, and full-width ones. Whether there is such a day is not asked.
 *
 * Returns: (transfer full) (nullable): "2026-11-20", "2026-11-20T09:30" or "2026-11";
 *   %NULL where it is nothing of the kind
 */
char *
lt_time_from_typed (const char *text, const char *today)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  int at[5];

  if (plain == NULL)
    return NULL;
  g_strstrip (plain);
  if (match_typed (TYPED_MONTH, plain, at, 2))
    return g_strdup_printf ("%04d-%02d", at[0], at[1]);
  if (!match_typed (TYPED_DAY, plain, at, 5))
    return NULL;
  if (at[0] < 0)
    at[0] = atoi (today);
  return at[3] < 0
             ? g_strdup_printf ("%04d-%02d-%02d", at[0], at[1], at[2])
             : g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", at[0], at[1], at[2], at[3], at[4]);
}

/**
 * lt_time_parse:
 * @text: a date, a minute or a second in ISO form; civil time of
 *   Asia/Shanghai where it names no zone
 * @error: return location
 *
 * Returns: the instant in milliseconds since 1970 (UTC); -1 with @error set
 */
gint64
lt_time_parse (const char *text, GError **error)
{
  g_autofree char *full = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text != NULL && lt_date_is_valid (text))
    full = g_strconcat (text, "T00:00:00", NULL);
  else if (text != NULL && lt_minute_is_valid (text))
    full = g_strconcat (text, ":00", NULL);
  else
    full = g_strdup (text);
  if (full != NULL)
    time = g_date_time_new_from_iso8601 (full, get_zone ());
  if (time == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("\"%s\" is not a time. Write it as 2026-11-20 or 2026-11-20T15:42."),
                   text == NULL ? "" : text);
      return -1;
    }
  return g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
}

/**
 * lt_date_add_days:
 * @date: a valid date
 * @days: calendar days, may be negative
 *
 * Returns: (transfer full): the date that many days later
 */
char *
lt_date_add_days (const char *date, int days)
{
  int year = 0;
  int month = 0;
  int day = 0;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;

  g_return_val_if_fail (lt_date_is_valid (date), NULL);

  sscanf (date, "%4d-%2d-%2d", &year, &month, &day);
  start = g_date_time_new_utc (year, month, day, 0, 0, 0);
  end = g_date_time_add_days (start, days);
  return g_date_time_format (end, "%Y-%m-%d");
}

/**
 * lt_date_count_days:
 * @from: a date
 * @to: another, or the same
 *
 * Counts as people do: from the 1st to the 4th are three days.
 *
 * Returns: the days from @from to @to; negative where @to is earlier
 */
int
lt_date_count_days (const char *from, const char *to)
{
  g_return_val_if_fail (lt_date_is_valid (from) && lt_date_is_valid (to), 0);

  /* The zone has no summer time: every day is as long. */
  return (int) ((lt_time_parse (to, NULL) - lt_time_parse (from, NULL)) / DAY_MS);
}

/**
 * lt_date_in_words:
 * @date: a valid date
 *
 * Returns: (transfer full): the date as papers write it, Arabic figures with
 *   no leading zero: 2026年1月5日 (GB/T 9704-2012, 7.3.5.4)
 */
char *
lt_date_in_words (const char *date)
{
  int year = 0;
  int month = 0;
  int day = 0;

  g_return_val_if_fail (lt_date_is_valid (date), NULL);

  sscanf (date, "%4d-%2d-%2d", &year, &month, &day);
  return g_strdup_printf ("%d年%d月%d日", year, month, day);
}
