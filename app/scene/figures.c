/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

#include <math.h>

/* cairo's coordinates are 24 bits with a sign: what is further away is cut. */
#define FAR 2.0e6

/* A zone of so many pixels fills the picture; close hatching would be all that is seen. */
#define WIDE 900.0

static const double *
get_corner (const LtScene *scene, guint i)
{
  return &g_array_index (scene->corners, double, 2 * i);
}

static const SceneRing *
get_ring (const LtScene *scene, const SceneFigure *figure, guint i)
{
  return &g_array_index (scene->rings, SceneRing, figure->first_ring + i);
}

/**
 * lt_scene_figure_path:
 * @scene: a scene
 * @cr: where; gets the figure as its path, in pixels
 * @view: a view
 * @figure: one of the scene's
 */
void
lt_scene_figure_path (const LtScene *scene,
                      cairo_t *cr,
                      const LtSceneView *view,
                      const SceneFigure *figure)
{
  double size = lt_scene_view_world_size (view);
  double left = view->width / 2.0 - view->world_x * size;
  double top = view->height / 2.0 - view->world_y * size;

  cairo_new_path (cr);
  for (guint i = 0; i < figure->n_rings; i++)
    {
      const SceneRing *ring = get_ring (scene, figure, i);

      for (guint j = 0; j < ring->n; j++)
        {
          const double *corner = get_corner (scene, ring->first + j);
          double x = CLAMP (corner[0] * size + left, -FAR, FAR);
          double y = CLAMP (corner[1] * size + top, -FAR, FAR);

          if (j == 0)
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
      if (ring->closed)
        cairo_close_path (cr);
    }
}

/* What has no data stays as it is. */
static void
shade_area (const LtScene *scene, cairo_t *cr, const LtSceneView *view, const SceneFigure *figure)
{
  const LtSceneScale *scale = lt_scene_get_scale (scene, KIND_AREA);
  double size = lt_scene_view_world_size (view);

  if (scale != NULL && figure->level >= 0)
    lt_scene_shade_area (cr, scale, (guint) figure->level, view->world_x * size - view->width / 2.0,
                         view->world_y * size - view->height / 2.0, scene->style);
}

static void
paint_area (const LtScene *scene, cairo_t *cr, const LtSceneView *view, const SceneFigure *figure)
{
  const LtPalette *palette = lt_palette_get (scene->style);
  static const double dashes[] = { 9, 3, 2, 3 };

  if (!scene->transparent)
    {
      lt_ink_set (cr, palette->land, 1);
      cairo_fill_preserve (cr);
    }
  shade_area (scene, cr, view, figure);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  lt_ink_set (cr, palette->border_casing, 0.85);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, palette->border, 1);
  cairo_set_line_width (cr, 1.3);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_zone (const LtScene *scene, cairo_t *cr, const LtSceneView *view, const SceneFigure *figure)
{
  double size = lt_scene_view_world_size (view);
  gboolean is_wide = (figure->world.max_x - figure->world.min_x) * size > WIDE;
  FieldLook look = { .kind = figure->kind,
                     .variety = figure->variety,
                     .older = figure->older,
                     .phase_x = view->world_x * size - view->width / 2.0,
                     .phase_y = view->world_y * size - view->height / 2.0,
                     .step = is_wide ? LT_HATCH_STEP_WIDE : LT_HATCH_STEP,
                     .style = scene->style };
  LtBox *extent = &look.extent;

  lt_scene_view_to_pixel (view, figure->world.min_x, figure->world.min_y, &extent->min_x,
                          &extent->min_y);
  lt_scene_view_to_pixel (view, figure->world.max_x, figure->world.max_y, &extent->max_x,
                          &extent->max_y);
  extent->min_x = MAX (extent->min_x, 0);
  extent->min_y = MAX (extent->min_y, 0);
  extent->max_x = MIN (extent->max_x, view->width);
  extent->max_y = MIN (extent->max_y, view->height);
  lt_symbol_paint_field (cr, &look);
}

/**
 * lt_scene_paint_figures:
 *
 * Paints the outlines and lines of a kind.
 */
void
lt_scene_paint_figures (const LtScene *scene, cairo_t *cr, const LtSceneView *view, guint kind)
{
  LtBox seen = lt_scene_view_get_box (view, SYMBOL_REACH);

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < scene->figures->len; i++)
    {
      const SceneFigure *figure = &g_array_index (scene->figures, SceneFigure, i);

      if (figure->kind != kind || !lt_box_intersects (&seen, &figure->world))
        continue;
      lt_scene_figure_path (scene, cr, view, figure);
      if (kind == KIND_AREA)
        paint_area (scene, cr, view, figure);
      else if (kind == KIND_ZONE)
        paint_zone (scene, cr, view, figure);
      else
        lt_symbol_paint_line (cr, kind, figure->variety, scene->style);
    }
}

/* Crossing number: how often a ray to the east meets an edge */
static gboolean
is_inside (const LtScene *scene, const SceneFigure *figure, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < figure->n_rings; i++)
    {
      const SceneRing *ring = get_ring (scene, figure, i);

      if (!ring->closed)
        continue;
      for (guint j = 0, k = ring->n - 1; j < ring->n; k = j++)
        {
          const double *a = get_corner (scene, ring->first + j);
          const double *b = get_corner (scene, ring->first + k);

          if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            inside = !inside;
        }
    }
  return inside;
}

static double
distance_to_edge (const double *a, const double *b, double x, double y)
{
  double dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - a[0]) * dx + (y - a[1]) * dy) / length, 0, 1) : 0;

  return hypot (a[0] + t * dx - x, a[1] + t * dy - y);
}

/* Liang and Barsky's test: does an edge have a part in the box? */
static gboolean
edge_meets (const double *a, const double *b, const LtBox *box)
{
  double delta[4] = { a[0] - b[0], b[0] - a[0], a[1] - b[1], b[1] - a[1] };
  double room[4] = { a[0] - box->min_x, box->max_x - a[0], a[1] - box->min_y, box->max_y - a[1] };
  double from = 0, to = 1;

  for (int i = 0; i < 4; i++)
    {
      if (delta[i] == 0 && room[i] < 0)
        return FALSE;
      if (delta[i] < 0)
        from = MAX (from, room[i] / delta[i]);
      else if (delta[i] > 0)
        to = MIN (to, room[i] / delta[i]);
    }
  return from <= to;
}

/* How many edges a ring has: a line has one less than corners. */
static guint
count_edges (const SceneRing *ring)
{
  return ring->closed || ring->n < 2 ? ring->n : ring->n - 1;
}

/**
 * lt_scene_figure_meets:
 *
 * Returns: whether a part of the figure itself, not only of its box, is in @box
 */
gboolean
lt_scene_figure_meets (const LtScene *scene, const SceneFigure *figure, const LtBox *box)
{
  if (!lt_box_intersects (&figure->world, box))
    return FALSE;
  for (guint i = 0; i < figure->n_rings; i++)
    {
      const SceneRing *ring = get_ring (scene, figure, i);

      for (guint j = 0; j < count_edges (ring); j++)
        if (edge_meets (get_corner (scene, ring->first + j),
                        get_corner (scene, ring->first + (j + 1) % ring->n), box))
          return TRUE;
    }
  return is_inside (scene, figure, (box->min_x + box->max_x) / 2, (box->min_y + box->max_y) / 2);
}

/**
 * lt_scene_figure_distance:
 *
 * Returns: from the point to the figure, in world coordinates; 0 inside an outline
 */
double
lt_scene_figure_distance (const LtScene *scene,
                          const SceneFigure *figure,
                          double world_x,
                          double world_y)
{
  double least = G_MAXDOUBLE;

  if (is_inside (scene, figure, world_x, world_y))
    return 0;
  for (guint i = 0; i < figure->n_rings; i++)
    {
      const SceneRing *ring = get_ring (scene, figure, i);

      for (guint j = 0; j < count_edges (ring); j++)
        least = MIN (least, distance_to_edge (get_corner (scene, ring->first + j),
                                              get_corner (scene, ring->first + (j + 1) % ring->n),
                                              world_x, world_y));
    }
  return least;
}
