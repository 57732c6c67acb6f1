/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of an officer's own key. */

#include "base/error.h"
#include "work/keys.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

JsonNode *
lt_verb_key_passphrase (LtCall *call, GError **error)
{
  JsonObject *object;

  /* One from a file is looked at first: a wrong old one costs time. */
  if ((call->new_passphrase != NULL
       && !lt_work_check_passphrase (call->new_passphrase, call->card, error))
      || !lt_call_sign_in (call, error) || !lt_call_need_new_passphrase (call, error)
      || !lt_work_key_passphrase (call->session, call->new_passphrase, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "card", call->card);
  return lt_json_node_take_object (object);
}

static JsonNode *
make_sheets (LtCall *call, GError **error)
{
  JsonObject *object;
  JsonArray *sheets;

  if (!lt_call_sign_in (call, error)
      || !lt_work_key_make_sheets (call->session, call->words[0], call->words[1], error))
    return NULL;
  sheets = json_array_new ();
  json_array_add_string_element (sheets, call->words[0]);
  json_array_add_string_element (sheets, call->words[1]);
  object = json_object_new ();
  json_object_set_string_member (object, "card", call->card);
  json_object_set_array_member (object, "sheets", sheets);
  return lt_json_node_take_object (object);
}

JsonNode *
lt_verb_key_recover (LtCall *call, GError **error)
{
  gboolean make = lt_call_option (call, "make") != NULL;
  guint n = g_strv_length ((char **) call->words);
  JsonObject *object;

  if (n != (make ? 2 : 3))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Write --make and two files for the sheets, or a card and its two "
                              "sheets."));
      return NULL;
    }
  if (make)
    return make_sheets (call, error);
  if (!lt_call_need_new_passphrase (call, error)
      || !lt_work_key_recover (call->session, call->words[0], call->words[1], call->words[2],
                               call->new_passphrase, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "card", call->words[0]);
  return lt_json_node_take_object (object);
}
