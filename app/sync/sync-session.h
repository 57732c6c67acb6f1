/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/hub-blobs.h"

G_BEGIN_DECLS

/**
 * LtSyncTally:
 * @pushed: operations given
 * @pulled: operations taken
 * @quarantined: operations received that were not accepted
 * @damaged: groups that the hub no longer held as they were given; they were
 *   taken out of it, and whoever has them gives them again
 * @held_up: whether groups lie in the hub that follow on missing ones
 * @forked: streams that now turned out to go on in several ways: a file was copied
 * @set_back: whether the hub had been set back since it was last met
 * @blobs: what was done about the rows of batches
 * @equal: whether both hold the same operations and the rows of all batches now,
 *   read back after writing
 */
typedef struct
{
  guint64 pushed;
  guint64 pulled;
  guint64 quarantined;
  guint64 damaged;
  guint forked;
  gboolean held_up;
  gboolean set_back;
  LtBlobTally blobs;
  gboolean equal;
} LtSyncTally;

gboolean lt_sync_run (LtStore *store,
                      LtHub *hub,
                      LtRandom *random,
                      gint64 now,
                      LtSyncTally *tally,
                      GError **error);

G_END_DECLS
