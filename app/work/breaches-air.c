/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hours and days of the air above the limit of the standard of their day. */

#include "work/breaches-private.h"

#include "base/civil-time.h"
#include "rules/limit-steps.h"
#include "store/readings.h"
#include "work/air-days.h"
#include "work/map-times.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The limit of class 2 holds everywhere outside of nature reserves (GB 3095-2026, 4). */
#define AIR_CLASS 2

/* ---- what of the data is looked at ----------------------------------------------- */

static gint64
begin_of (const char *date)
{
  gint64 time = LT_READING_FIRST;

  lt_reading_parse_time (date, LT_INTERVAL_DAY, &time);
  return time;
}

/* (out): the last day, no later than the moment, that any of these series has. */
static void
raise_last (LtBreachGathering *self, const GPtrArray *series, LtInterval interval, char **last)
{
  for (guint i = 0; i < series->len; i++)
    {
      const LtBatchSeries *one = g_ptr_array_index (series, i);
      gint64 time =
          lt_interval_floor (LT_INTERVAL_DAY, one->last - (interval == LT_INTERVAL_HOUR ? 1 : 0));
      g_autofree char *day = lt_reading_format_time (time, LT_INTERVAL_DAY);
      const char *known = strcmp (day, self->wish->date) > 0 ? self->wish->date : day;

      if (*last == NULL || strcmp (known, *last) > 0)
        {
          g_free (*last);
          *last = g_strdup (known);
        }
    }
}

/* An end behind the moment is the moment: what comes later raises nothing. */
static void
find_span (LtBreachGathering *self, const GPtrArray *hours, const GPtrArray *days)
{
  LtBreaches *made = self->made;
  const LtBreachWish *wish = self->wish;

  if (wish->to != NULL)
    made->to = g_strdup (strcmp (wish->to, wish->date) > 0 ? wish->date : wish->to);
  else if (wish->from != NULL)
    made->to = g_strdup (wish->date);
  else
    {
      raise_last (self, hours, LT_INTERVAL_HOUR, &made->to);
      raise_last (self, days, LT_INTERVAL_DAY, &made->to);
    }
  if (made->to != NULL)
    made->from = wish->from != NULL ? g_strdup (wish->from)
                                    : lt_date_add_days (made->to, 1 - LT_BREACH_DAYS);
}

/* ---- the standards --------------------------------------------------------------- */

static void
cite_limit (LtBreach *breach,
            const LtItems *items,
            const char *item,
            const LtLimit *limit,
            LtRatio value)
{
  const LtItem *measured = lt_items_find (items, item);

  breach->item = g_strdup (item);
  /* "细颗粒物 PM2.5": people know it by either. */
  breach->title = measured == NULL ? g_strdup (item)
                                   : g_strdup_printf ("%s %s", measured->label, measured->code);
  breach->value = lt_ratio_format_exact (value);
  breach->measure = g_strdup (limit->unit);
  breach->comparator = g_strdup ("<=");
  breach->limit = g_strdup (limit->value);
  breach->over = lt_breach_format_distance (lt_ratio_subtract (value, limit->limit));
  breach->rule = g_strdup (limit->cited.id);
  breach->source = g_strdup (limit->cited.document);
  breach->citation = *limit->cited.clause == '\0'
                         ? g_strdup (limit->cited.document)
                         : g_strdup_printf ("%s, %s", limit->cited.document, limit->cited.clause);
  breach->quote = g_strdup ("");
  breach->unsure = g_strdup (limit->cited.unsure);
}

static void
explain_limit (LtBreach *breach)
{
  lt_breach_say (breach, _ ("%s %s > %s %s: it does not hold"), breach->value, breach->measure,
                 breach->limit, breach->measure);
}

static void
add_day (LtBreachGathering *self,
         const LtRecord *place,
         LtBreachUnit unit,
         const LtAirDay *day,
         LtAirItem item)
{
  const char *code = lt_air_item_code (item);
  g_autoptr (GArray) steps = lt_standards_list_limit_steps (self->standards, code, LT_INTERVAL_DAY,
                                                            AIR_CLASS, day->date, day->date, NULL);
  const LtStatistic *value = &day->values[item];
  const LtItem *measured = lt_items_find (self->items, code);
  const LtLimit *limit = steps->len == 0 ? NULL : g_array_index (steps, LtLimitStep, 0).limit;
  LtBreach *breach;

  /* A limit of another unit than the readings have is none to compare with. */
  if (limit == NULL || measured == NULL || !g_str_equal (limit->unit, measured->unit)
      || !lt_standards_exceeds (self->standards, limit, value->value, day->date))
    return;
  breach = lt_breaches_add (self, unit, place);
  breach->place = g_strdup (lt_record_get_title (place));
  breach->interval = LT_INTERVAL_DAY;
  breach->from = g_strdup (day->date);
  breach->to = g_strdup (day->date);
  cite_limit (breach, self->items, code, limit, value->value);
  if (unit == LT_BREACH_OF_COUNTY)
    lt_breach_say (breach, _ ("The mean of its stations"));
  else if ((day->from_hours & (1u << item)) != 0)
    lt_breach_say (breach, _ ("Made of %u hours of the day, of at least %u"), value->n,
                   value->n_required);
  else
    lt_breach_say (breach, _ ("As it was reported for the day"));
  explain_limit (breach);
}

static void
add_days (LtBreachGathering *self, const LtRecord *place, LtBreachUnit unit, const GArray *days)
{
  for (guint i = 0; i < days->len; i++)
    for (LtAirItem item = 0; item < LT_AIR_N_ITEMS; item++)
      {
        const LtAirDay *day = &g_array_index (days, LtAirDay, i);

        if (day->values[item].is_valid)
          add_day (self, place, unit, day, item);
      }
}

static gboolean
add_station_days (LtBreachGathering *self, const LtRecord *station, GError **error)
{
  LtAirLook look = { 0 };
  g_autoptr (GArray) days =
      lt_work_air_days (self->store, self->standards, self->items, &station->id,
                        begin_of (self->made->from), begin_of (self->made->to) + LT_DAY_MINUTES,
                        &look, error);

  if (days == NULL)
    return FALSE;
  self->made->n_left_out += look.n_left_out;
  add_days (self, station, LT_BREACH_OF_PLACE, days);
  return TRUE;
}

static gboolean
add_area_days (LtBreachGathering *self, const LtRecord *area, GError **error)
{
  LtAirLook look = { 0 }; /* what is left out was counted with the stations */
  g_autoptr (GPtrArray) stations = lt_work_area_stations (self->store, area, error);
  g_autoptr (GArray) days =
      stations == NULL
          ? NULL
          : lt_work_area_air_days (self->store, self->standards, self->items, stations,
                                   begin_of (self->made->from),
                                   begin_of (self->made->to) + LT_DAY_MINUTES, &look, error);

  if (days == NULL)
    return FALSE;
  add_days (self, area, LT_BREACH_OF_COUNTY, days);
  return TRUE;
}

/* The same for all stations. */
static const LtSeriesLimits *
find_hourly (LtBreachGathering *self, const LtSeriesWish *wish, GError **error)
{
  LtSeriesLimits *limits = g_hash_table_lookup (self->hourly, wish->item);

  if (limits == NULL && (limits = lt_work_series_limits (self->store, wish, error)) != NULL)
    g_hash_table_insert (self->hourly, g_strdup (wish->item), limits);
  return limits;
}

static void
add_hour (LtBreachGathering *self,
          const LtRecord *station,
          const LtSeriesWish *wish,
          const LtSeriesValue *value,
          const LtLimit *limit)
{
  LtBreach *breach = lt_breaches_add (self, LT_BREACH_OF_PLACE, station);

  breach->place = g_strdup (lt_record_get_title (station));
  breach->interval = LT_INTERVAL_HOUR;
  breach->from = lt_reading_format_time (value->time, LT_INTERVAL_HOUR);
  breach->to = g_strdup (breach->from);
  cite_limit (breach, self->items, wish->item, limit, lt_ratio_new_millionths (value->value));
  lt_breach_say (breach, _ ("The mean of the hour up to that time"));
  explain_limit (breach);
}

static gboolean
add_hours (LtBreachGathering *self, const LtRecord *station, const char *item, GError **error)
{
  g_autoptr (LtSeriesWish) wish = lt_breaches_make_wish (self, station, item, LT_INTERVAL_HOUR);
  g_autoptr (GPtrArray) series = NULL;
  const LtSeriesLimits *limits;
  const LtSeries *one;

  /* The hour of 00:00 belongs to the day that ends with it. */
  wish->from = begin_of (self->made->from) + 1;
  wish->to = begin_of (self->made->to) + LT_DAY_MINUTES;
  limits = find_hourly (self, wish, error);
  if (limits == NULL || limits->list->len == 0)
    return limits != NULL;
  series = lt_work_read_series (self->store, wish, error);
  if (series == NULL)
    return FALSE;
  one = g_ptr_array_index (series, 0);
  for (guint i = 0; i < one->values->len; i++)
    {
      const LtSeriesValue *value = &g_array_index (one->values, LtSeriesValue, i);
      const LtSeriesLimit *over = lt_series_limits_find_exceeded (limits, &one->place, value);

      if (over != NULL)
        add_hour (self, station, wish, value, over->limit);
    }
  return TRUE;
}

/* Clean reference points and micro-stations count for no county, and raise nothing. */
static LtRecord *
find_station (LtBreachGathering *self, const LtId *id)
{
  g_autoptr (LtRecord) record = lt_store_find_place (self->store, id, NULL);

  return record != NULL && g_str_equal (record->kind->name, "station")
                 && lt_work_is_evaluated (record)
             ? g_steal_pointer (&record)
             : NULL;
}

static gboolean
add_all_hours (LtBreachGathering *self, const GPtrArray *hours, GError **error)
{
  for (guint i = 0; i < hours->len; i++)
    {
      const LtBatchSeries *series = g_ptr_array_index (hours, i);
      g_autoptr (LtRecord) station = find_station (self, &series->place);

      if (station != NULL && !add_hours (self, station, series->item, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_all_days (LtBreachGathering *self, GError **error)
{
  g_autoptr (GPtrArray) stations =
      lt_store_list (self->store, lt_kind_by_name ("station"), NULL, error);
  g_autoptr (GPtrArray) areas =
      stations == NULL ? NULL : lt_store_list (self->store, lt_kind_by_name ("area"), NULL, error);

  for (guint i = 0; areas != NULL && i < stations->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (stations, i);

      if (lt_work_is_evaluated (station) && !add_station_days (self, station, error))
        return FALSE;
    }
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    if (!add_area_days (self, g_ptr_array_index (areas, i), error))
      return FALSE;
  return areas != NULL;
}

gboolean
lt_breaches_add_air (LtBreachGathering *self, GError **error)
{
  g_autoptr (GPtrArray) hours = lt_store_list_series (self->store, LT_INTERVAL_HOUR, error);
  g_autoptr (GPtrArray) days =
      hours == NULL ? NULL : lt_store_list_series (self->store, LT_INTERVAL_DAY, error);

  if (days == NULL)
    return FALSE;
  find_span (self, hours, days);
  return self->made->to == NULL
         || (add_all_hours (self, hours, error) && add_all_days (self, error));
}
