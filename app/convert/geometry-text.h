/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/xmlwriter.h>
#include <yajl/yajl_gen.h>

G_BEGIN_DECLS

/* Numbers are the shortest that give the same ones again: what GDAL writes as KML
 * and well-known text has 15 digits, and nearly every place comes back as another one;
 * an import of what was exported has to find nothing new. */
gboolean lt_geometry_put_wkt (GString *out, const guint8 *wkb, gsize wkb_size);
gboolean lt_geometry_put_kml (xmlTextWriterPtr xml, const guint8 *wkb, gsize wkb_size);
gboolean lt_geometry_put_json (yajl_gen json, const guint8 *wkb, gsize wkb_size);

G_END_DECLS
