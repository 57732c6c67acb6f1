/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dust fall of a month: the mean or the highest of a county's sites, as the plan says;
 * where it does not say which, both, and a verdict only where they agree. */

#include "work/targets-private.h"

#include <glib/gi18n-lib.h>

#define MONTH_LENGTH 7

static const LtDustTable *
read_table (LtJudging *self, LtDustOf of, const char *month, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", lt_dust_of_name (of), month);
  LtDustTable *table = g_hash_table_lookup (self->dust, key);
  g_autoptr (LtDustWish) wish = NULL;

  if (table != NULL)
    return table;
  wish = lt_dust_wish_new (of, month, 1);
  table = lt_work_dust_table (self->store, wish, error);
  if (table != NULL)
    g_hash_table_insert (self->dust, g_steal_pointer (&key), table);
  return table;
}

/* (nullable): the area's month */
static const LtDustCell *
find_cell (const LtDustTable *table, const LtRecord *area, const char *month)
{
  for (guint i = 0; area != NULL && i < table->rows->len; i++)
    {
      const LtDustRow *row = g_ptr_array_index (table->rows, i);

      if (!lt_id_equal (&row->place->id, &area->id))
        continue;
      for (guint k = 0; k < table->months->len; k++)
        if (g_str_equal (g_ptr_array_index (table->months, k), month))
          return &row->cells[k];
    }
  return NULL;
}

static void
explain_cell (LtTarget *target, LtDustOf of, const char *month, const LtDustCell *cell)
{
  g_autofree char *value = lt_ratio_format_exact (cell->exact);
  const char *what =
      of == LT_DUST_MEANS ? _ ("mean of the valid sites") : _ ("highest of the valid sites");

  if (cell->from_bulletin)
    lt_target_say (target, _ ("%s, from a bulletin: %s"), month, value);
  else
    lt_target_say (target, _ ("%s, %s (%u of %u): %s"), month, what, cell->n_valid, cell->n_sites,
                   value);
}

static void
take_cell (LtTarget *target, LtDustOf of, const char *month, const LtDustCell *cell)
{
  LtDustState state = cell == NULL ? LT_DUST_NO_DATA : cell->state;

  target->value = (LtStatistic){ .value = lt_ratio_new (0, 1), .n_required = 1 };
  switch (state)
    {
    case LT_DUST_NO_DATA:
      lt_target_lack (target, _ ("Nothing was sampled in that month."));
      break;
    case LT_DUST_NOT_VALID:
      target->value.has_value = TRUE;
      lt_target_lack (target, _ ("No sample of that month is valid."));
      break;
    case LT_DUST_DISPUTED:
      target->value.has_value = TRUE;
      lt_target_lack (target, _ ("Samples of that month differ."));
      break;
    case LT_DUST_VALID:
      target->value.value = cell->exact;
      target->value.has_value = TRUE;
      target->value.is_valid = TRUE;
      target->value.n = cell->from_bulletin ? 1 : cell->n_valid;
      explain_cell (target, of, month, cell);
      break;
    }
}

/**
 * lt_judging_measure_dust:
 * @self: the judging
 * @target: a target of dust fall
 * @error: return location
 *
 * Returns: whether the file could be read
 */
gboolean
lt_judging_measure_dust (LtJudging *self, LtTarget *target, GError **error)
{
  const char *statistic = target->rule->statistic->code;
  gboolean is_mean = g_str_equal (statistic, "month-county-mean");
  gboolean is_unsaid = g_str_equal (statistic, "month-unsaid");
  g_autofree char *month = g_strndup (target->period.to, MONTH_LENGTH);
  const LtRecord *area = g_hash_table_lookup (self->records, target->area);
  LtDustOf of = is_mean ? LT_DUST_MEANS : LT_DUST_HIGHEST;
  const LtDustTable *table = read_table (self, of, month, error);
  const LtDustTable *means;
  const LtDustCell *mean;

  if (table == NULL)
    return FALSE;
  take_cell (target, of, month, find_cell (table, area, month));
  if (!is_unsaid || !target->value.is_valid)
    return TRUE;
  means = read_table (self, LT_DUST_MEANS, month, error);
  if (means == NULL)
    return FALSE;
  mean = find_cell (means, area, month);
  explain_cell (target, LT_DUST_MEANS, month, mean);
  target->is_unclear = lt_plan_rule_holds (target->rule, mean->exact)
                       != lt_plan_rule_holds (target->rule, target->value.value);
  if (target->is_unclear)
    lt_target_lack (target, _ ("The plan does not say whether the mean or the highest counts, and "
                               "they come out differently."));
  return TRUE;
}
