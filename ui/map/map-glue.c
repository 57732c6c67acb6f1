/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/map-glue.h"

#include "geo/mercator.h"

/**
 * lt_layer_get_view:
 * @layer: a layer of a map
 *
 * Returns: what it shows now, at its size on the screen
 */
LtSceneView
lt_layer_get_view (ShumateLayer *layer)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (layer);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);

  return (LtSceneView){
    .world_x = lt_mercator_x (shumate_location_get_longitude (location)),
    .world_y = lt_mercator_y (shumate_location_get_latitude (location)),
    .zoom = shumate_viewport_get_zoom_level (viewport),
    .width = gtk_widget_get_width (GTK_WIDGET (layer)),
    .height = gtk_widget_get_height (GTK_WIDGET (layer)),
    .scale = gtk_widget_get_scale_factor (GTK_WIDGET (layer)),
  };
}

/**
 * lt_surface_to_texture:
 * @surface: (transfer full): a picture, ARGB32; it must not be painted on any more
 *
 * May run in any thread. The pixels are not copied.
 *
 * Returns: (transfer full): the same picture
 */
GdkTexture *
lt_surface_to_texture (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}
