/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formats that GDAL writes: GeoPackage, and Shapefile as one ZIP. */

#include "convert/vector-private.h"
#include "convert/writing.h"

#include "base/error.h"
#include "base/text.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ogr_srs_api.h>
#include <string.h>

#define DBF_NAME     10  /* bytes of a field's name */
#define DBF_TEXT     254 /* bytes of a text */
#define DBF_NUMBER   24
#define DBF_DECIMALS 8
#define FIRST_ZONE   25
#define FIRST_EPSG   4513 /* CGCS2000 / 3-degree Gauss-Kruger zone 25, zone number in the easting */
#define PIECE        (1 << 18)
#define FIELDS       "FIELDS.html" /* no table: an import of the ZIP takes it for none */

/* GDAL has these in C++ headers only. */
void RegisterOGRGeoPackage (void);
void RegisterOGRShape (void);

typedef struct
{
  LtWriting *writing;
  gboolean is_dbf;
  GDALDatasetH dataset;
  OGRLayerH layer;
  GPtrArray *names; /* (element-type utf8): of the fields as they are written */
} Vector;

static gboolean
fail (const Vector *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->writing->path);
  g_autofree char *words = g_utf8_make_valid (lt_vector_message (), -1);

  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("%s cannot be written: %s."), name,
               *words == '\0' ? "?" : words);
  return FALSE;
}

/* GCJ-02 and BD-09 have no system that others know: none is said. */
static OGRSpatialReferenceH
find_system (const char *datum)
{
  OGRSpatialReferenceH system;
  int epsg = 0;

  if (g_str_equal (datum, "cgcs2000"))
    epsg = 4490;
  else if (g_str_equal (datum, "wgs84"))
    epsg = 4326;
  else if (g_str_has_prefix (datum, "epsg:"))
    epsg = (int) g_ascii_strtoll (datum + strlen ("epsg:"), NULL, 10);
  else if (g_str_has_prefix (datum, "gk3:"))
    epsg = FIRST_EPSG + (int) g_ascii_strtoll (datum + strlen ("gk3:"), NULL, 10) - FIRST_ZONE;
  if (epsg == 0)
    return NULL;
  system = OSRNewSpatialReference (NULL);
  OSRSetAxisMappingStrategy (system, OAMS_TRADITIONAL_GIS_ORDER);
  if (OSRImportFromEPSG (system, epsg) == OGRERR_NONE)
    return system;
  OSRDestroySpatialReference (system);
  return NULL;
}

static OGRwkbGeometryType
choose_class (const Vector *self)
{
  switch (self->writing->header->shape)
    {
    case LT_TABLE_POINT:
      return wkbPoint;
    case LT_TABLE_LINE:
      return self->is_dbf ? wkbLineString : wkbMultiLineString;
    case LT_TABLE_POLYGON:
      return self->is_dbf ? wkbPolygon : wkbMultiPolygon;
    default:
      return wkbNone;
    }
}

static OGRFieldType
choose_type (const Vector *self, LtColumnType type)
{
  switch (type)
    {
    case LT_COLUMN_INTEGER:
      return OFTInteger64;
    case LT_COLUMN_DECIMAL:
      return OFTReal;
    case LT_COLUMN_FLAG:
      return OFTInteger;
    case LT_COLUMN_DATE:
      return OFTDate;
    default:
      /* A civil minute stays text: these formats would make it one of UTC. */
      return OFTString;
    }
}

static gboolean
is_taken (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* Ten bytes for a name: cut, and told from another by a figure at its end. */
static char *
name_field (const Vector *self, const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "-", '_');
  char *cut = self->is_dbf ? g_strndup (plain, DBF_NAME) : g_strdup (plain);

  for (guint n = 2; is_taken (self->names, cut); n++)
    {
      g_autofree char *figure = g_strdup_printf ("%u", n);
      gsize most = (self->is_dbf ? DBF_NAME : strlen (plain) + strlen (figure)) - strlen (figure);

      g_free (cut);
      cut = g_strdup_printf ("%.*s%s", (int) most, plain, figure);
    }
  return cut;
}

static gboolean
add_field (Vector *self, const LtTableColumn *column)
{
  char *name = name_field (self, column->name);
  OGRFieldType type = choose_type (self, column->type);
  OGRFieldDefnH field = OGR_Fld_Create (name, type);
  OGRErr made;

  g_ptr_array_add (self->names, name);
  if (self->is_dbf && type == OFTString)
    OGR_Fld_SetWidth (field, DBF_TEXT);
  if (self->is_dbf && type == OFTReal)
    {
      OGR_Fld_SetWidth (field, DBF_NUMBER);
      OGR_Fld_SetPrecision (field, DBF_DECIMALS);
    }
  if (self->is_dbf && column->type == LT_COLUMN_FLAG)
    OGR_Fld_SetWidth (field, 1);
  if (!self->is_dbf)
    OGR_Fld_SetAlternativeName (field, column->label);
  if (!self->is_dbf && column->type == LT_COLUMN_FLAG)
    OGR_Fld_SetSubType (field, OFSTBoolean);
  made = OGR_L_CreateField (self->layer, field, FALSE);
  OGR_Fld_Destroy (field);
  return made == OGRERR_NONE;
}

static gboolean
open_layer (Vector *self, const char *path, GError **error)
{
  static const char *const dbf_options[] = { "ENCODING=UTF-8", "RESIZE=YES", NULL };
  const LtTableHeader *header = self->writing->header;
  GDALDriverH driver = GDALGetDriverByName (self->is_dbf ? "ESRI Shapefile" : "GPKG");
  OGRSpatialReferenceH system = find_system (header->datum);
  g_autofree char *name = g_strdelimit (g_strdup (header->name), "-", '_');
  g_autofree char *identifier = g_strconcat ("IDENTIFIER=", header->label, NULL);
  const char *const options[] = { "SPATIAL_INDEX=YES", identifier, NULL };

  self->dataset = GDALCreate (driver, path, 0, 0, 0, GDT_Unknown, NULL);
  if (self->dataset != NULL)
    self->layer = GDALDatasetCreateLayer (self->dataset, name, system, choose_class (self),
                                          (char **) (self->is_dbf ? dbf_options : options));
  if (system != NULL)
    OSRDestroySpatialReference (system);
  if (self->layer == NULL)
    return fail (self, error);
  for (guint i = 0; i < header->columns->len; i++)
    if (!add_field (self, g_ptr_array_index (header->columns, i)))
      return fail (self, error);
  return self->is_dbf || GDALDatasetStartTransaction (self->dataset, FALSE) == OGRERR_NONE
         || fail (self, error);
}

static gboolean
set_cell (const Vector *self, OGRFeatureH feature, guint i, const char *cell, GError **error)
{
  LtColumnType type = lt_writing_column (self->writing, i)->type;
  int year, month, day;

  if (self->is_dbf && type == LT_COLUMN_TEXT && strlen (cell) > DBF_TEXT)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Row %u, field %s: the text has %u bytes, a Shapefile takes %d. Export it "
                      "as GeoPackage (.gpkg)."),
                   (guint) lt_table_reader_count (self->writing->reader),
                   lt_writing_column (self->writing, i)->label, (guint) strlen (cell), DBF_TEXT);
      return FALSE;
    }
  if (type == LT_COLUMN_INTEGER)
    OGR_F_SetFieldInteger64 (feature, (int) i, g_ascii_strtoll (cell, NULL, 10));
  else if (type == LT_COLUMN_DECIMAL)
    OGR_F_SetFieldDouble (feature, (int) i, g_ascii_strtod (cell, NULL));
  else if (type == LT_COLUMN_FLAG)
    OGR_F_SetFieldInteger (feature, (int) i, g_str_equal (cell, "1"));
  else if (type == LT_COLUMN_DATE && sscanf (cell, "%4d-%2d-%2d", &year, &month, &day) == 3)
    OGR_F_SetFieldDateTime (feature, (int) i, year, month, day, 0, 0, 0, 0);
  else
    OGR_F_SetFieldString (feature, (int) i, cell);
  return TRUE;
}

static gboolean
set_shape (const Vector *self, OGRFeatureH feature, const LtTableRow *row, GError **error)
{
  OGRGeometryH shape = NULL;

  if (row->wkb == NULL)
    return TRUE;
  if (OGR_G_CreateFromWkb (row->wkb, NULL, &shape, (int) row->wkb_size) != OGRERR_NONE)
    return lt_writing_fail_shape (error);
  if (!self->is_dbf && self->writing->header->shape != LT_TABLE_POINT)
    shape = OGR_G_ForceTo (shape, choose_class (self), NULL);
  return OGR_F_SetGeometryDirectly (feature, shape) == OGRERR_NONE || fail (self, error);
}

static gboolean
add_row (const Vector *self, const LtTableRow *row, GError **error)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  gboolean good = set_shape (self, feature, row, error);

  for (guint i = 0; good && i < self->writing->header->columns->len; i++)
    good = row->cells[i] == NULL || set_cell (self, feature, i, row->cells[i], error);
  if (good
      && (OGR_L_CreateFeature (self->layer, feature) != OGRERR_NONE
          || *lt_vector_message () != '\0'))
    good = fail (self, error);
  OGR_F_Destroy (feature);
  return good;
}

static gboolean
add_rows (const Vector *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const LtTableRow *row;

  while ((row = lt_table_reader_next (self->writing->reader, &problem)) != NULL)
    if (!add_row (self, row, error))
      return FALSE;
  if (problem == NULL)
    return self->is_dbf || GDALDatasetCommitTransaction (self->dataset) == OGRERR_NONE
           || fail (self, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What is still in memory is written while it is closed. */
static gboolean
write_layer (Vector *self, const char *path, GError **error)
{
  gboolean good;

  lt_vector_start_gdal ();
  /* Who asked waits till it is on the disk, once. */
  CPLSetConfigOption ("OGR_SQLITE_SYNCHRONOUS", "OFF");
  CPLSetConfigOption ("GDAL_PAM_ENABLED", "NO");
  if (self->is_dbf)
    RegisterOGRShape ();
  else
    RegisterOGRGeoPackage ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  good = open_layer (self, path, error) && add_rows (self, error);
  if (self->dataset != NULL)
    GDALClose (self->dataset);
  return good && (*lt_vector_message () == '\0' || fail (self, error));
}

/* What the names stand for that ten bytes cannot tell; any machine opens it. */
static gboolean
write_fields (const Vector *self, const char *folder, GError **error)
{
  const LtTableHeader *header = self->writing->header;
  g_autofree char *title = g_markup_escape_text (header->label, -1);
  g_autofree char *datum = g_markup_escape_text (header->datum, -1);
  g_autofree char *path = g_build_filename (folder, FIELDS, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>%s</title>\n"
                          "<h1>%s (%s)</h1>\n<table border=\"1\">\n",
                          title, title, datum);
  for (guint i = 0; i < self->names->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (self->writing, i);
      g_autofree char *row = g_markup_printf_escaped ("<tr><td>%s<td>%s<td>%s<td>%s</tr>\n",
                                                      (char *) g_ptr_array_index (self->names, i),
                                                      column->label, column->unit, column->name);

      g_string_append (text, row);
    }
  g_string_append (text, "</table>\n");
  return g_file_set_contents (path, text->str, (gssize) text->len, error);
}

static gboolean
pack_file (const Vector *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (folder, name, NULL);
  g_autofree char *to = g_strconcat ("/vsizip/", self->writing->path, "/", name, NULL);
  g_autofree char *piece = g_malloc (PIECE);
  VSILFILE *in = VSIFOpenL (from, "rb");
  VSILFILE *out = in == NULL ? NULL : VSIFOpenL (to, "wb");
  gboolean good = out != NULL;
  gsize n;

  while (good && (n = VSIFReadL (piece, 1, PIECE, in)) > 0)
    good = VSIFWriteL (piece, 1, n, out) == n;
  if (in != NULL)
    VSIFCloseL (in);
  if (out != NULL)
    good = VSIFCloseL (out) == 0 && good;
  g_remove (from);
  return (good && *lt_vector_message () == '\0') || fail (self, error);
}

static gboolean
pack (const Vector *self, const char *folder, GError **error)
{
  g_autofree char *to = g_strconcat ("/vsizip/", self->writing->path, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  VSILFILE *archive = VSIFOpenL (to, "wb");
  const char *name;
  gboolean good = archive != NULL || fail (self, error);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, lt_text_compare);
  for (guint i = 0; good && i < names->len; i++)
    good = pack_file (self, folder, g_ptr_array_index (names, i), error);
  if (archive != NULL && VSIFCloseL (archive) != 0 && good)
    good = fail (self, error);
  g_rmdir (folder);
  return good;
}

/**
 * lt_write_geopackage:
 * @self: a file to be written
 * @error: return location
 *
 * Writes a layer with the names of the fields and their labels as aliases.
 */
gboolean
lt_write_geopackage (LtWriting *self, GError **error)
{
  Vector vector = { .writing = self };
  gboolean good = write_layer (&vector, self->path, error);

  g_clear_pointer (&vector.names, g_ptr_array_unref);
  return good;
}

/**
 * lt_write_shapefile:
 * @self: a file to be written
 * @error: return location
 *
 * Writes a ZIP, which QGIS opens as it is: the shapefile in UTF-8, said so in its
 * .cpg, and a table of what its short names mean.
 */
gboolean
lt_write_shapefile (LtWriting *self, GError **error)
{
  Vector vector = { .writing = self, .is_dbf = TRUE };
  g_autofree char *folder = g_build_filename (self->folder, "shapefile", NULL);
  g_autofree char *stem = g_strdelimit (g_strdup (self->header->name), "-", '_');
  g_autofree char *name = g_strconcat (stem, ".shp", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gboolean good;

  if (g_mkdir (folder, 0700) != 0)
    return lt_writing_fail (self, 0, error);
  good = write_layer (&vector, path, error) && write_fields (&vector, folder, error)
         && pack (&vector, folder, error);
  g_clear_pointer (&vector.names, g_ptr_array_unref);
  return good;
}
