/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/me-layer.h"

#include "geo/mercator.h"
#include "scene/palette.h"
#include "ui/map/map-glue.h"

#include <adwaita.h>
#include <math.h>

#define DOT     6.5
#define LEAST   10 /* a circle that is smaller is not drawn: the mark covers it */
#define PATH    3.5
#define EQUATOR 40075016.686

struct _LtMeLayer
{
  ShumateLayer parent_instance;

  gboolean has_fix;
  gboolean doubtful; /* the latest one is held back */
  LtFix fix;
  GArray *path; /* of double: world coordinates */
};

G_DEFINE_FINAL_TYPE (LtMeLayer, lt_me_layer, SHUMATE_TYPE_LAYER)

static void
paint_path (LtMeLayer *self, cairo_t *cr, const LtSceneView *view, const LtPalette *palette)
{
  for (guint i = 0; i < self->path->len; i += 2)
    {
      double x, y;

      lt_scene_view_to_pixel (view, g_array_index (self->path, double, i),
                              g_array_index (self->path, double, i + 1), &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  lt_ink_set (cr, palette->rim, 0.85);
  cairo_set_line_width (cr, PATH + 2.5);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, palette->highlight, 1);
  cairo_set_line_width (cr, PATH);
  cairo_stroke (cr);
}

/* A filled disc in a ring, unlike every symbol of the county; hollow where it is in doubt
 * or nobody knows how exact it is. */
static void
paint_me (LtMeLayer *self, cairo_t *cr, const LtSceneView *view, const LtPalette *palette)
{
  double radius = self->fix.accuracy / (EQUATOR * cos (self->fix.latitude * G_PI / 180))
                  * lt_scene_view_world_size (view);
  double x, y;

  lt_scene_view_to_pixel (view, lt_mercator_x (self->fix.longitude),
                          lt_mercator_y (self->fix.latitude), &x, &y);
  if (radius > LEAST)
    {
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      lt_ink_set (cr, palette->highlight, 0.13);
      cairo_fill_preserve (cr);
      lt_ink_set (cr, palette->highlight, 0.8);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
    }
  cairo_arc (cr, x, y, DOT + 3, 0, 2 * G_PI);
  lt_ink_set (cr, palette->rim, 1);
  cairo_fill (cr);
  cairo_arc (cr, x, y, DOT, 0, 2 * G_PI);
  lt_ink_set (cr, palette->highlight, 1);
  cairo_set_line_width (cr, 2.5);
  if (self->doubtful || !(self->fix.accuracy > 0))
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

static void
lt_me_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtMeLayer *self = LT_ME_LAYER (widget);
  LtSceneView view = lt_layer_get_view (SHUMATE_LAYER (self));
  const LtPalette *palette;
  cairo_t *cr;

  if (view.width <= 0 || (!self->has_fix && self->path->len == 0))
    return;
  palette = lt_palette_get (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view.width,
                                                                 (float) view.height));
  cairo_rectangle (cr, 0, 0, view.width, view.height);
  cairo_clip (cr);
  if (self->path->len > 0)
    paint_path (self, cr, &view, palette);
  if (self->has_fix)
    paint_me (self, cr, &view, palette);
  cairo_destroy (cr);
}

static void
lt_me_layer_finalize (GObject *object)
{
  g_array_unref (LT_ME_LAYER (object)->path);
  G_OBJECT_CLASS (lt_me_layer_parent_class)->finalize (object);
}

static void
lt_me_layer_class_init (LtMeLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_me_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = lt_me_layer_snapshot;
}

static void
lt_me_layer_init (LtMeLayer *self)
{
  self->path = g_array_new (FALSE, FALSE, sizeof (double));
}

LtMeLayer *
lt_me_layer_new (ShumateViewport *viewport)
{
  LtMeLayer *self = g_object_new (LT_TYPE_ME_LAYER, "viewport", viewport, NULL);

  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lt_me_layer_set_fix:
 * @self: a layer
 * @fix: (nullable): where the laptop is; %NULL where that is not known
 * @doubtful: whether a later fix contradicts it
 */
void
lt_me_layer_set_fix (LtMeLayer *self, const LtFix *fix, gboolean doubtful)
{
  self->has_fix = fix != NULL;
  self->doubtful = doubtful;
  if (fix != NULL)
    self->fix = *fix;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lt_me_layer_set_path:
 * @self: a layer
 * @path: (nullable): where a patrol went, longitude and latitude in turn
 * @n: how many corners; 0 for no patrol
 */
void
lt_me_layer_set_path (LtMeLayer *self, const double *path, guint n)
{
  g_array_set_size (self->path, 0);
  for (guint i = 0; i < n; i++)
    {
      const double world[] = { lt_mercator_x (path[2 * i]), lt_mercator_y (path[2 * i + 1]) };

      g_array_append_vals (self->path, world, 2);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
