/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/geojson-file.h"

#include "base/error.h"
#include "convert/json-peek.h"

#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#define MEMORY_NAME "/vsimem/input.geojson"

typedef struct
{
  const LtTextFile *text;
  LtOutput *output;
  GDALDatasetH dataset;
  OGRLayerH layer;
  OGRFeatureDefnH definition;
  guint n_columns;
} GeoRead;

static char gdal_message[300];

static void CPL_STDCALL
on_gdal_message (CPLErr level, CPLErrorNum number, const char *message)
{
  if (level >= CE_Failure && *gdal_message == '\0')
    g_strlcpy (gdal_message, message, sizeof gdal_message);
}

static gboolean
fail (const LtTextFile *text, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (gdal_message, -1);

  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is not a good GeoJSON: %s"), text->name,
               *valid == '\0' ? "?" : valid);
  return FALSE;
}

static gboolean
check_outside (const LtTextFile *text, const LtJsonPeek *peek, GError **error)
{
  static const char *const types[] = {
    "FeatureCollection", "Feature", "Point",        "MultiPoint",         "LineString",
    "MultiLineString",   "Polygon", "MultiPolygon", "GeometryCollection", NULL
  };

  if (!peek->whole)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %u: the file is cut off, or something follows its end. Fetch it "
                    "again."),
                 text->name, peek->line);
  else if (peek->type == NULL || !g_strv_contains (types, peek->type))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is JSON but not GeoJSON: its \"type\" is \"%s\", not "
                    "\"FeatureCollection\"."),
                 text->name, peek->type == NULL ? "" : peek->type);
  else
    return TRUE;
  return FALSE;
}

/* What the file says of its own reference system, as the name of a datum;
 * empty where it says nothing: GDAL takes WGS-84 then, the user decides. */
static char *
name_datum (OGRLayerH layer, const LtJsonPeek *peek)
{
  OGRSpatialReferenceH system = OGR_L_GetSpatialRef (layer);
  const char *code;

  if (!peek->has_crs || system == NULL)
    return g_strdup ("");
  code = OSRGetAuthorityCode (system, NULL);
  if (g_strcmp0 (OSRGetAuthorityName (system, NULL), "OGC") == 0)
    return g_strdup ("wgs84");
  if (code == NULL || g_strcmp0 (OSRGetAuthorityName (system, NULL), "EPSG") != 0)
    return g_strdup ("");
  if (g_str_equal (code, "4326"))
    return g_strdup ("wgs84");
  return g_str_equal (code, "4490") ? g_strdup ("cgcs2000") : g_strdup_printf ("epsg:%s", code);
}

static const char *
name_shape (OGRLayerH layer)
{
  switch (wkbFlatten (OGR_L_GetGeomType (layer)))
    {
    case wkbPoint:
    case wkbMultiPoint:
      return "point";
    case wkbLineString:
    case wkbMultiLineString:
      return "line";
    case wkbPolygon:
    case wkbMultiPolygon:
      return "polygon";
    case wkbNone:
      return "none";
    default:
      return "";
    }
}

static gboolean
open_file (GeoRead *read, GError **error)
{
  static const char *const drivers[] = { "GeoJSON", NULL };
  static const char *const options[] = { "ARRAY_AS_STRING=YES", "DATE_AS_STRING=YES", NULL };
  gsize size;
  gconstpointer bytes = g_bytes_get_data (read->text->bytes, &size);

  VSIFCloseL (VSIFileFromMemBuffer (MEMORY_NAME, (GByte *) bytes, size, FALSE));
  read->dataset =
      GDALOpenEx (MEMORY_NAME, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
  if (read->dataset == NULL || *gdal_message != '\0')
    return fail (read->text, error);
  if (GDALDatasetGetLayerCount (read->dataset) < 1
      || OGR_L_GetFeatureCount (GDALDatasetGetLayer (read->dataset, 0), TRUE) == 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no features."),
                   read->text->name);
      return FALSE;
    }
  read->layer = GDALDatasetGetLayer (read->dataset, 0);
  read->definition = OGR_L_GetLayerDefn (read->layer);
  read->n_columns = (guint) OGR_FD_GetFieldCount (read->definition);
  return TRUE;
}

static gboolean
put_header (GeoRead *read, const LtJsonPeek *peek, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *datum = name_datum (read->layer, peek);

  if (read->n_columns > LT_ROW_MAX_COLUMNS)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has too many properties (%u)."),
                   read->text->name, read->n_columns);
      return FALSE;
    }
  for (guint i = 0; i < read->n_columns; i++)
    g_ptr_array_add (names, (gpointer) OGR_Fld_GetNameRef (
                                OGR_FD_GetFieldDefn (read->definition, (int) i)));
  g_ptr_array_add (names, NULL);
  return lt_output_header (read->output, "geojson", read->text->encoding, datum,
                           name_shape (read->layer), (const char *const *) names->pdata, error);
}

static guint8 *
take_shape (OGRFeatureH feature, gsize *size)
{
  OGRGeometryH shape = OGR_F_GetGeometryRef (feature);
  guint8 *wkb;

  *size = 0;
  if (shape == NULL)
    return NULL;
  OGR_G_FlattenTo2D (shape);
  *size = (gsize) OGR_G_WkbSize (shape);
  wkb = g_malloc (*size);
  if (OGR_G_ExportToIsoWkb (shape, wkbNDR, wkb) != OGRERR_NONE)
    g_clear_pointer (&wkb, g_free);
  return wkb;
}

static gboolean
put_feature (GeoRead *read, OGRFeatureH feature, guint64 number, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint8 *wkb = NULL;
  gsize size;

  for (guint i = 0; i < read->n_columns; i++)
    {
      const char *cell = OGR_F_IsFieldSetAndNotNull (feature, (int) i)
                             ? OGR_F_GetFieldAsString (feature, (int) i)
                             : NULL;

      if (cell != NULL && (strlen (cell) > LT_ROW_MAX_CELL || !g_utf8_validate (cell, -1, NULL)))
        return lt_output_problem (read->output, number,
                                  OGR_Fld_GetNameRef (
                                      OGR_FD_GetFieldDefn (read->definition, (int) i)),
                                  "", _ ("The text cannot be read or is too long."), error);
      g_ptr_array_add (cells, cell == NULL || *cell == '\0' ? NULL : g_strdup (cell));
    }
  wkb = take_shape (feature, &size);
  if (size > LT_ROW_MAX_FRAME / 2)
    return lt_output_problem (read->output, number, "", "", _ ("The shape is too large."), error);
  return lt_output_row (read->output, number, (const char *const *) cells->pdata, read->n_columns,
                        wkb, size, error);
}

static gboolean
put_features (GeoRead *read, GError **error)
{
  OGRFeatureH feature;
  gboolean good = TRUE;

  for (guint64 number = 1; good && (feature = OGR_L_GetNextFeature (read->layer)) != NULL; number++)
    {
      good = put_feature (read, feature, number, error);
      OGR_F_Destroy (feature);
    }
  if (good && *gdal_message != '\0')
    return fail (read->text, error);
  return good;
}

/**
 * lt_geojson_file_read:
 * @text: the file
 * @columns_only: whether to stop after the header
 * @output: where the features go
 * @error: return location
 *
 * Reads GeoJSON (RFC 7946, and the member "crs" of its forerunner) by GDAL.
 * Each feature is a row: its properties as text, its geometry beside them.
 *
 * Returns: whether the file could be read to its end
 */
gboolean
lt_geojson_file_read (const LtTextFile *text,
                      gboolean columns_only,
                      LtOutput *output,
                      GError **error)
{
  GeoRead read = { .text = text, .output = output };
  LtJsonPeek peek;
  gsize size;
  const char *bytes = g_bytes_get_data (text->bytes, &size);
  gboolean good;

  GDALAllRegister ();
  CPLSetErrorHandler (on_gdal_message);
  lt_json_peek (&peek, bytes, size);
  good = check_outside (text, &peek, error) && open_file (&read, error)
         && put_header (&read, &peek, error) && (columns_only || put_features (&read, error))
         && lt_output_end (output, error);
  lt_json_peek_clear (&peek);
  if (read.dataset != NULL)
    GDALClose (read.dataset);
  VSIUnlink (MEMORY_NAME);
  return good;
}
