/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/seen-table.h"
#include "work/series.h"

G_BEGIN_DECLS

/* Measured values downward: a row for each value of each place, in any order. */

/* The columns. */
typedef enum
{
  LT_VALUE_TIME,
  LT_VALUE_PLACE,
  LT_VALUE_NUMBER,
  LT_VALUE_REMARK,
  LT_VALUE_N_COLUMNS,
} LtValueColumn;

/**
 * LtValueOrder:
 * @column: by which column
 * @downward: whether the last comes first
 *
 * How rows are sorted.
 */
typedef struct
{
  LtValueColumn column;
  gboolean downward;
} LtValueOrder;

/**
 * LtValueSpot:
 * @point: number of the value in its series
 * @series: number of the series
 * @grade: how much is to be said of it, 0 for nothing; known only where the order asks for it
 *
 * A value of a series.
 */
typedef struct
{
  guint32 point;
  guint16 series;
  guint16 grade;
} LtValueSpot;

/**
 * LtValueRows:
 * @series: (transfer none) (element-type LtSeries): whose values
 * @wish: (transfer none): what they were read for
 * @item: (transfer none) (nullable): what is known of the item
 * @limits: (transfer none) (nullable): what they are held against
 * @spots: (element-type LtValueSpot): in their order
 *
 * Eight bytes a row; what it is made of must be there as long.
 */
typedef struct
{
  const GPtrArray *series;
  const LtSeriesWish *wish;
  const LtItem *item;
  const LtSeriesLimits *limits;
  GArray *spots;
} LtValueRows;

const char *lt_value_column_label (LtValueColumn column);
LtValueRows *lt_value_rows_new (const GPtrArray *series,
                                const LtSeriesWish *wish,
                                const LtItem *item,
                                const LtSeriesLimits *limits);
void lt_value_rows_free (LtValueRows *self);
void lt_value_rows_sort (LtValueRows *self, const LtValueOrder *order);
char *lt_value_rows_make_title (const LtValueRows *self, LtValueColumn column);
char *lt_value_rows_format (const LtValueRows *self, guint row, LtValueColumn column);
gboolean lt_work_export_values (LtStore *store,
                                const LtSeriesWish *wish,
                                const LtValueOrder *order,
                                const LtExportOptions *options,
                                LtExportReport *report,
                                GError **error);

char *lt_value_remark (const LtSeries *series,
                       guint point,
                       LtInterval interval,
                       const LtSeriesLimits *limits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtValueRows, lt_value_rows_free)

G_END_DECLS
