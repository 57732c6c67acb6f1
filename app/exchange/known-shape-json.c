/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/known-shapes-private.h"

#include "base/error.h"
#include "model/kind.h"

#include <glib/gi18n-lib.h>

gboolean
lt_shape_source_fail (const LtShapeSource *self, const char *member, const char *problem)
{
  g_set_error (self->error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Shape file %s, \"%s\": %s"),
               self->path, member, problem);
  return FALSE;
}

/* A member with a slip of the pen would otherwise be passed over without a word. */
gboolean
lt_shape_source_check_members (const LtShapeSource *self,
                               JsonObject *object,
                               const char *where,
                               const char *const *known)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *i = members; i != NULL; i = i->next)
    if (!g_strv_contains (known, i->data))
      {
        g_autofree char *all = g_strjoinv (", ", (char **) known);
        g_autofree char *name = g_strconcat (where, *where == '\0' ? "" : ".", i->data, NULL);
        g_autofree char *text =
            g_strdup_printf (_ ("there is no such member. There are: %s."), all);

        return lt_shape_source_fail (self, name, text);
      }
  return TRUE;
}

/* The member where it is there and of the type wanted; @good says whether that is so. */
static JsonNode *
get_member (const LtShapeSource *self,
            JsonObject *object,
            const char *member,
            gboolean needed,
            gboolean (*fits) (JsonNode *node),
            const char *wanted,
            gboolean *good)
{
  JsonNode *node = json_object_get_member (object, member);

  *good = node == NULL ? !needed : fits (node);
  if (!*good)
    lt_shape_source_fail (self, member, node == NULL ? _ ("it is missing.") : wanted);
  return *good ? node : NULL;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_flag (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

static gboolean
is_object (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node);
}

static gboolean
is_texts (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!is_text (json_array_get_element (json_node_get_array (node), i)))
      return FALSE;
  return TRUE;
}

gboolean
lt_shape_source_get_text (const LtShapeSource *self,
                          JsonObject *object,
                          const char *member,
                          gboolean needed,
                          char **text)
{
  gboolean good;
  JsonNode *node =
      get_member (self, object, member, needed, is_text, _ ("a text is wanted."), &good);

  if (node != NULL)
    *text = g_strdup (json_node_get_string (node));
  return good;
}

gboolean
lt_shape_source_get_flag (const LtShapeSource *self,
                          JsonObject *object,
                          const char *member,
                          gboolean *flag)
{
  gboolean good;
  JsonNode *node =
      get_member (self, object, member, FALSE, is_flag, _ ("true or false is wanted."), &good);

  if (node != NULL)
    *flag = json_node_get_boolean (node);
  return good;
}

gboolean
lt_shape_source_get_object (const LtShapeSource *self,
                            JsonObject *object,
                            const char *member,
                            gboolean needed,
                            JsonObject **value)
{
  gboolean good;
  JsonNode *node =
      get_member (self, object, member, needed, is_object, _ ("an object is wanted."), &good);

  *value = node == NULL ? NULL : json_node_get_object (node);
  return good;
}

/* The texts are added to those that are there. */
gboolean
lt_shape_source_get_texts (const LtShapeSource *self,
                           JsonObject *object,
                           const char *member,
                           GPtrArray **texts)
{
  gboolean good;
  JsonNode *node =
      get_member (self, object, member, FALSE, is_texts, _ ("a list of texts is wanted."), &good);
  JsonArray *array = node == NULL ? NULL : json_node_get_array (node);

  if (*texts == NULL)
    *texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (*texts, g_strdup (json_array_get_string_element (array, i)));
  return good;
}

GRegex *
lt_shape_source_compile (const LtShapeSource *self, const char *where, const char *text)
{
  g_autoptr (GError) error = NULL;
  GRegex *pattern = g_regex_new (text, G_REGEX_OPTIMIZE, 0, &error);

  if (pattern == NULL)
    lt_shape_source_fail (self, where, error->message);
  return pattern;
}

gboolean
lt_shape_source_get_pattern (const LtShapeSource *self,
                             JsonObject *object,
                             const char *member,
                             GRegex **pattern)
{
  g_autofree char *text = NULL;

  if (!lt_shape_source_get_text (self, object, member, FALSE, &text))
    return FALSE;
  if (text != NULL)
    *pattern = lt_shape_source_compile (self, member, text);
  return text == NULL || *pattern != NULL;
}

/* A choice of a field of the kind batch. */
gboolean
lt_shape_source_get_choice (const LtShapeSource *self,
                            JsonObject *object,
                            const char *member,
                            const char *kind_name,
                            const char *field_name,
                            char **choice)
{
  const LtKind *kind = lt_kind_by_name (kind_name);
  const LtField *field = &kind->fields[lt_kind_find_field (kind, field_name)];
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *problem = NULL;

  if (!lt_shape_source_get_text (self, object, member, TRUE, choice))
    return FALSE;
  if (lt_field_choice_index (field, *choice) >= 0)
    return TRUE;
  for (int i = 0; field->choices[i].name != NULL; i++)
    g_string_append_printf (all, "%s%s", i == 0 ? "" : ", ", field->choices[i].name);
  problem = g_strdup_printf (_ ("\"%s\" is not one of %s."), *choice, all->str);
  return lt_shape_source_fail (self, member, problem);
}
