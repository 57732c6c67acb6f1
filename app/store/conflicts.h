/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtSaid:
 * @officer: who said it
 * @device: on which device, as people call it
 * @wall: when, by that device's clock, milliseconds since 1970 (UTC)
 * @by_hand: whether that time was given by hand
 * @suspect: whether that clock was behind what had been written on that device
 */
typedef struct
{
  LtId officer;
  char device[5];
  gint64 wall;
  gboolean by_hand;
  gboolean suspect;
} LtSaid;

gboolean
lt_store_who_said (LtStore *self, const LtId *record, const LtDigest *operation, LtSaid *said);
gboolean lt_store_find_base (LtStore *self, const LtRecord *record, guint field, LtValue **base);
GPtrArray *lt_store_list_given (LtStore *self, GError **error);

guint64 lt_store_get_conflicts (LtStore *self, const LtRecord *record);

G_END_DECLS
