/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/geometry-text.h"

#include "base/number.h"

#include <string.h>

#define LITTLE_ENDIAN_MARK 1
#define POINT_SIZE         (2 * sizeof (double))

typedef enum
{
  WKB_POINT = 1,
  WKB_LINE,
  WKB_POLYGON,
  WKB_MULTI_POINT,
  WKB_MULTI_LINE,
  WKB_MULTI_POLYGON,
} WkbType;

typedef enum
{
  STYLE_WKT,
  STYLE_GEOJSON,
  STYLE_KML,
} Style;

typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean failed;
  Style style;
  GString *out;         /* of WKT; otherwise what is being written, number or coordinates */
  yajl_gen json;        /* of GeoJSON */
  xmlTextWriterPtr xml; /* of KML */
} Cursor;

static const struct
{
  const char *wkt;
  const char *geojson;
} names[] = {
  [WKB_POINT] = { "POINT ", "Point" },
  [WKB_LINE] = { "LINESTRING ", "LineString" },
  [WKB_POLYGON] = { "POLYGON ", "Polygon" },
  [WKB_MULTI_POINT] = { "MULTIPOINT ", "MultiPoint" },
  [WKB_MULTI_LINE] = { "MULTILINESTRING ", "MultiLineString" },
  [WKB_MULTI_POLYGON] = { "MULTIPOLYGON ", "MultiPolygon" },
};

static void put_body (Cursor *cursor, WkbType type);

static const guint8 *
take (Cursor *cursor, gsize size)
{
  const guint8 *here = cursor->at;

  if (cursor->failed || size > cursor->left)
    {
      cursor->failed = TRUE;
      return NULL;
    }
  cursor->at += size;
  cursor->left -= size;
  return here;
}

static guint32
take_count (Cursor *cursor, gsize least)
{
  const guint8 *here = take (cursor, sizeof (guint32));
  guint32 n = 0;

  if (here != NULL)
    memcpy (&n, here, sizeof n);
  n = GUINT32_FROM_LE (n);
  /* What cannot be there is not waited for. */
  if (n > cursor->left / least)
    {
      cursor->failed = TRUE;
      return 0;
    }
  return n;
}

static WkbType
take_type (Cursor *cursor)
{
  const guint8 *mark = take (cursor, 1);
  guint32 type = take_count (cursor, 1);

  if (mark == NULL || *mark != LITTLE_ENDIAN_MARK || type < WKB_POINT || type > WKB_MULTI_POLYGON)
    cursor->failed = TRUE;
  return cursor->failed ? WKB_POINT : (WkbType) type;
}

static double
read_double (const guint8 *at)
{
  guint64 bits;
  double number;

  memcpy (&bits, at, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&number, &bits, sizeof number);
  return number;
}

/* Twice the surface, positive where the ring goes anticlockwise. */
static double
measure_ring (const guint8 *points, guint32 n)
{
  double sum = 0;

  for (guint32 i = 0; i + 1 < n; i++)
    {
      const guint8 *a = points + i * POINT_SIZE;
      const guint8 *b = a + POINT_SIZE;

      sum += read_double (a) * read_double (b + sizeof (double))
             - read_double (b) * read_double (a + sizeof (double));
    }
  return sum;
}

static void
put_json_number (Cursor *cursor, double number)
{
  g_string_truncate (cursor->out, 0);
  lt_number_put (cursor->out, number);
  yajl_gen_number (cursor->json, cursor->out->str, cursor->out->len);
}

static void
put_point (Cursor *cursor, const guint8 *point)
{
  double x = read_double (point);
  double y = read_double (point + sizeof (double));

  if (cursor->style == STYLE_GEOJSON)
    {
      yajl_gen_array_open (cursor->json);
      put_json_number (cursor, x);
      put_json_number (cursor, y);
      yajl_gen_array_close (cursor->json);
      return;
    }
  lt_number_put (cursor->out, x);
  g_string_append_c (cursor->out, cursor->style == STYLE_WKT ? ' ' : ',');
  lt_number_put (cursor->out, y);
}

static void
put_open (Cursor *cursor)
{
  if (cursor->style == STYLE_GEOJSON)
    yajl_gen_array_open (cursor->json);
  else if (cursor->style == STYLE_WKT)
    g_string_append_c (cursor->out, '(');
}

static void
put_close (Cursor *cursor)
{
  if (cursor->style == STYLE_GEOJSON)
    yajl_gen_array_close (cursor->json);
  else if (cursor->style == STYLE_WKT)
    g_string_append_c (cursor->out, ')');
}

static void
put_between (Cursor *cursor)
{
  if (cursor->style == STYLE_WKT)
    g_string_append (cursor->out, ", ");
}

static void
open_element (Cursor *cursor, const char *name)
{
  if (cursor->style == STYLE_KML)
    xmlTextWriterStartElement (cursor->xml, (const xmlChar *) name);
}

static void
close_element (Cursor *cursor)
{
  if (cursor->style == STYLE_KML)
    xmlTextWriterEndElement (cursor->xml);
}

/* Of KML, what stands in @out. */
static void
put_coordinates (Cursor *cursor)
{
  if (cursor->style != STYLE_KML)
    return;
  xmlTextWriterWriteElement (cursor->xml, (const xmlChar *) "coordinates",
                             (const xmlChar *) cursor->out->str);
  g_string_truncate (cursor->out, 0);
}

static void
put_points (Cursor *cursor, const guint8 *points, guint32 n, gboolean backward)
{
  put_open (cursor);
  for (guint32 i = 0; i < n; i++)
    {
      if (i > 0 && cursor->style == STYLE_KML)
        g_string_append_c (cursor->out, ' ');
      else if (i > 0)
        put_between (cursor);
      put_point (cursor, points + (backward ? n - 1 - i : i) * POINT_SIZE);
    }
  put_close (cursor);
}

static void
put_path (Cursor *cursor)
{
  guint32 n = take_count (cursor, POINT_SIZE);
  const guint8 *points = take (cursor, n * POINT_SIZE);

  if (points == NULL)
    return;
  put_points (cursor, points, n, FALSE);
  put_coordinates (cursor);
}

/* RFC 7946 §3.1.6, and KML likewise: the outer ring goes anticlockwise, holes
 * clockwise. Well-known text leaves it as it is. */
static void
put_rings (Cursor *cursor)
{
  guint32 n = take_count (cursor, sizeof (guint32));

  put_open (cursor);
  for (guint32 i = 0; i < n && !cursor->failed; i++)
    {
      guint32 n_points = take_count (cursor, POINT_SIZE);
      const guint8 *points = take (cursor, n_points * POINT_SIZE);
      gboolean backward = FALSE;

      if (points == NULL)
        return;
      if (i > 0)
        put_between (cursor);
      if (cursor->style != STYLE_WKT)
        backward = (measure_ring (points, n_points) > 0) == (i > 0);
      open_element (cursor, i == 0 ? "outerBoundaryIs" : "innerBoundaryIs");
      open_element (cursor, "LinearRing");
      put_points (cursor, points, n_points, backward);
      put_coordinates (cursor);
      close_element (cursor);
      close_element (cursor);
    }
  put_close (cursor);
}

static void
put_single_point (Cursor *cursor)
{
  const guint8 *point = take (cursor, POINT_SIZE);

  if (point == NULL)
    return;
  if (cursor->style == STYLE_WKT)
    put_open (cursor);
  put_point (cursor, point);
  if (cursor->style == STYLE_WKT)
    put_close (cursor);
  put_coordinates (cursor);
}

static void
put_parts (Cursor *cursor, WkbType wanted)
{
  guint32 n = take_count (cursor, 1 + sizeof (guint32));

  put_open (cursor);
  for (guint32 i = 0; i < n && !cursor->failed; i++)
    {
      if (take_type (cursor) != wanted)
        cursor->failed = TRUE;
      if (i > 0)
        put_between (cursor);
      open_element (cursor, names[wanted].geojson);
      put_body (cursor, wanted);
      close_element (cursor);
    }
  put_close (cursor);
}

static void
put_body (Cursor *cursor, WkbType type)
{
  if (cursor->failed)
    return;
  switch (type)
    {
    case WKB_POINT:
      put_single_point (cursor);
      break;
    case WKB_LINE:
      put_path (cursor);
      break;
    case WKB_POLYGON:
      put_rings (cursor);
      break;
    case WKB_MULTI_POINT:
    case WKB_MULTI_LINE:
    case WKB_MULTI_POLYGON:
      put_parts (cursor, type - (WKB_MULTI_POINT - WKB_POINT));
      break;
    }
}

/**
 * lt_geometry_put_wkt:
 * @out: where it goes
 * @wkb: a shape as two-dimensional little-endian well-known binary
 * @wkb_size: how many bytes
 *
 * Writes well-known text.
 *
 * Returns: whether @wkb was such a shape
 */
gboolean
lt_geometry_put_wkt (GString *out, const guint8 *wkb, gsize wkb_size)
{
  Cursor cursor = { .at = wkb, .left = wkb_size, .out = out, .style = STYLE_WKT };
  WkbType type = take_type (&cursor);

  if (cursor.failed)
    return FALSE;
  g_string_append (out, names[type].wkt);
  put_body (&cursor, type);
  return !cursor.failed && cursor.left == 0;
}

/**
 * lt_geometry_put_kml:
 * @xml: where it goes
 * @wkb: a shape as two-dimensional little-endian well-known binary
 * @wkb_size: how many bytes
 *
 * Writes a geometry of KML 2.2.
 *
 * Returns: whether @wkb was such a shape
 */
gboolean
lt_geometry_put_kml (xmlTextWriterPtr xml, const guint8 *wkb, gsize wkb_size)
{
  g_autoptr (GString) coordinates = g_string_new (NULL);
  Cursor cursor = {
    .at = wkb, .left = wkb_size, .out = coordinates, .xml = xml, .style = STYLE_KML
  };
  WkbType type = take_type (&cursor);

  if (cursor.failed)
    return FALSE;
  open_element (&cursor, type >= WKB_MULTI_POINT ? "MultiGeometry" : names[type].geojson);
  put_body (&cursor, type);
  close_element (&cursor);
  return !cursor.failed && cursor.left == 0;
}

static void
put_word (yajl_gen json, const char *word)
{
  yajl_gen_string (json, (const unsigned char *) word, strlen (word));
}

/**
 * lt_geometry_put_json:
 * @json: where it goes, as a value
 * @wkb: a shape as two-dimensional little-endian well-known binary
 * @wkb_size: how many bytes
 *
 * Writes a geometry of GeoJSON.
 *
 * Returns: whether @wkb was such a shape
 */
gboolean
lt_geometry_put_json (yajl_gen json, const guint8 *wkb, gsize wkb_size)
{
  g_autoptr (GString) number = g_string_new (NULL);
  Cursor cursor = {
    .at = wkb, .left = wkb_size, .out = number, .json = json, .style = STYLE_GEOJSON
  };
  WkbType type = take_type (&cursor);

  if (cursor.failed)
    return FALSE;
  yajl_gen_map_open (json);
  put_word (json, "type");
  put_word (json, names[type].geojson);
  put_word (json, "coordinates");
  put_body (&cursor, type);
  yajl_gen_map_close (json);
  return !cursor.failed && cursor.left == 0;
}
