/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What of a county is of some time, and which steps a time bar can take in it. */

/**
 * LtTimeRange:
 * @any: whether there is anything
 * @first: the earliest, in civil minutes (model/reading.h)
 * @last: the latest
 */
typedef struct
{
  gboolean any;
  gint64 first;
  gint64 last;
} LtTimeRange;

/**
 * LtMapItem:
 * @code: of the item ("PM2.5")
 * @label: as people write it
 * @unit: of its values; empty where nobody knows the item
 * @place: where it stands in a list of items
 * @values: of when there are values, by their interval
 *
 * An item of which stations have values.
 */
typedef struct
{
  char *code;
  char *label;
  char *unit;
  guint place;
  LtTimeRange values[LT_INTERVAL_MONTH + 1];
} LtMapItem;

/**
 * LtMapTimes:
 * @items: (element-type LtMapItem): what stations have values of, in the order of
 *   items.json, those that it does not know at the end
 * @values: of when there are values, of whatever item, by their interval
 * @dust: months of dust fall, each under its first minute
 * @outlines: days on which the outline of an area or zone came into force or ceased to be
 */
typedef struct
{
  GPtrArray *items;
  LtTimeRange values[LT_INTERVAL_MONTH + 1];
  LtTimeRange dust;
  LtTimeRange outlines;
} LtMapTimes;

void lt_time_range_extend (LtTimeRange *self, gint64 first, gint64 last);

LtMapTimes *lt_work_map_times (LtStore *store, GError **error);
void lt_map_times_free (LtMapTimes *self);
const LtMapItem *lt_map_times_find_item (const LtMapTimes *self, const char *code);
gboolean lt_map_item_may_have (const LtMapItem *self, LtInterval interval, gint64 day);
gboolean lt_map_item_is_old (const LtMapItem *self, LtInterval interval, gint64 now);
LtTimeRange
lt_map_times_get_range (const LtMapTimes *self, LtInterval interval, const char *item, gint64 now);

gboolean lt_work_item_times (LtStore *store,
                             const char *item,
                             LtInterval interval,
                             LtTimeRange *range,
                             GError **error);

gint64 lt_interval_floor (LtInterval interval, gint64 time);
gint64 lt_interval_step (LtInterval interval, gint64 time, gint64 steps);
gint64 lt_interval_count (LtInterval interval, gint64 from, gint64 to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMapTimes, lt_map_times_free)

G_END_DECLS
