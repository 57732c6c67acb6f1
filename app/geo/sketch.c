/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/sketch-private.h"

static LtSketchPath *
get_open (const LtSketch *self, guint *number)
{
  LtSketchPath *last =
      self->paths->len == 0 ? NULL : g_ptr_array_index (self->paths, self->paths->len - 1);

  *number = self->paths->len - 1;
  return last != NULL && !last->closed ? last : NULL;
}

static guint
least_corners (const LtSketch *self)
{
  return self->shape_class == LT_SHAPE_POLYGON ? 3 : self->shape_class == LT_SHAPE_LINE ? 2 : 1;
}

static void
remove_path (LtSketch *self, guint number)
{
  LtSketchStep step = { .type = LT_STEP_REMOVE_PATH, .path = number };

  step.lost = lt_sketch_path_copy (lt_sketch_path_at (self, number));
  lt_sketch_take_step (self, step);
}

/**
 * lt_sketch_new:
 * @shape_class: what is to be drawn
 *
 * Returns: (transfer full): an empty sketch
 */
LtSketch *
lt_sketch_new (LtShapeClass shape_class)
{
  LtSketch *self = g_new0 (LtSketch, 1);

  self->shape_class = shape_class;
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_sketch_path_free);
  self->steps = g_array_new (FALSE, TRUE, sizeof (LtSketchStep));
  g_array_set_clear_func (self->steps, lt_sketch_step_clear);
  return self;
}

/**
 * lt_sketch_new_from_shape:
 * @shape: a shape in degrees
 *
 * Returns: (transfer full): a sketch of it, to be edited; nothing to be undone
 */
LtSketch *
lt_sketch_new_from_shape (const LtShape *shape)
{
  LtSketch *self = lt_sketch_new (lt_shape_get_class (shape));

  g_ptr_array_unref (self->paths);
  self->paths = lt_sketch_paths_of (shape);
  return self;
}

void
lt_sketch_free (LtSketch *self)
{
  g_ptr_array_unref (self->paths);
  g_array_unref (self->steps);
  g_free (self);
}

LtShapeClass
lt_sketch_get_class (const LtSketch *self)
{
  return self->shape_class;
}

guint
lt_sketch_count_paths (const LtSketch *self)
{
  return self->paths->len;
}

guint
lt_sketch_count_corners (const LtSketch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->paths->len; i++)
    n += lt_sketch_path_count (g_ptr_array_index (self->paths, i));
  return n;
}

/**
 * lt_sketch_get_path:
 * @self: a sketch
 * @path: number of a path
 * @n: (out): how many corners
 * @closed: (out) (optional): whether nothing more is added at its end
 * @hole: (out) (optional): whether it is the ring of a hole
 *
 * Returns: (transfer none): the corners, longitude and latitude in turn; until
 *   the next change
 */
const double *
lt_sketch_get_path (const LtSketch *self, guint path, guint *n, gboolean *closed, gboolean *hole)
{
  const LtSketchPath *of = lt_sketch_path_at (self, path);

  g_return_val_if_fail (of != NULL, NULL);

  *n = lt_sketch_path_count (of);
  if (closed != NULL)
    *closed = of->closed;
  if (hole != NULL)
    *hole = of->hole;
  return (const double *) of->corners->data;
}

/**
 * lt_sketch_is_open:
 *
 * Returns: whether the last path is being drawn
 */
gboolean
lt_sketch_is_open (const LtSketch *self)
{
  guint number;

  return get_open (self, &number) != NULL;
}

/**
 * lt_sketch_is_changed:
 *
 * Returns: whether there is a step that is not undone
 */
gboolean
lt_sketch_is_changed (const LtSketch *self)
{
  return self->n_done > 0;
}

/**
 * lt_sketch_add:
 * @self: a sketch
 * @longitude: of a new corner at the end of the open path; where there is none a
 *   path begins with it. The one point of a point goes there
 * @latitude: the same
 *
 * Returns: whether something changed: the same corner twice running is one
 */
gboolean
lt_sketch_add (LtSketch *self, double longitude, double latitude)
{
  LtSketchStep step = { .type = LT_STEP_INSERT, .after = { longitude, latitude } };
  LtSketchPath *open = get_open (self, &step.path);

  if (self->shape_class == LT_SHAPE_POINT && self->paths->len > 0)
    return lt_sketch_move (self, 0, 0, longitude, latitude, FALSE);
  if (open == NULL)
    {
      step.type = LT_STEP_OPEN_PATH;
      step.path = self->paths->len;
      step.corner = self->hole && self->paths->len > 0;
      lt_sketch_take_step (self, step);
      return TRUE;
    }
  step.corner = lt_sketch_path_count (open);
  if (step.corner > 0)
    {
      const double *last = lt_sketch_path_corner (open, step.corner - 1);

      if (last[0] == longitude && last[1] == latitude)
        return FALSE;
    }
  lt_sketch_take_step (self, step);
  return TRUE;
}

/**
 * lt_sketch_take_back:
 * @self: a sketch
 *
 * Takes the last corner of the open path away; with its only corner the path.
 *
 * Returns: whether there was one
 */
gboolean
lt_sketch_take_back (LtSketch *self)
{
  guint number;
  LtSketchPath *open = get_open (self, &number);

  if (open == NULL)
    return FALSE;
  if (lt_sketch_path_count (open) == 1)
    remove_path (self, number);
  else
    {
      LtSketchStep step = { .type = LT_STEP_REMOVE, .path = number };
      const double *last;

      step.corner = lt_sketch_path_count (open) - 1;
      last = lt_sketch_path_corner (open, step.corner);
      step.before[0] = last[0];
      step.before[1] = last[1];
      lt_sketch_take_step (self, step);
    }
  return TRUE;
}

/**
 * lt_sketch_close:
 * @self: a sketch
 *
 * Ends the open path: a ring is closed by an edge to its first corner.
 *
 * Returns: whether it had corners enough; %FALSE also where none is open
 */
gboolean
lt_sketch_close (LtSketch *self)
{
  LtSketchStep step = { .type = LT_STEP_CLOSE };
  LtSketchPath *open = get_open (self, &step.path);

  if (open == NULL || lt_sketch_path_count (open) < least_corners (self))
    return FALSE;
  lt_sketch_take_step (self, step);
  self->hole = FALSE;
  return TRUE;
}

/**
 * lt_sketch_begin_path:
 * @self: a sketch
 * @hole: whether the next corner begins a hole rather than another part
 *
 * Returns: whether it can: the open path must be whole, a hole needs an outline
 */
gboolean
lt_sketch_begin_path (LtSketch *self, gboolean hole)
{
  if (self->shape_class == LT_SHAPE_POINT || (hole && self->shape_class != LT_SHAPE_POLYGON))
    return FALSE;
  if (lt_sketch_is_open (self) && !lt_sketch_close (self))
    return FALSE;
  self->hole = hole && self->paths->len > 0;
  return self->hole == hole;
}

/**
 * lt_sketch_insert:
 * @self: a sketch
 * @path: number of a path
 * @corner: the number that the new corner will have
 * @longitude: where it is
 * @latitude: the same
 *
 * Returns: whether there is such a place
 */
gboolean
lt_sketch_insert (LtSketch *self, guint path, guint corner, double longitude, double latitude)
{
  LtSketchStep step = { LT_STEP_INSERT, path, corner, .after = { longitude, latitude } };
  const LtSketchPath *of = lt_sketch_path_at (self, path);

  if (of == NULL || self->shape_class == LT_SHAPE_POINT || corner > lt_sketch_path_count (of))
    return FALSE;
  lt_sketch_take_step (self, step);
  return TRUE;
}

/**
 * lt_sketch_move:
 * @self: a sketch
 * @path: number of a path
 * @corner: number of a corner in it
 * @longitude: where it goes
 * @latitude: the same
 * @goes_on: whether this is the same movement as the one before: one step to undo
 *
 * Returns: whether it was elsewhere
 */
gboolean
lt_sketch_move (LtSketch *self,
                guint path,
                guint corner,
                double longitude,
                double latitude,
                gboolean goes_on)
{
  LtSketchStep step = { LT_STEP_MOVE, path, corner, .after = { longitude, latitude } };
  const LtSketchPath *of = lt_sketch_path_at (self, path);
  LtSketchStep *last =
      self->n_done == 0 ? NULL : &g_array_index (self->steps, LtSketchStep, self->n_done - 1);
  const double *now;

  if (of == NULL || corner >= lt_sketch_path_count (of))
    return FALSE;
  now = lt_sketch_path_corner (of, corner);
  if (now[0] == longitude && now[1] == latitude)
    return FALSE;
  if (goes_on && last != NULL && last->path == path && last->corner == corner
      && (last->type == LT_STEP_MOVE || last->type == LT_STEP_INSERT))
    {
      last->after[0] = longitude;
      last->after[1] = latitude;
      g_array_set_size (self->steps, self->n_done);
      lt_sketch_path_put (lt_sketch_path_at (self, path), corner, last->after);
      return TRUE;
    }
  step.before[0] = now[0];
  step.before[1] = now[1];
  lt_sketch_take_step (self, step);
  return TRUE;
}

/**
 * lt_sketch_remove:
 * @self: a sketch
 * @path: number of a path
 * @corner: number of a corner in it
 *
 * Takes a corner away. A closed path that would have too few takes itself away,
 * but for the last one: a shape has a path.
 *
 * Returns: whether it went
 */
gboolean
lt_sketch_remove (LtSketch *self, guint path, guint corner)
{
  LtSketchStep step = { LT_STEP_REMOVE, path, corner };
  const LtSketchPath *of = lt_sketch_path_at (self, path);

  if (of == NULL || corner >= lt_sketch_path_count (of))
    return FALSE;
  if (lt_sketch_path_count (of) <= (of->closed ? least_corners (self) : 1))
    {
      const LtSketchPath *next = lt_sketch_path_at (self, path + 1);

      /* An outline does not leave its holes behind. */
      if (self->paths->len == 1 || (!of->hole && next != NULL && next->hole))
        return FALSE;
      remove_path (self, path);
      return TRUE;
    }
  step.before[0] = lt_sketch_path_corner (of, corner)[0];
  step.before[1] = lt_sketch_path_corner (of, corner)[1];
  lt_sketch_take_step (self, step);
  return TRUE;
}
