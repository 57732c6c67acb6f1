/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between two batches of measured values that say different things a named person
 * decides; the decision is a record of its own, and both batches are kept. */

#include "base/error.h"
#include "work/readings.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_in_conflict (LtStore *store, const LtId *a, const LtId *b)
{
  g_autoptr (GArray) conflicts = lt_store_list_batch_conflicts (store, NULL);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const LtBatchConflict *conflict = &g_array_index (conflicts, LtBatchConflict, i);

      if ((lt_id_equal (&conflict->a, a) && lt_id_equal (&conflict->b, b))
          || (lt_id_equal (&conflict->a, b) && lt_id_equal (&conflict->b, a)))
        return TRUE;
    }
  return FALSE;
}

/* Decisions of @loser over @winner go, or two would stand against each other. */
static gboolean
remove_contrary (LtStore *store,
                 LtChange *change,
                 const char *winner,
                 const char *loser,
                 GError **error)
{
  const LtKind *kind = lt_kind_by_name ("batch-choice");
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) records = NULL;

  g_ptr_array_add (filters, lt_filter_new ("holds", "=", loser));
  g_ptr_array_add (filters, lt_filter_new ("yields", "=", winner));
  records = lt_store_list (store, kind, &query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *listed = g_ptr_array_index (records, i);
      g_autoptr (LtRecord) seen = lt_store_get (store, kind, &listed->id, error);

      if (seen == NULL)
        return FALSE;
      lt_change_remove (change, seen);
    }
  return records != NULL;
}

/**
 * lt_work_choose_batch:
 * @session: a session, signed in
 * @holds: a batch
 * @yields: another that says other things
 * @error: return location; %LT_ERROR_REFUSED where the two are in no conflict
 *
 * Ends the conflict of two batches: where both have a row, that of @holds is shown.
 * Both are kept, and the decision can be undone.
 */
gboolean
lt_work_choose_batch (LtSession *session,
                      const LtRecord *holds,
                      const LtRecord *yields,
                      GError **error)
{
  g_autoptr (LtRecord) choice = lt_record_new (lt_kind_by_name ("batch-choice"));
  g_autoptr (LtChange) change = lt_change_new ();
  g_autofree char *first = lt_id_to_text (&holds->id);
  g_autofree char *second = lt_id_to_text (&yields->id);

  if (!is_in_conflict (lt_session_get_store (session), &holds->id, &yields->id))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                   _ ("Batches %s and %s are not in conflict. `lantianctl conflicts` shows those "
                      "that are."),
                   first, second);
      return FALSE;
    }
  if (!remove_contrary (lt_session_get_store (session), change, first, second, error)
      || !lt_record_set (choice, "holds", first, error)
      || !lt_record_set (choice, "yields", second, error))
    return FALSE;
  lt_session_make_id (session, choice);
  lt_change_create (change, choice);
  return lt_session_take_confirmation (session, error)
         && lt_session_append (session, change, NULL, error);
}
