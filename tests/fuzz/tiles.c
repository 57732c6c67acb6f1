/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What base maps are made of before anything decodes it: a tile's bytes, what a file
 * says of who made it, the address of a service. */

#include "basemap/tile-address.h"
#include "basemap/tile-bytes.h"
#include "target.h"

#include <string.h>

static void
try_tile (const uint8_t *bytes, size_t size)
{
  g_autoptr (GBytes) tile = g_bytes_new (bytes, size);
  int width, height;
  LtTileFormat format = lt_tile_look (tile, &width, &height);

  g_assert_true (width >= 0 && height >= 0);
  g_assert_true (lt_tile_format_name (format) != NULL);
  if (lt_tile_is_picture (tile))
    g_assert_true ((format == LT_TILE_PNG || format == LT_TILE_JPEG) && width > 0
                   && width <= LT_TILE_MOST_PIXELS && height > 0 && height <= LT_TILE_MOST_PIXELS);
}

static void
try_text (const char *text)
{
  g_autofree char *plain = lt_tile_plain_text (text);

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_cmpuint (strcspn (plain, "\n\r\t\033"), ==, strlen (plain));
}

static void
try_address (const char *text)
{
  g_autofree char *filled = NULL;
  g_autofree char *host = lt_tile_address_host (text);

  if (!lt_tile_address_check (text, "key", NULL))
    return;
  filled = lt_tile_address_fill (text, "key", 12, 3, 5);
  g_assert_nonnull (filled);
  g_assert_true (g_uri_is_valid (filled, G_URI_FLAGS_ENCODED, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) bytes, size);

  try_tile (bytes, size);
  try_text (text);
  try_address (text);
  return 0;
}
