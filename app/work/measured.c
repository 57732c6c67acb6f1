/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/measured.h"

#include "rules/evaluation.h"
#include "store/readings.h"
#include "work/air-days.h"
#include "work/air-words.h"

#include <string.h>

typedef struct
{
  GPtrArray *list;   /* LtMeasured */
  GHashTable *known; /* id and item → LtMeasured, of the list */
} Reader;

void
lt_measured_free (LtMeasured *self)
{
  lt_series_place_free (self->place);
  g_free (self->item);
  g_free (self);
}

/* A removed place keeps its readings; it is known by its id alone. */
static LtSeriesPlace *
find_place (LtStore *store, const LtId *id)
{
  g_autoptr (LtRecord) record = lt_store_find_place (store, id, NULL);
  g_autofree char *text = lt_id_to_text (id);

  return lt_series_place_new (record == NULL ? NULL : record->kind, id,
                              record == NULL ? text : lt_record_get_title (record));
}

static LtMeasured *
get_measured (Reader *reader, LtStore *store, const LtId *id, const char *item)
{
  g_autofree char *text = lt_id_to_text (id);
  g_autofree char *key = g_strconcat (text, " ", item, NULL);
  LtMeasured *measured = g_hash_table_lookup (reader->known, key);

  if (measured != NULL)
    return measured;
  measured = g_new0 (LtMeasured, 1);
  measured->place = find_place (store, id);
  measured->item = g_strdup (item);
  g_ptr_array_add (reader->list, measured);
  g_hash_table_insert (reader->known, g_steal_pointer (&key), measured);
  return measured;
}

static gboolean
read_readings (Reader *reader, LtStore *store, LtInterval interval, GError **error)
{
  g_autoptr (GPtrArray) series = lt_store_list_series (store, interval, error);

  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const LtBatchSeries *one = g_ptr_array_index (series, i);

      lt_time_range_extend (&get_measured (reader, store, &one->place, one->item)->values[interval],
                            one->first, one->last);
    }
  return series != NULL;
}

static gboolean
read_samples (Reader *reader, LtStore *store, GError **error)
{
  g_autoptr (GPtrArray) samples = lt_store_list (store, lt_kind_by_name ("dust-fall"), NULL, error);

  for (guint i = 0; samples != NULL && i < samples->len; i++)
    {
      const LtRecord *sample = g_ptr_array_index (samples, i);
      gint64 month;
      LtId site;

      if (lt_id_from_text (&site, lt_record_get (sample, "site"))
          && lt_reading_parse_time (lt_record_get (sample, "month"), LT_INTERVAL_MONTH, &month))
        lt_time_range_extend (
            &get_measured (reader, store, &site, LT_ITEM_DUST)->values[LT_INTERVAL_MONTH], month,
            month);
    }
  return samples != NULL;
}

/* Where the air is measured there is an index: of hours, and of days that were reported or are
 * made of their hours. */
static void
add_indices (Reader *reader, LtStore *store)
{
  guint n = reader->list->len;

  for (guint i = 0; i < n; i++)
    {
      const LtMeasured *one = g_ptr_array_index (reader->list, i);
      const LtTimeRange *hours = &one->values[LT_INTERVAL_HOUR];
      const LtTimeRange *days = &one->values[LT_INTERVAL_DAY];
      LtTimeRange *index;

      if (!lt_air_is_of_index (one->item) || (!hours->any && !days->any))
        continue;
      index = get_measured (reader, store, &one->place->id, LT_ITEM_AQI)->values;
      if (hours->any)
        {
          lt_time_range_extend (&index[LT_INTERVAL_HOUR], hours->first, hours->last);
          lt_time_range_extend (&index[LT_INTERVAL_DAY],
                                lt_interval_floor (LT_INTERVAL_DAY, hours->first - 1),
                                lt_interval_floor (LT_INTERVAL_DAY, hours->last - 1));
        }
      if (days->any)
        lt_time_range_extend (&index[LT_INTERVAL_DAY], days->first, days->last);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const LtMeasured *one = *(LtMeasured *const *) a;
  const LtMeasured *other = *(LtMeasured *const *) b;
  int order = g_utf8_collate (one->place->label, other->place->label);

  /* Two places may be called alike. */
  if (order == 0)
    order = memcmp (&one->place->id, &other->place->id, sizeof one->place->id);
  if (order != 0)
    return order;
  /* What is made of the others comes after them. */
  order = g_str_equal (one->item, LT_ITEM_AQI) - g_str_equal (other->item, LT_ITEM_AQI);
  return order != 0 ? order : strcmp (one->item, other->item);
}

/**
 * lt_work_list_measured:
 * @store: a county file, of the calling thread
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtMeasured): what is measured where:
 *   readings of stations and areas, samples of dust-fall sites, and the air quality index that is
 * made of them; by the places' names
 */
GPtrArray *
lt_work_list_measured (LtStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_measured_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { list, known };

  for (int interval = LT_INTERVAL_HOUR; interval <= LT_INTERVAL_MONTH; interval++)
    if (!read_readings (&reader, store, (LtInterval) interval, error))
      return NULL;
  if (!read_samples (&reader, store, error))
    return NULL;
  add_indices (&reader, store);
  g_ptr_array_sort (list, compare);
  return g_steal_pointer (&list);
}
