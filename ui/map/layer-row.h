/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"
#include "scene/options.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_LAYER_ROW (lt_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (LtLayerRow, lt_layer_row, LT, LAYER_ROW, GtkWidget)

/**
 * LtLayerRow:
 *
 * One layer in the layer box: its switch and its symbol; a click on the symbol
 * opens how much it covers and where it lies; on demand the symbols of its
 * varieties.
 *
 * Signals: `changed` switched, or covers more or less; `moved` (steps) shall lie
 * that much higher, or lower where it is negative.
 */
GtkWidget *lt_layer_row_new (const LtKind *kind);
guint lt_layer_row_get_kind (LtLayerRow *self);
void lt_layer_row_set_layer (LtLayerRow *self, const LtSceneLayer *layer);
void lt_layer_row_get_layer (LtLayerRow *self, LtSceneLayer *layer);
void lt_layer_row_set_ends (LtLayerRow *self, gboolean top, gboolean bottom);
void lt_layer_row_show_legend (LtLayerRow *self, gboolean shown);
void lt_layer_row_show_present (LtLayerRow *self, GPtrArray *rows);

G_END_DECLS
