/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FORM_LAYOUT (lt_form_layout_get_type ())
G_DECLARE_FINAL_TYPE (LtFormLayout, lt_form_layout, LT, FORM_LAYOUT, GtkLayoutManager)

/**
 * LtFormLayout:
 *
 * Lays out the fields of a form, whose children are a label and what it names by turns:
 * in two columns where they have room, else in one, so that nothing has to be scrolled
 * sideways.
 */
void lt_form_layout_set_wide (GtkWidget *cell, gboolean wide);

G_END_DECLS
