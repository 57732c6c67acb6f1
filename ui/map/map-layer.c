/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/map-layer.h"

#include "ui/map/map-glue.h"

#include <adwaita.h>
#include <math.h>

/* How much is painted beyond each edge, as a part of the window's length: the
 * map can be dragged that far before the next picture is needed. */
#define PADDING 0.25

struct _LtMapLayer
{
  ShumateLayer parent_instance;

  LtScenePainter *painter;
  LtMapWish wish; /* its style is paper's or not; the screen's is added when it is asked */
  LtId selected;
  LtId hovered;
  LtSceneView wished;
  gboolean has_wish;
  gboolean stale; /* the file or the options changed since the last wish */
};

enum
{
  PAINTED,
  FAILED,
  RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtMapLayer, lt_map_layer, SHUMATE_TYPE_LAYER)

static LtSceneView
pad_view (const LtSceneView *view)
{
  LtSceneView padded = *view;

  padded.width += 2 * (int) ceil (view->width * PADDING);
  padded.height += 2 * (int) ceil (view->height * PADDING);
  return padded;
}

static gboolean
view_covers (const LtSceneView *painted, const LtSceneView *view)
{
  LtBox outer = lt_scene_view_get_box (painted, 0);
  LtBox inner = lt_scene_view_get_box (view, 0);

  return fabs (painted->zoom - view->zoom) < 1e-9 && painted->scale == view->scale
         && lt_box_contains (&outer, &inner);
}

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static void
wish_for (LtMapLayer *self, const LtSceneView *view)
{
  LtMapWish wish;

  if (!self->stale && self->has_wish && view_covers (&self->wished, view))
    return;
  wish = self->wish;
  if (wish.style != LT_INK_PLAIN)
    /* Base maps are made for eyes in the light. */
    wish.style = is_dark () && !wish.transparent ? LT_INK_DARK : LT_INK_LIGHT;
  self->wished = pad_view (view);
  self->has_wish = TRUE;
  self->stale = FALSE;
  lt_scene_painter_ask (self->painter, &self->wished, &wish);
}

/* Where the painted picture's corner and size are in the window now. At the
 * painted zoom it stands on whole pixels of the device, so that it stays sharp. */
static graphene_rect_t
place_picture (const LtSceneView *painted, const LtSceneView *view)
{
  double k = exp2 (view->zoom - painted->zoom);
  double x, y;

  lt_scene_view_to_pixel (view, painted->world_x, painted->world_y, &x, &y);
  x -= painted->width * k / 2;
  y -= painted->height * k / 2;
  if (fabs (k - 1) < 1e-9)
    {
      x = round (x * view->scale) / view->scale;
      y = round (y * view->scale) / view->scale;
    }
  return GRAPHENE_RECT_INIT (x, y, painted->width * k, painted->height * k);
}

static void
paint_highlight (LtMapLayer *self,
                 GtkSnapshot *snapshot,
                 const LtSceneView *view,
                 const LtId *id,
                 double opacity)
{
  LtScene *scene = lt_scene_painter_get_scene (self->painter);
  const double margin = 28;
  double left, top, right, bottom;
  graphene_rect_t rect, window;
  LtSceneItem item;
  cairo_t *cr;

  if (lt_id_is_zero (id) || !lt_scene_find (scene, id, &item))
    return;
  lt_scene_view_to_pixel (view, MIN (item.world.min_x, item.world_x),
                          MIN (item.world.min_y, item.world_y), &left, &top);
  lt_scene_view_to_pixel (view, MAX (item.world.max_x, item.world_x),
                          MAX (item.world.max_y, item.world_y), &right, &bottom);
  rect = GRAPHENE_RECT_INIT (left - margin, top - margin, right - left + 2 * margin,
                             bottom - top + 2 * margin);
  window = GRAPHENE_RECT_INIT (0, 0, view->width, view->height);
  if (!graphene_rect_intersection (&rect, &window, &rect))
    return;
  gtk_snapshot_push_opacity (snapshot, opacity);
  cr = gtk_snapshot_append_cairo (snapshot, &rect);
  lt_scene_paint_highlight (scene, cr, view, id);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

static void
on_painted (LtMapLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PAINTED], 0);
}

static void
on_failed (LtMapLayer *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
on_dark_changed (LtMapLayer *self)
{
  lt_map_layer_refresh (self);
}

static void
lt_map_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtMapLayer *self = LT_MAP_LAYER (widget);
  LtSceneView view = lt_map_layer_get_view (self);
  const LtSceneView *painted;
  graphene_rect_t where;

  if (self->painter == NULL || view.width <= 0 || view.height <= 0)
    return;
  wish_for (self, &view);
  painted = lt_scene_painter_get_view (self->painter);
  if (painted == NULL)
    return;
  where = place_picture (painted, &view);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, view.width, view.height));
  gtk_snapshot_append_texture (snapshot, lt_scene_painter_get_texture (self->painter), &where);
  paint_highlight (self, snapshot, &view, &self->hovered, 0.5);
  paint_highlight (self, snapshot, &view, &self->selected, 1);
  gtk_snapshot_pop (snapshot);
}

static void
lt_map_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (lt_map_layer_parent_class)->size_allocate (widget, width, height, baseline);
  g_signal_emit (widget, signals[RESIZED], 0);
}

static void
lt_map_layer_constructed (GObject *object)
{
  LtMapLayer *self = LT_MAP_LAYER (object);

  G_OBJECT_CLASS (lt_map_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (on_dark_changed), self, G_CONNECT_SWAPPED);
}

static void
lt_map_layer_dispose (GObject *object)
{
  lt_map_layer_set_file (LT_MAP_LAYER (object), NULL);
  G_OBJECT_CLASS (lt_map_layer_parent_class)->dispose (object);
}

static void
lt_map_layer_class_init (LtMapLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = lt_map_layer_constructed;
  object_class->dispose = lt_map_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = lt_map_layer_snapshot;
  GTK_WIDGET_CLASS (klass)->size_allocate = lt_map_layer_size_allocate;

  signals[PAINTED] = g_signal_new ("painted", LT_TYPE_MAP_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", LT_TYPE_MAP_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESIZED] = g_signal_new ("resized", LT_TYPE_MAP_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lt_map_layer_init (LtMapLayer *self)
{
  lt_map_wish_init (&self->wish);
}

LtMapLayer *
lt_map_layer_new (ShumateViewport *viewport)
{
  return g_object_new (LT_TYPE_MAP_LAYER, "viewport", viewport, NULL);
}

/**
 * lt_map_layer_set_file:
 * @self: a layer
 * @path: (nullable): the county file to show; %NULL closes it
 */
void
lt_map_layer_set_file (LtMapLayer *self, const char *path)
{
  g_return_if_fail (LT_IS_MAP_LAYER (self));

  if (self->painter != NULL)
    lt_scene_painter_stop (self->painter);
  g_clear_object (&self->painter);
  self->has_wish = FALSE;
  self->selected = (LtId){ 0 };
  self->hovered = (LtId){ 0 };
  if (path != NULL)
    {
      self->painter = lt_scene_painter_new (path);
      g_signal_connect_object (self->painter, "painted", G_CALLBACK (on_painted), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->painter, "failed", G_CALLBACK (on_failed), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lt_map_layer_refresh:
 *
 * What is in the file has changed: it is painted again.
 */
void
lt_map_layer_refresh (LtMapLayer *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lt_map_layer_set_wish:
 * @self: a layer
 * @wish: what is to be shown; copied. Of its style only whether it is %LT_INK_PLAIN counts:
 *   light or dark is the window's
 */
void
lt_map_layer_set_wish (LtMapLayer *self, const LtMapWish *wish)
{
  if (lt_map_wish_equal (&self->wish, wish))
    return;
  self->wish = *wish;
  lt_map_layer_refresh (self);
}

/**
 * lt_map_layer_get_wish:
 *
 * Returns: (transfer none): what is shown; copy it, change the copy and set that
 */
const LtMapWish *
lt_map_layer_get_wish (LtMapLayer *self)
{
  return &self->wish;
}

/**
 * lt_map_layer_set_selected:
 * @self: a layer
 * @id: (nullable): the place that is marked
 */
void
lt_map_layer_set_selected (LtMapLayer *self, const LtId *id)
{
  self->selected = id == NULL ? (LtId){ 0 } : *id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lt_map_layer_set_hovered:
 * @self: a layer
 * @id: (nullable): the place under the pointer
 */
void
lt_map_layer_set_hovered (LtMapLayer *self, const LtId *id)
{
  LtId hovered = id == NULL ? (LtId){ 0 } : *id;

  if (lt_id_equal (&hovered, &self->hovered))
    return;
  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lt_map_layer_is_settled:
 *
 * Returns: whether the picture on the screen is the one that was last wished for
 */
gboolean
lt_map_layer_is_settled (LtMapLayer *self)
{
  LtSceneView view = lt_map_layer_get_view (self);
  const LtSceneView *painted =
      self->painter == NULL ? NULL : lt_scene_painter_get_view (self->painter);

  return painted != NULL && !self->stale && lt_scene_painter_is_idle (self->painter)
         && view_covers (painted, &view);
}

/**
 * lt_map_layer_get_view:
 *
 * Returns: what the window shows now
 */
LtSceneView
lt_map_layer_get_view (LtMapLayer *self)
{
  return lt_layer_get_view (SHUMATE_LAYER (self));
}

/**
 * lt_map_layer_get_scene:
 *
 * Returns: (transfer none) (nullable): what is painted, to pick in and to list
 */
LtScene *
lt_map_layer_get_scene (LtMapLayer *self)
{
  return self->painter == NULL ? NULL : lt_scene_painter_get_scene (self->painter);
}
