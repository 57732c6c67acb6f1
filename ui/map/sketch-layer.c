/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/sketch-layer.h"

#include "geo/mercator.h"
#include "scene/palette.h"
#include "ui/map/map-glue.h"

#include <adwaita.h>
#include <math.h>

#define CORNER_SIZE   4.5
#define MIDDLE_SIZE   3.0
#define CROSSHAIR     14
#define SPOT_SIZE     9
#define CROSSING_SIZE 6
/* Handles that would stand nearer than this to the last one are left out. */
#define HANDLE_GAP 7
/* An edge shorter than this has no handle in its middle. */
#define MIDDLE_GAP 26

struct _LtSketchLayer
{
  ShumateLayer parent_instance;

  LtMapHand *hand;
  gboolean has_spot;
  double spot_x; /* world coordinates */
  double spot_y;
};

G_DEFINE_FINAL_TYPE (LtSketchLayer, lt_sketch_layer, SHUMATE_TYPE_LAYER)

typedef struct
{
  cairo_t *cr;
  LtSceneView view;
  const LtPalette *palette;
} Canvas;

static void
to_pixel (const Canvas *canvas, double longitude, double latitude, double *x, double *y)
{
  lt_scene_view_to_pixel (&canvas->view, lt_mercator_x (longitude), lt_mercator_y (latitude), x, y);
}

/* Over whatever the map shows: a casing first, then the line. */
static void
stroke (const Canvas *canvas, guint32 colour, double width, gboolean dashed)
{
  const double dashes[] = { 7, 4 };

  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  lt_ink_set (canvas->cr, canvas->palette->rim, 0.85);
  cairo_set_line_width (canvas->cr, width + 2.5);
  cairo_stroke_preserve (canvas->cr);
  if (dashed)
    cairo_set_dash (canvas->cr, dashes, 2, 0);
  lt_ink_set (canvas->cr, colour, 1);
  cairo_set_line_width (canvas->cr, width);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

static void
trace_path (const Canvas *canvas, const LtSketch *sketch, guint path)
{
  gboolean closed;
  guint n;
  const double *xy = lt_sketch_get_path (sketch, path, &n, &closed, NULL);

  for (guint i = 0; i < n; i++)
    {
      double x, y;

      to_pixel (canvas, xy[2 * i], xy[2 * i + 1], &x, &y);
      if (i == 0)
        cairo_move_to (canvas->cr, x, y);
      else
        cairo_line_to (canvas->cr, x, y);
    }
  if (closed && n > 2 && lt_sketch_get_class (sketch) == LT_SHAPE_POLYGON)
    cairo_close_path (canvas->cr);
}

static void
paint_outline (const Canvas *canvas, const LtSketch *sketch)
{
  for (guint i = 0; i < lt_sketch_count_paths (sketch); i++)
    trace_path (canvas, sketch, i);
  if (lt_sketch_get_class (sketch) == LT_SHAPE_POLYGON)
    {
      cairo_set_fill_rule (canvas->cr, CAIRO_FILL_RULE_EVEN_ODD);
      lt_ink_set (canvas->cr, canvas->palette->highlight, 0.14);
      cairo_fill_preserve (canvas->cr);
    }
  stroke (canvas, canvas->palette->highlight, 2, FALSE);
}

static void
paint_square (const Canvas *canvas, double x, double y, double size, gboolean filled)
{
  cairo_rectangle (canvas->cr, x - size, y - size, 2 * size, 2 * size);
  lt_ink_set (canvas->cr, filled ? canvas->palette->highlight : canvas->palette->rim, 1);
  cairo_fill_preserve (canvas->cr);
  lt_ink_set (canvas->cr, canvas->palette->highlight, 1);
  cairo_set_line_width (canvas->cr, 1.5);
  cairo_stroke (canvas->cr);
}

static void
paint_disc (const Canvas *canvas, double x, double y, double size)
{
  cairo_arc (canvas->cr, x, y, size, 0, 2 * G_PI);
  lt_ink_set (canvas->cr, canvas->palette->rim, 0.9);
  cairo_fill_preserve (canvas->cr);
  lt_ink_set (canvas->cr, canvas->palette->highlight, 0.9);
  cairo_set_line_width (canvas->cr, 1.2);
  cairo_stroke (canvas->cr);
}

static gboolean
is_in_view (const Canvas *canvas, double x, double y)
{
  return x > -20 && y > -20 && x < canvas->view.width + 20 && y < canvas->view.height + 20;
}

/* @active: number of the corner that is chosen; -1 for none */
static void
paint_handles (const Canvas *canvas,
               const LtSketch *sketch,
               guint path,
               int active,
               gboolean middles)
{
  double last_x = -1e9, last_y = -1e9;
  gboolean closed;
  guint n;
  const double *xy = lt_sketch_get_path (sketch, path, &n, &closed, NULL);
  gboolean ring = closed && lt_sketch_get_class (sketch) == LT_SHAPE_POLYGON;

  for (guint i = 0; i < n; i++)
    {
      guint next = (i + 1) % n;
      double x, y, next_x, next_y;

      to_pixel (canvas, xy[2 * i], xy[2 * i + 1], &x, &y);
      to_pixel (canvas, xy[2 * next], xy[2 * next + 1], &next_x, &next_y);
      if (middles && n > 1 && (next != 0 || ring) && hypot (next_x - x, next_y - y) > MIDDLE_GAP
          && is_in_view (canvas, (x + next_x) / 2, (y + next_y) / 2))
        paint_disc (canvas, (x + next_x) / 2, (y + next_y) / 2, MIDDLE_SIZE);
      if (!is_in_view (canvas, x, y)
          || ((int) i != active && hypot (x - last_x, y - last_y) < HANDLE_GAP))
        continue;
      paint_square (canvas, x, y, (int) i == active ? CORNER_SIZE + 2 : CORNER_SIZE,
                    (int) i == active);
      last_x = x;
      last_y = y;
    }
}

/* From the last corner to the pointer; of a ring also back to the first. */
static void
paint_next_edge (const Canvas *canvas, const LtSketch *sketch, double to_x, double to_y)
{
  guint n;
  const double *xy;
  double x, y;

  if (!lt_sketch_is_open (sketch))
    return;
  xy = lt_sketch_get_path (sketch, lt_sketch_count_paths (sketch) - 1, &n, NULL, NULL);
  to_pixel (canvas, xy[2 * n - 2], xy[2 * n - 1], &x, &y);
  cairo_move_to (canvas->cr, x, y);
  cairo_line_to (canvas->cr, to_x, to_y);
  if (lt_sketch_get_class (sketch) == LT_SHAPE_POLYGON && n > 1)
    {
      to_pixel (canvas, xy[0], xy[1], &x, &y);
      cairo_line_to (canvas->cr, x, y);
    }
  stroke (canvas, canvas->palette->highlight, 1.5, TRUE);
}

static void
paint_crosshair (const Canvas *canvas, double x, double y)
{
  cairo_move_to (canvas->cr, x - CROSSHAIR, y);
  cairo_line_to (canvas->cr, x + CROSSHAIR, y);
  cairo_move_to (canvas->cr, x, y - CROSSHAIR);
  cairo_line_to (canvas->cr, x, y + CROSSHAIR);
  stroke (canvas, canvas->palette->text, 1.5, FALSE);
}

static void
paint_cross (const Canvas *canvas, double x, double y, guint32 colour)
{
  cairo_move_to (canvas->cr, x - CROSSING_SIZE, y - CROSSING_SIZE);
  cairo_line_to (canvas->cr, x + CROSSING_SIZE, y + CROSSING_SIZE);
  cairo_move_to (canvas->cr, x - CROSSING_SIZE, y + CROSSING_SIZE);
  cairo_line_to (canvas->cr, x + CROSSING_SIZE, y - CROSSING_SIZE);
  stroke (canvas, colour, 3, FALSE);
}

static void
paint_box (const Canvas *canvas, const LtBox *box)
{
  double left, top, right, bottom;

  to_pixel (canvas, box->min_x, box->max_y, &left, &top);
  to_pixel (canvas, box->max_x, box->min_y, &right, &bottom);
  cairo_rectangle (canvas->cr, left, top, right - left, bottom - top);
  lt_ink_set (canvas->cr, canvas->palette->highlight, 0.14);
  cairo_fill_preserve (canvas->cr);
  stroke (canvas, canvas->palette->highlight, 1.5, TRUE);
}

static void
paint_spot (const Canvas *canvas, double world_x, double world_y)
{
  double x, y;

  lt_scene_view_to_pixel (&canvas->view, world_x, world_y, &x, &y);
  cairo_arc (canvas->cr, x, y, SPOT_SIZE, 0, 2 * G_PI);
  cairo_move_to (canvas->cr, x - SPOT_SIZE - 6, y);
  cairo_line_to (canvas->cr, x - 2, y);
  cairo_move_to (canvas->cr, x + 2, y);
  cairo_line_to (canvas->cr, x + SPOT_SIZE + 6, y);
  cairo_move_to (canvas->cr, x, y - SPOT_SIZE - 6);
  cairo_line_to (canvas->cr, x, y - 2);
  cairo_move_to (canvas->cr, x, y + 2);
  cairo_line_to (canvas->cr, x, y + SPOT_SIZE + 6);
  stroke (canvas, canvas->palette->mark, 2, FALSE);
}

static void
paint_sketch (LtSketchLayer *self, const Canvas *canvas, const LtSketch *sketch)
{
  LtTool tool = lt_map_hand_get_tool (self->hand);
  gboolean has_pointer;
  guint path, corner;
  gboolean has_active = lt_map_hand_get_active (self->hand, &path, &corner);
  double longitude, latitude, x, y;

  paint_outline (canvas, sketch);
  has_pointer = lt_map_hand_get_pointer (self->hand, &longitude, &latitude);
  to_pixel (canvas, longitude, latitude, &x, &y);
  if (has_pointer)
    paint_next_edge (canvas, sketch, x, y);
  for (guint i = 0; i < lt_sketch_count_paths (sketch); i++)
    paint_handles (canvas, sketch, i, has_active && path == i ? (int) corner : -1,
                   tool == LT_TOOL_EDIT);
  if (has_pointer && lt_map_hand_is_snapped (self->hand))
    {
      cairo_arc (canvas->cr, x, y, SPOT_SIZE, 0, 2 * G_PI);
      stroke (canvas, canvas->palette->station, 2, FALSE);
    }
  if (lt_map_hand_get_crossing (self->hand, &longitude, &latitude))
    {
      to_pixel (canvas, longitude, latitude, &x, &y);
      paint_cross (canvas, x, y, canvas->palette->mark);
    }
}

static void
lt_sketch_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtSketchLayer *self = LT_SKETCH_LAYER (widget);
  const LtSketch *sketch = lt_map_hand_get_sketch (self->hand);
  Canvas canvas = { NULL, lt_layer_get_view (SHUMATE_LAYER (self)), NULL };
  double longitude, latitude, x, y;
  LtBox box;

  if (canvas.view.width <= 0
      || (lt_map_hand_get_tool (self->hand) == LT_TOOL_CHOOSE && !self->has_spot))
    return;
  canvas.palette = lt_palette_get (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  canvas.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) canvas.view.width, (float) canvas.view.height));
  cairo_rectangle (canvas.cr, 0, 0, canvas.view.width, canvas.view.height);
  cairo_clip (canvas.cr);
  if (self->has_spot)
    paint_spot (&canvas, self->spot_x, self->spot_y);
  if (lt_map_hand_get_box (self->hand, &box))
    paint_box (&canvas, &box);
  if (lt_map_hand_get_aside (self->hand) != NULL)
    paint_outline (&canvas, lt_map_hand_get_aside (self->hand));
  if (sketch != NULL)
    paint_sketch (self, &canvas, sketch);
  if (lt_map_hand_has_crosshair (self->hand)
      && lt_map_hand_get_pointer (self->hand, &longitude, &latitude))
    {
      to_pixel (&canvas, longitude, latitude, &x, &y);
      paint_crosshair (&canvas, x, y);
    }
  cairo_destroy (canvas.cr);
}

static void
lt_sketch_layer_dispose (GObject *object)
{
  g_clear_object (&LT_SKETCH_LAYER (object)->hand);
  G_OBJECT_CLASS (lt_sketch_layer_parent_class)->dispose (object);
}

static void
lt_sketch_layer_class_init (LtSketchLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_sketch_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = lt_sketch_layer_snapshot;
}

static void
lt_sketch_layer_init (LtSketchLayer *self)
{
}

LtSketchLayer *
lt_sketch_layer_new (ShumateViewport *viewport, LtMapHand *hand)
{
  LtSketchLayer *self = g_object_new (LT_TYPE_SKETCH_LAYER, "viewport", viewport, NULL);

  self->hand = g_object_ref (hand);
  g_signal_connect_object (hand, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lt_sketch_layer_set_spot:
 * @self: a layer
 * @shown: whether a spot is marked
 * @longitude: degrees of CGCS2000
 * @latitude: the same
 */
void
lt_sketch_layer_set_spot (LtSketchLayer *self, gboolean shown, double longitude, double latitude)
{
  self->has_spot = shown;
  self->spot_x = lt_mercator_x (longitude);
  self->spot_y = lt_mercator_y (latitude);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
