/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/measured.h"

G_BEGIN_DECLS

/**
 * LtLatest:
 * @place: a place
 * @values: (element-type utf8 LtSeriesValue): its latest value of each item, by the item's code
 * @index: (nullable): its latest air quality index in words
 * @index_lines: (nullable): how that came about
 *
 * What a place measured last.
 */
typedef struct
{
  LtSeriesPlace *place;
  GHashTable *values;
  char *index;
  char *index_lines;
} LtLatest;

GPtrArray *lt_work_list_latest (LtStore *store,
                                const GPtrArray *measured,
                                LtInterval interval,
                                GError **error);
void lt_latest_free (LtLatest *self);
const LtSeriesValue *lt_latest_get (const LtLatest *self, const char *item);
gint64 lt_latest_get_time (const LtLatest *self);

G_END_DECLS
