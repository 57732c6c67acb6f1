/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

/* What HJ 663 makes of hours and days. How many of them it needs is data. */

#define LT_HOURS_OF_DAY 24

/* In a list of measured values: there is none, or it was left out. */
#define LT_NO_VALUE G_MININT64

/**
 * LtStatistic:
 * @is_valid: whether there are as many values as the standard asks
 * @has_value: whether there is a value, valid or not
 * @value: exact, in the item's unit
 * @n: how many values went in
 * @n_required: how many are asked
 *
 * A mean or another figure made of measured values.
 */
typedef struct
{
  gboolean is_valid;
  gboolean has_value;
  LtRatio value;
  guint n;
  guint n_required;
} LtStatistic;

/**
 * LtEightHours:
 * @hours_required: valid hours of a mean of eight
 * @means_required: valid means of a day
 * @limit: (nullable): a day with fewer means is valid where its maximum is above this
 * @first_end: hour with which the first mean of a day ends
 * @last_end: hour with which the last one ends, up to %LT_HOURS_OF_DAY
 *
 * What a day's greatest 8-hour mean needs.
 */
typedef struct
{
  guint hours_required;
  guint means_required;
  const LtRatio *limit;
  guint first_end;
  guint last_end;
} LtEightHours;

LtStatistic lt_statistic_of_hours (const gint64 *hours, guint n_hours, guint n_required);
LtStatistic lt_statistic_max_8h (const gint64 *hours, const LtEightHours *needs);
LtStatistic lt_statistic_max_1h (const gint64 *hours, guint n_required);
LtStatistic lt_statistic_mean (const LtStatistic *parts, guint n_parts, guint n_required);
LtRatio lt_percentile_of_rising (const LtRatio *values, guint n_values, LtRatio percent);
LtRatio lt_percentile (LtRatio *values, guint n_values, LtRatio percent);

G_END_DECLS
