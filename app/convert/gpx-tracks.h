/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/vector-private.h"

G_BEGIN_DECLS

gboolean lt_gpx_is_part (const LtVector *vector, OGRLayerH layer);
gboolean lt_gpx_is_column (const LtVector *vector, const char *name);
gboolean lt_gpx_has_times (const LtVector *vector, OGRLayerH layer);
GPtrArray *lt_gpx_read_times (const LtVector *vector);

G_END_DECLS
