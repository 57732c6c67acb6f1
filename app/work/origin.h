/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/series.h"

G_BEGIN_DECLS

/**
 * LtOriginWish:
 * @place: whose
 * @sampled: whether it is a sample with a record of its own
 * @item: code of what
 * @time: of the value
 * @origin: the batch it came by, or the sample's record
 *
 * The value whose origin is asked for.
 */
typedef struct
{
  LtId place;
  gboolean sampled;
  char *item;
  gint64 time;
  LtId origin;
} LtOriginWish;

/**
 * LtOrigin:
 * @record: (nullable): the batch, or the sample; %NULL where it is here no more
 * @sampled: whether it is a sample
 * @line: where it stands in the batch's file, from 1; 0 where that is not known
 * @officer: (nullable): who brought it in, by name; %NULL where nobody here knows
 * @when: (nullable): when, "2026-11-20 15:00"
 *
 * Where a value comes from.
 */
typedef struct
{
  LtRecord *record;
  gboolean sampled;
  gint64 line;
  char *officer;
  char *when;
} LtOrigin;

LtOriginWish *lt_origin_wish_new (const LtSeriesWish *wish,
                                  const LtSeriesPlace *place,
                                  const LtSeriesValue *value);
void lt_origin_wish_free (LtOriginWish *self);
LtOrigin *lt_work_find_origin (LtStore *store, const LtOriginWish *wish, GError **error);
void lt_origin_free (LtOrigin *self);
char *lt_origin_describe (const LtOrigin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtOrigin, lt_origin_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtOriginWish, lt_origin_wish_free)

G_END_DECLS
