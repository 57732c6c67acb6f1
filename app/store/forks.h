/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/group.h"
#include "store/store.h"

#include "db/db.h"

G_BEGIN_DECLS

/**
 * LtForkPlace:
 * @LT_FORK_PLACE_FOLLOWS: on a group that is here, or it is a first one
 * @LT_FORK_PLACE_MISSING: what it follows on is not here yet
 * @LT_FORK_PLACE_WRONG: nothing can ever stand where it says it stands
 */
typedef enum
{
  LT_FORK_PLACE_FOLLOWS,
  LT_FORK_PLACE_MISSING,
  LT_FORK_PLACE_WRONG,
} LtForkPlace;

gboolean lt_forks_add (LtStore *self, gint64 sid, const LtGroup *group, GError **error);
gboolean lt_forks_find_before (LtStore *self,
                               gint64 sid,
                               const LtGroup *group,
                               LtForkPlace *place,
                               GError **error);
GArray *lt_forks_list_chain (LtDb *db, const LtStream *stream, guint64 seq, const LtDigest *id);
gboolean lt_forks_chain_holds (const GArray *chain, guint64 from, guint64 seq, const LtDigest *id);
gint64 lt_store_count_forks (LtStore *self);
char **lt_store_list_forks (LtStore *self);

G_END_DECLS
