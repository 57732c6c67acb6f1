/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtForeignRow:
 * @line: line of the file, or row of the sheet, from 1
 * @cells: as many as there are columns; %NULL where there is nothing
 *
 * A row of a foreign table.
 */
typedef struct
{
  guint64 line;
  char **cells;
} LtForeignRow;

/**
 * LtForeignTable:
 * @columns: their names, ended by %NULL; one that has none is called "#1" for the first
 * @rows: (element-type LtForeignRow)
 *
 * A small table of somebody else's, as a whole.
 */
typedef struct
{
  char **columns;
  GPtrArray *rows;
} LtForeignTable;

LtForeignTable *lt_foreign_table_read (const char *path, guint most_rows, GError **error);
void lt_foreign_table_free (LtForeignTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtForeignTable, lt_foreign_table_free)

G_END_DECLS
