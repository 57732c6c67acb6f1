/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/items.h"
#include "model/record.h"
#include "rules/evaluation.h"
#include "rules/rank.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Places ranked by the composite index of a span, and by each of its items, held against the
 * same places in another span. */

/* What is ranked: first the index, then the items of its scheme. */
#define LT_AIR_RANK_INDEX 0
#define LT_AIR_RANK_MOST  (1 + LT_INDEX_MOST_PARTS)

/**
 * LtAirRankFigure:
 * @has_value: whether there is a value, be it of too few days
 * @value: as it is published
 * @places: its decimals
 * @ranked: its rank; what has too few valid days takes no part
 *
 * A place's index, or its mean or percentile of an item.
 */
typedef struct
{
  gboolean has_value;
  LtRatio value;
  guint places;
  LtRanked ranked;
} LtAirRankFigure;

/**
 * LtAirRank:
 * @record: a station or an area
 * @n_days: of how many days of the span there is anything
 * @index: of the span
 * @without_events: the same without the values of exceptional events
 * @rank_without_events: its rank
 * @before: of the base
 * @now: by what is ranked
 * @base: the same of the base
 *
 * A place of the ranking.
 */
typedef struct
{
  LtRecord *record;
  guint n_days;
  LtIndex index;
  LtIndex without_events;
  LtRanked rank_without_events;
  LtIndex before;
  LtAirRankFigure now[LT_AIR_RANK_MOST];
  LtAirRankFigure base[LT_AIR_RANK_MOST];
} LtAirRank;

/**
 * LtAirRanks:
 * @ranks: (element-type LtAirRank): by the rank of the index, those without one at the end;
 *   equals by their codes
 * @scheme: limits and weights of the index, of the base too
 * @span: what is ranked
 * @has_base: whether it is held against anything
 * @base: against what
 * @n_ranked: how many have a rank, by what is ranked
 * @n_left_out: values that no air ever had
 * @n_events: values that bear the mark of an exceptional event
 */
typedef struct
{
  GArray *ranks;
  LtIndexScheme *scheme;
  LtSpan span;
  gboolean has_base;
  LtSpan base;
  guint n_ranked[LT_AIR_RANK_MOST];
  guint n_left_out;
  guint n_events;
} LtAirRanks;

LtAirRanks *lt_work_air_ranks (LtStore *store,
                               const LtStandards *standards,
                               const LtItems *items,
                               LtIndexScheme *scheme,
                               GPtrArray *places,
                               const LtSpan *span,
                               const LtSpan *base,
                               GError **error);
void lt_air_ranks_free (LtAirRanks *self);
gboolean lt_air_rank_get_change (const LtAirRank *self, guint what, LtRatio *percent);
gboolean lt_air_rank_get_better (const LtAirRank *self, guint what, int *better);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirRanks, lt_air_ranks_free)

G_END_DECLS
