/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days of a place: as they were reported, and where they were not, made of its hours. */

#include "work/air-days.h"

#include "geo/shape.h"
#include "store/readings.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

typedef struct
{
  gint64 number; /* days since 1970 */
  gint64 hours[LT_AIR_N_HOURLY][LT_HOURS_OF_DAY];
  guint has_hours; /* bits, by the place of the pollutant */
  gint64 reported[LT_AIR_N_ITEMS];
  guint is_out;      /* bits, by LtAirItem: an event takes the day's value out, whatever made it */
  gboolean is_there; /* anything but values that were left out */
  guint n_left_out;
  guint n_events;
} Day;

typedef struct
{
  GHashTable *days; /* number → Day */
  Day *latest;      /* (nullable): that was asked for; the next value is of it too, mostly */
  const LtStandards *standards;
  const LtItems *items;
  const char *const *codes; /* of the items that are asked for */
  guint known;              /* which of them @item is */
  const LtItem *item;
  gboolean of_hours;
  gboolean without_events;
} Gathering;

static Day *
get_day (Gathering *self, gint64 number)
{
  Day *day;

  if (self->latest != NULL && self->latest->number == number)
    return self->latest;
  day = self->latest = g_hash_table_lookup (self->days, &number);
  if (day != NULL)
    return day;
  day = self->latest = g_new0 (Day, 1);
  day->number = number;
  for (guint i = 0; i < LT_AIR_N_HOURLY; i++)
    for (guint hour = 0; hour < LT_HOURS_OF_DAY; hour++)
      day->hours[i][hour] = LT_NO_VALUE;
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    day->reported[i] = LT_NO_VALUE;
  g_hash_table_insert (self->days, &day->number, day);
  return day;
}

static char *
date_of (gint64 number)
{
  return lt_reading_format_time (number * DAY_MINUTES, LT_INTERVAL_DAY);
}

/* A mark takes out the value that bears it; a day's takes it out also where the value itself is
 * made of hours. */
static gboolean
is_event (Gathering *self, const LtReadingShown *reading, gint64 number)
{
  g_autofree char *date = reading->quality == NULL ? NULL : date_of (number);

  if (date == NULL
      || lt_standards_find_event (self->standards, self->codes[reading->item], reading->quality,
                                  date)
             == NULL)
    return FALSE;
  get_day (self, number)->n_events++;
  if (self->without_events && !self->of_hours)
    {
      get_day (self, number)->is_out |= 1u << reading->item;
      get_day (self, number)->is_there = TRUE;
    }
  return self->without_events;
}

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  Gathering *self = user_data;
  /* An hour stands under its end: that of 00:00 is the last of the day before. */
  gint64 minute = self->of_hours ? reading->time - 1 : reading->time;
  gint64 number = minute / DAY_MINUTES - (minute % DAY_MINUTES < 0 ? 1 : 0);
  Day *day;

  if (is_event (self, reading, number) || !reading->has_value)
    return TRUE;
  if (self->known != reading->item)
    {
      self->known = reading->item;
      self->item = lt_items_find (self->items, self->codes[reading->item]);
    }
  if (!lt_item_can_have (self->item, reading->value))
    {
      get_day (self, number)->n_left_out++;
      return TRUE;
    }
  day = get_day (self, number);
  day->is_there = TRUE;
  if (self->of_hours)
    {
      day->hours[reading->item][(minute - number * DAY_MINUTES) / 60] = reading->value;
      day->has_hours |= 1u << reading->item;
    }
  else
    day->reported[reading->item] = reading->value;
  return TRUE;
}

typedef const char *(*CodeFunc) (guint place);

static const char *
daily_code (guint place)
{
  return lt_air_item_code ((LtAirItem) place);
}

static gboolean
gather_all (Gathering *self,
            LtReadingWalk *walk,
            const LtId *place,
            CodeFunc code_of,
            guint n,
            gint64 from,
            gint64 to,
            GError **error)
{
  const char *codes[LT_READING_WALK_MOST_ITEMS];

  for (guint i = 0; i < n; i++)
    codes[i] = code_of (i);
  self->codes = codes;
  self->known = G_MAXUINT;
  return lt_reading_walk_each (walk, place, codes, n,
                               self->of_hours ? LT_INTERVAL_HOUR : LT_INTERVAL_DAY, from, to,
                               on_reading, self, error);
}

/* The hour of 00:00 belongs to the day that ends with it. */
static gboolean
gather (Gathering *self,
        LtReadingWalk *walk,
        const LtId *place,
        gint64 from,
        gint64 to,
        GError **error)
{
  G_STATIC_ASSERT (LT_AIR_N_HOURLY <= LT_READING_WALK_MOST_ITEMS);
  G_STATIC_ASSERT (LT_AIR_N_ITEMS <= LT_READING_WALK_MOST_ITEMS);
  self->of_hours = TRUE;
  if (!gather_all (self, walk, place, lt_air_hourly_code, LT_AIR_N_HOURLY, from + 1, to, error))
    return FALSE;
  self->of_hours = FALSE;
  return gather_all (self, walk, place, daily_code, LT_AIR_N_ITEMS, from, to - 1, error);
}

/* A value that was reported for the day holds; it was reviewed, its hours may not be. */
static void
finish_day (const LtStandards *standards, const Day *day, LtAirDay *made)
{
  g_autofree char *date = date_of (day->number);

  g_strlcpy (made->date, date, sizeof made->date);
  made->is_empty = !day->is_there;
  made->n_left_out = day->n_left_out;
  made->n_events = day->n_events;
  for (guint i = 0; i < LT_AIR_N_ITEMS; i++)
    {
      guint source = MIN (i, LT_AIR_N_HOURLY - 1);

      if ((day->is_out & (1u << i)) != 0)
        continue;
      if (day->reported[i] != LT_NO_VALUE)
        made->values[i] = (LtStatistic){ .is_valid = TRUE,
                                         .has_value = TRUE,
                                         .value = lt_ratio_new_millionths (day->reported[i]),
                                         .n = 1,
                                         .n_required = 1 };
      else if ((day->has_hours & (1u << source)) != 0)
        {
          made->values[i] = lt_standards_make_day (standards, i, day->hours[source], date);
          made->from_hours |= made->values[i].has_value ? 1u << i : 0;
        }
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (((const LtAirDay *) a)->date, ((const LtAirDay *) b)->date);
}

/**
 * lt_span_get_minutes:
 * @span: a span of whole months
 * @from: (out): where its first day begins, civil minutes
 * @to: (out): where its last day ends
 *
 * Turns a span into what lt_work_air_days() takes.
 */
void
lt_span_get_minutes (const LtSpan *span, gint64 *from, gint64 *to)
{
  g_autofree char *first = lt_span_get_first_day (span);
  g_autofree char *last = lt_span_get_last_day (span);

  if (!lt_reading_parse_time (first, LT_INTERVAL_DAY, from)
      || !lt_reading_parse_time (last, LT_INTERVAL_DAY, to))
    g_assert_not_reached ();
  *to += DAY_MINUTES;
}

/**
 * lt_air_hourly_code:
 * @pollutant: below LT_AIR_N_HOURLY; those before LT_AIR_O3_8H are the LtAirItem of this number
 *
 * Returns: the code of its readings
 */
const char *
lt_air_hourly_code (guint pollutant)
{
  static const char *const codes[LT_AIR_N_HOURLY] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3" };

  return codes[pollutant];
}

/**
 * lt_air_is_of_index:
 * @item: code of readings
 *
 * Returns: whether the air quality index of an hour or a day is made of it
 */
gboolean
lt_air_is_of_index (const char *item)
{
  LtAirItem unused;

  for (guint i = 0; i < LT_AIR_N_HOURLY; i++)
    if (g_str_equal (item, lt_air_hourly_code (i)))
      return TRUE;
  return lt_air_item_find (item, &unused);
}

/**
 * lt_air_days_read:
 * @walk: reads the county file
 * @standards: what the standards say
 * @items: what can be measured
 * @place: a station
 * @from: where the first day begins, civil minutes
 * @to: where the last day ends
 * @without_events: whether values that bear the mark of an exceptional event are taken out
 * @error: return location
 *
 * Each day is made by the standard that holds on its date. A day all of whose values were
 * left out is among them, for their number.
 *
 * Returns: (transfer full) (nullable) (element-type LtAirDay): the days, rising
 */
GArray *
lt_air_days_read (LtReadingWalk *walk,
                  const LtStandards *standards,
                  const LtItems *items,
                  const LtId *place,
                  gint64 from,
                  gint64 to,
                  gboolean without_events,
                  GError **error)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  Gathering self = {
    .days = days, .standards = standards, .items = items, .without_events = without_events
  };
  GHashTableIter iter;
  gpointer day;
  GArray *made;

  if (!gather (&self, walk, place, from, to, error))
    return NULL;
  made = g_array_new (FALSE, TRUE, sizeof (LtAirDay));
  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    {
      LtAirDay one = { 0 };

      finish_day (standards, day, &one);
      g_array_append_val (made, one);
    }
  g_array_sort (made, compare_days);
  return made;
}

/* Counts what was left out, and keeps the days that have anything. */
static void
look_over (GArray *days, LtAirLook *look)
{
  guint n = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const LtAirDay *day = &g_array_index (days, LtAirDay, i);

      look->n_left_out += day->n_left_out;
      look->n_events += day->n_events;
      if (!day->is_empty)
        g_array_index (days, LtAirDay, n++) = *day;
    }
  g_array_set_size (days, n);
}

/**
 * lt_work_air_days:
 * @store: the county file
 * @standards: what the standards say
 * @items: what can be measured
 * @place: a station
 * @from: where the first day begins, civil minutes
 * @to: where the last day ends
 * @look: (inout): how, and what was left out
 * @error: return location
 *
 * Each day is made by the standard that holds on its date.
 *
 * Returns: (transfer full) (nullable) (element-type LtAirDay): the days, rising
 */
GArray *
lt_work_air_days (LtStore *store,
                  const LtStandards *standards,
                  const LtItems *items,
                  const LtId *place,
                  gint64 from,
                  gint64 to,
                  LtAirLook *look,
                  GError **error)
{
  g_autoptr (LtReadingWalk) walk = lt_reading_walk_new (store, error);
  GArray *days = walk == NULL ? NULL
                              : lt_air_days_read (walk, standards, items, place, from, to,
                                                  look->without_events, error);

  if (days != NULL)
    look_over (days, look);
  return days;
}

/* ---- areas ------------------------------------------------------------------- */

/**
 * lt_work_is_evaluated:
 * @station: a station
 *
 * Returns: whether it counts for its county: clean reference points and micro-stations
 *   do not
 */
gboolean
lt_work_is_evaluated (const LtRecord *station)
{
  return g_strcmp0 (lt_record_get (station, "reference"), "1") != 0
         && g_strcmp0 (lt_record_get (station, "station_kind"), "micro") != 0;
}

static gboolean
stands_in (const LtShape *outline, const LtRecord *station)
{
  g_autoptr (LtShape) position = lt_record_get_shape (station);
  double longitude, latitude;

  if (position == NULL || !lt_work_is_evaluated (station))
    return FALSE;
  lt_shape_get_anchor (position, &longitude, &latitude);
  return lt_shape_contains (outline, longitude, latitude);
}

/**
 * lt_work_area_stations:
 * @store: the county file
 * @area: an area
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the stations inside its
 *   outline that count for it
 */
GPtrArray *
lt_work_area_stations (LtStore *store, const LtRecord *area, GError **error)
{
  g_autoptr (LtShape) outline = lt_record_get_shape (area);
  g_autoptr (GPtrArray) all = lt_store_list (store, lt_kind_by_name ("station"), NULL, error);

  for (guint i = 0; all != NULL && i < all->len;)
    if (outline != NULL && stands_in (outline, g_ptr_array_index (all, i)))
      i++;
    else
      g_ptr_array_remove_index (all, i);
  return g_steal_pointer (&all);
}

/**
 * lt_work_area_air_days:
 * @store: the county file
 * @standards: what the standards say
 * @items: what can be measured
 * @stations: (element-type LtRecord): those of an area
 * @from: first time, civil minutes
 * @to: last time
 * @look: (inout): how, and what was left out
 * @error: return location
 *
 * Only stations that have any value in that time are the area's points then.
 *
 * Returns: (transfer full) (nullable) (element-type LtAirDay): the area's days, rising
 */
GArray *
lt_work_area_air_days (LtStore *store,
                       const LtStandards *standards,
                       const LtItems *items,
                       GPtrArray *stations,
                       gint64 from,
                       gint64 to,
                       LtAirLook *look,
                       GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < stations->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (stations, i);
      GArray *days =
          lt_work_air_days (store, standards, items, &station->id, from, to, look, error);

      if (days == NULL)
        return NULL;
      if (days->len > 0)
        g_ptr_array_add (points, days);
      else
        g_array_unref (days);
    }
  return lt_standards_make_area_days (standards, points);
}
