/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"
#include "scene/scene.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * LtBasePainter:
 *
 * Paints a base map, for one thread: the same for the window, tile by tile, and for
 * a picture in a file.
 */
typedef struct _LtBasePainter LtBasePainter;

LtBasePainter *lt_base_painter_new (LtBasemap *basemap);
void lt_base_painter_free (LtBasePainter *self);
cairo_surface_t *
lt_base_painter_paint_tile (LtBasePainter *self, int z, int x, int y, GCancellable *cancellable);
void lt_base_painter_paint (LtBasePainter *self,
                            cairo_t *cr,
                            const LtSceneView *view,
                            GCancellable *cancellable);
gboolean lt_base_painter_has_gaps (const LtBasePainter *self);
void lt_base_painter_paint_words (LtBasePainter *self, cairo_t *cr, const LtSceneView *view);
gboolean lt_base_picture_check (const LtBasemap *basemap, const LtSceneView *view, GError **error);
gboolean lt_base_picture_to_png (LtBasemap *basemap,
                                 const LtScene *scene,
                                 const LtSceneView *view,
                                 guint32 ground,
                                 const char *path,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBasePainter, lt_base_painter_free)

G_END_DECLS
