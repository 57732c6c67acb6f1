/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/air-rank-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_RANK_VIEW (lt_rank_view_get_type ())
G_DECLARE_FINAL_TYPE (LtRankView, lt_rank_view, LT, RANK_VIEW, GtkWidget)

/**
 * LtRankView:
 *
 * Places with their ranks by the composite index or one of its items, and the change on a base;
 * a line below says all that is known of the chosen one.
 */
void lt_rank_view_show (LtRankView *self, LtAirRankTable *table, guint what);
void lt_rank_view_say (LtRankView *self, const char *words);
LtSeenTable *lt_rank_view_see (LtRankView *self);
char *lt_rank_view_make_title (LtRankView *self);

G_END_DECLS
