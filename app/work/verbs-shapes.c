/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb that tells which shapes of foreign tables are known, and forgets one. */

#include "exchange/known-shapes.h"
#include "exchange/mapping.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

static JsonNode *
forget (const char *name, GError **error)
{
  JsonObject *object;

  if (!lt_mapping_forget (name, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "forgotten", name);
  return lt_json_node_take_object (object);
}

JsonNode *
lt_verb_shapes (LtCall *call, GError **error)
{
  const char *name = lt_call_option (call, "forget");
  g_autoptr (LtKnownShapes) shapes = NULL;
  JsonArray *array;
  GPtrArray *list;

  if (name != NULL)
    return forget (name, error);
  shapes = lt_known_shapes_load (error);
  if (shapes == NULL)
    return NULL;
  array = json_array_new ();
  list = lt_known_shapes_list (shapes);
  for (guint i = 0; i < list->len; i++)
    {
      const LtKnownShape *shape = g_ptr_array_index (list, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", shape->name);
      json_object_set_string_member (object, "label", shape->label);
      json_object_set_string_member (object, "kind", shape->kind);
      json_object_set_boolean_member (object, "own", lt_known_shape_is_own (shape));
      json_array_add_object_element (array, object);
    }
  return lt_json_node_take_array (array);
}
