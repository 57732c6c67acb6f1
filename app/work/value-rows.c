/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/value-rows.h"

#include "work/air-words.h"
#include "work/map-wish.h"
#include "work/readings.h"
#include "work/series-limits.h"

#include <glib/gi18n-lib.h>

/* What there is to say of a value, the gravest last. */
enum
{
  NOTHING,
  MISSING,
  DISPUTED,
  FLAGGED,
  OVER,
};

static const LtSeries *
get_series (const LtValueRows *self, const LtValueSpot *spot)
{
  return g_ptr_array_index ((GPtrArray *) self->series, spot->series);
}

static const LtSeriesValue *
get_value (const LtValueRows *self, const LtValueSpot *spot)
{
  return &g_array_index (get_series (self, spot)->values, LtSeriesValue, spot->point);
}

/* ---- what is to be said of a value --------------------------------------------- */

static const LtSeriesLimit *
find_exceeded (const LtSeries *series, const LtSeriesValue *value, const LtSeriesLimits *limits)
{
  return limits == NULL || !value->has_value || value->flagged
             ? NULL
             : lt_series_limits_find_exceeded (limits, &series->place, value);
}

static void
add (GString *words, const char *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
}

/* The class of an index and what made it, "轻度污染 · 首要污染物 PM2.5". */
static void
add_class (GString *words, const LtAirIndices *indices, guint point, LtInterval interval)
{
  const LtAirIndex *index = &g_array_index (indices->rows, LtAirIndex, point);
  const LtAqiClass *class = lt_air_index_find_class (index, indices->standards, interval);
  g_autofree char *primary = lt_air_index_list_primary (index);

  if (class == NULL && index->aqi.withheld)
    add (words, _ ("NA: an item is missing and the rest are not above 100, so it is not "
                   "published"));
  else if (class == NULL)
    add (words, _ ("no valid value"));
  else
    add (words, class->word);
  if (class != NULL && *primary != '\0')
    {
      g_autofree char *part = g_strdup_printf (_ ("primary pollutant %s"), primary);

      add (words, part);
    }
}

/**
 * lt_value_remark:
 * @series: of the value
 * @point: its number
 * @interval: of the values
 * @limits: (nullable): what they are held against
 *
 * Returns: (transfer full): what is to be said of a value beside the number; "" for nothing
 */
char *
lt_value_remark (const LtSeries *series,
                 guint point,
                 LtInterval interval,
                 const LtSeriesLimits *limits)
{
  const LtSeriesValue *value = &g_array_index (series->values, LtSeriesValue, point);
  const LtSeriesLimit *over = find_exceeded (series, value, limits);
  GString *words = g_string_new (NULL);

  if (series->indices != NULL)
    add_class (words, series->indices, point, interval);
  else if (!value->has_value)
    add (words, _ ("no valid value"));
  if (value->has_value && value->flagged)
    add (words, _ ("× as reported, cannot be so, left out"));
  if (value->disputed)
    add (words, _ ("another import says otherwise"));
  if (over != NULL)
    {
      /* Translators: a value is beyond "GB 3095-2012 class 2: 75" */
      g_autofree char *part = g_strdup_printf (_ ("▼ beyond %s"), over->label);

      add (words, part);
    }
  return g_string_free (words, FALSE);
}

static guint16
grade (const LtValueRows *self, const LtValueSpot *spot)
{
  const LtSeriesValue *value = get_value (self, spot);

  if (find_exceeded (get_series (self, spot), value, self->limits) != NULL)
    return OVER;
  return !value->has_value ? MISSING
         : value->flagged  ? FLAGGED
         : value->disputed ? DISPUTED
                           : NOTHING;
}

/* ---- order --------------------------------------------------------------------- */

static int
compare_times (const LtValueRows *self, const LtValueSpot *one, const LtValueSpot *other)
{
  gint64 first = get_value (self, one)->time, second = get_value (self, other)->time;

  return (first > second) - (first < second);
}

static int
compare_places (const LtValueRows *self, const LtValueSpot *one, const LtValueSpot *other)
{
  return one->series == other->series ? 0
                                      : g_utf8_collate (get_series (self, one)->place.label,
                                                        get_series (self, other)->place.label);
}

/* What is no value, or cannot be one, is less than any that is. */
static int
compare_numbers (const LtValueRows *self, const LtValueSpot *one, const LtValueSpot *other)
{
  const LtSeriesValue *a = get_value (self, one), *b = get_value (self, other);
  gboolean is_a = a->has_value && !a->flagged, is_b = b->has_value && !b->flagged;

  return is_a && is_b ? (a->value > b->value) - (a->value < b->value) : (int) is_a - (int) is_b;
}

typedef struct
{
  const LtValueRows *rows;
  const LtValueOrder *order;
} Sorting;

/* Of equals the latest comes first, then in the order of the places that were chosen. */
static int
compare_spots (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LtValueSpot *one = a, *other = b;
  const Sorting *sorting = user_data;
  int order = 0;

  switch (sorting->order->column)
    {
    case LT_VALUE_TIME:
      order = compare_times (sorting->rows, one, other);
      break;
    case LT_VALUE_PLACE:
      order = compare_places (sorting->rows, one, other);
      break;
    case LT_VALUE_NUMBER:
      order = compare_numbers (sorting->rows, one, other);
      break;
    case LT_VALUE_REMARK:
      order = (int) one->grade - (int) other->grade;
      break;
    case LT_VALUE_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
  if (order != 0)
    return sorting->order->downward ? -order : order;
  order = -compare_times (sorting->rows, one, other);
  return order != 0 ? order : (int) one->series - (int) other->series;
}

/**
 * lt_value_rows_sort:
 * @self: rows
 * @order: their new order
 */
void
lt_value_rows_sort (LtValueRows *self, const LtValueOrder *order)
{
  Sorting sorting = { self, order };

  if (order->column == LT_VALUE_REMARK)
    for (guint i = 0; i < self->spots->len; i++)
      {
        LtValueSpot *spot = &g_array_index (self->spots, LtValueSpot, i);

        spot->grade = grade (self, spot);
      }
  g_array_sort_with_data (self->spots, compare_spots, &sorting);
}

/* ---- rows ---------------------------------------------------------------------- */

/**
 * lt_value_rows_new:
 * @series: (element-type LtSeries): from lt_work_read_series()
 * @wish: what they were read for
 * @item: (nullable): what is known of the item
 * @limits: (nullable): what they are held against
 *
 * Returns: (transfer full): their values, the latest first
 */
LtValueRows *
lt_value_rows_new (const GPtrArray *series,
                   const LtSeriesWish *wish,
                   const LtItem *item,
                   const LtSeriesLimits *limits)
{
  LtValueRows *self = g_new0 (LtValueRows, 1);
  LtValueOrder order = { LT_VALUE_TIME, TRUE };

  self->series = series;
  self->wish = wish;
  self->item = item;
  self->limits = limits;
  self->spots = g_array_new (FALSE, FALSE, sizeof (LtValueSpot));
  for (guint i = 0; i < series->len; i++)
    {
      const LtSeries *one = g_ptr_array_index ((GPtrArray *) series, i);

      for (guint j = 0; j < one->values->len; j++)
        {
          LtValueSpot spot = { .point = j, .series = (guint16) i };

          g_array_append_val (self->spots, spot);
        }
    }
  lt_value_rows_sort (self, &order);
  return self;
}

void
lt_value_rows_free (LtValueRows *self)
{
  g_array_unref (self->spots);
  g_free (self);
}

/**
 * lt_value_column_label:
 * @column: a column
 *
 * Returns: the words at its head, whatever was measured
 */
const char *
lt_value_column_label (LtValueColumn column)
{
  switch (column)
    {
    case LT_VALUE_TIME:
      return C_ ("column", "Time");
    case LT_VALUE_PLACE:
      return _ ("Place");
    case LT_VALUE_NUMBER:
      return _ ("Value");
    case LT_VALUE_REMARK:
      return _ ("Remark");
    case LT_VALUE_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * lt_value_rows_make_title:
 * @self: rows
 * @column: which column
 *
 * Returns: (transfer full): the words at its head; those of the numbers say what was measured,
 *   and the unit
 */
char *
lt_value_rows_make_title (const LtValueRows *self, LtValueColumn column)
{
  const char *name;

  if (column != LT_VALUE_NUMBER)
    return g_strdup (lt_value_column_label (column));
  if (self->item == NULL)
    return g_strdup (self->wish->item);
  name = g_ascii_islower (*self->wish->item) ? self->item->label : self->wish->item;
  return *self->item->unit == '\0' ? g_strdup (name)
                                   : g_strdup_printf ("%s (%s)", name, self->item->unit);
}

/**
 * lt_value_rows_format:
 * @self: rows
 * @row: number of a row
 * @column: which column
 *
 * Returns: (transfer full): what stands there
 */
char *
lt_value_rows_format (const LtValueRows *self, guint row, LtValueColumn column)
{
  const LtValueSpot *spot = &g_array_index (self->spots, LtValueSpot, row);
  const LtSeriesValue *value = get_value (self, spot);
  g_autofree char *moment = NULL;

  switch (column)
    {
    case LT_VALUE_TIME:
      moment = lt_reading_format_time (value->time, self->wish->interval);
      return lt_moment_in_words (moment, self->wish->interval);
    case LT_VALUE_PLACE:
      return g_strdup (get_series (self, spot)->place.label);
    case LT_VALUE_NUMBER:
      return value->has_value ? lt_reading_format_value (value->value) : g_strdup ("—");
    case LT_VALUE_REMARK:
      return lt_value_remark (get_series (self, spot), spot->point, self->wish->interval,
                              self->limits);
    case LT_VALUE_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

/* ---- as a file ----------------------------------------------------------------- */

static LtSeenTable *
see (const LtValueRows *self)
{
  static const char *const names[] = { "time", "place", "value", "remark" };
  LtSeenTable *table = lt_seen_table_new ("values", _ ("Measured values"));

  for (int i = 0; i < LT_VALUE_N_COLUMNS; i++)
    {
      g_autofree char *title = lt_value_rows_make_title (self, (LtValueColumn) i);

      lt_seen_table_add_column (table, names[i], title,
                                i == LT_VALUE_NUMBER ? LT_COLUMN_DECIMAL : LT_COLUMN_TEXT);
    }
  for (guint i = 0; i < self->spots->len; i++)
    {
      const LtSeriesValue *value = get_value (self, &g_array_index (self->spots, LtValueSpot, i));
      char **cells = lt_seen_table_add_row (table);

      cells[LT_VALUE_TIME] = lt_reading_format_time (value->time, self->wish->interval);
      cells[LT_VALUE_PLACE] = lt_value_rows_format (self, i, LT_VALUE_PLACE);
      if (value->has_value)
        cells[LT_VALUE_NUMBER] = lt_reading_format_value (value->value);
      cells[LT_VALUE_REMARK] = lt_value_rows_format (self, i, LT_VALUE_REMARK);
    }
  return table;
}

/**
 * lt_work_export_values:
 * @store: a county file, of the calling thread
 * @wish: which values
 * @order: of the rows
 * @options: where and how: CSV or XLSX
 * @report: (out caller-allocates): what was written
 * @error: return location; nothing was written then
 *
 * Writes a row for each value of each place, with what judges it. The time is as readings have
 * it: an hour stands under its end.
 *
 * Returns: whether it was written
 */
gboolean
lt_work_export_values (LtStore *store,
                       const LtSeriesWish *wish,
                       const LtValueOrder *order,
                       const LtExportOptions *options,
                       LtExportReport *report,
                       GError **error)
{
  g_autoptr (LtItems) items = lt_work_items (error);
  g_autoptr (GPtrArray) series = items == NULL ? NULL : lt_work_read_series (store, wish, error);
  g_autoptr (LtSeriesLimits) limits =
      series == NULL ? NULL : lt_work_series_limits (store, wish, error);
  g_autoptr (LtValueRows) rows = NULL;
  g_autoptr (LtSeenTable) table = NULL;

  if (limits == NULL)
    return FALSE;
  rows = lt_value_rows_new (series, wish, lt_items_find (items, wish->item), limits);
  lt_value_rows_sort (rows, order);
  table = see (rows);
  return lt_seen_table_export (table, options, report, error);
}
