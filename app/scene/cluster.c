/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Clusters: places of a numerous kind that would lie on one another are shown
 * as one disc with their number. What belongs together depends on a grid fixed
 * to the world and on the cell's own places, never on where the window is: a
 * map that is moved keeps its discs. */

#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

/* So many places in one cell are a cluster, however they lie. */
#define CROWD 4

/* Nearer than so many pixels at a whole zoom, two symbols cover each other. */
#define TOO_NEAR 15.0

/* The largest disc; a disc keeps its radius from its cell's edge, so that no
 * two of them ever touch. */
#define LARGEST 16.0

/* From the edge of a disc to the middle of a symbol that it must not cover */
#define CLEARANCE 9.0

/* A zoom worked out from a box misses a whole number by as much as rounding. */
#define ZOOM_SLACK 1e-4

/* So many spots are tried across and down. */
#define SPOTS 5

/**
 * lt_scene_is_numerous:
 *
 * Returns: whether places of the kind may be shown as one disc. Stations and dust-fall
 *   sites are few and each of them counts
 */
gboolean
lt_scene_is_numerous (guint kind)
{
  return kind == KIND_MINE || kind == KIND_SITE;
}

/**
 * lt_scene_cell_size:
 *
 * Returns: edge of a cell of the cluster grid at the view's zoom, in world coordinates
 */
double
lt_scene_cell_size (const LtSceneView *view)
{
  return CELL / (256.0 * exp2 (floor (view->zoom + ZOOM_SLACK)));
}

/**
 * lt_scene_cluster_radius:
 *
 * Returns: radius of the disc that stands for @count places, in pixels
 */
double
lt_scene_cluster_radius (guint count)
{
  return count < 10 ? 11.0 : count < 100 ? 12.5 : count < 1000 ? 14.5 : LARGEST;
}

static gboolean
lie_on_one_another (const LtScene *scene, const guint32 *members, guint n, double near)
{
  if (n >= CROWD)
    return TRUE;
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        const ScenePoint *a = &g_array_index (scene->points, ScenePoint, members[i]);
        const ScenePoint *b = &g_array_index (scene->points, ScenePoint, members[j]);

        if (hypot (a->x - b->x, a->y - b->y) < near)
          return TRUE;
      }
  return FALSE;
}

/* Square of the distance, in cells, to the nearest symbol that must stay seen */
static double
room_around (GArray *prominent, double x, double y)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < prominent->len; i += 2)
    {
      double dx = g_array_index (prominent, double, i) - x;
      double dy = g_array_index (prominent, double, i + 1) - y;

      least = MIN (least, dx * dx + dy * dy);
    }
  return least;
}

/* The disc stands at its places' mean, moved only where it would cover a
 * station, a dust-fall site or a town: then to the free spot of its cell nearest
 * to the mean, or, where none is free, to the one with the most room. */
static void
place_disc (SceneCluster *cluster, GArray *prominent, double cell_x, double cell_y, double cell)
{
  double radius = lt_scene_cluster_radius (cluster->count);
  double low = radius / CELL, high = 1 - low, wanted = (radius + CLEARANCE) / CELL;
  double x = CLAMP (cluster->x / cell - cell_x, low, high) + cell_x;
  double y = CLAMP (cluster->y / cell - cell_y, low, high) + cell_y;
  double best_x = x, best_y = y, best_room = room_around (prominent, x, y), best_away = 0;
  gboolean is_free = best_room >= wanted * wanted;

  for (int i = 0; !is_free && i < SPOTS * SPOTS; i++)
    {
      double try_x = cell_x + low + (high - low) * (i % SPOTS) / (SPOTS - 1);
      double try_y = cell_y + low + (high - low) * (i / SPOTS) / (SPOTS - 1);
      double away = (try_x - x) * (try_x - x) + (try_y - y) * (try_y - y);
      double room = MIN (room_around (prominent, try_x, try_y), wanted * wanted);

      if (room > best_room || (room == best_room && away < best_away))
        {
          best_room = room;
          best_away = away;
          best_x = try_x;
          best_y = try_y;
        }
    }
  cluster->x = best_x * cell;
  cluster->y = best_y * cell;
}

static void
make_cluster (LtScene *scene, const guint32 *members, guint n, SceneCluster *cluster)
{
  double x = 0, y = 0;

  cluster->count = n;
  cluster->first_member = scene->members->len;
  for (guint i = 0; i < n; i++)
    {
      ScenePoint *point = &g_array_index (scene->points, ScenePoint, members[i]);

      point->cluster = scene->clusters->len;
      x += point->x;
      y += point->y;
    }
  cluster->x = x / n;
  cluster->y = y / n;
  g_array_append_vals (scene->members, members, n);
}

static GArray *
find_prominent (const LtScene *scene, double cell)
{
  GArray *prominent = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < scene->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (scene->points, ScenePoint, i);
      double at[2] = { point->x / cell, point->y / cell };

      if (!lt_scene_is_numerous (point->kind))
        g_array_append_vals (prominent, at, 2);
    }
  return prominent;
}

/* The order of reading must not show in the picture; what is further south
 * comes later and lies on top. */
static int
compare_singles (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *points = data;
  const ScenePoint *first = &g_array_index (points, ScenePoint, *(const guint32 *) a);
  const ScenePoint *second = &g_array_index (points, ScenePoint, *(const guint32 *) b);

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return memcmp (&first->record, &second->record, sizeof (LtId));
}

static void
collect_singles (LtScene *scene)
{
  for (guint32 i = 0; i < scene->points->len; i++)
    if (g_array_index (scene->points, ScenePoint, i).cluster == NO_CLUSTER)
      g_array_append_val (scene->singles, i);
  g_array_sort_with_data (scene->singles, compare_singles, scene->points);
}

/**
 * lt_scene_make_clusters:
 * @scene: a scene whose points are all there
 * @box: the box they were taken from: whole cells
 */
void
lt_scene_make_clusters (LtScene *scene, const LtBox *box)
{
  double cell = lt_scene_cell_size (&scene->view);
  double near = TOO_NEAR / CELL * cell;
  double left = round (box->min_x / cell), top = round (box->min_y / cell);
  guint columns = (guint) (round (box->max_x / cell) - left) + 1;
  guint rows = (guint) (round (box->max_y / cell) - top) + 1;
  g_autofree guint32 *starts = g_new0 (guint32, (gsize) columns * rows + 1);
  g_autofree guint32 *sorted = g_new (guint32, scene->points->len);
  g_autofree guint32 *cells = g_new (guint32, scene->points->len);
  g_autoptr (GArray) prominent = find_prominent (scene, cell);

  /* Counting sort by cell: first how many, then where each cell begins. */
  for (guint i = 0; i < scene->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (scene->points, ScenePoint, i);
      double column = CLAMP (floor (point->x / cell) - left, 0, columns - 1);
      double row = CLAMP (floor (point->y / cell) - top, 0, rows - 1);

      cells[i] = NO_CLUSTER;
      if (!lt_scene_is_numerous (point->kind))
        continue;
      cells[i] = (guint32) row * columns + (guint32) column;
      starts[cells[i] + 1]++;
    }
  for (gsize i = 0; i < (gsize) columns * rows; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < scene->points->len; i++)
    if (cells[i] != NO_CLUSTER)
      sorted[starts[cells[i]]++] = i;

  for (gsize i = 0, first = 0; i < (gsize) columns * rows; first = starts[i++])
    {
      guint n = starts[i] - (guint32) first;
      SceneCluster cluster;

      if (n < 2 || !lie_on_one_another (scene, sorted + first, n, near))
        continue;
      make_cluster (scene, sorted + first, n, &cluster);
      place_disc (&cluster, prominent, left + i % columns, top + (double) (i / columns), cell);
      g_array_append_val (scene->clusters, cluster);
    }
  collect_singles (scene);
}
