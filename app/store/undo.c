/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo after saving: nothing is taken out of the log, a compensating group is
 * added that says again what was there before. */

#include "store/change.h"
#include "model/sets.h"
#include "store/history.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gint64
find_group (LtStore *self, const LtDigest *id, GError **error)
{
  gint64 gid = 0;

  if (!lt_db_get_int (self->db, &gid, error, "SELECT gid FROM lt_group WHERE id=? AND state=0", "b",
                      id, sizeof *id))
    return 0;
  if (gid == 0)
    {
      g_autofree char *hex = lt_digest_to_hex (id);

      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("There is no group %.12s to undo. `lantianctl log` shows them."), hex);
    }
  return gid;
}

/* Named as the command line and the screen both can: see lt_plain_words(). */
static gboolean
refuse_changed (const LtRecord *now, const LtField *field, GError **error)
{
  const char *kind = lt_kind_get_label (now->kind);
  const char *title = lt_record_get_title (now);

  if (field == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                 _ ("Nothing was undone: %s \"%s\" has been changed since. What is to be "
                    "otherwise, change by hand."),
                 kind, title);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                 _ ("Nothing was undone: %s \"%s\", field %s (%s), has been changed since. "
                    "What is to be otherwise, change by hand."),
                 kind, title, field->name, lt_field_get_label (field));
  return FALSE;
}

static gboolean
is_only_head (GPtrArray *heads, const LtDigest *id)
{
  return heads != NULL && heads->len == 1
         && lt_digest_compare (&((LtHead *) g_ptr_array_index (heads, 0))->operation, id) == 0;
}

/* What was shown before: where a conflict was decided, the latest of its values. */
static gboolean
read_value_before (LtStore *self, const LtOperation *operation, LtValue **value, GError **error)
{
  g_autoptr (GPtrArray) values = NULL;
  LtValue *latest;

  *value = NULL;
  if (!lt_store_list_before (self, operation, &values, error))
    return FALSE;
  latest = values->len == 0 ? NULL : g_ptr_array_index (values, 0);
  *value = latest == NULL ? NULL : lt_value_ref (latest);
  return TRUE;
}

static gboolean
undo_set (LtStore *self, LtChange *change, const LtOperation *operation, GError **error)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int field = lt_kind_field_by_number (kind, operation->field);
  g_autoptr (LtRecord) now = lt_store_get (self, kind, &operation->record, error);
  g_autoptr (LtValue) before = NULL;

  if (now == NULL)
    return FALSE;
  if (field < 0)
    return refuse_changed (now, NULL, error);
  if (!is_only_head (now->heads[field], &operation->id))
    return refuse_changed (now, &kind->fields[field], error);
  if (!read_value_before (self, operation, &before, error))
    return FALSE;
  lt_change_set (change, now, (guint) field, before);
  return TRUE;
}

/* An addition is taken back, and no other addition of the same member with it. */
static gboolean
undo_add (LtStore *self, LtChange *change, const LtOperation *operation, GError **error)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int field = lt_kind_field_by_number (kind, operation->field);
  g_autoptr (LtRecord) now = lt_store_get (self, kind, &operation->record, error);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  if (now == NULL)
    return FALSE;
  for (guint i = 0; field >= 0 && i < now->heads[field]->len; i++)
    {
      LtHead *head = g_ptr_array_index (now->heads[field], i);

      if (lt_digest_compare (&head->operation, &operation->id) == 0)
        g_ptr_array_add (own, head);
    }
  if (own->len == 0)
    return refuse_changed (now, field < 0 ? NULL : &kind->fields[field], error);
  lt_change_drop_member (change, kind, &now->id, (guint) field, lt_value_text (operation->value),
                         own);
  return TRUE;
}

static gboolean
undo_drop (LtStore *self, LtChange *change, const LtOperation *operation, GError **error)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int field = lt_kind_field_by_number (kind, operation->field);
  const char *member = lt_value_text (operation->value);
  g_autoptr (LtRecord) now = lt_store_get (self, kind, &operation->record, error);

  if (now == NULL)
    return FALSE;
  if (field < 0 || lt_set_has (now->values[field], member))
    return refuse_changed (now, field < 0 ? NULL : &kind->fields[field], error);
  lt_change_add_member (change, kind, &now->id, (guint) field, member);
  return TRUE;
}

/* A set has as many heads as members that were added. */
static gboolean
is_as_made (const LtRecord *now, guint field, const LtDigest *making)
{
  if (now->kind->fields[field].merge != LT_MERGE_SET)
    return is_only_head (now->heads[field], making);
  for (guint i = 0; i < now->heads[field]->len; i++)
    if (lt_digest_compare (&((LtHead *) g_ptr_array_index (now->heads[field], i))->operation,
                           making)
        != 0)
      return FALSE;
  return TRUE;
}

static gboolean
undo_create (LtStore *self, LtChange *change, const LtOperation *operation, GError **error)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  g_autoptr (LtRecord) now = lt_store_get (self, kind, &operation->record, error);

  if (now == NULL)
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    if (!is_as_made (now, i, &operation->id))
      return refuse_changed (now, &kind->fields[i], error);
  lt_change_remove (change, now);
  return TRUE;
}

static gboolean
saw_head (LtStore *self, const LtOperation *revival, const LtDigest *head)
{
  for (guint i = 0; i < revival->parents->len; i++)
    {
      const LtDigest *removal = &g_array_index (revival->parents, LtDigest, i);
      g_autoptr (LtRows) rows =
          lt_db_query (self->db, NULL, "SELECT parents FROM lt_op WHERE record=? AND id=?", "bb",
                       &revival->record, sizeof revival->record, removal, sizeof *removal);
      gsize size = 0;
      const guint8 *bytes;

      if (rows == NULL || !lt_rows_next (rows, NULL))
        continue;
      bytes = lt_rows_blob (rows, 0, &size);
      for (gsize at = 0; at + sizeof *head <= size; at += sizeof *head)
        if (memcmp (bytes + at, head, sizeof *head) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Whether the record was really gone before it was revived: a decision to keep
 * what one side had removed and another changed cannot be turned into a removal,
 * nor can what was written since. */
static gboolean
was_gone_before (LtStore *self, const LtOperation *revival, const LtRecord *now)
{
  for (guint i = 0; i < now->kind->n_fields; i++)
    for (guint h = 0; h < now->heads[i]->len; h++)
      {
        const LtHead *head = g_ptr_array_index (now->heads[i], h);

        if (!saw_head (self, revival, &head->operation))
          return FALSE;
      }
  return TRUE;
}

static gboolean
undo_life (LtStore *self, LtChange *change, const LtOperation *operation, GError **error)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  g_autoptr (LtRecordState) state = lt_record_state_load (self->db, &operation->record, error);
  g_autoptr (LtRecord) now = NULL;

  if (state == NULL)
    return FALSE;
  now = lt_record_state_to_record (state, 0);
  if (!is_only_head (now->life, &operation->id))
    return refuse_changed (now, NULL, error);
  if (operation->action == LT_ACTION_REVIVE && !was_gone_before (self, operation, now))
    return refuse_changed (now, NULL, error);
  if (operation->action == LT_ACTION_REMOVE)
    lt_change_revive (change, kind, &operation->record, now->life);
  else
    lt_change_remove (change, now);
  return TRUE;
}

static gboolean
undo_operation (LtStore *self, LtChange *change, const LtOperation *operation, GError **error)
{
  switch (operation->action)
    {
    case LT_ACTION_SET:
      return undo_set (self, change, operation, error);
    case LT_ACTION_ADD:
      return undo_add (self, change, operation, error);
    case LT_ACTION_DROP:
      return undo_drop (self, change, operation, error);
    case LT_ACTION_CREATE:
      return undo_create (self, change, operation, error);
    default:
      return undo_life (self, change, operation, error);
    }
}

/**
 * lt_store_compensate:
 * @self: a county file
 * @group: id of a group
 * @error: return location; %LT_ERROR_REFUSED where something was changed since
 *
 * Returns: (transfer full) (nullable): the change that says again what was there
 *   before @group
 */
LtChange *
lt_store_compensate (LtStore *self, const LtDigest *group, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtGroup) loaded = NULL;
  gint64 gid = find_group (self, group, error);

  if (gid == 0)
    return NULL;
  loaded = lt_log_rows_load (self, gid, error);
  if (loaded == NULL)
    return NULL;
  for (guint i = loaded->operations->len; i > 0; i--)
    {
      const LtOperation *operation = g_ptr_array_index (loaded->operations, i - 1);
      gboolean done;

      if (lt_kind_by_number (operation->kind) == NULL)
        continue;
      done = undo_operation (self, change, operation, error);
      if (!done)
        return NULL;
    }
  return g_steal_pointer (&change);
}
