/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/fix.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LT_TYPE_ME_LAYER (lt_me_layer_get_type ())
G_DECLARE_FINAL_TYPE (LtMeLayer, lt_me_layer, LT, ME_LAYER, ShumateLayer)

/**
 * LtMeLayer:
 *
 * Where the laptop is, with the circle that it is in, and the patrol that is recorded.
 */
LtMeLayer *lt_me_layer_new (ShumateViewport *viewport);
void lt_me_layer_set_fix (LtMeLayer *self, const LtFix *fix, gboolean doubtful);
void lt_me_layer_set_path (LtMeLayer *self, const double *path, guint n);

G_END_DECLS
