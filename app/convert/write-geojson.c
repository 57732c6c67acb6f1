/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/writing.h"

#include "base/error.h"
#include "convert/geometry-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER (1 << 18)

static void
put_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = (guchar) *text;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '"');
}

/* Exact decimals are numbers of JSON to the letter. */
static void
put_cell (GString *out, LtColumnType type, const char *cell)
{
  if (cell == NULL)
    g_string_append (out, "null");
  else if (type == LT_COLUMN_INTEGER || type == LT_COLUMN_DECIMAL)
    g_string_append (out, cell);
  else if (type == LT_COLUMN_FLAG)
    g_string_append (out, g_str_equal (cell, "1") ? "true" : "false");
  else
    put_text (out, cell);
}

/* RFC 7946 knows WGS-84 alone, with which CGCS2000 agrees to some centimetres; that
 * is said in the way of GeoJSON 2008, for programs that want to be told. What else
 * the coordinates are in, only this program and people will read. */
static void
put_datum (const LtWriting *self, GString *out)
{
  const char *datum = self->header->datum;

  if (g_str_equal (datum, "wgs84") || g_str_equal (datum, "cgcs2000"))
    g_string_append (out, "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                          "\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\n");
  g_string_append (out, "\"datum\":");
  put_text (out, datum);
  g_string_append (out, ",\n");
}

static void
put_head (const LtWriting *self, GString *out)
{
  g_string_append (out, "{\"type\":\"FeatureCollection\",\n\"name\":");
  put_text (out, self->header->name);
  g_string_append (out, ",\n\"title\":");
  put_text (out, self->header->label);
  g_string_append (out, ",\n");
  put_datum (self, out);
  g_string_append (out, "\"features\":[\n");
}

static gboolean
put_row (const LtWriting *self, const LtTableRow *row, GString *out)
{
  g_string_append (out, "{\"type\":\"Feature\",\"properties\":{");
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (self, i);

      if (i > 0)
        g_string_append_c (out, ',');
      put_text (out, column->name);
      g_string_append_c (out, ':');
      put_cell (out, column->type, row->cells[i]);
    }
  g_string_append (out, "},\"geometry\":");
  if (row->wkb == NULL)
    g_string_append (out, "null");
  else if (!lt_geometry_put (out, LT_GEOMETRY_GEOJSON, row->wkb, row->wkb_size))
    return FALSE;
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
put_rows (LtWriting *self, FILE *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  const LtTableRow *row;

  put_head (self, text);
  while ((row = lt_table_reader_next (self->reader, &problem)) != NULL)
    {
      if (lt_table_reader_count (self->reader) > 1)
        g_string_append (text, ",\n");
      if (!put_row (self, row, text))
        return lt_writing_fail_shape (error);
      if (text->len >= BUFFER && !lt_writing_flush (self, file, text, error))
        return FALSE;
    }
  g_string_append (text, "\n]}\n");
  if (problem == NULL)
    return lt_writing_flush (self, file, text, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
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
