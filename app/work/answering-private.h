/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/answering.h"

G_BEGIN_DECLS

/* For answering.c and its part. So many of a kind or a group are shown at a time: the next letter
 * finds the rest. */
#define LT_ANSWER_EACH 6

LtAnswerGroup *lt_answer_add_group (GPtrArray *groups, const char *title);
LtAnswer *lt_answer_add (LtAnswerGroup *group, LtAnswerType type, const char *title);
gboolean lt_answer_holds_all (const char *text, char **words);

/* answering-rules.c */
gboolean lt_answer_add_rules (GPtrArray *groups,
                              LtStore *store,
                              LtKnownRules *known,
                              const char *typed,
                              GError **error);

G_END_DECLS
