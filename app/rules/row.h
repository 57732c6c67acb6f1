/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LtRuleRow:
 * @file: the file it stands in, for messages
 * @name: what it is called there: its id, or its place
 * @object: what it says
 * @problem: (nullable): the first thing that is wrong with it
 *
 * One row of a file of rules while it is read. Reading goes on after a problem, with
 * harmless answers, so that a reader asks for everything in a line and looks at
 * @problem once, at its end.
 */
typedef struct
{
  const char *file;
  char *name;
  JsonObject *object;
  char *problem;
} LtRuleRow;

/**
 * LtRuleProblem:
 * @file: the file
 * @row: which row of it
 * @reason: what is wrong, and what would be right
 *
 * A row that was refused. The others of its file are taken.
 */
typedef struct
{
  char *file;
  char *row;
  char *reason;
} LtRuleProblem;

void lt_rule_row_init (LtRuleRow *self, const char *file, JsonNode *node, guint place);
void lt_rule_row_init_keyed (LtRuleRow *self,
                             const char *file,
                             const char *key,
                             JsonNode *node,
                             guint place);
gboolean lt_rule_row_finish (LtRuleRow *self, GPtrArray *problems);
void lt_rule_row_refuse (LtRuleRow *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean lt_rule_row_has (const LtRuleRow *self, const char *member);
const char *lt_rule_row_text (LtRuleRow *self, const char *member);
const char *lt_rule_row_optional_text (LtRuleRow *self, const char *member);
LtRatio lt_rule_row_number (LtRuleRow *self, const char *member);
guint lt_rule_row_whole (LtRuleRow *self, const char *member, guint most);
guint lt_rule_row_choice (LtRuleRow *self,
                          const char *member,
                          const char *const *choices,
                          guint n_choices);
const char *lt_rule_row_date (LtRuleRow *self, const char *member);
const char *lt_rule_row_needed_date (LtRuleRow *self, const char *member);
JsonArray *lt_rule_row_array (LtRuleRow *self, const char *member);
char **lt_rule_row_texts (LtRuleRow *self, const char *member);
void lt_rule_row_check_members (LtRuleRow *self, const char *const *members);
void lt_rule_problem_free (LtRuleProblem *self);

G_END_DECLS
