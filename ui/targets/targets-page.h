/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_TARGETS_PAGE (lt_targets_page_get_type ())
G_DECLARE_FINAL_TYPE (LtTargetsPage, lt_targets_page, LT, TARGETS_PAGE, GtkWidget)

/**
 * LtTargetsPage:
 *
 * One line for each rule of the action plans that concerns this county: what is asked,
 * what is measured, how far that is away, what the rest of the year must be, the verdict;
 * and of the chosen one the whole calculation.
 */
void lt_targets_page_set_session (LtTargetsPage *self, LtSession *session);
void lt_targets_page_focus (LtTargetsPage *self);
void lt_targets_page_go_to_today (LtTargetsPage *self);
void lt_targets_page_show_target (LtTargetsPage *self, const char *target);

G_END_DECLS
