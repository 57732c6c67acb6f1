/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that is copied and worked in on both sides gives the same numbers to
 * different work: its stream goes on in several ways. All of them are kept, and
 * count; whoever learns it of his own stream goes on in a new one. */

#include "store/forks.h"

#include "store/repeats.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

static gboolean
read_fork (LtDb *db, gint64 sid, gboolean *forked, gint64 *tip_seq, LtDigest *tip, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT forked, tip_seq, tip FROM lt_stream WHERE sid=?", "i", sid);

  if (rows == NULL || !lt_rows_next (rows, error))
    return FALSE;
  *forked = lt_rows_int (rows, 0) != 0;
  *tip_seq = lt_rows_int (rows, 1);
  *tip = (LtDigest){ 0 };
  lt_rows_fixed (rows, 2, tip, sizeof *tip);
  return TRUE;
}

static gboolean
begin_fork (LtDb *db, gint64 sid, gint64 tip_seq, const LtDigest *tip, GError **error)
{
  return lt_db_run (db, error, "UPDATE lt_stream SET forked=1 WHERE sid=?", "i", sid)
         && lt_db_run (db, error, "INSERT INTO lt_branch (sid, seq, tip) VALUES (?, ?, ?)", "iib",
                       sid, tip_seq, tip, sizeof *tip);
}

/* The new operation that ends @group is an end now, and what it follows on is none. */
static gboolean
add_end (LtDb *db, gint64 sid, const LtGroup *group, GError **error)
{
  const LtOperation *first = g_ptr_array_index (group->operations, 0);
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  gboolean forked;
  gboolean extends;
  gint64 tip_seq;
  LtDigest tip;

  if (!read_fork (db, sid, &forked, &tip_seq, &tip, error))
    return FALSE;
  extends = lt_digest_compare (&first->prev, &tip) == 0;
  if (!forked && !extends && !begin_fork (db, sid, tip_seq, &tip, error))
    return FALSE;
  if ((forked || !extends)
      && (!lt_db_run (db, error, "DELETE FROM lt_branch WHERE sid=? AND tip=?", "ib", sid,
                      &first->prev, sizeof first->prev)
          || !lt_db_run (db, error, "INSERT INTO lt_branch (sid, seq, tip) VALUES (?, ?, ?)", "iib",
                         sid, (gint64) last->seq, &last->id, sizeof last->id)))
    return FALSE;
  return !extends
         || lt_db_run (db, error, "UPDATE lt_stream SET tip_seq=?, tip=? WHERE sid=?", "ibi",
                       (gint64) last->seq, &last->id, sizeof last->id, sid);
}

/* One end is a stream that goes on in one way; of several any is its tip. */
static gboolean
settle_ends (LtDb *db, gint64 sid, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (db, &n, error, "SELECT count(*) FROM lt_branch WHERE sid=?", "i", sid)
      || !lt_db_run (db, error,
                     "UPDATE lt_stream SET forked=(?2>1), (tip_seq, tip)=(SELECT seq, tip FROM "
                     "lt_branch WHERE sid=?1 ORDER BY seq DESC, tip LIMIT 1) WHERE sid=?1",
                     "ii", sid, n))
    return FALSE;
  return n > 1 || lt_db_run (db, error, "DELETE FROM lt_branch WHERE sid=?", "i", sid);
}

/* @group ends with an operation that another has brought: others may follow on it
 * already, or it may lie in the middle of theirs. */
static gboolean
add_repeated_end (LtStore *self, gint64 sid, const LtGroup *group, GError **error)
{
  const LtOperation *first = g_ptr_array_index (group->operations, 0);
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  gboolean forked;
  gboolean followed;
  gint64 tip_seq;
  LtDigest tip;

  if (!read_fork (self->db, sid, &forked, &tip_seq, &tip, error)
      || !lt_repeats_find_next (self, sid, last->seq, &last->id, &followed, error)
      || (!forked && !begin_fork (self->db, sid, tip_seq, &tip, error))
      || !lt_db_run (self->db, error, "DELETE FROM lt_branch WHERE sid=? AND tip=?", "ib", sid,
                     &first->prev, sizeof first->prev)
      || (!followed
          && !lt_db_run (self->db, error,
                         "INSERT OR IGNORE INTO lt_branch (sid, seq, tip) VALUES (?, ?, ?)", "iib",
                         sid, (gint64) last->seq, &last->id, sizeof last->id)))
    return FALSE;
  return settle_ends (self->db, sid, error);
}

/**
 * lt_forks_add:
 * @self: a county file, in a write
 * @sid: local number of a stream
 * @group: a group of it that follows on one that is here, not yet in the log
 * @error: return location
 *
 * Notes that the stream, or a branch of it, now ends with @group.
 */
gboolean
lt_forks_add (LtStore *self, gint64 sid, const LtGroup *group, GError **error)
{
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  gint64 n = 0;

  if (!lt_db_get_int (self->db, &n, error,
                      "SELECT count(*) FROM lt_op WHERE sid=? AND seq=? AND id=?", "iib", sid,
                      (gint64) last->seq, &last->id, sizeof last->id))
    return FALSE;
  return n == 0 ? add_end (self->db, sid, group, error)
                : add_repeated_end (self, sid, group, error);
}

/**
 * lt_forks_find_before:
 * @self: a county file
 * @sid: local number of a stream
 * @group: a group of it
 * @place: (out): whether what it follows on is here
 * @error: return location
 */
gboolean
lt_forks_find_before (LtStore *self,
                      gint64 sid,
                      const LtGroup *group,
                      LtForkPlace *place,
                      GError **error)
{
  const LtOperation *first = g_ptr_array_index (group->operations, 0);
  gboolean none = lt_digest_is_zero (&first->prev);
  gboolean ends = FALSE;
  gint64 n = 0;

  if (group->first_seq == 1 || none)
    {
      *place = group->first_seq == 1 && none ? LT_FORK_PLACE_FOLLOWS : LT_FORK_PLACE_WRONG;
      return TRUE;
    }
  /* 1: the last of its group; 2: one in the middle, unless another group that
   * repeats it ends there. Such a one may still come. */
  if (!lt_db_get_int (self->db, &n, error,
                      "SELECT CASE WHEN g.first_seq+g.n-1=o.seq THEN 1 ELSE 2 END FROM lt_op o "
                      "JOIN lt_group g ON g.gid=o.gid WHERE o.sid=? AND o.seq=? AND o.id=?",
                      "iib", sid, (gint64) group->first_seq - 1, &first->prev, sizeof first->prev)
      || (n == 2 && lt_repeats_are_in (self->db, sid)
          && !lt_repeats_find_end (self, sid, group->first_seq - 1, &first->prev, &ends, error)))
    return FALSE;
  *place = n == 1 || ends ? LT_FORK_PLACE_FOLLOWS : LT_FORK_PLACE_MISSING;
  return TRUE;
}

/**
 * lt_forks_list_chain:
 * @db: a county file
 * @stream: a stream
 * @seq: number of an operation of it
 * @id: its digest
 *
 * Follows a branch of a forked stream back to its beginning.
 *
 * Returns: (transfer full) (element-type LtDigest): that operation and those it was
 *   built upon, backward; empty where the stream goes on in one way only or the
 *   operation is not here
 */
GArray *
lt_forks_list_chain (LtDb *db, const LtStream *stream, guint64 seq, const LtDigest *id)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  LtDigest wanted = *id;
  g_autoptr (LtRows) rows =
      lt_db_query (db, NULL,
                   "SELECT seq, id, prev FROM lt_op WHERE sid=(SELECT sid FROM lt_stream WHERE "
                   "replica=? AND epoch=? AND forked<>0) AND seq<=? ORDER BY seq DESC",
                   "bbi", stream->replica, sizeof stream->replica, stream->epoch,
                   sizeof stream->epoch, (gint64) seq);

  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      guint64 here = (guint64) lt_rows_int (rows, 0);
      LtDigest other = { 0 };

      /* It is missing, and nothing before it can be found. */
      if (here + chain->len < seq)
        break;
      lt_rows_fixed (rows, 1, &other, sizeof other);
      if (here + chain->len > seq || lt_digest_compare (&other, &wanted) != 0)
        continue;
      g_array_append_val (chain, other);
      lt_rows_fixed (rows, 2, &wanted, sizeof wanted);
    }
  return chain;
}

/**
 * lt_forks_chain_holds:
 * @chain: (element-type LtDigest): what lt_forks_list_chain() returned
 * @from: number of its first operation
 * @seq: number of an operation
 * @id: its digest
 *
 * Returns: whether the operation is on the chain
 */
gboolean
lt_forks_chain_holds (const GArray *chain, guint64 from, guint64 seq, const LtDigest *id)
{
  return seq <= from && from - seq < chain->len
         && lt_digest_compare (&g_array_index (chain, LtDigest, from - seq), id) == 0;
}

/**
 * lt_store_count_forks:
 *
 * Returns: how many streams go on in several ways
 */
gint64
lt_store_count_forks (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM lt_stream WHERE forked<>0", "");
  return n;
}

/**
 * lt_store_list_forks:
 *
 * Returns: (transfer full): which devices' files were copied and worked in on
 *   both sides, and which work was signed twice, a sentence each
 */
char **
lt_store_list_forks (LtStore *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT s.replica, count(*) FROM lt_stream s JOIN lt_branch b ON b.sid=s.sid "
                   "GROUP BY s.sid ORDER BY s.replica, s.epoch",
                   "");

  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      guint8 replica[16] = { 0 };
      int n = (int) lt_rows_int (rows, 1);
      g_autofree char *device = NULL;
      g_autofree char *sentence = NULL;

      lt_rows_fixed (rows, 0, replica, sizeof replica);
      device = g_strdup_printf ("%02X%02X", replica[0], replica[1]);
      sentence =
          n == 2 ? g_strdup_printf (
              _ ("This file was copied: device %s has two pasts; both works are kept."), device)
                 : g_strdup_printf (
                     _ ("This file was copied: device %s has %d pasts; all works are kept."),
                     device, n);
      g_strv_builder_add (sentences, sentence);
    }
  lt_repeats_list (self, sentences);
  return g_strv_builder_end (sentences);
}
