/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LT_TYPE_TILE_SOURCE (lt_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (LtTileSource, lt_tile_source, LT, TILE_SOURCE, ShumateMapSource)

/**
 * LtTileSource:
 *
 * A base map as libshumate asks for it: two threads read and decode tiles, the newest
 * wish first, and drop what nobody wants any more. Where a base map has nothing, or
 * something is wrong with it, the tile is done and empty.
 *
 * Signals: `told` (words) something is wrong with the base map; `again` a service
 * has left tiles unanswered a while ago, and may be asked once more by another source.
 */
LtTileSource *lt_tile_source_new (LtBasemap *basemap);
void lt_tile_source_stop (LtTileSource *self);
LtBasemap *lt_tile_source_get_basemap (LtTileSource *self);
gboolean lt_tile_source_is_idle (LtTileSource *self);

G_END_DECLS
