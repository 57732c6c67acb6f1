/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of ranks in words. */

#include "work/air-rank-table.h"

#include <glib/gi18n-lib.h>

#define NO_BASE "—"

static const LtAirRank *
get_row (const LtAirRankTable *self, guint row)
{
  return &g_array_index (self->ranks->ranks, LtAirRank, row);
}

static char *
word_span (const LtSpan *span)
{
  if (span->n_months == 1)
    return lt_span_format (span);
  /* Translators: a year, and two of its months */
  return g_strdup_printf (_ ("%04d-%02u to %02u"), span->year, span->first_month,
                          span->first_month + span->n_months - 1);
}

/**
 * lt_air_rank_table_make_title:
 * @self: a table
 * @what: what is ranked
 * @column: which column
 *
 * Returns: (transfer full): the words at the head of the column
 */
char *
lt_air_rank_table_make_title (const LtAirRankTable *self, guint what, LtAirRankColumn column)
{
  const char *unit = g_ptr_array_index (self->units, what);
  g_autofree char *span =
      word_span (column == LT_AIR_RANK_VALUE ? &self->ranks->span : &self->ranks->base);

  switch (column)
    {
    case LT_AIR_RANK_RANK:
      return g_strdup (C_ ("place", "Rank"));
    case LT_AIR_RANK_PLACE:
      return g_strdup (_ ("Place"));
    case LT_AIR_RANK_VALUE:
    case LT_AIR_RANK_BASE:
      return *unit == '\0' ? g_strdup (span) : g_strdup_printf ("%s (%s)", span, unit);
    case LT_AIR_RANK_CHANGE:
      return g_strdup (_ ("Change (%)"));
    case LT_AIR_RANK_RANK_BEFORE:
      return g_strdup_printf (_ ("Rank in %s"), span);
    case LT_AIR_RANK_BETTER:
      return g_strdup (_ ("Change of rank"));
    case LT_AIR_RANK_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

static char *
format_rank (const LtAirRankFigure *figure)
{
  if (figure->ranked.rank == 0)
    return g_strdup (NO_BASE);
  if (figure->ranked.n_tied > 1)
    /* Translators: a rank that several have */
    return g_strdup_printf (_ ("%u (shared)"), figure->ranked.rank);
  return g_strdup_printf ("%u", figure->ranked.rank);
}

static char *
format_value (const LtAirRankFigure *figure, const char *none)
{
  g_autofree char *value = NULL;

  if (!figure->has_value)
    return g_strdup (none);
  value = lt_ratio_format (figure->value, figure->places);
  return figure->ranked.is_valid ? g_steal_pointer (&value)
                                 : g_strdup_printf (_ ("%s (too few days)"), value);
}

static char *
format_change (const LtAirRank *rank, guint what)
{
  LtRatio percent;
  g_autofree char *text = NULL;

  if (!lt_air_rank_get_change (rank, what, &percent))
    return g_strdup (NO_BASE);
  text = lt_ratio_format (percent, 1);
  return g_strconcat (percent.above > 0 ? "+" : "", text, NULL);
}

static char *
format_better (const LtAirRank *rank, guint what)
{
  int better;

  if (!lt_air_rank_get_better (rank, what, &better))
    return g_strdup (NO_BASE);
  return better == 0 ? g_strdup (C_ ("rank", "the same"))
                     : g_strdup_printf ("%s%d", better > 0 ? "↑" : "↓", ABS (better));
}

/**
 * lt_air_rank_table_format:
 * @self: a table
 * @row: number of a row
 * @what: what is ranked
 * @column: which column
 *
 * Returns: (transfer full): what stands there; "—" where there is nothing to hold against
 */
char *
lt_air_rank_table_format (const LtAirRankTable *self, guint row, guint what, LtAirRankColumn column)
{
  const LtAirRank *rank = get_row (self, row);

  switch (column)
    {
    case LT_AIR_RANK_RANK:
      return format_rank (&rank->now[what]);
    case LT_AIR_RANK_PLACE:
      return g_strdup (lt_record_get_title (rank->record));
    case LT_AIR_RANK_VALUE:
      return format_value (&rank->now[what], _ ("No data"));
    case LT_AIR_RANK_BASE:
      return format_value (&rank->base[what], NO_BASE);
    case LT_AIR_RANK_CHANGE:
      return format_change (rank, what);
    case LT_AIR_RANK_RANK_BEFORE:
      return format_rank (&rank->base[what]);
    case LT_AIR_RANK_BETTER:
      return format_better (rank, what);
    case LT_AIR_RANK_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

/* ---- one row ----------------------------------------------------------------- */

static void
add (GString *words, char *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
  g_free (part);
}

static void
describe_better (GString *words, const LtAirRank *rank, guint what, const char *base)
{
  int better;

  if (!lt_air_rank_get_better (rank, what, &better))
    add (words, g_strdup_printf (_ ("no rank in %s to compare with"), base));
  else if (better == 0)
    add (words, g_strdup_printf (_ ("the same rank as in %s"), base));
  else if (better > 0)
    add (words, g_strdup_printf (ngettext ("%d rank better than in %s",
                                           "%d ranks better than in %s", (gulong) better),
                                 better, base));
  else
    add (words, g_strdup_printf (ngettext ("%d rank worse than in %s", "%d ranks worse than in %s",
                                           (gulong) -better),
                                 -better, base));
}

static char *
list_greatest (const LtIndexScheme *scheme, guint greatest)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < scheme->parts->len; i++)
    if ((greatest & (1u << i)) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "",
                              ((LtIndexPart *) g_ptr_array_index (scheme->parts, i))->item);
  return g_string_free (list, FALSE);
}

/* The item with the greatest part, and what sand-dust has made of it. */
static void
describe_index (GString *words, const LtAirRanks *ranks, const LtAirRank *rank)
{
  g_autofree char *greatest = list_greatest (ranks->scheme, rank->index.greatest);
  g_autofree char *without = NULL;

  if (!rank->index.is_complete)
    return;
  add (words, g_strdup_printf (_ ("primary pollutant %s"), greatest));
  if (ranks->n_events == 0 || rank->rank_without_events.rank == 0)
    return;
  without = lt_ratio_format (rank->without_events.published, ranks->scheme->places);
  add (words, g_strdup_printf (_ ("%s, no. %u, without sand-dust"), without,
                               rank->rank_without_events.rank));
}

/**
 * lt_air_rank_table_describe:
 * @self: a table
 * @row: number of a row
 * @what: what is ranked
 *
 * Returns: (transfer full): all that is known of it, in words
 */
char *
lt_air_rank_table_describe (const LtAirRankTable *self, guint row, guint what)
{
  const LtAirRank *rank = get_row (self, row);
  const LtAirRankFigure *now = &rank->now[what], *then = &rank->base[what];
  const char *unit = g_ptr_array_index (self->units, what);
  g_autofree char *base = word_span (&self->ranks->base);
  g_autofree char *value = format_value (now, _ ("No data"));
  g_autofree char *before = format_value (then, NO_BASE);
  g_autofree char *change = format_change (rank, what);
  GString *words = g_string_new (lt_record_get_title (rank->record));

  add (words, word_span (&self->ranks->span));
  add (words,
       g_strdup_printf ("%s %s%s%s", (char *) g_ptr_array_index (self->labels, what), value,
                        now->has_value && *unit != '\0' ? " " : "", now->has_value ? unit : ""));
  if (now->ranked.rank == 0)
    add (words, g_strdup (_ ("not ranked")));
  else
    add (words,
         g_strdup_printf (now->ranked.n_tied > 1 ? _ ("no. %u of %u, shared") : _ ("no. %u of %u"),
                          now->ranked.rank, self->ranks->n_ranked[what]));
  if (now->ranked.rank > 0)
    describe_better (words, rank, what, base);
  if (then->has_value)
    add (words, g_strdup_printf ("%s: %s", base, before));
  if (!g_str_equal (change, NO_BASE))
    add (words, g_strdup_printf ("%s %%", change));
  if (what == LT_AIR_RANK_INDEX)
    describe_index (words, self->ranks, rank);
  return g_string_free (words, FALSE);
}

/**
 * lt_air_rank_table_describe_all:
 * @self: a table
 * @what: what is ranked
 *
 * Returns: (transfer full): what the table is of, "air ranks PM2.5 2026-04"
 */
char *
lt_air_rank_table_describe_all (const LtAirRankTable *self, guint what)
{
  g_autofree char *span = word_span (&self->ranks->span);

  /* Translators: name of a file: what is ranked, and of which time */
  return g_strdup_printf (_ ("air ranks %s %s"), (char *) g_ptr_array_index (self->labels, what),
                          span);
}

/* ---- sorting ----------------------------------------------------------------- */

/* 1 for what stands behind: what is not there. */
static int
compare_being (gboolean one, gboolean other)
{
  return (int) other - (int) one;
}

static int
compare_numbers (guint one, guint other)
{
  return one == 0 || other == 0 ? compare_being (one > 0, other > 0)
                                : (one > other) - (one < other);
}

static int
compare_figures (const LtAirRankFigure *one, const LtAirRankFigure *other)
{
  return !one->has_value || !other->has_value ? compare_being (one->has_value, other->has_value)
                                              : lt_ratio_compare (one->value, other->value);
}

static int
compare_changes (const LtAirRank *one, const LtAirRank *other, guint what)
{
  LtRatio change, against;
  gboolean has_one = lt_air_rank_get_change (one, what, &change);
  gboolean has_other = lt_air_rank_get_change (other, what, &against);

  return !has_one || !has_other ? compare_being (has_one, has_other)
                                : lt_ratio_compare (change, against);
}

/* The furthest to the front first. */
static int
compare_betters (const LtAirRank *one, const LtAirRank *other, guint what)
{
  int better, against;
  gboolean has_one = lt_air_rank_get_better (one, what, &better);
  gboolean has_other = lt_air_rank_get_better (other, what, &against);

  return !has_one || !has_other ? compare_being (has_one, has_other)
                                : (against > better) - (against < better);
}

/**
 * lt_air_rank_table_compare:
 * @self: a table
 * @row: number of a row
 * @other: number of another
 * @what: what is ranked
 * @column: by which column
 *
 * Returns: below 0 where @row stands before @other; what has nothing there stands behind
 */
int
lt_air_rank_table_compare (const LtAirRankTable *self,
                           guint row,
                           guint other,
                           guint what,
                           LtAirRankColumn column)
{
  const LtAirRank *a = get_row (self, row), *b = get_row (self, other);
  int order;

  switch (column)
    {
    case LT_AIR_RANK_RANK:
      /* What has too few days has no rank either, and is more than nothing. */
      order = compare_numbers (a->now[what].ranked.rank, b->now[what].ranked.rank);
      return order != 0 ? order : compare_being (a->now[what].has_value, b->now[what].has_value);
    case LT_AIR_RANK_PLACE:
      return g_utf8_collate (lt_record_get_title (a->record), lt_record_get_title (b->record));
    case LT_AIR_RANK_VALUE:
      return compare_figures (&a->now[what], &b->now[what]);
    case LT_AIR_RANK_BASE:
      return compare_figures (&a->base[what], &b->base[what]);
    case LT_AIR_RANK_CHANGE:
      return compare_changes (a, b, what);
    case LT_AIR_RANK_RANK_BEFORE:
      return compare_numbers (a->base[what].ranked.rank, b->base[what].ranked.rank);
    case LT_AIR_RANK_BETTER:
      return compare_betters (a, b, what);
    case LT_AIR_RANK_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}
