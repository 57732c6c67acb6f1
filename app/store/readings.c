/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/reading-walk-private.h"

#include "store/batches-private.h"
#include "store/store-private.h"

#include <string.h>

void
lt_reading_walk_clear (Reading *self)
{
  g_clear_pointer (&self->order, lt_batch_order_free);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->qualities, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->unpacked, g_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
}

gboolean
lt_reading_walk_begin (Reading *self, LtDb *db, GError **error)
{
  self->order = lt_batch_order_load (db, error);
  if (self->order == NULL)
    return FALSE;
  self->qualities = lt_pack_load_qualities (db, error);
  if (self->qualities == NULL)
    return FALSE;
  self->candidates = g_array_new (FALSE, FALSE, sizeof (LtCandidate));
  self->rows = g_array_new (FALSE, FALSE, sizeof (BlobRow));
  self->unpacked = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->order->batches->len; i++)
    if (lt_batch_order_get (self->order, i)->interval >= 0)
      self->intervals |= 1u << lt_batch_order_get (self->order, i)->interval;
  return TRUE;
}

static gboolean
tell_time (Reading *self, gint64 time, GError **error)
{
  const LtCandidate *best = lt_batch_order_find_best (self->order, self->candidates, FALSE);
  LtReadingShown shown = { .item = self->item, .time = time, .n_rows = self->candidates->len };
  gboolean told;

  if (self->candidates->len == 0)
    return TRUE;
  if (best == NULL)
    best = lt_batch_order_find_best (self->order, self->candidates, TRUE);
  shown.has_value = best->has_value;
  shown.value = best->value;
  shown.quality = best->quality;
  shown.batch = lt_batch_order_get (self->order, best->batch)->id;
  shown.rank = lt_batch_order_get (self->order, best->batch)->rank;
  shown.disputed = lt_batch_order_is_disputed (self->order, self->candidates, best);
  told = self->at != NULL ? self->at (&self->place, &shown, self->user_data, error)
                          : self->func (&shown, self->user_data, error);
  g_array_set_size (self->candidates, 0);
  return told;
}

static void
add_candidates (Reading *self, const BlobRow *row)
{
  GArray *batches = g_hash_table_lookup (self->order->by_blob, &row->blob);

  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      LtCandidate candidate = { .batch = g_array_index (batches, guint, i),
                                .has_value = row->row.has_value,
                                .value = row->row.value };

      if (lt_batch_order_get (self->order, candidate.batch)->interval != (int) self->interval)
        continue;
      if (row->row.quality < self->qualities->len)
        candidate.quality = g_ptr_array_index (self->qualities, row->row.quality);
      g_array_append_val (self->candidates, candidate);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const BlobRow *first = a;
  const BlobRow *second = b;

  if (first->row.time != second->row.time)
    return first->row.time < second->row.time ? -1 : 1;
  return (first->blob > second->blob) - (first->blob < second->blob);
}

gboolean
lt_reading_walk_tell_span (Reading *self, GError **error)
{
  const BlobRow *rows = (const BlobRow *) self->rows->data;

  if (self->n_packs > 1)
    g_array_sort (self->rows, compare_rows);
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (i > 0 && rows[i].row.time != rows[i - 1].row.time
          && !tell_time (self, rows[i - 1].row.time, error))
        return FALSE;
      add_candidates (self, &rows[i]);
    }
  if (self->rows->len > 0 && !tell_time (self, rows[self->rows->len - 1].row.time, error))
    return FALSE;
  g_array_set_size (self->rows, 0);
  self->n_packs = 0;
  return TRUE;
}

static gboolean
is_of_interval (Reading *self, gint64 blob)
{
  GArray *batches = g_hash_table_lookup (self->order->by_blob, &blob);

  for (guint i = 0; batches != NULL && i < batches->len; i++)
    if (lt_batch_order_get (self->order, g_array_index (batches, guint, i))->interval
        == (int) self->interval)
      return TRUE;
  return FALSE;
}

/* The rows of one batch in the span at hand, as far as they are asked for. */
gboolean
lt_reading_walk_take_pack (Reading *self, LtRows *rows, GError **error)
{
  BlobRow row = { .blob = lt_rows_int (rows, 3) };

  if (!is_of_interval (self, row.blob))
    return TRUE;
  self->n_packs++;
  g_array_set_size (self->unpacked, 0);
  if (!lt_pack_take (rows, 0, self->unpacked, error))
    return FALSE;
  for (guint i = 0; i < self->unpacked->len; i++)
    {
      row.row = g_array_index (self->unpacked, LtPackRow, i);
      if (row.row.time >= self->from && row.row.time <= self->to)
        g_array_append_val (self->rows, row);
    }
  return TRUE;
}

/* The item whose short number is @number, among those that were asked for. */
static guint
place_of_item (const Reading *self, gint64 number)
{
  guint item = 0;

  while (item + 1 < LT_READING_WALK_MOST_ITEMS && self->numbers[item] != number)
    item++;
  return item;
}

static gboolean
tell_packs (Reading *self, LtRows *rows, GError **error)
{
  GError *problem = NULL;
  gint64 span = 0, item = 0;

  while (lt_rows_next (rows, &problem))
    {
      if ((lt_rows_int (rows, 0) != span || lt_rows_int (rows, 4) != item)
          && !lt_reading_walk_tell_span (self, error))
        return FALSE;
      span = lt_rows_int (rows, 0);
      item = lt_rows_int (rows, 4);
      self->item = place_of_item (self, item);
      if (!lt_reading_walk_take_pack (self, rows, error))
        return FALSE;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  return lt_reading_walk_tell_span (self, error);
}

/* Short numbers are not given to others while a walk goes on. */
static gboolean
find_item (Reading *self, LtDb *db, const char *item, gint64 *number, GError **error)
{
  gpointer known = g_hash_table_lookup (self->items, item);

  *number = GPOINTER_TO_SIZE (known);
  if (known != NULL)
    return TRUE;
  if (!lt_db_get_int (db, number, error,
                      "SELECT coalesce(max(number), 0) FROM lt_reading_item WHERE item=?", "t",
                      item))
    return FALSE;
  if (*number > 0)
    g_hash_table_insert (self->items, g_strdup (item), GSIZE_TO_POINTER ((gsize) *number));
  return TRUE;
}

static gboolean
find_numbers (Reading *self,
              LtDb *db,
              const LtId *place,
              const char *const *items,
              guint n_items,
              GError **error)
{
  g_assert (n_items <= LT_READING_WALK_MOST_ITEMS);
  memset (self->numbers, 0, sizeof self->numbers);
  for (guint i = 0; i < n_items; i++)
    if (!find_item (self, db, items[i], &self->numbers[i], error))
      return FALSE;
  if (self->place_number > 0 && lt_id_equal (&self->asked, place))
    return TRUE;
  self->asked = *place;
  return lt_db_get_int (db, &self->place_number, error,
                        "SELECT coalesce(max(number), 0) FROM lt_reading_place WHERE place=?", "b",
                        place, sizeof *place);
}

/* All items by one question. A blob with nothing in the time that is asked for is not unpacked:
 * where a day is read of a year that came day by day, that leaves one of many. */
static LtRows *
ask_for_packs (Reading *self, LtDb *db, GError **error)
{
  const gint64 *numbers = self->numbers;

  return lt_db_query (
      db, error,
      "SELECT k.span, k.n, k.bytes, k.batch, k.item FROM lt_pack k CROSS JOIN lt_blob_series s ON "
      "s.place=k.place AND s.item=k.item AND s.blob=k.batch WHERE k.place=? AND "
      "k.item IN (?, ?, ?, ?, ?, ?, ?, ?) AND k.span BETWEEN ? AND ? AND s.last>=? AND s.first<=? "
      "ORDER BY k.item, k.span, k.batch",
      "iiiiiiiiiiiii", self->place_number, numbers[0], numbers[1], numbers[2], numbers[3],
      numbers[4], numbers[5], numbers[6], numbers[7], lt_pack_span (self->from),
      lt_pack_span (self->to), self->from, self->to);
}

static gboolean
tell_series (Reading *self,
             LtDb *db,
             const LtId *place,
             const char *const *items,
             guint n_items,
             GError **error)
{
  g_autoptr (LtRows) rows = NULL;

  if ((self->intervals & (1u << self->interval)) == 0)
    return TRUE;
  if (!find_numbers (self, db, place, items, n_items, error))
    return FALSE;
  if (self->place_number == 0)
    return TRUE;
  rows = ask_for_packs (self, db, error);
  return rows != NULL && tell_packs (self, rows, error);
}

/* Schema 2 had a row for each value; such a file is read as it is. */
gboolean
lt_reading_walk_tell_older (Reading *self,
                            LtDb *db,
                            const LtId *place,
                            const char *item,
                            GError **error)
{
  GError *problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT time, batch, value, quality FROM lt_reading WHERE " LT_OF_SERIES
                   " AND time BETWEEN ? AND ? ORDER BY time, batch",
                   "btii", place, sizeof *place, item, self->from, self->to);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      BlobRow row = { .row = { .time = lt_rows_int (rows, 0),
                               .has_value = !lt_rows_is_null (rows, 2),
                               .value = lt_rows_int (rows, 2) },
                      .blob = lt_rows_int (rows, 1) };

      if (!lt_rows_is_null (rows, 3))
        {
          row.row.quality = self->qualities->len;
          g_ptr_array_add (self->qualities, g_strdup (lt_rows_text (rows, 3)));
        }
      g_array_append_val (self->rows, row);
    }
  if (problem == NULL)
    return lt_reading_walk_tell_span (self, error);
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * lt_reading_walk_new:
 * @store: a county file
 * @error: return location
 *
 * Reads many series, one after the other, all in one state of the file. Until it is freed
 * nothing can be written by this connection.
 *
 * Returns: (transfer full) (nullable): a walk
 */
LtReadingWalk *
lt_reading_walk_new (LtStore *store, GError **error)
{
  g_autoptr (LtReadingWalk) self = g_new0 (LtReadingWalk, 1);

  self->store = store;
  if (!lt_db_is_reading (store->db))
    {
      if (!lt_db_begin_read (store->db, error))
        return NULL;
      self->holds = TRUE;
    }
  return lt_reading_walk_begin (self, store->db, error) ? g_steal_pointer (&self) : NULL;
}

void
lt_reading_walk_free (LtReadingWalk *self)
{
  if (self == NULL)
    return;
  lt_reading_walk_clear (self);
  if (self->holds)
    lt_db_rollback (self->store->db);
  g_free (self);
}

static gboolean
tell_all_older (Reading *self,
                const LtId *place,
                const char *const *items,
                guint n_items,
                GError **error)
{
  for (self->item = 0; self->item < n_items; self->item++)
    if (!lt_reading_walk_tell_older (self, self->store->db, place, items[self->item], error))
      return FALSE;
  return TRUE;
}

/**
 * lt_reading_walk_each:
 * @self: a walk
 * @place: a station or site, removed ones too
 * @items: (array length=n_items): codes of items
 * @n_items: how many, at most LT_READING_WALK_MOST_ITEMS
 * @interval: what the values stand for
 * @from: first time
 * @to: last time
 * @func: called for each time that has a row, in order, of one item after the other
 * @user_data: for @func
 * @error: return location
 *
 * Tells what is shown of one place and some items.
 */
gboolean
lt_reading_walk_each (LtReadingWalk *self,
                      const LtId *place,
                      const char *const *items,
                      guint n_items,
                      LtInterval interval,
                      gint64 from,
                      gint64 to,
                      LtReadingFunc func,
                      gpointer user_data,
                      GError **error)
{
  self->interval = interval;
  self->from = from;
  self->to = to;
  self->func = func;
  self->user_data = user_data;
  /* One that was broken off leaves something behind. */
  self->n_packs = 0;
  g_array_set_size (self->candidates, 0);
  g_array_set_size (self->rows, 0);
  return self->store->schema == LT_SCHEMA_OF_ROWS
             ? tell_all_older (self, place, items, n_items, error)
             : tell_series (self, self->store->db, place, items, n_items, error);
}

/**
 * lt_store_each_reading:
 * @self: a county file
 * @place: a station or site, removed ones too
 * @item: code of an item
 * @interval: what the values stand for
 * @from: first time
 * @to: last time
 * @func: called for each time that has a row, in order
 * @user_data: for @func
 * @error: return location
 *
 * Tells what is shown of one place and item.
 */
gboolean
lt_store_each_reading (LtStore *self,
                       const LtId *place,
                       const char *item,
                       LtInterval interval,
                       gint64 from,
                       gint64 to,
                       LtReadingFunc func,
                       gpointer user_data,
                       GError **error)
{
  g_auto (Reading) reading = { .store = self };

  return lt_reading_walk_begin (&reading, self->db, error)
         && lt_reading_walk_each (&reading, place, &item, 1, interval, from, to, func, user_data,
                                  error);
}
