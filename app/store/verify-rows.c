/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The measured rows of an older file that is only read: they lie one by one, and
 * each is held against the blob that it came in. */

#include "store/batches-private.h"
#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_check_older_row:
 * @self: a check of a file of schema 2
 * @number: of a blob
 * @reader: that reads it
 * @row: the row it is on
 * @same: (out): whether it is in the file as the blob says it
 * @error: return location
 */
gboolean
lt_check_older_row (LtCheck *self,
                    gint64 number,
                    LtBlobReader *reader,
                    const LtBlobRow *row,
                    gboolean *same,
                    GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->store->db, error,
      "SELECT value, quality, typeof(value) FROM lt_reading WHERE place=(SELECT number FROM "
      "lt_reading_place WHERE place=?) AND item=(SELECT number FROM lt_reading_item WHERE item=?) "
      "AND time=? AND batch=?",
      "btii", lt_blob_reader_get_place (reader, row->place), sizeof (LtId),
      lt_blob_reader_get_item (reader, row->item), row->time, number);

  if (rows == NULL)
    return FALSE;
  *same =
      lt_rows_next (rows, &problem)
      && g_strcmp0 (lt_rows_text (rows, 2), row->has_value ? "integer" : "null") == 0
      && (!row->has_value || lt_rows_int (rows, 0) == row->value)
      && g_strcmp0 (lt_rows_text (rows, 1), lt_blob_reader_get_quality (reader, row->quality)) == 0;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What was noted of the places and items of each blob. */
static gboolean
check_notes (LtCheck *self, GError **error)
{
  gint64 wrong = 0;

  if (!lt_db_get_int (
          self->store->db, &wrong, error,
          "SELECT (SELECT count(*) FROM lt_blob_series s JOIN lt_blob l ON l.number=s.blob AND "
          "l.state=3 WHERE (s.first, s.last, s.n) IS NOT (SELECT min(time), max(time), count(*) "
          "FROM lt_reading r WHERE r.place=s.place AND r.item=s.item AND r.time BETWEEN s.first "
          "AND s.last AND r.batch=s.blob)) + (SELECT count(*) FROM lt_blob l WHERE l.state=3 AND "
          "l.\"rows\"<>(SELECT coalesce(sum(n), 0) FROM lt_blob_series s WHERE s.blob=l.number))",
          ""))
    return FALSE;
  if (wrong != 0)
    lt_check_add (self, _ ("Readings: what is noted of their places and items is not so."));
  return TRUE;
}

#define PAIRS                                                                                      \
  "SELECT o.batch AS a, n.batch AS b, sum(o.value IS n.value), sum(o.value IS NOT n.value) FROM "  \
  "lt_reading n JOIN lt_reading o ON o.place=n.place AND o.item=n.item AND o.time=n.time AND "     \
  "o.batch<n.batch WHERE n.batch IN (SELECT number FROM lt_blob WHERE state=3) AND o.batch IN "    \
  "(SELECT number FROM lt_blob WHERE state=3) GROUP BY 1, 2"

/* What every two of them say of the same hours. */
static gboolean
check_older_pairs (LtCheck *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->store->db, error,
                   PAIRS " EXCEPT SELECT a, b, same, differing FROM lt_blob_pair", "");
  gint64 more = 0;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    lt_check_add (self, _ ("Readings: what batches %d and %d have in common is not noted."),
                  (int) lt_rows_int (rows, 0), (int) lt_rows_int (rows, 1));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!lt_db_get_int (self->store->db, &more, error,
                      "SELECT count(*) FROM lt_blob_pair WHERE (a, b) NOT IN (SELECT a, b "
                      "FROM (" PAIRS "))",
                      ""))
    return FALSE;
  lt_check_more (self, "lt_blob_pair", more);
  return TRUE;
}

/**
 * lt_check_older_rows:
 * @self: a check of a file of schema 2, its blobs done
 * @error: return location
 *
 * Looks for rows that no blob brought; those being staged are nobody's business.
 */
gboolean
lt_check_older_rows (LtCheck *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->store->db, error,
      "SELECT r.batch, r.n - coalesce(l.\"rows\", 0) FROM (SELECT batch, count(*) AS n FROM "
      "lt_reading GROUP BY batch) r LEFT JOIN lt_blob l ON l.number=r.batch WHERE l.state IS NULL "
      "OR (l.state NOT IN (0, 2) AND r.n>l.\"rows\")",
      "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    lt_check_add (self, _ ("Readings: %d rows more than batch number %d brought."),
                  (int) lt_rows_int (rows, 1), (int) lt_rows_int (rows, 0));
  if (problem == NULL)
    return check_notes (self, error) && check_older_pairs (self, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
