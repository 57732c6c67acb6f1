/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places ranked by the composite index of a month or a year: the verb `assess index`. */

#include "base/error.h"
#include "work/air-ranks.h"
#include "work/records.h"
#include "work/verb-evaluation.h"
#include "work/verb-json.h"

#include <glib/gi18n-lib.h>

#define NO_BASE "—"

static LtIndexScheme *
read_scheme (LtVerbEvaluation *self, GError **error)
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

/* The period that it is held against, where one was asked for. */
static gboolean
read_base (const LtVerbEvaluation *self, LtSpan *base, const LtSpan **asked, GError **error)
{
  LtVerbEvaluation other = *self;

  *asked = NULL;
  if (lt_call_option (self->call, "against") == NULL)
    return TRUE;
  if (!lt_verb_evaluation_read_against (&other, error))
    return FALSE;
  *base = other.span;
  *asked = base;
  return TRUE;
}

static LtAirRanks *
read_ranks (LtVerbEvaluation *self, GError **error)
{
  g_autoptr (LtIndexScheme) scheme = read_scheme (self, error);
  g_autoptr (GPtrArray) places = NULL;
  LtAirRanks *ranks;
  LtSpan base;
  const LtSpan *against;

  if (scheme == NULL || !read_base (self, &base, &against, error))
    return NULL;
  places = lt_verb_evaluation_list_places (self, error);
  if (places == NULL)
    return NULL;
  ranks = lt_work_air_ranks (self->store, self->standards, self->items, g_steal_pointer (&scheme),
                             places, &self->span, against, error);
  if (ranks != NULL)
    self->look = (LtAirLook){ FALSE, ranks->n_left_out, ranks->n_events };
  return ranks;
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

static void
put_rank (JsonObject *object, const char *member, guint rank)
{
  if (rank > 0)
    json_object_set_int_member (object, member, rank);
  else
    json_object_set_null_member (object, member);
}

static void
put_index (JsonObject *object,
           const char *member,
           const LtIndex *index,
           const LtIndexScheme *scheme)
{
  g_autofree char *published =
      index->is_complete ? lt_ratio_format (index->published, scheme->places) : g_strdup ("");

  json_object_set_string_member (object, member, published);
}

static void
put_against (JsonObject *object, const LtAirRank *ranked, const LtIndexScheme *scheme)
{
  LtRatio percent;
  int better;
  gboolean has_change = lt_air_rank_get_change (ranked, LT_AIR_RANK_INDEX, &percent);
  g_autofree char *change = has_change ? lt_ratio_format (percent, 1) : g_strdup (NO_BASE);
  g_autofree char *places = NULL;

  put_index (object, "index_before", &ranked->before, scheme);
  json_object_set_string_member (object, "change_percent", change);
  put_rank (object, "rank_before", ranked->base[LT_AIR_RANK_INDEX].ranked.rank);
  places = lt_air_rank_get_better (ranked, LT_AIR_RANK_INDEX, &better)
               ? g_strdup_printf (better == 0 ? "%d" : "%+d", better)
               : g_strdup (NO_BASE);
  json_object_set_string_member (object, "ranks_better", places);
}

static void
explain_change (JsonObject *object, const LtAirRank *ranked, const LtIndexScheme *scheme)
{
  JsonArray *lines = json_object_get_array_member (object, "explanation");
  g_autofree char *now = lt_ratio_format (ranked->index.published, scheme->places);
  g_autofree char *then = lt_ratio_format (ranked->before.published, scheme->places);
  g_autofree char *exact = NULL;
  g_autofree char *line = NULL;
  LtRatio percent;

  if (!lt_air_rank_get_change (ranked, LT_AIR_RANK_INDEX, &percent))
    return;
  exact = lt_ratio_format_exact (percent);
  line = g_strdup_printf ("(%s − %s) ÷ %s × 100 = %s", now, then, then, exact);
  json_array_add_string_element (lines, line);
}

static JsonObject *
rank_to_json (const LtAirRanks *ranks, const LtAirRank *ranked, gboolean explained)
{
  const LtIndexScheme *scheme = ranks->scheme;
  JsonObject *object = json_object_new ();
  g_autofree char *primary =
      ranked->index.is_complete ? list_greatest (scheme, &ranked->index) : g_strdup ("");
  const char *code = lt_record_get (ranked->record, "code");

  put_rank (object, "rank", ranked->now[LT_AIR_RANK_INDEX].ranked.rank);
  json_object_set_string_member (object, "place", lt_record_get_title (ranked->record));
  json_object_set_string_member (object, "place_code", code == NULL ? "" : code);
  put_index (object, "composite_index", &ranked->index, scheme);
  json_object_set_string_member (object, "primary", primary);
  json_object_set_string_member (object, "data", ranked->index.is_valid ? "valid" : "not valid");
  if (ranks->n_events > 0)
    {
      put_index (object, "index_without_events", &ranked->without_events, scheme);
      put_rank (object, "rank_without_events", ranked->rank_without_events.rank);
    }
  if (ranks->has_base)
    put_against (object, ranked, scheme);
  json_object_set_string_member (object, "scheme", scheme->name);
  if (explained && ranked->index.is_complete)
    explain_index (object, scheme, &ranked->index);
  if (explained && ranked->index.is_complete && ranks->has_base)
    explain_change (object, ranked, scheme);
  return object;
}

JsonNode *
lt_verb_assess_index (LtCall *call, GError **error)
{
  g_auto (LtVerbEvaluation) self = { 0 };
  g_autoptr (LtAirRanks) ranks = NULL;
  gboolean explained = lt_call_option (call, "explain") != NULL;
  JsonArray *array;

  if (!lt_verb_evaluation_begin (&self, call, error))
    return NULL;
  ranks = read_ranks (&self, error);
  if (ranks == NULL)
    return NULL;
  lt_verb_evaluation_say_left_out (&self);
  array = json_array_new ();
  for (guint i = 0; i < ranks->ranks->len; i++)
    {
      const LtAirRank *one = &g_array_index (ranks->ranks, LtAirRank, i);

      if (one->n_days > 0)
        json_array_add_object_element (array, rank_to_json (ranks, one, explained));
    }
  return lt_json_node_take_array (array);
}
