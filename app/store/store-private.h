/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "db/db.h"
#include "store/group.h"
#include "store/people.h"
#include "store/store.h"

G_BEGIN_DECLS

#define LT_SCHEMA         6
#define LT_SCHEMA_OF_ROWS 2 /* that had a table with a row for each measured value */

struct _LtStore
{
  LtDb *db;
  char *path;
  char *file; /* what it is, whatever its name: device and inode */
  gboolean writable;
  char *copy;         /* (nullable) where this opening has kept the older file */
  char *refusal;      /* (nullable) why the file, as it was found, must not be written */
  GPtrArray *damaged; /* (nullable) (element-type utf8) files of batches, see blob-damage.c */
  guint lost_batches; /* whose rows were found damaged when that was brought up */
  gint64 schema;
  LtDigest bureau;
  LtStream own;       /* whose operations this file makes */
  LtRandom *random;   /* while groups are received: for a new epoch */
  gboolean replaying; /* the log is played again: the tables are made at the end */
  LtPeople *people;
  LtBox extent; /* of all places, as of extent_version */
  guint64 extent_version;
  gint64 noted_gid; /* the last group whose kinds lt_store_take_changes() told */
};

/* change.c */
struct _LtChange;
GPtrArray *lt_change_get_operations (const struct _LtChange *self);

/* schema.c */
gboolean lt_schema_migrate (LtDb *db, gint64 from, GError **error);
gboolean lt_schema_read (LtDb *db, gint64 *schema, GError **error);
gboolean lt_schema_has_table (LtDb *db, const char *name, gboolean *has, GError **error);
gboolean lt_schema_has_all_fields (LtDb *db, const LtKind *kind);
const LtKind *lt_schema_find_foreign (LtDb *db);
const char *lt_schema_column (const LtKind *kind, guint field);
gboolean lt_schema_check_file (const char *path, GError **error);
const char *lt_schema_find_missing_inner (LtDb *db, gint64 schema, GError **error);
const char *lt_schema_find_missing_table (LtDb *db, GError **error);
LtDb *lt_schema_make (gint64 schema, GError **error);

/* migration.c */
gboolean lt_migration_run (LtStore *self, gboolean copied, GError **error);

/* outline.c */
gboolean lt_outline_read (LtStore *self, GError **error);
const LtKind *lt_outline_find_kind (const char *table);
gboolean lt_outline_is_foreign_trigger (const char *name, const char *sql);

/* older-file.c */
gboolean lt_older_file_lend (LtStore *self, GError **error);

/* record-state.c */

/**
 * LtHeadEntry:
 *
 * One head of a cell, with where its operation stands.
 */
typedef struct
{
  LtDigest id;
  gint64 sid;
  guint64 seq;
  LtHybridTime time;
  guint8 action;
  LtValue *value;
} LtHeadEntry;

/**
 * LtCell:
 * @number: of the field; 0 for the record's being there
 * @heads: (element-type LtHeadEntry): latest first
 * @image_only: whether nothing but the record's making has set it
 * @merge: how it is merged
 * @agreed: (nullable): of a set all its members; of a state in conflict what
 *   both sides knew
 */
typedef struct
{
  guint32 number;
  GPtrArray *heads;
  gboolean image_only;
  LtMergeClass merge;
  LtValue *agreed;
} LtCell;

/**
 * LtRecordState:
 * @kind: (nullable): %NULL where nothing made the record, or a kind unknown here
 * @there: whether it is to be shown
 * @cells: (element-type LtCell): ascending by number
 * @digest: of what the record is; zeros where it is not there
 * @n_operations: of how many operations it is made
 *
 * What a record is, computed from its operations and nothing else.
 */
typedef struct
{
  const LtKind *kind;
  LtId id;
  gboolean there;
  GPtrArray *cells;
  LtDigest digest;
  guint n_operations;
} LtRecordState;

/* What lt_record_state_read() reads of `lt_op`. */
#define LT_RECORD_STATE_COLUMNS "record, sid, seq, id, time, kind, field, action, value, parents"

LtRecordState *lt_record_state_load (LtDb *db, const LtId *id, GError **error);
LtRecordState *lt_record_state_read (LtRows *rows, gboolean *more, GError **error);
void lt_record_state_free (LtRecordState *self);
LtCell *lt_record_state_find (const LtRecordState *self, guint32 number);
gboolean lt_cell_is_in_conflict (const LtCell *self);
gboolean lt_cell_is_repeated (const LtCell *self, guint head);
int lt_head_entry_compare (const LtHeadEntry *first, const LtHeadEntry *second);
LtValue *lt_record_state_shown (const LtRecordState *self, guint field);
LtRecord *lt_record_state_to_record (const LtRecordState *self, gint64 key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRecordState, lt_record_state_free)

/* places.c */
gboolean lt_record_state_to_place (const LtRecordState *self, LtPlace *place);

/* materialise.c */
gboolean lt_materialise (LtDb *db, const LtId *id, GError **error);
gboolean lt_materialise_all (LtDb *db, const LtKind *kind, GError **error);
gboolean lt_materialise_group (LtDb *db, const LtGroup *group, GError **error);
gboolean lt_state_sum_read (LtDb *db, guint kind, LtDigest *sum, gint64 *n, GError **error);

/* breaches.c */
gboolean
lt_breaches_follow (LtDb *db, const LtRecordState *state, gboolean was_there, GError **error);
gboolean lt_breaches_check (LtDb *db, gint64 *wrong, GError **error);

/* log-rows.c */

/* What lt_log_rows_read_operation() reads of `lt_op`. */
#define LT_OPERATION_COLUMNS                                                                       \
  "seq, id, prev, time, wall, clock_source, kind, record, field, action, value, parents"

/* What lt_log_rows_read_group() reads of `lt_group` g with `lt_stream` s. */
#define LT_GROUP_COLUMNS                                                                           \
  "g.id, g.sid, g.first_seq, g.actor, g.key, g.seen, g.schema, g.note, g.sig, s.replica, s.epoch"

/* The first operation `o` of a group `g`; where another group speaks for it, see
 * repeats.c, one at its number. */
#define LT_FIRST_OPERATION                                                                         \
  "o.sid=g.sid AND o.seq=g.first_seq AND o.id=coalesce((SELECT id FROM lt_op WHERE sid=g.sid "     \
  "AND seq=g.first_seq AND gid=g.gid), (SELECT min(id) FROM lt_op WHERE sid=g.sid AND "            \
  "seq=g.first_seq))"

LtOperation *lt_log_rows_read_operation (LtRows *rows);
LtGroup *lt_log_rows_read_group (LtRows *rows, const LtDigest *bureau);
gboolean lt_log_rows_insert (LtDb *db,
                             gint64 sid,
                             const LtGroup *group,
                             int state,
                             const char *reason,
                             gint64 *gid,
                             GError **error);
LtGroup *lt_log_rows_load_from (LtDb *db, const LtDigest *bureau, gint64 gid, GError **error);
LtGroup *lt_log_rows_load (LtStore *store, gint64 gid, GError **error);
gboolean lt_log_rows_find_stream (LtDb *db,
                                  const LtStream *stream,
                                  gboolean create,
                                  gint64 *sid,
                                  guint64 *tip_seq,
                                  LtDigest *tip,
                                  GError **error);

/* receive.c */
gboolean lt_store_take_known (LtStore *self, const LtGroup *group, GError **error);
gboolean lt_store_group_fits (const LtGroup *group, char **why);
gboolean
lt_store_set_group_state (LtStore *self, gint64 gid, int state, const char *reason, GError **error);
LtVerdict lt_store_judge (LtStore *self, LtPeople *people, const LtGroup *group, char **why);

/* safe-copy.c */
gboolean lt_store_leave_stream (LtStore *self, LtRandom *random, GError **error);

/* rejudge.c */
gboolean lt_store_rejudge (LtStore *self, GError **error);
gboolean lt_store_rejudge_all (LtStore *self, GError **error);

/* store.c */
gboolean lt_store_refresh_people (LtStore *self, GError **error);
gboolean lt_store_begin_write (LtStore *self, GError **error);
gboolean lt_store_end_write (LtStore *self, gboolean keep, GError **error);
LtHybridTime lt_store_get_time (LtStore *self);
gboolean lt_store_set_time (LtStore *self, LtHybridTime time, GError **error);
gboolean lt_store_find_time (LtStore *self,
                             gint64 sid,
                             gint64 wall,
                             LtHybridTime *time,
                             gboolean *suspect,
                             GError **error);

G_END_DECLS
