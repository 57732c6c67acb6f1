/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/air-rank-table.h"

#include "base/error.h"
#include "work/air-days.h"
#include "work/measured.h"
#include "work/readings.h"
#include "work/standards.h"

#include <glib/gi18n-lib.h>

#define DAY_MINUTES (24 * 60)

/**
 * lt_air_rank_of_label:
 *
 * Returns: (transfer none): what it is called on the screen
 */
const char *
lt_air_rank_of_label (LtAirRankOf of)
{
  return of == LT_AIR_RANK_STATIONS ? _ ("Stations") : _ ("Areas");
}

/**
 * lt_air_rank_period_label:
 *
 * Returns: (transfer none): what it is called on the screen
 */
const char *
lt_air_rank_period_label (LtAirRankPeriod period)
{
  static const char *const labels[] = { NC_ ("ranks", "Month, against a year ago"),
                                        NC_ ("ranks", "Month, against the month before"),
                                        NC_ ("ranks", "Year so far, against a year ago") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "ranks", labels[period]);
}

/**
 * lt_air_rank_wish_new:
 * @of: who
 * @period: what
 * @month: "2026-10"
 *
 * Returns: (transfer full): the wish
 */
LtAirRankWish *
lt_air_rank_wish_new (LtAirRankOf of, LtAirRankPeriod period, const char *month)
{
  LtAirRankWish *self = g_new0 (LtAirRankWish, 1);

  *self = (LtAirRankWish){ of, period, g_strdup (month) };
  return self;
}

void
lt_air_rank_wish_free (LtAirRankWish *self)
{
  g_free (self->month);
  g_free (self);
}

/* ---- months ------------------------------------------------------------------ */

/**
 * lt_air_rank_find_months:
 * @measured: (element-type LtMeasured): what is measured
 * @first: (out): the first month that has anything of what is ranked, civil minutes
 * @last: (out): the last
 * @whole: (out): the last that is over by what was measured, or else @last: notices rank no
 *   month before its end
 *
 * Returns: whether there is any
 */
gboolean
lt_air_rank_find_months (const GPtrArray *measured, gint64 *first, gint64 *last, gint64 *whole)
{
  gint64 from = G_MAXINT64, to = G_MININT64; /* days, the last of them too */

  for (guint i = 0; i < measured->len; i++)
    {
      const LtMeasured *one = g_ptr_array_index (measured, i);

      for (int k = LT_INTERVAL_HOUR; k <= LT_INTERVAL_DAY && lt_air_is_of_index (one->item); k++)
        {
          /* The hour of 00:00 belongs to the day that ends with it. */
          gint64 before = k == LT_INTERVAL_HOUR ? 1 : 0;

          if (!one->values[k].any)
            continue;
          from = MIN (from, one->values[k].first - before);
          to = MAX (to, one->values[k].last - before);
        }
    }
  if (from > to)
    return FALSE;
  *first = lt_interval_floor (LT_INTERVAL_MONTH, from);
  *last = *whole = lt_interval_floor (LT_INTERVAL_MONTH, to);
  if (to + DAY_MINUTES < lt_interval_step (LT_INTERVAL_MONTH, *last, 1) && *last > *first)
    *whole = lt_interval_step (LT_INTERVAL_MONTH, *last, -1);
  return TRUE;
}

static gboolean
make_spans (const LtAirRankWish *wish, LtSpan *span, LtSpan *base)
{
  if (!lt_span_parse (wish->month, span) || span->n_months != 1)
    return FALSE;
  if (wish->period == LT_AIR_RANK_YEAR_SO_FAR)
    *span = (LtSpan){ span->year, 1, span->first_month };
  *base = *span;
  if (wish->period != LT_AIR_RANK_MONTH_ON_MONTH)
    base->year--;
  else if (base->first_month > 1)
    base->first_month--;
  else
    *base = (LtSpan){ span->year - 1, 12, 1 };
  return TRUE;
}

/* ---- places ------------------------------------------------------------------ */

static gboolean
is_ranked (LtStore *store, const LtRecord *record, GError **error)
{
  g_autoptr (GPtrArray) stations = NULL;

  if (!g_str_equal (record->kind->name, "area"))
    return lt_work_is_evaluated (record);
  stations = lt_work_area_stations (store, record, error);
  return stations != NULL && stations->len > 0;
}

static GPtrArray *
list_places (LtStore *store, LtAirRankOf of, GError **error)
{
  const char *kind = of == LT_AIR_RANK_STATIONS ? "station" : "area";
  g_autoptr (GPtrArray) places = lt_store_list (store, lt_kind_by_name (kind), NULL, error);

  for (guint i = 0; places != NULL && i < places->len;)
    {
      g_autoptr (GError) problem = NULL;

      if (is_ranked (store, g_ptr_array_index (places, i), &problem))
        i++;
      else if (problem == NULL)
        g_ptr_array_remove_index (places, i);
      else
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return g_steal_pointer (&places);
}

/* ---- the table --------------------------------------------------------------- */

static char *
label_part (const LtIndexPart *part)
{
  g_autofree char *percent = NULL;

  if (!part->is_percentile)
    /* Translators: an item: "PM2.5" */
    return g_strdup_printf (_ ("%s mean"), part->item);
  percent = lt_ratio_format_exact (part->percent);
  /* Translators: an item, and which percentile: "CO", "95" */
  return g_strdup_printf (_ ("%s percentile %s"), part->item, percent);
}

static void
label_all (LtAirRankTable *self, const LtItems *items)
{
  const LtIndexScheme *scheme = self->ranks->scheme;

  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->units = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->labels, g_strdup (_ ("Composite index")));
  g_ptr_array_add (self->units, g_strdup (""));
  for (guint i = 0; i < scheme->parts->len; i++)
    {
      const LtIndexPart *part = g_ptr_array_index (scheme->parts, i);
      const LtItem *item = lt_items_find (items, part->item);

      g_ptr_array_add (self->labels, label_part (part));
      g_ptr_array_add (self->units, g_strdup (item == NULL ? "" : item->unit));
    }
}

/**
 * lt_work_air_rank_table:
 * @store: the county file, of the calling thread
 * @wish: what is wanted
 * @error: return location
 *
 * By the composite index that is in force on the last day.
 *
 * Returns: (transfer full) (nullable): the table; it has places without data, too
 */
LtAirRankTable *
lt_work_air_rank_table (LtStore *store, const LtAirRankWish *wish, GError **error)
{
  g_autoptr (LtAirRankTable) self = g_new0 (LtAirRankTable, 1);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtStandards) standards = lt_work_standards (problems, error);
  g_autoptr (LtItems) items = standards == NULL ? NULL : lt_work_items (error);
  g_autoptr (GPtrArray) places = items == NULL ? NULL : list_places (store, wish->of, error);
  g_autofree char *last = NULL;
  LtIndexScheme *scheme;
  LtSpan span, base;

  g_return_val_if_fail (make_spans (wish, &span, &base), NULL);
  if (places == NULL)
    return NULL;
  last = lt_span_get_last_day (&span);
  scheme = lt_standards_make_scheme (standards, NULL, last);
  if (scheme == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("No composite index is in force on %s."),
                   last);
      return NULL;
    }
  self->ranks = lt_work_air_ranks (store, standards, items, scheme, places, &span, &base, error);
  if (self->ranks == NULL)
    return NULL;
  label_all (self, items);
  return g_steal_pointer (&self);
}

void
lt_air_rank_table_free (LtAirRankTable *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ranks, lt_air_ranks_free);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_free (self);
}
