/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

__extension__ typedef __int128 LtWide;

/**
 * LtRatio:
 * @above: the numerator
 * @below: the denominator: above zero, no factor in common with @above
 *
 * An exact number. Means, percentiles and indices are ratios until the one step in
 * which they are rounded, so no verdict hangs on a binary fraction.
 */
typedef struct
{
  LtWide above;
  LtWide below;
} LtRatio;

/**
 * LtRounding:
 * @LT_ROUNDING_HALF_EVEN: GB/T 8170-2008, 3.2 (四舍六入五成双)
 * @LT_ROUNDING_UP: to the next greater, as HJ 633 asks of IAQI and AQI
 *
 * Which way a number is rounded, always in one step (GB/T 8170-2008, 3.3).
 */
typedef enum
{
  LT_ROUNDING_HALF_EVEN,
  LT_ROUNDING_UP,
} LtRounding;

/* Digits of a decimal text that are taken in front of and behind the point. */
#define LT_RATIO_DIGITS 12
#define LT_RATIO_PLACES 6

LtRatio lt_ratio_new (gint64 above, gint64 below);
LtRatio lt_ratio_new_millionths (gint64 millionths);
gboolean lt_ratio_parse (const char *text, LtRatio *ratio);
LtRatio lt_ratio_add (LtRatio a, LtRatio b);
LtRatio lt_ratio_subtract (LtRatio a, LtRatio b);
LtRatio lt_ratio_multiply (LtRatio a, LtRatio b);
LtRatio lt_ratio_divide (LtRatio a, LtRatio b);
int lt_ratio_compare (LtRatio a, LtRatio b);
LtRatio lt_ratio_round (LtRatio self, guint places, LtRounding rounding);
char *lt_ratio_format (LtRatio self, guint places);
char *lt_ratio_format_exact (LtRatio self);
double lt_ratio_to_double (LtRatio self);

G_END_DECLS
