/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/readings.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "store/batch.h"
#include "store/undoable.h"
#include "work/reading-places.h"
#include "work/reading-repeats.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRESS_ROWS 1000 /* between two words of progress */

/* What a name of the file stands for, and its number in the batch. */
typedef struct
{
  gboolean known;
  LtId place;         /* of a place */
  const LtItem *item; /* of an item */
  guint32 number;
} Known;

typedef struct
{
  LtSession *session;
  LtImportReport *report;
  const LtItems *items;
  LtReadingPlaces *finder;
  GArray *places;     /* (element-type Known): by the numbers of the file's places */
  GArray *measured;   /* (element-type Known): by the numbers of its items */
  GArray *made_lines; /* (element-type gint64): of the records that are made */
  LtReadingRepeats *repeats;
  LtBatchWriter *writer;
  const LtImportWatch *watch;
  gint64 line; /* the last one that was read */
  guint rows;  /* that progress was told of */
} Import;

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  Import *import = user_data;
  GPtrArray *kept = import->report->problems;
  guint before = kept->len;

  lt_import_report_add_problem (import->report, problem->line, problem->column, problem->value,
                                problem->problem, problem->kept);
  if (kept->len > before)
    ((LtImportProblem *) g_ptr_array_index (kept, before))->place_rows = problem->place_rows;
}

static void
on_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  Import *import = user_data;

  lt_reading_repeats_add (import->repeats, line, first, same);
}

static char *
describe_range (const LtItem *item)
{
  g_autofree char *min = lt_reading_format_value (item->min);
  g_autofree char *max = lt_reading_format_value (item->max);

  return g_strdup_printf (_ ("%s cannot be so: from %s to %s %s is possible. It is kept as it was "
                             "reported, flagged, and left out of all that is worked out. Is the "
                             "unit another one?"),
                          item->code, min, max, item->unit);
}

static GCancellable *
get_cancellable (const Import *import)
{
  return import->watch == NULL ? NULL : import->watch->cancellable;
}

/* A wide row gives several values. */
static void
count_row (Import *import, gint64 line)
{
  if (line == import->line)
    return;
  import->line = line;
  if (++import->rows % PROGRESS_ROWS == 0 && import->watch != NULL
      && import->watch->on_progress != NULL)
    import->watch->on_progress (import->rows, 0, 0, import->watch->user_data);
}

/* Asked before what cannot be stopped half way. */
static gboolean
check_goes_on (const Import *import, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (get_cancellable (import), error);
}

static Known *
get_known (GArray *names, guint number)
{
  if (number >= names->len)
    g_array_set_size (names, number + 1);
  return &g_array_index (names, Known, number);
}

/* Looks up what the row names for the first time. */
static gboolean
name_place (Import *import,
            Known *known,
            const LtReadingRow *row,
            LtReadingFault *fault,
            GError **error)
{
  fault->column = LT_READING_PLACE;
  if (!lt_reading_places_find (import->finder, row->place, &known->place, &fault->problem))
    return TRUE;
  known->known = TRUE;
  if (lt_reading_places_get_made (import->finder)->len > import->made_lines->len)
    g_array_append_val (import->made_lines, row->line);
  return lt_batch_writer_name_place (import->writer, &known->place, &known->number, error);
}

static gboolean
name_item (Import *import,
           Known *known,
           const LtReadingRow *row,
           LtReadingFault *fault,
           GError **error)
{
  g_autofree char *all = NULL;

  known->item = lt_items_find (import->items, row->item);
  known->known = known->item != NULL;
  if (known->known)
    return lt_batch_writer_name_item (import->writer, known->item->code, &known->number, error);
  all = lt_items_list (import->items);
  *fault = (LtReadingFault){ LT_READING_ITEM,
                             g_strdup_printf (_ ("There is no such item. There are: %s."), all) };
  return TRUE;
}

static gboolean
on_row (const LtReadingRow *row, LtReadingFault *fault, gpointer user_data, GError **error)
{
  Import *import = user_data;
  Known *place = get_known (import->places, row->place_number);
  Known *item = get_known (import->measured, row->item_number);
  LtReading reading = {
    .time = row->time, .has_value = row->has_value, .value = row->value, .quality = row->quality
  };

  count_row (import, row->line);
  if ((!place->known && !name_place (import, place, row, fault, error))
      || (place->known && !item->known && !name_item (import, item, row, fault, error)))
    return FALSE;
  if (!place->known || !item->known)
    return TRUE;
  if (lt_reading_repeats_refuse (import->repeats, row->line))
    return TRUE;
  if (row->has_value && !lt_item_can_have (item->item, row->value))
    *fault = (LtReadingFault){ LT_READING_VALUE, describe_range (item->item), .kept = TRUE };
  return lt_batch_writer_add_row (import->writer, place->number, item->number, &reading, row->line,
                                  error);
}

/* What the batch is called: its file, and the part of it, a sheet or a member. */
static void
name_file (LtRecord *batch, const char *path, const char *part)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *whole = part == NULL ? g_strdup (base) : g_strconcat (base, "/", part, NULL);
  g_autofree char *shown = g_utf8_make_valid (whole, -1);

  lt_record_set_canonical (batch, "file", shown);
}

static gboolean
digest_file (LtRecord *batch, const char *path, GError **error)
{
  g_autofree char *hex = NULL;
  LtDigest digest;
  guint64 size;

  if (!lt_file_digest (path, NULL, &digest, &size, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("There is no file %s."), path);
      return FALSE;
    }
  hex = lt_digest_to_hex (&digest);
  lt_record_set_canonical (batch, "file_digest", hex);
  return TRUE;
}

/* A batch that says the same of the same rows. */
static gboolean
is_there_already (LtSession *session, const LtRecord *batch)
{
  static const char *const same[] = { "blob", "rank", "source", "interval", "corrects" };
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) records = NULL;

  g_ptr_array_add (filters, lt_filter_new ("blob", "=", lt_record_get (batch, "blob")));
  records = lt_store_list (lt_session_get_store (session), batch->kind, &query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *other = g_ptr_array_index (records, i);
      gboolean all = TRUE;

      for (gsize f = 0; f < G_N_ELEMENTS (same); f++)
        all =
            all && g_strcmp0 (lt_record_get (batch, same[f]), lt_record_get (other, same[f])) == 0;
      if (all)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_rank (LtSession *session, const LtRecord *batch, GError **error)
{
  const LtField *rank = &batch->kind->fields[lt_kind_find_field (batch->kind, "rank")];
  const char *corrects = lt_record_get (batch, "corrects");
  g_autoptr (LtRecord) other = NULL;
  LtId id;

  if (corrects == NULL)
    return TRUE;
  if (!lt_id_from_text (&id, corrects))
    return FALSE;
  other = lt_store_get (lt_session_get_store (session), batch->kind, &id, error);
  if (other == NULL)
    return FALSE;
  if (lt_field_choice_index (rank, lt_record_get (batch, "rank"))
      >= lt_field_choice_index (rank, lt_record_get (other, "rank")))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("A correction cannot be of a lower rank (%s) than what it corrects (%s)."),
               lt_record_get (batch, "rank"), lt_record_get (other, "rank"));
  return FALSE;
}

static void
take_tally (Import *import, LtRecord *batch, const LtReadingTally *tally)
{
  LtImportReport *report = import->report;
  GPtrArray *notes = lt_reading_places_get_notes (import->finder);

  report->read = tally->read;
  report->added = tally->taken;
  report->refused = tally->refused;
  report->skipped = tally->skipped;
  report->values = tally->values;
  report->values_flagged = tally->values_flagged;
  report->values_refused = tally->values_refused;
  report->shape = g_strdup (tally->shape);
  for (guint i = 0; i < tally->notes->len; i++)
    g_ptr_array_add (report->notes, g_strdup (g_ptr_array_index (tally->notes, i)));
  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (report->notes, g_strdup (g_ptr_array_index (notes, i)));
  lt_record_set_canonical (batch, "interval", lt_interval_name (tally->interval));
  lt_record_set_canonical (batch, "rank", tally->rank);
  lt_record_set_canonical (batch, "source", tally->source);
}

/* The places that are made, each with the line that named it first. */
static void
tell_made (Import *import)
{
  GPtrArray *made = lt_reading_places_get_made (import->finder);

  for (guint i = 0; i < made->len; i++)
    lt_import_report_add_problem (
        import->report, g_array_index (import->made_lines, gint64, i), "",
        lt_record_get_title (g_ptr_array_index (made, i)),
        _ ("It was not known, and was made without a position. Enter where it is."), TRUE);
}

/* They are there before the batch that names them, and undone with it: @note is for
 * the batch. */
static gboolean
keep_places (Import *import, const LtRecord *batch, char **note, GError **error)
{
  GPtrArray *made = lt_reading_places_get_made (import->finder);
  const char *file = lt_record_get (batch, "file");

  return lt_work_write_imported (import->session, made, file, note, error);
}

/* What of the rows counts: of those that stand twice one, and none that are here. */
static void
settle_rows (Import *import, const LtRecord *batch, const LtReadingTally *tally)
{
  LtImportReport *report = import->report;

  lt_reading_repeats_settle (import->repeats, report, tally);
  if (!lt_batch_writer_is_known (import->writer) || !is_there_already (import->session, batch))
    return;
  report->unchanged = report->added;
  report->added = 0;
}

static gboolean
keep_batch (Import *import, LtRecord *batch, LtImportFlags flags, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *note = NULL;

  if ((flags & LT_IMPORT_STRICT) != 0
      && import->report->refused + import->report->values_refused > 0)
    import->report->added = 0;
  if (import->report->added == 0)
    return TRUE;
  if (!check_goes_on (import, error) || !lt_work_check_record (import->session, batch, error)
      || !keep_places (import, batch, &note, error))
    return FALSE;
  lt_change_create (change, batch);
  lt_change_publish (change, import->writer);
  return lt_session_append (import->session, change, note, error);
}

static void
clear_pass (Import *import)
{
  g_clear_pointer (&import->writer, lt_batch_writer_free);
  g_clear_pointer (&import->finder, lt_reading_places_free);
  g_clear_pointer (&import->places, g_array_unref);
  g_clear_pointer (&import->measured, g_array_unref);
  g_clear_pointer (&import->made_lines, g_array_unref);
}

/* Reads the file into a writer. */
static gboolean
read_rows (Import *import,
           LtRecord *batch,
           LtReadingPlan *plan,
           const char *path,
           LtImportFlags flags,
           LtReadingTally *tally,
           GError **error)
{
  gboolean trial = (flags & LT_IMPORT_DRY_RUN) != 0;

  import->finder = lt_reading_places_new (import->session, (flags & LT_IMPORT_CREATE) != 0);
  import->places = g_array_new (FALSE, TRUE, sizeof (Known));
  import->measured = g_array_new (FALSE, TRUE, sizeof (Known));
  import->made_lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  import->writer =
      lt_batch_writer_new (lt_session_get_store (import->session), trial, on_twice, import, error);
  return import->writer != NULL
         && lt_reading_import_run (plan, path, on_row, on_problem, import, tally,
                                   get_cancellable (import), error)
         && check_goes_on (import, error) && lt_batch_writer_finish (import->writer, batch, error);
}

static gboolean
on_row_again (const LtReadingRow *row, LtReadingFault *fault, gpointer user_data, GError **error)
{
  Import *import = user_data;
  const Known *place = get_known (import->places, row->place_number);

  /* one place may be written in two ways */
  if (place->known)
    lt_reading_repeats_collect (import->repeats, &place->place, row);
  return TRUE;
}

static void
on_problem_again (const LtImportProblem *problem, gpointer user_data)
{
}

/* Where rows say different things of the same, which of them is taken must not
 * depend on their order: what they say is looked at, and the file is read anew. */
static gboolean
read_chosen (Import *import,
             LtRecord *batch,
             LtReadingPlan *plan,
             const char *path,
             LtImportFlags flags,
             LtReadingTally *tally,
             GError **error)
{
  gboolean looked;

  lt_reading_tally_clear (tally);
  g_ptr_array_set_size (import->report->problems, 0);
  looked = lt_reading_import_run (plan, path, on_row_again, on_problem_again, import, tally,
                                  get_cancellable (import), error);
  lt_reading_tally_clear (tally);
  if (!looked)
    return FALSE;
  lt_reading_repeats_choose (import->repeats);
  clear_pass (import);
  return read_rows (import, batch, plan, path, flags, tally, error);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const LtImportProblem *first = *(LtImportProblem *const *) a;
  const LtImportProblem *second = *(LtImportProblem *const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static gboolean
run_import (Import *import,
            LtRecord *batch,
            LtReadingPlan *plan,
            const char *path,
            LtImportFlags flags,
            GError **error)
{
  gboolean trial = (flags & LT_IMPORT_DRY_RUN) != 0;
  LtReadingTally tally = { 0 };
  gboolean done;

  import->items = lt_work_plan_items (plan, error);
  if (import->items == NULL || !lt_import_check_path (path, error)
      || !digest_file (batch, path, error))
    return FALSE;
  name_file (batch, path, lt_reading_plan_get_part (plan));
  done = read_rows (import, batch, plan, path, flags, &tally, error);
  if (done && lt_reading_repeats_differ (import->repeats))
    done = read_chosen (import, batch, plan, path, flags, &tally, error);
  if (done)
    {
      take_tally (import, batch, &tally);
      settle_rows (import, batch, &tally);
      tell_made (import);
      done = check_rank (import->session, batch, error)
             && (trial || keep_batch (import, batch, flags, error));
      g_ptr_array_sort (import->report->problems, compare_lines);
    }
  lt_reading_tally_clear (&tally);
  return done;
}

/**
 * lt_work_import_readings:
 * @session: a session, signed in
 * @batch: what the rows are, from lt_work_batch_new(); filled with what is read
 * @plan: how the file is read
 * @path: a table
 * @flags: how bad rows are taken; a trial writes nothing
 * @watch: (nullable): who is told of progress, and may stop it
 * @error: return location; on failure nothing was changed
 *
 * Takes measured values in as one batch, which is seen when all of it is here.
 *
 * Returns: (transfer full) (nullable): what was done, row by row where it matters
 */
LtImportReport *
lt_work_import_readings (LtSession *session,
                         LtRecord *batch,
                         LtReadingPlan *plan,
                         const char *path,
                         LtImportFlags flags,
                         const LtImportWatch *watch,
                         GError **error)
{
  g_autoptr (LtImportReport) report = NULL;
  gboolean done;

  if (!lt_session_check_signed_in (session, error))
    return NULL;
  do
    {
      Import import = { .session = session, .watch = watch };

      lt_session_begin_look (session);
      g_clear_pointer (&report, lt_import_report_free);
      import.report = report = lt_import_report_new ();
      import.repeats = lt_reading_repeats_new ();
      done = run_import (&import, batch, plan, path, flags, error);
      clear_pass (&import);
      lt_reading_repeats_free (import.repeats);
    }
  while (lt_session_reads_again (session, done, error));
  if (!done)
    lt_import_say_stopped (error);
  return done ? g_steal_pointer (&report) : NULL;
}
