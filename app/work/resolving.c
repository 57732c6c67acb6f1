/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A conflict ends by a named person's decision, which names all values that
 * were seen: nothing is chosen silently, and the decision can be undone. */

#include "base/error.h"
#include "model/states.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

/* A state that nobody gave, and to which no step leads from any that somebody
 * gave, is none to decide for. */
static gboolean
check_step (const LtRecord *seen, guint field, const LtValue *value, GError **error)
{
  const LtField *description = &seen->kind->fields[field];

  if (description->merge != LT_MERGE_STATE)
    return TRUE;
  for (guint i = 0; i < seen->heads[field]->len; i++)
    {
      const LtHead *head = g_ptr_array_index (seen->heads[field], i);

      if (lt_value_equal (head->value, value)
          || lt_states_allow (seen->kind, description, lt_value_text (head->value),
                              lt_value_text (value)))
        return TRUE;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("%s %s: no step leads from one of its states to \"%s\". Choose one of them."),
               seen->kind->name, lt_record_get_title (seen),
               value == NULL ? "" : lt_field_choice_label (description, lt_value_text (value)));
  return FALSE;
}

/**
 * lt_work_resolve:
 * @session: a session, signed in
 * @seen: the record as the officer saw it, read with its heads
 * @field: place in the field table of a field in conflict
 * @value: (nullable): what it shall be: one of the values seen, or another
 * @error: return location; %LT_ERROR_REFUSED where there is no conflict
 *
 * Ends the conflict of one field. Of an issued order too: what its paper says is
 * kept apart, and only a signatory may decide on it. A value that arrived after @seen was read
 * stays and is a conflict again.
 */
gboolean
lt_work_resolve (LtSession *session,
                 const LtRecord *seen,
                 guint field,
                 LtValue *value,
                 GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) wanted = lt_record_copy (seen);

  if (!lt_record_has_conflict (seen, field))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                   _ ("%s %s: field %s (%s) is not in conflict."), seen->kind->name,
                   lt_record_get_title (seen), seen->kind->fields[field].name,
                   lt_field_get_label (&seen->kind->fields[field]));
      return FALSE;
    }
  if (!check_step (seen, field, value, error))
    return FALSE;
  lt_record_take_value (wanted, field, lt_value_ref (value));
  if (!lt_work_check_references (session, wanted, error))
    return FALSE;
  lt_change_set (change, seen, field, value);
  return lt_session_take_confirmation (session, error)
         && lt_session_append (session, change, NULL, error);
}

/**
 * lt_work_resolve_removal:
 * @session: a session, signed in
 * @seen: a record that was removed on one side and changed on another
 * @keep: whether it stays
 * @error: return location; %LT_ERROR_REFUSED where there is no such conflict
 */
gboolean
lt_work_resolve_removal (LtSession *session, const LtRecord *seen, gboolean keep, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  if (!seen->life_conflict)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED, _ ("%s %s: nobody has removed it."),
                   seen->kind->name, lt_record_get_title (seen));
      return FALSE;
    }
  if (keep)
    lt_change_revive (change, seen->kind, &seen->id, seen->life);
  else
    lt_change_remove (change, seen);
  return lt_session_take_confirmation (session, error)
         && lt_session_append (session, change, NULL, error);
}
