/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/air-moment.h"

#include "store/readings.h"
#include "work/air-days.h"
#include "work/map-times.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

/* What a place measured in the hour, by the place of the scale's row. */
typedef struct
{
  LtId place;
  LtRatio values[LT_AQI_MOST_ITEMS];
  guint has_value;
} Hour;

typedef struct
{
  const LtAqiScale *scale;
  const LtItem *item; /* (nullable): what is read now */
  const char *code;
  GHashTable *hours; /* LtId → Hour */
} Gathering;

/**
 * lt_air_moment_get_date:
 * @interval: an hour or a day
 * @time: of it, civil minutes
 *
 * Returns: (transfer full): the day by whose standard it is judged: an hour stands under its
 *   end, and that of 00:00 is the last of the day before
 */
char *
lt_air_moment_get_date (LtInterval interval, gint64 time)
{
  return lt_reading_format_time (lt_interval_floor (LT_INTERVAL_DAY,
                                                    interval == LT_INTERVAL_HOUR ? time - 1 : time),
                                 LT_INTERVAL_DAY);
}

/* ---- an hour ----------------------------------------------------------------- */

static Hour *
get_hour (GHashTable *hours, const LtId *place)
{
  Hour *hour = g_hash_table_lookup (hours, place);

  if (hour != NULL)
    return hour;
  hour = g_new0 (Hour, 1);
  hour->place = *place;
  g_hash_table_insert (hours, &hour->place, hour);
  return hour;
}

static gboolean
on_value (const LtId *place, const LtReadingShown *shown, gpointer user_data, GError **error)
{
  Gathering *self = user_data;
  Hour *hour;

  if (!shown->has_value || !lt_item_can_have (self->item, shown->value))
    return TRUE;
  hour = get_hour (self->hours, place);
  for (guint i = 0; i < self->scale->rows->len; i++)
    if (g_str_equal (((LtAqiRow *) g_ptr_array_index (self->scale->rows, i))->item, self->code))
      {
        hour->values[i] = lt_ratio_new_millionths (shown->value);
        hour->has_value |= 1u << i;
      }
  return TRUE;
}

static gboolean
gather_hours (Gathering *self, LtStore *store, const LtItems *items, gint64 time, GError **error)
{
  for (guint i = 0; i < LT_AIR_N_HOURLY; i++)
    {
      self->code = lt_air_hourly_code (i);
      self->item = lt_items_find (items, self->code);
      if (!lt_store_each_reading_at (store, self->code, LT_INTERVAL_HOUR, time, on_value, self,
                                     error))
        return FALSE;
    }
  return TRUE;
}

static void
judge_hours (GHashTable *hours, const LtAqiScale *scale, GArray *moments)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, hours);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Hour *hour = value;
      const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };
      LtAirMoment moment = { .place = hour->place };

      for (guint i = 0; i < scale->rows->len; i++)
        given[i] = (hour->has_value & (1u << i)) != 0 ? &hour->values[i] : NULL;
      moment.aqi = lt_aqi_scale_judge (scale, given, 0);
      g_array_append_val (moments, moment);
    }
}

/* ---- a day ------------------------------------------------------------------- */

/* Who may have anything of the day, reported or in its hours. */
static gboolean
find_places (GHashTable *places, LtStore *store, LtInterval interval, gint64 day, GError **error)
{
  g_autoptr (GPtrArray) series = lt_store_list_series (store, interval, error);
  /* An hour stands under its end. */
  gint64 first = interval == LT_INTERVAL_HOUR ? day + 1 : day;

  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      const LtBatchSeries *one = g_ptr_array_index (series, i);

      if (lt_air_is_of_index (one->item) && one->first <= day + DAY_MINUTES && one->last >= first)
        g_hash_table_add (places, g_memdup2 (&one->place, sizeof one->place));
    }
  return series != NULL;
}

static gboolean
judge_day (LtReadingWalk *walk,
           const LtStandards *standards,
           const LtItems *items,
           const LtAqiScale *scale,
           const LtId *place,
           gint64 day,
           GArray *moments,
           GError **error)
{
  g_autoptr (GArray) days =
      lt_air_days_read (walk, standards, items, place, day, day + DAY_MINUTES, FALSE, error);

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const LtAirDay *one = &g_array_index (days, LtAirDay, i);
      LtAirMoment moment = { .place = *place };
      gint64 time;

      if (one->is_empty || !lt_reading_parse_time (one->date, LT_INTERVAL_DAY, &time)
          || time != day)
        continue;
      moment.aqi = lt_aqi_scale_judge_day (scale, one);
      g_array_append_val (moments, moment);
    }
  return days != NULL;
}

static gboolean
judge_days (LtStore *store,
            const LtStandards *standards,
            const LtItems *items,
            const LtAqiScale *scale,
            gint64 day,
            GArray *moments,
            GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  g_autoptr (LtReadingWalk) walk = lt_reading_walk_new (store, error);
  GHashTableIter iter;
  gpointer place;

  if (walk == NULL || !find_places (places, store, LT_INTERVAL_DAY, day, error)
      || !find_places (places, store, LT_INTERVAL_HOUR, day, error))
    return FALSE;
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!judge_day (walk, standards, items, scale, place, day, moments, error))
      return FALSE;
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return memcmp (&((const LtAirMoment *) a)->place, &((const LtAirMoment *) b)->place,
                 sizeof (LtId));
}

/**
 * lt_work_air_moment:
 * @store: the county file, of the calling thread
 * @standards: what the standards say
 * @items: what can be measured
 * @interval: an hour, or a day: as it was reported, else made of its hours
 * @time: of it, civil minutes
 * @error: return location
 *
 * Judges all places by the standard that holds on that day.
 *
 * Returns: (transfer full) (nullable) (element-type LtAirMoment): those that have any value, by
 *   their ids; none of a month
 */
GArray *
lt_work_air_moment (LtStore *store,
                    const LtStandards *standards,
                    const LtItems *items,
                    LtInterval interval,
                    gint64 time,
                    GError **error)
{
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (LtAirMoment));
  g_autoptr (GHashTable) hours = g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, g_free);
  g_autofree char *date = lt_air_moment_get_date (interval, time);
  g_autoptr (LtAqiScale) scale = lt_standards_make_scale (
      standards, interval == LT_INTERVAL_HOUR ? LT_AQI_REPORT_HOUR : LT_AQI_REPORT_DAY, date);
  Gathering gathering = { .scale = scale, .hours = hours };

  if (interval == LT_INTERVAL_HOUR && !gather_hours (&gathering, store, items, time, error))
    return NULL;
  if (interval == LT_INTERVAL_DAY
      && !judge_days (store, standards, items, scale, time, moments, error))
    return NULL;
  judge_hours (hours, scale, moments);
  g_array_sort (moments, compare_places);
  return g_steal_pointer (&moments);
}

/* ---- classes ----------------------------------------------------------------- */

static char *
word_class (const LtAqiClass *class, gboolean is_first)
{
  if (class->to == G_MAXUINT)
    return g_strdup_printf ("> %u %s", class->from - 1, class->word);
  return is_first ? g_strdup_printf ("≤ %u %s", class->to, class->word)
                  : g_strdup_printf ("%u – %u %s", class->from, class->to, class->word);
}

static const char *
keep (LtAirClassScale *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

/**
 * lt_air_class_scale_new:
 * @standards: what the standards say
 * @date: a day
 *
 * Returns: (transfer full): the classes of that day's standard; their sign is the first
 *   character of the word, as in the calendar
 */
LtAirClassScale *
lt_air_class_scale_new (const LtStandards *standards, const char *date)
{
  LtAirClassScale *self = g_new0 (LtAirClassScale, 1);
  g_autoptr (GPtrArray) classes = lt_standards_list_classes (standards, date);
  guint n = MIN (classes->len, LT_SCENE_MOST_BREAKS + 1);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->scale.has_colours = TRUE;
  self->scale.n_breaks = n > 0 ? n - 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      const LtAqiClass *class = g_ptr_array_index (classes, i);

      if (i + 1 < n)
        self->scale.breaks[i] = class->to;
      self->scale.colours[i] = class->colour;
      self->scale.signs[i] = keep (self, g_utf8_substring (class->word, 0, 1));
      self->scale.words[i] = keep (self, word_class (class, i == 0));
    }
  return self;
}

void
lt_air_class_scale_free (LtAirClassScale *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->texts);
  g_free (self);
}
