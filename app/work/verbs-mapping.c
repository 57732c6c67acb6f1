/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import says and remembers of the columns of a file. */

#include "base/error.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse_usage (GError **error, const char *text)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE, text);
  return FALSE;
}

static gboolean
is_one_part (const char *part)
{
  return part == NULL || (!g_str_equal (part, "all") && strchr (part, '\n') == NULL);
}

static gboolean
check_options (LtCall *call, const LtKind *kind, GError **error)
{
  gboolean one = call->words[1] != NULL && call->words[2] == NULL
                 && is_one_part (lt_call_option (call, "part"));

  if (kind == NULL)
    return refuse_usage (error, _ ("--columns and --remember are for records. How a table of "
                                   "readings is read is described in a file; see shapes."));
  if (!one)
    return refuse_usage (error,
                         _ ("--columns and --remember are for one file, or one part of a file."));
  if (lt_call_option (call, "remember") != NULL
      && (lt_call_option (call, "dry-run") != NULL || lt_call_option (call, "columns") != NULL))
    return refuse_usage (error, _ ("--dry-run and --columns write nothing, so nothing is "
                                   "remembered: leave --remember out."));
  return TRUE;
}

/**
 * lt_verb_read_mapping:
 * @call: an import
 * @kind: (nullable): of the records; %NULL for readings
 * @mapping: (out) (nullable): what goes where, if it is to be shown or remembered
 * @error: return location
 *
 * Whether what is to be remembered can be is asked before anything is taken in.
 */
gboolean
lt_verb_read_mapping (LtCall *call, const LtKind *kind, LtMapping **mapping, GError **error)
{
  const char *name = lt_call_option (call, "remember");
  g_autoptr (LtImportPlan) plan = NULL;

  *mapping = NULL;
  if (name == NULL && lt_call_option (call, "columns") == NULL)
    return TRUE;
  if (!check_options (call, kind, error))
    return FALSE;
  plan = lt_verb_read_import_plan (call, kind, error);
  if (plan == NULL)
    return FALSE;
  lt_import_plan_set_part (plan, lt_call_option (call, "part"));
  *mapping = lt_mapping_read (plan, call->words[1], call->cancellable, error);
  return *mapping != NULL && (name == NULL || lt_mapping_check_name (*mapping, name, error));
}

static JsonObject *
column_to_json (const LtMapping *mapping, const LtMappingColumn *column)
{
  JsonObject *object = json_object_new ();
  JsonArray *values = json_array_new ();
  g_autofree char *label =
      column->field == NULL ? NULL : lt_mapping_target_label (mapping->kind, column->field);

  for (guint i = 0; i < LT_MAPPING_VALUES; i++)
    if (column->values[i] != NULL)
      json_array_add_string_element (values, column->values[i]);
  json_object_set_string_member (object, "column", column->name);
  json_object_set_string_member (object, "goes_to", column->field == NULL ? "" : column->field);
  json_object_set_string_member (object, "label", label == NULL ? "" : label);
  json_object_set_string_member (object, "why", lt_mapping_reason_name (column->reason));
  json_object_set_array_member (object, "first_values", values);
  json_object_set_string_member (object, "remarks", column->remark == NULL ? "" : column->remark);
  return object;
}

/**
 * lt_verb_show_mapping:
 * @call: an import with --columns
 * @mapping: what goes where
 *
 * Returns: (transfer full): the columns; found wanting where a field lacks its column
 */
JsonNode *
lt_verb_show_mapping (LtCall *call, const LtMapping *mapping)
{
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_new ();
  g_autoptr (GPtrArray) missing = lt_mapping_list_missing (mapping);
  g_autoptr (GPtrArray) remarks = lt_mapping_list_remarks (mapping);

  for (guint i = 0; i < mapping->columns->len; i++)
    json_array_add_object_element (
        columns, column_to_json (mapping, g_ptr_array_index (mapping->columns, i)));
  json_object_set_string_member (object, "shape", mapping->shape == NULL ? "" : mapping->shape);
  json_object_set_string_member (object, "encoding", mapping->encoding);
  json_object_set_array_member (object, "columns", columns);
  json_object_set_array_member (object, "missing", lt_verb_texts_to_json (missing));
  json_object_set_array_member (object, "notes", lt_verb_texts_to_json (remarks));
  call->wanting = missing->len > 0;
  return lt_json_node_take_object (object);
}

/* What names another record is nowhere else the same. */
static void
tell_left_out (const LtMapping *mapping, LtImportReport *report)
{
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  g_hash_table_iter_init (&iter, mapping->constants);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (*(const char *) value == '\0')
      g_ptr_array_add (report->notes,
                       g_strdup_printf (_ ("--set %s is not remembered, since it names a record of "
                                           "this county: say it again with the next file."),
                                        (char *) field));
}

/**
 * lt_verb_remember_mapping:
 * @call: an import that was done
 * @mapping: what went where
 * @report: what was done; gets a note where nothing was remembered
 * @object: (nullable): the answer
 *
 * Only what was of use is remembered.
 */
void
lt_verb_remember_mapping (LtCall *call,
                          const LtMapping *mapping,
                          LtImportReport *report,
                          JsonObject *object)
{
  const char *name = lt_call_option (call, "remember");
  g_autoptr (GError) error = NULL;

  if (report->added + report->updated + report->unchanged == 0)
    g_ptr_array_add (report->notes,
                     g_strdup (_ ("No row was taken in, so nothing was remembered.")));
  else if (!lt_mapping_remember (mapping, name, &error))
    g_ptr_array_add (report->notes, g_strdup (error->message));
  else
    {
      json_object_set_string_member (object, "remembered", name);
      tell_left_out (mapping, report);
      return;
    }
  call->wanting = TRUE;
}
