/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtImportPlan *plan;
  const char *name; /* of the file */
  LtImportRoutes routes;
  LtImportTally *tally;
  LtImportRecordFunc on_record;
  LtImportProblemFunc on_problem;
  gpointer user_data;
  guint classes[LT_SHAPE_POLYGON + 1]; /* how many shapes of each */
  guint placed;                        /* records with a position */
  gint64 first_line;                   /* of the first row that was refused … */
  char *first_refused;                 /* (nullable): … and why */
  GError *choice;                      /* (nullable): which choice the first row asks for */
} Run;

typedef struct
{
  LtImportPlan *plan;
  const char *name;
  LtImportLook *look;
} Look;

static void
report_problem (Run *run, const LtImportProblem *problem)
{
  if (problem->kept)
    run->tally->kept += !problem->further;
  else if (!problem->further && run->tally->refused++ == 0)
    {
      run->first_line = problem->line;
      run->first_refused = g_strdup (problem->problem);
    }
  run->on_problem (problem, run->user_data);
}

static gboolean
take_header (Run *run, const LtRowHeader *header, GError **error)
{
  if (!lt_import_routes_find (&run->routes, run->plan, header, run->name, error)
      || !lt_import_routes_open_datum (&run->routes, run->name, error))
    return FALSE;
  run->tally->format = g_strdup (header->format);
  run->tally->encoding = g_strdup (header->encoding);
  if (run->routes.datum != NULL)
    run->tally->datum = g_strdup (lt_datum_get_name (run->routes.datum));
  if (run->routes.known != NULL)
    {
      run->tally->known_as = g_strdup (run->routes.known->label);
      run->tally->shape = g_strdup (run->routes.known->name);
    }
  return TRUE;
}

/* A choice is only asked for where there is a row for which it matters. */
static gboolean
begin_rows (Run *run, const LtRowHeader *header, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (take_header (run, header, &problem))
    return TRUE;
  if (g_error_matches (problem, LT_ERROR, LT_ERROR_USAGE))
    {
      run->choice = g_steal_pointer (&problem);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_choice (Run *run, GError **error)
{
  if (run->choice == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&run->choice));
  return FALSE;
}

static gboolean
take_row (Run *run, const LtRow *row, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  LtShapeClass class = 0;
  LtRecord *record;
  gboolean good = TRUE;

  run->tally->read++;
  if (!lt_import_row_is_wanted (&run->routes, row))
    {
      run->tally->skipped++;
      return TRUE;
    }
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_import_problem_free);
  record = lt_import_row_read (&run->routes, row, problems, &class);
  run->classes[class]++;
  for (guint i = 0; i < problems->len; i++)
    report_problem (run, g_ptr_array_index (problems, i));
  if (record != NULL)
    {
      run->placed += run->routes.geometry >= 0 && record->values[run->routes.geometry] != NULL;
      good = run->on_record (record, (gint64) MIN (row->line, (guint64) G_MAXINT64), run->user_data,
                             error);
    }
  return good;
}

static void
take_problem (Run *run, const LtRowProblem *told)
{
  LtImportProblem problem = {
    .line = (gint64) MIN (told->line, (guint64) G_MAXINT64),
    .column = told->column,
    .value = *told->value == '\0' ? NULL : told->value,
    .problem = told->problem,
    .kept = told->kept,
  };

  if (told->kept) /* a remark on rows that are given themselves */
    {
      run->on_problem (&problem, run->user_data);
      return;
    }
  run->tally->read++;
  report_problem (run, &problem);
}

static const char *
say_classes (LtShapeClass class)
{
  switch (class)
    {
    case LT_SHAPE_POINT:
      return _ ("points");
    case LT_SHAPE_LINE:
      return _ ("lines");
    case LT_SHAPE_POLYGON:
      return _ ("polygons");
    }
  return "?";
}

/* A file of points where areas are wanted is the wrong file, not 1495 wrong rows. */
static gboolean
check_outcome (Run *run, GError **error)
{
  const LtKind *kind = run->plan->kind;
  LtShapeClass wanted;
  guint shapes = 0;

  if (run->tally->read == 0)
    {
      return lt_import_refuse_empty (run->name, error);
    }
  if (!run->routes.has_shapes || run->placed > 0 || run->tally->skipped > 0)
    return TRUE;
  wanted = LT_SHAPE_POINT + (kind->fields[run->routes.geometry].type - LT_TYPE_POINT);
  if (run->classes[wanted] > 0)
    return TRUE;
  for (LtShapeClass class = LT_SHAPE_POINT; class <= LT_SHAPE_POLYGON; class ++)
    shapes += run->classes[class];
  /* where the features are of no use themselves, that is what is wrong */
  if (shapes == 0 && run->tally->refused == run->tally->read)
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_BAD_INPUT,
          _ ("%s, feature %d: %s None of its features can be taken; nothing of it was taken in."),
          run->name, (int) run->first_line, run->first_refused);
      return FALSE;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s has no %s, which %s need: of its %u features %u are points, %u lines, %u "
                  "have no shape. Nothing of it was taken in."),
               run->name, say_classes (wanted), lt_kind_get_label (kind), run->tally->read,
               run->classes[LT_SHAPE_POINT], run->classes[LT_SHAPE_LINE],
               run->tally->read - shapes);
  return FALSE;
}

static gboolean
on_run_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Run *run = user_data;

  switch (type)
    {
    case LT_ROW_HEADER:
      return begin_rows (run, lt_row_decoder_get_header (decoder), error);
    case LT_ROW_ROW:
      return check_choice (run, error) && take_row (run, lt_row_decoder_get_row (decoder), error);
    case LT_ROW_PROBLEM:
      if (!check_choice (run, error))
        return FALSE;
      take_problem (run, lt_row_decoder_get_problem (decoder));
      return TRUE;
    case LT_ROW_END:
      return check_outcome (run, error);
    case LT_ROW_FAILURE:
      break;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
on_look_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Look *look = user_data;
  const LtRowHeader *header = lt_row_decoder_get_header (decoder);
  g_autoptr (GError) problem = NULL;
  LtImportRoutes routes;

  if (type != LT_ROW_HEADER)
    return TRUE;
  /* a column that is missing is what the dialog is about to ask */
  if (!lt_import_routes_find (&routes, look->plan, header, look->name, &problem)
      && !g_error_matches (problem, LT_ERROR, LT_ERROR_USAGE))
    {
      lt_import_routes_clear (&routes);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  look->look->format = g_strdup (header->format);
  look->look->encoding = g_strdup (header->encoding);
  look->look->columns = g_strdupv (header->columns);
  look->look->fields = g_new0 (char *, g_strv_length (header->columns) + 1);
  for (guint i = 0; i < routes.routes->len; i++)
    {
      const LtImportRoute *route = &g_array_index (routes.routes, LtImportRoute, i);

      if (look->look->fields[route->column] == NULL)
        look->look->fields[route->column] =
            g_strdup (lt_import_name_target (look->plan->kind, route->field));
    }
  look->look->file_datum = g_strdup (*header->datum == '\0' ? routes.heading_datum : header->datum);
  look->look->needs_datum = routes.has_position && lt_import_routes_datum (&routes) == NULL;
  if (routes.known != NULL)
    {
      look->look->known_as = g_strdup (routes.known->label);
      look->look->datum_note = g_strdup (routes.known->datum_note);
    }
  lt_import_routes_clear (&routes);
  return TRUE;
}

void
lt_import_problem_free (LtImportProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->column);
  g_free (self->value);
  g_free (self->problem);
  g_free (self->file);
  g_free (self->part);
  g_free (self);
}

/**
 * lt_import_look:
 * @plan: what is said so far
 * @path: of the file
 * @cancellable: (nullable): to break off
 * @error: return location
 *
 * Reads a file's header only.
 *
 * Returns: (transfer full) (nullable): what the file says of itself
 */
LtImportLook *
lt_import_look (LtImportPlan *plan, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (LtImportLook) look = g_new0 (LtImportLook, 1);
  Look data = { plan, name, look };

  if (!lt_import_child_read (plan, path, TRUE, on_look_frame, &data, cancellable, error))
    return NULL;
  return g_steal_pointer (&look);
}

void
lt_import_look_free (LtImportLook *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->columns != NULL && self->columns[i] != NULL; i++)
    g_free (self->fields[i]);
  g_free (self->fields);
  g_strfreev (self->columns);
  g_free (self->format);
  g_free (self->encoding);
  g_free (self->file_datum);
  g_free (self->known_as);
  g_free (self->datum_note);
  g_free (self);
}

/**
 * lt_import_run:
 * @plan: how rows become records
 * @path: of the file
 * @on_record: (scope call): given each good record
 * @on_problem: (scope call): given all that is wrong with each row that was refused, and
 *   what is remarked on one that was kept, as that it has no position
 * @user_data: for both
 * @tally: (out caller-allocates): what was read; clear it in any case
 * @cancellable: (nullable): to break off, from another thread or a callback
 * @error: return location
 *
 * Reads a file to its end. Records come while the file is still being read:
 * keep them aside until this returns %TRUE, for a file may break off in its
 * last line. Errors: %LT_ERROR_USAGE where the plan does not fit the file (the
 * datum or a column is not named), %LT_ERROR_BAD_INPUT where the file is of no
 * use, %LT_ERROR_UNAVAILABLE where lantian-convert cannot be started (it is
 * looked for in LANTIAN_CONVERT, then where it was installed).
 *
 * Returns: whether all of the file was read; rows may have been refused
 */
gboolean
lt_import_run (LtImportPlan *plan,
               const char *path,
               LtImportRecordFunc on_record,
               LtImportProblemFunc on_problem,
               gpointer user_data,
               LtImportTally *tally,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  Run run = { .plan = plan,
              .name = name,
              .tally = tally,
              .on_record = on_record,
              .on_problem = on_problem,
              .user_data = user_data };
  gboolean good;

  *tally = (LtImportTally){ 0 };
  good = lt_import_child_read (plan, path, FALSE, on_run_frame, &run, cancellable, error);
  lt_import_routes_clear (&run.routes);
  g_clear_error (&run.choice);
  g_free (run.first_refused);
  return good;
}

void
lt_import_tally_clear (LtImportTally *self)
{
  g_free (self->format);
  g_free (self->encoding);
  g_free (self->datum);
  g_free (self->known_as);
  g_free (self->shape);
  *self = (LtImportTally){ 0 };
}
