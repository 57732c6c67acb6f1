/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table-private.h"
#include "cli/table-text.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A cell wider than this is cut: the whole of it is in --json. */
#define MOST_COLUMNS 40

/* Members of answers that officers read and that are no fields. */
static const struct
{
  const char *member;
  const char *label;
} labels[] = {
  { "ok", N_ ("Sound") },
  { "operations", N_ ("Operations") },
  { "records", N_ ("Records") },
  { "batches_without_rows", N_ ("Batches without rows") },
  { "signatures_checked", N_ ("Signatures checked") },
  { "signatures_remembered", N_ ("Signatures checked before") },
  { "state", N_ ("State") },
  { "code", N_ ("Check code") },
  { "problems", N_ ("Problems") },
  { "forks", N_ ("Copied files") },
  { "double_keys", N_ ("Several keys for one card") },
  { "witnesses", N_ ("Witnesses") },
  { "witness", N_ ("Witness") },
  { "agrees", N_ ("Agrees") },
  { "says", N_ ("Says") },
  { "time", N_ ("Time") },
  { "file", N_ ("File") },
  { "undone", N_ ("Undone") },
  { "note", N_ ("Note") },
  { "groups", N_ ("Groups") },
  { "changes", N_ ("Changes") },
};

/* Who bears witness, as a check names him. */
static const struct
{
  const char *kind;
  const char *name;
} witnesses[] = {
  { "marker", N_ ("this machine") },
  { "backup", N_ ("backup") },
  { "hub", N_ ("hub") },
  { "code", N_ ("check code") },
};

static const LtKind *
kind_of (JsonObject *object)
{
  return lt_kind_by_name (json_object_get_string_member_with_default (object, "kind", NULL));
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
  if (field == NULL || session == NULL)
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
    return g_strdup (type);
  point = json_object_get_array_member (shape, "coordinates");
  g_ascii_formatd (x, sizeof x, "%.15g", json_array_get_double_element (point, 0));
  g_ascii_formatd (y, sizeof y, "%.15g", json_array_get_double_element (point, 1));
  return g_strdup_printf ("POINT (%s %s)", x, y);
}

static char *
format_value (LtSession *session, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const LtKind *kind = kind_of (object);
  int field = kind == NULL ? -1 : lt_kind_find_field (kind, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_ARRAY (node) && g_str_equal (member, "operations"))
    return g_strdup_printf ("%u", json_array_get_length (json_node_get_array (node)));
  if (JSON_NODE_HOLDS_OBJECT (node) && field >= 0 && lt_field_is_geometry (&kind->fields[field]))
    return format_shape (json_node_get_object (node));
  if (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node))
    return json_to_string (node, FALSE);
  for (gsize i = 0; g_str_equal (member, "witness") && i < G_N_ELEMENTS (witnesses); i++)
    if (json_node_get_value_type (node) == G_TYPE_STRING
        && g_str_equal (json_node_get_string (node), witnesses[i].kind))
      return g_strdup (_ (witnesses[i].name));
  return format_scalar (session, field < 0 ? NULL : &kind->fields[field], node);
}

static const char *
label_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const LtKind *kind = kind_of (object);
  int field = kind == NULL ? -1 : lt_kind_find_field (kind, member);

  if (field >= 0)
    return lt_field_get_label (&kind->fields[field]);
  if (node != NULL && lt_table_is_operations (node))
    return _ ("Put back");
  for (gsize i = 0; kind == NULL && i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].member, member))
      return _ (labels[i].label);
  return member;
}

static gboolean
is_hidden (JsonObject *object, const char *member)
{
  const LtKind *kind = kind_of (object);
  int field = kind == NULL ? -1 : lt_kind_find_field (kind, member);

  return field >= 0 && (kind->fields[field].flags & LT_FIELD_HIDDEN) != 0;
}

/* Geometry fills the screen and tells nobody anything. */
static gboolean
is_shown (JsonObject *object, const char *member)
{
  const LtKind *kind = kind_of (object);
  int field = kind == NULL ? -1 : lt_kind_find_field (kind, member);

  /* What was found is of many kinds. */
  if (kind != NULL && g_str_equal (member, "kind"))
    return json_object_has_member (object, "snippet");
  return field < 0 || (!lt_field_is_geometry (&kind->fields[field]) && !is_hidden (object, member));
}

/* What the rows have, in the order in which they first have it: a note stands
 * only at what somebody wrote one for. */
static GList *
list_columns (JsonArray *rows)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GList *columns = NULL;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (GList) members = json_object_get_members (row);

      for (GList *item = members; item != NULL; item = item->next)
        if (is_shown (row, item->data) && g_hash_table_add (known, item->data))
          columns = g_list_prepend (columns, item->data);
    }
  return g_list_reverse (columns);
}

static char *
print_rows (LtSession *session, JsonArray *array)
{
  GString *out = g_string_new (NULL);
  guint n = json_array_get_length (array);
  JsonObject *first = n == 0 ? NULL : json_array_get_object_element (array, 0);
  g_autoptr (GList) members = list_columns (array);
  g_autoptr (GPtrArray) cells = NULL;
  g_autofree int *widths = NULL;
  guint columns;

  columns = g_list_length (members);
  widths = g_new0 (int, columns + 1);
  cells = g_ptr_array_new_with_free_func (g_free);
  for (GList *item = members; item != NULL; item = item->next)
    g_ptr_array_add (cells, g_strdup (label_of (first, item->data)));
  for (guint row = 0; row < n; row++)
    for (GList *item = members; item != NULL; item = item->next)
      {
        g_autofree char *whole =
            format_value (session, json_array_get_object_element (array, row), item->data);

        g_ptr_array_add (cells, lt_text_cut (whole, MOST_COLUMNS));
      }
  for (guint i = 0; i < cells->len; i++)
    widths[i % columns] = MAX (widths[i % columns], lt_text_width (g_ptr_array_index (cells, i)));
  for (guint i = 0; i < cells->len; i++)
    lt_text_append_padded (out, g_ptr_array_index (cells, i), widths[i % columns],
                           i % columns == columns - 1);
  return g_string_free (out, FALSE);
}

/* One under the other. */
static char *
join_texts (JsonArray *array)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (out, "\n  %s", json_array_get_string_element (array, i));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
holds_texts (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (json_node_get_value_type (json_array_get_element (json_node_get_array (node), i))
        != G_TYPE_STRING)
      return FALSE;
  return TRUE;
}

static char *
print_object (LtSession *session, JsonObject *object)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GList) members = json_object_get_members (object);
  int widest = 0;

  for (GList *item = members; item != NULL; item = item->next)
    if (!is_hidden (object, item->data))
      widest = MAX (widest, lt_text_width (label_of (object, item->data)));
  for (GList *item = members; item != NULL; item = item->next)
    {
      g_autofree char *text = format_value (session, object, item->data);
      JsonNode *node = json_object_get_member (object, item->data);

      if (is_hidden (object, item->data))
        continue;
      lt_text_append_padded (out, label_of (object, item->data), widest, FALSE);
      if (lt_table_is_operations (node))
        {
          g_string_append_c (out, '\n');
          lt_table_append_operations (out, json_node_get_array (node), G_MAXUINT);
        }
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && json_array_get_length (json_node_get_array (node)) > 0
               && JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (node), 0)))
        {
          g_autofree char *rows = print_rows (session, json_node_get_array (node));

          g_string_append_printf (out, "\n%s", rows);
        }
      else if (holds_texts (node))
        {
          g_autofree char *texts = join_texts (json_node_get_array (node));

          g_string_append_printf (out, "%s\n", *texts == '\0' ? _ ("none") : texts);
        }
      else
        g_string_append_printf (out, "%s\n", text);
    }
  return g_string_free (out, FALSE);
}

/**
 * lt_table_from_json:
 * @session: (nullable): where references are looked up
 * @node: a verb's answer
 *
 * Returns: (transfer full): the answer for people: rows in columns, a record
 *   line by line, with labels in the screen's language
 */
char *
lt_table_from_json (LtSession *session, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return lt_table_is_log (json_node_get_array (node))
               ? lt_table_print_log (json_node_get_array (node))
               : print_rows (session, json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return print_object (session, json_node_get_object (node));
  return g_strdup ("");
}
