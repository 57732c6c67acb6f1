/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PATIENCE 120000 /* ms; a large file is looked through before its first row comes */

static char *
list_targets (const LtKind *kind)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & LT_FIELD_FIXED) == 0)
      g_string_append_printf (list, "%s%s", list->len == 0 ? "" : ", ", kind->fields[i].name);
  if (lt_import_is_point_kind (kind))
    g_string_append (list, ", " LT_IMPORT_LONGITUDE ", " LT_IMPORT_LATITUDE ", " LT_IMPORT_X
                           ", " LT_IMPORT_Y);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

void
lt_import_constant_free (gpointer data)
{
  LtImportConstant *constant = data;

  lt_value_unref (constant->value);
  g_free (constant);
}

void
lt_import_constant_add (GPtrArray *constants, guint field, LtValue *value)
{
  LtImportConstant *constant = g_new0 (LtImportConstant, 1);

  constant->field = field;
  constant->value = value;
  g_ptr_array_add (constants, constant);
}

gboolean
lt_import_is_point_kind (const LtKind *kind)
{
  int geometry = lt_kind_geometry_field (kind);

  return geometry >= 0 && kind->fields[geometry].type == LT_TYPE_POINT;
}

static const struct
{
  const char *name;
  int route;
} halves[] = {
  { LT_IMPORT_LONGITUDE, LT_ROUTE_LONGITUDE },
  { LT_IMPORT_LATITUDE, LT_ROUTE_LATITUDE },
  { LT_IMPORT_X, LT_ROUTE_X },
  { LT_IMPORT_Y, LT_ROUTE_Y },
};

/* The place of a field that an import may fill, or one of LT_ROUTE_…. */
gboolean
lt_import_find_target (const LtKind *kind, const char *name, int *field)
{
  *field = lt_kind_find_field (kind, name);
  if (*field >= 0)
    return (kind->fields[*field].flags & LT_FIELD_FIXED) == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    if (g_str_equal (name, halves[i].name))
      {
        *field = halves[i].route;
        return lt_import_is_point_kind (kind);
      }
  *field = LT_ROUTE_ID;
  return g_str_equal (name, LT_IMPORT_ID);
}

/* What --map calls it. */
const char *
lt_import_name_target (const LtKind *kind, int field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    if (halves[i].route == field)
      return halves[i].name;
  if (field == LT_ROUTE_ID)
    return LT_IMPORT_ID;
  return kind->fields[field].name;
}

/**
 * lt_import_plan_new:
 * @kind: what the rows become
 *
 * Returns: (transfer full): a plan that leaves everything to the file's columns
 */
LtImportPlan *
lt_import_plan_new (const LtKind *kind)
{
  LtImportPlan *self = g_new0 (LtImportPlan, 1);

  g_return_val_if_fail (kind != NULL, NULL);

  self->kind = kind;
  self->map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->constants = g_ptr_array_new_with_free_func (lt_import_constant_free);
  self->encoding = "auto";
  self->pipe = -1;
  self->patience = PATIENCE;
  return self;
}

void
lt_import_plan_free (LtImportPlan *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->map);
  g_ptr_array_unref (self->constants);
  lt_known_shapes_free (self->shapes);
  g_free (self->datum);
  g_free (self->part);
  g_free (self);
}

/**
 * lt_import_plan_map:
 * @self: a plan
 * @column: name of a column of the file
 * @field: name of a field, "longitude", "latitude", "x", "y" or "id"; empty for a column
 *   that goes nowhere, whatever it is called
 * @error: return location; %LT_ERROR_USAGE names the fields there are
 *
 * Returns: whether there is such a field, and an import may fill it
 */
gboolean
lt_import_plan_map (LtImportPlan *self, const char *column, const char *field, GError **error)
{
  int target;

  if (*field != '\0' && !lt_import_find_target (self->kind, field, &target))
    {
      g_autofree char *known = list_targets (self->kind);

      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("A column cannot go to \"%s\". An import of %s can fill: %s."), field,
                   self->kind->name, known);
      return FALSE;
    }
  g_hash_table_replace (self->map, g_strdup (column), g_strdup (field));
  return TRUE;
}

/**
 * lt_import_plan_set:
 * @self: a plan
 * @field: name of a field
 * @value: what it shall hold in every record, whatever the file says; for a
 *   field that refers to records set the parser first
 * @error: return location
 *
 * Returns: whether @value fits the field
 */
gboolean
lt_import_plan_set (LtImportPlan *self, const char *field, const char *value, GError **error)
{
  int i = lt_kind_find_field (self->kind, field);
  LtValue *parsed = NULL;

  if (i < 0 || (self->kind->fields[i].flags & LT_FIELD_FIXED) != 0)
    {
      g_autofree char *known = list_targets (self->kind);

      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("There is no field \"%s\" to set. An import of %s can fill: %s."), field,
                   self->kind->name, known);
      return FALSE;
    }
  if (self->parse != NULL && lt_field_refers (&self->kind->fields[i]))
    {
      if (!self->parse (&self->kind->fields[i], value, &parsed, self->parse_data, error))
        return FALSE;
    }
  else if (!lt_field_parse_input (&self->kind->fields[i], value, &parsed, error))
    return FALSE;
  lt_import_constant_add (self->constants, (guint) i, parsed);
  return TRUE;
}

/**
 * lt_import_plan_set_datum:
 * @self: a plan
 * @name: what the file's coordinates are in, see lt_datum_choices(); it stands
 *   above what the file itself says
 * @error: return location; %LT_ERROR_USAGE names the choices
 *
 * Returns: whether there is such a datum
 */
gboolean
lt_import_plan_set_datum (LtImportPlan *self, const char *name, GError **error)
{
  g_autoptr (LtDatum) datum = lt_datum_new (name, error);

  if (datum == NULL)
    return FALSE;
  g_free (self->datum);
  self->datum = g_strdup (lt_datum_get_name (datum));
  return TRUE;
}

/**
 * lt_import_plan_clear_datum:
 * @self: a plan
 *
 * Takes back what was said of the datum.
 */
void
lt_import_plan_clear_datum (LtImportPlan *self)
{
  g_clear_pointer (&self->datum, g_free);
}

/**
 * lt_import_plan_set_places_only:
 * @self: a plan
 * @places_only: whether nothing is asked of a row but where it is
 *
 * Then no row is refused for what else stands in it, and records lack what could
 * not be read: to look at, not to be written.
 */
void
lt_import_plan_set_places_only (LtImportPlan *self, gboolean places_only)
{
  self->places_only = places_only;
}

/**
 * lt_import_plan_set_encoding:
 * @self: a plan
 * @encoding: auto, utf-8 or gb18030
 * @error: return location
 *
 * Returns: whether there is such an encoding
 */
gboolean
lt_import_plan_set_encoding (LtImportPlan *self, const char *encoding, GError **error)
{
  static const char *const encodings[] = { "auto", "utf-8", "gb18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (encodings[i], encoding) == 0)
      {
        self->encoding = encodings[i];
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("The encoding %s is not known. Choose auto, utf-8 or gb18030."), encoding);
  return FALSE;
}

/**
 * lt_import_plan_set_part:
 * @self: a plan
 * @part: (nullable): which table or layer is read of a file that has several
 *
 * See lt_import_list_parts().
 */
void
lt_import_plan_set_part (LtImportPlan *self, const char *part)
{
  g_free (self->part);
  self->part = g_strdup (part);
}

/**
 * lt_import_plan_get_part:
 *
 * Returns: (transfer none) (nullable): which part is read
 */
const char *
lt_import_plan_get_part (const LtImportPlan *self)
{
  return self->part;
}

/* The shapes that are known, read when they are first needed. */
const LtKnownShapes *
lt_import_plan_get_shapes (LtImportPlan *self, GError **error)
{
  if (self->shapes == NULL)
    self->shapes = lt_known_shapes_load (error);
  return self->shapes;
}

static char *
list_shapes (const LtKnownShapes *shapes, const char *kind)
{
  g_autoptr (GString) list = g_string_new (NULL);
  GPtrArray *all = lt_known_shapes_list (shapes);

  for (guint i = 0; i < all->len; i++)
    {
      const LtKnownShape *shape = g_ptr_array_index (all, i);

      if (g_str_equal (shape->kind, kind))
        g_string_append_printf (list, "%s%s", list->len == 0 ? "" : ", ", shape->name);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/**
 * lt_import_plan_set_shape:
 * @self: a plan
 * @name: of a known shape; the file is read as such a one, whatever it looks like
 * @error: return location; %LT_ERROR_USAGE names the shapes there are
 *
 * Returns: whether there is such a shape for this kind
 */
gboolean
lt_import_plan_set_shape (LtImportPlan *self, const char *name, GError **error)
{
  const LtKnownShapes *shapes = lt_import_plan_get_shapes (self, error);
  const char *kind = g_str_equal (self->kind->name, "batch") ? LT_KNOWN_READING : self->kind->name;
  g_autofree char *all = NULL;

  if (shapes == NULL)
    return FALSE;
  self->wanted = lt_known_shapes_by_name (shapes, name);
  if (self->wanted != NULL && g_str_equal (self->wanted->kind, kind))
    return TRUE;
  self->wanted = NULL;
  all = list_shapes (shapes, kind);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("There is no shape \"%s\" for %s. There are: %s."), name, kind, all);
  return FALSE;
}

/**
 * lt_import_plan_fills:
 * @self: a plan that has read a file
 * @field: a field
 *
 * Returns: whether what the file says of @field counts only where a record says
 *   nothing yet
 */
gboolean
lt_import_plan_fills (const LtImportPlan *self, guint field)
{
  const char *name = self->kind->fields[field].name;

  if (self->known == NULL)
    return FALSE;
  if (self->known->point_inside && (int) field == lt_kind_geometry_field (self->kind))
    return TRUE;
  for (guint i = 0; i < self->known->columns->len; i++)
    {
      const LtKnownColumn *column = g_ptr_array_index (self->known->columns, i);

      if (column->fill && g_str_equal (column->field, name))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_import_plan_repeats:
 * @self: a plan that has read a file
 *
 * Returns: whether several rows of such files may be of one record, of which the
 *   first counts
 */
gboolean
lt_import_plan_repeats (const LtImportPlan *self)
{
  return self->known != NULL && self->known->repeats;
}

/**
 * lt_import_plan_set_parser:
 * @self: a plan
 * @parse: (nullable): looks up what refers to other records; without it, ids are wanted
 * @user_data: for @parse
 */
void
lt_import_plan_set_parser (LtImportPlan *self, LtImportParseFunc parse, gpointer user_data)
{
  self->parse = parse;
  self->parse_data = user_data;
}

/**
 * lt_import_plan_set_patience:
 * @self: a plan
 * @ms: how long to wait for the next rows before the reading program is given up
 */
void
lt_import_plan_set_patience (LtImportPlan *self, guint ms)
{
  self->patience = ms;
}
