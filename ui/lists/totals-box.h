/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/lists/record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_TOTALS_BOX (lt_totals_box_get_type ())
G_DECLARE_FINAL_TYPE (LtTotalsBox, lt_totals_box, LT, TOTALS_BOX, GtkWidget)

/**
 * LtTotalsBox:
 *
 * What the records of a list make together: how many there are in each group, and what
 * their numbers come to.
 */
void lt_totals_box_set_rows (LtTotalsBox *self, LtSession *session, const LtListRows *rows);
gboolean lt_totals_box_is_settled (LtTotalsBox *self);
void lt_totals_box_focus (LtTotalsBox *self);

G_END_DECLS
