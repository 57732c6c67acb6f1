/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/series.h"

#include "rules/row.h"
#include "store/readings.h"
#include "work/air-words.h"
#include "work/readings.h"
#include "work/standards.h"

#include <math.h>
#include <string.h>

/* ---- wishes ------------------------------------------------------------------ */

/**
 * lt_series_place_new:
 * @kind: (nullable): of the place
 * @id: its id
 * @label: what it is called
 *
 * Returns: (transfer full): the place
 */
LtSeriesPlace *
lt_series_place_new (const LtKind *kind, const LtId *id, const char *label)
{
  LtSeriesPlace *self = g_new0 (LtSeriesPlace, 1);

  *self = (LtSeriesPlace){ kind, *id, g_strdup (label) };
  return self;
}

void
lt_series_place_free (LtSeriesPlace *self)
{
  g_free (self->label);
  g_free (self);
}

/**
 * lt_series_wish_new:
 *
 * Returns: (transfer full): a wish of no places, for all times
 */
LtSeriesWish *
lt_series_wish_new (void)
{
  LtSeriesWish *self = g_new0 (LtSeriesWish, 1);

  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_series_place_free);
  self->from = LT_READING_FIRST;
  self->to = LT_READING_LAST;
  self->least = G_MININT64;
  self->most = G_MAXINT64;
  return self;
}

/**
 * lt_series_wish_set_item:
 * @self: a wish
 * @items: (nullable): what can be measured
 * @code: code of an item, of which nothing need be known
 *
 * What is flagged is told when values are read, and stands in no file: a batch keeps what was
 * reported, and where what is possible was too narrow or too wide, mending items.json mends all
 * that is shown.
 */
void
lt_series_wish_set_item (LtSeriesWish *self, const LtItems *items, const char *code)
{
  const LtItem *item = items == NULL ? NULL : lt_items_find (items, code);

  g_free (self->item);
  self->item = g_strdup (code);
  self->least = item == NULL ? G_MININT64 : item->min;
  self->most = item == NULL ? G_MAXINT64 : item->max;
}

/**
 * lt_series_wish_copy:
 * @self: a wish
 *
 * Returns: (transfer full): the same
 */
LtSeriesWish *
lt_series_wish_copy (const LtSeriesWish *self)
{
  LtSeriesWish *copy = lt_series_wish_new ();

  for (guint i = 0; i < self->places->len; i++)
    {
      const LtSeriesPlace *place = g_ptr_array_index (self->places, i);

      g_ptr_array_add (copy->places, lt_series_place_new (place->kind, &place->id, place->label));
    }
  copy->item = g_strdup (self->item);
  copy->least = self->least;
  copy->most = self->most;
  copy->interval = self->interval;
  copy->from = self->from;
  copy->to = self->to;
  copy->judge = g_strdup (self->judge);
  return copy;
}

void
lt_series_wish_free (LtSeriesWish *self)
{
  g_ptr_array_unref (self->places);
  g_free (self->item);
  g_free (self->judge);
  g_free (self);
}

void
lt_series_free (LtSeries *self)
{
  g_free (self->place.label);
  g_array_unref (self->values);
  g_clear_pointer (&self->indices, lt_air_indices_free);
  g_free (self);
}

/* ---- reading ----------------------------------------------------------------- */

typedef struct
{
  const LtSeriesWish *wish;
  GArray *values;
} Reading;

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  const Reading *self = user_data;
  LtSeriesValue value = { .time = reading->time,
                          .has_value = reading->has_value,
                          .value = reading->value,
                          .flagged = reading->has_value
                                     && (reading->value < self->wish->least
                                         || reading->value > self->wish->most),
                          .disputed = reading->disputed,
                          .origin = reading->batch };

  g_array_append_val (self->values, value);
  return TRUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const LtSeriesValue *) a)->time, other = ((const LtSeriesValue *) b)->time;

  return (one > other) - (one < other);
}

/* Monthly samples of a site; one that is not valid counts as missing. */
static gboolean
read_samples (LtStore *store, const LtSeriesWish *wish, LtSeries *series, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) samples = NULL;
  g_autofree char *site = lt_id_to_text (&series->place.id);

  g_ptr_array_add (filters, lt_filter_new ("site", "=", site));
  samples = lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, error);
  for (guint i = 0; samples != NULL && i < samples->len; i++)
    {
      const LtRecord *sample = g_ptr_array_index (samples, i);
      const char *text = lt_record_get (sample, "value");
      LtSeriesValue value = { .origin = sample->id };

      if (!lt_reading_parse_time (lt_record_get (sample, "month"), LT_INTERVAL_MONTH, &value.time)
          || value.time < wish->from || value.time > wish->to)
        continue;
      value.has_value =
          text != NULL && g_strcmp0 (lt_record_get (sample, "validity"), "valid") == 0;
      value.value = value.has_value ? lt_reading_round_value (text) : 0;
      g_array_append_val (series->values, value);
    }
  g_array_sort (series->values, compare_times);
  return samples != NULL;
}

/**
 * lt_series_is_sampled:
 * @wish: what is read
 * @place: of a place
 *
 * Returns: whether the values are the samples of a dust-fall site, which are records, and
 *   only of months
 */
gboolean
lt_series_is_sampled (const LtSeriesWish *wish, const LtSeriesPlace *place)
{
  return place->kind != NULL && g_str_equal (place->kind->name, "dust-site")
         && g_str_equal (wish->item, LT_ITEM_DUST) && wish->interval == LT_INTERVAL_MONTH;
}

/* Not measured: made of what is, by the standard of each day. One that is not published
 * (NA) has no value. */
static gboolean
read_indices (LtStore *store, const LtSeriesWish *wish, LtSeries *series, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtItems) items = lt_work_items (error);
  g_autoptr (LtStandards) standards = items == NULL ? NULL : lt_work_standards (problems, error);
  /* A day is asked for by where it ends. */
  gint64 to =
      wish->to + (wish->interval == LT_INTERVAL_DAY && wish->to < LT_READING_LAST ? 24 * 60 : 0);

  if (standards == NULL)
    return FALSE;
  series->indices = lt_work_air_indices (store, standards, items, &series->place.id, wish->interval,
                                         wish->from, to, error);
  for (guint i = 0; series->indices != NULL && i < series->indices->rows->len; i++)
    {
      const LtAirIndex *index = &g_array_index (series->indices->rows, LtAirIndex, i);
      LtSeriesValue value = { .time = index->time,
                              .has_value = index->aqi.index > 0,
                              .value = index->aqi.index * LT_READING_SCALE };

      g_array_append_val (series->values, value);
    }
  if (series->indices == NULL)
    return FALSE;
  series->indices->standards = g_steal_pointer (&standards);
  return TRUE;
}

static gboolean
read_one (LtStore *store, const LtSeriesWish *wish, LtSeries *series, GError **error)
{
  Reading reading = { wish, series->values };

  if (g_str_equal (wish->item, LT_ITEM_AQI) && wish->interval != LT_INTERVAL_MONTH)
    return read_indices (store, wish, series, error);
  if (lt_series_is_sampled (wish, &series->place))
    return read_samples (store, wish, series, error);
  return lt_store_each_reading (store, &series->place.id, wish->item, wish->interval, wish->from,
                                wish->to, on_reading, &reading, error);
}

/**
 * lt_work_read_series:
 * @store: a county file, of the calling thread
 * @wish: what is to be read
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtSeries): the values of each place
 */
GPtrArray *
lt_work_read_series (LtStore *store, const LtSeriesWish *wish, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_series_free);

  for (guint i = 0; i < wish->places->len; i++)
    {
      const LtSeriesPlace *place = g_ptr_array_index (wish->places, i);
      LtSeries *series = g_new0 (LtSeries, 1);

      series->place = (LtSeriesPlace){ place->kind, place->id, g_strdup (place->label) };
      series->values = g_array_new (FALSE, FALSE, sizeof (LtSeriesValue));
      g_ptr_array_add (list, series);
      if (!read_one (store, wish, series, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * lt_series_count_flagged:
 * @series: (element-type LtSeries): from lt_work_read_series()
 *
 * Returns: how many of their values cannot be so
 */
guint
lt_series_count_flagged (const GPtrArray *series)
{
  guint n = 0;

  for (guint i = 0; i < series->len; i++)
    {
      const GArray *values = ((const LtSeries *) g_ptr_array_index (series, i))->values;

      for (guint k = 0; k < values->len; k++)
        n += g_array_index (values, LtSeriesValue, k).flagged;
    }
  return n;
}

/**
 * lt_series_get_span:
 * @series: (element-type LtSeries): from lt_work_read_series()
 * @first: (out): time of the first value
 * @last: (out): time of the last
 *
 * Returns: whether there is anything
 */
gboolean
lt_series_get_span (const GPtrArray *series, gint64 *first, gint64 *last)
{
  gboolean any = FALSE;

  for (guint i = 0; i < series->len; i++)
    {
      const GArray *values = ((const LtSeries *) g_ptr_array_index (series, i))->values;

      if (values->len == 0)
        continue;
      *first = MIN (any ? *first : G_MAXINT64, g_array_index (values, LtSeriesValue, 0).time);
      *last = MAX (any ? *last : G_MININT64,
                   g_array_index (values, LtSeriesValue, values->len - 1).time);
      any = TRUE;
    }
  return any;
}
