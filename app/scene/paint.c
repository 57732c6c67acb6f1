/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one painter: screen, picture file and paper. */

#include "scene/scene-private.h"

static gboolean
is_seen (const LtSceneView *view, double x, double y)
{
  return x > -SYMBOL_REACH && y > -SYMBOL_REACH && x < view->width + SYMBOL_REACH
         && y < view->height + SYMBOL_REACH;
}

static void
paint_point (const LtScene *scene, cairo_t *cr, const ScenePoint *point, double x, double y)
{
  const LtSceneScale *scale = lt_scene_get_scale (scene, point->kind);
  PointLook look = { .kind = point->kind,
                     .variety = point->variety,
                     .reach = point->radius > 0 ? point->radius : lt_symbol_get_reach (point->kind),
                     .has_value = point->radius > 0,
                     .missing = point->missing,
                     .has_fill = point->level >= 0 && scale != NULL,
                     .style = scene->style };

  if (look.has_fill)
    {
      look.fill = lt_palette_of_level (lt_palette_get (scene->style), scale, (guint) point->level);
      look.sign = scale->signs[point->level];
    }
  lt_symbol_paint_point (cr, x, y, &look);
}

static void
paint_points (const LtScene *scene, cairo_t *cr, const LtSceneView *view, guint kind)
{
  for (guint i = 0; i < scene->singles->len; i++)
    {
      const ScenePoint *point =
          &g_array_index (scene->points, ScenePoint, g_array_index (scene->singles, guint32, i));
      double x, y;

      if (point->kind != kind)
        continue;
      lt_scene_view_to_pixel (view, point->x, point->y, &x, &y);
      if (is_seen (view, x, y))
        paint_point (scene, cr, point, x, y);
    }
}

static void
paint_clusters (const LtScene *scene, cairo_t *cr, const LtSceneView *view)
{
  for (guint i = 0; i < scene->clusters->len; i++)
    {
      const SceneCluster *cluster = &g_array_index (scene->clusters, SceneCluster, i);
      double x, y;

      lt_scene_view_to_pixel (view, cluster->x, cluster->y, &x, &y);
      if (is_seen (view, x, y))
        lt_symbol_paint_cluster (cr, x, y, cluster->count, scene->style);
    }
}

/* The uppermost of the layers whose places are in discs: with it they are painted. */
static guint
find_numerous (const LtScene *scene)
{
  guint top = G_MAXUINT;

  for (guint i = 0; i < scene->n_layers; i++)
    if (scene->layers[i].shown && lt_scene_is_numerous (scene->layers[i].kind))
      top = i;
  return top;
}

static void
paint_layer (const LtScene *scene,
             cairo_t *cr,
             const LtSceneView *view,
             const LtSceneLayer *layer,
             gboolean discs)
{
  LtSymbolLook look = lt_symbol_get_look (layer->kind);

  if (!layer->shown || layer->opacity <= 0 || look == LT_SYMBOL_NONE)
    return;
  if (layer->opacity < 1)
    cairo_push_group (cr);
  if (look == LT_SYMBOL_LINE || look == LT_SYMBOL_FIELD)
    lt_scene_paint_figures (scene, cr, view, layer->kind);
  else
    paint_points (scene, cr, view, layer->kind);
  if (discs)
    paint_clusters (scene, cr, view);
  if (layer->opacity < 1)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, layer->opacity);
    }
}

/**
 * lt_scene_paint:
 * @self: a scene
 * @cr: where; one unit of it is one pixel of the layout, the picture's corner at 0, 0
 * @view: what is painted; its zoom should be the scene's
 *
 * Paints the picture, layer by layer, then the names.
 */
void
lt_scene_paint (const LtScene *self, cairo_t *cr, const LtSceneView *view)
{
  const LtPalette *palette = lt_palette_get (self->style);
  g_autoptr (SceneLabels) labels = NULL;
  guint top;

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  if (!self->transparent)
    {
      lt_ink_set (cr, self->white ? 0xffffff : palette->ground, 1);
      cairo_paint (cr);
    }
  top = find_numerous (self);
  for (guint i = 0; i < self->n_layers; i++)
    paint_layer (self, cr, view, &self->layers[i], i == top);
  labels = lt_scene_labels_place (self, cr, view);
  lt_scene_labels_paint (labels, cr);
  lt_scene_paint_furniture (self, cr, view);
  cairo_restore (cr);
}

/* From the symbol to the middle of its ring, which ends before its name begins (GAP of
 * labels.c). */
#define RING 1.3

static void
paint_ring (cairo_t *cr, const LtPalette *palette)
{
  lt_ink_set (cr, palette->halo, 0.9);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, palette->highlight, 1);
  cairo_set_line_width (cr, 2.6);
  cairo_stroke (cr);
}

/**
 * lt_scene_paint_highlight:
 * @self: a scene
 * @cr: where
 * @view: a view
 * @record: id of a place
 *
 * Paints a ring around the place's symbol, or around the disc it is in, or along
 * its outline: what is selected.
 *
 * Returns: whether the scene has that place
 */
gboolean
lt_scene_paint_highlight (const LtScene *self,
                          cairo_t *cr,
                          const LtSceneView *view,
                          const LtId *record)
{
  const LtPalette *palette = lt_palette_get (self->style);

  for (guint i = 0; i < self->points->len; i++)
    {
      const ScenePoint *point = &g_array_index (self->points, ScenePoint, i);
      double x, y, reach;

      if (!lt_id_equal (&point->record, record))
        continue;
      if (point->cluster == NO_CLUSTER)
        {
          lt_scene_view_to_pixel (view, point->x, point->y, &x, &y);
          reach = point->radius > 0 ? point->radius : lt_symbol_get_reach (point->kind);
        }
      else
        {
          const SceneCluster *cluster =
              &g_array_index (self->clusters, SceneCluster, point->cluster);

          lt_scene_view_to_pixel (view, cluster->x, cluster->y, &x, &y);
          reach = lt_scene_cluster_radius (cluster->count);
        }
      cairo_new_path (cr);
      cairo_arc (cr, x, y, reach + RING, 0, 2 * G_PI);
      paint_ring (cr, palette);
      return TRUE;
    }
  for (guint i = 0; i < self->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (self->figures, SceneFigure, i);

      if (!lt_id_equal (&figure->record, record))
        continue;
      lt_scene_figure_path (self, cr, view, figure);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      paint_ring (cr, palette);
      return TRUE;
    }
  return FALSE;
}
