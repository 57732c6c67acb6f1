/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

#define LT_INDEX_MOST_PARTS 8

/**
 * LtIndexPart:
 * @item: code of the item
 * @places: to how many decimals its concentration is rounded first
 * @limit: what it is divided by, in the item's unit
 * @weight: its weight
 *
 * One item of a composite index.
 */
typedef struct
{
  char *item;
  guint places;
  LtRatio limit;
  LtRatio weight;
} LtIndexPart;

/**
 * LtIndexScheme:
 * @parts: (element-type LtIndexPart): at most LT_INDEX_MOST_PARTS
 * @places: decimals of the published index
 *
 * How a composite index (环境空气质量综合指数) is made: limits and weights are data.
 */
typedef struct
{
  GPtrArray *parts;
  guint places;
} LtIndexScheme;

/**
 * LtIndex:
 * @is_valid: whether no item is missing
 * @exact: the sum, not rounded
 * @published: rounded
 * @parts: by the place of the part: concentration / limit × weight
 * @greatest: places of the greatest parts, as bits
 *
 * A composite index. Smaller is better.
 */
typedef struct
{
  gboolean is_valid;
  LtRatio exact;
  LtRatio published;
  LtRatio parts[LT_INDEX_MOST_PARTS];
  guint greatest;
} LtIndex;

LtIndexPart *lt_index_part_new (const char *item);
void lt_index_part_free (LtIndexPart *self);
LtIndex lt_index_scheme_judge (const LtIndexScheme *self, const LtRatio *const *concentrations);

G_END_DECLS
