/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The paths of a sketch and the steps that change them, forth and back. */

#include "geo/sketch-private.h"

LtSketchPath *
lt_sketch_path_new (gboolean hole)
{
  LtSketchPath *self = g_new0 (LtSketchPath, 1);

  self->corners = g_array_new (FALSE, FALSE, sizeof (double));
  self->hole = hole;
  return self;
}

void
lt_sketch_path_free (LtSketchPath *self)
{
  g_array_unref (self->corners);
  g_free (self);
}

guint
lt_sketch_path_count (const LtSketchPath *self)
{
  return self->corners->len / 2;
}

void
lt_sketch_step_clear (gpointer data)
{
  LtSketchStep *step = data;

  g_clear_pointer (&step->lost, lt_sketch_path_free);
  g_clear_pointer (&step->old, g_ptr_array_unref);
  g_clear_pointer (&step->fresh, g_ptr_array_unref);
}

LtSketchPath *
lt_sketch_path_copy (const LtSketchPath *path)
{
  LtSketchPath *copy = lt_sketch_path_new (path->hole);

  copy->closed = path->closed;
  g_array_append_vals (copy->corners, path->corners->data, path->corners->len);
  return copy;
}

static GPtrArray *
copy_paths (const GPtrArray *paths)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_sketch_path_free);

  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (copy, lt_sketch_path_copy (g_ptr_array_index (paths, i)));
  return copy;
}

LtSketchPath *
lt_sketch_path_at (const LtSketch *self, guint path)
{
  return path < self->paths->len ? g_ptr_array_index (self->paths, path) : NULL;
}

double *
lt_sketch_path_corner (const LtSketchPath *path, guint corner)
{
  return &g_array_index (path->corners, double, 2 * corner);
}

void
lt_sketch_path_put (LtSketchPath *path, guint corner, const double at[2])
{
  double *xy = lt_sketch_path_corner (path, corner);

  xy[0] = at[0];
  xy[1] = at[1];
}

static void
set_paths (LtSketch *self, const GPtrArray *paths)
{
  g_ptr_array_unref (self->paths);
  self->paths = copy_paths (paths);
}

static void
do_step (LtSketch *self, const LtSketchStep *step)
{
  LtSketchPath *path = lt_sketch_path_at (self, step->path);

  switch (step->type)
    {
    case LT_STEP_INSERT:
      g_array_insert_vals (path->corners, 2 * step->corner, step->after, 2);
      break;
    case LT_STEP_REMOVE:
      g_array_remove_range (path->corners, 2 * step->corner, 2);
      break;
    case LT_STEP_MOVE:
      lt_sketch_path_put (path, step->corner, step->after);
      break;
    case LT_STEP_CLOSE:
      path->closed = TRUE;
      break;
    case LT_STEP_OPEN_PATH:
      path = lt_sketch_path_new (step->corner != 0);
      g_array_append_vals (path->corners, step->after, 2);
      path->closed = self->shape_class == LT_SHAPE_POINT;
      g_ptr_array_insert (self->paths, (int) step->path, path);
      break;
    case LT_STEP_REMOVE_PATH:
      g_ptr_array_remove_index (self->paths, step->path);
      break;
    case LT_STEP_REPLACE:
      set_paths (self, step->fresh);
      break;
    }
}

static void
undo_step (LtSketch *self, const LtSketchStep *step)
{
  LtSketchPath *path = lt_sketch_path_at (self, step->path);

  switch (step->type)
    {
    case LT_STEP_INSERT:
      g_array_remove_range (path->corners, 2 * step->corner, 2);
      break;
    case LT_STEP_REMOVE:
      g_array_insert_vals (path->corners, 2 * step->corner, step->before, 2);
      break;
    case LT_STEP_MOVE:
      lt_sketch_path_put (path, step->corner, step->before);
      break;
    case LT_STEP_CLOSE:
      path->closed = FALSE;
      break;
    case LT_STEP_OPEN_PATH:
      g_ptr_array_remove_index (self->paths, step->path);
      break;
    case LT_STEP_REMOVE_PATH:
      g_ptr_array_insert (self->paths, (int) step->path, lt_sketch_path_copy (step->lost));
      break;
    case LT_STEP_REPLACE:
      set_paths (self, step->old);
      break;
    }
}

/* Takes @step over; what was undone before it cannot be done again. */
void
lt_sketch_take_step (LtSketch *self, LtSketchStep step)
{
  g_array_set_size (self->steps, self->n_done);
  do_step (self, &step);
  g_array_append_val (self->steps, step);
  self->n_done++;
}

static void
remember_path (LtSketch *self, guint number)
{
  const LtSketchPath *path = lt_sketch_path_at (self, number);
  LtSketchStep step = { .path = number };

  for (guint i = 0; i < lt_sketch_path_count (path); i++)
    {
      const double *xy = lt_sketch_path_corner (path, i);

      step.type = i == 0 ? LT_STEP_OPEN_PATH : LT_STEP_INSERT;
      step.corner = i > 0 ? i : path->hole ? 1 : 0;
      step.after[0] = xy[0];
      step.after[1] = xy[1];
      g_array_append_val (self->steps, step);
    }
  step.type = LT_STEP_CLOSE;
  if (path->closed && self->shape_class != LT_SHAPE_POINT)
    g_array_append_val (self->steps, step);
}

/**
 * lt_sketch_remember:
 * @self: a sketch without steps
 * @from: number of its first path that was drawn by hand
 *
 * Gives it the steps by which its paths are drawn from that one on, so that what
 * comes out of a draft is taken back corner by corner as if it were just drawn.
 */
void
lt_sketch_remember (LtSketch *self, guint from)
{
  g_array_set_size (self->steps, 0);
  for (guint i = from; i < self->paths->len; i++)
    remember_path (self, i);
  self->n_done = self->steps->len;
}

/**
 * lt_sketch_replace:
 * @self: a sketch
 * @shape: a shape of its class
 *
 * Puts another shape in place of all there is, as one step.
 */
void
lt_sketch_replace (LtSketch *self, const LtShape *shape)
{
  LtSketchStep step = { LT_STEP_REPLACE };

  g_return_if_fail (lt_shape_get_class (shape) == self->shape_class);

  step.old = copy_paths (self->paths);
  step.fresh = lt_sketch_paths_of (shape);
  lt_sketch_take_step (self, step);
}

gboolean
lt_sketch_can_undo (const LtSketch *self)
{
  return self->n_done > 0;
}

gboolean
lt_sketch_can_redo (const LtSketch *self)
{
  return self->n_done < self->steps->len;
}

/**
 * lt_sketch_undo:
 *
 * Takes the last step back.
 *
 * Returns: whether there was one
 */
gboolean
lt_sketch_undo (LtSketch *self)
{
  if (!lt_sketch_can_undo (self))
    return FALSE;
  self->n_done--;
  undo_step (self, &g_array_index (self->steps, LtSketchStep, self->n_done));
  return TRUE;
}

/**
 * lt_sketch_redo:
 *
 * Does again what was undone last.
 *
 * Returns: whether there was something
 */
gboolean
lt_sketch_redo (LtSketch *self)
{
  if (!lt_sketch_can_redo (self))
    return FALSE;
  do_step (self, &g_array_index (self->steps, LtSketchStep, self->n_done));
  self->n_done++;
  return TRUE;
}
