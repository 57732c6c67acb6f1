/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_PREFERENCES (lt_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LtPreferences, lt_preferences, LT, PREFERENCES, AdwPreferencesWindow)

/**
 * LtPreferences:
 *
 * What can be chosen about the program on this machine. Every choice works at once and is
 * kept in `window.ini`; none of them goes into a county file.
 */
LtPreferences *lt_preferences_new (GtkWindow *parent);

G_END_DECLS
