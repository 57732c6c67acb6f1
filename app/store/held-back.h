/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/group.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtHeldBack:
 * @group: (nullable): what was wanted; %NULL where the bytes that came are no group
 * @reason: why it counts for nothing here
 *
 * Work that came and was not accepted: it is kept, and can be read.
 */
typedef struct
{
  LtGroup *group;
  char *reason;
} LtHeldBack;

GPtrArray *lt_store_list_held (LtStore *self, GError **error);
char **lt_store_list_held_back (LtStore *self);
void lt_held_back_free (LtHeldBack *self);

G_END_DECLS
