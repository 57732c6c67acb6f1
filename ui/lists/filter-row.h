/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/list-wish.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FILTER_ROW (lt_filter_row_get_type ())
G_DECLARE_FINAL_TYPE (LtFilterRow, lt_filter_row, LT, FILTER_ROW, GtkWidget)

/**
 * LtFilterRow:
 *
 * One condition of a list: a field, how it is looked at, and what it is compared with.
 * Signals: `changed`, `removed`.
 */
GtkWidget *lt_filter_row_new (const LtKind *kind, const LtListCondition *condition);
LtListCondition *lt_filter_row_get (LtFilterRow *self);
void lt_filter_row_say (LtFilterRow *self, const char *problem);
void lt_filter_row_focus (LtFilterRow *self);

G_END_DECLS
