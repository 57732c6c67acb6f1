/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb that tells which shapes of foreign tables are known. */

#include "exchange/known-shapes.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

/* Whether it came with the program, and not from the bureau's own folder. */
static gboolean
is_ours (const LtKnownShape *shape)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "lantian", "shapes", NULL);

  return !g_str_has_prefix (shape->path, own);
}

JsonNode *
lt_verb_shapes (LtCall *call, GError **error)
{
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (error);
  JsonArray *array;
  GPtrArray *list;

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
      json_object_set_boolean_member (object, "own", !is_ours (shape));
      json_array_add_object_element (array, object);
    }
  return lt_json_node_take_array (array);
}
