/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a column of a position is called where nobody says which it is: without the
 * unit that may stand behind it in brackets. */
static const char *const longitude_names[] = { "longitude", "lon",    "lng",  "long",    "经度",
                                               "东经",      "东坐标", "东距", "easting", NULL };
static const char *const latitude_names[] = { "latitude", "lat",      "纬度", "北纬",
                                              "北坐标",   "northing", NULL };
/* A pair of which not even the order is known. */
static const char *const x_names[] = {
  "x", "x坐标", "坐标x", "纵坐标", "纵坐标x", "x纵坐标", NULL
};
static const char *const y_names[] = {
  "y", "y坐标", "坐标y", "横坐标", "横坐标y", "y横坐标", NULL
};
/* Both in one column. */
static const char *const pair_names[] = { "经纬度",     "坐标",        "地理坐标",   "位置坐标",
                                          "经纬度坐标", "coordinates", "coordinate", "lonlat",
                                          "latlon",     NULL };

static gboolean
is_routed (const LtImportRoutes *self, int field)
{
  for (guint i = 0; i < self->routes->len; i++)
    if (g_array_index (self->routes, LtImportRoute, i).field == field)
      return TRUE;
  return FALSE;
}

static void
add_route (LtImportRoutes *self, guint column, int field, const LtKnownColumn *known)
{
  LtImportRoute route = { column, field, known };

  g_array_append_val (self->routes, route);
}

/* Every column that was named has to be there; of several for one field the one
 * further left is preferred. */
static gboolean
route_as_told (LtImportRoutes *self, const char *name, GError **error)
{
  GHashTableIter iter;
  gpointer column;

  g_hash_table_iter_init (&iter, self->plan->map);
  while (g_hash_table_iter_next (&iter, &column, NULL))
    if (lt_row_header_find (self->header, column) < 0)
      {
        g_autofree char *columns = g_strjoinv (", ", self->header->columns);

        g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no column \"%s\". It has: %s."),
                     name, (char *) column, columns);
        return FALSE;
      }
  for (guint i = 0; self->header->columns[i] != NULL; i++)
    {
      const char *field = g_hash_table_lookup (self->plan->map, self->header->columns[i]);
      int target;

      if (field != NULL && *field != '\0'
          && lt_import_find_target (self->plan->kind, field, &target))
        add_route (self, i, target, NULL);
    }
  return TRUE;
}

static gboolean
is_told (const LtImportRoutes *self, guint told, int field)
{
  for (guint i = 0; i < told; i++)
    if (g_array_index (self->routes, LtImportRoute, i).field == field)
      return TRUE;
  return FALSE;
}

static void
set_known_constants (LtImportRoutes *self)
{
  const LtKind *kind = self->plan->kind;

  for (guint i = 0; i < self->known->constants->len; i++)
    {
      const LtKnownValue *constant = g_ptr_array_index (self->known->constants, i);
      int field = lt_kind_find_field (kind, constant->there);
      LtValue *value = NULL;

      /* It was parsed once, when the shape was read. */
      if (!is_routed (self, field)
          && lt_field_parse (&kind->fields[field], constant->here, &value, NULL))
        lt_import_constant_add (self->constants, (guint) field, value);
    }
}

static void
route_known_shape (LtImportRoutes *self)
{
  guint told = self->routes->len;

  for (guint i = 0; i < self->known->columns->len; i++)
    {
      const LtKnownColumn *known = g_ptr_array_index (self->known->columns, i);
      int column =
          lt_column_name_find (&known->column, (const char *const *) self->header->columns);
      int field;

      if (column >= 0 && !g_hash_table_contains (self->plan->map, self->header->columns[column])
          && lt_import_find_target (self->plan->kind, known->field, &field)
          && !is_told (self, told, field))
        add_route (self, (guint) column, field, known);
    }
  set_known_constants (self);
  if (self->known->row_column != NULL)
    self->row_column = lt_row_header_find (self->header, self->known->row_column);
}

/* The shape that the user named, or the one that the columns are. */
static gboolean
find_shape (LtImportRoutes *self, const char *name, GError **error)
{
  const char *const *columns = (const char *const *) self->header->columns;
  const LtKnownShape *wanted = self->plan->wanted;
  const LtKnownShapes *shapes = lt_import_plan_get_shapes (self->plan, error);
  g_autofree char *all = NULL;
  const char *missing;

  if (shapes == NULL)
    return FALSE;
  self->known = wanted != NULL
                    ? wanted
                    : lt_known_shapes_find (shapes, self->plan->kind->name, columns, NULL);
  self->plan->known = self->known;
  if (wanted == NULL || lt_known_shape_fits (wanted, columns, NULL, &missing) || missing == NULL)
    return TRUE;
  all = g_strjoinv (", ", self->header->columns);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("%s is not of the shape %s: it has no column \"%s\". It has: %s."), name,
               wanted->name, missing, all);
  return FALSE;
}

static gboolean
is_called (const char *column, const char *name)
{
  g_autofree char *a = g_utf8_casefold (column, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  return g_str_equal (g_strstrip (a), b);
}

/* By its name or its label, in English and on the screen. */
gboolean
lt_import_is_field_called (const LtField *field, const char *column)
{
  return is_called (column, field->name) || is_called (column, field->label)
         || is_called (column, lt_field_get_label (field));
}

static gboolean
is_one_of (const char *column, const char *const *names)
{
  g_autofree char *wide = g_utf8_normalize (column, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *bare = wide == NULL ? g_strdup (column) : g_strndup (wide, strcspn (wide, "("));

  for (int i = 0; names[i] != NULL; i++)
    if (is_called (bare, names[i]))
      return TRUE;
  return FALSE;
}

/* "剥离面积（㎡）" is the field, "剥离面积（公顷）" would be another number. */
static gboolean
is_called_with_unit (const LtField *field, const char *column)
{
  g_autofree char *bare = NULL;
  g_autofree char *inside = NULL;

  return field->unit != NULL && lt_unit_split (column, &bare, &inside)
         && lt_unit_is_same (inside, field->unit) && lt_import_is_field_called (field, bare);
}

static gboolean
guess_field (const LtKind *kind, const char *column, int *target)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & LT_FIELD_FIXED) == 0
        && (lt_import_is_field_called (&kind->fields[i], column)
            || is_called_with_unit (&kind->fields[i], column)))
      {
        *target = (int) i;
        return TRUE;
      }
  *target = LT_ROUTE_ID;
  return is_called (column, LT_IMPORT_ID) || is_called (column, _ (LT_IMPORT_ID_LABEL));
}

static void
route_by_name (LtImportRoutes *self, const char *const *names, int target)
{
  for (guint i = 0; self->header->columns[i] != NULL; i++)
    {
      int field;

      if (!g_hash_table_contains (self->plan->map, self->header->columns[i])
          && !is_routed (self, target) && is_one_of (self->header->columns[i], names)
          && !guess_field (self->plan->kind, self->header->columns[i], &field))
        add_route (self, i, target, NULL);
    }
}

static gboolean
has_place (const LtImportRoutes *self)
{
  for (int route = LT_ROUTE_Y; route <= LT_ROUTE_LONGITUDE; route++)
    if (is_routed (self, route))
      return TRUE;
  return is_routed (self, self->geometry);
}

/* Where a file has its position twice, in degrees and in metres, the first counts. */
static void
route_position (LtImportRoutes *self)
{
  if (!is_routed (self, LT_ROUTE_X) && !is_routed (self, LT_ROUTE_Y)
      && !is_routed (self, self->geometry))
    {
      route_by_name (self, longitude_names, LT_ROUTE_LONGITUDE);
      route_by_name (self, latitude_names, LT_ROUTE_LATITUDE);
    }
  if (!self->has_shapes && !has_place (self))
    route_by_name (self, pair_names, self->geometry);
  if (!self->has_shapes && !has_place (self))
    {
      guint n = self->routes->len;

      route_by_name (self, x_names, LT_ROUTE_X);
      route_by_name (self, y_names, LT_ROUTE_Y);
      /* a lone X is something else */
      if (self->routes->len == n + 1)
        g_array_set_size (self->routes, n);
    }
}

static void
route_by_names (LtImportRoutes *self)
{
  for (guint i = 0; self->header->columns[i] != NULL; i++)
    {
      int target;

      if (!g_hash_table_contains (self->plan->map, self->header->columns[i])
          && guess_field (self->plan->kind, self->header->columns[i], &target)
          && !is_routed (self, target))
        add_route (self, i, target, NULL);
    }
  if (lt_import_is_point_kind (self->plan->kind))
    route_position (self);
}

static gboolean
has_constant (const LtImportRoutes *self, guint field)
{
  for (guint i = 0; i < self->constants->len; i++)
    if (((LtImportConstant *) g_ptr_array_index (self->constants, i))->field == field)
      return TRUE;
  return FALSE;
}

static gboolean
check_routes (LtImportRoutes *self, const char *name, GError **error)
{
  const LtKind *kind = self->plan->kind;
  g_autofree char *columns = g_strjoinv (", ", self->header->columns);

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & (LT_FIELD_REQUIRED | LT_FIELD_FIXED)) == LT_FIELD_REQUIRED
        && !is_routed (self, (int) i) && !has_constant (self, i))
      {
        g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                     _ ("%s: no column is known to be field %s (%s), which every record needs. "
                        "Name it with --map COLUMN=%s, or give a value with --set %s=VALUE. The "
                        "columns are: %s."),
                     name, kind->fields[i].name, lt_field_get_label (&kind->fields[i]),
                     kind->fields[i].name, kind->fields[i].name, columns);
        return FALSE;
      }
  if (is_routed (self, LT_ROUTE_LONGITUDE) != is_routed (self, LT_ROUTE_LATITUDE)
      || is_routed (self, LT_ROUTE_X) != is_routed (self, LT_ROUTE_Y))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("%s: only one half of the position is known. Name both with --map "
                      "COLUMN=longitude --map COLUMN=latitude. The columns are: %s."),
                   name, columns);
      return FALSE;
    }
  return TRUE;
}

static gboolean
takes_points (const LtImportRoutes *self)
{
  const LtKnownShapes *shapes = lt_import_plan_get_shapes (self->plan, NULL);
  const LtKnownShape *known = self->plan->wanted;

  if (known == NULL && shapes != NULL)
    known = lt_known_shapes_find (shapes, self->plan->kind->name,
                                  (const char *const *) self->header->columns, NULL);
  return known != NULL && known->point_inside;
}

/* A file of points where areas are wanted is the wrong file: said before
 * anything is asked about its columns. Mixed shapes are judged one by one. */
static gboolean
check_shapes (const LtImportRoutes *self, const char *name, GError **error)
{
  static const struct
  {
    const char *shape;
    const char *words;
  } shapes[] = {
    { "point", N_ ("points") },
    { "line", N_ ("lines") },
    { "polygon", N_ ("polygons") },
  };
  const char *has = NULL;
  gsize wanted;

  if (!self->has_shapes || *self->header->shape == '\0')
    return TRUE;
  /* of an outline a point may be taken: what it is, is known when its columns are */
  if (self->plan->kind->fields[self->geometry].type == LT_TYPE_POINT
      && g_str_equal (self->header->shape, "polygon") && takes_points (self))
    return TRUE;
  wanted = self->plan->kind->fields[self->geometry].type - LT_TYPE_POINT;
  if (g_str_equal (self->header->shape, shapes[wanted].shape))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (self->header->shape, shapes[i].shape))
      has = shapes[i].words;
  if (has != NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s has no %s: all its shapes are %s, and %s need %s. Nothing of it was "
                    "taken in."),
                 name, _ (shapes[wanted].words), _ (has), lt_kind_get_label (self->plan->kind),
                 _ (shapes[wanted].words));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s has no %s: its features have no shape. Nothing of it was taken in."), name,
                 _ (shapes[wanted].words));
  return FALSE;
}

/* Both halves of a position have to say the same. */
static char *
find_heading_datum (const LtImportRoutes *self)
{
  g_autofree char *found = NULL;

  for (guint i = 0; i < self->routes->len; i++)
    {
      const LtImportRoute *route = &g_array_index (self->routes, LtImportRoute, i);
      g_autofree char *datum = NULL;

      if (route->field != LT_ROUTE_LONGITUDE && route->field != LT_ROUTE_LATITUDE)
        continue;
      datum = lt_unit_read_datum (self->header->columns[route->column]);
      if (datum == NULL || (found != NULL && !g_str_equal (found, datum)))
        return NULL;
      g_free (found);
      found = g_steal_pointer (&datum);
    }
  return g_steal_pointer (&found);
}

/*
 * lt_import_routes_propose:
 *
 * Applies @plan to the columns of the file called @name: what the user said,
 * else what is known of such a file, else columns that are called like fields.
 * Whether every field that is needed has one is not asked.
 */
gboolean
lt_import_routes_propose (LtImportRoutes *self,
                          LtImportPlan *plan,
                          const LtRowHeader *header,
                          const char *name,
                          GError **error)
{
  /* Their positions stand in cells. */
  static const char *const tables[] = { "csv", "xlsx", "xls", "ods", NULL };

  *self = (LtImportRoutes){ .plan = plan, .header = header, .row_column = -1 };
  self->routes = g_array_new (FALSE, FALSE, sizeof (LtImportRoute));
  self->constants = g_ptr_array_new_with_free_func (lt_import_constant_free);
  self->geometry = lt_kind_geometry_field (plan->kind);
  self->has_shapes = self->geometry >= 0 && !g_strv_contains (tables, header->format);
  for (guint i = 0; i < plan->constants->len; i++)
    {
      const LtImportConstant *constant = g_ptr_array_index (plan->constants, i);

      lt_import_constant_add (self->constants, constant->field, lt_value_ref (constant->value));
    }
  if (!check_shapes (self, name, error) || !route_as_told (self, name, error))
    return FALSE;
  if (!find_shape (self, name, error))
    return FALSE;
  if (self->known != NULL)
    route_known_shape (self);
  else
    route_by_names (self);
  self->has_position = self->has_shapes || (self->geometry >= 0 && has_place (self));
  g_clear_pointer (&self->heading_datum, g_free);
  self->heading_datum = self->has_shapes ? NULL : find_heading_datum (self);
  return TRUE;
}

/*
 * lt_import_routes_find:
 *
 * The same; and every field that is needed has to have its column.
 */
gboolean
lt_import_routes_find (LtImportRoutes *self,
                       LtImportPlan *plan,
                       const LtRowHeader *header,
                       const char *name,
                       GError **error)
{
  return lt_import_routes_propose (self, plan, header, name, error)
         && check_routes (self, name, error);
}

/* What the coordinates are in: what the user said, else what the file or its headings
 * say, else what its publisher says. */
const char *
lt_import_routes_datum (const LtImportRoutes *self)
{
  if (self->plan->datum != NULL)
    return self->plan->datum;
  if (*self->header->datum != '\0')
    return self->header->datum;
  if (self->heading_datum != NULL)
    return self->heading_datum;
  return self->known == NULL ? NULL : self->known->datum;
}

/* What is known of such files, behind the question. */
static void
add_note (GError **error, const char *note)
{
  GError *asked = *error;

  *error = g_error_new (asked->domain, asked->code, "%s %s", asked->message, note);
  g_error_free (asked);
}

gboolean
lt_import_routes_open_datum (LtImportRoutes *self, const char *name, GError **error)
{
  const char *datum = lt_import_routes_datum (self);

  if (!self->has_position)
    return TRUE;
  if (datum == NULL)
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_USAGE,
          _ ("%s does not say what its coordinates are in, and that is not guessed: "
             "the wrong one moves everything by hundreds of metres. Name it with --datum: %s."),
          name, lt_datum_choices ());
      if (self->known != NULL && self->known->datum_note != NULL && error != NULL)
        add_note (error, self->known->datum_note);
      return FALSE;
    }
  self->datum = lt_datum_new (datum, error);
  return self->datum != NULL;
}

void
lt_import_routes_clear (LtImportRoutes *self)
{
  g_clear_pointer (&self->routes, g_array_unref);
  g_clear_pointer (&self->constants, g_ptr_array_unref);
  g_clear_pointer (&self->datum, lt_datum_free);
  g_clear_pointer (&self->heading_datum, g_free);
}
