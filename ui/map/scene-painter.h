/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"
#include "work/map-wish.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define LT_TYPE_SCENE_PAINTER (lt_scene_painter_get_type ())
G_DECLARE_FINAL_TYPE (LtScenePainter, lt_scene_painter, LT, SCENE_PAINTER, GObject)

/**
 * LtScenePainter:
 *
 * The painter's thread: it has the file open on its own, read-only, builds
 * scenes and paints them to pixels, the newest wish first; wishes that were
 * overtaken are dropped. All functions are for the main thread.
 *
 * Signals: `painted` when lt_scene_painter_get_texture() is another one;
 * `failed` (message) when the file could not be read.
 */
LtScenePainter *lt_scene_painter_new (const char *path);
void lt_scene_painter_ask (LtScenePainter *self, const LtSceneView *view, const LtMapWish *wish);
void lt_scene_painter_stop (LtScenePainter *self);
gboolean lt_scene_painter_is_idle (LtScenePainter *self);
GdkTexture *lt_scene_painter_get_texture (LtScenePainter *self);
LtScene *lt_scene_painter_get_scene (LtScenePainter *self);
const LtSceneView *lt_scene_painter_get_view (LtScenePainter *self);

G_END_DECLS
