/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

LtScene *lt_work_map_scene (LtStore *store,
                            const LtSceneView *view,
                            guint64 kinds,
                            gboolean dark,
                            gboolean sheet,
                            GCancellable *cancellable,
                            GError **error);
gboolean lt_work_map_view (const LtBox *degrees, int width, int height, LtSceneView *view);
gboolean lt_work_map_to_png (LtStore *store,
                             const LtBox *degrees,
                             int width,
                             int height,
                             guint64 kinds,
                             const char *path,
                             GError **error);
char *lt_work_format_box (const LtBox *degrees);
gboolean lt_work_parse_box (const char *text, LtBox *degrees, GError **error);

G_END_DECLS
