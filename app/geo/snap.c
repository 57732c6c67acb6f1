/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/snap.h"

#include "geo/mercator.h"
#include "geo/segment.h"

#include <math.h>

typedef struct
{
  double ax, ay, bx, by; /* degrees; of a point both ends are it */
  double min_x, max_x;   /* longitude */
} Piece;

struct _LtSnap
{
  LtBox box;      /* what lies outside is not kept */
  GArray *pieces; /* (element-type Piece) by @min_x, once sorted */
  gboolean sorted;
  double widest; /* of the pieces, in degrees of longitude */
};

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *left = a;
  const Piece *right = b;

  return left->min_x < right->min_x ? -1 : left->min_x > right->min_x;
}

static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  LtSnap *self = user_data;

  for (guint i = 0; i < MAX (n, 2) - 1; i++)
    {
      guint end = n == 1 ? 0 : i + 1;
      Piece piece = { xy[2 * i], xy[2 * i + 1], xy[2 * end], xy[2 * end + 1] };
      LtBox box = { MIN (piece.ax, piece.bx), MIN (piece.ay, piece.by), MAX (piece.ax, piece.bx),
                    MAX (piece.ay, piece.by) };

      if (!lt_box_intersects (&self->box, &box))
        continue;
      piece.min_x = box.min_x;
      piece.max_x = box.max_x;
      self->widest = MAX (self->widest, box.max_x - box.min_x);
      g_array_append_val (self->pieces, piece);
    }
}

/* First piece that does not begin west of @longitude. */
static guint
find_first (const LtSnap *self, double longitude)
{
  guint low = 0;
  guint high = self->pieces->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->pieces, Piece, middle).min_x < longitude)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * lt_snap_new:
 * @degrees: the box that matters
 *
 * Returns: (transfer full): nothing to hold on to yet
 */
LtSnap *
lt_snap_new (const LtBox *degrees)
{
  LtSnap *self = g_new0 (LtSnap, 1);

  self->box = *degrees;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  return self;
}

void
lt_snap_free (LtSnap *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

void
lt_snap_add_shape (LtSnap *self, const LtShape *shape)
{
  lt_shape_foreach_path (shape, on_path, self);
  self->sorted = FALSE;
}

/**
 * lt_snap_sort:
 * @self: outlines
 *
 * Makes ready for lt_snap_find() what was added: of many outlines that is better done
 * where nobody waits.
 */
void
lt_snap_sort (LtSnap *self)
{
  if (!self->sorted)
    g_array_sort (self->pieces, compare_pieces);
  self->sorted = TRUE;
}

/**
 * lt_snap_count:
 *
 * Returns: how many edges and points of the box are known
 */
guint
lt_snap_count (const LtSnap *self)
{
  return self->pieces->len;
}

/**
 * lt_snap_find:
 * @self: outlines
 * @tolerance: how far off they may be, in world coordinates
 * @longitude: (inout): a position; then the nearest corner, bit for bit, or else
 *   the nearest position of an edge
 * @latitude: (inout): the same
 * @corner: (out) (optional): whether it is a corner
 *
 * Returns: whether there is something near
 */
gboolean
lt_snap_find (LtSnap *self, double tolerance, double *longitude, double *latitude, gboolean *corner)
{
  double reach = tolerance * 360.0;
  double at_x = lt_mercator_x (*longitude);
  double at_y = lt_mercator_y (*latitude);
  double to_corner = tolerance, to_edge = tolerance;
  double best[2][2];
  gboolean found[2] = { FALSE, FALSE };

  lt_snap_sort (self);
  for (guint i = find_first (self, *longitude - reach - self->widest); i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      const double ends[2][2] = { { piece->ax, piece->ay }, { piece->bx, piece->by } };
      double part, away;

      if (piece->min_x > *longitude + reach)
        break;
      if (piece->max_x < *longitude - reach)
        continue;
      for (int end = 0; end < 2; end++)
        {
          away = hypot (lt_mercator_x (ends[end][0]) - at_x, lt_mercator_y (ends[end][1]) - at_y);
          if (away > to_corner)
            continue;
          to_corner = away;
          memcpy (best[0], ends[end], sizeof best[0]);
          found[0] = TRUE;
        }
      away = lt_segment_distance (piece->ax, piece->ay, piece->bx, piece->by, *longitude, *latitude,
                                  &part);
      if (away > to_edge)
        continue;
      to_edge = away;
      best[1][0] = piece->ax + part * (piece->bx - piece->ax);
      best[1][1] = piece->ay + part * (piece->by - piece->ay);
      found[1] = TRUE;
    }
  if (!found[0] && !found[1])
    return FALSE;
  *longitude = best[found[0] ? 0 : 1][0];
  *latitude = best[found[0] ? 0 : 1][1];
  if (corner != NULL)
    *corner = found[0];
  return TRUE;
}
