/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a tool does: where it points, clicks and drags. */

#include "ui/map/map-hand-private.h"

#include <glib/gi18n-lib.h>

static void
put_pointer (LtMapHand *self, double longitude, double latitude, double tolerance)
{
  gboolean draws = lt_map_hand_is_of_place (self) && tolerance > 0;

  self->longitude = longitude;
  self->latitude = latitude;
  self->has_pointer = TRUE;
  self->snapped = draws && self->snap != NULL
                  && lt_snap_find (self->snap, tolerance, &self->longitude, &self->latitude, NULL);
  if (self->snapped)
    return;
  self->longitude = lt_map_hand_round (longitude);
  self->latitude = lt_map_hand_round (latitude);
}

static void
move_active (LtMapHand *self)
{
  if (lt_sketch_move (self->sketch, self->path, self->corner, self->longitude, self->latitude,
                      self->moving))
    {
      self->moving = TRUE;
      lt_map_hand_show_sketch (self);
    }
  else
    lt_map_hand_show (self);
}

/* Checked and written when the corner is let go: a large outline would not follow
 * the pointer. */
static void
drag_active (LtMapHand *self)
{
  if (lt_sketch_move (self->sketch, self->path, self->corner, self->longitude, self->latitude,
                      self->moving))
    {
      self->moving = TRUE;
      self->unsettled = TRUE;
    }
  lt_map_hand_show (self);
}

/* A click on the first corner closes the ring. */
static gboolean
is_first_corner (LtMapHand *self, double tolerance)
{
  guint last = lt_sketch_count_paths (self->sketch) - 1;
  LtSketchSpot spot;
  guint n;

  if (lt_sketch_get_class (self->sketch) != LT_SHAPE_POLYGON || !lt_sketch_is_open (self->sketch))
    return FALSE;
  lt_sketch_get_path (self->sketch, last, &n, NULL, NULL);
  return n >= 3
         && lt_sketch_find_corner (self->sketch, self->longitude, self->latitude, tolerance, &spot)
         && spot.path == last && spot.corner == 0;
}

/**
 * lt_map_hand_point:
 * @self: a hand
 * @longitude: where the pointer is
 * @latitude: the same
 * @tolerance: how far a corner may be from what it holds on to
 */
void
lt_map_hand_point (LtMapHand *self, double longitude, double latitude, double tolerance)
{
  put_pointer (self, longitude, latitude, tolerance);
  self->crosshair = FALSE;
  if (self->tool != LT_TOOL_CHOOSE)
    lt_map_hand_show (self);
}

/* The pointer is not over the map. */
void
lt_map_hand_forget_pointer (LtMapHand *self)
{
  if (self->crosshair || self->dragging)
    return;
  self->has_pointer = FALSE;
  if (self->tool != LT_TOOL_CHOOSE)
    lt_map_hand_show (self);
}

/**
 * lt_map_hand_aim:
 * @self: a hand
 * @longitude: where the keys have moved the crosshair to
 * @latitude: the same
 * @tolerance: as lt_map_hand_point() has it
 *
 * The crosshair takes the corner with it that was gone to by keys.
 */
void
lt_map_hand_aim (LtMapHand *self, double longitude, double latitude, double tolerance)
{
  put_pointer (self, longitude, latitude, tolerance);
  self->crosshair = TRUE;
  if (self->tool == LT_TOOL_EDIT && self->has_active)
    move_active (self);
  else
    lt_map_hand_show (self);
}

/**
 * lt_map_hand_click:
 * @self: a hand
 * @tolerance: how near a corner must be to be meant
 * @twice: whether it is the second of a double click, which ends what is drawn
 *
 * Does at the pointer, or at the crosshair, what the tool does: sets a corner,
 * chooses one, begins or ends the box.
 */
void
lt_map_hand_click (LtMapHand *self, double tolerance, gboolean twice)
{
  if (self->tool == LT_TOOL_CHOOSE || !self->has_pointer)
    return;
  if (self->tool == LT_TOOL_BOX)
    {
      if (self->has_box)
        {
          lt_map_hand_finish (self);
          return;
        }
      self->has_box = TRUE;
      self->from_longitude = self->longitude;
      self->from_latitude = self->latitude;
      lt_map_hand_show (self);
      return;
    }
  if (self->tool == LT_TOOL_JOIN || self->tool == LT_TOOL_TAKE_OFF)
    {
      lt_map_hand_emit_finished (self);
      return;
    }
  if (self->tool == LT_TOOL_EDIT && !lt_sketch_is_open (self->sketch) && !self->begins)
    {
      lt_map_hand_click_edited (self, tolerance);
      return;
    }
  /* What was measured to its end gives way to the next. */
  if (!lt_map_hand_is_of_place (self) && !twice && !lt_sketch_is_open (self->sketch)
      && lt_sketch_count_paths (self->sketch) > 0)
    {
      lt_sketch_free (self->sketch);
      self->sketch =
          lt_sketch_new (self->tool == LT_TOOL_SURFACE ? LT_SHAPE_POLYGON : LT_SHAPE_LINE);
    }
  if (twice || is_first_corner (self, tolerance))
    {
      lt_map_hand_finish (self);
      return;
    }
  lt_sketch_add (self->sketch, self->longitude, self->latitude);
  self->begins = FALSE;
  lt_map_hand_show_sketch (self);
}

/**
 * lt_map_hand_drag_begin:
 * @self: a hand
 * @longitude: where the pointer was pressed
 * @latitude: the same
 * @tolerance: how near a corner or an edge must be to be meant
 *
 * Takes hold of a corner or of an edge; begins a box.
 *
 * Returns: whether there is something to be dragged; else the map is
 */
gboolean
lt_map_hand_drag_begin (LtMapHand *self, double longitude, double latitude, double tolerance)
{
  LtSketchSpot spot;

  if (self->tool == LT_TOOL_BOX && !self->has_box)
    {
      put_pointer (self, longitude, latitude, 0);
      self->has_box = TRUE;
      self->from_longitude = self->longitude;
      self->from_latitude = self->latitude;
      self->dragging = TRUE;
      return TRUE;
    }
  if (self->tool != LT_TOOL_EDIT)
    return FALSE;
  if (lt_sketch_find_corner (self->sketch, longitude, latitude, tolerance, &spot))
    lt_map_hand_set_active (self, spot.path, spot.corner);
  else if (lt_sketch_get_class (self->sketch) != LT_SHAPE_POINT
           && lt_sketch_find_edge (self->sketch, longitude, latitude, tolerance, &spot))
    {
      self->has_edge = TRUE;
      self->edge = spot;
    }
  else
    return FALSE;
  self->dragging = TRUE;
  lt_map_hand_show (self);
  return TRUE;
}

/**
 * lt_map_hand_drag:
 * @self: a hand
 * @longitude: where the pointer has gone to since lt_map_hand_drag_begin()
 * @latitude: the same
 * @tolerance: as lt_map_hand_point() has it
 *
 * Takes the corner along; the first time it makes one of the edge.
 */
void
lt_map_hand_drag (LtMapHand *self, double longitude, double latitude, double tolerance)
{
  lt_map_hand_point (self, longitude, latitude, tolerance);
  if (!self->dragging || self->tool != LT_TOOL_EDIT)
    return;
  if (self->has_edge
      && lt_sketch_insert (self->sketch, self->edge.path, self->edge.corner + 1, self->longitude,
                           self->latitude))
    {
      lt_map_hand_set_active (self, self->edge.path, self->edge.corner + 1);
      self->moving = TRUE;
      self->unsettled = TRUE;
    }
  self->has_edge = FALSE;
  if (self->has_active)
    drag_active (self);
}

void
lt_map_hand_drag_end (LtMapHand *self)
{
  gboolean of_box = self->dragging && self->tool == LT_TOOL_BOX;
  gboolean clicked = self->dragging && !self->has_edge && !self->moving;

  self->dragging = FALSE;
  self->has_edge = FALSE;
  self->moving = FALSE;
  lt_map_hand_settle (self);
  if (of_box)
    lt_map_hand_finish (self);
  else if (clicked && self->tool == LT_TOOL_EDIT)
    lt_map_hand_offer_end (self);
}

/**
 * lt_map_hand_finish:
 * @self: a hand
 *
 * Ends what is in hand. What is not whole yet stays, with words.
 *
 * Returns: whether it was whole
 */
gboolean
lt_map_hand_finish (LtMapHand *self)
{
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (GError) error = NULL;

  if (self->tool == LT_TOOL_CHOOSE || (self->tool == LT_TOOL_BOX && !self->has_box)
      || ((self->tool == LT_TOOL_JOIN || self->tool == LT_TOOL_TAKE_OFF) && !self->has_pointer))
    return FALSE;
  lt_map_hand_settle (self);
  if (self->sketch != NULL && lt_sketch_is_open (self->sketch))
    {
      lt_sketch_close (self->sketch);
      lt_map_hand_show_sketch (self);
    }
  if (self->sketch != NULL && (shape = lt_sketch_to_shape (self->sketch, &error)) == NULL)
    {
      lt_map_hand_say (self, error->message);
      return FALSE;
    }
  lt_map_hand_emit_finished (self);
  return TRUE;
}

/**
 * lt_map_hand_take_back:
 * @self: a hand
 *
 * Takes the last corner away, or the one that is chosen.
 *
 * Returns: whether there was one
 */
gboolean
lt_map_hand_take_back (LtMapHand *self)
{
  gboolean took;

  if (self->tool == LT_TOOL_BOX && self->has_box)
    {
      self->has_box = FALSE;
      lt_map_hand_show (self);
      return TRUE;
    }
  if (self->sketch == NULL)
    return FALSE;
  took = self->tool == LT_TOOL_EDIT && self->has_active
             ? lt_sketch_remove (self->sketch, self->path, self->corner)
             : lt_sketch_take_back (self->sketch);
  self->moving = FALSE;
  if (took)
    lt_map_hand_show_sketch (self);
  return took;
}

/**
 * lt_map_hand_undo:
 * @self: a hand
 * @again: whether what was undone is done again
 *
 * Returns: whether there was a step
 */
gboolean
lt_map_hand_undo (LtMapHand *self, gboolean again)
{
  if (self->sketch == NULL
      || !(again ? lt_sketch_redo (self->sketch) : lt_sketch_undo (self->sketch)))
    return FALSE;
  self->moving = FALSE;
  lt_map_hand_show_sketch (self);
  return TRUE;
}

/**
 * lt_map_hand_begin_path:
 * @self: a hand
 * @hole: whether a hole is begun, rather than another part
 *
 * Returns: whether what was drawn before is whole
 */
gboolean
lt_map_hand_begin_path (LtMapHand *self, gboolean hole)
{
  if (!lt_map_hand_is_of_place (self))
    return FALSE;
  if (!lt_sketch_begin_path (self->sketch, hole))
    {
      lt_map_hand_say (self,
                       _ ("First draw the outline that this belongs to: three corners at least."));
      return FALSE;
    }
  self->has_active = FALSE;
  self->extends = FALSE;
  self->begins = TRUE;
  lt_map_hand_show_sketch (self);
  return TRUE;
}
