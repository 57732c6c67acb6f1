/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtTilePart:
 * @z: zoom level of the tile that is read
 * @x: its column, from 180° W
 * @y: its row, from the north
 * @u: the piece of it, in parts of its side, from its left edge
 * @v: the same, from its upper edge
 * @du: the piece's width
 * @dv: its height
 * @left: where the piece goes, in parts of the side of the tile that is shown
 * @top: the same
 * @width: the same
 * @height: the same
 *
 * A piece of a tile of a base map, and where it is shown.
 */
typedef struct
{
  int z;
  int x;
  int y;
  double u;
  double v;
  double du;
  double dv;
  double left;
  double top;
  double width;
  double height;
} LtTilePart;

gboolean lt_tile_datum_is_known (const char *datum);
void lt_tile_shift (const char *datum, double *world_x, double *world_y);
GArray *lt_tile_parts (const char *datum, int min_zoom, int max_zoom, int z, int x, int y);

G_END_DECLS
