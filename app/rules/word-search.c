/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The closed words by what people call them. */

#include "rules/words-private.h"

/**
 * lt_rule_words_search:
 * @self: the words
 * @list: a list, as for lt_rule_words_find()
 * @text: a code, or what it is called in Chinese
 *
 * Returns: (transfer none) (nullable): its code
 */
const char *
lt_rule_words_search (const LtRuleWords *self, const char *list, const char *text)
{
  GHashTable *found = g_hash_table_lookup (self->lists, list);
  const LtRuleChoice *choice = lt_rule_words_find (self, list, text);
  GHashTableIter iter;
  gpointer value;

  if (choice != NULL)
    return choice->code;
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (((const LtRuleChoice *) value)->label, text))
      return ((const LtRuleChoice *) value)->code;
  return NULL;
}

static const LtRuleMeasure *
search_measure (GHashTable *measures, const char *text)
{
  const LtRuleMeasure *found = g_hash_table_lookup (measures, text);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, measures);
  while (found == NULL && g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (((const LtRuleMeasure *) value)->label, text))
      found = value;
  return found;
}

/**
 * lt_rule_words_search_quantity:
 * @self: the words
 * @text: a code, or what it is called in Chinese
 *
 * Returns: (transfer none) (nullable): what is measured
 */
const LtRuleMeasure *
lt_rule_words_search_quantity (const LtRuleWords *self, const char *text)
{
  return search_measure (self->quantities, text);
}

/**
 * lt_rule_words_search_statistic:
 * @self: the words
 * @text: a code, or what it is called in Chinese
 *
 * Returns: (transfer none) (nullable): what is made of what is measured
 */
const LtRuleMeasure *
lt_rule_words_search_statistic (const LtRuleWords *self, const char *text)
{
  return search_measure (self->statistics, text);
}
