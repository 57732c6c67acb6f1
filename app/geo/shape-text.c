/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shape-private.h"

#include "base/error.h"
#include "base/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 16 /* brackets of well-known text; of a shape four */

/* Whether all lists are of something, where they are of coordinates. */
static gboolean
is_filled (JsonNode *node, gboolean coordinates)
{
  gboolean good = TRUE;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint n = json_array_get_length (array);

      good = n > 0 || !coordinates;
      for (guint i = 0; good && i < n; i++)
        good = is_filled (json_array_get_element (array, i), coordinates);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (good && json_object_iter_next (&iter, &name, &value))
        good = is_filled (value, coordinates || g_str_equal (name, "coordinates"));
    }
  return good;
}

static gboolean
has_empty_list (const char *text)
{
  while ((text = strchr (text, '[')) != NULL)
    {
      text++;
      while (g_ascii_isspace (*text))
        text++;
      if (*text == ']')
        return TRUE;
    }
  return FALSE;
}

/* GEOS 3.11 goes as deep as the text says, and dies of a corner without numbers. */
static gboolean
geojson_is_safe (const char *text)
{
  g_autoptr (JsonNode) root = NULL;

  if (!has_empty_list (text))
    return lt_json_check (text, strlen (text), NULL);
  root = lt_json_parse (text, -1, NULL);
  return root != NULL && is_filled (root, FALSE);
}

static GEOSGeometry *
read_geojson (const char *text)
{
  GEOSGeoJSONReader *reader;
  GEOSGeometry *geometry;

  if (!geojson_is_safe (text))
    return NULL;
  reader = GEOSGeoJSONReader_create_r (lt_geos ());
  geometry = GEOSGeoJSONReader_readGeometry_r (lt_geos (), reader, text);
  GEOSGeoJSONReader_destroy_r (lt_geos (), reader);
  return geometry;
}

static GEOSGeometry *
read_wkt (const char *text)
{
  GEOSWKTReader *reader = GEOSWKTReader_create_r (lt_geos ());
  GEOSGeometry *geometry = GEOSWKTReader_read_r (lt_geos (), reader, text);

  GEOSWKTReader_destroy_r (lt_geos (), reader);
  return geometry;
}

/* GEOS 3.11 stops reading WKT where the shape is whole, whatever follows, and goes
 * as deep as the text says. */
static gboolean
wkt_is_whole (const char *text)
{
  const char *end = text + strlen (text);
  int depth = 0;

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  for (const char *c = text; c < end; c++)
    {
      depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
      if (depth > MAX_DEPTH || (*c == ')' && depth == 0 && c + 1 < end))
        return FALSE;
    }
  return depth == 0;
}

static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (strlen (text), 300));

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 60));
}

static gboolean
is_collection (const GEOSGeometry *geometry)
{
  return GEOSGeomTypeId_r (lt_geos (), geometry) == GEOS_GEOMETRYCOLLECTION;
}

/**
 * lt_shape_from_text:
 * @geojson_or_wkt: one geometry or feature as GeoJSON (RFC 7946), or one
 *   geometry as well-known text; longitude before latitude
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the shape, not yet checked, see lt_shape_check()
 */
LtShape *
lt_shape_from_text (const char *geojson_or_wkt, GError **error)
{
  const char *text = geojson_or_wkt;
  g_autofree char *shown = NULL;
  GEOSGeometry *geometry;
  gboolean json;

  g_return_val_if_fail (text != NULL, NULL);

  while (g_ascii_isspace (*text))
    text++;
  json = *text == '{';
  geometry = json ? read_geojson (text) : wkt_is_whole (text) ? read_wkt (text) : NULL;
  if (geometry != NULL && !is_collection (geometry))
    return lt_shape_take (geometry);
  if (geometry != NULL)
    {
      GEOSGeom_destroy_r (lt_geos (), geometry);
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("This is a collection of shapes. Give one point, line or polygon."));
      return NULL;
    }
  shown = shorten (text);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               json ? _ ("\"%s\" is not a shape in GeoJSON, such as "
                         "{\"type\":\"Point\",\"coordinates\":[113.58,37.86]}.")
                    : _ ("\"%s\" is not a shape. Write it as POINT (113.58 37.86), longitude "
                         "first, or as GeoJSON."),
               shown);
  return NULL;
}

/**
 * lt_shape_to_geojson:
 *
 * Returns: (transfer full): the geometry as GeoJSON, its numbers such that
 *   reading gives the same shape to the last bit
 */
char *
lt_shape_to_geojson (const LtShape *self)
{
  GEOSGeoJSONWriter *writer = GEOSGeoJSONWriter_create_r (lt_geos ());
  char *text = GEOSGeoJSONWriter_writeGeometry_r (lt_geos (), writer, self->geometry, -1);
  char *copy = g_strdup (text);

  GEOSFree_r (lt_geos (), text);
  GEOSGeoJSONWriter_destroy_r (lt_geos (), writer);
  return copy;
}
