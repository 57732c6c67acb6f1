/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where two blobs have rows of the same place, item and time, it is counted once,
 * when the second of them gets its rows: what they say never changes. */

#include "store/batches-private.h"
#include "store/store-private.h"

#include <string.h>

static GArray *
list_with_rows (LtDb *db, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT number FROM lt_blob WHERE state=3 ORDER BY number", "");

  return lt_rows_list_ints (rows, error);
}

static void
count_pair (GArray *pairs, gint64 other, gint64 same, gint64 differing)
{
  LtBlobPair pair = { other, same, differing };

  for (guint i = 0; i < pairs->len; i++)
    {
      LtBlobPair *known = &g_array_index (pairs, LtBlobPair, i);

      if (known->other != other)
        continue;
      known->same += same;
      known->differing += differing;
      return;
    }
  g_array_append_val (pairs, pair);
}

/* Two packs of one place, item and span. */
static void
compare_packs (const GArray *ours, const GArray *theirs, gint64 *same, gint64 *differing)
{
  for (guint i = 0, j = 0; lt_pack_next_shared (ours, &i, theirs, &j); i++)
    if (lt_pack_says_same (&g_array_index (ours, LtPackRow, i),
                           &g_array_index (theirs, LtPackRow, j)))
      (*same)++;
    else
      (*differing)++;
}

/* The pack of ours in the first columns of @rows against that of another blob in the
 * next ones; @ours and @span keep what was unpacked, for all others. The same bytes
 * are the same rows. */
static gboolean
compare_row (LtRows *rows,
             GArray *ours,
             gint64 *span,
             GArray *theirs,
             GArray *pairs,
             GError **error)
{
  gint64 n = lt_rows_int (rows, 1);
  gint64 same = 0;
  gint64 differing = 0;
  gsize size;
  gsize other_size;
  gconstpointer bytes = lt_rows_blob (rows, 2, &size);
  gconstpointer other_bytes = lt_rows_blob (rows, 5, &other_size);

  if (n == lt_rows_int (rows, 4) && size == other_size && memcmp (bytes, other_bytes, size) == 0)
    same = n;
  else
    {
      if (ours->len == 0 || *span != lt_rows_int (rows, 0))
        {
          g_array_set_size (ours, 0);
          *span = lt_rows_int (rows, 0);
          if (!lt_pack_take (rows, 0, ours, error))
            return FALSE;
        }
      g_array_set_size (theirs, 0);
      if (!lt_pack_take (rows, 3, theirs, error))
        return FALSE;
      compare_packs (ours, theirs, &same, &differing);
    }
  if (same + differing > 0)
    count_pair (pairs, lt_rows_int (rows, 6), same, differing);
  return TRUE;
}

/* The rows of one place and item, in the spans in which others have any, too. */
static gboolean
compare_series (LtDb *db,
                gint64 number,
                gint64 only,
                const gint64 series[4],
                GArray *pairs,
                GError **error)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  g_autoptr (GArray) theirs = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      db, error,
      "SELECT n.span, n.n, n.bytes, o.span, o.n, o.bytes, o.batch FROM lt_pack n CROSS JOIN "
      "lt_pack o ON o.place=n.place AND o.item=n.item AND o.span=n.span AND o.batch<>n.batch "
      "CROSS JOIN lt_blob l ON l.number=o.batch AND l.state=3 WHERE n.place=?1 AND n.item=?2 AND "
      "n.span BETWEEN ?3 AND ?4 AND n.batch=?5 AND (?6=0 OR o.batch=?6) ORDER BY n.span",
      "iiiiii", series[0], series[1], lt_pack_span (series[2]), lt_pack_span (series[3]), number,
      only);
  gint64 span = 0;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    if (!compare_row (rows, ours, &span, theirs, pairs, &problem))
      break;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_blob_compare:
 * @db: a county file
 * @number: a blob whose rows are staged
 * @only: number of the one it is held against; 0 for all whose rows are here
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtBlobPair): those that have rows
 *   in common with it
 */
GArray *
lt_blob_compare (LtDb *db, gint64 number, gint64 only, GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (LtBlobPair));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      db, error,
      "SELECT n.place, n.item, max(n.first, min(o.first)), min(n.last, max(o.last)) "
      "FROM lt_blob_series n JOIN lt_blob_series o ON o.place=n.place AND o.item=n.item AND "
      "o.blob<>n.blob AND o.first<=n.last AND o.last>=n.first JOIN lt_blob l ON l.number=o.blob "
      "AND l.state=3 WHERE n.blob=?1 AND (?2=0 OR o.blob=?2) GROUP BY n.place, n.item",
      "ii", number, only);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      const gint64 series[] = { lt_rows_int (rows, 0), lt_rows_int (rows, 1), lt_rows_int (rows, 2),
                                lt_rows_int (rows, 3) };

      if (!compare_series (db, number, only, series, pairs, &problem))
        break;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&pairs);
}

/**
 * lt_blob_meeting_hold:
 * @self: (out caller-allocates): a meeting
 * @db: a county file
 * @number: a blob whose rows are all staged
 * @error: return location
 *
 * Holds it against all others, outside of every write.
 */
gboolean
lt_blob_meeting_hold (LtBlobMeeting *self, LtDb *db, gint64 number, GError **error)
{
  self->number = number;
  self->met = list_with_rows (db, error);
  self->pairs = self->met == NULL ? NULL : lt_blob_compare (db, number, 0, error);
  return self->pairs != NULL;
}

static gboolean
write_pairs (LtDb *db, gint64 number, GArray *pairs, GError **error)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const LtBlobPair *pair = &g_array_index (pairs, LtBlobPair, i);

      if (!lt_db_run (db, error, "INSERT OR REPLACE INTO lt_blob_pair VALUES (?, ?, ?, ?)", "iiii",
                      MIN (number, pair->other), MAX (number, pair->other), pair->same,
                      pair->differing))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_met (const LtBlobMeeting *self, gint64 number)
{
  for (guint i = 0; i < self->met->len; i++)
    if (g_array_index (self->met, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/**
 * lt_blob_meeting_write:
 * @self: a meeting
 * @db: the county file, in the write by which the blob's rows count
 * @error: return location
 *
 * Notes what they have in common; those that came since it was held, too.
 */
gboolean
lt_blob_meeting_write (LtBlobMeeting *self, LtDb *db, GError **error)
{
  g_autoptr (GArray) now = list_with_rows (db, error);

  if (now == NULL || !write_pairs (db, self->number, self->pairs, error))
    return FALSE;
  for (guint i = 0; i < now->len; i++)
    {
      gint64 other = g_array_index (now, gint64, i);
      g_autoptr (GArray) pairs = NULL;

      if (has_met (self, other) || other == self->number)
        continue;
      pairs = lt_blob_compare (db, self->number, other, error);
      if (pairs == NULL || !write_pairs (db, self->number, pairs, error))
        return FALSE;
    }
  return TRUE;
}

void
lt_blob_meeting_clear (LtBlobMeeting *self)
{
  g_clear_pointer (&self->met, g_array_unref);
  g_clear_pointer (&self->pairs, g_array_unref);
}
