/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/map-values.h"

#include "rules/row.h"
#include "scene/palette.h"
#include "store/readings.h"
#include "work/air-moment.h"
#include "work/air-words.h"
#include "work/map-times.h"
#include "work/readings.h"
#include "work/standards.h"

#include <math.h>
#include <string.h>

#define DUST "dust" /* code of the item that bulletins tell of counties */

static void
clear_measure (gpointer measure)
{
  g_free ((char *) ((LtSceneMeasure *) measure)->text);
}

/* Valid samples with a value: those of one month, or each site's latest. */
static GPtrArray *
list_samples (LtStore *store, const char *month, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .latest_of = "site", .latest_by = "month" };

  g_ptr_array_add (filters, lt_filter_new ("validity", "=", "valid"));
  /* Not one whose value is still to come. */
  g_ptr_array_add (filters, lt_filter_new ("value", ">=", "0"));
  if (month != NULL)
    g_ptr_array_add (filters, lt_filter_new ("month", "=", month));
  return lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, error);
}

/* The month whose dust fall is shown beside an hour or a day: samples of a month are
 * weighed after it, so it is the last one of which there are any. */
static gboolean
find_month (LtStore *store, const LtMapWish *wish, char **month, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = "-month", .limit = 1 };
  g_autoptr (GPtrArray) samples = NULL;

  *month = lt_map_wish_get_month (wish);
  if (*month != NULL && wish->interval == LT_INTERVAL_MONTH)
    return TRUE;
  g_ptr_array_add (filters, lt_filter_new ("validity", "=", "valid"));
  g_ptr_array_add (filters, lt_filter_new ("value", ">=", "0"));
  if (*month != NULL)
    g_ptr_array_add (filters, lt_filter_new ("month", "<=", *month));
  samples = lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, error);
  if (samples != NULL && samples->len > 0)
    {
      g_free (*month);
      *month = g_strdup (lt_record_get (g_ptr_array_index (samples, 0), "month"));
    }
  return samples != NULL;
}

static void
note_month (LtMapMonths *months, const char *month)
{
  if (months->first[0] == '\0' || strcmp (month, months->first) < 0)
    g_strlcpy (months->first, month, sizeof months->first);
  if (strcmp (month, months->last) > 0)
    g_strlcpy (months->last, month, sizeof months->last);
}

static gboolean
add_sites (GArray *measures, LtStore *store, const char *month, LtMapMonths *months, GError **error)
{
  g_autoptr (GPtrArray) samples = list_samples (store, month, error);

  for (guint i = 0; samples != NULL && i < samples->len; i++)
    {
      const LtRecord *sample = g_ptr_array_index (samples, i);
      const char *value = lt_record_get (sample, "value");
      LtSceneMeasure measure = { .kind = KIND_DUST_SITE };

      if (!lt_id_from_text (&measure.place, lt_record_get (sample, "site")))
        continue;
      measure.value = g_ascii_strtod (value, NULL);
      /* Notices write dust fall with one decimal. */
      measure.text =
          strchr (value, '.') != NULL ? g_strdup (value) : g_strconcat (value, ".0", NULL);
      g_array_append_val (measures, measure);
      note_month (months, lt_record_get (sample, "month"));
    }
  return samples != NULL;
}

typedef struct
{
  GArray *measures;
  const LtItem *item; /* (nullable) */
} Gathering;

/* A value that cannot be so has no colour and no number on the map. */
static gboolean
is_missing (const LtReadingShown *shown, const LtItem *item)
{
  return !shown->has_value || !lt_item_can_have (item, shown->value);
}

static gboolean
on_station_value (const LtId *place,
                  const LtReadingShown *shown,
                  gpointer user_data,
                  GError **error)
{
  const Gathering *self = user_data;
  LtSceneMeasure measure = { .place = *place,
                             .kind = KIND_STATION,
                             .missing = is_missing (shown, self->item),
                             .value = (double) shown->value / (double) LT_READING_SCALE };

  if (!measure.missing)
    measure.text = lt_reading_format_value (shown->value);
  g_array_append_val (self->measures, measure);
  return TRUE;
}

/* The class is said beside the number, not by the colour alone. */
static gboolean
add_indices (GArray *measures,
             LtStore *store,
             const LtItems *items,
             LtInterval interval,
             gint64 time,
             GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtStandards) standards = lt_work_standards (problems, error);
  g_autoptr (GArray) moments =
      standards == NULL ? NULL
                        : lt_work_air_moment (store, standards, items, interval, time, error);
  g_autofree char *date = lt_air_moment_get_date (interval, time);

  for (guint i = 0; moments != NULL && i < moments->len; i++)
    {
      const LtAirMoment *moment = &g_array_index (moments, LtAirMoment, i);
      int index = moment->aqi.index;
      const LtAqiClass *class =
          index == 0 ? NULL : lt_standards_find_class (standards, index, date);
      LtSceneMeasure measure = {
        .place = moment->place, .kind = KIND_STATION, .missing = class == NULL, .value = index
      };

      if (class != NULL)
        measure.text = g_strdup_printf ("%d %s", index, class->word);
      g_array_append_val (measures, measure);
    }
  return moments != NULL;
}

static gboolean
add_stations (GArray *measures,
              LtStore *store,
              const LtItems *items,
              const LtMapWish *wish,
              GError **error)
{
  Gathering gathering = { measures, lt_items_find (items, wish->item) };
  const char *moment = wish->moment[0] != '\0' ? wish->moment : wish->latest;
  LtTimeRange range = { 0 };

  if (wish->item[0] == '\0')
    return TRUE;
  if (*moment != '\0')
    range.any = lt_reading_parse_time (moment, wish->interval, &range.last);
  else if (!lt_work_item_times (store, wish->item, wish->interval, &range, error))
    return FALSE;
  if (range.any && g_str_equal (wish->item, LT_ITEM_AQI))
    return add_indices (measures, store, items, wish->interval, range.last, error);
  return !range.any
         || lt_store_each_reading_at (store, wish->item, wish->interval, range.last,
                                      on_station_value, &gathering, error);
}

/* What a bulletin says of a county itself, where its sites say nothing. */
static gboolean
on_published (const LtId *place, const LtReadingShown *shown, gpointer user_data, GError **error)
{
  const Gathering *self = user_data;
  GArray *measures = self->measures;
  LtAreaDust area = { .n_valid = 1, .sum = shown->value };
  LtSceneMeasure measure = { .place = *place, .kind = KIND_AREA };

  for (guint i = 0; i < measures->len; i++)
    {
      const LtSceneMeasure *other = &g_array_index (measures, LtSceneMeasure, i);

      if (other->kind == KIND_AREA && lt_id_equal (&other->place, place))
        return TRUE;
    }
  measure.missing = is_missing (shown, self->item);
  measure.value = (double) shown->value / (double) LT_READING_SCALE;
  measure.text = measure.missing ? NULL : lt_area_dust_format (&area, LT_MAP_SHADED_BY_MEAN);
  g_array_append_val (measures, measure);
  return TRUE;
}

static gboolean
add_areas (GArray *measures,
           LtStore *store,
           const LtItems *items,
           LtMapShading shading,
           const char *month,
           GError **error)
{
  g_autoptr (GArray) areas = lt_work_area_dust (store, month, error);
  Gathering gathering = { measures, lt_items_find (items, DUST) };
  gint64 time;

  if (areas == NULL)
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    {
      const LtAreaDust *area = &g_array_index (areas, LtAreaDust, i);
      LtSceneMeasure measure = { .place = area->area,
                                 .kind = KIND_AREA,
                                 .missing = area->n_valid == 0 };

      measure.value = shading == LT_MAP_SHADED_BY_MEAN
                          ? lt_area_dust_get_mean (area)
                          : (double) area->most / (double) LT_READING_SCALE;
      measure.text = area->n_valid == 0 ? NULL : lt_area_dust_format (area, shading);
      g_array_append_val (measures, measure);
    }
  return shading != LT_MAP_SHADED_BY_MEAN
         || !lt_reading_parse_time (month, LT_INTERVAL_MONTH, &time)
         || lt_store_each_reading_at (store, DUST, LT_INTERVAL_MONTH, time, on_published,
                                      &gathering, error);
}

/**
 * lt_work_map_measures:
 * @store: a county file, of the calling thread
 * @wish: what is shown
 * @months: (out caller-allocates) (optional): of which months the dust fall is
 * @error: return location
 *
 * Reads what the map shows of measured values: of stations the values of the item at the
 * moment, or where none is chosen at the latest time of which there are any; of dust-fall sites
 * that of the month, or for an hour or a day of the last month of which there is any, or each
 * site's latest where no moment is chosen; of areas, where they are shaded, the mean or the
 * greatest of that month.
 *
 * Returns: (transfer full) (nullable) (element-type LtSceneMeasure): the measures
 */
GArray *
lt_work_map_measures (LtStore *store, const LtMapWish *wish, LtMapMonths *months, GError **error)
{
  g_autoptr (GArray) measures = g_array_new (FALSE, TRUE, sizeof (LtSceneMeasure));
  g_autoptr (LtItems) items = lt_work_items (error);
  g_autofree char *month = NULL;
  LtMapMonths found = { 0 };
  gboolean shaded = wish->shading != LT_MAP_NOT_SHADED;

  g_array_set_clear_func (measures, clear_measure);
  if (items == NULL
      || ((shaded || wish->moment[0] != '\0') && !find_month (store, wish, &month, error))
      || !add_sites (measures, store, wish->moment[0] == '\0' ? NULL : month, &found, error)
      || !add_stations (measures, store, items, wish, error)
      || (shaded && month != NULL
          && !add_areas (measures, store, items, wish->shading, month, error)))
    return NULL;
  if (month != NULL)
    g_strlcpy (found.one, month, sizeof found.one);
  if (months != NULL)
    *months = found;
  return g_steal_pointer (&measures);
}

static LtAreaDust *
find_area (GArray *areas, GHashTable *by_site, const LtRecord *sample)
{
  LtId site;
  gpointer place;

  if (!lt_id_from_text (&site, lt_record_get (sample, "site"))
      || !g_hash_table_lookup_extended (by_site, &site, NULL, &place))
    return NULL;
  return &g_array_index (areas, LtAreaDust, GPOINTER_TO_UINT (place));
}

/* Which area each site is in, and how many each area has. */
static GHashTable *
read_sites (LtStore *store, GArray *areas, GError **error)
{
  g_autoptr (GPtrArray) sites = lt_store_list (store, lt_kind_by_name ("dust-site"), NULL, error);
  g_autoptr (GHashTable) by_area = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_site = NULL;

  if (sites == NULL)
    return NULL;
  by_site = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  for (guint i = 0; i < sites->len; i++)
    {
      const LtRecord *site = g_ptr_array_index (sites, i);
      const char *area = lt_record_get (site, "area");
      LtAreaDust fresh = { 0 };
      gpointer place;

      if (g_strcmp0 (lt_record_get (site, "reference"), "1") == 0
          || !lt_id_from_text (&fresh.area, area))
        continue;
      if (!g_hash_table_lookup_extended (by_area, area, NULL, &place))
        {
          place = GUINT_TO_POINTER (areas->len);
          g_hash_table_insert (by_area, (gpointer) area, place);
          g_array_append_val (areas, fresh);
        }
      g_array_index (areas, LtAreaDust, GPOINTER_TO_UINT (place)).n_sites++;
      g_hash_table_insert (by_site, g_memdup2 (&site->id, sizeof site->id), place);
    }
  return g_steal_pointer (&by_site);
}

/**
 * lt_work_area_dust:
 * @store: a county file, of the calling thread
 * @month: "2026-11"
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtAreaDust): the month's dust fall of
 *   each area that has sites, by the valid samples of sites that are no clean reference
 *   points
 */
GArray *
lt_work_area_dust (LtStore *store, const char *month, GError **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, TRUE, sizeof (LtAreaDust));
  g_autoptr (GHashTable) by_site = read_sites (store, areas, error);
  g_autoptr (GPtrArray) samples = by_site == NULL ? NULL : list_samples (store, month, error);

  if (samples == NULL)
    return NULL;
  for (guint i = 0; i < samples->len; i++)
    {
      const LtRecord *sample = g_ptr_array_index (samples, i);
      LtAreaDust *area = find_area (areas, by_site, sample);
      gint64 value = lt_reading_round_value (lt_record_get (sample, "value"));

      if (area == NULL)
        continue;
      area->most = area->n_valid == 0 ? value : MAX (area->most, value);
      area->sum += value;
      area->n_valid++;
    }
  return g_steal_pointer (&areas);
}

/**
 * lt_area_dust_get_mean:
 *
 * Returns: the mean, t/(km²·30d), unrounded; 0 without a valid value
 */
double
lt_area_dust_get_mean (const LtAreaDust *self)
{
  return self->n_valid == 0 ? 0 : (double) self->sum / self->n_valid / (double) LT_READING_SCALE;
}

/**
 * lt_area_dust_format:
 * @self: dust fall with a valid value
 * @shading: which of its figures
 *
 * Returns: (transfer full): with one decimal, as notices write it, rounded by GB/T 8170-2008
 *   in one step from the exact sum
 */
char *
lt_area_dust_format (const LtAreaDust *self, LtMapShading shading)
{
  gint64 n = shading == LT_MAP_SHADED_BY_MEAN ? MAX (self->n_valid, 1) : 1;
  gint64 sum = shading == LT_MAP_SHADED_BY_MEAN ? self->sum : self->most;
  gint64 tenth = n * LT_READING_SCALE / 10;
  gint64 tenths = sum / tenth, rest = sum % tenth;

  if (2 * rest > tenth || (2 * rest == tenth && tenths % 2 == 1))
    tenths++;
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%d", tenths / 10, (int) (tenths % 10));
}
