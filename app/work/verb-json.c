/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/verb-json.h"

#include "base/civil-time.h"
#include "store/group.h"
#include "work/records.h"

JsonNode *
lt_json_node_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonNode *
lt_json_node_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
value_to_json (const LtField *field, const LtValue *value)
{
  g_autofree char *text = lt_field_to_text (field, value);
  JsonNode *node;

  if (text == NULL)
    return json_node_new (JSON_NODE_NULL);
  if (lt_field_is_geometry (field))
    return json_from_string (text, NULL);
  node = json_node_new (JSON_NODE_VALUE);
  if (field->type == LT_TYPE_INTEGER)
    json_node_set_int (node, g_ascii_strtoll (text, NULL, 10));
  else if (field->type == LT_TYPE_DECIMAL)
    json_node_set_double (node, g_ascii_strtod (text, NULL));
  else if (field->type == LT_TYPE_FLAG)
    json_node_set_boolean (node, g_str_equal (text, "1"));
  else
    json_node_set_string (node, text);
  return node;
}

static JsonArray *
heads_to_json (const LtField *field, GPtrArray *heads)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < heads->len; i++)
    {
      const LtHead *head = g_ptr_array_index (heads, i);

      json_array_add_element (array, value_to_json (field, head->value));
    }
  return array;
}

/**
 * lt_json_from_record:
 * @session: a session
 * @record: a record; read with its heads, it tells its conflicts too
 *
 * Returns: (transfer full): the record with the names of its field table
 */
JsonObject *
lt_json_from_record (LtSession *session, const LtRecord *record)
{
  JsonObject *object = json_object_new ();
  JsonObject *conflicts = NULL;
  g_autofree char *id = lt_id_to_text (&record->id);

  json_object_set_string_member (object, "kind", record->kind->name);
  json_object_set_string_member (object, "id", id);
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const LtField *field = &record->kind->fields[i];

      json_object_set_member (object, field->name, value_to_json (field, record->values[i]));
      if (!lt_record_has_conflict (record, i))
        continue;
      if (conflicts == NULL)
        conflicts = json_object_new ();
      json_object_set_array_member (conflicts, field->name,
                                    heads_to_json (field, record->heads[i]));
    }
  if (record->life_conflict)
    {
      if (conflicts == NULL)
        conflicts = json_object_new ();
      json_object_set_boolean_member (conflicts, "removed", TRUE);
    }
  if (conflicts != NULL)
    json_object_set_object_member (object, "conflicts", conflicts);
  return object;
}

static JsonObject *
image_to_json (const LtKind *kind, const LtValue *image)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autoptr (LtValue) value = lt_image_get (image, kind->fields[i].number);

      if (value != NULL)
        json_object_set_member (object, kind->fields[i].name,
                                value_to_json (&kind->fields[i], value));
    }
  return object;
}

static const char *
name_action (guint8 action)
{
  switch (action)
    {
    case LT_ACTION_CREATE:
      return "create";
    case LT_ACTION_SET:
      return "set";
    case LT_ACTION_REMOVE:
      return "remove";
    case LT_ACTION_REVIVE:
      return "revive";
    case LT_ACTION_ADD:
      return "add";
    case LT_ACTION_DROP:
      return "drop";
    default:
      return "unknown";
    }
}

static JsonObject *
operation_to_json (const LtOperation *operation)
{
  JsonObject *object = json_object_new ();
  const LtKind *kind = lt_kind_by_number (operation->kind);
  g_autofree char *record = lt_id_to_text (&operation->record);
  int field =
      kind == NULL || operation->field == 0 ? -1 : lt_kind_field_by_number (kind, operation->field);

  json_object_set_string_member (object, "action", name_action (operation->action));
  json_object_set_string_member (object, "kind", kind == NULL ? "unknown" : kind->name);
  json_object_set_string_member (object, "record", record);
  if (field >= 0)
    {
      json_object_set_string_member (object, "field", kind->fields[field].name);
      json_object_set_member (object, "value",
                              value_to_json (&kind->fields[field], operation->value));
    }
  else if (operation->action == LT_ACTION_CREATE && kind != NULL)
    json_object_set_object_member (object, "value", image_to_json (kind, operation->value));
  return object;
}

/**
 * lt_json_from_group:
 * @session: a session
 * @group: an #LtGroup
 *
 * Returns: (transfer full): the group as the log shows it
 */
JsonObject *
lt_json_from_group (LtSession *session, gconstpointer group)
{
  const LtGroup *self = group;
  JsonObject *object = json_object_new ();
  JsonArray *operations = json_array_new ();
  const LtOperation *first = g_ptr_array_index (self->operations, 0);
  g_autofree char *id = lt_digest_to_hex (&self->id);
  g_autofree char *time = lt_second_of (first->wall);
  g_autofree char *device = lt_hex_encode (self->stream.replica, 2);
  g_autoptr (LtRecord) officer = lt_store_get (lt_session_get_store (session),
                                               lt_kind_by_name ("officer"), &self->actor, NULL);

  json_object_set_string_member (object, "group", id);
  json_object_set_string_member (object, "time", time);
  json_object_set_boolean_member (object, "time_by_hand",
                                  (first->clock_source & LT_CLOCK_BY_HAND) != 0);
  if ((first->clock_source & LT_CLOCK_SUSPECT) != 0)
    json_object_set_boolean_member (object, "time_suspect", TRUE);
  json_object_set_string_member (object, "officer",
                                 officer == NULL ? "" : lt_record_get (officer, "card"));
  json_object_set_string_member (object, "name",
                                 officer == NULL ? "" : lt_record_get_title (officer));
  json_object_set_string_member (object, "device", device);
  if (self->note != NULL && *self->note != '\0')
    json_object_set_string_member (object, "note", self->note);
  for (guint i = 0; i < self->operations->len; i++)
    json_array_add_object_element (operations,
                                   operation_to_json (g_ptr_array_index (self->operations, i)));
  json_object_set_array_member (object, "operations", operations);
  return object;
}

static JsonObject *
attached_to_json (LtSession *session, const LtAttached *attached)
{
  const LtRecord *attachment = attached->attachment;
  int record = lt_kind_find_field (attachment->kind, "record");
  JsonObject *object = json_object_new ();
  g_autofree char *id = lt_id_to_text (&attachment->id);
  g_autofree char *words = lt_attached_describe (attached);
  g_autofree char *of =
      lt_work_format_field (session, &attachment->kind->fields[record], attachment->values[record]);

  json_object_set_string_member (object, "name", lt_record_get_title (attachment));
  json_object_set_string_member (object, "of", of);
  json_object_set_string_member (object, "original", words);
  json_object_set_string_member (object, "attachment", id);
  json_object_set_string_member (object, "digest", lt_record_get (attachment, "digest"));
  return object;
}

/**
 * lt_json_add_originals:
 * @session: a session
 * @object: an answer
 * @found: how it stands with the originals of attachments
 */
void
lt_json_add_originals (LtSession *session, JsonObject *object, const LtOriginals *found)
{
  JsonArray *wanting = json_array_new ();

  for (guint i = 0; i < found->wanting->len; i++)
    json_array_add_object_element (
        wanting, attached_to_json (session, g_ptr_array_index (found->wanting, i)));
  json_object_set_int_member (object, "originals", found->here);
  json_object_set_int_member (object, "originals_elsewhere", found->elsewhere);
  json_object_set_int_member (object, "originals_missing", found->missing);
  json_object_set_int_member (object, "originals_altered", found->altered);
  json_object_set_array_member (object, "originals_not_here", wanting);
}
