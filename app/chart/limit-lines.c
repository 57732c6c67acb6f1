/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Limits upon the plane: lines that step where what holds changes. */

#include "chart/chart-private.h"

#include <math.h>

#define LABEL_ABOVE 17.0
#define LABEL_EDGE  4.0

/* A limit as it is seen. */
typedef struct
{
  double from;
  double to;
  double y;
} Line;

static gboolean
find_line (const LtChart *chart, const Plot *plot, const LtChartLimit *limit, Line *line)
{
  gboolean whole = chart->form == LT_CHART_HOURS || chart->form == LT_CHART_MONTHS;
  double right = plot->plot.x + plot->plot.width;

  line->from = whole ? plot->plot.x : MAX (plot->plot.x, lt_plot_x (plot, (double) limit->from));
  line->to = whole ? right : MIN (right, lt_plot_x (plot, (double) limit->to));
  line->y = floor (lt_plot_y (plot, limit->value)) + 0.5;
  return line->to > line->from;
}

/* One of a value that is further up than the plane says so by an arrow at its edge. */
static void
paint_label (const LtChart *chart,
             cairo_t *cr,
             const Plot *plot,
             const LtChartLimit *limit,
             const Line *line)
{
  const Colours *colours = lt_chart_colours (chart->style);
  gboolean beyond = limit->value > plot->values.high;
  const char *const texts[] = { limit->label, limit->brief };

  for (guint i = 0; i < G_N_ELEMENTS (texts) && texts[i] != NULL; i++)
    {
      g_autofree char *text = g_strconcat (texts[i], beyond ? " ↑" : "", NULL);
      g_autoptr (PangoLayout) letters = lt_letters_new (cr, text, LETTER_SIZE, FALSE);
      double width, height, x, y;

      lt_letters_measure (letters, &width, &height);
      if (width + 2 * LABEL_EDGE > line->to - line->from && i + 1 < G_N_ELEMENTS (texts)
          && texts[i + 1] != NULL)
        continue;
      x = limit->is_other ? line->from + LABEL_EDGE : line->to - LABEL_EDGE - width;
      y = beyond                                 ? plot->plot.y
          : line->y - LABEL_ABOVE < plot->plot.y ? line->y + 1
                                                 : line->y - LABEL_ABOVE;
      /* A line may run behind it. */
      cairo_new_path (cr);
      cairo_rectangle (cr, x - 2, y + 1, width + 4, height - 2);
      lt_ink_set (cr, colours->ground, 0.85);
      cairo_fill (cr);
      lt_letters_paint (cr, letters, x, y, colours->limit);
      return;
    }
}

static void
paint_dashes (const LtChart *chart, cairo_t *cr, gboolean is_other)
{
  static const double dash[] = { 6, 4 }, dots[] = { 2, 3 };

  lt_ink_set (cr, lt_chart_colours (chart->style)->limit, 1);
  cairo_set_line_width (cr, is_other ? 1 : 1.5);
  cairo_set_dash (cr, is_other ? dots : dash, 2, 0);
  cairo_stroke (cr);
}

/* From this limit to the one that follows it. */
static void
paint_step (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number, const Line *line)
{
  const LtChartLimit *limit = &chart->limits[number];

  for (guint i = 0; i < chart->n_limits; i++)
    {
      const LtChartLimit *next = &chart->limits[i];
      Line other;

      if (i == number || next->is_other != limit->is_other || next->from != limit->to
          || !find_line (chart, plot, next, &other)
          || MAX (limit->value, next->value) > plot->values.high)
        continue;
      cairo_new_path (cr);
      cairo_move_to (cr, floor (line->to) + 0.5, line->y);
      cairo_line_to (cr, floor (line->to) + 0.5, other.y);
      paint_dashes (chart, cr, limit->is_other);
      return;
    }
}

void
lt_chart_paint_limits (const LtChart *self, cairo_t *cr, const Plot *plot)
{
  for (guint i = 0; i < self->n_limits; i++)
    {
      const LtChartLimit *limit = &self->limits[i];
      Line line;

      if (!find_line (self, plot, limit, &line))
        continue;
      if (limit->value <= plot->values.high)
        {
          cairo_new_path (cr);
          cairo_move_to (cr, line.from, line.y);
          cairo_line_to (cr, line.to, line.y);
          paint_dashes (self, cr, limit->is_other);
          paint_step (self, cr, plot, i, &line);
        }
      paint_label (self, cr, plot, limit, &line);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}
