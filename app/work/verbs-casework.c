/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of inspections, orders and their papers. */

#include "base/error.h"
#include "work/casework.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*StepFunc) (LtSession *, const LtRecord *, GError **);

static LtRecord *
find_place (LtSession *session, const char *text, GError **error)
{
  const LtKind *kind = lt_kind_by_name ("inspection");
  const LtField *field = &kind->fields[lt_kind_find_field (kind, "place")];
  g_autoptr (LtValue) value = lt_work_parse_field (session, field, text, error);
  LtId id;

  if (value == NULL || !lt_id_from_text (&id, lt_value_text (value)))
    return NULL;
  return lt_store_find_place (lt_session_get_store (session), &id, error);
}

JsonNode *
lt_verb_inspection_record (LtCall *call, GError **error)
{
  g_autoptr (LtRecord) place = find_place (call->session, call->words[0], error);
  g_autoptr (LtRecord) inspection =
      place == NULL ? NULL : lt_work_inspection_new (call->session, place);

  if (inspection == NULL || !lt_verb_set_fields (call->session, inspection, call->words + 1, error)
      || !lt_work_inspection_record (call->session, inspection, error))
    return NULL;
  return lt_verb_show_again (call->session, inspection, error);
}

JsonNode *
lt_verb_order_draft (LtCall *call, GError **error)
{
  g_autoptr (LtRecord) inspection =
      lt_work_show (call->session, lt_kind_by_name ("inspection"), call->words[0], error);
  g_autoptr (LtRecord) order =
      inspection == NULL ? NULL : lt_work_order_new (call->session, inspection, error);

  if (order == NULL || !lt_verb_set_fields (call->session, order, call->words + 1, error)
      || !lt_work_order_draft (call->session, order, error))
    return NULL;
  return lt_verb_show_again (call->session, order, error);
}

static LtRecord *
find_order (LtCall *call, GError **error)
{
  const LtKind *kind = lt_kind_by_name ("order");
  LtQuery query = { 0 };
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  g_autoptr (GPtrArray) orders = NULL;

  /* An issued order goes by its document number, too. */
  g_ptr_array_add (filters, lt_filter_new ("number", "=", call->words[0]));
  query.filters = filters;
  orders = lt_store_list (lt_session_get_store (call->session), kind, &query, error);
  if (orders == NULL)
    return NULL;
  if (orders->len == 1)
    return lt_store_get (lt_session_get_store (call->session), kind,
                         &((LtRecord *) g_ptr_array_index (orders, 0))->id, error);
  return lt_work_show (call->session, kind, call->words[0], error);
}

static JsonNode *
move_order (LtCall *call, StepFunc step, GError **error)
{
  g_autoptr (LtRecord) order = find_order (call, error);

  if (order == NULL || !step (call->session, order, error))
    return NULL;
  return lt_verb_show_again (call->session, order, error);
}

JsonNode *
lt_verb_order_submit (LtCall *call, GError **error)
{
  return move_order (call, lt_work_order_submit, error);
}

JsonNode *
lt_verb_order_issue (LtCall *call, GError **error)
{
  return move_order (call, lt_work_order_issue, error);
}

JsonNode *
lt_verb_print_order (LtCall *call, GError **error)
{
  const char *path = lt_call_option (call, "pdf");
  g_autoptr (LtRecord) order = NULL;
  JsonObject *object;

  if (path == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Say where the paper goes: --pdf FILE."));
      return NULL;
    }
  order = find_order (call, error);
  if (order == NULL || !lt_work_print_order (call->session, order, path, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", path);
  return lt_json_node_take_object (object);
}
