/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days of each month as a calendar, each in the shade of its value. */

#include "chart/chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DAY          (24 * 60)
#define JULIAN_1970  719163 /* GDate's number of 1970-01-01 */
#define EDGE         8.0
#define BETWEEN      18.0
#define HEAD         36.0 /* of a month: its name and the days of the week */
#define LARGEST_CELL 64.0

typedef struct
{
  int first; /* months since year 0 */
  int n;
  int columns;
  double cell;
  double x, y;
} Sheet;

static int
month_of (gint64 time)
{
  GDate date;

  g_date_set_julian (&date, (guint32) (time / DAY + JULIAN_1970));
  return g_date_get_year (&date) * 12 + (int) g_date_get_month (&date) - 1;
}

static double
cell_of (int columns, int n, double width, double height)
{
  int rows = (n + columns - 1) / columns;
  double wide = (width - 2 * EDGE - (columns - 1) * BETWEEN) / columns / 7;
  double high = ((height - 2 * EDGE - (rows - 1) * BETWEEN) / rows - HEAD) / 6;

  return floor (MIN (MIN (wide, high), LARGEST_CELL));
}

/* As many months in a row as give the largest days. */
static Sheet
lay_out (const LtChart *chart, double width, double height)
{
  double head = lt_chart_head_height (chart);
  Sheet sheet = { .first = month_of (chart->from), .x = EDGE, .y = head };

  sheet.n = MAX (1, month_of (chart->to) - sheet.first + 1);
  for (int columns = 1; columns <= sheet.n; columns++)
    {
      double cell = cell_of (columns, sheet.n, width, height - head);

      if (cell > sheet.cell)
        {
          sheet.cell = cell;
          sheet.columns = columns;
        }
    }
  if (sheet.columns == 0)
    {
      sheet.columns = 1;
      sheet.cell = 2;
    }
  return sheet;
}

static void
find_month (const Sheet *sheet, int month, double *x, double *y)
{
  int i = month - sheet->first;

  *x = sheet->x + i % sheet->columns * (7 * sheet->cell + BETWEEN);
  *y = sheet->y + i / sheet->columns * (6 * sheet->cell + HEAD + BETWEEN);
}

/**
 * lt_chart_day_box:
 *
 * Returns: whether the day is in the calendar; then where it stands
 */
gboolean
lt_chart_day_box (const LtChart *self, double width, double height, gint64 time, Frame *box)
{
  Sheet sheet = lay_out (self, width, height);
  int month = month_of (time);
  GDate date, first;
  int place;
  double x, y;

  if (month < sheet.first || month >= sheet.first + sheet.n)
    return FALSE;
  g_date_set_julian (&date, (guint32) (time / DAY + JULIAN_1970));
  g_date_set_dmy (&first, 1, g_date_get_month (&date), g_date_get_year (&date));
  place = (int) g_date_get_weekday (&first) - 1 + (int) g_date_get_day (&date) - 1;
  find_month (&sheet, month, &x, &y);
  *box = (Frame){ x + place % 7 * sheet.cell, y + HEAD + place / 7 * sheet.cell, sheet.cell,
                  sheet.cell };
  return TRUE;
}

static void
paint_month_head (const LtChart *chart, cairo_t *cr, const Sheet *sheet, int month)
{
  /* Translators: the days of the week, from Monday, as a calendar's columns */
  static const char *const weekdays[] = {
    NC_ ("weekday", "M"), NC_ ("weekday", "Tu"), NC_ ("weekday", "W"),  NC_ ("weekday", "Th"),
    NC_ ("weekday", "F"), NC_ ("weekday", "Sa"), NC_ ("weekday", "Su"),
  };
  const Colours *colours = lt_chart_colours (chart->style);
  g_autofree char *name = g_strdup_printf ("%04d-%02d", month / 12, month % 12 + 1);
  double x, y;

  find_month (sheet, month, &x, &y);
  lt_chart_text (cr, name, x, y, 0, LETTER_SIZE, TRUE, colours->text);
  for (guint i = 0; i < G_N_ELEMENTS (weekdays) && sheet->cell >= 14; i++)
    lt_chart_text (cr, g_dpgettext2 (NULL, "weekday", weekdays[i]), x + (i + 0.5) * sheet->cell,
                   y + 19, 0.5, 10, FALSE, colours->quiet);
}

static void
paint_day_ground (cairo_t *cr, const Frame *box, const Colours *colours)
{
  cairo_rectangle (cr, box->x + 0.5, box->y + 0.5, box->width - 2, box->height - 2);
  lt_ink_set (cr, colours->grid, 1);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

/* A day that is known to have no value is crossed out; one of which nothing is known is
 * empty. */
static void
paint_missing (cairo_t *cr, const Frame *box, const Colours *colours)
{
  double far = box->width - 2;

  cairo_move_to (cr, box->x + 0.5, box->y + far);
  cairo_line_to (cr, box->x + far, box->y + 0.5);
  lt_ink_set (cr, colours->missing, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* A corner that is cut off, which is seen without its colour too. */
static void
paint_over (cairo_t *cr, const Frame *box, guint32 ink)
{
  double reach = MAX (4, box->width / 4), right = box->x + box->width - 1;

  cairo_new_path (cr);
  cairo_move_to (cr, right - reach, box->y);
  cairo_line_to (cr, right, box->y);
  cairo_line_to (cr, right, box->y + reach);
  cairo_close_path (cr);
  lt_ink_set (cr, ink, 1);
  cairo_fill (cr);
}

/* The first character of the class's name, beside its colour: 优, 良, 轻 … */
static void
write_sign (const LtChart *chart, double value, char sign[8])
{
  const char *label = chart->classes.labels[lt_chart_find_class (chart, value)];

  g_utf8_strncpy (sign, label == NULL ? "" : label, 1);
}

static void
paint_day (const LtChart *chart, cairo_t *cr, const Frame *box, const LtChartPoint *point, int day)
{
  const Colours *colours = lt_chart_colours (chart->style);
  guint32 ground = point->has_value ? lt_chart_colour_of (chart, point->value) : colours->ground;
  guint32 ink = lt_chart_is_light (ground) ? 0x1c1d20 : 0xffffff;
  ValueAxis axis = lt_chart_value_axis (0, chart->most);
  char text[32];

  if (!point->has_value)
    {
      paint_missing (cr, box, colours);
      return;
    }
  cairo_rectangle (cr, box->x, box->y, box->width - 1, box->height - 1);
  lt_ink_set (cr, ground, 1);
  cairo_fill (cr);
  if (point->over)
    paint_over (cr, box, ink);
  if (box->width >= 26)
    {
      lt_chart_write_value (point->value, axis.decimals, text, sizeof text);
      lt_chart_text (cr, text, box->x + box->width / 2, box->y + box->height / 2 - 4, 0.5,
                     MIN (LETTER_SIZE, box->width / 3), TRUE, ink);
    }
  if (chart->classes.n_breaks > 0 && box->width >= 16)
    {
      char sign[8];

      /* Where there is no room for the number it stands in the middle. */
      write_sign (chart, point->value, sign);
      lt_chart_text (cr, sign, box->x + box->width * (box->width >= 26 ? 0.82 : 0.6),
                     box->y + (box->width >= 26 ? 0 : box->height * 0.3), 0.5,
                     MIN (11, box->width / 2.4), TRUE, ink);
    }
  if (box->width >= 20)
    {
      g_snprintf (text, sizeof text, "%d", day);
      lt_chart_text (cr, text, box->x + 2, box->y, 0, MIN (9, box->width / 3), FALSE, ink);
    }
}

void
lt_chart_paint_calendar (const LtChart *self, cairo_t *cr, double width, double height)
{
  Sheet sheet = lay_out (self, width, height);
  const Colours *colours = lt_chart_colours (self->style);
  Frame box;

  for (int i = 0; i < sheet.n; i++)
    paint_month_head (self, cr, &sheet, sheet.first + i);
  for (gint64 time = self->from - self->from % DAY; time <= self->to; time += DAY)
    if (lt_chart_day_box (self, width, height, time, &box))
      paint_day_ground (cr, &box, colours);
  for (gsize i = 0; self->n_series > 0 && i < self->series[0].n_points; i++)
    {
      const LtChartPoint *point = &self->series[0].points[i];
      GDate date;

      if (point->time < self->from || point->time > self->to
          || !lt_chart_day_box (self, width, height, point->time, &box))
        continue;
      g_date_set_julian (&date, (guint32) (point->time / DAY + JULIAN_1970));
      paint_day (self, cr, &box, point, g_date_get_day (&date));
    }
}
