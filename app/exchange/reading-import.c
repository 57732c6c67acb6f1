/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-import.h"

#include "base/error.h"
#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtReadingPlan
{
  LtImportPlan *file; /* how the file itself is read */
  GHashTable *map;    /* column → place of an LtReadingColumn */
  LtInterval interval;
  gboolean hours_begin; /* the file's hours stand under their beginning */
};

typedef struct
{
  LtReadingPlan *plan;
  const char *name; /* of the file */
  const LtRowHeader *header;
  int columns[LT_READING_N_COLUMNS]; /* -1 for none */
  LtImportTally *tally;
  LtReadingRowFunc on_row;
  LtImportProblemFunc on_problem;
  gpointer user_data;
} Run;

/* What columns are called where nobody says it. */
static const struct
{
  const char *name;
  const char *const others[10];
} columns[] = {
  [LT_READING_PLACE] = { "place",
                         { "station", "station_code", "site", "code", "站点", "点位", "站点编码",
                           "点位编码", "监测点编码", NULL } },
  [LT_READING_ITEM] = { "item",
                        { "pollutant", "parameter", "项目", "监测项目", "监测因子", "因子",
                          "污染物", NULL } },
  [LT_READING_TIME] = { "time",
                        { "datetime", "date", "时间", "监测时间", "日期", "监测日期", NULL } },
  [LT_READING_VALUE] = { "value",
                         { "concentration", "值", "数值", "监测值", "浓度", "数据", NULL } },
  [LT_READING_QUALITY] = { "quality",
                           { "flag", "mark", "质量标识", "数据标识", "标识", "标记", NULL } },
};

/**
 * lt_reading_column_name:
 *
 * Returns: (transfer none): "place", "item", "time", "value" or "quality"
 */
const char *
lt_reading_column_name (LtReadingColumn column)
{
  return columns[column].name;
}

/**
 * lt_reading_plan_new:
 * @interval: what the values stand for
 * @hours_begin: whether the file's hours stand under their beginning: 07:00 for
 *   the hour from 07:00 to 08:00, which is kept under 08:00
 *
 * Returns: (transfer full): a plan that leaves the rest to the file's columns
 */
LtReadingPlan *
lt_reading_plan_new (LtInterval interval, gboolean hours_begin)
{
  LtReadingPlan *self = g_new0 (LtReadingPlan, 1);

  self->file = lt_import_plan_new (lt_kind_by_name ("batch"));
  self->map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->interval = interval;
  self->hours_begin = hours_begin && interval == LT_INTERVAL_HOUR;
  return self;
}

void
lt_reading_plan_free (LtReadingPlan *self)
{
  if (self == NULL)
    return;
  lt_import_plan_free (self->file);
  g_hash_table_unref (self->map);
  g_free (self);
}

/**
 * lt_reading_plan_map:
 * @self: a plan
 * @column: name of a column of the file
 * @name: what it is for: place, item, time, value or quality
 * @error: return location
 */
gboolean
lt_reading_plan_map (LtReadingPlan *self, const char *column, const char *name, GError **error)
{
  for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
    if (g_str_equal (columns[i].name, name))
      {
        g_hash_table_insert (self->map, g_strdup (column), GUINT_TO_POINTER (i));
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("A column cannot go to \"%s\". An import of %s can fill: %s."), name, "reading",
               "place, item, time, value, quality");
  return FALSE;
}

/**
 * lt_reading_plan_set_encoding:
 *
 * See lt_import_plan_set_encoding().
 */
gboolean
lt_reading_plan_set_encoding (LtReadingPlan *self, const char *encoding, GError **error)
{
  return lt_import_plan_set_encoding (self->file, encoding, error);
}

/**
 * lt_reading_plan_set_part:
 *
 * See lt_import_plan_set_part().
 */
void
lt_reading_plan_set_part (LtReadingPlan *self, const char *part)
{
  lt_import_plan_set_part (self->file, part);
}

static gboolean
is_called (const char *column, guint which)
{
  if (g_ascii_strcasecmp (column, columns[which].name) == 0)
    return TRUE;
  for (int i = 0; columns[which].others[i] != NULL; i++)
    if (g_ascii_strcasecmp (column, columns[which].others[i]) == 0)
      return TRUE;
  return FALSE;
}

static int
find_column (const LtRowHeader *header, const char *name)
{
  for (int i = 0; header->columns[i] != NULL; i++)
    if (g_str_equal (header->columns[i], name))
      return i;
  return -1;
}

static gboolean
route_as_told (Run *run, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", run->header->columns);
  GHashTableIter iter;
  gpointer column;
  gpointer which;

  g_hash_table_iter_init (&iter, run->plan->map);
  while (g_hash_table_iter_next (&iter, &column, &which))
    {
      int found = find_column (run->header, column);

      if (found < 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no column \"%s\". It has: %s."),
                       run->name, (char *) column, all);
          return FALSE;
        }
      run->columns[GPOINTER_TO_UINT (which)] = found;
    }
  return TRUE;
}

static gboolean
take_header (Run *run, const LtRowHeader *header, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", header->columns);

  run->header = header;
  for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
    run->columns[i] = -1;
  if (!route_as_told (run, error))
    return FALSE;
  for (int c = 0; header->columns[c] != NULL; c++)
    for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
      if (run->columns[i] < 0 && is_called (header->columns[c], i)
          && !g_hash_table_contains (run->plan->map, header->columns[c]))
        {
          run->columns[i] = c;
          break;
        }
  for (guint i = 0; i < LT_READING_QUALITY; i++)
    if (run->columns[i] < 0)
      {
        g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                     _ ("%s: no column is known to be the %s of the readings. Name it with --map "
                        "COLUMN=%s. The columns are: %s."),
                     run->name, columns[i].name, columns[i].name, all);
        return FALSE;
      }
  run->tally->format = g_strdup (header->format);
  run->tally->encoding = g_strdup (header->encoding);
  return TRUE;
}

static const char *
get_cell (const Run *run, const LtRow *row, LtReadingColumn column)
{
  return run->columns[column] < 0 ? NULL : row->cells[run->columns[column]];
}

static void
refuse (Run *run, const LtRow *row, LtReadingColumn column, const char *text)
{
  const char *value = get_cell (run, row, column);
  g_autofree char *shown =
      value == NULL ? NULL : g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), 100));
  LtImportProblem problem = { .line = (gint64) row->line,
                              .column = run->columns[column] < 0
                                            ? (char *) columns[column].name
                                            : run->header->columns[run->columns[column]],
                              .value = shown,
                              .problem = (char *) text };

  run->tally->refused++;
  run->on_problem (&problem, run->user_data);
}

static gboolean
read_time (Run *run, const LtRow *row, LtReadingRow *reading)
{
  const char *cell = get_cell (run, row, LT_READING_TIME);
  static const char *const wants[] = {
    N_ ("This is not a full hour. Write it as 2026-01-31T08:00."),
    N_ ("This is not a date. Write it as 2026-01-31."),
    N_ ("This is not a month. Write it as 2026-01."),
  };

  if (cell == NULL || !lt_reading_parse_time (cell, run->plan->interval, &reading->time))
    {
      refuse (run, row, LT_READING_TIME, _ (wants[run->plan->interval]));
      return FALSE;
    }
  if (run->plan->hours_begin)
    reading->time += 60;
  return TRUE;
}

static gboolean
read_value (Run *run, const LtRow *row, LtReadingRow *reading)
{
  const char *cell = get_cell (run, row, LT_READING_VALUE);
  g_autofree char *trimmed = NULL;

  reading->has_value = cell != NULL && !lt_import_is_no_data (cell);
  if (!reading->has_value)
    return TRUE;
  if (g_ascii_isspace (*cell) || g_ascii_isspace (cell[strlen (cell) - 1]))
    cell = trimmed = g_strstrip (g_strdup (cell));
  if (lt_reading_parse_value (cell, &reading->value))
    return TRUE;
  refuse (run, row, LT_READING_VALUE,
          _ ("This is not a number of at most six decimals. Write figures with a point, such as "
             "8.6."));
  return FALSE;
}

static gboolean
read_quality (Run *run, const LtRow *row, LtReadingRow *reading)
{
  const char *cell = get_cell (run, row, LT_READING_QUALITY);

  reading->quality = cell == NULL || *cell == '\0' ? NULL : cell;
  if (cell == NULL || strlen (cell) <= LT_READING_MAX_QUALITY)
    return TRUE;
  refuse (run, row, LT_READING_QUALITY, _ ("This is too long for a quality code."));
  return FALSE;
}

static gboolean
read_names (Run *run, const LtRow *row, LtReadingRow *reading)
{
  reading->place = get_cell (run, row, LT_READING_PLACE);
  reading->item = get_cell (run, row, LT_READING_ITEM);
  if (reading->place != NULL && reading->item != NULL)
    return TRUE;
  refuse (run, row, reading->place == NULL ? LT_READING_PLACE : LT_READING_ITEM,
          _ ("It is empty."));
  return FALSE;
}

static gboolean
take_row (Run *run, const LtRow *row, GError **error)
{
  LtReadingRow reading = { .line = (gint64) MIN (row->line, (guint64) G_MAXINT64) };
  LtReadingFault fault = { 0 };
  gboolean good;

  run->tally->read++;
  if (!read_names (run, row, &reading) || !read_time (run, row, &reading)
      || !read_value (run, row, &reading) || !read_quality (run, row, &reading))
    return TRUE;
  good = run->on_row (&reading, &fault, run->user_data, error);
  if (good && fault.problem != NULL)
    refuse (run, row, fault.column, fault.problem);
  g_free (fault.problem);
  return good;
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Run *run = user_data;
  const LtRowProblem *told;
  LtImportProblem problem;

  switch (type)
    {
    case LT_ROW_HEADER:
      return take_header (run, lt_row_decoder_get_header (decoder), error);
    case LT_ROW_ROW:
      return take_row (run, lt_row_decoder_get_row (decoder), error);
    case LT_ROW_PROBLEM:
      told = lt_row_decoder_get_problem (decoder);
      problem = (LtImportProblem){ .line = (gint64) told->line,
                                   .column = told->column,
                                   .value = *told->value == '\0' ? NULL : told->value,
                                   .problem = told->problem,
                                   .kept = told->kept };
      run->tally->read += !told->kept;
      run->tally->refused += !told->kept;
      run->on_problem (&problem, run->user_data);
      return TRUE;
    case LT_ROW_END:
      if (run->tally->read > 0)
        return TRUE;
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no rows; nothing was changed."),
                   run->name);
      return FALSE;
    case LT_ROW_FAILURE:
      break;
    }
  g_return_val_if_reached (FALSE);
}

/**
 * lt_reading_import_run:
 * @plan: how
 * @path: a foreign file
 * @on_row: called for each row whose time, value and quality are right
 * @on_problem: called for each row that is refused
 * @user_data: for both
 * @tally: (out caller-allocates): clear it by lt_import_tally_clear(), on failure too
 * @error: return location; names file, line and column
 *
 * Has lantian-convert read a long table.
 */
gboolean
lt_reading_import_run (LtReadingPlan *plan,
                       const char *path,
                       LtReadingRowFunc on_row,
                       LtImportProblemFunc on_problem,
                       gpointer user_data,
                       LtImportTally *tally,
                       GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  Run run = { .plan = plan,
              .name = name,
              .tally = tally,
              .on_row = on_row,
              .on_problem = on_problem,
              .user_data = user_data };

  *tally = (LtImportTally){ 0 };
  return lt_import_child_read (plan->file, path, FALSE, on_frame, &run, NULL, error);
}
