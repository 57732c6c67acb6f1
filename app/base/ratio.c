/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ratio.h"

/* Measured values are millionths of a unit below 2^50 and a year has fewer than 2^14
 * hours; limits have LT_RATIO_DIGITS and LT_RATIO_PLACES digits at the most. What is
 * worked out of them stays far inside 127 bits. A sum that does not would be a wrong
 * verdict, so it ends the program. */

static LtWide
multiply_wide (LtWide a, LtWide b)
{
  LtWide product;

  if (__builtin_mul_overflow (a, b, &product))
    g_error ("An exact number grew beyond 127 bits");
  return product;
}

/* Nearly all numbers are short, and dividing what is long takes ten times as long. */
static gboolean
is_short (LtWide number)
{
  return number >= G_MININT64 && number <= G_MAXINT64;
}

static guint64
find_short_factor (guint64 a, guint64 b)
{
  int twos;

  if (a == 0 || b == 0)
    return a | b;
  twos = __builtin_ctzll (a | b);
  a >>= __builtin_ctzll (a);
  while (b != 0)
    {
      guint64 less;

      b >>= __builtin_ctzll (b);
      less = MIN (a, b);
      b = MAX (a, b) - less;
      a = less;
    }
  return a << twos;
}

static LtWide
find_common_factor (LtWide a, LtWide b)
{
  a = a < 0 ? -a : a;
  while (b != 0 && !(is_short (a) && is_short (b)))
    {
      LtWide rest = a % b;

      a = b;
      b = rest;
    }
  return b == 0 ? a : (LtWide) find_short_factor ((guint64) a, (guint64) b);
}

static LtWide
divide_exactly (LtWide number, LtWide factor)
{
  if (factor == 1)
    return number;
  return is_short (number) && is_short (factor) ? (gint64) number / (gint64) factor
                                                : number / factor;
}

static LtRatio
reduce (LtWide above, LtWide below)
{
  LtWide factor;

  g_assert (below != 0);
  if (below < 0)
    {
      above = -above;
      below = -below;
    }
  factor = find_common_factor (above, below);
  return (LtRatio){ divide_exactly (above, factor), divide_exactly (below, factor) };
}

static LtWide
power_of_ten (guint places)
{
  LtWide power = 1;

  for (guint i = 0; i < places; i++)
    power *= 10;
  return power;
}

static LtWide
divide_down (LtWide above, LtWide below)
{
  LtWide whole = above / below;

  return above % below != 0 && above < 0 ? whole - 1 : whole;
}

static void
put_digits (GString *out, LtWide number)
{
  char digits[40];
  guint n = 0;

  do
    digits[n++] = (char) ('0' + (int) (number % 10));
  while ((number /= 10) > 0);
  while (n > 0)
    g_string_append_c (out, digits[--n]);
}

/**
 * lt_ratio_new:
 * @above: a numerator
 * @below: a denominator, not zero
 *
 * Returns: @above / @below, exactly
 */
LtRatio
lt_ratio_new (gint64 above, gint64 below)
{
  return reduce (above, below);
}

/**
 * lt_ratio_new_millionths:
 * @millionths: a measured value as it is kept, see model/reading.h
 *
 * Returns: the value in its unit
 */
LtRatio
lt_ratio_new_millionths (gint64 millionths)
{
  return reduce (millionths, 1000000);
}

/**
 * lt_ratio_parse:
 * @text: a decimal: "-30", "0.0025"; no exponent, no group marks
 * @ratio: (out): its exact value
 *
 * Returns: whether @text is a decimal of at most %LT_RATIO_DIGITS digits in front of
 *   and %LT_RATIO_PLACES digits behind the point
 */
gboolean
lt_ratio_parse (const char *text, LtRatio *ratio)
{
  const char *at = *text == '-' ? text + 1 : text;
  LtWide above = 0;
  guint digits = 0, places = 0;

  for (; g_ascii_isdigit (*at); at++, digits++)
    above = above * 10 + (*at - '0');
  if (digits == 0 || digits > LT_RATIO_DIGITS)
    return FALSE;
  if (*at == '.')
    {
      for (at++; g_ascii_isdigit (*at) && places < LT_RATIO_PLACES; at++, places++)
        above = above * 10 + (*at - '0');
      if (places == 0)
        return FALSE;
    }
  if (*at != '\0')
    return FALSE;
  *ratio = reduce (*text == '-' ? -above : above, power_of_ten (places));
  return TRUE;
}

/**
 * lt_ratio_add:
 * @a: a number
 * @b: another
 *
 * Returns: @a + @b
 */
LtRatio
lt_ratio_add (LtRatio a, LtRatio b)
{
  /* Over the least common denominator: those of means share most of their factors, and the
   * product of two of them would soon be too long. */
  LtWide factor = find_common_factor (a.below, b.below);
  LtWide rest = divide_exactly (b.below, factor);
  LtWide left = multiply_wide (a.above, rest);
  LtWide right = multiply_wide (b.above, divide_exactly (a.below, factor)), above;

  if (__builtin_add_overflow (left, right, &above))
    g_error ("An exact number grew beyond 127 bits");
  return reduce (above, multiply_wide (a.below, rest));
}

/**
 * lt_ratio_subtract:
 * @a: a number
 * @b: another
 *
 * Returns: @a − @b
 */
LtRatio
lt_ratio_subtract (LtRatio a, LtRatio b)
{
  return lt_ratio_add (a, (LtRatio){ -b.above, b.below });
}

/**
 * lt_ratio_multiply:
 * @a: a number
 * @b: another
 *
 * Returns: @a × @b
 */
LtRatio
lt_ratio_multiply (LtRatio a, LtRatio b)
{
  LtRatio one = reduce (a.above, b.below), other = reduce (b.above, a.below);

  return (LtRatio){ multiply_wide (one.above, other.above),
                    multiply_wide (one.below, other.below) };
}

/**
 * lt_ratio_divide:
 * @a: a number
 * @b: another, not zero
 *
 * Returns: @a / @b
 */
LtRatio
lt_ratio_divide (LtRatio a, LtRatio b)
{
  g_assert (b.above != 0);
  return lt_ratio_multiply (a, reduce (b.below, b.above));
}

/**
 * lt_ratio_compare:
 * @a: a number
 * @b: another
 *
 * Returns: below zero where @a < @b, zero where they are equal, else above
 */
int
lt_ratio_compare (LtRatio a, LtRatio b)
{
  LtWide factor, left, right;

  /* The product of two short numbers has room. */
  if (a.below == b.below)
    return (a.above > b.above) - (a.above < b.above);
  factor = is_short (a.above) && is_short (a.below) && is_short (b.above) && is_short (b.below)
               ? 1
               : find_common_factor (a.below, b.below);
  left = multiply_wide (a.above, divide_exactly (b.below, factor));
  right = multiply_wide (b.above, divide_exactly (a.below, factor));
  return (left > right) - (left < right);
}

/**
 * lt_ratio_round:
 * @self: a number
 * @places: decimals to keep
 * @rounding: which way
 *
 * Rounds in one step from the exact number (GB/T 8170-2008, 3.3: 不允许连续修约).
 *
 * Returns: the rounded number
 */
LtRatio
lt_ratio_round (LtRatio self, guint places, LtRounding rounding)
{
  LtWide scale = power_of_ten (places), above = multiply_wide (self.above, scale);
  LtWide whole = divide_down (above, self.below);
  LtWide rest = above - whole * self.below;
  LtWide beyond_half = 2 * rest - self.below;

  if (rounding == LT_ROUNDING_UP)
    whole += rest > 0;
  else if (beyond_half > 0 || (beyond_half == 0 && whole % 2 != 0))
    whole++;
  return reduce (whole, scale);
}

/**
 * lt_ratio_format:
 * @self: a number
 * @places: decimals to write
 *
 * Returns: (transfer full): @self rounded by GB/T 8170, with exactly @places decimals;
 *   never "-0"
 */
char *
lt_ratio_format (LtRatio self, guint places)
{
  GString *out = g_string_new (NULL);
  LtRatio rounded = lt_ratio_round (self, places, LT_ROUNDING_HALF_EVEN);
  LtWide scale = power_of_ten (places), number = rounded.above * (scale / rounded.below);

  if (number < 0)
    g_string_append_c (out, '-');
  number = number < 0 ? -number : number;
  put_digits (out, number / scale);
  if (places > 0)
    {
      LtWide behind = number % scale;

      g_string_append_c (out, '.');
      for (scale /= 10; scale > 1 && behind < scale; scale /= 10)
        g_string_append_c (out, '0');
      put_digits (out, behind);
    }
  return g_string_free (out, FALSE);
}

/**
 * lt_ratio_format_exact:
 * @self: a number
 *
 * For an explanation: a decimal is written whole ("5.175"), what has no end with
 * %LT_RATIO_PLACES decimals and "…".
 *
 * Returns: (transfer full): the number
 */
char *
lt_ratio_format_exact (LtRatio self)
{
  g_autofree char *cut = NULL;

  for (guint places = 0; places <= LT_RATIO_PLACES; places++)
    if (power_of_ten (places) % self.below == 0)
      return lt_ratio_format (self, places);
  cut = lt_ratio_format (self, LT_RATIO_PLACES);
  return g_strconcat (cut, "…", NULL);
}

/**
 * lt_ratio_to_double:
 * @self: a number
 *
 * For a diagram or a colour; never for a verdict.
 *
 * Returns: the nearest double
 */
double
lt_ratio_to_double (LtRatio self)
{
  return (double) self.above / (double) self.below;
}
