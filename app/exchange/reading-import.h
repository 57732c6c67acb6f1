/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"
#include "model/items.h"
#include "model/reading.h"

G_BEGIN_DECLS

/**
 * LtReadingPlan:
 *
 * How the rows of a foreign table become measured values. What the plan does not
 * say, the table's known shape decides (data/shapes), else the names of its
 * columns: a long table has a value a row, with columns for place, item, time,
 * value and, where there is one, quality; a wide one has a column for each item.
 */
typedef struct _LtReadingPlan LtReadingPlan;

/**
 * LtReadingColumn:
 *
 * What a column is for. --map names them as in lt_reading_column_name().
 */
typedef enum
{
  LT_READING_PLACE,
  LT_READING_ITEM,
  LT_READING_TIME,
  LT_READING_VALUE,
  LT_READING_QUALITY,
  LT_READING_CITY,
  LT_READING_DATE,
  LT_READING_HOUR,
  LT_READING_N_COLUMNS
} LtReadingColumn;

/**
 * LtReadingPlace:
 * @kind: (nullable): "station" or "area" where the file's shape says it
 * @code: (nullable): its code
 * @city: (nullable): its city, as written
 * @name: (nullable): its name, as written
 *
 * What a file says of a place: a code, a name, or both.
 */
typedef struct
{
  char *kind;
  char *code;
  char *city;
  char *name;
} LtReadingPlace;

/**
 * LtReadingRow:
 * @line: where it stands in the file; it never goes down
 * @place: what the file calls the place
 * @place_number: of @place in this run, from 0 in the order of their appearance
 * @item: what it calls the item
 * @item_number: of @item, likewise
 * @time: civil minutes, see model/reading.h
 * @has_value: whether there is a value
 * @value: in millionths
 * @quality: (nullable): the source's code
 *
 * One value whose time, number and quality are right; of places and items this
 * room knows nothing. A wide row gives several with one line.
 */
typedef struct
{
  gint64 line;
  const LtReadingPlace *place;
  guint place_number;
  const char *item;
  guint item_number;
  gint64 time;
  gboolean has_value;
  gint64 value;
  const char *quality;
} LtReadingRow;

/**
 * LtReadingFault:
 * @column: which column is wrong
 * @problem: (nullable): what is wrong; %NULL for a value that is taken
 * @kept: whether the value was taken all the same
 *
 * A fault of place or item is remembered: rows with the same are not asked about
 * again, and one problem tells how many they are.
 */
typedef struct
{
  LtReadingColumn column;
  char *problem;
  gboolean kept;
} LtReadingFault;

/**
 * LtReadingRowFunc:
 * @row: a value
 * @fault: (out): what is wrong with it
 * @user_data: as given
 * @error: return location
 *
 * Returns: whether to go on; %FALSE ends the import with @error
 */
typedef gboolean (*LtReadingRowFunc) (const LtReadingRow *row,
                                      LtReadingFault *fault,
                                      gpointer user_data,
                                      GError **error);

/**
 * LtReadingTally:
 * @read: rows of the file
 * @taken: rows of which a value was taken
 * @refused: rows of which none was
 * @skipped: rows that only say what follows from others
 * @values: values that were taken
 * @values_flagged: of them, those that cannot be so
 * @values_refused: values that were refused in rows of which others were taken
 * @row_values: how many values are taken of a whole row
 * @short_rows: line → how many values were taken of it, where not all were
 * @interval: what the values stand for
 * @rank: choice of the batch's field: what the user says, else the shape, else the
 *   lowest
 * @source: likewise
 * @shape: (nullable): name of the file's known shape
 * @notes: (element-type utf8): what was assumed, in the screen's language
 *
 * What was read.
 */
typedef struct
{
  guint read;
  guint taken;
  guint refused;
  guint skipped;
  guint64 values;
  guint values_flagged;
  guint values_refused;
  guint row_values;
  GHashTable *short_rows;
  LtInterval interval;
  char *rank;
  char *source;
  char *shape;
  GPtrArray *notes;
} LtReadingTally;

LtReadingPlan *lt_reading_plan_new (void);
void lt_reading_plan_free (LtReadingPlan *self);
gboolean
lt_reading_plan_map (LtReadingPlan *self, const char *column, const char *name, GError **error);
gboolean
lt_reading_plan_set (LtReadingPlan *self, const char *name, const char *value, GError **error);
gboolean lt_reading_plan_set_encoding (LtReadingPlan *self, const char *encoding, GError **error);
void lt_reading_plan_set_part (LtReadingPlan *self, const char *part);
const char *lt_reading_plan_get_part (const LtReadingPlan *self);
gboolean lt_reading_plan_set_shape (LtReadingPlan *self, const char *name, GError **error);
void lt_reading_plan_take_items (LtReadingPlan *self, LtItems *items);
const LtItems *lt_reading_plan_get_items (const LtReadingPlan *self);
const char *lt_reading_column_name (LtReadingColumn column);

gboolean lt_reading_import_run (LtReadingPlan *plan,
                                const char *path,
                                LtReadingRowFunc on_row,
                                LtImportProblemFunc on_problem,
                                gpointer user_data,
                                LtReadingTally *tally,
                                GCancellable *cancellable,
                                GError **error);
void lt_reading_tally_clear (LtReadingTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReadingPlan, lt_reading_plan_free)

G_END_DECLS
