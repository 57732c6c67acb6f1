/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds what the file notes of the ends of its
 * streams against the groups. */

#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The ends that the file has noted for a stream. */
static GArray *
read_ends (LtCheck *check, gint64 sid, gboolean forked, GError **error)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (LtTip));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error,
                   forked ? "SELECT s.replica, s.epoch, b.seq, b.tip FROM lt_stream s JOIN "
                            "lt_branch b ON b.sid=s.sid WHERE s.sid=? ORDER BY b.seq, b.tip"
                          : "SELECT replica, epoch, tip_seq, tip FROM lt_stream WHERE sid=? AND "
                            "tip_seq>0",
                   "i", sid);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtTip tip;

      lt_tip_read (rows, &tip);
      g_array_append_val (ends, tip);
    }
  if (problem == NULL)
    return g_steal_pointer (&ends);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_check_ends:
 * @check: a check
 * @sid: local number of a stream
 * @forked: whether it is marked as one that goes on in several ways
 * @branches: its ends, as its groups tell
 * @error: return location
 */
gboolean
lt_check_ends (LtCheck *check,
               gint64 sid,
               gboolean forked,
               const LtBranches *branches,
               GError **error)
{
  g_autoptr (GArray) noted = read_ends (check, sid, forked, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (LtTip));
  gint64 loose = 0;

  /* A file of the first schema, read as it is, knows no branches. */
  if (noted == NULL
      || (check->store->schema >= 2
          && !lt_db_get_int (
              check->store->db, &loose, error,
              "SELECT (SELECT count(*) FROM lt_branch WHERE sid=?1) * (SELECT forked=0 "
              "FROM lt_stream WHERE sid=?1) + (SELECT forked<>0 AND tip NOT IN (SELECT "
              "tip FROM lt_branch WHERE sid=?1) FROM lt_stream WHERE sid=?1)",
              "i", sid)))
    return FALSE;
  lt_branches_append_ends (branches, found);
  if (found->len <= 1 && !forked)
    {
      guint64 expected = noted->len == 0 ? 0 : g_array_index (noted, LtTip, 0).seq;
      guint64 last = found->len == 0 ? 0 : g_array_index (found, LtTip, 0).seq;

      if (expected != last)
        lt_check_add (check,
                      _ ("Log: stream %d should end with operation %" PRIu64
                         " and ends with %" PRIu64 "."),
                      (int) sid, expected, last);
    }
  if (loose != 0 || forked != (found->len > 1) || found->len != noted->len
      || (found->len > 0 && memcmp (found->data, noted->data, found->len * sizeof (LtTip)) != 0))
    lt_check_add (check, _ ("Log: stream %d: its ends are not those of its groups."), (int) sid);
  return TRUE;
}
