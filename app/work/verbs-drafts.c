/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of what was typed into the window's forms and is not saved yet. */

#include "base/civil-time.h"
#include "base/error.h"
#include "work/drafting.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

static JsonObject *
draft_to_json (LtSession *session, const LtDraft *draft)
{
  JsonObject *object = json_object_new ();
  JsonObject *typed = json_object_new ();
  g_autofree char *id = lt_id_to_text (&draft->id);
  g_autofree char *record = lt_id_to_text (&draft->seen->id);
  g_autofree char *time = lt_second_of (draft->time);
  g_autofree char *words = lt_work_draft_describe (session, draft);
  g_autoptr (LtRecord) seen = NULL;
  gboolean changed = FALSE;

  seen = lt_work_draft_open (session, draft, &changed, NULL);
  json_object_set_string_member (object, "draft", id);
  json_object_set_string_member (object, "of", draft->seen->kind->name);
  json_object_set_string_member (object, "record", draft->fresh ? "" : record);
  json_object_set_string_member (object, "time", time);
  json_object_set_string_member (object, "words", words);
  json_object_set_boolean_member (object, "changed_meanwhile", seen == NULL || changed);
  for (guint i = 0; i < draft->seen->kind->n_fields; i++)
    if (draft->texts[i] != NULL)
      json_object_set_string_member (typed, draft->seen->kind->fields[i].name, draft->texts[i]);
  json_object_set_object_member (object, "typed", typed);
  return object;
}

JsonNode *
lt_verb_drafts (LtCall *call, GError **error)
{
  g_autoptr (GPtrArray) drafts = lt_work_drafts (call->session, error);
  g_autofree char *words = lt_work_drafts_take_words (call->session);
  JsonArray *array;

  if (drafts == NULL)
    return NULL;
  if (words != NULL)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "problem", words);
      call->wanting = TRUE;
      return lt_json_node_take_object (object);
    }
  array = json_array_new ();
  for (guint i = 0; i < drafts->len; i++)
    json_array_add_object_element (array,
                                   draft_to_json (call->session, g_ptr_array_index (drafts, i)));
  return lt_json_node_take_array (array);
}

static gboolean
is_listed (LtSession *session, const LtId *id, GError **error)
{
  g_autoptr (GPtrArray) drafts = lt_work_drafts (session, error);
  g_autofree char *text = lt_id_to_text (id);

  if (drafts == NULL)
    return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    if (lt_id_equal (&((LtDraft *) g_ptr_array_index (drafts, i))->id, id))
      return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("You have no draft %s. `lantianctl drafts` shows those there are."), text);
  return FALSE;
}

JsonNode *
lt_verb_draft_drop (LtCall *call, GError **error)
{
  JsonObject *object;
  LtId id;

  if (!lt_id_from_text (&id, call->words[0]))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" is no draft's id. `lantianctl drafts` shows them."), call->words[0]);
      return NULL;
    }
  if (!is_listed (call->session, &id, error) || !lt_work_draft_drop (call->session, &id, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "dropped", call->words[0]);
  return lt_json_node_take_object (object);
}
