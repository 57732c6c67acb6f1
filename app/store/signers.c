/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who signed an operation. Where groups repeat each other's operations one of them
 * speaks for each (see repeats.c); but whoever signed it has signed it. */

#include "store/signers.h"

#include "store/repeats.h"
#include "store/store-private.h"

/* Two groups of a forked stream may lie over each other and share nothing. */
static gboolean
has_operation (LtDb *db, const LtSigned *operation, gint64 gid, gboolean *has, GError **error)
{
  g_autoptr (LtGroup) group = NULL;
  g_autoptr (GError) problem = NULL;
  LtDigest bureau = { 0 };
  g_autoptr (LtRows) rows = lt_db_query (db, error, "SELECT v FROM lt_meta WHERE k='bureau'", "");

  *has = gid == operation->gid;
  if (rows == NULL)
    return FALSE;
  if (*has)
    return TRUE;
  if (lt_rows_next (rows, &problem))
    lt_rows_fixed (rows, 0, &bureau, sizeof bureau);
  if (problem == NULL)
    group = lt_log_rows_load_from (db, &bureau, gid, &problem);
  for (guint i = 0; group != NULL && !*has && i < group->operations->len; i++)
    *has = lt_digest_compare (&((LtOperation *) g_ptr_array_index (group->operations, i))->id,
                              &operation->id)
           == 0;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * lt_signers_list:
 * @db: a county file
 * @operation: an operation that counts
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtId): the officers by whose
 *   groups it counts, each once
 */
GArray *
lt_signers_list (LtDb *db, const LtSigned *operation, GError **error)
{
  g_autoptr (GArray) signers = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_repeats_are_in (db, operation->sid)
          ? lt_db_query (db, error,
                         "SELECT actor, gid FROM lt_group WHERE sid=?1 AND first_seq<=?2 AND "
                         "first_seq>?2-?3 AND first_seq+n>?2 AND state=0 "
                         "ORDER BY actor, gid<>?4, id",
                         "iiii", operation->sid, operation->seq, (gint64) LT_GROUP_MAX_OPERATIONS,
                         operation->gid)
          : lt_db_query (db, error, "SELECT actor, gid FROM lt_group WHERE gid=?", "i",
                         operation->gid);

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtId actor;
      gboolean has;

      lt_rows_fixed (rows, 0, &actor, sizeof actor);
      if (lt_signers_have (signers, &actor))
        continue;
      if (!has_operation (db, operation, lt_rows_int (rows, 1), &has, &problem))
        break;
      if (has)
        g_array_append_val (signers, actor);
    }
  if (problem == NULL)
    return g_steal_pointer (&signers);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_signers_have:
 * @signers: (element-type LtId): officers
 * @officer: an officer
 *
 * Returns: whether he is one of them
 */
gboolean
lt_signers_have (GArray *signers, const LtId *officer)
{
  for (guint i = 0; i < signers->len; i++)
    if (lt_id_equal (&g_array_index (signers, LtId, i), officer))
      return TRUE;
  return FALSE;
}
