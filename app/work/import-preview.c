/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the rows of a file would be, in each datum that its coordinates may be in:
 * what an officer is shown who is asked for the datum. */

#include "work/import-preview.h"

#include "base/error.h"
#include "geo/distance.h"
#include "geo/mercator.h"
#include "work/importing.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Rows looked at for what hangs on the datum. */
#define DATUM_ROWS 500

typedef struct
{
  LtSession *session;
  LtImportPreview *preview;
  guint view; /* which datum is read */
  guint most;
} Preview;

typedef struct
{
  LtStore *store;
  double longitude;
  double latitude;
  LtId best; /* the smallest area that has it */
  double size;
} AreaSearch;

static const char *const degrees[] = { "wgs84", "gcj02", "bd09", NULL };
static const char *const metres[] = { "gk3", "gk6", NULL };

static void
free_spot (gpointer data)
{
  LtImportSpot *spot = data;

  for (guint i = 0; i < LT_IMPORT_VIEWS; i++)
    {
      g_clear_pointer (&spot->views[i].shape, lt_shape_free);
      g_free (spot->views[i].area);
    }
  g_free (spot->title);
  g_free (spot);
}

static LtImportSpot *
find_spot (LtImportPreview *preview, gint64 line)
{
  for (guint i = 0; i < preview->spots->len; i++)
    {
      LtImportSpot *spot = g_ptr_array_index (preview->spots, i);

      if (spot->line == line)
        return spot;
    }
  return NULL;
}

static void
on_area (const LtPlace *place, gpointer user_data)
{
  AreaSearch *search = user_data;
  const LtKind *area = lt_kind_by_number (place->kind);
  double size =
      (place->world.max_x - place->world.min_x) * (place->world.max_y - place->world.min_y);
  g_autoptr (LtShape) outline = NULL;

  if (!g_str_equal (area->name, "area") || size >= search->size)
    return;
  outline = lt_store_get_shape (search->store, area, &place->record, NULL);
  if (outline == NULL || !lt_shape_contains (outline, search->longitude, search->latitude))
    return;
  search->best = place->record;
  search->size = size;
}

/**
 * lt_work_find_area:
 * @session: a session
 * @longitude: degrees of CGCS2000
 * @latitude: degrees
 *
 * Returns: (transfer full) (nullable): the smallest area whose outline has the place
 */
LtRecord *
lt_work_find_area (LtSession *session, double longitude, double latitude)
{
  LtBox here = { longitude, latitude, longitude, latitude };
  LtBox world = lt_mercator_box (&here);
  AreaSearch search = { .store = lt_session_get_store (session),
                        .longitude = longitude,
                        .latitude = latitude,
                        .size = INFINITY };

  if (!lt_store_each_place (search.store, &world, on_area, &search, NULL)
      || lt_id_is_zero (&search.best))
    return NULL;
  return lt_store_get (search.store, lt_kind_by_name ("area"), &search.best, NULL);
}

static void
look_from (Preview *preview, LtImportSpot *spot, const LtValue *value)
{
  LtImportView *view = &spot->views[preview->view];
  g_autoptr (LtRecord) area = NULL;

  view->shape = lt_value_to_shape (value, NULL);
  if (view->shape == NULL)
    return;
  lt_shape_get_anchor (view->shape, &view->longitude, &view->latitude);
  area = lt_work_find_area (preview->session, view->longitude, view->latitude);
  view->area = area == NULL ? NULL : g_strdup (lt_record_get_title (area));
}

static gboolean
on_record (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  Preview *preview = user_data;
  GPtrArray *spots = preview->preview->spots;
  int geometry = lt_kind_geometry_field (record->kind);
  LtImportSpot *spot = find_spot (preview->preview, line);
  gint64 last =
      spots->len == 0 ? 0 : ((LtImportSpot *) g_ptr_array_index (spots, spots->len - 1))->line;
  gboolean more = spots->len < preview->most || line < last;

  if (record->values[geometry] != NULL && spot == NULL && spots->len < preview->most)
    {
      spot = g_new0 (LtImportSpot, 1);
      spot->line = line;
      spot->title = g_strdup (lt_record_get_title (record));
      g_ptr_array_add (spots, spot);
    }
  if (record->values[geometry] != NULL && spot != NULL)
    look_from (preview, spot, record->values[geometry]);
  lt_record_free (record);
  if (more)
    return TRUE;
  /* enough was seen */
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  return FALSE;
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  LtImportPreview *preview = ((Preview *) user_data)->preview;

  if (preview->problem == NULL && !problem->kept)
    preview->problem = g_strdup (problem->problem);
}

static gboolean
read_in_datum (Preview *preview, LtImportPlan *plan, const char *path, GError **error)
{
  g_autoptr (GError) stopped = NULL;
  LtImportTally tally = { 0 };

  if (!lt_import_plan_set_datum (plan, preview->preview->datums[preview->view], error))
    return FALSE;
  lt_import_run (plan, path, on_record, on_problem, preview, &tally, NULL, &stopped);
  lt_import_tally_clear (&tally);
  if (stopped == NULL || g_error_matches (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&stopped));
  return FALSE;
}

static gboolean
read_in_datums (Preview *preview, LtImportPlan *plan, const char *path, GError **error)
{
  for (preview->view = 0; preview->preview->datums[preview->view] != NULL; preview->view++)
    if (!read_in_datum (preview, plan, path, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_moved (const LtImportSpot *spot, guint view)
{
  return spot->views[0].shape != NULL && spot->views[view].shape != NULL
         && g_strcmp0 (spot->views[0].area, spot->views[view].area) != 0;
}

static void
compare_views (LtImportPreview *self)
{
  for (guint i = 0; i < self->spots->len; i++)
    {
      const LtImportSpot *spot = g_ptr_array_index (self->spots, i);

      self->moved += is_moved (spot, 1);
      for (guint j = 0; j < LT_IMPORT_VIEWS; j++)
        for (guint k = 0; k < j; k++)
          if (spot->views[k].shape != NULL && spot->views[j].shape != NULL)
            self->shift =
                MAX (self->shift, lt_distance (spot->views[k].longitude, spot->views[k].latitude,
                                               spot->views[j].longitude, spot->views[j].latitude));
    }
}

/**
 * lt_work_import_preview:
 * @session: a session
 * @kind: what the rows are; a kind of places
 * @plan: how they are read; its datum does not count, and is none afterwards
 * @path: a foreign file
 * @most: how many rows to look at
 * @error: return location
 *
 * Reads the first rows of a file in each datum that its coordinates may be in;
 * nothing is written.
 *
 * Returns: (transfer full) (nullable): where they would be
 */
LtImportPreview *
lt_work_import_preview (LtSession *session,
                        const LtKind *kind,
                        LtImportPlan *plan,
                        const char *path,
                        guint most,
                        GError **error)
{
  g_autoptr (LtImportPreview) self = g_new0 (LtImportPreview, 1);
  Preview preview = { session, self, 0, MAX (most, 1) };
  gboolean done;

  g_return_val_if_fail (lt_kind_is_place (kind), NULL);

  lt_work_prepare_plan (session, plan);
  self->spots = g_ptr_array_new_with_free_func (free_spot);
  /* A word that no field knows says nothing of where the row is. */
  lt_import_plan_set_places_only (plan, TRUE);
  self->datums = degrees;
  done = read_in_datums (&preview, plan, path, error);
  if (done && self->spots->len == 0)
    {
      self->datums = metres;
      done = read_in_datums (&preview, plan, path, error);
    }
  lt_import_plan_set_places_only (plan, FALSE);
  lt_import_plan_clear_datum (plan);
  if (!done)
    return NULL;
  compare_views (self);
  return g_steal_pointer (&self);
}

/**
 * lt_import_preview_choose:
 * @self: a preview
 *
 * Returns: (transfer none) (nullable): the spot that shows best what hangs on the
 *   datum: one in another area, else the first
 */
const LtImportSpot *
lt_import_preview_choose (const LtImportPreview *self)
{
  for (guint view = 1; view < LT_IMPORT_VIEWS; view++)
    for (guint i = 0; i < self->spots->len; i++)
      if (is_moved (g_ptr_array_index (self->spots, i), view))
        return g_ptr_array_index (self->spots, i);
  return self->spots->len == 0 ? NULL : g_ptr_array_index (self->spots, 0);
}

/**
 * lt_import_preview_to_text:
 * @self: a preview
 *
 * Returns: (transfer full) (nullable): in one line of one row, where it would be
 *   with each datum; what is wrong where no row can be read
 */
char *
lt_import_preview_to_text (const LtImportPreview *self)
{
  const LtImportSpot *spot = lt_import_preview_choose (self);
  g_autoptr (GString) text = g_string_new (NULL);

  if (spot == NULL)
    return g_strdup (self->problem);
  for (guint i = 0; self->datums[i] != NULL; i++)
    if (spot->views[i].shape != NULL)
      g_string_append_printf (text, "%s%s %.6f,%.6f %s", text->len == 0 ? "" : "; ",
                              self->datums[i], spot->views[i].longitude, spot->views[i].latitude,
                              spot->views[i].area != NULL ? spot->views[i].area
                                                          : _ ("(in no area of this file)"));
  if (self->moved > 0)
    g_string_append_printf (
        text, _ (" – %u of the first %u rows are in another area with %s than with %s"),
        self->moved, self->spots->len, self->datums[1], self->datums[0]);
  return g_strdup_printf (_ ("%s (line %d) would be: %s."), spot->title, (int) spot->line,
                          text->str);
}

void
lt_import_preview_free (LtImportPreview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->spots, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self);
}

/**
 * lt_work_explain_datum:
 * @session: a session
 * @kind: what the rows are
 * @plan: how they are read
 * @path: the file
 * @error: (inout): why an import did not go; where it is the datum that is missing,
 *   what hangs on it is told behind the question
 */
void
lt_work_explain_datum (LtSession *session,
                       const LtKind *kind,
                       LtImportPlan *plan,
                       const char *path,
                       GError **error)
{
  g_autoptr (LtImportLook) look = NULL;
  g_autoptr (LtImportPreview) preview = NULL;
  g_autofree char *text = NULL;
  GError *asked;

  if (error == NULL || !g_error_matches (*error, LT_ERROR, LT_ERROR_USAGE))
    return;
  look = lt_import_look (plan, path, NULL, NULL);
  if (look == NULL || !look->needs_datum)
    return;
  preview = lt_work_import_preview (session, kind, plan, path, DATUM_ROWS, NULL);
  text = preview == NULL ? NULL : lt_import_preview_to_text (preview);
  if (text == NULL)
    return;
  asked = *error;
  *error = g_error_new (asked->domain, asked->code, "%s\n%s", asked->message, text);
  g_error_free (asked);
}
