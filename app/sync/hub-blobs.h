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
 * @damaged_here: batches whose rows were found damaged in the county file, and were
 *   taken out of it (lt_store_take_damaged_batches())
 * @too_large: batches whose rows the hub holds larger than they can be; they were
 *   left there
 * @missing: batches whose rows are still not here
 * @hub_missing: batches whose rows the hub still has not
 */
typedef struct
{
  guint given;
  guint taken;
  guint damaged;
  guint damaged_here;
  guint too_large;
  guint missing;
  guint hub_missing;
} LtBlobTally;

gboolean lt_hub_exchange_blobs (LtHub *self, LtStore *store, LtBlobTally *tally, GError **error);

G_END_DECLS
