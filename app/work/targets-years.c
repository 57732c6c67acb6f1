/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A year of an area's stations: worked out once, however many rules ask. */

#include "base/civil-time.h"
#include "work/air-days.h"
#include "work/targets-private.h"

#include <string.h>

void
lt_judged_year_free (LtJudgedYear *self)
{
  lt_air_evaluation_free (self->evaluation);
  g_free (self);
}

static gboolean
add_stations (LtJudging *self,
              GPtrArray *stations,
              const char *kind,
              const char *code,
              GError **error)
{
  const LtRecord *area = g_hash_table_lookup (self->records, code);
  g_autoptr (GPtrArray) found =
      area == NULL ? g_ptr_array_new () : lt_work_area_stations (self->store, area, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (found, i);

      if (kind == NULL || g_strcmp0 (lt_record_get (station, "station_kind"), kind) == 0)
        g_ptr_array_add (stations, lt_record_copy (station));
    }
  return found != NULL;
}

/* A city's own points are those in its districts and counties. */
static gboolean
is_whole (const LtRuleArea *area)
{
  return g_str_equal (area->kind, "urban") || g_str_equal (area->kind, "city");
}

/* (nullable): the stations of that kind in the area */
static GPtrArray *
list_stations (LtJudging *self, const char *code, const char *kind, GError **error)
{
  const LtRuleArea *area = lt_rule_words_find_area (self->words, code);
  const char *city = g_str_equal (area->kind, "urban") ? area->parent : area->code;
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (GPtrArray) counties = NULL;

  if (!is_whole (area))
    return add_stations (self, stations, kind, code, error) ? g_steal_pointer (&stations) : NULL;
  counties = lt_rule_words_list_counties (self->words, city);
  for (guint i = 0; i < counties->len; i++)
    if (!add_stations (self, stations, kind,
                       ((const LtRuleArea *) g_ptr_array_index (counties, i))->code, error))
      return NULL;
  return g_steal_pointer (&stations);
}

static LtJudgedYear *
make_year (LtJudging *self, GPtrArray *stations, int year, GError **error)
{
  LtSpan span = { .year = year, .first_month = 1, .n_months = 12 };
  g_autofree char *last = lt_span_get_last_day (&span);
  g_autoptr (GArray) days = NULL;
  LtAirLook look = { 0 };
  LtJudgedYear *made;
  gint64 from, to, today;

  lt_span_get_minutes (&span, &from, &to);
  /* Of a year that goes on, the days up to the one that was asked for. */
  if (strcmp (self->date, last) < 0 && lt_reading_parse_time (self->date, LT_INTERVAL_DAY, &today))
    to = today + 24 * 60;
  days = lt_work_area_air_days (self->store, self->standards, self->items, stations, from, to,
                                &look, error);
  if (days == NULL)
    return NULL;
  made = g_new0 (LtJudgedYear, 1);
  made->n_stations = stations->len;
  made->n_left_out = look.n_left_out;
  made->evaluation =
      lt_standards_evaluate (self->standards, &span, (const LtAirDay *) days->data, days->len);
  made->classes =
      lt_standards_count_classes (self->standards, &span, (const LtAirDay *) days->data, days->len);
  return made;
}

/* (nullable) (transfer none): of the stations of @station_kind, or of all where that is NULL */
const LtJudgedYear *
lt_judging_find_year (LtJudging *self,
                      const char *area,
                      const char *station_kind,
                      int year,
                      GError **error)
{
  g_autofree char *key =
      g_strdup_printf ("%d %s %s", year, station_kind == NULL ? "" : station_kind, area);
  LtJudgedYear *made = g_hash_table_lookup (self->years, key);
  g_autoptr (GPtrArray) stations = NULL;

  if (made != NULL)
    return made;
  stations = list_stations (self, area, station_kind, error);
  made = stations == NULL ? NULL : make_year (self, stations, year, error);
  if (made != NULL)
    g_hash_table_insert (self->years, g_steal_pointer (&key), made);
  return made;
}
