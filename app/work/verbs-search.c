/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb that finds records by words. */

#include "store/search.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#define USUAL_LIMIT 50

static JsonObject *
finding_to_json (const LtFinding *finding)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = lt_id_to_text (&finding->id);

  json_object_set_string_member (object, "kind", finding->kind->name);
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "title", finding->title);
  json_object_set_string_member (object, "field", finding->field->name);
  json_object_set_string_member (object, "snippet",
                                 finding->snippet == NULL ? "" : finding->snippet);
  return object;
}

JsonNode *
lt_verb_search (LtCall *call, GError **error)
{
  const char *name = lt_call_option (call, "kind");
  const LtKind *kind = name == NULL ? NULL : lt_verb_kind (name, error);
  g_autofree char *words = g_strjoinv (" ", (char **) call->words);
  g_autoptr (GPtrArray) findings = NULL;
  JsonArray *array;
  guint limit;

  if ((name != NULL && kind == NULL) || !lt_verb_read_limit (call, &limit, error))
    return NULL;
  findings = lt_store_search (lt_session_get_store (call->session), kind, words,
                              limit == 0 ? USUAL_LIMIT : limit, error);
  if (findings == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < findings->len; i++)
    json_array_add_object_element (array, finding_to_json (g_ptr_array_index (findings, i)));
  return lt_json_node_take_array (array);
}
