/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"

G_BEGIN_DECLS

LtPlans *lt_work_plans (GPtrArray *problems, GError **error);
LtPlans *
lt_work_plans_read_file (const char *path, GPtrArray *problems, gboolean *has_text, GError **error);

G_END_DECLS
