/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/readings.h"
#include "db/db.h"

G_BEGIN_DECLS

/* In SQL: that a row is of a place and an item. */
#define LT_OF_SERIES                                                                               \
  "place=(SELECT number FROM lt_reading_place WHERE place=?) AND "                                 \
  "item=(SELECT number FROM lt_reading_item WHERE item=?)"

/**
 * LtBatchEntry:
 *
 * A batch that is there and whose rows are here, as far as precedence asks.
 */
typedef struct
{
  LtId id;
  gint64 blob;
  int rank;
  int source;
  int interval;
  LtId corrects; /* zeros for none */
} LtBatchEntry;

/**
 * LtBatchOrder:
 *
 * All batches that count, in the order of their ids, and which of them gives way
 * to which.
 */
typedef struct
{
  GArray *batches;     /* (element-type LtBatchEntry) */
  GHashTable *by_id;   /* LtId → place in @batches + 1 */
  GHashTable *by_blob; /* number → GArray of places in @batches */
  GHashTable *chosen;  /* "winner loser" as two places in one number */
} LtBatchOrder;

/**
 * LtCandidate:
 * @batch: place in the order
 *
 * What a batch says of one place, item and time.
 */
typedef struct
{
  guint batch;
  gboolean has_value;
  gint64 value;
  const char *quality;
} LtCandidate;

LtBatchOrder *lt_batch_order_load (LtDb *db, GError **error);
void lt_batch_order_free (LtBatchOrder *self);
const LtBatchEntry *lt_batch_order_get (const LtBatchOrder *self, guint place);
gboolean lt_batch_order_gives_way (const LtBatchOrder *self, guint loser, guint winner);
int lt_batch_order_compare (const LtBatchOrder *self, guint a, guint b);
gboolean lt_batch_order_is_open (const LtBatchOrder *self, guint a, guint b);
const LtCandidate *
lt_batch_order_find_best (const LtBatchOrder *self, const GArray *candidates, gboolean all);
gboolean lt_batch_order_is_disputed (const LtBatchOrder *self,
                                     const GArray *candidates,
                                     const LtCandidate *best);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBatchOrder, lt_batch_order_free)

G_END_DECLS
