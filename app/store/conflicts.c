/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person who decides on a conflict asks: who said what, when, and what
 * was there before. */

#include "store/conflicts.h"

#include "store/record-merge.h"

/**
 * lt_store_who_said:
 * @self: a county file
 * @record: a record
 * @operation: one of its operations, such as a head
 * @said: (out caller-allocates): who, where and when
 *
 * Returns: whether the operation is here
 */
gboolean
lt_store_who_said (LtStore *self, const LtId *record, const LtDigest *operation, LtSaid *said)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT g.actor, s.replica, o.wall, o.clock_source FROM lt_op o JOIN lt_group g "
                   "ON g.gid=o.gid JOIN lt_stream s ON s.sid=o.sid WHERE o.record=? AND o.id=?",
                   "bb", record, sizeof *record, operation, sizeof *operation);
  guint8 replica[16] = { 0 };

  *said = (LtSaid){ 0 };
  if (rows == NULL || !lt_rows_next (rows, NULL))
    return FALSE;
  lt_rows_fixed (rows, 0, &said->officer, sizeof said->officer);
  lt_rows_fixed (rows, 1, replica, sizeof replica);
  g_snprintf (said->device, sizeof said->device, "%02X%02X", replica[0], replica[1]);
  said->wall = lt_rows_int (rows, 2);
  said->by_hand = (lt_rows_int (rows, 3) & LT_CLOCK_BY_HAND) != 0;
  said->suspect = (lt_rows_int (rows, 3) & LT_CLOCK_SUSPECT) != 0;
  return TRUE;
}

static GPtrArray *
load_entries (LtStore *self, const LtId *id)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT " LT_RECORD_STATE_COLUMNS " FROM lt_op WHERE record=? AND state=0", "b",
                   id, sizeof *id);
  gboolean more;

  return rows == NULL || !lt_rows_next (rows, NULL) ? NULL
                                                    : lt_entries_read (rows, id, &more, NULL);
}

/**
 * lt_store_find_base:
 * @self: a county file
 * @record: a record with its heads
 * @field: place of a field in conflict
 * @base: (out) (nullable): what the field held before it went apart
 *
 * Returns: whether there was something that all of them knew
 */
gboolean
lt_store_find_base (LtStore *self, const LtRecord *record, guint field, LtValue **base)
{
  g_autoptr (GPtrArray) entries = load_entries (self, &record->id);
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  LtCell cell = { .number = record->kind->fields[field].number, .heads = heads };

  *base = NULL;
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < record->heads[field]->len; i++)
    {
      const LtHead *head = g_ptr_array_index (record->heads[field], i);
      LtHeadEntry *entry = g_new0 (LtHeadEntry, 1);

      entry->id = head->operation;
      g_ptr_array_add (heads, entry);
    }
  return lt_merge_find_agreed (entries, &cell, base);
}

/**
 * lt_store_list_given:
 * @self: a county file
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): all numbers that orders
 *   were ever given, also those that somebody decided against: they stand on paper
 */
GPtrArray *
lt_store_list_given (LtStore *self, GError **error)
{
  const LtKind *order = lt_kind_by_name ("order");
  /* Written out, so that the index of just these serves. */
  g_autofree char *sql = g_strdup_printf (
      "SELECT CAST(value AS TEXT) FROM lt_op WHERE kind=%u AND field=%u AND value IS NOT NULL",
      order->number, order->fields[lt_kind_find_field (order, "number")].number);
  g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (self->db, error, sql, "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    g_ptr_array_add (given, g_strdup (lt_rows_text (rows, 0)));
  if (problem == NULL)
    return g_steal_pointer (&given);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_store_get_conflicts:
 * @self: a county file
 * @record: a record
 *
 * Returns: which of its fields are in conflict, a bit for each place in the field table;
 *   of one that was removed on one side and changed on another, the field it is called by
 */
guint64
lt_store_get_conflicts (LtStore *self, const LtRecord *record)
{
  const LtKind *kind = record->kind;
  int title = lt_kind_find_field (kind, kind->title);
  guint64 fields = 0;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL, "SELECT field FROM lt_conflict WHERE record=?", "b", &record->id,
                   sizeof record->id);

  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      gint64 number = lt_rows_int (rows, 0);

      for (guint i = 0; i < kind->n_fields; i++)
        if (kind->fields[i].number == number || (number == 0 && title == (int) i))
          fields |= G_GUINT64_CONSTANT (1) << i;
    }
  return fields;
}
