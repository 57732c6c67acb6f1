/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtBasemapOpenedFunc:
 * @owner: as given; it is still there
 * @basemap: (nullable): the base map; %NULL where it cannot be shown
 * @error: (nullable): why not
 *
 * In the main loop.
 */
typedef void (*LtBasemapOpenedFunc) (gpointer owner, LtBasemap *basemap, const GError *error);

void lt_basemap_open_beside (const LtBasemapSpec *spec,
                             GCancellable *cancellable,
                             LtBasemapOpenedFunc opened,
                             gpointer owner);

G_END_DECLS
