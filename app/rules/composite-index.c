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
 * lt_index_scheme_new:
 * @name: its name
 * @label: in words
 * @places: decimals of the published index
 *
 * Returns: (transfer full): a scheme without parts
 */
LtIndexScheme *
lt_index_scheme_new (const char *name, const char *label, guint places)
{
  LtIndexScheme *self = g_new0 (LtIndexScheme, 1);

  self->name = g_strdup (name);
  self->label = g_strdup (label);
  self->places = places;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_index_part_free);
  return self;
}

void
lt_index_scheme_free (LtIndexScheme *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parts);
  g_free (self->name);
  g_free (self->label);
  g_free (self);
}

/**
 * lt_index_scheme_judge:
 * @self: limits and weights
 * @concentrations: by the place of the part: the period's mean, of CO and O3 its
 *   percentile; %NULL for one that is missing or not valid
 *
 * 环办监测〔2018〕19号: I = Σ C/S over six items; the published index has two decimals and
 * is rounded once, from concentrations as they are.
 *
 * Returns: the index
 */
LtIndex
lt_index_scheme_judge (const LtIndexScheme *self, const LtRatio *const *concentrations)
{
  LtIndex result = { TRUE, TRUE, .exact = lt_ratio_new (0, 1) };
  LtRatio greatest = lt_ratio_new (-1, 1);

  g_return_val_if_fail (self->parts->len <= LT_INDEX_MOST_PARTS, result);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const LtIndexPart *part = g_ptr_array_index (self->parts, i);
      LtRatio share;
      int order;

      if (concentrations[i] == NULL)
        {
          result.is_valid = result.is_complete = FALSE;
          continue;
        }
      share = lt_ratio_divide (*concentrations[i], part->limit);
      result.parts[i] = lt_ratio_multiply (share, part->weight);
      result.exact = lt_ratio_add (result.exact, result.parts[i]);
      order = lt_ratio_compare (share, greatest);
      result.greatest = (order > 0 ? 0 : result.greatest) | (order >= 0 ? 1u << i : 0);
      greatest = order > 0 ? share : greatest;
    }
  result.published = lt_ratio_round (result.exact, self->places, LT_ROUNDING_HALF_EVEN);
  return result;
}
