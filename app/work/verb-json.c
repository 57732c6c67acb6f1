/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/verb-json.h"

#include "base/civil-time.h"
#include "store/history.h"
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

/* One value; of a conflict that was decided all there were. */
static void
set_before (JsonObject *object,
            LtLogWords *words,
            const LtOperation *operation,
            const LtField *field)
{
  g_autoptr (GPtrArray) before = lt_log_words_list_before (words, operation);
  JsonArray *array;

  if (before->len == 1)
    json_object_set_member (object, "before", value_to_json (field, before->pdata[0]));
  if (before->len < 2)
    return;
  array = json_array_new ();
  for (guint i = 0; i < before->len; i++)
    json_array_add_element (array, value_to_json (field, before->pdata[i]));
  json_object_set_array_member (object, "before", array);
}

/**
 * lt_json_from_operation:
 * @words: words of the session's log
 * @group: a group
 * @index: place of one of its operations
 *
 * Returns: (transfer full): the operation as the log shows it: what it says, what
 *   was there before, and both in the screen's language
 */
JsonObject *
lt_json_from_operation (LtLogWords *words, const LtGroup *group, guint index)
{
  const LtOperation *operation = g_ptr_array_index (group->operations, index);
  JsonObject *object = json_object_new ();
  const LtKind *kind = lt_kind_by_number (operation->kind);
  g_autofree char *record = lt_id_to_text (&operation->record);
  g_autofree char *text = lt_log_words_describe (words, operation);
  int field =
      kind == NULL || operation->field == 0 ? -1 : lt_kind_field_by_number (kind, operation->field);

  json_object_set_string_member (object, "action", name_action (operation->action));
  json_object_set_string_member (object, "kind", kind == NULL ? "unknown" : kind->name);
  json_object_set_string_member (object, "record", record);
  json_object_set_string_member (object, "of",
                                 lt_log_words_name (words, operation, group->operations));
  if (field >= 0)
    {
      json_object_set_string_member (object, "field", kind->fields[field].name);
      set_before (object, words, operation, &kind->fields[field]);
      json_object_set_member (object, "value",
                              value_to_json (&kind->fields[field], operation->value));
    }
  else if (operation->action == LT_ACTION_CREATE && kind != NULL)
    json_object_set_object_member (object, "value", image_to_json (kind, operation->value));
  json_object_set_string_member (object, "words", text);
  return object;
}

/**
 * lt_json_from_group:
 * @session: a session
 * @words: words of its log
 * @group: a group
 * @only: (nullable): a record; of the operations on others only the number is told
 *
 * Returns: (transfer full): the group as the log shows it
 */
JsonObject *
lt_json_from_group (LtSession *session, LtLogWords *words, const LtGroup *group, const LtId *only)
{
  JsonObject *object = json_object_new ();
  JsonArray *operations = json_array_new ();
  const LtOperation *first = g_ptr_array_index (group->operations, 0);
  g_autofree char *id = lt_digest_to_hex (&group->id);
  g_autofree char *time = lt_second_of (first->wall);
  g_autofree char *device =
      g_strdup_printf ("%02X%02X", group->stream.replica[0], group->stream.replica[1]);
  g_autoptr (LtRecord) officer =
      lt_store_recall (lt_session_get_store (session), &group->actor, NULL, NULL);

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
  if (group->note != NULL && *group->note != '\0')
    json_object_set_string_member (object, "note", group->note);
  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);

      if (only == NULL || lt_id_equal (only, &operation->record))
        json_array_add_object_element (operations, lt_json_from_operation (words, group, i));
    }
  if (only != NULL)
    json_object_set_int_member (object, "others",
                                group->operations->len - json_array_get_length (operations));
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
