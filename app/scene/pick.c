/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scene, asked instead of painted: what is under the pointer, what is in
 * view, how many. */

#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

/* Figures are found after all symbols, small ones before large ones. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const LtSceneItem *first = a, *second = b;
  gboolean first_is_field = lt_symbol_get_look (first->kind) == LT_SYMBOL_FIELD;
  gboolean second_is_field = lt_symbol_get_look (second->kind) == LT_SYMBOL_FIELD;

  if (first_is_field != second_is_field)
    return first_is_field ? 1 : -1;
  if (first_is_field)
    {
      double first_size =
          (first->world.max_x - first->world.min_x) * (first->world.max_y - first->world.min_y);
      double second_size =
          (second->world.max_x - second->world.min_x) * (second->world.max_y - second->world.min_y);

      if (first_size != second_size)
        return first_size < second_size ? -1 : 1;
    }
  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;
  return memcmp (&first->record, &second->record, sizeof (LtId));
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const LtSceneItem *first = a, *second = b;
  int order;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  order = strcmp (first->title, second->title);
  return order != 0 ? order : memcmp (&first->record, &second->record, sizeof (LtId));
}

static LtSceneItem
item_of_point (const LtScene *self, const ScenePoint *point)
{
  LtSceneItem item = { .kind = point->kind,
                       .record = point->record,
                       .variety = point->variety,
                       .title = point->title,
                       .world_x = point->x,
                       .world_y = point->y,
                       .world = { point->x, point->y, point->x, point->y },
                       .value = point->value,
                       .missing = point->missing,
                       .cluster = 1 };

  if (point->cluster != NO_CLUSTER)
    item.cluster = g_array_index (self->clusters, SceneCluster, point->cluster).count;
  return item;
}

static LtSceneItem
item_of_figure (const SceneFigure *figure)
{
  return (LtSceneItem){ .kind = figure->kind,
                        .record = figure->record,
                        .variety = figure->variety,
                        .title = figure->title,
                        .world_x = figure->x,
                        .world_y = figure->y,
                        .world = figure->world,
                        .value = figure->value,
                        .missing = figure->missing,
                        .cluster = 1 };
}

static gboolean
is_in (const LtBox *box, const ScenePoint *point)
{
  return point->x >= box->min_x && point->x <= box->max_x && point->y >= box->min_y
         && point->y <= box->max_y;
}

static void
pick_points (const LtScene *self,
             const LtSceneView *view,
             double x,
             double y,
             double radius,
             GArray *hits)
{
  for (guint i = 0; i < self->singles->len; i++)
    {
      const ScenePoint *point =
          &g_array_index (self->points, ScenePoint, g_array_index (self->singles, guint32, i));
      double reach = point->radius > 0 ? point->radius : lt_symbol_get_reach (point->kind);
      LtSceneItem item;
      double px, py;

      lt_scene_view_to_pixel (view, point->x, point->y, &px, &py);
      if (hypot (px - x, py - y) > reach + radius)
        continue;
      item = item_of_point (self, point);
      item.distance = hypot (px - x, py - y);
      g_array_append_val (hits, item);
    }
}

static void
pick_clusters (const LtScene *self,
               const LtSceneView *view,
               double x,
               double y,
               double radius,
               GArray *hits)
{
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const SceneCluster *cluster = &g_array_index (self->clusters, SceneCluster, i);
      double px, py, distance;

      lt_scene_view_to_pixel (view, cluster->x, cluster->y, &px, &py);
      distance = hypot (px - x, py - y);
      if (distance > lt_scene_cluster_radius (cluster->count) + radius)
        continue;
      for (guint j = 0; j < cluster->count; j++)
        {
          guint32 member = g_array_index (self->members, guint32, cluster->first_member + j);
          LtSceneItem item =
              item_of_point (self, &g_array_index (self->points, ScenePoint, member));

          item.distance = distance;
          g_array_append_val (hits, item);
        }
    }
}

/**
 * lt_scene_pick:
 * @self: a scene
 * @view: the view that is shown
 * @x: of the pointer, in pixels
 * @y: the same
 * @radius: how far from a symbol's edge the pointer may be, in pixels
 *
 * Returns: (transfer full) (element-type LtSceneItem): what is there: symbols,
 *   members of discs and lines, the nearest first; then the outlines it is in,
 *   the smallest first
 */
GArray *
lt_scene_pick (const LtScene *self, const LtSceneView *view, double x, double y, double radius)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (LtSceneItem));
  double size = lt_scene_view_world_size (view), world_x, world_y;

  pick_points (self, view, x, y, radius, hits);
  pick_clusters (self, view, x, y, radius, hits);
  lt_scene_view_to_world (view, x, y, &world_x, &world_y);
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (self->figures, SceneFigure, i);
      gboolean is_line = lt_symbol_get_look (figure->kind) == LT_SYMBOL_LINE;
      double distance = lt_scene_figure_distance (self, figure, world_x, world_y) * size;

      if (distance <= (is_line ? radius + 1.5 : 0))
        {
          LtSceneItem item = item_of_figure (figure);

          item.distance = distance;
          g_array_append_val (hits, item);
        }
    }
  g_array_sort (hits, compare_hits);
  return hits;
}

/**
 * lt_scene_item_compare:
 * @a: an item
 * @b: another
 *
 * Left to right and downward is an order that an eye follows; equal places by their
 * ids, so that none is skipped.
 *
 * Returns: their order, for sorting
 */
int
lt_scene_item_compare (gconstpointer a, gconstpointer b)
{
  const LtSceneItem *left = a;
  const LtSceneItem *right = b;

  if (left->world_x != right->world_x)
    return left->world_x < right->world_x ? -1 : 1;
  if (left->world_y != right->world_y)
    return left->world_y < right->world_y ? -1 : 1;
  return memcmp (&left->record, &right->record, sizeof (LtId));
}

/**
 * lt_scene_get_items:
 * @self: a scene
 * @view: (nullable): what is shown; %NULL for all that the scene was built for
 *
 * Returns: (transfer full) (element-type LtSceneItem): every place in view, those
 *   within discs too: by kind, then by title
 */
GArray *
lt_scene_get_items (const LtScene *self, const LtSceneView *view)
{
  LtBox box = lt_scene_view_get_box (view != NULL ? view : &self->view, 0);

  return lt_scene_get_items_in (self, &box);
}

/**
 * lt_scene_get_items_in:
 * @self: a scene
 * @world: a box in world coordinates, of what the scene was built for
 *
 * Returns: (transfer full) (element-type LtSceneItem): what lt_scene_get_items()
 *   gives of a view: points in the box, lines and outlines that reach into it
 */
GArray *
lt_scene_get_items_in (const LtScene *self, const LtBox *world)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (LtSceneItem));

  for (guint i = 0; i < self->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (self->points, ScenePoint, i);

      if (is_in (world, point))
        {
          LtSceneItem item = item_of_point (self, point);

          g_array_append_val (items, item);
        }
    }
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (self->figures, SceneFigure, i);

      if (lt_scene_figure_meets (self, figure, world))
        {
          LtSceneItem item = item_of_figure (figure);

          g_array_append_val (items, item);
        }
    }
  g_array_sort (items, compare_items);
  return items;
}

/**
 * lt_scene_count:
 * @self: a scene
 * @view: (nullable): what is shown; %NULL for all that the scene was built for
 * @kind: number of a kind; 0 for all
 *
 * Returns: exactly how many places of the kind are in view
 */
guint
lt_scene_count (const LtScene *self, const LtSceneView *view, guint kind)
{
  LtBox box = lt_scene_view_get_box (view != NULL ? view : &self->view, 0);
  guint count = 0;

  for (guint i = 0; i < self->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (self->points, ScenePoint, i);

      count += (kind == 0 || point->kind == kind) && is_in (&box, point);
    }
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (self->figures, SceneFigure, i);

      count += (kind == 0 || figure->kind == kind) && lt_scene_figure_meets (self, figure, &box);
    }
  return count;
}

/**
 * lt_scene_find:
 * @self: a scene
 * @record: id of a place
 * @item: (out) (optional): the place
 *
 * Returns: whether the scene has it
 */
gboolean
lt_scene_find (const LtScene *self, const LtId *record, LtSceneItem *item)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (self->points, ScenePoint, i);

      if (!lt_id_equal (&point->record, record))
        continue;
      if (item != NULL)
        *item = item_of_point (self, point);
      return TRUE;
    }
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (self->figures, SceneFigure, i);

      if (!lt_id_equal (&figure->record, record))
        continue;
      if (item != NULL)
        *item = item_of_figure (figure);
      return TRUE;
    }
  return FALSE;
}
