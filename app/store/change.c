/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one door: every change of a county file made here is appended to the log
 * and carried into the tables in one transaction, by lt_store_append(). What
 * colleagues send enters by its sister in receive.c. */

#include "store/change.h"

#include "model/sets.h"
#include "store/batches-private.h"
#include "store/forks.h"
#include "store/second-look.h"
#include "store/staging.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

struct _LtChange
{
  GPtrArray *operations;
  LtBatchWriter *writer; /* (nullable): whose rows are seen from then on */
};

LtChange *
lt_change_new (void)
{
  LtChange *self = g_new0 (LtChange, 1);

  self->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_operation_free);
  return self;
}

void
lt_change_free (LtChange *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->operations);
  g_free (self);
}

gboolean
lt_change_is_empty (const LtChange *self)
{
  return self->operations->len == 0;
}

/**
 * lt_change_count:
 *
 * Returns: how many operations it has
 */
guint
lt_change_count (const LtChange *self)
{
  return self->operations->len;
}

/* The operations themselves, for the spool. */
GPtrArray *
lt_change_get_operations (const LtChange *self)
{
  return self->operations;
}

/**
 * lt_change_get_record:
 *
 * Returns: (transfer none): the record that operation number @index is about
 */
const LtId *
lt_change_get_record (const LtChange *self, guint index)
{
  g_return_val_if_fail (index < self->operations->len, NULL);

  return &((LtOperation *) g_ptr_array_index (self->operations, index))->record;
}

static void
add_parents (LtOperation *operation, GPtrArray *heads)
{
  for (guint i = 0; heads != NULL && i < heads->len; i++)
    {
      const LtHead *head = g_ptr_array_index (heads, i);
      gboolean known = FALSE;

      for (guint j = 0; j < operation->parents->len && !known; j++)
        known =
            lt_digest_compare (&g_array_index (operation->parents, LtDigest, j), &head->operation)
            == 0;
      if (!known)
        lt_operation_add_parent (operation, &head->operation);
    }
}

static LtOperation *
add_operation (LtChange *self,
               const LtKind *kind,
               const LtId *record,
               guint32 field,
               LtAction action)
{
  LtOperation *operation = lt_operation_new (kind->number, record, field, action);

  g_ptr_array_add (self->operations, operation);
  return operation;
}

/**
 * lt_change_create:
 * @self: a change
 * @record: a record with a new id
 *
 * Makes the record with all values it has.
 */
void
lt_change_create (LtChange *self, const LtRecord *record)
{
  g_return_if_fail (!lt_id_is_zero (&record->id));

  add_operation (self, record->kind, &record->id, 0, LT_ACTION_CREATE)->value =
      lt_image_new (record);
}

/**
 * lt_change_add_member:
 * @self: a change
 * @kind: kind of the record
 * @id: a record
 * @field: place in the field table of a field that is a set
 * @member: a member that the set shall have
 */
void
lt_change_add_member (LtChange *self,
                      const LtKind *kind,
                      const LtId *id,
                      guint field,
                      const char *member)
{
  add_operation (self, kind, id, kind->fields[field].number, LT_ACTION_ADD)->value =
      lt_value_new_text (member);
}

/**
 * lt_change_drop_member:
 * @self: a change
 * @kind: kind of the record
 * @id: a record
 * @field: place in the field table of a field that is a set
 * @member: a member that the set shall not have
 * @additions: (element-type LtHead): additions that were seen; those of other
 *   members stay
 */
void
lt_change_drop_member (LtChange *self,
                       const LtKind *kind,
                       const LtId *id,
                       guint field,
                       const char *member,
                       GPtrArray *additions)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  LtOperation *operation =
      add_operation (self, kind, id, kind->fields[field].number, LT_ACTION_DROP);

  operation->value = lt_value_new_text (member);
  for (guint i = 0; i < additions->len; i++)
    if (g_str_equal (lt_value_text (((LtHead *) g_ptr_array_index (additions, i))->value), member))
      g_ptr_array_add (seen, g_ptr_array_index (additions, i));
  add_parents (operation, seen);
}

static void
change_members (LtChange *self, const LtRecord *seen, guint field, const LtValue *value)
{
  g_auto (GStrv) before = lt_set_split (seen->values[field]);
  g_auto (GStrv) after = lt_set_split (value);

  for (int i = 0; after[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) before, after[i]))
      lt_change_add_member (self, seen->kind, &seen->id, field, after[i]);
  for (int i = 0; before[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) after, before[i]))
      lt_change_drop_member (self, seen->kind, &seen->id, field, before[i], seen->heads[field]);
}

/**
 * lt_change_set:
 * @self: a change
 * @seen: the record as its user saw it, read with its heads
 * @field: place in the field table
 * @value: (nullable): what it shall be
 *
 * Supersedes exactly the values that were seen; of a set adds and drops the
 * members in which @value differs.
 */
void
lt_change_set (LtChange *self, const LtRecord *seen, guint field, LtValue *value)
{
  LtOperation *operation;

  g_return_if_fail (seen->heads != NULL);

  if (seen->kind->fields[field].merge == LT_MERGE_SET)
    {
      change_members (self, seen, field, value);
      return;
    }

  operation =
      add_operation (self, seen->kind, &seen->id, seen->kind->fields[field].number, LT_ACTION_SET);
  operation->value = lt_value_ref (value);
  add_parents (operation, seen->heads[field]);
}

/**
 * lt_change_remove:
 * @self: a change
 * @seen: the record as its user saw it, read with its heads
 *
 * Removes the record; a value that was not seen keeps it, as a conflict.
 */
void
lt_change_remove (LtChange *self, const LtRecord *seen)
{
  LtOperation *operation;

  g_return_if_fail (seen->heads != NULL);

  operation = add_operation (self, seen->kind, &seen->id, 0, LT_ACTION_REMOVE);
  add_parents (operation, seen->life);
  for (guint i = 0; i < seen->kind->n_fields; i++)
    add_parents (operation, seen->heads[i]);
}

/**
 * lt_change_revive:
 * @self: a change
 * @kind: kind of the record
 * @id: a removed record
 * @life: (element-type LtHead): the removals that are undone
 */
void
lt_change_revive (LtChange *self, const LtKind *kind, const LtId *id, GPtrArray *life)
{
  add_parents (add_operation (self, kind, id, 0, LT_ACTION_REVIVE), life);
}

/**
 * lt_change_publish:
 * @self: a change that makes the record of a batch
 * @writer: (transfer none): the batch's rows, finished; must outlive the append
 *
 * The rows are seen from the moment at which the change is kept.
 */
void
lt_change_publish (LtChange *self, LtBatchWriter *writer)
{
  self->writer = writer;
}

static LtGroup *
make_group (LtStore *self, LtChange *change, const LtAuthor *author)
{
  LtGroup *group = lt_group_new ();

  group->bureau = self->bureau;
  group->stream = self->own;
  group->actor = author->officer;
  group->schema = LT_SCHEMA;
  group->note = g_strdup (author->note);
  g_array_unref (group->seen);
  group->seen = lt_people_frontier (self->people);
  g_ptr_array_unref (group->operations);
  group->operations = g_ptr_array_ref (change->operations);
  return group;
}

static void
number_operations (LtGroup *group,
                   guint64 tip_seq,
                   const LtDigest *tip,
                   const LtAuthor *author,
                   gboolean suspect,
                   LtHybridTime *time)
{
  LtDigest prev = *tip;

  group->first_seq = tip_seq + 1;
  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);

      *time = lt_hybrid_next (*time, author->now);
      operation->seq = group->first_seq + i;
      operation->prev = prev;
      operation->time = *time;
      operation->wall = author->now;
      operation->clock_source =
          (author->by_hand ? LT_CLOCK_BY_HAND : 0) | (suspect ? LT_CLOCK_SUSPECT : 0);
      lt_operation_seal (operation, &group->stream);
      prev = operation->id;
    }
}

static gboolean
found_bureau (LtStore *self, const LtGroup *group, GError **error)
{
  self->bureau = group->id;
  return lt_db_run (self->db, error, "UPDATE lt_meta SET v=? WHERE k='bureau'", "b", &self->bureau,
                    sizeof self->bureau);
}

static gboolean
judge (LtStore *self, const LtGroup *group, GError **error)
{
  g_autofree char *why = NULL;

  if (lt_store_judge (self, self->people, group, &why) == LT_VERDICT_VALID)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED, _ ("Nothing was changed: %s."),
               why == NULL ? _ ("the officer is not known in this file") : why);
  return FALSE;
}

static gboolean
append_in_write (LtStore *self,
                 LtChange *change,
                 const LtAuthor *author,
                 LtDigest *id,
                 GError **error)
{
  g_autoptr (LtGroup) group = make_group (self, change, author);
  LtHybridTime time;
  gboolean suspect;
  gint64 sid;
  gint64 gid;
  guint64 tip_seq;
  LtDigest tip;

  if (!lt_log_rows_find_stream (self->db, &self->own, TRUE, &sid, &tip_seq, &tip, error)
      || !lt_store_find_time (self, sid, author->now, &time, &suspect, error))
    return FALSE;
  number_operations (group, tip_seq, &tip, author, suspect, &time);
  lt_group_sign (group, &author->key);
  if (lt_digest_is_zero (&self->bureau) && !found_bureau (self, group, error))
    return FALSE;
  if (!judge (self, group, error)
      || !lt_log_rows_insert (self->db, sid, group, 0, NULL, &gid, error)
      || !lt_forks_add (self, sid, group, error) || !lt_store_set_time (self, time, error)
      || !lt_materialise_group (self->db, group, error)
      || (change->writer != NULL && !lt_batch_writer_publish (change->writer, error)))
    return FALSE;
  if (lt_group_has_people (group))
    {
      lt_people_add (self->people, group, &self->bureau);
      if (!lt_store_rejudge (self, error))
        return FALSE;
    }
  if (id != NULL)
    *id = group->id;
  return TRUE;
}

/**
 * lt_store_append:
 * @self: a county file
 * @change: what changes; its operations are numbered and sealed, use it once
 * @author: who acts, and when
 * @group: (out caller-allocates) (optional): id of the group that it became
 * @error: return location; %LT_ERROR_REFUSED where a right is missing
 *
 * Appends the change to the log and carries it into the tables, whole or not
 * at all.
 *
 * Returns: whether it was kept
 */
gboolean
lt_store_append (LtStore *self,
                 LtChange *change,
                 const LtAuthor *author,
                 LtDigest *group,
                 GError **error)
{
  LtDigest bureau = self->bureau;

  g_return_val_if_fail (!lt_change_is_empty (change), FALSE);

  if (!lt_store_begin_write (self, error))
    return FALSE;
  if (!append_in_write (self, change, author, group, error))
    {
      self->bureau = bureau;
      return lt_store_end_write (self, FALSE, NULL);
    }
  if (!lt_store_end_write (self, TRUE, error))
    {
      self->bureau = bureau;
      return FALSE;
    }
  if (change->writer != NULL)
    lt_batch_writer_set_done (change->writer);
  return TRUE;
}

/**
 * lt_store_append_some:
 * @self: a county file
 * @changes: (element-type LtChange): what changes, each a group of its own, none empty
 * @notes: (element-type utf8): why, of each
 * @first: place of the first that is not kept yet
 * @author: who acts, and when; his note does not count
 * @look: (nullable): for what others may have made since the changes were made ready
 * @error: return location
 *
 * Appends as many of them as fit into one slice, see LtSlice, at least one. They
 * are on the disk when it returns: a sync of another process may send them on.
 *
 * Returns: how many were kept; 0 on error
 */
guint
lt_store_append_some (LtStore *self,
                      GPtrArray *changes,
                      GPtrArray *notes,
                      guint first,
                      const LtAuthor *author,
                      LtSecondLook *look,
                      GError **error)
{
  LtSlice slice = { .store = self };
  LtAuthor each = *author;
  gboolean done = TRUE;
  guint n = 0;

  g_return_val_if_fail (first < changes->len && changes->len == notes->len, 0);

  if (lt_store_begin_write (self, error))
    {
      lt_slice_restart (&slice);
      while (done && first + n < changes->len && (n == 0 || !lt_slice_is_over (&slice)))
        {
          LtChange *change = g_ptr_array_index (changes, first + n);

          each.note = g_ptr_array_index (notes, first + n);
          done = (look == NULL || lt_second_look_check (look, self, change, error))
                 && append_in_write (self, change, &each, NULL, error);
          n++;
        }
      if (!lt_store_end_write (self, done, done ? error : NULL))
        n = 0;
    }
  lt_key_pair_clear (&each.key);
  return n;
}
