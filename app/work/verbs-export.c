/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb that takes records and measured values out into foreign files. */

#include "base/error.h"
#include "work/exporting.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse_option (LtCall *call, const char *const *names, const char *why, GError **error)
{
  for (int i = 0; names[i] != NULL; i++)
    if (lt_call_option (call, names[i]) != NULL)
      {
        g_set_error (error, LT_ERROR, LT_ERROR_USAGE, why, names[i]);
        return FALSE;
      }
  return TRUE;
}

static LtExportOptions
read_options (LtCall *call)
{
  return (LtExportOptions){ .path = call->words[1],
                            .datum = lt_call_option (call, "datum"),
                            .plain = lt_call_option (call, "names") != NULL,
                            .masked = lt_call_option (call, "masked") != NULL,
                            .replace = lt_call_option (call, "replace") != NULL,
                            .progress = call->progress,
                            .progress_data = call->progress_data };
}

static gboolean
export_records (LtCall *call, LtExportReport *report, GError **error)
{
  static const char *const others[] = { "place", "item", "from", "to", "interval", NULL };
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = lt_call_option (call, "sort") };
  const LtExportOptions options = read_options (call);

  return kind != NULL
         && refuse_option (call, others,
                           _ ("--%s is for readings: export reading FILE. Use --where."), error)
         && lt_verb_read_limit (call, &query.limit, error)
         && lt_verb_read_conditions (call, kind, filters, error)
         && lt_work_export (call->session, kind, &query, &options, report, error);
}

static JsonNode *
report_to_json (const char *path, const LtExportReport *report)
{
  JsonObject *object = json_object_new ();
  g_autofree char *digest = lt_digest_to_hex (&report->digest);

  json_object_set_string_member (object, "file", path);
  json_object_set_int_member (object, "rows", (gint64) report->rows);
  json_object_set_int_member (object, "bytes", (gint64) report->bytes);
  json_object_set_string_member (object, "digest", digest);
  json_object_set_int_member (object, "masked", (gint64) report->masked);
  if (report->datum != NULL)
    json_object_set_string_member (object, "datum", report->datum);
  return lt_json_node_take_object (object);
}

JsonNode *
lt_verb_export (LtCall *call, GError **error)
{
  g_auto (LtExportReport) report = { 0 };

  if (lt_call_option (call, LT_VERB_EVERYTHING) != NULL)
    return lt_verb_export_everything (call, error);
  if (call->words[0] == NULL || call->words[1] == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Name what is wanted and the file: export KIND FILE, export reading "
                              "FILE, or export --everything FOLDER."));
      return NULL;
    }
  return export_records (call, &report, error) ? report_to_json (call->words[1], &report) : NULL;
}
