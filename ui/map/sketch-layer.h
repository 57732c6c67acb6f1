/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/map-hand.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LT_TYPE_SKETCH_LAYER (lt_sketch_layer_get_type ())
G_DECLARE_FINAL_TYPE (LtSketchLayer, lt_sketch_layer, LT, SKETCH_LAYER, ShumateLayer)

/**
 * LtSketchLayer:
 *
 * What is in hand, above the county: corners and the middles of edges, the edge
 * that follows the pointer, what it holds on to, the box, the spot that was gone to.
 * It is painted live, in the colours of the map.
 */
LtSketchLayer *lt_sketch_layer_new (ShumateViewport *viewport, LtMapHand *hand);
void
lt_sketch_layer_set_spot (LtSketchLayer *self, gboolean shown, double longitude, double latitude);

G_END_DECLS
