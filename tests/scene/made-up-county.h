/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

/* A made-up county around 113.58° E 37.86° N, the same for every test that
 * paints: two areas, zones of each kind, a river, towns, stations, dust-fall
 * sites and as many mines as wanted, from a seeded generator. */

#define COUNTY_WEST  113.30
#define COUNTY_SOUTH 37.65
#define COUNTY_EAST  113.90
#define COUNTY_NORTH 38.05

typedef struct
{
  GArray *places; /* LtPlace; those with a shape first */
  GPtrArray *shapes;
  GStringChunk *titles;
  LtSceneMeasure measures[4];
} MadeUpCounty;

MadeUpCounty *made_up_county_new (guint n_mines);
void made_up_county_free (MadeUpCounty *self);
LtBox made_up_county_get_box (void);
LtScene *made_up_county_build (const MadeUpCounty *self,
                               const LtSceneView *view,
                               const LtSceneOptions *options);
LtSceneOptions made_up_county_get_options (const MadeUpCounty *self);
LtId made_up_id (guint kind, guint i);

LtSceneView made_up_county_get_view (double more_zoom);
void
made_up_pixel_of (const LtSceneView *view, double longitude, double latitude, double *x, double *y);
guint32 made_up_colour_at (cairo_surface_t *surface, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadeUpCounty, made_up_county_free)

G_END_DECLS
