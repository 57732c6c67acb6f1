/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb that takes records and measured values out into foreign files. */

#include "base/error.h"
#include "work/exporting.h"
#include "work/readings.h"
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
                            .cancellable = call->cancellable,
                            .progress = call->progress,
                            .progress_data = call->progress_data };
}

/* The option --columns: names of fields, with commas between. */
static gboolean
read_columns (LtCall *call, const LtKind *kind, guint64 *columns, GError **error)
{
  const char *text = lt_call_option (call, "columns");
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, ",", -1);

  for (int i = 0; names != NULL && names[i] != NULL; i++)
    {
      int field = lt_kind_find_field (kind, g_strstrip (names[i]));

      if (field < 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("--columns: %s has no field \"%s\". See `lantianctl fields %s`."),
                       kind->name, names[i], kind->name);
          return FALSE;
        }
      *columns |= G_GUINT64_CONSTANT (1) << field;
    }
  return TRUE;
}

static gboolean
export_records (LtCall *call, LtExportReport *report, GError **error)
{
  static const char *const others[] = { "place", "item", "from", "to", "interval", NULL };
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters,
                    .sort = lt_call_option (call, "sort"),
                    .words = lt_call_option (call, "words") };
  LtExportOptions options = read_options (call);

  return kind != NULL
         && refuse_option (call, others,
                           _ ("--%s is for readings: export reading FILE. Use --where."), error)
         && read_columns (call, kind, &options.columns, error)
         && lt_verb_read_limit (call, &query.limit, error)
         && lt_verb_read_conditions (call, kind, filters, error)
         && lt_work_export (call->session, kind, &query, &options, report, error);
}

static gboolean
read_places (LtCall *call, LtReadingSelection *selection, GError **error)
{
  const char *text = lt_call_option (call, "place");
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  if (names == NULL)
    return TRUE;
  selection->places = g_array_new (FALSE, FALSE, sizeof (LtId));
  for (int i = 0; names[i] != NULL; i++)
    {
      gboolean gone;
      LtId id;

      if (!lt_verb_find_point (call, names[i], &id, &gone, error))
        return FALSE;
      g_array_append_val (selection->places, id);
    }
  return TRUE;
}

/* An item of a newer list is known by its code. */
static gboolean
read_items (LtCall *call, LtReadingSelection *selection, GError **error)
{
  const char *text = lt_call_option (call, "item");
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, "\n", -1);
  g_autoptr (LtItems) items = NULL;

  if (names == NULL)
    return TRUE;
  items = lt_work_items (error);
  if (items == NULL)
    return FALSE;
  selection->items = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; names[i] != NULL; i++)
    {
      const LtItem *item = lt_items_find (items, names[i]);

      g_ptr_array_add (selection->items, g_strdup (item == NULL ? names[i] : item->code));
    }
  return TRUE;
}

static gboolean
read_selection (LtCall *call, LtReadingSelection *selection, GError **error)
{
  *selection = (LtReadingSelection){ .any_interval = lt_call_option (call, "interval") == NULL,
                                     .from = LT_READING_FIRST,
                                     .to = LT_READING_LAST };
  return read_places (call, selection, error) && read_items (call, selection, error)
         && lt_verb_read_time (call, "from", FALSE, &selection->from, error)
         && lt_verb_read_time (call, "to", TRUE, &selection->to, error)
         && (selection->any_interval || lt_verb_read_interval (call, &selection->interval, error));
}

static gboolean
export_readings (LtCall *call, LtExportReport *report, GError **error)
{
  static const char *const others[] = { "where", "words", "sort", "limit", "columns", NULL };
  const LtExportOptions options = read_options (call);
  LtReadingSelection selection = { 0 };
  gboolean done =
      refuse_option (call, others,
                     _ ("--%s is for records. Of readings take --place, --item, --from, --to."),
                     error)
      && read_selection (call, &selection, error)
      && lt_work_export_readings (call->session, &selection, &options, report, error);

  g_clear_pointer (&selection.places, g_array_unref);
  g_clear_pointer (&selection.items, g_ptr_array_unref);
  return done;
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
  if (g_str_equal (call->words[0], LT_VERB_READING) ? export_readings (call, &report, error)
                                                    : export_records (call, &report, error))
    return report_to_json (call->words[1], &report);
  return NULL;
}
