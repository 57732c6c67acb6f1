/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/recognise.h"

#include "base/error.h"
#include "exchange/reading-private.h"

#include <string.h>

#define TOLD_ROWS 5000 /* between two words of progress */

/* A shape that is known is surer than any number of names. */
#define KNOWN_SHAPE 1000

typedef struct
{
  const char *part;
  const char *name; /* of the file, or of the part of an archive */
  LtReadingPlan *readings;
  const LtKind *const *kinds;
  LtRecogniseFunc on_rows;
  gpointer user_data;
  const LtRowHeader *header;
  gboolean weighed;
  LtRecognition *found;
  GArray *weights; /* (element-type guint): of found->kinds */
} Run;

static void
free_likely (gpointer data)
{
  LtLikelyKind *kind = data;

  g_free (kind->name);
  g_free (kind->known_as);
  g_free (kind->origin);
  g_free (kind);
}

/* Puts it in where it belongs: the likeliest first, of equals the first. */
static void
add_kind (Run *run,
          const char *name,
          gboolean complete,
          guint columns,
          guint weight,
          const LtKnownShape *known)
{
  LtLikelyKind *kind = g_new0 (LtLikelyKind, 1);
  guint at = 0;

  *kind = (LtLikelyKind){ g_strdup (name), complete, columns, NULL, NULL };
  if (known != NULL)
    {
      kind->known_as = g_strdup (known->label);
      kind->origin = g_strdup (known->origin);
      weight += KNOWN_SHAPE * (1 + lt_known_shape_count_signs (known));
    }
  while (at < run->weights->len && g_array_index (run->weights, guint, at) >= weight)
    at++;
  g_ptr_array_insert (run->found->kinds, (int) at, kind);
  g_array_insert_val (run->weights, at, weight);
}

static gboolean
says (const char *text, const char *word)
{
  g_autofree char *a = g_utf8_casefold (text, -1);
  g_autofree char *b = g_utf8_casefold (word, -1);

  return *b != '\0' && strstr (a, b) != NULL;
}

/* What the file's name or what stands above its columns calls the rows. */
static gboolean
is_named (const Run *run, const LtKind *kind)
{
  g_autofree char *name = g_utf8_make_valid (run->name, -1);

  return says (name, kind->name) || says (name, lt_kind_get_label (kind))
         || says (run->header->title, lt_kind_get_label (kind));
}

/* Whether the first row's own shape is of another class than the kind's: of files whose
 * header does not say what shapes they have. A known shape may take points of outlines. */
static gboolean
has_other_shape (const LtKind *kind, const LtRow *first, const LtImportRoutes *routes)
{
  g_autoptr (LtShape) shape = NULL;
  gsize size;
  gconstpointer wkb;

  if (first == NULL || first->wkb == NULL || !routes->has_shapes || routes->known != NULL)
    return FALSE;
  wkb = g_bytes_get_data (first->wkb, &size);
  shape = lt_shape_from_wkb (wkb, size, NULL);
  return shape != NULL
         && lt_shape_get_class (shape)
                != LT_SHAPE_POINT + (kind->fields[routes->geometry].type - LT_TYPE_POINT);
}

/* Any table of places has positions: they do not tell what the places are. */
static gboolean
has_own_column (const LtImportRoutes *routes)
{
  for (guint i = 0; i < routes->routes->len; i++)
    if (g_array_index (routes->routes, LtImportRoute, i).field >= 0)
      return TRUE;
  return FALSE;
}

static void
weigh_kind (Run *run, const LtKind *kind, const LtRow *first)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (kind);
  g_autoptr (GError) problem = NULL;
  LtImportRoutes routes;
  gboolean complete;
  guint weight;

  lt_import_plan_set_part (plan, run->part);
  complete = lt_import_routes_find (&routes, plan, run->header, run->name, &problem);
  weight = has_own_column (&routes) ? 2 * routes.routes->len + (complete ? 3 : 0) : 0;
  if (weight > 0 && is_named (run, kind))
    weight += 4;
  if (weight > 0 && !has_other_shape (kind, first, &routes)
      && (complete || g_error_matches (problem, LT_ERROR, LT_ERROR_USAGE)))
    add_kind (run, kind->name, complete, routes.routes->len, weight, routes.known);
  lt_import_routes_clear (&routes);
}

/* Readings have no half way: what is no table of them has nothing of one. */
static void
weigh_readings (Run *run, const LtRow *first)
{
  g_autoptr (GError) problem = NULL;
  LtReadingRoutes routes;
  gboolean complete =
      lt_reading_routes_find (&routes, run->readings, run->header, first, run->name, &problem);
  guint columns = routes.values->len;

  for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
    columns += routes.columns[i] >= 0;
  if (complete || routes.shape != NULL)
    add_kind (run, LT_KNOWN_READING, complete, columns, 2 * columns + 3, routes.shape);
  lt_reading_routes_clear (&routes);
}

static void
weigh_once (Run *run, const LtRow *first)
{
  if (run->weighed)
    return;
  run->weighed = TRUE;
  if (first != NULL)
    weigh_readings (run, first);
  for (guint i = 0; run->kinds[i] != NULL; i++)
    weigh_kind (run, run->kinds[i], first);
}

static void
take_header (Run *run, const LtRowHeader *header)
{
  LtRecognition *found = run->found;

  run->header = header;
  found->format = g_strdup (header->format);
  found->encoding = g_strdup (header->encoding);
  found->file_datum = *header->datum == '\0' ? NULL : g_strdup (header->datum);
  found->shape = g_strdup (header->shape);
  found->columns = g_strdupv (header->columns);
}

static gboolean
count_row (Run *run, GError **error)
{
  if (run->found->rows == LT_RECOGNISE_ROWS)
    {
      run->found->more = TRUE;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "");
      return FALSE;
    }
  if (++run->found->rows % TOLD_ROWS == 0 && run->on_rows != NULL)
    run->on_rows (run->found->rows, run->user_data);
  return TRUE;
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Run *run = user_data;

  switch (type)
    {
    case LT_ROW_HEADER:
      take_header (run, lt_row_decoder_get_header (decoder));
      return TRUE;
    case LT_ROW_ROW:
      weigh_once (run, lt_row_decoder_get_row (decoder));
      return count_row (run, error);
    case LT_ROW_PROBLEM:
      return lt_row_decoder_get_problem (decoder)->kept || count_row (run, error);
    case LT_ROW_END:
      weigh_once (run, NULL);
      if (run->found->rows > 0)
        return TRUE;
      return lt_import_refuse_empty (run->name, error);
    case LT_ROW_FAILURE:
      break;
    }
  g_return_val_if_reached (FALSE);
}

/**
 * lt_recognise:
 * @path: of a foreign file
 * @part: (nullable): which of its parts
 * @readings: a plan of readings that knows the items, with @part
 * @kinds: the kinds of records that can be imported, ended by %NULL
 * @on_rows: (nullable) (scope call): told how many rows were counted
 * @user_data: for @on_rows
 * @cancellable: (nullable): to break off
 * @error: return location; %LT_ERROR_BAD_INPUT where the file is of no use
 *
 * Tells what a file is: a shape that is known, else the kinds whose fields its
 * columns are called like.
 *
 * Returns: (transfer full) (nullable): what it is
 */
LtRecognition *
lt_recognise (const char *path,
              const char *part,
              LtReadingPlan *readings,
              const LtKind *const *kinds,
              LtRecogniseFunc on_rows,
              gpointer user_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *name = g_path_get_basename (part != NULL ? part : path);
  g_autoptr (LtRecognition) found = g_new0 (LtRecognition, 1);
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) problem = NULL;
  Run run = { .part = part,
              .name = name,
              .readings = readings,
              .kinds = kinds,
              .on_rows = on_rows,
              .user_data = user_data,
              .found = found,
              .weights = weights };

  found->kinds = g_ptr_array_new_with_free_func (free_likely);
  if (!lt_import_child_read (readings->file, path, FALSE, on_frame, &run, cancellable, &problem)
      && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&found);
}

void
lt_recognition_free (LtRecognition *self)
{
  if (self == NULL)
    return;
  g_free (self->format);
  g_free (self->encoding);
  g_free (self->file_datum);
  g_free (self->shape);
  g_strfreev (self->columns);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_free (self);
}
