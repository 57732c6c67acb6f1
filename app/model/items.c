/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/items.h"

#include "base/error.h"
#include "base/json.h"
#include "model/reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtItems
{
  GPtrArray *items;  /* (element-type LtItem) */
  GHashTable *names; /* name in small letters → LtItem */
};

static void
free_item (LtItem *item)
{
  g_free (item->code);
  g_free (item->label);
  g_free (item->unit);
  g_free (item);
}

void
lt_items_free (LtItems *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static LtItem *
read_item (JsonObject *object)
{
  const char *code = lt_json_get_text (object, "code");
  const char *label = lt_json_get_text (object, "label");
  const char *unit = lt_json_get_text (object, "unit");
  const char *min = lt_json_get_text (object, "min");
  const char *max = lt_json_get_text (object, "max");
  LtItem item = { 0 };

  if (code == NULL || strlen (code) > LT_READING_MAX_ITEM || *code == '\0' || label == NULL
      || unit == NULL || min == NULL || max == NULL || !lt_reading_parse_value (min, &item.min)
      || !lt_reading_parse_value (max, &item.max) || item.min >= item.max)
    return NULL;
  item.code = g_strdup (code);
  item.label = g_strdup (label);
  item.unit = g_strdup (unit);
  return g_memdup2 (&item, sizeof item);
}

static void
add_name (LtItems *self, const char *name, LtItem *item)
{
  g_hash_table_replace (self->names, g_utf8_strdown (name, -1), item);
}

static gboolean
add_item (LtItems *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *names = object == NULL ? NULL : json_object_get_member (object, "names");
  LtItem *item = object == NULL ? NULL : read_item (object);
  JsonArray *array;

  if (item == NULL)
    return FALSE;
  item->place = self->items->len;
  g_ptr_array_add (self->items, item);
  add_name (self, item->code, item);
  add_name (self, item->label, item);
  if (names == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (names))
    return FALSE;
  array = json_node_get_array (names);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *name = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (name) || json_node_get_value_type (name) != G_TYPE_STRING)
        return FALSE;
      add_name (self, json_node_get_string (name), item);
    }
  return TRUE;
}

static gboolean
read_all (LtItems *self, JsonNode *root)
{
  JsonNode *items = json_object_get_member (json_node_get_object (root), "items");
  JsonArray *array;

  if (items == NULL || !JSON_NODE_HOLDS_ARRAY (items))
    return FALSE;
  array = json_node_get_array (items);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!add_item (self, json_array_get_element (array, i)))
      return FALSE;
  return self->items->len > 0;
}

/**
 * lt_items_load:
 * @path: a file like items.json
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the items that the file describes
 */
LtItems *
lt_items_load (const char *path, GError **error)
{
  g_autoptr (LtItems) self = g_new0 (LtItems, 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = lt_json_load (path, &problem);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) free_item);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (root != NULL && read_all (self, root))
    return g_steal_pointer (&self);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it does not describe measured items: %s"), path,
               problem == NULL ? _ ("each needs code, label, unit, min and max.")
                               : problem->message);
  return NULL;
}

/**
 * lt_items_find:
 * @self: the items
 * @name: a code, a label or another name
 *
 * Returns: (transfer none) (nullable): the item; capital and small letters are one
 */
const LtItem *
lt_items_find (const LtItems *self, const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);

  return g_hash_table_lookup (self->names, g_strstrip (small));
}

/**
 * lt_item_can_have:
 * @self: (nullable): an item; of one that nobody knows anything is possible
 * @value: in millionths of its unit
 *
 * What cannot be so – a negative concentration, one beyond what air ever had, one of
 * another unit – is kept as it was reported, and left out of all that is worked out.
 *
 * Returns: whether it is physically possible
 */
gboolean
lt_item_can_have (const LtItem *self, gint64 value)
{
  return self == NULL || (value >= self->min && value <= self->max);
}

/**
 * lt_items_list:
 *
 * Returns: (transfer full): the codes, with commas between
 */
char *
lt_items_list (const LtItems *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    g_string_append_printf (list, "%s%s", i == 0 ? "" : ", ",
                            ((LtItem *) g_ptr_array_index (self->items, i))->code);
  return g_string_free (g_steal_pointer (&list), FALSE);
}
