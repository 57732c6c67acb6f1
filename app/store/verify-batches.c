/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds the measured rows against the blobs that
 * they came in, and the blobs against their names. */

#include "store/batches-private.h"
#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MOST_NAMED 5 /* rows named one by one of each blob */

/* One blob, read beside the table of rows. */
typedef struct
{
  LtCheck *check;
  LtDb *db;
  gint64 number;
  const char *name; /* of the batch, for people */
  LtBlobReader *reader;
  GArray *places; /* (element-type gint64): numbers in the tables */
  GArray *items;
  LtRows *row;
  guint64 n;
  guint wrong;
} Walk;

static gint64
find_number (LtDb *db, const char *sql, const char *types, gconstpointer bytes, gsize size)
{
  gint64 number = 0;

  lt_db_get_int (db, &number, NULL, sql, types, bytes, size);
  return number;
}

static void
follow_names (Walk *walk, const LtBlobRow *row)
{
  gint64 number;

  if (row->place == walk->places->len)
    {
      number = find_number (walk->db, "SELECT number FROM lt_reading_place WHERE place=?", "b",
                            lt_blob_reader_get_place (walk->reader, row->place), sizeof (LtId));
      g_array_append_val (walk->places, number);
    }
  if (row->item == walk->items->len)
    {
      number = find_number (walk->db, "SELECT number FROM lt_reading_item WHERE item=?", "t",
                            lt_blob_reader_get_item (walk->reader, row->item), 0);
      g_array_append_val (walk->items, number);
    }
}

static void
name_row (Walk *walk, const LtBlobRow *row)
{
  g_autofree char *place = lt_id_to_text (lt_blob_reader_get_place (walk->reader, row->place));
  g_autofree char *time = lt_reading_format_time (row->time, LT_INTERVAL_HOUR);

  if (++walk->wrong <= MOST_NAMED)
    lt_check_add (walk->check, _ ("Readings: %s: place %s, %s, %s is not what the batch says."),
                  walk->name, place, lt_blob_reader_get_item (walk->reader, row->item), time);
}

static gboolean
check_row (Walk *walk, const LtBlobRow *row, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;
  const char *quality = lt_blob_reader_get_quality (walk->reader, row->quality);

  follow_names (walk, row);
  walk->n++;
  rows = lt_db_query (walk->db, error,
                      "SELECT value, quality, typeof(value) FROM lt_reading WHERE place=? AND "
                      "item=? AND time=? AND batch=?",
                      "iiii", g_array_index (walk->places, gint64, row->place),
                      g_array_index (walk->items, gint64, row->item), row->time, walk->number);
  if (rows == NULL)
    return FALSE;
  if (!lt_rows_next (rows, &problem)
      || g_strcmp0 (lt_rows_text (rows, 2), row->has_value ? "integer" : "null") != 0
      || (row->has_value && lt_rows_int (rows, 0) != row->value)
      || g_strcmp0 (lt_rows_text (rows, 1), quality) != 0)
    name_row (walk, row);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return error == NULL || *error == NULL;
}

/* The rows, and on the way the digest of the bytes that they come from. */
static gboolean
walk_blob (Walk *walk, GChecksum *checksum, GError **error)
{
  gint64 n;

  if (!lt_blob_count_pieces (walk->db, walk->number, &n, error))
    return FALSE;
  for (gint64 i = 0; i < n; i++)
    {
      g_autoptr (GBytes) piece = lt_blob_load_piece (walk->db, walk->number, i, NULL);
      LtBlobRow row;

      if (piece == NULL)
        return TRUE;
      g_checksum_update (checksum, g_bytes_get_data (piece, NULL),
                         (gssize) g_bytes_get_size (piece));
      lt_blob_reader_push (walk->reader, piece, i + 1 == n);
      while (lt_blob_reader_next (walk->reader, &row))
        if (!check_row (walk, &row, error))
          return FALSE;
    }
  return TRUE;
}

static void
check_walk (Walk *walk, GChecksum *checksum, const char *digest, gint64 rows)
{
  gboolean same = g_strcmp0 (g_checksum_get_string (checksum), digest) == 0;

  if (!same)
    lt_check_add (walk->check, _ ("Readings: %s: its rows as they travelled (%s) were changed."),
                  walk->name, digest);
  if (walk->wrong > MOST_NAMED)
    lt_check_add (walk->check, _ ("Readings: %s: %u rows more are not what the batch says."),
                  walk->name, walk->wrong - MOST_NAMED);
  if (same && walk->n != (guint64) rows)
    lt_check_add (walk->check,
                  _ ("Readings: %s: it has %" PRIu64 " rows and is noted with %" PRId64 "."),
                  walk->name, walk->n, rows);
}

static gboolean
check_blob (LtCheck *check,
            gint64 number,
            const char *digest,
            gint64 rows,
            const char *name,
            GError **error)
{
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));
  Walk walk = { .check = check,
                .db = check->store->db,
                .number = number,
                .name = name,
                .reader = reader,
                .places = places,
                .items = items };

  if (!walk_blob (&walk, checksum, error))
    return FALSE;
  check_walk (&walk, checksum, digest, rows);
  return TRUE;
}

static gboolean
check_blobs (LtCheck *check, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error,
                   "SELECT l.number, l.digest, l.\"rows\", (SELECT b.file FROM batch b WHERE "
                   "b.blob=l.digest) FROM lt_blob l WHERE l.state=3",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      const char *digest = lt_rows_text (rows, 1);
      const char *file = lt_rows_text (rows, 3);

      if (!check_blob (check, lt_rows_int (rows, 0), digest, lt_rows_int (rows, 2),
                       file == NULL ? digest : file, &problem))
        break;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/* Rows that no blob brought; those being staged are nobody's business. */
static gboolean
check_loose (LtCheck *check, GError **error)
{
  LtDb *db = check->store->db;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;
  gint64 more = 0;

  if (!lt_db_get_int (db, &more, error,
                      "SELECT (SELECT count(*) FROM lt_reading) - (SELECT "
                      "coalesce(sum(\"rows\"), 0) FROM lt_blob WHERE state=3)",
                      ""))
    return FALSE;
  if (more == 0)
    return TRUE;
  rows = lt_db_query (db, error,
                      "SELECT r.batch, r.n - coalesce(l.\"rows\", 0) FROM (SELECT batch, count(*) "
                      "AS n FROM lt_reading GROUP BY batch) r LEFT JOIN lt_blob l ON "
                      "l.number=r.batch WHERE l.state IS NULL OR (l.state NOT IN (0, 2) AND "
                      "r.n<>coalesce(l.\"rows\", 0))",
                      "");
  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    lt_check_add (check, _ ("Readings: %d rows more than batch number %d brought."),
                  (int) lt_rows_int (rows, 1), (int) lt_rows_int (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/* What was noted of rows that two blobs have in common, and of what each has. */
static gboolean
check_notes (LtCheck *check, GError **error)
{
  LtDb *db = check->store->db;
  gint64 wrong = 0;

  if (!lt_db_get_int (
          db, &wrong, error,
          "SELECT (SELECT count(*) FROM lt_blob_series s JOIN lt_blob l ON l.number=s.blob AND "
          "l.state=3 WHERE (s.first, s.last, s.n) IS NOT (SELECT min(time), max(time), count(*) "
          "FROM lt_reading r WHERE r.place=s.place AND r.item=s.item AND r.time BETWEEN s.first "
          "AND s.last AND r.batch=s.blob)) + (SELECT count(*) FROM lt_blob l WHERE l.state=3 AND "
          "l.\"rows\"<>(SELECT coalesce(sum(n), 0) FROM lt_blob_series s WHERE s.blob=l.number))",
          ""))
    return FALSE;
  if (wrong != 0)
    lt_check_add (check, _ ("Readings: what is noted of their places and items is not so."));
  return TRUE;
}

static gboolean
check_pairs_of (LtCheck *check, gint64 number, gint64 *n_pairs, GError **error)
{
  LtDb *db = check->store->db;
  g_autoptr (GArray) pairs = lt_blob_compare (db, number, 0, error);

  if (pairs == NULL)
    return FALSE;
  for (guint i = 0; i < pairs->len; i++)
    {
      const LtBlobPair *pair = &g_array_index (pairs, LtBlobPair, i);
      gint64 n = 0;

      if (pair->other > number)
        continue;
      (*n_pairs)++;
      if (!lt_db_get_int (db, &n, error,
                          "SELECT count(*) FROM lt_blob_pair WHERE a=? AND b=? AND same=? AND "
                          "differing=?",
                          "iiii", pair->other, number, pair->same, pair->differing))
        return FALSE;
      if (n != 1)
        lt_check_add (check, _ ("Readings: what batches %d and %d have in common is not noted."),
                      (int) pair->other, (int) number);
    }
  return TRUE;
}

static gboolean
check_pairs (LtCheck *check, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (check->store->db, error, "SELECT number FROM lt_blob WHERE state=3", "");
  gint64 n_pairs = 0;
  gint64 n = 0;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    if (!check_pairs_of (check, lt_rows_int (rows, 0), &n_pairs, &problem))
      break;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!lt_db_get_int (check->store->db, &n, error, "SELECT count(*) FROM lt_blob_pair", ""))
    return FALSE;
  lt_check_more (check, "lt_blob_pair", n - n_pairs);
  return TRUE;
}

static gboolean
check_batches (LtCheck *check, GError **error)
{
  g_autoptr (GPtrArray) batches = lt_store_list_batch_rows (check->store, error);

  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      const LtBatchRows *batch = g_ptr_array_index (batches, i);
      g_autofree char *id = lt_id_to_text (&batch->batch);

      if (!batch->here)
        {
          check->result->batches_without_rows++;
          lt_check_add (check,
                        _ ("Batch %s (%s): its %d rows are not here. Sync with a hub that has "
                           "them."),
                        id, batch->file, (int) batch->rows);
        }
      else if (batch->reason != NULL)
        lt_check_add (check,
                      _ ("Batch %s (%s): its rows cannot be used: %s. Import the file again, and "
                         "remove this batch."),
                      id, batch->file, batch->reason);
    }
  return batches != NULL;
}

/**
 * lt_check_batches:
 * @self: a check
 * @error: return location, for what keeps it from being made
 *
 * Holds measured rows, their blobs and their batches against each other.
 */
gboolean
lt_check_batches (LtCheck *self, GError **error)
{
  return check_batches (self, error) && check_blobs (self, error) && check_loose (self, error)
         && check_notes (self, error) && check_pairs (self, error);
}
