/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-import.h"

#include "exchange/reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SHOWN 100 /* characters of a value in a message */

static char *
shorten (const char *value)
{
  return value == NULL ? NULL
                       : g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), MAX_SHOWN));
}

void
lt_reading_run_tell (LtReadingRun *run,
                     gint64 line,
                     const char *column,
                     const char *value,
                     const char *text,
                     gboolean kept)
{
  g_autofree char *shown = shorten (value);
  LtImportProblem problem = {
    .line = line, .column = (char *) column, .value = shown, .problem = (char *) text, .kept = kept
  };

  run->on_problem (&problem, run->user_data);
}

static void
tell_name (LtReadingRun *run, const LtReadingName *name, const char *text)
{
  g_autofree char *shown = shorten (name->value);
  LtImportProblem problem = { .line = name->first,
                              .column = name->column,
                              .value = shown,
                              .problem = (char *) text,
                              /* an item has a text */
                              .place_rows = name->text == NULL ? name->rows : 0 };

  run->on_problem (&problem, run->user_data);
}

/* One problem for a name, with the number of rows that are left out for it. */
static void
tell_names (LtReadingRun *run)
{
  for (guint i = 0; i < run->names->len; i++)
    {
      const LtReadingName *name = g_ptr_array_index (run->names, i);
      g_autofree char *text = NULL;

      if (name->problem == NULL)
        continue;
      if (name->rows > 1)
        text = g_strdup_printf (_ ("%s Rows with it: %u, this is the first."), name->problem,
                                name->rows);
      tell_name (run, name, text == NULL ? name->problem : text);
    }
}

/* A value is kept with six decimals; that some had more is not left unsaid. */
static void
tell_rounded (LtReadingRun *run)
{
  if (run->rounded > 0)
    g_ptr_array_add (run->tally->notes,
                     g_strdup_printf (_ ("%u values have more than six decimals, as computed ones "
                                         "do; they are kept rounded to six (GB/T 8170). The first "
                                         "is in %s."),
                                      run->rounded, run->first_rounded));
}

/* What lantian-convert itself found wrong. */
static void
tell_told (LtReadingRun *run, const LtRowProblem *told)
{
  LtImportProblem problem = { .line = (gint64) told->line,
                              .column = told->column,
                              .value = *told->value == '\0' ? NULL : told->value,
                              .problem = told->problem,
                              .kept = told->kept };

  run->on_problem (&problem, run->user_data);
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  LtReadingRun *run = user_data;
  const LtRowProblem *told;

  switch (type)
    {
    case LT_ROW_HEADER:
      run->header = lt_row_decoder_get_header (decoder);
      return TRUE;
    case LT_ROW_ROW:
      return lt_reading_run_take_row (run, lt_row_decoder_get_row (decoder), error);
    case LT_ROW_PROBLEM:
      told = lt_row_decoder_get_problem (decoder);
      run->tally->read += !told->kept;
      run->tally->refused += !told->kept;
      tell_told (run, told);
      return TRUE;
    case LT_ROW_END:
      tell_names (run);
      tell_rounded (run);
      if (run->tally->read > 0)
        return TRUE;
      return lt_import_refuse_empty (run->file, error);
    case LT_ROW_FAILURE:
      break;
    }
  g_return_val_if_reached (FALSE);
}

static void
clear_run (LtReadingRun *run)
{
  if (run->routes.values != NULL)
    lt_reading_routes_clear (&run->routes);
  lt_reading_clock_clear (&run->clock);
  g_hash_table_unref (run->places);
  g_hash_table_unref (run->items);
  g_ptr_array_unref (run->names);
  g_string_free (run->key, TRUE);
  g_free (run->last_key);
  g_free (run->across);
  g_free (run->first_rounded);
}

/**
 * lt_reading_import_run:
 * @plan: how
 * @path: a foreign file
 * @on_row: called for each value whose time, number and quality are right
 * @on_problem: called for each row or value that is refused, and at the end for each
 *   place and item that is
 * @user_data: for both
 * @tally: (out caller-allocates): clear it by lt_reading_tally_clear(), on failure too
 * @cancellable: (nullable): to break off
 * @error: return location; names file, line and column
 *
 * Has lantian-convert read a table of measured values.
 */
gboolean
lt_reading_import_run (LtReadingPlan *plan,
                       const char *path,
                       LtReadingRowFunc on_row,
                       LtImportProblemFunc on_problem,
                       gpointer user_data,
                       LtReadingTally *tally,
                       GCancellable *cancellable,
                       GError **error)
{
  /* a part of an archive is a file with a name of its own */
  g_autofree char *name = g_path_get_basename (plan->file->part != NULL ? plan->file->part : path);
  LtReadingRun run = { .plan = plan,
                       .file = name,
                       .places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                       .items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                       .names =
                           g_ptr_array_new_with_free_func ((GDestroyNotify) lt_reading_name_free),
                       .key = g_string_new (NULL),
                       .tally = tally,
                       .on_row = on_row,
                       .on_problem = on_problem,
                       .user_data = user_data };
  gboolean done;

  *tally = (LtReadingTally){ .notes = g_ptr_array_new_with_free_func (g_free),
                             .short_rows = g_hash_table_new_full (g_int64_hash, g_int64_equal,
                                                                  g_free, NULL) };
  done = lt_import_child_read (plan->file, path, FALSE, on_frame, &run, cancellable, error);
  clear_run (&run);
  return done;
}

void
lt_reading_tally_clear (LtReadingTally *self)
{
  g_clear_pointer (&self->short_rows, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->rank, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->shape, g_free);
}
