/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/colleagues.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_CONFLICT_ROW (lt_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (LtConflictRow, lt_conflict_row, LT, CONFLICT_ROW, GtkWidget)

/**
 * LtConflictRow:
 *
 * A record with something in conflict: each value with a button that makes it
 * the one that holds.
 */
GtkWidget *lt_conflict_row_new (LtSession *session, const LtRecord *record);

GtkWidget *lt_breach_row_new (LtSession *session, const LtBreach *breach);

G_END_DECLS
