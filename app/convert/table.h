/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/output.h"

G_BEGIN_DECLS

/**
 * LtTable:
 *
 * What a CSV file and a sheet have in common: rows of cells, with a title and a
 * header above them, that are to be found. It looks at the first rows before it
 * gives anything.
 */
typedef struct _LtTable LtTable;

LtTable *lt_table_new (LtOutput *output,
                       const char *name,
                       const char *format,
                       const char *encoding,
                       gboolean columns_only);
void lt_table_free (LtTable *self);
gboolean
lt_table_take (LtTable *self, guint64 line, LtRowCell *cells, guint n_cells, GError **error);
gboolean lt_table_take_sheet_row (LtTable *self,
                                  guint64 line,
                                  LtRowCell *cells,
                                  const guint8 *inherited,
                                  guint n_cells,
                                  GError **error);
gboolean lt_table_is_done (const LtTable *self);
gboolean lt_table_is_empty (const LtTable *self);
gboolean lt_table_end (LtTable *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTable, lt_table_free)

G_END_DECLS
