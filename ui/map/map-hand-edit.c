/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editing tool: a corner is chosen, by the pointer or by keys, made and moved, and
 * what is edited set aside to be cut or joined. */

#include "ui/map/map-hand-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A corner set by hand is written with seven decimals, a centimetre. */
#define DECIMALS 1e7

/* Whether the active corner is the first or the last of a line. */
static gboolean
is_line_end (LtMapHand *self)
{
  guint n;

  if (!self->has_active || lt_sketch_get_class (self->sketch) != LT_SHAPE_LINE)
    return FALSE;
  lt_sketch_get_path (self->sketch, self->path, &n, NULL, NULL);
  return self->corner == 0 || self->corner + 1 == n;
}

/* A line goes on from its active end to the pointer; the new corner is the end then. */
static void
extend_line (LtMapHand *self)
{
  guint at = self->corner == 0 ? 0 : self->corner + 1;

  if (!lt_sketch_insert (self->sketch, self->path, at, self->longitude, self->latitude))
    return;
  lt_map_hand_set_active (self, self->path, at);
  self->extends = TRUE;
}

static double
go_toward (double from, double to, double part)
{
  return lt_map_hand_round (from + part * (to - from));
}

double
lt_map_hand_round (double degrees)
{
  return round (degrees * DECIMALS) / DECIMALS;
}

void
lt_map_hand_set_active (LtMapHand *self, guint path, guint corner)
{
  self->has_active = TRUE;
  self->extends = FALSE;
  self->path = path;
  self->corner = corner;
  self->moving = FALSE;
}

/* The next click goes on at the active corner, where that is an end of a line. */
void
lt_map_hand_offer_end (LtMapHand *self)
{
  self->extends = is_line_end (self);
  lt_map_hand_show (self);
}

/* In the editing tool: a corner is chosen, a point goes there, a line goes on. */
void
lt_map_hand_click_edited (LtMapHand *self, double tolerance)
{
  gboolean extends = self->extends && is_line_end (self);
  LtSketchSpot spot;

  if (lt_sketch_get_class (self->sketch) == LT_SHAPE_POINT)
    lt_sketch_move (self->sketch, 0, 0, self->longitude, self->latitude, FALSE);
  else if (lt_sketch_find_corner (self->sketch, self->longitude, self->latitude, tolerance, &spot))
    {
      lt_map_hand_set_active (self, spot.path, spot.corner);
      self->extends = is_line_end (self);
    }
  else if (extends)
    extend_line (self);
  lt_map_hand_show_sketch (self);
}

/**
 * lt_map_hand_step:
 * @self: a hand
 * @direction: 1 to the next corner, -1 to the one before
 *
 * Chooses a corner by keys; the crosshair goes there.
 *
 * Returns: whether there is one
 */
gboolean
lt_map_hand_step (LtMapHand *self, int direction)
{
  const double *corners;
  guint n, n_paths;

  if (self->tool != LT_TOOL_EDIT || lt_sketch_count_corners (self->sketch) == 0)
    return FALSE;
  n_paths = lt_sketch_count_paths (self->sketch);
  if (!self->has_active)
    lt_map_hand_set_active (self, 0, 0);
  else
    {
      lt_sketch_get_path (self->sketch, self->path, &n, NULL, NULL);
      if (direction > 0 && self->corner + 1 >= n)
        lt_map_hand_set_active (self, (self->path + 1) % n_paths, 0);
      else if (direction < 0 && self->corner == 0)
        {
          lt_map_hand_set_active (self, (self->path + n_paths - 1) % n_paths, 0);
          lt_sketch_get_path (self->sketch, self->path, &n, NULL, NULL);
          self->corner = n - 1;
        }
      else
        lt_map_hand_set_active (self, self->path, self->corner + (guint) direction);
    }
  corners = lt_sketch_get_path (self->sketch, self->path, &n, NULL, NULL);
  self->longitude = corners[2 * self->corner];
  self->latitude = corners[2 * self->corner + 1];
  self->has_pointer = TRUE;
  self->crosshair = TRUE;
  self->snapped = FALSE;
  lt_map_hand_show (self);
  return TRUE;
}

/**
 * lt_map_hand_insert:
 * @self: a hand
 *
 * Makes a corner in the middle of the edge behind the chosen one, and chooses it. At
 * the end of a line it lies beyond it, as far as the last edge is half long.
 *
 * Returns: whether a corner is chosen
 */
gboolean
lt_map_hand_insert (LtMapHand *self)
{
  const double *corners;
  double part = 0.5;
  guint n, next;

  if (self->tool != LT_TOOL_EDIT || !self->has_active)
    return FALSE;
  corners = lt_sketch_get_path (self->sketch, self->path, &n, NULL, NULL);
  next = (self->corner + 1) % n;
  if (n < 2)
    return FALSE;
  if (next == 0 && lt_sketch_get_class (self->sketch) != LT_SHAPE_POLYGON)
    {
      next = self->corner - 1;
      part = -0.5;
    }
  self->longitude = go_toward (corners[2 * self->corner], corners[2 * next], part);
  self->latitude = go_toward (corners[2 * self->corner + 1], corners[2 * next + 1], part);
  if (!lt_sketch_insert (self->sketch, self->path, self->corner + 1, self->longitude,
                         self->latitude))
    return FALSE;
  lt_map_hand_set_active (self, self->path, self->corner + 1);
  self->crosshair = TRUE;
  lt_map_hand_show_sketch (self);
  return TRUE;
}

/**
 * lt_map_hand_set_aside:
 * @self: a hand in which a polygon is edited
 * @tool: %LT_TOOL_CUT, %LT_TOOL_JOIN or %LT_TOOL_TAKE_OFF
 *
 * Returns: whether it is whole; lt_map_hand_resume() takes it up again
 */
gboolean
lt_map_hand_set_aside (LtMapHand *self, LtTool tool)
{
  if (self->tool != LT_TOOL_EDIT || lt_sketch_get_class (self->sketch) != LT_SHAPE_POLYGON)
    return FALSE;
  lt_map_hand_settle (self);
  if (lt_sketch_is_open (self->sketch) || self->has_crossing)
    {
      lt_map_hand_say (self, _ ("First bring the outline to its end."));
      return FALSE;
    }
  self->aside = g_steal_pointer (&self->sketch);
  self->sketch = tool == LT_TOOL_CUT ? lt_sketch_new (LT_SHAPE_LINE) : NULL;
  self->tool = tool;
  self->has_active = FALSE;
  self->extends = FALSE;
  g_clear_pointer (&self->problem, g_free);
  lt_map_hand_show (self);
  return TRUE;
}

/**
 * lt_map_hand_resume:
 * @self: a hand that has set something aside
 * @result: (nullable): what has come of it, as one step; %NULL for nothing
 */
void
lt_map_hand_resume (LtMapHand *self, const LtShape *result)
{
  g_return_if_fail (self->aside != NULL);

  g_clear_pointer (&self->sketch, lt_sketch_free);
  self->sketch = g_steal_pointer (&self->aside);
  self->tool = LT_TOOL_EDIT;
  if (result != NULL)
    lt_sketch_replace (self->sketch, result);
  lt_map_hand_show_sketch (self);
}
