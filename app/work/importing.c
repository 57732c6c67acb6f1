/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/importing.h"

#include "base/error.h"
#include "store/change-spool.h"
#include "store/operation.h"
#include "work/import-likes.h"
#include "work/import-preview.h"
#include "work/import-record.h"
#include "work/import-seen.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Operations of one group, a page of the import: about as many as of a form. The
 * groups of an import have its mark in common. */
#define GROUP_OPERATIONS 20
#define GROUP_BYTES      (256 * 1024) /* and not more than this in outlines */

/* Rows looked at for what hangs on the datum. */
#define DATUM_ROWS 500

#define PROGRESS_ROWS 1000 /* between two words of progress */

/* A file is read to its end before the first row is written: what will be written
 * lies in the spool meanwhile, so that a file of any length is read in bounded
 * memory, and what is written is what was read. */
typedef struct
{
  LtSession *session;
  const LtKind *kind;
  LtImportPlan *plan;
  LtImportFlags flags;
  const LtImportWatch *watch;
  LtImportReport *report;
  LtImportSeen *seen; /* codes, and digests of rows without */
  LtLikes *likes;
  LtChangeSpool *spool; /* (nullable): %NULL in a trial */
  LtChange *page;       /* the one that is being filled */
  gsize page_bytes;
  guint rows; /* that progress was told of */
  LtImportTally tally;
} Import;

static void
tell_progress (Import *import, guint written, guint pages)
{
  if (import->watch != NULL && import->watch->on_progress != NULL)
    import->watch->on_progress (import->rows, written, pages, import->watch->user_data);
}

static void
count_row (Import *import)
{
  if (++import->rows % PROGRESS_ROWS == 0)
    tell_progress (import, 0, 0);
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  Import *import = user_data;

  if (!problem->kept)
    count_row (import);
  lt_import_report_add_problem (import->report, problem->line, problem->column, problem->value,
                                problem->problem, problem->kept);
}

/* Puts the page away when it is as long as a form and more is to come, or at the end. */
static gboolean
turn_page (Import *import, gboolean end, GError **error)
{
  gboolean good = TRUE;

  if (lt_change_is_empty (import->page)
      || (!end && lt_change_count (import->page) < GROUP_OPERATIONS
          && import->page_bytes < GROUP_BYTES))
    return TRUE;
  good = lt_change_spool_add (import->spool, import->page, error);
  lt_change_free (import->page);
  import->page = lt_change_new ();
  import->page_bytes = 0;
  return good;
}

static void
weigh (Import *import, const LtValue *value)
{
  gsize size = 0;

  lt_value_bytes (value, &size);
  import->page_bytes += size;
}

static gboolean
make_record (Import *import, LtRecord *record, GError **error)
{
  import->report->added++;
  if (import->spool == NULL)
    return TRUE;
  if (!turn_page (import, FALSE, error))
    return FALSE;
  lt_session_make_id (import->session, record);
  lt_change_create (import->page, record);
  for (guint i = 0; i < record->kind->n_fields; i++)
    weigh (import, record->values[i]);
  return TRUE;
}

/* What the file says, over what is known; what it leaves out stays, and so does
 * what the plan only fills. */
static gboolean
take_over (Import *import, const LtRecord *known, const LtRecord *record, GError **error)
{
  gboolean differs = FALSE;

  if (import->spool != NULL && !turn_page (import, FALSE, error))
    return FALSE;
  for (guint i = 0; i < record->kind->n_fields; i++)
    if (lt_likes_differ (&record->kind->fields[i], record->values[i], known->values[i])
        && (known->values[i] == NULL || !lt_import_plan_fills (import->plan, i)))
      {
        differs = TRUE;
        if (import->spool == NULL)
          continue;
        lt_change_set (import->page, known, i, record->values[i]);
        weigh (import, record->values[i]);
      }
  if (!differs)
    {
      import->report->unchanged++;
      return TRUE;
    }
  import->report->updated++;
  return TRUE;
}

/* Whether the row stood in the file before: under its name, or word by word. */
static guint
find_earlier (Import *import, const LtRecord *record, const char *name, gint64 line)
{
  g_autoptr (LtValue) image = NULL;
  gconstpointer bytes = name;
  gsize size = name == NULL ? 0 : strlen (name) + 1;

  if (name == NULL)
    {
      image = lt_image_new (record);
      bytes = lt_value_bytes (image, &size);
    }
  return lt_import_seen_add (import->seen, bytes, size, (guint) CLAMP (line, 1, G_MAXUINT));
}

static void
refuse_earlier (Import *import, const char *code, gint64 line, guint earlier)
{
  g_autofree char *text = NULL;

  if (lt_import_plan_repeats (import->plan))
    {
      import->report->skipped++;
      return;
    }
  text = g_strdup_printf (code == NULL ? _ ("the same row stands in line %d; that row was taken")
                                       : _ ("the same code stands in line %d; that row was taken"),
                          (int) earlier);
  import->report->refused++;
  lt_import_report_add_problem (import->report, line,
                                code == NULL || import->kind->key == NULL ? "" : import->kind->key,
                                code, text, FALSE);
}

static void
propose (Import *import, const LtRecord *record, gint64 line, const char *words)
{
  g_autofree char *text = g_strdup_printf (
      _ ("This may be %s, which is here already; the row was not taken. With "
         "--update-candidates such rows change what they may be, with --add-candidates they become "
         "records of their own."),
      words);

  import->report->candidates++;
  lt_import_report_add_problem (import->report, line, import->kind->title,
                                lt_record_get_title (record), text, FALSE);
}

/* A row whose code, if it has one, is not known here. */
static gboolean
take_new (Import *import, LtRecord *record, gint64 line, GError **error)
{
  g_autoptr (LtRecord) known = NULL;
  g_autofree char *words = NULL;
  LtLike like;

  if (!lt_likes_find (import->likes, record, &like, &known, &words, error))
    return FALSE;
  switch (like)
    {
    case LT_LIKE_SAME:
      import->report->unchanged++;
      return TRUE;
    case LT_LIKE_MAYBE:
      if ((import->flags & LT_IMPORT_UPDATE_CANDIDATES) != 0 && known != NULL)
        return take_over (import, known, record, error);
      if ((import->flags & LT_IMPORT_ADD_CANDIDATES) != 0)
        break;
      propose (import, record, line, words);
      return TRUE;
    case LT_LIKE_NONE:
      break;
    }
  return make_record (import, record, error);
}

/* What comes out of this file has its records' ids. One that is not here names
 * nothing; what is made gets an id of its own. */
static LtRecord *
find_by_id (Import *import, LtRecord *record)
{
  LtRecord *known = NULL;

  if (!lt_id_is_zero (&record->id))
    known = lt_store_get (lt_session_get_store (import->session), import->kind, &record->id, NULL);
  record->id = (LtId){ 0 };
  return known;
}

static gboolean
take_record (Import *import, LtRecord *record, gint64 line, GError **error)
{
  const char *code = import->kind->key == NULL ? NULL : lt_record_get (record, import->kind->key);
  g_autoptr (LtRecord) known = find_by_id (import, record);
  g_autofree char *id = known == NULL ? NULL : lt_id_to_text (&known->id);
  guint earlier = find_earlier (import, record, id != NULL ? id : code, line);

  if (earlier != 0)
    {
      refuse_earlier (import, id != NULL ? id : code, line, earlier);
      return TRUE;
    }
  if (lt_import_seen_count (import->seen) > LT_IMPORT_SEEN_MOST)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("The file has more than %d rows. Split it. Nothing was changed."),
                   LT_IMPORT_SEEN_MOST);
      return FALSE;
    }
  if (known == NULL && code != NULL)
    known = lt_store_find_by_key (lt_session_get_store (import->session), import->kind, code);
  return known != NULL ? take_over (import, known, record, error)
                       : take_new (import, record, line, error);
}

static gboolean
on_record (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  Import *import = user_data;
  gboolean good = take_record (import, record, line, error);

  lt_record_free (record);
  count_row (import);
  return good;
}

static void
on_kept (guint kept, guint pages, gpointer user_data)
{
  tell_progress (user_data, kept, pages);
}

/* Who looks for it later finds what was done; nothing done is nothing kept. */
static void
keep_report (Import *import, const char *path)
{
  g_autoptr (LtRecord) record = NULL;

  if (import->report->added + import->report->updated == 0)
    return;
  record =
      lt_import_record_new (import->session, import->kind, path, &import->tally, import->report);
  if (lt_import_plan_get_part (import->plan) != NULL)
    lt_record_take_value (record, (guint) lt_kind_find_field (record->kind, "part"),
                          lt_value_new_text (lt_import_plan_get_part (import->plan)));
  lt_session_make_id (import->session, record);
  lt_change_create (import->page, record);
}

static gboolean
write_pages (Import *import, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  guint pages;
  guint kept;

  if (!turn_page (import, TRUE, error))
    return FALSE;
  pages = lt_change_spool_count (import->spool);
  kept = lt_session_append_spool (import->session, import->spool, name, on_kept, import,
                                  import->watch == NULL ? NULL : import->watch->cancellable, error);
  if (kept > 0 && kept < pages)
    g_prefix_error (error,
                    _ ("%u of %u parts of the file were taken in before this; import it again for "
                       "the rest, or take them back with undo. "),
                    kept, pages);
  return kept == pages;
}

static gboolean
parse_reference (const LtField *field,
                 const char *text,
                 LtValue **value,
                 gpointer user_data,
                 GError **error)
{
  g_autoptr (GError) problem = NULL;

  *value = lt_work_parse_field (user_data, field, text, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_work_prepare_plan:
 * @session: a session, that outlives the plan
 * @plan: a plan
 *
 * Has what refers to other records looked up in the session's file.
 */
void
lt_work_prepare_plan (LtSession *session, LtImportPlan *plan)
{
  lt_import_plan_set_parser (plan, parse_reference, session);
}

/* Where it is the datum that is missing, what hangs on it is shown behind the question. */
static void
show_datums (LtSession *session,
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

static void
say_stopped (GError **error)
{
  if (error == NULL || !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (error);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("The import was stopped. Nothing was changed."));
}

static gboolean
read_file (Import *import, const char *path, GError **error)
{
  LtImportReport *report = import->report;
  LtFileStamp stamp;
  gboolean done;

  lt_file_stamp_take (&stamp, path);
  done = lt_import_run (import->plan, path, on_record, on_problem, import, &import->tally,
                        import->watch == NULL ? NULL : import->watch->cancellable, error);
  report->read = import->tally.read;
  report->refused += import->tally.refused;
  report->skipped += import->tally.skipped;
  report->shape = g_strdup (import->tally.shape);
  if (done)
    return lt_file_stamp_check (&stamp, path, error);
  say_stopped (error);
  show_datums (import->session, import->kind, import->plan, path, error);
  return FALSE;
}

static LtChangeSpool *
open_spool (LtSession *session, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (lt_session_get_path (session));

  return lt_change_spool_new (folder, error);
}

/**
 * lt_work_write_imported:
 * @session: a session, signed in
 * @made: (element-type LtRecord): records to be made; get their ids
 * @name: of the file they come from
 * @error: return location; says how much was kept
 *
 * Writes what an import brings beside what it is about, in groups of some twenty
 * that are undone together.
 *
 * Returns: whether all of it was kept
 */
gboolean
lt_work_write_imported (LtSession *session, GPtrArray *made, const char *name, GError **error)
{
  g_autoptr (LtImportReport) report = lt_import_report_new ();
  g_autoptr (LtChangeSpool) spool = open_spool (session, error);
  Import import = { .session = session, .report = report, .spool = spool };
  gboolean good = spool != NULL;

  import.page = lt_change_new ();
  for (guint i = 0; good && i < made->len; i++)
    good = make_record (&import, g_ptr_array_index (made, i), error);
  good = good && (made->len == 0 || write_pages (&import, name, error));
  lt_change_free (import.page);
  return good;
}

/**
 * lt_work_import:
 * @session: a session, signed in
 * @kind: what the rows are
 * @plan: how they are read
 * @path: a foreign file
 * @flags: how bad rows are taken
 * @watch: (nullable): who is told of progress, and may stop it
 * @error: return location; on failure nothing was changed, or, where it was the
 *   disk that failed or somebody who stopped it, the message says how much is there
 *
 * Takes in a foreign file. A record whose code is known is changed, not made
 * twice; a row without a code that says only what a record says is known, too; one
 * that may be a record is proposed, see LtLikes. All rows are looked at before the
 * first is written; then they are written in groups of some twenty, between which
 * others can save, and which are undone together.
 *
 * Returns: (transfer full) (nullable): what was done, row by row where it matters
 */
LtImportReport *
lt_work_import (LtSession *session,
                const LtKind *kind,
                LtImportPlan *plan,
                const char *path,
                LtImportFlags flags,
                const LtImportWatch *watch,
                GError **error)
{
  g_autoptr (LtImportReport) report = lt_import_report_new ();
  g_autoptr (LtImportSeen) seen = lt_import_seen_new ();
  g_autoptr (LtLikes) likes = lt_likes_new (lt_session_get_store (session), kind);
  g_autoptr (LtChangeSpool) spool = NULL;
  Import import = { session, kind, plan, flags, watch, report, seen, likes };
  gboolean done;

  /* An import goes round no guard. */
  if (!lt_work_check_addable (kind, error))
    return NULL;
  if ((flags & LT_IMPORT_DRY_RUN) == 0)
    {
      if (!lt_session_check_signed_in (session, error))
        return NULL;
      import.spool = spool = open_spool (session, error);
      if (spool == NULL)
        return NULL;
    }
  lt_work_prepare_plan (session, plan);
  import.page = lt_change_new ();
  done = read_file (&import, path, error);
  if (done && (flags & LT_IMPORT_STRICT) != 0 && report->refused + report->candidates > 0)
    report->added = report->updated = 0;
  else if (done && spool != NULL)
    {
      keep_report (&import, path);
      done = write_pages (&import, path, error);
    }
  lt_change_free (import.page);
  lt_import_tally_clear (&import.tally);
  return done ? g_steal_pointer (&report) : NULL;
}
