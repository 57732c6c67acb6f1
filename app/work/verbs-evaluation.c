/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a month or a year was by the standards: the verbs `assess attainment` and `assess
 * index`. */

#include "base/civil-time.h"
#include "base/error.h"
#include "rules/rank.h"
#include "work/air-days.h"
#include "work/readings.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtCall *call;
  LtStore *store;
  LtStandards *standards;
  LtItems *items;
  LtSpan span;
  gint64 from; /* where its first day begins, civil minutes */
  gint64 to;   /* where its last day ends */
  guint n_left_out;
} Evaluation;

static void
evaluation_clear (Evaluation *self)
{
  g_clear_pointer (&self->standards, lt_standards_free);
  g_clear_pointer (&self->items, lt_items_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evaluation, evaluation_clear)

/* ---- asking ------------------------------------------------------------------ */

static gboolean
read_period (Evaluation *self, GError **error)
{
  const char *text = lt_call_option (self->call, "period");
  gint64 now = self->call->now != 0 ? self->call->now : g_get_real_time () / 1000;
  g_autofree char *today = lt_date_of (now);
  g_autofree char *first = NULL, *last = NULL;

  today[4] = '\0';
  if (!lt_span_parse (text == NULL ? today : text, &self->span))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--period \"%s\" is no period. Write a year as 2026, half a year as 2026-H1, "
                      "a quarter as 2026-Q1, a month as 2026-03."),
                   text);
      return FALSE;
    }
  first = lt_span_get_first_day (&self->span);
  last = lt_span_get_last_day (&self->span);
  if (!lt_reading_parse_time (first, LT_INTERVAL_DAY, &self->from)
      || !lt_reading_parse_time (last, LT_INTERVAL_DAY, &self->to))
    g_return_val_if_reached (FALSE);
  self->to += 24 * 60;
  return TRUE;
}

static gboolean
begin (Evaluation *self, LtCall *call, GError **error)
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
static GArray *
read_days (Evaluation *self, const LtId *place, const LtRecord *record, GError **error)
{
  g_autoptr (GPtrArray) stations = NULL;

  if (record == NULL || !g_str_equal (record->kind->name, "area"))
    return lt_work_air_days (self->store, self->standards, self->items, place, self->from, self->to,
                             &self->n_left_out, error);
  stations = lt_work_area_stations (self->store, record, error);
  return stations == NULL
             ? NULL
             : lt_work_area_air_days (self->store, self->standards, self->items, stations,
                                      self->from, self->to, &self->n_left_out, error);
}

/* A station's code as the other verbs take it, or KIND:CODE; a place that is gone has
 * readings and no record. */
static gboolean
find_place (Evaluation *self, const char *text, LtId *place, LtRecord **record, GError **error)
{
  gboolean gone;

  if (!lt_verb_find_point (self->call, text, place, &gone, error))
    return FALSE;
  *record = gone ? NULL : lt_store_find_place (self->store, place, NULL);
  return TRUE;
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

static JsonObject *
figure_to_json (const LtAirFigure *figure, gboolean explained)
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
  json_object_set_string_member (object, "rule", figure->cited->id);
  json_object_set_string_member (object, "document", figure->cited->document);
  json_object_set_string_member (object, "unsure", figure->cited->unsure);
  if (explained)
    explain_figure (object, figure);
  return object;
}

/* The place as a whole: it attains where every item does. */
static JsonObject *
whole_to_json (const LtAirEvaluation *evaluation)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "item", "all");
  json_object_set_string_member (object, "attained",
                                 name_result (evaluation->is_valid, evaluation->attains));
  return object;
}

JsonNode *
lt_verb_assess_attainment (LtCall *call, GError **error)
{
  g_auto (Evaluation) self = { 0 };
  g_autoptr (LtAirEvaluation) evaluation = NULL;
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (GArray) days = NULL;
  JsonArray *array;
  LtId place;

  if (!begin (&self, call, error) || !find_place (&self, call->words[0], &place, &record, error))
    return NULL;
  days = read_days (&self, &place, record, error);
  if (days == NULL)
    return NULL;
  evaluation =
      lt_standards_evaluate (self.standards, &self.span, (const LtAirDay *) days->data, days->len);
  lt_verb_say_left_out (call, self.n_left_out);
  array = json_array_new ();
  for (guint i = 0; i < evaluation->figures->len; i++)
    json_array_add_object_element (array,
                                   figure_to_json (g_ptr_array_index (evaluation->figures, i),
                                                   lt_call_option (call, "explain") != NULL));
  json_array_add_object_element (array, whole_to_json (evaluation));
  return lt_json_node_take_array (array);
}

/* ---- the composite index ----------------------------------------------------- */

typedef struct
{
  LtRecord *record;
  LtIndex index;
  LtRanked rank;
} Ranked;

static void
ranked_clear (gpointer data)
{
  lt_record_free (((Ranked *) data)->record);
}

static LtIndexScheme *
read_scheme (Evaluation *self, GError **error)
{
  const char *name = lt_call_option (self->call, "scheme");
  g_autofree char *last = lt_span_get_last_day (&self->span);
  LtIndexScheme *scheme = lt_standards_make_scheme (self->standards, name, last);
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  if (scheme != NULL)
    return scheme;
  names = lt_standards_list_schemes (self->standards);
  list = g_strjoinv (", ", names);
  if (name != NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("There is no index \"%s\"; there are: %s."),
                 name, list);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("No composite index is in force on %s. Choose one with --scheme: %s."), last,
                 list);
  return NULL;
}

/* The places that were named, or else all stations that are evaluated. */
static GPtrArray *
list_places (Evaluation *self, GError **error)
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

      if (!find_place (self, *word, &place, &record, error))
        return NULL;
      if (record == NULL)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("The place %s is gone; only places that are there have a rank."), *word);
          return NULL;
        }
      g_ptr_array_add (places, record);
    }
  return g_steal_pointer (&places);
}

static gboolean
judge_places (Evaluation *self,
              const LtIndexScheme *scheme,
              GPtrArray *places,
              GArray *ranked,
              GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      LtRecord *record = g_ptr_array_index (places, i);
      g_autoptr (GArray) days = read_days (self, &record->id, record, error);
      Ranked one = { 0 };

      if (days == NULL)
        return FALSE;
      if (days->len == 0)
        continue;
      one.index = lt_standards_make_index (self->standards, scheme, &self->span,
                                           (const LtAirDay *) days->data, days->len);
      one.rank.is_valid = one.index.is_valid;
      one.rank.value = one.index.published;
      one.record = g_steal_pointer (&g_ptr_array_index (places, i));
      g_array_append_val (ranked, one);
    }
  return TRUE;
}

static void
rank_all (GArray *ranked)
{
  g_autofree LtRanked *entries = g_new0 (LtRanked, MAX (ranked->len, 1));

  for (guint i = 0; i < ranked->len; i++)
    entries[i] = g_array_index (ranked, Ranked, i).rank;
  lt_rank (entries, ranked->len, TRUE);
  for (guint i = 0; i < ranked->len; i++)
    g_array_index (ranked, Ranked, i).rank = entries[i];
}

/* By rank, those without one at the end; equals by their codes. */
static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *one = a, *other = b;
  guint left = one->rank.rank == 0 ? G_MAXUINT : one->rank.rank;
  guint right = other->rank.rank == 0 ? G_MAXUINT : other->rank.rank;

  return left != right ? (left > right) - (left < right)
                       : g_strcmp0 (lt_record_get (one->record, "code"),
                                    lt_record_get (other->record, "code"));
}

static char *
list_greatest (const LtIndexScheme *scheme, const LtIndex *index)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < scheme->parts->len; i++)
    if ((index->greatest & (1u << i)) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "",
                              ((LtIndexPart *) g_ptr_array_index (scheme->parts, i))->item);
  return g_string_free (list, FALSE);
}

static void
explain_index (JsonObject *object, const LtIndexScheme *scheme, const LtIndex *index)
{
  JsonArray *lines = json_array_new ();
  g_autofree char *exact = lt_ratio_format_exact (index->exact);

  for (guint i = 0; i < scheme->parts->len; i++)
    {
      const LtIndexPart *part = g_ptr_array_index (scheme->parts, i);
      g_autofree char *of_item = lt_ratio_format_exact (index->parts[i]);
      g_autofree char *limit = lt_ratio_format_exact (part->limit);
      g_autofree char *weight = lt_ratio_format_exact (part->weight);
      g_autofree char *line =
          g_strdup_printf ("%s: C ÷ %s × %s = %s", part->item, limit, weight, of_item);

      json_array_add_string_element (lines, line);
    }
  json_array_add_string_element (lines, exact);
  json_object_set_array_member (object, "explanation", lines);
}

static JsonObject *
ranked_to_json (const Ranked *ranked, const LtIndexScheme *scheme, gboolean explained)
{
  JsonObject *object = json_object_new ();
  g_autofree char *published = ranked->index.is_complete
                                   ? lt_ratio_format (ranked->index.published, scheme->places)
                                   : g_strdup ("");
  g_autofree char *primary =
      ranked->index.is_complete ? list_greatest (scheme, &ranked->index) : g_strdup ("");
  const char *code = lt_record_get (ranked->record, "code");

  if (ranked->rank.rank > 0)
    json_object_set_int_member (object, "rank", ranked->rank.rank);
  else
    json_object_set_null_member (object, "rank");
  json_object_set_string_member (object, "place", lt_record_get_title (ranked->record));
  json_object_set_string_member (object, "place_code", code == NULL ? "" : code);
  json_object_set_string_member (object, "composite_index", published);
  json_object_set_string_member (object, "primary", primary);
  json_object_set_string_member (object, "data", ranked->index.is_valid ? "valid" : "not valid");
  json_object_set_string_member (object, "scheme", scheme->name);
  if (explained && ranked->index.is_complete)
    explain_index (object, scheme, &ranked->index);
  return object;
}

JsonNode *
lt_verb_assess_index (LtCall *call, GError **error)
{
  g_auto (Evaluation) self = { 0 };
  g_autoptr (LtIndexScheme) scheme = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GArray) ranked = g_array_new (FALSE, TRUE, sizeof (Ranked));
  JsonArray *array;

  g_array_set_clear_func (ranked, ranked_clear);
  if (!begin (&self, call, error))
    return NULL;
  scheme = read_scheme (&self, error);
  places = scheme == NULL ? NULL : list_places (&self, error);
  if (places == NULL || !judge_places (&self, scheme, places, ranked, error))
    return NULL;
  lt_verb_say_left_out (call, self.n_left_out);
  rank_all (ranked);
  g_array_sort (ranked, compare_ranked);
  array = json_array_new ();
  for (guint i = 0; i < ranked->len; i++)
    json_array_add_object_element (array,
                                   ranked_to_json (&g_array_index (ranked, Ranked, i), scheme,
                                                   lt_call_option (call, "explain") != NULL));
  return lt_json_node_take_array (array);
}
