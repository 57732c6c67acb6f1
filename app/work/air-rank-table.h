/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/air-ranks.h"
#include "work/seen-table.h"

G_BEGIN_DECLS

/* The ranks of a month, or of the months of a year up to it, as a table: places downward. */

/**
 * LtAirRankOf:
 * @LT_AIR_RANK_STATIONS: the stations that are evaluated
 * @LT_AIR_RANK_AREAS: the areas that have such stations
 *
 * Who is ranked.
 */
typedef enum
{
  LT_AIR_RANK_STATIONS,
  LT_AIR_RANK_AREAS,
  LT_AIR_RANK_N_OF,
} LtAirRankOf;

/**
 * LtAirRankPeriod:
 * @LT_AIR_RANK_MONTH_ON_YEAR: a month, against the same a year ago
 * @LT_AIR_RANK_MONTH_ON_MONTH: a month, against the one before
 * @LT_AIR_RANK_YEAR_SO_FAR: from January to a month, against the same a year ago
 *
 * What is ranked, and against what it is held.
 */
typedef enum
{
  LT_AIR_RANK_MONTH_ON_YEAR,
  LT_AIR_RANK_MONTH_ON_MONTH,
  LT_AIR_RANK_YEAR_SO_FAR,
  LT_AIR_RANK_N_PERIODS,
} LtAirRankPeriod;

/* The columns of the table. */
typedef enum
{
  LT_AIR_RANK_RANK,
  LT_AIR_RANK_PLACE,
  LT_AIR_RANK_VALUE,
  LT_AIR_RANK_BASE,
  LT_AIR_RANK_CHANGE,
  LT_AIR_RANK_RANK_BEFORE,
  LT_AIR_RANK_BETTER,
  LT_AIR_RANK_N_COLUMNS,
} LtAirRankColumn;

/**
 * LtAirRankWish:
 * @of: who
 * @period: what
 * @month: "2026-10"
 */
typedef struct
{
  LtAirRankOf of;
  LtAirRankPeriod period;
  char *month;
} LtAirRankWish;

/**
 * LtAirRankTable:
 * @ranks: of what was wished for
 * @labels: (element-type utf8): what is ranked, in words: the index, then each item
 * @units: (element-type utf8): of them; "" for the index
 */
typedef struct
{
  LtAirRanks *ranks;
  GPtrArray *labels;
  GPtrArray *units;
} LtAirRankTable;

const char *lt_air_rank_of_label (LtAirRankOf of);
const char *lt_air_rank_period_label (LtAirRankPeriod period);
LtAirRankWish *lt_air_rank_wish_new (LtAirRankOf of, LtAirRankPeriod period, const char *month);
void lt_air_rank_wish_free (LtAirRankWish *self);
gboolean
lt_air_rank_find_months (const GPtrArray *measured, gint64 *first, gint64 *last, gint64 *whole);

LtAirRankTable *lt_work_air_rank_table (LtStore *store, const LtAirRankWish *wish, GError **error);
void lt_air_rank_table_free (LtAirRankTable *self);

/* air-rank-words.c */
char *lt_air_rank_table_make_title (const LtAirRankTable *self, guint what, LtAirRankColumn column);
char *lt_air_rank_table_format (const LtAirRankTable *self,
                                guint row,
                                guint what,
                                LtAirRankColumn column);
char *lt_air_rank_table_describe (const LtAirRankTable *self, guint row, guint what);
char *lt_air_rank_table_describe_all (const LtAirRankTable *self, guint what);
int lt_air_rank_table_compare (const LtAirRankTable *self,
                               guint row,
                               guint other,
                               guint what,
                               LtAirRankColumn column);

/* air-rank-file.c */
LtSeenTable *lt_air_rank_table_see (const LtAirRankTable *self, guint what);
void
lt_air_rank_table_see_row (const LtAirRankTable *self, guint row, guint what, LtSeenTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirRankTable, lt_air_rank_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAirRankWish, lt_air_rank_wish_free)

G_END_DECLS
