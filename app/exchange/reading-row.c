/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What becomes of one row. */
typedef struct
{
  const LtRow *row;
  LtReadingRow reading;
  LtReadingName *place;
  LtReadingName *item;
  guint taken;
  guint refused; /* values */
} RowRun;

static const char *
name_column (const LtReadingRun *run, int column, LtReadingColumn use)
{
  return column < 0 ? lt_reading_column_name (use) : run->header->columns[column];
}

static const char *
get_cell (const LtRow *row, int column)
{
  return column < 0 ? NULL : row->cells[column];
}

static int
time_column (const LtReadingRun *run)
{
  int whole = run->routes.columns[LT_READING_TIME];

  return whole >= 0 ? whole : run->routes.columns[LT_READING_DATE];
}

static void
refuse_row (LtReadingRun *run, const LtRow *row, int column, LtReadingColumn use, const char *text)
{
  run->tally->refused++;
  lt_reading_run_tell (run, (gint64) row->line, name_column (run, column, use),
                       column < 0 ? NULL : row->cells[column], text, FALSE);
}

/* One more row that cannot be taken because of a name that is already refused. */
static void
count_refused (RowRun *self, LtReadingName *name)
{
  if (name->rows == 0)
    name->first = self->reading.line;
  name->rows++;
}

static gboolean
read_time (LtReadingRun *run, RowRun *self)
{
  static const char *const wants[] = {
    N_ ("This is not a full hour. Write it as 2026-01-31T08:00."),
    N_ ("This is not a date. Write it as 2026-01-31."),
    N_ ("This is not a month. Write it as 2026-01."),
  };
  int column = time_column (run);

  if (lt_reading_clock_read (&run->clock, &run->routes, self->row, &self->reading.time))
    return TRUE;
  /* of a date and an hour it may be the hour that is wrong */
  if (run->routes.columns[LT_READING_HOUR] >= 0
      && self->row->cells[run->routes.columns[LT_READING_DATE]] != NULL)
    column = run->routes.columns[LT_READING_HOUR];
  refuse_row (run, self->row, column, LT_READING_TIME, _ (wants[run->routes.interval]));
  return FALSE;
}

static gboolean
read_quality (LtReadingRun *run, RowRun *self)
{
  int column = run->routes.columns[LT_READING_QUALITY];
  const char *cell = get_cell (self->row, column);

  self->reading.quality = cell == NULL || *cell == '\0' ? NULL : cell;
  if (cell == NULL || strlen (cell) <= LT_READING_MAX_QUALITY)
    return TRUE;
  refuse_row (run, self->row, column, LT_READING_QUALITY,
              _ ("This is too long for a quality code."));
  return FALSE;
}

/* Reads place and item where they stand in the row itself. */
static gboolean
read_names (LtReadingRun *run, RowRun *self)
{
  const LtReadingRoutes *routes = &run->routes;
  int item = routes->columns[LT_READING_ITEM];

  if (item >= 0 && self->row->cells[item] != NULL)
    {
      self->item =
          lt_reading_run_find_item (run, self->row->cells[item], run->header->columns[item]);
      if (self->item->left_out)
        {
          run->tally->skipped++;
          return FALSE;
        }
    }
  if (!routes->places_across)
    {
      self->place = lt_reading_run_find_place (run, self->row);
      if (self->place == NULL)
        {
          int column = routes->columns[LT_READING_PLACE];

          refuse_row (run, self->row, column >= 0 ? column : routes->name, LT_READING_PLACE,
                      _ ("It is empty."));
          return FALSE;
        }
    }
  if (item >= 0 && self->item == NULL)
    {
      refuse_row (run, self->row, item, LT_READING_ITEM, _ ("It is empty."));
      return FALSE;
    }
  return TRUE;
}

/* A value that stands for a name already refused is counted, and no more. */
static gboolean
is_refused (RowRun *self, LtReadingName *name)
{
  if (name->problem == NULL)
    return FALSE;
  count_refused (self, name);
  self->refused++;
  return TRUE;
}

static void
refuse_value (LtReadingRun *run, RowRun *self, guint column, const char *text)
{
  self->refused++;
  lt_reading_run_tell (run, self->reading.line, run->header->columns[column],
                       self->row->cells[column], text, FALSE);
}

/* A value that cannot be so, kept as it was reported. */
static void
flag_value (LtReadingRun *run, RowRun *self, guint column, const char *text)
{
  self->taken++;
  run->tally->values_flagged++;
  lt_reading_run_tell (run, self->reading.line, run->header->columns[column],
                       self->row->cells[column], text, TRUE);
}

static void
count_rounded (LtReadingRun *run, const RowRun *self, guint column)
{
  run->rounded++;
  if (run->first_rounded == NULL)
    run->first_rounded = g_strdup_printf (_ ("line %d, column %s: %s"), (int) self->reading.line,
                                          run->header->columns[column], self->row->cells[column]);
}

/* Reads a number; FALSE where it was refused. */
static gboolean
read_value (LtReadingRun *run,
            RowRun *self,
            guint column,
            gint64 factor,
            gint64 divisor,
            char below[LT_READING_MAX_QUALITY + 1])
{
  const char *cell = self->row->cells[column];

  self->reading.has_value = FALSE;
  self->reading.value = 0;
  switch (
      lt_number_text_read (cell, run->routes.decimal_comma, factor, divisor, &self->reading.value))
    {
    case LT_NUMBER_NO_DATA:
      return TRUE;
    case LT_NUMBER_BELOW:
      /* How little it is nobody knows; a rule may take half the limit, which is
       * therefore kept as it was written, and is no value. */
      self->reading.value = 0;
      g_strlcpy (below, cell, LT_READING_MAX_QUALITY + 1);
      if (strlen (cell) > LT_READING_MAX_QUALITY)
        break;
      self->reading.quality = below;
      return TRUE;
    case LT_NUMBER_AMBIGUOUS:
      refuse_value (run, self, column,
                    _ ("This may be one number or another. Say with --set decimal=comma that its "
                       "comma is a decimal one, or write it without a comma."));
      return FALSE;
    case LT_NUMBER_ROUNDED:
      count_rounded (run, self, column);
      self->reading.has_value = TRUE;
      return TRUE;
    case LT_NUMBER_VALUE:
      self->reading.has_value = TRUE;
      return TRUE;
    case LT_NUMBER_BAD:
      break;
    }
  refuse_value (run, self, column,
                _ ("This is not a number that can be kept with six decimals. Write figures with a "
                   "point, such as 8.6."));
  return FALSE;
}

static void
take_fault (LtReadingRun *run,
            RowRun *self,
            guint column,
            LtReadingName *place,
            LtReadingName *item,
            LtReadingFault *fault)
{
  LtReadingName *name = fault->column == LT_READING_PLACE  ? place
                        : fault->column == LT_READING_ITEM ? item
                                                           : NULL;

  if (name == NULL)
    {
      (fault->kept ? flag_value : refuse_value) (run, self, column, fault->problem);
      g_free (fault->problem);
      return;
    }
  name->problem = g_steal_pointer (&fault->problem);
  count_refused (self, name);
  self->refused++;
  /* a column of values that no row will give any more */
  if (name == (run->routes.places_across ? place : item) && run->routes.values->len > 0)
    run->tally->row_values--;
}

/* One value: read, handed over, counted. */
static gboolean
take_value (LtReadingRun *run,
            RowRun *self,
            guint column,
            LtReadingName *place,
            LtReadingName *item,
            gint64 factor,
            gint64 divisor,
            GError **error)
{
  const char *quality = self->reading.quality;
  char below[LT_READING_MAX_QUALITY + 1];
  LtReadingFault fault = { 0 };

  if (is_refused (self, place) || is_refused (self, item)
      || !read_value (run, self, column, factor, divisor, below))
    return TRUE;
  self->reading.place = &place->place;
  self->reading.place_number = place->number;
  self->reading.item = item->text;
  self->reading.item_number = item->number;
  if (!run->on_row (&self->reading, &fault, run->user_data, error))
    return FALSE;
  self->reading.quality = quality;
  if (fault.problem == NULL)
    self->taken++;
  else
    take_fault (run, self, column, place, item, &fault);
  return TRUE;
}

static gboolean
take_values (LtReadingRun *run, RowRun *self, GError **error)
{
  GArray *values = run->routes.values;

  if (values->len == 0)
    return take_value (run, self, (guint) run->routes.columns[LT_READING_VALUE], self->place,
                       self->item, self->item->factor, self->item->divisor, error);
  for (guint i = 0; i < values->len; i++)
    {
      const LtReadingValues *column = &g_array_index (values, LtReadingValues, i);
      LtReadingName *place = run->routes.places_across ? run->across[i] : self->place;
      LtReadingName *item = run->routes.places_across ? self->item : run->across[i];
      gint64 factor = run->routes.places_across ? item->factor : column->factor;
      gint64 divisor = run->routes.places_across ? item->divisor : column->divisor;

      if (!take_value (run, self, column->column, place, item, factor, divisor, error))
        return FALSE;
      /* nothing of this row can be taken, and one problem says why */
      if (run->routes.places_across ? item->problem != NULL : place->problem != NULL)
        break;
    }
  return TRUE;
}

static void
count_row (LtReadingRun *run, const RowRun *self)
{
  LtReadingTally *tally = run->tally;

  tally->values += self->taken;
  if (self->taken == 0)
    {
      tally->refused++;
      return;
    }
  tally->taken++;
  tally->values_refused += self->refused;
  if (self->taken < tally->row_values)
    {
      gint64 line = self->reading.line;

      g_hash_table_insert (tally->short_rows, g_memdup2 (&line, sizeof line),
                           GUINT_TO_POINTER (self->taken));
    }
}

/*
 * lt_reading_run_take_row:
 *
 * Reads one row, hands its values over and counts what becomes of it.
 */
gboolean
lt_reading_run_take_row (LtReadingRun *run, const LtRow *row, GError **error)
{
  RowRun self = { .row = row, .reading.line = (gint64) MIN (row->line, (guint64) G_MAXINT64) };

  if (!run->routed)
    {
      if (!lt_reading_routes_find (&run->routes, run->plan, run->header, row, run->file, error))
        return FALSE;
      run->routed = TRUE;
      lt_reading_routes_tell (&run->routes, run->tally);
      lt_reading_run_name_values (run);
    }
  run->tally->read++;
  if (!read_names (run, &self) || !read_time (run, &self) || !read_quality (run, &self))
    return TRUE;
  if (!take_values (run, &self, error))
    return FALSE;
  count_row (run, &self);
  return TRUE;
}
