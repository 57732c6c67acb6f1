/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/vector-file.h"

#include "base/error.h"
#include "convert/gpx-tracks.h"
#include "convert/limits.h"
#include "convert/vector-private.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtVector vector;
  const LtReading *reading;
  OGRLayerH layer;
  LtVectorText text;
  GArray *fields;     /* (element-type int): those that are columns */
  GPtrArray *columns; /* (element-type utf8) */
  GPtrArray *times;   /* (nullable) (element-type utf8): when tracks began and ended, in turn */
  LtRowCell *cells;
  GPtrArray *texts; /* (element-type utf8): that the cells show */
  GByteArray *wkb;
} VectorRead;

/* How a KML is drawn is in none of its places' data. */
static gboolean
is_drawing (const LtVector *vector, const char *name)
{
  static const char *const drawing[] = { "altitudeMode", "tessellate", "extrude", "visibility",
                                         "drawOrder",    "icon",       NULL };

  return g_str_equal (vector->format, "kml") && g_strv_contains (drawing, name);
}

static gboolean
check_size (LtSource *source, const char *format, GError **error)
{
  guint64 limit = g_str_equal (format, "dxf") ? LT_MAX_HELD : LT_MAX_SHEETS;

  if ((!g_str_equal (format, "kml") && !g_str_equal (format, "dxf"))
      || lt_source_size (source) <= limit)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s has more than %u MB, too much for a file of its kind. Cut it into pieces."),
               lt_source_name (source), (guint) (limit >> 20));
  return FALSE;
}

/* Tables in which programs keep how layers are drawn. */
static gboolean
is_style (const LtVector *vector, const char *name)
{
  return g_str_equal (vector->format, "gpkg")
         && (g_str_equal (name, "layer_styles") || g_str_has_prefix (name, "nga_"));
}

static gboolean
list_layers (const LtVector *vector, GPtrArray *parts)
{
  for (int i = 0; i < GDALDatasetGetLayerCount (vector->dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (vector->dataset, i);

      if (is_style (vector, OGR_L_GetName (layer)) || !lt_gpx_is_part (vector, layer))
        continue;
      lt_part_add (parts, OGR_L_GetName (layer), vector->format, lt_vector_class (layer),
                   OGR_L_GetFeatureCount (layer, TRUE));
    }
  return TRUE;
}

static gboolean
find_layer (VectorRead *read, GError **error)
{
  g_autoptr (GPtrArray) parts = lt_parts_new ();
  const LtPart *part;

  list_layers (&read->vector, parts);
  part = lt_parts_choose (parts, lt_source_name (read->vector.source), read->reading->part, error);
  for (int i = 0; part != NULL && read->layer == NULL; i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (read->vector.dataset, i);
      g_autofree char *name = g_utf8_make_valid (OGR_L_GetName (layer), -1);

      if (g_str_equal (name, part->name))
        read->layer = layer;
    }
  return part != NULL;
}

static gboolean
refuse_text (VectorRead *read, guint64 feature, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s, feature %u: a text is not in %s. Choose another encoding."),
               lt_source_name (read->vector.source), (guint) feature, read->text.encoding);
  return FALSE;
}

static gboolean
find_columns (VectorRead *read, GError **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (read->layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);
      char *name = lt_vector_text_read (&read->text, OGR_Fld_GetNameRef (field), G_MAXUINT, 0);

      if (name == NULL)
        return refuse_text (read, 0, error);
      if (OGR_Fld_GetType (field) == OFTBinary || is_drawing (&read->vector, name)
          || !lt_gpx_is_column (&read->vector, name))
        {
          g_free (name);
          continue;
        }
      g_ptr_array_add (read->columns, name);
      g_array_append_val (read->fields, i);
    }
  if (lt_gpx_has_times (&read->vector, read->layer))
    {
      g_ptr_array_add (read->columns, g_strdup ("started"));
      g_ptr_array_add (read->columns, g_strdup ("ended"));
    }
  if (read->columns->len <= LT_ROW_MAX_COLUMNS)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has too many properties (%u)."),
               lt_source_name (read->vector.source), read->columns->len);
  return FALSE;
}

/* Coordinates of a KML are WGS-84, its standard says (OGC 12-007r2, 6.2), and so are those
 * of a GPX (GPX 1.1, wptType, lat and lon). */
static gboolean
put_header (VectorRead *read, GError **error)
{
  const char *name = lt_source_name (read->vector.source);
  g_autofree char *datum = NULL;
  gboolean good;

  if (!lt_vector_datum (read->layer, name, &datum, error))
    return FALSE;
  g_ptr_array_add (read->columns, NULL);
  good = lt_output_header (read->reading->output, read->vector.format, read->text.encoding, datum,
                           lt_vector_class (read->layer), NULL,
                           (const char *const *) read->columns->pdata, error);
  g_ptr_array_set_size (read->columns, (int) read->columns->len - 1);
  return good;
}

static gboolean
put_shape (VectorRead *read, OGRFeatureH feature, guint64 number, GError **error)
{
  LtOutput *output = read->reading->output;
  gboolean is_mixed;
  OGRGeometryH shape = lt_vector_shape (feature, &is_mixed);
  gsize size = shape == NULL ? 0 : (gsize) OGR_G_WkbSize (shape);
  gboolean good;

  if (is_mixed)
    good =
        lt_output_problem (output, number, "", "",
                           _ ("This is a collection of shapes. Give one point, line or polygon."),
                           error);
  else if (size > LT_ROW_MAX_FRAME / 2)
    good = lt_output_problem (output, number, "", "", _ ("The shape is too large."), error);
  else
    {
      g_byte_array_set_size (read->wkb, (guint) size);
      if (size > 0)
        OGR_G_ExportToIsoWkb (shape, wkbNDR, read->wkb->data);
      good = lt_output_shape (output, number, read->cells, read->columns->len, read->wkb->data,
                              size, error);
    }
  OGR_G_DestroyGeometry (shape);
  return good;
}

static gboolean
put_feature (VectorRead *read, OGRFeatureH feature, guint64 number, GError **error)
{
  g_ptr_array_set_size (read->texts, 0);
  for (guint i = 0; i < read->fields->len; i++)
    {
      gboolean good;
      char *text = lt_vector_cell (&read->text, feature, g_array_index (read->fields, int, i),
                                   number, &good);

      if (!good)
        return refuse_text (read, number, error);
      g_ptr_array_add (read->texts, text);
      read->cells[i] = (LtRowCell){ text, text == NULL ? 0 : strlen (text) };
      if (read->cells[i].size > LT_ROW_MAX_CELL)
        return lt_output_problem (read->reading->output, number,
                                  g_ptr_array_index (read->columns, i), "",
                                  _ ("The text is too long."), error);
    }
  for (guint i = read->fields->len; i < read->columns->len; i++)
    {
      guint at = (guint) (number - 1) * 2 + i - read->fields->len;
      const char *text = at < read->times->len ? g_ptr_array_index (read->times, at) : "";

      read->cells[i] = (LtRowCell){ *text == '\0' ? NULL : text, strlen (text) };
    }
  return put_shape (read, feature, number, error);
}

static gboolean
put_features (VectorRead *read, GError **error)
{
  double total = (double) MAX (1, OGR_L_GetFeatureCount (read->layer, FALSE));
  OGRFeatureH feature;
  gboolean good = TRUE;

  OGR_L_ResetReading (read->layer);
  for (guint64 number = 1; good && (feature = OGR_L_GetNextFeature (read->layer)) != NULL; number++)
    {
      good = put_feature (read, feature, number, error)
             && lt_output_progress (read->reading->output, (double) number / total, error);
      OGR_F_Destroy (feature);
    }
  if (good && *lt_vector_message () != '\0')
    return lt_vector_fail (&read->vector, error);
  return good;
}

/* Once for a column: a fault of the file that its rows can live with. */
static gboolean
tell_cut (VectorRead *read, GError **error)
{
  for (guint i = 0; i < read->fields->len; i++)
    {
      guint field = (guint) g_array_index (read->fields, int, i);
      guint n = g_array_index (read->text.cut, guint, field);
      g_autofree char *problem = NULL;

      if (n == 0)
        continue;
      problem = g_strdup_printf (_ ("The file cuts %u texts of this column in the middle of a "
                                    "character; the rest of it is "
                                    "left out."),
                                 n);
      if (!lt_output_remark (read->reading->output,
                             g_array_index (read->text.first_cut, guint64, field),
                             g_ptr_array_index (read->columns, i), "", problem, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_layer (VectorRead *read, GError **error)
{
  if (!find_layer (read, error)
      || !lt_vector_text_init (&read->text, &read->vector, read->layer, read->reading->encoding,
                               error)
      || !find_columns (read, error) || !put_header (read, error))
    return FALSE;
  if (read->reading->columns_only)
    return TRUE;
  read->cells = g_new0 (LtRowCell, read->columns->len + 1);
  if (lt_gpx_has_times (&read->vector, read->layer))
    read->times = lt_gpx_read_times (&read->vector);
  return put_features (read, error) && tell_cut (read, error);
}

/**
 * lt_vector_file_read:
 * @source: the file
 * @reading: what is wanted of it
 * @error: return location
 *
 * Reads a layer by GDAL, feature by feature: its fields as text, its geometry
 * beside them.
 */
gboolean
lt_vector_file_read (LtSource *source, const LtReading *reading, GError **error)
{
  VectorRead read = { .reading = reading };
  gboolean good = FALSE;

  if (!check_size (source, reading->format, error))
    return FALSE;
  read.fields = g_array_new (FALSE, FALSE, sizeof (int));
  read.columns = g_ptr_array_new_with_free_func (g_free);
  read.texts = g_ptr_array_new_with_free_func (g_free);
  read.wkb = g_byte_array_new ();
  good = lt_vector_open (&read.vector, source, reading->format, error) && read_layer (&read, error);
  lt_vector_close (&read.vector);
  lt_vector_text_clear (&read.text);
  g_array_unref (read.fields);
  g_ptr_array_unref (read.columns);
  g_ptr_array_unref (read.texts);
  g_clear_pointer (&read.times, g_ptr_array_unref);
  g_byte_array_unref (read.wkb);
  g_free (read.cells);
  return good;
}

/**
 * lt_vector_file_list:
 *
 * Adds the layers of a file.
 */
gboolean
lt_vector_file_list (LtSource *source, const LtReading *reading, GPtrArray *parts, GError **error)
{
  LtVector vector;
  gboolean good;

  if (!check_size (source, reading->format, error))
    return FALSE;
  good = lt_vector_open (&vector, source, reading->format, error) && list_layers (&vector, parts);
  lt_vector_close (&vector);
  return good;
}
