/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tools of the map by keys alone: a crosshair goes where the pointer would. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"

#include <math.h>

/* How far a key moves the crosshair, in pixels. */
#define STEP      24
#define FINE_STEP 3
/* The crosshair never comes nearer to the window's edge: the map moves. */
#define MARGIN 40

/* Moves the crosshair, and the map with it where it would leave the window. */
static void
aim_by (LtMapView *self, double dx, double dy)
{
  LtSceneView view = lt_map_layer_get_view (self->layer);
  double longitude, latitude, x, y, world_x, world_y;
  double slide_x = 0, slide_y = 0;

  x = view.width / 2.0;
  y = view.height / 2.0;
  if (lt_map_hand_has_crosshair (self->hand)
      && lt_map_hand_get_pointer (self->hand, &longitude, &latitude))
    {
      lt_scene_view_to_pixel (&view, lt_mercator_x (longitude), lt_mercator_y (latitude), &x, &y);
      x += dx;
      y += dy;
    }
  if (x < MARGIN || x > view.width - MARGIN)
    slide_x = x - view.width / 2.0;
  if (y < MARGIN || y > view.height - MARGIN)
    slide_y = y - view.height / 2.0;
  lt_scene_view_to_world (&view, x, y, &world_x, &world_y);
  if (slide_x != 0 || slide_y != 0)
    {
      view.world_x += slide_x / lt_scene_view_world_size (&view);
      view.world_y += slide_y / lt_scene_view_world_size (&view);
      lt_map_view_set_view (self, &view);
    }
  lt_map_hand_aim (self->hand, lt_mercator_longitude (world_x), lt_mercator_latitude (world_y),
                   fabs (dx) + fabs (dy) <= FINE_STEP ? 0 : lt_map_view_get_reach (self));
}

static void
press_enter (LtMapView *self)
{
  if (!lt_map_hand_has_crosshair (self->hand))
    {
      if (!lt_map_hand_finish (self->hand))
        aim_by (self, 0, 0);
    }
  else if (!lt_map_view_take_line_there (self))
    lt_map_hand_click (self->hand, lt_map_view_get_reach (self), FALSE);
}

static gboolean
do_control_key (LtMapView *self, guint key, gboolean shift)
{
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_c:
      lt_map_view_copy_coordinate (self);
      return TRUE;
    case GDK_KEY_f:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.find-place", NULL);
      return TRUE;
    case GDK_KEY_z:
      return lt_map_hand_undo (self->hand, shift)
             || lt_map_hand_get_tool (self->hand) != LT_TOOL_CHOOSE;
    case GDK_KEY_y:
      return lt_map_hand_undo (self->hand, TRUE);
    case GDK_KEY_s:
      if (lt_map_hand_get_tool (self->hand) != LT_TOOL_EDIT)
        return FALSE;
      lt_map_hand_finish (self->hand);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (lt_map_hand_get_tool (self->hand) == LT_TOOL_CHOOSE)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.place-beside", NULL);
      else
        lt_map_hand_finish (self->hand);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Keys of the tool in hand. */
static gboolean
do_tool_key (LtMapView *self, guint key, double step)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      aim_by (self, -step, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      aim_by (self, step, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      aim_by (self, 0, -step);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      aim_by (self, 0, step);
      return TRUE;
    case GDK_KEY_space:
      if (!lt_map_hand_has_crosshair (self->hand))
        aim_by (self, 0, 0);
      if (!lt_map_view_take_line_there (self))
        lt_map_hand_click (self->hand, lt_map_view_get_reach (self), FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      press_enter (self);
      return TRUE;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      lt_map_hand_take_back (self->hand);
      return TRUE;
    case GDK_KEY_Insert:
      return lt_map_hand_insert (self->hand);
    case GDK_KEY_k:
      return lt_map_hand_set_aside (self->hand, LT_TOOL_CUT);
    case GDK_KEY_u:
      return lt_map_hand_set_aside (self->hand, LT_TOOL_JOIN);
    case GDK_KEY_m:
      return lt_map_hand_set_aside (self->hand, LT_TOOL_TAKE_OFF);
    case GDK_KEY_h:
      return lt_map_hand_begin_path (self->hand, TRUE);
    case GDK_KEY_p:
      return lt_map_hand_begin_path (self->hand, FALSE);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return lt_map_hand_step (self->hand, 1);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return lt_map_hand_step (self->hand, -1);
    case GDK_KEY_Escape:
      return lt_map_view_step_back (self);
    default:
      return FALSE;
    }
}

/**
 * lt_map_view_step_back:
 * @self: a map
 *
 * One step outward, innermost first: out of what is in hand, of what was picked, of
 * the mark of a coordinate.
 *
 * Returns: whether there was one
 */
gboolean
lt_map_view_step_back (LtMapView *self)
{
  if (lt_map_hand_step_back (self->hand))
    return TRUE;
  if (self->picked != NULL)
    lt_map_view_forget_picked (self);
  else if (self->has_spot)
    lt_map_view_forget_spot (self);
  else
    return FALSE;
  return TRUE;
}

/* Returns: whether the key was a tool's */
gboolean
lt_map_view_tool_key (LtMapView *self, guint key, GdkModifierType modifiers)
{
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  gboolean in_hand = lt_map_hand_get_tool (self->hand) != LT_TOOL_CHOOSE;

  if (modifiers & GDK_ALT_MASK)
    return FALSE;
  if (modifiers & GDK_CONTROL_MASK)
    return do_control_key (self, key, shift);
  if (in_hand && do_tool_key (self, key, shift ? FINE_STEP : STEP))
    return TRUE;
  if (key == GDK_KEY_Escape)
    return lt_map_view_step_back (self);
  return lt_map_view_do_by_key (self, gdk_keyval_to_lower (key));
}
