/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/explaining.h"
#include "work/latest.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_LATEST_TABLE (lt_latest_table_get_type ())
G_DECLARE_FINAL_TYPE (LtLatestTable, lt_latest_table, LT, LATEST_TABLE, GtkWidget)

/**
 * LtLatestTable:
 *
 * What each place measured last: a row for each place, a column for each item. A value that
 * is older than the place's latest says of when it is.
 *
 * Signal: `opened` (id of a place, as text) when a row is activated.
 */
void lt_latest_table_show (LtLatestTable *self,
                           GPtrArray *rows,
                           const GPtrArray *codes,
                           const LtItems *items,
                           LtInterval interval);
LtExplainWish *lt_latest_table_make_wish (LtLatestTable *self);
guint lt_latest_table_count (LtLatestTable *self);

G_END_DECLS
