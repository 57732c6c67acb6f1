/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies under the map. */

#include "ui/map/basemap-box.h"
#include "ui/map/basemap-dialog.h"
#include "ui/map/basemap-opening.h"
#include "ui/map/map-view-private.h"
#include "ui/map/tile-source.h"
#include "work/basemaps.h"

#include <glib/gi18n-lib.h>

#define SLOW 5 /* seconds after which it is said that opening takes long */

static void
stop_opening (LtMapView *self)
{
  if (self->opening_basemap != NULL)
    g_cancellable_cancel (self->opening_basemap);
  g_clear_object (&self->opening_basemap);
  g_clear_handle_id (&self->slow_source, g_source_remove);
}

static void
on_told (LtMapView *self, const char *words)
{
  lt_map_view_tell (self, words);
}

static void
drop_tiles (LtMapView *self)
{
  if (self->tiles == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->tiles, self);
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->tile_layer));
  self->tile_layer = NULL;
  lt_tile_source_stop (self->tiles);
  g_clear_object (&self->tiles);
}

void
lt_map_view_drop_basemap (LtMapView *self)
{
  stop_opening (self);
  drop_tiles (self);
}

static void on_again (LtMapView *self);

static void
add_tiles (LtMapView *self, LtBasemap *basemap)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  self->tiles = lt_tile_source_new (basemap);
  g_signal_connect_object (self->tiles, "told", G_CALLBACK (on_told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tiles, "again", G_CALLBACK (on_again), self, G_CONNECT_SWAPPED);
  self->tile_layer =
      GTK_WIDGET (shumate_map_layer_new (SHUMATE_MAP_SOURCE (self->tiles), viewport));
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->tile_layer),
                                   SHUMATE_LAYER (self->layer));
}

/* A tile that was answered as empty is only asked for again by another source. */
static void
on_again (LtMapView *self)
{
  g_autoptr (LtBasemap) basemap = lt_basemap_ref (lt_tile_source_get_basemap (self->tiles));

  drop_tiles (self);
  add_tiles (self, basemap);
}

static void
on_added (LtMapView *self)
{
  lt_map_view_load_basemap (self);
}

/**
 * lt_map_view_ask_basemap:
 * @self: a map
 * @path: (nullable): a file of tiles; %NULL for a service
 *
 * Asks what has to be known of a base map, and adds it.
 */
void
lt_map_view_ask_basemap (LtMapView *self, const char *path)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  LtBasemapDialog *dialog = lt_basemap_dialog_new (window, path);

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * lt_map_view_show_basemaps:
 * @self: a map that is seen
 *
 * Opens the list of base maps.
 */
void
lt_map_view_show_basemaps (LtMapView *self)
{
  gtk_menu_button_popup (self->basemap_button);
}

static void
on_popover_shown (GtkPopover *popover, LtBasemapBox *box)
{
  lt_basemap_box_fill (box);
}

/**
 * lt_map_view_add_basemap_box: (skip)
 *
 * Hangs the list of base maps on its button.
 */
void
lt_map_view_add_basemap_box (LtMapView *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = lt_basemap_box_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (self->basemap_button, popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (on_popover_shown), box, 0);
  g_signal_connect_object (box, "changed", G_CALLBACK (lt_map_view_load_basemap), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "told", G_CALLBACK (on_told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "add", G_CALLBACK (lt_map_view_ask_basemap), self,
                           G_CONNECT_SWAPPED);
}

static void
show_basemap (LtMapView *self, LtBasemap *basemap, const GError *error)
{
  g_autofree char *words =
      lt_work_basemap_describe (basemap == NULL ? NULL : lt_basemap_get_spec (basemap));

  lt_map_view_set_basemap (self, basemap);
  lt_map_view_tell_basemap (self, words);
  if (error != NULL)
    lt_map_view_tell (self, error->message);
}

static void
on_opened (gpointer owner, LtBasemap *basemap, const GError *error)
{
  LtMapView *self = LT_MAP_VIEW (owner);

  show_basemap (self, basemap, error);
}

static gboolean
on_slow (gpointer user_data)
{
  LtMapView *self = LT_MAP_VIEW (user_data);

  self->slow_source = 0;
  lt_map_view_tell (self, _ ("The base map takes long to open: perhaps its disk does not answer. "
                             "The map goes on without it."));
  return G_SOURCE_REMOVE;
}

/**
 * lt_map_view_load_basemap:
 *
 * Puts the officer's chosen base map under the map, as soon as it is open. One that
 * cannot be shown is told, and stays chosen: its disk may only be unplugged.
 */
void
lt_map_view_load_basemap (LtMapView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtBasemaps) all = lt_work_basemaps (&error);
  const LtBasemapSpec *spec =
      all == NULL || all->chosen == NULL ? NULL : lt_basemaps_find (all, all->chosen);

  self->has_loaded_basemap = TRUE;
  if (spec == NULL)
    {
      show_basemap (self, NULL, error);
      return;
    }
  stop_opening (self);
  self->opening_basemap = g_cancellable_new ();
  self->slow_source = g_timeout_add_seconds (SLOW, on_slow, self);
  lt_basemap_open_beside (spec, self->opening_basemap, on_opened, self);
}

/**
 * lt_map_view_set_basemap:
 * @self: a map
 * @basemap: (nullable): what lies under the county; %NULL for its own outlines only
 */
void
lt_map_view_set_basemap (LtMapView *self, LtBasemap *basemap)
{
  LtMapWish wish = *lt_map_layer_get_wish (self->layer);
  const char *words = basemap == NULL ? "" : lt_basemap_get_attribution (basemap);

  g_return_if_fail (LT_IS_MAP_VIEW (self));

  lt_map_view_drop_basemap (self);
  if (basemap != NULL)
    add_tiles (self, basemap);
  if (basemap != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->map), "based");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->map), "based");
  wish.transparent = basemap != NULL;
  lt_map_layer_set_wish (self->layer, &wish);
  gtk_label_set_text (self->attribution, words);
  gtk_widget_set_visible (GTK_WIDGET (self->attribution), *words != '\0');
}

/**
 * lt_map_view_has_tiles:
 *
 * Returns: whether there is a base map, and all that was asked of it is answered
 */
gboolean
lt_map_view_has_tiles (LtMapView *self)
{
  return self->tiles != NULL && lt_tile_source_is_idle (self->tiles);
}

/**
 * lt_map_view_get_basemap:
 *
 * Returns: (transfer none) (nullable): what lies beneath
 */
LtBasemap *
lt_map_view_get_basemap (LtMapView *self)
{
  return self->tiles == NULL ? NULL : lt_tile_source_get_basemap (self->tiles);
}
