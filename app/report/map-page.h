/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

/**
 * LtMapPaper:
 *
 * @LT_MAP_NO_PAPER: a picture of any size, without a page around it
 * @LT_MAP_A4: lying
 * @LT_MAP_A4_UPRIGHT: standing
 * @LT_MAP_A3: lying
 * @LT_MAP_A3_UPRIGHT: standing
 *
 * What a map is printed on.
 */
typedef enum
{
  LT_MAP_NO_PAPER,
  LT_MAP_A4,
  LT_MAP_A4_UPRIGHT,
  LT_MAP_A3,
  LT_MAP_A3_UPRIGHT,
} LtMapPaper;

/**
 * LtMapPage:
 * @paper: what it is printed on
 * @scene: what it shows; its own scale bar and mark stand in the map
 * @view: of the map, as large as lt_map_page_get_frame() says; its pixels are smaller than the
 *   page's
 * @beneath: (nullable): a picture of what lies beneath, which fills the map
 * @heading: whose map it is
 * @title: (nullable): what it shows, of when
 * @foot: datum, when it was made, what lies beneath
 *
 * A map on a page: heading, map, legend, north and foot.
 */
typedef struct
{
  LtMapPaper paper;
  const LtScene *scene;
  LtSceneView view;
  cairo_surface_t *beneath;
  const char *heading;
  const char *title;
  const char *foot;
} LtMapPage;

void lt_map_page_get_size (LtMapPaper paper, int *width, int *height);
void lt_map_page_get_frame (LtMapPaper paper, int *width, int *height);
double lt_map_page_get_ratio (const LtMapPage *self);
void lt_map_page_paint (const LtMapPage *self, cairo_t *cr);

G_END_DECLS
