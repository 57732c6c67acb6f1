/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/vector-private.h"

#include <math.h>
#include <stdlib.h>

static char *
print_real (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return NULL;
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, sizeof text, "%.17g", value);
  return g_strdup (text);
}

/* A DBF without a date has a date of zeros. In a file geodatabase midnight stands
 * for the day, and what GDAL calls its zone is none. */
static char *
print_time (OGRFeatureH feature, int field, OGRFieldType type, gboolean plain)
{
  int year, month, day, hour, minute, zone;
  float second;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!OGR_F_GetFieldAsDateTimeEx (feature, field, &year, &month, &day, &hour, &minute, &second,
                                   &zone))
    return NULL;
  if (plain)
    {
      zone = 0;
      if (type == OFTDateTime && hour == 0 && minute == 0 && second < 1)
        type = OFTDate;
    }
  if (type != OFTTime)
    {
      if (year == 0 || month == 0 || day == 0)
        return NULL;
      g_string_append_printf (text, "%04d-%02d-%02d", year, month, day);
    }
  if (type == OFTDateTime)
    g_string_append_c (text, 'T');
  if (type != OFTDate)
    g_string_append_printf (text, "%02d:%02d:%02d", hour, minute, (int) second);
  if (type == OFTDateTime && zone == 100)
    g_string_append_c (text, 'Z');
  else if (type == OFTDateTime && zone > 1) /* quarters of an hour around 100 */
    g_string_append_printf (text, "%c%02d:%02d", zone < 100 ? '-' : '+', abs (zone - 100) / 4,
                            abs (zone - 100) % 4 * 15);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_vector_cell:
 * @text: how texts are read
 * @feature: a feature
 * @field: place of one of its fields
 * @number: of the feature, from 1
 * @good: (out): FALSE where a text is in no known encoding
 *
 * Numbers have a point and no more digits than they need, times are ISO 8601.
 *
 * Returns: (transfer full) (nullable): what stands there, as text
 */
char *
lt_vector_cell (LtVectorText *text, OGRFeatureH feature, int field, guint64 number, gboolean *good)
{
  OGRFieldType type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field));
  char *cell;

  *good = TRUE;
  if (!OGR_F_IsFieldSetAndNotNull (feature, field))
    return NULL;
  switch (type)
    {
    case OFTInteger:
    case OFTInteger64:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              (gint64) OGR_F_GetFieldAsInteger64 (feature, field));
    case OFTReal:
      return print_real (OGR_F_GetFieldAsDouble (feature, field));
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return print_time (feature, field, type, text->plain_times);
    case OFTBinary:
      return NULL;
    default:
      cell = lt_vector_text_read (text, OGR_F_GetFieldAsString (feature, field), (guint) field,
                                  number);
      *good = cell != NULL;
      if (cell != NULL && *cell == '\0')
        g_clear_pointer (&cell, g_free);
      return cell;
    }
}

static const char *
name_class (OGRwkbGeometryType type)
{
  switch (wkbFlatten (type))
    {
    case wkbPoint:
    case wkbMultiPoint:
      return "point";
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
    case wkbCurve:
      return "line";
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbSurface:
    case wkbTriangle:
      return "polygon";
    case wkbNone:
      return "none";
    default:
      return "";
    }
}

/**
 * lt_vector_class:
 *
 * Returns: (transfer none): "point", "line" or "polygon" where all shapes of the
 *   layer are; "none" where it has none; "" where that is not said
 */
const char *
lt_vector_class (OGRLayerH layer)
{
  return name_class (OGR_L_GetGeomType (layer));
}

/* The class of all that is in a collection; "" where there are several. */
static const char *
find_one_class (OGRGeometryH collection)
{
  const char *class = NULL;

  for (int i = 0; i < OGR_G_GetGeometryCount (collection); i++)
    {
      OGRGeometryH inner = OGR_G_GetGeometryRef (collection, i);
      const char *one = wkbFlatten (OGR_G_GetGeometryType (inner)) == wkbGeometryCollection
                            ? find_one_class (inner)
                            : name_class (OGR_G_GetGeometryType (inner));

      if (class != NULL && !g_str_equal (class, one))
        return "";
      class = one;
    }
  return class == NULL ? "" : class;
}

/**
 * lt_vector_shape:
 * @feature: a feature
 * @is_mixed: (out): whether it is a collection of several classes, which nothing here has
 *
 * Heights are left out, curves made of straight pieces, triangles and
 * collections of one class made polygons and multi-shapes.
 *
 * Returns: (transfer full) (nullable): its shape
 */
OGRGeometryH
lt_vector_shape (OGRFeatureH feature, gboolean *is_mixed)
{
  OGRGeometryH shape = OGR_F_StealGeometry (feature);
  OGRwkbGeometryType type;

  *is_mixed = FALSE;
  if (shape == NULL || OGR_G_IsEmpty (shape))
    {
      OGR_G_DestroyGeometry (shape);
      return NULL;
    }
  OGR_G_FlattenTo2D (shape);
  if (OGR_G_HasCurveGeometry (shape, TRUE))
    {
      OGRGeometryH straight = OGR_G_GetLinearGeometry (shape, 0, NULL);

      OGR_G_DestroyGeometry (shape);
      shape = straight;
    }
  type = wkbFlatten (OGR_G_GetGeometryType (shape));
  if (type == wkbTriangle)
    return OGR_G_ForceToPolygon (shape);
  if (type == wkbGeometryCollection)
    {
      const char *class = find_one_class (shape);

      if (g_str_equal (class, "point"))
        return OGR_G_ForceToMultiPoint (shape);
      if (g_str_equal (class, "line"))
        return OGR_G_ForceToMultiLineString (shape);
      if (g_str_equal (class, "polygon"))
        return OGR_G_ForceToMultiPolygon (shape);
    }
  *is_mixed = *name_class (type) == '\0';
  return shape;
}
