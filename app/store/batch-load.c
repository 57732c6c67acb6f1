/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From blobs to rows: what arrived from a carrier is put into the table of rows by
 * the same slices as an import, and believed as little as any foreign file. */

#include "store/batches-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtStaging *staging;
  LtBlobReader *reader;
  guint64 rows;
  const char *problem;
} Load;

static void
on_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  Load *load = user_data;

  load->problem = _ ("two of its rows have the same place, item and time");
}

static gboolean
take_row (Load *load, const LtBlobRow *row, GError **error)
{
  LtRowSort *sort = lt_staging_get_sort (load->staging);

  lt_row_sort_follow_names (sort, load->reader, row);
  return lt_row_sort_add (sort, row, (gint64) ++load->rows, error);
}

static gboolean
take_pieces (Load *load, LtStore *store, gint64 number, GError **error)
{
  gint64 n;

  if (!lt_blob_count_pieces (store->db, number, &n, error))
    return FALSE;
  for (gint64 i = 0; i < n && load->problem == NULL; i++)
    {
      g_autoptr (GBytes) piece = lt_blob_load_piece (store->db, number, i, error);
      LtBlobRow row;

      if (piece == NULL)
        return FALSE;
      lt_blob_reader_push (load->reader, piece, i + 1 == n);
      while (lt_blob_reader_next (load->reader, &row))
        if (!take_row (load, &row, error))
          return FALSE;
      if (i + 1 == n || lt_blob_reader_has_failed (load->reader))
        load->problem = lt_blob_reader_get_problem (load->reader);
    }
  return load->problem != NULL
         || (lt_staging_pack (load->staging, error) && lt_staging_flush (load->staging, error));
}

static gboolean
set_bad (LtStore *store, gint64 number, const char *problem, GError **error)
{
  LtSlice slice;
  gboolean done;

  if (!lt_slice_begin (&slice, store, error))
    return FALSE;
  done = lt_db_run (store->db, error, "UPDATE lt_blob SET state=4, reason=? WHERE number=?", "ti",
                    problem, number);
  return lt_slice_end (&slice, done, done ? error : NULL);
}

static gboolean
publish (LtStore *store, Load *load, LtBlobMeeting *meeting, GError **error)
{
  gint64 first;
  gint64 last;
  guint64 rows = lt_staging_get_span (load->staging, &first, &last);
  gboolean done;

  if (!lt_store_begin_write (store, error))
    return FALSE;
  done = lt_db_run (store->db, error,
                    "UPDATE lt_blob SET state=3, \"rows\"=?, first=?, last=? WHERE number=? AND "
                    "state=2",
                    "iiii", (gint64) rows, first, last, meeting->number)
         && lt_blob_meeting_write (meeting, store->db, error);
  done = lt_store_end_write (store, done, done ? error : NULL);
  if (done)
    lt_staging_set_done (load->staging);
  return done;
}

static gboolean
load_blob (LtStore *store, gint64 number, GError **error)
{
  static const LtStagingFuncs funcs = { NULL, on_twice };
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  Load load = { .reader = reader };
  g_autoptr (LtStaging) staging = lt_staging_new (store, number, &funcs, &load, error);
  LtBlobMeeting meeting = { 0 };
  gboolean done;

  if (staging == NULL)
    return FALSE;
  load.staging = staging;
  if (!take_pieces (&load, store, number, error))
    return FALSE;
  if (load.problem != NULL)
    return lt_blob_clear_rows (store, number, error)
           && set_bad (store, number, load.problem, error);
  done = lt_blob_meeting_hold (&meeting, store->db, number, error)
         && publish (store, &load, &meeting, error);
  lt_blob_meeting_clear (&meeting);
  return done;
}

/* The name is right, so that the same can be made of it anywhere: nothing. */
static gboolean
note_bad (LtStore *store, gint64 number, const char *problem, GError **error)
{
  return lt_blob_clear_rows_in_write (store->db, number, error)
         && lt_db_run (store->db, error, "DELETE FROM lt_blob_pair WHERE a=? OR b=?", "ii", number,
                       number)
         && lt_db_run (store->db, error, "UPDATE lt_blob SET state=4, reason=? WHERE number=?",
                       "ti", problem, number);
}

/* As many rows as its bytes have, whatever the file said of them. */
static gboolean
note_rows (LtStore *store, gint64 number, const LtStaging *staging, GError **error)
{
  gint64 first;
  gint64 last;
  guint64 rows = lt_staging_get_span (staging, &first, &last);

  return lt_db_run (store->db, error,
                    "UPDATE lt_blob SET \"rows\"=?, first=?, last=? WHERE number=?", "iiii",
                    (gint64) rows, first, last, number);
}

static gboolean
pack_again (LtStore *store, gint64 number, GError **error)
{
  static const LtStagingFuncs funcs = { NULL, on_twice };
  g_autoptr (LtBlobReader) reader = lt_blob_reader_new ();
  Load load = { .reader = reader };
  g_autoptr (LtStaging) staging = NULL;
  gboolean right;

  if (!lt_db_run (store->db, error, "DELETE FROM lt_blob_series WHERE blob=?", "i", number)
      || !lt_blob_is_right (store->db, number, &right, error))
    return FALSE;
  if (!right)
    {
      store->lost_batches++;
      return lt_blob_forget (store->db, number, error);
    }
  staging = lt_staging_new_in_write (store, number, &funcs, &load);
  load.staging = staging;
  if (!take_pieces (&load, store, number, error))
    return FALSE;
  return load.problem == NULL ? note_rows (store, number, staging, error)
                              : note_bad (store, number, load.problem, error);
}

/**
 * lt_blobs_pack_again:
 * @store: a county file, in a write, without any packs
 * @error: return location
 *
 * Makes the packs of all blobs that have rows here. Those whose bytes are no longer
 * what their name says count as if they had never come, and are counted.
 */
gboolean
lt_blobs_pack_again (LtStore *store, GError **error)
{
  gint64 number = 0;

  store->lost_batches = 0;
  for (;;)
    {
      if (!lt_db_get_int (store->db, &number, error,
                          "SELECT coalesce(min(number), 0) FROM lt_blob WHERE state=3 AND number>?",
                          "i", number))
        return FALSE;
      if (number == 0)
        return TRUE;
      if (!pack_again (store, number, error))
        return FALSE;
    }
}

/**
 * lt_store_load_blobs:
 * @self: a county file
 * @error: return location; %LT_ERROR_UNAVAILABLE while an import goes on
 *
 * Makes rows of all blobs that are here and have none yet. One that no rows can be
 * made of is kept with the reason, and named by the full check.
 */
gboolean
lt_store_load_blobs (LtStore *self, GError **error)
{
  for (;;)
    {
      gint64 number = 0;

      if (!lt_db_get_int (self->db, &number, error,
                          "SELECT number FROM lt_blob WHERE state=2 ORDER BY number LIMIT 1", ""))
        return FALSE;
      if (number == 0)
        return TRUE;
      if (!load_blob (self, number, error))
        return FALSE;
    }
}

void
lt_batch_rows_free (LtBatchRows *self)
{
  g_free (self->file);
  g_free (self->digest);
  g_free (self->reason);
  g_free (self);
}

/**
 * lt_store_list_batch_rows:
 *
 * Returns: (transfer full) (nullable) (element-type LtBatchRows): each batch that is
 *   there, with what is here of its rows
 */
GPtrArray *
lt_store_list_batch_rows (LtStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_batch_rows_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      "SELECT b.id, b.file, b.blob, b.\"rows\", l.state, l.\"rows\", l.reason FROM batch b "
      "LEFT JOIN lt_blob l ON l.digest=b.blob ORDER BY b.id",
      "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtBatchRows *batch = g_new0 (LtBatchRows, 1);
      LtBlobState state = (LtBlobState) lt_rows_int (rows, 4);

      g_ptr_array_add (list, batch);
      lt_id_from_text (&batch->batch, lt_rows_text (rows, 0));
      batch->file = g_strdup (lt_rows_text (rows, 1));
      batch->digest = g_strdup (lt_rows_text (rows, 2));
      batch->rows = lt_rows_int (rows, 3);
      batch->here = state == LT_BLOB_ROWS || state == LT_BLOB_BAD;
      if (state == LT_BLOB_BAD)
        batch->reason = g_strdup (lt_rows_text (rows, 6));
      else if (state == LT_BLOB_ROWS && lt_rows_int (rows, 5) != batch->rows)
        batch->reason = g_strdup_printf (_ ("it says %d rows and brings %d"), (int) batch->rows,
                                         (int) lt_rows_int (rows, 5));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * lt_store_count_batches_without_rows:
 *
 * Returns: how many batches are there whose rows are not here
 */
guint
lt_store_count_batches_without_rows (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL,
                 "SELECT count(*) FROM batch b WHERE NOT EXISTS (SELECT 1 FROM lt_blob l WHERE "
                 "l.digest=b.blob AND l.state IN (3, 4))",
                 "");
  return (guint) n;
}
