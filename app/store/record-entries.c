/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/record-entries.h"

#include <string.h>

static void
free_entry (LtEntry *entry)
{
  lt_value_unref (entry->head.value);
  g_bytes_unref (entry->parents);
  g_free (entry);
}

/* Whether members can be added to the field; what a newer program calls a field
 * may be a set. */
static gboolean
may_be_set (const LtEntry *entry)
{
  const LtKind *kind = lt_kind_by_number (entry->kind);
  int place = kind == NULL ? -1 : lt_kind_field_by_number (kind, entry->field);

  return place < 0 || kind->fields[place].merge == LT_MERGE_SET;
}

/* Only setting, adding and dropping are about a field. What an action of a newer program means is
 * not known here: it is kept and passed on. */
static gboolean
makes_sense (const LtEntry *entry)
{
  switch (entry->head.action)
    {
    case LT_ACTION_SET:
      return entry->field != 0;
    case LT_ACTION_ADD:
    case LT_ACTION_DROP:
      return entry->field != 0 && entry->head.value != NULL && may_be_set (entry);
    case LT_ACTION_CREATE:
    case LT_ACTION_REMOVE:
    case LT_ACTION_REVIVE:
      return entry->field == 0;
    default:
      return FALSE;
    }
}

static LtEntry *
read_entry (LtRows *rows)
{
  LtEntry *entry = g_new0 (LtEntry, 1);
  gsize size;
  gconstpointer bytes;

  entry->head.sid = lt_rows_int (rows, 1);
  entry->head.seq = (guint64) lt_rows_int (rows, 2);
  lt_rows_fixed (rows, 3, &entry->head.id, sizeof entry->head.id);
  entry->head.time = (LtHybridTime) lt_rows_int (rows, 4);
  entry->kind = (guint32) lt_rows_int (rows, 5);
  entry->field = (guint32) lt_rows_int (rows, 6);
  entry->head.action = (guint8) lt_rows_int (rows, 7);
  if (!lt_rows_is_null (rows, 8))
    {
      bytes = lt_rows_blob (rows, 8, &size);
      entry->head.value = lt_value_new (bytes, size);
    }
  bytes = lt_rows_blob (rows, 9, &size);
  entry->parents = g_bytes_new (bytes, size);
  return entry;
}

/**
 * lt_entries_read:
 * @rows: on the first of a record's rows: %LT_RECORD_STATE_COLUMNS of applied
 *   operations, in the order of the records
 * @id: the record
 * @more: (out): whether @rows are now on the first row of another record
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtEntry): its operations that say
 *   something
 */
GPtrArray *
lt_entries_read (LtRows *rows, const LtId *id, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  g_autoptr (GError) problem = NULL;
  LtId record;

  do
    {
      LtEntry *entry = read_entry (rows);

      /* Rights are judged by the kind that an operation names, and an id names its
       * record's kind: who says something else of it says nothing. */
      if (makes_sense (entry) && entry->kind == lt_id_get_label (id))
        g_ptr_array_add (entries, entry);
      else
        free_entry (entry);
      *more = lt_rows_next (rows, &problem);
      if (*more)
        lt_rows_fixed (rows, 0, &record, sizeof record);
    }
  while (*more && lt_id_equal (&record, id));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

/**
 * lt_entry_names_parent:
 *
 * Returns: whether its author had seen the operation @id on the same cell
 */
gboolean
lt_entry_names_parent (const LtEntry *self, const LtDigest *id)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self->parents, &size);

  for (gsize at = 0; at + sizeof *id <= size; at += sizeof *id)
    if (memcmp (bytes + at, id, sizeof *id) == 0)
      return TRUE;
  return FALSE;
}
