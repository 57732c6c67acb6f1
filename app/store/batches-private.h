/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/batch.h"
#include "store/staging.h"

G_BEGIN_DECLS

typedef enum
{
  LT_BLOB_MAKING = 0,   /* being made here */
  LT_BLOB_ARRIVING = 1, /* some of its pieces are here */
  LT_BLOB_HERE = 2,     /* all its bytes are here and are what its name says */
  LT_BLOB_ROWS = 3,     /* its rows are in lt_pack */
  LT_BLOB_BAD = 4,      /* no rows can be made of it */
} LtBlobState;

/* What is known of a batch's rows here, in SQL: a batch b counts with the blob
 * l where both say the same. */
#define LT_BATCH_JOIN                                                                              \
  "batch b JOIN lt_blob l ON l.digest=b.blob AND l.state=3 AND l.rows=b.\"rows\""

/* blob.c */
gboolean lt_blob_clear_rows (LtStore *store, gint64 number, GError **error);
gboolean lt_blob_clear_rows_in_write (LtDb *db, gint64 number, GError **error);
gboolean lt_blob_remove (LtStore *store, gint64 number, GError **error);
gboolean lt_blobs_clear_leftovers (LtStore *store, GError **error);
gboolean
lt_blob_find (LtDb *db, const char *digest, gint64 *number, LtBlobState *state, GError **error);
GBytes *lt_blob_load_piece (LtDb *db, gint64 number, gint64 n, GError **error);
gboolean lt_blob_count_pieces (LtDb *db, gint64 number, gint64 *n, GError **error);
gboolean lt_blobs_tidy (LtStore *store, GError **error);

/* blob-damage.c */
gboolean lt_blob_digest (LtDb *db, gint64 number, char **digest, gint64 *size, GError **error);
gboolean lt_blob_is_right (LtDb *db, gint64 number, gboolean *right, GError **error);
gboolean lt_blob_forget (LtDb *db, gint64 number, GError **error);

/* batch-load.c */
gboolean lt_blobs_pack_again (LtStore *store, GError **error);

/* pack-rows.c */
gboolean lt_pack_take (LtRows *rows, int column, GArray *out, GError **error);
GPtrArray *lt_pack_load_qualities (LtDb *db, GError **error);

/* batch-pairs.c */

/**
 * LtBlobPair:
 *
 * How many rows of another blob have place, item and time of one of this blob's.
 */
typedef struct
{
  gint64 other;
  gint64 same;
  gint64 differing;
} LtBlobPair;

GArray *lt_blob_compare (LtDb *db, gint64 number, gint64 only, GError **error);

/**
 * LtBlobMeeting:
 *
 * A staged blob held against those whose rows are here.
 */
typedef struct
{
  gint64 number;
  GArray *met;   /* (element-type gint64) */
  GArray *pairs; /* (element-type LtBlobPair) */
} LtBlobMeeting;

gboolean lt_blob_meeting_hold (LtBlobMeeting *self, LtDb *db, gint64 number, GError **error);
gboolean lt_blob_meeting_write (LtBlobMeeting *self, LtDb *db, GError **error);
void lt_blob_meeting_clear (LtBlobMeeting *self);

/* batch-writer.c */
gboolean lt_batch_writer_publish (LtBatchWriter *self, GError **error);
void lt_batch_writer_set_done (LtBatchWriter *self);

G_END_DECLS
