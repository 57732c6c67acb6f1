/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was made and is undone: the log still knows it. */

#include "store/history.h"
#include "store/store-private.h"
#include "store/undoable.h"

static void
free_undone (gpointer pointer)
{
  LtUndone *undone = pointer;

  lt_record_free (undone->record);
  g_free (undone);
}

/* Its removals of such records; one that is there again was redone. */
static gboolean
add_group (LtStore *self,
           GPtrArray *list,
           GHashTable *seen,
           const LtKind *kind,
           gint64 gid,
           GError **error)
{
  g_autoptr (LtGroup) group = lt_log_rows_load (self, gid, error);

  for (guint i = 0; group != NULL && i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      g_autoptr (LtRecord) record = NULL;
      gboolean there = FALSE;
      LtUndone *undone;

      if (operation->kind != kind->number || operation->action != LT_ACTION_REMOVE)
        continue;
      record = lt_store_recall (self, &operation->record, &there, error);
      if (record == NULL)
        return FALSE;
      if (there || !g_hash_table_add (seen, g_memdup2 (&operation->record, sizeof (LtId))))
        continue;
      undone = g_new0 (LtUndone, 1);
      *undone = (LtUndone){ g_steal_pointer (&record), group->actor, operation->wall };
      g_ptr_array_add (list, undone);
    }
  return group != NULL;
}

/**
 * lt_store_list_undone:
 * @self: a county file
 * @kind: that a form or an import makes one of, with what else it saves
 * @most: at the most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtUndone): the records of the kind
 *   that were undone and not redone, what was undone last first
 */
GPtrArray *
lt_store_list_undone (LtStore *self, const LtKind *kind, guint most, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_undone);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  g_autoptr (LtRows) rows = lt_db_query (self->db, error,
                                         "SELECT gid, note FROM lt_group WHERE state=0 AND note "
                                         "LIKE 'undo %' ORDER BY gid DESC",
                                         "");
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (list->len < most && lt_rows_next (rows, &problem))
    if (lt_note_may_end (lt_rows_text (rows, 1))
        && !add_group (self, list, seen, kind, lt_rows_int (rows, 0), &problem))
      break;
  if (problem == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
