/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"
#include "work/import-preview.h"

G_BEGIN_DECLS

gboolean
lt_import_preview_view (const LtImportPreview *self, int width, int height, LtSceneView *view);
LtScene *lt_work_import_scene (LtStore *store,
                               const LtKind *kind,
                               const LtImportPreview *preview,
                               guint datum,
                               const LtSceneView *view,
                               gboolean dark,
                               GCancellable *cancellable,
                               GError **error);
void lt_import_spot_id (guint spot, LtId *id);

G_END_DECLS
