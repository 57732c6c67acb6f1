/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yajl/yajl_gen.h>

G_BEGIN_DECLS

/* Numbers are the shortest that give the same ones again: what GDAL writes as KML
 * and well-known text has 15 digits, and nearly every place comes back as another one;
 * an import of what was exported has to find nothing new. */
typedef enum
{
  LT_GEOMETRY_WKT,
  LT_GEOMETRY_GEOJSON,
  LT_GEOMETRY_KML,
} LtGeometryStyle;

gboolean lt_geometry_put (GString *out, LtGeometryStyle style, const guint8 *wkb, gsize wkb_size);
gboolean lt_geometry_put_json (yajl_gen json, const guint8 *wkb, gsize wkb_size);

G_END_DECLS
