/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands above a diagram: its title, its unit, and which line is whose. */

#include "chart/chart-private.h"

#include <glib/gi18n-lib.h>

#define EDGE       8.0
#define TITLE_SIZE 14.0
#define LINE       20.0

static gboolean
has_line (const char *text)
{
  return text != NULL && *text != '\0';
}

/* One line of text. @align: 0 it begins at @x, 0.5 its middle is there, 1 its end. Returns
 * its width. */
double
lt_chart_text (cairo_t *cr,
               const char *text,
               double x,
               double y,
               double align,
               double size,
               gboolean bold,
               guint32 colour)
{
  g_autoptr (PangoLayout) letters = lt_letters_new (cr, text, size, bold);
  double width, height;

  lt_letters_measure (letters, &width, &height);
  lt_letters_paint (cr, letters, x - align * width, y, colour);
  return width;
}

double
lt_chart_head_height (const LtChart *self)
{
  return EDGE + (has_line (self->title) ? LINE + 2 : 0) + (has_line (self->note) ? LINE : 0) + LINE
         + 4;
}

static double
paint_sample (const LtChart *chart, cairo_t *cr, guint series, double x, double y)
{
  if (chart->form != LT_CHART_BARS)
    {
      lt_chart_set_line (chart, cr, series, 1.75);
      cairo_new_path (cr);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 26, y);
      cairo_stroke (cr);
      lt_chart_paint_mark (cr, series, x + 13, y, 7);
      return 32;
    }
  lt_chart_paint_bar (chart, cr, series, &(Frame){ x + 6.5, y - 5.5, 13, 11 });
  return 26;
}

/* Names that do not fit any more are counted, not left out silently. */
static void
paint_names (const LtChart *chart, cairo_t *cr, double x, double y, double right)
{
  const Colours *colours = lt_chart_colours (chart->style);

  for (guint i = 0; i < chart->n_series; i++)
    {
      g_autoptr (PangoLayout) letters =
          lt_letters_new (cr, chart->series[i].label, LETTER_SIZE, FALSE);
      double width, height;

      lt_letters_measure (letters, &width, &height);
      if (x + 32 + width > right && i > 0)
        {
          g_autofree char *more = g_strdup_printf ("+%u", chart->n_series - i);

          lt_chart_text (cr, more, x, y, 0, LETTER_SIZE, FALSE, colours->quiet);
          return;
        }
      x += paint_sample (chart, cr, i, x, y + LINE / 2 - 1);
      lt_letters_paint (cr, letters, x, y, colours->text);
      x += width + 18;
    }
}

static double
paint_shade (const LtChart *chart,
             cairo_t *cr,
             double x,
             double y,
             guint32 shade,
             const char *label)
{
  const Colours *colours = lt_chart_colours (chart->style);

  cairo_rectangle (cr, x + 0.5, y + 2.5, 16, 13);
  lt_ink_set (cr, shade, 1);
  cairo_fill_preserve (cr);
  lt_ink_set (cr, colours->missing, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  return x + 22 + lt_chart_text (cr, label, x + 22, y, 0, LETTER_SIZE, FALSE, colours->text) + 14;
}

static void
paint_classes (const LtChart *chart, cairo_t *cr, double x, double y)
{
  const LtChartClasses *classes = &chart->classes;

  for (guint i = 0; i <= classes->n_breaks; i++)
    {
      gboolean last = i == classes->n_breaks;
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *label = NULL;

      g_ascii_formatd (number, sizeof number, "%g", classes->breaks[last ? i - 1 : i]);
      label = classes->labels[i] != NULL ? g_strdup (classes->labels[i])
                                         : g_strconcat (last ? "> " : "≤ ", number, NULL);
      x = paint_shade (chart, cr, x, y, lt_chart_colour_of_class (chart, i), label);
    }
}

/* A calendar's shades: of classes, or at the ticks of an axis. */
static void
paint_shades (const LtChart *chart, cairo_t *cr, double x, double y)
{
  ValueAxis axis = lt_chart_value_axis (0, chart->most);

  if (chart->classes.n_breaks > 0)
    {
      paint_classes (chart, cr, x, y);
      return;
    }
  for (double value = 0; value <= axis.high + axis.step / 2; value += axis.step)
    {
      char label[32];

      lt_chart_write_value (value, axis.decimals, label, sizeof label);
      x = paint_shade (chart, cr, x, y, lt_chart_colour_of (chart, value), label);
    }
}

/* Title, by what it is judged, unit, and which line is whose. */
void
lt_chart_paint_head (const LtChart *self, cairo_t *cr, double width)
{
  const Colours *colours = lt_chart_colours (self->style);
  double y = EDGE;
  double x = EDGE;

  if (has_line (self->title))
    {
      lt_chart_text (cr, self->title, EDGE, y, 0, TITLE_SIZE, TRUE, colours->text);
      y += LINE + 2;
    }
  if (has_line (self->note))
    {
      lt_chart_text (cr, self->note, EDGE, y, 0, LETTER_SIZE, FALSE, colours->limit);
      y += LINE;
    }
  if (has_line (self->unit))
    x += lt_chart_text (cr, self->unit, x, y, 0, LETTER_SIZE, FALSE, colours->quiet) + 18;
  if (self->form == LT_CHART_CALENDAR)
    paint_shades (self, cr, x, y);
  else
    paint_names (self, cr, x, y, width - EDGE);
}
