/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shape-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define GPKG_HEADER        8
#define GPKG_LITTLE_ENDIAN 0x01
#define GPKG_ENVELOPE_XY   0x02
#define GPKG_EMPTY         0x10

/* A walk through well-known binary, before GEOS sees it: GEOS reads past
 * nothing, but it ignores what follows the shape, believes counts, and goes as
 * deep as a nested collection says. */
typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean little_endian;
} WkbScan;

static gboolean
skip_bytes (WkbScan *scan, guint64 size)
{
  if (scan->left < size)
    return FALSE;
  scan->at += size;
  scan->left -= size;
  return TRUE;
}

static gboolean
scan_count (WkbScan *scan, guint32 *count)
{
  if (scan->left < sizeof *count)
    return FALSE;
  memcpy (count, scan->at, sizeof *count);
  *count = scan->little_endian ? GUINT32_FROM_LE (*count) : GUINT32_FROM_BE (*count);
  return skip_bytes (scan, sizeof *count);
}

/* Type numbers of ISO (1001 for Z) and of older PostGIS (a high bit for Z).
 * Heights are read and dropped; measures are not a thing of a county. */
static gboolean
scan_type (WkbScan *scan, guint *type, guint *dimensions)
{
  guint32 number;

  if (scan->left < 1 || scan->at[0] > 1)
    return FALSE;
  scan->little_endian = scan->at[0] == 1;
  if (!skip_bytes (scan, 1) || !scan_count (scan, &number))
    return FALSE;
  *dimensions = 2;
  if ((number & 0x80000000u) != 0)
    {
      number &= ~0x80000000u;
      *dimensions = 3;
    }
  else if (number > 1000 && number < 2000)
    {
      number -= 1000;
      *dimensions = 3;
    }
  *type = number;
  return number >= 1 && number <= 6;
}

static gboolean
scan_corners (WkbScan *scan, guint dimensions)
{
  guint32 n;

  return scan_count (scan, &n) && skip_bytes (scan, (guint64) n * dimensions * sizeof (double));
}

static gboolean
scan_simple (WkbScan *scan, guint wanted)
{
  guint type;
  guint dimensions;
  guint32 n;

  if (!scan_type (scan, &type, &dimensions) || type != wanted)
    return FALSE;
  switch (type)
    {
    case 1:
      return skip_bytes (scan, dimensions * sizeof (double));
    case 2:
      return scan_corners (scan, dimensions);
    default:
      if (!scan_count (scan, &n))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        if (!scan_corners (scan, dimensions))
          return FALSE;
      return TRUE;
    }
}

static gboolean
wkb_is_whole (gconstpointer wkb, gsize size)
{
  WkbScan scan = { wkb, size, FALSE };
  WkbScan parts = scan;
  guint type;
  guint dimensions;
  guint32 n;

  if (!scan_type (&parts, &type, &dimensions))
    return FALSE;
  if (type <= 3)
    return scan_simple (&scan, type) && scan.left == 0;
  if (!scan_count (&parts, &n))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    if (!scan_simple (&parts, type - 3))
      return FALSE;
  return parts.left == 0;
}

static unsigned char *
write_wkb (const LtShape *self, size_t *size)
{
  GEOSWKBWriter *writer = GEOSWKBWriter_create_r (lt_geos ());
  unsigned char *wkb;

  GEOSWKBWriter_setByteOrder_r (lt_geos (), writer, GEOS_WKB_NDR);
  GEOSWKBWriter_setOutputDimension_r (lt_geos (), writer, 2);
  GEOSWKBWriter_setIncludeSRID_r (lt_geos (), writer, 0);
  wkb = GEOSWKBWriter_write_r (lt_geos (), writer, self->geometry, size);
  GEOSWKBWriter_destroy_r (lt_geos (), writer);
  g_assert (wkb != NULL);
  return wkb;
}

static void
append_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

static void
append_gpkg_header (GByteArray *out, const LtShape *self, int srs_id)
{
  gboolean empty = lt_shape_is_empty (self);
  gboolean envelope = !empty && lt_shape_get_class (self) != LT_SHAPE_POINT;
  guint8 flags = GPKG_LITTLE_ENDIAN | (envelope ? GPKG_ENVELOPE_XY : 0) | (empty ? GPKG_EMPTY : 0);
  guint8 head[4] = { 'G', 'P', 0, flags };
  gint32 srs = GINT32_TO_LE (srs_id);

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, (const guint8 *) &srs, sizeof srs);
  if (envelope)
    {
      LtBox box = lt_shape_get_box (self);

      append_double (out, box.min_x);
      append_double (out, box.max_x);
      append_double (out, box.min_y);
      append_double (out, box.max_y);
    }
}

/**
 * lt_shape_from_wkb:
 * @wkb: well-known binary, of either byte order; heights are dropped on writing
 * @size: how many bytes; all of them are the shape
 * @error: return location
 *
 * Reads a point, a line, a polygon or several of one of them. The shape is
 * whole but not yet checked, see lt_shape_check().
 *
 * Returns: (transfer full) (nullable): the shape
 */
LtShape *
lt_shape_from_wkb (gconstpointer wkb, gsize size, GError **error)
{
  GEOSWKBReader *reader;
  GEOSGeometry *geometry;

  if (wkb == NULL || !wkb_is_whole (wkb, size))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%u bytes are not a point, line or polygon (well-known binary)."),
                   (guint) size);
      return NULL;
    }
  reader = GEOSWKBReader_create_r (lt_geos ());
  geometry = GEOSWKBReader_read_r (lt_geos (), reader, wkb, size);
  GEOSWKBReader_destroy_r (lt_geos (), reader);
  if (geometry != NULL)
    return lt_shape_take (geometry);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("The shape cannot be used: its outline is not closed or has too few corners "
                  "(%s)."),
               lt_geos_message ());
  return NULL;
}

/**
 * lt_shape_to_wkb:
 *
 * Returns: (transfer full): the canonical bytes
 */
GBytes *
lt_shape_to_wkb (const LtShape *self)
{
  size_t size;
  unsigned char *wkb = write_wkb (self, &size);
  GBytes *bytes = g_bytes_new (wkb, size);

  GEOSFree_r (lt_geos (), wkb);
  return bytes;
}

/**
 * lt_shape_to_gpkg:
 * @self: a shape
 * @srs_id: number of its reference system in gpkg_spatial_ref_sys
 *
 * Returns: (transfer full): a GeoPackage geometry (OGC 12-128r17, 2.1.3), little-endian,
 *   with its box before it unless it is a point
 */
GBytes *
lt_shape_to_gpkg (const LtShape *self, int srs_id)
{
  GByteArray *out = g_byte_array_new ();
  size_t size;
  unsigned char *wkb = write_wkb (self, &size);

  append_gpkg_header (out, self, srs_id);
  g_byte_array_append (out, wkb, (guint) size);
  GEOSFree_r (lt_geos (), wkb);
  return g_byte_array_free_to_bytes (out);
}

/**
 * lt_shape_from_gpkg:
 * @blob: a GeoPackage geometry
 * @size: how many bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the shape, not yet checked
 */
LtShape *
lt_shape_from_gpkg (gconstpointer blob, gsize size, GError **error)
{
  static const gsize envelopes[] = { 0, 32, 48, 48, 64 };
  const guint8 *bytes = blob;
  guint envelope;

  if (size < GPKG_HEADER || bytes[0] != 'G' || bytes[1] != 'P' || bytes[2] != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%u bytes are not a GeoPackage geometry."), (guint) size);
      return NULL;
    }
  envelope = (bytes[3] >> 1) & 7;
  if (envelope >= G_N_ELEMENTS (envelopes) || size - GPKG_HEADER < envelopes[envelope])
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("A GeoPackage geometry has a box of an unknown kind (%u)."), envelope);
      return NULL;
    }
  return lt_shape_from_wkb (bytes + GPKG_HEADER + envelopes[envelope],
                            size - GPKG_HEADER - envelopes[envelope], error);
}
