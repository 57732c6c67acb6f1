/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/import-run.h"

G_BEGIN_DECLS

/**
 * LtImportPages:
 *
 * What an import is going to write, in pages of about as many operations as a form
 * has; each becomes a group. They lie in a file without a name until all rows were
 * looked at, so that a file of any length is read in bounded memory, and what is
 * written is what was read.
 */
typedef struct _LtImportPages LtImportPages;

LtImportPages *lt_import_pages_new (LtSession *session, GError **error);
void lt_import_pages_free (LtImportPages *self);
gboolean lt_import_pages_turn (LtImportPages *self, GError **error);
gboolean lt_import_pages_make (LtImportPages *self, LtRecord *record, GError **error);
void lt_import_pages_add_first (LtImportPages *self, LtRecord *record);
void lt_import_pages_add_last (LtImportPages *self, LtRecord *record);
void lt_import_pages_set (LtImportPages *self, const LtRecord *known, guint field, LtValue *value);
gboolean lt_import_pages_write (LtImportPages *self,
                                LtImportRun *run,
                                LtPagesFunc on_kept,
                                gpointer user_data,
                                GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportPages, lt_import_pages_free)

G_END_DECLS
