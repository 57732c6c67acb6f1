/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/breaches.h"
#include "work/exporting.h"
#include "work/target-board.h"

G_BEGIN_DECLS

/**
 * LtVerdictTable:
 *
 * Targets, or what is over a limit, as they are seen, each with its value, the rule, and where
 * that stands: to be written into a file. It owns its words, so that it can be handed to
 * another thread.
 */
typedef struct _LtVerdictTable LtVerdictTable;

LtVerdictTable *lt_verdict_table_new_targets (const LtTargetBoard *board);
LtVerdictTable *lt_verdict_table_new_breaches (void);
void lt_verdict_table_add_target (LtVerdictTable *self, const LtTarget *target);
void lt_verdict_table_add_breach (LtVerdictTable *self, const LtBreach *breach);
gboolean lt_verdict_table_export (const LtVerdictTable *self,
                                  const LtExportOptions *options,
                                  LtExportReport *report,
                                  GError **error);
void lt_verdict_table_free (LtVerdictTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtVerdictTable, lt_verdict_table_free)

G_END_DECLS
