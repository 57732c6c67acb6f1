/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/aqi.h"

/**
 * lt_aqi_row_new:
 * @item: code of an item
 *
 * Returns: (transfer full): a row without breakpoints
 */
LtAqiRow *
lt_aqi_row_new (const char *item)
{
  LtAqiRow *self = g_new0 (LtAqiRow, 1);

  self->item = g_strdup (item);
  return self;
}

void
lt_aqi_row_free (LtAqiRow *self)
{
  g_free (self->item);
  g_free (self);
}

/* HJ 633-2026 and HJ 633-2012, formula (1). */
static LtRatio
interpolate (const LtAqiRow *self, guint below, LtRatio concentration)
{
  LtRatio low = self->concentrations[below], high = self->concentrations[below + 1];
  int steps = self->indices[below + 1] - self->indices[below];
  LtRatio part =
      lt_ratio_divide (lt_ratio_subtract (concentration, low), lt_ratio_subtract (high, low));

  return lt_ratio_add (lt_ratio_multiply (part, lt_ratio_new (steps, 1)),
                       lt_ratio_new (self->indices[below], 1));
}

/**
 * lt_aqi_row_judge:
 * @self: the breakpoints of an item
 * @concentration: in the item's unit, not below zero
 *
 * Individual indices are rounded up to whole numbers (HJ 633-2012, 4.3; HJ 633-2026).
 *
 * Returns: the individual index
 */
LtIaqi
lt_aqi_row_judge (const LtAqiRow *self, LtRatio concentration)
{
  LtIaqi result = { TRUE, concentration };

  g_return_val_if_fail (self->n_points >= 2 && concentration.above >= 0, result);

  if (self->rounds)
    result.input = lt_ratio_round (concentration, self->places, LT_ROUNDING_HALF_EVEN);
  while (result.below + 2 < self->n_points
         && lt_ratio_compare (result.input, self->concentrations[result.below + 1]) > 0)
    result.below++;
  if (lt_ratio_compare (result.input, self->concentrations[self->n_points - 1]) > 0)
    result.exact = lt_ratio_new (self->beyond, 1);
  else
    result.exact = interpolate (self, result.below, result.input);
  result.index = (int) lt_ratio_round (result.exact, 0, LT_ROUNDING_UP).above;
  return result;
}

/**
 * lt_aqi_scale_judge:
 * @self: a scale
 * @concentrations: by the place of the scale's rows; %NULL for one that is missing
 * @unmonitored: places of items that are not monitored by plan, as bits: that they are
 *   missing holds nothing back (HJ 633-2026)
 *
 * Returns: the index, its individual indices and its primary pollutants
 */
LtAqi
lt_aqi_scale_judge (const LtAqiScale *self, const LtRatio *const *concentrations, guint unmonitored)
{
  LtAqi result = { 0 };
  int greatest = 0;

  g_return_val_if_fail (self->rows->len <= LT_AQI_MOST_ITEMS, result);

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (concentrations[i] != NULL)
        result.items[i] = lt_aqi_row_judge (g_ptr_array_index (self->rows, i), *concentrations[i]);
      else if ((unmonitored & (1u << i)) == 0)
        result.n_missing++;
      greatest = MAX (greatest, result.items[i].index);
    }
  result.withheld = self->missing == LT_AQI_MISSING_WITHHOLDS && result.n_missing > 0
                    && greatest > 0 && greatest <= 100;
  result.index = result.withheld ? 0 : greatest;
  for (guint i = 0; result.index > 50 && i < self->rows->len; i++)
    if (result.items[i].index == greatest)
      result.primary |= 1u << i;
  return result;
}
