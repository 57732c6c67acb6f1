/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A diagram: what it keeps, how it is painted, what is where. */

#include "chart/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REACH 24.0 /* pixels beside a point at which the pointer is at its time */

/* A limit so many times as high as the values is told and not painted: beneath it they
 * would all be one flat line. */
#define FAR_LIMIT 3.0

/* ---- making ------------------------------------------------------------------ */

static gboolean
is_shown (const LtChart *chart, const LtChartPoint *point)
{
  return chart->form == LT_CHART_HOURS || chart->form == LT_CHART_MONTHS
         || (point->time >= chart->from && point->time <= chart->to);
}

/* The axis is that of what is shown: closer, smaller differences are seen. */
static void
count_point (LtChart *chart, const LtChartPoint *point)
{
  if (!is_shown (chart, point))
    return;
  chart->n_flagged += point->flagged;
  if (!point->has_value)
    return;
  chart->n_values++;
  chart->least = MIN (chart->least, point->has_range ? point->low : point->value);
  chart->most = MAX (chart->most, point->has_range ? point->high : point->value);
}

static void
copy_series (LtChart *chart, const LtChartSeries *series)
{
  Series *copy = &chart->series[chart->n_series++];

  copy->label = g_strdup (series->label);
  copy->points = g_memdup2 (series->points, series->n_points * sizeof *series->points);
  copy->n_points = series->n_points;
  for (gsize i = 0; i < copy->n_points; i++)
    count_point (chart, &copy->points[i]);
}

static void
copy_limits (LtChart *chart, const LtChartOptions *options)
{
  double most = chart->most;

  chart->limits = g_memdup2 (options->limits, options->n_limits * sizeof *options->limits);
  chart->n_limits = options->n_limits;
  for (guint i = 0; i < chart->n_limits; i++)
    {
      chart->limits[i].label = g_strdup (chart->limits[i].label);
      chart->limits[i].brief = g_strdup (chart->limits[i].brief);
      if (chart->limits[i].to >= chart->from && chart->limits[i].from <= chart->to
          && chart->limits[i].value <= FAR_LIMIT * most)
        chart->most = MAX (chart->most, chart->limits[i].value);
    }
}

static void
copy_classes (LtChart *chart, const LtChartClasses *classes)
{
  if (classes == NULL)
    return;
  chart->classes = *classes;
  for (guint i = 0; i < G_N_ELEMENTS (classes->labels); i++)
    chart->classes.labels[i] = i <= classes->n_breaks ? g_strdup (classes->labels[i]) : NULL;
}

/**
 * lt_chart_new:
 * @options: what it shows
 *
 * Returns: (transfer full): the diagram; it never changes, and may be painted in any thread
 */
LtChart *
lt_chart_new (const LtChartOptions *options)
{
  LtChart *self = g_new0 (LtChart, 1);

  g_return_val_if_fail (options->n_series <= LT_CHART_MOST_SERIES, NULL);
  g_atomic_ref_count_init (&self->references);
  self->form = options->form;
  self->style = options->style;
  self->title = g_strdup (options->title);
  self->note = g_strdup (options->note);
  self->unit = g_strdup (options->unit);
  self->interval = options->interval;
  self->from = options->from;
  self->to = options->to;
  self->least = INFINITY;
  self->most = -INFINITY;
  for (guint i = 0; i < options->n_series; i++)
    copy_series (self, &options->series[i]);
  copy_limits (self, options);
  copy_classes (self, options->classes);
  if (!(self->least <= self->most))
    self->least = self->most = 0;
  return self;
}

LtChart *
lt_chart_ref (LtChart *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lt_chart_unref (LtChart *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_series; i++)
    {
      g_free (self->series[i].label);
      g_free (self->series[i].points);
    }
  for (guint i = 0; i < self->n_limits; i++)
    {
      g_free ((char *) self->limits[i].label);
      g_free ((char *) self->limits[i].brief);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->classes.labels); i++)
    g_free ((char *) self->classes.labels[i]);
  g_free (self->limits);
  g_free (self->title);
  g_free (self->note);
  g_free (self->unit);
  g_free (self);
}

/* ---- painting ---------------------------------------------------------------- */

static void
paint_nothing (const LtChart *chart, cairo_t *cr, double width, double height)
{
  lt_chart_text (cr, _ ("There are no values in this time."), width / 2, height / 2 - 10, 0.5, 14,
                 FALSE, lt_chart_colours (chart->style)->quiet);
}

/**
 * lt_chart_paint:
 * @self: a diagram
 * @cr: where; it is painted from (0, 0)
 * @width: in pixels
 * @height: in pixels
 */
void
lt_chart_paint (const LtChart *self, cairo_t *cr, double width, double height)
{
  Plot plot;

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  lt_ink_set (cr, lt_chart_colours (self->style)->ground, 1);
  cairo_fill (cr);
  lt_chart_paint_head (self, cr, width);
  if (self->n_values + self->n_flagged == 0)
    paint_nothing (self, cr, width, height);
  else if (self->form == LT_CHART_CALENDAR)
    lt_chart_paint_calendar (self, cr, width, height);
  else
    {
      plot = lt_chart_plot (self, width, height);
      lt_plot_paint (&plot, self, cr);
      lt_chart_paint_series (self, cr, &plot);
      lt_chart_paint_limits (self, cr, &plot);
    }
  cairo_restore (cr);
}

/* ---- what is where ----------------------------------------------------------- */

/**
 * lt_chart_count_values:
 * @self: a diagram
 *
 * Returns: how many values it shows, without those that are flagged
 */
guint
lt_chart_count_values (const LtChart *self)
{
  return self->n_values;
}

/**
 * lt_chart_get_ground:
 * @self: a diagram
 *
 * Returns: the colour that it stands on, 0xRRGGBB
 */
guint32
lt_chart_get_ground (const LtChart *self)
{
  return lt_chart_colours (self->style)->ground;
}

/* Where a point is painted that is shown. */
static gboolean
place_point (const LtChart *chart, const Plot *plot, guint series, gsize number, LtChartFind *found)
{
  const LtChartPoint *point = &chart->series[series].points[number];

  if ((!point->has_value && !point->flagged) || !is_shown (chart, point))
    return FALSE;
  *found =
      (LtChartFind){ series, number, lt_plot_x (plot, lt_chart_place_of (chart, series, point)),
                     point->flagged ? lt_plot_foot (plot) : lt_plot_y (plot, point->value) };
  return TRUE;
}

static gboolean
locate_day (const LtChart *chart, double width, double height, gsize number, LtChartFind *found)
{
  const LtChartPoint *point = &chart->series[0].points[number];
  Frame box;

  if (!is_shown (chart, point) || !lt_chart_day_box (chart, width, height, point->time, &box))
    return FALSE;
  *found = (LtChartFind){ 0, number, box.x + box.width / 2, box.y + box.height / 2 };
  return TRUE;
}

/**
 * lt_chart_locate:
 * @self: a diagram
 * @width: of its picture
 * @height: of its picture
 * @series: number of a series
 * @point: number of a point of it
 * @found: (out): where it is painted
 *
 * Returns: whether it is in the picture
 */
gboolean
lt_chart_locate (const LtChart *self,
                 double width,
                 double height,
                 guint series,
                 gsize point,
                 LtChartFind *found)
{
  Plot plot;

  if (lt_chart_get_point (self, series, point) == NULL)
    return FALSE;
  if (self->form == LT_CHART_CALENDAR)
    return series == 0 && locate_day (self, width, height, point, found);
  plot = lt_chart_plot (self, width, height);
  return place_point (self, &plot, series, point, found);
}

static gboolean
find_day (const LtChart *chart, double width, double height, double x, double y, LtChartFind *found)
{
  Frame box;

  for (gsize i = 0; chart->n_series > 0 && i < chart->series[0].n_points; i++)
    if (locate_day (chart, width, height, i, found)
        && lt_chart_day_box (chart, width, height, chart->series[0].points[i].time, &box)
        && x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
      return TRUE;
  return FALSE;
}

/* How far the pointer is from what is painted for a point: the time counts before the
 * value, so that above or below a line its hour is told; infinite where it is not at its
 * time. */
static double
distance_to (const LtChart *chart, const Plot *plot, const LtChartFind *at, double x, double y)
{
  double aside = fabs (x - at->x);
  double reach = chart->form == LT_CHART_BARS ? lt_chart_bar_width (chart, plot) / 2 + 1 : REACH;

  if (aside > reach)
    return INFINITY;
  return chart->form == LT_CHART_BARS ? aside : 3 * aside + fabs (y - at->y);
}

/**
 * lt_chart_find:
 * @self: a diagram
 * @width: of its picture
 * @height: of its picture
 * @x: where the pointer is
 * @y: where the pointer is
 * @found: (out): the point
 *
 * Returns: whether there is one at the pointer's time; a calendar's day also
 *   where it is known to have no value
 */
gboolean
lt_chart_find (const LtChart *self,
               double width,
               double height,
               double x,
               double y,
               LtChartFind *found)
{
  Plot plot = lt_chart_plot (self, width, height);
  double least = INFINITY;
  gboolean any = FALSE;
  LtChartFind at;

  if (self->form == LT_CHART_CALENDAR)
    return find_day (self, width, height, x, y, found);
  for (guint i = 0; i < self->n_series; i++)
    for (gsize j = 0; j < self->series[i].n_points; j++)
      if (place_point (self, &plot, i, j, &at) && distance_to (self, &plot, &at, x, y) < least)
        {
          *found = at;
          least = distance_to (self, &plot, &at, x, y);
          any = TRUE;
        }
  return any;
}

/**
 * lt_chart_get_times:
 * @self: a diagram
 * @from: (out): first time of its axis, civil minutes
 * @to: (out): last
 *
 * Returns: whether it is one over time
 */
gboolean
lt_chart_get_times (const LtChart *self, gint64 *from, gint64 *to)
{
  *from = self->from;
  *to = self->to;
  return self->form == LT_CHART_LINES || self->form == LT_CHART_BARS;
}

/**
 * lt_chart_time_at:
 * @self: a diagram over time
 * @width: of its picture
 * @height: of its picture
 * @x: where the pointer is
 * @time: (out): civil minutes
 *
 * Returns: whether the diagram is over time
 */
gboolean
lt_chart_time_at (const LtChart *self, double width, double height, double x, gint64 *time)
{
  Plot plot;
  gint64 from, to;

  if (!lt_chart_get_times (self, &from, &to))
    return FALSE;
  plot = lt_chart_plot (self, width, height);
  *time =
      (gint64) llround (plot.from + (x - plot.plot.x) / plot.plot.width * (plot.to - plot.from));
  return TRUE;
}

/**
 * lt_chart_get_point:
 * @self: a diagram
 * @series: number of a series
 * @point: number of a point
 *
 * Returns: (transfer none) (nullable): the point
 */
const LtChartPoint *
lt_chart_get_point (const LtChart *self, guint series, gsize point)
{
  if (series >= self->n_series || point >= self->series[series].n_points)
    return NULL;
  return &self->series[series].points[point];
}

/**
 * lt_chart_get_label:
 * @self: a diagram
 * @series: number of a series
 *
 * Returns: (transfer none) (nullable): whose it is
 */
const char *
lt_chart_get_label (const LtChart *self, guint series)
{
  return series < self->n_series ? self->series[series].label : NULL;
}
