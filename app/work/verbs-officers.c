/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of officers, their roles, keys and devices. */

#include "base/civil-time.h"
#include "base/error.h"
#include "store/key-streams.h"
#include "work/colleagues.h"
#include "work/officers.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static LtRecord *
find_officer (LtCall *call, GError **error)
{
  return lt_work_show (call->session, lt_kind_by_name ("officer"), call->words[0], error);
}

static gboolean
enrol (LtCall *call, const char *invite, GError **error)
{
  g_autoptr (LtRecord) officer = lt_record_new (lt_kind_by_name ("officer"));
  g_autofree char *card = NULL;
  g_autofree char *name = NULL;

  if (lt_call_option (call, "roles") == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Give the roles and the invitation's file: --roles, --invite."));
      return FALSE;
    }
  return lt_verb_split_card (call->words[0], &card, &name, error)
         && lt_record_set (officer, "card", card, error)
         && lt_record_set (officer, "name", name, error)
         && lt_record_set (officer, "roles", lt_call_option (call, "roles"), error)
         && lt_record_set (officer, "card_from", lt_call_option (call, "card-from"), error)
         && lt_record_set (officer, "card_to", lt_call_option (call, "card-to"), error)
         && lt_work_officer_enrol (call->session, officer, invite, error);
}

static gboolean
invite_again (LtCall *call, const char *invite, GError **error)
{
  g_autoptr (LtRecord) officer = find_officer (call, error);

  return officer != NULL && lt_work_officer_invite (call->session, officer, invite, error);
}

JsonNode *
lt_verb_officer_enrol (LtCall *call, GError **error)
{
  const char *invite = lt_call_option (call, "invite");
  const char *colon = strchr (call->words[0], ':');
  g_autofree char *card = NULL;
  JsonObject *object;

  if (invite == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Give the roles and the invitation's file: --roles, --invite."));
      return NULL;
    }
  if (colon == NULL && lt_call_option (call, "roles") == NULL ? !invite_again (call, invite, error)
                                                              : !enrol (call, invite, error))
    return NULL;
  card = colon == NULL ? g_strdup (call->words[0])
                       : g_strndup (call->words[0], (gsize) (colon - call->words[0]));
  object = json_object_new ();
  json_object_set_string_member (object, "card", card);
  json_object_set_string_member (object, "invite", invite);
  return lt_json_node_take_object (object);
}

static gboolean
add_list (LtCall *call,
          JsonObject *object,
          const LtRecord *officer,
          const char *kind,
          const char *member,
          GError **error)
{
  g_autoptr (GPtrArray) records = lt_work_officer_list (call->session, officer, kind, error);
  JsonArray *array;

  if (records == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, lt_json_from_record (call->session,
                                                               g_ptr_array_index (records, i)));
  json_object_set_array_member (object, member, array);
  return TRUE;
}

static void
add_double_keys (LtCall *call, JsonObject *object, const LtRecord *officer)
{
  g_auto (GStrv) sentences =
      lt_store_list_double_keys (lt_session_get_store (call->session), &officer->id);
  JsonArray *array;

  if (sentences[0] == NULL)
    return;
  array = json_array_new ();
  for (int i = 0; sentences[i] != NULL; i++)
    json_array_add_string_element (array, sentences[i]);
  json_object_set_array_member (object, "double_keys", array);
  call->wanting = TRUE;
}

/* The officer's record, what he may do today, and where that comes from. */
static JsonNode *
show_roles (LtCall *call, GError **error)
{
  g_autoptr (LtRecord) officer = find_officer (call, error);
  g_autofree char *today = lt_date_of (lt_session_get_now (call->session));
  g_autofree char *roles = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (officer == NULL)
    return NULL;
  roles = lt_store_get_roles (lt_session_get_store (call->session), &officer->id, today, error);
  if (roles == NULL)
    return NULL;
  object = lt_json_from_record (call->session, officer);
  node = lt_json_node_take_object (object);
  json_object_set_string_member (object, "date", today);
  json_object_set_string_member (object, "roles_on_date", roles);
  add_double_keys (call, object, officer);
  if (!add_list (call, object, officer, "appointment", "appointments", error)
      || !add_list (call, object, officer, "revocation", "revocations", error)
      || !lt_verb_add_held_back (call, object, officer, error))
    return NULL;
  return g_steal_pointer (&node);
}

JsonNode *
lt_verb_officer_roles (LtCall *call, GError **error)
{
  const char *give = lt_call_option (call, "give");
  const char *take = lt_call_option (call, "take");
  const char *from = lt_call_option (call, "from");
  const char *to = lt_call_option (call, "to");
  const char *document = lt_call_option (call, "document");
  g_autoptr (LtRecord) officer = find_officer (call, error);

  if (officer == NULL)
    return NULL;
  if ((give != NULL && take != NULL)
      || (give == NULL && (from != NULL || to != NULL || document != NULL)))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Say --give or --take, not both; --from, --to and --document belong "
                              "to --give."));
      return NULL;
    }
  if (give != NULL
      && !lt_work_officer_give (call->session, officer, give, from, to, document, error))
    return NULL;
  if (take != NULL && !lt_work_officer_take (call->session, officer, take, error))
    return NULL;
  return show_roles (call, error);
}

JsonNode *
lt_verb_officer_revoke (LtCall *call, GError **error)
{
  const char *text = lt_call_option (call, "since");
  g_autoptr (LtRecord) officer = find_officer (call, error);
  gint64 since = officer == NULL || text == NULL ? 0 : lt_time_parse (text, error);

  if (officer == NULL || since < 0
      || !lt_work_officer_revoke (call->session, officer, lt_call_option (call, "why"),
                                  lt_call_option (call, "device"), since, error))
    return NULL;
  return show_roles (call, error);
}

static JsonObject *
device_to_json (const LtDevice *device)
{
  JsonObject *object = json_object_new ();
  g_autofree char *last = lt_second_of (device->last);

  json_object_set_string_member (object, "device", device->device);
  json_object_set_string_member (object, "label", device->label);
  json_object_set_string_member (
      object, "officer", device->officer == NULL ? "" : lt_record_get_title (device->officer));
  json_object_set_string_member (object, "cards", device->cards);
  json_object_set_int_member (object, "operations", (gint64) device->operations);
  json_object_set_string_member (object, "last", last);
  json_object_set_string_member (object, "revoked", device->revoked);
  return object;
}

JsonNode *
lt_verb_devices (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) devices = lt_work_devices (call->session, error);
  JsonArray *array;

  if (devices == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < devices->len; i++)
    json_array_add_object_element (array, device_to_json (g_ptr_array_index (devices, i)));
  return lt_json_node_take_array (array);
}
