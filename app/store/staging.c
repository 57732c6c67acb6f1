/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/staging.h"

#include "store/batches-private.h"
#include "store/store-private.h"

#include <string.h>

#define READY (512 * 1024) /* bytes of packs that wait for a slice */

/* A pack that is to be put into the file. */
typedef struct
{
  guint32 place;
  guint32 item;
  guint n;
  gint64 first;
  gint64 last;
  gsize at; /* in the bytes that are ready */
  gsize size;
} Pack;

struct _LtStaging
{
  LtStore *store;
  LtStagingLock *lock;
  LtStagingFuncs funcs;
  gpointer user_data;
  gint64 number;
  gboolean made;     /* the blob is made here: nothing of it may remain */
  gboolean in_write; /* a write goes on, which has no slices */
  gboolean trial;    /* nothing is put into the file */
  gboolean done;     /* it counts now */
  LtRowSort *sort;
  GArray *places; /* (element-type gint64): their numbers in the file */
  GArray *items;
  GArray *qualities;
  GArray *packs; /* (element-type Pack): ready */
  guint n_written;
  GByteArray *bytes;
  GQueue pieces; /* of GBytes */
  gint64 n_pieces;
  guint64 rows;
  gint64 first;
  gint64 last;
};

static gboolean
make_blob (LtStaging *self, GError **error)
{
  LtSlice slice;
  gboolean made;

  if (!lt_slice_begin (&slice, self->store, error))
    return FALSE;
  made = lt_db_run (self->store->db, error, "INSERT INTO lt_blob (state) VALUES (0)", "");
  self->number = lt_db_last_row (self->store->db);
  return lt_slice_end (&slice, made, made ? error : NULL);
}

static LtStaging *
make_staging (LtStore *store, gint64 number, const LtStagingFuncs *funcs, gpointer user_data)
{
  LtStaging *self = g_new0 (LtStaging, 1);
  g_autofree char *folder = g_path_get_dirname (lt_store_get_path (store));

  self->store = store;
  self->funcs = *funcs;
  self->user_data = user_data;
  self->number = number;
  self->sort = lt_row_sort_new (folder, 0);
  self->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->qualities = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->packs = g_array_new (FALSE, FALSE, sizeof (Pack));
  self->bytes = g_byte_array_new ();
  return self;
}

/**
 * lt_staging_new:
 * @store: a county file
 * @number: of a blob whose bytes are here; 0 for one that is being made
 * @funcs: what is told of rows
 * @user_data: for @funcs
 * @error: return location; %LT_ERROR_UNAVAILABLE while another stages
 *
 * Returns: (transfer full) (nullable): a staging; freed before
 *   lt_staging_set_done() it leaves nothing behind
 */
LtStaging *
lt_staging_new (LtStore *store,
                gint64 number,
                const LtStagingFuncs *funcs,
                gpointer user_data,
                GError **error)
{
  g_autoptr (LtStagingLock) lock = lt_staging_lock_take (lt_store_get_path (store), error);
  g_autoptr (LtStaging) self = NULL;

  if (lock == NULL || !lt_blobs_clear_leftovers (store, error))
    return NULL;
  self = make_staging (store, number, funcs, user_data);
  self->lock = g_steal_pointer (&lock);
  self->made = number == 0;
  if (self->made ? !make_blob (self, error) : !lt_blob_clear_rows (store, number, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lt_staging_new_in_write:
 * @store: a county file, in a write that nobody else can come between
 * @number: of a blob whose bytes are here and of which nothing is staged
 * @funcs: what is told of rows
 * @user_data: for @funcs
 *
 * Returns: (transfer full): a staging that is kept or not as the write is
 */
LtStaging *
lt_staging_new_in_write (LtStore *store,
                         gint64 number,
                         const LtStagingFuncs *funcs,
                         gpointer user_data)
{
  LtStaging *self = make_staging (store, number, funcs, user_data);

  self->in_write = TRUE;
  self->done = TRUE;
  return self;
}

/**
 * lt_staging_new_trial:
 * @store: a county file
 * @funcs: what is told of rows
 * @user_data: for @funcs
 *
 * Returns: (transfer full): a staging that sorts its rows and puts nothing into the file
 */
LtStaging *
lt_staging_new_trial (LtStore *store, const LtStagingFuncs *funcs, gpointer user_data)
{
  LtStaging *self = make_staging (store, 0, funcs, user_data);

  self->trial = TRUE;
  return self;
}

void
lt_staging_free (LtStaging *self)
{
  if (self == NULL)
    return;
  if (!self->done && self->number != 0)
    {
      /* What cannot be taken out now is when the file is next opened. */
      if (self->made)
        lt_blob_remove (self->store, self->number, NULL);
      else
        lt_blob_clear_rows (self->store, self->number, NULL);
    }
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  lt_row_sort_free (self->sort);
  g_array_unref (self->places);
  g_array_unref (self->items);
  g_array_unref (self->qualities);
  g_array_unref (self->packs);
  g_byte_array_unref (self->bytes);
  if (self->lock != NULL)
    lt_staging_lock_drop (self->lock);
  g_free (self);
}

gint64
lt_staging_get_number (const LtStaging *self)
{
  return self->number;
}

/**
 * lt_staging_set_done:
 *
 * The blob counts: what was staged stays.
 */
void
lt_staging_set_done (LtStaging *self)
{
  self->done = TRUE;
}

/**
 * lt_staging_get_sort:
 *
 * Returns: (transfer none): where names and rows are added
 */
LtRowSort *
lt_staging_get_sort (LtStaging *self)
{
  return self->sort;
}

static gboolean
begin_slice (LtStaging *self, LtSlice *slice, GError **error)
{
  if (!self->in_write)
    return lt_slice_begin (slice, self->store, error);
  *slice = (LtSlice){ .store = self->store, .until = G_MAXINT64 };
  return TRUE;
}

static gboolean
end_slice (LtStaging *self, LtSlice *slice, gboolean keep, GError **error)
{
  return self->in_write ? keep : lt_slice_end (slice, keep, keep ? error : NULL) && keep;
}

static gboolean
number_name (LtDb *db,
             GArray *numbers,
             const char *insert,
             const char *find,
             const char *types,
             gconstpointer name,
             GError **error)
{
  gint64 number = 0;

  if (!lt_db_run (db, error, insert, types, name, sizeof (LtId))
      || !lt_db_get_int (db, &number, error, find, types, name, sizeof (LtId)))
    return FALSE;
  g_array_append_val (numbers, number);
  return TRUE;
}

/* The next name that has no number yet in the file; @more tells whether there is one. */
static gboolean
number_next (LtStaging *self, gboolean *more, GError **error)
{
  LtDb *db = self->store->db;

  *more = TRUE;
  if (self->places->len < lt_row_sort_count_places (self->sort))
    return number_name (db, self->places,
                        "INSERT OR IGNORE INTO lt_reading_place (place) VALUES (?)",
                        "SELECT number FROM lt_reading_place WHERE place=?", "b",
                        lt_row_sort_get_place (self->sort, self->places->len), error);
  if (self->items->len < lt_row_sort_count_items (self->sort))
    return number_name (db, self->items, "INSERT OR IGNORE INTO lt_reading_item (item) VALUES (?)",
                        "SELECT number FROM lt_reading_item WHERE item=?", "t",
                        lt_row_sort_get_item (self->sort, self->items->len), error);
  if (self->qualities->len < lt_row_sort_count_qualities (self->sort))
    return number_name (db, self->qualities,
                        "INSERT OR IGNORE INTO lt_reading_quality (quality) VALUES (?)",
                        "SELECT number FROM lt_reading_quality WHERE quality=?", "t",
                        lt_row_sort_get_quality (self->sort, self->qualities->len + 1), error);
  *more = FALSE;
  return TRUE;
}

static gboolean
number_names (LtStaging *self, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      LtSlice slice;
      gboolean done;

      if (!begin_slice (self, &slice, error))
        return FALSE;
      do
        done = number_next (self, &more, error);
      while (done && more && !lt_slice_is_over (&slice));
      if (!end_slice (self, &slice, done, error))
        return FALSE;
      if (more)
        lt_slice_let_others_in ();
    }
  return TRUE;
}

static gboolean
write_piece (LtStaging *self, GError **error)
{
  g_autoptr (GBytes) piece = g_queue_pop_head (&self->pieces);
  gsize size;
  gconstpointer bytes;

  if (piece == NULL)
    return TRUE;
  bytes = g_bytes_get_data (piece, &size);
  return lt_db_run (self->store->db, error, "INSERT INTO lt_blob_piece VALUES (?, ?, ?)", "iib",
                    self->number, self->n_pieces++, bytes, size);
}

/* The packs from @begin on that are of one place and item, as far as they are written. */
static gboolean
write_series (LtStaging *self, guint begin, guint end, GError **error)
{
  const Pack *packs = (const Pack *) self->packs->data;
  gint64 n = 0;

  if (begin == end)
    return TRUE;
  for (guint i = begin; i < end; i++)
    n += packs[i].n;
  return lt_db_run (self->store->db, error,
                    "INSERT INTO lt_blob_series (place, item, blob, first, last, n) "
                    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                    "first=min(first, excluded.first), last=max(last, excluded.last), "
                    "n=n+excluded.n",
                    "iiiiii", g_array_index (self->places, gint64, packs[begin].place),
                    g_array_index (self->items, gint64, packs[begin].item), self->number,
                    packs[begin].first, packs[end - 1].last, n);
}

static gboolean
write_pack (LtStaging *self, LtRows *insert, const Pack *pack, GError **error)
{
  lt_rows_bind_int (insert, 1, g_array_index (self->places, gint64, pack->place));
  lt_rows_bind_int (insert, 2, g_array_index (self->items, gint64, pack->item));
  lt_rows_bind_int (insert, 3, lt_pack_span (pack->first));
  lt_rows_bind_int (insert, 4, self->number);
  lt_rows_bind_int (insert, 5, pack->n);
  lt_rows_bind_blob (insert, 6, self->bytes->data + pack->at, pack->size);
  return lt_rows_finish (insert, error);
}

/* What a slice has put of a series stands beside its packs, by which they are found
 * again when the rest never comes. */
static gboolean
write_packs (LtStaging *self, const LtSlice *slice, GError **error)
{
  const Pack *packs = (const Pack *) self->packs->data;
  guint begin = self->n_written;
  guint at = begin;
  g_autoptr (LtRows) insert = lt_db_query (
      self->store->db, error,
      "INSERT INTO lt_pack (place, item, span, batch, n, bytes) VALUES (?, ?, ?, ?, ?, ?)", "");

  if (insert == NULL)
    return FALSE;
  for (; at < self->packs->len && (at == begin || !lt_slice_is_over (slice)); at++)
    {
      if ((packs[at].place != packs[begin].place || packs[at].item != packs[begin].item))
        {
          if (!write_series (self, begin, at, error))
            return FALSE;
          begin = at;
        }
      if (!write_pack (self, insert, &packs[at], error))
        return FALSE;
    }
  self->n_written = at;
  return write_series (self, begin, at, error);
}

static gboolean
write_slice (LtStaging *self, GError **error)
{
  LtSlice slice;
  gboolean written;

  if (!begin_slice (self, &slice, error))
    return FALSE;
  written = write_piece (self, error) && write_packs (self, &slice, error);
  return end_slice (self, &slice, written, error);
}

/* Puts into the file what is ready. */
static gboolean
write_ready (LtStaging *self, GError **error)
{
  while (self->n_written < self->packs->len || !g_queue_is_empty (&self->pieces))
    {
      if (!write_slice (self, error))
        return FALSE;
      if (!self->in_write && self->n_written < self->packs->len)
        lt_slice_let_others_in ();
    }
  g_array_set_size (self->packs, 0);
  g_byte_array_set_size (self->bytes, 0);
  self->n_written = 0;
  return TRUE;
}

static void
note_rows (LtStaging *self, const Pack *pack)
{
  self->first = self->rows == 0 ? pack->first : MIN (self->first, pack->first);
  self->last = self->rows == 0 ? pack->last : MAX (self->last, pack->last);
  self->rows += pack->n;
}

static gboolean
on_rows (guint32 place,
         guint32 item,
         const LtPackRow *rows,
         guint n,
         gpointer user_data,
         GError **error)
{
  LtStaging *self = user_data;
  Pack pack = { .place = place,
                .item = item,
                .n = n,
                .first = rows[0].time,
                .last = rows[n - 1].time,
                .at = self->bytes->len };

  if (!self->trial)
    {
      lt_pack_write (self->bytes, rows, n, (const gint64 *) self->qualities->data);
      pack.size = self->bytes->len - pack.at;
      g_array_append_val (self->packs, pack);
    }
  note_rows (self, &pack);
  if (self->funcs.on_rows != NULL)
    self->funcs.on_rows (place, item, rows, n, self->user_data);
  return self->bytes->len < READY || write_ready (self, error);
}

static void
on_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  LtStaging *self = user_data;

  self->funcs.on_twice (line, first, same, self->user_data);
}

/**
 * lt_staging_pack:
 * @self: a staging
 * @error: return location
 *
 * Packs all rows that were added, and puts most of them into the file; names can
 * no longer be added.
 */
gboolean
lt_staging_pack (LtStaging *self, GError **error)
{
  static const LtRowSortFuncs funcs = { on_rows, on_twice };

  return (self->trial || number_names (self, error))
         && lt_row_sort_finish (self->sort, &funcs, self, error);
}

/**
 * lt_staging_add_piece:
 * @self: a staging of a blob that is being made
 * @piece: (transfer full): its next piece
 */
void
lt_staging_add_piece (LtStaging *self, GBytes *piece)
{
  if (self->trial)
    g_bytes_unref (piece);
  else
    g_queue_push_tail (&self->pieces, piece);
}

/**
 * lt_staging_flush:
 *
 * Puts all packs and pieces into the file.
 */
gboolean
lt_staging_flush (LtStaging *self, GError **error)
{
  return write_ready (self, error);
}

/**
 * lt_staging_get_span:
 * @self: a staging that has packed its rows
 * @first: (out): time of its first row
 * @last: (out): and of its last
 *
 * Returns: how many rows it keeps
 */
guint64
lt_staging_get_span (const LtStaging *self, gint64 *first, gint64 *last)
{
  *first = self->first;
  *last = self->last;
  return self->rows;
}
