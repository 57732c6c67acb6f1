/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A log that was shortened at its end is whole in itself: only somebody who once
 * knew more of it can tell. What he needs to remember is the end of each stream,
 * for its digest follows from everything before it. */

#include "store/witness.h"

#include "store/store-private.h"

/* Number of the last operation of a stream that is here. */
static gboolean
find_last (LtStore *self, const LtStream *stream, guint64 *last, GError **error)
{
  gint64 n = 0;

  if (!lt_db_get_int (self->db, &n, error,
                      "SELECT coalesce(max(o.seq), 0) FROM lt_stream s JOIN lt_op o ON o.sid=s.sid "
                      "WHERE s.replica=? AND s.epoch=?",
                      "bb", stream->replica, sizeof stream->replica, stream->epoch,
                      sizeof stream->epoch))
    return FALSE;
  *last = (guint64) n;
  return TRUE;
}

/**
 * lt_store_find_losses:
 * @self: a county file
 * @tips: (element-type LtTip): ends of streams that were known once
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtLoss): for each of them that
 *   is not here any more, what is lost
 */
GArray *
lt_store_find_losses (LtStore *self, const GArray *tips, GError **error)
{
  g_autoptr (GArray) losses = g_array_new (FALSE, FALSE, sizeof (LtLoss));

  for (guint i = 0; i < tips->len; i++)
    {
      const LtTip *tip = &g_array_index (tips, LtTip, i);
      LtLoss loss = { .stream = tip->stream, .last = tip->seq };
      guint64 last;

      if (lt_store_holds (self, tip))
        continue;
      if (!find_last (self, &tip->stream, &last, error))
        return NULL;
      loss.changed = last >= tip->seq;
      loss.first = loss.changed ? tip->seq : last + 1;
      g_array_append_val (losses, loss);
    }
  return g_steal_pointer (&losses);
}

/**
 * lt_store_get_own_tip:
 * @self: a county file
 * @tip: (out caller-allocates): the end of the stream that is written here; number
 *   0 before its first operation
 * @error: return location
 */
gboolean
lt_store_get_own_tip (LtStore *self, LtTip *tip, GError **error)
{
  gint64 sid;

  *tip = (LtTip){ .stream = self->own };
  return lt_log_rows_find_stream (self->db, &self->own, FALSE, &sid, &tip->seq, &tip->operation,
                                  error);
}
