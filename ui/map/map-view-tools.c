/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tools of the map: what the pointer and the keys do while one is in hand. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"
#include "work/outside.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How near a corner or an edge must be to be meant, in pixels. */
#define REACH 9
/* What is gone to by its coordinate is shown no smaller than this. */
#define SPOT_ZOOM 14

double
lt_map_view_get_reach (LtMapView *self)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);

  return REACH / lt_scene_view_world_size (&view);
}

static void
to_degrees (LtMapView *self, double x, double y, double *longitude, double *latitude)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double world_x, world_y;

  lt_scene_view_to_world (&view, x, y, &world_x, &world_y);
  *longitude = lt_mercator_longitude (world_x);
  *latitude = lt_mercator_latitude (world_y);
}

void
lt_map_view_take_tool (LtMapView *self, guint tool)
{
  lt_map_tools_begin_next (self->tools);
  switch ((LtTool) tool)
    {
    case LT_TOOL_CHOOSE:
      lt_map_hand_put_down (self->hand);
      break;
    case LT_TOOL_EDIT:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-shape", NULL);
      break;
    case LT_TOOL_DRAW:
      lt_map_tools_open_draw (self->tools);
      return;
    default:
      lt_map_hand_take (self->hand, tool);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* Returns: whether a tool took the click */
gboolean
lt_map_view_tool_click (LtMapView *self, double x, double y, gboolean twice)
{
  double longitude, latitude;

  if (lt_map_hand_get_tool (self->hand) == LT_TOOL_CHOOSE)
    return FALSE;
  to_degrees (self, x, y, &longitude, &latitude);
  lt_map_hand_point (self->hand, longitude, latitude, lt_map_view_get_reach (self));
  if (!lt_map_view_take_line_there (self))
    lt_map_hand_click (self->hand, lt_map_view_get_reach (self), twice);
  return TRUE;
}

/* Returns: whether a tool is in hand, which the pointer belongs to */
gboolean
lt_map_view_tool_motion (LtMapView *self, double x, double y)
{
  double longitude, latitude;

  if (lt_map_hand_get_tool (self->hand) == LT_TOOL_CHOOSE)
    return FALSE;
  to_degrees (self, x, y, &longitude, &latitude);
  lt_map_hand_point (self->hand, longitude, latitude, lt_map_view_get_reach (self));
  return TRUE;
}

static void
on_drag_begin (LtMapView *self, double x, double y, GtkGestureDrag *drag)
{
  double longitude, latitude;

  to_degrees (self, x, y, &longitude, &latitude);
  gtk_gesture_set_state (GTK_GESTURE (drag),
                         lt_map_hand_drag_begin (self->hand, longitude, latitude,
                                                 lt_map_view_get_reach (self))
                             ? GTK_EVENT_SEQUENCE_CLAIMED
                             : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (LtMapView *self, double dx, double dy, GtkGestureDrag *drag)
{
  double longitude, latitude, x, y;

  if (!gtk_gesture_drag_get_start_point (drag, &x, &y) || hypot (dx, dy) <= 2)
    return;
  to_degrees (self, x + dx, y + dy, &longitude, &latitude);
  lt_map_hand_drag (self->hand, longitude, latitude, lt_map_view_get_reach (self));
}

static void
on_drag_end (LtMapView *self, double dx, double dy, GtkGestureDrag *drag)
{
  lt_map_hand_drag_end (self->hand);
}

/* What is odd about a coordinate that was typed. */
static void
tell_of_spot (LtMapView *self, double longitude, double latitude)
{
  g_autoptr (LtShape) point = lt_shape_new_point (longitude, latitude);
  g_autofree char *turned =
      lt_coordinate_box_describe_turned (lt_map_tools_get_coordinate_box (self->tools));
  g_autofree char *outside =
      self->session == NULL ? NULL : lt_work_describe_outside (self->session, NULL, point);
  g_autofree char *words =
      g_strconcat (turned == NULL ? "" : turned, turned != NULL && outside != NULL ? "  " : "",
                   outside == NULL ? "" : outside, NULL);

  if (*words == '\0')
    return;
  if (lt_map_hand_get_tool (self->hand) != LT_TOOL_CHOOSE)
    lt_map_hand_say (self->hand, words);
  else
    lt_map_tools_set_notice (self->tools, LT_NOTICE_UNDO, words, NULL, NULL, _ ("Close"),
                             "win.close-notice");
}

/**
 * lt_map_view_go_to:
 * @self: a map
 * @longitude: degrees of CGCS2000
 * @latitude: the same
 *
 * Shows the spot, marks it, and takes the keyboard.
 */
void
lt_map_view_go_to (LtMapView *self, double longitude, double latitude)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);

  lt_map_tools_begin_next (self->tools);
  lt_map_tools_close_go (self->tools);
  view.world_x = lt_mercator_x (longitude);
  view.world_y = lt_mercator_y (latitude);
  view.zoom = MAX (view.zoom, SPOT_ZOOM);
  lt_map_view_set_view (self, &view);
  lt_sketch_layer_set_spot (self->sketch_layer, TRUE, longitude, latitude);
  self->has_spot = TRUE;
  self->spot_is_latest = TRUE;
  self->spot_longitude = longitude;
  self->spot_latitude = latitude;
  lt_map_view_point (self, longitude, latitude);
  /* Enter sets a corner exactly there. */
  if (lt_map_hand_get_tool (self->hand) != LT_TOOL_CHOOSE)
    lt_map_hand_aim (self->hand, longitude, latitude, 0);
  tell_of_spot (self, longitude, latitude);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* The mark of what was gone to is not needed any more. */
void
lt_map_view_forget_spot (LtMapView *self)
{
  self->has_spot = FALSE;
  lt_sketch_layer_set_spot (self->sketch_layer, FALSE, 0, 0);
}

static void
on_hand_changed (LtMapView *self)
{
  gboolean is_problem;
  g_autofree char *name = lt_map_hand_name_tool (self->hand);
  g_autofree char *words = lt_map_hand_describe (self->hand, &is_problem);
  g_autofree char *text = g_strdup_printf ("%s: %s", name, words);
  LtTool tool = lt_map_hand_get_tool (self->hand);
  double longitude, latitude;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map),
                                   tool == LT_TOOL_CHOOSE ? NULL : "crosshair");
  if (tool == LT_TOOL_CHOOSE)
    return;
  lt_map_layer_set_hovered (self->layer, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
  if (lt_map_hand_get_pointer (self->hand, &longitude, &latitude))
    lt_map_view_point (self, longitude, latitude);
}

static void
on_hand_sketched (LtMapView *self)
{
  g_autofree char *text = lt_sketch_to_text (lt_map_hand_get_sketch (self->hand));

  lt_map_view_emit_sketched (self, text, FALSE);
}

static void
on_hand_finished (LtMapView *self)
{
  LtTool tool = lt_map_hand_get_tool (self->hand);
  LtBox box;

  if (tool == LT_TOOL_BOX && lt_map_hand_get_box (self->hand, &box))
    {
      lt_map_hand_put_down (self->hand);
      lt_map_view_pick_box (self, &box);
    }
  else if (tool == LT_TOOL_CUT || tool == LT_TOOL_JOIN || tool == LT_TOOL_TAKE_OFF
           || tool == LT_TOOL_ALONG)
    lt_map_view_build (self);
  else if (tool == LT_TOOL_DRAW || tool == LT_TOOL_EDIT)
    {
      g_autofree char *text = lt_sketch_to_text (lt_map_hand_get_sketch (self->hand));

      lt_map_view_emit_sketched (self, text, TRUE);
    }
}

/* What is meant while the bare hand is over the map: the coordinate that was gone to,
 * or the selected place, whichever came later. */
gboolean
lt_map_view_get_meant (LtMapView *self, double *longitude, double *latitude)
{
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (LtShape) shape = NULL;

  if (!lt_id_is_zero (&self->selected) && !(self->has_spot && self->spot_is_latest))
    record = lt_store_find_place (lt_session_get_store (self->session), &self->selected, NULL);
  shape = record == NULL ? NULL : lt_record_get_shape (record);
  if (shape != NULL)
    lt_shape_get_anchor (shape, longitude, latitude);
  else if (self->has_spot)
    {
      *longitude = self->spot_longitude;
      *latitude = self->spot_latitude;
    }
  return shape != NULL || self->has_spot;
}

/* Ctrl+C: of what is meant, else of the pointer; with a tool in hand of the pointer or
 * the crosshair. */
void
lt_map_view_copy_coordinate (LtMapView *self)
{
  double longitude = self->pointed_longitude;
  double latitude = self->pointed_latitude;
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;

  if ((lt_map_hand_get_tool (self->hand) != LT_TOOL_CHOOSE
       || !lt_map_view_get_meant (self, &longitude, &latitude))
      && !self->has_pointed)
    return;
  text = g_strdup_printf ("%.7f %.7f CGCS2000", longitude, latitude);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  said = g_strdup_printf (_ ("Copied: %s"), text);
  gtk_label_set_text (self->count_label, said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  said, -1);
}

/* Makes the hand and what shows it. */
void
lt_map_view_add_tools (LtMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->hand = lt_map_hand_new ();
  self->sketch_layer = lt_sketch_layer_new (shumate_map_get_viewport (self->map), self->hand);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->sketch_layer));
  lt_map_tools_set_hand (self->tools, self->hand);
  lt_map_view_add_lines (self);
  g_signal_connect_object (self->hand, "changed", G_CALLBACK (on_hand_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "sketched", G_CALLBACK (on_hand_sketched), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "finished", G_CALLBACK (on_hand_finished), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "left", G_CALLBACK (lt_map_view_emit_left), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tools, "wanted", G_CALLBACK (lt_map_view_take_tool), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tools, "inside", G_CALLBACK (lt_map_view_list_inside), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tools, "near", G_CALLBACK (lt_map_view_list_near), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_map_tools_get_coordinate_box (self->tools), "chosen",
                           G_CALLBACK (lt_map_view_go_to), self, G_CONNECT_SWAPPED);
  /* Before the map's own gesture, which would move the map at the same time. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));
}

void
lt_map_view_emit_sketched (LtMapView *self, const char *text, gboolean whole)
{
  g_signal_emit_by_name (self, "sketched", text, whole);
}

void
lt_map_view_emit_left (LtMapView *self)
{
  g_signal_emit_by_name (self, "left");
}

/**
 * lt_map_view_draw:
 * @self: a map
 * @shape_class: what is drawn
 * @text: what is there already, see lt_sketch_to_text(); empty for nothing
 * @subject: what it is of, for people
 * @id: (nullable): the place of the file that it is of; %NULL for a new one
 * @error: return location
 *
 * Takes the tool for it in hand.
 *
 * Returns: whether @text could be read
 */
gboolean
lt_map_view_draw (LtMapView *self,
                  LtShapeClass shape_class,
                  const char *text,
                  const char *subject,
                  const LtId *id,
                  GError **error)
{
  LtSketch *sketch = lt_sketch_new_from_text (shape_class, text, error);
  gboolean is_new =
      sketch != NULL && (lt_sketch_is_open (sketch) || lt_sketch_count_paths (sketch) == 0);

  if (sketch == NULL)
    return FALSE;
  self->drawn = id == NULL ? (LtId){ 0 } : *id;
  lt_map_tools_set_notice (self->tools, LT_NOTICE_TOLD, NULL, NULL, NULL, NULL, NULL);
  lt_map_hand_take_sketch (self->hand, is_new ? LT_TOOL_DRAW : LT_TOOL_EDIT, sketch, subject);
  lt_map_view_renew_snap (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  return TRUE;
}

void
lt_map_view_put_down (LtMapView *self)
{
  lt_map_hand_put_down (self->hand);
}

/**
 * lt_map_view_let_go:
 * @self: a map
 *
 * Drops what is in hand, set aside or not: the form of its place is open no more.
 */
void
lt_map_view_let_go (LtMapView *self)
{
  lt_map_hand_let_go (self->hand);
  self->drawn = (LtId){ 0 };
}

/**
 * lt_map_view_get_drawn:
 *
 * Returns: (transfer none): the place whose shape is in hand; zero for a new one
 */
const LtId *
lt_map_view_get_drawn (LtMapView *self)
{
  return &self->drawn;
}

/**
 * lt_map_view_say:
 * @self: a map with a tool in hand
 * @problem: why something could not be done
 */
void
lt_map_view_say (LtMapView *self, const char *problem)
{
  lt_map_hand_say (self->hand, problem);
}

LtMapHand *
lt_map_view_get_hand (LtMapView *self)
{
  return self->hand;
}

LtMapTools *
lt_map_view_get_tools (LtMapView *self)
{
  return self->tools;
}

const LtId *
lt_map_view_get_selected (LtMapView *self)
{
  return &self->selected;
}
