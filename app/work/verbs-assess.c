/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What measured values mean by the standards: the verbs `limits` and `assess aqi`. */

#include "base/error.h"
#include "rules/row.h"
#include "work/air-words.h"
#include "work/readings.h"
#include "work/standards.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

LtStandards *
lt_verb_load_standards (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  LtStandards *standards = lt_work_standards (problems, error);

  if (standards != NULL)
    lt_verb_say_rule_problems (call, problems);
  return standards;
}

/* ---- limits ------------------------------------------------------------------ */

static JsonObject *
limit_to_json (const LtLimit *limit)
{
  JsonObject *object = json_object_new ();
  g_autofree char *air_class = g_strdup_printf ("%u", limit->air_class);

  json_object_set_string_member (object, "item", limit->item);
  json_object_set_string_member (object, "average", limit->average);
  json_object_set_string_member (object, "air_class", air_class);
  json_object_set_string_member (object, "limit", limit->value);
  json_object_set_string_member (object, "unit", limit->unit);
  json_object_set_string_member (object, "stage", limit->stage);
  json_object_set_string_member (object, "document", limit->cited.document);
  json_object_set_string_member (object, "clause", limit->cited.clause);
  json_object_set_string_member (object, "valid_to",
                                 limit->cited.valid_to == NULL ? "" : limit->cited.valid_to);
  json_object_set_string_member (object, "proof_read", limit->cited.proof_read);
  json_object_set_string_member (object, "unsure", limit->cited.unsure);
  return object;
}

JsonNode *
lt_verb_limits (LtCall *call, GError **error)
{
  g_autofree char *date = lt_verb_read_day (call, "on", error);
  g_autoptr (LtStandards) standards = NULL;
  g_autoptr (GPtrArray) limits = NULL;
  JsonArray *array;

  standards = date == NULL ? NULL : lt_verb_load_standards (call, error);
  if (standards == NULL)
    return NULL;
  limits = lt_standards_list_limits (standards, date);
  array = json_array_new ();
  for (guint i = 0; i < limits->len; i++)
    json_array_add_object_element (array, limit_to_json (g_ptr_array_index (limits, i)));
  return lt_json_node_take_array (array);
}

/* ---- the air quality index ---------------------------------------------------- */

static JsonArray *
explain (const LtAirIndex *row)
{
  g_autoptr (GPtrArray) list = lt_air_index_explain (row);
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_string_element (lines, g_ptr_array_index (list, i));
  return lines;
}

/* In the reader's language where the standard has the six classes that all so far have had. */
static const char *
name_class (const LtAirIndex *row, const LtStandards *standards, LtInterval interval)
{
  static const char *const words[] = { N_ ("Excellent"),        N_ ("Good"),
                                       N_ ("Lightly polluted"), N_ ("Moderately polluted"),
                                       N_ ("Heavily polluted"), N_ ("Severely polluted") };
  static const char *const grades[] = { "一级", "二级", "三级", "四级", "五级", "六级" };
  const LtAqiClass *class = lt_air_index_find_class (row, standards, interval);

  for (guint i = 0; class != NULL && i < G_N_ELEMENTS (grades); i++)
    if (g_str_equal (class->grade, grades[i]))
      return _ (words[i]);
  return class == NULL ? "" : class->word;
}

static JsonObject *
index_to_json (const LtAirIndex *row,
               const LtStandards *standards,
               LtInterval interval,
               gboolean explained)
{
  JsonObject *object = json_object_new ();
  g_autofree char *time = lt_reading_format_time (row->time, interval);
  g_autofree char *primary = lt_air_index_list_primary (row);

  json_object_set_string_member (object, "time", time);
  if (row->aqi.index > 0)
    json_object_set_int_member (object, "aqi", row->aqi.index);
  else
    json_object_set_null_member (object, "aqi");
  json_object_set_string_member (object, "pollution", name_class (row, standards, interval));
  json_object_set_string_member (object, "primary", primary);
  json_object_set_int_member (object, "items_missing", row->aqi.n_missing);
  if (explained)
    json_object_set_array_member (object, "explanation", explain (row));
  return object;
}

static gboolean
read_span (LtCall *call, LtInterval *interval, gint64 *from, gint64 *to, GError **error)
{
  *interval = LT_INTERVAL_HOUR;
  *from = LT_READING_FIRST;
  *to = LT_READING_LAST;
  if (!lt_verb_read_time (call, "from", FALSE, from, error)
      || !lt_verb_read_time (call, "to", TRUE, to, error)
      || (lt_call_option (call, "interval") != NULL
          && !lt_verb_read_interval (call, interval, error)))
    return FALSE;
  if (*interval != LT_INTERVAL_MONTH)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("The index is of an hour or of a day: --interval hour or day."));
  return FALSE;
}

void
lt_verb_say_left_out (LtCall *call, guint n)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u value is negative or beyond what air ever had; it is kept as it came and "
                "left out here.",
                "%u values are negative or beyond what air ever had; they are kept as they came "
                "and left out here.",
                n),
      n);

  if (n > 0 && call->warn != NULL)
    call->warn (words);
  call->wanting |= n > 0;
}

JsonNode *
lt_verb_assess_aqi (LtCall *call, GError **error)
{
  g_autoptr (LtStandards) standards = lt_verb_load_standards (call, error);
  g_autoptr (LtItems) items = standards == NULL ? NULL : lt_work_items (error);
  g_autoptr (LtAirIndices) indices = NULL;
  LtInterval interval;
  JsonArray *array;
  gint64 from, to;
  gboolean gone;
  LtId place;

  if (items == NULL || !lt_verb_find_point (call, call->words[0], &place, &gone, error)
      || !read_span (call, &interval, &from, &to, error))
    return NULL;
  indices = lt_work_air_indices (lt_session_get_store (call->session), standards, items, &place,
                                 interval, from, to, error);
  if (indices == NULL)
    return NULL;
  lt_verb_say_left_out (call, indices->n_left_out);
  array = json_array_new ();
  for (guint i = 0; i < indices->rows->len; i++)
    json_array_add_object_element (
        array, index_to_json (&g_array_index (indices->rows, LtAirIndex, i), standards, interval,
                              lt_call_option (call, "explain") != NULL));
  return lt_json_node_take_array (array);
}
