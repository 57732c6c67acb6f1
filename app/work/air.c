/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/air.h"

#include "base/civil-time.h"
#include "store/readings.h"
#include "work/air-days.h"

#include <string.h>

typedef struct
{
  LtAirIndices *indices;
  const LtStandards *standards;
  const LtItem *item; /* (nullable): what is read now */
  const char *code;
  LtInterval interval;
  GHashTable *dates; /* date → LtAqiScale */
  GHashTable *times; /* time → its place in the rows + 1 */
} Gathering;

/* An hour stands under its end: that of 00:00 is the last of the day before. */
static char *
get_date (LtInterval interval, gint64 time)
{
  gint64 minute = interval == LT_INTERVAL_HOUR ? time - 1 : time;

  return lt_date_of ((minute - 8 * 60) * 60 * 1000);
}

static gboolean
is_same (const LtAqiScale *a, const LtAqiScale *b)
{
  if (a->rows->len != b->rows->len || a->missing != b->missing)
    return FALSE;
  for (guint i = 0; i < a->rows->len; i++)
    {
      const LtAqiRow *one = g_ptr_array_index (a->rows, i), *other = g_ptr_array_index (b->rows, i);

      if (!g_str_equal (one->item, other->item) || one->rounds != other->rounds
          || one->beyond != other->beyond || one->n_points != other->n_points
          || memcmp (one->concentrations, other->concentrations,
                     one->n_points * sizeof *one->concentrations)
                 != 0)
        return FALSE;
    }
  return TRUE;
}

/* Each value is judged by the standard of its own date. */
static const LtAqiScale *
find_scale (Gathering *self, gint64 time)
{
  g_autofree char *date = get_date (self->interval, time);
  LtAqiScale *scale = g_hash_table_lookup (self->dates, date);

  if (scale != NULL)
    return scale;
  scale = lt_standards_make_scale (self->standards,
                                   self->interval == LT_INTERVAL_HOUR ? LT_AQI_REPORT_HOUR
                                                                      : LT_AQI_REPORT_DAY,
                                   date);
  for (guint i = 0; i < self->indices->scales->len; i++)
    {
      LtAqiScale *known = g_ptr_array_index (self->indices->scales, i);

      if (is_same (scale, known))
        {
          lt_aqi_scale_free (scale);
          g_hash_table_insert (self->dates, g_steal_pointer (&date), known);
          return known;
        }
    }
  g_ptr_array_add (self->indices->scales, scale);
  g_hash_table_insert (self->dates, g_steal_pointer (&date), scale);
  return scale;
}

static LtAirIndex *
find_row (Gathering *self, gint64 time)
{
  gpointer place = g_hash_table_lookup (self->times, &time);
  LtAirIndex row = { .time = time };
  gint64 *key;

  if (place != NULL)
    return &g_array_index (self->indices->rows, LtAirIndex, GPOINTER_TO_UINT (place) - 1);
  row.scale = find_scale (self, time);
  g_array_append_val (self->indices->rows, row);
  key = g_memdup2 (&time, sizeof time);
  g_hash_table_insert (self->times, key, GUINT_TO_POINTER (self->indices->rows->len));
  return &g_array_index (self->indices->rows, LtAirIndex, self->indices->rows->len - 1);
}

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  Gathering *self = user_data;
  LtAirIndex *row;

  if (!reading->has_value)
    return TRUE;
  if (!lt_item_can_have (self->item, reading->value))
    {
      self->indices->n_left_out++;
      return TRUE;
    }
  row = find_row (self, reading->time);
  for (guint i = 0; i < row->scale->rows->len; i++)
    if (g_str_equal (((LtAqiRow *) g_ptr_array_index (row->scale->rows, i))->item, self->code))
      {
        row->values[i] = lt_ratio_new_millionths (reading->value);
        row->has_value |= 1u << i;
      }
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const LtAirIndex *) a)->time, other = ((const LtAirIndex *) b)->time;

  return (one > other) - (one < other);
}

static void
judge (LtAirIndex *row)
{
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };

  for (guint i = 0; i < row->scale->rows->len; i++)
    given[i] = (row->has_value & (1u << i)) != 0 ? &row->values[i] : NULL;
  row->aqi = lt_aqi_scale_judge (row->scale, given, 0);
}

/* A day is judged on its valid values. */
static gboolean
gather_days (Gathering *self,
             LtStore *store,
             const LtItems *items,
             const LtId *place,
             gint64 from,
             gint64 to,
             GError **error)
{
  LtAirLook look = { 0 };
  g_autoptr (GArray) days =
      lt_work_air_days (store, self->standards, items, place, from, to, &look, error);

  self->indices->n_left_out += look.n_left_out;
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const LtAirDay *day = &g_array_index (days, LtAirDay, i);
      LtAirIndex *row;
      gint64 time;

      if (!lt_reading_parse_time (day->date, LT_INTERVAL_DAY, &time))
        continue;
      row = find_row (self, time);
      for (guint k = 0; k < row->scale->rows->len; k++)
        {
          const LtAqiRow *points = g_ptr_array_index (row->scale->rows, k);
          LtAirItem item;

          if (!lt_air_item_find (points->item, &item))
            continue;
          row->made[k] = day->values[item];
          row->from_hours |= (day->from_hours & (1u << item)) != 0 ? 1u << k : 0;
          if (!day->values[item].is_valid)
            continue;
          row->values[k] = day->values[item].value;
          row->has_value |= 1u << k;
        }
    }
  return days != NULL;
}

static gboolean
gather_hours (Gathering *self,
              LtStore *store,
              const LtItems *items,
              const LtId *place,
              gint64 from,
              gint64 to,
              GError **error)
{
  for (guint i = 0; i < LT_AIR_N_HOURLY; i++)
    {
      self->code = lt_air_hourly_code (i);
      self->item = lt_items_find (items, self->code);
      if (!lt_store_each_reading (store, place, self->code, LT_INTERVAL_HOUR, from, to, on_reading,
                                  self, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_work_air_indices:
 * @store: the county file
 * @standards: what the standards say
 * @items: what can be measured
 * @place: a station
 * @interval: hours, or days: as they were reported, else made of their hours
 * @from: first time, civil minutes
 * @to: last time
 * @error: return location
 *
 * Judges every hour or day by the standard that holds on its date.
 *
 * Returns: (transfer full) (nullable): the indices
 */
LtAirIndices *
lt_work_air_indices (LtStore *store,
                     const LtStandards *standards,
                     const LtItems *items,
                     const LtId *place,
                     LtInterval interval,
                     gint64 from,
                     gint64 to,
                     GError **error)
{
  g_autoptr (LtAirIndices) indices = g_new0 (LtAirIndices, 1);
  g_autoptr (GHashTable) dates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) times = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Gathering self = { indices, standards, .interval = interval, .dates = dates, .times = times };

  indices->rows = g_array_new (FALSE, FALSE, sizeof (LtAirIndex));
  indices->scales = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_aqi_scale_free);
  if (!(interval == LT_INTERVAL_DAY ? gather_days : gather_hours) (&self, store, items, place, from,
                                                                   to, error))
    return NULL;
  g_array_sort (indices->rows, compare_rows);
  for (guint i = 0; i < indices->rows->len; i++)
    judge (&g_array_index (indices->rows, LtAirIndex, i));
  return g_steal_pointer (&indices);
}

void
lt_air_indices_free (LtAirIndices *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->scales, g_ptr_array_unref);
  g_clear_pointer (&self->standards, lt_standards_free);
  g_free (self);
}
