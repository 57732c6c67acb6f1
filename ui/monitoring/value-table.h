/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/value-rows.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_VALUE_TABLE (lt_value_table_get_type ())
G_DECLARE_FINAL_TYPE (LtValueTable, lt_value_table, LT, VALUE_TABLE, GtkWidget)

/**
 * LtValueTable:
 *
 * Measured values as a table: a row for each value of each place.
 *
 * Signals: `picked` when lt_value_table_get_picked() is another value; `opened` when a row was
 * opened by Enter or by two clicks.
 */
void lt_value_table_show (LtValueTable *self, LtValueRows *rows);
guint lt_value_table_count (LtValueTable *self);
gboolean lt_value_table_get_picked (LtValueTable *self, guint *series, gsize *point);
LtValueOrder lt_value_table_get_order (LtValueTable *self);

G_END_DECLS
