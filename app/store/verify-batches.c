/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds the measured rows against the blobs that
 * they came in, and the blobs against their names. */

#include "store/batches-private.h"
#include "store/store-private.h"
#include "store/verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MOST_NAMED 5 /* rows named one by one of each blob */

typedef struct
{
  LtCheck *check;
  gint64 n_packs;      /* that there should be */
  gboolean unsure;     /* the rows of a blob could not be told, or what is here not be read */
  gboolean wrong_note; /* of a place and item */
} Blobs;

/* What is to be noted of a place and item. */
typedef struct
{
  guint32 place;
  guint32 item;
  gint64 first;
  gint64 last;
  gint64 n;
} Series;

/* One blob, whose rows are packed once more and held against the packs that are here. */
typedef struct
{
  Blobs *blobs;
  LtCheck *check;
  LtDb *db;
  gint64 number;
  const char *name; /* of the batch, for people */
  LtBlobReader *reader;
  LtRowSort *sort;
  GArray *places; /* (element-type gint64): numbers in the tables, 0 for none */
  GArray *items;
  GArray *qualities;
  GByteArray *bytes;
  GArray *rows; /* (element-type LtPackRow) */
  guint64 n;
  guint wrong;
  Series series; /* of the last pack */
  gint64 n_series;
} Walk;

/* Its rows do not lie in packs yet. */
static gboolean
is_older (const LtCheck *check)
{
  return check->store->schema <= LT_SCHEMA_OF_ROWS;
}

static void
find_numbers (LtDb *db, GArray *numbers, guint n, const char *sql, Walk *walk)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 number = 0;

      if (numbers == walk->places)
        lt_db_get_int (db, &number, NULL, sql, "b", lt_row_sort_get_place (walk->sort, i),
                       sizeof (LtId));
      else
        lt_db_get_int (db, &number, NULL, sql, "t",
                       numbers == walk->items ? lt_row_sort_get_item (walk->sort, i)
                                              : lt_row_sort_get_quality (walk->sort, i + 1));
      g_array_append_val (numbers, number);
    }
}

static void
find_names (Walk *walk)
{
  find_numbers (walk->db, walk->places, lt_row_sort_count_places (walk->sort),
                "SELECT number FROM lt_reading_place WHERE place=?", walk);
  find_numbers (walk->db, walk->items, lt_row_sort_count_items (walk->sort),
                "SELECT number FROM lt_reading_item WHERE item=?", walk);
  find_numbers (walk->db, walk->qualities, lt_row_sort_count_qualities (walk->sort),
                "SELECT number FROM lt_reading_quality WHERE quality=?", walk);
}

/* The first row that the pack here does not say, where it says anything. */
static gint64
find_wrong_row (Walk *walk, LtRows *found, const LtPackRow *rows, guint n)
{
  g_array_set_size (walk->rows, 0);
  if (found == NULL || !lt_pack_take (found, 0, walk->rows, NULL))
    return rows[0].time;
  for (guint i = 0; i < n && i < walk->rows->len; i++)
    {
      const LtPackRow *other = &g_array_index (walk->rows, LtPackRow, i);
      gint64 quality =
          rows[i].quality == 0 ? 0 : g_array_index (walk->qualities, gint64, rows[i].quality - 1);

      if (other->time != rows[i].time || !lt_pack_says_same (other, &rows[i])
          || other->quality != quality)
        return rows[i].time;
    }
  return rows[walk->rows->len < n ? walk->rows->len : 0].time;
}

static void
name_wrong (Walk *walk, const LtId *place, const char *item, gint64 time)
{
  g_autofree char *place_text = lt_id_to_text (place);
  g_autofree char *time_text = lt_reading_format_time (time, LT_INTERVAL_HOUR);

  if (++walk->wrong <= MOST_NAMED)
    lt_check_add (walk->check, _ ("Readings: %s: place %s, %s, %s is not what the batch says."),
                  walk->name, place_text, item, time_text);
}

static void
name_pack (Walk *walk, guint32 place, guint32 item, gint64 time)
{
  name_wrong (walk, lt_row_sort_get_place (walk->sort, place),
              lt_row_sort_get_item (walk->sort, item), time);
}

static gboolean
check_series (Walk *walk, GError **error)
{
  const Series *series = &walk->series;
  gint64 n = 0;

  if (series->n == 0)
    return TRUE;
  walk->n_series++;
  if (!lt_db_get_int (walk->db, &n, error,
                      "SELECT count(*) FROM lt_blob_series WHERE place=? AND item=? AND blob=? AND "
                      "first=? AND last=? AND n=?",
                      "iiiiii", g_array_index (walk->places, gint64, series->place),
                      g_array_index (walk->items, gint64, series->item), walk->number,
                      series->first, series->last, series->n))
    return FALSE;
  walk->blobs->wrong_note |= n != 1;
  return TRUE;
}

static gboolean
follow_series (Walk *walk,
               guint32 place,
               guint32 item,
               const LtPackRow *rows,
               guint n,
               GError **error)
{
  if (walk->series.n == 0 || walk->series.place != place || walk->series.item != item)
    {
      if (!check_series (walk, error))
        return FALSE;
      walk->series = (Series){ .place = place, .item = item, .first = rows[0].time };
    }
  walk->series.last = rows[n - 1].time;
  walk->series.n += n;
  return TRUE;
}

static gboolean
on_rows (guint32 place,
         guint32 item,
         const LtPackRow *rows,
         guint n,
         gpointer user_data,
         GError **error)
{
  Walk *walk = user_data;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) found = lt_db_query (
      walk->db, error,
      "SELECT span, n, bytes, typeof(bytes) FROM lt_pack WHERE place=? AND item=? AND span=? AND "
      "batch=?",
      "iiii", g_array_index (walk->places, gint64, place),
      g_array_index (walk->items, gint64, item), lt_pack_span (rows[0].time), walk->number);
  gboolean there;
  gconstpointer bytes;
  gsize size;

  if (found == NULL || !follow_series (walk, place, item, rows, n, error))
    return FALSE;
  walk->blobs->n_packs++;
  g_byte_array_set_size (walk->bytes, 0);
  lt_pack_write (walk->bytes, rows, n, (const gint64 *) walk->qualities->data);
  there = lt_rows_next (found, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!there)
    {
      name_pack (walk, place, item, rows[0].time);
      return TRUE;
    }
  bytes = lt_rows_blob (found, 2, &size);
  if (lt_rows_int (found, 1) != n || size != walk->bytes->len
      || memcmp (bytes, walk->bytes->data, size) != 0
      || g_strcmp0 (lt_rows_text (found, 3), "blob") != 0)
    name_pack (walk, place, item, find_wrong_row (walk, found, rows, n));
  return TRUE;
}

static gboolean
take_row (Walk *walk, const LtBlobRow *row, GError **error)
{
  gboolean same = TRUE;

  walk->n++;
  if (!is_older (walk->check))
    {
      lt_row_sort_follow_names (walk->sort, walk->reader, row);
      return lt_row_sort_add (walk->sort, row, (gint64) walk->n, error);
    }
  if (!lt_check_older_row (walk->check, walk->number, walk->reader, row, &same, error))
    return FALSE;
  if (!same)
    name_wrong (walk, lt_blob_reader_get_place (walk->reader, row->place),
                lt_blob_reader_get_item (walk->reader, row->item), row->time);
  return TRUE;
}

/* The rows, and on the way the digest of the bytes that they come from. */
static gboolean
walk_blob (Walk *walk, LtDigester *digester, GError **error)
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
      lt_digester_add_bytes (digester, piece);
      lt_blob_reader_push (walk->reader, piece, i + 1 == n);
      while (lt_blob_reader_next (walk->reader, &row))
        if (!take_row (walk, &row, error))
          return FALSE;
    }
  return TRUE;
}

static void
check_walk (Walk *walk, gint64 rows)
{
  if (walk->wrong > MOST_NAMED)
    lt_check_add (walk->check, _ ("Readings: %s: %u times more they are not what the batch says."),
                  walk->name, walk->wrong - MOST_NAMED);
  if (walk->n != (guint64) rows)
    lt_check_add (walk->check,
                  _ ("Readings: %s: it has %" PRIu64 " rows and is noted with %" PRId64 "."),
                  walk->name, walk->n, rows);
}

static gboolean
check_packs (Walk *walk, GError **error)
{
  static const LtRowSortFuncs funcs = { on_rows, NULL };
  gint64 n = 0;

  if (is_older (walk->check))
    return TRUE;
  find_names (walk);
  if (!lt_row_sort_finish (walk->sort, &funcs, walk, error) || !check_series (walk, error)
      || !lt_db_get_int (walk->db, &n, error, "SELECT count(*) FROM lt_blob_series WHERE blob=?",
                         "i", walk->number))
    return FALSE;
  walk->blobs->wrong_note |= n != walk->n_series;
  walk->blobs->unsure |= walk->wrong > 0;
  return TRUE;
}

static gboolean
check_blob (Blobs *blobs,
            gint64 number,
            const char *digest,
            gint64 rows,
            const char *name,
            GError **error)
{
  LtCheck *check = blobs->check;
  g_autofree char *folder = g_path_get_dirname (lt_store_get_path (check->store));
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  g_autoptr (LtRowSort) sort = lt_row_sort_new (folder, 0);
  g_autoptr (LtDigester) digester = lt_digester_new ();
  g_autofree char *found = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) qualities = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) unpacked = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  Walk walk = { .blobs = blobs,
                .check = check,
                .db = check->store->db,
                .number = number,
                .name = name,
                .reader = reader,
                .sort = sort,
                .places = places,
                .items = items,
                .qualities = qualities,
                .bytes = bytes,
                .rows = unpacked };

  if (!walk_blob (&walk, digester, error))
    return FALSE;
  found = lt_digester_end_hex (digester);
  if (g_strcmp0 (found, digest) != 0)
    {
      blobs->unsure = TRUE;
      lt_check_add (check,
                    _ ("Readings: %s: its rows (%s) were changed. Sync with a hub that has them."),
                    name, digest);
      return TRUE;
    }
  if (!check_packs (&walk, error))
    return FALSE;
  check_walk (&walk, rows);
  return TRUE;
}

static gboolean
check_blobs (Blobs *blobs, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (blobs->check->store->db, error,
                   "SELECT l.number, l.digest, l.\"rows\", (SELECT b.file FROM batch b WHERE "
                   "b.blob=l.digest) FROM lt_blob l WHERE l.state=3",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      const char *digest = lt_rows_text (rows, 1);
      const char *file = lt_rows_text (rows, 3);

      if (!check_blob (blobs, lt_rows_int (rows, 0), digest, lt_rows_int (rows, 2),
                       file == NULL ? digest : file, &problem))
        break;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/* Rows that no blob brought; those being staged are nobody's business. */
static gboolean
check_loose (Blobs *blobs, GError **error)
{
  LtCheck *check = blobs->check;
  LtDb *db = check->store->db;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;
  gint64 n = 0;

  rows = lt_db_query (db, error,
                      "SELECT p.batch, p.n - coalesce(l.\"rows\", 0) FROM (SELECT batch, sum(n) "
                      "AS n FROM lt_pack GROUP BY batch) p LEFT JOIN lt_blob l ON "
                      "l.number=p.batch WHERE l.state IS NULL OR (l.state NOT IN (0, 2) AND "
                      "p.n>l.\"rows\")",
                      "");
  if (rows == NULL)
    return FALSE;
  for (; lt_rows_next (rows, &problem); blobs->unsure = TRUE)
    lt_check_add (check, _ ("Readings: %d rows more than batch number %d brought."),
                  (int) lt_rows_int (rows, 1), (int) lt_rows_int (rows, 0));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (blobs->unsure)
    return TRUE;
  if (!lt_db_get_int (db, &n, error,
                      "SELECT count(*) FROM lt_pack p JOIN lt_blob l ON l.number=p.batch WHERE "
                      "l.state NOT IN (0, 2)",
                      ""))
    return FALSE;
  lt_check_more (check, "lt_pack", n - blobs->n_packs);
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
check_pairs (Blobs *blobs, GError **error)
{
  LtCheck *check = blobs->check;
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
  /* What cannot be unpacked was named. */
  if (blobs->unsure && g_error_matches (problem, LT_ERROR, LT_ERROR_DAMAGED))
    return TRUE;
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
  Blobs blobs = { .check = self };

  if (!check_batches (self, error) || !check_blobs (&blobs, error))
    return FALSE;
  if (is_older (self))
    return self->store->schema < LT_SCHEMA_OF_ROWS || lt_check_older_rows (self, error);
  if (blobs.wrong_note)
    lt_check_add (self, _ ("Readings: what is noted of their places and items is not so."));
  return check_loose (&blobs, error) && check_pairs (&blobs, error);
}
