/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/foreign-table.h"
#include "rules/plans.h"
#include "work/seen-table.h"

G_BEGIN_DECLS

/* The rows of a plan as a table that is written in a spreadsheet: a line for each rule, in the
 * words that people use. */

#define LT_PLAN_TABLE_MOST 5000

gboolean lt_plan_table_is (const char *path);
char *lt_plan_table_to_json (const LtForeignTable *table,
                             const LtRuleWords *words,
                             const char *plan_text,
                             const char *file,
                             GHashTable *lines,
                             GError **error);
char *lt_plan_table_reword (const LtRuleWords *words, const char *reason);

/* plan-table-making.c */
extern const char *const lt_plan_table_columns[];
LtSeenTable *lt_plan_table_make (const LtPlans *plans, const char *code);

G_END_DECLS
