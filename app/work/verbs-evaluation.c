/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a month or a year was by the standards: the verb `assess attainment`, and what it has in
 * common with `assess index`. */

#include "base/civil-time.h"
#include "base/error.h"
#include "work/air-days.h"
#include "work/readings.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verb-evaluation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lt_verb_evaluation_clear (LtVerbEvaluation *self)
{
  g_clear_pointer (&self->standards, lt_standards_free);
  g_clear_pointer (&self->items, lt_items_free);
}

/* ---- asking ------------------------------------------------------------------ */

static gboolean
read_period (LtVerbEvaluation *self, GError **error)
{
  const char *text = lt_call_option (self->call, "period");
  gint64 now = self->call->now != 0 ? self->call->now : g_get_real_time () / 1000;
  g_autofree char *today = lt_date_of (now);

  today[4] = '\0';
  if (!lt_span_parse (text == NULL ? today : text, &self->span))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--period \"%s\" is no period. Write a year as 2026, half a year as 2026-H1, "
                      "a quarter as 2026-Q1, a month as 2026-03, some months as 2026-01..10."),
                   text);
      return FALSE;
    }
  lt_span_get_minutes (&self->span, &self->from, &self->to);
  return TRUE;
}

/* The period that it is held against, in the place of its own. */
gboolean
lt_verb_evaluation_read_against (LtVerbEvaluation *self, GError **error)
{
  const char *text = lt_call_option (self->call, "against");
  LtSpan span;

  if (!lt_span_parse (text, &span))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--against \"%s\" is no period. Write a year as 2026, half a year as "
                      "2026-H1, a quarter as 2026-Q1, a month as 2026-03, some months as "
                      "2026-01..10."),
                   text);
      return FALSE;
    }
  if (span.n_months != self->span.n_months)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--against \"%s\" must be as long as the period itself."), text);
      return FALSE;
    }
  self->span = span;
  lt_span_get_minutes (&self->span, &self->from, &self->to);
  return TRUE;
}

gboolean
lt_verb_evaluation_begin (LtVerbEvaluation *self, LtCall *call, GError **error)
{
  self->call = call;
  self->store = lt_session_get_store (call->session);
  if (!read_period (self, error))
    return FALSE;
  self->standards = lt_verb_load_standards (call, error);
  self->items = self->standards == NULL ? NULL : lt_work_items (error);
  return self->items != NULL;
}

/* The days of a station, or of an area as the mean of its stations. */
GArray *
lt_verb_evaluation_read (LtVerbEvaluation *self,
                         const LtId *place,
                         const LtRecord *record,
                         GError **error)
{
  g_autoptr (GPtrArray) stations = NULL;

  if (record == NULL || !g_str_equal (record->kind->name, "area"))
    return lt_work_air_days (self->store, self->standards, self->items, place, self->from, self->to,
                             &self->look, error);
  stations = lt_work_area_stations (self->store, record, error);
  return stations == NULL
             ? NULL
             : lt_work_area_air_days (self->store, self->standards, self->items, stations,
                                      self->from, self->to, &self->look, error);
}

/* The same without the values that an exceptional event made; where no value bears the mark of
 * one, they are the same. */
GArray *
lt_verb_evaluation_read_without_events (LtVerbEvaluation *self,
                                        const LtId *place,
                                        const LtRecord *record,
                                        GError **error)
{
  LtAirLook look = self->look;
  GArray *days;

  self->look.without_events = TRUE;
  days = lt_verb_evaluation_read (self, place, record, error);
  /* What was left out was counted already. */
  self->look = look;
  return days;
}

void
lt_verb_evaluation_say_left_out (const LtVerbEvaluation *self)
{
  guint n = self->look.n_events;
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u value bears the mark of an exceptional event (sand-dust): what "
                "it is without that stands beside.",
                "%u values bear the mark of an exceptional event (sand-dust): "
                "what it is without them stands beside.",
                n),
      n);

  lt_verb_say_left_out (self->call, self->look.n_left_out);
  if (n > 0 && self->call->warn != NULL)
    self->call->warn (words);
}

/* A station's code as the other verbs take it, or KIND:CODE; a place that is gone has
 * readings and no record. */
gboolean
lt_verb_evaluation_find_place (LtVerbEvaluation *self,
                               const char *text,
                               LtId *place,
                               LtRecord **record,
                               GError **error)
{
  gboolean gone;

  if (!lt_verb_find_point (self->call, text, place, &gone, error))
    return FALSE;
  *record = gone ? NULL : lt_store_find_place (self->store, place, NULL);
  return TRUE;
}

/* The places that were named, or else all stations that are evaluated. */
GPtrArray *
lt_verb_evaluation_list_places (LtVerbEvaluation *self, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  if (self->call->words[0] == NULL)
    {
      places = lt_store_list (self->store, lt_kind_by_name ("station"), NULL, error);
      for (guint i = 0; places != NULL && i < places->len;)
        if (lt_work_is_evaluated (g_ptr_array_index (places, i)))
          i++;
        else
          g_ptr_array_remove_index (places, i);
      return g_steal_pointer (&places);
    }
  places = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  for (const char *const *word = self->call->words; *word != NULL; word++)
    {
      LtRecord *record = NULL;
      LtId place;

      if (!lt_verb_evaluation_find_place (self, *word, &place, &record, error))
        return NULL;
      if (record == NULL)
        {
          g_set_error (
              error, LT_ERROR, LT_ERROR_BAD_INPUT,
              _ ("The place %s is gone; only places that are there are evaluated together."),
              *word);
          return NULL;
        }
      g_ptr_array_add (places, record);
    }
  return g_steal_pointer (&places);
}

/* ---- attainment -------------------------------------------------------------- */

static const char *
name_result (gboolean valid, gboolean attains)
{
  return !valid ? "not valid" : attains ? "yes" : "no";
}

static char *
name_statistic (const LtAirFigure *figure)
{
  g_autofree char *percent = NULL;

  if (!figure->is_percentile)
    return g_strdup (_ ("mean"));
  percent = lt_ratio_format_exact (figure->percent);
  return g_strdup_printf (_ ("percentile %s"), percent);
}

static void
explain_figure (JsonObject *object, const LtAirFigure *figure)
{
  JsonArray *lines = json_array_new ();
  g_autofree char *exact = lt_ratio_format_exact (figure->figure.value);
  g_autofree char *rounded = lt_ratio_format (figure->rounded, figure->places);
  g_autoptr (GString) line = g_string_new (NULL);

  if (figure->figure.has_value)
    {
      g_string_append_printf (line, "%s ≈ %s", exact, rounded);
      if (figure->limits[1] != NULL)
        g_string_append_printf (line, figure->air_class > 0 ? " ≤ %s" : " > %s",
                                figure->limits[1]->value);
      json_array_add_string_element (lines, line->str);
    }
  if (figure->short_month != NULL)
    {
      g_autofree char *words =
          g_strdup_printf (_ ("%s has too few valid days."), figure->short_month);

      json_array_add_string_element (lines, words);
    }
  json_array_add_string_element (lines, figure->cited->id);
  json_object_set_array_member (object, "explanation", lines);
}

/* What it is without exceptional events, beside what was measured. */
static void
put_beside (JsonObject *object, const LtAirFigure *figure)
{
  g_autofree char *value =
      figure->figure.has_value ? lt_ratio_format (figure->rounded, figure->places) : g_strdup ("");

  json_object_set_string_member (object, "value_without_events", value);
  json_object_set_int_member (object, "days_without_events", figure->figure.n);
  json_object_set_string_member (object, "attained_without_events",
                                 name_result (figure->figure.is_valid, figure->air_class > 0));
}

static JsonObject *
figure_to_json (const LtAirFigure *figure, const LtAirFigure *beside, gboolean explained)
{
  const LtLimit *limit = figure->limits[1];
  JsonObject *object = json_object_new ();
  g_autofree char *statistic = name_statistic (figure);
  g_autofree char *value =
      figure->figure.has_value ? lt_ratio_format (figure->rounded, figure->places) : g_strdup ("");
  g_autofree char *air_class = !figure->figure.is_valid || figure->air_class == 0
                                   ? g_strdup ("")
                                   : g_strdup_printf ("%u", figure->air_class);

  json_object_set_string_member (object, "item", figure->item);
  json_object_set_string_member (object, "statistic", statistic);
  json_object_set_string_member (object, "value", value);
  json_object_set_string_member (object, "limit", limit == NULL ? "" : limit->value);
  json_object_set_string_member (object, "unit", limit == NULL ? "" : limit->unit);
  json_object_set_string_member (object, "air_class", air_class);
  json_object_set_int_member (object, "days_valid", figure->figure.n);
  json_object_set_int_member (object, "days_required", figure->figure.n_required);
  json_object_set_string_member (object, "attained",
                                 name_result (figure->figure.is_valid, figure->air_class > 0));
  if (beside != NULL)
    put_beside (object, beside);
  json_object_set_string_member (object, "rule", figure->cited->id);
  json_object_set_string_member (object, "document", figure->cited->document);
  json_object_set_string_member (object, "unsure", figure->cited->unsure);
  if (explained)
    explain_figure (object, figure);
  return object;
}

/* The place as a whole: it attains where every item does. */
static JsonObject *
whole_to_json (const LtAirEvaluation *evaluation, const LtAirEvaluation *beside)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "item", "all");
  json_object_set_string_member (object, "attained",
                                 name_result (evaluation->is_valid, evaluation->attains));
  if (beside != NULL)
    json_object_set_string_member (object, "attained_without_events",
                                   name_result (beside->is_valid, beside->attains));
  return object;
}

/* (out): both; the second only where a value bears the mark of an exceptional event */
static gboolean
evaluate (LtVerbEvaluation *self,
          const LtId *place,
          const LtRecord *record,
          LtAirEvaluation **evaluation,
          LtAirEvaluation **beside,
          GError **error)
{
  g_autoptr (GArray) days = lt_verb_evaluation_read (self, place, record, error);
  g_autoptr (GArray) without = NULL;

  if (days == NULL)
    return FALSE;
  *evaluation = lt_standards_evaluate (self->standards, &self->span, (const LtAirDay *) days->data,
                                       days->len);
  if (self->look.n_events == 0)
    return TRUE;
  without = lt_verb_evaluation_read_without_events (self, place, record, error);
  if (without == NULL)
    return FALSE;
  *beside = lt_standards_evaluate (self->standards, &self->span, (const LtAirDay *) without->data,
                                   without->len);
  return TRUE;
}

JsonNode *
lt_verb_assess_attainment (LtCall *call, GError **error)
{
  g_auto (LtVerbEvaluation) self = { 0 };
  g_autoptr (LtAirEvaluation) evaluation = NULL, beside = NULL;
  g_autoptr (LtRecord) record = NULL;
  JsonArray *array;
  LtId place;

  if (!lt_verb_evaluation_begin (&self, call, error)
      || !lt_verb_evaluation_find_place (&self, call->words[0], &place, &record, error)
      || !evaluate (&self, &place, record, &evaluation, &beside, error))
    return NULL;
  lt_verb_evaluation_say_left_out (&self);
  array = json_array_new ();
  for (guint i = 0; i < evaluation->figures->len; i++)
    json_array_add_object_element (
        array, figure_to_json (g_ptr_array_index (evaluation->figures, i),
                               beside == NULL ? NULL : g_ptr_array_index (beside->figures, i),
                               lt_call_option (call, "explain") != NULL));
  json_array_add_object_element (array, whole_to_json (evaluation, beside));
  return lt_json_node_take_array (array);
}
