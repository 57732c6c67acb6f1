/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"
#include "work/targets.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_OVERRIDE_BOX (lt_override_box_get_type ())
G_DECLARE_FINAL_TYPE (LtOverrideBox, lt_override_box, LT, OVERRIDE_BOX, GtkWidget)

/**
 * LtOverrideBox:
 *
 * The little form in which a county lays down its own limit of a rule, or that it does not
 * apply it: why, and by which document.
 *
 * Signal `saved`: it is in the file, or ended.
 */
void lt_override_box_set_session (LtOverrideBox *self, LtSession *session);
void lt_override_box_show (LtOverrideBox *self, const LtPlanRule *rule, const LtRuleWords *words);

G_END_DECLS
