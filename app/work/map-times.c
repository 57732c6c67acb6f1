/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/map-times.h"

#include "model/items.h"
#include "store/periods.h"
#include "store/readings.h"
#include "work/air-days.h"
#include "work/air-words.h"
#include "work/readings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HOUR_MINUTES 60
#define DAY_MINUTES  1440

static void
item_free (gpointer data)
{
  LtMapItem *item = data;

  g_free (item->code);
  g_free (item->label);
  g_free (item->unit);
  g_free (item);
}

/**
 * lt_time_range_extend:
 * @self: a range
 * @first: earliest time that it has to have
 * @last: latest
 */
void
lt_time_range_extend (LtTimeRange *self, gint64 first, gint64 last)
{
  self->first = self->any ? MIN (self->first, first) : first;
  self->last = self->any ? MAX (self->last, last) : last;
  self->any = TRUE;
}

static void
extend_by (LtTimeRange *self, const LtTimeRange *other)
{
  if (other->any)
    lt_time_range_extend (self, other->first, other->last);
}

static void
extend_by_all (LtTimeRange *self, const LtMapTimes *times)
{
  for (LtInterval i = LT_INTERVAL_HOUR; i <= LT_INTERVAL_MONTH; i++)
    extend_by (self, &times->values[i]);
  extend_by (self, &times->dust);
  extend_by (self, &times->outlines);
}

static LtMapItem *
get_item (LtMapTimes *self, const LtItems *known, const char *code)
{
  LtMapItem *item = (LtMapItem *) lt_map_times_find_item (self, code);
  const LtItem *named = lt_items_find (known, code);

  if (item != NULL)
    return item;
  item = g_new0 (LtMapItem, 1);
  item->code = g_strdup (code);
  item->label = g_strdup (named != NULL                     ? named->label
                          : g_str_equal (code, LT_ITEM_AQI) ? _ ("air quality index")
                                                            : code);
  item->unit = g_strdup (named == NULL ? "" : named->unit);
  item->place = named == NULL ? G_MAXUINT : named->place;
  g_ptr_array_add (self->items, item);
  return item;
}

static gboolean
is_station (LtStore *store, const LtId *place)
{
  g_autoptr (LtRecord) station = lt_store_get (store, lt_kind_by_name ("station"), place, NULL);

  return station != NULL;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const LtMapItem *first = *(LtMapItem *const *) a;
  const LtMapItem *second = *(LtMapItem *const *) b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;
  return strcmp (first->code, second->code);
}

/* Where the air is measured there is an index, too: of hours, and of days that were reported or
 * are made of their hours. */
static void
extend_index (LtTimeRange *values, const LtBatchSeries *series, LtInterval interval)
{
  if (interval == LT_INTERVAL_MONTH || !lt_air_is_of_index (series->item))
    return;
  lt_time_range_extend (&values[interval], series->first, series->last);
  if (interval == LT_INTERVAL_HOUR)
    lt_time_range_extend (&values[LT_INTERVAL_DAY],
                          lt_interval_floor (LT_INTERVAL_DAY, series->first - 1),
                          lt_interval_floor (LT_INTERVAL_DAY, series->last - 1));
}

/* Measured values of areas are a bulletin's: no station shows them. */
static gboolean
read_values (LtMapTimes *self, LtStore *store, LtInterval interval, GError **error)
{
  g_autoptr (LtItems) known = lt_work_items (error);
  g_autoptr (GPtrArray) series =
      known == NULL ? NULL : lt_store_list_series (store, interval, error);

  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const LtBatchSeries *one = g_ptr_array_index (series, i);

      lt_time_range_extend (&self->values[interval], one->first, one->last);
      if (!is_station (store, &one->place))
        continue;
      lt_time_range_extend (&get_item (self, known, one->item)->values[interval], one->first,
                            one->last);
      if (interval != LT_INTERVAL_MONTH && lt_air_is_of_index (one->item))
        extend_index (get_item (self, known, LT_ITEM_AQI)->values, one, interval);
    }
  return series != NULL;
}

static gboolean
read_dust (LtMapTimes *self, LtStore *store, GError **error)
{
  static const char *const ends[] = { "month", "-month" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      LtQuery query = { .sort = ends[i], .limit = 1 };
      g_autoptr (GPtrArray) samples =
          lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, error);
      gint64 month;

      if (samples == NULL)
        return FALSE;
      if (samples->len > 0
          && lt_reading_parse_time (lt_record_get (g_ptr_array_index (samples, 0), "month"),
                                    LT_INTERVAL_MONTH, &month))
        lt_time_range_extend (&self->dust, month, month);
    }
  return TRUE;
}

static void
on_period (const LtPeriod *period, gpointer user_data)
{
  LtMapTimes *self = user_data;
  gint64 day;

  if (period->from != NULL && lt_reading_parse_time (period->from, LT_INTERVAL_DAY, &day))
    lt_time_range_extend (&self->outlines, day, day);
  if (period->to != NULL && lt_reading_parse_time (period->to, LT_INTERVAL_DAY, &day))
    lt_time_range_extend (&self->outlines, day, day);
}

/**
 * lt_work_map_times:
 * @store: a county file, of the calling thread
 * @error: return location
 *
 * Reads of when the county has anything that the map shows by time.
 *
 * Returns: (transfer full) (nullable): it
 */
LtMapTimes *
lt_work_map_times (LtStore *store, GError **error)
{
  g_autoptr (LtMapTimes) self = g_new0 (LtMapTimes, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  for (LtInterval i = LT_INTERVAL_HOUR; i <= LT_INTERVAL_MONTH; i++)
    if (!read_values (self, store, i, error))
      return NULL;
  g_ptr_array_sort (self->items, compare_items);
  if (!read_dust (self, store, error)
      || !lt_store_each_period (store, lt_kind_by_name ("zone"), on_period, self, error)
      || !lt_store_each_period (store, lt_kind_by_name ("area"), on_period, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lt_map_times_free (LtMapTimes *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * lt_map_times_find_item:
 *
 * Returns: (transfer none) (nullable): the item of the code, if stations have values of it
 */
const LtMapItem *
lt_map_times_find_item (const LtMapTimes *self, const char *code)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const LtMapItem *item = g_ptr_array_index (self->items, i);

      if (g_str_equal (item->code, code))
        return item;
    }
  return NULL;
}

/**
 * lt_map_item_may_have:
 * @self: an item
 * @interval: what a value stands for
 * @day: first minute of a day
 *
 * Returns: whether the day lies within the times of such values; for a month, its month
 */
gboolean
lt_map_item_may_have (const LtMapItem *self, LtInterval interval, gint64 day)
{
  const LtTimeRange *range = &self->values[interval];

  if (!range->any)
    return FALSE;
  /* 00:00 is the end of the day before. */
  return interval == LT_INTERVAL_HOUR ? day + DAY_MINUTES >= range->first && day < range->last
                                      : lt_interval_floor (interval, day) >= range->first
                                            && lt_interval_floor (interval, day) <= range->last;
}

/**
 * lt_map_item_is_old:
 * @self: an item
 * @interval: what its values stand for
 * @now: what time it is, in civil minutes
 *
 * Returns: whether its latest values are of a time that nobody calls the present: the day
 *   before yesterday for hours, a week ago for days, two months for months
 */
gboolean
lt_map_item_is_old (const LtMapItem *self, LtInterval interval, gint64 now)
{
  static const gint64 fresh[] = { 2 * DAY_MINUTES, 8 * DAY_MINUTES, 62 * DAY_MINUTES };

  return self->values[interval].any && now - self->values[interval].last > fresh[interval];
}

/**
 * lt_map_times_get_range:
 * @self: what the county has
 * @interval: the steps that are taken
 * @item: code of the item that is shown; empty for none
 * @now: what time it is, in civil minutes
 *
 * What a time bar goes through. By the hour it begins with the values of the item, or where it
 * has none of any item: outlines change by days, and a bar of all their years would have no room
 * for hours. Otherwise it begins with whatever there is first. However old all of it is, the
 * present can be reached.
 *
 * Returns: the range; both its ends are times of @interval
 */
LtTimeRange
lt_map_times_get_range (const LtMapTimes *self, LtInterval interval, const char *item, gint64 now)
{
  const LtMapItem *shown = lt_map_times_find_item (self, item);
  LtTimeRange range = { 0 };

  if (interval == LT_INTERVAL_HOUR && shown != NULL)
    extend_by (&range, &shown->values[LT_INTERVAL_HOUR]);
  if (interval == LT_INTERVAL_HOUR && !range.any)
    extend_by (&range, &self->values[LT_INTERVAL_HOUR]);
  if (!range.any)
    extend_by_all (&range, self);
  if (range.any)
    lt_time_range_extend (&range, now, now);
  /* Each step is a whole one. */
  range.first = lt_interval_floor (interval, range.first);
  range.last = lt_interval_floor (interval, range.last);
  return range;
}

static gboolean
find_index_times (LtStore *store, LtInterval interval, LtTimeRange *range, GError **error)
{
  LtTimeRange values[LT_INTERVAL_MONTH + 1] = { 0 };

  for (LtInterval made_of = LT_INTERVAL_HOUR; made_of <= LT_INTERVAL_DAY; made_of++)
    {
      g_autoptr (GPtrArray) series = lt_store_list_series (store, made_of, error);

      if (series == NULL)
        return FALSE;
      for (guint i = 0; i < series->len; i++)
        if (is_station (store, &((LtBatchSeries *) g_ptr_array_index (series, i))->place))
          extend_index (values, g_ptr_array_index (series, i), made_of);
    }
  *range = values[interval];
  return TRUE;
}

/**
 * lt_work_item_times:
 * @store: a county file, of the calling thread
 * @item: code of an item
 * @interval: what its values stand for
 * @range: (out caller-allocates): of when stations have such values
 * @error: return location
 */
gboolean
lt_work_item_times (LtStore *store,
                    const char *item,
                    LtInterval interval,
                    LtTimeRange *range,
                    GError **error)
{
  g_autoptr (GPtrArray) series = NULL;

  *range = (LtTimeRange){ 0 };
  if (g_str_equal (item, LT_ITEM_AQI))
    return find_index_times (store, interval, range, error);
  series = lt_store_list_series (store, interval, error);
  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const LtBatchSeries *one = g_ptr_array_index (series, i);

      if (g_str_equal (one->item, item) && is_station (store, &one->place))
        lt_time_range_extend (range, one->first, one->last);
    }
  return series != NULL;
}

static gint64
get_months (gint64 time)
{
  g_autofree char *month = lt_reading_format_time (time, LT_INTERVAL_MONTH);

  return g_ascii_strtoll (month, NULL, 10) * 12
         + g_ascii_strtoll (month + strlen ("2026-"), NULL, 10) - 1;
}

static gint64
get_month (gint64 months)
{
  g_autofree char *month =
      g_strdup_printf ("%04d-%02d", (int) (months / 12), (int) (months % 12) + 1);
  gint64 time = 0;

  lt_reading_parse_time (month, LT_INTERVAL_MONTH, &time);
  return time;
}

/**
 * lt_interval_floor:
 * @interval: an hour, a day or a month
 * @time: civil minutes
 *
 * Returns: the time of @interval that begins last before @time, or is it
 */
gint64
lt_interval_floor (LtInterval interval, gint64 time)
{
  gint64 unit = interval == LT_INTERVAL_HOUR ? HOUR_MINUTES : DAY_MINUTES;

  return interval == LT_INTERVAL_MONTH ? get_month (get_months (time))
                                       : time - ((time % unit) + unit) % unit;
}

/**
 * lt_interval_step:
 * @interval: an hour, a day or a month
 * @time: a time of it
 * @steps: how many of them to go, backward where it is negative
 *
 * Returns: the time there, kept within what can be read (LT_READING_FIRST …)
 */
gint64
lt_interval_step (LtInterval interval, gint64 time, gint64 steps)
{
  gint64 to = interval == LT_INTERVAL_HOUR  ? time + steps * HOUR_MINUTES
              : interval == LT_INTERVAL_DAY ? time + steps * DAY_MINUTES
                                            : 0;
  gint64 last = lt_interval_floor (interval, LT_READING_LAST - 1);

  if (interval == LT_INTERVAL_MONTH)
    to = get_month (
        CLAMP (get_months (time) + steps, get_months (LT_READING_FIRST), get_months (last)));
  return CLAMP (to, LT_READING_FIRST, last);
}

/**
 * lt_interval_count:
 *
 * Returns: how many steps of @interval lead from @from to @to
 */
gint64
lt_interval_count (LtInterval interval, gint64 from, gint64 to)
{
  switch (interval)
    {
    case LT_INTERVAL_HOUR:
      return (to - from) / HOUR_MINUTES;
    case LT_INTERVAL_DAY:
      return (to - from) / DAY_MINUTES;
    case LT_INTERVAL_MONTH:
      break;
    }
  return get_months (to) - get_months (from);
}
