/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of ranks for a file: numbers are numbers there, and what is said beside them stands in
 * a column of its own. */

#include "work/air-rank-table.h"

#include <glib/gi18n-lib.h>

#define REMARK LT_AIR_RANK_N_COLUMNS /* behind all others */

static const struct
{
  const char *name;
  LtColumnType type;
} columns[LT_AIR_RANK_N_COLUMNS] = {
  [LT_AIR_RANK_RANK] = { "rank", LT_COLUMN_INTEGER },
  [LT_AIR_RANK_PLACE] = { "place", LT_COLUMN_TEXT },
  [LT_AIR_RANK_VALUE] = { "value", LT_COLUMN_DECIMAL },
  [LT_AIR_RANK_BASE] = { "base", LT_COLUMN_DECIMAL },
  [LT_AIR_RANK_CHANGE] = { "change", LT_COLUMN_DECIMAL },
  [LT_AIR_RANK_RANK_BEFORE] = { "rank_before", LT_COLUMN_INTEGER },
  [LT_AIR_RANK_BETTER] = { "better", LT_COLUMN_INTEGER },
};

/**
 * lt_air_rank_table_see:
 * @self: a table
 * @what: what is ranked
 *
 * Returns: (transfer full): what becomes a file, without rows
 */
LtSeenTable *
lt_air_rank_table_see (const LtAirRankTable *self, guint what)
{
  g_autofree char *label = lt_air_rank_table_describe_all (self, what);
  LtSeenTable *table = lt_seen_table_new ("ranks", label);

  for (int i = 0; i < LT_AIR_RANK_N_COLUMNS; i++)
    {
      g_autofree char *title = lt_air_rank_table_make_title (self, what, (LtAirRankColumn) i);

      lt_seen_table_add_column (table, columns[i].name, title, columns[i].type);
    }
  lt_seen_table_add_column (table, "remark", _ ("Remark"), LT_COLUMN_TEXT);
  return table;
}

static void
put_figure (char **cells,
            const LtAirRankFigure *figure,
            LtAirRankColumn rank,
            LtAirRankColumn value)
{
  if (figure->ranked.rank > 0)
    cells[rank] = g_strdup_printf ("%u", figure->ranked.rank);
  if (figure->has_value)
    cells[value] = lt_ratio_format (figure->value, figure->places);
}

/**
 * lt_air_rank_table_see_row:
 * @self: a table
 * @row: number of a row
 * @what: what is ranked
 * @table: from lt_air_rank_table_see(); gets the row
 */
void
lt_air_rank_table_see_row (const LtAirRankTable *self, guint row, guint what, LtSeenTable *table)
{
  const LtAirRank *rank = &g_array_index (self->ranks->ranks, LtAirRank, row);
  char **cells = lt_seen_table_add_row (table);
  LtRatio percent;
  int better;

  cells[LT_AIR_RANK_PLACE] = lt_air_rank_table_format (self, row, what, LT_AIR_RANK_PLACE);
  put_figure (cells, &rank->now[what], LT_AIR_RANK_RANK, LT_AIR_RANK_VALUE);
  put_figure (cells, &rank->base[what], LT_AIR_RANK_RANK_BEFORE, LT_AIR_RANK_BASE);
  if (lt_air_rank_get_change (rank, what, &percent))
    cells[LT_AIR_RANK_CHANGE] = lt_ratio_format (percent, 1);
  if (lt_air_rank_get_better (rank, what, &better))
    cells[LT_AIR_RANK_BETTER] = g_strdup_printf ("%d", better);
  cells[REMARK] = lt_air_rank_table_describe (self, row, what);
}
