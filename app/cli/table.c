/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers for people: records in columns or line by line. What the fields of
 * records hold may be cut in columns; what the program has to say never is. */

#include "cli/table-private.h"
#include "cli/table-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A wider cell of a list of records is cut: the whole of it is in --json. */
#define MOST_COLUMNS 40

/* More than this does not stand beside its name. */
#define MOST_LETTERS 70

static const LtField *
field_of (JsonObject *object, const char *member)
{
  const char *name = json_object_get_string_member_with_default (object, "kind", NULL);
  const LtKind *kind = lt_kind_by_name (name);
  int field = kind == NULL ? -1 : lt_kind_find_field (kind, member);

  return field < 0 ? NULL : &kind->fields[field];
}

static gboolean
is_hidden (JsonObject *object, const char *member)
{
  const LtField *field = field_of (object, member);

  return field != NULL && (field->flags & LT_FIELD_HIDDEN) != 0;
}

/* Geometry fills the screen and tells nobody anything. */
static gboolean
is_shown (JsonObject *object, const char *member)
{
  const LtField *field = field_of (object, member);

  /* What was found is of many kinds. */
  if (g_str_equal (member, "kind"))
    return json_object_has_member (object, "snippet");
  /* It stands there in words. */
  if (g_str_equal (member, "days_left"))
    return FALSE;
  if (lt_table_is_rule (object) && lt_table_hides_of_rule (object, member))
    return FALSE;
  return field == NULL || (!lt_field_is_geometry (field) && !is_hidden (object, member));
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

typedef struct
{
  const char *member;
  const char *label;
  int width;
  gboolean below; /* too long for a column, and not to be cut */
  gboolean empty;
} Column;

/* The rows of a table: what each cell says, column by column. */
typedef struct
{
  GArray *columns;
  GPtrArray *cells;
} Rows;

static const char *
cell (const Rows *rows, guint row, guint column)
{
  return g_ptr_array_index (rows->cells, row * rows->columns->len + column);
}

/* A record's own fields may be cut; a column without anything says nothing. */
static void
measure_column (Rows *rows, JsonArray *array, guint number)
{
  Column *column = &g_array_index (rows->columns, Column, number);
  gboolean is_field = FALSE;

  column->empty = TRUE;
  column->width = lt_text_width (column->label);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      int width = lt_text_width (cell (rows, i, number));

      is_field |= field_of (object, column->member) != NULL;
      column->empty &= width == 0;
      column->below |= width > MOST_COLUMNS;
      column->width = MAX (column->width, MIN (width, MOST_COLUMNS + 1));
    }
  column->below &= !is_field;
  column->empty &= !is_field;
}

static void
read_rows (Rows *rows, LtSession *session, JsonArray *array)
{
  g_autoptr (GList) members = list_columns (array);

  rows->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  rows->cells = g_ptr_array_new_with_free_func (g_free);
  for (GList *item = members; item != NULL; item = item->next)
    {
      Column column = { .member = item->data };

      for (guint i = 0; i < json_array_get_length (array) && column.label == NULL; i++)
        if (json_object_has_member (json_array_get_object_element (array, i), item->data))
          column.label = lt_table_name (json_array_get_object_element (array, i), item->data);
      g_array_append_val (rows->columns, column);
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    for (GList *item = members; item != NULL; item = item->next)
      g_ptr_array_add (rows->cells,
                       lt_table_format (session, json_array_get_object_element (array, i),
                                        item->data));
  for (guint i = 0; i < rows->columns->len; i++)
    measure_column (rows, array, i);
}

static void
append_row (GString *out, const Rows *rows, guint row, gboolean head)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < rows->columns->len; i++)
    {
      const Column *column = &g_array_index (rows->columns, Column, i);
      g_autofree char *text = NULL;

      if (column->empty || column->below)
        continue;
      text = head ? g_strdup (column->label) : lt_text_cut (cell (rows, row, i), MOST_COLUMNS);
      lt_text_append_padded (line, text, column->width, FALSE);
    }
  g_string_append_printf (out, "%s\n", g_strchomp (line->str));
}

static void
append_below (GString *out, const Rows *rows, guint row)
{
  for (guint i = 0; i < rows->columns->len; i++)
    {
      const Column *column = &g_array_index (rows->columns, Column, i);
      g_autofree char *text = NULL;

      if (!column->below || *cell (rows, row, i) == '\0')
        continue;
      text = g_strdup_printf (_ ("%s: %s"), column->label, cell (rows, row, i));
      lt_text_append_wrapped (out, text, 4, 6);
    }
}

static char *
print_rows (LtSession *session, JsonArray *array)
{
  GString *out = g_string_new (NULL);
  Rows rows;

  if (json_array_get_length (array) == 0)
    return g_string_free (out, FALSE);
  if (lt_table_is_log (array))
    {
      g_string_free (out, TRUE);
      return lt_table_print_log (array);
    }
  read_rows (&rows, session, array);
  append_row (out, &rows, 0, TRUE);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      append_row (out, &rows, i, FALSE);
      append_below (out, &rows, i);
    }
  g_array_unref (rows.columns);
  g_ptr_array_unref (rows.cells);
  return g_string_free (out, FALSE);
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

static gboolean
holds_rows (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0
         && JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (node), 0));
}

/* One under the other, each whole. */
static void
append_texts (GString *out, JsonArray *array)
{
  if (json_array_get_length (array) == 0)
    g_string_append (out, _ ("none"));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < json_array_get_length (array); i++)
    lt_text_append_wrapped (out, json_array_get_string_element (array, i), 2, 4);
}

static void
append_member (GString *out, LtSession *session, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *text = NULL;

  if (lt_table_is_operations (node))
    {
      g_string_append_c (out, '\n');
      lt_table_append_operations (out, json_node_get_array (node), G_MAXUINT);
    }
  else if (holds_rows (node))
    {
      text = print_rows (session, json_node_get_array (node));
      g_string_append_printf (out, "\n%s", text);
    }
  else if (holds_texts (node))
    append_texts (out, json_node_get_array (node));
  else
    {
      text = lt_table_format (session, object, member);
      if (field_of (object, member) == NULL && lt_text_width (text) > MOST_LETTERS)
        {
          g_string_append_c (out, '\n');
          lt_text_append_wrapped (out, text, 2, 2);
        }
      else
        g_string_append_printf (out, "%s\n", text);
    }
}

static char *
print_object (LtSession *session, JsonObject *object)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GList) members = json_object_get_members (object);
  int widest = 0;

  for (GList *item = members; item != NULL; item = item->next)
    if (!is_hidden (object, item->data))
      widest = MAX (widest, lt_text_width (lt_table_name (object, item->data)));
  for (GList *item = members; item != NULL; item = item->next)
    {
      if (is_hidden (object, item->data))
        continue;
      lt_text_append_padded (out, lt_table_name (object, item->data), widest, FALSE);
      append_member (out, session, object, item->data);
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
    return print_rows (session, json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return print_object (session, json_node_get_object (node));
  return g_strdup ("");
}
