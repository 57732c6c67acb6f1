/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"
#include "model/reading.h"

G_BEGIN_DECLS

/**
 * LtReadingPlan:
 *
 * How the rows of a plain long table become measured values: one value a row, with
 * columns for place, item, time, value and, where there is one, quality.
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
  LT_READING_N_COLUMNS
} LtReadingColumn;

/**
 * LtReadingRow:
 * @line: where it stands in the file
 * @place: what the file calls the place
 * @item: what it calls the item
 * @time: civil minutes, see model/reading.h
 * @has_value: whether there is a value
 * @value: in millionths
 * @quality: (nullable): the source's code
 *
 * A row whose time, value and quality are right; of places and items this room
 * knows nothing.
 */
typedef struct
{
  gint64 line;
  const char *place;
  const char *item;
  gint64 time;
  gboolean has_value;
  gint64 value;
  const char *quality;
} LtReadingRow;

/**
 * LtReadingFault:
 * @column: which column is wrong
 * @problem: (nullable): what is wrong; %NULL for a row that is taken
 */
typedef struct
{
  LtReadingColumn column;
  char *problem;
} LtReadingFault;

/**
 * LtReadingRowFunc:
 * @row: a row
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

LtReadingPlan *lt_reading_plan_new (LtInterval interval, gboolean hours_begin);
void lt_reading_plan_free (LtReadingPlan *self);
gboolean
lt_reading_plan_map (LtReadingPlan *self, const char *column, const char *name, GError **error);
gboolean lt_reading_plan_set_encoding (LtReadingPlan *self, const char *encoding, GError **error);
void lt_reading_plan_set_part (LtReadingPlan *self, const char *part);
const char *lt_reading_column_name (LtReadingColumn column);

gboolean lt_reading_import_run (LtReadingPlan *plan,
                                const char *path,
                                LtReadingRowFunc on_row,
                                LtImportProblemFunc on_problem,
                                gpointer user_data,
                                LtImportTally *tally,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReadingPlan, lt_reading_plan_free)

G_END_DECLS
