/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtColumnName:
 * @name: (nullable): what the column is called; "#3" for the third of a table
 *   without names
 * @pattern: (nullable): or what its name must match
 */
typedef struct
{
  char *name;
  GRegex *pattern;
} LtColumnName;

/**
 * LtKnownValue:
 * @there: (nullable): what the file says; capital and small letters are one
 * @pattern: (nullable): or what it must match
 * @here: what the field wants; empty for no value
 */
typedef struct
{
  char *there;
  GRegex *pattern;
  char *here;
} LtKnownValue;

/**
 * LtKnownColumn:
 * @column: its name in the file
 * @field: the field, "longitude" or "latitude"; of several columns for one
 *   field the first that has a value counts
 * @values: (nullable) (element-type LtKnownValue): translation of what stands there
 * @fill: whether it is taken only where the record has nothing yet
 */
typedef struct
{
  LtColumnName column;
  char *field;
  GPtrArray *values;
  gboolean fill;
} LtKnownColumn;

/**
 * LtKnownCell:
 * @column: one of the columns
 * @pattern: what its cells must match, or may be
 */
typedef struct
{
  char *column;
  GRegex *pattern;
} LtKnownCell;

/**
 * LtKnownTime:
 * @whole: (nullable): the column that says the whole time
 * @date: (nullable): or the column of the date, or of nothing but the year where
 *   @month is there
 * @month: (nullable): and of the month
 * @day: (nullable): and of the day
 * @hour: (nullable): and of the hour
 * @first_hour: 0 or 1
 * @last_hour: 23 or 24
 * @begin: whether an hour stands under its beginning
 */
typedef struct
{
  char *whole;
  char *date;
  char *month;
  char *day;
  char *hour;
  guint first_hour;
  guint last_hour;
  gboolean begin;
} LtKnownTime;

/**
 * LtKnownItem:
 * @there: what the file calls it: a column, or what stands in the column of the item
 * @item: an item of items.json
 * @factor: its unit in ours is @factor / @divisor
 * @divisor: a power of ten
 */
typedef struct
{
  char *there;
  char *item;
  gint64 factor;
  gint64 divisor;
} LtKnownItem;

/**
 * LtKnownReadings:
 * @place_kind: "station", or "area" where a value is that of a city or county
 * @code: (nullable): column of the place's code
 * @place_name: (nullable): column of its name
 * @city: (nullable): column of its city
 * @city_in_file_name: (nullable): or where the file's name says it, as its first group
 * @place_columns: (nullable): columns that are each a place, called by its code
 * @time: when
 * @item: (nullable): column of the item
 * @value: (nullable): column of the value
 * @quality: (nullable): column of the quality code
 * @items: (element-type LtKnownItem): what is taken
 * @left_out: (element-type utf8): columns or items that are not taken: they follow from others
 * @interval: "hour", "day" or "month"
 * @rank: "real-time", "audited" or "reviewed"
 * @source: a choice of the batch's field source
 *
 * How a table of measured values is read.
 */
typedef struct
{
  char *place_kind;
  char *code;
  char *place_name;
  char *city;
  GRegex *city_in_file_name;
  GRegex *place_columns;
  LtKnownTime time;
  char *item;
  char *value;
  char *quality;
  GPtrArray *items;
  GPtrArray *left_out;
  char *interval;
  char *rank;
  char *source;
} LtKnownReadings;

/**
 * LtKnownShape:
 * @name: of the shape, by which it can be asked for
 * @label: what it is, in the screen's language
 * @origin: who publishes it, and what is known of it
 * @path: the file that describes it
 * @kind: name of the kind of record that it holds, or "reading"
 * @signs: (element-type LtColumnName): columns that all have to be there
 * @absent: (element-type LtColumnName): columns none of which may be there
 * @n_columns: how many columns there are; 0 for any number
 * @cells: (element-type LtKnownCell): what the first row has
 * @columns: (element-type LtKnownColumn): what goes where; those not there are passed over
 * @constants: (element-type LtKnownValue): fields (@there) with the value (@here) of
 *   every record
 * @decimal_comma: whether its numbers are written 36,745
 * @datum: (nullable): what its publisher says that its coordinates are in
 * @datum_note: (nullable): what is known of it where he says nothing
 * @row_column: (nullable): column by which rows are chosen
 * @row_values: (element-type utf8): what stands there in the rows that are records
 * @point_inside: whether of an outline a point inside is taken
 * @repeats: whether several rows may be of one record; the first counts
 * @readings: (nullable): how measured values are read
 *
 * A shape of table that officers are given, told by its columns.
 */
typedef struct
{
  char *name;
  char *label;
  char *origin;
  char *path;
  char *kind;
  GPtrArray *signs;
  GPtrArray *absent;
  guint n_columns;
  GPtrArray *cells;
  GPtrArray *columns;
  GPtrArray *constants;
  gboolean decimal_comma;
  char *datum;
  char *datum_note;
  char *row_column;
  GPtrArray *row_values;
  gboolean point_inside;
  gboolean repeats;
  LtKnownReadings *readings;
} LtKnownShape;

/* The name of the kind that measured values have where shapes are described. */
#define LT_KNOWN_READING "reading"

/**
 * LtKnownShapes:
 *
 * All shapes that are known: those of the program and those of the bureau.
 */
typedef struct _LtKnownShapes LtKnownShapes;

LtKnownShapes *lt_known_shapes_load (GError **error);
LtKnownShapes *lt_known_shapes_load_from (const char *const *folders, GError **error);
void lt_known_shapes_free (LtKnownShapes *self);
GPtrArray *lt_known_shapes_list (const LtKnownShapes *self);
const LtKnownShape *lt_known_shapes_by_name (const LtKnownShapes *self, const char *name);
const LtKnownShape *lt_known_shapes_find (const LtKnownShapes *self,
                                          const char *kind,
                                          const char *const *columns,
                                          const char *const *cells);

char *lt_known_shapes_own_folder (void);
gboolean lt_known_shape_is_own (const LtKnownShape *self);
guint lt_known_shape_count_signs (const LtKnownShape *self);
gboolean lt_known_shape_fits (const LtKnownShape *self,
                              const char *const *columns,
                              const char *const *cells,
                              const char **missing);
int lt_column_name_find (const LtColumnName *self, const char *const *columns);
const char *lt_known_column_translate (const LtKnownColumn *self, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtKnownShapes, lt_known_shapes_free)

G_END_DECLS
