/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

/**
 * LtSketch:
 *
 * A shape that is being drawn or edited: paths of corners in degrees of
 * CGCS2000, of which the last may still be open, and every step that led to
 * them, so that it can be taken back one by one. It knows no pixels: whoever
 * shows it gives tolerances in world coordinates (geo/mercator.h).
 *
 * A point has one path of one corner; a line one path or several; a polygon
 * rings, which do not repeat their first corner: each outline before its holes.
 */
typedef struct _LtSketch LtSketch;

/**
 * LtSketchSpot:
 * @path: number of a path
 * @corner: number of a corner in it, or of the one an edge begins at
 * @longitude: where it is: the corner, or the nearest position of the edge
 * @latitude: the same
 * @distance: from what was asked for, in world coordinates
 *
 * A corner or an edge near a position.
 */
typedef struct
{
  guint path;
  guint corner;
  double longitude;
  double latitude;
  double distance;
} LtSketchSpot;

LtSketch *lt_sketch_new (LtShapeClass shape_class);
LtSketch *lt_sketch_new_from_shape (const LtShape *shape);
void lt_sketch_free (LtSketch *self);
LtShapeClass lt_sketch_get_class (const LtSketch *self);
guint lt_sketch_count_paths (const LtSketch *self);
guint lt_sketch_count_corners (const LtSketch *self);
const double *
lt_sketch_get_path (const LtSketch *self, guint path, guint *n, gboolean *closed, gboolean *hole);
gboolean lt_sketch_is_open (const LtSketch *self);
gboolean lt_sketch_is_changed (const LtSketch *self);

gboolean lt_sketch_add (LtSketch *self, double longitude, double latitude);
gboolean lt_sketch_take_back (LtSketch *self);
gboolean lt_sketch_close (LtSketch *self);
gboolean lt_sketch_begin_path (LtSketch *self, gboolean hole);
gboolean
lt_sketch_insert (LtSketch *self, guint path, guint corner, double longitude, double latitude);
gboolean lt_sketch_move (LtSketch *self,
                         guint path,
                         guint corner,
                         double longitude,
                         double latitude,
                         gboolean goes_on);
gboolean lt_sketch_remove (LtSketch *self, guint path, guint corner);
void lt_sketch_replace (LtSketch *self, const LtShape *shape);
void lt_sketch_remember (LtSketch *self, guint from);
gboolean lt_sketch_undo (LtSketch *self);
gboolean lt_sketch_redo (LtSketch *self);
gboolean lt_sketch_can_undo (const LtSketch *self);
gboolean lt_sketch_can_redo (const LtSketch *self);

/* sketch-find.c */
gboolean lt_sketch_find_corner (const LtSketch *self,
                                double longitude,
                                double latitude,
                                double tolerance,
                                LtSketchSpot *spot);
gboolean lt_sketch_find_edge (const LtSketch *self,
                              double longitude,
                              double latitude,
                              double tolerance,
                              LtSketchSpot *spot);
gboolean lt_sketch_find_crossing (const LtSketch *self, double *longitude, double *latitude);

/* sketch-text.c */
LtShape *lt_sketch_to_shape (const LtSketch *self, GError **error);
char *lt_sketch_to_text (const LtSketch *self);
LtSketch *lt_sketch_new_from_text (LtShapeClass shape_class, const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSketch, lt_sketch_free)

G_END_DECLS
