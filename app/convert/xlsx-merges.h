/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/xlsx-private.h"

G_BEGIN_DECLS

/**
 * LtXlsxMerges:
 *
 * Cells of a sheet that are merged downwards. They stand at the sheet's end, so
 * it is looked through before it is read.
 */
typedef struct
{
  GHashTable *ends; /* row and column of the first cell → the last row */
  gboolean has_cells;
} LtXlsxMerges;

gboolean lt_xlsx_merges_find (LtXlsxMerges *self,
                              LtSource *source,
                              const char *member,
                              gboolean cells_only,
                              GError **error);
void lt_xlsx_merges_clear (LtXlsxMerges *self);
guint lt_xlsx_merges_end (const LtXlsxMerges *self, guint row, guint column);
gboolean lt_xlsx_read_place (const char *text, guint *row, guint *column);

G_END_DECLS
