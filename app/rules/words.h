/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

/**
 * LtRuleMeasure:
 * @code: its code
 * @label: what it is called, in Chinese
 * @unit: of it; "" where a statistic has that of its quantity
 * @has_range: whether @min and @max say anything
 * @min: the least that can be true
 * @max: the greatest that can be true
 *
 * A quantity that is measured, or a statistic that is made of it.
 */
typedef struct
{
  char *code;
  char *label;
  char *unit;
  gboolean has_range;
  LtRatio min;
  LtRatio max;
} LtRuleMeasure;

/**
 * LtRuleChoice:
 * @code: its code
 * @label: what it is called, in Chinese
 * @first: of a kind of evaluation, the parameters it needs; of a parameter, the values
 *   it may have, none where they are open; of a scale, its grades, the worst first
 * @second: of a kind of evaluation, the parameters it may have
 *
 * A word of a closed list, and what belongs to it.
 */
typedef struct
{
  char *code;
  char *label;
  char **first;
  char **second;
} LtRuleChoice;

/**
 * LtRulePlaces:
 * @code: its code
 * @label: what they are called, in Chinese
 * @kind: kind of their records
 * @field: the field that tells them
 * @value: what it must have
 * @flag: (nullable): a field that must be set
 * @gone: the states in which one is not counted
 *
 * A sort of supervised places that rules count.
 */
typedef struct
{
  char *code;
  char *label;
  char *kind;
  char *field;
  char *value;
  char *flag;
  char **gone;
} LtRulePlaces;

/**
 * LtRuleArea:
 * @code: by which rules name it
 * @name: in Chinese
 * @kind: "province", "city", "district", "county", "development-zone", "urban" or "group"
 * @parent: (nullable): what it is part of
 * @members: of a group; none where the plan does not say who they are
 * @unsure: "" or why it is not certain
 *
 * An area that rules are for.
 */
typedef struct
{
  char *code;
  char *name;
  char *kind;
  char *parent;
  char **members;
  char *unsure;
} LtRuleArea;

typedef struct _LtRuleWords LtRuleWords;

LtRuleWords *lt_rule_words_new (const char *file, const char *text, gsize size, GError **error);
void lt_rule_words_free (LtRuleWords *self);
gboolean lt_rule_words_has (const LtRuleWords *self, const char *list, const char *code);
const LtRuleChoice *
lt_rule_words_find (const LtRuleWords *self, const char *list, const char *code);
const char *lt_rule_words_label (const LtRuleWords *self, const char *list, const char *code);
const char *lt_rule_words_search (const LtRuleWords *self, const char *list, const char *text);
const LtRuleMeasure *lt_rule_words_search_quantity (const LtRuleWords *self, const char *text);
const LtRuleMeasure *lt_rule_words_search_statistic (const LtRuleWords *self, const char *text);
char **lt_rule_words_list (const LtRuleWords *self, const char *list);
char *lt_rule_words_suggest (const LtRuleWords *self, const char *list, const char *text);
const LtRuleMeasure *lt_rule_words_find_quantity (const LtRuleWords *self, const char *code);
const LtRuleMeasure *lt_rule_words_find_statistic (const LtRuleWords *self, const char *code);
const LtRulePlaces *lt_rule_words_find_places (const LtRuleWords *self, const char *code);
const LtRuleArea *lt_rule_words_find_area (const LtRuleWords *self, const char *code);
GPtrArray *lt_rule_words_list_areas (const LtRuleWords *self);
GPtrArray *lt_rule_words_list_counties (const LtRuleWords *self, const char *city);
gboolean lt_rule_area_is_county (const LtRuleArea *self);
char *lt_rule_words_name_area (const LtRuleWords *self, const char *code);
const LtRuleArea *lt_rule_words_search_area (const LtRuleWords *self, const char *text);
gboolean lt_rule_words_is_within (const LtRuleWords *self, const char *area, const char *whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRuleWords, lt_rule_words_free)

G_END_DECLS
