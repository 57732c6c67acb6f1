/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_BUREAU_WINDOW (lt_bureau_window_get_type ())
G_DECLARE_FINAL_TYPE (LtBureauWindow, lt_bureau_window, LT, BUREAU_WINDOW, AdwPreferencesWindow)

/**
 * LtBureauWindow:
 *
 * What the bureau's papers say of it. The keeper changes it, field by field; others see
 * it, and who may change it.
 */
LtBureauWindow *lt_bureau_window_new (GtkWindow *parent, LtSession *session);

G_END_DECLS
