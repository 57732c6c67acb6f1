/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/composite-index.h"

/**
 * lt_index_part_new:
 * @item: code of an item
 *
 * Returns: (transfer full): a part without limit
 */
LtIndexPart *
lt_index_part_new (const char *item)
{
  LtIndexPart *self = g_new0 (LtIndexPart, 1);

  self->item = g_strdup (item);
  return self;
}

void
lt_index_part_free (LtIndexPart *self)
{
  g_free (self->item);
  g_free (self);
}

/**
 * lt_index_scheme_judge:
 * @self: limits and weights
 * @concentrations: by the place of the part: the period's mean, of CO and O3 its
 *   percentile; %NULL for one that is missing or not valid
 *
 * 环办监测〔2018〕19号: I = Σ C/S over six items; the published index has two decimals.
 *
 * Returns: the index
 */
LtIndex
lt_index_scheme_judge (const LtIndexScheme *self, const LtRatio *const *concentrations)
{
  LtIndex result = { TRUE, .exact = lt_ratio_new (0, 1) };
  LtRatio greatest = lt_ratio_new (-1, 1);

  g_return_val_if_fail (self->parts->len <= LT_INDEX_MOST_PARTS, result);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const LtIndexPart *part = g_ptr_array_index (self->parts, i);
      LtRatio rounded;
      int order;

      if (concentrations[i] == NULL)
        {
          result.is_valid = FALSE;
          continue;
        }
      rounded = lt_ratio_round (*concentrations[i], part->places, LT_ROUNDING_HALF_EVEN);
      result.parts[i] = lt_ratio_multiply (lt_ratio_divide (rounded, part->limit), part->weight);
      result.exact = lt_ratio_add (result.exact, result.parts[i]);
      order = lt_ratio_compare (result.parts[i], greatest);
      result.greatest = (order > 0 ? 0 : result.greatest) | (order >= 0 ? 1u << i : 0);
      greatest = order > 0 ? result.parts[i] : greatest;
    }
  result.published = lt_ratio_round (result.exact, self->places, LT_ROUNDING_HALF_EVEN);
  return result;
}
