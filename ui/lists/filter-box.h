/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/list-wish.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FILTER_BOX (lt_filter_box_get_type ())
G_DECLARE_FINAL_TYPE (LtFilterBox, lt_filter_box, LT, FILTER_BOX, GtkWidget)

/**
 * LtFilterBox:
 *
 * The conditions of a list, and those that are kept under a name. It changes the wish
 * that it shows. Signals: `changed` other rows are to be listed; `kept` a name was kept
 * or forgotten.
 */
void lt_filter_box_set_wish (LtFilterBox *self, LtListWish *wish);
GPtrArray *lt_filter_box_make_filters (LtFilterBox *self, LtSession *session);
void lt_filter_box_focus (LtFilterBox *self);

G_END_DECLS
