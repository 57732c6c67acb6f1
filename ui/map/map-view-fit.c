/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What part of the ground is in view: the whole county or a piece of it where nothing floats
 * on it, the same when room is taken from the map. And how far is how far. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"

#include <math.h>

#define FIT_PADDING     24
#define SMALLEST_BOX    1e-4
#define MOST_TOOLS      60 /* a notice below the tools goes again */
#define SELECTED_MARGIN 48
#define LONGEST_SCALE   150.0

/* What floats on the map hides what lies beneath it: the county stands beside the layer
 * box and below the tools, where that leaves it most of the map. */
static void
fit_beside_cards (LtMapView *self, LtSceneView *view, const LtBox *extent)
{
  GtkRequisition tools, layers;
  LtSceneView room = *view;
  double left, top, size;

  gtk_widget_get_preferred_size (GTK_WIDGET (self->tools), NULL, &tools);
  gtk_widget_get_preferred_size (GTK_WIDGET (self->layers), NULL, &layers);
  top = MIN (tools.height, MOST_TOOLS);
  left = layers.height > view->height / 3 ? layers.width : 0;
  if (top > view->height / 3.0 || left > view->width / 3.0)
    top = left = 0;
  room.width -= (int) left;
  room.height -= (int) top;
  lt_scene_view_fit (&room, extent, FIT_PADDING);
  view->zoom = room.zoom;
  size = lt_scene_view_world_size (view);
  view->world_x = room.world_x - left / 2 / size;
  view->world_y = room.world_y - top / 2 / size;
}

/* Large words make the layer box reach below the tools, which then stand beside it as far as
 * there is room. */
gboolean
lt_map_view_on_child_position (GtkOverlay *overlay,
                               GtkWidget *child,
                               GdkRectangle *at,
                               LtMapView *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (overlay));
  GtkRequisition layers;
  int width, height;

  if (child != GTK_WIDGET (self->tools))
    return FALSE;
  gtk_widget_get_preferred_size (GTK_WIDGET (self->layers), NULL, &layers);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  width = MIN (width, room);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  *at = (GdkRectangle){ MIN (MAX ((room - width) / 2, layers.width), room - width), 0, width,
                        height };
  return TRUE;
}

/* A place that is beyond the edge now, and was not before, comes back so far. */
static void
keep_selected (LtMapView *self, LtSceneView *view)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  double x, y, size = lt_scene_view_world_size (view);
  LtSceneItem item;

  if (scene == NULL || lt_id_is_zero (&self->selected)
      || !lt_scene_find (scene, &self->selected, &item))
    return;
  lt_scene_view_to_pixel (view, item.world_x, item.world_y, &x, &y);
  if (x > view->width - SELECTED_MARGIN && x < self->seen.width)
    view->world_x += (x - view->width + SELECTED_MARGIN) / size;
  if (y > view->height - SELECTED_MARGIN && y < self->seen.height)
    view->world_y += (y - view->height + SELECTED_MARGIN) / size;
}

/* Whatever takes room from the map or gives it back, the pane or the list of places: the
 * ground stays where it was on the screen. */
void
lt_map_view_stay (LtMapView *self)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double size = lt_scene_view_world_size (&view);

  if (self->seen.width > 0 && view.width > 0
      && (view.width != self->seen.width || view.height != self->seen.height))
    {
      view.world_x += (view.width - self->seen.width) / 2.0 / size;
      view.world_y += (view.height - self->seen.height) / 2.0 / size;
      keep_selected (self, &view);
      self->seen = view;
      lt_map_view_set_view (self, &view);
    }
  self->seen = view;
}

void
lt_map_view_show_scale (LtMapView *self)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double length;
  g_autofree char *text = lt_scene_view_get_scale (&view, LONGEST_SCALE, &length);

  gtk_label_set_text (self->scale, text);
  gtk_widget_set_size_request (GTK_WIDGET (self->scale), (int) round (length), -1);
}

/* A single place stands in the middle of what is seen around it. */
static void
widen (double *min, double *max)
{
  double lack = SMALLEST_BOX - (*max - *min);

  if (lack <= 0)
    return;
  *min -= lack / 2;
  *max += lack / 2;
}

/* Its areas; without any, whatever has a place: one station of a national list must not
 * make the county a dot. An empty file: Shanxi. */
static LtBox
get_county (LtStore *store)
{
  static const LtBox shanxi = { 110.2, 34.5, 114.6, 40.8 };
  LtBox extent = lt_store_get_extent_of (store, lt_kind_by_name ("area"));

  if (lt_box_is_empty (&extent))
    extent = lt_store_get_extent (store);
  return lt_box_is_empty (&extent) ? lt_mercator_box (&shanxi) : extent;
}

/**
 * lt_map_view_show_all:
 *
 * Brings the whole county into view.
 */
void
lt_map_view_show_all (LtMapView *self)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  LtBox extent;

  if (self->session == NULL || view.width <= 0 || view.height <= 0)
    return;
  self->fits = FALSE;
  extent = get_county (lt_session_get_store (self->session));
  lt_map_view_show_box (self, &extent);
}

/**
 * lt_map_view_show_box:
 * @self: a map
 * @world: a box in world coordinates
 *
 * Brings all of it into view.
 */
void
lt_map_view_show_box (LtMapView *self, const LtBox *world)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  LtBox extent = *world;

  if (view.width <= 0 || view.height <= 0)
    return;
  self->fits = FALSE;
  self->seen = view;
  widen (&extent.min_x, &extent.max_x);
  widen (&extent.min_y, &extent.max_y);
  fit_beside_cards (self, &view, &extent);
  lt_map_view_set_view (self, &view);
}
