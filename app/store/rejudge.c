/* SPDX-License-Identifier: GPL-3.0-or-later */

/* After a revocation: groups that were taken in are withdrawn, and others come
 * back, so that what the file says is what it would say had the revocation come
 * first of all. Nothing leaves the log. */

#include "store/store-private.h"

#include <string.h>

#define APPLIED     0
#define WAITING     1
#define QUARANTINED 3

/* Groups whose verdict may be another now, read without their operations. */
typedef struct
{
  LtStore *store;
  GHashTable *shaken; /* bytes of a seen list → whether it is */
  GArray *gids;
  GHashTable *records; /* those to be made anew */
} Rejudging;

static void
clear_rejudging (Rejudging *self)
{
  g_hash_table_unref (self->shaken);
  g_array_unref (self->gids);
  g_hash_table_unref (self->records);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rejudging, clear_rejudging)

static gboolean
is_shaken (Rejudging *self, gconstpointer bytes, gsize size)
{
  g_autoptr (GBytes) name = g_bytes_new (bytes, size);
  g_autoptr (GArray) seen = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (self->shaken, name, NULL, &known))
    return GPOINTER_TO_INT (known);
  seen = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  g_array_append_vals (seen, bytes, (guint) (size / sizeof (LtDigest)));
  known = GINT_TO_POINTER (lt_people_shakes (self->store->people, seen));
  g_hash_table_insert (self->shaken, g_steal_pointer (&name), known);
  return GPOINTER_TO_INT (known);
}

static gboolean
find_groups (Rejudging *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (self->store->db, error,
                                         "SELECT gid, key, seen FROM lt_group WHERE state<>1", "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      gint64 gid = lt_rows_int (rows, 0);
      guint8 key[LT_KEY_SIZE];
      gsize size;
      gconstpointer seen = lt_rows_blob (rows, 2, &size);

      lt_rows_fixed (rows, 1, key, sizeof key);
      if (lt_people_cuts (self->store->people, key) || is_shaken (self, seen, size))
        g_array_append_val (self->gids, gid);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
judge_again (Rejudging *self, gint64 gid, GError **error)
{
  LtStore *store = self->store;
  g_autoptr (LtGroup) group = lt_log_rows_load (store, gid, error);
  g_autofree char *why = NULL;
  LtVerdict verdict;
  gint64 state = 0;
  int now;

  if (group == NULL
      || !lt_db_get_int (store->db, &state, error, "SELECT state FROM lt_group WHERE gid=?", "i",
                         gid))
    return FALSE;
  /* A cut that counts no more may have hidden that it waits for what it has seen. */
  verdict = lt_store_judge (store, store->people, group, &why);
  now = verdict == LT_VERDICT_VALID     ? APPLIED
        : verdict == LT_VERDICT_WAITING ? WAITING
                                        : QUARANTINED;
  if (now == (int) state)
    return TRUE;
  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);

      g_hash_table_add (self->records, g_memdup2 (&operation->record, sizeof operation->record));
    }
  return lt_store_set_group_state (store, gid, now, why, error);
}

static gboolean
materialise_all (Rejudging *self, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!lt_materialise (self->store->db, id, error))
      return FALSE;
  return TRUE;
}

/**
 * lt_store_rejudge:
 * @self: a county file, in a write, after people were added
 * @error: return location
 *
 * Judges anew what a revocation among them may have reached.
 */
gboolean
lt_store_rejudge (LtStore *self, GError **error)
{
  g_auto (Rejudging) rejudging = { .store = self };

  rejudging.shaken =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  rejudging.gids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rejudging.records = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  if (!lt_people_is_unsettled (self->people))
    return TRUE;
  if (!find_groups (&rejudging, error))
    return FALSE;
  for (guint i = 0; i < rejudging.gids->len; i++)
    if (!judge_again (&rejudging, g_array_index (rejudging.gids, gint64, i), error))
      return FALSE;
  lt_people_calm (self->people);
  return materialise_all (&rejudging, error);
}

/* Groups of kinds of people that an older program did not know as such. */
static gboolean
mark_people (LtStore *self, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  gboolean marked = TRUE;

  for (guint i = 0; i < n && marked; i++)
    if ((kinds[i]->flags & LT_KIND_PEOPLE) != 0)
      marked = lt_db_run (self->db, error,
                          "UPDATE lt_group SET people=1 WHERE people=0 AND gid IN "
                          "(SELECT gid FROM lt_op WHERE kind=?)",
                          "i", (gint64) kinds[i]->number);
  return marked;
}

static gboolean
list_all_groups (Rejudging *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->store->db, error, "SELECT gid FROM lt_group ORDER BY gid", "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      gint64 gid = lt_rows_int (rows, 0);

      g_array_append_val (self->gids, gid);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_store_rejudge_all:
 * @self: a county file, in a write, just brought up to date
 * @error: return location
 *
 * Judges every group by what this program knows: an older one may have taken
 * revocations for nothing, waited for people it did not know as such, or set aside
 * values that were not possible then.
 */
gboolean
lt_store_rejudge_all (LtStore *self, GError **error)
{
  g_auto (Rejudging) rejudging = { .store = self };
  gboolean judged;

  rejudging.shaken =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  rejudging.gids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rejudging.records = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  g_clear_pointer (&self->people, lt_people_free);
  if (!mark_people (self, error) || (self->people = lt_people_load (self, error)) == NULL
      || !list_all_groups (&rejudging, error))
    return FALSE;
  judged = TRUE;
  for (guint i = 0; i < rejudging.gids->len && judged; i++)
    judged = judge_again (&rejudging, g_array_index (rejudging.gids, gint64, i), error);
  judged = judged && materialise_all (&rejudging, error);
  /* Known anew with the next write: this one may still be taken back. */
  g_clear_pointer (&self->people, lt_people_free);
  return judged;
}
