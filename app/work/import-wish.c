/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import as the window asks for it: what the file is, what its coordinates are in,
 * a trial, and then all of it or nothing. */

#include "work/import-wish.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/key-streams.h"
#include "store/log.h"
#include "store/people.h"
#include "store/undoable.h"
#include "store/witness.h"
#include "work/import-run.h"
#include "work/readings.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtSession *session;
  const LtImportWish *wish;
  const LtImportWatch *watch;
  LtImportReport *sum;
  GPtrArray *batches; /* (element-type LtId): that were made */
  guint marks;        /* that the session had drawn before */
  guint halves;       /* imports of the officer that were broken off before */
} Import;

static const char *
get_part (const LtImportWish *self, guint i)
{
  return i < self->parts->len ? g_ptr_array_index (self->parts, i) : NULL;
}

static LtImportPlan *
make_plan (LtSession *session, const LtImportWish *self, const char *part, GError **error)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (self->kind);

  lt_work_prepare_plan (session, plan);
  lt_import_plan_set_part (plan, part);
  if ((self->datum != NULL && !lt_import_plan_set_datum (plan, self->datum, error))
      || (self->encoding != NULL && !lt_import_plan_set_encoding (plan, self->encoding, error)))
    return NULL;
  for (guint i = 0; i + 1 < self->map->len; i += 2)
    if (!lt_import_plan_map (plan, self->map->pdata[i], self->map->pdata[i + 1], error))
      return NULL;
  for (guint i = 0; i + 1 < self->set->len; i += 2)
    if (!lt_import_plan_set (plan, self->set->pdata[i], self->set->pdata[i + 1], error))
      return NULL;
  return g_steal_pointer (&plan);
}

static LtReadingPlan *
make_reading_plan (const LtImportWish *self, const char *part, GError **error)
{
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();

  lt_reading_plan_set_part (plan, part);
  if (lt_work_plan_items (plan, error) == NULL
      || (self->encoding != NULL && !lt_reading_plan_set_encoding (plan, self->encoding, error)))
    return NULL;
  for (guint i = 0; i + 1 < self->map->len; i += 2)
    if (!lt_reading_plan_map (plan, self->map->pdata[i], self->map->pdata[i + 1], error))
      return NULL;
  for (guint i = 0; i + 1 < self->set->len; i += 2)
    if (!lt_reading_plan_set (plan, self->set->pdata[i], self->set->pdata[i + 1], error))
      return NULL;
  return g_steal_pointer (&plan);
}

/**
 * lt_work_importable_kinds:
 *
 * Returns: (transfer container): the kinds of records that files can bring, ended by %NULL
 */
const LtKind **
lt_work_importable_kinds (void)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  const LtKind **importable = g_new0 (const LtKind *, n + 1);
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (lt_work_check_addable (kinds[i], NULL))
      importable[count++] = kinds[i];
  return importable;
}

/**
 * lt_work_check_may_import:
 * @session: a session
 * @kind: (nullable): kind of the records; %NULL for measured values
 * @error: return location; %LT_ERROR_REFUSED says what is lacking
 *
 * Asked before a long file is read, the rows of which would be refused.
 */
gboolean
lt_work_check_may_import (LtSession *session, const LtKind *kind, GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);
  const LtKind *made = kind != NULL ? kind : lt_kind_by_name ("batch");
  g_autofree char *roles = NULL;

  if (!lt_store_check_writable (lt_session_get_store (session), error)
      || !lt_session_check_signed_in (session, error))
    return FALSE;
  roles = lt_session_get_roles (session);
  if (lt_rights_allow (roles, made, NULL, NULL))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("%s (card %s) may not import %s: it needs a valid card and one of the roles %s. "
                  "Nothing was changed."),
               lt_record_get_title (officer), lt_record_get (officer, "card"),
               kind == NULL ? _ ("measured values") : lt_kind_get_label (kind),
               lt_rights_needed (made, NULL, NULL));
  return FALSE;
}

/**
 * lt_work_recognise:
 * @wish: a file and the parts wanted of it; the first of them is looked at
 * @on_rows: (nullable) (scope call): told how many rows were counted
 * @user_data: for @on_rows
 * @cancellable: (nullable): to break off
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the file is
 */
LtRecognition *
lt_work_recognise (const LtImportWish *wish,
                   LtRecogniseFunc on_rows,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree const LtKind **kinds = lt_work_importable_kinds ();
  g_autoptr (LtReadingPlan) readings = make_reading_plan (wish, get_part (wish, 0), error);
  LtRecognition *found;

  if (readings == NULL)
    return NULL;
  found = lt_recognise (wish->path, get_part (wish, 0), readings, kinds, on_rows, user_data,
                        cancellable, error);
  if (found == NULL)
    lt_import_say_stopped (error);
  return found;
}

/**
 * lt_work_read_mapping:
 * @session: a session
 * @wish: a wish for records; the first of its parts is looked at
 * @cancellable: (nullable): to break off
 * @error: return location
 *
 * Returns: (transfer full) (nullable): which column would go where, to be confirmed
 */
LtMapping *
lt_work_read_mapping (LtSession *session,
                      const LtImportWish *wish,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (LtImportPlan) plan = make_plan (session, wish, get_part (wish, 0), error);
  LtMapping *mapping = plan == NULL ? NULL : lt_mapping_read (plan, wish->path, cancellable, error);

  if (mapping == NULL)
    lt_import_say_stopped (error);
  return mapping;
}

/**
 * lt_work_ask_datum:
 * @session: a session
 * @wish: a wish
 * @most: how many rows to look at
 * @look: (out) (nullable) (transfer full): what the file says of itself; %NULL where
 *   it holds no places
 * @preview: (out) (nullable) (transfer full): where its rows would be; %NULL where
 *   their datum is known, or there is none
 * @cancellable: (nullable): to break off
 * @error: return location
 *
 * Whether the datum of a file must be asked for, and what hangs on it.
 */
gboolean
lt_work_ask_datum (LtSession *session,
                   const LtImportWish *wish,
                   guint most,
                   LtImportLook **look,
                   LtImportPreview **preview,
                   GCancellable *cancellable,
                   GError **error)
{
  *look = NULL;
  *preview = NULL;
  if (wish->kind == NULL || !lt_kind_is_place (wish->kind))
    return TRUE;
  for (guint i = 0; i < MAX (wish->parts->len, 1); i++)
    {
      g_autoptr (LtImportPlan) plan = make_plan (session, wish, get_part (wish, i), error);

      g_clear_pointer (look, lt_import_look_free);
      *look = plan == NULL ? NULL : lt_import_look (plan, wish->path, cancellable, error);
      if (*look == NULL)
        return FALSE;
      if (!(*look)->needs_datum && !wish->ask_datum)
        continue;
      *preview = lt_work_import_preview (session, wish->kind, plan, wish->path, most, error);
      return *preview != NULL;
    }
  return TRUE;
}

static LtImportReport *
import_part (Import *import,
             const char *part,
             LtImportFlags flags,
             LtImportRun *run,
             GError **error)
{
  const LtImportWish *wish = import->wish;
  LtImportWatch watch = { .run = run };
  g_autoptr (LtReadingPlan) readings = NULL;
  g_autoptr (LtImportPlan) plan = NULL;
  g_autoptr (LtRecord) batch = NULL;
  LtImportReport *report;

  if (import->watch != NULL)
    watch = (LtImportWatch){ import->watch->cancellable, import->watch->on_progress,
                             import->watch->user_data, run };
  if (wish->kind != NULL)
    {
      plan = make_plan (import->session, wish, part, error);
      return plan == NULL ? NULL
                          : lt_work_import (import->session, wish->kind, plan, wish->path, flags,
                                            &watch, error);
    }
  batch = lt_work_batch_new (import->session, NULL);
  readings = make_reading_plan (wish, part, error);
  if (readings == NULL)
    return NULL;
  report = lt_work_import_readings (import->session, batch, readings, wish->path, flags,
                                    import->watch, error);
  if (report != NULL && report->added > 0)
    g_ptr_array_add (import->batches, g_memdup2 (&batch->id, sizeof batch->id));
  if (report != NULL && report->added > 0 && (flags & LT_IMPORT_DRY_RUN) == 0)
    g_array_append_val (report->kept, batch->id);
  return report;
}

static gboolean
import_parts (Import *import, LtImportFlags flags, GError **error)
{
  guint n = MAX (import->wish->parts->len, 1);
  g_auto (LtImportRun) run = { 0 };

  g_clear_pointer (&import->sum, lt_import_report_free);
  import->sum = lt_import_report_new ();
  for (guint i = 0; i < n; i++)
    {
      const char *part = get_part (import->wish, i);
      g_autoptr (LtImportReport) report = NULL;

      run.more = i + 1 < n;
      report = import_part (import, part, flags, &run, error);
      if (report == NULL && part != NULL)
        g_prefix_error (error, _ ("Part \"%s\": "), part);
      if (report == NULL)
        return FALSE;
      lt_import_report_name (report, NULL, part);
      lt_import_report_add (import->sum, report);
    }
  return TRUE;
}

static gboolean
made_batch (const Import *import, const LtGroup *group)
{
  for (guint i = 0; i < group->operations->len; i++)
    for (guint j = 0; j < import->batches->len; j++)
      if (lt_id_equal (&((LtOperation *) g_ptr_array_index (group->operations, i))->record,
                       g_ptr_array_index (import->batches, j)))
        return TRUE;
  return FALSE;
}

/* Whether the group is of this import: the first of those that are undone together. A
 * name would not tell: another import may have it. */
static gboolean
is_first_page (const Import *import, const LtGroup *group, GHashTable *undone)
{
  guint32 mark;

  if (!lt_note_find_mark (group->note, &mark))
    return made_batch (import, group);
  return lt_session_has_drawn (import->session, mark, import->marks)
         && g_hash_table_add (undone, GUINT_TO_POINTER (mark));
}

/* What was written since @before by this import is taken back: whoever stops it finds
 * the file as it was. */
static gboolean
take_back (Import *import, const LtTip *before, guint *taken, GError **error)
{
  LtLogQuery query = { .officer = &lt_session_get_officer (import->session)->id,
                       .own_after = before };
  g_autoptr (GHashTable) undone = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) groups =
      lt_store_log (lt_session_get_store (import->session), &query, error);

  if (groups == NULL)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      const LtGroup *group = g_ptr_array_index (groups, i);

      if (!is_first_page (import, group, undone))
        continue;
      if (!lt_work_undo (import->session, &group->id, NULL, error))
        return FALSE;
      (*taken)++;
    }
  return TRUE;
}

static guint
count_halves (LtSession *session)
{
  g_autoptr (GPtrArray) halves =
      lt_store_list_half_imports (lt_session_get_store (session),
                                  &lt_session_get_officer (session)->id, FALSE, NULL);

  return halves == NULL ? 0 : halves->len;
}

static gboolean
is_stopped (const Import *import)
{
  return import->watch != NULL && g_cancellable_is_cancelled (import->watch->cancellable);
}

/* Where the import was stopped while it wrote, or could not go on. */
static void
say_taken_back (Import *import, const LtTip *before, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) cause = NULL;
  guint taken = 0;

  if (!take_back (import, before, &taken, &problem))
    {
      g_prefix_error (error,
                      is_stopped (import)
                          ? _ ("The import was stopped, and not all of it could be taken back "
                               "(%s). ")
                          : _ ("The import failed, and not all of it could be taken back (%s). "),
                      problem->message);
      return;
    }
  if (taken == 0)
    return;
  cause = g_steal_pointer (error);
  if (count_halves (import->session) < import->halves)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("%s What it had written was taken back, with what was there of the import that "
                    "it went on with: the records are as they were before that."),
                 cause->message);
  else if (is_stopped (import))
    g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                         _ ("The import was stopped, and what it had written was taken back: "
                            "the records are as they were."));
  else
    g_set_error (error, cause->domain, cause->code,
                 _ ("%s What the import had written was taken back: the records are as they "
                    "were."),
                 cause->message);
}

/* With several parts a bad one must not leave those before it taken in: they are all
 * looked through first. */
static gboolean
run_import (Import *import, GError **error)
{
  LtImportFlags flags = import->wish->flags;
  gboolean strict = (flags & LT_IMPORT_STRICT) != 0;

  if ((flags & LT_IMPORT_DRY_RUN) != 0 || import->wish->parts->len < 2)
    return import_parts (import, flags, error);
  if (!import_parts (import, flags | LT_IMPORT_DRY_RUN, error))
    return FALSE;
  g_ptr_array_set_size (import->batches, 0);
  if (!strict || import->sum->refused + import->sum->values_refused + import->sum->candidates == 0)
    return import_parts (import, flags, error);
  import->sum->added = import->sum->updated = 0;
  return TRUE;
}

/* What somebody saw in the trial is what he takes. */
static gboolean
check_stamp (const LtImportWish *wish, GError **error)
{
  if (!wish->checked || lt_file_stamp_is_of (&wish->stamp, wish->path))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s was changed since it was checked. Check it again. Nothing was changed in "
                  "the county."),
               wish->path);
  return FALSE;
}

/**
 * lt_work_import_wish:
 * @session: a session, signed in
 * @wish: what is to be done
 * @watch: (nullable): who is told of progress, and may stop it
 * @error: return location
 *
 * Imports all parts that are wished for. What is stopped half way, or cannot go on, is
 * taken back.
 *
 * Returns: (transfer full) (nullable): what was done
 */
LtImportReport *
lt_work_import_wish (LtSession *session,
                     const LtImportWish *wish,
                     const LtImportWatch *watch,
                     GError **error)
{
  Import import = { session, wish, watch, NULL, NULL };
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GError) problem = NULL;
  LtTip before = { 0 };
  gboolean done;

  if (!check_stamp (wish, error) || !lt_work_check_may_import (session, wish->kind, error)
      || !lt_store_get_own_tip (store, &before, error))
    return NULL;
  import.batches = g_ptr_array_new_with_free_func (g_free);
  import.marks = lt_session_count_marks (session);
  import.halves = count_halves (session);
  done = run_import (&import, &problem);
  if (!done && (wish->flags & LT_IMPORT_DRY_RUN) == 0)
    say_taken_back (&import, &before, &problem);
  g_ptr_array_unref (import.batches);
  if (done)
    return import.sum;
  g_propagate_error (error, g_steal_pointer (&problem));
  g_clear_pointer (&import.sum, lt_import_report_free);
  return NULL;
}
