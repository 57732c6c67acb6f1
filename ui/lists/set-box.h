/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_SET_BOX (lt_set_box_get_type ())
G_DECLARE_FINAL_TYPE (LtSetBox, lt_set_box, LT, SET_BOX, GtkWidget)

/**
 * LtSetBox:
 *
 * Below a list: one field of the records that are selected in it is set or cleared. What
 * that would do is looked at first and said in words; nothing is written before.
 *
 * Signal `written` (words, group): it is done, and what it wrote, in figures. `left`: the
 * box is not wanted any more.
 */
void lt_set_box_open (LtSetBox *self, LtSession *session, const LtKind *kind);
void lt_set_box_set_keys (LtSetBox *self, GArray *keys, guint n);
void lt_set_box_close (LtSetBox *self);
void lt_set_box_focus (LtSetBox *self);
gboolean lt_set_box_is_settled (LtSetBox *self);

G_END_DECLS
