/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The closed words by what people call them. */

#include "rules/words-private.h"

#define MOST_SUGGESTED 8

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

/* ---- what there is --------------------------------------------------------------- */

typedef struct
{
  const char *code;
  const char *label;
  guint likeness; /* to what was written, in thousandths */
} Word;

static Word
get_word (const char *list, gconstpointer value)
{
  if (g_str_equal (list, "quantities") || g_str_equal (list, "statistics"))
    return (Word){ ((const LtRuleMeasure *) value)->code, ((const LtRuleMeasure *) value)->label };
  if (g_str_equal (list, "areas"))
    return (Word){ ((const LtRuleArea *) value)->code, ((const LtRuleArea *) value)->name };
  return (Word){ ((const LtRuleChoice *) value)->code, ((const LtRuleChoice *) value)->label };
}

/* Dice's coefficient over their characters: 1000 where they have all in common. */
static guint
compare_characters (const char *text, const char *label)
{
  glong both = g_utf8_strlen (text, -1) + g_utf8_strlen (label, -1);
  guint shared = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_strchr (label, -1, g_utf8_get_char (text)) != NULL)
      shared++;
  return both == 0 ? 0 : 2000 * shared / (guint) both;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *one = a, *other = b;

  if (one->likeness != other->likeness)
    return one->likeness > other->likeness ? -1 : 1;
  return g_strcmp0 (one->code, other->code);
}

/* The nearest to @text first. */
static GArray *
list_words (const LtRuleWords *self, const char *list, const char *text)
{
  GHashTable *found = g_str_equal (list, "quantities")   ? self->quantities
                      : g_str_equal (list, "statistics") ? self->statistics
                      : g_str_equal (list, "areas")      ? self->areas
                                                         : g_hash_table_lookup (self->lists, list);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Word word = get_word (list, value);

      word.likeness =
          MAX (compare_characters (text, word.label), compare_characters (text, word.code));
      g_array_append_val (words, word);
    }
  g_array_sort (words, compare_words);
  return words;
}

/**
 * lt_rule_words_list:
 * @self: the words
 * @list: a list, as for lt_rule_words_find(), or "quantities", "statistics" or "areas"
 *
 * Returns: (transfer full): what its words are called in Chinese, by their codes
 */
char **
lt_rule_words_list (const LtRuleWords *self, const char *list)
{
  g_autoptr (GArray) words = list_words (self, list, "");
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < words->len; i++)
    g_strv_builder_add (labels, g_array_index (words, Word, i).label);
  return g_strv_builder_end (labels);
}

/**
 * lt_rule_words_suggest:
 * @self: the words
 * @list: a list, as for lt_rule_words_list()
 * @text: what was written, and is not in it
 *
 * Returns: (transfer full): the words of the list that are nearest, for a message: as they are
 *   called in Chinese, and where @text is no Chinese as the codes that rows have; they end in
 *   "…" where there are more
 */
char *
lt_rule_words_suggest (const LtRuleWords *self, const char *list, const char *text)
{
  g_autoptr (GArray) words = list_words (self, list, text);
  gboolean by_code = g_str_is_ascii (text);
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < words->len && i < MOST_SUGGESTED; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      g_string_append_printf (told, "%s%s",
                              i == 0    ? ""
                              : by_code ? ", "
                                        : "、",
                              by_code ? word->code : word->label);
    }
  if (words->len > MOST_SUGGESTED)
    g_string_append (told, "…");
  return g_string_free (told, FALSE);
}
