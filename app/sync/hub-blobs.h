/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/batch.h"
#include "sync/hub.h"

G_BEGIN_DECLS

/**
 * LtBlobTally:
 * @given: batches whose rows were given to the hub
 * @taken: batches whose rows were taken from it
 * @damaged: rows of batches that the hub no longer held as they were given; they
 *   were taken out of it
 * @missing: batches whose rows are still not here
 * @hub_missing: batches whose rows the hub still has not
 */
typedef struct
{
  guint given;
  guint taken;
  guint damaged;
  guint missing;
  guint hub_missing;
} LtBlobTally;

gboolean lt_hub_exchange_blobs (LtHub *self, LtStore *store, LtBlobTally *tally, GError **error);

G_END_DECLS
