/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/readings-private.h"

#include "store/batches-private.h"
#include "store/store-private.h"

#include <string.h>

typedef struct
{
  LtPackRow row;
  gint64 blob;
} BlobRow;

struct _LtReadingWalk
{
  LtStore *store;
  LtBatchOrder *order;
  LtInterval interval;
  GArray *candidates;   /* (element-type LtCandidate): of one time */
  GPtrArray *qualities; /* (element-type utf8): by their numbers */
  GArray *rows;         /* (element-type BlobRow): of one span */
  guint n_packs;        /* that they are of */
  GArray *unpacked;     /* (element-type LtPackRow): of one pack */
  gint64 from;
  gint64 to;
  LtReadingFunc func;
  LtReadingAtFunc at; /* instead of func, where the rows are of several places */
  LtId place;         /* of the rows at hand */
  gpointer user_data;
  LtId asked;          /* the place that was asked for last, */
  gint64 place_number; /* and its number; 0 for none */
  GHashTable *items;   /* code → number */
  guint intervals;     /* of which there are batches at all, as bits */
  gboolean holds;      /* whether it began a read of its own */
};

typedef LtReadingWalk Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->order, lt_batch_order_free);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->qualities, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->unpacked, g_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
begin_reading (Reading *self, LtDb *db, GError **error)
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
  LtReadingShown shown = { .time = time, .n_rows = self->candidates->len };
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

static gboolean
tell_span (Reading *self, GError **error)
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
static gboolean
take_pack (Reading *self, LtRows *rows, GError **error)
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

static gboolean
tell_packs (Reading *self, LtRows *rows, GError **error)
{
  GError *problem = NULL;
  gint64 span = 0;

  while (lt_rows_next (rows, &problem))
    {
      if (lt_rows_int (rows, 0) != span && !tell_span (self, error))
        return FALSE;
      span = lt_rows_int (rows, 0);
      if (!take_pack (self, rows, error))
        return FALSE;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  return tell_span (self, error);
}

/* Short numbers are not given to others while a walk goes on. */
static gboolean
find_numbers (Reading *self,
              LtDb *db,
              const LtId *place,
              const char *item,
              gint64 *number,
              GError **error)
{
  gpointer known = g_hash_table_lookup (self->items, item);

  *number = GPOINTER_TO_SIZE (known);
  if (known == NULL
      && !lt_db_get_int (db, number, error,
                         "SELECT coalesce(max(number), 0) FROM lt_reading_item WHERE item=?", "t",
                         item))
    return FALSE;
  if (known == NULL && *number > 0)
    g_hash_table_insert (self->items, g_strdup (item), GSIZE_TO_POINTER ((gsize) *number));
  if (self->place_number > 0 && lt_id_equal (&self->asked, place))
    return TRUE;
  self->asked = *place;
  return lt_db_get_int (db, &self->place_number, error,
                        "SELECT coalesce(max(number), 0) FROM lt_reading_place WHERE place=?", "b",
                        place, sizeof *place);
}

static gboolean
tell_series (Reading *self, LtDb *db, const LtId *place, const char *item, GError **error)
{
  g_autoptr (LtRows) rows = NULL;
  gint64 number;

  if (!find_numbers (self, db, place, item, &number, error))
    return FALSE;
  if (number == 0 || self->place_number == 0 || (self->intervals & (1u << self->interval)) == 0)
    return TRUE;
  rows = lt_db_query (db, error,
                      "SELECT span, n, bytes, batch FROM lt_pack WHERE place=? AND item=? "
                      "AND span BETWEEN ? AND ? ORDER BY span, batch",
                      "iiii", self->place_number, number, lt_pack_span (self->from),
                      lt_pack_span (self->to));
  return rows != NULL && tell_packs (self, rows, error);
}

/* Schema 2 had a row for each value; such a file is read as it is. */
static gboolean
tell_older_series (Reading *self, LtDb *db, const LtId *place, const char *item, GError **error)
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
    return tell_span (self, error);
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
  return begin_reading (self, store->db, error) ? g_steal_pointer (&self) : NULL;
}

void
lt_reading_walk_free (LtReadingWalk *self)
{
  if (self == NULL)
    return;
  reading_clear (self);
  if (self->holds)
    lt_db_rollback (self->store->db);
  g_free (self);
}

/**
 * lt_reading_walk_each:
 * @self: a walk
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
lt_reading_walk_each (LtReadingWalk *self,
                      const LtId *place,
                      const char *item,
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
             ? tell_older_series (self, self->store->db, place, item, error)
             : tell_series (self, self->store->db, place, item, error);
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

  return begin_reading (&reading, self->db, error)
         && lt_reading_walk_each (&reading, place, item, interval, from, to, func, user_data,
                                  error);
}

/* Place by place: the key of the packs begins with it, so that only what is asked for
 * is read, however many rows there are of other items and times. */
static gboolean
tell_moment (Reading *self, LtDb *db, const char *item, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT k.span, k.n, k.bytes, k.batch, p.place FROM lt_reading_place p "
                   "CROSS JOIN lt_pack k ON k.place=p.number AND k.span=? AND "
                   "k.item=(SELECT number FROM lt_reading_item WHERE item=?) "
                   "ORDER BY p.number, k.batch",
                   "it", lt_pack_span (self->from), item);
  GError *problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtId place;

      lt_rows_fixed (rows, 4, &place, sizeof place);
      if (!lt_id_equal (&place, &self->place) && !tell_span (self, error))
        return FALSE;
      self->place = place;
      if (!take_pack (self, rows, error))
        return FALSE;
    }
  if (problem == NULL)
    return tell_span (self, error);
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
tell_older_moment (Reading *self, LtDb *db, const char *item, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT place FROM lt_reading_place ORDER BY number", "");
  GError *problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      lt_rows_fixed (rows, 0, &self->place, sizeof self->place);
      if (!tell_older_series (self, db, &self->place, item, error))
        return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * lt_store_each_reading_at:
 * @self: a county file
 * @item: code of an item
 * @interval: what the values stand for
 * @time: a time, see model/reading.h
 * @func: called for each place that has a row of that time
 * @user_data: for @func
 * @error: return location
 *
 * Tells what is shown of one item and time, everywhere. What it costs depends on how
 * many places have measured values, not on how many values they have.
 */
gboolean
lt_store_each_reading_at (LtStore *self,
                          const char *item,
                          LtInterval interval,
                          gint64 time,
                          LtReadingAtFunc func,
                          gpointer user_data,
                          GError **error)
{
  g_auto (Reading) reading = {
    .interval = interval, .from = time, .to = time, .at = func, .user_data = user_data
  };

  if (!begin_reading (&reading, self->db, error))
    return FALSE;
  return self->schema == LT_SCHEMA_OF_ROWS ? tell_older_moment (&reading, self->db, item, error)
                                           : tell_moment (&reading, self->db, item, error);
}
