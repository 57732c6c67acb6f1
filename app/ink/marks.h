/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LT_MARK_ARROW,
  LT_MARK_CIRCLE,
} LtMarkShape;

/**
 * LtMark:
 * @shape: arrow or circle
 * @x: where an arrow begins, and the middle of a circle; 0 is the left edge, 1 the right
 * @y: the same; 0 is the upper edge, 1 the lower
 * @to_x: where an arrow points
 * @to_y: the same
 * @radius: of a circle, in parts of the picture's width
 *
 * What an officer draws on a photo, wherever and however large that is shown.
 */
typedef struct
{
  LtMarkShape shape;
  double x;
  double y;
  double to_x;
  double to_y;
  double radius;
} LtMark;

void lt_marks_paint (cairo_t *cr, const LtMark *marks, guint n, double width, double height);
void lt_marks_paint_aim (cairo_t *cr, double x, double y);

G_END_DECLS
