/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a county reports on the rules of action plans, and what it adds to them. As in kinds.c: add
 * at the end, never reuse, never renumber. */

#include "model/kinds-private.h"

#include <glib/gi18n-lib.h>

#define REQUIRED LT_FIELD_REQUIRED
#define UNIQUE   LT_FIELD_UNIQUE
#define OWN_VERB (LT_FIELD_REQUIRED | LT_FIELD_FIXED)

/* What nothing in the file measures: somebody reports it, and says where it stands. What a
 * figure must be is told by its rule: work/figures.h. */
const LtField lt_figure_fields[N_FIGURE_FIELDS] = {
  { 1, "rule", N_ ("Rule"), LT_TYPE_TEXT, REQUIRED },
  { 2, "area", N_ ("Code of the area"), LT_TYPE_TEXT, REQUIRED },
  { 3, "as_of", N_ ("As of"), LT_TYPE_DATE, REQUIRED },
  { 4, "value", N_ ("Value"), LT_TYPE_TEXT, REQUIRED },
  { 5, "source", N_ ("Source"), LT_TYPE_TEXT, REQUIRED },
  { 6, "note", N_ ("Note"), LT_TYPE_LONG_TEXT, .personal = LT_PERSONAL_TEXT },
};

/* A row of a plan of the bureau's own. @head is what its file says of the plan, @row the row,
 * both as JSON: what they may say is told by data/rules/README.md and by no column, so they
 * change together or not at all. Read by work/own-rules.h. */
const LtField lt_own_rule_fields[N_OWN_RULE_FIELDS] = {
  { 1, "rule", N_ ("Rule"), LT_TYPE_TEXT, OWN_VERB | UNIQUE },
  { 2, "plan", N_ ("Plan"), LT_TYPE_TEXT, OWN_VERB },
  { 3, "title", N_ ("Title"), LT_TYPE_TEXT, OWN_VERB },
  { 4, "head", N_ ("What the file says of the plan"), LT_TYPE_LONG_TEXT,
    OWN_VERB | LT_FIELD_HIDDEN | LT_FIELD_UNSEARCHED },
  { 5, "row", N_ ("The row"), LT_TYPE_LONG_TEXT, OWN_VERB | LT_FIELD_HIDDEN },
};

/* What the county has laid down instead of a plan's number. */
const LtField lt_override_fields[N_OVERRIDE_FIELDS] = {
  { 1, "rule", N_ ("Rule"), LT_TYPE_TEXT, REQUIRED | UNIQUE },
  { 2, "limit", N_ ("Limit here; empty: not applied"), LT_TYPE_TEXT, 0 },
  { 3, "reason", N_ ("Reason"), LT_TYPE_TEXT, REQUIRED },
  { 4, "citation", N_ ("Document that orders it"), LT_TYPE_TEXT, REQUIRED },
  { 5, "note", N_ ("Note"), LT_TYPE_LONG_TEXT, .personal = LT_PERSONAL_TEXT },
};
