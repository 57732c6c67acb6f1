/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spans of days, and the composite index. */

#include "rules/evaluation.h"

#include "rules/air-tally.h"
#include "rules/standards-private.h"

/* ---- spans ------------------------------------------------------------------- */

/* Whether a value is rounded before it is held against a limit. */
gboolean
lt_standards_compares_rounded (const LtStandards *self, const char *of, const char *date)
{
  for (guint i = 0; i < self->comparisons->len; i++)
    {
      const LtComparison *row = g_ptr_array_index (self->comparisons, i);

      if (g_str_equal (row->of, of) && lt_citation_holds (&row->cited, date))
        return row->rounded;
    }
  return FALSE;
}

static LtAirTally *
make_tally (const LtStandards *self, const LtSpan *span, const LtAirDay *days, guint n_days)
{
  LtAirTally *tally = lt_air_tally_new (self, span);

  for (guint i = 0; i < n_days; i++)
    lt_air_tally_add (tally, &days[i]);
  return tally;
}

/**
 * lt_standards_evaluate:
 * @self: the standards
 * @span: a month, quarter, half year or year
 * @days: (array length=n_days): of a place or an area; those outside the span are left out
 * @n_days: how many
 *
 * The statistics that HJ 663 asks for on the last day of @span, with the limits of that
 * day. They come of values as they are and are rounded once. That a span shorter than a
 * year is held against the limits of a year is no evaluation of the standard: it tells how
 * the year stands.
 *
 * Returns: (transfer full): the evaluation
 */
LtAirEvaluation *
lt_standards_evaluate (const LtStandards *self,
                       const LtSpan *span,
                       const LtAirDay *days,
                       guint n_days)
{
  g_autoptr (LtAirTally) tally = make_tally (self, span, days, n_days);

  return lt_air_tally_evaluate (tally);
}

void
lt_air_evaluation_free (LtAirEvaluation *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->figures);
  g_free (self);
}

/* ---- classes of days --------------------------------------------------------- */

/**
 * lt_aqi_scale_judge_day:
 * @self: the scale of the day
 * @day: a day; only its valid values count
 *
 * Returns: its index
 */
LtAqi
lt_aqi_scale_judge_day (const LtAqiScale *self, const LtAirDay *day)
{
  const LtRatio *given[LT_AQI_MOST_ITEMS] = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtAqiRow *row = g_ptr_array_index (self->rows, i);
      LtAirItem item;

      if (lt_air_item_find (row->item, &item) && day->values[item].is_valid)
        given[i] = &day->values[item].value;
    }
  return lt_aqi_scale_judge (self, given, 0);
}

/**
 * lt_standards_count_classes:
 * @self: the standards
 * @span: a month, quarter, half year or year
 * @days: (array length=n_days): of a place or an area; those outside the span are left out
 * @n_days: how many
 *
 * Each day is judged by the standard of its date; one whose index is not published counts as
 * no day.
 *
 * Returns: how many days of each class there were
 */
LtAirClasses
lt_standards_count_classes (const LtStandards *self,
                            const LtSpan *span,
                            const LtAirDay *days,
                            guint n_days)
{
  g_autoptr (LtAirTally) tally = make_tally (self, span, days, n_days);

  return lt_air_tally_count_classes (tally);
}

/* ---- the composite index ----------------------------------------------------- */

static char *
make_name (const LtSchemeRow *row)
{
  return g_strconcat (row->limits, "-", row->weights, NULL);
}

/**
 * lt_standards_list_schemes:
 * @self: the standards
 *
 * Returns: (transfer full): the names of the composite indices
 */
char **
lt_standards_list_schemes (const LtStandards *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->schemes->len; i++)
    g_ptr_array_add (names, make_name (g_ptr_array_index (self->schemes, i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static const LtSchemeRow *
find_scheme (const LtStandards *self, const char *name, const char *date)
{
  for (guint i = 0; i < self->schemes->len; i++)
    {
      const LtSchemeRow *row = g_ptr_array_index (self->schemes, i);
      g_autofree char *own = make_name (row);

      if (name != NULL ? g_str_equal (own, name)
                       : row->is_default && lt_citation_holds (&row->cited, date))
        return row;
    }
  return NULL;
}

/**
 * lt_standards_make_scheme:
 * @self: the standards
 * @name: (nullable): of a scheme; %NULL: the one that ranks are made by
 * @date: last day of what is ranked
 *
 * Returns: (transfer full) (nullable): the scheme; %NULL where there is none
 */
LtIndexScheme *
lt_standards_make_scheme (const LtStandards *self, const char *name, const char *date)
{
  const LtSchemeRow *row = find_scheme (self, name, date);
  LtIndexScheme *scheme;
  g_autofree char *own = NULL;

  if (row == NULL)
    return NULL;
  own = make_name (row);
  scheme = lt_index_scheme_new (own, row->label, row->places);
  for (guint i = 0; i < self->scheme_items->len; i++)
    {
      const LtSchemeItem *item = g_ptr_array_index (self->scheme_items, i);
      LtIndexPart *part;

      if (!g_str_equal (item->scheme, row->cited.id) || scheme->parts->len == LT_INDEX_MOST_PARTS)
        continue;
      part = lt_index_part_new (lt_reading_item_of (item->item, item->average));
      part->is_percentile = item->is_percentile;
      part->percent = item->percent;
      part->limit = item->limit;
      part->weight = item->weight;
      g_ptr_array_add (scheme->parts, part);
    }
  return scheme;
}

/**
 * lt_standards_make_index:
 * @self: the standards
 * @scheme: limits and weights
 * @span: a month, quarter, half year or year
 * @days: (array length=n_days): of a place or an area
 * @n_days: how many
 *
 * Returns: the index; it is there where every item has a value, and valid where there are
 *   as many days of each as the standard asks
 */
LtIndex
lt_standards_make_index (const LtStandards *self,
                         const LtIndexScheme *scheme,
                         const LtSpan *span,
                         const LtAirDay *days,
                         guint n_days)
{
  g_autoptr (LtAirTally) tally = make_tally (self, span, days, n_days);

  return lt_air_tally_make_index (tally, scheme);
}
