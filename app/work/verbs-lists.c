/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of records: which of them, in which order, and what they make together. */

#include "base/error.h"
#include "model/sets.h"
#include "work/map-sheet.h"
#include "work/reaching.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The option --limit; 0 where it was not given. */
gboolean
lt_verb_read_limit (const LtCall *call, guint *limit, GError **error)
{
  const char *text = lt_call_option (call, "limit");
  guint64 number = 0;

  *limit = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &number, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--limit \"%s\" is not a whole number above 0."), text);
      return FALSE;
    }
  *limit = (guint) number;
  return TRUE;
}

/* A reference may be named by its code; what the store compares is its id, but for what
 * it contains. */
static gboolean
add_condition (LtSession *session,
               const LtKind *kind,
               char **words,
               GPtrArray *filters,
               GError **error)
{
  int place = lt_kind_find_field (kind, words[0]);
  const LtField *field = place < 0 ? NULL : &kind->fields[place];
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtValue) value = NULL;
  const char *text = words[2];

  if (field != NULL && lt_field_refers (field) && *words[2] != '\0' && !g_str_equal (words[1], "~"))
    {
      LtField of = *field;

      if (g_str_equal (words[1], "in"))
        of.type = LT_TYPE_REFERENCES;
      value = lt_work_parse_field (session, &of, words[2], &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      text = lt_value_text (value);
    }
  g_ptr_array_add (filters, lt_filter_new (words[0], words[1], text == NULL ? "" : text));
  return TRUE;
}

/* The options --where. */
gboolean
lt_verb_read_conditions (LtCall *call, const LtKind *kind, GPtrArray *filters, GError **error)
{
  const char *where = lt_call_option (call, "where");
  g_auto (GStrv) words = NULL;

  if (where == NULL)
    return TRUE;
  words = g_strsplit (where, "\n", -1);
  for (guint i = 0; i + 2 < g_strv_length (words); i += 3)
    if (!add_condition (call->session, kind, words + i, filters, error))
      return FALSE;
  return TRUE;
}

/* The options that say where; %NULL without @error where there are none. */
static LtReach *
read_reach (LtCall *call, GError **error)
{
  const char *place = lt_call_option (call, "near");
  const char *metres = lt_call_option (call, "distance");
  const char *within = lt_call_option (call, "within");
  const char *touching = lt_call_option (call, "touching");
  const char *box = lt_call_option (call, "bbox");
  g_autoptr (LtReach) reach = lt_reach_new ();

  if (place == NULL && (metres != NULL || lt_call_option (call, "datum") != NULL))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--distance and --datum belong to --near: name the place."));
      return NULL;
    }
  if (place == NULL && within == NULL && touching == NULL && box == NULL)
    return NULL;
  if ((place == NULL
       || lt_work_reach_near (reach, place, metres, lt_call_option (call, "datum"), error))
      && (within == NULL || lt_work_reach_polygon (call->session, &reach->within, within, error))
      && (touching == NULL
          || lt_work_reach_polygon (call->session, &reach->touching, touching, error))
      && (box == NULL || lt_work_parse_box (box, &reach->box, error)))
    return g_steal_pointer (&reach);
  return NULL;
}

static JsonObject *
list_record (LtCall *call, const LtReach *reach, const LtRecord *record)
{
  JsonObject *object = lt_json_from_record (call->session, record);

  if (reach != NULL && reach->near)
    json_object_set_double_member (
        object, "distance", round (lt_work_reach_measure (call->session, reach, record) * 10) / 10);
  return object;
}

static JsonNode *
list_records (LtCall *call, const LtKind *kind, const LtQuery *query, GError **error)
{
  g_autoptr (GPtrArray) records =
      lt_store_list (lt_session_get_store (call->session), kind, query, error);
  JsonArray *array;

  if (records == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, list_record (call, query->reach,
                                                       g_ptr_array_index (records, i)));
  return lt_json_node_take_array (array);
}

/* Of each number how much it is, and how many records have none: a sum of some reads
 * like one of all. */
static JsonObject *
totals_to_json (const LtKind *kind, const char *by, char **sums, const LtTotals *totals)
{
  JsonObject *object = json_object_new ();
  JsonObject *without = json_object_new ();
  g_auto (GStrv) parts = g_strsplit (by == NULL ? "" : by, ":", 2);

  json_object_set_string_member (object, "kind", kind->name);
  if (by != NULL)
    json_object_set_string_member (object, parts[0], totals->value == NULL ? "" : totals->value);
  json_object_set_int_member (object, "records", totals->count);
  if (totals->conflicts > 0)
    json_object_set_int_member (object, "in_conflict", totals->conflicts);
  for (int i = 0; sums != NULL && sums[i] != NULL; i++)
    {
      json_object_set_double_member (object, sums[i], totals->sums[i]);
      if (totals->filled[i] < totals->count)
        json_object_set_int_member (without, sums[i], totals->count - totals->filled[i]);
    }
  if (json_object_get_size (without) > 0)
    json_object_set_object_member (object, "without_value", without);
  else
    json_object_unref (without);
  return object;
}

static JsonNode *
list_totals (LtCall *call, const LtKind *kind, const LtQuery *query, GError **error)
{
  const char *by = lt_call_option (call, "by");
  const char *sum = lt_call_option (call, "sum");
  g_auto (GStrv) sums = sum == NULL ? NULL : g_strsplit (sum, "\n", -1);
  g_autoptr (GPtrArray) groups = NULL;
  JsonArray *array;

  if (query->sort != NULL || query->limit > 0)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--by and --sum count all records that are found: leave --sort and "
                              "--limit out."));
      return NULL;
    }
  for (int i = 0; by != NULL && sums != NULL && sums[i] != NULL; i++)
    if (g_str_equal (sums[i], by))
      {
        g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                     _ ("\"%s\" cannot be grouped by and summed up at once."), by);
        return NULL;
      }
  groups = lt_store_total (lt_session_get_store (call->session), kind, query, by,
                           (const char *const *) sums, error);
  if (groups == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < groups->len; i++)
    json_array_add_object_element (array,
                                   totals_to_json (kind, by, sums, g_ptr_array_index (groups, i)));
  return lt_json_node_take_array (array);
}

JsonNode *
lt_verb_list (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters,
                    .sort = lt_call_option (call, "sort"),
                    .words = lt_call_option (call, "words") };
  g_autoptr (LtReach) reach = NULL;
  g_autoptr (GError) problem = NULL;

  if (kind == NULL || !lt_verb_read_limit (call, &query.limit, error)
      || !lt_verb_read_conditions (call, kind, filters, error))
    return NULL;
  query.reach = reach = read_reach (call, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (lt_call_option (call, "by") != NULL || lt_call_option (call, "sum") != NULL)
    return list_totals (call, kind, &query, error);
  return list_records (call, kind, &query, error);
}
