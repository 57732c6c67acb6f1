/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Months of dust-fall sites over the number of a plan. */

#include "work/breaches-private.h"

#include "rules/gap.h"
#include "rules/verdict.h"
#include "work/dust-table.h"
#include "work/map-times.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_dust (LtBreachGathering *self,
          const LtRecord *site,
          gint64 month,
          LtRatio value,
          const LtPlanRule *rule)
{
  LtBreach *breach = lt_breaches_add (self, LT_BREACH_OF_PLACE, site);
  LtRatio gap;

  breach->place = g_strdup (lt_record_get_title (site));
  breach->interval = LT_INTERVAL_MONTH;
  breach->from = lt_reading_format_time (month, LT_INTERVAL_DAY);
  breach->to =
      lt_reading_format_time (lt_interval_step (LT_INTERVAL_MONTH, month, 1) - LT_DAY_MINUTES,
                              LT_INTERVAL_DAY);
  breach->value = lt_ratio_format_exact (value);
  breach->over =
      lt_plan_rule_find_gap (rule, value, &gap) ? lt_breach_format_distance (gap) : g_strdup ("");
  lt_breach_cite_rule (breach, rule);
  lt_breach_say (breach,
                 rule->effect == LT_RULE_TRIGGER ? _ ("%s %s %s: a duty begins")
                                                 : _ ("%s %s %s: it does not hold"),
                 breach->value, breach->comparator, breach->limit);
}

/* Each rule that the month is beyond, and that is still in force at the moment. */
static void
add_dust_month (LtBreachGathering *self,
                const LtRecord *site,
                const LtDustRow *row,
                const char *month,
                const LtDustCell *cell,
                const LtSeriesLimits *limits)
{
  g_autoptr (GPtrArray) over = NULL;
  LtSeriesValue value = { .has_value = cell->state == LT_DUST_VALID };
  g_autofree char *exact = NULL;

  if (!value.has_value || !lt_reading_parse_time (month, LT_INTERVAL_MONTH, &value.time))
    return;
  exact = lt_ratio_format_exact (cell->exact);
  value.value = lt_reading_round_value (exact);
  over = lt_series_limits_list_exceeded (limits, row->place, &value);
  for (guint i = 0; i < over->len; i++)
    {
      const LtSeriesLimit *limit = g_ptr_array_index (over, i);

      if (lt_plan_rule_is_in_force (limit->rule, self->wish->date))
        add_dust (self, site, value.time, cell->exact, limit->rule);
    }
}

static gboolean
add_dust_site (LtBreachGathering *self,
               const LtDustTable *table,
               const LtDustRow *row,
               GError **error)
{
  g_autoptr (LtRecord) site = lt_store_get (self->store, row->place->kind, &row->place->id, error);
  g_autoptr (LtSeriesWish) wish = NULL;
  g_autoptr (LtSeriesLimits) limits = NULL;

  if (site == NULL)
    return FALSE;
  wish = lt_breaches_make_wish (self, site, LT_ITEM_DUST, LT_INTERVAL_MONTH);
  lt_reading_parse_time (g_ptr_array_index (table->months, 0), LT_INTERVAL_MONTH, &wish->from);
  lt_reading_parse_time (g_ptr_array_index (table->months, table->months->len - 1),
                         LT_INTERVAL_MONTH, &wish->to);
  limits = lt_work_series_limits (self->store, wish, error);
  for (guint i = 0; limits != NULL && i < table->months->len; i++)
    add_dust_month (self, site, row, g_ptr_array_index (table->months, i), &row->cells[i], limits);
  return limits != NULL;
}

static guint
count_months (const char *from, const char *to)
{
  int months = (atoi (to) - atoi (from)) * 12 + atoi (to + 5) - atoi (from + 5) + 1;

  return (guint) CLAMP (months, 1, LT_DUST_MOST_MONTHS);
}

/* The months that are asked for; else the last one that was sampled before the moment. */
gboolean
lt_breaches_add_dust (LtBreachGathering *self, GError **error)
{
  const LtBreachWish *wish = self->wish;
  gboolean asked = wish->from != NULL || wish->to != NULL;
  g_autofree char *last = g_strndup (asked ? self->made->to : wish->date, strlen ("2026-10"));
  g_autoptr (LtDustWish) dust =
      lt_dust_wish_new (LT_DUST_SITES, last,
                        asked ? count_months (self->made->from, self->made->to) : 1);
  g_autoptr (LtDustTable) table = lt_work_dust_table (self->store, dust, error);

  if (table != NULL && !asked && table->last_known != NULL && strcmp (table->last_known, last) < 0)
    {
      g_autoptr (LtDustWish) known = lt_dust_wish_new (LT_DUST_SITES, table->last_known, 1);

      g_clear_pointer (&table, lt_dust_table_free);
      table = lt_work_dust_table (self->store, known, error);
    }
  for (guint i = 0; table != NULL && table->months->len > 0 && i < table->rows->len; i++)
    {
      const LtDustRow *row = g_ptr_array_index (table->rows, i);

      if (!row->is_reference && !add_dust_site (self, table, row, error))
        return FALSE;
    }
  return table != NULL;
}
