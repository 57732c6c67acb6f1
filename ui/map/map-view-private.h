/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/layers-box.h"
#include "ui/map/map-layer.h"
#include "ui/map/map-view.h"
#include "ui/map/place-list.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* For map-view.c and map-view-input.c only. */

struct _LtMapView
{
  GtkWidget parent_instance;

  ShumateMap *map;
  ShumateScale *scale;
  LtLayersBox *layers;
  GtkToggleButton *list_button;
  GtkLabel *count_label;
  LtPlaceList *list;
  LtMapLayer *layer;
  GtkWidget *popover;

  LtSession *session;
  LtId selected;
  double press_x;
  double press_y;
  gboolean fits; /* whether the whole county still has to be brought into view */
  guint count_source;
};

void lt_map_view_set_view (LtMapView *self, const LtSceneView *view);
void lt_map_view_choose (LtMapView *self, const LtSceneItem *item, gboolean open);
void lt_map_view_point (LtMapView *self, double longitude, double latitude);
void lt_map_view_zoom_about (LtMapView *self, double x, double y, double steps);
void lt_map_view_open_id (LtMapView *self, const char *id_text);
void lt_map_view_close_popover (LtMapView *self);
int lt_map_view_compare_items (gconstpointer a, gconstpointer b);
void lt_map_view_add_controllers (LtMapView *self);

G_END_DECLS
