/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/air-ranks.h"

#include "work/air-board.h"

/* What one span is judged with. */
typedef struct
{
  LtStore *store;
  const LtStandards *standards;
  const LtItems *items;
  const LtIndexScheme *scheme;
  LtSpan span;
  LtAirBoard *board; /* of the stations among the places */
  LtAirLook look;
} Judging;

static void
rank_clear (gpointer data)
{
  lt_record_free (((LtAirRank *) data)->record);
}

/* ---- figures ----------------------------------------------------------------- */

static const LtAirFigure *
find_figure (const LtAirEvaluation *evaluation, const LtIndexPart *part)
{
  LtAirItem wanted, item;

  for (guint i = 0; lt_air_item_find (part->item, &wanted) && i < evaluation->figures->len; i++)
    {
      const LtAirFigure *figure = g_ptr_array_index (evaluation->figures, i);

      if (lt_air_item_find (figure->item, &item) && item == wanted
          && figure->is_percentile == part->is_percentile
          && (!part->is_percentile || lt_ratio_compare (figure->percent, part->percent) == 0))
        return figure;
    }
  return NULL;
}

static void
take_figures (const LtIndexScheme *scheme,
              const LtIndex *index,
              const LtAirEvaluation *evaluation,
              LtAirRankFigure *figures)
{
  figures[LT_AIR_RANK_INDEX] = (LtAirRankFigure){
    index->is_complete, index->published, scheme->places, { index->is_valid, index->published }
  };
  for (guint i = 0; i < scheme->parts->len; i++)
    {
      const LtAirFigure *figure = find_figure (evaluation, g_ptr_array_index (scheme->parts, i));

      if (figure != NULL && figure->figure.has_value)
        figures[1 + i] = (LtAirRankFigure){
          TRUE, figure->rounded, figure->places, { figure->figure.is_valid, figure->rounded }
        };
    }
}

static LtAirRank
make_rank (const Judging *self,
           const LtRecord *record,
           const LtAirTally *tally,
           const LtAirTally *without_events,
           guint n_days)
{
  g_autoptr (LtAirEvaluation) evaluation = lt_air_tally_evaluate (tally);
  LtAirRank made = { .record = lt_record_copy (record), .n_days = n_days };

  made.index = lt_air_tally_make_index (tally, self->scheme);
  made.without_events =
      without_events == NULL ? made.index : lt_air_tally_make_index (without_events, self->scheme);
  made.rank_without_events =
      (LtRanked){ made.without_events.is_valid, made.without_events.published };
  take_figures (self->scheme, &made.index, evaluation, made.now);
  return made;
}

/* ---- places ------------------------------------------------------------------ */

static gboolean
is_area (const LtRecord *record)
{
  return g_str_equal (record->kind->name, "area");
}

static LtAirTally *
tally_days (const Judging *self, GArray *days)
{
  LtAirTally *tally = lt_air_tally_new (self->standards, &self->span);

  for (guint i = 0; i < days->len; i++)
    lt_air_tally_add (tally, &g_array_index (days, LtAirDay, i));
  return tally;
}

static LtAirTally *
tally_area (Judging *self,
            GPtrArray *stations,
            gboolean without_events,
            guint *n_days,
            GError **error)
{
  g_autoptr (GArray) days = NULL;
  LtAirLook look = { .without_events = without_events };
  gint64 from, to;

  lt_span_get_minutes (&self->span, &from, &to);
  days = lt_work_area_air_days (self->store, self->standards, self->items, stations, from, to,
                                &look, error);
  if (days == NULL)
    return NULL;
  /* Without the events they are the same values once more. */
  if (!without_events)
    {
      self->look.n_left_out += look.n_left_out;
      self->look.n_events += look.n_events;
    }
  *n_days = days->len;
  return tally_days (self, days);
}

static gboolean
judge_area (Judging *self, const LtRecord *area, GArray *ranks, GError **error)
{
  g_autoptr (GPtrArray) stations = lt_work_area_stations (self->store, area, error);
  g_autoptr (LtAirTally) tally = NULL, without_events = NULL;
  guint n_events = self->look.n_events, n_days, unused;
  LtAirRank made;

  if (stations == NULL || (tally = tally_area (self, stations, FALSE, &n_days, error)) == NULL)
    return FALSE;
  if (self->look.n_events > n_events
      && (without_events = tally_area (self, stations, TRUE, &unused, error)) == NULL)
    return FALSE;
  made = make_rank (self, area, tally, without_events, n_days);
  g_array_append_val (ranks, made);
  return TRUE;
}

static void
judge_station (Judging *self, const LtRecord *station, GArray *ranks)
{
  const LtAirPlace *place = lt_air_board_find (self->board, &station->id);
  LtAirRank made = make_rank (self, station, place->tally, place->without_events, place->n_days);

  self->look.n_left_out += place->n_left_out;
  self->look.n_events += place->n_events;
  g_array_append_val (ranks, made);
}

/* All but areas: the board reads them in one state of the file. */
static gboolean
read_board (Judging *self, GPtrArray *places, GError **error)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new ();

  for (guint i = 0; i < places->len; i++)
    if (!is_area (g_ptr_array_index (places, i)))
      g_ptr_array_add (stations, g_ptr_array_index (places, i));
  return stations->len == 0 || lt_air_board_refresh (self->board, self->store, stations, error);
}

static GArray *
judge (Judging *self, const LtSpan *span, GPtrArray *places, GError **error)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, TRUE, sizeof (LtAirRank));
  g_autoptr (LtAirBoard) board = lt_air_board_new (self->standards, self->items, span);

  g_array_set_clear_func (ranks, rank_clear);
  self->span = *span;
  self->board = board;
  if (!read_board (self, places, error))
    return NULL;
  for (guint i = 0; i < places->len; i++)
    if (!is_area (g_ptr_array_index (places, i)))
      judge_station (self, g_ptr_array_index (places, i), ranks);
    else if (!judge_area (self, g_ptr_array_index (places, i), ranks, error))
      return NULL;
  return g_steal_pointer (&ranks);
}

/* ---- ranks ------------------------------------------------------------------- */

static LtRanked *
get_ranked (GArray *ranks, guint place, int what)
{
  LtAirRank *one = &g_array_index (ranks, LtAirRank, place);

  return what < 0 ? &one->rank_without_events : &one->now[what].ranked;
}

/* @what: -1 for the index without exceptional events */
static guint
rank_by (GArray *ranks, int what)
{
  g_autofree LtRanked *entries = g_new0 (LtRanked, MAX (ranks->len, 1));
  guint n;

  for (guint i = 0; i < ranks->len; i++)
    entries[i] = *get_ranked (ranks, i, what);
  n = lt_rank (entries, ranks->len, TRUE);
  for (guint i = 0; i < ranks->len; i++)
    *get_ranked (ranks, i, what) = entries[i];
  return n;
}

static void
rank_all (GArray *ranks, guint *n_ranked)
{
  rank_by (ranks, -1);
  for (int what = 0; what < LT_AIR_RANK_MOST; what++)
    n_ranked[what] = rank_by (ranks, what);
}

/* The same places in the base, in the same order, with the ranks of then. */
static gboolean
hold_against (Judging *judging, LtAirRanks *self, GPtrArray *places, GError **error)
{
  g_autoptr (GArray) before = judge (judging, &self->base, places, error);
  guint unused[LT_AIR_RANK_MOST];

  if (before == NULL)
    return FALSE;
  rank_all (before, unused);
  for (guint i = 0; i < self->ranks->len; i++)
    {
      LtAirRank *now = &g_array_index (self->ranks, LtAirRank, i);
      const LtAirRank *then = &g_array_index (before, LtAirRank, i);

      now->before = then->index;
      for (guint what = 0; what < LT_AIR_RANK_MOST; what++)
        now->base[what] = then->now[what];
    }
  return TRUE;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const LtAirRank *one = a, *other = b;
  /* From 0 to the largest number: without a rank it is the last. */
  guint left = one->now[LT_AIR_RANK_INDEX].ranked.rank - 1;
  guint right = other->now[LT_AIR_RANK_INDEX].ranked.rank - 1;

  return left != right ? (left > right) - (left < right)
                       : g_strcmp0 (lt_record_get (one->record, "code"),
                                    lt_record_get (other->record, "code"));
}

/**
 * lt_work_air_ranks:
 * @store: the county file, of the calling thread
 * @standards: what the standards say
 * @items: what can be measured
 * @scheme: (transfer full): limits and weights, of the base too
 * @places: (element-type LtRecord): stations and areas; an area's days are the means of its
 *   stations
 * @span: what is ranked
 * @base: (nullable): what it is held against
 * @error: return location
 *
 * The smallest value is the first; equal ones share a rank, and the next is left out
 * (环办监测〔2018〕19号, 并列). A place with too few valid days takes no part.
 *
 * Returns: (transfer full) (nullable): the ranks of all @places
 */
LtAirRanks *
lt_work_air_ranks (LtStore *store,
                   const LtStandards *standards,
                   const LtItems *items,
                   LtIndexScheme *scheme,
                   GPtrArray *places,
                   const LtSpan *span,
                   const LtSpan *base,
                   GError **error)
{
  Judging judging = { store, standards, items, scheme };
  g_autoptr (LtAirRanks) self = g_new0 (LtAirRanks, 1);

  self->scheme = scheme;
  self->span = *span;
  self->has_base = base != NULL;
  self->ranks = judge (&judging, span, places, error);
  if (self->ranks == NULL)
    return NULL;
  rank_all (self->ranks, self->n_ranked);
  if (base != NULL)
    {
      self->base = *base;
      if (!hold_against (&judging, self, places, error))
        return NULL;
    }
  self->n_left_out = judging.look.n_left_out;
  self->n_events = judging.look.n_events;
  g_array_sort (self->ranks, compare_ranks);
  return g_steal_pointer (&self);
}

void
lt_air_ranks_free (LtAirRanks *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ranks, g_array_unref);
  g_clear_pointer (&self->scheme, lt_index_scheme_free);
  g_free (self);
}

/**
 * lt_air_rank_get_change:
 * @self: a place of a ranking with a base
 * @what: of what
 * @percent: (out): how much more it is than then, both as they are published
 *
 * Change rate = (this − base) ÷ base × 100 %, above 0 for worse.
 *
 * Returns: whether there is one: both must be valid
 */
gboolean
lt_air_rank_get_change (const LtAirRank *self, guint what, LtRatio *percent)
{
  const LtAirRankFigure *now = &self->now[what], *base = &self->base[what];
  LtRatio more;

  if (now->ranked.rank == 0 || base->ranked.rank == 0 || base->value.above == 0)
    return FALSE;
  more = lt_ratio_subtract (now->value, base->value);
  *percent = lt_ratio_multiply (lt_ratio_divide (more, base->value), lt_ratio_new (100, 1));
  return TRUE;
}

/**
 * lt_air_rank_get_better:
 * @self: a place of a ranking with a base
 * @what: of what
 * @better: (out): how many ranks it is further in front than then; below 0 for behind
 *
 * Returns: whether it has a rank in both
 */
gboolean
lt_air_rank_get_better (const LtAirRank *self, guint what, int *better)
{
  guint now = self->now[what].ranked.rank, then = self->base[what].ranked.rank;

  *better = (int) then - (int) now;
  return now > 0 && then > 0;
}
