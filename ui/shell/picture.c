/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/picture.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

/**
 * lt_picture_of_widget:
 * @widget: a widget on the screen, such as a window
 * @path: where the PNG shall be
 * @error: return location
 *
 * Saves what @widget shows. It is painted once more by the plain cairo
 * renderer, so that the picture is the same on every machine.
 *
 * Returns: whether it was written
 */
gboolean
lt_picture_of_widget (GtkWidget *widget, const char *path, GError **error)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  gboolean saved;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL || !gsk_renderer_realize (renderer, NULL, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, LT_ERROR, LT_ERROR_BUG,
                     _ ("Picture %s: the window shows nothing yet. Try again."), path);
      return FALSE;
    }
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_renderer_unrealize (renderer);
  saved = gdk_texture_save_to_png (texture, path);
  if (!saved)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Picture %s cannot be written. Check the folder."), path);
  return saved;
}
