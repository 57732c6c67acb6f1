/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include "base/cell-guard.h"
#include "base/error.h"
#include "geo/coordinate.h"
#include "model/masking.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SHOWN 100 /* characters of a value in a message */

typedef struct
{
  const LtImportRoutes *routes;
  const LtRow *row;
  LtRecord *record;
  GPtrArray *problems;            /* (element-type LtImportProblem) */
  guint64 bad;                    /* fields of which something is said, a bit each */
  const LtImportRoute *longitude; /* (nullable): where a value stands */
  const LtImportRoute *latitude;
  const LtImportRoute *shape; /* (nullable): where a shape stands as text */
} RowRead;

/* Marks met in real files for "there is no value". */
gboolean
lt_import_is_no_data (const char *cell)
{
  static const char *const marks[] = { "",  "NA", "NaN", "nan",     "N/A", "null", "NULL",
                                       "-", "--", "-;",  "&mdash;", "—",   "——",   NULL };
  g_autofree char *trimmed = NULL;

  /* Nearly all cells are figures. */
  if (cell != NULL && g_ascii_isdigit (*cell))
    return FALSE;
  trimmed = g_strstrip (g_strdup (cell == NULL ? "" : cell));
  return g_strv_contains (marks, trimmed);
}

static char *
shorten (const char *value)
{
  g_autofree char *cut = NULL;

  if (value == NULL || g_utf8_strlen (value, -1) <= MAX_SHOWN)
    return g_strdup (value);
  cut = g_utf8_substring (value, 0, MAX_SHOWN);
  return g_strconcat (cut, "…", NULL);
}

static LtImportProblem *
add_problem (RowRead *read, const char *column, const char *value, const char *words)
{
  LtImportProblem *problem = g_new0 (LtImportProblem, 1);

  problem->line = (gint64) MIN (read->row->line, (guint64) G_MAXINT64);
  problem->column = g_strdup (column);
  problem->value = shorten (value);
  problem->problem = g_strdup (words);
  g_ptr_array_add (read->problems, problem);
  return problem;
}

static const char *
get_column (const RowRead *read, const LtImportRoute *route)
{
  return read->routes->header->columns[route->column];
}

static const char *
get_cell (const RowRead *read, const LtImportRoute *route)
{
  return read->row->cells[route->column];
}

static gboolean
has_decimal_comma (const RowRead *read)
{
  return read->routes->known != NULL && read->routes->known->decimal_comma;
}

/* "36,745014": figures, one comma, figures. */
static gboolean
looks_like_decimal_comma (const char *text)
{
  const char *comma = strchr (text, ',');

  return comma != NULL && comma > text && g_ascii_isdigit (comma[-1]) && g_ascii_isdigit (comma[1])
         && strspn (comma + 1, "0123456789") == strlen (comma + 1) && strchr (text, '.') == NULL;
}

static gboolean
parse_cell (const RowRead *read,
            const LtField *field,
            const char *text,
            LtValue **value,
            GError **error)
{
  const LtImportPlan *plan = read->routes->plan;
  g_autofree char *pointed = NULL;

  if (plan->parse != NULL && lt_field_refers (field))
    return plan->parse (field, text, value, plan->parse_data, error);
  if (lt_field_is_number (field) && has_decimal_comma (read) && looks_like_decimal_comma (text))
    text = pointed = g_strdelimit (g_strdup (text), ",", '.');
  return lt_field_parse_input (field, text, value, error);
}

/* What an export has put before a cell is taken off; what it has masked says nothing. */
static const char *
get_text (const RowRead *read, const LtImportRoute *route)
{
  const char *cell = get_cell (read, route);

  if (cell == NULL || route->field < 0)
    return cell;
  if (g_str_equal (read->routes->header->format, "csv"))
    cell = lt_cell_unguard (cell);
  return lt_mask_is_masked (&read->routes->plan->kind->fields[route->field], cell) ? NULL : cell;
}

static void
read_cell (RowRead *read, const LtImportRoute *route)
{
  const LtKind *kind = read->routes->plan->kind;
  const char *cell = get_text (read, route);
  g_autoptr (GError) error = NULL;
  LtValue *value;

  if (lt_import_is_no_data (cell))
    return;
  if (route->field == LT_ROUTE_ID)
    /* Files by others have ids of their own. */
    lt_id_from_text (&read->record->id, cell);
  else if (route->field == LT_ROUTE_LONGITUDE || route->field == LT_ROUTE_X)
    read->longitude = route;
  else if (route->field == LT_ROUTE_LATITUDE || route->field == LT_ROUTE_Y)
    read->latitude = route;
  else if (route->field == read->routes->geometry)
    read->shape = route;
  else if (read->record->values[route->field] == NULL)
    {
      if (route->known != NULL)
        cell = lt_known_column_translate (route->known, cell);
      if (!parse_cell (read, &kind->fields[route->field], cell, &value, &error))
        {
          if (read->routes->plan->places_only)
            return;
          read->bad |= G_GUINT64_CONSTANT (1) << route->field;
          add_problem (read, get_column (read, route), get_cell (read, route), error->message);
          return;
        }
      lt_record_take_value (read->record, (guint) route->field, value);
    }
}

/* What the letters or the values themselves say against what the columns are
 * called: refused, for it may be so in every row, and a turned county is nowhere. */
static gboolean
check_halves (RowRead *read, const LtCoordinate *x, const LtCoordinate *y)
{
  const char *first = get_column (read, read->longitude);
  const char *second = get_column (read, read->latitude);
  g_autofree char *columns = NULL;
  g_autofree char *values = NULL;
  g_autofree char *message = NULL;

  if (x->axis != LT_AXIS_LATITUDE && y->axis != LT_AXIS_LONGITUDE
      && !lt_coordinates_are_northing_first (x->value, y->value))
    return TRUE;
  columns = g_strdup_printf ("%s, %s", first, second);
  values =
      g_strdup_printf ("%s %s", get_cell (read, read->longitude), get_cell (read, read->latitude));
  message = g_strdup_printf (
      _ ("Longitude and latitude (or easting and northing) look swapped. If it is so in the whole "
         "file, name the columns the other way round: --map \"%s=latitude\" --map "
         "\"%s=longitude\"."),
      first, second);
  add_problem (read, columns, values, message);
  return FALSE;
}

/* No place of a county is at zero: it is what programs write where they know none. */
static gboolean
is_nowhere (const LtCoordinate *x, const LtCoordinate *y)
{
  return x->value == 0 && y->value == 0;
}

/* Columns that are just called X and Y are in either order, and the values say in which. */
static gboolean
make_point (RowRead *read, LtShape **point)
{
  const LtImportRoute *halves[] = { read->longitude, read->latitude };
  LtCoordinate numbers[G_N_ELEMENTS (halves)];
  gboolean bare = read->longitude->field == LT_ROUTE_X;
  guint first;

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autoptr (GError) error = NULL;

      if (lt_coordinate_parse (get_cell (read, halves[i]), has_decimal_comma (read), &numbers[i],
                               &error))
        continue;
      add_problem (read, get_column (read, halves[i]), get_cell (read, halves[i]), error->message);
      return FALSE;
    }
  if (is_nowhere (&numbers[0], &numbers[1]))
    return TRUE;
  if (!bare && !check_halves (read, &numbers[0], &numbers[1]))
    return FALSE;
  first = bare && lt_coordinates_are_northing_first (numbers[0].value, numbers[1].value) ? 1 : 0;
  *point = lt_shape_new_point (numbers[first].value, numbers[1 - first].value);
  return TRUE;
}

/* A text that is a shape, or two coordinates. */
static void
parse_shape (RowRead *read, LtShape **shape, GError **error)
{
  const char *text = get_cell (read, read->shape);
  g_autofree char *start = g_strstrip (g_strndup (text, 40));
  LtCoordinate x;
  LtCoordinate y;

  if (!lt_import_is_point_kind (read->routes->plan->kind) || *start == '{'
      || g_ascii_strncasecmp (start, "POINT", 5) == 0
      || g_ascii_strncasecmp (start, "MULTI", 5) == 0 || g_ascii_strncasecmp (start, "LINE", 4) == 0
      || g_ascii_strncasecmp (start, "POLY", 4) == 0)
    *shape = lt_shape_from_text (text, error);
  else if (lt_coordinate_parse_pair (text, has_decimal_comma (read), &x, &y, error)
           && !is_nowhere (&x, &y))
    *shape = lt_shape_new_point (x.value, y.value);
}

static const char *
say_class (LtShapeClass class)
{
  switch (class)
    {
    case LT_SHAPE_POINT:
      return _ ("a point");
    case LT_SHAPE_LINE:
      return _ ("a line");
    case LT_SHAPE_POLYGON:
      return _ ("a polygon");
    }
  return "?";
}

/* The kind's own wish; the types of a field and the classes of a shape have one order. */
static LtShapeClass
wanted_class (const LtField *field)
{
  return LT_SHAPE_POINT + (field->type - LT_TYPE_POINT);
}

/* A table's rows have no shape beside their cells, whatever is sent as one. */
static GBytes *
get_wkb (const RowRead *read)
{
  return read->routes->has_shapes ? read->row->wkb : NULL;
}

static LtImportProblem *
add_position_problem (RowRead *read, const char *message)
{
  g_autofree char *columns = NULL;
  g_autofree char *values = NULL;

  if (get_wkb (read) != NULL)
    return add_problem (read, "", NULL, message);
  if (read->shape != NULL)
    return add_problem (read, get_column (read, read->shape), get_cell (read, read->shape),
                        message);
  columns = g_strdup_printf ("%s, %s", get_column (read, read->longitude),
                             get_column (read, read->latitude));
  values =
      g_strdup_printf ("%s %s", get_cell (read, read->longitude), get_cell (read, read->latitude));
  return add_problem (read, columns, values, message);
}

/* Where an outline stands for a place that is kept as a point. */
static LtShape *
find_inner_point (const RowRead *read, const LtShape *shape)
{
  const LtField *field = &read->routes->plan->kind->fields[read->routes->geometry];
  double x;
  double y;

  if (read->routes->known == NULL || !read->routes->known->point_inside
      || field->type != LT_TYPE_POINT || lt_shape_get_class (shape) != LT_SHAPE_POLYGON)
    return NULL;
  lt_shape_get_anchor (shape, &x, &y);
  return lt_shape_new_point (x, y);
}

/* Some makers of outlines cut a county in parts that share an edge. */
static gboolean
check_shape (RowRead *read, LtShape *shape, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (lt_shape_check (shape, &problem))
    return TRUE;
  if (!lt_shape_join_parts (shape))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  add_position_problem (read, _ ("Parts of the outline overlapped or shared an edge. They were "
                                 "joined; the ground that it covers is the same."))
      ->kept = TRUE;
  return lt_shape_check (shape, error);
}

static gboolean
take_shape (RowRead *read, LtShape *outline, LtShapeClass *class)
{
  g_autoptr (LtShape) point = find_inner_point (read, outline);
  LtShape *shape = point != NULL ? point : outline;
  const LtField *field = &read->routes->plan->kind->fields[read->routes->geometry];
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wkb = NULL;
  gsize size;
  gconstpointer bytes;

  *class = lt_shape_get_class (shape);
  if (*class != wanted_class (field))
    {
      g_autofree char *message =
          g_strdup_printf (_ ("The shape is %s; field %s (%s) wants %s."), say_class (*class),
                           field->name, lt_field_get_label (field),
                           say_class (wanted_class (field)));

      add_position_problem (read, message);
      return FALSE;
    }
  if (!lt_shape_transform (shape, read->routes->datum, &error)
      || !check_shape (read, shape, &error))
    {
      add_position_problem (read, error->message);
      return FALSE;
    }
  wkb = lt_shape_to_wkb (shape);
  bytes = g_bytes_get_data (wkb, &size);
  lt_record_take_value (read->record, (guint) read->routes->geometry, lt_value_new (bytes, size));
  return TRUE;
}

static gboolean
read_position (RowRead *read, LtShapeClass *class)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) shape = NULL;

  if (read->routes->geometry < 0 || read->record->values[read->routes->geometry] != NULL)
    return TRUE;
  if (get_wkb (read) != NULL)
    {
      gsize size;
      gconstpointer bytes = g_bytes_get_data (get_wkb (read), &size);

      shape = lt_shape_from_wkb (bytes, size, &error);
    }
  else if (read->shape != NULL)
    parse_shape (read, &shape, &error);
  else if (read->longitude != NULL && read->latitude != NULL)
    {
      if (!make_point (read, &shape))
        return FALSE;
    }
  if (shape == NULL && error == NULL)
    {
      add_problem (read, "", NULL, _ ("The row has no position. The record is kept without one."))
          ->kept = TRUE;
      return TRUE;
    }
  if (shape != NULL)
    return take_shape (read, shape, class);
  add_position_problem (read, error->message);
  return FALSE;
}

static gboolean
check_no_total (RowRead *read)
{
  guint column = 0;

  if (!lt_import_row_is_total (read->routes, read->row, &column))
    return TRUE;
  add_problem (read, read->routes->header->columns[column], read->row->cells[column],
               _ ("This row sums up the table and is no record; it is left out."));
  return FALSE;
}

/* Where the column is that a field would have come from; empty for none. */
static const char *
find_column (const RowRead *read, guint field)
{
  for (guint i = 0; i < read->routes->routes->len; i++)
    {
      const LtImportRoute *route = &g_array_index (read->routes->routes, LtImportRoute, i);

      if (route->field == (int) field)
        return get_column (read, route);
    }
  return "";
}

/* What is there and wrong is not missing as well. */
static void
check_required (RowRead *read)
{
  for (guint i = 0; i < read->record->kind->n_fields; i++)
    {
      g_autoptr (GError) error = NULL;

      if ((read->bad & G_GUINT64_CONSTANT (1) << i) == 0
          && !lt_record_check_field (read->record, i, &error))
        add_problem (read, find_column (read, i), NULL, error->message);
    }
}

/* What is only remarked on a row that is kept is no matter where it is refused. */
static gboolean
is_refused (RowRead *read)
{
  gboolean refused = FALSE;

  for (guint i = 0; i < read->problems->len; i++)
    refused = refused || !((LtImportProblem *) g_ptr_array_index (read->problems, i))->kept;
  for (guint i = read->problems->len; refused && i > 0; i--)
    if (((LtImportProblem *) g_ptr_array_index (read->problems, i - 1))->kept)
      g_ptr_array_remove_index (read->problems, i - 1);
  for (guint i = 1; i < read->problems->len; i++)
    ((LtImportProblem *) g_ptr_array_index (read->problems, i))->further = TRUE;
  return refused;
}

/*
 * lt_import_row_read:
 * @problems: (element-type LtImportProblem): gets all that is wrong with the row
 *
 * Makes a record of a row. Where it is refused %NULL is returned; where it is kept without
 * its position, or with a remark, that is among the problems too. @class is that of the row's
 * shape, unchanged where it has none.
 */
LtRecord *
lt_import_row_read (const LtImportRoutes *routes,
                    const LtRow *row,
                    GPtrArray *problems,
                    LtShapeClass *class)
{
  g_autoptr (LtRecord) record = lt_record_new (routes->plan->kind);
  RowRead read = { .routes = routes, .row = row, .record = record, .problems = problems };

  if (!check_no_total (&read))
    return NULL;
  for (guint i = 0; i < routes->constants->len; i++)
    {
      const LtImportConstant *constant = g_ptr_array_index (routes->constants, i);

      lt_record_take_value (record, constant->field, lt_value_ref (constant->value));
    }
  for (guint i = 0; i < routes->routes->len; i++)
    read_cell (&read, &g_array_index (routes->routes, LtImportRoute, i));
  if (!read_position (&read, class) && routes->geometry >= 0)
    read.bad |= G_GUINT64_CONSTANT (1) << routes->geometry;
  if (!routes->plan->places_only)
    check_required (&read);
  return is_refused (&read) ? NULL : g_steal_pointer (&record);
}
