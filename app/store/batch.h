/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change.h"
#include "model/reading.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtBatchWriter:
 *
 * The door for measured rows: they go into the file out of sight, and are seen
 * from the moment at which the record of their batch is appended.
 *
 *   writer = lt_batch_writer_new (store, FALSE, on_twice, data, &error);
 *   lt_batch_writer_add (writer, &reading, line, &error);   for each row
 *   lt_batch_writer_finish (writer, batch, &error);         fills the record
 *   lt_change_create (change, batch);
 *   lt_change_publish (change, writer);
 *   lt_store_append (store, change, …);
 *   lt_batch_writer_free (writer);
 *
 * Freed before that, or cut off, it leaves nothing behind.
 */
typedef struct _LtBatchWriter LtBatchWriter;

/**
 * LtBatchTwiceFunc:
 * @line: of a row whose place, item and time stood before; it is not taken
 * @first: line of the row that was taken
 * @same: whether both have the same value, or none, and the same quality
 * @user_data: as given
 */
typedef void (*LtBatchTwiceFunc) (gint64 line, gint64 first, gboolean same, gpointer user_data);

LtBatchWriter *lt_batch_writer_new (LtStore *store,
                                    gboolean trial,
                                    LtBatchTwiceFunc on_twice,
                                    gpointer user_data,
                                    GError **error);
void lt_batch_writer_free (LtBatchWriter *self);
gboolean
lt_batch_writer_add (LtBatchWriter *self, const LtReading *reading, gint64 line, GError **error);
gboolean lt_batch_writer_name_place (LtBatchWriter *self,
                                     const LtId *place,
                                     guint32 *number,
                                     GError **error);
gboolean
lt_batch_writer_name_item (LtBatchWriter *self, const char *item, guint32 *number, GError **error);
gboolean lt_batch_writer_add_row (LtBatchWriter *self,
                                  guint32 place,
                                  guint32 item,
                                  const LtReading *reading,
                                  gint64 line,
                                  GError **error);
gboolean lt_batch_writer_finish (LtBatchWriter *self, LtRecord *batch, GError **error);
gboolean lt_batch_writer_is_known (const LtBatchWriter *self);

/* Blobs as they travel. */

gboolean lt_store_get_blob (LtStore *self, const char *digest, gint64 *pieces, GError **error);
GBytes *lt_store_get_blob_piece (LtStore *self, const char *digest, gint64 n, GError **error);
gboolean lt_store_has_blob_piece (LtStore *self, const char *digest, gint64 n);
gboolean lt_store_put_blob_piece (LtStore *self,
                                  const char *digest,
                                  gint64 n,
                                  GBytes *bytes,
                                  GError **error);
gboolean lt_store_check_blob (LtStore *self, const char *digest, gboolean *sound, GError **error);
gboolean lt_store_recheck_blob (LtStore *self, const char *digest, gboolean *sound, GError **error);
char **lt_store_take_damaged_batches (LtStore *self);
gboolean lt_store_load_blobs (LtStore *self, GError **error);

/**
 * LtBatchRows:
 * @batch: the batch's record
 * @file: (nullable): name of its source
 * @digest: of its rows
 * @rows: how many they should be
 * @here: whether they are here
 * @reason: (nullable): why no rows can be made of what is here
 */
typedef struct
{
  LtId batch;
  char *file;
  char *digest;
  gint64 rows;
  gboolean here;
  char *reason;
} LtBatchRows;

GPtrArray *lt_store_list_batch_rows (LtStore *self, GError **error);
guint lt_store_count_batches_without_rows (LtStore *self);
void lt_batch_rows_free (LtBatchRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBatchWriter, lt_batch_writer_free)

G_END_DECLS
