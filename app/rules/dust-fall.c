/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/dust-fall.h"

#include "model/reading.h"

#define DAY_MINUTES (24 * 60)

/**
 * lt_dust_fall_from_weights:
 * @weights: mouth and days above zero
 *
 * HJ 1221-2021: M = (m₁ − m₀ − m₂) / (S·n) × 30 × 10⁴; 10⁴ turns g/cm² into t/km².
 *
 * Returns: the dust fall, t/(km²·30d), not rounded
 */
LtRatio
lt_dust_fall_from_weights (const LtDustWeights *weights)
{
  LtRatio mass =
      lt_ratio_subtract (lt_ratio_subtract (weights->dust, weights->crucible), weights->blank);
  LtRatio spread = lt_ratio_multiply (weights->mouth, weights->days);

  return lt_ratio_multiply (lt_ratio_divide (mass, spread), lt_ratio_new (30 * 10000, 1));
}

/**
 * lt_dust_mouth_from_diameter:
 * @diameter: inner diameter of the cylinder, cm
 *
 * Returns: the area of its mouth, cm², rounded to 0.01
 */
LtRatio
lt_dust_mouth_from_diameter (LtRatio diameter)
{
  LtRatio quarter_of_pi = lt_ratio_new (G_GINT64_CONSTANT (785398163397), 1000000000000);

  return lt_ratio_round (lt_ratio_multiply (quarter_of_pi, lt_ratio_multiply (diameter, diameter)),
                         2, LT_ROUNDING_HALF_EVEN);
}

/* The first minute of the month after that of @minute. */
static gint64
find_next_month (gint64 minute)
{
  g_autofree char *month = lt_reading_format_time (minute, LT_INTERVAL_MONTH);
  gint64 first = 0, next = 0;
  g_autofree char *after = NULL;

  if (!lt_reading_parse_time (month, LT_INTERVAL_MONTH, &first))
    return G_MAXINT64;
  /* 31 days behind its first day it is another month, whose first minute is looked for. */
  after = lt_reading_format_time (first + 31 * DAY_MINUTES, LT_INTERVAL_MONTH);
  return lt_reading_parse_time (after, LT_INTERVAL_MONTH, &next) ? next : G_MAXINT64;
}

/**
 * lt_dust_fall_month:
 * @from: when the cylinder was put out, civil minutes
 * @to: when it was taken in, later
 *
 * Returns: (transfer full): "2026-03": the month with the longer part; of equal ones the earlier
 *   (no document says it: data/rules/standards, dust-month)
 */
char *
lt_dust_fall_month (gint64 from, gint64 to)
{
  gint64 longest = 0, at = from, best = from;

  while (at < to)
    {
      gint64 end = MIN (find_next_month (at), to);

      if (end - at > longest)
        {
          longest = end - at;
          best = at;
        }
      at = end;
    }
  return lt_reading_format_time (best, LT_INTERVAL_MONTH);
}

/**
 * lt_dust_fall_days:
 * @from: when the cylinder was put out, civil minutes
 * @to: when it was taken in
 *
 * Returns: the days sampled, rounded to a tenth
 */
LtRatio
lt_dust_fall_days (gint64 from, gint64 to)
{
  return lt_ratio_round (lt_ratio_new (to - from, DAY_MINUTES), 1, LT_ROUNDING_HALF_EVEN);
}
