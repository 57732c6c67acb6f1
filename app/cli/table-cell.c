/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One value of an answer as people read it. */

#include "cli/table-private.h"
#include "cli/table-text.h"
#include "geo/measure.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

static const LtKind *
kind_of (JsonObject *object)
{
  return lt_kind_by_name (json_object_get_string_member_with_default (object, "kind", NULL));
}

static const LtField *
field_of (JsonObject *object, const char *member)
{
  const LtKind *kind = kind_of (object);
  int field = kind == NULL ? -1 : lt_kind_find_field (kind, member);

  return field < 0 ? NULL : &kind->fields[field];
}

static char *
format_scalar (LtSession *session, const LtField *field, JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (LtValue) value = NULL;

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", json_node_get_double (node)));
  if (field == NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      value = lt_value_new_text (json_node_get_boolean (node) ? "1" : "0");
      return lt_field_format (field, value);
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return json_to_string (node, FALSE);
  if (field == NULL || session == NULL || lt_field_is_geometry (field)
      || *json_node_get_string (node) == '\0')
    return g_strdup (json_node_get_string (node));
  value = lt_value_new_text (json_node_get_string (node));
  return lt_work_format_field (session, field, value);
}

/* A point as it may be typed; of other shapes no more than what they are: the
 * whole of them is in --json. */
static char *
format_shape (JsonObject *shape)
{
  const char *type = json_object_get_string_member_with_default (shape, "type", "");
  char x[G_ASCII_DTOSTR_BUF_SIZE];
  char y[G_ASCII_DTOSTR_BUF_SIZE];
  JsonArray *point;

  if (!g_str_equal (type, "Point"))
    return g_strdup (g_str_has_suffix (type, "Polygon") ? _ ("polygon") : _ ("line"));
  point = json_object_get_array_member (shape, "coordinates");
  g_ascii_formatd (x, sizeof x, "%.15g", json_array_get_double_element (point, 0));
  g_ascii_formatd (y, sizeof y, "%.15g", json_array_get_double_element (point, 1));
  return g_strdup_printf ("POINT (%s %s)", x, y);
}

static char *format_node (LtSession *session, const LtField *field, JsonNode *node);

/* Members with their values, in one line. */
static char *
format_object (LtSession *session, const LtKind *kind, JsonObject *object)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *item = members; item != NULL; item = item->next)
    {
      int place = kind == NULL ? -1 : lt_kind_find_field (kind, item->data);
      const LtField *field = place < 0 ? NULL : &kind->fields[place];
      g_autofree char *text =
          format_node (session, field, json_object_get_member (object, item->data));
      g_autofree char *words = g_strdup_printf (_ ("%s: %s"),
                                                field == NULL ? lt_table_label (object, item->data)
                                                              : lt_field_get_label (field),
                                                text);

      g_string_append_printf (out, "%s%s", out->len == 0 ? "" : _ ("; "), words);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
format_array (LtSession *session, const LtField *field, JsonArray *array)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = format_node (session, field, json_array_get_element (array, i));

      g_string_append_printf (out, "%s%s", i == 0 ? "" : " | ", text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
format_node (LtSession *session, const LtField *field, JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_OBJECT (node) && field != NULL && lt_field_is_geometry (field))
    return format_shape (json_node_get_object (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return format_object (session, NULL, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return format_array (session, field, json_node_get_array (node));
  return format_scalar (session, field, node);
}

/* What was typed, is in conflict or has no value stands under the names of fields. */
static const LtKind *
kind_within (JsonObject *object, const char *member)
{
  if (g_str_equal (member, "typed"))
    return lt_kind_by_name (json_object_get_string_member_with_default (object, "of", NULL));
  return g_str_equal (member, "conflicts") || g_str_equal (member, "without_value")
             ? kind_of (object)
             : NULL;
}

/* (nullable): metres and square metres in the words of people */
static char *
format_measure (const char *member, JsonNode *node)
{
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return NULL;
  if (g_str_equal (member, "surface"))
    return lt_measure_say_surface (json_node_get_double (node));
  if (g_str_equal (member, "length") || g_str_equal (member, "distance"))
    return lt_measure_say_length (json_node_get_double (node));
  return NULL;
}

static char *
format_member (LtSession *session, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const LtField *field = field_of (object, member);
  char *words = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (field == NULL && JSON_NODE_HOLDS_OBJECT (node))
    return format_object (session, kind_within (object, member), json_node_get_object (node));
  /* Two sides of a conflict. */
  if (field == NULL && (g_str_equal (member, "said") || g_str_equal (member, "before")))
    field = lt_table_find_field (object, "in_field");
  if (field == NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    words = lt_table_translate (object, member, json_node_get_string (node));
  if (field == NULL && JSON_NODE_HOLDS_VALUE (node) && words == NULL)
    words = format_measure (member, node);
  return words != NULL ? words : format_node (session, field, node);
}

/**
 * lt_table_format:
 * @session: (nullable): where references are looked up
 * @object: an answer, or a row of one
 * @member: one of its members
 *
 * Returns: (transfer full): its value as people read it, with nothing in it that a
 *   terminal would obey; empty for none
 */
char *
lt_table_format (LtSession *session, JsonObject *object, const char *member)
{
  g_autofree char *text = format_member (session, object, member);

  return lt_text_defuse (text);
}

/**
 * lt_table_name:
 * @object: an answer, or a row of one
 * @member: one of its members
 *
 * Returns: (transfer none): what it is called
 */
const char *
lt_table_name (JsonObject *object, const char *member)
{
  const LtField *field = field_of (object, member);

  return field != NULL ? lt_field_get_label (field) : lt_table_label (object, member);
}
