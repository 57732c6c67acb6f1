/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/readings.h"

#include "base/error.h"
#include "store/batch.h"
#include "store/undoable.h"
#include "work/reading-places.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MOST_PROBLEMS 10000 /* told one by one; beyond, they are counted */
#define PIECE         (256 * 1024)

/* What a name of the file stands for, and its number in the batch. */
typedef struct
{
  gboolean known;
  const LtItem *item; /* of an item */
  guint32 number;
} Known;

typedef struct
{
  LtSession *session;
  LtImportReport *report;
  const LtItems *items;
  LtReadingPlaces *finder;
  GArray *places;        /* (element-type Known): by the numbers of the file's places */
  GArray *measured;      /* (element-type Known): by the numbers of its items */
  GHashTable *repeats;   /* line → Repeat */
  LtBatchWriter *writer; /* (nullable): %NULL in a trial */
} Import;

/* What of one line stood in the file before. */
typedef struct
{
  guint values;
  guint different;
  gint64 first; /* line of one of those that differ */
} Repeat;

static void
set_field (LtRecord *record, const char *field, const char *text)
{
  lt_record_take_value (record, (guint) lt_kind_find_field (record->kind, field),
                        lt_value_new_text (text));
}

static LtImportProblem *
add_problem (LtImportReport *report,
             gint64 line,
             const char *column,
             const char *value,
             const char *text)
{
  LtImportProblem *problem;

  if (report->problems->len >= MOST_PROBLEMS)
    return NULL;
  problem = g_new0 (LtImportProblem, 1);
  problem->line = line;
  problem->column = g_strdup (column);
  problem->value = g_strdup (value);
  problem->problem = g_strdup (text);
  g_ptr_array_add (report->problems, problem);
  return problem;
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  Import *import = user_data;

  add_problem (import->report, problem->line, problem->column, problem->value, problem->problem);
}

static void
on_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  Import *import = user_data;
  Repeat *repeat = g_hash_table_lookup (import->repeats, &line);

  if (repeat == NULL)
    {
      repeat = g_new0 (Repeat, 1);
      g_hash_table_insert (import->repeats, g_memdup2 (&line, sizeof line), repeat);
    }
  repeat->values++;
  repeat->different += !same;
  if (!same)
    repeat->first = first;
}

static char *
describe_range (const LtItem *item)
{
  g_autofree char *min = lt_reading_format_value (item->min);
  g_autofree char *max = lt_reading_format_value (item->max);

  return g_strdup_printf (_ ("%s cannot be so: from %s to %s %s is possible. Is the unit another "
                             "one?"),
                          item->code, min, max, item->unit);
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
  LtId id;

  fault->column = LT_READING_PLACE;
  if (!lt_reading_places_find (import->finder, row->place, &id, &fault->problem))
    return TRUE;
  known->known = TRUE;
  return import->writer == NULL
         || lt_batch_writer_name_place (import->writer, &id, &known->number, error);
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
    return import->writer == NULL
           || lt_batch_writer_name_item (import->writer, known->item->code, &known->number, error);
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

  if ((!place->known && !name_place (import, place, row, fault, error))
      || (place->known && !item->known && !name_item (import, item, row, fault, error)))
    return FALSE;
  if (!place->known || !item->known)
    return TRUE;
  if (row->has_value && (row->value < item->item->min || row->value > item->item->max))
    {
      *fault = (LtReadingFault){ LT_READING_VALUE, describe_range (item->item) };
      return TRUE;
    }
  return import->writer == NULL
         || lt_batch_writer_add_row (import->writer, place->number, item->number, &reading,
                                     row->line, error);
}

static gboolean
digest_file (LtRecord *batch, const char *path, GError **error)
{
  g_autoptr (LtDigester) digester = lt_digester_new ();
  g_autofree char *digest = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autofree char *name = g_path_get_basename (path);
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* not waiting for a pipe */
  ssize_t n = -1;

  while (file >= 0 && (n = read (file, piece, PIECE)) > 0)
    lt_digester_add (digester, piece, (gsize) n);
  if (file >= 0)
    close (file);
  if (n < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("There is no file %s."), path);
      return FALSE;
    }
  set_field (batch, "file", name);
  digest = lt_digester_end_hex (digester);
  set_field (batch, "file_digest", digest);
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
tell_repeat (LtImportReport *report, gint64 line, gint64 first)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The same place, item and time stand in line %d with another value; that "
                          "row was taken."),
                       (int) first);

  add_problem (report, line, "", NULL, text);
}

/* Rows whose values stood in the file before: the same again is nothing new, and
 * something else is refused. */
static void
settle_repeats (Import *import, const LtReadingTally *tally)
{
  LtImportReport *report = import->report;
  GHashTableIter iter;
  gpointer line;
  gpointer data;

  g_hash_table_iter_init (&iter, import->repeats);
  while (g_hash_table_iter_next (&iter, &line, &data))
    {
      const Repeat *repeat = data;
      guint taken = GPOINTER_TO_UINT (g_hash_table_lookup (tally->short_rows, line));
      gboolean whole = repeat->values >= (taken > 0 ? taken : tally->row_values);

      report->values -= repeat->values;
      report->added -= whole;
      if (whole && repeat->different == 0)
        report->repeated++;
      else if (whole)
        report->refused++;
      else
        report->values_refused += repeat->different;
      if (repeat->different > 0)
        tell_repeat (report, *(gint64 *) line, repeat->first);
    }
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
  report->values_refused = tally->values_refused;
  report->shape = g_strdup (tally->shape);
  for (guint i = 0; i < tally->notes->len; i++)
    g_ptr_array_add (report->notes, g_strdup (g_ptr_array_index (tally->notes, i)));
  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (report->notes, g_strdup (g_ptr_array_index (notes, i)));
  set_field (batch, "interval", lt_interval_name (tally->interval));
  if (tally->rank != NULL)
    set_field (batch, "rank", tally->rank);
  if (tally->source != NULL)
    set_field (batch, "source", tally->source);
}

/* The places that were made, before the batch that names them. */
static gboolean
keep_places (Import *import, const LtRecord *batch, GError **error)
{
  GPtrArray *made = lt_reading_places_get_made (import->finder);

  for (guint i = 0; i < made->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (made, i);
      LtImportProblem *problem =
          add_problem (import->report, 0, "", lt_record_get_title (record),
                       _ ("It was not known, and was made without a position. Enter where it is."));

      if (problem != NULL)
        problem->kept = TRUE;
    }
  return made->len == 0
         || lt_work_write_imported (import->session, made, lt_record_get (batch, "file"), error);
}

static gboolean
keep_batch (Import *import,
            LtRecord *batch,
            const LtReadingTally *tally,
            LtImportFlags flags,
            GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *note = NULL;

  if (!lt_batch_writer_finish (import->writer, batch, error))
    return FALSE;
  settle_repeats (import, tally);
  if (import->report->added == 0
      || ((flags & LT_IMPORT_STRICT) != 0
          && import->report->refused + import->report->values_refused > 0))
    {
      import->report->added = 0;
      return TRUE;
    }
  if (lt_batch_writer_is_known (import->writer) && is_there_already (import->session, batch))
    {
      import->report->unchanged = import->report->added;
      import->report->added = 0;
      return TRUE;
    }
  if (!lt_work_check_record (import->session, batch, error) || !keep_places (import, batch, error))
    return FALSE;
  lt_change_create (change, batch);
  lt_change_publish (change, import->writer);
  note = lt_note_of_user (lt_record_get (batch, "file"));
  return lt_session_append (import->session, change, note, error);
}

static void
clear_import (Import *import)
{
  g_clear_pointer (&import->writer, lt_batch_writer_free);
  g_clear_pointer (&import->finder, lt_reading_places_free);
  g_array_unref (import->places);
  g_array_unref (import->measured);
  g_hash_table_unref (import->repeats);
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
  LtStore *store = lt_session_get_store (import->session);
  gboolean trial = (flags & LT_IMPORT_DRY_RUN) != 0;
  LtReadingTally tally;
  gboolean done;

  import->items = lt_work_plan_items (plan, error);
  if (import->items == NULL || !digest_file (batch, path, error))
    return FALSE;
  import->finder = lt_reading_places_new (import->session, (flags & LT_IMPORT_CREATE) != 0);
  if (!trial)
    import->writer = lt_batch_writer_new (store, on_twice, import, error);
  if (!trial && import->writer == NULL)
    return FALSE;
  done = lt_reading_import_run (plan, path, on_row, on_problem, import, &tally, error);
  if (done)
    {
      take_tally (import, batch, &tally);
      done = check_rank (import->session, batch, error)
             && (trial || keep_batch (import, batch, &tally, flags, error));
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
 * @flags: how bad rows are taken; a trial writes nothing, and does not find rows
 *   that stand twice
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
                         GError **error)
{
  g_autoptr (LtImportReport) report = lt_import_report_new ();
  Import import = { .session = session, .report = report };
  gboolean done;

  if (lt_session_get_officer (session) == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                           _ ("Nobody is signed in, so nothing can be written. Sign in with your "
                              "card and passphrase (--as CARD)."));
      return NULL;
    }
  import.places = g_array_new (FALSE, TRUE, sizeof (Known));
  import.measured = g_array_new (FALSE, TRUE, sizeof (Known));
  import.repeats = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  done = run_import (&import, batch, plan, path, flags, error);
  clear_import (&import);
  return done ? g_steal_pointer (&report) : NULL;
}
