/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Which value is shown. Of the rows that batches have for one place, item, time
 * and interval:
 *
 * 1. a row gives way to that of a batch that corrects its batch, or corrects one
 *    that does, and to that of a batch that somebody chose over its batch. A
 *    correction counts where the corrected batch is the older one by its id; two
 *    choices against each other count for nothing; and where by all this no row
 *    would be left, none gives way;
 * 2. of the rest the highest rank holds (reviewed, audited, real-time), then the
 *    later source in the field's list, then the batch with the greater id.
 *
 * A row without a value holds like any other: a value that was reviewed away is
 * not shown. All of this follows from the set of records and rows alone.
 *
 * Two batches of one rank and interval that say different things, neither of which
 * gives way to the other, are a conflict: one for the pair, however many rows. */

/**
 * LtReadingShown:
 * @item: which it is of those that were asked for
 * @time: civil minutes, see model/reading.h
 * @has_value: whether there is a value
 * @value: in millionths
 * @quality: (nullable): the source's code
 * @batch: whose row it is
 * @rank: place of the batch's rank among its choices
 * @n_rows: how many batches have a row there
 * @disputed: whether a row of the same rank says otherwise and nobody has decided
 */
typedef struct
{
  guint item;
  gint64 time;
  gboolean has_value;
  gint64 value;
  const char *quality;
  LtId batch;
  int rank;
  guint n_rows;
  gboolean disputed;
} LtReadingShown;

typedef gboolean (*LtReadingFunc) (const LtReadingShown *reading,
                                   gpointer user_data,
                                   GError **error);

typedef gboolean (*LtReadingAtFunc) (const LtId *place,
                                     const LtReadingShown *reading,
                                     gpointer user_data,
                                     GError **error);

/**
 * LtBatchConflict:
 * @a: a batch
 * @b: another of the same rank and interval, with the greater id
 * @same: rows in which they agree
 * @differing: rows in which they do not
 */
typedef struct
{
  LtId a;
  LtId b;
  gint64 same;
  gint64 differing;
} LtBatchConflict;

/**
 * LtBatchExample:
 * @place: of the row
 * @item: of the row
 * @time: of the row
 * @a: (nullable): the exact value that the one batch says
 * @b: (nullable): and the other
 */
typedef struct
{
  LtId place;
  char *item;
  gint64 time;
  char *a;
  char *b;
} LtBatchExample;

/**
 * LtBatchSeries:
 * @place: a place
 * @item: code of an item
 * @first: time of the first row
 * @last: time of the last row
 * @rows: how many
 */
typedef struct
{
  LtId place;
  char *item;
  gint64 first;
  gint64 last;
  gint64 rows;
} LtBatchSeries;

/* Items that a walk tells at once. */
#define LT_READING_WALK_MOST_ITEMS 8

typedef struct _LtReadingWalk LtReadingWalk;

LtReadingWalk *lt_reading_walk_new (LtStore *store, GError **error);
void lt_reading_walk_free (LtReadingWalk *self);
gboolean lt_reading_walk_each (LtReadingWalk *self,
                               const LtId *place,
                               const char *const *items,
                               guint n_items,
                               LtInterval interval,
                               gint64 from,
                               gint64 to,
                               LtReadingFunc func,
                               gpointer user_data,
                               GError **error);
gboolean lt_store_each_reading (LtStore *self,
                                const LtId *place,
                                const char *item,
                                LtInterval interval,
                                gint64 from,
                                gint64 to,
                                LtReadingFunc func,
                                gpointer user_data,
                                GError **error);
gboolean lt_store_each_reading_at (LtStore *self,
                                   const char *item,
                                   LtInterval interval,
                                   gint64 time,
                                   LtReadingAtFunc func,
                                   gpointer user_data,
                                   GError **error);
gboolean
lt_store_find_interval (LtStore *self, const LtId *place, const char *item, LtInterval *interval);
gboolean lt_store_has_readings (LtStore *self, const LtId *place);
GPtrArray *lt_store_list_series (LtStore *self, LtInterval interval, GError **error);
GPtrArray *
lt_store_list_place_series (LtStore *self, const LtId *place, LtInterval interval, GError **error);
GPtrArray *lt_store_list_batch_series (LtStore *self, const LtId *batch, GError **error);
GArray *lt_store_list_batch_conflicts (LtStore *self, GError **error);
gint64 lt_store_count_batch_conflicts (LtStore *self);
GPtrArray *lt_store_list_batch_examples (LtStore *self,
                                         const LtId *a,
                                         const LtId *b,
                                         guint most,
                                         GError **error);
void lt_batch_example_free (LtBatchExample *self);
void lt_batch_series_free (LtBatchSeries *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReadingWalk, lt_reading_walk_free)

G_END_DECLS
