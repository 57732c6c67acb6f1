/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/statistics.h"

#include <stdlib.h>

#define WINDOW 8

/**
 * lt_statistic_of_hours:
 * @hours: (array length=n_hours): values in millionths, or %LT_NO_VALUE
 * @n_hours: how many
 * @n_required: how many must be there
 *
 * Returns: their arithmetic mean
 */
LtStatistic
lt_statistic_of_hours (const gint64 *hours, guint n_hours, guint n_required)
{
  LtStatistic mean = { .n_required = n_required };
  gint64 sum = 0;

  for (guint i = 0; i < n_hours; i++)
    if (hours[i] != LT_NO_VALUE)
      {
        sum += hours[i];
        mean.n++;
      }
  mean.has_value = mean.n > 0;
  mean.is_valid = mean.has_value && mean.n >= n_required;
  if (mean.has_value)
    mean.value = lt_ratio_divide (lt_ratio_new_millionths (sum), lt_ratio_new (mean.n, 1));
  return mean;
}

/* Of windows the sum and the number of their hours; means are compared without dividing. */
typedef struct
{
  LtWide sum;
  guint n;
} Window;

static void
turn_window (Window *self, gint64 hour, int sign)
{
  if (hour == LT_NO_VALUE)
    return;
  self->sum += sign * (LtWide) hour;
  self->n += (guint) sign;
}

/**
 * lt_statistic_max_8h:
 * @hours: (array fixed-size=24): of one day, the first is that of 01:00
 * @needs: what is asked of them
 *
 * Of the means of eight hours that end with the day's hours from the first to the last that
 * are asked for, the greatest (日最大8小时平均). @n counts the valid means.
 *
 * Returns: it
 */
LtStatistic
lt_statistic_max_8h (const gint64 *hours, const LtEightHours *needs)
{
  LtStatistic greatest = { .n_required = needs->means_required };
  guint first = MAX (needs->first_end, WINDOW);
  Window window = { 0 }, most = { 0 };

  for (guint end = 1; end <= MIN (needs->last_end, LT_HOURS_OF_DAY); end++)
    {
      turn_window (&window, hours[end - 1], 1);
      if (end > WINDOW)
        turn_window (&window, hours[end - 1 - WINDOW], -1);
      if (end < first || window.n == 0 || window.n < needs->hours_required)
        continue;
      if (greatest.n++ == 0 || window.sum * most.n > most.sum * window.n)
        most = window;
    }
  greatest.has_value = greatest.n > 0;
  if (greatest.has_value)
    greatest.value =
        lt_ratio_divide (lt_ratio_new_millionths ((gint64) most.sum), lt_ratio_new (most.n, 1));
  greatest.is_valid =
      greatest.has_value
      && (greatest.n >= needs->means_required
          || (needs->limit != NULL && lt_ratio_compare (greatest.value, *needs->limit) > 0));
  return greatest;
}

/**
 * lt_statistic_max_1h:
 * @hours: (array fixed-size=24): of one day, in millionths, or %LT_NO_VALUE
 * @n_required: how many must be there
 *
 * Returns: the greatest (日最大1小时平均)
 */
LtStatistic
lt_statistic_max_1h (const gint64 *hours, guint n_required)
{
  LtStatistic greatest = { .n_required = n_required };
  gint64 most = LT_NO_VALUE;

  for (guint i = 0; i < LT_HOURS_OF_DAY; i++)
    if (hours[i] != LT_NO_VALUE)
      {
        most = MAX (most, hours[i]);
        greatest.n++;
      }
  greatest.has_value = greatest.n > 0;
  greatest.is_valid = greatest.has_value && greatest.n >= n_required;
  if (greatest.has_value)
    greatest.value = lt_ratio_new_millionths (most);
  return greatest;
}

/**
 * lt_statistic_mean:
 * @parts: (array length=n_parts): figures, of which the valid ones count
 * @n_parts: how many
 * @n_required: how many must be valid
 *
 * Returns: their arithmetic mean: of days for a year, of points for a county
 */
LtStatistic
lt_statistic_mean (const LtStatistic *parts, guint n_parts, guint n_required)
{
  LtStatistic mean = { .n_required = n_required };
  LtRatio sum = lt_ratio_new (0, 1);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].is_valid)
      {
        sum = lt_ratio_add (sum, parts[i].value);
        mean.n++;
      }
  mean.has_value = mean.n > 0;
  mean.is_valid = mean.has_value && mean.n >= n_required;
  if (mean.has_value)
    mean.value = lt_ratio_divide (sum, lt_ratio_new (mean.n, 1));
  return mean;
}

static int
compare_values (const void *a, const void *b)
{
  return lt_ratio_compare (*(const LtRatio *) a, *(const LtRatio *) b);
}

/**
 * lt_percentile_of_rising:
 * @values: (array length=n_values): rising
 * @n_values: how many, at least one
 * @percent: which, from 0 to 100
 *
 * HJ 663-2013, appendix A: k = 1 + (n − 1)·p %, s = ⌊k⌋,
 * m = X(s) + (X(s+1) − X(s))·(k − s).
 *
 * Returns: the percentile
 */
LtRatio
lt_percentile_of_rising (const LtRatio *values, guint n_values, LtRatio percent)
{
  LtRatio steps = lt_ratio_divide (lt_ratio_multiply (lt_ratio_new (n_values - 1, 1), percent),
                                   lt_ratio_new (100, 1));
  guint whole = (guint) (steps.above / steps.below);
  LtRatio part = lt_ratio_subtract (steps, lt_ratio_new (whole, 1));

  if (whole + 1 >= n_values)
    return values[n_values - 1];
  return lt_ratio_add (values[whole],
                       lt_ratio_multiply (lt_ratio_subtract (values[whole + 1], values[whole]),
                                          part));
}

/**
 * lt_percentile:
 * @values: (array length=n_values): in any order; sorted on return
 * @n_values: how many, at least one
 * @percent: which, from 0 to 100
 *
 * Returns: the percentile, as lt_percentile_of_rising() has it
 */
LtRatio
lt_percentile (LtRatio *values, guint n_values, LtRatio percent)
{
  qsort (values, n_values, sizeof *values, compare_values);
  return lt_percentile_of_rising (values, n_values, percent);
}
