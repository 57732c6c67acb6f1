/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/feed.h"

#include "store/store-private.h"

#include <string.h>

/**
 * lt_tip_read:
 * @rows: on a row that begins with replica, epoch, number and digest of an operation
 * @tip: (out caller-allocates): the tip
 */
void
lt_tip_read (LtRows *rows, LtTip *tip)
{
  memset (tip, 0, sizeof *tip);
  lt_rows_fixed (rows, 0, tip->stream.replica, sizeof tip->stream.replica);
  lt_rows_fixed (rows, 1, tip->stream.epoch, sizeof tip->stream.epoch);
  tip->seq = (guint64) lt_rows_int (rows, 2);
  lt_rows_fixed (rows, 3, &tip->operation, sizeof tip->operation);
}

/**
 * lt_store_get_tips:
 *
 * Returns: (transfer full) (nullable) (element-type LtTip): the end of each stream
 *   that is not empty, all its ends where it is forked, in the order of names,
 *   numbers and digests: two files with equal tips hold the same operations
 */
GArray *
lt_store_get_tips (LtStore *self, GError **error)
{
  g_autoptr (GArray) tips = g_array_new (FALSE, FALSE, sizeof (LtTip));
  g_autoptr (GError) problem = NULL;
  /* A file of the first schema, read as it is, knows no branches. */
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      self->schema < 2
          ? "SELECT replica, epoch, tip_seq, tip FROM lt_stream WHERE tip_seq>0 ORDER BY 1, 2"
          : "SELECT replica, epoch, tip_seq, tip FROM lt_stream WHERE tip_seq>0 AND forked=0 UNION "
            "ALL SELECT s.replica, s.epoch, b.seq, b.tip FROM lt_stream s JOIN lt_branch b ON "
            "b.sid=s.sid ORDER BY 1, 2, 3, 4",
      "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtTip tip;

      lt_tip_read (rows, &tip);
      g_array_append_val (tips, tip);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&tips);
}

/**
 * lt_store_holds:
 *
 * Returns: whether the operation that @tip names is here, and so all before it
 */
gboolean
lt_store_holds (LtStore *self, const LtTip *tip)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL,
                 "SELECT count(*) FROM lt_stream s JOIN lt_op o ON o.sid=s.sid WHERE s.replica=? "
                 "AND s.epoch=? AND o.seq=? AND o.id=?",
                 "bbib", tip->stream.replica, sizeof tip->stream.replica, tip->stream.epoch,
                 sizeof tip->stream.epoch, (gint64) tip->seq, &tip->operation,
                 sizeof tip->operation);
  return n == 1;
}

/**
 * lt_store_each_group_after:
 * @self: a county file
 * @stream: a stream
 * @seq: number of the last operation that the other side has
 * @func: called for each later group, in order
 * @user_data: for @func
 * @error: return location
 */
gboolean
lt_store_each_group_after (LtStore *self,
                           const LtStream *stream,
                           guint64 seq,
                           LtGroupFunc func,
                           gpointer user_data,
                           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT g.gid FROM lt_stream s JOIN lt_group g ON g.sid=s.sid "
                   "WHERE s.replica=? AND s.epoch=? AND g.first_seq>? ORDER BY g.first_seq, g.gid",
                   "bbi", stream->replica, sizeof stream->replica, stream->epoch,
                   sizeof stream->epoch, (gint64) seq);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      g_autoptr (LtGroup) group = lt_log_rows_load (self, lt_rows_int (rows, 0), &problem);
      g_autoptr (GBytes) bytes = NULL;
      const LtOperation *last;
      LtTip end = { .stream = *stream };

      if (group == NULL)
        break;
      last = g_ptr_array_index (group->operations, group->operations->len - 1);
      end.seq = last->seq;
      end.operation = last->id;
      bytes = lt_group_to_bytes (group);
      if (!func (bytes, &end, user_data, &problem))
        break;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_store_get_peer:
 * @self: a county file
 * @peer: a carrier's name
 * @cursor_id: (out caller-allocates): id of the last group read there: if another stands at
 *   @cursor now, the carrier was set back; zeros if never met
 * @cursor: (out): how far it was read
 * @error: return location
 */
gboolean
lt_store_get_peer (LtStore *self,
                   const char *peer,
                   LtDigest *cursor_id,
                   gint64 *cursor,
                   GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT cursor_id, cursor FROM lt_peer WHERE peer=?", "t",
                   peer);

  *cursor_id = (LtDigest){ 0 };
  *cursor = 0;
  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    {
      lt_rows_fixed (rows, 0, cursor_id, sizeof *cursor_id);
      *cursor = lt_rows_int (rows, 1);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_store_set_peer:
 *
 * Notes how far a carrier was read, in the same write as what was read.
 */
gboolean
lt_store_set_peer (LtStore *self,
                   const char *peer,
                   const LtDigest *cursor_id,
                   gint64 cursor,
                   GError **error)
{
  return lt_db_run (self->db, error,
                    "INSERT INTO lt_peer (peer, cursor_id, cursor) VALUES (?, ?, ?) "
                    "ON CONFLICT (peer) DO UPDATE SET cursor_id=excluded.cursor_id, "
                    "cursor=excluded.cursor",
                    "tbi", peer, cursor_id, sizeof *cursor_id, cursor);
}

/**
 * lt_store_note_equal:
 * @self: a county file
 * @peer: a carrier's name
 * @now: the time
 * @error: return location
 *
 * Notes that the carrier was read back and holds all that this file holds now.
 */
gboolean
lt_store_note_equal (LtStore *self, const char *peer, gint64 now, GError **error)
{
  gboolean noted;

  if (!lt_store_begin_write (self, error))
    return FALSE;
  noted = lt_db_run (self->db, error,
                     "INSERT INTO lt_peer (peer, operations, last_ok) VALUES (?, ?, ?) "
                     "ON CONFLICT (peer) DO UPDATE SET operations=excluded.operations, "
                     "last_ok=excluded.last_ok",
                     "tii", peer, lt_store_count_operations (self), now);
  return lt_store_end_write (self, noted, noted ? error : NULL);
}

/**
 * lt_store_count_unsynced:
 *
 * Returns: how many operations no carrier is known to hold yet
 */
gint64
lt_store_count_unsynced (LtStore *self)
{
  gint64 known = 0;

  lt_db_get_int (self->db, &known, NULL, "SELECT coalesce(max(operations), 0) FROM lt_peer", "");
  return MAX (0, lt_store_count_operations (self) - known);
}

/**
 * lt_store_get_last_sync:
 *
 * Returns: when a carrier last held all that this file held, milliseconds since
 *   1970 (UTC); 0 for never
 */
gint64
lt_store_get_last_sync (LtStore *self)
{
  gint64 time = 0;

  lt_db_get_int (self->db, &time, NULL, "SELECT coalesce(max(last_ok), 0) FROM lt_peer", "");
  return time;
}

/**
 * lt_store_count_waiting:
 *
 * Returns: how many groups wait for others that they have seen: while there are
 *   any, the records are not yet what the operations say
 */
gint64
lt_store_count_waiting (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM lt_group WHERE state=1", "");
  return n;
}

/**
 * lt_store_count_conflicts:
 *
 * Returns: how many fields are in conflict
 */
gint64
lt_store_count_conflicts (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM lt_conflict", "");
  return n;
}

/**
 * lt_store_count_conflicting:
 *
 * Returns: how many records have something in conflict: as many as
 *   lt_store_list_conflicts() reads
 */
gint64
lt_store_count_conflicting (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(DISTINCT record) FROM lt_conflict", "");
  return n;
}

/**
 * lt_store_count_operations:
 *
 * Returns: how many operations the log has
 */
gint64
lt_store_count_operations (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (
      self->db, &n, NULL,
      "SELECT (SELECT coalesce(sum(tip_seq), 0) FROM lt_stream WHERE forked=0) + "
      "(SELECT count(*) FROM lt_op WHERE sid IN (SELECT sid FROM lt_stream WHERE forked<>0))",
      "");
  return n;
}
