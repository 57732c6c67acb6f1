/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/layers-box.h"
#include "ui/map/map-layer.h"
#include "ui/map/map-view.h"
#include "ui/map/me-box.h"
#include "ui/map/me-layer.h"
#include "ui/map/map-tools.h"
#include "ui/map/place-list.h"
#include "ui/map/sketch-layer.h"
#include "ui/map/tile-source.h"
#include "ui/map/time-bar.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* For map-view.c and map-view-….c only. */

struct _LtMapView
{
  GtkWidget parent_instance;

  ShumateMap *map;
  GtkLabel *scale;
  LtLayersBox *layers;
  GtkToggleButton *list_button;
  GtkLabel *count_label;
  LtPlaceList *list;
  LtTimeBar *time_bar;
  LtMapLayer *layer;
  GtkWidget *popover;
  LtMapTools *tools;
  GtkWidget *picked_button;
  LtSketchLayer *sketch_layer;
  GtkMenuButton *basemap_button;
  GtkLabel *attribution;
  LtMeBox *me_box;
  LtTileSource *tiles;   /* NULL: no base map */
  GtkWidget *tile_layer; /* the same */
  gboolean has_loaded_basemap;
  GCancellable *opening_basemap; /* NULL where none is being opened */
  guint slow_source;             /* says so where that takes long */

  LtSession *session;
  LtId selected;
  double press_x;
  double press_y;
  LtSceneView seen;  /* before it was resized */
  gboolean fits;     /* whether the whole county still has to be brought into view */
  gboolean fits_box; /* or @fitted, when the map has its new size */
  LtBox fitted;
  guint count_source;

  LtMapHand *hand;
  LtId drawn;              /* the place whose shape is edited */
  GArray *picked;          /* (nullable) (element-type LtSceneItem): what the list shows instead */
  LtScene *picked_scene;   /* owns their titles */
  char *picked_about;      /* (nullable): where they lie, in words */
  char *asked_about;       /* (nullable): the same of what is being asked */
  gboolean asked_listed;   /* it is what was selected in a list */
  gboolean has_spot;       /* gone to by its coordinate */
  gboolean spot_is_latest; /* nothing was selected since */
  double spot_longitude;
  double spot_latitude;
  gboolean has_pointed; /* where the pointer was last */
  double pointed_longitude;
  double pointed_latitude;

  LtMapTimes *times;           /* what of the county is of some time; NULL while unknown */
  GCancellable *reading_times; /* of the question for it */
  char *card;                  /* whose wishes are shown; NULL for nobody's */
  guint keep_source;

  LtPosition *position;
  LtMeLayer *me_layer;
  LtFix placed;      /* the last fix that a crosshair was set to; its source is NULL for none */
  gboolean wants_me; /* to be gone to with the next fix */
  guint age_source;

  GCancellable *asking;          /* what lies somewhere; NULL where nothing is asked */
  GCancellable *asking_outlines; /* that corners may hold on to; the same */
};

void lt_map_view_set_view (LtMapView *self, const LtSceneView *view);
void lt_map_view_show_box (LtMapView *self, const LtBox *world);
void lt_map_view_choose (LtMapView *self, const LtSceneItem *item, gboolean open);
void lt_map_view_point (LtMapView *self, double longitude, double latitude);
void lt_map_view_zoom_about (LtMapView *self, double x, double y, double steps);
void lt_map_view_open_id (LtMapView *self, const char *id_text);
void lt_map_view_close_popover (LtMapView *self);
void lt_map_view_add_controllers (LtMapView *self);

void lt_map_view_count_soon (LtMapView *self);
void lt_map_view_emit_sketched (LtMapView *self, const char *text, gboolean whole);
void lt_map_view_emit_left (LtMapView *self);

/* map-view-tools.c */
void lt_map_view_add_tools (LtMapView *self);
gboolean lt_map_view_tool_click (LtMapView *self, double x, double y, gboolean twice);
gboolean lt_map_view_tool_motion (LtMapView *self, double x, double y);
void lt_map_view_forget_spot (LtMapView *self);
gboolean lt_map_view_get_meant (LtMapView *self, double *longitude, double *latitude);
void lt_map_view_copy_coordinate (LtMapView *self);

double lt_map_view_get_reach (LtMapView *self);
void lt_map_view_take_tool (LtMapView *self, guint tool);

/* map-view-me.c */
void lt_map_view_add_me (LtMapView *self);

/* map-view-keys.c */
gboolean lt_map_view_tool_key (LtMapView *self, guint key, GdkModifierType modifiers);

/* map-view-fit.c */
void lt_map_view_show_scale (LtMapView *self);
void lt_map_view_stay (LtMapView *self);
gboolean lt_map_view_on_child_position (GtkOverlay *overlay,
                                        GtkWidget *child,
                                        GdkRectangle *at,
                                        LtMapView *self);

/* map-view-go.c */
void lt_map_view_install_go (GtkWidgetClass *widget_class);
gboolean lt_map_view_do_by_key (LtMapView *self, guint key);

/* map-view-build.c */
void lt_map_view_build (LtMapView *self);
gboolean lt_map_view_take_line_there (LtMapView *self);
void lt_map_view_add_lines (LtMapView *self);

/* map-view-reach.c */
void lt_map_view_list_inside (LtMapView *self);
void lt_map_view_list_near (LtMapView *self, double metres);
void lt_map_view_renew_snap (LtMapView *self);
void lt_map_view_stop_asking (LtMapView *self);

/* map-view-pick.c */
void lt_map_view_pick_box (LtMapView *self, const LtBox *degrees);
void lt_map_view_show_picked (LtMapView *self);
void lt_map_view_forget_picked (LtMapView *self);

/* map-view-basemap.c */
void lt_map_view_add_basemap_box (LtMapView *self);
void lt_map_view_drop_basemap (LtMapView *self);
void lt_map_view_tell_basemap (LtMapView *self, const char *words);

/* map-view-wish.c */
void lt_map_view_install_time_keys (GtkWidgetClass *widget_class);
void lt_map_view_watch_wish (LtMapView *self);
void lt_map_view_leave_wish (LtMapView *self);
void lt_map_view_begin_wish (LtMapView *self);

G_END_DECLS
