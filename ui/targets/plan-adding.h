/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_PLAN_ADDING (lt_plan_adding_get_type ())
G_DECLARE_FINAL_TYPE (LtPlanAdding, lt_plan_adding, LT, PLAN_ADDING, GtkWidget)

/**
 * LtPlanAdding:
 *
 * What would come of a file of a plan's rules: which are refused and why, which would be
 * added; then they are.
 *
 * Signal `sample`: somebody wants a table to begin with.
 * Signal `closed`: it was added, then with the code of the plan; or given up, with %NULL.
 */
void lt_plan_adding_set_session (LtPlanAdding *self, LtSession *session);
void lt_plan_adding_begin (LtPlanAdding *self);

G_END_DECLS
