/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a shape and to it, and as text: GeoJSON, in which a ring that is still open
 * lacks its last corner, and a line that is has null for its next one, so that nothing
 * takes it for a shape that is whole. */

#include "base/error.h"
#include "base/json.h"
#include "geo/sketch-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  LtShapeClass shape_class;
  GPtrArray *paths;
} Reading;

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  Reading *reading = user_data;
  LtSketchPath *path = lt_sketch_path_new (hole);

  if (closed && n > 1 && xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1])
    n--;
  g_array_append_vals (path->corners, xy, 2 * n);
  path->closed = TRUE;
  g_ptr_array_add (reading->paths, path);
}

GPtrArray *
lt_sketch_paths_of (const LtShape *shape)
{
  Reading reading = { lt_shape_get_class (shape), NULL };

  reading.paths = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_sketch_path_free);
  lt_shape_foreach_path (shape, on_path, &reading);
  return reading.paths;
}

/* Even-odd rule. */
static gboolean
ring_contains (const LtSketchPath *ring, const double *xy)
{
  guint n = lt_sketch_path_count (ring);
  gboolean inside = FALSE;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    {
      const double *a = lt_sketch_path_corner (ring, i);
      const double *b = lt_sketch_path_corner (ring, j);

      if ((a[1] > xy[1]) != (b[1] > xy[1])
          && xy[0] < a[0] + (xy[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
        inside = !inside;
    }
  return inside;
}

/* Number of the outline that a hole is in: the last one before it, unless only
 * another has it inside. */
static guint
find_outline (const LtSketch *self, guint hole)
{
  const LtSketchPath *path = g_ptr_array_index (self->paths, hole);
  const double *first = lt_sketch_path_corner (path, 0);
  guint before = hole;

  while (before > 0 && ((LtSketchPath *) g_ptr_array_index (self->paths, before))->hole)
    before--;
  if (ring_contains (g_ptr_array_index (self->paths, before), first))
    return before;
  for (guint i = 0; i < self->paths->len; i++)
    {
      const LtSketchPath *other = g_ptr_array_index (self->paths, i);

      if (!other->hole && ring_contains (other, first))
        return i;
    }
  return before;
}

/* The shortest of those that are read as the same number. */
static void
write_number (GString *text, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.15g", number);
  if (g_ascii_strtod (digits, NULL) != number)
    g_ascii_dtostr (digits, sizeof digits, number);
  g_string_append (text, digits);
}

static void
write_corner (GString *text, const double *xy)
{
  g_string_append_c (text, '[');
  write_number (text, xy[0]);
  g_string_append_c (text, ',');
  write_number (text, xy[1]);
  g_string_append_c (text, ']');
}

static void
write_path (const LtSketch *self, GString *text, const LtSketchPath *path)
{
  guint n = lt_sketch_path_count (path);

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      write_corner (text, lt_sketch_path_corner (path, i));
    }
  if (self->shape_class == LT_SHAPE_POLYGON && path->closed)
    {
      g_string_append_c (text, ',');
      write_corner (text, lt_sketch_path_corner (path, 0));
    }
  else if (self->shape_class == LT_SHAPE_LINE && !path->closed)
    g_string_append (text, ",null");
  g_string_append_c (text, ']');
}

static void
write_polygon (const LtSketch *self, GString *text, guint outline)
{
  g_string_append_c (text, '[');
  write_path (self, text, g_ptr_array_index (self->paths, outline));
  for (guint i = 0; i < self->paths->len; i++)
    {
      const LtSketchPath *path = g_ptr_array_index (self->paths, i);

      if (!path->hole || find_outline (self, i) != outline)
        continue;
      g_string_append_c (text, ',');
      write_path (self, text, path);
    }
  g_string_append_c (text, ']');
}

static guint
count_parts (const LtSketch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->paths->len; i++)
    n += !((LtSketchPath *) g_ptr_array_index (self->paths, i))->hole;
  return n;
}

static void
write_part (const LtSketch *self, GString *text, guint path)
{
  if (self->shape_class == LT_SHAPE_POLYGON)
    write_polygon (self, text, path);
  else if (self->shape_class == LT_SHAPE_LINE)
    write_path (self, text, g_ptr_array_index (self->paths, path));
  else
    write_corner (text, lt_sketch_path_corner (g_ptr_array_index (self->paths, path), 0));
}

static const char *
name_class (LtShapeClass shape_class)
{
  return shape_class == LT_SHAPE_POLYGON ? "Polygon"
         : shape_class == LT_SHAPE_LINE  ? "LineString"
                                         : "Point";
}

static gboolean
read_corner (JsonNode *node, double xy[2])
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) < 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *number = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (number)
          || (json_node_get_value_type (number) != G_TYPE_DOUBLE
              && json_node_get_value_type (number) != G_TYPE_INT64))
        return FALSE;
      xy[i] = json_node_get_double (number);
      if (!(fabs (xy[i]) <= (i == 0 ? 180 : 90)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_path (Reading *reading, JsonNode *node, gboolean hole)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array == NULL ? 0 : json_array_get_length (array);
  gboolean goes_on = reading->shape_class == LT_SHAPE_LINE && n > 0
                     && JSON_NODE_HOLDS_NULL (json_array_get_element (array, n - 1));
  LtSketchPath *path;

  n -= goes_on;
  if (n == 0)
    return FALSE;
  path = lt_sketch_path_new (hole);
  g_ptr_array_add (reading->paths, path);
  for (guint i = 0; i < n; i++)
    {
      double xy[2];

      if (!read_corner (json_array_get_element (array, i), xy))
        return FALSE;
      g_array_append_vals (path->corners, xy, 2);
    }
  path->closed = reading->shape_class == LT_SHAPE_LINE && !goes_on;
  if (reading->shape_class == LT_SHAPE_POLYGON && n > 3)
    {
      const double *first = lt_sketch_path_corner (path, 0);
      const double *last = lt_sketch_path_corner (path, n - 1);

      path->closed = first[0] == last[0] && first[1] == last[1];
      if (path->closed)
        g_array_set_size (path->corners, 2 * (n - 1));
    }
  return TRUE;
}

static gboolean
read_part (Reading *reading, JsonNode *node)
{
  JsonArray *rings = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (reading->shape_class == LT_SHAPE_LINE)
    return read_path (reading, node, FALSE);
  if (reading->shape_class == LT_SHAPE_POINT)
    {
      LtSketchPath *path = lt_sketch_path_new (FALSE);
      double xy[2];

      path->closed = TRUE;
      g_ptr_array_add (reading->paths, path);
      if (!read_corner (node, xy))
        return FALSE;
      g_array_append_vals (path->corners, xy, 2);
      return TRUE;
    }
  for (guint i = 0; rings != NULL && i < json_array_get_length (rings); i++)
    if (!read_path (reading, json_array_get_element (rings, i), i > 0))
      return FALSE;
  return rings != NULL && json_array_get_length (rings) > 0;
}

/* Only the last path may be open, whatever the order of the text is. */
static void
move_open_to_end (GPtrArray *paths)
{
  for (guint i = 0; i + 1 < paths->len; i++)
    if (!((LtSketchPath *) g_ptr_array_index (paths, i))->closed)
      {
        g_ptr_array_add (paths, g_ptr_array_steal_index (paths, i));
        return;
      }
}

static gboolean
read_text (Reading *reading, const char *text)
{
  g_autoptr (JsonNode) root = lt_json_parse (text, -1, NULL);
  JsonObject *object =
      root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ? NULL : json_node_get_object (root);
  const char *type = object == NULL ? NULL : lt_json_get_text (object, "type");
  JsonNode *coordinates = object == NULL ? NULL : json_object_get_member (object, "coordinates");
  gboolean several = type != NULL && g_str_has_prefix (type, "Multi");
  JsonArray *parts;

  if (type == NULL || coordinates == NULL
      || !g_str_equal (several ? type + strlen ("Multi") : type, name_class (reading->shape_class)))
    return FALSE;
  if (!several)
    return read_part (reading, coordinates);
  parts = JSON_NODE_HOLDS_ARRAY (coordinates) ? json_node_get_array (coordinates) : NULL;
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    if (!read_part (reading, json_array_get_element (parts, i)))
      return FALSE;
  return parts != NULL;
}

/**
 * lt_sketch_to_shape:
 * @self: a sketch
 * @error: return location; says what is missing, or what is wrong and where
 *
 * Returns: (transfer full) (nullable): what is drawn, checked as lt_shape_check()
 *   does
 */
LtShape *
lt_sketch_to_shape (const LtSketch *self, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (LtShape) shape = NULL;

  if (self->paths->len == 0)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Nothing is drawn yet."));
      return NULL;
    }
  if (lt_sketch_is_open (self))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           self->shape_class == LT_SHAPE_POLYGON
                               ? _ ("The outline is not closed yet: it takes three corners at "
                                    "least.")
                               : _ ("The line is not ended yet: it takes two corners at least."));
      return NULL;
    }
  text = lt_sketch_to_text (self);
  shape = lt_shape_from_text (text, error);
  return shape != NULL && lt_shape_check (shape, error) ? g_steal_pointer (&shape) : NULL;
}

/**
 * lt_sketch_to_text:
 * @self: a sketch
 *
 * Returns: (transfer full): what is drawn as GeoJSON; empty for nothing. With an
 *   open path it is none that anybody else reads, see lt_sketch_new_from_text()
 */
char *
lt_sketch_to_text (const LtSketch *self)
{
  guint n = count_parts (self);
  gboolean first = TRUE;
  GString *text;

  if (n == 0)
    return g_strdup ("");
  text = g_string_new (NULL);
  g_string_append_printf (text, "{\"type\":\"%s%s\",\"coordinates\":%s", n > 1 ? "Multi" : "",
                          name_class (self->shape_class), n > 1 ? "[" : "");
  for (guint i = 0; i < self->paths->len; i++)
    {
      if (((LtSketchPath *) g_ptr_array_index (self->paths, i))->hole)
        continue;
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;
      write_part (self, text, i);
    }
  g_string_append (text, n > 1 ? "]}" : "}");
  return g_string_free (text, FALSE);
}

/**
 * lt_sketch_new_from_text:
 * @shape_class: what is drawn
 * @text: what lt_sketch_to_text() gave, or any GeoJSON of that class
 * @error: return location
 *
 * The corners of an open path are steps that can be undone; for those of the others
 * see lt_sketch_remember().
 *
 * Returns: (transfer full) (nullable): a sketch to be gone on with
 */
LtSketch *
lt_sketch_new_from_text (LtShapeClass shape_class, const char *text, GError **error)
{
  g_autoptr (LtSketch) self = lt_sketch_new (shape_class);
  Reading reading = { shape_class, self->paths };

  if (*text == '\0')
    return g_steal_pointer (&self);
  if (!read_text (&reading, text))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("What was drawn cannot be read: it is no %s in GeoJSON. Draw it again."),
                   name_class (shape_class));
      return NULL;
    }
  move_open_to_end (self->paths);
  if (lt_sketch_is_open (self))
    lt_sketch_remember (self, self->paths->len - 1);
  return g_steal_pointer (&self);
}
