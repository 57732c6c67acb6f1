/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/scene-painter.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LT_TYPE_MAP_LAYER (lt_map_layer_get_type ())
G_DECLARE_FINAL_TYPE (LtMapLayer, lt_map_layer, LT, MAP_LAYER, ShumateLayer)

/**
 * LtMapLayer:
 *
 * The county on the map: one texture painted by the scene painter for a box
 * larger than the window, moved and scaled until the next is there, and live
 * nodes for what is selected and what the pointer is over.
 *
 * Signals: `painted` the picture on the screen is another one; `failed`
 * (message) there is none; `resized` the layer has another size.
 */
LtMapLayer *lt_map_layer_new (ShumateViewport *viewport);
void lt_map_layer_set_file (LtMapLayer *self, const char *path);
void lt_map_layer_refresh (LtMapLayer *self);
void lt_map_layer_set_wish (LtMapLayer *self, const LtMapWish *wish);
const LtMapWish *lt_map_layer_get_wish (LtMapLayer *self);
void lt_map_layer_set_selected (LtMapLayer *self, const LtId *id);
void lt_map_layer_set_hovered (LtMapLayer *self, const LtId *id);
gboolean lt_map_layer_is_settled (LtMapLayer *self);
LtSceneView lt_map_layer_get_view (LtMapLayer *self);
LtScene *lt_map_layer_get_scene (LtMapLayer *self);

G_END_DECLS
