/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_SKETCH_WINDOW (lt_sketch_window_get_type ())
G_DECLARE_FINAL_TYPE (LtSketchWindow, lt_sketch_window, LT, SKETCH_WINDOW, AdwWindow)

/**
 * LtSketchWindow:
 *
 * A photo, on which arrows and circles are drawn by pointer or keys; they are saved on a
 * copy, and the photo stays as it is.
 */
GtkWidget *lt_sketch_window_new (GtkWindow *county, LtSession *session, const LtRecord *attachment);
gboolean lt_sketch_window_is_begun (LtSketchWindow *self);

G_END_DECLS
