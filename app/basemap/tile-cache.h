/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtTileCache:
 *
 * Tiles that services have sent, kept in a folder of the officer's up to a size;
 * what was not looked at for longest goes first. Any thread may use it.
 */
typedef struct _LtTileCache LtTileCache;

LtTileCache *lt_tile_cache_new (const char *folder, gint64 most_bytes);
void lt_tile_cache_free (LtTileCache *self);
char *lt_tile_cache_name (const char *address, int z, int x, int y);
GBytes *lt_tile_cache_get (LtTileCache *self, const char *name, gint64 *written);
gboolean lt_tile_cache_put (LtTileCache *self, const char *name, GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTileCache, lt_tile_cache_free)

G_END_DECLS
