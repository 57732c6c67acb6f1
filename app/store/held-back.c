/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/held-back.h"

#include "store/store-private.h"

void
lt_held_back_free (LtHeldBack *self)
{
  lt_group_free (self->group);
  g_free (self->reason);
  g_free (self);
}

static void
take (GPtrArray *list, LtGroup *group, const char *reason)
{
  LtHeldBack *held = g_new0 (LtHeldBack, 1);

  held->group = group;
  held->reason = g_strdup (reason == NULL ? "" : reason);
  g_ptr_array_add (list, held);
}

/* In the log of its stream, where it has its place but counts for nothing. */
static gboolean
add_judged (LtStore *self, GPtrArray *list, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT gid, reason FROM lt_group WHERE state=3 ORDER BY gid",
                   "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      LtGroup *group = lt_log_rows_load (self, lt_rows_int (rows, 0), &problem);

      if (group == NULL)
        break;
      take (list, group, lt_rows_text (rows, 1));
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return rows != NULL && (error == NULL || *error == NULL);
}

/* What could not even be given a place. */
static gboolean
add_put_aside (LtStore *self, GPtrArray *list, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error, "SELECT bytes, reason FROM lt_quarantine ORDER BY id", "");

  while (rows != NULL && lt_rows_next (rows, &problem))
    {
      gsize size;
      gconstpointer bytes = lt_rows_blob (rows, 0, &size);

      take (list, lt_group_from_bytes (bytes, size), lt_rows_text (rows, 1));
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return rows != NULL && (error == NULL || *error == NULL);
}

/**
 * lt_store_list_held:
 * @self: a county file
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtHeldBack): all that was not
 *   accepted, in the order in which it came
 */
GPtrArray *
lt_store_list_held (LtStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_held_back_free);

  return add_judged (self, list, error) && add_put_aside (self, list, error)
             ? g_steal_pointer (&list)
             : NULL;
}

/**
 * lt_store_list_held_back:
 *
 * Returns: (transfer full): why groups of colleagues were not accepted, each
 *   reason once
 */
char **
lt_store_list_held_back (LtStore *self)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT DISTINCT reason FROM (SELECT reason FROM lt_quarantine UNION ALL SELECT "
                   "reason FROM lt_group WHERE state=3) WHERE reason IS NOT NULL ORDER BY reason",
                   "");

  while (rows != NULL && lt_rows_next (rows, NULL))
    g_strv_builder_add (reasons, lt_rows_text (rows, 0));
  return g_strv_builder_end (reasons);
}
