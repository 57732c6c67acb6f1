/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/geojson-shape.h"

#include "base/row-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (LT_ROW_MAX_FRAME / 2)

enum
{
  WKB_POINT = 1,
  WKB_LINE,
  WKB_POLYGON,
  WKB_MULTIPOINT,
  WKB_MULTILINE,
  WKB_MULTIPOLYGON
};

/* What RFC 7946 calls them, and in how many lists their positions lie. */
static const struct
{
  const char *name;
  const char *class;
  guint8 wkb;
  guint depth;
} types[] = {
  { "Point", "point", WKB_POINT, 0 },       { "MultiPoint", "point", WKB_MULTIPOINT, 1 },
  { "LineString", "line", WKB_LINE, 1 },    { "MultiLineString", "line", WKB_MULTILINE, 2 },
  { "Polygon", "polygon", WKB_POLYGON, 2 }, { "MultiPolygon", "polygon", WKB_MULTIPOLYGON, 3 },
};

static void
put_u32 (LtGeojsonShape *self, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (self->wkb, (const guint8 *) &value, sizeof value);
}

static void
put_head (LtGeojsonShape *self, guint8 type)
{
  static const guint8 little = 1;

  g_byte_array_append (self->wkb, &little, 1);
  put_u32 (self, type);
}

static void
put_positions (LtGeojsonShape *self, gsize *at, guint n)
{
  const double *from = &g_array_index (self->positions, double, *at * 2);

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  g_byte_array_append (self->wkb, (const guint8 *) from, n * 2 * (guint) sizeof *from);
#else
#error "WKB is written as this machine has it"
#endif
  *at += n;
}

static guint
get_count (const LtGeojsonShape *self, guint depth, guint i)
{
  return g_array_index (self->counts[depth], guint, i);
}

static void
put_polygon (LtGeojsonShape *self, guint n_rings, guint *ring, gsize *at)
{
  put_head (self, WKB_POLYGON);
  put_u32 (self, n_rings);
  for (guint i = 0; i < n_rings; i++, (*ring)++)
    {
      put_u32 (self, get_count (self, 0, *ring));
      put_positions (self, at, get_count (self, 0, *ring));
    }
}

static void
put_shape (LtGeojsonShape *self, guint8 type)
{
  guint ring = 0;
  gsize at = 0;
  guint n;

  switch (type)
    {
    case WKB_POINT:
      put_head (self, type);
      put_positions (self, &at, 1);
      break;
    case WKB_LINE:
      put_head (self, type);
      n = get_count (self, 0, 0);
      put_u32 (self, n);
      put_positions (self, &at, n);
      break;
    case WKB_POLYGON:
      put_polygon (self, get_count (self, 1, 0), &ring, &at);
      break;
    case WKB_MULTIPOINT:
      put_head (self, type);
      n = get_count (self, 0, 0);
      put_u32 (self, n);
      for (guint i = 0; i < n; i++)
        {
          put_head (self, WKB_POINT);
          put_positions (self, &at, 1);
        }
      break;
    case WKB_MULTILINE:
      put_head (self, type);
      n = self->counts[0]->len;
      put_u32 (self, n);
      for (guint i = 0; i < n; i++)
        {
          put_head (self, WKB_LINE);
          put_u32 (self, get_count (self, 0, i));
          put_positions (self, &at, get_count (self, 0, i));
        }
      break;
    default:
      put_head (self, type);
      n = self->counts[1]->len;
      put_u32 (self, n);
      for (guint i = 0; i < n; i++)
        put_polygon (self, get_count (self, 1, i), &ring, &at);
    }
}

static void
set_problem (LtGeojsonShape *self, const char *problem)
{
  if (self->problem == NULL)
    self->problem = problem;
}

/* Of a position the first two numbers count; heights are left out. */
static void
take_coordinate (LtGeojsonShape *self, LtJson *json, guint n, double pair[2])
{
  int c = lt_json_peek (json);
  double value = 0;

  if (c == '-' || g_ascii_isdigit (c))
    lt_json_number (json, &value);
  else
    {
      set_problem (self, _ ("The shape's coordinates are not numbers."));
      lt_json_skip (json, NULL);
    }
  if (n < 2)
    pair[n] = value;
}

static int
end_position (LtGeojsonShape *self, guint n, const double pair[2])
{
  if (n < 2)
    set_problem (self, _ ("The shape has a position without two coordinates."));
  if (self->positions->len >= MAX_BYTES / sizeof (double))
    set_problem (self, _ ("The shape is too large."));
  else
    g_array_append_vals (self->positions, pair, 2);
  return 0;
}

/* From behind the bracket that opens. Gives in how many lists the positions
 * lie, 0 for a position itself, -1 for nothing. */
static int
read_list (LtGeojsonShape *self, LtJson *json)
{
  double pair[2] = { 0, 0 };
  int depth = -1;
  guint n = 0;

  while (lt_json_more (json, ']'))
    {
      int inner = -1;

      if (lt_json_peek (json) != '[')
        {
          if (depth > 0)
            set_problem (self, _ ("The shape's coordinates lie in lists of different depth."));
          take_coordinate (self, json, n, pair);
          depth = 0;
        }
      else if (lt_json_begin (json, '['))
        {
          inner = read_list (self, json);
          if (n > 0 && depth != inner + 1)
            set_problem (self, _ ("The shape's coordinates lie in lists of different depth."));
          depth = inner + 1;
        }
      n++;
    }
  if (depth == 0 && n > 0 && !json->error && self->problem == NULL)
    return end_position (self, n, pair);
  if (depth > 0 && depth <= (int) G_N_ELEMENTS (self->counts))
    g_array_append_val (self->counts[depth - 1], n);
  return n == 0 ? -1 : depth;
}

static void
build_shape (LtGeojsonShape *self, const char *type, int depth)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].name))
      {
        self->class = types[i].class;
        if (self->problem != NULL || self->positions->len == 0)
          return;
        if (depth != (int) types[i].depth)
          self->problem =
              _ ("The shape's coordinates lie in lists of the wrong depth for its type.");
        else
          put_shape (self, types[i].wkb);
        return;
      }
  self->problem = g_str_equal (type, "GeometryCollection")
                      ? _ ("This is a collection of shapes. Give one point, line or polygon.")
                      : _ ("The shape is of a type that GeoJSON does not have.");
}

static void
reset (LtGeojsonShape *self)
{
  g_byte_array_set_size (self->wkb, 0);
  g_array_set_size (self->positions, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (self->counts); i++)
    g_array_set_size (self->counts[i], 0);
  self->class = NULL;
  self->problem = NULL;
}

void
lt_geojson_shape_init (LtGeojsonShape *self)
{
  *self = (LtGeojsonShape){ .wkb = g_byte_array_new (),
                            .positions = g_array_new (FALSE, FALSE, sizeof (double)) };
  for (gsize i = 0; i < G_N_ELEMENTS (self->counts); i++)
    self->counts[i] = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
lt_geojson_shape_clear (LtGeojsonShape *self)
{
  g_byte_array_unref (self->wkb);
  g_array_unref (self->positions);
  for (gsize i = 0; i < G_N_ELEMENTS (self->counts); i++)
    g_array_unref (self->counts[i]);
}

/**
 * lt_geojson_shape_read:
 * @self: where the shape goes; what was in it is forgotten
 * @json: a text before a geometry (RFC 7946 §3.1) or null
 *
 * What is wrong with the shape alone is its @problem, and the text can be read
 * on behind it.
 *
 * Returns: whether the text can be read on
 */
gboolean
lt_geojson_shape_read (LtGeojsonShape *self, LtJson *json)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) type = g_string_new (NULL);
  int depth = -1;

  reset (self);
  if (lt_json_peek (json) != '{')
    return lt_json_skip (json, NULL);
  if (!lt_json_begin (json, '{'))
    return FALSE;
  while (lt_json_more (json, '}') && lt_json_name (json, name))
    if (g_str_equal (name->str, "type") && lt_json_peek (json) == '"')
      lt_json_string (json, type);
    else if (g_str_equal (name->str, "coordinates") && lt_json_peek (json) == '['
             && lt_json_begin (json, '['))
      depth = read_list (self, json);
    else
      lt_json_skip (json, NULL);
  if (json->error != NULL)
    return FALSE;
  build_shape (self, type->str, depth);
  return TRUE;
}
