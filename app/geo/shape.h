/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/box.h"

G_BEGIN_DECLS

typedef struct _LtDatum LtDatum;

/**
 * LtShape:
 *
 * A point, line or polygon (or several) in degrees of CGCS2000, longitude
 * first; a wrapper of a GEOS geometry. Canonical bytes are two-dimensional
 * little-endian WKB.
 */
typedef struct _LtShape LtShape;

typedef enum
{
  LT_SHAPE_POINT = 1,
  LT_SHAPE_LINE = 2,
  LT_SHAPE_POLYGON = 3,
} LtShapeClass;

/**
 * LtShapePathFunc:
 * @xy: the corners, longitude and latitude in turn
 * @n: how many corners
 * @closed: whether it is the ring of a polygon
 * @hole: whether it is the ring of a hole
 * @user_data: as given
 */
typedef void (*LtShapePathFunc) (const double *xy,
                                 guint n,
                                 gboolean closed,
                                 gboolean hole,
                                 gpointer user_data);

LtShape *lt_shape_new_point (double longitude, double latitude);
LtShape *lt_shape_from_wkb (gconstpointer wkb, gsize size, GError **error);
LtShape *lt_shape_from_text (const char *geojson_or_wkt, GError **error);
void lt_shape_free (LtShape *self);
GBytes *lt_shape_to_wkb (const LtShape *self);
GBytes *lt_shape_to_gpkg (const LtShape *self, int srs_id);
LtShape *lt_shape_from_gpkg (gconstpointer blob, gsize size, GError **error);
char *lt_shape_to_geojson (const LtShape *self);
LtShapeClass lt_shape_get_class (const LtShape *self);
gboolean lt_shape_is_empty (const LtShape *self);
gboolean lt_shape_check (const LtShape *self, GError **error);
gboolean lt_shape_join_parts (LtShape *self);
LtBox lt_shape_get_box (const LtShape *self);
void lt_shape_get_anchor (const LtShape *self, double *longitude, double *latitude);
gboolean lt_shape_contains (const LtShape *self, double longitude, double latitude);
void lt_shape_foreach_path (const LtShape *self, LtShapePathFunc func, gpointer user_data);
gboolean lt_shape_transform (LtShape *self, LtDatum *from, GError **error);
gboolean lt_shape_transform_to (LtShape *self, LtDatum *to, GError **error);
gboolean lt_shape_is_same (const LtShape *self, const LtShape *other, double tolerance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtShape, lt_shape_free)

G_END_DECLS
