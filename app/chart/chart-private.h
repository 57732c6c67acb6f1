/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/chart.h"

G_BEGIN_DECLS

#define LETTER_SIZE 12.0
#define MOST_TICKS  64

typedef struct
{
  char *label;
  LtChartPoint *points;
  gsize n_points;
} Series;

struct _LtChart
{
  gatomicrefcount references;
  LtChartForm form;
  LtInkStyle style;
  char *title;
  char *note;
  char *unit;
  LtInterval interval;
  gint64 from;
  gint64 to;
  Series series[LT_CHART_MOST_SERIES];
  guint n_series;
  LtChartLimit *limits; /* labels owned */
  guint n_limits;
  LtChartClasses classes; /* labels owned */
  double least;           /* of the values that are shown */
  double most;
  guint n_values;
  guint n_flagged;
};

typedef struct
{
  double x, y, width, height;
} Frame;

/* A rounded scale of values: ticks at multiples of @step */
typedef struct
{
  double low;
  double high;
  double step;
  int decimals;
} ValueAxis;

typedef struct
{
  gint64 time;
  char label[24];
  gboolean strong; /* where a larger unit begins */
} TimeTick;

/* Where things stand, from the chart and its size alone: what paints and what finds
 * use the same. */
typedef struct
{
  Frame plot;
  ValueAxis values;
  double from; /* of the axis below, in minutes or categories */
  double to;
} Plot;

/* What a chart is painted with. */
typedef struct
{
  guint32 ground;
  guint32 text;
  guint32 quiet;
  guint32 grid;
  guint32 limit;
  guint32 missing;
  guint32 low; /* of a calendar without classes: from little to much */
  guint32 much;
  guint32 series[LT_CHART_MOST_SERIES];
} Colours;

const Colours *lt_chart_colours (LtInkStyle style);
guint32 lt_chart_blend (guint32 from, guint32 to, double share);
guint lt_chart_find_class (const LtChart *self, double value);
guint32 lt_chart_colour_of (const LtChart *self, double value);
guint32 lt_chart_colour_of_class (const LtChart *self, guint level);
gboolean lt_chart_is_light (guint32 colour);

ValueAxis lt_chart_value_axis (double least, double most);
void lt_chart_write_value (double value, int decimals, char *text, gsize size);
guint lt_chart_time_ticks (gint64 from, gint64 to, guint most, TimeTick ticks[MOST_TICKS]);

Plot lt_chart_plot (const LtChart *self, double width, double height);
double lt_plot_x (const Plot *self, double time);
double lt_plot_y (const Plot *self, double value);
double lt_plot_foot (const Plot *self);
double lt_chart_place_of (const LtChart *self, guint series, const LtChartPoint *point);
void lt_plot_paint (const Plot *self, const LtChart *chart, cairo_t *cr);

void lt_chart_paint_mark (cairo_t *cr, guint series, double x, double y, double size);
void lt_chart_set_line (const LtChart *self, cairo_t *cr, guint series, double width);
void lt_chart_paint_series (const LtChart *self, cairo_t *cr, const Plot *plot);
void lt_chart_paint_over (const LtChart *self, cairo_t *cr, double x, double y);
void lt_chart_paint_limits (const LtChart *self, cairo_t *cr, const Plot *plot);
double lt_chart_bar_width (const LtChart *self, const Plot *plot);
void lt_chart_paint_bar (const LtChart *self, cairo_t *cr, guint series, const Frame *bar);

double lt_chart_head_height (const LtChart *self);
void lt_chart_paint_head (const LtChart *self, cairo_t *cr, double width);
double lt_chart_text (cairo_t *cr,
                      const char *text,
                      double x,
                      double y,
                      double align,
                      double size,
                      gboolean bold,
                      guint32 colour);

void lt_chart_paint_calendar (const LtChart *self, cairo_t *cr, double width, double height);
gboolean
lt_chart_day_box (const LtChart *self, double width, double height, gint64 time, Frame *box);

G_END_DECLS
