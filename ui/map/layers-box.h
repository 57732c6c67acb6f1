/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_LAYERS_BOX (lt_layers_box_get_type ())
G_DECLARE_FINAL_TYPE (LtLayersBox, lt_layers_box, LT, LAYERS_BOX, GtkWidget)

/**
 * LtLayersBox:
 *
 * The layer box that floats on the map: a switch for each kind, its symbol and,
 * on demand, the symbols of its varieties.
 *
 * Property `kinds`: LT_SCENE_KIND() of those switched on, or'ed.
 */
guint64 lt_layers_box_get_kinds (LtLayersBox *self);

G_END_DECLS
