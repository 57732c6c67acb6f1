/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/batch-blob.h"
#include "store/branches.h"
#include "store/people.h"
#include "store/store-private.h"
#include "store/verify.h"

G_BEGIN_DECLS

/**
 * LtCheck:
 * @store: the file
 * @result: what is found
 * @people: what the log says of people
 * @remembered: (nullable) (element-type LtRemembered): signatures checked before
 * @loose: operations that belong to no group
 * @work: how many operations will be read
 * @done: how many were
 * @told: how many were when progress was last told
 *
 * One full check on its way.
 */
typedef struct
{
  LtStore *store;
  LtVerification *result;
  LtPeople *people;
  GArray *remembered;
  gint64 loose;
  LtProgressFunc progress;
  gpointer user_data;
  guint64 work;
  guint64 done;
  guint64 told;
} LtCheck;

/* verify.c */
LtVerification *lt_verification_new (void);
void lt_check_progress (LtCheck *self, guint n);
void lt_check_add (LtCheck *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

void lt_check_insert (LtCheck *self, guint place, GPtrArray *problems);
void lt_check_more (LtCheck *self, const char *table, gint64 n);

/* verify-cursor.c */

/**
 * LtCursor:
 * @table: which table
 * @rows: its rows, the record in the first column
 * @there: whether it is on a row
 * @id: that row's record
 * @more: rows that were passed over: of no record that the log knows
 *
 * A table, read along with the log in the order of the records.
 */
typedef struct
{
  const char *table;
  LtRows *rows;
  gboolean there;
  LtId id;
  gint64 more;
} LtCursor;

gboolean
lt_cursor_open (LtCursor *self, LtDb *db, const char *table, const char *sql, GError **error);
gboolean lt_cursor_step (LtCursor *self, GError **error);
gboolean lt_cursor_seek (LtCursor *self, const LtId *id, gboolean *found, GError **error);
gboolean lt_cursor_finish (LtCheck *check, LtCursor *self, GError **error);

/* verify-map.c */
gboolean lt_check_place (LtCheck *self,
                         LtCursor *places,
                         const LtRecordState *state,
                         gint64 *n_places,
                         GError **error);
gboolean lt_check_boxes (LtCheck *self, gint64 n_places, GError **error);

/* verify-batches.c */
gboolean lt_check_batches (LtCheck *self, GError **error);

/* verify-outline.c */
gboolean lt_check_outline (LtCheck *self, GError **error);

/* verify-rows.c */
gboolean lt_check_older_row (LtCheck *self,
                             gint64 number,
                             LtBlobReader *reader,
                             const LtBlobRow *row,
                             gboolean *same,
                             GError **error);
gboolean lt_check_older_rows (LtCheck *self, GError **error);

/* verify-beside.c */

/**
 * LtLogCheck:
 *
 * The log and the pages, while they are checked.
 */
typedef struct _LtLogCheck LtLogCheck;

LtLogCheck *lt_log_check_start (LtCheck *check, int cache_kib);
gboolean lt_log_check_end (LtLogCheck *self, LtCheck *check, GError **error);

/* verify-log.c */
gboolean lt_check_log (LtCheck *self, GError **error);

/* verify-ends.c */
gboolean lt_check_ends (LtCheck *check,
                        gint64 sid,
                        gboolean forked,
                        const LtBranches *branches,
                        GError **error);

/* verify-records.c */
gboolean lt_check_records (LtCheck *self, GError **error);

/* verify-words.c */
gboolean lt_check_open_words (LtCheck *self, LtRows **rows, GError **error);
gboolean lt_check_words (LtCheck *self,
                         LtRows *rows,
                         const LtRecordState *state,
                         gint64 key,
                         gint64 *n,
                         GError **error);

G_END_DECLS
