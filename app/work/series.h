/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "chart/chart.h"
#include "model/items.h"
#include "work/session.h"

G_BEGIN_DECLS

/* Values of places over time, and the diagrams of them. */

/* Code of the item of dust-fall sites, whose monthly samples are records of their own. */
#define LT_ITEM_DUST "dust"

typedef struct _LtSeriesLimits LtSeriesLimits;
struct _LtAirIndices;

/**
 * LtSeriesPlace:
 * @kind: (nullable): its kind; %NULL where the place was removed
 * @id: its id
 * @label: what it is called
 *
 * Whose values.
 */
typedef struct
{
  const LtKind *kind;
  LtId id;
  char *label;
} LtSeriesPlace;

/**
 * LtSeriesWish:
 * @places: (element-type LtSeriesPlace): whose, LT_CHART_MOST_SERIES at the most
 * @item: code of what
 * @least: smallest value of it that is possible, in millionths of its unit
 * @most: largest
 * @interval: of the values
 * @from: first time, civil minutes
 * @to: last time
 * @judge: (nullable): what judges all values (work/series-limits.h); %NULL: what holds on the
 *   day of each
 *
 * What is to be read.
 */
typedef struct
{
  GPtrArray *places;
  char *item;
  gint64 least;
  gint64 most;
  LtInterval interval;
  gint64 from;
  gint64 to;
  char *judge;
} LtSeriesWish;

/**
 * LtSeriesValue:
 * @time: civil minutes
 * @has_value: whether there is a value; else it is known to be missing
 * @value: in millionths of the item's unit
 * @flagged: whether it cannot be so: kept as it was reported, and left out of all means and lines
 * @disputed: whether another batch of equal rank says otherwise
 * @origin: the batch it came by; of dust fall the sample's own record
 */
typedef struct
{
  gint64 time;
  gboolean has_value;
  gint64 value;
  gboolean flagged;
  gboolean disputed;
  LtId origin;
} LtSeriesValue;

/**
 * LtSeries:
 * @place: whose
 * @values: (element-type LtSeriesValue): rising in time
 * @indices: (nullable): of the air quality index, what each value was made of
 */
typedef struct
{
  LtSeriesPlace place;
  GArray *values;
  struct _LtAirIndices *indices;
} LtSeries;

LtSeriesPlace *lt_series_place_new (const LtKind *kind, const LtId *id, const char *label);
void lt_series_place_free (LtSeriesPlace *self);
LtSeriesWish *lt_series_wish_new (void);
void lt_series_wish_set_item (LtSeriesWish *self, const LtItems *items, const char *code);
LtSeriesWish *lt_series_wish_copy (const LtSeriesWish *self);
void lt_series_wish_free (LtSeriesWish *self);
void lt_series_free (LtSeries *self);

gboolean lt_series_is_sampled (const LtSeriesWish *wish, const LtSeriesPlace *place);
GPtrArray *lt_work_read_series (LtStore *store, const LtSeriesWish *wish, GError **error);
guint lt_series_count_flagged (const GPtrArray *series);
gboolean lt_series_get_span (const GPtrArray *series, gint64 *first, gint64 *last);
char *lt_series_make_title (const LtSeriesWish *wish, LtChartForm form, const LtItem *item);
LtChart *lt_series_make_chart (const GPtrArray *series,
                               const LtSeriesWish *wish,
                               LtChartForm form,
                               LtInkStyle style,
                               const LtItem *item,
                               const LtSeriesLimits *limits);
gboolean lt_work_chart_to_file (LtSession *session,
                                const LtChart *chart,
                                int width,
                                int height,
                                double scale,
                                const char *title,
                                const char *path,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSeriesWish, lt_series_wish_free)

G_END_DECLS
