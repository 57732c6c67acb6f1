/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

/* The air quality index of HJ 633. Its breakpoints are data (data/rules/standards). */

#define LT_AQI_MOST_POINTS 12
#define LT_AQI_MOST_ITEMS  9
#define LT_AQI_CLASSES     6
#define LT_AQI_MOST_INDEX  500

/**
 * LtAqiMissing:
 * @LT_AQI_MISSING_REST: the index is that of the items that are there (HJ 633-2012)
 * @LT_AQI_MISSING_WITHHOLDS: it is published only where it is above 100 (HJ 633-2026)
 *
 * What becomes of the index where an item is missing.
 */
typedef enum
{
  LT_AQI_MISSING_REST,
  LT_AQI_MISSING_WITHHOLDS,
} LtAqiMissing;

/**
 * LtAqiRow:
 * @item: code of the item
 * @rounds: whether the concentration is rounded first
 * @places: to how many decimals (GB/T 8170)
 * @n_points: how many breakpoints
 * @concentrations: of the breakpoints, rising from zero
 * @indices: their individual indices
 * @beyond: the individual index above the last breakpoint; 0: none, another averaging
 *   time is used there
 *
 * The breakpoints of one item.
 */
typedef struct
{
  char *item;
  gboolean rounds;
  guint places;
  guint n_points;
  LtRatio concentrations[LT_AQI_MOST_POINTS];
  int indices[LT_AQI_MOST_POINTS];
  int beyond;
} LtAqiRow;

/**
 * LtAqiScale:
 * @rows: (element-type LtAqiRow): of the items that make the index, at most
 *   LT_AQI_MOST_ITEMS
 * @missing: what becomes of it where one is missing
 * @from: first day it is the scale of, "" for no beginning
 * @to: last day
 *
 * An index: of an hour or of a day, by one edition of the standard.
 */
typedef struct
{
  GPtrArray *rows;
  LtAqiMissing missing;
  char from[11];
  char to[11];
} LtAqiScale;

/**
 * LtIaqi:
 * @has_input: whether there was a concentration
 * @input: it, rounded where the standard says so
 * @index: the individual index; 0 where there is none
 * @exact: before it was rounded up
 * @below: place of the breakpoint under @input; the one above is the next
 *
 * The individual index of one item (空气质量分指数).
 */
typedef struct
{
  gboolean has_input;
  LtRatio input;
  int index;
  LtRatio exact;
  guint below;
} LtIaqi;

/**
 * LtAqi:
 * @index: the index; 0 where there is none or it is not published (NA)
 * @withheld: whether it would be there, but an item is missing
 * @primary: places of the primary pollutants in the scale's rows, as bits; none where
 *   @index is 50 or less
 * @n_missing: how many items are missing that were expected
 * @items: by the place of the row
 */
typedef struct
{
  int index;
  gboolean withheld;
  guint primary;
  guint n_missing;
  LtIaqi items[LT_AQI_MOST_ITEMS];
} LtAqi;

LtAqiRow *lt_aqi_row_new (const char *item);
void lt_aqi_row_free (LtAqiRow *self);
LtIaqi lt_aqi_row_judge (const LtAqiRow *self, LtRatio concentration);
LtAqi lt_aqi_scale_judge (const LtAqiScale *self,
                          const LtRatio *const *concentrations,
                          guint unmonitored);

G_END_DECLS
