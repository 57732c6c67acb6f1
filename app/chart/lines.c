/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines, bars and marks upon the plane. */

#include "chart/chart-private.h"

#include <math.h>

#define MARK_SIZE    7.0
#define MARK_EVERY   90.0 /* pixels between marks where points lie close */
#define MARK_ALL     14.0 /* where points lie this far apart each has its mark */
#define DAY          (24 * 60)
#define OVER_SIZE    7.0
#define OVER_ABOVE   5.0 /* pixels between a value and its mark */
#define OVER_EVERY   4.0
#define BAR_SHARE    0.72
#define POINTS_PIXEL 3 /* more points than that for each pixel are drawn as their range */

static const double dashes[][4] = {
  { 0, 0, 0, 0 },
  { 7, 4, 7, 4 },
  { 2, 3, 2, 3 },
  { 9, 3, 2, 3 },
};

/* Longest time from a point to the next, in minutes, at which none is missing between. */
static double
longest_step (LtInterval interval)
{
  return interval == LT_INTERVAL_HOUR  ? 60.5
         : interval == LT_INTERVAL_DAY ? DAY + 0.5
                                       : 31 * DAY + 0.5;
}

static double
shortest_step (LtInterval interval)
{
  return interval == LT_INTERVAL_HOUR ? 60 : interval == LT_INTERVAL_DAY ? DAY : 28 * DAY;
}

static gboolean
is_broken (const LtChart *chart, const LtChartPoint *before, const LtChartPoint *point)
{
  double most = chart->form == LT_CHART_LINES ? longest_step (chart->interval) : 1.5;

  return !before->has_value || !point->has_value || (double) (point->time - before->time) > most;
}

/* ---- how series look --------------------------------------------------------- */

/* A mark of its own for each series, so that a print without colour tells them apart. */
void
lt_chart_paint_mark (cairo_t *cr, guint series, double x, double y, double size)
{
  double r = size / 2;

  cairo_new_path (cr);
  switch (series % 4)
    {
    case 0:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    case 1:
      cairo_rectangle (cr, x - r, y - r, size, size);
      break;
    case 2:
      cairo_move_to (cr, x, y - r * 1.2);
      cairo_line_to (cr, x + r * 1.2, y + r);
      cairo_line_to (cr, x - r * 1.2, y + r);
      cairo_close_path (cr);
      break;
    default:
      cairo_move_to (cr, x, y - r * 1.3);
      cairo_line_to (cr, x + r * 1.3, y);
      cairo_line_to (cr, x, y + r * 1.3);
      cairo_line_to (cr, x - r * 1.3, y);
      cairo_close_path (cr);
      break;
    }
  if (series < 4)
    {
      cairo_fill (cr);
      return;
    }
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

void
lt_chart_set_line (const LtChart *self, cairo_t *cr, guint series, double width)
{
  const double *dash = dashes[series % G_N_ELEMENTS (dashes)];

  lt_ink_set (cr, lt_chart_colours (self->style)->series[series], 1);
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, dash, dash[0] > 0 ? 4 : 0, 0);
}

/* ---- lines ------------------------------------------------------------------- */

static void
first_and_last (const LtChart *chart, const Plot *plot, guint number, gsize *first, gsize *last)
{
  const Series *series = &chart->series[number];
  gsize n = series->n_points;

  *first = 0;
  *last = n;
  while (*first < n && (double) series->points[*first].time < plot->from)
    (*first)++;
  while (*last > *first && (double) series->points[*last - 1].time > plot->to)
    (*last)--;
  /* The lines that leave the plane, up to its edge */
  *first -= *first > 0;
  *last += *last < n;
}

/* Where points lie much closer than pixels, the least and the greatest of a pixel are
 * what there is to be seen; none of the extremes is lost. */
static void
trace_dense (const LtChart *chart,
             cairo_t *cr,
             const Plot *plot,
             guint number,
             gsize first,
             gsize last)
{
  const Series *series = &chart->series[number];
  gsize i = first;

  while (i < last)
    {
      const LtChartPoint *point = &series->points[i];
      double column = floor (lt_plot_x (plot, (double) point->time));
      double low = INFINITY, high = -INFINITY;
      gboolean broken = i == first || is_broken (chart, &series->points[i - 1], point);

      for (; i < last && floor (lt_plot_x (plot, (double) series->points[i].time)) <= column; i++)
        if (series->points[i].has_value)
          {
            low = MIN (low, series->points[i].value);
            high = MAX (high, series->points[i].value);
          }
      if (!(high >= low))
        continue;
      (broken ? cairo_move_to : cairo_line_to) (cr, column, lt_plot_y (plot, low));
      cairo_line_to (cr, column, lt_plot_y (plot, high));
    }
}

static void
trace (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number, gsize first, gsize last)
{
  const Series *series = &chart->series[number];

  for (gsize i = first; i < last; i++)
    {
      const LtChartPoint *point = &series->points[i];
      double x = lt_plot_x (plot, (double) point->time);

      if (!point->has_value)
        continue;
      if (i == first || is_broken (chart, &series->points[i - 1], point))
        cairo_move_to (cr, x, lt_plot_y (plot, point->value));
      else
        cairo_line_to (cr, x, lt_plot_y (plot, point->value));
    }
}

/* A value alone, between two that are missing, has no line: its mark is all of it. */
static gboolean
is_alone (const LtChart *chart, const Series *series, gsize i)
{
  return (i == 0 || is_broken (chart, &series->points[i - 1], &series->points[i]))
         && (i + 1 == series->n_points
             || is_broken (chart, &series->points[i], &series->points[i + 1]));
}

static void
paint_marks (const LtChart *chart,
             cairo_t *cr,
             const Plot *plot,
             guint number,
             gsize first,
             gsize last)
{
  const Series *series = &chart->series[number];
  double apart =
      plot->plot.width
      / MAX (1.0, (plot->to - plot->from)
                      / (chart->form == LT_CHART_LINES ? shortest_step (chart->interval) : 1));
  double least = apart >= MARK_ALL ? 0 : MARK_EVERY;
  double before = -INFINITY;

  /* Series begin their marks at different places, so that they do not lie on each other. */
  if (least > 0)
    before = plot->plot.x - least + number * least / LT_CHART_MOST_SERIES;
  for (gsize i = first; i < last; i++)
    {
      const LtChartPoint *point = &series->points[i];
      double x = lt_plot_x (plot, (double) point->time);
      gboolean alone = is_alone (chart, series, i);

      if (!point->has_value || (!alone && x - before < least))
        continue;
      lt_chart_paint_mark (cr, number, x, lt_plot_y (plot, point->value),
                           alone && least > 0 ? 4 : MARK_SIZE);
      before = alone ? before : x;
    }
}

/* How far the values of a mean lie apart, behind its line. */
static void
paint_ranges (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number)
{
  const Series *series = &chart->series[number];
  double aside = ((double) number - (chart->n_series - 1) / 2.0) * 5;

  lt_ink_set (cr, lt_chart_colours (chart->style)->series[number], 0.35);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 3);
  for (gsize i = 0; i < series->n_points; i++)
    if (series->points[i].has_range)
      {
        double x = lt_plot_x (plot, (double) series->points[i].time) + aside;

        cairo_move_to (cr, x, lt_plot_y (plot, series->points[i].low));
        cairo_line_to (cr, x, lt_plot_y (plot, series->points[i].high));
      }
  cairo_stroke (cr);
}

static void
paint_line (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number)
{
  gsize first, last;

  first_and_last (chart, plot, number, &first, &last);
  paint_ranges (chart, cr, plot, number);
  lt_chart_set_line (chart, cr, number, 1.75);
  cairo_new_path (cr);
  if ((double) (last - first) > plot->plot.width * POINTS_PIXEL)
    trace_dense (chart, cr, plot, number, first, last);
  else
    trace (chart, cr, plot, number, first, last);
  cairo_stroke (cr);
  paint_marks (chart, cr, plot, number, first, last);
}

/* Above a value that is above a limit, pointing at it: a mark of no series. */
void
lt_chart_paint_over (const LtChart *self, cairo_t *cr, double x, double y)
{
  const Colours *colours = lt_chart_colours (self->style);

  cairo_new_path (cr);
  cairo_move_to (cr, x - OVER_SIZE / 2, y - OVER_ABOVE - OVER_SIZE);
  cairo_line_to (cr, x + OVER_SIZE / 2, y - OVER_ABOVE - OVER_SIZE);
  cairo_line_to (cr, x, y - OVER_ABOVE);
  cairo_close_path (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  lt_ink_set (cr, colours->ground, 1);
  cairo_set_line_width (cr, 2);
  cairo_stroke_preserve (cr);
  lt_ink_set (cr, colours->limit, 1);
  cairo_fill (cr);
}

/* Where they lie close one stands for those beside it. */
static void
paint_overs (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number)
{
  const Series *series = &chart->series[number];
  double before = -INFINITY;

  for (gsize i = 0; i < series->n_points; i++)
    {
      const LtChartPoint *point = &series->points[i];
      double x = lt_plot_x (plot, lt_chart_place_of (chart, number, point));

      if (!point->has_value || !point->over || x < plot->plot.x || x - before < OVER_EVERY
          || x > plot->plot.x + plot->plot.width)
        continue;
      lt_chart_paint_over (chart, cr, x, lt_plot_y (plot, point->value));
      before = x;
    }
}

/* ---- bars -------------------------------------------------------------------- */

/* Of one series' bar. */
double
lt_chart_bar_width (const LtChart *self, const Plot *plot)
{
  double group = shortest_step (self->interval) / (plot->to - plot->from) * plot->plot.width;

  return MAX (1, group * BAR_SHARE / MAX (1, self->n_series));
}

/* The time under which a point stands: the middle of a bar lies in the middle of what it
 * stands for, beside those of the other series. */
double
lt_chart_place_of (const LtChart *self, guint series, const LtChartPoint *point)
{
  double step = shortest_step (self->interval);

  if (self->form != LT_CHART_BARS)
    return (double) point->time;
  return (double) point->time + step / 2
         + (series - (self->n_series - 1) / 2.0) * step * BAR_SHARE / MAX (1, self->n_series);
}

/* Filled and empty by turns as well as in their colours. */
void
lt_chart_paint_bar (const LtChart *self, cairo_t *cr, guint series, const Frame *bar)
{
  static const double fillings[] = { 0.85, 0.25, 0.55, 0.05 };
  guint32 colour = lt_chart_colours (self->style)->series[series];

  cairo_new_path (cr);
  cairo_rectangle (cr, bar->x, bar->y, bar->width, bar->height);
  lt_ink_set (cr, colour, fillings[series % G_N_ELEMENTS (fillings)]);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, colour, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
paint_bars (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number)
{
  const Series *series = &chart->series[number];
  double wide = lt_chart_bar_width (chart, plot);
  double zero = lt_plot_y (plot, 0);

  for (gsize i = 0; i < series->n_points; i++)
    {
      const LtChartPoint *point = &series->points[i];
      double x = lt_plot_x (plot, lt_chart_place_of (chart, number, point));
      double y = lt_plot_y (plot, point->value);

      if (!point->has_value || x + wide < plot->plot.x || x > plot->plot.x + plot->plot.width)
        continue;
      lt_chart_paint_bar (chart, cr, number,
                          &(Frame){ x - wide / 2, MIN (y, zero), MAX (wide - 1, 1),
                                    fabs (zero - y) });
    }
}

/* A cross for each value that was left out, in the series' colour. */
static void
paint_flagged (const LtChart *chart, cairo_t *cr, const Plot *plot, guint number)
{
  const Series *series = &chart->series[number];
  double y = lt_plot_foot (plot), r = MARK_SIZE / 2;

  lt_ink_set (cr, lt_chart_colours (chart->style)->series[number], 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1.75);
  for (gsize i = 0; i < series->n_points; i++)
    if (series->points[i].flagged)
      {
        double x = lt_plot_x (plot, lt_chart_place_of (chart, number, &series->points[i]));

        cairo_move_to (cr, x - r, y - r);
        cairo_line_to (cr, x + r, y + r);
        cairo_move_to (cr, x - r, y + r);
        cairo_line_to (cr, x + r, y - r);
      }
  cairo_stroke (cr);
}

void
lt_chart_paint_series (const LtChart *self, cairo_t *cr, const Plot *plot)
{
  cairo_save (cr);
  cairo_rectangle (cr, plot->plot.x - MARK_SIZE, plot->plot.y - MARK_SIZE,
                   plot->plot.width + 2 * MARK_SIZE, plot->plot.height + 2 * MARK_SIZE);
  cairo_clip (cr);
  for (guint i = 0; i < self->n_series; i++)
    if (self->form == LT_CHART_BARS)
      paint_bars (self, cr, plot, i);
    else
      paint_line (self, cr, plot, i);
  for (guint i = 0; self->n_flagged > 0 && i < self->n_series; i++)
    paint_flagged (self, cr, plot, i);
  cairo_restore (cr);
  for (guint i = 0; i < self->n_series; i++)
    paint_overs (self, cr, plot, i);
}
