/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/known-shapes-private.h"

#include "base/error.h"
#include "base/json.h"
#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>

typedef LtShapeSource Source;

static void
free_column_name (LtColumnName *self)
{
  g_free (self->name);
  g_clear_pointer (&self->pattern, g_regex_unref);
}

static void
free_sign (gpointer data)
{
  free_column_name (data);
  g_free (data);
}

static void
free_value (gpointer data)
{
  LtKnownValue *value = data;

  g_free (value->there);
  g_clear_pointer (&value->pattern, g_regex_unref);
  g_free (value->here);
  g_free (value);
}

static void
free_column (gpointer data)
{
  LtKnownColumn *column = data;

  free_column_name (&column->column);
  g_free (column->field);
  g_clear_pointer (&column->values, g_ptr_array_unref);
  g_free (column);
}

static void
free_cell (gpointer data)
{
  LtKnownCell *cell = data;

  g_free (cell->column);
  g_clear_pointer (&cell->pattern, g_regex_unref);
  g_free (cell);
}

void
lt_known_shape_free (LtKnownShape *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->label);
  g_free (self->origin);
  g_free (self->path);
  g_free (self->kind);
  g_ptr_array_unref (self->signs);
  g_ptr_array_unref (self->absent);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->constants);
  g_free (self->datum);
  g_free (self->datum_note);
  g_free (self->row_column);
  g_clear_pointer (&self->row_values, g_ptr_array_unref);
  lt_known_readings_free (self->readings);
  g_free (self);
}

/* { "en": …, "zh_CN": … }: the one of the screen's language. */
static gboolean
read_words (const Source *source,
            JsonObject *object,
            const char *member,
            gboolean needed,
            char **words)
{
  static const char *const members[] = { "en", "zh_CN", NULL };
  const char *const *languages = g_get_language_names ();
  JsonObject *table;

  if (!lt_shape_source_get_object (source, object, member, needed, &table))
    return FALSE;
  if (table == NULL)
    return TRUE;
  if (!lt_shape_source_check_members (source, table, member, members))
    return FALSE;
  for (int i = 0; languages[i] != NULL && *words == NULL; i++)
    if (g_strv_contains (members, languages[i]) && json_object_has_member (table, languages[i])
        && !lt_shape_source_get_text (source, table, languages[i], TRUE, words))
      return FALSE;
  return *words != NULL || lt_shape_source_get_text (source, table, "en", TRUE, words);
}

static gboolean
read_kind (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  g_autofree char *problem = NULL;

  if (!lt_shape_source_get_text (source, object, "kind", TRUE, &shape->kind))
    return FALSE;
  if (g_str_equal (shape->kind, LT_KNOWN_READING) || lt_kind_by_name (shape->kind) != NULL)
    return TRUE;
  problem = g_strdup_printf (_ ("there is no kind \"%s\"."), shape->kind);
  return lt_shape_source_fail (source, "kind", problem);
}

/* "NAME", or { "matches": PATTERN } */
static gboolean
read_sign (const Source *source, const char *where, JsonNode *node, GPtrArray *signs)
{
  static const char *const members[] = { "matches", NULL };
  LtColumnName sign = { 0 };

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    sign.name = g_strdup (json_node_get_string (node));
  else if (!JSON_NODE_HOLDS_OBJECT (node))
    return lt_shape_source_fail (source, where,
                                 _ ("a column is a text, or an object with \"matches\"."));
  else if (!lt_shape_source_check_members (source, json_node_get_object (node), where, members)
           || !lt_shape_source_get_pattern (source, json_node_get_object (node), "matches",
                                            &sign.pattern)
           || (sign.pattern == NULL
               && !lt_shape_source_fail (source, where, _ ("\"matches\" is missing."))))
    return FALSE;
  g_ptr_array_add (signs, g_memdup2 (&sign, sizeof sign));
  return TRUE;
}

static gboolean
read_sign_list (const Source *source, JsonObject *object, const char *member, GPtrArray *signs)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return lt_shape_source_fail (source, member, _ ("a list is wanted."));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_sign (source, member, json_array_get_element (array, i), signs))
      return FALSE;
  return TRUE;
}

static gboolean
read_cells (const Source *source, JsonObject *signs, GPtrArray *cells)
{
  JsonObject *object;
  g_autoptr (GList) names = NULL;

  if (!lt_shape_source_get_object (source, signs, "cells", FALSE, &object))
    return FALSE;
  names = object == NULL ? NULL : json_object_get_members (object);
  for (GList *i = names; i != NULL; i = i->next)
    {
      LtKnownCell *cell = g_new0 (LtKnownCell, 1);

      cell->column = g_strdup (i->data);
      g_ptr_array_add (cells, cell);
      if (!lt_shape_source_get_pattern (source, object, i->data, &cell->pattern))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_signs (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  static const char *const members[] = { "columns", "absent", "count", "cells", NULL };
  JsonObject *signs;
  gint64 count;

  if (!lt_shape_source_get_object (source, object, "signs", TRUE, &signs)
      || !lt_shape_source_check_members (source, signs, "signs", members)
      || !read_sign_list (source, signs, "columns", shape->signs)
      || !read_sign_list (source, signs, "absent", shape->absent)
      || !read_cells (source, signs, shape->cells))
    return FALSE;
  count = json_object_get_int_member_with_default (signs, "count", 0);
  if (count < 0 || count > LT_ROW_MAX_COLUMNS)
    return lt_shape_source_fail (source, "count", _ ("it is no number of columns."));
  shape->n_columns = (guint) count;
  if (shape->signs->len == 0 && (count == 0 || shape->cells->len == 0))
    return lt_shape_source_fail (source, "signs",
                                 _ ("name columns, or the number of columns and what their cells "
                                    "match."));
  if (shape->cells->len > 0 && !g_str_equal (shape->kind, LT_KNOWN_READING))
    return lt_shape_source_fail (source, "cells", _ ("only readings are known by their cells."));
  return TRUE;
}

/* What a translation gives must fit the field, or the file would be refused row by row. */
static gboolean
check_here (const Source *source, const LtKind *kind, int field, const char *here)
{
  g_autoptr (GError) problem = NULL;
  LtValue *value = NULL;

  if (field < 0 || *here == '\0' || lt_field_refers (&kind->fields[field]))
    return TRUE;
  if (!lt_field_parse (&kind->fields[field], here, &value, &problem))
    return lt_shape_source_fail (source, kind->fields[field].name, problem->message);
  lt_value_unref (value);
  return TRUE;
}

/* "values" { THERE: HERE } and "patterns" { PATTERN: HERE } of one column. */
static gboolean
read_values (const Source *source,
             JsonObject *object,
             const char *member,
             const LtKind *kind,
             int field,
             GPtrArray *values)
{
  JsonObject *table;
  g_autoptr (GList) names = NULL;

  if (!lt_shape_source_get_object (source, object, member, FALSE, &table))
    return FALSE;
  names = table == NULL ? NULL : json_object_get_members (table);
  for (GList *i = names; i != NULL; i = i->next)
    {
      LtKnownValue *value = g_new0 (LtKnownValue, 1);

      g_ptr_array_add (values, value);
      if (!lt_shape_source_get_text (source, table, i->data, TRUE, &value->here)
          || !check_here (source, kind, field, value->here))
        return FALSE;
      if (g_str_equal (member, "patterns"))
        value->pattern = lt_shape_source_compile (source, member, i->data);
      else
        value->there = g_strdup (i->data);
      if (value->pattern == NULL && value->there == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_column (const Source *source, JsonObject *object, const LtKind *kind, LtKnownColumn *column)
{
  static const char *const members[] = { "column",   "matches", "field", "values",
                                         "patterns", "fill",    NULL };
  g_autofree char *problem = NULL;
  int field;

  column->values = g_ptr_array_new_with_free_func (free_value);
  if (!lt_shape_source_check_members (source, object, "fields", members)
      || !lt_shape_source_get_text (source, object, "column", FALSE, &column->column.name)
      || !lt_shape_source_get_pattern (source, object, "matches", &column->column.pattern)
      || !lt_shape_source_get_text (source, object, "field", TRUE, &column->field)
      || !lt_shape_source_get_flag (source, object, "fill", &column->fill))
    return FALSE;
  if ((column->column.name == NULL) == (column->column.pattern == NULL))
    return lt_shape_source_fail (source, "fields",
                                 _ ("each needs one of \"column\" and \"matches\"."));
  if (!lt_import_find_target (kind, column->field, &field))
    {
      problem =
          g_strdup_printf (_ ("there is no field \"%s\" that an import can fill."), column->field);
      return lt_shape_source_fail (source, "fields", problem);
    }
  return read_values (source, object, "values", kind, field, column->values)
         && read_values (source, object, "patterns", kind, field, column->values);
}

static gboolean
read_columns (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  const LtKind *kind = lt_kind_by_name (shape->kind);
  JsonNode *node = json_object_get_member (object, "fields");
  JsonArray *array;

  if (kind == NULL)
    return node == NULL
           || lt_shape_source_fail (source, "fields", _ ("readings have none: say \"readings\"."));
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return lt_shape_source_fail (source, "fields", _ ("a list is wanted."));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      LtKnownColumn *column = g_new0 (LtKnownColumn, 1);

      g_ptr_array_add (shape->columns, column);
      if (!JSON_NODE_HOLDS_OBJECT (element))
        return lt_shape_source_fail (source, "fields", _ ("an object is wanted."));
      if (!read_column (source, json_node_get_object (element), kind, column))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_constants (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  const LtKind *kind = lt_kind_by_name (shape->kind);
  JsonObject *table;
  g_autoptr (GList) names = NULL;

  if (!lt_shape_source_get_object (source, object, "constants", FALSE, &table))
    return FALSE;
  names = table == NULL ? NULL : json_object_get_members (table);
  for (GList *i = names; i != NULL; i = i->next)
    {
      int field = kind == NULL ? -1 : lt_kind_find_field (kind, i->data);
      LtKnownValue *value = g_new0 (LtKnownValue, 1);

      value->there = g_strdup (i->data);
      g_ptr_array_add (shape->constants, value);
      if (field < 0 || (kind->fields[field].flags & LT_FIELD_FIXED) != 0)
        return lt_shape_source_fail (source, i->data, _ ("it is no field that can be set."));
      if (!lt_shape_source_get_text (source, table, i->data, TRUE, &value->here)
          || !check_here (source, kind, field, value->here))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rows (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  static const char *const members[] = { "column", "is", NULL };
  JsonObject *rows;

  if (!lt_shape_source_get_object (source, object, "rows", FALSE, &rows))
    return FALSE;
  return rows == NULL
         || (lt_shape_source_check_members (source, rows, "rows", members)
             && lt_shape_source_get_text (source, rows, "column", TRUE, &shape->row_column)
             && lt_shape_source_get_texts (source, rows, "is", &shape->row_values));
}

static gboolean
read_datum (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtDatum) datum = NULL;

  if (!lt_shape_source_get_text (source, object, "datum", FALSE, &shape->datum)
      || !read_words (source, object, "datum_note", FALSE, &shape->datum_note))
    return FALSE;
  if (shape->datum == NULL)
    return TRUE;
  datum = lt_datum_new (shape->datum, &problem);
  return datum != NULL || lt_shape_source_fail (source, "datum", problem->message);
}

static gboolean
read_readings (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  gboolean needed = g_str_equal (shape->kind, LT_KNOWN_READING);
  JsonObject *readings;

  if (!lt_shape_source_get_object (source, object, "readings", needed, &readings))
    return FALSE;
  if (readings == NULL)
    return TRUE;
  if (!needed)
    return lt_shape_source_fail (source, "readings", _ ("it goes with the kind \"reading\"."));
  shape->readings = lt_known_readings_read (source, readings);
  return shape->readings != NULL;
}

static gboolean
read_shape (const Source *source, JsonObject *object, LtKnownShape *shape)
{
  static const char *const members[] = { "name",       "label",  "origin",       "kind",
                                         "signs",      "fields", "constants",    "decimal_comma",
                                         "datum",      "rows",   "point_inside", "readings",
                                         "datum_note", "about",  "repeats",      NULL };

  return lt_shape_source_check_members (source, object, "", members)
         && lt_shape_source_get_text (source, object, "name", TRUE, &shape->name)
         && read_words (source, object, "label", TRUE, &shape->label)
         && lt_shape_source_get_text (source, object, "origin", TRUE, &shape->origin)
         && read_kind (source, object, shape) && read_signs (source, object, shape)
         && read_columns (source, object, shape) && read_constants (source, object, shape)
         && lt_shape_source_get_flag (source, object, "decimal_comma", &shape->decimal_comma)
         && lt_shape_source_get_flag (source, object, "point_inside", &shape->point_inside)
         && lt_shape_source_get_flag (source, object, "repeats", &shape->repeats)
         && read_datum (source, object, shape) && read_rows (source, object, shape)
         && read_readings (source, object, shape);
}

/*
 * lt_known_shape_read:
 *
 * Reads the description of one shape. @error names the file and the member.
 */
LtKnownShape *
lt_known_shape_read (const char *path, GError **error)
{
  Source source = { path, error };
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = lt_json_load (path, &problem);
  LtKnownShape *shape;

  if (root == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Shape file %s: %s"), path,
                   problem->message);
      return NULL;
    }
  shape = g_new0 (LtKnownShape, 1);
  shape->path = g_strdup (path);
  shape->signs = g_ptr_array_new_with_free_func (free_sign);
  shape->absent = g_ptr_array_new_with_free_func (free_sign);
  shape->cells = g_ptr_array_new_with_free_func (free_cell);
  shape->columns = g_ptr_array_new_with_free_func (free_column);
  shape->constants = g_ptr_array_new_with_free_func (free_value);
  if (read_shape (&source, json_node_get_object (root), shape))
    return shape;
  lt_known_shape_free (shape);
  return NULL;
}
