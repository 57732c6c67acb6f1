/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of measured values. */

#include "base/error.h"
#include "store/batch.h"
#include "work/readings.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define READING "reading"

static gboolean
refuse_usage (GError **error, const char *text)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE, text);
  return FALSE;
}

/* What is corrected has its rank, source and interval, whatever the file looks like. */
static gboolean
take_corrected (LtReadingPlan *plan, const LtRecord *batch, GError **error)
{
  static const char *const fields[] = { "rank", "source", "interval" };

  for (gsize i = 0; lt_record_get (batch, "corrects") != NULL && i < G_N_ELEMENTS (fields); i++)
    if (!lt_reading_plan_set (plan, fields[i], lt_record_get (batch, fields[i]), error))
      return FALSE;
  return TRUE;
}

static LtReadingPlan *
read_plan (LtCall *call, const LtRecord *batch, GError **error)
{
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  const char *encoding = lt_call_option (call, "encoding");
  const char *shape = lt_call_option (call, "shape");

  if (lt_work_plan_items (plan, error) == NULL || !take_corrected (plan, batch, error)
      || (encoding != NULL && !lt_reading_plan_set_encoding (plan, encoding, error))
      || (shape != NULL && !lt_reading_plan_set_shape (plan, shape, error))
      || !lt_verb_read_pairs (call, "set", (LtPairFunc) lt_reading_plan_set, plan, error)
      || !lt_verb_read_pairs (call, "map", (LtPairFunc) lt_reading_plan_map, plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static LtRecord *
make_batch (LtCall *call, GError **error)
{
  const char *corrected = lt_call_option (call, "correct");
  g_autoptr (LtRecord) corrects =
      corrected == NULL ? NULL
                        : lt_work_show (call->session, lt_kind_by_name ("batch"), corrected, error);

  if (corrected != NULL && corrects == NULL)
    return NULL;
  return lt_work_batch_new (call->session, corrects);
}

static const char *
label_of (const LtRecord *batch, const char *name)
{
  const LtField *field = &batch->kind->fields[lt_kind_find_field (batch->kind, name)];

  return lt_field_choice_label (field, lt_record_get (batch, name));
}

/* What a file does not say of itself was assumed, and decides which values are
 * shown: so it is told, and how to say otherwise. A known shape has told the
 * first half. */
static void
tell_assumptions (LtCall *call, LtImportReport *report, const LtRecord *batch)
{
  const char *set = lt_call_option (call, "set");
  gboolean begin = set != NULL && strstr (set, "hours=begin") != NULL;

  if (report->shape == NULL)
    {
      g_ptr_array_add (report->notes,
                       g_strdup_printf (_ ("Taken as: interval %s, rank %s, source %s."),
                                        label_of (batch, "interval"), label_of (batch, "rank"),
                                        label_of (batch, "source")));
      if (g_strcmp0 (lt_record_get (batch, "interval"), "hour") == 0)
        g_ptr_array_add (report->notes, g_strdup (begin ? _ ("Its hours stand under their "
                                                             "beginning; they are kept under "
                                                             "their end.")
                                                        : _ ("Its hours stand under their "
                                                             "end.")));
    }
  g_ptr_array_add (report->notes,
                   g_strdup (_ ("Where that is wrong, `undo` and import again with `--set "
                                "rank=real-time|audited|reviewed`, `--set "
                                "interval=hour|day|month`, `--set source=…` (see `fields batch`) "
                                "or `--set hours=end|begin`.")));
}

typedef struct
{
  LtImportFlags flags;
  GPtrArray *ids; /* (element-type utf8): of the batches that were made */
} Readings;

static LtImportReport *
import_part (LtCall *call,
             const char *path,
             const char *part,
             struct _LtImportRun *run,
             gpointer user_data,
             GError **error)
{
  const Readings *readings = user_data;
  LtImportWatch watch = { call->cancellable, lt_verb_tell_import, call };
  g_autoptr (LtRecord) batch = make_batch (call, error);
  g_autoptr (LtReadingPlan) plan = NULL;
  LtImportReport *report;

  plan = batch == NULL ? NULL : read_plan (call, batch, error);
  if (plan == NULL)
    return NULL;
  lt_reading_plan_set_part (plan, part);
  report =
      lt_work_import_readings (call->session, batch, plan, path, readings->flags, &watch, error);
  if (report != NULL)
    tell_assumptions (call, report, batch);
  if (report != NULL && report->added > 0 && (readings->flags & LT_IMPORT_DRY_RUN) == 0)
    g_ptr_array_add (readings->ids, lt_id_to_text (&batch->id));
  return report;
}

/**
 * lt_verb_import_readings:
 * @call: an import of readings
 * @flags: how
 * @batches: (element-type utf8): gets the ids of the batches made
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was done with all files
 */
LtImportReport *
lt_verb_import_readings (LtCall *call, LtImportFlags flags, GPtrArray *batches, GError **error)
{
  Readings readings = { flags, batches };

  if (lt_call_option (call, "datum") != NULL)
    {
      refuse_usage (error, _ ("Readings have no coordinates: leave --datum out."));
      return NULL;
    }
  return lt_verb_import_each (call, import_part, &readings, error);
}

/* A date as an end means the whole day; with hours, till its 24:00. */
gboolean
lt_verb_read_time (LtCall *call, const char *option, gboolean end, gint64 *time, GError **error)
{
  const char *text = lt_call_option (call, option);

  if (text == NULL || lt_reading_parse_time (text, LT_INTERVAL_HOUR, time))
    return TRUE;
  if (lt_reading_parse_time (text, LT_INTERVAL_DAY, time))
    {
      *time += end ? 24 * 60 : 0;
      return TRUE;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--%s \"%s\" is not a time. Write it as 2026-01-31 or 2026-01-31T08:00."), option,
               text);
  return FALSE;
}

/* The option --interval, which was given. */
gboolean
lt_verb_read_interval (LtCall *call, LtInterval *interval, GError **error)
{
  for (*interval = LT_INTERVAL_HOUR; *interval <= LT_INTERVAL_MONTH; (*interval)++)
    if (g_str_equal (lt_call_option (call, "interval"), lt_interval_name (*interval)))
      return TRUE;
  return refuse_usage (error, _ ("The interval is hour, day or month."));
}

/* A removed place keeps its readings; it is found by its id. */
gboolean
lt_verb_find_point (LtCall *call, const char *text, LtId *place, gboolean *gone, GError **error)
{
  const LtKind *kind = lt_kind_by_name ("inspection");
  LtStore *store = lt_session_get_store (call->session);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtValue) value = NULL;

  *gone = FALSE;
  value = lt_work_parse_field (call->session, &kind->fields[lt_kind_find_field (kind, "place")],
                               text, &problem);
  if (value != NULL && lt_id_from_text (place, lt_value_text (value)))
    return TRUE;
  *gone = lt_id_from_text (place, text) && lt_store_has_readings (store, place);
  if (*gone)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
