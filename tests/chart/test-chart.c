/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/chart.h"

#include <math.h>
#include <string.h>

/* What is painted where. Positions are worked out from the values, and looked for in the
 * pixels by the colour of the first series in the light style (Okabe and Ito's blue). */

#define WIDTH  800
#define HEIGHT 400
#define BLUE   0x0072b2u
#define DAY    (24 * 60)

static gint64
minutes_of (int year, int month, int day)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, 0, 0, 0);

  return g_date_time_to_unix (time) / 60;
}

static LtChart *
make_chart (LtChartForm form, LtInterval interval, const LtChartPoint *points, gsize n)
{
  LtChartSeries series = { "甲", points, n };
  LtChartOptions options = { .form = form,
                             .interval = interval,
                             .from = points[0].time,
                             .to = points[n - 1].time,
                             .series = &series,
                             .n_series = 1 };

  return lt_chart_new (&options);
}

static cairo_surface_t *
paint (const LtChart *chart)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  lt_chart_paint (chart, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_near (guint32 pixel, guint32 colour)
{
  for (int shift = 0; shift <= 16; shift += 8)
    if (abs ((int) ((pixel >> shift) & 0xff) - (int) ((colour >> shift) & 0xff)) > 60)
      return FALSE;
  return TRUE;
}

/* How many pixels of the colour are within @reach of a place. */
static guint
count_pixels (cairo_surface_t *surface, double x, double y, int reach, guint32 colour)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int row = MAX (0, (int) y - reach); row <= MIN (HEIGHT - 1, (int) y + reach); row++)
    for (int column = MAX (0, (int) x - reach); column <= MIN (WIDTH - 1, (int) x + reach);
         column++)
      {
        guint32 pixel;

        memcpy (&pixel, data + row * stride + column * 4, sizeof pixel);
        n += is_near (pixel & 0xffffff, colour);
      }
  return n;
}

/* Values rise evenly, so their places do. */
static void
test_places (void)
{
  LtChartPoint points[11];
  g_autoptr (LtChart) chart = NULL;
  LtChartFind first, last, at;

  for (int i = 0; i < 11; i++)
    points[i] = (LtChartPoint){ .time = i * 60, .has_value = TRUE, .value = i * 10 };
  chart = make_chart (LT_CHART_LINES, LT_INTERVAL_HOUR, points, 11);
  g_assert_cmpuint (lt_chart_count_values (chart), ==, 11);
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 0, &first));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 10, &last));
  g_assert_cmpfloat (first.y, >, last.y);
  for (int i = 0; i < 11; i++)
    {
      gint64 time;

      g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, (gsize) i, &at));
      g_assert_cmpfloat_with_epsilon (at.x, first.x + (last.x - first.x) * i / 10, 1e-6);
      g_assert_cmpfloat_with_epsilon (at.y, first.y + (last.y - first.y) * i / 10, 1e-6);
      g_assert_true (lt_chart_time_at (chart, WIDTH, HEIGHT, at.x, &time));
      g_assert_cmpint (time, ==, i * 60);
      g_assert_true (lt_chart_find (chart, WIDTH, HEIGHT, at.x + 3, at.y - 3, &at));
      g_assert_cmpuint (at.point, ==, i);
    }
  /* Above a line its time is told, and between two times nothing. */
  g_assert_true (lt_chart_find (chart, WIDTH, HEIGHT, first.x + 2, last.y, &at));
  g_assert_cmpuint (at.point, ==, 0);
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &at));
  g_assert_false (lt_chart_find (chart, WIDTH, HEIGHT, (first.x + at.x) / 2, first.y, &at));
  g_assert_null (lt_chart_get_point (chart, 0, 11));
  g_assert_null (lt_chart_get_point (chart, 1, 0));
  g_assert_cmpstr (lt_chart_get_label (chart, 0), ==, "甲");
}

/* Where a value is missing, or its hour is not there at all, the line is broken: nothing is
 * drawn that nobody measured. */
static void
test_gap (gconstpointer data)
{
  gboolean said = GPOINTER_TO_INT (data);
  LtChartPoint points[] = {
    { .time = 0, .has_value = TRUE, .value = 50 },
    { .time = 60, .has_value = TRUE, .value = 50 },
    { .time = 120 },
    { .time = 180, .has_value = TRUE, .value = 50 },
    { .time = 240, .has_value = TRUE, .value = 50 },
  };
  g_autoptr (LtChart) chart = NULL;
  cairo_surface_t *surface;
  LtChartFind left, right, near_left;

  if (!said)
    memmove (&points[2], &points[3], 2 * sizeof *points);
  chart = make_chart (LT_CHART_LINES, LT_INTERVAL_HOUR, points, said ? 5 : 4);
  surface = paint (chart);
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 0, &left));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &near_left));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, said ? 3 : 2, &right));
  g_assert_cmpuint (count_pixels (surface, (left.x + near_left.x) / 2, left.y, 2, BLUE), >, 0);
  g_assert_cmpuint (count_pixels (surface, (near_left.x + right.x) / 2, left.y, 12, BLUE), ==, 0);
  cairo_surface_destroy (surface);
}

/* A value that cannot be so stretches no axis and joins no line: a cross at the foot says
 * that it is there, and it is found there. */
static void
test_flagged (void)
{
  LtChartPoint points[] = {
    { .time = 0, .has_value = TRUE, .value = 10 },
    { .time = 60, .has_value = TRUE, .value = 50 },
    { .time = 120, .value = 860000, .flagged = TRUE },
    { .time = 180, .has_value = TRUE, .value = 50 },
    { .time = 240, .has_value = TRUE, .value = 50 },
  };
  g_autoptr (LtChart) chart = make_chart (LT_CHART_LINES, LT_INTERVAL_HOUR, points, 5);
  cairo_surface_t *surface = paint (chart);
  LtChartFind low, high, flagged, found;

  g_assert_cmpuint (lt_chart_count_values (chart), ==, 4);
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 0, &low));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &high));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 2, &flagged));
  g_assert_cmpfloat (low.y - high.y, >, HEIGHT / 3.0);
  g_assert_cmpfloat (flagged.y, >, low.y);
  g_assert_cmpuint (count_pixels (surface, flagged.x, flagged.y, 5, BLUE), >, 4);
  g_assert_cmpuint (count_pixels (surface, flagged.x, high.y, 12, BLUE), ==, 0);
  g_assert_true (lt_chart_find (chart, WIDTH, HEIGHT, flagged.x, flagged.y, &found));
  g_assert_cmpuint (found.point, ==, 2);
  cairo_surface_destroy (surface);
}

/* One hour of eleven years is far less than a pixel, and yet seen. */
static void
test_dense (void)
{
  gsize n = 11 * 8766, spike = n / 3;
  g_autofree LtChartPoint *points = g_new0 (LtChartPoint, n);
  g_autoptr (LtChart) chart = NULL;
  cairo_surface_t *surface;
  LtChartFind at;

  for (gsize i = 0; i < n; i++)
    points[i] = (LtChartPoint){ .time = (gint64) i * 60,
                                .has_value = TRUE,
                                .value = i == spike ? 500 : 20 + (double) (i % 7) };
  chart = make_chart (LT_CHART_LINES, LT_INTERVAL_HOUR, points, n);
  surface = paint (chart);
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, spike, &at));
  g_assert_cmpuint (count_pixels (surface, at.x, at.y + 4, 2, BLUE), >, 0);
  g_assert_cmpuint (count_pixels (surface, at.x - 20, at.y + 4, 10, BLUE), ==, 0);
  cairo_surface_destroy (surface);
}

/* A bar stands on 0 and reaches its value; the pointer finds it anywhere in its width. */
static void
test_bars (void)
{
  LtChartPoint points[] = {
    { .time = minutes_of (2026, 1, 1), .has_value = TRUE, .value = 4 },
    { .time = minutes_of (2026, 2, 1), .has_value = TRUE, .value = 8 },
    { .time = minutes_of (2026, 3, 1), .has_value = TRUE, .value = 2 },
  };
  g_autoptr (LtChart) chart = make_chart (LT_CHART_BARS, LT_INTERVAL_MONTH, points, 3);
  cairo_surface_t *surface = paint (chart);
  LtChartFind first, second, found;
  double zero;

  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 0, &first));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &second));
  zero = 2 * first.y - second.y;
  g_assert_cmpuint (count_pixels (surface, second.x, (first.y + second.y) / 2, 3, BLUE), ==, 49);
  g_assert_cmpuint (count_pixels (surface, first.x, (first.y + second.y) / 2, 3, BLUE), ==, 0);
  g_assert_cmpuint (count_pixels (surface, first.x, (first.y + zero) / 2, 3, BLUE), ==, 49);
  g_assert_true (lt_chart_find (chart, WIDTH, HEIGHT, second.x + 20, zero - 5, &found));
  g_assert_cmpuint (found.point, ==, 1);
  cairo_surface_destroy (surface);
}

/* 2026-11-01 is a Sunday, so the 2nd begins the second row, and the 30th the sixth. */
static void
test_calendar (void)
{
  LtChartPoint points[30];
  g_autoptr (LtChart) chart = NULL;
  LtChartFind first, second, last, found;
  double cell;

  for (int i = 0; i < 30; i++)
    points[i] =
        (LtChartPoint){ .time = minutes_of (2026, 11, i + 1), .has_value = i != 14, .value = i };
  chart = make_chart (LT_CHART_CALENDAR, LT_INTERVAL_DAY, points, 30);
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 0, &first));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &second));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 29, &last));
  cell = second.y - first.y;
  g_assert_cmpfloat (cell, >, 10);
  g_assert_cmpfloat_with_epsilon (first.x - second.x, 6 * cell, 1e-6);
  g_assert_cmpfloat_with_epsilon (last.x, second.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (last.y - first.y, 5 * cell, 1e-6);
  g_assert_true (lt_chart_find (chart, WIDTH, HEIGHT, last.x, last.y, &found));
  g_assert_cmpuint (found.point, ==, 29);
  /* A day without a value can be asked too, and an empty place cannot. */
  g_assert_true (
      lt_chart_find (chart, WIDTH, HEIGHT, second.x + 6 * cell, second.y + cell, &found));
  g_assert_cmpuint (found.point, ==, 14);
  g_assert_false (lt_chart_find (chart, WIDTH, HEIGHT, second.x, first.y, &found));
}

/* A limit that steps is painted at each height for its own time alone. */
static void
test_limits (void)
{
  LtChartPoint points[] = {
    { .time = 0, .has_value = TRUE, .value = 0 },
    { .time = 10 * DAY, .has_value = TRUE, .value = 100 },
  };
  LtChartLimit limits[] = { { 75, "旧", 0, 5 * DAY }, { 50, "新", 5 * DAY, 10 * DAY } };
  LtChartSeries series = { "甲", points, 2 };
  LtChartOptions options = { .interval = LT_INTERVAL_DAY,
                             .to = 10 * DAY,
                             .series = &series,
                             .n_series = 1,
                             .limits = limits,
                             .n_limits = 2 };
  g_autoptr (LtChart) chart = lt_chart_new (&options);
  cairo_surface_t *surface = paint (chart);
  LtChartFind low, high;
  double quarter, half;

  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 0, &low));
  g_assert_true (lt_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &high));
  half = low.y + (high.y - low.y) * 0.5;
  quarter = low.y + (high.y - low.y) * 0.75;
  g_assert_cmpuint (count_pixels (surface, low.x + 60, quarter, 5, 0xa51d2d), >, 3);
  g_assert_cmpuint (count_pixels (surface, low.x + 60, half, 5, 0xa51d2d), ==, 0);
  g_assert_cmpuint (count_pixels (surface, high.x - 120, half, 5, 0xa51d2d), >, 3);
  g_assert_cmpuint (count_pixels (surface, high.x - 120, quarter, 5, 0xa51d2d), ==, 0);
  cairo_surface_destroy (surface);
}

/* A limit far above the values is told at the upper edge, and the values keep their room. */
static void
test_far_limit (void)
{
  LtChartPoint points[] = { { .time = 0, .has_value = TRUE, .value = 8 },
                            { .time = 10 * DAY, .has_value = TRUE, .value = 10 } };
  LtChartLimit far = { 500, "远", 0, 10 * DAY }, near = { 30, "近", 0, 10 * DAY };
  LtChartSeries series = { "甲", points, 2 };
  LtChartOptions options = { .interval = LT_INTERVAL_DAY,
                             .to = 10 * DAY,
                             .series = &series,
                             .n_series = 1,
                             .limits = &far,
                             .n_limits = 1 };
  g_autoptr (LtChart) beyond = lt_chart_new (&options);
  g_autoptr (LtChart) within = NULL;
  LtChartFind at;

  /* The axis ends at 10, where the value is. */
  g_assert_true (lt_chart_locate (beyond, WIDTH, HEIGHT, 0, 1, &at));
  g_assert_cmpfloat (at.y, <, HEIGHT * 0.2);
  options.limits = &near;
  within = lt_chart_new (&options);
  g_assert_true (lt_chart_locate (within, WIDTH, HEIGHT, 0, 1, &at));
  g_assert_cmpfloat (at.y, >, HEIGHT * 0.5);
}

/* What is above a limit has a mark over it, in each form; what is not has none. */
static void
test_over (gconstpointer data)
{
  LtChartForm form = (LtChartForm) GPOINTER_TO_INT (data);
  gint64 start = minutes_of (2026, 3, 1);
  LtChartPoint points[] = { { .time = start, .has_value = TRUE, .value = 50 },
                            { .time = start + 10 * DAY, .has_value = TRUE, .value = 50 },
                            { .time = start + 20 * DAY, .has_value = TRUE, .value = 100 } };
  g_autoptr (LtChart) plain = make_chart (form, LT_INTERVAL_DAY, points, 3);
  cairo_surface_t *without = paint (plain), *with;
  guint32 colour = form == LT_CHART_CALENDAR ? 0x1c1d20 : 0xa51d2d;
  g_autoptr (LtChart) marked = NULL;
  LtChartFind at, other;

  points[1].over = TRUE;
  marked = make_chart (form, LT_INTERVAL_DAY, points, 3);
  with = paint (marked);
  g_assert_true (lt_chart_locate (marked, WIDTH, HEIGHT, 0, 1, &at));
  g_assert_true (lt_chart_locate (marked, WIDTH, HEIGHT, 0, 0, &other));
  g_assert_cmpuint (count_pixels (with, at.x, at.y - 8, 24, colour), >,
                    count_pixels (without, at.x, at.y - 8, 24, colour) + 8);
  g_assert_cmpuint (count_pixels (with, other.x, other.y - 8, 24, colour), ==,
                    count_pixels (without, other.x, other.y - 8, 24, colour));
  cairo_surface_destroy (without);
  cairo_surface_destroy (with);
}

static void
test_nothing (void)
{
  LtChartPoint points[] = { { .time = 0 }, { .time = 600 } };

  for (int form = LT_CHART_LINES; form <= LT_CHART_CALENDAR; form++)
    {
      g_autoptr (LtChart) chart = make_chart ((LtChartForm) form, LT_INTERVAL_DAY, points, 2);
      LtChartFind found;

      g_assert_cmpuint (lt_chart_count_values (chart), ==, 0);
      cairo_surface_destroy (paint (chart));
      g_assert_false (form != LT_CHART_CALENDAR
                      && lt_chart_find (chart, WIDTH, HEIGHT, 300, 200, &found));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/places", test_places);
  g_test_add_data_func ("/chart/gap/said", GINT_TO_POINTER (TRUE), test_gap);
  g_test_add_data_func ("/chart/gap/unsaid", GINT_TO_POINTER (FALSE), test_gap);
  g_test_add_func ("/chart/flagged", test_flagged);
  g_test_add_func ("/chart/dense", test_dense);
  g_test_add_func ("/chart/bars", test_bars);
  g_test_add_func ("/chart/calendar", test_calendar);
  g_test_add_func ("/chart/limits", test_limits);
  g_test_add_func ("/chart/far-limit", test_far_limit);
  g_test_add_data_func ("/chart/over/lines", GINT_TO_POINTER (LT_CHART_LINES), test_over);
  g_test_add_data_func ("/chart/over/bars", GINT_TO_POINTER (LT_CHART_BARS), test_over);
  g_test_add_data_func ("/chart/over/calendar", GINT_TO_POINTER (LT_CHART_CALENDAR), test_over);
  g_test_add_func ("/chart/nothing", test_nothing);
  return g_test_run ();
}
