/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of plain records. */

#include "base/error.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_verb_kind:
 *
 * Returns: (transfer none) (nullable): the kind called @name; an error that names
 *   those there are
 */
const LtKind *
lt_verb_kind (const char *name, GError **error)
{
  const LtKind *kind = lt_kind_by_name (name);
  g_autoptr (GString) known = g_string_new (NULL);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  if (kind != NULL && (kind->flags & LT_KIND_INNER) == 0)
    return kind;
  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & LT_KIND_INNER) == 0)
      g_string_append_printf (known, "%s%s", known->len == 0 ? "" : ", ", kinds[i]->name);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("There is no kind of record \"%s\". There are: %s."), name, known->str);
  return NULL;
}

/**
 * lt_verb_set_fields:
 * @session: a session
 * @record: a record
 * @assignments: FIELD=VALUE, as typed
 * @error: return location
 */
gboolean
lt_verb_set_fields (LtSession *session,
                    LtRecord *record,
                    const char *const *assignments,
                    GError **error)
{
  for (int i = 0; assignments[i] != NULL; i++)
    {
      const char *equals = strchr (assignments[i], '=');
      g_autofree char *name = NULL;
      g_autoptr (GError) problem = NULL;
      LtValue *value;
      int field;

      if (equals == NULL)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("\"%s\" is not FIELD=VALUE. Write the field's name, =, and the value."),
                       assignments[i]);
          return FALSE;
        }
      name = g_strndup (assignments[i], (gsize) (equals - assignments[i]));
      field = lt_kind_find_field (record->kind, name);
      if (field < 0)
        return lt_record_set (record, name, equals + 1, error);
      value = lt_work_parse_field (session, &record->kind->fields[field], equals + 1, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      lt_record_take_value (record, (guint) field, value);
    }
  return TRUE;
}

JsonNode *
lt_verb_kinds (LtCall *call, GError **error)
{
  JsonArray *array = json_array_new ();
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object;

      if ((kinds[i]->flags & LT_KIND_INNER) != 0)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "name", kinds[i]->name);
      json_object_set_string_member (object, "label", lt_kind_get_label (kinds[i]));
      json_object_set_int_member (object, "fields", kinds[i]->n_fields);
      json_array_add_object_element (array, object);
    }
  return lt_json_node_take_array (array);
}

static const char *
name_type (LtFieldType type)
{
  static const char *const names[] = { [LT_TYPE_TEXT] = "text",
                                       [LT_TYPE_LONG_TEXT] = "long-text",
                                       [LT_TYPE_INTEGER] = "integer",
                                       [LT_TYPE_DECIMAL] = "decimal",
                                       [LT_TYPE_FLAG] = "flag",
                                       [LT_TYPE_DATE] = "date",
                                       [LT_TYPE_MONTH] = "month",
                                       [LT_TYPE_MINUTE] = "minute",
                                       [LT_TYPE_CHOICE] = "choice",
                                       [LT_TYPE_CHOICES] = "choices",
                                       [LT_TYPE_REFERENCE] = "reference",
                                       [LT_TYPE_PLACE] = "place",
                                       [LT_TYPE_POINT] = "point",
                                       [LT_TYPE_LINE] = "line",
                                       [LT_TYPE_POLYGON] = "polygon",
                                       [LT_TYPE_RECORD] = "record",
                                       [LT_TYPE_REFERENCES] = "references" };

  return names[type];
}

static JsonObject *
field_to_json (const LtField *field)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GString) choices = g_string_new (NULL);

  for (int i = 0; field->choices != NULL && field->choices[i].name != NULL; i++)
    g_string_append_printf (choices, "%s%s", i == 0 ? "" : ",", field->choices[i].name);
  json_object_set_int_member (object, "number", field->number);
  json_object_set_string_member (object, "name", field->name);
  json_object_set_string_member (object, "label", lt_field_get_label (field));
  json_object_set_string_member (object, "type", name_type (field->type));
  json_object_set_string_member (object, "unit", field->unit == NULL ? "" : field->unit);
  json_object_set_boolean_member (object, "required", (field->flags & LT_FIELD_REQUIRED) != 0);
  json_object_set_boolean_member (object, "unique", (field->flags & LT_FIELD_UNIQUE) != 0);
  json_object_set_string_member (object, "of",
                                 field->refers_to != NULL ? field->refers_to : choices->str);
  return object;
}

JsonNode *
lt_verb_fields (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  JsonArray *array;

  if (kind == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < kind->n_fields; i++)
    json_array_add_object_element (array, field_to_json (&kind->fields[i]));
  return lt_json_node_take_array (array);
}

/* The option --limit; 0 where it was not given. */
gboolean
lt_verb_read_limit (const LtCall *call, guint *limit, GError **error)
{
  const char *text = lt_call_option (call, "limit");
  guint64 number = 0;

  *limit = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &number, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--limit \"%s\" is not a whole number above 0."), text);
      return FALSE;
    }
  *limit = (guint) number;
  return TRUE;
}

/* A reference may be named by its code; what the store compares is its id. */
static gboolean
add_condition (LtSession *session,
               const LtKind *kind,
               char **words,
               GPtrArray *filters,
               GError **error)
{
  int place = lt_kind_find_field (kind, words[0]);
  const LtField *field = place < 0 ? NULL : &kind->fields[place];
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtValue) value = NULL;
  const char *text = words[2];

  if (field != NULL && lt_field_refers (field))
    {
      value = lt_work_parse_field (session, field, words[2], &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      text = lt_value_text (value);
    }
  g_ptr_array_add (filters, lt_filter_new (words[0], words[1], text == NULL ? "" : text));
  return TRUE;
}

/* The options --where. */
gboolean
lt_verb_read_conditions (LtCall *call, const LtKind *kind, GPtrArray *filters, GError **error)
{
  const char *where = lt_call_option (call, "where");
  g_auto (GStrv) words = NULL;

  if (where == NULL)
    return TRUE;
  words = g_strsplit (where, "\n", -1);
  for (guint i = 0; i + 2 < g_strv_length (words); i += 3)
    if (!add_condition (call->session, kind, words + i, filters, error))
      return FALSE;
  return TRUE;
}

JsonNode *
lt_verb_list (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = lt_call_option (call, "sort") };
  g_autoptr (GPtrArray) records = NULL;
  JsonArray *array;

  if (kind == NULL || !lt_verb_read_limit (call, &query.limit, error)
      || !lt_verb_read_conditions (call, kind, filters, error))
    return NULL;
  records = lt_store_list (lt_session_get_store (call->session), kind, &query, error);
  if (records == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, lt_json_from_record (call->session,
                                                               g_ptr_array_index (records, i)));
  return lt_json_node_take_array (array);
}

JsonNode *
lt_verb_show (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (LtRecord) record =
      kind == NULL ? NULL : lt_work_show (call->session, kind, call->words[1], error);
  JsonObject *object;

  if (record == NULL)
    return NULL;
  object = lt_json_from_record (call->session, record);
  lt_verb_add_original (call->session, object, record);
  if (g_str_equal (kind->name, "batch"))
    lt_verb_describe_batch (call->session, record, object);
  return lt_json_node_take_object (object);
}

/**
 * lt_verb_show_again:
 *
 * Returns: (transfer full) (nullable): the record as it is now, after a write
 */
JsonNode *
lt_verb_show_again (LtSession *session, const LtRecord *record, GError **error)
{
  g_autoptr (LtRecord) now =
      lt_store_get (lt_session_get_store (session), record->kind, &record->id, error);

  return now == NULL ? NULL : lt_json_node_take_object (lt_json_from_record (session, now));
}

JsonNode *
lt_verb_add (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (LtRecord) record = kind == NULL ? NULL : lt_record_new (kind);

  if (record == NULL || !lt_verb_set_fields (call->session, record, call->words + 1, error)
      || !lt_work_add (call->session, record, error))
    return NULL;
  return lt_verb_show_again (call->session, record, error);
}

JsonNode *
lt_verb_set (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (LtRecord) seen =
      kind == NULL ? NULL : lt_work_show (call->session, kind, call->words[1], error);
  g_autoptr (LtRecord) wanted = seen == NULL ? NULL : lt_record_copy (seen);

  if (wanted == NULL || !lt_verb_set_fields (call->session, wanted, call->words + 2, error)
      || !lt_work_set (call->session, seen, wanted, error))
    return NULL;
  return lt_verb_show_again (call->session, seen, error);
}

JsonNode *
lt_verb_remove (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (LtRecord) seen =
      kind == NULL ? NULL : lt_work_show (call->session, kind, call->words[1], error);
  JsonObject *object;
  g_autofree char *id = NULL;

  if (seen == NULL || !lt_work_remove (call->session, seen, lt_call_option (call, "why"), error))
    return NULL;
  id = lt_id_to_text (&seen->id);
  object = json_object_new ();
  json_object_set_string_member (object, "removed", id);
  return lt_json_node_take_object (object);
}
