/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/view.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Between what the scene speaks of and what libshumate and GTK do. */

LtSceneView lt_layer_get_view (ShumateLayer *layer);
GdkTexture *lt_surface_to_texture (cairo_surface_t *surface);

G_END_DECLS
