/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/words-private.h"

#include "base/error.h"
#include "base/json.h"
#include "rules/row.h"

#include <glib/gi18n-lib.h>

/* ---- life -------------------------------------------------------------------- */

static void
free_choice (LtRuleChoice *self)
{
  g_free (self->code);
  g_free (self->label);
  g_strfreev (self->first);
  g_strfreev (self->second);
  g_free (self);
}

static void
free_measure (LtRuleMeasure *self)
{
  g_free (self->code);
  g_free (self->label);
  g_free (self->unit);
  g_free (self);
}

static void
free_places (LtRulePlaces *self)
{
  g_free (self->code);
  g_free (self->label);
  g_free (self->kind);
  g_free (self->field);
  g_free (self->value);
  g_free (self->flag);
  g_strfreev (self->gone);
  g_free (self);
}

static void
free_area (LtRuleArea *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->parent);
  g_strfreev (self->members);
  g_free (self->unsure);
  g_free (self);
}

void
lt_rule_words_free (LtRuleWords *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->quantities);
  g_hash_table_unref (self->statistics);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->areas);
  g_free (self);
}

/* ---- reading ----------------------------------------------------------------- */

/* The texts of a list; an empty one where the member is not there. */
/* A row may leave a list out. */
static char **
read_texts (LtRuleRow *row, const char *member)
{
  return lt_rule_row_has (row, member) ? lt_rule_row_texts (row, member) : g_new0 (char *, 1);
}

static gpointer
read_choice (LtRuleRow *row)
{
  LtRuleChoice *self = g_new0 (LtRuleChoice, 1);

  self->code = g_strdup (row->name);
  self->label = g_strdup (lt_rule_row_text (row, "label"));
  self->first = read_texts (row, lt_rule_row_has (row, "required") ? "required"
                                 : lt_rule_row_has (row, "grades") ? "grades"
                                                                   : "values");
  self->second = read_texts (row, "optional");
  return self;
}

static gpointer
read_measure (LtRuleRow *row)
{
  LtRuleMeasure *self = g_new0 (LtRuleMeasure, 1);
  const char *unit = lt_rule_row_optional_text (row, "unit");

  self->code = g_strdup (row->name);
  self->label = g_strdup (lt_rule_row_text (row, "label"));
  self->unit = g_strdup (unit == NULL ? "" : unit);
  self->has_range = lt_rule_row_optional_text (row, "min") != NULL;
  if (!self->has_range)
    return self;
  self->min = lt_rule_row_number (row, "min");
  self->max = lt_rule_row_number (row, "max");
  if (lt_ratio_compare (self->min, self->max) >= 0)
    lt_rule_row_refuse (row, _ ("\"min\" must be below \"max\""));
  return self;
}

static gpointer
read_places (LtRuleRow *row)
{
  LtRulePlaces *self = g_new0 (LtRulePlaces, 1);

  self->code = g_strdup (row->name);
  self->label = g_strdup (lt_rule_row_text (row, "label"));
  self->kind = g_strdup (lt_rule_row_text (row, "kind"));
  self->field = g_strdup (lt_rule_row_text (row, "field"));
  self->value = g_strdup (lt_rule_row_text (row, "value"));
  self->flag = g_strdup (lt_rule_row_optional_text (row, "flag"));
  self->gone = read_texts (row, "gone");
  return self;
}

static gpointer
read_area (LtRuleRow *row)
{
  LtRuleArea *self = g_new0 (LtRuleArea, 1);
  const char *unsure = lt_rule_row_optional_text (row, "unsure");

  self->code = g_strdup (row->name);
  self->name = g_strdup (lt_rule_row_text (row, "name"));
  self->kind = g_strdup (lt_rule_row_text (row, "kind"));
  self->parent = g_strdup (lt_rule_row_optional_text (row, "parent"));
  self->members = read_texts (row, "members");
  self->unsure = g_strdup (unsure == NULL ? "" : unsure);
  return self;
}

static gpointer
read_unit (const char *unit)
{
  LtRuleChoice *self = g_new0 (LtRuleChoice, 1);

  self->code = g_strdup (unit);
  self->label = g_strdup (unit);
  self->first = g_new0 (char *, 1);
  self->second = g_new0 (char *, 1);
  return self;
}

/* What the rows of one list are made into. */
typedef struct
{
  const char *list;
  const char *key;
  gpointer (*read) (LtRuleRow *row);
  GDestroyNotify free;
} Sort;

static gboolean
take_entry (GHashTable *found,
            const Sort *sort,
            const char *file,
            JsonArray *array,
            guint i,
            GPtrArray *problems)
{
  const char *unit = lt_json_get_element_text (array, i);
  LtRuleRow row;
  gpointer made;

  /* Units and zones are plain lists of words. */
  if (unit != NULL && sort->read == read_choice)
    return g_hash_table_insert (found, g_strdup (unit), read_unit (unit));
  lt_rule_row_init_keyed (&row, file, sort->key, json_array_get_element (array, i), i);
  made = sort->read (&row);
  if (g_hash_table_contains (found, row.name))
    lt_rule_row_refuse (&row, _ ("it is there twice"));
  if (row.problem == NULL)
    g_hash_table_insert (found, g_strdup (row.name), made);
  else
    sort->free (made);
  return lt_rule_row_finish (&row, problems);
}

/* One list of the vocabulary; the program is made for it, so nothing of it is left out. */
static GHashTable *
read_list (const Sort *sort, const char *file, JsonObject *root, GError **error)
{
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sort->free);
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  JsonNode *node = json_object_get_member (root, sort->list);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("File %s: \"%s\" must be a list"), file,
                   sort->list);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!take_entry (found, sort, file, array, i, problems))
      {
        const LtRuleProblem *problem = g_ptr_array_index (problems, 0);

        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("File %s, %s %s: %s"), file,
                     sort->list, problem->row, problem->reason);
        return NULL;
      }
  return g_steal_pointer (&found);
}

/* Every area that another is part of, or has in it, must be there. */
static gboolean
check_areas (const LtRuleWords *self, const char *file, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->areas);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LtRuleArea *area = value;
      const char *missing = NULL;

      if (area->parent != NULL && lt_rule_words_find_area (self, area->parent) == NULL)
        missing = area->parent;
      for (char **member = area->members; missing == NULL && *member != NULL; member++)
        if (lt_rule_words_find_area (self, *member) == NULL)
          missing = *member;
      if (missing == NULL)
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("File %s, area %s: there is no area %s"),
                   file, area->code, missing);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_lists (LtRuleWords *self, const char *file, JsonObject *root, GError **error)
{
  static const char *const plain[] = { "units",      "zones",       "comparators", "hardness",
                                       "effects",    "per",         "periods",     "measured_by",
                                       "parameters", "evaluations", "scales",      "columns" };
  const struct
  {
    Sort sort;
    GHashTable **found;
  } others[] = {
    { { "quantities", "code", read_measure, (GDestroyNotify) free_measure }, &self->quantities },
    { { "statistics", "code", read_measure, (GDestroyNotify) free_measure }, &self->statistics },
    { { "places", "code", read_places, (GDestroyNotify) free_places }, &self->places },
    { { "areas", "area", read_area, (GDestroyNotify) free_area }, &self->areas },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      Sort sort = { plain[i], "code", read_choice, (GDestroyNotify) free_choice };
      GHashTable *found = read_list (&sort, file, root, error);

      if (found == NULL)
        return FALSE;
      g_hash_table_insert (self->lists, g_strdup (plain[i]), found);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GHashTable *found = read_list (&others[i].sort, file, root, error);

      if (found == NULL)
        return FALSE;
      g_hash_table_unref (*others[i].found);
      *others[i].found = found;
    }
  return check_areas (self, file, error);
}

/**
 * lt_rule_words_new:
 * @file: name of a file, for messages
 * @text: what it holds: JSON, data/rules/vocabulary.json
 * @size: how many bytes
 * @error: return location; the first thing that is wrong with it
 *
 * Returns: (transfer full) (nullable): the closed words that rows of plans may have
 */
LtRuleWords *
lt_rule_words_new (const char *file, const char *text, gsize size, GError **error)
{
  g_autoptr (JsonNode) root = lt_json_parse (text, (gssize) size, error);
  g_autoptr (LtRuleWords) self = NULL;

  if (root == NULL)
    {
      g_prefix_error (error, _ ("File %s: "), file);
      return NULL;
    }
  self = g_new0 (LtRuleWords, 1);
  self->lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->quantities = g_hash_table_new (g_str_hash, g_str_equal);
  self->statistics = g_hash_table_new (g_str_hash, g_str_equal);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->areas = g_hash_table_new (g_str_hash, g_str_equal);
  return read_lists (self, file, json_node_get_object (root), error) ? g_steal_pointer (&self)
                                                                     : NULL;
}

/* ---- asking ------------------------------------------------------------------ */

/**
 * lt_rule_words_find:
 * @self: the words
 * @list: "units", "zones", "comparators", "hardness", "effects", "per", "periods",
 *   "measured_by", "parameters", "evaluations" or "scales"
 * @code: a word
 *
 * Returns: (transfer none) (nullable): the word, if it is in that list
 */
const LtRuleChoice *
lt_rule_words_find (const LtRuleWords *self, const char *list, const char *code)
{
  GHashTable *found = g_hash_table_lookup (self->lists, list);

  g_return_val_if_fail (found != NULL, NULL);
  return g_hash_table_lookup (found, code);
}

/**
 * lt_rule_words_has:
 * @self: the words
 * @list: a list, as for lt_rule_words_find()
 * @code: a word
 *
 * Returns: whether it is in that list
 */
gboolean
lt_rule_words_has (const LtRuleWords *self, const char *list, const char *code)
{
  return lt_rule_words_find (self, list, code) != NULL;
}

/**
 * lt_rule_words_label:
 * @self: the words
 * @list: a list, as for lt_rule_words_find()
 * @code: a word
 *
 * Returns: (transfer none): what it is called in Chinese; @code where it is not there
 */
const char *
lt_rule_words_label (const LtRuleWords *self, const char *list, const char *code)
{
  const LtRuleChoice *choice = lt_rule_words_find (self, list, code);

  return choice == NULL ? code : choice->label;
}

/**
 * lt_rule_words_find_quantity:
 * @self: the words
 * @code: a code
 *
 * Returns: (transfer none) (nullable): what is measured
 */
const LtRuleMeasure *
lt_rule_words_find_quantity (const LtRuleWords *self, const char *code)
{
  return g_hash_table_lookup (self->quantities, code);
}

/**
 * lt_rule_words_find_statistic:
 * @self: the words
 * @code: a code
 *
 * Returns: (transfer none) (nullable): what is made of what is measured
 */
const LtRuleMeasure *
lt_rule_words_find_statistic (const LtRuleWords *self, const char *code)
{
  return g_hash_table_lookup (self->statistics, code);
}

/**
 * lt_rule_words_find_places:
 * @self: the words
 * @code: a code
 *
 * Returns: (transfer none) (nullable): the places that it counts
 */
const LtRulePlaces *
lt_rule_words_find_places (const LtRuleWords *self, const char *code)
{
  return g_hash_table_lookup (self->places, code);
}

/**
 * lt_rule_words_find_area:
 * @self: the words
 * @code: a code
 *
 * Returns: (transfer none) (nullable): the area
 */
const LtRuleArea *
lt_rule_words_find_area (const LtRuleWords *self, const char *code)
{
  return g_hash_table_lookup (self->areas, code);
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const LtRuleArea *one = *(LtRuleArea *const *) a, *other = *(LtRuleArea *const *) b;

  return g_strcmp0 (one->code, other->code);
}

/**
 * lt_rule_words_list_areas:
 * @self: the words
 *
 * Returns: (transfer container) (element-type LtRuleArea): all of them, by their codes
 */
GPtrArray *
lt_rule_words_list_areas (const LtRuleWords *self)
{
  GPtrArray *areas = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer area;

  g_hash_table_iter_init (&iter, self->areas);
  while (g_hash_table_iter_next (&iter, NULL, &area))
    g_ptr_array_add (areas, area);
  g_ptr_array_sort (areas, compare_areas);
  return areas;
}
