/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/box.h"

G_BEGIN_DECLS

/**
 * LtSceneView:
 * @world_x: world coordinate (geo/mercator.h) of the picture's middle, eastward
 * @world_y: the same, southward
 * @zoom: zoom level; need not be whole. The world is 256 · 2^zoom pixels wide
 * @width: of the picture, in pixels of the layout (not of the device)
 * @height: the same
 * @scale: pixels of the device for each pixel of the layout (2 on HiDPI)
 *
 * What part of the world a picture shows. Plain data: copy it by assignment.
 */
typedef struct
{
  double world_x;
  double world_y;
  double zoom;
  int width;
  int height;
  double scale;
} LtSceneView;

double lt_scene_view_world_size (const LtSceneView *self);
void lt_scene_view_to_pixel (const LtSceneView *self,
                             double world_x,
                             double world_y,
                             double *x,
                             double *y);
void lt_scene_view_to_world (const LtSceneView *self,
                             double x,
                             double y,
                             double *world_x,
                             double *world_y);
LtBox lt_scene_view_get_box (const LtSceneView *self, double padding);
void lt_scene_view_fit (LtSceneView *self, const LtBox *world_box, double padding);
double lt_scene_view_metres_per_pixel (const LtSceneView *self);
char *lt_scene_view_get_scale (const LtSceneView *self, double longest, double *length);

G_END_DECLS
