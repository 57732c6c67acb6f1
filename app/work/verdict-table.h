/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/breaches.h"
#include "work/seen-table.h"
#include "work/target-board.h"

G_BEGIN_DECLS

LtSeenTable *lt_verdict_table_new_targets (void);
LtSeenTable *lt_verdict_table_new_breaches (void);
void lt_verdict_table_add_target (LtSeenTable *table,
                                  const LtTargetBoard *board,
                                  const LtTarget *target);
void lt_verdict_table_add_breach (LtSeenTable *table, const LtBreach *breach);

G_END_DECLS
