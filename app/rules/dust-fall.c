/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/dust-fall.h"

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
