/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"
#include "work/targets.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FIGURE_BOX (lt_figure_box_get_type ())
G_DECLARE_FINAL_TYPE (LtFigureBox, lt_figure_box, LT, FIGURE_BOX, GtkWidget)

/**
 * LtFigureBox:
 *
 * The little form in which a figure is reported on a rule: value, day and source.
 *
 * Signal `saved`: it is in the file.
 */
void lt_figure_box_set_session (LtFigureBox *self, LtSession *session);
void lt_figure_box_show (LtFigureBox *self,
                         const LtTarget *target,
                         const LtRuleWords *words,
                         const char *date);

G_END_DECLS
