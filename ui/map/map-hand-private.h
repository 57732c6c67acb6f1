/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/map/map-hand.h"

G_BEGIN_DECLS

/* For map-hand.c and map-hand-….c only. */

struct _LtMapHand
{
  GObject parent_instance;

  LtTool tool;
  LtSketch *sketch; /* of every tool but the bare hand and the box */
  LtSketch *aside;  /* (nullable): what is edited, while it is cut or joined */
  LtSketch *left;   /* (nullable): of a place, put down with the steps that led to it */
  char *subject;    /* what is drawn, for people */
  LtSnap *snap;
  char *problem; /* what could not be done, until the next change */

  gboolean has_pointer;
  double longitude; /* of the pointer or the crosshair */
  double latitude;
  gboolean snapped;
  gboolean crosshair;

  gboolean has_active; /* the corner that keys move */
  guint path;
  guint corner;
  gboolean extends; /* the active corner is an end of a line that was clicked on */
  gboolean dragging;
  gboolean begins;   /* the next corner begins a path */
  gboolean moving;   /* the next movement of the corner belongs to the last one */
  gboolean has_edge; /* pressed there: a corner is made of it when it is dragged */
  LtSketchSpot edge;
  gboolean unsettled; /* dragged, and nobody has been told yet */

  gboolean has_box;
  double from_longitude; /* where the box was begun */
  double from_latitude;

  gboolean has_crossing;
  double cross_longitude;
  double cross_latitude;
};

gboolean lt_map_hand_is_of_place (LtMapHand *self);
void lt_map_hand_show (LtMapHand *self);
void lt_map_hand_show_sketch (LtMapHand *self);
void lt_map_hand_settle (LtMapHand *self);
void lt_map_hand_emit_finished (LtMapHand *self);

/* map-hand-edit.c */
double lt_map_hand_round (double degrees);
void lt_map_hand_set_active (LtMapHand *self, guint path, guint corner);
void lt_map_hand_offer_end (LtMapHand *self);
void lt_map_hand_click_edited (LtMapHand *self, double tolerance);

G_END_DECLS
