/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"

G_BEGIN_DECLS

/* How far a value lies from its limit, and what the rest of a year must be. */

gboolean lt_plan_rule_find_gap (const LtPlanRule *self, LtRatio value, LtRatio *gap);
LtRatio lt_mean_of_rest (LtRatio mean, guint n_days, guint n_left, LtRatio bound);

G_END_DECLS
