/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/readings-private.h"

#include "store/batches-private.h"
#include "store/store-private.h"

#include <string.h>

typedef struct
{
  guint batch; /* place in the order */
  gboolean has_value;
  gint64 value;
  const char *quality;
} Candidate;

typedef struct
{
  LtPackRow row;
  gint64 blob;
} BlobRow;

typedef struct
{
  LtBatchOrder *order;
  LtInterval interval;
  GArray *candidates;   /* (element-type Candidate): of one time */
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
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->order, lt_batch_order_free);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->qualities, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->unpacked, g_array_unref);
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
  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  self->rows = g_array_new (FALSE, FALSE, sizeof (BlobRow));
  self->unpacked = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  return TRUE;
}

static gboolean
gives_way (const Reading *self, guint loser)
{
  const Candidate *candidates = (const Candidate *) self->candidates->data;

  for (guint i = 0; i < self->candidates->len; i++)
    if (i != loser
        && lt_batch_order_gives_way (self->order, candidates[loser].batch, candidates[i].batch))
      return TRUE;
  return FALSE;
}

/* Of those that hold where @all is not set. */
static const Candidate *
find_best (const Reading *self, gboolean all)
{
  const Candidate *candidates = (const Candidate *) self->candidates->data;
  const Candidate *best = NULL;

  for (guint i = 0; i < self->candidates->len; i++)
    if ((all || !gives_way (self, i))
        && (best == NULL
            || lt_batch_order_compare (self->order, candidates[i].batch, best->batch) > 0))
      best = &candidates[i];
  return best;
}

static gboolean
is_disputed (const Reading *self, const Candidate *best)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *other = &g_array_index (self->candidates, Candidate, i);

      if ((other->has_value != best->has_value || other->value != best->value)
          && lt_batch_order_is_open (self->order, other->batch, best->batch))
        return TRUE;
    }
  return FALSE;
}

static gboolean
tell_time (Reading *self, gint64 time, GError **error)
{
  const Candidate *best = find_best (self, FALSE);
  LtReadingShown shown = { .time = time, .n_rows = self->candidates->len };
  gboolean told;

  if (self->candidates->len == 0)
    return TRUE;
  if (best == NULL)
    best = find_best (self, TRUE);
  shown.has_value = best->has_value;
  shown.value = best->value;
  shown.quality = best->quality;
  shown.batch = lt_batch_order_get (self->order, best->batch)->id;
  shown.rank = lt_batch_order_get (self->order, best->batch)->rank;
  shown.disputed = is_disputed (self, best);
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
      Candidate candidate = { .batch = g_array_index (batches, guint, i),
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

/* The rows of one batch in the span at hand, as far as they are asked for. */
static gboolean
take_pack (Reading *self, LtRows *rows, GError **error)
{
  BlobRow row = { .blob = lt_rows_int (rows, 3) };

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

#define OF_SERIES                                                                                  \
  "place=(SELECT number FROM lt_reading_place WHERE place=?) AND "                                 \
  "item=(SELECT number FROM lt_reading_item WHERE item=?)"

static gboolean
tell_series (Reading *self, LtDb *db, const LtId *place, const char *item, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT span, n, bytes, batch FROM lt_pack WHERE " OF_SERIES
                   " AND span BETWEEN ? AND ? ORDER BY span, batch",
                   "btii", place, sizeof *place, item, lt_pack_span (self->from),
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
                   "SELECT time, batch, value, quality FROM lt_reading WHERE " OF_SERIES
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
  g_auto (Reading) reading = {
    .interval = interval, .from = from, .to = to, .func = func, .user_data = user_data
  };

  if (!begin_reading (&reading, self->db, error))
    return FALSE;
  return self->schema == LT_SCHEMA_OF_ROWS
             ? tell_older_series (&reading, self->db, place, item, error)
             : tell_series (&reading, self->db, place, item, error);
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

/**
 * lt_store_find_interval:
 * @self: a county file
 * @place: a station or site
 * @item: code of an item
 * @interval: (out): the shortest interval of which there are rows
 *
 * Returns: whether there are rows of the place and item
 */
gboolean
lt_store_find_interval (LtStore *self, const LtId *place, const char *item, LtInterval *interval)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT DISTINCT b.interval FROM " LT_BATCH_JOIN
                   " JOIN lt_blob_series s ON s.blob=l.number WHERE s." OF_SERIES,
                   "bt", place, sizeof *place, item);
  gboolean found = FALSE;

  *interval = LT_INTERVAL_MONTH;
  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      const char *name = lt_rows_text (rows, 0);

      for (LtInterval i = LT_INTERVAL_HOUR; i <= *interval; i++)
        if (g_strcmp0 (name, lt_interval_name (i)) == 0)
          {
            *interval = i;
            found = TRUE;
          }
    }
  return found;
}

/**
 * lt_store_has_readings:
 *
 * Returns: whether any batch here has rows of @place
 */
gboolean
lt_store_has_readings (LtStore *self, const LtId *place)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL,
                 "SELECT count(*) FROM lt_reading_place p JOIN lt_blob_series s ON "
                 "s.place=p.number WHERE p.place=?",
                 "b", place, sizeof *place);
  return n > 0;
}
