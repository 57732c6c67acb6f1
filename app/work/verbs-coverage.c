/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How much of a month or a year was measured: the verb `assess coverage`. */

#include "base/civil-time.h"
#include "rules/air-tally.h"
#include "work/verb-evaluation.h"
#include "work/verb-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtVerbEvaluation *verb;
  const LtRecord *record;
  GArray *days;
  LtAirTally *tally;
  JsonArray *rows;
} Coverage;

static gboolean
is_valid_on (const GArray *days, LtAirItem item, const char *date)
{
  guint low = 0, high = days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const LtAirDay *day = &g_array_index (days, LtAirDay, middle);
      int order = strcmp (day->date, date);

      if (order == 0)
        return day->values[item].is_valid;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static void
add_run (GString *runs, const char *first, const char *last)
{
  g_string_append (runs, runs->len > 0 ? ", " : "");
  g_string_append (runs, first);
  if (!g_str_equal (first, last))
    g_string_append_printf (runs, "…%s", last);
}

/* Days without a valid value, as runs: "2026-04-03…2026-04-05, 2026-04-20". Today and what comes
 * after is not missing yet. */
static char *
list_missing (const Coverage *self, LtAirItem item, guint *n_missing)
{
  const LtCall *call = self->verb->call;
  g_autofree char *today = lt_date_of (call->now != 0 ? call->now : g_get_real_time () / 1000);
  g_autofree char *last = lt_span_get_last_day (&self->verb->span);
  g_autofree char *first_missing = NULL, *last_missing = NULL;
  char *date = lt_span_get_first_day (&self->verb->span);
  GString *runs = g_string_new (NULL);

  *n_missing = 0;
  while (strcmp (date, last) <= 0 && strcmp (date, today) < 0)
    {
      char *next = lt_date_add_days (date, 1);

      if (is_valid_on (self->days, item, date))
        {
          if (first_missing != NULL)
            add_run (runs, first_missing, last_missing);
          g_clear_pointer (&first_missing, g_free);
        }
      else
        {
          ++*n_missing;
          if (first_missing == NULL)
            first_missing = g_strdup (date);
          g_free (last_missing);
          last_missing = g_strdup (date);
        }
      g_free (date);
      date = next;
    }
  if (first_missing != NULL)
    add_run (runs, first_missing, last_missing);
  g_free (date);
  return g_string_free (runs, FALSE);
}

static const char *
judge (const Coverage *self, LtAirItem item, GString *short_months)
{
  const guint *by_month, *needed;
  guint n = lt_air_tally_count (self->tally, item, &by_month);
  guint n_required = lt_air_tally_ask (self->tally, item, &needed);

  for (guint i = 0; i < self->verb->span.n_months; i++)
    if (by_month[i] < needed[i])
      g_string_append_printf (short_months, "%s%04d-%02u", short_months->len > 0 ? ", " : "",
                              self->verb->span.year, self->verb->span.first_month + i);
  return n_required > 0 && n >= n_required && short_months->len == 0 ? "valid" : "not valid";
}

static void
explain (JsonObject *object, const Coverage *self, LtAirItem item)
{
  static const char *const within[] = { "year", "month", "february" };
  g_autofree char *last = lt_span_get_last_day (&self->verb->span);
  JsonArray *lines = json_array_new ();
  const guint *by_month, *needed;

  lt_air_tally_count (self->tally, item, &by_month);
  lt_air_tally_ask (self->tally, item, &needed);
  for (guint i = 0; i < self->verb->span.n_months; i++)
    {
      g_autofree char *line = g_strdup_printf ("%04d-%02u: %u %s %u", self->verb->span.year,
                                               self->verb->span.first_month + i, by_month[i],
                                               by_month[i] < needed[i] ? "<" : "≥", needed[i]);

      json_array_add_string_element (lines, line);
    }
  for (guint i = 0; i < G_N_ELEMENTS (within); i++)
    {
      const LtCitation *cited =
          lt_standards_cite_days (self->verb->standards, item, within[i], last);

      if (cited != NULL)
        json_array_add_string_element (lines, cited->id);
    }
  json_object_set_array_member (object, "explanation", lines);
}

static void
add_row (const Coverage *self, LtAirItem item)
{
  g_autofree char *last = lt_span_get_last_day (&self->verb->span);
  const LtCitation *cited =
      lt_standards_cite_days (self->verb->standards, item,
                              self->verb->span.n_months == 12 ? "year" : "month", last);
  g_autoptr (GString) short_months = g_string_new (NULL);
  const char *code = lt_record_get (self->record, "code");
  JsonObject *object = json_object_new ();
  g_autofree char *missing = NULL;
  const guint *by_month;
  guint n_missing;

  missing = list_missing (self, item, &n_missing);
  json_object_set_string_member (object, "place", lt_record_get_title (self->record));
  json_object_set_string_member (object, "place_code", code == NULL ? "" : code);
  json_object_set_string_member (object, "item", lt_air_item_code (item));
  json_object_set_int_member (object, "days_valid",
                              lt_air_tally_count (self->tally, item, &by_month));
  json_object_set_int_member (object, "days_required",
                              lt_air_tally_ask (self->tally, item, &by_month));
  json_object_set_string_member (object, "data", judge (self, item, short_months));
  json_object_set_string_member (object, "short_months", short_months->str);
  json_object_set_int_member (object, "days_missing", n_missing);
  json_object_set_string_member (object, "missing", missing);
  json_object_set_string_member (object, "rule", cited == NULL ? "" : cited->id);
  json_object_set_string_member (object, "document", cited == NULL ? "" : cited->document);
  json_object_set_string_member (object, "unsure", cited == NULL ? "" : cited->unsure);
  if (lt_call_option (self->verb->call, "explain") != NULL)
    explain (object, self, item);
  json_array_add_object_element (self->rows, object);
}

static gboolean
cover_place (LtVerbEvaluation *verb, const LtRecord *record, JsonArray *rows, GError **error)
{
  g_autoptr (GArray) days = lt_verb_evaluation_read (verb, &record->id, record, error);
  g_autoptr (LtAirTally) tally = NULL;
  Coverage self = { verb, record, days, .rows = rows };

  if (days == NULL)
    return FALSE;
  /* A place that was not named and never measured anything is none of an evaluation. */
  if (days->len == 0 && verb->call->words[0] == NULL)
    return TRUE;
  tally = self.tally = lt_air_tally_new (verb->standards, &verb->span);
  for (guint i = 0; i < days->len; i++)
    lt_air_tally_add (tally, &g_array_index (days, LtAirDay, i));
  /* The greatest hour of ozone is no statistic of a year. */
  for (LtAirItem item = 0; item < LT_AIR_O3_1H; item++)
    add_row (&self, item);
  return TRUE;
}

JsonNode *
lt_verb_assess_coverage (LtCall *call, GError **error)
{
  g_auto (LtVerbEvaluation) verb = { 0 };
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (GPtrArray) places = NULL;

  if (!lt_verb_evaluation_begin (&verb, call, error))
    return NULL;
  places = lt_verb_evaluation_list_places (&verb, error);
  for (guint i = 0; places != NULL && i < places->len; i++)
    if (!cover_place (&verb, g_ptr_array_index (places, i), rows, error))
      return NULL;
  if (places == NULL)
    return NULL;
  lt_verb_say_left_out (call, verb.look.n_left_out);
  return lt_json_node_take_array (g_steal_pointer (&rows));
}
