/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/sketch.h"
#include "geo/snap.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  LT_TOOL_CHOOSE,   /* the bare hand */
  LT_TOOL_DISTANCE, /* a line that is measured */
  LT_TOOL_SURFACE,  /* a ring that is measured */
  LT_TOOL_BOX,      /* picks what is inside */
  LT_TOOL_ALONG,    /* a line that a zone is laid along */
  LT_TOOL_CUT,      /* a line that what is edited is cut along */
  LT_TOOL_JOIN,     /* picks what is added to what is edited */
  LT_TOOL_TAKE_OFF, /* picks what is taken off it */
  LT_TOOL_DRAW,     /* the shape of a new place */
  LT_TOOL_EDIT,     /* that of a place of the file */
} LtTool;

#define LT_TYPE_MAP_HAND (lt_map_hand_get_type ())
G_DECLARE_FINAL_TYPE (LtMapHand, lt_map_hand, LT, MAP_HAND, GObject)

/**
 * LtMapHand:
 *
 * The tool in hand: what is being measured, drawn, edited or picked, where the
 * pointer or the crosshair is, and all that it does in words. Positions are
 * degrees of CGCS2000, tolerances world coordinates: whoever has the window
 * turns pixels and keys into them.
 *
 * Signals: `changed` there is something else to be seen; `sketched` the shape of
 * a place has changed; `finished` what is in hand is whole; `left` the tool was
 * put down.
 */
LtMapHand *lt_map_hand_new (void);
void lt_map_hand_take (LtMapHand *self, LtTool tool);
void lt_map_hand_take_sketch (LtMapHand *self, LtTool tool, LtSketch *sketch, const char *subject);
void lt_map_hand_take_line (LtMapHand *self, const LtShape *line, const char *name);
gboolean lt_map_hand_wants_line (LtMapHand *self);
void lt_map_hand_put_down (LtMapHand *self);
gboolean lt_map_hand_step_back (LtMapHand *self);
void lt_map_hand_let_go (LtMapHand *self);
void lt_map_hand_set_snap (LtMapHand *self, LtSnap *snap);
LtTool lt_map_hand_get_tool (LtMapHand *self);
const LtSketch *lt_map_hand_get_sketch (LtMapHand *self);
const LtSketch *lt_map_hand_get_aside (LtMapHand *self);
const char *lt_map_hand_get_subject (LtMapHand *self);
gboolean lt_map_hand_get_pointer (LtMapHand *self, double *longitude, double *latitude);
gboolean lt_map_hand_is_snapped (LtMapHand *self);
gboolean lt_map_hand_has_crosshair (LtMapHand *self);
gboolean lt_map_hand_get_active (LtMapHand *self, guint *path, guint *corner);
gboolean lt_map_hand_get_crossing (LtMapHand *self, double *longitude, double *latitude);
gboolean lt_map_hand_get_box (LtMapHand *self, LtBox *degrees);

void lt_map_hand_say (LtMapHand *self, const char *words);

/* map-hand-work.c */
void lt_map_hand_point (LtMapHand *self, double longitude, double latitude, double tolerance);
void lt_map_hand_forget_pointer (LtMapHand *self);
void lt_map_hand_aim (LtMapHand *self, double longitude, double latitude, double tolerance);
void lt_map_hand_click (LtMapHand *self, double tolerance, gboolean twice);
gboolean
lt_map_hand_drag_begin (LtMapHand *self, double longitude, double latitude, double tolerance);
void lt_map_hand_drag (LtMapHand *self, double longitude, double latitude, double tolerance);
void lt_map_hand_drag_end (LtMapHand *self);
gboolean lt_map_hand_finish (LtMapHand *self);
gboolean lt_map_hand_take_back (LtMapHand *self);
gboolean lt_map_hand_undo (LtMapHand *self, gboolean again);
gboolean lt_map_hand_begin_path (LtMapHand *self, gboolean hole);

/* map-hand-edit.c */
gboolean lt_map_hand_step (LtMapHand *self, int direction);
gboolean lt_map_hand_insert (LtMapHand *self);
gboolean lt_map_hand_set_aside (LtMapHand *self, LtTool tool);
void lt_map_hand_resume (LtMapHand *self, const LtShape *result);

/* map-hand-words.c */
char *lt_map_hand_name_tool (LtMapHand *self);
char *lt_map_hand_describe (LtMapHand *self, gboolean *is_problem);
const char *lt_map_hand_describe_keys (LtMapHand *self);

G_END_DECLS
