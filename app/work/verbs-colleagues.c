/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of people and sync. */

#include "base/error.h"
#include "store/batch.h"
#include "store/feed.h"
#include "store/forks.h"
#include "store/key-streams.h"
#include "work/colleagues.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonNode *
refuse_usage (GError **error, const char *text)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE, text);
  return NULL;
}

JsonNode *
lt_verb_join (LtCall *call, GError **error)
{
  const char *invite = lt_call_option (call, "invite");
  LtSession *session;
  JsonObject *object;

  if (invite == NULL)
    return refuse_usage (error, _ ("Give the keeper's invitation: --invite FILE."));
  if (!lt_call_need_passphrase (call, _ ("Passphrase for your own key: "), TRUE, error))
    return NULL;
  session = lt_work_join (call->words[0], call->words[1], invite, call->passphrase, call->now,
                          lt_random_new (), error);
  if (session == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", lt_session_get_path (session));
  json_object_set_string_member (object, "card",
                                 lt_record_get (lt_session_get_officer (session), "card"));
  lt_session_close (session);
  return lt_json_node_take_object (object);
}

static JsonArray *
take_texts (char **texts)
{
  g_auto (GStrv) list = texts;
  JsonArray *array = json_array_new ();

  for (int i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  return array;
}

JsonNode *
lt_verb_sync (LtCall *call, GError **error)
{
  LtStore *store = lt_session_get_store (call->session);
  LtSyncReport report;
  JsonObject *object;

  if (!lt_work_sync (call->session, call->words[0], &report, error))
    return NULL;
  object = json_object_new ();
  json_object_set_int_member (object, "pushed", (gint64) report.pushed);
  json_object_set_int_member (object, "pulled", (gint64) report.pulled);
  json_object_set_int_member (object, "quarantined", (gint64) report.quarantined);
  json_object_set_int_member (object, "conflicts", (gint64) report.conflicts);
  json_object_set_int_member (object, "damaged", (gint64) report.damaged);
  json_object_set_boolean_member (object, "set_back", report.set_back);
  json_object_set_array_member (object, "missing_rows", lt_verb_list_missing_rows (call->session));
  json_object_set_int_member (object, "hub_missing_rows", report.hub_rows_missing);
  json_object_set_array_member (object, "damaged_rows",
                                take_texts (lt_store_take_damaged_batches (store)));
  json_object_set_int_member (object, "too_large_rows", report.rows_too_large);
  json_object_set_boolean_member (object, "equal", report.equal);
  json_object_set_string_member (object, "code", report.code);
  json_object_set_array_member (object, "held_back", take_texts (lt_store_list_held_back (store)));
  json_object_set_array_member (object, "forks", take_texts (lt_store_list_forks (store)));
  json_object_set_array_member (object, "double_keys",
                                take_texts (lt_store_list_double_keys (store, NULL)));
  call->wanting = report.conflicts > 0 || report.quarantined > 0 || report.damaged > 0
                  || report.rows_damaged > 0 || !report.equal;
  return lt_json_node_take_object (object);
}

static JsonNode *
resolve_field (LtCall *call, const LtRecord *seen, GError **error)
{
  const char *text = call->words[2];
  const char *equals = text == NULL ? NULL : strchr (text, '=');
  g_autofree char *name = equals == NULL ? NULL : g_strndup (text, (gsize) (equals - text));
  int field = lt_kind_find_field (seen->kind, name);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtValue) value = NULL;

  if (field < 0)
    return refuse_usage (error, _ ("Name the field and the value that holds: FIELD=VALUE."));
  value = lt_work_parse_field (call->session, &seen->kind->fields[field], equals + 1, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!lt_work_resolve (call->session, seen, (guint) field, value, error))
    return NULL;
  return lt_verb_show_again (call->session, seen, error);
}

JsonNode *
lt_verb_resolve (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  gboolean keep = lt_call_option (call, "keep") != NULL;
  gboolean remove = lt_call_option (call, "remove") != NULL;
  g_autoptr (LtRecord) seen =
      kind == NULL ? NULL : lt_work_show (call->session, kind, call->words[1], error);
  JsonObject *object;

  if (seen == NULL)
    return NULL;
  if (lt_call_option (call, "over") != NULL)
    return lt_verb_resolve_batch (call, seen, error);
  if (!keep && !remove)
    return resolve_field (call, seen, error);
  if (keep && remove)
    return refuse_usage (error, _ ("Say --keep or --remove, not both."));
  if (!lt_work_resolve_removal (call->session, seen, keep, error))
    return NULL;
  if (keep)
    return lt_verb_show_again (call->session, seen, error);
  object = json_object_new ();
  json_object_set_string_member (object, "removed", call->words[1]);
  return lt_json_node_take_object (object);
}
