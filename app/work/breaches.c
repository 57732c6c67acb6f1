/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/breaches.h"

#include "base/civil-time.h"
#include "rules/gap.h"
#include "rules/limit-steps.h"
#include "rules/row.h"
#include "store/readings.h"
#include "work/air-days.h"
#include "work/dust-table.h"
#include "work/map-times.h"
#include "work/readings.h"
#include "work/series-limits.h"
#include "work/standards.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The limit of class 2 holds everywhere outside of nature reserves (GB 3095-2026, 4). */
#define AIR_CLASS 2

#define DAY_MINUTES (24 * 60)

typedef struct
{
  LtStore *store;
  const LtBreachWish *wish;
  LtBreaches *made;
  LtStandards *standards;
  LtItems *items;
  GHashTable *hourly; /* code of an item → LtSeriesLimits, of the hours that are looked at */
} Gathering;

LtBreachWish *
lt_breach_wish_new (const char *date, const char *from, const char *to)
{
  LtBreachWish *self = g_new0 (LtBreachWish, 1);

  *self = (LtBreachWish){ g_strdup (date), g_strdup (from), g_strdup (to) };
  return self;
}

void
lt_breach_wish_free (LtBreachWish *self)
{
  g_free (self->date);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
breach_free (LtBreach *self)
{
  char *const texts[] = { self->place,   self->item,     self->from,       self->to,    self->value,
                          self->measure, self->limit,    self->comparator, self->over,  self->rule,
                          self->source,  self->citation, self->quote,      self->unsure };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
lt_breaches_free (LtBreaches *self)
{
  g_ptr_array_unref (self->list);
  g_ptr_array_unref (self->problems);
  g_free (self->date);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/**
 * lt_breach_unit_name:
 * @unit: what exceeds
 *
 * Returns: what programs call it
 */
const char *
lt_breach_unit_name (LtBreachUnit unit)
{
  return unit == LT_BREACH_OF_PLACE ? "place" : "county";
}

static void G_GNUC_PRINTF (2, 3) say (LtBreach *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static LtBreach *
add_breach (Gathering *self, LtBreachUnit unit, const LtRecord *place)
{
  LtBreach *breach = g_new0 (LtBreach, 1);

  breach->unit = unit;
  breach->lines = g_ptr_array_new_with_free_func (g_free);
  if (place != NULL)
    {
      breach->kind = place->kind;
      breach->id = place->id;
    }
  g_ptr_array_add (self->made->list, breach);
  return breach;
}

static char *
format_distance (LtRatio gap)
{
  return lt_ratio_format_exact (gap.above < 0 ? lt_ratio_subtract (lt_ratio_new (0, 1), gap) : gap);
}

/* What is said of a rule of a plan, whatever was found by it. */
static void
cite_rule (LtBreach *breach, const LtPlanRule *rule)
{
  const LtPlan *plan = rule->plan;

  breach->item = g_strdup (rule->quantity->code);
  breach->measure = g_strdup (rule->unit);
  breach->comparator = g_strdup (lt_rule_comparator_codes[rule->comparator]);
  breach->limit = g_strdup (rule->limit);
  breach->rule = g_strdup (rule->id);
  breach->source = g_strdup (plan->code);
  breach->citation =
      g_strdup_printf (_ ("%s %s, line %u"), *plan->title == '\0' ? plan->code : plan->title,
                       plan->number, rule->line);
  breach->quote = g_strdup (rule->quote);
  breach->unsure = g_strdup (rule->unsure);
}

/* ---- targets of the plans -------------------------------------------------------- */

static gboolean
is_asked_for (const LtBreachWish *wish, const char *from, const char *to)
{
  return (wish->from == NULL || strcmp (to, wish->from) >= 0)
         && (wish->to == NULL || strcmp (from, wish->to) <= 0);
}

static void
add_target (Gathering *self, const LtTarget *target, const LtRuleWords *words)
{
  g_autoptr (LtRecord) area =
      target->place != NULL
          ? NULL
          : lt_store_find (self->store, lt_kind_by_name ("area"), target->area, NULL);
  LtBreach *breach =
      add_breach (self, target->place != NULL ? LT_BREACH_OF_PLACE : LT_BREACH_OF_COUNTY,
                  target->place != NULL ? target->place : area);
  LtRatio gap;

  breach->is_target = TRUE;
  breach->place = target->place != NULL ? g_strdup (lt_record_get_title (target->place))
                                        : lt_rule_words_name_area (words, target->area);
  breach->interval = LT_INTERVAL_DAY;
  breach->from = g_strdup (target->period.from);
  breach->to = g_strdup (target->period.to);
  breach->value = target->reported != NULL ? g_strdup (target->reported)
                                           : lt_ratio_format_exact (target->value.value);
  breach->over = lt_plan_rule_find_gap (target->rule, target->value.value, &gap)
                     ? format_distance (gap)
                     : g_strdup ("");
  cite_rule (breach, target->rule);
  for (guint i = 0; i < target->lines->len; i++)
    say (breach, "%s", (const char *) g_ptr_array_index (target->lines, i));
}

/* A verdict of "not met" is of a rule in force: one that has ended is "expired". */
static gboolean
add_targets (Gathering *self, GError **error)
{
  const LtTargetWish wish = { NULL, self->wish->date, self->wish->date };
  g_autoptr (LtTargetBoard) board = lt_work_target_board (self->store, &wish, error);

  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->targets->len; i++)
    {
      const LtTarget *target = g_ptr_array_index (board->targets, i);

      if (target->verdict == LT_VERDICT_NOT_MET && target->rule->effect == LT_RULE_TARGET
          && is_asked_for (self->wish, target->period.from, target->period.to))
        add_target (self, target, lt_plans_get_words (board->plans));
    }
  g_ptr_array_extend_and_steal (self->made->problems, g_steal_pointer (&board->problems));
  return TRUE;
}

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
raise_last (Gathering *self, const GPtrArray *series, LtInterval interval, char **last)
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
find_span (Gathering *self, const GPtrArray *hours, const GPtrArray *days)
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
cite_limit (LtBreach *breach, const char *item, const LtLimit *limit, LtRatio value)
{
  breach->item = g_strdup (item);
  breach->value = lt_ratio_format_exact (value);
  breach->measure = g_strdup (limit->unit);
  breach->comparator = g_strdup ("<=");
  breach->limit = g_strdup (limit->value);
  breach->over = format_distance (lt_ratio_subtract (value, limit->limit));
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
  say (breach, _ ("%s %s > %s %s: it does not hold"), breach->value, breach->measure, breach->limit,
       breach->measure);
}

static void
add_day (Gathering *self,
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
  breach = add_breach (self, unit, place);
  breach->place = g_strdup (lt_record_get_title (place));
  breach->interval = LT_INTERVAL_DAY;
  breach->from = g_strdup (day->date);
  breach->to = g_strdup (day->date);
  cite_limit (breach, code, limit, value->value);
  if (unit == LT_BREACH_OF_COUNTY)
    say (breach, _ ("The mean of its stations"));
  else if ((day->from_hours & (1u << item)) != 0)
    say (breach, _ ("Made of %u hours of the day, of at least %u"), value->n, value->n_required);
  else
    say (breach, _ ("As it was reported for the day"));
  explain_limit (breach);
}

static void
add_days (Gathering *self, const LtRecord *place, LtBreachUnit unit, const GArray *days)
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
add_station_days (Gathering *self, const LtRecord *station, GError **error)
{
  LtAirLook look = { 0 };
  g_autoptr (GArray) days =
      lt_work_air_days (self->store, self->standards, self->items, &station->id,
                        begin_of (self->made->from), begin_of (self->made->to) + DAY_MINUTES, &look,
                        error);

  if (days == NULL)
    return FALSE;
  self->made->n_left_out += look.n_left_out;
  add_days (self, station, LT_BREACH_OF_PLACE, days);
  return TRUE;
}

static gboolean
add_area_days (Gathering *self, const LtRecord *area, GError **error)
{
  LtAirLook look = { 0 }; /* what is left out was counted with the stations */
  g_autoptr (GPtrArray) stations = lt_work_area_stations (self->store, area, error);
  g_autoptr (GArray) days =
      stations == NULL
          ? NULL
          : lt_work_area_air_days (self->store, self->standards, self->items, stations,
                                   begin_of (self->made->from),
                                   begin_of (self->made->to) + DAY_MINUTES, &look, error);

  if (days == NULL)
    return FALSE;
  add_days (self, area, LT_BREACH_OF_COUNTY, days);
  return TRUE;
}

static LtSeriesWish *
make_wish (Gathering *self, const LtRecord *place, const char *item, LtInterval interval)
{
  LtSeriesWish *wish = lt_series_wish_new ();

  lt_series_wish_set_item (wish, self->items, item);
  g_ptr_array_add (wish->places,
                   lt_series_place_new (place->kind, &place->id, lt_record_get_title (place)));
  wish->interval = interval;
  return wish;
}

/* The same for all stations. */
static const LtSeriesLimits *
find_hourly (Gathering *self, const LtSeriesWish *wish, GError **error)
{
  LtSeriesLimits *limits = g_hash_table_lookup (self->hourly, wish->item);

  if (limits == NULL && (limits = lt_work_series_limits (self->store, wish, error)) != NULL)
    g_hash_table_insert (self->hourly, g_strdup (wish->item), limits);
  return limits;
}

static void
add_hour (Gathering *self,
          const LtRecord *station,
          const LtSeriesWish *wish,
          const LtSeriesValue *value,
          const LtLimit *limit)
{
  LtBreach *breach = add_breach (self, LT_BREACH_OF_PLACE, station);

  breach->place = g_strdup (lt_record_get_title (station));
  breach->interval = LT_INTERVAL_HOUR;
  breach->from = lt_reading_format_time (value->time, LT_INTERVAL_HOUR);
  breach->to = g_strdup (breach->from);
  cite_limit (breach, wish->item, limit, lt_ratio_new_millionths (value->value));
  say (breach, _ ("The mean of the hour up to that time"));
  explain_limit (breach);
}

static gboolean
add_hours (Gathering *self, const LtRecord *station, const char *item, GError **error)
{
  g_autoptr (LtSeriesWish) wish = make_wish (self, station, item, LT_INTERVAL_HOUR);
  g_autoptr (GPtrArray) series = NULL;
  const LtSeriesLimits *limits;
  const LtSeries *one;

  /* The hour of 00:00 belongs to the day that ends with it. */
  wish->from = begin_of (self->made->from) + 1;
  wish->to = begin_of (self->made->to) + DAY_MINUTES;
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
find_station (Gathering *self, const LtId *id)
{
  g_autoptr (LtRecord) record = lt_store_find_place (self->store, id, NULL);

  return record != NULL && g_str_equal (record->kind->name, "station")
                 && lt_work_is_evaluated (record)
             ? g_steal_pointer (&record)
             : NULL;
}

static gboolean
add_all_hours (Gathering *self, const GPtrArray *hours, GError **error)
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
add_all_days (Gathering *self, GError **error)
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

static gboolean
add_air (Gathering *self, GError **error)
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

/* ---- dust fall ------------------------------------------------------------------- */

static void
add_dust (Gathering *self,
          const LtRecord *site,
          gint64 month,
          LtRatio value,
          const LtPlanRule *rule)
{
  LtBreach *breach = add_breach (self, LT_BREACH_OF_PLACE, site);
  LtRatio gap;

  breach->place = g_strdup (lt_record_get_title (site));
  breach->interval = LT_INTERVAL_MONTH;
  breach->from = lt_reading_format_time (month, LT_INTERVAL_DAY);
  breach->to = lt_reading_format_time (lt_interval_step (LT_INTERVAL_MONTH, month, 1) - DAY_MINUTES,
                                       LT_INTERVAL_DAY);
  breach->value = lt_ratio_format_exact (value);
  breach->over = lt_plan_rule_find_gap (rule, value, &gap) ? format_distance (gap) : g_strdup ("");
  cite_rule (breach, rule);
  say (breach,
       rule->effect == LT_RULE_TRIGGER ? _ ("%s %s %s: a duty begins")
                                       : _ ("%s %s %s: it does not hold"),
       breach->value, breach->comparator, breach->limit);
}

/* Each rule that the month is beyond, and that is still in force at the moment. */
static void
add_dust_month (Gathering *self,
                const LtRecord *site,
                const LtDustRow *row,
                const char *month,
                const LtDustCell *cell,
                const LtSeriesLimits *limits)
{
  g_autoptr (GPtrArray) over = NULL;
  LtSeriesValue value = { .has_value = cell->state == LT_DUST_VALID };
  g_autofree char *exact = lt_ratio_format_exact (cell->exact);

  if (!value.has_value || !lt_reading_parse_time (month, LT_INTERVAL_MONTH, &value.time))
    return;
  value.value = lt_reading_round_value (exact);
  over = lt_series_limits_list_exceeded (limits, row->place, &value);
  for (guint i = 0; i < over->len; i++)
    {
      const LtSeriesLimit *limit = g_ptr_array_index (over, i);

      if (lt_plan_rule_is_in_force (limit->rule, self->wish->date))
        add_dust (self, site, value.time, cell->exact, limit->rule);
    }
}

static gboolean
add_dust_site (Gathering *self, const LtDustTable *table, const LtDustRow *row, GError **error)
{
  g_autoptr (LtRecord) site = lt_store_get (self->store, row->place->kind, &row->place->id, error);
  g_autoptr (LtSeriesWish) wish = NULL;
  g_autoptr (LtSeriesLimits) limits = NULL;

  if (site == NULL)
    return FALSE;
  wish = make_wish (self, site, LT_ITEM_DUST, LT_INTERVAL_MONTH);
  lt_reading_parse_time (g_ptr_array_index (table->months, 0), LT_INTERVAL_MONTH, &wish->from);
  lt_reading_parse_time (g_ptr_array_index (table->months, table->months->len - 1),
                         LT_INTERVAL_MONTH, &wish->to);
  limits = lt_work_series_limits (self->store, wish, error);
  for (guint i = 0; limits != NULL && i < table->months->len; i++)
    add_dust_month (self, site, row, g_ptr_array_index (table->months, i), &row->cells[i], limits);
  return limits != NULL;
}

static guint
count_months (const char *from, const char *to)
{
  int months = (atoi (to) - atoi (from)) * 12 + atoi (to + 5) - atoi (from + 5) + 1;

  return (guint) CLAMP (months, 1, LT_DUST_MOST_MONTHS);
}

/* The months that are asked for; else the last one that was sampled before the moment. */
static gboolean
add_all_dust (Gathering *self, GError **error)
{
  const LtBreachWish *wish = self->wish;
  gboolean asked = wish->from != NULL || wish->to != NULL;
  g_autofree char *last = g_strndup (asked ? self->made->to : wish->date, strlen ("2026-10"));
  g_autoptr (LtDustWish) dust =
      lt_dust_wish_new (LT_DUST_SITES, last,
                        asked ? count_months (self->made->from, self->made->to) : 1);
  g_autoptr (LtDustTable) table = lt_work_dust_table (self->store, dust, error);

  if (table != NULL && !asked && table->last_known != NULL && strcmp (table->last_known, last) < 0)
    {
      g_autoptr (LtDustWish) known = lt_dust_wish_new (LT_DUST_SITES, table->last_known, 1);

      g_clear_pointer (&table, lt_dust_table_free);
      table = lt_work_dust_table (self->store, known, error);
    }
  for (guint i = 0; table != NULL && table->months->len > 0 && i < table->rows->len; i++)
    {
      const LtDustRow *row = g_ptr_array_index (table->rows, i);

      if (!row->is_reference && !add_dust_site (self, table, row, error))
        return FALSE;
    }
  return table != NULL;
}

/* ---- asking ---------------------------------------------------------------------- */

static int
compare_breaches (gconstpointer a, gconstpointer b)
{
  const LtBreach *one = *(LtBreach *const *) a, *other = *(LtBreach *const *) b;
  int order = strcmp (other->to, one->to);

  if (order == 0)
    order = strcmp (one->place, other->place);
  if (order == 0)
    order = strcmp (one->item, other->item);
  if (order == 0)
    order = strcmp (one->rule, other->rule);
  return order != 0 ? order : memcmp (&one->id, &other->id, sizeof (LtId));
}

/**
 * lt_work_breaches:
 * @store: a county file, of the calling thread
 * @wish: of which moment and which time
 * @error: return location
 *
 * A rule of a plan that is not in force at the moment raises nothing; a value is held against
 * the standard of its own day. Values that bear the mark of an exceptional event stay in.
 *
 * Returns: (transfer full) (nullable): all that is over a limit
 */
LtBreaches *
lt_work_breaches (LtStore *store, const LtBreachWish *wish, GError **error)
{
  g_autoptr (LtBreaches) made = g_new0 (LtBreaches, 1);
  g_autoptr (LtStandards) standards = NULL;
  g_autoptr (LtItems) items = NULL;
  g_autoptr (GHashTable) hourly = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) lt_series_limits_free);
  Gathering self = { store, wish, made, NULL, NULL, hourly };

  made->date = g_strdup (wish->date);
  made->list = g_ptr_array_new_with_free_func ((GDestroyNotify) breach_free);
  made->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  self.standards = standards = lt_work_standards (made->problems, error);
  self.items = items = standards == NULL ? NULL : lt_work_items (error);
  /* The board reads the standards too, and tells of their problems. */
  g_ptr_array_set_size (made->problems, 0);
  if (items == NULL || !add_targets (&self, error) || !add_air (&self, error)
      || !add_all_dust (&self, error))
    return NULL;
  g_ptr_array_sort (made->list, compare_breaches);
  return g_steal_pointer (&made);
}
