/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/drafting.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_ORDER_PAGE (lt_order_page_get_type ())
G_DECLARE_FINAL_TYPE (LtOrderPage, lt_order_page, LT, ORDER_PAGE, GtkWidget)

/**
 * LtOrderPage:
 *
 * One order: its life on top, the form, the paper beside it, and below what is
 * missing and the next step.
 *
 * Signal `saved` (id): what was typed is in the file;
 * the id is empty where the order has gone a step on.
 */
void lt_order_page_set_session (LtOrderPage *self, LtSession *session);
gboolean lt_order_page_begin (LtOrderPage *self, const LtId *inspection, GError **error);
gboolean lt_order_page_open (LtOrderPage *self, const LtId *id, GError **error);
gboolean lt_order_page_read_again (LtOrderPage *self, const LtId *id);
gboolean lt_order_page_restore (LtOrderPage *self, const LtDraft *draft, GError **error);
void lt_order_page_give_up (LtOrderPage *self);
gboolean lt_order_page_keep (LtOrderPage *self, GError **error);
gboolean lt_order_page_is_changed (LtOrderPage *self);
gboolean lt_order_page_is_settled (LtOrderPage *self);
void lt_order_page_focus (LtOrderPage *self);

G_END_DECLS
