/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtImportRemarks:
 *
 * What is to be said of the rows of a file that are taken, and yet may be wrong: codes
 * that look like words, places far outside the county.
 */
typedef struct _LtImportRemarks LtImportRemarks;

LtImportRemarks *lt_import_remarks_new (LtStore *store, const LtKind *kind);
void lt_import_remarks_free (LtImportRemarks *self);
void lt_import_remarks_look (LtImportRemarks *self, const LtRecord *record, gint64 line);
void lt_import_remarks_tell (const LtImportRemarks *self, const char *datum, GPtrArray *notes);

G_END_DECLS
