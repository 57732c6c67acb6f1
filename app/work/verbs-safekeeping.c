/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs that check a county file, and take everything out of it. */

#include "base/civil-time.h"
#include "base/error.h"
#include "store/key-file.h"
#include "work/everything.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"
#include "work/verifying.h"

#include <glib/gi18n-lib.h>

static JsonArray *
list_witnesses (GPtrArray *witnesses)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < witnesses->len; i++)
    {
      const LtWitness *witness = g_ptr_array_index (witnesses, i);
      JsonObject *object = json_object_new ();
      g_autofree char *time = witness->time == 0 ? NULL : lt_second_of (witness->time);

      json_object_set_string_member (object, "witness", witness->kind);
      json_object_set_boolean_member (object, "agrees", witness->agrees);
      if (time != NULL)
        json_object_set_string_member (object, "time", time);
      if (witness->where != NULL && *witness->where != '\0')
        json_object_set_string_member (object, "file", witness->where);
      json_object_set_string_member (object, "says", witness->says);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* What a shortened log could be found by: without anything outside of the file,
 * it cannot be told from a whole one. */
static const char *
sum_up_witnesses (GPtrArray *witnesses)
{
  gboolean agree = TRUE;

  for (guint i = 0; i < witnesses->len; i++)
    agree &= ((LtWitness *) g_ptr_array_index (witnesses, i))->agrees;
  if (witnesses->len == 0)
    return _ ("no outside witness: that the end of the log was cut off could not be told. Sync "
              "with a hub, or keep a backup elsewhere.");
  return agree ? _ ("all agree with the file") : _ ("not all agree with the file");
}

static void
put_strings (JsonObject *object, const char *member, char *const *texts, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (object, member, array);
}

static JsonObject *
examination_to_json (const LtExamination *examination)
{
  const LtVerification *found = examination->found;
  JsonObject *object = json_object_new ();
  g_autofree char *state = lt_digest_to_hex (&found->state);
  g_autofree char *code = lt_check_code (&found->state);

  json_object_set_boolean_member (object, "ok", found->problems->len == 0);
  json_object_set_int_member (object, "operations", (gint64) found->operations);
  json_object_set_int_member (object, "records", (gint64) found->records);
  json_object_set_int_member (object, "batches_without_rows", (gint64) found->batches_without_rows);
  json_object_set_int_member (object, "signatures_checked", (gint64) found->signatures_checked);
  json_object_set_int_member (object, "signatures_remembered",
                              (gint64) found->signatures_remembered);
  json_object_set_string_member (object, "state", state);
  json_object_set_string_member (object, "code", code);
  put_strings (object, "problems", (char **) found->problems->pdata, found->problems->len);
  put_strings (object, "forks", found->forks, g_strv_length (found->forks));
  put_strings (object, "double_keys", found->double_keys, g_strv_length (found->double_keys));
  put_strings (object, "half_imports", found->half_imports, g_strv_length (found->half_imports));
  json_object_set_array_member (object, "witnesses", list_witnesses (examination->witnesses));
  json_object_set_string_member (object, "witness", sum_up_witnesses (examination->witnesses));
  return object;
}

JsonNode *
lt_verb_verify (LtCall *call, GError **error)
{
  const char *files = lt_call_option (call, "witness");
  g_auto (GStrv) names = files == NULL ? NULL : g_strsplit (files, "\n", -1);
  const LtExamineOptions options = { .full = lt_call_option (call, "full") != NULL,
                                     .files = names,
                                     .code = lt_call_option (call, "code"),
                                     .progress = call->progress,
                                     .user_data = call->progress_data };
  g_autoptr (LtExamination) examination = lt_work_verify (call->session, &options, error);
  JsonObject *object;

  if (examination == NULL)
    return NULL;
  object = examination_to_json (examination);
  call->wanting =
      examination->found->problems->len > 0 || examination->found->double_keys[0] != NULL;
  if (lt_verb_add_held_back (call, object, NULL, error)
      && lt_verb_add_originals (call, object, error))
    return lt_json_node_take_object (object);
  json_object_unref (object);
  return NULL;
}

/* Whoever takes everything says his passphrase; that of a sample is published, and
 * of a file that cannot be opened nobody knows whether it is one. */
static gboolean
need_passphrase (LtCall *call, GError **error)
{
  g_autoptr (LtSession) session = NULL;
  g_autofree char *prompt = NULL;
  g_auto (GStrv) cards = lt_key_file_list_cards (call->db);

  /* On a device without keys there is nobody to ask. */
  if (call->card == NULL || call->passphrase != NULL || cards == NULL || cards[0] == NULL)
    return TRUE;
  session = lt_session_open_with (call->db, LT_STORE_READ_ONLY | LT_STORE_AS_FOUND, NULL);
  if (session != NULL ? lt_session_is_sample (session) : call->ask == NULL)
    return TRUE;
  prompt = g_strdup_printf (_ ("Passphrase of card %s: "), call->card);
  return lt_call_need_passphrase (call, prompt, FALSE, session == NULL ? NULL : error)
         || session == NULL;
}

JsonNode *
lt_verb_export_everything (LtCall *call, GError **error)
{
  const char *folder = lt_call_option (call, "everything");
  g_autoptr (LtEverything) tally = NULL;
  JsonObject *object;
  guint originals;

  if (folder == NULL || call->db == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Name the county file (--db FILE or LANTIAN_DB) and a new folder: "
                              "export --everything FOLDER."));
      return NULL;
    }
  if (!need_passphrase (call, error))
    return NULL;
  tally = lt_work_export_everything (call->db, call->card, call->passphrase,
                                     call->now != 0 ? call->now : g_get_real_time () / 1000, folder,
                                     &originals, error);
  if (tally == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", folder);
  if (!lt_work_export_needs_key (call->db))
    json_object_set_string_member (object, "note",
                                   _ ("No officer's key is on this device, so no passphrase was "
                                      "asked. Personal data are in it: keep it safe."));
  json_object_set_int_member (object, "operations", (gint64) tally->operations);
  json_object_set_int_member (object, "groups", (gint64) tally->groups);
  json_object_set_int_member (object, "rows", (gint64) tally->rows);
  json_object_set_int_member (object, "groups_not_whole", (gint64) tally->not_whole);
  json_object_set_int_member (object, "originals", originals);
  put_strings (object, "problems", (char **) tally->gaps->pdata, tally->gaps->len);
  call->wanting = tally->gaps->len > 0 || tally->not_whole > 0;
  return lt_json_node_take_object (object);
}
