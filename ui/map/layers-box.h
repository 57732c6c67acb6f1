/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"
#include "work/map-times.h"
#include "work/map-wish.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_LAYERS_BOX (lt_layers_box_get_type ())
G_DECLARE_FINAL_TYPE (LtLayersBox, lt_layers_box, LT, LAYERS_BOX, GtkWidget)

/**
 * LtLayersBox:
 *
 * The layer box that floats on the map: a row for each layer, the uppermost
 * first, with its switch, its symbol and, on demand, its opacity and the symbols
 * of its varieties; beneath them which values stations show, what areas are
 * shaded by, and whether the map is for paper without colour.
 *
 * Signals: `changed` lt_layers_box_get_wish() is another one by the officer's hand;
 * `legend` is wanted: lt_layers_box_set_scene() gives it what is on the screen.
 */
void lt_layers_box_set_wish (LtLayersBox *self, const LtMapWish *wish);
const LtMapWish *lt_layers_box_get_wish (LtLayersBox *self);
void lt_layers_box_set_times (LtLayersBox *self, const LtMapTimes *times);
void lt_layers_box_set_scene (LtLayersBox *self, LtScene *scene, const LtSceneView *view);

G_END_DECLS
