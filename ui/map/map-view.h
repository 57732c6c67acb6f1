/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"
#include "position/position.h"
#include "scene/scene.h"
#include "ui/map/map-hand.h"
#include "ui/map/map-tools.h"
#include "work/map-wish.h"
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
 * on the screen; `failed` (message) there is none; `sketched` (text, whole) the
 * shape that is drawn or edited is now that, see lt_sketch_to_text(), and whether
 * its drawer has ended it; `left` the tool was put down; `cut-off` (text) what was
 * cut off the shape that is edited; `built` (text) the
 * outline of a new zone; `told` (words) what is to be known of the map; `based`
 * (words) what lies under the county; `located` (words) what is known of where the laptop
 * is, empty where that is not asked.
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
gboolean lt_map_view_draw (LtMapView *self,
                           LtShapeClass shape_class,
                           const char *text,
                           const char *subject,
                           const LtId *id,
                           GError **error);
void lt_map_view_take_along (LtMapView *self);
void lt_map_view_put_down (LtMapView *self);
void lt_map_view_let_go (LtMapView *self);
gboolean lt_map_view_step_back (LtMapView *self);
const LtId *lt_map_view_get_drawn (LtMapView *self);
void lt_map_view_say (LtMapView *self, const char *problem);
LtMapHand *lt_map_view_get_hand (LtMapView *self);
LtMapTools *lt_map_view_get_tools (LtMapView *self);
const LtId *lt_map_view_get_selected (LtMapView *self);
void lt_map_view_load_basemap (LtMapView *self);
void lt_map_view_ask_basemap (LtMapView *self, const char *path);
void lt_map_view_show_basemaps (LtMapView *self);
void lt_map_view_set_basemap (LtMapView *self, LtBasemap *basemap);
gboolean lt_map_view_has_tiles (LtMapView *self);
LtBasemap *lt_map_view_get_basemap (LtMapView *self);
const LtMapWish *lt_map_view_get_wish (LtMapView *self);
void lt_map_view_bring (LtMapView *self, const LtId *id);
void lt_map_view_show_listed (LtMapView *self, const LtKind *kind, GArray *keys);
void lt_map_view_go_to (LtMapView *self, double longitude, double latitude);
void lt_map_view_tell (LtMapView *self, const char *words);
void lt_map_view_look_for_me (LtMapView *self);
void lt_map_view_find_me (LtMapView *self);
void lt_map_view_leave_me (LtMapView *self);
LtPosition *lt_map_view_get_position (LtMapView *self);
const LtFix *lt_map_view_get_placed (LtMapView *self);
void lt_map_view_show_patrol (LtMapView *self, const double *path, guint n, const char *words);

G_END_DECLS
