/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `set` without a record: one field of all that are found. */

#include "base/error.h"
#include "work/records.h"
#include "work/setting-many.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonObject *
left_to_json (const LtManyLeft *left)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = lt_id_to_text (&left->id);

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "title", left->title);
  json_object_set_string_member (object, "problem", left->why);
  return object;
}

static JsonNode *
report (const LtMany *many, gboolean written)
{
  JsonObject *object = json_object_new ();
  JsonArray *left = json_array_new ();

  for (guint i = 0; i < many->left->len; i++)
    json_array_add_object_element (left, left_to_json (g_ptr_array_index (many->left, i)));
  json_object_set_boolean_member (object, "written", written);
  json_object_set_int_member (object, "updated", many->ids->len);
  json_object_set_int_member (object, "unchanged", many->same);
  json_object_set_int_member (object, "refused", many->n_left);
  json_object_set_array_member (object, "problems", left);
  return lt_json_node_take_object (object);
}

/* FIELD=VALUE, one of them; a value that does not fit refuses it all. */
static gboolean
read_assignment (LtCall *call, const LtKind *kind, guint *field, LtValue **value, GError **error)
{
  const char *equals = strchr (call->words[1], '=');
  g_autofree char *name = NULL;
  g_autoptr (GError) problem = NULL;
  int place;

  if (equals == NULL || call->words[2] != NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("With --where or --words, set takes the kind and one FIELD=VALUE, "
                              "no record."));
      return FALSE;
    }
  name = g_strndup (call->words[1], (gsize) (equals - call->words[1]));
  place = lt_kind_find_field (kind, name);
  if (place < 0)
    {
      g_autoptr (LtRecord) none = lt_record_new (kind);

      return lt_record_set (none, name, equals + 1, error);
    }
  *field = (guint) place;
  if (equals[1] != '\0')
    *value = lt_work_parse_field (call->session, &kind->fields[place], equals + 1, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_verb_set_many:
 * @call: `set` with --where or --words
 * @kind: of which kind
 * @error: return location
 *
 * Sets one field of all records that are found, as one group.
 */
JsonNode *
lt_verb_set_many (LtCall *call, const LtKind *kind, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .words = lt_call_option (call, "words") };
  LtManyWatch watch = { .cancellable = call->cancellable };
  gboolean trial = lt_call_option (call, "dry-run") != NULL;
  g_autoptr (LtValue) value = NULL;
  g_autoptr (LtMany) many = NULL;
  guint field = 0;

  if (!read_assignment (call, kind, &field, &value, error)
      || !lt_verb_read_conditions (call, kind, filters, error))
    return NULL;
  many = lt_work_look_at_many (call->session, kind, &query, field, value, &watch, error);
  if (many == NULL
      || (!trial
          && !lt_work_set_many (call->session, many, lt_call_option (call, "leave-out") != NULL,
                                &watch, error)))
    return NULL;
  call->wanting = many->n_left > 0;
  return report (many, !trial && many->ids->len > 0);
}
