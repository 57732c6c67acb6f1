/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"
#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_MAP_VIEW (lt_map_view_get_type ())
G_DECLARE_FINAL_TYPE (LtMapView, lt_map_view, LT, MAP_VIEW, GtkWidget)

/**
 * LtMapView:
 *
 * The map with what floats on it: layer box, zoom, scale, the count of
 * everything in view and its list.
 *
 * Signals: `chosen` (kind, id; kind 0 for nothing) a place was selected;
 * `opened` (kind, id) the same, and its pane shall take the keyboard;
 * `pointed` (longitude, latitude) the pointer moved; `painted` a new picture is
 * on the screen; `failed` (message) there is none.
 */
void lt_map_view_set_session (LtMapView *self, LtSession *session);
void lt_map_view_show_all (LtMapView *self);
void lt_map_view_zoom_by (LtMapView *self, double steps);
void lt_map_view_select (LtMapView *self, const LtId *id);
gboolean lt_map_view_is_settled (LtMapView *self);
LtSceneView lt_map_view_get_view (LtMapView *self);
LtScene *lt_map_view_get_scene (LtMapView *self);
gboolean lt_map_view_locate (LtMapView *self, const LtId *id, double *x, double *y);
GtkWidget *lt_map_view_get_map (LtMapView *self);

G_END_DECLS
