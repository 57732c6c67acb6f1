/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/letters.h"
#include "model/reading.h"

G_BEGIN_DECLS

/* A diagram, immutable once it is made: the screen, a PNG, a PDF and the tests paint
 * the same one. It is handed all of its data and judges nothing. */

#define LT_CHART_MOST_SERIES 8
#define LT_CHART_MOST_BREAKS 15

/**
 * LtChartForm:
 *
 * @LT_CHART_LINES: values over time, a line for each series
 * @LT_CHART_BARS: values over time, a bar for each series and time
 * @LT_CHART_HOURS: by hour of the day, 1 to 24
 * @LT_CHART_MONTHS: by month of the year, 1 to 12
 * @LT_CHART_CALENDAR: the days of each month; shows the first series
 */
typedef enum
{
  LT_CHART_LINES,
  LT_CHART_BARS,
  LT_CHART_HOURS,
  LT_CHART_MONTHS,
  LT_CHART_CALENDAR,
} LtChartForm;

/**
 * LtChartPoint:
 * @time: civil minutes (model/reading.h); the hour or month itself in a profile
 * @has_value: whether there is a value; a point without one says that it is missing
 * @value: in the unit of the chart
 * @flagged: whether there is one that cannot be so: a cross at the foot, and no value
 * @has_range: whether @low and @high say how far the values of a mean lie apart
 * @low: lower end
 * @high: upper end
 * @over: whether it is above a limit, which gets a mark
 */
typedef struct
{
  gint64 time;
  gboolean has_value;
  double value;
  gboolean flagged;
  gboolean has_range;
  double low;
  double high;
  gboolean over;
} LtChartPoint;

/**
 * LtChartSeries:
 * @label: of what it is
 * @points: (array length=n_points): rising in time
 * @n_points: how many
 */
typedef struct
{
  const char *label;
  const LtChartPoint *points;
  gsize n_points;
} LtChartSeries;

/**
 * LtChartLimit:
 * @value: where the line is
 * @label: what it is
 * @from: since when, civil minutes
 * @to: until when
 * @brief: (nullable): @label in fewer letters, for a step that is short
 * @is_other: whether it is the stricter limit beside the one that values are marked by: its
 *   line is thinner, its label on the left
 *
 * A limit that holds for a time; one that changes is several, which makes a step.
 */
typedef struct
{
  double value;
  const char *label;
  gint64 from;
  gint64 to;
  const char *brief;
  gboolean is_other;
} LtChartLimit;

/**
 * LtChartClasses:
 * @n_breaks: how many; 0 where there are no classes: then darker is more
 * @breaks: greatest value of each class but the last, rising
 * @colours: 0xRRGGBB of each of the @n_breaks + 1 classes
 * @labels: (nullable): of each
 */
typedef struct
{
  guint n_breaks;
  double breaks[LT_CHART_MOST_BREAKS];
  guint32 colours[LT_CHART_MOST_BREAKS + 1];
  const char *labels[LT_CHART_MOST_BREAKS + 1];
} LtChartClasses;

/**
 * LtChartOptions:
 * @form: which diagram
 * @style: for which screen or paper
 * @title: (nullable): a line above it
 * @note: (nullable): a line beneath the title: by what values are judged
 * @unit: (nullable): of the values
 * @interval: of the series' points: a line is broken where one is missing
 * @from: first time shown, civil minutes; of no meaning in profiles
 * @to: last time shown
 * @series: (array length=n_series): what is shown
 * @n_series: how many, LT_CHART_MOST_SERIES at the most
 * @limits: (nullable) (array length=n_limits): what it is held against
 * @n_limits: how many
 * @classes: (nullable): of a calendar's days
 *
 * What a chart is made of; copied by it.
 */
typedef struct
{
  LtChartForm form;
  LtInkStyle style;
  const char *title;
  const char *note;
  const char *unit;
  LtInterval interval;
  gint64 from;
  gint64 to;
  const LtChartSeries *series;
  guint n_series;
  const LtChartLimit *limits;
  guint n_limits;
  const LtChartClasses *classes;
} LtChartOptions;

typedef struct _LtChart LtChart;

/**
 * LtChartFind:
 * @series: number of the series
 * @point: number of its point
 * @x: where it is painted
 * @y: where it is painted
 */
typedef struct
{
  guint series;
  gsize point;
  double x;
  double y;
} LtChartFind;

LtChart *lt_chart_new (const LtChartOptions *options);
LtChart *lt_chart_ref (LtChart *self);
void lt_chart_unref (LtChart *self);
guint lt_chart_count_values (const LtChart *self);
guint32 lt_chart_get_ground (const LtChart *self);
void lt_chart_paint (const LtChart *self, cairo_t *cr, double width, double height);
gboolean lt_chart_find (const LtChart *self,
                        double width,
                        double height,
                        double x,
                        double y,
                        LtChartFind *found);
gboolean lt_chart_locate (const LtChart *self,
                          double width,
                          double height,
                          guint series,
                          gsize point,
                          LtChartFind *found);
gboolean lt_chart_get_times (const LtChart *self, gint64 *from, gint64 *to);
gboolean
lt_chart_time_at (const LtChart *self, double width, double height, double x, gint64 *time);
const LtChartPoint *lt_chart_get_point (const LtChart *self, guint series, gsize point);
const char *lt_chart_get_label (const LtChart *self, guint series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtChart, lt_chart_unref)

G_END_DECLS
