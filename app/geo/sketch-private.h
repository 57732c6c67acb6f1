/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/sketch.h"

G_BEGIN_DECLS

/* For sketch.c and sketch-….c only. */

typedef struct
{
  GArray *corners; /* (element-type double) longitude and latitude in turn */
  gboolean closed; /* nothing more is added at its end */
  gboolean hole;
} LtSketchPath;

typedef enum
{
  LT_STEP_INSERT,
  LT_STEP_REMOVE,
  LT_STEP_MOVE,
  LT_STEP_CLOSE,
  LT_STEP_OPEN_PATH,   /* a new path at the end, with its first corner */
  LT_STEP_REMOVE_PATH, /* with all that is left of it */
  LT_STEP_REPLACE,     /* every path by others */
} LtSketchStepType;

typedef struct
{
  LtSketchStepType type;
  guint path;
  guint corner;
  double before[2];
  double after[2];
  LtSketchPath *lost; /* by LT_STEP_REMOVE_PATH */
  GPtrArray *old;     /* of LT_STEP_REPLACE: what was and what came */
  GPtrArray *fresh;
} LtSketchStep;

struct _LtSketch
{
  LtShapeClass shape_class;
  GPtrArray *paths; /* (element-type LtSketchPath) */
  GArray *steps;    /* (element-type LtSketchStep) */
  guint n_done;     /* of the steps; those behind it were undone */
  gboolean hole;    /* what the next path will be */
};

LtSketchPath *lt_sketch_path_new (gboolean hole);
void lt_sketch_path_free (LtSketchPath *self);
guint lt_sketch_path_count (const LtSketchPath *self);
LtSketchPath *lt_sketch_path_copy (const LtSketchPath *self);
LtSketchPath *lt_sketch_path_at (const LtSketch *self, guint path);
double *lt_sketch_path_corner (const LtSketchPath *self, guint corner);
void lt_sketch_path_put (LtSketchPath *self, guint corner, const double at[2]);
void lt_sketch_step_clear (gpointer step);
void lt_sketch_take_step (LtSketch *self, LtSketchStep step);
GPtrArray *lt_sketch_paths_of (const LtShape *shape);

G_END_DECLS
