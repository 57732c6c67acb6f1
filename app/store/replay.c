/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The past is what the log's earlier part makes: it is played again into a file
 * of its own. Groups are judged anew, by what was known of people then. */

#include "store/replay.h"

#include "store/county-file.h"
#include "store/feed.h"
#include "store/store-private.h"

static gboolean
list_groups (LtStore *self, gint64 until, GArray *gids, GError **error)
{
  g_autoptr (GError) problem = NULL;
  /* All operations of a group have the time of its writing. */
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT g.gid FROM lt_group g JOIN lt_op o ON " LT_FIRST_OPERATION
                   " WHERE o.wall<=? ORDER BY g.gid",
                   "i", until);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      gint64 gid = lt_rows_int (rows, 0);

      g_array_append_val (gids, gid);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
play (LtStore *self, LtStore *past, GArray *gids, GError **error)
{
  for (guint i = 0; i < gids->len; i++)
    {
      g_autoptr (LtGroup) group = lt_log_rows_load (self, g_array_index (gids, gint64, i), error);

      if (group == NULL || !lt_store_take_known (past, group, error))
        return FALSE;
    }
  return lt_materialise_all (past->db, NULL, error);
}

static gboolean
fill (LtStore *self, LtStore *past, gint64 until, LtRandom *random, GError **error)
{
  g_autoptr (GArray) gids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done;

  /* It is thrown away again: what a power cut takes of it is no loss. */
  if (!lt_db_script (past->db, "PRAGMA synchronous=OFF", error)
      || !lt_db_begin_read (self->db, error))
    return FALSE;
  done = list_groups (self, until, gids, error) && lt_store_receive_begin (past, random, error);
  if (done)
    {
      past->replaying = TRUE;
      done = play (self, past, gids, error);
      past->replaying = FALSE;
      done = lt_store_receive_end (past, done, done ? error : NULL) && done;
    }
  lt_db_rollback (self->db);
  return done;
}

/**
 * lt_store_replay:
 * @self: a county file
 * @path: a file that is not there yet
 * @until: a time, milliseconds since 1970 (UTC)
 * @random: where the names that a file has come from
 * @error: return location
 *
 * Makes a file of all operations that were written at @until or before, by the
 * clocks of the devices that they were written on. Nothing is written in it but by
 * this; it is for reading, and then to be thrown away.
 *
 * Returns: (transfer full) (nullable): the file as it was then
 */
LtStore *
lt_store_replay (LtStore *self, const char *path, gint64 until, LtRandom *random, GError **error)
{
  g_autoptr (LtStore) past = lt_store_create (path, &self->bureau, random, error);

  if (past == NULL || !fill (self, past, until, random, error))
    return NULL;
  past->writable = FALSE;
  return g_steal_pointer (&past);
}
