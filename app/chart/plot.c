/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plane between two axes. */

#include "chart/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BELOW       28.0
#define RIGHT       16.0
#define LETTER_WIDE 7.2 /* a digit of LETTER_SIZE, with room */
#define TICK_WIDE   72.0

static gboolean
has_categories (const LtChart *chart)
{
  return chart->form == LT_CHART_HOURS || chart->form == LT_CHART_MONTHS;
}

static double
measure_labels (const ValueAxis *axis)
{
  char low[32], high[32];

  lt_chart_write_value (axis->low, axis->decimals, low, sizeof low);
  lt_chart_write_value (axis->high, axis->decimals, high, sizeof high);
  return (double) MAX (strlen (low), strlen (high)) * LETTER_WIDE + 14;
}

/* Where the plane stands in a picture of this size. */
Plot
lt_chart_plot (const LtChart *self, double width, double height)
{
  double head = lt_chart_head_height (self);
  Plot plot = { .values = lt_chart_value_axis (self->least, self->most) };
  double left = measure_labels (&plot.values);

  plot.plot = (Frame){ left, head, MAX (width - left - RIGHT, 1), MAX (height - head - BELOW, 1) };
  plot.from = has_categories (self) ? 0.5 : (double) self->from;
  plot.to = self->form == LT_CHART_HOURS    ? 24.5
            : self->form == LT_CHART_MONTHS ? 12.5
                                            : (double) self->to;
  if (!(plot.to > plot.from))
    plot.to = plot.from + 1;
  return plot;
}

double
lt_plot_x (const Plot *self, double time)
{
  return self->plot.x + (time - self->from) / (self->to - self->from) * self->plot.width;
}

double
lt_plot_y (const Plot *self, double value)
{
  double share = (value - self->values.low) / (self->values.high - self->values.low);

  return self->plot.y + (1 - share) * self->plot.height;
}

/* Where a value is marked that cannot be so: wherever it lies, it must not stretch the axis. */
double
lt_plot_foot (const Plot *self)
{
  return self->plot.y + self->plot.height - 6;
}

static void
paint_rule (cairo_t *cr, double x1, double y1, double x2, double y2, guint32 colour)
{
  cairo_new_path (cr);
  cairo_move_to (cr, floor (x1) + 0.5, floor (y1) + 0.5);
  cairo_line_to (cr, floor (x2) + 0.5, floor (y2) + 0.5);
  lt_ink_set (cr, colour, 1);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static void
paint_values (const Plot *plot, const Colours *colours, cairo_t *cr)
{
  int n = (int) lround ((plot->values.high - plot->values.low) / plot->values.step);

  for (int i = 0; i <= n; i++)
    {
      double value = plot->values.low + i * plot->values.step;
      double y = lt_plot_y (plot, value);
      char text[32];

      paint_rule (cr, plot->plot.x, y, plot->plot.x + plot->plot.width, y,
                  fabs (value) < plot->values.step / 2 ? colours->quiet : colours->grid);
      lt_chart_write_value (value, plot->values.decimals, text, sizeof text);
      lt_chart_text (cr, text, plot->plot.x - 6, y - 8, 1, LETTER_SIZE, FALSE, colours->quiet);
    }
}

static void
paint_label (const Plot *plot, cairo_t *cr, double x, const char *label, guint32 colour)
{
  lt_chart_text (cr, label, x, plot->plot.y + plot->plot.height + 6, 0.5, LETTER_SIZE, FALSE,
                 colour);
}

static void
paint_categories (const Plot *plot, const LtChart *chart, const Colours *colours, cairo_t *cr)
{
  int n = chart->form == LT_CHART_HOURS ? 24 : 12;
  int step = plot->plot.width / n < 22 ? 3 : 1;

  for (int i = 1; i <= n; i++)
    {
      char label[8];

      if (i % step != 0)
        continue;
      g_snprintf (label, sizeof label, "%d", i);
      paint_label (plot, cr, lt_plot_x (plot, i), label, colours->quiet);
    }
}

static void
paint_times (const Plot *plot, const LtChart *chart, const Colours *colours, cairo_t *cr)
{
  TimeTick ticks[MOST_TICKS];
  guint most = (guint) MAX (1, plot->plot.width / TICK_WIDE);
  guint n = lt_chart_time_ticks (chart->from, chart->to, most, ticks);

  for (guint i = 0; i < n; i++)
    {
      double x = lt_plot_x (plot, (double) ticks[i].time);

      paint_rule (cr, x, plot->plot.y, x, plot->plot.y + plot->plot.height + 4,
                  ticks[i].strong ? colours->missing : colours->grid);
      paint_label (plot, cr, x, ticks[i].label, ticks[i].strong ? colours->text : colours->quiet);
    }
}

/* The grid with its numbers and times. */
void
lt_plot_paint (const Plot *self, const LtChart *chart, cairo_t *cr)
{
  const Colours *colours = lt_chart_colours (chart->style);

  if (has_categories (chart))
    paint_categories (self, chart, colours, cr);
  else
    paint_times (self, chart, colours, cr);
  paint_values (self, colours, cr);
}
