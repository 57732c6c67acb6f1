/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what two sides said differently, a line for each thing that somebody
 * said, with who, where and when; and of what merging brought about beside. */

#include "base/civil-time.h"
#include "store/breaches.h"
#include "store/conflicts.h"
#include "work/colleagues.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

static JsonObject *
add_line (JsonArray *array, const LtRecord *record, const char *field, const char *problem)
{
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *title = lt_work_describe_record (record);
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "kind", record->kind->name);
  json_object_set_string_member (line, "id", id);
  json_object_set_string_member (line, "record", title);
  json_object_set_string_member (line, "in_field", field);
  json_object_set_string_member (line, "problem", problem);
  json_array_add_object_element (array, line);
  return line;
}

static void
set_said (LtSession *session, JsonObject *line, const LtRecord *record, const LtHead *head)
{
  g_autoptr (LtRecord) officer = NULL;
  g_autofree char *time = NULL;
  LtSaid said;

  if (!lt_store_who_said (lt_session_get_store (session), &record->id, &head->operation, &said))
    return;
  officer = lt_store_get (lt_session_get_store (session), lt_kind_by_name ("officer"),
                          &said.officer, NULL);
  time = lt_second_of (said.wall);
  json_object_set_string_member (line, "said_by",
                                 officer == NULL ? "" : lt_record_get_title (officer));
  json_object_set_string_member (line, "card",
                                 officer == NULL ? "" : lt_record_get (officer, "card"));
  json_object_set_string_member (line, "device", said.device);
  json_object_set_string_member (line, "time", time);
  json_object_set_boolean_member (line, "time_by_hand", said.by_hand);
  if (said.suspect)
    json_object_set_boolean_member (line, "time_suspect", TRUE);
}

static gboolean
is_public_key (const LtKind *kind, const LtField *field)
{
  return g_str_equal (kind->name, "key") && g_str_equal (field->name, "public_key");
}

static void
add_field (LtSession *session, JsonArray *array, const LtRecord *record, guint number)
{
  const LtField *field = &record->kind->fields[number];
  g_autoptr (LtValue) base = NULL;
  gboolean based = lt_store_find_base (lt_session_get_store (session), record, number, &base);
  g_autofree char *before = lt_field_to_text (field, base);

  for (guint i = 0; i < record->heads[number]->len; i++)
    {
      const LtHead *head = g_ptr_array_index (record->heads[number], i);
      g_autofree char *text = lt_field_to_text (field, head->value);
      JsonObject *line =
          add_line (array, record, field->name,
                    is_public_key (record->kind, field) ? _ ("two keys act for one card")
                                                        : _ ("several values"));

      json_object_set_string_member (line, "said", text == NULL ? "" : text);
      if (based)
        json_object_set_string_member (line, "before", before == NULL ? "" : before);
      set_said (session, line, record, head);
    }
}

static void
add_removal (LtSession *session, JsonArray *array, const LtRecord *record)
{
  for (guint i = 0; i < record->life->len; i++)
    {
      const LtHead *head = g_ptr_array_index (record->life, i);

      set_said (session,
                add_line (array, record, "", _ ("removed on one side, changed on the other")),
                record, head);
    }
}

static void
set_officer (LtSession *session, JsonObject *line, const char *text)
{
  LtId id;
  g_autoptr (LtRecord) officer =
      lt_id_from_text (&id, text)
          ? lt_store_get (lt_session_get_store (session), lt_kind_by_name ("officer"), &id, NULL)
          : NULL;

  json_object_set_string_member (line, "said_by",
                                 officer == NULL ? "" : lt_record_get_title (officer));
  json_object_set_string_member (line, "card",
                                 officer == NULL ? "" : lt_record_get (officer, "card"));
}

static gboolean
add_breaches (LtSession *session, JsonArray *array, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GPtrArray) breaches = lt_store_list_breaches (store, error);

  for (guint i = 0; breaches != NULL && i < breaches->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (breaches, i);
      g_autoptr (LtRecord) record = lt_store_get (store, breach->kind, &breach->record, error);
      JsonObject *line;

      if (record == NULL)
        return FALSE;
      line = add_line (array, record, breach->kind->fields[breach->field].name,
                       lt_work_describe_breach (breach));
      json_object_set_string_member (line, "said", breach->value);
      if (breach->what == LT_BREACH_OWN_WORK)
        set_officer (session, line, breach->value);
    }
  return breaches != NULL;
}

JsonNode *
lt_verb_conflicts (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) records = lt_work_conflicts (call->session, error);
  g_autoptr (JsonArray) array = json_array_new ();

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      for (guint f = 0; f < record->kind->n_fields; f++)
        if (lt_record_has_conflict (record, f))
          add_field (call->session, array, record, f);
      if (record->life_conflict)
        add_removal (call->session, array, record);
    }
  if (!add_breaches (call->session, array, error)
      || !lt_verb_add_batch_conflicts (call->session, array, error))
    return NULL;
  call->wanting = json_array_get_length (array) > 0;
  /* Nobody can decide on these here: they are told, and no conflict. */
  if (!lt_verb_add_held_lines (call->session, array, error))
    return NULL;
  return lt_json_node_take_array (g_steal_pointer (&array));
}
