/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/feed.h"

G_BEGIN_DECLS

/**
 * LtLoss:
 * @stream: a device's operations
 * @first: number of the first that is missing or another
 * @last: number of the last that was known
 * @changed: whether another operation stands there; otherwise it is missing
 *
 * What a file lacks of what was once known of it.
 */
typedef struct
{
  LtStream stream;
  guint64 first;
  guint64 last;
  gboolean changed;
} LtLoss;

GArray *lt_store_find_losses (LtStore *self, const GArray *tips, GError **error);
gboolean lt_store_get_own_tip (LtStore *self, LtTip *tip, GError **error);

G_END_DECLS
