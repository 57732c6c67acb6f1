/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/export.h"
#include "work/exporting.h"

G_BEGIN_DECLS

/**
 * LtSeenTable:
 *
 * Rows as they are seen on a page, to be written into a file. It owns its words, so that it can
 * be handed to another thread, whatever the page shows by then.
 */
typedef struct _LtSeenTable LtSeenTable;

LtSeenTable *lt_seen_table_new (const char *name, const char *label);
void lt_seen_table_add_column (LtSeenTable *self,
                               const char *name,
                               const char *label,
                               LtColumnType type);
void lt_seen_table_set_choices (LtSeenTable *self, const char *name, const char *const *choices);
char **lt_seen_table_add_row (LtSeenTable *self);
gboolean lt_seen_table_export (const LtSeenTable *self,
                               const LtExportOptions *options,
                               LtExportReport *report,
                               GError **error);
void lt_seen_table_free (LtSeenTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSeenTable, lt_seen_table_free)

G_END_DECLS
