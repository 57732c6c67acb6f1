/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a sketch lies near a position, and where it crosses itself. */

#include "geo/mercator.h"
#include "geo/segment.h"
#include "geo/sketch-private.h"

#include <math.h>

/* An edge as it is compared with others, in degrees. */
typedef struct
{
  double ax, ay, bx, by;
  double min_x, max_x;
  guint path;
  guint number; /* in its path */
  guint n;      /* edges of its path */
  gboolean ring;
} Edge;

static guint
count_edges (const LtSketchPath *path, gboolean ring)
{
  guint n = lt_sketch_path_count (path);

  if (n < 2)
    return 0;
  return ring && path->closed && n > 2 ? n : n - 1;
}

static Edge
get_edge (const LtSketchPath *path, guint number, guint n_edges, gboolean ring)
{
  const double *a = lt_sketch_path_corner (path, number);
  const double *b = lt_sketch_path_corner (path, (number + 1) % lt_sketch_path_count (path));
  Edge edge = { a[0], a[1], b[0], b[1], MIN (a[0], b[0]), MAX (a[0], b[0]) };

  edge.number = number;
  edge.n = n_edges;
  edge.ring = ring && path->closed;
  return edge;
}

static GArray *
list_edges (const LtSketch *self)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  gboolean ring = self->shape_class == LT_SHAPE_POLYGON;

  for (guint p = 0; p < self->paths->len; p++)
    {
      const LtSketchPath *path = g_ptr_array_index (self->paths, p);
      guint n = count_edges (path, ring);

      for (guint i = 0; i < n; i++)
        {
          Edge edge = get_edge (path, i, n, ring);

          edge.path = p;
          g_array_append_val (edges, edge);
        }
    }
  return edges;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *left = a;
  const Edge *right = b;

  return left->min_x < right->min_x ? -1 : left->min_x > right->min_x;
}

/* Neighbours share a corner, which is no crossing. */
static gboolean
are_neighbours (const Edge *a, const Edge *b)
{
  guint apart;

  if (a->path != b->path)
    return FALSE;
  apart = a->number > b->number ? a->number - b->number : b->number - a->number;
  return apart <= 1 || (a->ring && apart == a->n - 1);
}

/**
 * lt_sketch_find_corner:
 * @self: a sketch
 * @longitude: where to look
 * @latitude: the same
 * @tolerance: how far off it may be, in world coordinates
 * @spot: (out): the nearest corner
 *
 * Returns: whether there is one
 */
gboolean
lt_sketch_find_corner (const LtSketch *self,
                       double longitude,
                       double latitude,
                       double tolerance,
                       LtSketchSpot *spot)
{
  double x = lt_mercator_x (longitude);
  double y = lt_mercator_y (latitude);
  double nearest = tolerance;
  gboolean found = FALSE;

  for (guint p = 0; p < self->paths->len; p++)
    {
      const LtSketchPath *path = g_ptr_array_index (self->paths, p);

      for (guint i = 0; i < lt_sketch_path_count (path); i++)
        {
          const double *xy = lt_sketch_path_corner (path, i);
          double away = fabs (lt_mercator_x (xy[0]) - x);

          if (away > nearest)
            continue;
          away = hypot (away, lt_mercator_y (xy[1]) - y);
          if (away > nearest)
            continue;
          *spot = (LtSketchSpot){ p, i, xy[0], xy[1], away };
          nearest = away;
          found = TRUE;
        }
    }
  return found;
}

/**
 * lt_sketch_find_edge:
 * @self: a sketch
 * @longitude: where to look
 * @latitude: the same
 * @tolerance: how far off it may be, in world coordinates
 * @spot: (out): the nearest position on an edge
 *
 * Returns: whether there is one
 */
gboolean
lt_sketch_find_edge (const LtSketch *self,
                     double longitude,
                     double latitude,
                     double tolerance,
                     LtSketchSpot *spot)
{
  g_autoptr (GArray) edges = list_edges (self);
  double nearest = tolerance;
  gboolean found = FALSE;

  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);
      double part;
      double away =
          lt_segment_distance (edge->ax, edge->ay, edge->bx, edge->by, longitude, latitude, &part);

      if (away > nearest)
        continue;
      *spot = (LtSketchSpot){ edge->path, edge->number, edge->ax + part * (edge->bx - edge->ax),
                              edge->ay + part * (edge->by - edge->ay), away };
      nearest = away;
      found = TRUE;
    }
  return found;
}

/**
 * lt_sketch_find_crossing:
 * @self: a sketch of a polygon
 * @longitude: (out): where two of its edges that are not neighbours meet
 * @latitude: (out): the same
 *
 * Asks only after what is drawn: the edge that would close an open ring is not
 * there yet. lt_shape_check() finds everything else that is wrong with a shape.
 *
 * Returns: whether there is such a place
 */
gboolean
lt_sketch_find_crossing (const LtSketch *self, double *longitude, double *latitude)
{
  g_autoptr (GArray) edges = NULL;

  if (self->shape_class != LT_SHAPE_POLYGON)
    return FALSE;
  edges = list_edges (self);
  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *a = &g_array_index (edges, Edge, i);

      for (guint j = i + 1; j < edges->len; j++)
        {
          const Edge *b = &g_array_index (edges, Edge, j);

          if (b->min_x > a->max_x)
            break;
          if (!are_neighbours (a, b)
              && lt_segments_meet (a->ax, a->ay, a->bx, a->by, b->ax, b->ay, b->bx, b->by,
                                   longitude, latitude))
            return TRUE;
        }
    }
  return FALSE;
}
