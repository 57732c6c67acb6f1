/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LT_TYPE_BASEMAP_DIALOG (lt_basemap_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LtBasemapDialog, lt_basemap_dialog, LT, BASEMAP_DIALOG, AdwWindow)

/**
 * LtBasemapDialog:
 *
 * Asks what has to be known of a base map before it is added: name and datum of a
 * file, which service and whose key.
 *
 * Signal `added`: it is on the officer's list, and chosen.
 */
LtBasemapDialog *lt_basemap_dialog_new (GtkWindow *parent, const char *path);

G_END_DECLS
