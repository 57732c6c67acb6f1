/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work that came and does not count, such as a revoked officer's: which record it
 * was about and what was wanted, so that somebody can enter it again. */

#include "base/civil-time.h"
#include "store/held-back.h"
#include "store/history.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_of (const LtHeldBack *held, const LtRecord *officer)
{
  return officer == NULL
         || (held->group != NULL && lt_id_equal (&held->group->actor, &officer->id));
}

/**
 * lt_verb_add_held_back:
 * @call: a call
 * @object: an answer; gets `held_back`
 * @officer: (nullable): only this officer's work
 * @error: return location
 */
gboolean
lt_verb_add_held_back (LtCall *call, JsonObject *object, const LtRecord *officer, GError **error)
{
  LtSession *session = call->session;
  g_autoptr (GPtrArray) list = lt_store_list_held (lt_session_get_store (session), error);
  g_autoptr (LtLogWords) words = lt_log_words_new (session);
  JsonArray *array;

  if (list == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < list->len; i++)
    {
      const LtHeldBack *held = g_ptr_array_index (list, i);
      JsonObject *one;

      if (!is_of (held, officer))
        continue;
      one = held->group == NULL ? json_object_new ()
                                : lt_json_from_group (session, words, held->group, NULL);
      json_object_set_string_member (one, "reason", held->reason);
      json_array_add_object_element (array, one);
    }
  json_object_set_array_member (object, "held_back", array);
  return TRUE;
}

static JsonObject *
line_of (LtSession *session, const LtGroup *group, const LtOperation *operation)
{
  JsonObject *line = json_object_new ();
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int field = kind == NULL ? -1 : lt_kind_field_by_number (kind, operation->field);
  g_autofree char *id = lt_id_to_text (&operation->record);
  g_autofree char *time = lt_second_of (operation->wall);
  g_autofree char *device =
      g_strdup_printf ("%02X%02X", group->stream.replica[0], group->stream.replica[1]);
  g_autoptr (LtRecord) officer =
      lt_store_recall (lt_session_get_store (session), &group->actor, NULL, NULL);

  json_object_set_string_member (line, "kind", kind == NULL ? "unknown" : kind->name);
  json_object_set_string_member (line, "id", id);
  json_object_set_string_member (line, "record", "");
  json_object_set_string_member (line, "in_field", field < 0 ? "" : kind->fields[field].name);
  json_object_set_string_member (line, "problem", "");
  json_object_set_string_member (line, "said_by",
                                 officer == NULL ? "" : lt_record_get_title (officer));
  json_object_set_string_member (line, "card",
                                 officer == NULL ? "" : lt_record_get (officer, "card"));
  json_object_set_string_member (line, "device", device);
  json_object_set_string_member (line, "time", time);
  return line;
}

static void
add_lines (LtSession *session, LtLogWords *words, JsonArray *array, const LtHeldBack *held)
{
  g_autofree char *problem = g_strdup_printf (_ ("held back: %s"), held->reason);

  for (guint i = 0; i < held->group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (held->group->operations, i);
      g_autofree char *wanted = lt_log_words_describe (words, operation);
      JsonObject *line = line_of (session, held->group, operation);

      json_object_set_string_member (line, "record",
                                     lt_log_words_name (words, operation, held->group->operations));
      json_object_set_string_member (line, "problem", problem);
      json_object_set_string_member (line, "wanted", wanted);
      json_array_add_object_element (array, line);
    }
}

/**
 * lt_verb_add_held_lines:
 * @session: a session
 * @array: the answer of `conflicts`; gets a line for each thing that was wanted and
 *   is held back
 * @error: return location
 */
gboolean
lt_verb_add_held_lines (LtSession *session, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) list = lt_store_list_held (lt_session_get_store (session), error);
  g_autoptr (LtLogWords) words = lt_log_words_new (session);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const LtHeldBack *held = g_ptr_array_index (list, i);

      if (held->group != NULL)
        add_lines (session, words, array, held);
    }
  return list != NULL;
}
