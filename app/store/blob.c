/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blobs: the rows of batches as they travel. What comes from a carrier comes in
 * pieces, is kept as it comes, and counts once all of it is what its name says. */

#include "store/batches-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

#define SPANS 64 /* of one place and item, taken out at once */

gboolean
lt_blob_find (LtDb *db, const char *digest, gint64 *number, LtBlobState *state, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT number, state FROM lt_blob WHERE digest=?", "t", digest);

  *number = 0;
  *state = LT_BLOB_MAKING;
  if (rows == NULL)
    return FALSE;
  if (lt_rows_next (rows, &problem))
    {
      *number = lt_rows_int (rows, 0);
      *state = (LtBlobState) lt_rows_int (rows, 1);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

gboolean
lt_blob_count_pieces (LtDb *db, gint64 number, gint64 *n, GError **error)
{
  *n = 0;
  return lt_db_get_int (db, n, error, "SELECT count(*) FROM lt_blob_piece WHERE blob=?", "i",
                        number);
}

GBytes *
lt_blob_load_piece (LtDb *db, gint64 number, gint64 n, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT bytes FROM lt_blob_piece WHERE blob=? AND n=?", "ii", number,
                   n);
  gsize size;
  gconstpointer bytes;

  if (rows == NULL)
    return NULL;
  if (lt_rows_next (rows, &problem))
    {
      bytes = lt_rows_blob (rows, 0, &size);
      return g_bytes_new (bytes, size);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
                 _ ("File %s: a piece of the rows of a batch is missing. Restore the last backup, "
                    "or sync with a hub."),
                 lt_db_get_path (db));
  return NULL;
}

/* Some packs of one series go; @more tells whether there are others. */
static gboolean
clear_packs (LtDb *db, gint64 number, gboolean *more, GError **error)
{
  gint64 place = 0;
  gint64 item = 0;
  gint64 first = 0;
  gint64 end = 0;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT place, item, first FROM lt_blob_series WHERE blob=?", "i",
                   number);

  if (rows == NULL)
    return FALSE;
  *more = lt_rows_next (rows, NULL);
  if (!*more)
    return TRUE;
  place = lt_rows_int (rows, 0);
  item = lt_rows_int (rows, 1);
  first = lt_pack_span (lt_rows_int (rows, 2));
  end = first + SPANS;
  g_clear_pointer (&rows, lt_rows_free);
  if (!lt_db_run (db, error,
                  "DELETE FROM lt_pack WHERE place=? AND item=? AND span>=? AND span<? AND batch=?",
                  "iiiii", place, item, first, end, number)
      || !lt_db_run (db, error,
                     "UPDATE lt_blob_series SET first=? WHERE place=? AND item=? AND blob=?",
                     "iiii", end * LT_PACK_SPAN, place, item, number))
    return FALSE;
  return lt_db_run (db, error,
                    "DELETE FROM lt_blob_series WHERE place=? AND item=? AND blob=? AND first>last",
                    "iii", place, item, number);
}

/**
 * lt_blob_clear_rows_in_write:
 *
 * Takes out, in the write that goes on, the rows that were staged of a blob.
 */
gboolean
lt_blob_clear_rows_in_write (LtDb *db, gint64 number, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!clear_packs (db, number, &more, error))
      return FALSE;
  return TRUE;
}

/**
 * lt_blob_clear_rows:
 *
 * Takes out, in slices, the rows that were staged of a blob.
 */
gboolean
lt_blob_clear_rows (LtStore *store, gint64 number, GError **error)
{
  gboolean more = TRUE;
  gint64 n = 0;

  if (!lt_db_get_int (store->db, &n, error, "SELECT count(*) FROM lt_blob_series WHERE blob=?", "i",
                      number))
    return FALSE;
  while (n > 0 && more)
    {
      LtSlice slice;
      gboolean done;

      if (!lt_slice_begin (&slice, store, error))
        return FALSE;
      do
        done = clear_packs (store->db, number, &more, error);
      while (done && more && !lt_slice_is_over (&slice));
      if (!lt_slice_end (&slice, done, done ? error : NULL))
        return FALSE;
      if (more)
        lt_slice_let_others_in ();
    }
  return TRUE;
}

static gboolean
remove_piece (LtStore *store, gint64 number, gint64 n, GError **error)
{
  LtSlice slice;
  gboolean done;

  if (!lt_slice_begin (&slice, store, error))
    return FALSE;
  done = lt_db_run (store->db, error, "DELETE FROM lt_blob_piece WHERE blob=? AND n=?", "ii",
                    number, n);
  return lt_slice_end (&slice, done, done ? error : NULL);
}

/**
 * lt_blob_remove:
 *
 * Takes a blob out that no batch counts with: rows, pieces and itself.
 */
gboolean
lt_blob_remove (LtStore *store, gint64 number, GError **error)
{
  gint64 n = 0;
  LtSlice slice;
  gboolean done;

  if (!lt_blob_clear_rows (store, number, error)
      || !lt_db_get_int (store->db, &n, error,
                         "SELECT coalesce(max(n)+1, 0) FROM lt_blob_piece WHERE blob=?", "i",
                         number))
    return FALSE;
  for (gint64 i = 0; i < n; i++)
    if (!remove_piece (store, number, i, error))
      return FALSE;
  if (!lt_slice_begin (&slice, store, error))
    return FALSE;
  done = lt_db_run (store->db, error, "DELETE FROM lt_blob WHERE number=?", "i", number);
  return lt_slice_end (&slice, done, done ? error : NULL);
}

/**
 * lt_blobs_clear_leftovers:
 *
 * Takes out what imports left that were cut off. The staging lock must be held.
 */
gboolean
lt_blobs_clear_leftovers (LtStore *store, GError **error)
{
  for (;;)
    {
      gint64 number = 0;

      if (!lt_db_get_int (store->db, &number, error,
                          "SELECT number FROM lt_blob WHERE state=0 LIMIT 1", ""))
        return FALSE;
      if (number == 0)
        return TRUE;
      if (!lt_blob_remove (store, number, error))
        return FALSE;
    }
}

/**
 * lt_blobs_tidy:
 * @store: a county file that was just opened for writing
 * @error: return location
 *
 * Ends what was cut off: staged rows of imports go, those of blobs that had
 * arrived come. While another program stages, it is that one's business.
 */
gboolean
lt_blobs_tidy (LtStore *store, GError **error)
{
  gint64 open = 0;
  LtStagingLock *lock;
  gboolean done;

  if (!lt_db_get_int (store->db, &open, error, "SELECT count(*) FROM lt_blob WHERE state IN (0, 2)",
                      ""))
    return FALSE;
  if (open == 0)
    return TRUE;
  lock = lt_staging_lock_take (lt_store_get_path (store), NULL);
  if (lock == NULL)
    return TRUE;
  done = lt_blobs_clear_leftovers (store, error);
  lt_staging_lock_drop (lock);
  return done && lt_store_load_blobs (store, error);
}

/**
 * lt_store_get_blob:
 * @self: a county file
 * @digest: name of a blob
 * @pieces: (out): how many pieces of it are here
 * @error: return location
 *
 * Returns: whether all of it is here; %FALSE with @error unset where it is not
 */
gboolean
lt_store_get_blob (LtStore *self, const char *digest, gint64 *pieces, GError **error)
{
  gint64 number;
  LtBlobState state;

  *pieces = 0;
  return lt_blob_find (self->db, digest, &number, &state, error)
         && lt_blob_count_pieces (self->db, number, pieces, error) && state >= LT_BLOB_HERE;
}

/**
 * lt_store_get_blob_piece:
 *
 * Returns: (transfer full) (nullable): piece number @n, from 0
 */
GBytes *
lt_store_get_blob_piece (LtStore *self, const char *digest, gint64 n, GError **error)
{
  gint64 number;
  LtBlobState state;

  return lt_blob_find (self->db, digest, &number, &state, error)
             ? lt_blob_load_piece (self->db, number, n, error)
             : NULL;
}

/**
 * lt_store_has_blob_piece:
 *
 * Returns: whether piece number @n of a blob that is arriving is here
 */
gboolean
lt_store_has_blob_piece (LtStore *self, const char *digest, gint64 n)
{
  gint64 there = 0;

  lt_db_get_int (self->db, &there, NULL,
                 "SELECT count(*) FROM lt_blob_piece p JOIN lt_blob l ON l.number=p.blob WHERE "
                 "l.digest=? AND p.n=?",
                 "ti", digest, n);
  return there != 0;
}

static gboolean
put_piece (LtStore *self, const char *digest, gint64 n, GBytes *bytes, GError **error)
{
  gint64 number;
  LtBlobState state;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (!lt_blob_find (self->db, digest, &number, &state, error))
    return FALSE;
  if (number != 0 && state != LT_BLOB_ARRIVING)
    return TRUE;
  if (number == 0)
    {
      if (!lt_db_run (self->db, error, "INSERT INTO lt_blob (digest, state) VALUES (?, 1)", "t",
                      digest))
        return FALSE;
      number = lt_db_last_row (self->db);
    }
  return lt_db_run (self->db, error, "INSERT OR REPLACE INTO lt_blob_piece VALUES (?, ?, ?)", "iib",
                    number, n, data, size)
         && lt_db_run (self->db, error, "UPDATE lt_blob SET size=size+? WHERE number=?", "ii",
                       (gint64) size, number);
}

/**
 * lt_store_put_blob_piece:
 * @self: a county file
 * @digest: name of a blob, 64 figures
 * @n: number of the piece, from 0
 * @bytes: the piece
 * @error: return location
 *
 * Keeps a piece that a carrier gave. Whether it is right is told when all are here.
 */
gboolean
lt_store_put_blob_piece (LtStore *self, const char *digest, gint64 n, GBytes *bytes, GError **error)
{
  LtDigest parsed;
  LtSlice slice;
  gboolean done;

  g_return_val_if_fail (lt_digest_from_hex (&parsed, digest), FALSE);
  g_return_val_if_fail (n >= 0 && g_bytes_get_size (bytes) <= LT_BLOB_MOST_PIECE, FALSE);

  if (!lt_slice_begin (&slice, self, error))
    return FALSE;
  done = put_piece (self, digest, n, bytes, error);
  return lt_slice_end (&slice, done, done ? error : NULL);
}

/**
 * lt_store_check_blob:
 * @self: a county file
 * @digest: name of a blob of which a carrier gave all pieces
 * @sound: (out): whether they are what the name says; else they were thrown away
 * @error: return location
 */
gboolean
lt_store_check_blob (LtStore *self, const char *digest, gboolean *sound, GError **error)
{
  g_autofree char *found = NULL;
  gint64 number;
  gint64 size;
  LtBlobState state;
  LtSlice slice;
  gboolean done;

  if (!lt_blob_find (self->db, digest, &number, &state, error))
    return FALSE;
  *sound = state >= LT_BLOB_HERE;
  if (number == 0 || state != LT_BLOB_ARRIVING)
    return TRUE;
  if (!lt_blob_digest (self->db, number, &found, &size, error))
    return FALSE;
  *sound = g_strcmp0 (found, digest) == 0;
  if (!*sound)
    return lt_blob_remove (self, number, error);
  if (!lt_slice_begin (&slice, self, error))
    return FALSE;
  done =
      lt_db_run (self->db, error, "UPDATE lt_blob SET state=2, size=? WHERE number=? AND state=1",
                 "ii", size, number);
  return lt_slice_end (&slice, done, done ? error : NULL);
}
