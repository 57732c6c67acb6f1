/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places ranked by the composite index of a month or a year: the verb `assess index`. */

#include "base/error.h"
#include "rules/rank.h"
#include "work/air-board.h"
#include "work/records.h"
#include "work/verb-evaluation.h"
#include "work/verb-json.h"

#include <glib/gi18n-lib.h>

#define NO_BASE "—"

typedef struct
{
  LtRecord *record;
  LtIndex index;
  LtRanked rank;
  LtIndex without_events;
  LtRanked rank_without_events;
  LtIndex before; /* of the period that it is held against */
  LtRanked rank_before;
} Ranked;

static void
ranked_clear (gpointer data)
{
  lt_record_free (((Ranked *) data)->record);
}

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

static void
set_rank (LtRanked *rank, const LtIndex *index)
{
  rank->is_valid = index->is_valid;
  rank->value = index->published;
}

static LtIndex
make_index (LtVerbEvaluation *self, const LtIndexScheme *scheme, GArray *days, LtRanked *rank)
{
  LtIndex index = lt_standards_make_index (self->standards, scheme, &self->span,
                                           (const LtAirDay *) days->data, days->len);

  set_rank (rank, &index);
  return index;
}

static gboolean
judge_places (LtVerbEvaluation *self,
              const LtIndexScheme *scheme,
              GPtrArray *places,
              GArray *ranked,
              GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      LtRecord *record = g_ptr_array_index (places, i);
      guint before = self->look.n_events;
      g_autoptr (GArray) days = lt_verb_evaluation_read (self, &record->id, record, error);
      g_autoptr (GArray) without = NULL;
      Ranked one = { 0 };

      if (days == NULL)
        return FALSE;
      if (days->len == 0)
        continue;
      if (self->look.n_events > before
          && (without = lt_verb_evaluation_read_without_events (self, &record->id, record, error))
                 == NULL)
        return FALSE;
      one.index = make_index (self, scheme, days, &one.rank);
      one.without_events =
          make_index (self, scheme, without == NULL ? days : without, &one.rank_without_events);
      one.record = g_steal_pointer (&g_ptr_array_index (places, i));
      g_array_append_val (ranked, one);
    }
  return TRUE;
}

/* All stations: the board reads them in one state of the file. */
static gboolean
judge_stations (LtVerbEvaluation *self,
                const LtIndexScheme *scheme,
                GPtrArray *places,
                GArray *ranked,
                GError **error)
{
  g_autoptr (LtAirBoard) board = lt_air_board_new (self->standards, self->items, &self->span);

  if (!lt_air_board_refresh (board, self->store, places, error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      LtRecord *record = g_ptr_array_index (places, i);
      const LtAirPlace *place = lt_air_board_find (board, &record->id);
      Ranked one = { 0 };

      self->look.n_left_out += place->n_left_out;
      self->look.n_events += place->n_events;
      if (place->n_days == 0)
        continue;
      one.index = lt_air_tally_make_index (place->tally, scheme);
      one.without_events = place->without_events == NULL
                               ? one.index
                               : lt_air_tally_make_index (place->without_events, scheme);
      set_rank (&one.rank, &one.index);
      set_rank (&one.rank_without_events, &one.without_events);
      one.record = g_steal_pointer (&g_ptr_array_index (places, i));
      g_array_append_val (ranked, one);
    }
  return TRUE;
}

static gboolean
judge (LtVerbEvaluation *self, const LtIndexScheme *scheme, GArray *ranked, GError **error)
{
  g_autoptr (GPtrArray) places = lt_verb_evaluation_list_places (self, error);

  return places != NULL
         && (self->call->words[0] == NULL ? judge_stations (self, scheme, places, ranked, error)
                                          : judge_places (self, scheme, places, ranked, error));
}

static void
rank_all (GArray *ranked)
{
  g_autofree LtRanked *entries = g_new0 (LtRanked, MAX (ranked->len, 1));
  g_autofree LtRanked *without = g_new0 (LtRanked, MAX (ranked->len, 1));

  for (guint i = 0; i < ranked->len; i++)
    {
      entries[i] = g_array_index (ranked, Ranked, i).rank;
      without[i] = g_array_index (ranked, Ranked, i).rank_without_events;
    }
  lt_rank (entries, ranked->len, TRUE);
  lt_rank (without, ranked->len, TRUE);
  for (guint i = 0; i < ranked->len; i++)
    {
      g_array_index (ranked, Ranked, i).rank = entries[i];
      g_array_index (ranked, Ranked, i).rank_without_events = without[i];
    }
}

/* The same places in another period, by the same limits and weights, with the ranks of then. */
static gboolean
hold_against (LtVerbEvaluation *self, const LtIndexScheme *scheme, GArray *ranked, GError **error)
{
  g_autoptr (GArray) before = g_array_new (FALSE, TRUE, sizeof (Ranked));
  LtVerbEvaluation other = *self;

  g_array_set_clear_func (before, ranked_clear);
  if (!lt_verb_evaluation_read_against (&other, error) || !judge (&other, scheme, before, error))
    return FALSE;
  self->look = other.look;
  rank_all (before);
  for (guint i = 0; i < ranked->len; i++)
    for (guint k = 0; k < before->len; k++)
      {
        Ranked *now = &g_array_index (ranked, Ranked, i);
        const Ranked *then = &g_array_index (before, Ranked, k);

        if (!lt_id_equal (&now->record->id, &then->record->id))
          continue;
        now->before = then->index;
        now->rank_before = then->rank;
      }
  return TRUE;
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

/* How much more it is than then, per cent; both as they are published. */
static LtRatio
find_change (const Ranked *ranked)
{
  LtRatio more = lt_ratio_subtract (ranked->index.published, ranked->before.published);

  return lt_ratio_multiply (lt_ratio_divide (more, ranked->before.published),
                            lt_ratio_new (100, 1));
}

static gboolean
has_base (const Ranked *ranked)
{
  return ranked->rank.rank > 0 && ranked->rank_before.rank > 0
         && ranked->before.published.above != 0;
}

static void
put_against (JsonObject *object, const Ranked *ranked, const LtIndexScheme *scheme)
{
  g_autofree char *change =
      has_base (ranked) ? lt_ratio_format (find_change (ranked), 1) : g_strdup (NO_BASE);
  g_autofree char *places = NULL;

  put_index (object, "index_before", &ranked->before, scheme);
  json_object_set_string_member (object, "change_percent", change);
  put_rank (object, "rank_before", ranked->rank_before.rank);
  places = has_base (ranked)
               ? g_strdup_printf ("%+d", (int) ranked->rank_before.rank - (int) ranked->rank.rank)
               : g_strdup (NO_BASE);
  json_object_set_string_member (object, "ranks_better", g_str_equal (places, "+0") ? "0" : places);
}

static void
explain_change (JsonObject *object, const Ranked *ranked, const LtIndexScheme *scheme)
{
  JsonArray *lines = json_object_get_array_member (object, "explanation");
  g_autofree char *now = lt_ratio_format (ranked->index.published, scheme->places);
  g_autofree char *then = lt_ratio_format (ranked->before.published, scheme->places);
  g_autofree char *exact = lt_ratio_format_exact (find_change (ranked));
  g_autofree char *line = g_strdup_printf ("(%s − %s) ÷ %s × 100 = %s", now, then, then, exact);

  json_array_add_string_element (lines, line);
}

static JsonObject *
ranked_to_json (const Ranked *ranked,
                const LtIndexScheme *scheme,
                gboolean beside,
                gboolean against,
                gboolean explained)
{
  JsonObject *object = json_object_new ();
  g_autofree char *primary =
      ranked->index.is_complete ? list_greatest (scheme, &ranked->index) : g_strdup ("");
  const char *code = lt_record_get (ranked->record, "code");

  put_rank (object, "rank", ranked->rank.rank);
  json_object_set_string_member (object, "place", lt_record_get_title (ranked->record));
  json_object_set_string_member (object, "place_code", code == NULL ? "" : code);
  put_index (object, "composite_index", &ranked->index, scheme);
  json_object_set_string_member (object, "primary", primary);
  json_object_set_string_member (object, "data", ranked->index.is_valid ? "valid" : "not valid");
  if (beside)
    {
      put_index (object, "index_without_events", &ranked->without_events, scheme);
      put_rank (object, "rank_without_events", ranked->rank_without_events.rank);
    }
  if (against)
    put_against (object, ranked, scheme);
  json_object_set_string_member (object, "scheme", scheme->name);
  if (explained && ranked->index.is_complete)
    explain_index (object, scheme, &ranked->index);
  if (explained && against && has_base (ranked))
    explain_change (object, ranked, scheme);
  return object;
}

JsonNode *
lt_verb_assess_index (LtCall *call, GError **error)
{
  g_auto (LtVerbEvaluation) self = { 0 };
  g_autoptr (LtIndexScheme) scheme = NULL;
  g_autoptr (GArray) ranked = g_array_new (FALSE, TRUE, sizeof (Ranked));
  gboolean against = lt_call_option (call, "against") != NULL;
  JsonArray *array;

  g_array_set_clear_func (ranked, ranked_clear);
  if (!lt_verb_evaluation_begin (&self, call, error))
    return NULL;
  scheme = read_scheme (&self, error);
  if (scheme == NULL || !judge (&self, scheme, ranked, error))
    return NULL;
  rank_all (ranked);
  if (against && !hold_against (&self, scheme, ranked, error))
    return NULL;
  lt_verb_evaluation_say_left_out (&self);
  g_array_sort (ranked, compare_ranked);
  array = json_array_new ();
  for (guint i = 0; i < ranked->len; i++)
    json_array_add_object_element (
        array, ranked_to_json (&g_array_index (ranked, Ranked, i), scheme, self.look.n_events > 0,
                               against, lt_call_option (call, "explain") != NULL));
  return lt_json_node_take_array (array);
}
