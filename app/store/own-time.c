/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hybrid time from which a file's next operation goes on, also where clocks
 * are wrong. It orders what is shown; nothing is decided by it. */

#include "store/store-private.h"

/* A clock this far from the file's time is another clock or a wrong one. */
#define FAR_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

/* As much later an operation may have been written than the next one seems to be. */
#define SLACK_MS (G_GINT64_CONSTANT (5) * 60 * 1000)

LtHybridTime
lt_store_get_time (LtStore *self)
{
  gint64 time = 0;

  lt_db_get_int (self->db, &time, NULL, "SELECT v FROM lt_meta WHERE k='time'", "");
  return (LtHybridTime) time;
}

gboolean
lt_store_set_time (LtStore *self, LtHybridTime time, GError **error)
{
  return lt_db_run (self->db, error, "UPDATE lt_meta SET v=? WHERE k='time'", "i", (gint64) time);
}

/* Goes back in a stream to its last operation not after @wall. *@time is left alone
 * where there is none, or where its successor came within a day. */
static gboolean
find_before_leap (LtStore *self, gint64 sid, gint64 wall, LtHybridTime *time, GError **error)
{
  g_autoptr (LtRows) rows = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 after = lt_hybrid_wall (*time);
  gint64 first = 0;

  /* Most clocks that go back go back behind everything: that needs no search. */
  if (!lt_db_get_int (self->db, &first, error,
                      "SELECT time FROM lt_op WHERE sid=? ORDER BY seq LIMIT 1", "i", sid))
    return FALSE;
  if (lt_hybrid_wall ((LtHybridTime) first) > wall)
    return TRUE;
  rows = lt_db_query (self->db, error, "SELECT time FROM lt_op WHERE sid=? ORDER BY seq DESC", "i",
                      sid);
  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtHybridTime before = (LtHybridTime) lt_rows_int (rows, 0);

      if (lt_hybrid_wall (before) <= wall)
        {
          if (after - lt_hybrid_wall (before) > FAR_MS)
            *time = before;
          break;
        }
      after = lt_hybrid_wall (before);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_store_find_time:
 * @self: a county file, in a write
 * @sid: its own stream
 * @wall: what the clock says now, milliseconds since 1970 (UTC)
 * @time: (out): the hybrid time after which the next operation comes
 * @suspect: (out): whether @wall lies more than five minutes before the file's time
 * @error: return location
 *
 * That is the file's own time, so that what this device writes is shown in the
 * order in which it was written, however its clock jumps. But a clock that was a
 * year ahead must not push all later work ahead of the colleagues' for a year. So
 * where the clock is more than a day behind the file's time, the stream tells
 * which of the two was wrong: if the clock now falls into a leap of more than a
 * day between two operations of the stream, it was the leap, and the time goes on
 * from before it; if there is no such leap, it is the clock that went back, and
 * the time goes on by its counter until the clock is right again. The time is
 * then more than a day ahead of the clock only while the clock is behind.
 *
 * Returns: whether it could be read
 */
gboolean
lt_store_find_time (LtStore *self,
                    gint64 sid,
                    gint64 wall,
                    LtHybridTime *time,
                    gboolean *suspect,
                    GError **error)
{
  *time = lt_store_get_time (self);
  *suspect = wall < lt_hybrid_wall (*time) - SLACK_MS;
  return lt_hybrid_wall (*time) <= wall + FAR_MS || find_before_leap (self, sid, wall, time, error);
}
