/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a tile's bytes are, before anything decodes them. */

#include "basemap/tile-bytes.h"

#include <string.h>

static guint
read_u16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
read_u32 (const guint8 *at)
{
  return read_u16 (at) << 16 | read_u16 (at + 2);
}

/* PNG, 11.2.2: the header is the first chunk. */
static void
measure_png (const guint8 *data, gsize size, int *width, int *height)
{
  if (size < 24 || memcmp (data + 12, "IHDR", 4) != 0)
    return;
  *width = (int) MIN (read_u32 (data + 16), (guint) G_MAXINT);
  *height = (int) MIN (read_u32 (data + 20), (guint) G_MAXINT);
}

/* ITU-T T.81, B.1.1.3: C0 to CF begin a frame, but for C4, C8 and CC. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* The same: TEM and RST0 to RST7 stand alone, without a length. The loader passes over
 * FF 00 between markers; so does this, or the two would see different pictures. */
static gboolean
stands_alone (guint8 marker)
{
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

static void
measure_jpeg (const guint8 *data, gsize size, int *width, int *height)
{
  gsize at = 2;

  while (at + 9 < size && data[at] == 0xff)
    {
      if (data[at + 1] == 0xff)
        {
          at++;
          continue;
        }
      if (is_frame (data[at + 1]))
        {
          *height = (int) read_u16 (data + at + 5);
          *width = (int) read_u16 (data + at + 7);
          return;
        }
      at += stands_alone (data[at + 1]) ? 2 : 2 + read_u16 (data + at + 2);
    }
}

static gboolean
is_markup (const guint8 *data, gsize size)
{
  gsize at = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < size && g_ascii_isspace (data[at]))
    at++;
  return at < size && data[at] == '<';
}

/**
 * lt_tile_look:
 * @bytes: a tile
 * @width: (out): of a PNG or JPEG picture, in pixels; 0 where it does not say
 * @height: (out): the same
 *
 * Returns: what it is
 */
LtTileFormat
lt_tile_look (GBytes *bytes, int *width, int *height)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  *width = 0;
  *height = 0;
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    {
      measure_png (data, size, width, height);
      return LT_TILE_PNG;
    }
  if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    {
      measure_jpeg (data, size, width, height);
      return LT_TILE_JPEG;
    }
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return LT_TILE_WEBP;
  /* Vector tiles are packed by gzip, or begin with a layer (field 3). */
  if (size >= 2 && ((data[0] == 0x1f && data[1] == 0x8b) || data[0] == 0x1a))
    return LT_TILE_VECTOR;
  return is_markup (data, size) ? LT_TILE_MARKUP : LT_TILE_OTHER;
}

/**
 * lt_tile_is_picture:
 *
 * Returns: whether the bytes begin as a PNG or JPEG picture of a size that is decoded
 */
gboolean
lt_tile_is_picture (GBytes *bytes)
{
  int width, height;
  LtTileFormat format = lt_tile_look (bytes, &width, &height);

  return (format == LT_TILE_PNG || format == LT_TILE_JPEG) && width > 0 && height > 0
         && width <= LT_TILE_MOST_PIXELS && height <= LT_TILE_MOST_PIXELS;
}

/**
 * lt_tile_format_name:
 *
 * Returns: (transfer none): what the format is called by those who make tiles
 */
const char *
lt_tile_format_name (LtTileFormat format)
{
  static const char *const names[] = { "?", "png", "jpg", "webp", "pbf", "html" };

  return names[format];
}

/**
 * lt_tile_plain_text:
 * @html: an attribution, as tilesets and services give it
 *
 * Returns: (transfer full): the same without its marks; an address in angle
 *   brackets stays
 */
char *
lt_tile_plain_text (const char *html)
{
  static const char *const entities[][2] = {
    { "&copy;", "©" }, { "&lt;", "<" },   { "&gt;", ">" },   { "&quot;", "\"" },
    { "&#39;", "'" },  { "&nbsp;", " " }, { "&#169;", "©" }, { "&amp;", "&" },
  };
  g_autofree char *valid = g_utf8_make_valid (html, -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at++)
    {
      const char *end = *at == '<' ? strchr (at, '>') : NULL;

      if (end != NULL && g_str_has_prefix (at + 1, "http"))
        g_string_append_len (text, at + 1, end - at - 1);
      else if (end == NULL)
        g_string_append_c (text, g_ascii_iscntrl (*at) ? ' ' : *at);
      at = end != NULL ? end : at;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (text, entities[i][0], entities[i][1], 0);
  return g_strdup (g_strstrip (text->str));
}
