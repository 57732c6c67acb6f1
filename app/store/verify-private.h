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
 * @odd: whether operations have values that are not of their columns' types
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
  gboolean odd;
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

guint lt_check_insert (LtCheck *self, guint place, const LtVerification *found);
void lt_check_more (LtCheck *self, const char *table, gint64 n);

/* verify-cursor.c */

/**
 * LtCursor:
 * @rows: its rows, the record in the first column
 * @there: whether it is on a row
 * @id: that row's record
 * @more: rows that were passed over: of no record that the log knows
 *
 * Rows of a table, read along with the log in the order of the records.
 */
typedef struct
{
  LtRows *rows;
  gboolean there;
  LtId id;
  gint64 more;
} LtCursor;

gboolean lt_cursor_open (LtCursor *self, LtDb *db, const char *sql, GError **error);
gboolean lt_cursor_step (LtCursor *self, GError **error);
gboolean lt_cursor_seek (LtCursor *self, const LtId *id, gboolean *found, GError **error);
gboolean lt_cursor_finish (LtCursor *self, gint64 *more, GError **error);

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

/* verify-parts.c */

/**
 * LtPart:
 * @lower: (nullable): the first record of the part as an SQL literal; %NULL for the very first
 * @upper: (nullable): the record behind its last; %NULL for the very last
 *
 * Some of the records, in their order.
 */
typedef struct
{
  char *lower;
  char *upper;
} LtPart;

/**
 * LtParts:
 *
 * All records in parts, which whoever has time takes one after another.
 */
typedef struct _LtParts LtParts;

char *lt_part_select (const LtPart *part, const char *select, const char *record, const char *then);
LtParts *lt_parts_new (LtStore *store, GError **error);
void lt_parts_free (LtParts *self);
gboolean lt_parts_check (LtParts *self, LtCheck *check, GError **error);
gboolean lt_parts_end (LtParts *self, LtCheck *check, guint place, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtParts, lt_parts_free)

/* verify-beside.c */

/**
 * LtLogCheck:
 *
 * The log and the pages, while they are checked.
 */
typedef struct _LtLogCheck LtLogCheck;

LtLogCheck *lt_log_check_start (LtCheck *check, LtParts *parts, int cache_kib);
gboolean lt_log_check_end (LtLogCheck *self, LtCheck *check, guint *place, GError **error);

/* verify-log.c */
gboolean lt_check_log (LtCheck *self, GError **error);

/* verify-ends.c */
gboolean lt_check_ends (LtCheck *check,
                        gint64 sid,
                        gboolean forked,
                        const LtBranches *branches,
                        GError **error);

/* verify-tally.c */

/* lt_record, lt_head, lt_conflict, lt_place. */
#define LT_TALLY_TABLES 4

/**
 * LtTally:
 * @sums: digests and numbers of records of each kind
 * @records: how many there are
 * @operations: how many were read of them
 * @n_places: how many of them are on the map
 * @n_words: how many of them are found by words
 * @more: rows of the tables in the order of the records that the log knows nothing of
 *
 * What records come to.
 */
typedef struct
{
  GHashTable *sums;
  guint64 records;
  guint64 operations;
  gint64 n_places;
  gint64 n_words;
  gint64 more[LT_TALLY_TABLES];
} LtTally;

LtTally *lt_tally_new (void);
void lt_tally_add_record (LtTally *self, const LtRecordState *state);
void lt_tally_add (LtTally *self, const LtTally *other);
void lt_tally_free (LtTally *self);
gboolean lt_check_tally (LtCheck *self, const LtTally *tally, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTally, lt_tally_free)

/* verify-records.c */
gboolean lt_check_part (LtCheck *self, const LtPart *part, LtTally *tally, GError **error);

/* verify-types.c */
gboolean lt_check_types (LtCheck *self, GError **error);

/* verify-words.c */
gboolean lt_check_open_words (LtCheck *self, LtRows **rows, GError **error);
gboolean lt_check_words (LtCheck *self,
                         LtRows *rows,
                         const LtRecordState *state,
                         gint64 key,
                         gint64 *n,
                         GError **error);

G_END_DECLS
