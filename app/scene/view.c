/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/view.h"

#include "geo/mercator.h"

#include <math.h>

#define TILE_SIZE    256.0
#define MAX_ZOOM     19.0
#define ZOOM_OF_SPOT 15.0
#define EARTH_RADIUS 6378137.0

/**
 * lt_scene_view_world_size:
 *
 * Returns: how many pixels the world is wide
 */
double
lt_scene_view_world_size (const LtSceneView *self)
{
  return TILE_SIZE * exp2 (self->zoom);
}

/**
 * lt_scene_view_to_pixel:
 * @self: a view
 * @world_x: world coordinate
 * @world_y: world coordinate
 * @x: (out): pixels from the picture's left edge
 * @y: (out): pixels from its top
 */
void
lt_scene_view_to_pixel (const LtSceneView *self,
                        double world_x,
                        double world_y,
                        double *x,
                        double *y)
{
  double size = lt_scene_view_world_size (self);

  *x = (world_x - self->world_x) * size + self->width / 2.0;
  *y = (world_y - self->world_y) * size + self->height / 2.0;
}

/**
 * lt_scene_view_to_world:
 * @self: a view
 * @x: pixels from the picture's left edge
 * @y: pixels from its top
 * @world_x: (out): world coordinate
 * @world_y: (out): world coordinate
 */
void
lt_scene_view_to_world (const LtSceneView *self,
                        double x,
                        double y,
                        double *world_x,
                        double *world_y)
{
  double size = lt_scene_view_world_size (self);

  *world_x = self->world_x + (x - self->width / 2.0) / size;
  *world_y = self->world_y + (y - self->height / 2.0) / size;
}

/**
 * lt_scene_view_get_box:
 * @self: a view
 * @padding: pixels added on each side; may be negative
 *
 * Returns: what it shows, in world coordinates
 */
LtBox
lt_scene_view_get_box (const LtSceneView *self, double padding)
{
  LtBox box;

  lt_scene_view_to_world (self, -padding, -padding, &box.min_x, &box.min_y);
  lt_scene_view_to_world (self, self->width + padding, self->height + padding, &box.max_x,
                          &box.max_y);
  return box;
}

/**
 * lt_scene_view_fit:
 * @self: a view; its size stays
 * @world_box: what shall be seen whole, in world coordinates; an empty box changes nothing
 * @padding: pixels left free on each side
 *
 * Moves the view and chooses the largest zoom, at the most 19, that shows all of
 * @world_box. A box without extent is shown at zoom 15.
 */
void
lt_scene_view_fit (LtSceneView *self, const LtBox *world_box, double padding)
{
  double width, height, across, down, zoom = G_MAXDOUBLE;

  if (lt_box_is_empty (world_box))
    return;

  width = MAX (self->width - 2 * padding, 16);
  height = MAX (self->height - 2 * padding, 16);
  across = world_box->max_x - world_box->min_x;
  down = world_box->max_y - world_box->min_y;
  if (across > 0)
    zoom = MIN (zoom, log2 (width / (across * TILE_SIZE)));
  if (down > 0)
    zoom = MIN (zoom, log2 (height / (down * TILE_SIZE)));
  self->world_x = (world_box->min_x + world_box->max_x) / 2;
  self->world_y = (world_box->min_y + world_box->max_y) / 2;
  self->zoom = zoom == G_MAXDOUBLE ? ZOOM_OF_SPOT : CLAMP (zoom, 0, MAX_ZOOM);
}

/**
 * lt_scene_view_metres_per_pixel:
 *
 * Scale of spherical Mercator at the picture's middle: circumference times the
 * cosine of the latitude. Good to 0.5 % for a scale bar, not for measuring.
 *
 * Returns: metres on the ground for each pixel
 */
double
lt_scene_view_metres_per_pixel (const LtSceneView *self)
{
  double latitude = lt_mercator_latitude (self->world_y) * G_PI / 180;

  return 2 * G_PI * EARTH_RADIUS * cos (latitude) / lt_scene_view_world_size (self);
}
