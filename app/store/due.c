/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for somebody. Only local numbers are read, however many there are: who asks
 * reads the records that he shows. */

#include "store/due.h"

#include "store/originals.h"
#include "store/store-private.h"

#include <string.h>

/**
 * lt_due_get_kind:
 *
 * Returns: (transfer none): of which kind the records of @sort are
 */
const LtKind *
lt_due_get_kind (LtDueSort sort)
{
  return lt_kind_by_name (sort <= LT_DUE_DRAFT ? "order" : "inspection");
}

/**
 * lt_store_list_conflicting:
 *
 * Returns: (transfer full) (nullable) (element-type LtId): the records with something in
 *   conflict, as lt_store_list_conflicts() reads them
 */
GArray *
lt_store_list_conflicting (LtStore *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT DISTINCT record FROM lt_conflict ORDER BY record", "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      LtId id;

      lt_rows_fixed (rows, 0, &id, sizeof id);
      g_array_append_val (ids, id);
    }
  if (rows != NULL && problem == NULL)
    return g_steal_pointer (&ids);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* The record may be a stranger's: only what can be a digest names a file. */
static gboolean
is_lost (LtStore *self, const char *replica, LtRows *rows)
{
  const char *digest = lt_rows_text (rows, 2);
  g_autofree char *maker = NULL;
  LtDigest parsed;
  LtId id;

  if (digest == NULL || strlen (digest) != 2 * LT_DIGEST_SIZE
      || !lt_digest_from_hex (&parsed, digest) || !lt_id_from_text (&id, lt_rows_text (rows, 1))
      || lt_original_look (self->path, digest, (guint64) lt_rows_int (rows, 3)) == LT_ORIGINAL_HERE)
    return FALSE;
  maker = lt_store_find_maker (self, &id);
  return g_strcmp0 (maker, replica) == 0;
}

/**
 * lt_store_list_lost_originals:
 *
 * Looks for the originals of what was attached on this device, without reading them.
 * Those of colleagues are with them.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local numbers of the
 *   attachments whose original is gone, or is not of its size
 */
GArray *
lt_store_list_lost_originals (LtStore *self, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *replica = lt_store_get_replica (self);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT fid, id, digest, size FROM attachment ORDER BY fid",
                   "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      gint64 number = lt_rows_int (rows, 0);

      if (is_lost (self, replica, rows))
        g_array_append_val (numbers, number);
    }
  if (rows != NULL && problem == NULL)
    return g_steal_pointer (&numbers);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
