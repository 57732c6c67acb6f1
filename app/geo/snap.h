/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

/**
 * LtSnap:
 *
 * Outlines that a corner which is being drawn may hold on to: their corners
 * first, then their edges, so that neighbours share what lies between them.
 */
typedef struct _LtSnap LtSnap;

LtSnap *lt_snap_new (const LtBox *degrees);
void lt_snap_free (LtSnap *self);
void lt_snap_add_shape (LtSnap *self, const LtShape *shape);
void lt_snap_sort (LtSnap *self);
guint lt_snap_count (const LtSnap *self);
gboolean lt_snap_find (LtSnap *self,
                       double tolerance,
                       double *longitude,
                       double *latitude,
                       gboolean *corner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSnap, lt_snap_free)

G_END_DECLS
