/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/box.h"

/**
 * lt_box_is_empty:
 *
 * Returns: whether nothing is inside, not even a point
 */
gboolean
lt_box_is_empty (const LtBox *self)
{
  return self->min_x > self->max_x || self->min_y > self->max_y;
}

/**
 * lt_box_extend:
 *
 * Makes the box large enough to hold the point.
 */
void
lt_box_extend (LtBox *self, double x, double y)
{
  self->min_x = MIN (self->min_x, x);
  self->min_y = MIN (self->min_y, y);
  self->max_x = MAX (self->max_x, x);
  self->max_y = MAX (self->max_y, y);
}

/**
 * lt_box_unite:
 *
 * Makes the box large enough to hold @other, too. An empty one adds nothing.
 */
void
lt_box_unite (LtBox *self, const LtBox *other)
{
  if (lt_box_is_empty (other))
    return;
  lt_box_extend (self, other->min_x, other->min_y);
  lt_box_extend (self, other->max_x, other->max_y);
}

/**
 * lt_box_intersects:
 *
 * Returns: whether the boxes share a point; boxes that touch do
 */
gboolean
lt_box_intersects (const LtBox *self, const LtBox *other)
{
  return !lt_box_is_empty (self) && !lt_box_is_empty (other) && self->min_x <= other->max_x
         && other->min_x <= self->max_x && self->min_y <= other->max_y
         && other->min_y <= self->max_y;
}

/**
 * lt_box_contains:
 *
 * Returns: whether @inner lies in the box, its edge included; an empty box lies in none
 */
gboolean
lt_box_contains (const LtBox *self, const LtBox *inner)
{
  return !lt_box_is_empty (inner) && self->min_x <= inner->min_x && inner->max_x <= self->max_x
         && self->min_y <= inner->min_y && inner->max_y <= self->max_y;
}

/**
 * lt_box_padded:
 * @self: a box
 * @part: of its width and height, 0.5 for a half
 *
 * Returns: the box with that part added on each of its four sides; an empty one stays empty
 */
LtBox
lt_box_padded (const LtBox *self, double part)
{
  double dx = (self->max_x - self->min_x) * part;
  double dy = (self->max_y - self->min_y) * part;

  if (lt_box_is_empty (self))
    return *self;
  return (LtBox){ self->min_x - dx, self->min_y - dy, self->max_x + dx, self->max_y + dy };
}
