/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/history.h"

#include "base/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/**
 * lt_store_recall:
 * @self: a county file
 * @id: a record, also one that was removed
 * @there: (out) (optional): whether it is there now
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the record with its heads as it is, or as it
 *   was when it was removed; %NULL with @error set where nothing here made it
 */
LtRecord *
lt_store_recall (LtStore *self, const LtId *id, gboolean *there, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRecordState) state = lt_record_state_load (self->db, id, &problem);

  if (there != NULL)
    *there = state != NULL && state->there;
  if (state != NULL && state->kind != NULL)
    return lt_record_state_to_record (state, 0);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    {
      g_autofree char *name = lt_id_to_text (id);

      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: nothing in it made a record %s."), self->path, name);
    }
  return NULL;
}

typedef struct
{
  LtHybridTime time;
  LtValue *value;
} Before;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const Before *first = a;
  const Before *second = b;

  return (first->time < second->time) - (first->time > second->time);
}

static void
clear_before (gpointer before)
{
  lt_value_unref (((Before *) before)->value);
}

/* What one of the parents said; nothing where it is not here. */
static gboolean
add_parent (LtStore *self,
            GArray *found,
            const LtOperation *operation,
            const LtDigest *parent,
            GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT time, action, value FROM lt_op WHERE record=? AND id=?",
                   "bb", &operation->record, sizeof operation->record, parent, sizeof *parent);
  g_autoptr (LtValue) said = NULL;
  Before before;
  gsize size;
  gconstpointer bytes;

  if (rows == NULL)
    return FALSE;
  if (!lt_rows_next (rows, NULL))
    return TRUE;
  bytes = lt_rows_blob (rows, 2, &size);
  said = lt_rows_is_null (rows, 2) ? NULL : lt_value_new (bytes, size);
  before.time = (LtHybridTime) lt_rows_int (rows, 0);
  before.value = lt_rows_int (rows, 1) == LT_ACTION_CREATE ? lt_image_get (said, operation->field)
                                                           : g_steal_pointer (&said);
  g_array_append_val (found, before);
  return TRUE;
}

/**
 * lt_store_list_before:
 * @self: a county file
 * @operation: an operation that sets a field
 * @values: (out) (transfer full) (element-type LtValue): what its author saw there: one
 *   value, %NULL for none, except where a conflict was decided; the latest first
 * @error: return location
 */
gboolean
lt_store_list_before (LtStore *self,
                      const LtOperation *operation,
                      GPtrArray **values,
                      GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Before));

  g_array_set_clear_func (found, clear_before);
  for (guint i = 0; i < operation->parents->len; i++)
    if (!add_parent (self, found, operation, &g_array_index (operation->parents, LtDigest, i),
                     error))
      return FALSE;
  g_array_sort (found, compare_times);
  *values = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_value_unref);
  for (guint i = 0; i < found->len; i++)
    {
      LtValue *value = g_array_index (found, Before, i).value;

      g_ptr_array_add (*values, value == NULL ? NULL : lt_value_ref (value));
    }
  return TRUE;
}
