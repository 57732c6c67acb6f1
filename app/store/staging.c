/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/staging.h"

#include "store/batches-private.h"
#include "store/store-private.h"

#include <stdlib.h>
#include <string.h>

#define BUFFER     131072 /* rows sorted together */
#define STEP       4096   /* rows taken between two slices */
#define LOOK_EVERY 64     /* rows between two looks at the clock */

typedef struct
{
  LtBlobRow row;
  gint64 line;
  gboolean twice;
} Entry;

typedef struct
{
  guint64 key; /* place, item and time in one */
  guint32 entry;
} Order;

/* One half fills while the other is put into the file. */
typedef struct
{
  Entry *entries;
  guint n;
} Half;

/* What a slice has put of one place and item. */
typedef struct
{
  guint32 place;
  guint32 item;
  gint64 first;
  gint64 last;
  gint64 n;
} Series;

struct _LtStaging
{
  LtStore *store;
  LtStagingLock *lock;
  LtStagingFuncs funcs;
  gpointer user_data;
  gint64 number;
  gboolean made;         /* the blob is made here: nothing of it may remain */
  gboolean done;         /* it counts now */
  GArray *places;        /* (element-type LtId) */
  GArray *place_numbers; /* (element-type gint64), 0: not asked yet */
  GPtrArray *items;
  GArray *item_numbers;
  GPtrArray *qualities;
  Half filling;
  Half draining;
  Order *order;
  guint drained;
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
  self = g_new0 (LtStaging, 1);
  self->store = store;
  self->lock = g_steal_pointer (&lock);
  self->funcs = *funcs;
  self->user_data = user_data;
  self->number = number;
  self->made = number == 0;
  self->places = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->place_numbers = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->item_numbers = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->qualities = g_ptr_array_new_with_free_func (g_free);
  self->filling.entries = g_new (Entry, BUFFER);
  self->draining.entries = g_new (Entry, BUFFER);
  self->order = g_new (Order, BUFFER);
  if (self->made ? !make_blob (self, error) : !lt_blob_clear_rows (store, number, error))
    return NULL;
  return g_steal_pointer (&self);
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
  g_array_unref (self->places);
  g_array_unref (self->place_numbers);
  g_ptr_array_unref (self->items);
  g_array_unref (self->item_numbers);
  g_ptr_array_unref (self->qualities);
  g_free (self->filling.entries);
  g_free (self->draining.entries);
  g_free (self->order);
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

guint32
lt_staging_add_place (LtStaging *self, const LtId *id)
{
  g_array_append_val (self->places, *id);
  g_array_set_size (self->place_numbers, self->places->len);
  return self->places->len - 1;
}

guint32
lt_staging_add_item (LtStaging *self, const char *item)
{
  g_ptr_array_add (self->items, g_strdup (item));
  g_array_set_size (self->item_numbers, self->items->len);
  return self->items->len - 1;
}

/* From 1: 0 is none. */
guint32
lt_staging_add_quality (LtStaging *self, const char *quality)
{
  g_ptr_array_add (self->qualities, g_strdup (quality));
  return self->qualities->len;
}

const LtId *
lt_staging_get_place (const LtStaging *self, guint32 place)
{
  return &g_array_index (self->places, LtId, place);
}

const char *
lt_staging_get_item (const LtStaging *self, guint32 item)
{
  return g_ptr_array_index (self->items, item);
}

const char *
lt_staging_get_quality (const LtStaging *self, guint32 quality)
{
  return quality == 0 ? NULL : g_ptr_array_index (self->qualities, quality - 1);
}

static gboolean
find_place (LtStaging *self, guint32 place, gint64 *number, GError **error)
{
  gint64 *known = &g_array_index (self->place_numbers, gint64, place);
  const LtId *id = lt_staging_get_place (self, place);
  LtDb *db = self->store->db;

  if (*known == 0
      && (!lt_db_run (db, error, "INSERT OR IGNORE INTO lt_reading_place (place) VALUES (?)", "b",
                      id, sizeof *id)
          || !lt_db_get_int (db, known, error, "SELECT number FROM lt_reading_place WHERE place=?",
                             "b", id, sizeof *id)))
    return FALSE;
  *number = *known;
  return TRUE;
}

static gboolean
find_item (LtStaging *self, guint32 item, gint64 *number, GError **error)
{
  gint64 *known = &g_array_index (self->item_numbers, gint64, item);
  const char *code = lt_staging_get_item (self, item);
  LtDb *db = self->store->db;

  if (*known == 0
      && (!lt_db_run (db, error, "INSERT OR IGNORE INTO lt_reading_item (item) VALUES (?)", "t",
                      code)
          || !lt_db_get_int (db, known, error, "SELECT number FROM lt_reading_item WHERE item=?",
                             "t", code)))
    return FALSE;
  *number = *known;
  return TRUE;
}

static gboolean
write_series (LtStaging *self, const Series *series, GError **error)
{
  gint64 place;
  gint64 item;

  if (series->n == 0)
    return TRUE;
  return find_place (self, series->place, &place, error)
         && find_item (self, series->item, &item, error)
         && lt_db_run (self->store->db, error,
                       "INSERT INTO lt_blob_series (place, item, blob, first, last, n) "
                       "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                       "first=min(first, excluded.first), last=max(last, excluded.last), "
                       "n=n+excluded.n",
                       "iiiiii", place, item, self->number, series->first, series->last, series->n);
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

static gboolean
write_row (LtStaging *self, LtRows *insert, Entry *entry, GError **error)
{
  const LtBlobRow *row = &entry->row;

  lt_rows_bind_int (insert, 3, row->time);
  if (row->has_value)
    lt_rows_bind_int (insert, 5, row->value);
  else
    lt_rows_bind_null (insert, 5);
  if (row->quality != 0)
    lt_rows_bind_text (insert, 6, lt_staging_get_quality (self, row->quality));
  else
    lt_rows_bind_null (insert, 6);
  if (!lt_rows_finish (insert, error))
    return FALSE;
  entry->twice = lt_db_changes (self->store->db) == 0;
  return TRUE;
}

static void
note_row (LtStaging *self, Series *series, gint64 time)
{
  series->first = series->n == 0 ? time : MIN (series->first, time);
  series->last = series->n == 0 ? time : MAX (series->last, time);
  series->n++;
  self->first = self->rows == 0 ? time : MIN (self->first, time);
  self->last = self->rows == 0 ? time : MAX (self->last, time);
  self->rows++;
}

/* Rows are sorted, so that those of one place and item follow each other. */
static gboolean
write_rows (LtStaging *self, const LtSlice *slice, LtRows *insert, GError **error)
{
  Series series = { 0 };

  for (guint i = 0; self->drained < self->draining.n; i++)
    {
      Entry *entry = &self->draining.entries[self->order[self->drained].entry];
      const LtBlobRow *row = &entry->row;

      if (i % LOOK_EVERY == 0 && i > 0 && lt_slice_is_over (slice))
        break;
      if (i == 0 || row->place != series.place || row->item != series.item)
        {
          gint64 place;
          gint64 item;

          if (!write_series (self, &series, error) || !find_place (self, row->place, &place, error)
              || !find_item (self, row->item, &item, error))
            return FALSE;
          series = (Series){ .place = row->place, .item = row->item };
          lt_rows_bind_int (insert, 1, place);
          lt_rows_bind_int (insert, 2, item);
          lt_rows_bind_int (insert, 4, self->number);
        }
      if (!write_row (self, insert, entry, error))
        return FALSE;
      if (!entry->twice)
        note_row (self, &series, row->time);
      self->drained++;
    }
  return write_series (self, &series, error);
}

static gboolean
write_slice (LtStaging *self, GError **error)
{
  g_autoptr (LtRows) insert = NULL;
  LtSlice slice;
  gboolean written;

  if (!lt_slice_begin (&slice, self->store, error))
    return FALSE;
  insert = lt_db_query (self->store->db, error,
                        "INSERT OR IGNORE INTO lt_reading (place, item, time, batch, value, "
                        "quality) VALUES (?, ?, ?, ?, ?, ?)",
                        "");
  written = insert != NULL && write_piece (self, error) && write_rows (self, &slice, insert, error);
  return lt_slice_end (&slice, written, written ? error : NULL) && written;
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const Order *first = a;
  const Order *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return first->entry < second->entry ? -1 : 1;
}

static void
sort_half (LtStaging *self, const Half *half)
{
  for (guint i = 0; i < half->n; i++)
    {
      const LtBlobRow *row = &half->entries[i].row;

      /* 17 bits for LT_BATCH_MAX_PLACES, 12 for LT_BATCH_MAX_NAMES, 28 for the time */
      self->order[i].key = (guint64) row->place << 40 | (guint64) row->item << 28
                           | (guint64) (row->time - LT_READING_FIRST);
      self->order[i].entry = i;
    }
  qsort (self->order, half->n, sizeof *self->order, compare_order);
}

/* The half is in the file: its rows are told of in the order in which they came. */
static void
tell_rows (LtStaging *self)
{
  for (guint i = 0; i < self->draining.n; i++)
    {
      const Entry *entry = &self->draining.entries[i];

      if (entry->twice)
        self->funcs.on_twice (entry->line, self->user_data);
      else if (self->funcs.on_row != NULL)
        self->funcs.on_row (&entry->row, self->user_data);
    }
  self->draining.n = 0;
  self->drained = 0;
}

static gboolean
drain (LtStaging *self, GError **error)
{
  while (self->drained < self->draining.n)
    {
      if (!write_slice (self, error))
        return FALSE;
      if (self->drained < self->draining.n)
        lt_slice_let_others_in ();
    }
  tell_rows (self);
  return TRUE;
}

static gboolean
swap_halves (LtStaging *self, GError **error)
{
  Half full = self->filling;

  if (!drain (self, error))
    return FALSE;
  self->filling = self->draining;
  self->draining = full;
  sort_half (self, &full);
  return TRUE;
}

/**
 * lt_staging_add_row:
 * @self: a staging
 * @row: a row; its place, item and quality were added before
 * @line: where it stands, for @on_twice
 * @error: return location
 */
gboolean
lt_staging_add_row (LtStaging *self, const LtBlobRow *row, gint64 line, GError **error)
{
  if (self->filling.n == BUFFER && !swap_halves (self, error))
    return FALSE;
  self->filling.entries[self->filling.n++] = (Entry){ .row = *row, .line = line };
  if (self->filling.n % STEP != 0 || self->drained == self->draining.n)
    return TRUE;
  return write_slice (self, error);
}

/**
 * lt_staging_add_piece:
 * @self: a staging of a blob that is being made
 * @piece: (transfer full): its next piece
 */
void
lt_staging_add_piece (LtStaging *self, GBytes *piece)
{
  g_queue_push_tail (&self->pieces, piece);
}

/**
 * lt_staging_flush:
 *
 * Puts all rows and pieces that were added into the file.
 */
gboolean
lt_staging_flush (LtStaging *self, GError **error)
{
  if (!swap_halves (self, error) || !drain (self, error))
    return FALSE;
  while (!g_queue_is_empty (&self->pieces))
    if (!write_slice (self, error))
      return FALSE;
  return TRUE;
}

/**
 * lt_staging_get_span:
 * @self: a staging
 * @first: (out): time of its first row
 * @last: (out): and of its last
 *
 * Returns: how many rows it has put into the file
 */
guint64
lt_staging_get_span (const LtStaging *self, gint64 *first, gint64 *last)
{
  *first = self->first;
  *last = self->last;
  return self->rows;
}
