/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_MONITOR_PAGE (lt_monitor_page_get_type ())
G_DECLARE_FINAL_TYPE (LtMonitorPage, lt_monitor_page, LT, MONITOR_PAGE, GtkWidget)

/**
 * LtMonitorPage:
 *
 * What was measured, over time: an item at the places that are compared, as lines, bars,
 * profiles or a calendar; where a value comes from.
 */
void lt_monitor_page_set_session (LtMonitorPage *self, LtSession *session);
void lt_monitor_page_focus (LtMonitorPage *self);
gboolean lt_monitor_page_show_place (LtMonitorPage *self, const LtId *place);

G_END_DECLS
