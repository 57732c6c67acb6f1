/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/latest.h"

#include "work/air-words.h"

#include "work/readings.h"

void
lt_latest_free (LtLatest *self)
{
  lt_series_place_free (self->place);
  g_hash_table_unref (self->values);
  g_free (self->index);
  g_free (self->index_lines);
  g_free (self);
}

static LtLatest *
get_row (GPtrArray *rows, const LtSeriesPlace *place)
{
  LtLatest *row = rows->len == 0 ? NULL : g_ptr_array_index (rows, rows->len - 1);

  /* What is measured comes by its places. */
  if (row != NULL && lt_id_equal (&row->place->id, &place->id))
    return row;
  row = g_new0 (LtLatest, 1);
  row->place = lt_series_place_new (place->kind, &place->id, place->label);
  row->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (rows, row);
  return row;
}

/* The index in words, and how it came about. */
static void
take_index (LtLatest *row, const LtSeries *series, LtInterval interval)
{
  const LtAirIndices *indices = series->indices;
  const LtAirIndex *last;
  g_autoptr (GPtrArray) lines = NULL;

  if (indices == NULL || indices->rows->len == 0)
    return;
  last = &g_array_index (indices->rows, LtAirIndex, indices->rows->len - 1);
  row->index = lt_air_index_describe (last, indices->standards, interval);
  lines = lt_air_index_explain (last);
  g_ptr_array_add (lines, NULL);
  row->index_lines = g_strjoinv ("\n", (char **) lines->pdata);
}

static gboolean
read_last (LtStore *store,
           const LtMeasured *one,
           const LtItems *items,
           LtInterval interval,
           LtLatest *row,
           GError **error)
{
  g_autoptr (LtSeriesWish) wish = lt_series_wish_new ();
  g_autoptr (GPtrArray) series = NULL;
  const GArray *values;

  g_ptr_array_add (wish->places,
                   lt_series_place_new (one->place->kind, &one->place->id, one->place->label));
  lt_series_wish_set_item (wish, items, one->item);
  wish->interval = interval;
  wish->from = wish->to = one->values[interval].last;
  series = lt_work_read_series (store, wish, error);
  if (series == NULL)
    return FALSE;
  take_index (row, g_ptr_array_index (series, 0), interval);
  values = ((const LtSeries *) g_ptr_array_index (series, 0))->values;
  if (values->len > 0)
    g_hash_table_insert (row->values, g_strdup (one->item),
                         g_memdup2 (&g_array_index (values, LtSeriesValue, values->len - 1),
                                    sizeof (LtSeriesValue)));
  return TRUE;
}

/**
 * lt_work_list_latest:
 * @store: a county file, of the calling thread
 * @measured: (element-type LtMeasured): from lt_work_list_measured()
 * @interval: of the values
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtLatest): what each place that has
 *   such values measured last, in the order of @measured. The items of a place may be of
 *   different times.
 */
GPtrArray *
lt_work_list_latest (LtStore *store, const GPtrArray *measured, LtInterval interval, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_latest_free);
  g_autoptr (LtItems) items = lt_work_items (error);

  for (guint i = 0; items != NULL && i < measured->len; i++)
    {
      const LtMeasured *one = g_ptr_array_index (measured, i);

      if (one->values[interval].any
          && !read_last (store, one, items, interval, get_row (rows, one->place), error))
        return NULL;
    }
  return items == NULL ? NULL : g_steal_pointer (&rows);
}

/**
 * lt_latest_get:
 * @self: what a place measured last
 * @item: code of an item
 *
 * Returns: (transfer none) (nullable): its latest value
 */
const LtSeriesValue *
lt_latest_get (const LtLatest *self, const char *item)
{
  return g_hash_table_lookup (self->values, item);
}

/**
 * lt_latest_get_time:
 * @self: what a place measured last
 *
 * Returns: the time of the latest of its values
 */
gint64
lt_latest_get_time (const LtLatest *self)
{
  GHashTableIter iter;
  gpointer value;
  gint64 time = G_MININT64;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    time = MAX (time, ((const LtSeriesValue *) value)->time);
  return time;
}
