/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of which pieces of a base map's tiles a tile of the true world is made.
 *
 * The county's data stay where they are, and the picture moves: a tile of the
 * screen is a tile of CGCS2000, and what a base map in another datum shows of it
 * lies a little beside, in up to four of its tiles. Beyond the last zoom level
 * it is a piece of a tile of that level. Both are one rectangle, cut by the grid
 * of the tiles that are there. */

#include "basemap/tile-parts.h"

#include "geo/gcj02.h"
#include "geo/mercator.h"

#include <math.h>

/* Parts of a tile's side that are not worth a tile: less than 1/100 of a pixel. */
#define SLIVER 1e-5

/**
 * lt_tile_datum_is_known:
 *
 * Returns: whether a base map may have this datum: `wgs84`, `cgcs2000` (the same
 *   within centimetres), `gcj02`, `bd09`. The tiles of all four lie on the grid
 *   that divides the square of spherical Mercator; Baidu's own grid is another
 */
gboolean
lt_tile_datum_is_known (const char *datum)
{
  const char *const known[] = { "wgs84", "cgcs2000", "gcj02", "bd09", NULL };

  return g_strv_contains (known, datum);
}

/**
 * lt_tile_shift:
 * @datum: of a base map
 * @world_x: (inout): a position of CGCS2000, world coordinates (geo/mercator.h);
 *   afterwards where the base map shows it
 * @world_y: (inout): the same
 */
void
lt_tile_shift (const char *datum, double *world_x, double *world_y)
{
  double longitude, latitude;

  if (!g_str_equal (datum, "gcj02") && !g_str_equal (datum, "bd09"))
    return;
  longitude = lt_mercator_longitude (*world_x);
  latitude = lt_mercator_latitude (*world_y);
  if (g_str_equal (datum, "gcj02"))
    lt_gcj02_from_wgs84 (&longitude, &latitude);
  else
    lt_bd09_from_wgs84 (&longitude, &latitude);
  *world_x = lt_mercator_x (longitude);
  *world_y = lt_mercator_y (latitude);
}

/* Where the middles of a rectangle's edges lie in the base map. The offset changes
 * along a tile, and edges that two of them share are shifted alike. */
static void
shift_edges (const char *datum, const double *rectangle, double *shifted)
{
  double middle_x = (rectangle[0] + rectangle[2]) / 2;
  double middle_y = (rectangle[1] + rectangle[3]) / 2;

  for (int i = 0; i < 4; i++)
    {
      double x = i % 2 == 0 ? rectangle[i] : middle_x;
      double y = i % 2 == 0 ? middle_y : rectangle[i];

      lt_tile_shift (datum, &x, &y);
      shifted[i] = i % 2 == 0 ? x : y;
    }
}

/* Into how many columns and rows a tile is cut, so that each piece is right within
 * half a pixel. GCJ-02's offset changes by up to 0.3 % of the way; BD-09's by 2 %, for
 * it has waves of 40 m every 13 km. */
static int
count_cuts (const char *datum)
{
  return g_str_equal (datum, "bd09") ? 8 : 1;
}

static void
add_part (GArray *parts, int z, int x, int y, const double *source, const double *target)
{
  double left = MAX (source[0], x);
  double top = MAX (source[1], y);
  double right = MIN (source[2], x + 1);
  double bottom = MIN (source[3], y + 1);
  double width = source[2] - source[0];
  double height = source[3] - source[1];
  LtTilePart part = { z,
                      x,
                      y,
                      left - x,
                      top - y,
                      right - left,
                      bottom - top,
                      target[0] + (left - source[0]) / width * target[2],
                      target[1] + (top - source[1]) / height * target[2],
                      (right - left) / width * target[2],
                      (bottom - top) / height * target[2] };

  if (part.width > SLIVER && part.height > SLIVER)
    g_array_append_val (parts, part);
}

/* @source: a rectangle of the base map, in its tiles; @target: left, top and side of
 * where it is shown */
static void
cut_by_grid (GArray *parts, int z, const double *source, const double *target)
{
  double n = exp2 (z);

  for (int row = (int) floor (source[1]); row < source[3]; row++)
    for (int column = (int) floor (source[0]); column < source[2]; column++)
      if (row >= 0 && column >= 0 && row < n && column < n)
        add_part (parts, z, column, row, source, target);
}

/**
 * lt_tile_parts:
 * @datum: of the base map
 * @min_zoom: the lowest zoom level that the base map has
 * @max_zoom: the highest
 * @z: zoom level of a tile of the world in CGCS2000
 * @x: its column, from 180° W
 * @y: its row, from the north
 *
 * Returns: (transfer full) (element-type LtTilePart): of what it is made; empty
 *   where the base map has nothing
 */
GArray *
lt_tile_parts (const char *datum, int min_zoom, int max_zoom, int z, int x, int y)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (LtTilePart));
  int source_z = MIN (z, max_zoom);
  double n = exp2 (z);
  int n_cuts = count_cuts (datum);

  if (z < min_zoom || z > 30 || x < 0 || y < 0 || x >= n || y >= n)
    return parts;
  for (int i = 0; i < n_cuts * n_cuts; i++)
    {
      double side = 1.0 / n_cuts;
      double target[] = { i % n_cuts * side, i / n_cuts * side, side };
      double rectangle[] = { (x + target[0]) / n, (y + target[1]) / n, (x + target[0] + side) / n,
                             (y + target[1] + side) / n };
      double source[4];

      shift_edges (datum, rectangle, source);
      for (int j = 0; j < 4; j++)
        source[j] *= exp2 (source_z);
      cut_by_grid (parts, source_z, source, target);
    }
  return parts;
}
