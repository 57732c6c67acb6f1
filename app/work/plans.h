/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"
#include "store/store.h"

G_BEGIN_DECLS

LtPlans *lt_work_plans (LtStore *store, GPtrArray *problems, GError **error);
LtPlans *lt_work_plans_as_written (LtStore *store, GPtrArray *problems, GError **error);
char *lt_work_plans_read (const char *path, gsize *size, GError **error);
char *lt_work_plans_find_text (const char *path, const char *rows, gsize size);
LtPlans *
lt_work_plans_read_file (const char *path, GPtrArray *problems, gboolean *has_text, GError **error);

G_END_DECLS
