/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/importing.h"

#include "base/error.h"
#include "store/undoable.h"
#include "work/import-preview.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

/* Operations of one group, a page of the import: about as many as of a form. The
 * groups of an import have its mark in common. */
#define GROUP_OPERATIONS 20

/* Rows looked at for what hangs on the datum. */
#define DATUM_ROWS 500

typedef struct
{
  LtSession *session;
  const LtKind *kind;
  const LtImportPlan *plan;
  LtImportReport *report;
  GHashTable *seen; /* code → line of the file */
  GPtrArray *made;  /* records to be made */
  GPtrArray *pairs; /* the record as it is and as it shall be, in turn */
} Import;

static void
free_problem (LtImportProblem *problem)
{
  g_free (problem->column);
  g_free (problem->value);
  g_free (problem->problem);
  g_free (problem);
}

/**
 * lt_import_report_new:
 *
 * Returns: (transfer full): a report of nothing yet
 */
LtImportReport *
lt_import_report_new (void)
{
  LtImportReport *self = g_new0 (LtImportReport, 1);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) free_problem);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lt_import_report_free (LtImportReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_free (self->shape);
  g_free (self);
}

/**
 * lt_import_report_add:
 * @self: a report
 * @other: of another file; its problems go over
 */
void
lt_import_report_add (LtImportReport *self, LtImportReport *other)
{
  self->read += other->read;
  self->added += other->added;
  self->updated += other->updated;
  self->unchanged += other->unchanged;
  self->refused += other->refused;
  self->skipped += other->skipped;
  self->repeated += other->repeated;
  self->values += other->values;
  self->values_refused += other->values_refused;
  for (guint i = 0; i < other->notes->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->notes, g_ptr_array_index (other->notes, i),
                                           g_str_equal, NULL))
      g_ptr_array_add (self->notes, g_strdup (g_ptr_array_index (other->notes, i)));
  if (self->shape == NULL)
    self->shape = g_strdup (other->shape);
  g_ptr_array_extend_and_steal (self->problems, g_steal_pointer (&other->problems));
  other->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) free_problem);
}

static void
add_problem (Import *import,
             gint64 line,
             const char *column,
             const char *value,
             const char *text,
             gboolean kept)
{
  LtImportProblem *problem = g_new0 (LtImportProblem, 1);

  problem->line = line;
  problem->column = g_strdup (column);
  problem->value = g_strdup (value);
  problem->problem = g_strdup (text);
  problem->kept = kept;
  g_ptr_array_add (import->report->problems, problem);
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  add_problem (user_data, problem->line, problem->column, problem->value, problem->problem,
               problem->kept);
}

static void
refuse_row (Import *import, gint64 line, const char *code, const char *text)
{
  import->report->refused++;
  add_problem (import, line, import->kind->key, code, text, FALSE);
}

/* Formats differ in where a ring begins and which way it goes. */
static gboolean
says_otherwise (const LtField *field, const LtValue *value, const LtValue *known)
{
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (LtShape) other = NULL;
  gconstpointer bytes;
  gsize size;

  if (value == NULL || lt_value_equal (value, known))
    return FALSE;
  if (known == NULL || !lt_field_is_geometry (field))
    return TRUE;
  bytes = lt_value_bytes (value, &size);
  shape = lt_shape_from_wkb (bytes, size, NULL);
  bytes = lt_value_bytes (known, &size);
  other = lt_shape_from_wkb (bytes, size, NULL);
  return shape == NULL || other == NULL || !lt_shape_is_same (shape, other);
}

/* What the file says, over what is known; what it leaves out stays, and so does
 * what the plan only fills. */
static void
take_over (Import *import, LtRecord *known, const LtRecord *record)
{
  LtRecord *wanted = lt_record_copy (known);
  gboolean differs = FALSE;

  for (guint i = 0; i < record->kind->n_fields; i++)
    if (says_otherwise (&record->kind->fields[i], record->values[i], known->values[i])
        && (known->values[i] == NULL || !lt_import_plan_fills (import->plan, i)))
      {
        lt_record_take_value (wanted, i, lt_value_ref (record->values[i]));
        differs = TRUE;
      }
  if (!differs)
    {
      import->report->unchanged++;
      lt_record_free (wanted);
      lt_record_free (known);
      return;
    }
  import->report->updated++;
  g_ptr_array_add (import->pairs, known);
  g_ptr_array_add (import->pairs, wanted);
}

static gboolean
on_record (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  Import *import = user_data;
  const char *code = import->kind->key == NULL ? NULL : lt_record_get (record, import->kind->key);
  LtRecord *known = NULL;
  g_autofree char *id = NULL;

  if (!lt_id_is_zero (&record->id))
    known = lt_store_get (lt_session_get_store (import->session), import->kind, &record->id, NULL);
  /* One that is not here names nothing; what is made gets an id of its own. */
  record->id = (LtId){ 0 };
  id = known == NULL ? NULL : lt_id_to_text (&known->id);
  code = id != NULL ? id : code;
  if (code != NULL && g_hash_table_contains (import->seen, code))
    {
      g_autofree char *text = NULL;

      if (lt_import_plan_repeats (import->plan))
        {
          import->report->skipped++;
          lt_record_free (known);
          lt_record_free (record);
          return TRUE;
        }
      text = g_strdup_printf (_ ("the same code stands in line %d; that row was taken"),
                              GPOINTER_TO_INT (g_hash_table_lookup (import->seen, code)));

      refuse_row (import, line, code, text);
      lt_record_free (known);
      lt_record_free (record);
      return TRUE;
    }
  if (code != NULL)
    {
      g_hash_table_insert (import->seen, g_strdup (code), GINT_TO_POINTER ((int) line));
      if (known == NULL)
        known = lt_store_find_by_key (lt_session_get_store (import->session), import->kind, code);
    }
  if (known != NULL)
    {
      take_over (import, known, record);
      lt_record_free (record);
      return TRUE;
    }
  import->report->added++;
  g_ptr_array_add (import->made, record);
  return TRUE;
}

/* The change that the next record goes into, whole: the last page, or a new one. */
static LtChange *
turn_page (GPtrArray *pages)
{
  if (pages->len == 0
      || lt_change_count (g_ptr_array_index (pages, pages->len - 1)) >= GROUP_OPERATIONS)
    g_ptr_array_add (pages, lt_change_new ());
  return g_ptr_array_index (pages, pages->len - 1);
}

static GPtrArray *
make_pages (LtSession *session, GPtrArray *made, GPtrArray *pairs)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_change_free);

  for (guint i = 0; i < made->len; i++)
    {
      LtRecord *record = g_ptr_array_index (made, i);

      lt_session_make_id (session, record);
      lt_change_create (turn_page (pages), record);
    }
  for (guint i = 0; pairs != NULL && i + 1 < pairs->len; i += 2)
    {
      const LtRecord *known = g_ptr_array_index (pairs, i);
      const LtRecord *wanted = g_ptr_array_index (pairs, i + 1);
      LtChange *page = turn_page (pages);

      for (guint f = 0; f < known->kind->n_fields; f++)
        if (!lt_value_equal (known->values[f], wanted->values[f]))
          lt_change_set (page, known, f, wanted->values[f]);
    }
  return pages;
}

static void
explain_rest (gboolean has_key, guint kept, guint pages, GError **error)
{
  if (has_key)
    g_prefix_error (error,
                    _ ("%u of %u parts of the file were taken in before this; import it again for "
                       "the rest, or take them back with undo. "),
                    kept, pages);
  else
    g_prefix_error (error,
                    _ ("%u of %u parts of the file were taken in before this; take them back with "
                       "undo before you import it again. "),
                    kept, pages);
}

/**
 * lt_work_write_imported:
 * @session: a session, signed in
 * @made: (element-type LtRecord): records to be made
 * @pairs: (nullable) (element-type LtRecord): the record as it is and as it shall be,
 *   in turn
 * @name: of the file they come from
 * @error: return location; says how much was kept
 *
 * Writes what an import brings, in groups of some twenty that are undone together.
 *
 * Returns: whether all of it was kept
 */
gboolean
lt_work_write_imported (LtSession *session,
                        GPtrArray *made,
                        GPtrArray *pairs,
                        const char *name,
                        GError **error)
{
  g_autoptr (GPtrArray) pages = make_pages (session, made, pairs);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  gboolean has_key =
      made->len == 0 || ((LtRecord *) g_ptr_array_index (made, 0))->kind->key != NULL;
  guint32 mark;
  guint kept;

  lt_random_fill (lt_session_get_random (session), &mark, sizeof mark);
  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (notes, lt_import_note (name, mark, i + 1, pages->len));
  kept = lt_session_append_pages (session, pages, notes, error);
  if (kept > 0 && kept < pages->len)
    explain_rest (has_key, kept, pages->len, error);
  return kept == pages->len;
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

/**
 * lt_work_import:
 * @session: a session, signed in
 * @kind: what the rows are
 * @plan: how they are read
 * @path: a foreign file
 * @flags: how bad rows are taken
 * @error: return location; on failure nothing was changed, or, where it was the
 *   disk that failed, the message says how much is there
 *
 * Takes in a foreign file. A record whose code is known is changed, not made
 * twice. All rows are looked at before the first is written; then they are
 * written in groups of some twenty, between which others can save, and which are
 * undone together.
 *
 * Returns: (transfer full) (nullable): what was done, row by row where it matters
 */
LtImportReport *
lt_work_import (LtSession *session,
                const LtKind *kind,
                LtImportPlan *plan,
                const char *path,
                LtImportFlags flags,
                GError **error)
{
  g_autoptr (LtImportReport) report = lt_import_report_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  g_autofree char *name = g_path_get_basename (path);
  Import import = { session, kind, plan, report, seen, made, pairs };
  LtImportTally tally = { 0 };
  gboolean done;

  /* An import goes round no guard. */
  if (!lt_work_check_addable (kind, error))
    return NULL;
  lt_work_prepare_plan (session, plan);
  done = lt_import_run (plan, path, on_record, on_problem, &import, &tally, NULL, error);
  report->read = tally.read;
  report->refused += tally.refused;
  report->skipped += tally.skipped;
  report->shape = g_strdup (tally.shape);
  lt_import_tally_clear (&tally);
  if (!done)
    {
      show_datums (session, kind, plan, path, error);
      return NULL;
    }
  if ((flags & LT_IMPORT_STRICT) != 0 && report->refused > 0)
    report->added = report->updated = 0;
  else if ((flags & LT_IMPORT_DRY_RUN) == 0
           && !lt_work_write_imported (session, made, pairs, name, error))
    return NULL;
  return g_steal_pointer (&report);
}
