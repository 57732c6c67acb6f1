/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/air-latest.h"

#include "rules/evaluation.h"
#include "rules/limit-steps.h"
#include "rules/row.h"
#include "store/readings.h"
#include "work/air-moment.h"
#include "work/air-words.h"
#include "work/map-times.h"
#include "work/map-wish.h"
#include "work/readings.h"
#include "work/series-limits.h"
#include "work/standards.h"

#include <glib/gi18n-lib.h>

#define DAY_MINUTES  (24 * 60)
#define SECOND_CLASS 2

static void
exceeded_free (LtAirExceeded *self)
{
  g_free (self->words);
  g_free (self->explanation);
  g_free (self);
}

void
lt_air_latest_free (LtAirLatest *self)
{
  g_free (self->words);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->exceeded);
  g_free (self);
}

/* When the station measured last anything that an index is made of. */
static gboolean
find_last (LtStore *store,
           const LtId *place,
           LtInterval interval,
           LtTimeRange *range,
           GError **error)
{
  g_autoptr (GPtrArray) series = lt_store_list_place_series (store, place, interval, error);

  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const LtBatchSeries *one = g_ptr_array_index (series, i);
      LtAirItem item;

      if (lt_air_item_find (one->item, &item) || g_str_equal (one->item, "O3"))
        lt_time_range_extend (range, one->first, one->last);
    }
  return series != NULL;
}

static const LtLimit *
find_exceeded (const LtStandards *standards,
               const char *item,
               LtInterval interval,
               LtRatio value,
               const char *date)
{
  g_autoptr (GArray) steps =
      lt_standards_list_limit_steps (standards, item, interval, SECOND_CLASS, date, date, NULL);
  const LtLimit *limit = steps->len == 0 ? NULL : g_array_index (steps, LtLimitStep, 0).limit;

  return limit != NULL && lt_standards_exceeds (standards, limit, value, date) ? limit : NULL;
}

/* Which values of the hour or the day are above the limit of class 2 of that day. */
static GPtrArray *
list_exceeded (const LtAirIndex *index, const LtStandards *standards, LtInterval interval)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) exceeded_free);
  g_autofree char *date = lt_air_moment_get_date (interval, index->time);

  for (guint i = 0; i < index->scale->rows->len; i++)
    {
      const char *item = ((LtAqiRow *) g_ptr_array_index (index->scale->rows, i))->item;
      const LtLimit *limit =
          (index->has_value & (1u << i)) == 0
              ? NULL
              : find_exceeded (standards, item, interval, index->values[i], date);
      g_autofree char *value = limit == NULL ? NULL : lt_ratio_format_exact (index->values[i]);
      LtAirExceeded *exceeded;

      if (limit == NULL)
        continue;
      exceeded = g_new0 (LtAirExceeded, 1);
      /* Translators: "PM2.5", "80", "75", "µg/m³", the standard */
      exceeded->words = g_strdup_printf (_ ("%s %s exceeds the limit of class 2, %s %s (%s)"), item,
                                         value, limit->value, limit->unit, limit->cited.document);
      exceeded->explanation = lt_limit_explain (standards, limit, index->values[i], date);
      g_ptr_array_add (list, exceeded);
    }
  return list;
}

static void
add_latest (GPtrArray *list,
            const LtAirIndices *indices,
            const LtStandards *standards,
            LtInterval interval)
{
  LtAirLatest *latest;
  const LtAirIndex *last;
  g_autofree char *moment = NULL;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  if (indices->rows->len == 0)
    return;
  last = &g_array_index (indices->rows, LtAirIndex, indices->rows->len - 1);
  moment = lt_reading_format_time (last->time, interval);
  when = lt_moment_in_words (moment, interval);
  words = lt_air_index_describe (last, standards, interval);
  latest = g_new0 (LtAirLatest, 1);
  latest->words = g_strdup_printf ("%s: AQI %s", when, words);
  latest->lines = lt_air_index_explain (last);
  latest->exceeded = list_exceeded (last, standards, interval);
  g_ptr_array_add (list, latest);
}

/**
 * lt_work_air_latest:
 * @store: a county file, of the calling thread
 * @place: a station
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtAirLatest): the air quality index of the
 *   latest hour and of the latest day that it has any of
 */
GPtrArray *
lt_work_air_latest (LtStore *store, const LtId *place, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_air_latest_free);
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtItems) items = NULL;
  g_autoptr (LtStandards) standards = NULL;

  for (int i = LT_INTERVAL_HOUR; i <= LT_INTERVAL_DAY; i++)
    {
      LtInterval interval = (LtInterval) i;
      g_autoptr (LtAirIndices) indices = NULL;
      LtTimeRange range = { 0 };

      if (!find_last (store, place, interval, &range, error))
        return NULL;
      if (!range.any)
        continue;
      /* Most stations of a county measure nothing; for them no standard is read. */
      if (items == NULL && (items = lt_work_items (error)) == NULL)
        return NULL;
      if (standards == NULL && (standards = lt_work_standards (problems, error)) == NULL)
        return NULL;
      indices =
          lt_work_air_indices (store, standards, items, place, interval, range.last,
                               range.last + (interval == LT_INTERVAL_DAY ? DAY_MINUTES : 0), error);
      if (indices == NULL)
        return NULL;
      add_latest (list, indices, standards, interval);
    }
  return g_steal_pointer (&list);
}
