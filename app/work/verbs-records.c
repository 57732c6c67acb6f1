/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of plain records. */

#include "base/error.h"
#include "geo/measure.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
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

/* How large it is on the earth, m² and m. */
static void
add_measures (JsonObject *object, const LtRecord *record)
{
  g_autoptr (LtShape) shape = lt_record_get_shape (record);
  double measure;

  if (shape != NULL && lt_measure_surface (shape, &measure))
    json_object_set_double_member (object, "surface", round (measure * 10) / 10);
  if (shape != NULL && lt_measure_length (shape, &measure))
    json_object_set_double_member (object, "length", round (measure * 10) / 10);
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
  add_measures (object, record);
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

/* What was built is shown with how large it has become. */
static JsonNode *
show_written (LtCall *call, const LtRecord *record, gboolean built, GError **error)
{
  g_autoptr (LtRecord) now = NULL;
  JsonObject *object;

  if (!built)
    return lt_verb_show_again (call->session, record, error);
  now = lt_store_get (lt_session_get_store (call->session), record->kind, &record->id, error);
  if (now == NULL)
    return NULL;
  object = lt_json_from_record (call->session, now);
  add_measures (object, now);
  return lt_json_node_take_object (object);
}

JsonNode *
lt_verb_add (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (LtRecord) record = kind == NULL ? NULL : lt_record_new (kind);
  gboolean built;

  if (record == NULL || !lt_verb_set_fields (call->session, record, call->words + 1, error)
      || !lt_verb_build_shape (call, record, &built, error)
      || !lt_work_add (call->session, record, error))
    return NULL;
  return show_written (call, record, built, error);
}

/* Which records they are, options say and not a word. */
static gboolean
names_many (const LtCall *call)
{
  return lt_call_option (call, "where") != NULL || lt_call_option (call, "words") != NULL;
}

static gboolean
check_one (const LtCall *call, GError **error)
{
  if (lt_call_option (call, "leave-out") == NULL && lt_call_option (call, "dry-run") == NULL)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("--leave-out and --dry-run are for many records: say which with "
                          "--where or --words."));
  return FALSE;
}

static JsonNode *
set_one (LtCall *call, const LtKind *kind, GError **error)
{
  g_autoptr (LtRecord) seen = lt_work_show (call->session, kind, call->words[1], error);
  g_autoptr (LtRecord) wanted = seen == NULL ? NULL : lt_record_copy (seen);
  gboolean built;

  if (wanted == NULL || !lt_verb_set_fields (call->session, wanted, call->words + 2, error)
      || !lt_verb_build_shape (call, wanted, &built, error))
    return NULL;
  if (call->words[2] == NULL && !built)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Say what is to change: FIELD=VALUE, or the places that its outline "
                              "is made of."));
      return NULL;
    }
  return lt_work_set (call->session, seen, wanted, error) ? show_written (call, seen, built, error)
                                                          : NULL;
}

JsonNode *
lt_verb_set (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);

  if (kind == NULL)
    return NULL;
  if (names_many (call))
    return lt_verb_set_many (call, kind, error);
  return check_one (call, error) ? set_one (call, kind, error) : NULL;
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
