/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of batches travel beside their operations, in pieces: what is cut off
 * goes on with the pieces that are lacking. They count on either side once all of
 * them together are what their name says. */

#include "sync/hub-blobs.h"

#include "base/error.h"
#include "store/batch-blob.h"
#include "sync/hub-private.h"

#include <glib/gi18n-lib.h>

#define PAGE_PIECES 8 /* written together: two MiB */

/* In bytes, with much to spare: a row's five numbers, and the ids and codes of all
 * places, items and qualities that a batch can have. */
#define MOST_OF_A_ROW 64
#define MOST_OF_NAMES (4 * 1024 * 1024)

/* The rows of one batch on their way from the hub. */
typedef struct
{
  LtHub *hub;
  LtStore *store;
  const char *digest;
  gint64 pieces;
  gint64 most; /* bytes */
  gboolean too_large;
} Taking;

/* Older programs pass them over: the hub's version stays what it was. */
static const char tables[] = "CREATE TABLE IF NOT EXISTS hub_blob ("
                             "  digest TEXT PRIMARY KEY,"
                             "  pieces INTEGER NOT NULL,"
                             "  whole INTEGER NOT NULL DEFAULT 0"
                             ") WITHOUT ROWID;"
                             "CREATE TABLE IF NOT EXISTS hub_blob_piece ("
                             "  digest TEXT NOT NULL,"
                             "  n INTEGER NOT NULL,"
                             "  bytes BLOB NOT NULL,"
                             "  PRIMARY KEY (digest, n)"
                             ");";

static gboolean
has_tables (LtHub *self)
{
  gint64 n = 0;

  return lt_db_get_int (self->db, &n, NULL,
                        "SELECT count(*) FROM sqlite_schema WHERE name IN ('hub_blob', "
                        "'hub_blob_piece')",
                        "")
         && n == 2;
}

/* How many pieces the hub holds of a blob that is whole there; 0 where it is not. */
static gint64
count_whole (LtHub *self, const char *digest)
{
  gint64 pieces = 0;

  if (has_tables (self))
    lt_db_get_int (self->db, &pieces, NULL,
                   "SELECT pieces FROM hub_blob WHERE digest=? AND whole=1", "t", digest);
  return pieces;
}

static GBytes *
load_piece (LtHub *self, const char *digest, gint64 n)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL, "SELECT bytes FROM hub_blob_piece WHERE digest=? AND n=?", "ti",
                   digest, n);
  gsize size;
  gconstpointer bytes;

  if (rows == NULL || !lt_rows_next (rows, NULL))
    return NULL;
  bytes = lt_rows_blob (rows, 0, &size);
  return g_bytes_new (bytes, size);
}

static gboolean
run_in_page (LtHub *self, const char *sql, const char *digest, GError **error)
{
  gboolean done;

  if (!lt_hub_begin (self, error))
    return FALSE;
  done = lt_db_run (self->db, error, sql, "t", digest);
  return lt_hub_end (self, done, done ? error : NULL) && done;
}

static gboolean
drop_blob (LtHub *self, const char *digest, GError **error)
{
  return run_in_page (self, "DELETE FROM hub_blob_piece WHERE digest=?", digest, error)
         && run_in_page (self, "DELETE FROM hub_blob WHERE digest=?", digest, error);
}

/* Whether the hub gives back, after the file was opened anew, what the name says. */
static gboolean
is_sound (LtHub *self, const char *digest, gint64 pieces)
{
  g_autoptr (LtDigester) digester = lt_digester_new ();
  g_autofree char *found = NULL;

  for (gint64 i = 0; i < pieces; i++)
    {
      g_autoptr (GBytes) piece = load_piece (self, digest, i);

      if (piece == NULL)
        return FALSE;
      lt_digester_add_bytes (digester, piece);
    }
  found = lt_digester_end_hex (digester);
  return g_str_equal (found, digest);
}

static gboolean
put_piece (LtHub *self, LtStore *store, const char *digest, gint64 n, GError **error)
{
  g_autoptr (GBytes) piece = lt_store_get_blob_piece (store, digest, n, error);
  gsize size;
  gconstpointer bytes;

  if (piece == NULL)
    return FALSE;
  bytes = g_bytes_get_data (piece, &size);
  return lt_db_run (self->db, error, "INSERT INTO hub_blob_piece VALUES (?, ?, ?)", "tib", digest,
                    n, bytes, size);
}

static gboolean
put_page (LtHub *self, LtStore *store, const char *digest, gint64 pieces, gint64 *n, GError **error)
{
  gboolean done;

  if (!lt_hub_begin (self, error))
    return FALSE;
  done = lt_db_run (self->db, error, "INSERT OR REPLACE INTO hub_blob VALUES (?, ?, 0)", "ti",
                    digest, pieces);
  for (guint i = 0; i < PAGE_PIECES && *n < pieces && done; (*n)++)
    {
      gint64 there = 0;

      done = lt_db_get_int (self->db, &there, error,
                            "SELECT count(*) FROM hub_blob_piece WHERE digest=? AND n=?", "ti",
                            digest, *n);
      if (!done || there != 0)
        continue;
      done = put_piece (self, store, digest, *n, error);
      i++;
    }
  return lt_hub_end (self, done, done ? error : NULL) && done;
}

static gboolean
give_pieces (LtHub *self, LtStore *store, const char *digest, gint64 pieces, GError **error)
{
  for (gint64 n = 0; n < pieces;)
    if (!put_page (self, store, digest, pieces, &n, error))
      return FALSE;
  return lt_hub_reopen (self, error);
}

static gboolean
make_tables (LtHub *self, GError **error)
{
  gboolean done;

  if (has_tables (self))
    return TRUE;
  if (!lt_hub_begin (self, error))
    return FALSE;
  done = lt_db_script (self->db, tables, error);
  return lt_hub_end (self, done, done ? error : NULL) && done;
}

/* Pieces that lay there since an earlier try may be wrong: then all are given anew. */
static gboolean
give_blob (LtHub *self, LtStore *store, const char *digest, gint64 pieces, GError **error)
{
  if (!make_tables (self, error) || !give_pieces (self, store, digest, pieces, error))
    return FALSE;
  if (!is_sound (self, digest, pieces)
      && (!drop_blob (self, digest, error) || !give_pieces (self, store, digest, pieces, error)))
    return FALSE;
  if (is_sound (self, digest, pieces))
    return run_in_page (self, "UPDATE hub_blob SET whole=1 WHERE digest=?", digest, error);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("The hub does not give back what was just written. The stick or share is "
                          "faulty: use another one; nothing was lost here."));
  return FALSE;
}

/* How many bytes the rows of a batch can have at the most. */
static gint64
count_most (GPtrArray *batches, const char *digest)
{
  gint64 rows = 0;

  for (guint i = 0; i < batches->len; i++)
    {
      const LtBatchRows *batch = g_ptr_array_index (batches, i);

      if (g_strcmp0 (batch->digest, digest) == 0)
        rows = MAX (rows, MIN (batch->rows, LT_BATCH_MAX_ROWS));
    }
  return rows * MOST_OF_A_ROW + MOST_OF_NAMES;
}

/* All of them together, without reading them. */
static gint64
measure_pieces (LtHub *self, const char *digest)
{
  gint64 size = 0;

  lt_db_get_int (self->db, &size, NULL,
                 "SELECT coalesce(sum(length(bytes)), 0) FROM hub_blob_piece WHERE digest=?", "t",
                 digest);
  return size;
}

/* What the hub says of sizes is not believed. */
static gboolean
take_pieces (Taking *self, gboolean *sound, GError **error)
{
  gint64 size = 0;

  *sound = self->pieces <= LT_BLOB_MAX_PIECES;
  for (gint64 i = 0; i < self->pieces && *sound; i++)
    {
      g_autoptr (GBytes) piece = NULL;

      if (lt_store_has_blob_piece (self->store, self->digest, i))
        continue;
      piece = load_piece (self->hub, self->digest, i);
      *sound = piece != NULL && g_bytes_get_size (piece) <= LT_BLOB_MOST_PIECE;
      size += *sound ? (gint64) g_bytes_get_size (piece) : 0;
      self->too_large = size > self->most;
      if (self->too_large)
        *sound = FALSE;
      if (*sound && !lt_store_put_blob_piece (self->store, self->digest, i, piece, error))
        return FALSE;
    }
  return !*sound || lt_store_check_blob (self->store, self->digest, sound, error);
}

/* Pieces that an earlier try brought may be those that are wrong: they went, and
 * all are taken once more. Damaged rows go out of the hub, so that whoever has them
 * gives them again; what is too large to be rows stays, whatever it is. */
static gboolean
take_blob (Taking *self, gboolean *sound, GError **error)
{
  gint64 before = 0;

  *sound = FALSE;
  self->too_large = measure_pieces (self->hub, self->digest) > self->most;
  if (self->too_large)
    return TRUE;
  lt_store_get_blob (self->store, self->digest, &before, NULL);
  if (!take_pieces (self, sound, error))
    return FALSE;
  if (!*sound && before > 0 && !self->too_large && !take_pieces (self, sound, error))
    return FALSE;
  return *sound || self->too_large || drop_blob (self->hub, self->digest, error);
}

/* What is here is believed no more than the hub: damaged rows are not given, and the
 * hub is not blamed for them. */
static gboolean
look_here (LtStore *store, const char *digest, gint64 *pieces, LtBlobTally *tally, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean sound;

  if (!lt_store_recheck_blob (store, digest, &sound, error))
    return FALSE;
  tally->damaged_here += !sound;
  if (lt_store_get_blob (store, digest, pieces, &problem))
    return TRUE;
  *pieces = 0;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return error == NULL || *error == NULL;
}

static gboolean
exchange_blob (LtHub *self,
               LtStore *store,
               GPtrArray *batches,
               const char *digest,
               LtBlobTally *tally,
               GError **error)
{
  Taking taking = { .hub = self,
                    .store = store,
                    .digest = digest,
                    .pieces = count_whole (self, digest),
                    .most = count_most (batches, digest) };
  gint64 here;
  gboolean sound;

  if (!look_here (store, digest, &here, tally, error))
    return FALSE;
  if (here > 0 && taking.pieces == 0)
    {
      tally->given++;
      return give_blob (self, store, digest, here, error);
    }
  if (here == 0 && taking.pieces > 0)
    {
      if (!take_blob (&taking, &sound, error))
        return FALSE;
      tally->taken += sound;
      tally->too_large += taking.too_large;
      tally->damaged += !sound && !taking.too_large;
    }
  return TRUE;
}

/* An import that is going on keeps the file from having their rows made: then they
 * are made next time, and are missing until then. */
static gboolean
load_rows (LtStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (lt_store_load_blobs (store, &problem)
      || g_error_matches (problem, LT_ERROR, LT_ERROR_UNAVAILABLE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_hub_exchange_blobs:
 * @self: a hub with which operations were exchanged
 * @store: a county file
 * @tally: (out caller-allocates): what was done
 * @error: return location; what was exchanged before is kept, and another try
 *   goes on from there
 *
 * Gives the hub the rows of batches that it lacks and takes those that are lacking
 * here.
 */
gboolean
lt_hub_exchange_blobs (LtHub *self, LtStore *store, LtBlobTally *tally, GError **error)
{
  g_autoptr (GPtrArray) batches = lt_store_list_batch_rows (store, error);

  *tally = (LtBlobTally){ 0 };
  if (batches == NULL)
    return FALSE;
  for (guint i = 0; i < batches->len; i++)
    if (!exchange_blob (self, store, batches,
                        ((LtBatchRows *) g_ptr_array_index (batches, i))->digest, tally, error))
      return FALSE;
  if (!load_rows (store, error))
    return FALSE;
  tally->missing = lt_store_count_batches_without_rows (store);
  for (guint i = 0; i < batches->len; i++)
    tally->hub_missing +=
        count_whole (self, ((LtBatchRows *) g_ptr_array_index (batches, i))->digest) == 0;
  return TRUE;
}
