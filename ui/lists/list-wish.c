/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/list-wish.h"

#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const test_names[] = { "contains", "is",     "is-not", "from",  "to",
                                          "between",  "one-of", "empty",  "filled" };

/* Shapes are looked at on the map. */
gboolean
lt_list_is_column (const LtField *field)
{
  return !lt_field_is_geometry (field) && (field->flags & LT_FIELD_HIDDEN) == 0;
}

/* Uniform rows: long text and what can be left empty in words belong to the record's
 * own page, until somebody wants to see them. */
static gboolean
is_usual_column (const LtField *field)
{
  if ((field->flags & LT_FIELD_ASIDE) != 0)
    return FALSE;
  switch (field->type)
    {
    case LT_TYPE_TEXT:
      return (field->flags & (LT_FIELD_REQUIRED | LT_FIELD_UNIQUE)) != 0;
    case LT_TYPE_LONG_TEXT:
      return FALSE;
    case LT_TYPE_REFERENCE:
      return !g_str_equal (field->refers_to, "inspection");
    default:
      return TRUE;
    }
}

static guint64
get_usual_columns (const LtKind *kind)
{
  guint64 columns = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    if (lt_list_is_column (&kind->fields[i]) && is_usual_column (&kind->fields[i]))
      columns |= G_GUINT64_CONSTANT (1) << i;
  return columns;
}

LtListCondition *
lt_list_condition_new (guint field, LtListTest test)
{
  LtListCondition *self = g_new0 (LtListCondition, 1);

  self->field = field;
  self->test = test;
  self->first = g_strdup ("");
  self->second = g_strdup ("");
  return self;
}

void
lt_list_condition_free (LtListCondition *self)
{
  g_free (self->first);
  g_free (self->second);
  g_free (self);
}

static GPtrArray *
new_conditions (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lt_list_condition_free);
}

/**
 * lt_list_conditions_copy:
 *
 * Returns: (transfer full) (element-type LtListCondition): the same
 */
GPtrArray *
lt_list_conditions_copy (GPtrArray *conditions)
{
  GPtrArray *copies = new_conditions ();

  for (guint i = 0; i < conditions->len; i++)
    {
      const LtListCondition *from = g_ptr_array_index (conditions, i);
      LtListCondition *copy = lt_list_condition_new (from->field, from->test);

      g_free (copy->first);
      g_free (copy->second);
      copy->first = g_strdup (from->first);
      copy->second = g_strdup (from->second);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static void
free_saved (LtListSaved *saved)
{
  g_free (saved->name);
  g_ptr_array_unref (saved->conditions);
  g_free (saved);
}

/* Fields and tests of a newer program are passed over. */
static void
read_condition (const LtKind *kind, JsonNode *node, GPtrArray *conditions)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *field = object == NULL ? NULL : lt_json_get_text (object, "field");
  const char *test = object == NULL ? NULL : lt_json_get_text (object, "test");
  int place = field == NULL ? -1 : lt_kind_find_field (kind, field);
  LtListCondition *condition;
  guint number = 0;

  while (test != NULL && number < LT_LIST_N_TESTS && !g_str_equal (test_names[number], test))
    number++;
  if (place < 0 || test == NULL || number == LT_LIST_N_TESTS)
    return;
  condition = lt_list_condition_new ((guint) place, number);
  g_free (condition->first);
  g_free (condition->second);
  condition->first = g_strdup (lt_json_get_text (object, "first"));
  condition->second = g_strdup (lt_json_get_text (object, "second"));
  if (condition->first == NULL)
    condition->first = g_strdup ("");
  if (condition->second == NULL)
    condition->second = g_strdup ("");
  g_ptr_array_add (conditions, condition);
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static GPtrArray *
read_conditions (const LtKind *kind, JsonObject *object)
{
  JsonArray *array = get_array (object, "conditions");
  GPtrArray *conditions = new_conditions ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    read_condition (kind, json_array_get_element (array, i), conditions);
  return conditions;
}

static void
read_columns (LtListWish *self, JsonObject *object)
{
  JsonArray *array = get_array (object, "columns");
  guint64 columns = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      int place = name == NULL ? -1 : lt_kind_find_field (self->kind, name);

      if (place >= 0 && lt_list_is_column (&self->kind->fields[place]))
        columns |= G_GUINT64_CONSTANT (1) << place;
    }
  if (columns != 0)
    self->columns = columns;
}

static void
read_saved (LtListWish *self, JsonObject *object)
{
  JsonArray *array = get_array (object, "saved");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *one = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = one == NULL ? NULL : lt_json_get_text (one, "name");
      LtListSaved *saved;

      if (name == NULL || *name == '\0' || lt_list_wish_find_saved (self, name) != NULL)
        continue;
      saved = g_new0 (LtListSaved, 1);
      saved->name = g_strdup (name);
      saved->conditions = read_conditions (self->kind, one);
      g_ptr_array_add (self->saved, saved);
    }
}

static void
read_sort (LtListWish *self, JsonObject *object)
{
  const char *sort = lt_json_get_text (object, "sort");

  if (sort == NULL || lt_kind_find_field (self->kind, sort + (*sort == '-')) < 0)
    return;
  g_free (self->sort);
  self->sort = g_strdup (sort);
}

/* What happens comes with the latest first, things by their code. */
static char *
get_usual_sort (const LtKind *kind)
{
  const char *name = kind->key != NULL ? kind->key : kind->title;
  gboolean latest = kind->key == NULL || g_str_equal (kind->name, "order");

  return g_strconcat (latest ? "-" : "", name, NULL);
}

/**
 * lt_list_wish_new:
 * @kind: a kind
 * @json: (nullable): what lt_list_wish_to_json() gave, maybe in a newer program
 *
 * Returns: (transfer full): the wish; the usual one in as far as @json does not tell
 */
LtListWish *
lt_list_wish_new (const LtKind *kind, const char *json)
{
  LtListWish *self = g_new0 (LtListWish, 1);
  g_autoptr (JsonNode) root = json == NULL ? NULL : lt_json_parse (json, -1, NULL);

  self->kind = kind;
  self->columns = get_usual_columns (kind);
  self->sort = get_usual_sort (kind);
  self->saved = g_ptr_array_new_with_free_func ((GDestroyNotify) free_saved);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      self->conditions = new_conditions ();
      return self;
    }
  read_columns (self, json_node_get_object (root));
  read_sort (self, json_node_get_object (root));
  read_saved (self, json_node_get_object (root));
  self->conditions = read_conditions (kind, json_node_get_object (root));
  return self;
}

void
lt_list_wish_free (LtListWish *self)
{
  if (self == NULL)
    return;
  g_free (self->sort);
  g_ptr_array_unref (self->conditions);
  g_ptr_array_unref (self->saved);
  g_free (self);
}

/* Nothing was typed or marked yet. */
static gboolean
asks_nothing (const LtListCondition *self)
{
  return self->test != LT_LIST_EMPTY && self->test != LT_LIST_FILLED && *self->first == '\0'
         && *self->second == '\0';
}

static void
write_conditions (const LtListWish *self, GPtrArray *conditions, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "conditions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conditions->len; i++)
    {
      const LtListCondition *condition = g_ptr_array_index (conditions, i);

      if (asks_nothing (condition))
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "field");
      json_builder_add_string_value (builder, self->kind->fields[condition->field].name);
      json_builder_set_member_name (builder, "test");
      json_builder_add_string_value (builder, test_names[condition->test]);
      json_builder_set_member_name (builder, "first");
      json_builder_add_string_value (builder, condition->first);
      json_builder_set_member_name (builder, "second");
      json_builder_add_string_value (builder, condition->second);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * lt_list_wish_to_json:
 *
 * Returns: (transfer full): all of it, to be kept; not conditions that ask nothing yet
 */
char *
lt_list_wish_to_json (const LtListWish *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if ((self->columns >> i & 1) != 0)
      json_builder_add_string_value (builder, self->kind->fields[i].name);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "sort");
  json_builder_add_string_value (builder, self->sort);
  write_conditions (self, self->conditions, builder);
  json_builder_set_member_name (builder, "saved");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->saved->len; i++)
    {
      const LtListSaved *saved = g_ptr_array_index (self->saved, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, saved->name);
      write_conditions (self, saved->conditions, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * lt_list_wish_find_saved:
 *
 * Returns: (transfer none) (nullable): the conditions that are kept under @name
 */
const LtListSaved *
lt_list_wish_find_saved (const LtListWish *self, const char *name)
{
  for (guint i = 0; i < self->saved->len; i++)
    {
      const LtListSaved *saved = g_ptr_array_index (self->saved, i);

      if (g_str_equal (saved->name, name))
        return saved;
    }
  return NULL;
}

gboolean
lt_list_wish_forget (LtListWish *self, const char *name)
{
  return g_ptr_array_remove (self->saved, (gpointer) lt_list_wish_find_saved (self, name));
}

/**
 * lt_list_wish_save:
 * @self: a wish
 * @name: what its conditions are called; those that were called so are gone
 */
void
lt_list_wish_save (LtListWish *self, const char *name)
{
  LtListSaved *saved = g_new0 (LtListSaved, 1);

  lt_list_wish_forget (self, name);
  saved->name = g_strdup (name);
  saved->conditions = lt_list_conditions_copy (self->conditions);
  g_ptr_array_add (self->saved, saved);
}
