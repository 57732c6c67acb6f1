/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/dust-table.h"
#include "work/explaining.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_DUST_VIEW (lt_dust_view_get_type ())
G_DECLARE_FINAL_TYPE (LtDustView, lt_dust_view, LT, DUST_VIEW, GtkWidget)

/**
 * LtDustView:
 *
 * Dust fall by month with ranks: a row for each place, a column for each month, the latest
 * first. Up and Down choose a place, Left and Right a month; a line below says all that is
 * known of it.
 */
void lt_dust_view_show (LtDustView *self, LtDustTable *table);
const LtDustTable *lt_dust_view_get_table (LtDustView *self);
void lt_dust_view_say (LtDustView *self, const char *words);
LtExplainWish *lt_dust_view_make_wish (LtDustView *self);

G_END_DECLS
