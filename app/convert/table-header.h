/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/row-stream.h"

G_BEGIN_DECLS

/**
 * LtTableRow:
 * @line: where it begins in the file
 * @n_cells: as many as the row has, up to the last that is not empty
 * @n_told: as many as the file has in it, empty ones at its end too
 * @cells: the texts; %NULL where there is nothing
 * @inherited: (nullable): for each cell, whether it belongs to one merged with it
 *   that begins further up
 */
typedef struct
{
  guint64 line;
  guint n_cells;
  guint n_told;
  LtRowCell *cells;
  guint8 *inherited;
} LtTableRow;

/**
 * LtTableHeader:
 * @columns: names, ended by %NULL
 * @n_columns: how many
 * @title: what stands above them; empty for nothing
 * @first: place of the first row of the table itself
 */
typedef struct
{
  char **columns;
  guint n_columns;
  char *title;
  guint first;
} LtTableHeader;

#define LT_TABLE_LOOK 30 /* rows that are looked at */

void lt_table_header_find (LtTableHeader *self, GPtrArray *rows);
void lt_table_header_clear (LtTableHeader *self);

G_END_DECLS
