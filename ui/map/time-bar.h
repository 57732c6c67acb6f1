/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/map-times.h"
#include "work/map-wish.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_TIME_BAR (lt_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtTimeBar, lt_time_bar, LT, TIME_BAR, GtkWidget)

/**
 * LtTimeBar:
 *
 * The bar under the map that says of which hour, day or month it is, and goes
 * through them by step, by dragging and by typing. It is not there where the
 * county has nothing of any time.
 *
 * Signal `changed`: lt_time_bar_get_wish() is another one by the officer's hand.
 */
void lt_time_bar_set_wish (LtTimeBar *self, const LtMapWish *wish);
const LtMapWish *lt_time_bar_get_wish (LtTimeBar *self);
void lt_time_bar_set_times (LtTimeBar *self, const LtMapTimes *times);
void lt_time_bar_set_now (LtTimeBar *self, gint64 now);
void lt_time_bar_step (LtTimeBar *self, int steps);
void lt_time_bar_show_latest (LtTimeBar *self);
void lt_time_bar_set_remark (LtTimeBar *self, const char *remark);

G_END_DECLS
