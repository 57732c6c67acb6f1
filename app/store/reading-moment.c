/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown of one item and time, everywhere. */

#include "store/reading-walk-private.h"
#include "store/store-private.h"

/* Place by place: the key of the packs begins with it, so that only what is asked for
 * is read, however many rows there are of other items and times. */
static gboolean
tell_moment (Reading *self, LtDb *db, const char *item, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT k.span, k.n, k.bytes, k.batch, p.place FROM lt_reading_place p "
                   "CROSS JOIN lt_pack k ON k.place=p.number AND k.span=? AND "
                   "k.item=(SELECT number FROM lt_reading_item WHERE item=?) "
                   "ORDER BY p.number, k.batch",
                   "it", lt_pack_span (self->from), item);
  GError *problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtId place;

      lt_rows_fixed (rows, 4, &place, sizeof place);
      if (!lt_id_equal (&place, &self->place) && !lt_reading_walk_tell_span (self, error))
        return FALSE;
      self->place = place;
      if (!lt_reading_walk_take_pack (self, rows, error))
        return FALSE;
    }
  if (problem == NULL)
    return lt_reading_walk_tell_span (self, error);
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
tell_older_moment (Reading *self, LtDb *db, const char *item, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT place FROM lt_reading_place ORDER BY number", "");
  GError *problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      lt_rows_fixed (rows, 0, &self->place, sizeof self->place);
      if (!lt_reading_walk_tell_older (self, db, &self->place, item, error))
        return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * lt_store_each_reading_at:
 * @self: a county file
 * @item: code of an item
 * @interval: what the values stand for
 * @time: a time, see model/reading.h
 * @func: called for each place that has a row of that time
 * @user_data: for @func
 * @error: return location
 *
 * Tells what is shown of one item and time, everywhere. What it costs depends on how
 * many places have measured values, not on how many values they have.
 */
gboolean
lt_store_each_reading_at (LtStore *self,
                          const char *item,
                          LtInterval interval,
                          gint64 time,
                          LtReadingAtFunc func,
                          gpointer user_data,
                          GError **error)
{
  g_auto (Reading) reading = {
    .interval = interval, .from = time, .to = time, .at = func, .user_data = user_data
  };

  if (!lt_reading_walk_begin (&reading, self->db, error))
    return FALSE;
  return self->schema == LT_SCHEMA_OF_ROWS ? tell_older_moment (&reading, self->db, item, error)
                                           : tell_moment (&reading, self->db, item, error);
}
