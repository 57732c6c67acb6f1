/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Exif block is written here after JEITA CP-3451 and TIFF 6.0, without the
 * library that the program reads it with. */

#include "photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <string.h>

#define ASCII    2
#define SHORT    3
#define LONG     4
#define RATIONAL 5

typedef struct
{
  guint16 tag;
  guint16 type;
  guint32 count;
  GByteArray *value;
} Entry;

static void
put16 (GByteArray *out, guint16 value)
{
  guint16 little = GUINT16_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

static void
put32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

static Entry *
add_entry (GPtrArray *directory, guint16 tag, guint16 type, guint32 count)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->tag = tag;
  entry->type = type;
  entry->count = count;
  entry->value = g_byte_array_new ();
  g_ptr_array_add (directory, entry);
  return entry;
}

static void
add_text (GPtrArray *directory, guint16 tag, const char *text)
{
  gsize size = text == NULL ? 0 : strlen (text) + 1;

  if (text != NULL)
    g_byte_array_append (add_entry (directory, tag, ASCII, (guint32) size)->value,
                         (const guint8 *) text, (guint) size);
}

static void
add_number (GPtrArray *directory, guint16 tag, guint16 type, guint32 number)
{
  Entry *entry = add_entry (directory, tag, type, 1);

  if (type == SHORT)
    put16 (entry->value, (guint16) number);
  else
    put32 (entry->value, number);
}

static void
add_degrees (GPtrArray *directory, guint16 tag, const guint32 parts[3])
{
  Entry *entry = add_entry (directory, tag, RATIONAL, 3);

  for (int i = 0; i < 3; i++)
    {
      put32 (entry->value, parts[i]);
      put32 (entry->value, 1);
    }
}

static void
free_entry (gpointer data)
{
  g_byte_array_unref (((Entry *) data)->value);
  g_free (data);
}

/* Returns: where it begins. */
static guint32
write_directory (GByteArray *out, GPtrArray *directory)
{
  guint32 start = out->len;
  guint32 data = start + 2 + 12 * directory->len + 4;
  g_autoptr (GByteArray) rest = g_byte_array_new ();

  put16 (out, (guint16) directory->len);
  for (guint i = 0; i < directory->len; i++)
    {
      Entry *entry = g_ptr_array_index (directory, i);

      put16 (out, entry->tag);
      put16 (out, entry->type);
      put32 (out, entry->count);
      if (entry->value->len > 4)
        {
          put32 (out, data + rest->len);
          g_byte_array_append (rest, entry->value->data, entry->value->len);
          if (rest->len % 2 == 1)
            g_byte_array_append (rest, (const guint8 *) "", 1);
        }
      else
        {
          while (entry->value->len < 4)
            g_byte_array_append (entry->value, (const guint8 *) "", 1);
          g_byte_array_append (out, entry->value->data, 4);
        }
    }
  put32 (out, 0);
  g_byte_array_append (out, rest->data, rest->len);
  return start;
}

static void
add_position (GPtrArray *directory, GByteArray *out, const PhotoSpec *spec)
{
  g_autoptr (GPtrArray) gps = g_ptr_array_new_with_free_func (free_entry);

  if (spec->latitude[0] == 0 && spec->longitude[0] == 0)
    return;
  add_text (gps, 1, "N");
  add_degrees (gps, 2, spec->latitude);
  add_text (gps, 3, "E");
  add_degrees (gps, 4, spec->longitude);
  add_number (directory, 0x8825, LONG, write_directory (out, gps));
}

static GByteArray *
make_exif (const PhotoSpec *spec)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GPtrArray) photo = g_ptr_array_new_with_free_func (free_entry);
  guint32 start;

  g_byte_array_append (out, (const guint8 *) "II*\0", 4);
  put32 (out, 0);
  add_text (first, 0x010f, spec->make);
  add_text (first, 0x0110, spec->model);
  if (spec->orientation > 0)
    add_number (first, 0x0112, SHORT, spec->orientation);
  add_text (photo, 0x9003, spec->taken);
  if (photo->len > 0)
    add_number (first, 0x8769, LONG, write_directory (out, photo));
  add_position (first, out, spec);
  start = GUINT32_TO_LE (write_directory (out, first));
  memcpy (out->data + 4, &start, sizeof start);
  return out;
}

static char *
make_picture (const PhotoSpec *spec, gsize *size)
{
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, spec->width, spec->height);
  g_autoptr (GdkPixbuf) lower = gdk_pixbuf_new_subpixbuf (pixbuf, 0, spec->height / 2, spec->width,
                                                          spec->height - spec->height / 2);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_fill (lower, 0x0000ffff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, size, "jpeg", &error, "quality", "95", NULL);
  g_assert_no_error (error);
  return bytes;
}

/**
 * photo_make:
 *
 * Returns: (transfer full): a JPEG file
 */
GBytes *
photo_make (const PhotoSpec *spec)
{
  g_autoptr (GByteArray) exif = make_exif (spec);
  GByteArray *out = g_byte_array_new ();
  gsize size = 0;
  g_autofree char *picture = make_picture (spec, &size);
  guint length = exif->len + 2 + 6;
  const guint8 segment[] = { 0xff, 0xe1, (guint8) (length >> 8), (guint8) length };

  g_byte_array_append (out, (const guint8 *) picture, 2);
  if (exif->len > 8 + 6)
    {
      g_byte_array_append (out, segment, sizeof segment);
      g_byte_array_append (out, (const guint8 *) "Exif\0\0", 6);
      g_byte_array_append (out, exif->data, exif->len);
    }
  g_byte_array_append (out, (const guint8 *) picture + 2, (guint) size - 2);
  return g_byte_array_free_to_bytes (out);
}

static guint32
crc_of (const guint8 *bytes, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }
  return ~crc;
}

static void
put_big (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, sizeof big);
}

static void
put_chunk (GByteArray *out, const char *name, gconstpointer bytes, gsize size)
{
  guint start;

  put_big (out, (guint32) size);
  start = out->len;
  g_byte_array_append (out, (const guint8 *) name, 4);
  g_byte_array_append (out, bytes, (guint) size);
  put_big (out, crc_of (out->data + start, size + 4));
}

/* Rows of nothing but noughts fold together to a thousandth. */
static GBytes *
fold_rows (guint32 width, guint32 height)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) folding =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  gsize size = 1 + (width + 7) / 8;
  g_autofree guint8 *row = g_malloc0 (size);

  for (guint32 i = 0; i < height; i++)
    g_assert_true (g_output_stream_write_all (folding, row, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (folding, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * photo_make_png:
 * @width: as it says
 * @height: as it says
 * @rows: how many rows there really are
 *
 * Returns: (transfer full): a PNG (PNG specification, 11.2.2) of one bit a pixel
 */
GBytes *
photo_make_png (guint32 width, guint32 height, guint32 rows)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GBytes) data = fold_rows (rows == 0 ? 8 : width, rows);
  const guint8 form[] = { 1, 0, 0, 0, 0 }; /* one bit, grey */

  put_big (head, width);
  put_big (head, height);
  g_byte_array_append (head, form, sizeof form);
  g_byte_array_append (out, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  put_chunk (out, "IHDR", head->data, head->len);
  put_chunk (out, "IDAT", g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  put_chunk (out, "IEND", "", 0);
  return g_byte_array_free_to_bytes (out);
}
