/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/writing.h"

#include "base/error.h"
#include "convert/geometry-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER (1 << 18)
#define NAME   "name" /* the column that a place is called by */

/* XML 1.0 has no way to write most control characters. */
static void
put_text (GString *out, const char *text)
{
  g_autofree char *escaped = NULL;
  g_autoptr (GString) clean = NULL;

  if (strpbrk (text, "\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15"
                     "\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f")
      != NULL)
    {
      clean = g_string_new (NULL);
      for (const char *at = text; *at != '\0'; at++)
        if (!g_ascii_iscntrl (*at) || g_ascii_isspace (*at))
          g_string_append_c (clean, *at == '\v' || *at == '\f' ? ' ' : *at);
      text = clean->str;
    }
  escaped = g_markup_escape_text (text, -1);
  g_string_append (out, escaped);
}

static guint
find_name (const LtWriting *self)
{
  for (guint i = 0; i < self->header->columns->len; i++)
    if (g_str_equal (lt_writing_column (self, i)->name, NAME))
      return i;
  return 0;
}

static void
put_head (const LtWriting *self, GString *out)
{
  const char *datum = self->header->datum;
  gboolean right = g_str_equal (datum, "wgs84") || g_str_equal (datum, "cgcs2000");

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>");
  put_text (out, self->header->label);
  if (!right)
    {
      g_string_append (out, " (");
      put_text (out, datum);
      g_string_append_c (out, ')');
    }
  g_string_append (out, "</name>\n");
}

/* What people read in the balloon. */
static void
put_description (const LtWriting *self, const LtTableRow *row, GString *out)
{
  g_string_append (out, "<description>");
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (self, i);
      g_autofree char *text =
          row->cells[i] == NULL ? NULL : lt_writing_cell (self, i, row->cells[i]);

      if (text == NULL)
        continue;
      put_text (out, lt_writing_heading (self, i));
      g_string_append (out, ": ");
      put_text (out, text);
      if (*column->unit != '\0')
        {
          g_string_append_c (out, ' ');
          put_text (out, column->unit);
        }
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "</description>");
}

static void
put_data (const LtWriting *self, const LtTableRow *row, guint name, GString *out)
{
  g_string_append (out, "<ExtendedData>");
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      g_autofree char *text =
          row->cells[i] == NULL ? NULL : lt_writing_cell (self, i, row->cells[i]);

      if (text == NULL || i == name)
        continue;
      g_string_append (out, "<Data name=\"");
      put_text (out, lt_writing_column (self, i)->name);
      g_string_append (out, "\"><displayName>");
      put_text (out, lt_writing_heading (self, i));
      g_string_append (out, "</displayName><value>");
      put_text (out, text);
      g_string_append (out, "</value></Data>");
    }
  g_string_append (out, "</ExtendedData>");
}

static gboolean
put_row (const LtWriting *self, const LtTableRow *row, guint name, GString *out)
{
  g_string_append (out, "<Placemark><name>");
  put_text (out, row->cells[name] == NULL ? "" : row->cells[name]);
  g_string_append (out, "</name>");
  put_description (self, row, out);
  put_data (self, row, name, out);
  if (row->wkb != NULL && !lt_geometry_put (out, LT_GEOMETRY_KML, row->wkb, row->wkb_size))
    return FALSE;
  g_string_append (out, "</Placemark>\n");
  return TRUE;
}

static gboolean
put_rows (LtWriting *self, FILE *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  guint name = find_name (self);
  const LtTableRow *row;

  put_head (self, text);
  while ((row = lt_table_reader_next (self->reader, &problem)) != NULL)
    {
      if (!put_row (self, row, name, text))
        return lt_writing_fail_shape (error);
      if (text->len >= BUFFER && !lt_writing_flush (self, file, text, error))
        return FALSE;
    }
  g_string_append (text, "</Document>\n</kml>\n");
  return lt_writing_finish (self, file, text, g_steal_pointer (&problem), error);
}

/**
 * lt_write_kml:
 * @self: a file to be written
 * @error: return location
 *
 * Writes KML 2.2: each place with its name, a description for people, and its data.
 */
gboolean
lt_write_kml (LtWriting *self, GError **error)
{
  return lt_writing_stream (self, put_rows, error);
}
