/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/field-history.h"

#include "store/group.h"
#include "store/log.h"
#include "work/records.h"

static void
free_change (LtFieldChange *self)
{
  g_free (self->officer);
  g_free (self->value);
  g_free (self);
}

/* What the operation says of the field; FALSE where it says nothing of it. */
static gboolean
read_value (const LtOperation *operation, guint32 number, LtValue **value)
{
  *value = NULL;
  if (operation->action == LT_ACTION_CREATE)
    *value = operation->value == NULL ? NULL : lt_image_get (operation->value, number);
  else if (operation->field == number)
    *value = lt_value_ref (operation->value);
  return operation->field == number || *value != NULL;
}

static void
add_changes (LtSession *session,
             const LtGroup *group,
             const LtRecord *record,
             const LtField *field,
             GPtrArray *changes)
{
  LtStore *store = lt_session_get_store (session);

  for (guint i = group->operations->len; i > 0; i--)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i - 1);
      g_autoptr (LtValue) value = NULL;
      g_autoptr (LtRecord) officer = NULL;
      LtFieldChange *change;

      if (!lt_id_equal (&operation->record, &record->id)
          || !read_value (operation, field->number, &value))
        continue;
      officer = lt_store_get (store, lt_kind_by_name ("officer"), &group->actor, NULL);
      change = g_new0 (LtFieldChange, 1);
      change->wall = operation->wall;
      change->officer = g_strdup (officer == NULL ? "" : lt_record_get_title (officer));
      change->value = lt_work_format_field (session, field, value);
      g_ptr_array_add (changes, change);
    }
}

/**
 * lt_work_list_field_history:
 * @session: a session
 * @record: a record of the file
 * @field: place of a field in the field table
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtFieldChange): all that was ever
 *   said of the field, the latest first
 */
GPtrArray *
lt_work_list_field_history (LtSession *session, const LtRecord *record, guint field, GError **error)
{
  LtLogQuery query = { .record = &record->id };
  g_autoptr (GPtrArray) groups = lt_store_log (lt_session_get_store (session), &query, error);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    add_changes (session, g_ptr_array_index (groups, i), record, &record->kind->fields[field],
                 changes);
  return groups == NULL ? NULL : g_steal_pointer (&changes);
}
