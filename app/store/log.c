/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/log.h"

#include "store/store-private.h"
#include "store/witness.h"

#include <string.h>

/* How far the own stream had come; nothing of a later epoch is older. */
static gint64
find_own_end (LtStore *self, const LtTip *tip)
{
  LtTip now;

  return lt_store_get_own_tip (self, &now, NULL)
                 && memcmp (&now.stream, &tip->stream, sizeof now.stream) == 0
             ? (gint64) tip->seq
             : 0;
}

static LtRows *
query_groups (LtStore *self, const LtLogQuery *query, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
      "SELECT g.gid FROM lt_group g JOIN lt_op o ON " LT_FIRST_OPERATION " WHERE g.state=0");
  LtRows *rows;
  int index = 1;

  if (query->record != NULL)
    g_string_append (sql, " AND g.gid IN (SELECT gid FROM lt_op WHERE record=?)");
  if (query->officer != NULL)
    g_string_append (sql, " AND g.actor=?");
  if (query->from != 0)
    g_string_append (sql, " AND o.wall>=?");
  if (query->to != 0)
    g_string_append (sql, " AND o.wall<?");
  if (query->own_after != NULL)
    g_string_append (sql, " AND g.sid=(SELECT sid FROM lt_stream WHERE own=1) AND g.first_seq>?");
  g_string_append (sql, " ORDER BY o.time DESC, g.id");
  if (query->limit > 0)
    g_string_append_printf (sql, " LIMIT %u", query->limit);
  rows = lt_db_query (self->db, error, sql->str, "");
  if (rows == NULL)
    return NULL;
  if (query->record != NULL)
    lt_rows_bind_blob (rows, index++, query->record, sizeof *query->record);
  if (query->officer != NULL)
    lt_rows_bind_blob (rows, index++, query->officer, sizeof *query->officer);
  if (query->from != 0)
    lt_rows_bind_int (rows, index++, query->from);
  if (query->to != 0)
    lt_rows_bind_int (rows, index++, query->to);
  if (query->own_after != NULL)
    lt_rows_bind_int (rows, index++, find_own_end (self, query->own_after));
  return rows;
}

/**
 * lt_store_log:
 * @self: a county file
 * @query: which groups
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtGroup): the applied groups,
 *   latest first
 */
GPtrArray *
lt_store_log (LtStore *self, const LtLogQuery *query, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_group_free);
  g_autoptr (LtRows) rows = query_groups (self, query, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtGroup *group = lt_log_rows_load (self, lt_rows_int (rows, 0), &problem);

      if (group == NULL)
        break;
      g_ptr_array_add (groups, group);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&groups);
}
