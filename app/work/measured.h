/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-times.h"
#include "work/series.h"

G_BEGIN_DECLS

/**
 * LtMeasured:
 * @place: whose
 * @item: code of what
 * @values: of when there are values, by their interval
 *
 * What is measured at a place.
 */
typedef struct
{
  LtSeriesPlace *place;
  char *item;
  LtTimeRange values[LT_INTERVAL_MONTH + 1];
} LtMeasured;

GPtrArray *lt_work_list_measured (LtStore *store, GError **error);
void lt_measured_free (LtMeasured *self);

G_END_DECLS
