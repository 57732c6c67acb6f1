/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/writing.h"

#include "convert/geometry-text.h"

#include <string.h>
#include <yajl/yajl_gen.h>

#define BUFFER (1 << 18)

static void
put_text (yajl_gen json, const char *text)
{
  yajl_gen_string (json, (const unsigned char *) text, strlen (text));
}

/* Exact decimals are numbers of JSON to the letter, which is more than GDAL's
 * writer, that knows doubles, can do. */
static void
put_cell (yajl_gen json, LtColumnType type, const char *cell)
{
  if (cell == NULL)
    yajl_gen_null (json);
  else if (type == LT_COLUMN_INTEGER || type == LT_COLUMN_DECIMAL)
    yajl_gen_number (json, cell, strlen (cell));
  else if (type == LT_COLUMN_FLAG)
    yajl_gen_bool (json, g_str_equal (cell, "1"));
  else
    put_text (json, cell);
}

/* RFC 7946 knows WGS-84 alone, with which CGCS2000 agrees to some centimetres; that
 * is said in the way of GeoJSON 2008, for programs that want to be told. What else
 * the coordinates are in, only this program and people will read. */
static void
put_datum (yajl_gen json, const char *datum)
{
  if (g_str_equal (datum, "wgs84") || g_str_equal (datum, "cgcs2000"))
    {
      put_text (json, "crs");
      yajl_gen_map_open (json);
      put_text (json, "type");
      put_text (json, "name");
      put_text (json, "properties");
      yajl_gen_map_open (json);
      put_text (json, "name");
      put_text (json, "urn:ogc:def:crs:OGC:1.3:CRS84");
      yajl_gen_map_close (json);
      yajl_gen_map_close (json);
    }
  put_text (json, "datum");
  put_text (json, datum);
}

/* All that stands before the features; it stays open. */
static void
put_head (const LtWriting *self, yajl_gen json)
{
  yajl_gen_map_open (json);
  put_text (json, "type");
  put_text (json, "FeatureCollection");
  put_text (json, "name");
  put_text (json, self->header->name);
  put_text (json, "title");
  put_text (json, self->header->label);
  put_datum (json, self->header->datum);
  put_text (json, "features");
  yajl_gen_array_open (json);
}

static void
put_tail (yajl_gen json)
{
  yajl_gen_array_close (json);
  yajl_gen_map_close (json);
}

static gboolean
put_row (const LtWriting *self, const LtTableRow *row, yajl_gen json)
{
  gboolean good = TRUE;

  yajl_gen_map_open (json);
  put_text (json, "type");
  put_text (json, "Feature");
  put_text (json, "properties");
  yajl_gen_map_open (json);
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (self, i);

      put_text (json, column->name);
      put_cell (json, column->type, row->cells[i]);
    }
  yajl_gen_map_close (json);
  put_text (json, "geometry");
  if (row->wkb == NULL)
    yajl_gen_null (json);
  else
    good = lt_geometry_put_json (json, row->wkb, row->wkb_size);
  yajl_gen_map_close (json);
  return good;
}

/* Moves what was made to the end of @text. */
static void
take_made (yajl_gen json, GString *text)
{
  const unsigned char *made;
  size_t size;

  if (yajl_gen_get_buf (json, &made, &size) == yajl_gen_status_ok)
    g_string_append_len (text, (const char *) made, (gssize) size);
  yajl_gen_clear (json);
}

/* @feature makes one after the other; they stand in what @collection has open. */
static gboolean
put_features (LtWriting *self,
              FILE *file,
              yajl_gen collection,
              yajl_gen feature,
              GString *text,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  const LtTableRow *row;

  put_head (self, collection);
  take_made (collection, text);
  while ((row = lt_table_reader_next (self->reader, &problem)) != NULL)
    {
      g_string_append (text, lt_table_reader_count (self->reader) > 1 ? ",\n" : "\n");
      if (!put_row (self, row, feature))
        return lt_writing_fail_shape (error);
      take_made (feature, text);
      yajl_gen_reset (feature, NULL);
      if (text->len >= BUFFER && !lt_writing_flush (self, file, text, error))
        return FALSE;
    }
  g_string_append_c (text, '\n');
  put_tail (collection);
  take_made (collection, text);
  g_string_append_c (text, '\n');
  return lt_writing_finish (self, file, text, g_steal_pointer (&problem), error);
}

static gboolean
put_rows (LtWriting *self, FILE *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  yajl_gen collection = yajl_gen_alloc (NULL);
  yajl_gen feature = yajl_gen_alloc (NULL);
  gboolean good = put_features (self, file, collection, feature, text, error);

  yajl_gen_free (collection);
  yajl_gen_free (feature);
  return good;
}

/**
 * lt_write_geojson:
 * @self: a file to be written
 * @error: return location
 *
 * Writes a feature collection (RFC 7946), one feature a line, named as programs name
 * things.
 */
gboolean
lt_write_geojson (LtWriting *self, GError **error)
{
  return lt_writing_stream (self, put_rows, error);
}
