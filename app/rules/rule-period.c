/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which time a verdict of a day is of. */

#include "rules/verdict.h"

#include "base/civil-time.h"

#include <stdlib.h>
#include <string.h>

#define MONTH_LENGTH 7
#define YEAR_LENGTH  4
#define QUARTER      3 /* months */

/* From what day of a year to what day, that or the next; as the conventions of
 * data/rules/README.md have it. */
static const struct
{
  const char *period;
  const char *from;
  const char *to;
} seasons[] = {
  { "autumn-winter", "10-01", "03-31" },
  { "heating-season", "11-01", "03-31" },
  { "summer", "05-01", "09-30" },
};

static void
put_date (char *to, const char *date)
{
  g_strlcpy (to, date, LT_DATE_BYTES);
}

/* The last day of the month that begins with @date's month. */
static char *
find_month_end (const char *date)
{
  g_autofree char *first = g_strdup_printf ("%.*s-28", MONTH_LENGTH, date);
  g_autofree char *next = lt_date_add_days (first, 4);
  g_autofree char *begin = g_strdup_printf ("%.*s-01", MONTH_LENGTH, next);

  return lt_date_add_days (begin, -1);
}

/* The month of @date, if it ends with it; else the one before. */
static LtRulePeriod
find_month (const LtPlanRule *self, const char *date)
{
  LtRulePeriod period = { .is_over = TRUE };
  g_autofree char *end = find_month_end (date);
  g_autofree char *begin = g_strdup_printf ("%.*s-01", MONTH_LENGTH, date);
  g_autofree char *before = lt_date_add_days (begin, -1);

  if (strcmp (end, date) == 0)
    put_date (period.to, end);
  else if (strcmp (before, self->valid_from) >= 0)
    put_date (period.to, before);
  else
    {
      put_date (period.to, end);
      period.is_over = FALSE;
    }
  g_snprintf (period.from, sizeof period.from, "%.*s-01", MONTH_LENGTH, period.to);
  return period;
}

/* A stretch that ends in @year, as far as it lies in the rule's days. */
static LtRulePeriod
make_stretch (const LtPlanRule *self, int year, const char *from, const char *to)
{
  LtRulePeriod period = { 0 };

  g_snprintf (period.to, sizeof period.to, "%04d-%s", year, to);
  g_snprintf (period.from, sizeof period.from, "%04d-%s", year - (strcmp (from, to) > 0), from);
  if (strcmp (period.to, self->valid_to) > 0)
    put_date (period.to, self->valid_to);
  if (strcmp (period.from, self->valid_from) < 0)
    put_date (period.from, self->valid_from);
  return period;
}

/* The last season that was over and has days of the rule, else the one that comes. */
static LtRulePeriod
find_season (const LtPlanRule *self, const char *date, const char *from, const char *to)
{
  int year = atoi (date);
  LtRulePeriod period = { 0 };

  for (int i = 1; i >= -1; i--)
    {
      LtRulePeriod one = make_stretch (self, year + i, from, to);

      if (strcmp (one.to, one.from) < 0)
        continue;
      period = one;
      period.is_over = strcmp (period.to, date) <= 0;
      if (period.is_over)
        break;
    }
  if (*period.to != '\0')
    return period;
  /* No season has days of the rule. */
  put_date (period.from, self->valid_from);
  put_date (period.to, date);
  period.is_over = TRUE;
  return period;
}

/* As a month: the last one that was over, else the one that runs. */
static LtRulePeriod
find_quarter (const LtPlanRule *self, const char *date)
{
  LtRulePeriod period = { 0 }, best = { 0 };

  for (int year = atoi (date) - 1; year <= atoi (date); year++)
    for (guint month = 1; month <= 12; month += QUARTER)
      {
        g_autofree char *last = g_strdup_printf ("%04d-%02u", year, month + QUARTER - 1);
        g_autofree char *end = find_month_end (last);

        g_snprintf (period.from, sizeof period.from, "%04d-%02u-01", year, month);
        put_date (period.to, end);
        period.is_over = strcmp (period.to, date) <= 0;
        if (strcmp (period.to, self->valid_from) < 0
            || (!period.is_over && (best.is_over || strcmp (period.from, date) > 0)))
          continue;
        best = period;
      }
  return best;
}

/* So many months that end with the day. */
static LtRulePeriod
find_rolling (const LtPlanRule *self, const char *date)
{
  LtRulePeriod period = { .is_over = TRUE };
  g_autofree char *next = lt_date_add_days (date, 1);
  GDate begin;

  g_date_clear (&begin, 1);
  g_date_set_dmy (&begin, (GDateDay) atoi (next + MONTH_LENGTH + 1),
                  (GDateMonth) atoi (next + YEAR_LENGTH + 1), (GDateYear) atoi (next));
  g_date_subtract_months (&begin, (guint) atoi (lt_plan_rule_get_parameter (self, "months")));
  g_snprintf (period.from, sizeof period.from, "%04d-%02d-%02d", g_date_get_year (&begin),
              g_date_get_month (&begin), g_date_get_day (&begin));
  put_date (period.to, date);
  return period;
}

/**
 * lt_plan_rule_find_period:
 * @self: a rule
 * @date: a day
 *
 * A rule that has ended is asked about its last day.
 *
 * Returns: what its verdict on @date is of: the calendar year; the last month or quarter
 *   that was over and whose last day lies in the rule's days; the last season that was over,
 *   as far as it lies in them; the day itself, or so many months that end with it; else the
 *   time since the rule began
 */
LtRulePeriod
lt_plan_rule_find_period (const LtPlanRule *self, const char *date)
{
  const char *last = strcmp (date, self->valid_to) > 0 ? self->valid_to : date;
  LtRulePeriod period = { .is_over = TRUE };

  if (g_str_equal (self->period, "month"))
    return find_month (self, last);
  if (g_str_equal (self->period, "year"))
    {
      g_snprintf (period.from, sizeof period.from, "%.*s-01-01", YEAR_LENGTH, last);
      g_snprintf (period.to, sizeof period.to, "%.*s-12-31", YEAR_LENGTH, last);
      period.is_over = strcmp (last, period.to) == 0;
      return period;
    }
  if (g_str_equal (self->period, "quarter"))
    return find_quarter (self, last);
  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    if (g_str_equal (self->period, seasons[i].period))
      return find_season (self, last, seasons[i].from, seasons[i].to);
  if (self->evaluation == LT_RULE_ROLLING)
    return find_rolling (self, last);
  if (g_str_equal (self->period, "day") || g_str_equal (self->period, "hour"))
    {
      put_date (period.from, last);
      put_date (period.to, last);
      return period;
    }
  put_date (period.from, self->valid_from);
  put_date (period.to, last);
  return period;
}
