/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/import-job.h"

#include "work/import-file.h"
#include "work/undoing.h"

#include <glib/gi18n-lib.h>

/* Rows looked at for what hangs on the datum. */
#define PREVIEW_ROWS 300

typedef struct
{
  LtImportWish *wish;
  gboolean dark;
} Data;

static void
free_data (gpointer pointer)
{
  Data *data = pointer;

  lt_import_wish_free (data->wish);
  g_free (data);
}

static void
free_looked (gpointer pointer)
{
  LtImportLooked *looked = pointer;

  g_clear_pointer (&looked->parts, g_ptr_array_unref);
  lt_recognition_free (looked->recognition);
  g_free (looked);
}

static void
free_tried (gpointer pointer)
{
  LtImportTried *tried = pointer;

  lt_import_look_free (tried->look);
  lt_import_preview_free (tried->preview);
  g_clear_pointer (&tried->scenes, g_ptr_array_unref);
  lt_import_report_free (tried->report);
  g_free (tried);
}

static void
on_counted (guint rows, gpointer user_data)
{
  lt_long_work_tell (user_data, LT_IMPORT_COUNTING, rows, 0);
}

static void
on_progress (guint rows, guint written, guint parts, gpointer user_data)
{
  if (parts == 0)
    lt_long_work_tell (user_data, LT_IMPORT_READING, rows, 0);
  else
    lt_long_work_tell (user_data, LT_IMPORT_WRITING, written, parts);
}

/* Of several parts the first that has rows is looked at, where the wish names none. */
static void
choose_part (LtImportWish *wish, GPtrArray *parts)
{
  for (guint i = 0; wish->parts->len == 0 && parts->len > 1 && i < parts->len; i++)
    {
      const LtImportPart *part = g_ptr_array_index (parts, i);

      if (part->rows != 0 && !part->hidden)
        g_ptr_array_add (wish->parts, g_strdup (part->name));
    }
}

/* In the thread. */
static gpointer
run_look (LtLongWork *work, LtSession *session, gpointer pointer, GError **error)
{
  Data *data = pointer;
  GCancellable *cancellable = lt_long_work_get_cancellable (work);
  LtImportLooked *looked = g_new0 (LtImportLooked, 1);

  looked->parts = lt_work_list_parts (data->wish->path, cancellable, error);
  if (looked->parts != NULL)
    {
      choose_part (data->wish, looked->parts);
      looked->recognition = lt_work_recognise (data->wish, on_counted, work, cancellable, error);
    }
  if (looked->recognition != NULL)
    return looked;
  free_looked (looked);
  return NULL;
}

static void
free_mapped (gpointer pointer)
{
  LtImportMapped *mapped = pointer;

  lt_mapping_free (mapped->mapping);
  g_free (mapped);
}

/* In the thread. */
static gpointer
run_map (LtLongWork *work, LtSession *session, gpointer pointer, GError **error)
{
  const Data *data = pointer;
  LtMapping *mapping =
      lt_work_read_mapping (session, data->wish, lt_long_work_get_cancellable (work), error);
  LtImportMapped *mapped;

  if (mapping == NULL)
    return NULL;
  mapped = g_new0 (LtImportMapped, 1);
  mapped->mapping = mapping;
  return mapped;
}

/* How the county would look, in each datum. */
static GPtrArray *
make_scenes (LtSession *session,
             const Data *data,
             const LtImportPreview *preview,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_scene_unref);
  LtSceneView view;

  if (!lt_import_preview_view (preview, LT_IMPORT_MAP_WIDTH, LT_IMPORT_MAP_HEIGHT, &view))
    return g_steal_pointer (&scenes);
  for (guint i = 0; preview->datums[i] != NULL; i++)
    {
      LtScene *scene = lt_work_import_scene (lt_session_get_store (session), data->wish->kind,
                                             preview, i, &view, data->dark, cancellable, error);

      if (scene == NULL)
        return NULL;
      g_ptr_array_add (scenes, scene);
    }
  return g_steal_pointer (&scenes);
}

static LtImportReport *
try_import (LtLongWork *work, LtSession *session, const LtImportWish *wish, GError **error)
{
  g_autoptr (LtImportWish) trial = lt_import_wish_copy (wish);
  LtImportWatch watch = { lt_long_work_get_cancellable (work), on_progress, work };

  trial->flags |= LT_IMPORT_DRY_RUN;
  trial->checked = FALSE;
  return lt_work_import_wish (session, trial, &watch, error);
}

/* In the thread. */
static gpointer
run_try (LtLongWork *work, LtSession *session, gpointer pointer, GError **error)
{
  const Data *data = pointer;
  GCancellable *cancellable = lt_long_work_get_cancellable (work);
  LtImportTried *tried = g_new0 (LtImportTried, 1);
  gboolean good = lt_work_check_may_import (session, data->wish->kind, error)
                  && lt_work_ask_datum (session, data->wish, PREVIEW_ROWS, &tried->look,
                                        &tried->preview, cancellable, error);

  if (good && tried->preview != NULL)
    {
      tried->scenes = make_scenes (session, data, tried->preview, cancellable, error);
      good = tried->scenes != NULL;
    }
  else if (good)
    {
      lt_file_stamp_take (&tried->stamp, data->wish->path);
      tried->report = try_import (work, session, data->wish, error);
      good = tried->report != NULL;
    }
  if (good)
    return tried;
  lt_import_say_stopped (error);
  free_tried (tried);
  return NULL;
}

/* In the thread. */
static gpointer
run_import (LtLongWork *work, LtSession *session, gpointer pointer, GError **error)
{
  const Data *data = pointer;
  LtImportWatch watch = { lt_long_work_get_cancellable (work), on_progress, work };

  return lt_work_import_wish (session, data->wish, &watch, error);
}

static LtLongWork *
start (LtSession *session, const LtImportWish *wish, LtLongJob *job, gboolean dark, GError **error)
{
  Data *data = g_new0 (Data, 1);

  data->wish = lt_import_wish_copy (wish);
  data->dark = dark;
  job->busy_words = _ ("An import is going on.");
  job->name = "import";
  job->flags = LT_TICKET_OFFICER;
  job->data = data;
  job->free_data = free_data;
  return lt_long_work_start (session, job, error);
}

/**
 * lt_import_job_look:
 * @session: the open county
 * @wish: a file, and the parts that are wanted of it
 * @error: return location; see lt_long_work_start()
 *
 * Finds out what the file is. Ends with #LtImportLooked.
 */
LtLongWork *
lt_import_job_look (LtSession *session, const LtImportWish *wish, GError **error)
{
  LtLongJob job = { .run = run_look, .free_result = free_looked };

  return start (session, wish, &job, FALSE, error);
}

/**
 * lt_import_job_map:
 * @session: the open county
 * @wish: a file of records
 * @error: return location; see lt_long_work_start()
 *
 * Finds out which column would go where. Ends with #LtImportMapped.
 */
LtLongWork *
lt_import_job_map (LtSession *session, const LtImportWish *wish, GError **error)
{
  LtLongJob job = { .run = run_map, .free_result = free_mapped };

  return start (session, wish, &job, FALSE, error);
}

/**
 * lt_import_job_try:
 * @session: the open county
 * @wish: what would be imported
 * @dark: whether pictures are for a dark window
 * @error: return location; see lt_long_work_start()
 *
 * Finds out what an import would do, or whether the datum has to be asked for first.
 * Ends with #LtImportTried.
 */
LtLongWork *
lt_import_job_try (LtSession *session, const LtImportWish *wish, gboolean dark, GError **error)
{
  LtLongJob job = { .run = run_try, .free_result = free_tried };

  return start (session, wish, &job, dark, error);
}

/**
 * lt_import_job_import:
 * @session: the open county
 * @wish: what is imported
 * @error: return location; see lt_long_work_start()
 *
 * Does it, in the name of who is signed in. Ends with #LtImportReport.
 */
LtLongWork *
lt_import_job_import (LtSession *session, const LtImportWish *wish, GError **error)
{
  LtLongJob job = { .run = run_import, .free_result = (GDestroyNotify) lt_import_report_free };

  return start (session, wish, &job, FALSE, error);
}

static void
on_undone (guint rows, guint written, guint parts, gpointer user_data)
{
  lt_long_work_tell (user_data, LT_IMPORT_UNDOING, written, parts);
}

/* In the thread. What several parts of a file brought is taken back from the last on. */
static gpointer
run_undo (LtLongWork *work, LtSession *session, gpointer pointer, GError **error)
{
  GArray *imports = pointer;
  LtImportWatch watch = { NULL, on_undone, work };

  for (guint i = imports->len; i > 0; i--)
    if (!lt_work_undo_import (session, &g_array_index (imports, LtId, i - 1), &watch, error))
      return NULL;
  return g_array_ref (imports);
}

/**
 * lt_import_job_undo:
 * @session: the open county
 * @imports: (element-type LtId): records of kind import, or batches
 * @error: return location; see lt_long_work_start()
 *
 * Takes back all that these imports wrote, in the name of who is signed in; what was
 * begun is ended. Ends with a copy of @imports.
 */
LtLongWork *
lt_import_job_undo (LtSession *session, GArray *imports, GError **error)
{
  LtLongJob job = { .busy_words = _ ("An import is being undone."),
                    .name = "undo",
                    .flags = LT_TICKET_OFFICER,
                    .run = run_undo,
                    .data = g_array_copy (imports),
                    .free_data = (GDestroyNotify) g_array_unref,
                    .free_result = (GDestroyNotify) g_array_unref };

  return lt_long_work_start (session, &job, error);
}

typedef struct
{
  LtRefusedRows *rows;
  char *path;
} Saving;

static void
free_saving (gpointer pointer)
{
  Saving *saving = pointer;

  lt_refused_rows_unref (saving->rows);
  g_free (saving->path);
  g_free (saving);
}

/* In the thread. */
static gpointer
run_save_refused (LtLongWork *work, LtSession *session, gpointer pointer, GError **error)
{
  const Saving *saving = pointer;

  if (lt_work_save_refused (saving->rows, saving->path, lt_long_work_get_cancellable (work), error))
    return g_strdup (saving->path);
  return NULL;
}

/**
 * lt_import_job_save_refused:
 * @rows: what was refused
 * @path: where it shall stand; a file that is there is replaced
 * @error: return location; see lt_long_work_start()
 *
 * Writes them to be mended. Ends with @path.
 */
LtLongWork *
lt_import_job_save_refused (LtRefusedRows *rows, const char *path, GError **error)
{
  Saving *saving = g_new0 (Saving, 1);
  const LtLongJob job = { .busy_words = _ ("Refused rows are being saved."),
                          .name = "refused",
                          .flags = LT_TICKET_NOBODY,
                          .run = run_save_refused,
                          .data = saving,
                          .free_data = free_saving,
                          .free_result = g_free };

  saving->rows = lt_refused_rows_ref (rows);
  saving->path = g_strdup (path);
  return lt_long_work_start (NULL, &job, error);
}
