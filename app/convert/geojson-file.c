/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/geojson-file.h"

#include "base/error.h"
#include "convert/geojson-shape.h"
#include "convert/shape-class.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *name;
  const LtReading *reading;
  LtJson json;
  gboolean giving;    /* the second time, in which the features are given */
  GPtrArray *columns; /* (element-type utf8) */
  GHashTable *places; /* column → its place + 1 */
  char *type;         /* (nullable): of the outermost object */
  char *crs;          /* (nullable) */
  LtShapeClasses classes;
  guint64 n_features;
  LtGeojsonShape shape;
  GPtrArray *texts; /* (element-type GString): the cells of the feature being read */
  LtRowCell *cells;
} GeoRead;

static guint
find_column (GeoRead *read, const char *name)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (read->places, name));
  char *own;

  if (place > 0 || read->giving)
    return place;
  own = g_strdup (name);
  g_ptr_array_add (read->columns, own);
  g_hash_table_insert (read->places, own, GUINT_TO_POINTER (read->columns->len));
  return read->columns->len;
}

/* Programs write whole numbers as 140302.0 where a table has gaps. */
static void
trim_number (GString *text)
{
  if (text->len > 2 && g_str_has_suffix (text->str, ".0")
      && strspn (text->str, "-0123456789") == text->len - 2)
    g_string_truncate (text, text->len - 2);
}

static gboolean
take_value (GeoRead *read, guint place)
{
  GString *text = g_ptr_array_index (read->texts, place - 1);
  int c = lt_json_peek (&read->json);

  if (c == '"')
    return lt_json_string (&read->json, text);
  g_string_truncate (text, 0);
  if (!lt_json_skip (&read->json, text))
    return FALSE;
  if (c == 'n')
    g_string_truncate (text, 0);
  else if (c == 't' || c == 'f')
    g_string_assign (text, c == 't' ? "1" : "0");
  else
    trim_number (text);
  return TRUE;
}

static gboolean
read_properties (GeoRead *read)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (lt_json_peek (&read->json) != '{')
    return lt_json_skip (&read->json, NULL);
  if (!lt_json_begin (&read->json, '{'))
    return FALSE;
  while (lt_json_more (&read->json, '}') && lt_json_name (&read->json, name))
    {
      guint place = find_column (read, name->str);

      if (read->giving && place > 0)
        take_value (read, place);
      else
        lt_json_skip (&read->json, NULL);
    }
  return read->json.error == NULL;
}

static gboolean
read_geometry (GeoRead *read)
{
  if (!lt_geojson_shape_read (&read->shape, &read->json))
    return FALSE;
  if (read->shape.class != NULL && read->shape.wkb->len > 0)
    lt_shape_classes_add (&read->classes, read->shape.class);
  return TRUE;
}

static gboolean
give_feature (GeoRead *read)
{
  LtOutput *output = read->reading->output;

  read->n_features++;
  if (!read->giving)
    return TRUE;
  if (read->shape.problem != NULL)
    return lt_output_problem (output, read->n_features, "", "", read->shape.problem,
                              &read->json.error);
  for (guint i = 0; i < read->columns->len; i++)
    {
      GString *text = g_ptr_array_index (read->texts, i);

      read->cells[i] = (LtRowCell){ text->len == 0 ? NULL : text->str, text->len };
    }
  return lt_output_shape (output, read->n_features, read->cells, read->columns->len,
                          read->shape.wkb->data, read->shape.wkb->len, &read->json.error);
}

static void
clear_feature (GeoRead *read)
{
  for (guint i = 0; i < read->texts->len; i++)
    g_string_truncate (g_ptr_array_index (read->texts, i), 0);
  g_byte_array_set_size (read->shape.wkb, 0);
  read->shape.class = NULL;
  read->shape.problem = NULL;
}

static gboolean
read_id (GeoRead *read)
{
  guint place;

  if (lt_json_peek (&read->json) != '"')
    return lt_json_skip (&read->json, NULL);
  place = find_column (read, "id");
  return read->giving ? take_value (read, place) : lt_json_skip (&read->json, NULL);
}

static gboolean
read_feature_member (GeoRead *read, const char *name)
{
  if (g_str_equal (name, "properties"))
    return read_properties (read);
  if (g_str_equal (name, "geometry"))
    return read_geometry (read);
  if (g_str_equal (name, "id"))
    return read_id (read);
  return lt_json_skip (&read->json, NULL);
}

static gboolean
read_feature (GeoRead *read)
{
  g_autoptr (GString) name = g_string_new (NULL);

  clear_feature (read);
  if (!lt_json_begin (&read->json, '{'))
    return FALSE;
  while (lt_json_more (&read->json, '}') && lt_json_name (&read->json, name))
    read_feature_member (read, name->str);
  return read->json.error == NULL && give_feature (read);
}

static gboolean
read_features (GeoRead *read)
{
  LtSource *source = lt_text_stream_source (read->json.text);

  if (!lt_json_begin (&read->json, '['))
    return FALSE;
  while (lt_json_more (&read->json, ']'))
    if (!read_feature (read)
        || !lt_output_progress (read->reading->output,
                                (read->giving ? 2 : 1) / 3.0 + lt_source_progress (source) / 3,
                                &read->json.error))
      return FALSE;
  return read->json.error == NULL;
}

/* One outermost object. What a feature has may also stand here: then it is one. */
static gboolean
read_object (GeoRead *read)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!lt_json_begin (&read->json, '{'))
    return FALSE;
  clear_feature (read);
  while (lt_json_more (&read->json, '}') && lt_json_name (&read->json, name))
    if (g_str_equal (name->str, "features") && lt_json_peek (&read->json) == '[')
      read_features (read);
    else if (g_str_equal (name->str, "type") && lt_json_peek (&read->json) == '"')
      {
        lt_json_string (&read->json, text);
        g_free (read->type);
        read->type = g_strdup (text->str);
      }
    else if (g_str_equal (name->str, "crs") && lt_json_peek (&read->json) == '{')
      {
        g_string_truncate (text, 0);
        lt_json_skip (&read->json, text);
        g_free (read->crs);
        read->crs = g_strdup (text->str);
      }
    else
      read_feature_member (read, name->str);
  if (read->json.error != NULL)
    return FALSE;
  return g_strcmp0 (read->type, "Feature") != 0 || give_feature (read);
}

/* A lone geometry has its coordinates in the outermost object. */
static gboolean
read_lone_geometry (GeoRead *read)
{
  clear_feature (read);
  return read_geometry (read) && give_feature (read);
}

static gboolean
is_geometry (const char *type)
{
  static const char *const types[] = {
    "Point",   "MultiPoint",   "LineString",         "MultiLineString",
    "Polygon", "MultiPolygon", "GeometryCollection", NULL
  };

  return g_strv_contains (types, type);
}

static gboolean
refuse_type (GeoRead *read)
{
  if (read->json.error == NULL)
    g_set_error (&read->json.error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is JSON but not GeoJSON: its \"type\" is \"%s\", not "
                    "\"FeatureCollection\"."),
                 read->name, read->type == NULL ? "" : read->type);
  return FALSE;
}

static gboolean
read_all (GeoRead *read)
{
  gboolean lone = read->giving && is_geometry (read->type);

  read->n_features = 0;
  do
    {
      if (lone ? !read_lone_geometry (read) : !read_object (read))
        return FALSE;
      if (read->type == NULL
          || (!g_str_equal (read->type, "FeatureCollection") && !g_str_equal (read->type, "Feature")
              && !is_geometry (read->type)))
        return refuse_type (read);
    }
  while (g_str_equal (read->type, "Feature") && lt_json_peek (&read->json) >= 0);
  if (!lt_json_end (&read->json))
    return FALSE;
  if (is_geometry (read->type))
    {
      read->n_features = 1;
      lt_shape_classes_add (&read->classes, strstr (read->type, "Point") != NULL  ? "point"
                                            : strstr (read->type, "Line") != NULL ? "line"
                                                                                  : "polygon");
    }
  return TRUE;
}

/* What the file says of its own reference system (the member "crs" of GeoJSON
 * before RFC 7946), as the name of a datum; empty where it says nothing or what
 * is not known. */
static char *
name_datum (const GeoRead *read)
{
  const char *code;

  if (read->crs == NULL)
    return g_strdup ("");
  if (strstr (read->crs, "CRS84") != NULL)
    return g_strdup ("wgs84");
  code = strstr (read->crs, "EPSG:");
  if (code == NULL)
    return g_strdup ("");
  code += strlen ("EPSG:") + strspn (code + strlen ("EPSG:"), ":.0123456789");
  while (g_ascii_isdigit (code[-1]))
    code--;
  if (strtol (code, NULL, 10) == 4326)
    return g_strdup ("wgs84");
  return strtol (code, NULL, 10) == 4490 ? g_strdup ("cgcs2000")
                                         : g_strdup_printf ("epsg:%ld", strtol (code, NULL, 10));
}

static gboolean
put_header (GeoRead *read, const char *encoding, GError **error)
{
  g_autofree char *datum = name_datum (read);

  if (read->n_features == 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no features."), read->name);
      return FALSE;
    }
  if (read->columns->len > LT_ROW_MAX_COLUMNS)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has too many properties (%u)."),
                   read->name, read->columns->len);
      return FALSE;
    }
  g_ptr_array_add (read->columns, NULL);
  lt_output_header (read->reading->output, "geojson", encoding, datum,
                    lt_shape_classes_name (&read->classes), NULL,
                    (const char *const *) read->columns->pdata, error);
  g_ptr_array_set_size (read->columns, (int) read->columns->len - 1);
  return error == NULL || *error == NULL;
}

static gboolean
read_twice (GeoRead *read, LtTextStream *text, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!read_all (read))
    {
      g_propagate_error (error, g_steal_pointer (&read->json.error));
      return FALSE;
    }
  if (!put_header (read, lt_text_stream_encoding (text), &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (read->reading->columns_only)
    return TRUE;
  if (!lt_text_stream_rewind (text, error))
    return FALSE;
  lt_json_clear (&read->json);
  lt_json_init (&read->json, text);
  read->giving = TRUE;
  read->cells = g_new0 (LtRowCell, read->columns->len + 1);
  for (guint i = 0; i < read->columns->len; i++)
    g_ptr_array_add (read->texts, g_string_new (NULL));
  if (read_all (read))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&read->json.error));
  return FALSE;
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

/**
 * lt_geojson_file_read:
 * @source: the file
 * @reading: what is wanted of it
 * @error: return location
 *
 * Reads GeoJSON (RFC 7946, and the member "crs" of its forerunner), and texts
 * of one feature after the other (RFC 8142). Each feature is a row: its
 * properties as text, its geometry beside them. Twice: the first time for the
 * names of the properties, which no file tells beforehand; so that no file is
 * too large.
 *
 * Returns: whether the file could be read to its end
 */
gboolean
lt_geojson_file_read (LtSource *source, const LtReading *reading, GError **error)
{
  g_autoptr (LtTextStream) text =
      lt_text_stream_open (source, reading->encoding, FALSE, G_MAXUINT64, reading->output, error);
  GeoRead read = { .name = lt_source_name (source), .reading = reading };
  gboolean good;

  if (text == NULL)
    return FALSE;
  lt_json_init (&read.json, text);
  lt_geojson_shape_init (&read.shape);
  read.columns = g_ptr_array_new_with_free_func (g_free);
  read.places = g_hash_table_new (g_str_hash, g_str_equal);
  read.texts = g_ptr_array_new_with_free_func (free_text);
  good = read_twice (&read, text, error);
  lt_json_clear (&read.json);
  lt_geojson_shape_clear (&read.shape);
  g_ptr_array_unref (read.columns);
  g_hash_table_unref (read.places);
  g_ptr_array_unref (read.texts);
  g_free (read.cells);
  g_free (read.type);
  g_free (read.crs);
  return good;
}
