/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

/**
 * LtShapeIndex:
 *
 * Polygons of which is asked what lies in them, many times: a million places
 * against all counties of a province. One thread at a time may ask.
 */
typedef struct _LtShapeIndex LtShapeIndex;

LtShapeIndex *lt_shape_index_new (void);
void lt_shape_index_free (LtShapeIndex *self);
void lt_shape_index_add (LtShapeIndex *self, const LtShape *polygon, guint number);
void lt_shape_index_find (LtShapeIndex *self, double longitude, double latitude, GArray *numbers);
gboolean lt_shape_index_covers (LtShapeIndex *self, const LtShape *shape);
gboolean lt_shape_index_touches (LtShapeIndex *self, const LtShape *shape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtShapeIndex, lt_shape_index_free)

G_END_DECLS
