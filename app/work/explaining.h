/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"
#include "work/series.h"

G_BEGIN_DECLS

/**
 * LtExplainWish:
 * @place: whose
 * @item: code of what
 * @interval: what the value stands for
 * @time: of it, civil minutes
 * @has_value: whether the value is given: a mean of several places is kept nowhere
 * @value: the value, in millionths of the item's unit
 *
 * A number that is to be explained.
 */
typedef struct
{
  LtSeriesPlace *place;
  char *item;
  LtInterval interval;
  gint64 time;
  gboolean has_value;
  gint64 value;
} LtExplainWish;

LtExplainWish *lt_explain_wish_new (const LtSeriesPlace *place,
                                    const char *item,
                                    LtInterval interval,
                                    gint64 time);
void lt_explain_wish_set_value (LtExplainWish *self, LtRatio value);
void lt_explain_wish_free (LtExplainWish *self);
char *lt_work_explain (LtStore *store, const LtExplainWish *wish, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtExplainWish, lt_explain_wish_free)

G_END_DECLS
