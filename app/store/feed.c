/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/feed.h"

#include "store/store-private.h"

#include <glib/gi18n-lib.h>

#define APPLIED     0
#define WAITING     1
#define QUARANTINED 3

/* A clock that runs ahead must not drag ours along without end. */
#define MAX_AHEAD_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

/**
 * lt_store_get_tips:
 *
 * Returns: (transfer full) (nullable) (element-type LtTip): the end of each stream
 *   that is not empty, in the order of their names: two files with equal tips
 *   hold the same operations
 */
GArray *
lt_store_get_tips (LtStore *self, GError **error)
{
  g_autoptr (GArray) tips = g_array_new (FALSE, FALSE, sizeof (LtTip));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT replica, epoch, tip_seq, tip FROM lt_stream WHERE tip_seq>0 "
                   "ORDER BY replica, epoch",
                   "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtTip tip = { .seq = (guint64) lt_rows_int (rows, 2) };

      lt_rows_fixed (rows, 0, tip.stream.replica, sizeof tip.stream.replica);
      lt_rows_fixed (rows, 1, tip.stream.epoch, sizeof tip.stream.epoch);
      lt_rows_fixed (rows, 3, &tip.operation, sizeof tip.operation);
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
                   "WHERE s.replica=? AND s.epoch=? AND g.first_seq>? ORDER BY g.first_seq",
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
 * lt_store_receive_begin:
 *
 * Begins a page of received groups, which is kept whole or not at all.
 */
gboolean
lt_store_receive_begin (LtStore *self, GError **error)
{
  return lt_store_begin_write (self, error);
}

static gboolean
put_aside (LtStore *self, gconstpointer bytes, gsize size, const char *reason, GError **error)
{
  LtDigest id;

  lt_digest_of (&id, bytes, size);
  return lt_db_run (self->db, error, "INSERT OR IGNORE INTO lt_quarantine VALUES (?, ?, ?)", "bbt",
                    &id, sizeof id, bytes, size, reason);
}

static gboolean
value_fits (const LtField *field, const LtValue *value)
{
  gsize size;
  gconstpointer bytes = lt_value_bytes (value, &size);
  g_autoptr (LtValue) canonical = NULL;

  if (value == NULL)
    return TRUE;
  if (lt_field_is_geometry (field))
    {
      g_autoptr (LtShape) shape = lt_shape_from_wkb (bytes, size, NULL);

      return shape != NULL && lt_shape_check (shape, NULL);
    }
  return lt_field_parse (field, lt_value_text (value), &canonical, NULL)
         && lt_value_equal (canonical, value);
}

static gboolean
operation_fits (const LtOperation *operation, char **why)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int place;

  /* What a newer program made is kept and passed on. */
  if (kind == NULL)
    return TRUE;
  for (guint i = 0; operation->action == LT_ACTION_CREATE && i < kind->n_fields; i++)
    {
      g_autoptr (LtValue) value = lt_image_get (operation->value, kind->fields[i].number);

      if (!value_fits (&kind->fields[i], value))
        {
          *why = g_strdup_printf (_ ("%s %s has a value that is not possible"), kind->name,
                                  kind->fields[i].name);
          return FALSE;
        }
    }
  place =
      operation->action == LT_ACTION_SET ? lt_kind_field_by_number (kind, operation->field) : -1;
  if (place >= 0 && !value_fits (&kind->fields[place], operation->value))
    {
      *why = g_strdup_printf (_ ("%s %s has a value that is not possible"), kind->name,
                              kind->fields[place].name);
      return FALSE;
    }
  return TRUE;
}

static LtVerdict
judge_received (LtStore *self, const LtGroup *group, char **why)
{
  for (guint i = 0; i < group->operations->len; i++)
    if (!operation_fits (g_ptr_array_index (group->operations, i), why))
      return LT_VERDICT_INVALID;
  return lt_people_judge (self->people, group, &self->bureau, why);
}

static gboolean
follow_time (LtStore *self, const LtGroup *group, GError **error)
{
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  LtHybridTime own = lt_store_get_time (self);

  if (last->time <= own || lt_hybrid_wall (last->time) > lt_hybrid_wall (own) + MAX_AHEAD_MS)
    return TRUE;
  return lt_store_set_time (self, last->time, error);
}

static gboolean
carry_in (LtStore *self, const LtGroup *group, GError **error)
{
  if (lt_group_has_people (group))
    lt_people_add (self->people, group);
  return follow_time (self, group, error) && lt_materialise_group (self->db, group, error);
}

static gboolean
set_state (LtStore *self, gint64 gid, int state, const char *reason, GError **error)
{
  return lt_db_run (self->db, error, "UPDATE lt_group SET state=?, reason=? WHERE gid=?", "iti",
                    (gint64) state, reason, gid)
         && lt_db_run (self->db, error,
                       "UPDATE lt_op SET state=?1 WHERE gid=?2 AND sid=(SELECT sid FROM lt_group "
                       "WHERE gid=?2) AND seq>=(SELECT first_seq FROM lt_group WHERE gid=?2) AND "
                       "seq<(SELECT first_seq+n FROM lt_group WHERE gid=?2)",
                       "ii", (gint64) state, gid);
}

/* Groups that waited for others: each arrival may release some. */
static gboolean
release_waiting (LtStore *self, GError **error)
{
  gboolean again = TRUE;

  while (again)
    {
      g_autoptr (GArray) gids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (LtRows) rows =
          lt_db_query (self->db, error, "SELECT gid FROM lt_group WHERE state=1 ORDER BY gid", "");

      again = FALSE;
      if (rows == NULL)
        return FALSE;
      while (lt_rows_next (rows, NULL))
        {
          gint64 gid = lt_rows_int (rows, 0);

          g_array_append_val (gids, gid);
        }
      for (guint i = 0; i < gids->len; i++)
        {
          gint64 gid = g_array_index (gids, gint64, i);
          g_autoptr (LtGroup) group = lt_log_rows_load (self, gid, error);
          g_autofree char *why = NULL;
          LtVerdict verdict;

          if (group == NULL)
            return FALSE;
          verdict = judge_received (self, group, &why);
          if (verdict == LT_VERDICT_WAITING)
            continue;
          if (!set_state (self, gid, verdict == LT_VERDICT_VALID ? APPLIED : QUARANTINED, why,
                          error)
              || (verdict == LT_VERDICT_VALID && !carry_in (self, group, error)))
            return FALSE;
          again |= verdict == LT_VERDICT_VALID && lt_group_has_people (group);
        }
    }
  return TRUE;
}

static gboolean
is_known (LtStore *self, const LtGroup *group, gboolean *known, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (self->db, &n, error, "SELECT count(*) FROM lt_group WHERE id=?", "b",
                      &group->id, sizeof group->id))
    return FALSE;
  *known = n > 0;
  return TRUE;
}

/* Whether the operation before the group is the one that the group names. */
static gboolean
place_in_stream (LtStore *self,
                 const LtGroup *group,
                 gint64 *sid,
                 LtReceipt *receipt,
                 GError **error)
{
  const LtOperation *first = g_ptr_array_index (group->operations, 0);
  guint64 tip_seq;
  LtDigest tip;

  *receipt = LT_RECEIPT_APPLIED;
  if (!lt_log_rows_find_stream (self->db, &group->stream, FALSE, sid, &tip_seq, &tip, error))
    return FALSE;
  if (group->first_seq > tip_seq + 1)
    *receipt = LT_RECEIPT_GAP;
  else if (group->first_seq <= tip_seq || lt_digest_compare (&first->prev, &tip) != 0)
    *receipt = LT_RECEIPT_QUARANTINED; /* another past than the one known here */
  if (*receipt != LT_RECEIPT_APPLIED)
    return TRUE;
  return lt_log_rows_find_stream (self->db, &group->stream, TRUE, sid, &tip_seq, &tip, error);
}

static gboolean
take_in (LtStore *self, const LtGroup *group, gint64 sid, LtReceipt *receipt, GError **error)
{
  g_autofree char *why = NULL;
  LtVerdict verdict = judge_received (self, group, &why);
  int state = verdict == LT_VERDICT_VALID     ? APPLIED
              : verdict == LT_VERDICT_WAITING ? WAITING
                                              : QUARANTINED;
  gint64 gid;

  *receipt = state == APPLIED   ? LT_RECEIPT_APPLIED
             : state == WAITING ? LT_RECEIPT_WAITING
                                : LT_RECEIPT_QUARANTINED;
  if (!lt_log_rows_insert (self->db, sid, group, state, why, &gid, error)
      || !lt_log_rows_move_tip (self->db, sid, group, error))
    return FALSE;
  if (state != APPLIED)
    return TRUE;
  return carry_in (self, group, error)
         && (!lt_group_has_people (group) || release_waiting (self, error));
}

/**
 * lt_store_receive:
 * @self: a county file, between lt_store_receive_begin() and its end
 * @bytes: a group as it travels
 * @size: how many bytes
 * @receipt: (out): what became of it
 * @error: return location, for what goes wrong here and not with the group
 *
 * Takes one group from a colleague. A group that is wrong is put aside with the
 * reason and does not stop the others.
 */
gboolean
lt_store_receive (LtStore *self,
                  gconstpointer bytes,
                  gsize size,
                  LtReceipt *receipt,
                  GError **error)
{
  g_autoptr (LtGroup) group = lt_group_from_bytes (bytes, size);
  const char *why = _ ("it is no group of operations of a version known here");
  gboolean known = FALSE;
  gint64 sid;

  if (group != NULL && !is_known (self, group, &known, error))
    return FALSE;
  /* Its id is the digest of all it says: what is known need not be checked again. */
  *receipt = known ? LT_RECEIPT_KNOWN : LT_RECEIPT_QUARANTINED;
  if (known)
    return TRUE;
  if (group == NULL || !lt_group_check (group, &why))
    return put_aside (self, bytes, size, why, error);
  if (!place_in_stream (self, group, &sid, receipt, error))
    return FALSE;
  if (*receipt == LT_RECEIPT_QUARANTINED)
    return put_aside (self, bytes, size,
                      _ ("its device has another past here: the file was copied or restored"),
                      error);
  if (*receipt != LT_RECEIPT_APPLIED)
    return TRUE;
  return take_in (self, group, sid, receipt, error);
}

/**
 * lt_store_receive_end:
 * @self: a county file
 * @keep: whether to keep what was received
 * @error: return location
 */
gboolean
lt_store_receive_end (LtStore *self, gboolean keep, GError **error)
{
  return lt_store_end_write (self, keep, error);
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
 * lt_store_count_operations:
 *
 * Returns: how many operations the log has
 */
gint64
lt_store_count_operations (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT coalesce(sum(tip_seq), 0) FROM lt_stream", "");
  return n;
}
