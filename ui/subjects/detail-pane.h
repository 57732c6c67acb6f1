/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_DETAIL_PANE (lt_detail_pane_get_type ())
G_DECLARE_FINAL_TYPE (LtDetailPane, lt_detail_pane, LT, DETAIL_PANE, GtkWidget)

/**
 * LtDetailPane:
 *
 * What is known of the selected place, whatever kind it is of.
 */
void lt_detail_pane_set_session (LtDetailPane *self, LtSession *session);
gboolean lt_detail_pane_show (LtDetailPane *self, const LtId *id);
const LtRecord *lt_detail_pane_get_place (LtDetailPane *self);
gboolean lt_detail_pane_can_inspect (LtDetailPane *self);

G_END_DECLS
