/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/import-run.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "geo/datum.h"
#include "store/undoable.h"

#include <glib/gi18n-lib.h>

void
lt_import_run_clear (LtImportRun *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->datum, g_free);
  g_clear_pointer (&self->made, g_hash_table_unref);
}

/**
 * lt_import_run_begin:
 * @self: a run; one that has begun stays as it is
 * @session: whose
 * @name: of the file
 */
void
lt_import_run_begin (LtImportRun *self, LtSession *session, const char *name)
{
  if (self->name != NULL)
    return;
  self->name = g_strdup (name);
  self->mark = lt_session_draw_mark (session);
}

/**
 * lt_import_run_note:
 * @self: a run that has begun
 * @page: number of a group of those that are written next, from 1
 * @pages: how many these are
 *
 * Returns: (transfer full): the group's note
 */
char *
lt_import_run_note (const LtImportRun *self, guint page, guint pages)
{
  return lt_import_note (self->name, self->mark, self->page + page,
                         self->page + pages + (self->more ? 1 : 0));
}

/* Whether it began with that file; without a report only the name can tell. */
static gboolean
is_of (const LtHalfImport *half,
       LtStore *store,
       const LtKind *kind,
       const char *path,
       const char *part,
       const char *digest)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (LtRecord) report = NULL;

  if (half->reports->len > 0)
    report = lt_store_get (store, lt_kind_by_name ("import"),
                           &g_array_index (half->reports, LtId, 0), NULL);
  if (report == NULL)
    return g_str_equal (half->name, name);
  if (g_strcmp0 (lt_record_get (report, "record_kind"), kind == NULL ? NULL : kind->name) != 0
      || g_strcmp0 (lt_record_get (report, "part"), part) != 0)
    return FALSE;
  /* some formats are folders, which have no digest */
  return digest == NULL && lt_record_get (report, "file_digest") == NULL
             ? g_str_equal (half->name, name)
             : g_strcmp0 (lt_record_get (report, "file_digest"), digest) == 0;
}

/* What the officer began with the same file on this device. */
static LtHalfImport *
find_half (GPtrArray *halves,
           LtStore *store,
           const LtKind *kind,
           const char *path,
           const char *part)
{
  g_autofree char *hex = NULL;
  LtDigest digest;
  guint64 size;

  if (halves->len > 0 && lt_file_digest (path, NULL, &digest, &size, NULL))
    hex = lt_digest_to_hex (&digest);
  for (guint i = halves->len; i > 0; i--)
    {
      LtHalfImport *half = g_ptr_array_index (halves, i - 1);

      if (half->own && is_of (half, store, kind, path, part, hex))
        return half;
    }
  return NULL;
}

/**
 * lt_import_run_resume:
 * @self: a run; one that has begun stays as it is
 * @session: whose
 * @kind: (nullable): what the rows are; %NULL for places that measured values name
 * @path: of the file
 * @part: (nullable): of it
 * @locked: whether the caller keeps all other imports from the county file
 * @error: return location
 *
 * Where the officer's import of the same file was broken off, the run goes on with it.
 */
gboolean
lt_import_run_resume (LtImportRun *self,
                      LtSession *session,
                      const LtKind *kind,
                      const char *path,
                      const char *part,
                      gboolean locked,
                      GError **error)
{
  LtStore *store = lt_session_get_store (session);
  const LtRecord *officer = lt_session_get_officer (session);
  g_autoptr (GPtrArray) halves = NULL;
  const LtHalfImport *half;

  if (officer == NULL || self->name != NULL)
    return TRUE;
  halves = lt_store_list_half_imports (store, &officer->id, locked, error);
  if (halves == NULL)
    return FALSE;
  half = find_half (halves, store, kind, path, part);
  if (half == NULL)
    return TRUE;
  if (kind != NULL)
    {
      self->made = lt_half_import_list_made (half, store, kind, error);
      if (self->made == NULL)
        return FALSE;
    }
  if (half->reports->len > 0)
    {
      g_autoptr (LtRecord) report = lt_store_get (store, lt_kind_by_name ("import"),
                                                  &g_array_index (half->reports, LtId, 0), NULL);

      self->datum = report == NULL ? NULL : g_strdup (lt_record_get (report, "datum"));
    }
  self->name = g_strdup (half->name);
  self->mark = half->mark;
  self->page = half->page;
  self->open = TRUE;
  lt_session_take_mark (session, half->mark);
  return TRUE;
}

/**
 * lt_import_run_check_datum:
 * @self: a run
 * @datum: (nullable): as what positions were read now
 * @error: return location
 *
 * What is gone on with is read as it was before: in another datum each place would
 * come once more, some hundred metres away.
 */
gboolean
lt_import_run_check_datum (const LtImportRun *self, const char *datum, GError **error)
{
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;

  if (self->datum == NULL || datum == NULL || *self->datum == '\0' || *datum == '\0'
      || g_str_equal (self->datum, datum))
    return TRUE;
  before = lt_datum_describe (self->datum);
  now = lt_datum_describe (datum);
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("File %s: its import was broken off, and its coordinates were read as %s then, "
                  "not as %s. Read them so again, or take back first what came in."),
               self->name, before, now);
  return FALSE;
}

/**
 * lt_work_tell_half_imports:
 * @session: a session
 * @report: of an import; gets a note for each that the same officer began and that was
 *   broken off
 * @error: return location
 */
gboolean
lt_work_tell_half_imports (LtSession *session, LtImportReport *report, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  const LtRecord *officer = lt_session_get_officer (session);
  g_autoptr (GPtrArray) halves = NULL;

  if (officer == NULL)
    return TRUE;
  halves = lt_store_list_half_imports (store, &officer->id, FALSE, error);
  for (guint i = 0; halves != NULL && i < halves->len; i++)
    g_ptr_array_add (report->notes, lt_half_import_advise (g_ptr_array_index (halves, i), store));
  return halves != NULL;
}
