/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one painter: screen, picture file and paper. */

#include "scene/scene-private.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_seen (const LtSceneView *view, double x, double y)
{
  return x > -SYMBOL_REACH && y > -SYMBOL_REACH && x < view->width + SYMBOL_REACH
         && y < view->height + SYMBOL_REACH;
}

static void
paint_point (const LtScene *scene, cairo_t *cr, const ScenePoint *point, double x, double y)
{
  double reach = lt_symbol_get_reach (point->kind);

  if (point->kind == KIND_DUST_SITE)
    lt_symbol_paint_circle (cr, x, y, point->radius > 0 ? point->radius : reach, point->radius > 0,
                            scene->dark);
  else if (point->kind == KIND_TOWN)
    lt_scene_paint_symbol (cr, KIND_TOWN, point->variety, x, y, reach / 0.3, scene->dark);
  else
    lt_scene_paint_symbol (cr, point->kind, point->variety, x, y, 2 * reach, scene->dark);
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
        lt_symbol_paint_cluster (cr, x, y, cluster->count, scene->dark);
    }
}

static cairo_status_t
on_png_bytes (gpointer data, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (data, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * lt_scene_paint:
 * @self: a scene
 * @cr: where; one unit of it is one pixel of the layout, the picture's corner at 0, 0
 * @view: what is painted; its zoom should be the scene's
 *
 * Paints the picture. Stations and dust-fall sites come last, so that no disc
 * covers one of them.
 */
void
lt_scene_paint (const LtScene *self, cairo_t *cr, const LtSceneView *view)
{
  const LtPalette *palette = lt_palette_get (self->dark);
  g_autoptr (SceneLabels) labels = NULL;

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  if (!self->transparent)
    {
      lt_palette_set (cr, palette->ground, 1);
      cairo_paint (cr);
    }
  lt_scene_paint_figures (self, cr, view);
  paint_points (self, cr, view, KIND_TOWN);
  paint_points (self, cr, view, KIND_MINE);
  paint_clusters (self, cr, view);
  paint_points (self, cr, view, KIND_DUST_SITE);
  paint_points (self, cr, view, KIND_STATION);
  labels = lt_scene_labels_place (self, cr, view);
  lt_scene_labels_paint (labels, cr);
  lt_scene_paint_furniture (self, cr, view);
  cairo_restore (cr);
}

static void
paint_ring (cairo_t *cr, const LtPalette *palette)
{
  lt_palette_set (cr, palette->halo, 0.9);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  lt_palette_set (cr, palette->highlight, 1);
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
  const LtPalette *palette = lt_palette_get (self->dark);

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
      cairo_arc (cr, x, y, reach + 5, 0, 2 * G_PI);
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

/**
 * lt_scene_to_surface:
 * @self: a scene
 * @view: what is painted
 *
 * May run in any thread.
 *
 * Returns: (transfer full): a picture, ARGB32, of the view's size times its scale
 */
cairo_surface_t *
lt_scene_to_surface (const LtScene *self, const LtSceneView *view)
{
  double scale = view->scale > 0 ? view->scale : 1;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) lround (view->width * scale),
                                  (int) lround (view->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  lt_scene_paint (self, cr, view);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/**
 * lt_scene_to_png:
 * @self: a scene
 * @view: what is painted
 * @path: file that is made or replaced, whole or not at all
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_scene_to_png (const LtScene *self, const LtSceneView *view, const char *path, GError **error)
{
  cairo_surface_t *surface = lt_scene_to_surface (self, view);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, on_png_bytes, bytes);

  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("A picture of %d × %d pixels cannot be painted: %s. Ask for a smaller one."),
                   view->width, view->height, cairo_status_to_string (status));
      return FALSE;
    }
  return lt_file_write (path, bytes->data, bytes->len, 0644, error);
}
