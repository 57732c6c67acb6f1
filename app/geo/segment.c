/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/segment.h"

#include "geo/mercator.h"

#include <math.h>

static double
cross (double ax, double ay, double bx, double by, double cx, double cy)
{
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

static gboolean
is_between (double ax, double ay, double bx, double by, double x, double y)
{
  return x >= MIN (ax, bx) && x <= MAX (ax, bx) && y >= MIN (ay, by) && y <= MAX (ay, by);
}

/**
 * lt_segment_distance:
 * @ax: longitude of the edge's beginning, degrees
 * @ay: its latitude
 * @bx: longitude of its end
 * @by: its latitude
 * @longitude: of a position
 * @latitude: of it
 * @part: (out): how far along the edge its nearest position is, 0 to 1
 *
 * Returns: how far away that is, in world coordinates, where a circle is round
 *   on the screen
 */
double
lt_segment_distance (double ax,
                     double ay,
                     double bx,
                     double by,
                     double longitude,
                     double latitude,
                     double *part)
{
  double x = lt_mercator_x (ax);
  double y = lt_mercator_y (ay);
  double dx = lt_mercator_x (bx) - x;
  double dy = lt_mercator_y (by) - y;
  double px = lt_mercator_x (longitude) - x;
  double py = lt_mercator_y (latitude) - y;
  double length = dx * dx + dy * dy;

  *part = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0, 1) : 0;
  return hypot (px - *part * dx, py - *part * dy);
}

/**
 * lt_segments_meet:
 * @ax: beginning of an edge
 * @ay: the same
 * @bx: its end
 * @by: the same
 * @cx: beginning of another
 * @cy: the same
 * @dx: its end
 * @dy: the same
 * @x: (out): where they meet; of many such positions one
 * @y: (out): the same
 *
 * Returns: whether they cross, touch or lie on each other
 */
gboolean
lt_segments_meet (double ax,
                  double ay,
                  double bx,
                  double by,
                  double cx,
                  double cy,
                  double dx,
                  double dy,
                  double *x,
                  double *y)
{
  double c = cross (ax, ay, bx, by, cx, cy);
  double d = cross (ax, ay, bx, by, dx, dy);
  double a = cross (cx, cy, dx, dy, ax, ay);
  double b = cross (cx, cy, dx, dy, bx, by);

  if (((c > 0) != (d > 0)) && ((a > 0) != (b > 0)) && c != 0 && d != 0 && a != 0 && b != 0)
    {
      *x = ax + a / (a - b) * (bx - ax);
      *y = ay + a / (a - b) * (by - ay);
      return TRUE;
    }
  if (c == 0 && is_between (ax, ay, bx, by, cx, cy))
    {
      *x = cx;
      *y = cy;
      return TRUE;
    }
  if (d == 0 && is_between (ax, ay, bx, by, dx, dy))
    {
      *x = dx;
      *y = dy;
      return TRUE;
    }
  if ((a == 0 && is_between (cx, cy, dx, dy, ax, ay))
      || (b == 0 && is_between (cx, cy, dx, dy, bx, by)))
    {
      *x = a == 0 ? ax : bx;
      *y = a == 0 ? ay : by;
      return TRUE;
    }
  return FALSE;
}
