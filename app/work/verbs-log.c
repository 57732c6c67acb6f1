/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of the log: who did what, and taking it back. */

#include "base/civil-time.h"
#include "base/error.h"
#include "store/log.h"
#include "store/undoable.h"
#include "store/witness.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

/* An import that is undone may have been thousands of groups; all are in the log. */
#define MOST_UNDONE 50

static gboolean
find_group (LtCall *call, const char *text, LtDigest *group, GError **error)
{
  LtLogQuery query = { 0 };
  g_autoptr (GPtrArray) groups = NULL;
  guint found = 0;

  if (lt_digest_from_hex (group, text))
    return TRUE;
  groups = lt_store_log (lt_session_get_store (call->session), &query, error);
  if (groups == NULL)
    return FALSE;
  for (guint i = 0; i < groups->len && strlen (text) >= 6; i++)
    {
      const LtGroup *candidate = g_ptr_array_index (groups, i);
      g_autofree char *hex = lt_digest_to_hex (&candidate->id);

      if (!g_str_has_prefix (hex, text))
        continue;
      *group = candidate->id;
      found++;
    }
  if (found == 1)
    return TRUE;
  g_set_error (
      error, LT_ERROR, LT_ERROR_BAD_INPUT,
      _ ("There is no group \"%s\" to undo. `lantianctl log` shows them; give at least six "
         "figures."),
      text);
  return FALSE;
}

/* The groups that took back what was done, the latest of all: nobody but this call
 * has written them since @before. */
static GPtrArray *
list_undoings (LtStore *store, const LtTip *before, GError **error)
{
  LtLogQuery query = { .own_after = before };
  g_autoptr (GPtrArray) groups = lt_store_log (store, &query, error);
  GPtrArray *undoings = NULL;

  if (groups == NULL)
    return NULL;
  undoings = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_group_free);
  for (guint i = 0; i < groups->len; i++)
    {
      LtGroup *group = g_ptr_array_index (groups, i);
      LtDigest undone;

      if (lt_note_find_undone (group->note, &undone))
        {
          groups->pdata[i] = NULL;
          g_ptr_array_add (undoings, group);
        }
    }
  return undoings;
}

/* What was put back, record by record and field by field. */
static gboolean
tell_undoings (LtCall *call, const LtTip *before, JsonObject *object, GError **error)
{
  LtStore *store = lt_session_get_store (call->session);
  g_autoptr (GPtrArray) undoings = list_undoings (store, before, error);
  g_autoptr (LtLogWords) words = lt_log_words_new (call->session);
  JsonArray *operations;
  gint64 n = 0;

  if (undoings == NULL)
    return FALSE;
  operations = json_array_new ();
  for (guint i = 0; i < undoings->len; i++)
    {
      const LtGroup *group = g_ptr_array_index (undoings, i);

      n += group->operations->len;
      for (guint j = 0; i < MOST_UNDONE && j < group->operations->len; j++)
        json_array_add_object_element (operations, lt_json_from_operation (words, group, j));
    }
  json_object_set_int_member (object, "groups", undoings->len);
  json_object_set_int_member (object, "changes", n);
  json_object_set_array_member (object, "operations", operations);
  return TRUE;
}

JsonNode *
lt_verb_undo (LtCall *call, GError **error)
{
  LtStore *store = lt_session_get_store (call->session);
  LtDigest group;
  LtDigest undone;
  LtTip before = { 0 };
  g_autofree char *hex = NULL;
  g_autofree char *note = NULL;
  g_autoptr (JsonObject) object = json_object_new ();

  if (call->words[0] != NULL && !find_group (call, call->words[0], &group, error))
    return NULL;
  if (!lt_store_get_own_tip (store, &before, error)
      || !lt_work_undo (call->session, call->words[0] == NULL ? NULL : &group, &undone, error))
    return NULL;
  hex = lt_digest_to_hex (&undone);
  note = lt_store_get_note (store, &undone);
  json_object_set_string_member (object, "undone", hex);
  if (note != NULL && *note != '\0')
    json_object_set_string_member (object, "note", note);
  if (!tell_undoings (call, &before, object, error))
    return NULL;
  return lt_json_node_take_object (g_steal_pointer (&object));
}

static gboolean
read_log_query (LtCall *call,
                LtLogQuery *query,
                LtRecord **record,
                LtRecord **officer,
                GError **error)
{
  const char *day = lt_call_option (call, "day");
  const char *card = lt_call_option (call, "officer");

  if (!lt_verb_read_limit (call, &query->limit, error))
    return FALSE;
  if (call->words[0] != NULL)
    {
      const LtKind *kind = lt_verb_kind (call->words[0], error);

      if (kind == NULL || call->words[1] == NULL)
        return FALSE;
      *record = lt_work_show (call->session, kind, call->words[1], error);
      if (*record == NULL)
        return FALSE;
      query->record = &(*record)->id;
    }
  if (card != NULL)
    {
      *officer = lt_work_show (call->session, lt_kind_by_name ("officer"), card, error);
      if (*officer == NULL)
        return FALSE;
      query->officer = &(*officer)->id;
    }
  if (day != NULL && !lt_date_is_valid (day))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--day \"%s\" is not a date. Write it as 2026-11-20."), day);
      return FALSE;
    }
  if (day != NULL)
    {
      query->from = lt_time_parse (day, NULL);
      query->to = query->from + DAY_MS;
    }
  return TRUE;
}

JsonNode *
lt_verb_log (LtCall *call, GError **error)
{
  LtLogQuery query = { 0 };
  g_autoptr (LtRecord) record = NULL;
  g_autoptr (LtRecord) officer = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (LtLogWords) words = lt_log_words_new (call->session);
  JsonArray *array;

  if (call->words[0] != NULL && call->words[1] == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Name the record too: log KIND RECORD."));
      return NULL;
    }
  if (!read_log_query (call, &query, &record, &officer, error))
    return NULL;
  groups = lt_store_log (lt_session_get_store (call->session), &query, error);
  if (groups == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < groups->len; i++)
    json_array_add_object_element (array, lt_json_from_group (call->session, words,
                                                              g_ptr_array_index (groups, i),
                                                              query.record));
  return lt_json_node_take_array (array);
}
