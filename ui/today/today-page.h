/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/today.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_TODAY_PAGE (lt_today_page_get_type ())
G_DECLARE_FINAL_TYPE (LtTodayPage, lt_today_page, LT, TODAY_PAGE, GtkWidget)

/**
 * LtTodayPage:
 *
 * What waits for somebody, the most urgent first; each line leads to what it is about.
 * A reader gathers it anew when the file changes, somebody signs in, or a day begins.
 * Signal `gathered`: lt_today_page_get_today() is another one.
 */
void lt_today_page_set_session (LtTodayPage *self, LtSession *session);
void lt_today_page_focus (LtTodayPage *self);
const LtToday *lt_today_page_get_today (LtTodayPage *self);

G_END_DECLS
