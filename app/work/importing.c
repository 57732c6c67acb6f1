/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/importing.h"

#include "base/error.h"
#include "store/operation.h"
#include "store/staging-lock.h"
#include "work/dust-sample.h"
#include "work/import-likes.h"
#include "work/import-pages.h"
#include "work/import-preview.h"
#include "work/import-record.h"
#include "work/import-remarks.h"
#include "work/import-repeats.h"
#include "work/import-run.h"
#include "work/import-seen.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRESS_ROWS 1000 /* between two words of progress */

/* A file is read to its end before the first row is written. */
typedef struct
{
  LtSession *session;
  const LtKind *kind;
  LtImportPlan *plan;
  LtImportFlags flags;
  const LtImportWatch *watch;
  LtImportReport *report;
  LtImportSeen *seen; /* codes, and digests of rows without */
  LtImportRepeats *repeats;
  LtLikes *likes;
  LtImportRemarks *remarks;
  LtImportPages *pages; /* (nullable): %NULL in a trial */
  LtImportRun *run;
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

  if (!problem->kept && !problem->further)
    count_row (import);
  lt_import_report_add_problem (import->report, problem->line, problem->column, problem->value,
                                problem->problem, problem->kept);
}

static gboolean
make_record (Import *import, LtRecord *record, GError **error)
{
  import->report->added++;
  return import->pages == NULL || lt_import_pages_make (import->pages, record, error);
}

static void
tell_change (Import *import, const LtRecord *known, const LtRecord *record, guint i, gint64 line)
{
  const LtField *field = &known->kind->fields[i];

  lt_import_report_add_change (import->report, line, known, field,
                               lt_work_format_field (import->session, field, known->values[i]),
                               lt_work_format_field (import->session, field, record->values[i]));
}

/* What the file says, over what is known; what it leaves out stays, and so does
 * what the plan only fills. */
static gboolean
take_over (Import *import,
           const LtRecord *known,
           const LtRecord *record,
           gint64 line,
           GError **error)
{
  gboolean differs = FALSE;

  if (import->pages != NULL && !lt_import_pages_turn (import->pages, error))
    return FALSE;
  for (guint i = 0; i < record->kind->n_fields; i++)
    if (lt_likes_differ (&record->kind->fields[i], record->values[i], known->values[i])
        && (known->values[i] == NULL || !lt_import_plan_fills (import->plan, i)))
      {
        differs = TRUE;
        tell_change (import, known, record, i, line);
        if (import->pages != NULL)
          lt_import_pages_set (import->pages, known, i, record->values[i]);
      }
  if (differs)
    import->report->updated++;
  else
    import->report->unchanged++;
  return TRUE;
}

static guint
shorten_line (gint64 line)
{
  return (guint) CLAMP (line, 1, G_MAXUINT);
}

/* Another row of the file that is taken for this one: it has the same name, or says
 * the same word by word; 0 where there is none. */
static guint
find_earlier (Import *import, const LtRecord *record, const char *name, gint64 line)
{
  g_autoptr (LtValue) image = NULL;
  gconstpointer bytes = name;
  gsize size = name == NULL ? 0 : strlen (name) + 1;
  guint taken = name == NULL ? 0 : lt_import_repeats_taken (import->repeats, name);
  guint first;

  if (taken != 0)
    return taken == shorten_line (line) ? 0 : taken;
  if (name == NULL)
    {
      image = lt_image_new (record);
      bytes = lt_value_bytes (image, &size);
    }
  first = lt_import_seen_add (import->seen, bytes, size, shorten_line (line));
  if (first != 0 && name != NULL)
    lt_import_repeats_note (import->repeats, name, first);
  return first;
}

static gboolean
refuse_earlier (Import *import, const char *code, gint64 line, guint earlier)
{
  const LtKind *kind = import->kind;
  const char *column = "";
  g_autofree char *text = NULL;

  if (lt_import_plan_repeats (import->plan))
    {
      import->report->skipped++;
      return TRUE;
    }
  text = g_strdup_printf (code == NULL ? _ ("the same row stands in line %d; that row was taken")
                                       : _ ("the same code stands in line %d; that row was taken"),
                          (int) earlier);
  if (code != NULL && kind->key != NULL)
    column = lt_field_get_label (&kind->fields[lt_kind_find_field (kind, kind->key)]);
  lt_import_report_refuse (import->report, line, column, code, text);
  return TRUE;
}

static void
propose (Import *import, const LtRecord *record, gint64 line, const char *words)
{
  g_autofree char *text = g_strdup_printf (
      _ ("This may be %s, which is here already; the row was not taken. Such rows can change what "
         "they may be (--update-candidates) or become records of their own (--add-candidates)."),
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
        return take_over (import, known, record, line, error);
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

/* What the row calls its record: the id of one that is here, or its code. */
static char *
name_record (Import *import, LtRecord *record, LtRecord **known)
{
  *known = find_by_id (import, record);
  if (*known != NULL)
    return lt_id_to_text (&(*known)->id);
  return import->kind->key == NULL ? NULL : g_strdup (lt_record_get (record, import->kind->key));
}

static gboolean
take_record (Import *import, LtRecord *record, gint64 line, GError **error)
{
  g_autoptr (LtRecord) known = NULL;
  g_autofree char *name = name_record (import, record, &known);
  guint earlier = find_earlier (import, record, name, line);

  if (earlier != 0)
    return refuse_earlier (import, name, line, earlier);
  if (lt_import_seen_count (import->seen) > LT_IMPORT_SEEN_MOST)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("The file has more than %d rows. Split it. Nothing of it was taken in."),
                   LT_IMPORT_SEEN_MOST);
      return FALSE;
    }
  if (known == NULL && name != NULL)
    known = lt_store_find_by_key (lt_session_get_store (import->session), import->kind, name);
  return known != NULL ? take_over (import, known, record, line, error)
                       : take_new (import, record, line, error);
}

static gboolean
on_record (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  Import *import = user_data;
  g_autofree char *fault = NULL;
  gboolean good;

  lt_dust_sample_complete (record);
  lt_import_remarks_look (import->remarks, record, line);
  /* What contradicts itself is refused by forms too. */
  fault = lt_work_find_fault (lt_session_get_store (import->session), record);
  if (fault != NULL)
    lt_import_report_refuse (import->report, line, "", NULL, fault);
  good = fault != NULL || take_record (import, record, line, error);
  lt_record_free (record);
  count_row (import);
  return good;
}

/* The file is read again for what its repeated rows say. */
static gboolean
on_record_again (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  Import *import = user_data;
  g_autoptr (LtRecord) known = NULL;
  g_autofree char *name = name_record (import, record, &known);

  if (name != NULL)
    lt_import_repeats_weigh (import->repeats, name, record, shorten_line (line));
  lt_record_free (record);
  return TRUE;
}

static void
on_problem_again (const LtImportProblem *problem, gpointer user_data)
{
}

static void
on_kept (guint kept, guint pages, gpointer user_data)
{
  tell_progress (user_data, kept, pages);
}

/* Who looks for it later finds what was done; nothing done is nothing kept, but for the
 * end of what was begun before. */
static void
keep_report (Import *import, const char *path)
{
  g_autoptr (LtRecord) record = NULL;

  if (import->report->added + import->report->updated == 0
      && (!import->run->open || import->run->more))
    return;
  record =
      lt_import_record_new (import->session, import->kind, path, &import->tally, import->report);
  if (lt_import_plan_get_part (import->plan) != NULL)
    lt_record_take_value (record, (guint) lt_kind_find_field (record->kind, "part"),
                          lt_value_new_text (lt_import_plan_get_part (import->plan)));
  if (import->run->page == 0)
    lt_import_pages_add_first (import->pages, record);
  else
    lt_import_pages_add_last (import->pages, record);
  g_array_append_val (import->report->kept, record->id);
}

static gboolean
write_pages (Import *import, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  lt_import_run_begin (import->run, import->session, name);
  return lt_import_pages_write (import->pages, import->run, on_kept, import,
                                import->watch == NULL ? NULL : import->watch->cancellable, error);
}

/* What was broken off with the same file is gone on with. */
static gboolean
look_for_half (Import *import, const char *path, GError **error)
{
  gboolean trial = (import->flags & LT_IMPORT_DRY_RUN) != 0;

  if (!lt_import_run_resume (import->run, import->session, import->kind, path,
                             lt_import_plan_get_part (import->plan), !trial, error))
    return FALSE;
  lt_likes_set_made (import->likes, import->run->made);
  return TRUE;
}

/* From the first row on, with nothing taken. */
static gboolean
begin_pass (Import *import, GError **error)
{
  g_clear_pointer (&import->report, lt_import_report_free);
  g_clear_pointer (&import->seen, lt_import_seen_free);
  g_clear_pointer (&import->pages, lt_import_pages_free);
  g_clear_pointer (&import->remarks, lt_import_remarks_free);
  lt_import_tally_clear (&import->tally);
  import->remarks = lt_import_remarks_new (lt_session_get_store (import->session), import->kind);
  import->report = lt_import_report_new ();
  import->seen = lt_import_seen_new ();
  import->rows = 0;
  if ((import->flags & LT_IMPORT_DRY_RUN) != 0)
    return TRUE;
  import->pages = lt_import_pages_new (import->session, error);
  return import->pages != NULL;
}

static gboolean
read_rows (Import *import, const char *path, GError **error)
{
  LtImportReport *report;

  if (!begin_pass (import, error)
      || !lt_import_run (import->plan, path, on_record, on_problem, import, &import->tally,
                         import->watch == NULL ? NULL : import->watch->cancellable, error)
      || !lt_import_run_check_datum (import->run, import->tally.datum, error))
    return FALSE;
  report = import->report;
  report->read = import->tally.read;
  report->refused += import->tally.refused;
  report->skipped += import->tally.skipped;
  report->shape = g_strdup (import->tally.shape);
  report->datum = g_strdup (import->tally.datum);
  report->goes_on = import->run->open;
  lt_import_remarks_tell (import->remarks, import->tally.datum, report->notes);
  return TRUE;
}

/* Of rows that say different things of one record, which is taken must not depend on
 * their order: what they say is looked at, and the file is read anew. */
static gboolean
read_chosen (Import *import, const char *path, GError **error)
{
  lt_import_tally_clear (&import->tally);
  return lt_import_run (import->plan, path, on_record_again, on_problem_again, import,
                        &import->tally, import->watch == NULL ? NULL : import->watch->cancellable,
                        error)
         && (!lt_import_repeats_choose (import->repeats) || read_rows (import, path, error));
}

static gboolean
read_file (Import *import, const char *path, GError **error)
{
  LtFileStamp stamp;
  gboolean done;

  lt_file_stamp_take (&stamp, path);
  done = read_rows (import, path, error);
  if (done && lt_import_repeats_any (import->repeats))
    done = read_chosen (import, path, error);
  if (done)
    return lt_file_stamp_check (&stamp, path, error);
  lt_import_say_stopped (error);
  lt_work_explain_datum (import->session, import->kind, import->plan, path, error);
  return FALSE;
}

static void
clear_import (Import *import)
{
  g_clear_pointer (&import->report, lt_import_report_free);
  g_clear_pointer (&import->seen, lt_import_seen_free);
  g_clear_pointer (&import->repeats, lt_import_repeats_free);
  g_clear_pointer (&import->likes, lt_likes_free);
  g_clear_pointer (&import->pages, lt_import_pages_free);
  g_clear_pointer (&import->remarks, lt_import_remarks_free);
  lt_import_tally_clear (&import->tally);
}

/* Looks at all rows, and writes what they say. */
static gboolean
take_in (Import *import, const char *path, GError **error)
{
  clear_import (import);
  lt_session_begin_look (import->session);
  import->repeats = lt_import_repeats_new ();
  import->likes = lt_likes_new (lt_session_get_store (import->session), import->kind);
  if (!look_for_half (import, path, error) || !read_file (import, path, error))
    return FALSE;
  if ((import->flags & LT_IMPORT_STRICT) != 0
      && import->report->refused + import->report->candidates > 0)
    {
      import->report->added = import->report->updated = 0;
      return TRUE;
    }
  if (import->pages == NULL)
    return TRUE;
  keep_report (import, path);
  return write_pages (import, path, error);
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
 * others can save, and which are undone together. Where others have made one of its
 * records while it was read, it is read again; once something is written, they stop it.
 * Where such an import was broken off, the same file goes on with it.
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
  g_auto (LtImportRun) alone = { 0 };
  Import import = { session, kind, plan, flags, watch };
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (LtStagingLock) lock = NULL;
  gboolean done;

  /* An import goes round no guard. */
  if (!lt_work_check_addable (kind, error)
      || ((flags & LT_IMPORT_DRY_RUN) == 0 && !lt_session_check_signed_in (session, error)))
    return NULL;
  /* What two of them read of each other would be nothing: both would make it all. */
  if ((flags & LT_IMPORT_DRY_RUN) == 0)
    {
      lock = lt_staging_lock_take_records (lt_session_get_path (session), error);
      if (lock == NULL)
        return NULL;
    }
  lt_work_prepare_plan (session, plan);
  import.run = watch == NULL || watch->run == NULL ? &alone : watch->run;
  do
    done = take_in (&import, path, error);
  while (lt_session_reads_again (session, done, error));
  report = g_steal_pointer (&import.report);
  clear_import (&import);
  return done ? g_steal_pointer (&report) : NULL;
}
