/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What has changed, for who shows it: own writes, another process's and a
 * colleague's alike, since the log has them all. */

#include "store/store-private.h"

/* More groups than this and everything is taken for changed. */
#define MAX_GROUPS 500

static guint64
read_kinds (LtStore *self, gint64 after)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT DISTINCT o.kind FROM lt_group g JOIN lt_op o ON o.sid=g.sid AND "
                   "o.seq>=g.first_seq AND o.seq<g.first_seq+g.n WHERE g.gid>?",
                   "i", after);
  guint64 kinds = 0;

  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      gint64 kind = lt_rows_int (rows, 0);

      if (kind < 0 || kind >= 64)
        return LT_KINDS_ALL;
      kinds |= LT_KINDS_OF (kind);
    }
  return kinds;
}

/**
 * lt_store_take_changes:
 * @self: a county file
 *
 * Returns: the kinds of records that have changed since it was asked last, see
 *   LT_KINDS_OF(); all of them the first time, and where it cannot be told
 */
guint64
lt_store_take_changes (LtStore *self)
{
  gint64 before = self->noted_gid;
  gint64 people = 0;

  lt_db_get_int (self->db, &self->noted_gid, NULL, "SELECT max(gid) FROM lt_group", "");
  if (before == 0 || self->noted_gid < before || self->noted_gid - before > MAX_GROUPS)
    return LT_KINDS_ALL;
  /* What is known of people may release groups that came long before. */
  lt_db_get_int (self->db, &people, NULL, "SELECT count(*) FROM lt_group WHERE gid>? AND people=1",
                 "i", before);
  return people > 0 ? LT_KINDS_ALL : read_kinds (self, before);
}
