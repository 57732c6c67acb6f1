/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mapping-private.h"
#include "exchange/refused-rows.h"

#include "base/error.h"
#include "base/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtImportPlan *plan;
  LtMapping *mapping;
  guint rows;
  gboolean done; /* all that is wanted was read; the rest is broken off */
} Look;

static void
free_column (gpointer data)
{
  LtMappingColumn *column = data;

  for (guint i = 0; i < LT_MAPPING_VALUES; i++)
    g_free (column->values[i]);
  g_free (column->name);
  g_free (column->field);
  g_free (column->remark);
  g_free (column->own);
  g_free (column);
}

LtMappingColumn *
lt_mapping_get_column (const LtMapping *self, guint i)
{
  return g_ptr_array_index (self->columns, i);
}

static gboolean
is_taken (const LtMapping *self, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (lt_mapping_get_column (self, i)->field, field) == 0)
      return TRUE;
  return FALSE;
}

static LtMappingReason
find_reason (const LtImportPlan *plan, const LtImportRoute *route, const char *column)
{
  if (g_hash_table_contains (plan->map, column))
    return LT_MAPPING_TOLD;
  return route->known != NULL ? LT_MAPPING_SHAPE : LT_MAPPING_NAME;
}

static void
take_routes (LtMapping *self, const LtImportPlan *plan, const LtImportRoutes *routes)
{
  for (guint i = 0; i < routes->routes->len; i++)
    {
      const LtImportRoute *route = &g_array_index (routes->routes, LtImportRoute, i);
      LtMappingColumn *column = lt_mapping_get_column (self, route->column);

      if (column->own != NULL)
        continue;
      column->own = g_strdup (lt_import_name_target (self->kind, route->field));
      column->field = g_strdup (column->own);
      column->reason = find_reason (plan, route, column->name);
    }
  for (guint i = 0; i < self->columns->len; i++)
    if (g_hash_table_contains (plan->map, lt_mapping_get_column (self, i)->name))
      lt_mapping_get_column (self, i)->reason = LT_MAPPING_TOLD;
}

/* What refers to a record of this county says nothing in another one. */
static void
take_constants (LtMapping *self, const LtImportPlan *plan)
{
  for (guint i = 0; i < plan->constants->len; i++)
    {
      const LtImportConstant *constant = g_ptr_array_index (plan->constants, i);
      const LtField *field = &self->kind->fields[constant->field];
      const char *text = lt_value_text (constant->value);

      g_hash_table_replace (self->constants, g_strdup (field->name),
                            g_strdup (text == NULL || lt_field_refers (field) ? "" : text));
    }
}

static gboolean
is_called_nearly (const char *column, const char *name)
{
  g_autofree char *a = lt_fold (column);
  g_autofree char *b = lt_fold (name);

  return g_str_equal (g_strstrip (a), g_strstrip (b));
}

/* The field that a column is called like when width, traditional characters and what
 * stands behind it in brackets are passed over. */
static const LtField *
find_like_field (const LtKind *kind, const char *name)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];

      if ((field->flags & (LT_FIELD_FIXED | LT_FIELD_HIDDEN)) == 0
          && (is_called_nearly (name, field->name)
              || is_called_nearly (name, lt_field_get_label (field))))
        return field;
    }
  return NULL;
}

static void
propose (LtMapping *self, LtMappingColumn *column, const char *field)
{
  if (is_taken (self, field))
    return;
  column->field = g_strdup (field);
  column->reason = LT_MAPPING_LIKELY;
}

static void
propose_by_likeness (LtMapping *self, LtMappingColumn *column)
{
  g_autofree char *bare = NULL;
  g_autofree char *inside = NULL;
  gboolean split = lt_unit_split (column->name, &bare, &inside);
  const LtField *field = find_like_field (self->kind, split ? bare : column->name);

  if (field == NULL)
    return;
  /* the number of another unit would be another number */
  if (split && field->unit != NULL && !lt_unit_is_same (inside, field->unit))
    column->remark = g_strdup_printf (_ ("Its unit is \"%s\"; \"%s\" is kept in %s."), inside,
                                      lt_field_get_label (field), field->unit);
  else
    propose (self, column, field->name);
}

/* What a column of this name is in another table that is known. */
static void
propose_by_shapes (LtMapping *self, LtMappingColumn *column, const LtKnownShapes *shapes)
{
  const char *columns[] = { column->name, NULL };
  GPtrArray *list = lt_known_shapes_list (shapes);

  for (guint i = 0; i < list->len && column->field == NULL; i++)
    {
      const LtKnownShape *shape = g_ptr_array_index (list, i);

      if (!g_str_equal (shape->kind, self->kind->name))
        continue;
      for (guint j = 0; j < shape->columns->len && column->field == NULL; j++)
        {
          const LtKnownColumn *known = g_ptr_array_index (shape->columns, j);

          /* what has to be translated is translated by its shape only */
          if (known->values->len == 0 && !known->fill
              && lt_column_name_find (&known->column, columns) == 0)
            propose (self, column, known->field);
        }
    }
}

static gboolean
ends_in (const char *column, const char *label)
{
  g_autofree char *bare = NULL;
  g_autofree char *inside = NULL;
  gboolean split = lt_unit_split (column, &bare, &inside);
  g_autofree char *a = lt_fold (split ? bare : column);
  g_autofree char *b = lt_fold (label);

  return g_utf8_strlen (b, -1) > 1 && g_str_has_suffix (g_strstrip (a), b);
}

/* "矿山名称" is the name where no other column ends so. */
static void
propose_by_ending (LtMapping *self, const LtField *field)
{
  LtMappingColumn *found = NULL;

  if ((field->flags & (LT_FIELD_FIXED | LT_FIELD_HIDDEN)) != 0 || field->unit != NULL
      || is_taken (self, field->name))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      LtMappingColumn *column = lt_mapping_get_column (self, i);

      if (!ends_in (column->name, lt_field_get_label (field)))
        continue;
      if (found != NULL || column->field != NULL || column->reason == LT_MAPPING_TOLD)
        return;
      found = column;
    }
  if (found != NULL)
    propose (self, found, field->name);
}

/* A file of a known shape is known whole; of others more is proposed than an import
 * takes by itself, because somebody looks at it. */
static void
propose_more (LtMapping *self, LtImportPlan *plan)
{
  const LtKnownShapes *shapes = lt_import_plan_get_shapes (plan, NULL);

  if (self->shape != NULL)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      LtMappingColumn *column = lt_mapping_get_column (self, i);

      if (column->field != NULL || column->reason == LT_MAPPING_TOLD
          || lt_refused_rows_is_reason (column->name))
        continue;
      propose_by_likeness (self, column);
      if (column->field == NULL && column->remark == NULL && shapes != NULL)
        propose_by_shapes (self, column, shapes);
    }
  for (guint i = 0; i < self->kind->n_fields; i++)
    propose_by_ending (self, &self->kind->fields[i]);
}

static gboolean
take_header (Look *look, const LtRowHeader *header, GError **error)
{
  LtMapping *self = look->mapping;
  LtImportRoutes routes;
  gboolean good = lt_import_routes_propose (&routes, look->plan, header, self->file, error);

  if (good)
    {
      self->format = g_strdup (header->format);
      self->encoding = g_strdup (header->encoding);
      self->file_datum = g_strdup (*header->datum == '\0' ? routes.heading_datum : header->datum);
      self->has_shapes = routes.has_shapes;
      self->datum = g_strdup (look->plan->datum);
      for (guint i = 0; header->columns[i] != NULL; i++)
        {
          LtMappingColumn *column = g_new0 (LtMappingColumn, 1);

          column->name = g_strdup (header->columns[i]);
          g_ptr_array_add (self->columns, column);
        }
      if (routes.known != NULL)
        {
          self->shape = g_strdup (routes.known->name);
          self->known_as = g_strdup (routes.known->label);
          self->shape_path = g_strdup (routes.known->path);
        }
      take_routes (self, look->plan, &routes);
      take_constants (self, look->plan);
      for (guint i = 0; routes.known != NULL && i < routes.known->constants->len; i++)
        g_hash_table_add (
            self->known_constants,
            g_strdup (((LtKnownValue *) g_ptr_array_index (routes.known->constants, i))->there));
      propose_more (self, look->plan);
    }
  lt_import_routes_clear (&routes);
  return good;
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Look *look = user_data;

  if (type == LT_ROW_HEADER)
    return take_header (look, lt_row_decoder_get_header (decoder), error);
  if (type != LT_ROW_ROW)
    return TRUE;
  for (guint i = 0; i < look->mapping->columns->len; i++)
    {
      const char *cell = lt_row_decoder_get_row (decoder)->cells[i];

      lt_mapping_get_column (look->mapping, i)->values[look->rows] =
          lt_import_is_no_data (cell) ? NULL : g_strdup (cell);
    }
  look->done = ++look->rows == LT_MAPPING_VALUES;
  if (look->done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return !look->done;
}

/**
 * lt_mapping_read:
 * @plan: what is said so far, of columns, shape, encoding, part and datum
 * @path: of the file
 * @cancellable: (nullable): to break off
 * @error: return location
 *
 * Reads a file's header and its first rows, and proposes which column goes to which
 * field: where an import puts it, and, where that is nowhere, the field that it is
 * called nearly like.
 *
 * Returns: (transfer full) (nullable): the proposal
 */
LtMapping *
lt_mapping_read (LtImportPlan *plan, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtMapping) self = g_new0 (LtMapping, 1);
  Look look = { .plan = plan, .mapping = self };
  g_autoptr (GError) problem = NULL;

  self->kind = plan->kind;
  self->file = g_path_get_basename (path);
  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->constants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->known_constants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (lt_import_child_read (plan, path, FALSE, on_frame, &look, cancellable, &problem) || look.done)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

void
lt_mapping_free (LtMapping *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->format);
  g_free (self->encoding);
  g_ptr_array_unref (self->columns);
  g_free (self->shape);
  g_free (self->known_as);
  g_free (self->file_datum);
  g_hash_table_unref (self->constants);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->known_constants);
  g_free (self->shape_path);
  g_free (self->datum);
  g_free (self);
}

/**
 * lt_mapping_choose:
 * @self: a mapping
 * @column: place of a column
 * @field: (nullable): where it shall go; %NULL for nowhere
 * @error: return location
 *
 * Returns: whether an import can fill @field
 */
gboolean
lt_mapping_choose (LtMapping *self, guint column, const char *field, GError **error)
{
  LtMappingColumn *chosen = lt_mapping_get_column (self, column);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (self->kind);

  if (!lt_import_plan_map (plan, chosen->name, field == NULL ? "" : field, error))
    return FALSE;
  g_free (chosen->field);
  chosen->field = g_strdup (field);
  return TRUE;
}

/**
 * lt_mapping_set_datum:
 * @self: a mapping
 * @datum: (nullable): what the coordinates are in; %NULL where nobody said it
 * @error: return location
 *
 * Returns: whether there is such a datum
 */
gboolean
lt_mapping_set_datum (LtMapping *self, const char *datum, GError **error)
{
  g_autoptr (LtDatum) known = datum == NULL ? NULL : lt_datum_new (datum, error);

  if (datum != NULL && known == NULL)
    return FALSE;
  g_free (self->datum);
  self->datum = known == NULL ? NULL : g_strdup (lt_datum_get_name (known));
  return TRUE;
}

static gboolean
is_changed (const LtMappingColumn *column)
{
  return g_strcmp0 (column->field, column->own) != 0;
}

/* A field that a changed column goes to is no longer filled as the shape says. */
static gboolean
is_touched (const LtMapping *self, const char *field)
{
  for (guint i = 0; field != NULL && i < self->columns->len; i++)
    if (is_changed (lt_mapping_get_column (self, i))
        && g_strcmp0 (lt_mapping_get_column (self, i)->field, field) == 0)
      return TRUE;
  return FALSE;
}

/*
 * lt_mapping_is_by_shape:
 *
 * Whether a column is read as the file's known shape says, its values translated.
 */
gboolean
lt_mapping_is_by_shape (const LtMapping *self, const LtMappingColumn *column)
{
  return column->reason == LT_MAPPING_SHAPE && !is_changed (column)
         && !is_touched (self, column->field);
}

/**
 * lt_mapping_list_map:
 * @self: a mapping
 *
 * Returns: (transfer full) (element-type utf8): columns and where they go, in turn; an
 *   empty text for nowhere. Those that go where the file's known shape says are left
 *   out: it translates their values
 */
GPtrArray *
lt_mapping_list_map (const LtMapping *self)
{
  GPtrArray *map = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const LtMappingColumn *column = lt_mapping_get_column (self, i);

      if (lt_mapping_is_by_shape (self, column))
        continue;
      g_ptr_array_add (map, g_strdup (column->name));
      g_ptr_array_add (map, g_strdup (column->field == NULL ? "" : column->field));
    }
  return map;
}

/**
 * lt_mapping_apply:
 * @self: a mapping
 * @plan: a plan for the same file
 * @error: return location
 *
 * Has the plan put every column where the mapping says, and nowhere else.
 *
 * Returns: whether it can
 */
gboolean
lt_mapping_apply (const LtMapping *self, LtImportPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) map = lt_mapping_list_map (self);

  g_hash_table_remove_all (plan->map);
  for (guint i = 0; i < map->len; i += 2)
    if (!lt_import_plan_map (plan, map->pdata[i], map->pdata[i + 1], error))
      return FALSE;
  return TRUE;
}

/**
 * lt_mapping_is_plain:
 * @self: a mapping that was just read
 *
 * Returns: whether there is nothing to choose: the file is of a known shape, or each of
 *   its columns is called like a field, and every field that is needed has one
 */
gboolean
lt_mapping_is_plain (const LtMapping *self)
{
  g_autoptr (GPtrArray) missing = lt_mapping_list_missing (self);

  if (missing->len > 0)
    return FALSE;
  for (guint i = 0; self->shape == NULL && i < self->columns->len; i++)
    {
      const LtMappingColumn *column = lt_mapping_get_column (self, i);

      if ((column->field == NULL && !lt_refused_rows_is_reason (column->name))
          || column->reason == LT_MAPPING_LIKELY)
        return FALSE;
    }
  return TRUE;
}
