/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups and operations as rows, and back. */

#include "store/repeats.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_log_rows_find_stream:
 * @db: a county file
 * @stream: a stream
 * @create: whether to enter it where it is not known
 * @sid: (out): its local number; 0 where it is not known
 * @tip_seq: (out): number of its last operation here
 * @tip: (out caller-allocates): digest of that operation; zeros before the first
 * @error: return location
 */
gboolean
lt_log_rows_find_stream (LtDb *db,
                         const LtStream *stream,
                         gboolean create,
                         gint64 *sid,
                         guint64 *tip_seq,
                         LtDigest *tip,
                         GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT sid, tip_seq, tip FROM lt_stream WHERE replica=? AND epoch=?",
                   "bb", stream->replica, sizeof stream->replica, stream->epoch,
                   sizeof stream->epoch);

  *sid = 0;
  *tip_seq = 0;
  memset (tip, 0, sizeof *tip);
  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    {
      *sid = lt_rows_int (rows, 0);
      *tip_seq = (guint64) lt_rows_int (rows, 1);
      lt_rows_fixed (rows, 2, tip, sizeof *tip);
      return TRUE;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!create)
    return TRUE;
  if (!lt_db_run (db, error, "INSERT INTO lt_stream (replica, epoch) VALUES (?, ?)", "bb",
                  stream->replica, sizeof stream->replica, stream->epoch, sizeof stream->epoch))
    return FALSE;
  *sid = lt_db_last_row (db);
  return TRUE;
}

static gboolean
insert_operation (LtDb *db,
                  gint64 sid,
                  gint64 gid,
                  const LtOperation *operation,
                  int state,
                  GError **error)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (operation->value, &size);
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "INSERT INTO lt_op (sid, seq, id, prev, gid, time, wall, clock_source, kind, "
                   "record, field, action, parents, state, value) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                   "ON CONFLICT (sid, seq, id) DO NOTHING",
                   "iibbiiiiibii", sid, (gint64) operation->seq, &operation->id,
                   sizeof operation->id, &operation->prev, sizeof operation->prev, gid,
                   (gint64) operation->time, operation->wall, (gint64) operation->clock_source,
                   (gint64) operation->kind, &operation->record, sizeof operation->record,
                   (gint64) operation->field, (gint64) operation->action);

  if (rows == NULL)
    return FALSE;
  /* No parents are an empty blob; no value is none at all. */
  lt_rows_bind_blob (rows, 13, operation->parents->len == 0 ? "" : operation->parents->data,
                     operation->parents->len * sizeof (LtDigest));
  lt_rows_bind_int (rows, 14, state);
  if (operation->value != NULL)
    lt_rows_bind_blob (rows, 15, bytes, size);
  return lt_rows_finish (rows, error);
}

/**
 * lt_log_rows_insert:
 * @db: a county file, in a write
 * @sid: local number of the stream
 * @group: a group
 * @state: 0 applied, 1 waiting, 3 quarantined
 * @reason: (nullable): why it is not applied
 * @gid: (out): its local number
 * @error: return location
 *
 * Operations that another group has brought already stay as they are, see repeats.c.
 */
gboolean
lt_log_rows_insert (LtDb *db,
                    gint64 sid,
                    const LtGroup *group,
                    int state,
                    const char *reason,
                    gint64 *gid,
                    GError **error)
{
  guint n = 0;

  if (!lt_db_run (db, error,
                  "INSERT INTO lt_group (id, sid, first_seq, n, actor, key, seen, schema, note, "
                  "sig, people, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  "biiibbbitbiit", &group->id, sizeof group->id, sid, (gint64) group->first_seq,
                  (gint64) group->operations->len, &group->actor, sizeof group->actor, group->key,
                  sizeof group->key, group->seen->len == 0 ? "" : (gconstpointer) group->seen->data,
                  group->seen->len * sizeof (LtDigest), (gint64) group->schema, group->note,
                  group->signature, sizeof group->signature, (gint64) lt_group_has_people (group),
                  (gint64) state, reason))
    return FALSE;
  *gid = lt_db_last_row (db);
  for (guint i = 0; i < group->operations->len; i++)
    {
      if (!insert_operation (db, sid, *gid, g_ptr_array_index (group->operations, i), state, error))
        return FALSE;
      n += (guint) lt_db_changes (db);
    }
  return n == group->operations->len || lt_repeats_note (db, sid, error);
}

/**
 * lt_log_rows_read_operation:
 * @rows: on a row that begins with %LT_OPERATION_COLUMNS
 *
 * Returns: (transfer full): the operation as the row says, nothing checked
 */
LtOperation *
lt_log_rows_read_operation (LtRows *rows)
{
  LtId record;
  LtOperation *operation;
  gsize size;
  gconstpointer bytes;

  lt_rows_fixed (rows, 7, &record, sizeof record);
  operation = lt_operation_new ((guint32) lt_rows_int (rows, 6), &record,
                                (guint32) lt_rows_int (rows, 8), (LtAction) lt_rows_int (rows, 9));
  operation->seq = (guint64) lt_rows_int (rows, 0);
  lt_rows_fixed (rows, 1, &operation->id, sizeof operation->id);
  lt_rows_fixed (rows, 2, &operation->prev, sizeof operation->prev);
  operation->time = (LtHybridTime) lt_rows_int (rows, 3);
  operation->wall = lt_rows_int (rows, 4);
  operation->clock_source = (guint8) lt_rows_int (rows, 5);
  if (!lt_rows_is_null (rows, 10))
    {
      bytes = lt_rows_blob (rows, 10, &size);
      operation->value = lt_value_new (bytes, size);
    }
  bytes = lt_rows_blob (rows, 11, &size);
  g_array_append_vals (operation->parents, bytes, (guint) (size / sizeof (LtDigest)));
  return operation;
}

/**
 * lt_log_rows_read_group:
 * @rows: on a row that begins with %LT_GROUP_COLUMNS
 * @bureau: the file's bureau
 *
 * Returns: (transfer full): the group as the row says, still without operations
 */
LtGroup *
lt_log_rows_read_group (LtRows *rows, const LtDigest *bureau)
{
  LtGroup *group = lt_group_new ();
  gsize size;
  gconstpointer seen;

  lt_rows_fixed (rows, 0, &group->id, sizeof group->id);
  group->first_seq = (guint64) lt_rows_int (rows, 2);
  lt_rows_fixed (rows, 3, &group->actor, sizeof group->actor);
  lt_rows_fixed (rows, 4, group->key, sizeof group->key);
  seen = lt_rows_blob (rows, 5, &size);
  g_array_append_vals (group->seen, seen, (guint) (size / sizeof (LtDigest)));
  group->schema = (guint32) lt_rows_int (rows, 6);
  group->note = g_strdup (lt_rows_text (rows, 7));
  lt_rows_fixed (rows, 8, group->signature, sizeof group->signature);
  lt_rows_fixed (rows, 9, group->stream.replica, sizeof group->stream.replica);
  lt_rows_fixed (rows, 10, group->stream.epoch, sizeof group->stream.epoch);
  if (lt_digest_compare (&group->id, bureau) != 0)
    group->bureau = *bureau;
  return group;
}

/**
 * lt_log_rows_load_from:
 * @db: a county file
 * @bureau: its bureau
 * @gid: local number of a group
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the group as its rows say, nothing checked
 */
LtGroup *
lt_log_rows_load_from (LtDb *db, const LtDigest *bureau, gint64 gid, GError **error)
{
  g_autoptr (LtGroup) group = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) heads =
      lt_db_query (db, error,
                   "SELECT " LT_GROUP_COLUMNS
                   ", g.n FROM lt_group g JOIN lt_stream s ON s.sid=g.sid WHERE g.gid=?",
                   "i", gid);
  g_autoptr (LtRows) rows = NULL;
  guint n;

  if (heads == NULL || !lt_rows_next (heads, error))
    return NULL;
  group = lt_log_rows_read_group (heads, bureau);
  n = (guint) lt_rows_int (heads, 11);
  rows = lt_db_query (db, error,
                      "SELECT " LT_OPERATION_COLUMNS
                      " FROM lt_op WHERE sid=? AND seq>=? AND seq<? AND gid=? ORDER BY seq",
                      "iiii", lt_rows_int (heads, 1), lt_rows_int (heads, 2),
                      lt_rows_int (heads, 2) + lt_rows_int (heads, 11), gid);
  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    g_ptr_array_add (group->operations, lt_log_rows_read_operation (rows));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (group->operations->len < n && !lt_repeats_load (db, lt_rows_int (heads, 1), group, n, error))
    return NULL;
  return g_steal_pointer (&group);
}

/**
 * lt_log_rows_load:
 * @store: a county file
 *
 * As lt_log_rows_load_from().
 */
LtGroup *
lt_log_rows_load (LtStore *store, gint64 gid, GError **error)
{
  return lt_log_rows_load_from (store->db, &store->bureau, gid, error);
}
