/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/export.h"
#include "geo/datum.h"
#include "work/exporting.h"

G_BEGIN_DECLS

/* exporting.c */
void lt_export_say_stopped (GError **error);

/* export-columns.c: which columns a kind has in a file, and what stands in them. */

typedef struct _LtExportColumns LtExportColumns;

LtExportColumns *lt_export_columns_new (LtSession *session,
                                        const LtKind *kind,
                                        const LtExportFormat *format,
                                        const LtExportOptions *options,
                                        GError **error);
void lt_export_columns_free (LtExportColumns *self);
const LtTableHeader *lt_export_columns_get_header (const LtExportColumns *self);
gboolean lt_export_columns_fill (LtExportColumns *self,
                                 const LtRecord *record,
                                 GBytes **wkb,
                                 GError **error);
const char *const *lt_export_columns_get_cells (const LtExportColumns *self);
guint64 lt_export_columns_count_masked (const LtExportColumns *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtExportColumns, lt_export_columns_free)

G_END_DECLS
