/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/readings.h"

#include "base/error.h"
#include "lantian-config.h"
#include "store/batch.h"
#include "store/undoable.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MOST_PROBLEMS 10000 /* told one by one; beyond, they are counted */
#define PIECE         (256 * 1024)

/* What a name in the file stands for, or why it stands for nothing. */
typedef struct
{
  LtId place;
  const LtItem *item;
  char *problem;
} Known;

typedef struct
{
  LtSession *session;
  LtImportReport *report;
  LtItems *items;
  GHashTable *places;     /* text → Known */
  GHashTable *item_names; /* text → Known */
  char *last_place;
  const Known *last_known;
  LtBatchWriter *writer; /* (nullable): %NULL in a trial */
} Import;

static void
free_known (Known *known)
{
  g_free (known->problem);
  g_free (known);
}

/**
 * lt_work_items:
 *
 * Returns: (transfer full) (nullable): the items that can be measured: items.json in
 *   the folder `LANTIAN_DATA_DIR`, otherwise in the program's own
 */
LtItems *
lt_work_items (GError **error)
{
  const char *folder = g_getenv ("LANTIAN_DATA_DIR");
  g_autofree char *path =
      g_build_filename (folder != NULL && *folder != '\0' ? folder : LT_DATA_DIR, "items.json",
                        NULL);

  return lt_items_load (path, error);
}

static void
set_field (LtRecord *record, const char *field, const char *text)
{
  lt_record_take_value (record, (guint) lt_kind_find_field (record->kind, field),
                        lt_value_new_text (text));
}

static gint64
read_id_time (const LtId *id)
{
  gint64 ms = 0;

  for (int i = 0; i < 6; i++)
    ms = ms << 8 | id->bytes[i];
  return ms;
}

/**
 * lt_work_batch_new:
 * @session: a session
 * @corrects: (nullable): the batch that is corrected
 *
 * Returns: (transfer full): a batch to be filled: real-time hours from an unknown
 *   source, or what @corrects is
 */
LtRecord *
lt_work_batch_new (LtSession *session, const LtRecord *corrects)
{
  LtRecord *batch = lt_record_new (lt_kind_by_name ("batch"));
  gint64 now = lt_session_get_now (session);
  g_autofree char *id = NULL;

  set_field (batch, "rank", corrects == NULL ? "real-time" : lt_record_get (corrects, "rank"));
  set_field (batch, "source", corrects == NULL ? "unknown" : lt_record_get (corrects, "source"));
  set_field (batch, "interval", corrects == NULL ? "hour" : lt_record_get (corrects, "interval"));
  if (corrects != NULL)
    {
      id = lt_id_to_text (&corrects->id);
      set_field (batch, "corrects", id);
      /* A correction is the younger by its id, whatever the clocks say. */
      now = MAX (now, read_id_time (&corrects->id) + 1);
    }
  lt_id_make (&batch->id, batch->kind->number, now, lt_session_get_random (session));
  return batch;
}

static void
add_problem (LtImportReport *report,
             gint64 line,
             const char *column,
             const char *value,
             const char *text)
{
  LtImportProblem *problem;

  if (report->problems->len >= MOST_PROBLEMS)
    return;
  problem = g_new0 (LtImportProblem, 1);
  problem->line = line;
  problem->column = g_strdup (column);
  problem->value = g_strdup (value);
  problem->problem = g_strdup (text);
  g_ptr_array_add (report->problems, problem);
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  Import *import = user_data;

  import->report->refused++;
  add_problem (import->report, problem->line, problem->column, problem->value, problem->problem);
}

static void
on_twice (gint64 line, gpointer user_data)
{
  Import *import = user_data;

  import->report->refused++;
  import->report->added--;
  add_problem (import->report, line, "", NULL,
               _ ("The same place, item and time stand in this file before; that row was taken."));
}

static gboolean
take_place (Known *known, LtStore *store, const char *kind, const char *code)
{
  g_autoptr (LtRecord) record = lt_store_find_by_key (store, lt_kind_by_name (kind), code);

  if (record != NULL)
    known->place = record->id;
  return record != NULL;
}

static Known *
look_up_place (Import *import, const char *text)
{
  Known *known = g_new0 (Known, 1);
  LtStore *store = lt_session_get_store (import->session);
  const LtKind *kind = lt_kind_by_name ("inspection");
  g_autoptr (LtValue) value = NULL;

  if (take_place (known, store, "station", text) || take_place (known, store, "dust-site", text))
    return known;
  value = lt_work_parse_field (import->session, &kind->fields[lt_kind_find_field (kind, "place")],
                               text, NULL);
  if (value == NULL || !lt_id_from_text (&known->place, lt_value_text (value)))
    known->problem = g_strdup (_ ("There is no station or dust-fall site of this code. Enter it "
                                  "first, or correct the code."));
  return known;
}

static const Known *
find_place (Import *import, const char *text)
{
  const Known *known;

  /* Files have the rows of one place together, or of one hour. */
  if (g_strcmp0 (text, import->last_place) == 0)
    return import->last_known;
  known = g_hash_table_lookup (import->places, text);
  if (known == NULL)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (text));
      Known *made = look_up_place (import, trimmed);

      g_hash_table_insert (import->places, g_strdup (text), made);
      known = made;
    }
  g_free (import->last_place);
  import->last_place = g_strdup (text);
  import->last_known = known;
  return known;
}

static const Known *
find_item (Import *import, const char *text)
{
  Known *known = g_hash_table_lookup (import->item_names, text);

  if (known != NULL)
    return known;
  known = g_new0 (Known, 1);
  known->item = lt_items_find (import->items, text);
  if (known->item == NULL)
    {
      g_autofree char *all = lt_items_list (import->items);

      known->problem = g_strdup_printf (_ ("There is no such item. There are: %s."), all);
    }
  g_hash_table_insert (import->item_names, g_strdup (text), known);
  return known;
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

static gboolean
on_row (const LtReadingRow *row, LtReadingFault *fault, gpointer user_data, GError **error)
{
  Import *import = user_data;
  const Known *place = find_place (import, row->place);
  const Known *item = find_item (import, row->item);
  LtReading reading = {
    .time = row->time, .has_value = row->has_value, .value = row->value, .quality = row->quality
  };

  if (place->problem != NULL)
    *fault = (LtReadingFault){ LT_READING_PLACE, g_strdup (place->problem) };
  else if (item->problem != NULL)
    *fault = (LtReadingFault){ LT_READING_ITEM, g_strdup (item->problem) };
  else if (row->has_value && (row->value < item->item->min || row->value > item->item->max))
    *fault = (LtReadingFault){ LT_READING_VALUE, describe_range (item->item) };
  if (fault->problem != NULL)
    return TRUE;
  import->report->added++;
  reading.place = place->place;
  reading.item = item->item->code;
  return import->writer == NULL || lt_batch_writer_add (import->writer, &reading, row->line, error);
}

static gboolean
digest_file (LtRecord *batch, const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autofree char *name = g_path_get_basename (path);
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* not waiting for a pipe */
  ssize_t n = -1;

  while (file >= 0 && (n = read (file, piece, PIECE)) > 0)
    g_checksum_update (checksum, piece, n);
  if (file >= 0)
    close (file);
  if (n < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("There is no file %s."), path);
      return FALSE;
    }
  set_field (batch, "file", name);
  set_field (batch, "file_digest", g_checksum_get_string (checksum));
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

static gboolean
keep_batch (Import *import, LtRecord *batch, LtImportFlags flags, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *note = NULL;

  if (!lt_batch_writer_finish (import->writer, batch, error))
    return FALSE;
  if (import->report->added == 0
      || ((flags & LT_IMPORT_STRICT) != 0 && import->report->refused > 0))
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
  if (!lt_work_check_record (import->session, batch, error))
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
  g_clear_pointer (&import->items, lt_items_free);
  g_hash_table_unref (import->places);
  g_hash_table_unref (import->item_names);
  g_free (import->last_place);
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
  LtImportTally tally = { 0 };
  gboolean done;

  import->items = lt_work_items (error);
  if (import->items == NULL || !check_rank (import->session, batch, error)
      || !digest_file (batch, path, error))
    return FALSE;
  if (!trial)
    import->writer = lt_batch_writer_new (store, on_twice, import, error);
  if (!trial && import->writer == NULL)
    return FALSE;
  done = lt_reading_import_run (plan, path, on_row, on_problem, import, &tally, error);
  import->report->read = tally.read;
  lt_import_tally_clear (&tally);
  return done && (trial || keep_batch (import, batch, flags, error));
}

/**
 * lt_work_import_readings:
 * @session: a session, signed in
 * @batch: what the rows are, from lt_work_batch_new(); filled with what is read
 * @plan: how the file is read
 * @path: a long table
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
  import.places =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_known);
  import.item_names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_known);
  done = run_import (&import, batch, plan, path, flags, error);
  clear_import (&import);
  return done ? g_steal_pointer (&report) : NULL;
}
