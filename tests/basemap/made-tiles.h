/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"
#include "db/db.h"

G_BEGIN_DECLS

GBytes *made_tile (guint32 colour, int side, const char *format);
GBytes *made_tile_hiding (GBytes *jpeg);
guint32 made_tile_colour (int z, int x, int y);
LtDb *made_tiles_new (const char *path, const char *const *metadata);
void made_tiles_put (LtDb *db, int z, int x, int y, GBytes *bytes);
void made_tiles_put_all (LtDb *db, int z, const char *format);
char *made_folder (void);
void made_folder_remove (char *folder);

G_END_DECLS
