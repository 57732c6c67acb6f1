/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/readings.h"
#include "db/db.h"

G_BEGIN_DECLS

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

LtBatchOrder *lt_batch_order_load (LtDb *db, GError **error);
void lt_batch_order_free (LtBatchOrder *self);
const LtBatchEntry *lt_batch_order_get (const LtBatchOrder *self, guint place);
gboolean lt_batch_order_gives_way (const LtBatchOrder *self, guint loser, guint winner);
int lt_batch_order_compare (const LtBatchOrder *self, guint a, guint b);
gboolean lt_batch_order_is_open (const LtBatchOrder *self, guint a, guint b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBatchOrder, lt_batch_order_free)

G_END_DECLS
