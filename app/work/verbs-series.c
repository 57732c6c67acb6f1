/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb `series`: values of places over time, as a table or as a picture. */

#include "base/error.h"
#include "store/batch-lines.h"
#include "store/readings.h"
#include "work/air-words.h"
#include "work/picture.h"
#include "work/readings.h"
#include "work/records.h"
#include "work/series-limits.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

#define CHART_WIDTH  1000
#define CHART_HEIGHT 460

/* ---- as a table -------------------------------------------------------------- */

/* A batch that values come from, and where those of one place stand in its file. */
typedef struct
{
  char *file;    /* (nullable) */
  GArray *lines; /* (nullable) (element-type LtReadingLine) */
} Source;

typedef struct
{
  JsonArray *array;
  LtInterval interval;
  const LtItem *item;
  const char *place; /* (nullable): where there are several */
  LtStore *store;
  const LtSeriesWish *of; /* of one place */
  GHashTable *sources;    /* LtId → Source: of that place */
} Table;

static void
source_free (Source *source)
{
  g_free (source->file);
  g_clear_pointer (&source->lines, g_array_unref);
  g_free (source);
}

static const Source *
find_source (Table *table, const LtId *batch)
{
  const LtSeriesPlace *place = g_ptr_array_index (table->of->places, 0);
  Source *source = g_hash_table_lookup (table->sources, batch);
  g_autoptr (LtRecord) record = NULL;

  if (source != NULL)
    return source;
  record = lt_store_get (table->store, lt_kind_by_name ("batch"), batch, NULL);
  source = g_new0 (Source, 1);
  g_hash_table_insert (table->sources, g_memdup2 (batch, sizeof *batch), source);
  if (record == NULL)
    return source;
  source->file = g_strdup (lt_record_get (record, "file"));
  source->lines = lt_store_list_reading_lines (table->store, record, &place->id, table->of->item,
                                               table->of->from, table->of->to, NULL);
  return source;
}

static JsonObject *
add_row (Table *table, gint64 time, gboolean has_value, gint64 value)
{
  JsonObject *object = json_object_new ();
  g_autofree char *when = lt_reading_format_time (time, table->interval);
  g_autofree char *text = has_value ? lt_reading_format_value (value) : NULL;

  if (table->place != NULL)
    json_object_set_string_member (object, "place", table->place);
  json_object_set_string_member (object, "time", when);
  /* As text: a number of JSON would be rounded to binary figures. */
  if (text == NULL)
    json_object_set_null_member (object, "value");
  else
    json_object_set_string_member (object, "value", text);
  json_object_set_string_member (object, "unit", table->item == NULL ? "" : table->item->unit);
  json_array_add_object_element (table->array, object);
  return object;
}

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  const LtKind *kind = lt_kind_by_name ("batch");
  const LtField *rank = &kind->fields[lt_kind_find_field (kind, "rank")];
  const Table *table = user_data;
  JsonObject *object = add_row (user_data, reading->time, reading->has_value, reading->value);
  g_autofree char *batch = lt_id_to_text (&reading->batch);
  const Source *source = find_source (user_data, &reading->batch);
  gint64 line = lt_reading_lines_find (source->lines, reading->time);

  json_object_set_string_member (object, "quality",
                                 reading->quality == NULL ? "" : reading->quality);
  json_object_set_string_member (object, "rank",
                                 reading->rank < 0 ? "" : rank->choices[reading->rank].name);
  json_object_set_boolean_member (object, "disputed", reading->disputed);
  json_object_set_boolean_member (
      object, "flagged", reading->has_value && !lt_item_can_have (table->item, reading->value));
  json_object_set_string_member (object, "batch", batch);
  json_object_set_string_member (object, "file", source->file == NULL ? "" : source->file);
  /* A batch of an older program does not tell it. */
  if (line == 0)
    json_object_set_null_member (object, "line");
  else
    json_object_set_int_member (object, "line", line);
  return TRUE;
}

/* The samples of a dust-fall site are records of their own. */
static gboolean
list_samples (LtCall *call, const LtSeriesWish *wish, Table *table, GError **error)
{
  g_autoptr (GPtrArray) series =
      lt_work_read_series (lt_session_get_store (call->session), wish, error);
  const LtSeries *first = series == NULL ? NULL : g_ptr_array_index (series, 0);

  for (guint i = 0; first != NULL && i < first->values->len; i++)
    {
      const LtSeriesValue *value = &g_array_index (first->values, LtSeriesValue, i);
      JsonObject *object = add_row (table, value->time, value->has_value, value->value);
      g_autofree char *sample = lt_id_to_text (&value->origin);

      json_object_set_string_member (object, "sample", sample);
    }
  return series != NULL;
}

static gboolean
list_values (LtCall *call, const LtSeriesWish *wish, Table *table, GError **error)
{
  for (guint i = 0; i < wish->places->len; i++)
    {
      const LtSeriesPlace *place = g_ptr_array_index (wish->places, i);
      g_autoptr (LtSeriesWish) one = lt_series_wish_copy (wish);

      g_ptr_array_set_size (one->places, 0);
      g_ptr_array_add (one->places, lt_series_place_new (place->kind, &place->id, place->label));
      table->place = wish->places->len > 1 ? place->label : NULL;
      table->of = one;
      g_hash_table_remove_all (table->sources);
      if (lt_series_is_sampled (one, place)
              ? !list_samples (call, one, table, error)
              : !lt_store_each_reading (lt_session_get_store (call->session), &place->id,
                                        wish->item, wish->interval, wish->from, wish->to,
                                        on_reading, table, error))
        return FALSE;
    }
  return TRUE;
}

static JsonNode *
make_table (LtCall *call, const LtSeriesWish *wish, const LtItem *item, GError **error)
{
  g_autoptr (GHashTable) sources =
      g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, (GDestroyNotify) source_free);
  Table table = { .array = json_array_new (),
                  .interval = wish->interval,
                  .item = item,
                  .store = lt_session_get_store (call->session),
                  .sources = sources };
  const LtSeriesPlace *first = g_ptr_array_index (wish->places, 0);

  if (!list_values (call, wish, &table, error))
    {
      json_array_unref (table.array);
      return NULL;
    }
  if (first->kind == NULL && json_array_get_length (table.array) > 0)
    json_object_set_string_member (json_array_get_object_element (table.array, 0), "note",
                                   _ ("This place was removed; its readings are kept."));
  return lt_json_node_take_array (table.array);
}

/* ---- as a picture ------------------------------------------------------------ */

static gboolean
read_form (LtCall *call, LtChartForm *form, GError **error)
{
  static const char *const forms[] = { "lines", "bars", "hours", "months", "calendar" };
  const char *text = lt_call_option (call, "form");

  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (text, forms[i]))
      {
        *form = (LtChartForm) i;
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--form \"%s\": there are lines, bars, hours (means by the hour of the day), "
                  "months (means by the month) and calendar."),
               text);
  return FALSE;
}

static gboolean
check_form (LtChartForm form, const LtSeriesWish *wish, GError **error)
{
  if (form == LT_CHART_HOURS && wish->interval != LT_INTERVAL_HOUR)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--form hours needs hourly values: say --interval hour."));
      return FALSE;
    }
  if (form == LT_CHART_CALENDAR && wish->interval != LT_INTERVAL_DAY)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--form calendar needs daily values: say --interval day."));
      return FALSE;
    }
  if (form != LT_CHART_CALENDAR || wish->places->len == 1)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("A calendar is of one place: leave --with out."));
  return FALSE;
}

static JsonNode *
paint_chart (LtCall *call, LtSeriesWish *wish, const LtItem *item, GError **error)
{
  LtChartForm form = wish->interval == LT_INTERVAL_MONTH ? LT_CHART_BARS : LT_CHART_LINES;
  LtInkStyle style = LT_INK_LIGHT;
  int width = CHART_WIDTH, height = CHART_HEIGHT;
  double scale = 1;
  g_autoptr (GPtrArray) series = NULL;
  g_autoptr (LtSeriesLimits) limits = NULL;
  g_autoptr (LtChart) chart = NULL;
  g_autofree char *title = NULL;
  JsonObject *object;
  gint64 first, last;

  if (!lt_work_check_picture (call->words[2], lt_call_option (call, "replace") != NULL, error)
      || !lt_verb_read_size (call, &width, &height, &scale, error)
      || !lt_verb_read_style (call, &style, error) || !read_form (call, &form, error)
      || !check_form (form, wish, error))
    return NULL;
  series = lt_work_read_series (lt_session_get_store (call->session), wish, error);
  if (series == NULL)
    return NULL;
  if (!lt_series_get_span (series, &first, &last))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("There are no values of %s there in this time, so nothing is painted. "
                      "Without a file `series` lists what there is."),
                   wish->item);
      return NULL;
    }
  lt_verb_say_left_out (call, lt_series_count_flagged (series));
  wish->from = lt_call_option (call, "from") == NULL ? first : wish->from;
  wish->to = lt_call_option (call, "to") == NULL ? last : wish->to;
  limits = lt_work_series_limits (lt_session_get_store (call->session), wish, error);
  if (limits == NULL)
    return NULL;
  chart = lt_series_make_chart (series, wish, form, style, item, limits);
  title = lt_series_make_title (wish, form, item);
  if (!lt_work_chart_to_file (call->session, chart, width, height, scale, title, call->words[2],
                              error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", call->words[2]);
  json_object_set_int_member (object, "values", lt_chart_count_values (chart));
  return lt_json_node_take_object (object);
}

/* ---- the verb ---------------------------------------------------------------- */

static gboolean
add_place (LtCall *call, LtSeriesWish *wish, const char *text, GError **error)
{
  LtStore *store = lt_session_get_store (call->session);
  g_autoptr (LtRecord) record = NULL;
  gboolean gone;
  LtId id;

  if (!lt_verb_find_point (call, text, &id, &gone, error))
    return FALSE;
  if (wish->places->len == LT_CHART_MOST_SERIES)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("No more than %d places at once."),
                   LT_CHART_MOST_SERIES);
      return FALSE;
    }
  record = gone ? NULL : lt_store_find_place (store, &id, error);
  if (record == NULL && !gone)
    return FALSE;
  g_ptr_array_add (wish->places, lt_series_place_new (gone ? NULL : record->kind, &id,
                                                      gone ? text : lt_record_get_title (record)));
  return TRUE;
}

static gboolean
add_others (LtCall *call, LtSeriesWish *wish, GError **error)
{
  const char *text = lt_call_option (call, "with");
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!add_place (call, wish, names[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
is_index (const LtSeriesWish *wish)
{
  return g_str_equal (wish->item, LT_ITEM_AQI);
}

static gboolean
read_times (LtCall *call, LtSeriesWish *wish, GError **error)
{
  const LtSeriesPlace *first = g_ptr_array_index (wish->places, 0);

  if (!lt_verb_read_time (call, "from", FALSE, &wish->from, error)
      || !lt_verb_read_time (call, "to", TRUE, &wish->to, error))
    return FALSE;
  wish->interval = LT_INTERVAL_MONTH;
  if (lt_call_option (call, "interval") != NULL)
    {
      if (!lt_verb_read_interval (call, &wish->interval, error))
        return FALSE;
    }
  else if (!lt_series_is_sampled (wish, first))
    {
      wish->interval = LT_INTERVAL_HOUR;
      lt_store_find_interval (lt_session_get_store (call->session), &first->id,
                              is_index (wish) ? "PM2.5" : wish->item, &wish->interval);
    }
  /* A day as an end means its last hour, but not the day after it. */
  if (wish->interval != LT_INTERVAL_HOUR && wish->to < LT_READING_LAST && wish->to % (24 * 60) == 0
      && lt_call_option (call, "to") != NULL)
    wish->to--;
  return TRUE;
}

JsonNode *
lt_verb_series (LtCall *call, GError **error)
{
  g_autoptr (LtItems) items = lt_work_items (error);
  g_autoptr (LtSeriesWish) wish = lt_series_wish_new ();
  const LtItem *item;

  if (items == NULL || !add_place (call, wish, call->words[0], error)
      || !add_others (call, wish, error))
    return NULL;
  /* An item of a newer list is known by its code. */
  item = lt_items_find (items, call->words[1]);
  lt_series_wish_set_item (wish, items, item == NULL ? call->words[1] : item->code);
  wish->judge = g_strdup (lt_call_option (call, "judge"));
  if (!read_times (call, wish, error))
    return NULL;
  if (is_index (wish) && (call->words[2] == NULL || wish->interval == LT_INTERVAL_MONTH))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("The air quality index is of hours and days, and listed by `assess "
                              "aqi`; `series` paints it."));
      return NULL;
    }
  return call->words[2] == NULL ? make_table (call, wish, item, error)
                                : paint_chart (call, wish, item, error);
}
