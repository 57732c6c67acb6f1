/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo after saving: nothing is taken out of the log, a compensating group is
 * added that says again what was there before. */

#include "store/change.h"
#include "model/sets.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UNDO_NOTE "undo "

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

static gboolean
refuse_changed (const LtKind *kind, const LtField *field, GError **error)
{
  g_set_error (
      error, LT_ERROR, LT_ERROR_REFUSED,
      _ ("Nothing was undone: %s %s has been changed since. Undo that change first, or set "
         "the field by hand."),
      kind->name, field == NULL ? "" : field->name);
  return FALSE;
}

static gboolean
is_only_head (GPtrArray *heads, const LtDigest *id)
{
  return heads != NULL && heads->len == 1
         && lt_digest_compare (&((LtHead *) g_ptr_array_index (heads, 0))->operation, id) == 0;
}

/* What the operation's parents said: there is one, except where a conflict was
 * resolved; then the latest of them was shown. */
static gboolean
read_value_before (LtStore *self, const LtOperation *operation, LtValue **value, GError **error)
{
  LtHybridTime latest = 0;

  *value = NULL;
  for (guint i = 0; i < operation->parents->len; i++)
    {
      LtDigest *parent = &g_array_index (operation->parents, LtDigest, i);
      g_autoptr (LtRows) rows =
          lt_db_query (self->db, error,
                       "SELECT time, action, value FROM lt_op WHERE record=? AND id=?", "bb",
                       &operation->record, sizeof operation->record, parent, sizeof *parent);
      gsize size;
      gconstpointer bytes;
      g_autoptr (LtValue) said = NULL;

      if (rows == NULL)
        return FALSE;
      if (!lt_rows_next (rows, NULL) || (LtHybridTime) lt_rows_int (rows, 0) < latest)
        continue;
      latest = (LtHybridTime) lt_rows_int (rows, 0);
      bytes = lt_rows_blob (rows, 2, &size);
      said = lt_rows_is_null (rows, 2) ? NULL : lt_value_new (bytes, size);
      g_clear_pointer (value, lt_value_unref);
      *value = lt_rows_int (rows, 1) == LT_ACTION_CREATE ? lt_image_get (said, operation->field)
                                                         : g_steal_pointer (&said);
    }
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
    return refuse_changed (kind, NULL, error);
  if (!is_only_head (now->heads[field], &operation->id))
    return refuse_changed (kind, &kind->fields[field], error);
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
    return refuse_changed (kind, field < 0 ? NULL : &kind->fields[field], error);
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
    return refuse_changed (kind, field < 0 ? NULL : &kind->fields[field], error);
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
      return refuse_changed (kind, &kind->fields[i], error);
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
    return refuse_changed (kind, NULL, error);
  if (operation->action == LT_ACTION_REVIVE && !was_gone_before (self, operation, now))
    return refuse_changed (kind, NULL, error);
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

static GHashTable *
collect_records (const LtGroup *group)
{
  GHashTable *records = g_hash_table_new (lt_id_hash, lt_id_equal);

  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);

      if (lt_kind_by_number (operation->kind) != NULL)
        g_hash_table_add (records, &operation->record);
    }
  return records;
}

static gboolean
touch_the_same (const LtGroup *a, const LtGroup *b)
{
  g_autoptr (GHashTable) first = collect_records (a);
  g_autoptr (GHashTable) second = collect_records (b);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, first);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (second, id))
      return FALSE;
  return g_hash_table_size (first) == g_hash_table_size (second);
}

/* Whether a group undoes the one that its note names. A reason that somebody
 * typed may begin as such a note does: what undoes touches the same records. */
static gboolean
is_undoing (LtStore *self, gint64 gid, const char *note)
{
  g_autoptr (LtGroup) undoing = NULL;
  g_autoptr (LtGroup) undone = NULL;
  LtDigest id;
  gint64 other = 0;

  if (note == NULL || !g_str_has_prefix (note, UNDO_NOTE)
      || !lt_digest_from_hex (&id, note + strlen (UNDO_NOTE))
      || !lt_db_get_int (self->db, &other, NULL, "SELECT gid FROM lt_group WHERE id=?", "b", &id,
                         sizeof id)
      || other == 0)
    return FALSE;
  undoing = lt_log_rows_load (self, gid, NULL);
  undone = lt_log_rows_load (self, other, NULL);
  return undoing != NULL && undone != NULL && touch_the_same (undoing, undone);
}

/* A group may be undone from any device. */
static gboolean
is_undone (LtStore *self, const char *hex)
{
  g_autofree char *note = g_strconcat (UNDO_NOTE, hex, NULL);
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL, "SELECT gid FROM lt_group WHERE note=? AND state=0", "t", note);

  while (rows != NULL && lt_rows_next (rows, NULL))
    if (is_undoing (self, lt_rows_int (rows, 0), note))
      return TRUE;
  return FALSE;
}

/**
 * lt_store_find_undoable:
 * @self: a county file
 * @officer: who undoes
 * @group: (out caller-allocates): the group
 * @error: return location
 *
 * Finds the last group that the officer made on this device and that is neither
 * undone, here or elsewhere, nor an undoing itself.
 */
gboolean
lt_store_find_undoable (LtStore *self, const LtId *officer, LtDigest *group, GError **error)
{
  g_autoptr (GHashTable) undone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT g.id, g.note, g.gid FROM lt_group g JOIN lt_stream s ON s.sid=g.sid "
                   "WHERE s.own=1 AND g.actor=? AND g.state=0 ORDER BY g.first_seq DESC",
                   "b", officer, sizeof *officer);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, NULL))
    {
      const char *note = lt_rows_text (rows, 1);
      g_autofree char *hex = NULL;

      lt_rows_fixed (rows, 0, group, sizeof *group);
      hex = lt_digest_to_hex (group);
      if (is_undoing (self, lt_rows_int (rows, 2), note))
        g_hash_table_add (undone, g_strdup (note + strlen (UNDO_NOTE)));
      else if (!g_hash_table_contains (undone, hex) && !is_undone (self, hex))
        return TRUE;
    }
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                       _ ("There is nothing of yours left to undo on this device."));
  return FALSE;
}
