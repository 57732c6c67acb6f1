/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

#define LT_INDEX_MOST_PARTS 8

/**
 * LtIndexPart:
 * @item: code of the item's readings
 * @is_percentile: whether it is a percentile of the days, else their mean
 * @percent: which
 * @limit: what it is divided by, in the item's unit
 * @weight: its weight
 *
 * One item of a composite index.
 */
typedef struct
{
  char *item;
  gboolean is_percentile;
  LtRatio percent;
  LtRatio limit;
  LtRatio weight;
} LtIndexPart;

/**
 * LtIndexScheme:
 * @name: what it is called: its limits and weights, "2026T-equal"
 * @label: in words
 * @parts: (element-type LtIndexPart): at most LT_INDEX_MOST_PARTS
 * @places: decimals of the published index
 *
 * How a composite index (环境空气质量综合指数) is made: limits and weights are data.
 */
typedef struct
{
  char *name;
  char *label;
  GPtrArray *parts;
  guint places;
} LtIndexScheme;

/**
 * LtIndex:
 * @is_valid: whether no item is missing or has too few days: it takes part in a rank
 * @is_complete: whether no item is missing: there is an index
 * @exact: the sum, not rounded
 * @published: rounded
 * @parts: by the place of the part: concentration / limit × weight
 * @greatest: places of the items whose concentration / limit is greatest, as bits
 *
 * A composite index. Smaller is better.
 */
typedef struct
{
  gboolean is_valid;
  gboolean is_complete;
  LtRatio exact;
  LtRatio published;
  LtRatio parts[LT_INDEX_MOST_PARTS];
  guint greatest;
} LtIndex;

LtIndexPart *lt_index_part_new (const char *item);
void lt_index_part_free (LtIndexPart *self);
LtIndexScheme *lt_index_scheme_new (const char *name, const char *label, guint places);
void lt_index_scheme_free (LtIndexScheme *self);
LtIndex lt_index_scheme_judge (const LtIndexScheme *self, const LtRatio *const *concentrations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtIndexScheme, lt_index_scheme_free)

G_END_DECLS
