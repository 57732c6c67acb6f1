/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Diagrams of series. */

#include "base/civil-time.h"
#include "ink/picture.h"
#include "work/air-words.h"
#include "work/map-times.h"
#include "work/series-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOOT_HEIGHT   20
#define FOOT_SIZE     10.0
#define FOOT_EDGE     8.0
#define FOOT_COLOUR   0x63666c
#define MARK_COLOUR   0xa51d2d
#define MONTH_MINUTES (31 * 24 * 60)

static double
to_number (gint64 value)
{
  return (double) value / (double) LT_READING_SCALE;
}

/* How many values are held against a limit, and how many of them are above it. */
typedef struct
{
  const LtSeriesLimits *limits; /* (nullable) */
  guint n_judged;
  guint n_over;
} Judged;

static GArray *
copy_values (const LtSeries *series, const LtSeriesWish *wish, Judged *judged)
{
  const GArray *values = series->values;
  GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (LtChartPoint), values->len);

  for (guint i = 0; i < values->len; i++)
    {
      const LtSeriesValue *value = &g_array_index (values, LtSeriesValue, i);
      LtChartPoint point = { .time = value->time,
                             .has_value = value->has_value && !value->flagged,
                             .flagged = value->flagged,
                             .value = to_number (value->value) };

      if (judged->limits != NULL)
        point.over = lt_series_limits_find_exceeded (judged->limits, &series->place, value) != NULL;
      if (judged->limits != NULL && value->time >= wish->from && value->time <= wish->to)
        {
          judged->n_judged += lt_series_limits_judge (judged->limits, &series->place, value);
          judged->n_over += point.over;
        }
      g_array_append_val (points, point);
    }
  return points;
}

/* ---- profiles ---------------------------------------------------------------- */

/* An hour stands under its end: 00:00 is the 24th hour of the day before. */
static guint
find_hour (gint64 time)
{
  guint hour = (guint) (time % (24 * 60)) / 60;

  return hour == 0 ? 24 : hour;
}

static guint
find_month (gint64 time, LtInterval interval)
{
  g_autofree char *text =
      lt_reading_format_time (time - (interval == LT_INTERVAL_HOUR ? 1 : 0), LT_INTERVAL_HOUR);

  return (guint) g_ascii_strtoull (text + 5, NULL, 10);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* The mean, and between which values the middle half of them lies (nearest rank). */
static LtChartPoint
sum_up (GArray *numbers, guint place)
{
  LtChartPoint point = { .time = place, .has_value = numbers->len > 0 };
  double sum = 0;

  if (!point.has_value)
    return point;
  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    sum += g_array_index (numbers, double, i);
  point.value = sum / numbers->len;
  point.has_range = numbers->len >= 4;
  point.low = g_array_index (numbers, double, (numbers->len + 3) / 4 - 1);
  point.high = g_array_index (numbers, double, (3 * numbers->len + 3) / 4 - 1);
  return point;
}

static GArray *
make_profile (const GArray *values, LtChartForm form, LtInterval interval)
{
  guint n = form == LT_CHART_HOURS ? 24 : 12;
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LtChartPoint));
  g_autoptr (GPtrArray) bins = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (bins, g_array_new (FALSE, FALSE, sizeof (double)));
  for (guint i = 0; i < values->len; i++)
    {
      const LtSeriesValue *value = &g_array_index (values, LtSeriesValue, i);
      guint bin =
          form == LT_CHART_HOURS ? find_hour (value->time) : find_month (value->time, interval);
      double number = to_number (value->value);

      if (value->has_value && !value->flagged)
        g_array_append_val ((GArray *) g_ptr_array_index (bins, bin - 1), number);
    }
  for (guint i = 0; i < n; i++)
    {
      LtChartPoint point = sum_up (g_ptr_array_index (bins, i), i + 1);

      g_array_append_val (points, point);
    }
  return points;
}

/* ---- diagrams ---------------------------------------------------------------- */

static const char *
name_interval (LtInterval interval)
{
  return interval == LT_INTERVAL_HOUR  ? _ ("hourly values")
         : interval == LT_INTERVAL_DAY ? _ ("daily values")
                                       : _ ("monthly values");
}

/* As people write it: "2026-11-20 08:00" */
static char *
write_time (gint64 time, LtInterval interval)
{
  return g_strdelimit (lt_reading_format_time (time, interval), "T", ' ');
}

/**
 * lt_series_make_title:
 * @wish: what was read
 * @form: how it is shown
 * @item: (nullable): what was measured
 *
 * Returns: (transfer full): what the diagram is of, in one line
 */
char *
lt_series_make_title (const LtSeriesWish *wish, LtChartForm form, const LtItem *item)
{
  g_autofree char *from = write_time (wish->from, wish->interval);
  g_autofree char *to = write_time (wish->to, wish->interval);
  const LtSeriesPlace *first = wish->places->len > 0 ? g_ptr_array_index (wish->places, 0) : NULL;
  g_autofree char *what = NULL;
  const char *how;

  /* A formula is known better than its name; a code that is a word is the machine's. */
  if (g_str_equal (wish->item, LT_ITEM_AQI))
    what = g_strdup (_ ("AQI (air quality index)"));
  else if (item == NULL)
    what = g_strdup (wish->item);
  else if (g_ascii_islower (*item->code))
    what = g_strdup (item->label);
  else
    what = g_strdup_printf ("%s %s", item->code, item->label);
  how = form == LT_CHART_HOURS    ? _ ("means by the hour of the day, with the middle half of the "
                                          "values")
        : form == LT_CHART_MONTHS ? _ ("means by the month, with the middle half of the values")
                                  : name_interval (wish->interval);
  if (form == LT_CHART_CALENDAR && first != NULL)
    /* Translators: a place, an item, "daily values", first and last time */
    return g_strdup_printf (_ ("%s · %s %s, %s to %s"), first->label, what, how, from, to);
  /* Translators: an item, "daily values", first and last time */
  return g_strdup_printf (_ ("%s %s, %s to %s"), what, how, from, to);
}

/* The last bar of months is as wide as the month. */
static gint64
find_end (const LtSeriesWish *wish, LtChartForm form)
{
  if (form != LT_CHART_BARS)
    return wish->to;
  return wish->to
         + (wish->interval == LT_INTERVAL_HOUR  ? 60
            : wish->interval == LT_INTERVAL_DAY ? 24 * 60
                                                : MONTH_MINUTES);
}

static gboolean
is_profile (LtChartForm form)
{
  return form == LT_CHART_HOURS || form == LT_CHART_MONTHS;
}

/* Lines of what the values are held against; a calendar has its marks alone. */
static LtChartLimit *
list_limits (const LtSeriesLimits *limits, LtChartForm form, guint *n)
{
  LtChartLimit *list;

  *n = limits == NULL || is_profile (form) || form == LT_CHART_CALENDAR ? 0 : limits->list->len;
  list = g_new0 (LtChartLimit, MAX (*n, 1));
  for (guint i = 0; i < *n; i++)
    {
      const LtSeriesLimit *limit = g_ptr_array_index (limits->list, i);
      LtRatio number = limit->rule != NULL ? limit->rule->number : limit->limit->limit;

      list[i] = (LtChartLimit){ .value = (double) number.above / (double) number.below,
                                .label = limit->label,
                                .from = limit->from,
                                .to = limit->to,
                                .brief = limit->brief,
                                .is_other = limit->rule == NULL && limit->limit->air_class == 1 };
    }
  return list;
}

/* ---- classes of the index ------------------------------------------------------ */

/* Those of the standard of the last day that is shown. */
static GPtrArray *
list_classes (const GPtrArray *series, const LtSeriesWish *wish)
{
  const LtSeries *first = series->len == 0 ? NULL : g_ptr_array_index (series, 0);
  g_autofree char *date = NULL;

  if (first == NULL || first->indices == NULL)
    return NULL;
  date = lt_reading_format_time (lt_interval_floor (LT_INTERVAL_DAY, wish->to), LT_INTERVAL_DAY);
  return lt_standards_list_classes (first->indices->standards, date);
}

static void
fill_classes (const GPtrArray *list, LtChartClasses *classes)
{
  guint n = list == NULL ? 0 : MIN (list->len, LT_CHART_MOST_BREAKS + 1);

  for (guint i = 0; i < n; i++)
    {
      const LtAqiClass *class = g_ptr_array_index (list, i);

      if (i + 1 < n)
        classes->breaks[classes->n_breaks++] = class->to;
      classes->colours[i] = class->colour;
      classes->labels[i] = class->word;
    }
}

/* A line at the end of each class, with its name. Returns how many. */
static guint
fill_class_lines (const GPtrArray *classes,
                  const LtSeriesWish *wish,
                  LtChartLimit *lines,
                  GPtrArray *labels)
{
  guint n = 0;

  for (guint i = 0; classes != NULL && i + 1 < classes->len; i++)
    {
      const LtAqiClass *class = g_ptr_array_index (classes, i);

      g_ptr_array_add (labels, g_strdup_printf ("%s ≤ %u", class->word, class->to));
      lines[n] = (LtChartLimit){ .value = class->to,
                                 .label = g_ptr_array_index (labels, n),
                                 .from = wish->from,
                                 .to = find_end (wish, LT_CHART_LINES),
                                 .is_other = TRUE };
      n++;
    }
  return n;
}

/**
 * lt_series_make_chart:
 * @series: (element-type LtSeries): from lt_work_read_series()
 * @wish: what was read; its times are those of the axis
 * @form: how it is shown
 * @style: for which screen or paper
 * @item: (nullable): what was measured
 * @limits: (nullable): what the values are held against; means of many are not
 *
 * Returns: (transfer full): the diagram
 */
LtChart *
lt_series_make_chart (const GPtrArray *series,
                      const LtSeriesWish *wish,
                      LtChartForm form,
                      LtInkStyle style,
                      const LtItem *item,
                      const LtSeriesLimits *limits)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  LtChartSeries list[LT_CHART_MOST_SERIES];
  g_autofree char *title = lt_series_make_title (wish, form, item);
  g_autoptr (GPtrArray) classes = list_classes (series, wish);
  LtChartLimit class_lines[LT_CHART_MOST_BREAKS];
  g_autoptr (GPtrArray) class_labels = g_ptr_array_new_with_free_func (g_free);
  LtChartClasses shades = { 0 };
  g_autofree LtChartLimit *lines = NULL;
  g_autofree char *note = NULL;
  Judged judged = { .limits = limits };
  guint n = MIN (series->len, LT_CHART_MOST_SERIES);
  LtChartOptions options = { .form = form,
                             .style = style,
                             .title = title,
                             .unit = item == NULL ? NULL : item->unit,
                             .interval = wish->interval,
                             .from = wish->from,
                             .to = find_end (wish, form),
                             .series = list,
                             .n_series = n };

  for (guint i = 0; i < n; i++)
    {
      const LtSeries *one = g_ptr_array_index (series, i);
      GArray *made = is_profile (form) ? make_profile (one->values, form, wish->interval)
                                       : copy_values (one, wish, &judged);

      g_ptr_array_add (points, made);
      list[i] = (LtChartSeries){ one->place.label, (const LtChartPoint *) (gpointer) made->data,
                                 made->len };
    }
  options.limits = lines = list_limits (limits, form, &options.n_limits);
  if (limits != NULL && !is_profile (form))
    options.note = note = lt_series_limits_make_note (limits, form == LT_CHART_CALENDAR ? "◥" : "▼",
                                                      judged.n_over, judged.n_judged);
  fill_classes (classes, &shades);
  if (shades.n_breaks > 0 && form == LT_CHART_CALENDAR)
    options.classes = &shades;
  else if (shades.n_breaks > 0)
    {
      options.limits = class_lines;
      options.n_limits = fill_class_lines (classes, wish, class_lines, class_labels);
    }
  return lt_chart_new (&options);
}

typedef struct
{
  const LtChart *chart;
  int width;
  int height;
  const char *foot;
  const char *mark; /* (nullable) */
} Picture;

static void
paint_foot_line (cairo_t *cr, const Picture *picture, const char *text, gboolean right)
{
  g_autoptr (PangoLayout) letters = lt_letters_new (cr, text, FOOT_SIZE, right);
  double width, height;

  lt_letters_measure (letters, &width, &height);
  lt_letters_paint (cr, letters, right ? picture->width - FOOT_EDGE - width : FOOT_EDGE,
                    picture->height - FOOT_HEIGHT, right ? MARK_COLOUR : FOOT_COLOUR);
}

/* A picture that leaves the program says whose it is, when it was made, and whether what it
 * shows is made up. */
static void
on_paint (cairo_t *cr, gpointer user_data)
{
  const Picture *picture = user_data;

  lt_ink_set (cr, lt_chart_get_ground (picture->chart), 1);
  cairo_paint (cr);
  lt_chart_paint (picture->chart, cr, picture->width, picture->height - FOOT_HEIGHT);
  paint_foot_line (cr, picture, picture->foot, FALSE);
  if (picture->mark != NULL)
    paint_foot_line (cr, picture, picture->mark, TRUE);
}

static char *
describe_foot (LtSession *session)
{
  const LtRecord *bureau = lt_session_get_bureau (session);
  const char *name = bureau == NULL ? NULL : lt_record_get (bureau, "name");
  g_autofree char *minute = lt_minute_of (lt_session_get_now (session));
  g_autofree char *made = g_strdup_printf (_ ("Made: %s"), g_strdelimit (minute, "T", ' '));

  return name == NULL ? g_steal_pointer (&made) : g_strdup_printf ("%s    %s", name, made);
}

/**
 * lt_work_chart_to_file:
 * @session: the county that it is of
 * @chart: a diagram
 * @width: in pixels of a screen, of which an inch has 96
 * @height: the same
 * @scale: pixels of a PNG for each of them
 * @title: (nullable): of a PDF
 * @path: file that is made or replaced; its ending says whether a PNG or a PDF
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_work_chart_to_file (LtSession *session,
                       const LtChart *chart,
                       int width,
                       int height,
                       double scale,
                       const char *title,
                       const char *path,
                       GError **error)
{
  g_autofree char *second = lt_second_of (lt_session_get_now (session));
  g_autofree char *when = g_strconcat (second, "+08:00", NULL);
  g_autofree char *foot = describe_foot (session);
  Picture painted = { chart, width, height, foot,
                      lt_session_is_sample (session) ? _ ("Sample data") : NULL };
  LtPicture picture = { .width = width,
                        .height = height,
                        .scale = scale,
                        .paint = on_paint,
                        .user_data = &painted,
                        .title = title,
                        .made = when };

  return lt_picture_to_file (&picture, path, error);
}
