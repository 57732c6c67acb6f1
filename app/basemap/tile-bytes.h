/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A tile of more pixels a side is a mistake or an attack. */
#define LT_TILE_MOST_PIXELS 2048

/**
 * LtTileFormat:
 * @LT_TILE_PNG: a PNG picture
 * @LT_TILE_JPEG: a JPEG picture
 * @LT_TILE_WEBP: a WebP picture, which Debian 12 cannot be counted on to read
 * @LT_TILE_VECTOR: a vector tile (`pbf`)
 * @LT_TILE_MARKUP: a page or a message in HTML or XML
 * @LT_TILE_OTHER: something else
 *
 * What the bytes of a tile are, by what they begin with.
 */
typedef enum
{
  LT_TILE_OTHER,
  LT_TILE_PNG,
  LT_TILE_JPEG,
  LT_TILE_WEBP,
  LT_TILE_VECTOR,
  LT_TILE_MARKUP,
} LtTileFormat;

LtTileFormat lt_tile_look (GBytes *bytes, int *width, int *height);
gboolean lt_tile_is_picture (GBytes *bytes);
const char *lt_tile_format_name (LtTileFormat format);
char *lt_tile_plain_text (const char *html);

G_END_DECLS
