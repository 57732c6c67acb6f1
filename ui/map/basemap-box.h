/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_BASEMAP_BOX (lt_basemap_box_get_type ())
G_DECLARE_FINAL_TYPE (LtBasemapBox, lt_basemap_box, LT, BASEMAP_BOX, GtkWidget)

/**
 * LtBasemapBox:
 *
 * The officer's base maps, of which one lies under the map: choosing, adding, taking
 * off. For a popover.
 *
 * Signals: `changed` another one is chosen; `told` (words) something went wrong;
 * `add` (file or %NULL) a file of tiles, or a tile service, is to be asked about.
 */
GtkWidget *lt_basemap_box_new (void);
void lt_basemap_box_fill (LtBasemapBox *self);

G_END_DECLS
