/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/marks.h"

#include <math.h>

/* Of the longer edge. */
#define LINE 0.006
#define EDGE 0.003
#define HEAD 0.03
/* Half the angle of an arrow's head. */
#define HEAD_ANGLE (G_PI / 7)

static void
add_arrow (cairo_t *cr, const LtMark *mark, double width, double height)
{
  double x = mark->to_x * width;
  double y = mark->to_y * height;
  double angle = atan2 (mark->y * height - y, mark->x * width - x);
  double head = HEAD * MAX (width, height);

  cairo_move_to (cr, mark->x * width, mark->y * height);
  cairo_line_to (cr, x, y);
  cairo_move_to (cr, x + head * cos (angle - HEAD_ANGLE), y + head * sin (angle - HEAD_ANGLE));
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + head * cos (angle + HEAD_ANGLE), y + head * sin (angle + HEAD_ANGLE));
}

static void
add_circle (cairo_t *cr, const LtMark *mark, double width, double height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, mark->x * width, mark->y * height, mark->radius * width, 0, 2 * G_PI);
}

/**
 * lt_marks_paint:
 * @cr: where; (0, 0) is the picture's upper left corner
 * @marks: (array length=n): what was drawn
 * @n: how many
 * @width: of the picture
 * @height: of the picture
 *
 * Paints marks, on the screen as in the file: red with a white edge, which is seen on any
 * ground, and as broad as the picture is large.
 */
void
lt_marks_paint (cairo_t *cr, const LtMark *marks, guint n, double width, double height)
{
  double longer = MAX (width, height);

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n; i++)
    {
      cairo_new_path (cr);
      if (marks[i].shape == LT_MARK_ARROW)
        add_arrow (cr, &marks[i], width, height);
      else
        add_circle (cr, &marks[i], width, height);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_set_line_width (cr, (LINE + 2 * EDGE) * longer);
      cairo_stroke_preserve (cr);
      cairo_set_source_rgb (cr, 0.87, 0.05, 0.1);
      cairo_set_line_width (cr, LINE * longer);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

/**
 * lt_marks_paint_aim:
 * @cr: where
 * @x: of the place, pixels
 * @y: the same
 *
 * Paints the cross where the keys would set the next mark; it is on the screen only.
 */
void
lt_marks_paint_aim (cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x - 12, y);
  cairo_line_to (cr, x + 12, y);
  cairo_move_to (cr, x, y - 12);
  cairo_line_to (cr, x, y + 12);
  cairo_set_line_width (cr, 4);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 2);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_stroke (cr);
}
