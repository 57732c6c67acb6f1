/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measured values as a long table: one value a row, as it is shown. */

#include "work/exporting-private.h"

#include "base/error.h"
#include "work/readings.h"

#include <glib/gi18n-lib.h>

#define TELL_EVERY 10000

typedef enum
{
  COLUMN_PLACE,
  COLUMN_PLACE_NAME,
  COLUMN_ITEM,
  COLUMN_TIME,
  COLUMN_VALUE,
  COLUMN_UNIT,
  COLUMN_QUALITY,
  COLUMN_RANK,
  COLUMN_DISPUTED,
  COLUMN_FLAGGED,
  COLUMN_BATCH,
  N_COLUMNS
} Column;

static const struct
{
  const char *name;
  const char *label;
  LtColumnType type;
} columns[] = {
  [COLUMN_PLACE] = { "place", N_ ("Point code"), LT_COLUMN_TEXT },
  [COLUMN_PLACE_NAME] = { "place_name", N_ ("Point name"), LT_COLUMN_TEXT },
  [COLUMN_ITEM] = { "item", N_ ("Item"), LT_COLUMN_TEXT },
  [COLUMN_TIME] = { "time", N_ ("Time"), LT_COLUMN_TEXT },
  [COLUMN_VALUE] = { "value", N_ ("Value"), LT_COLUMN_DECIMAL },
  [COLUMN_UNIT] = { "unit", N_ ("Unit"), LT_COLUMN_TEXT },
  [COLUMN_QUALITY] = { "quality", N_ ("Quality"), LT_COLUMN_TEXT },
  [COLUMN_RANK] = { "rank", N_ ("Rank"), LT_COLUMN_TEXT },
  [COLUMN_DISPUTED] = { "disputed", N_ ("Disputed"), LT_COLUMN_FLAG },
  [COLUMN_FLAGGED] = { "flagged", N_ ("Cannot be so"), LT_COLUMN_FLAG },
  [COLUMN_BATCH] = { "batch", N_ ("Batch"), LT_COLUMN_TEXT },
};

typedef struct
{
  LtSession *session;
  const LtExportOptions *options;
  LtInterval interval;
  LtExport *file;
  GHashTable *batches; /* LtId → its file, or its id in a plain table */
  const LtField *rank;
  const LtBatchSeries *series;
  char *place;
  char *place_name;
  const LtItem *item; /* (nullable) */
  gint64 n;
  gint64 all;
} Export;

static void
find_place (Export *export, const LtId *id)
{
  g_autoptr (LtRecord) place =
      lt_store_get (lt_session_get_store (export->session), NULL, id, NULL);
  const char *code =
      place == NULL || place->kind->key == NULL ? NULL : lt_record_get (place, place->kind->key);

  g_free (export->place);
  g_free (export->place_name);
  /* A removed place keeps its readings, and is known by its id. */
  export->place = code == NULL ? lt_id_to_text (id) : g_strdup (code);
  export->place_name = place == NULL ? NULL : g_strdup (lt_record_get_title (place));
}

static const char *
find_batch (Export *export, const LtId *id)
{
  char *name = g_hash_table_lookup (export->batches, id);
  g_autoptr (LtRecord) batch = NULL;

  if (name != NULL)
    return name;
  batch = export->options->plain
              ? NULL
              : lt_store_get (lt_session_get_store (export->session), NULL, id, NULL);
  name = batch == NULL ? lt_id_to_text (id) : g_strdup (lt_record_get_title (batch));
  g_hash_table_insert (export->batches, g_memdup2 (id, sizeof *id), name);
  return name;
}

static const char *
name_rank (const Export *export, int rank)
{
  const char *name = rank < 0 ? NULL : export->rank->choices[rank].name;

  return name == NULL || export->options->plain ? name : lt_field_choice_label (export->rank, name);
}

static void
on_wait (gpointer user_data)
{
  const Export *export = user_data;

  if (export->options->progress != NULL)
    export->options->progress ((double) export->n / (double) MAX (1, MAX (export->all, export->n)),
                               export->options->progress_data);
}

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  Export *export = user_data;
  g_autofree char *time = lt_reading_format_time (reading->time, export->interval);
  g_autofree char *value = reading->has_value ? lt_reading_format_value (reading->value) : NULL;
  const char *cells[N_COLUMNS] = {
    [COLUMN_PLACE] = export->place,
    [COLUMN_PLACE_NAME] = export->place_name,
    [COLUMN_ITEM] = export->series->item,
    [COLUMN_TIME] = time,
    [COLUMN_VALUE] = value,
    [COLUMN_UNIT] = export->item == NULL ? NULL : export->item->unit,
    [COLUMN_QUALITY] = reading->quality,
    [COLUMN_RANK] = name_rank (export, reading->rank),
    [COLUMN_DISPUTED] = reading->disputed ? "1" : "0",
    [COLUMN_FLAGGED] =
        reading->has_value && !lt_item_can_have (export->item, reading->value) ? "1" : "0",
    [COLUMN_BATCH] = find_batch (export, &reading->batch),
  };

  if (++export->n % TELL_EVERY == 0)
    on_wait (export);
  return lt_export_add (export->file, cells, NULL, 0, error);
}

static LtTableHeader *
make_header (const Export *export)
{
  LtTableHeader *header = lt_table_header_new ("reading", _ ("Measured values"));

  header->plain = export->options->plain;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      LtColumnType type = columns[i].type;

      if (i == COLUMN_TIME && export->interval == LT_INTERVAL_HOUR)
        type = LT_COLUMN_MINUTE;
      else if (i == COLUMN_TIME && export->interval == LT_INTERVAL_DAY)
        type = LT_COLUMN_DATE;
      lt_table_header_add (header, columns[i].name, _ (columns[i].label), type, NULL);
    }
  return header;
}

static gboolean
is_wanted (const LtReadingSelection *selection, const LtBatchSeries *series)
{
  gboolean wanted = selection->places == NULL;

  for (guint i = 0; !wanted && i < selection->places->len; i++)
    wanted = lt_id_equal (&g_array_index (selection->places, LtId, i), &series->place);
  if (!wanted || selection->items == NULL)
    return wanted;
  return g_ptr_array_find_with_equal_func (selection->items, series->item, g_str_equal, NULL);
}

static gboolean
write_all (Export *export, GPtrArray *list, const LtReadingSelection *selection, GError **error)
{
  g_autoptr (LtItems) items = lt_work_items (error);
  const LtId *last = NULL;

  for (guint i = 0; items != NULL && i < list->len; i++)
    {
      export->series = g_ptr_array_index (list, i);
      if (!is_wanted (selection, export->series))
        continue;
      if (last == NULL || !lt_id_equal (last, &export->series->place))
        find_place (export, &export->series->place);
      last = &export->series->place;
      export->item = lt_items_find (items, export->series->item);
      if (!lt_store_each_reading (lt_session_get_store (export->session), &export->series->place,
                                  export->series->item, export->interval, selection->from,
                                  selection->to, on_reading, export, error))
        return FALSE;
    }
  return items != NULL;
}

/* The shortest interval that there is anything of. */
static GPtrArray *
list_series (LtStore *store,
             const LtReadingSelection *selection,
             LtInterval *interval,
             GError **error)
{
  g_autoptr (GPtrArray) list = NULL;

  *interval = selection->any_interval ? LT_INTERVAL_HOUR : selection->interval;
  for (;; (*interval)++)
    {
      gboolean found = FALSE;

      g_clear_pointer (&list, g_ptr_array_unref);
      list = lt_store_list_series (store, *interval, error);
      for (guint i = 0; list != NULL && !found && i < list->len; i++)
        found = is_wanted (selection, g_ptr_array_index (list, i));
      if (list == NULL || found || !selection->any_interval || *interval == LT_INTERVAL_MONTH)
        return g_steal_pointer (&list);
    }
}

static gboolean
check_format (const LtExportOptions *options, GError **error)
{
  const LtExportFormat *format = lt_export_format_of (options->path, error);

  if (format == NULL)
    return FALSE;
  if (!format->is_map && options->datum == NULL)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("Measured values have no position. Export them as CSV (.csv) or XLSX "
                          "(.xlsx), without --datum."));
  return FALSE;
}

/**
 * lt_work_export_readings:
 * @session: a session
 * @selection: which values
 * @options: where and how
 * @report: (out caller-allocates): what was written
 * @error: return location; nothing was written then
 *
 * Writes the values that are shown, each with its rank, quality and batch.
 */
gboolean
lt_work_export_readings (LtSession *session,
                         const LtReadingSelection *selection,
                         const LtExportOptions *options,
                         LtExportReport *report,
                         GError **error)
{
  const LtKind *kind = lt_kind_by_name ("batch");
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (LtTableHeader) header = NULL;
  g_autoptr (LtExport) file = NULL;
  Export export = { .session = session,
                    .options = options,
                    .rank = &kind->fields[lt_kind_find_field (kind, "rank")] };
  LtExportResult result = { 0 };
  gboolean done;

  *report = (LtExportReport){ 0 };
  if (!check_format (options, error))
    return FALSE;
  list = list_series (store, selection, &export.interval, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (is_wanted (selection, g_ptr_array_index (list, i)))
      export.all += ((LtBatchSeries *) g_ptr_array_index (list, i))->rows;
  header = make_header (&export);
  file = lt_export_open (options->path, header, options->replace, options->cancellable, error);
  if (file == NULL)
    return FALSE;
  export.file = file;
  lt_export_set_watch (file, on_wait, &export);
  export.batches = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, g_free);
  done = write_all (&export, list, selection, error) && !lt_store_is_faulty (store, error)
         && lt_export_finish (file, &result, error);
  if (!done)
    lt_export_say_stopped (error);
  g_hash_table_unref (export.batches);
  g_free (export.place);
  g_free (export.place_name);
  report->rows = result.rows;
  report->bytes = result.bytes;
  report->digest = result.digest;
  return done;
}
