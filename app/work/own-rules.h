/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What a county adds to the plans of the program: rows of plans of its own (records of the kind
 * `own-rule`), and what it has laid down instead of a plan's number (`override`). */

gboolean lt_own_rules_load (LtStore *store, LtPlans *plans, GPtrArray *problems, GError **error);
gboolean lt_overrides_load (LtStore *store, LtPlans *plans, GPtrArray *problems, GError **error);
gboolean lt_override_check (LtStore *store, const LtRecord *override, GError **error);
char *lt_override_find_fault (LtStore *store, const LtRecord *override);

G_END_DECLS
