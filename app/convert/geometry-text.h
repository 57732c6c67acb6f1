/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LT_GEOMETRY_WKT,
  LT_GEOMETRY_GEOJSON,
  LT_GEOMETRY_KML,
} LtGeometryStyle;

gboolean lt_geometry_put (GString *out, LtGeometryStyle style, const guint8 *wkb, gsize wkb_size);

G_END_DECLS
