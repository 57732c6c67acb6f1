/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/writing.h"

#include "base/error.h"
#include "convert/geometry-text.h"

#include <libxml/chvalid.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#define BUFFER (1 << 18)
#define NAME   "name" /* the column that a place is called by */

typedef xmlBuffer KmlBuffer;
typedef xmlTextWriter KmlWriter;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmlBuffer, xmlBufferFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KmlWriter, xmlFreeTextWriter)

/* XML 1.0 has no way to write most control characters, and some letters that are none. */
static char *
clean_text (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '\v' || letter == '\f')
        g_string_append_c (clean, ' ');
      else if (xmlIsCharQ (letter) && letter != 0x7f)
        g_string_append_unichar (clean, letter);
    }
  return g_string_free (clean, FALSE);
}

static void
put_text (KmlWriter *xml, const char *text)
{
  g_autofree char *clean = clean_text (text);

  xmlTextWriterWriteString (xml, (const xmlChar *) clean);
}

static void
open_element (KmlWriter *xml, const char *name)
{
  xmlTextWriterStartElement (xml, (const xmlChar *) name);
}

static void
put_element (KmlWriter *xml, const char *name, const char *text)
{
  open_element (xml, name);
  put_text (xml, text);
  xmlTextWriterEndElement (xml);
}

static void
put_attribute (KmlWriter *xml, const char *name, const char *text)
{
  g_autofree char *clean = clean_text (text);

  xmlTextWriterWriteAttribute (xml, (const xmlChar *) name, (const xmlChar *) clean);
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
put_head (const LtWriting *self, KmlWriter *xml)
{
  const char *datum = self->header->datum;
  gboolean right = g_str_equal (datum, "wgs84") || g_str_equal (datum, "cgcs2000");
  g_autofree char *name = right ? g_strdup (self->header->label)
                                : g_strdup_printf ("%s (%s)", self->header->label, datum);

  xmlTextWriterStartDocument (xml, "1.0", "UTF-8", NULL);
  open_element (xml, "kml");
  put_attribute (xml, "xmlns", "http://www.opengis.net/kml/2.2");
  put_text (xml, "\n");
  open_element (xml, "Document");
  put_text (xml, "\n");
  put_element (xml, "name", name);
  put_text (xml, "\n");
}

/* What people read in the balloon. */
static void
put_description (const LtWriting *self, const LtTableRow *row, KmlWriter *xml)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->header->columns->len; i++)
    {
      const LtTableColumn *column = lt_writing_column (self, i);
      g_autofree char *text =
          row->cells[i] == NULL ? NULL : lt_writing_cell (self, i, row->cells[i]);

      if (text != NULL)
        g_string_append_printf (words, "%s: %s%s%s\n", lt_writing_heading (self, i), text,
                                *column->unit == '\0' ? "" : " ", column->unit);
    }
  put_element (xml, "description", words->str);
}

static void
put_data (const LtWriting *self, const LtTableRow *row, guint name, KmlWriter *xml)
{
  open_element (xml, "ExtendedData");
  for (guint i = 0; i < self->header->columns->len; i++)
    {
      g_autofree char *text =
          row->cells[i] == NULL ? NULL : lt_writing_cell (self, i, row->cells[i]);

      if (text == NULL || i == name)
        continue;
      open_element (xml, "Data");
      put_attribute (xml, "name", lt_writing_column (self, i)->name);
      put_element (xml, "displayName", lt_writing_heading (self, i));
      put_element (xml, "value", text);
      xmlTextWriterEndElement (xml);
    }
  xmlTextWriterFullEndElement (xml);
}

static gboolean
put_row (const LtWriting *self, const LtTableRow *row, guint name, KmlWriter *xml)
{
  open_element (xml, "Placemark");
  put_element (xml, "name", row->cells[name] == NULL ? "" : row->cells[name]);
  put_description (self, row, xml);
  put_data (self, row, name, xml);
  if (row->wkb != NULL && !lt_geometry_put_kml (xml, row->wkb, row->wkb_size))
    return FALSE;
  xmlTextWriterEndElement (xml);
  put_text (xml, "\n");
  return TRUE;
}

/* What was written so far. */
static void
take_written (KmlWriter *xml, KmlBuffer *buffer, GString *text)
{
  xmlTextWriterFlush (xml);
  g_string_append_len (text, (const char *) xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferEmpty (buffer);
}

static gboolean
put_rows (LtWriting *self, FILE *file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (KmlBuffer) buffer = xmlBufferCreate ();
  g_autoptr (KmlWriter) xml = xmlNewTextWriterMemory (buffer, 0);
  g_autoptr (GError) problem = NULL;
  guint name = find_name (self);
  const LtTableRow *row;

  g_assert (buffer != NULL && xml != NULL);
  put_head (self, xml);
  while ((row = lt_table_reader_next (self->reader, &problem)) != NULL)
    {
      if (!put_row (self, row, name, xml))
        return lt_writing_fail_shape (error);
      take_written (xml, buffer, text);
      if (text->len >= BUFFER && !lt_writing_flush (self, file, text, error))
        return FALSE;
    }
  xmlTextWriterEndElement (xml);
  put_text (xml, "\n");
  xmlTextWriterEndDocument (xml);
  take_written (xml, buffer, text);
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
