/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

LtScene *lt_map_scene_build (LtStore *store,
                             const LtSceneView *view,
                             const LtSceneOptions *options,
                             GCancellable *cancellable,
                             GError **error);
LtSceneView lt_map_view_of_box (const LtBox *degrees, int width, int height);
LtBox lt_map_box_of_view (const LtSceneView *view);

G_END_DECLS
