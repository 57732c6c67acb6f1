/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of which places and items there are measured values, and from when to when. */

#include "store/batches-private.h"
#include "store/readings-private.h"
#include "store/store-private.h"

void
lt_batch_series_free (LtBatchSeries *self)
{
  g_free (self->item);
  g_free (self);
}

static gpointer
read_series (LtRows *rows)
{
  LtBatchSeries *series = g_new0 (LtBatchSeries, 1);

  lt_rows_fixed (rows, 0, &series->place, sizeof series->place);
  series->item = g_strdup (lt_rows_text (rows, 1));
  series->first = lt_rows_int (rows, 2);
  series->last = lt_rows_int (rows, 3);
  series->rows = lt_rows_int (rows, 4);
  return series;
}

static GPtrArray *
list_series (LtRows *rows, GError **error)
{
  return rows == NULL
             ? NULL
             : lt_rows_read_all (rows, read_series, (GDestroyNotify) lt_batch_series_free, error);
}

#define SERIES_JOIN                                                                                \
  LT_BATCH_JOIN " JOIN lt_blob_series s ON s.blob=l.number JOIN lt_reading_place p ON "            \
                "p.number=s.place JOIN lt_reading_item i ON i.number=s.item "

/**
 * lt_store_list_series:
 *
 * Returns: (transfer full) (nullable) (element-type LtBatchSeries): of which places
 *   and items there are values of @interval, in the order of the places; @rows counts
 *   those of all batches
 */
GPtrArray *
lt_store_list_series (LtStore *self, LtInterval interval, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT p.place, i.item, min(s.first), max(s.last), sum(s.n) FROM " SERIES_JOIN
                   "WHERE b.interval=? GROUP BY p.place, i.item ORDER BY p.place, i.item",
                   "t", lt_interval_name (interval));

  return list_series (rows, error);
}

/**
 * lt_store_list_place_series:
 * @self: a county file
 * @place: a station or site
 * @interval: of which values
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtBatchSeries): of which items @place has
 *   values, as lt_store_list_series() tells it of all places
 */
GPtrArray *
lt_store_list_place_series (LtStore *self, const LtId *place, LtInterval interval, GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT p.place, i.item, min(s.first), max(s.last), sum(s.n) FROM " SERIES_JOIN
                   "WHERE p.place=? AND b.interval=? GROUP BY i.item ORDER BY i.item",
                   "bt", place, sizeof *place, lt_interval_name (interval));

  return list_series (rows, error);
}

/**
 * lt_store_list_batch_series:
 *
 * Returns: (transfer full) (nullable) (element-type LtBatchSeries): of which places
 *   and items a batch has rows; none while they are not here
 */
GPtrArray *
lt_store_list_batch_series (LtStore *self, const LtId *batch, GError **error)
{
  g_autofree char *id = lt_id_to_text (batch);
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, error,
                   "SELECT p.place, i.item, s.first, s.last, s.n FROM " SERIES_JOIN
                   "WHERE b.id=? ORDER BY p.place, i.item",
                   "t", id);

  return list_series (rows, error);
}

/**
 * lt_store_find_interval:
 * @self: a county file
 * @place: a station or site
 * @item: code of an item
 * @interval: (out): the shortest interval of which there are rows
 *
 * Returns: whether there are rows of the place and item
 */
gboolean
lt_store_find_interval (LtStore *self, const LtId *place, const char *item, LtInterval *interval)
{
  g_autoptr (LtRows) rows =
      lt_db_query (self->db, NULL,
                   "SELECT DISTINCT b.interval FROM " LT_BATCH_JOIN
                   " JOIN lt_blob_series s ON s.blob=l.number WHERE s." LT_OF_SERIES,
                   "bt", place, sizeof *place, item);
  gboolean found = FALSE;

  *interval = LT_INTERVAL_MONTH;
  while (rows != NULL && lt_rows_next (rows, NULL))
    {
      const char *name = lt_rows_text (rows, 0);

      for (LtInterval i = LT_INTERVAL_HOUR; i <= *interval; i++)
        if (g_strcmp0 (name, lt_interval_name (i)) == 0)
          {
            *interval = i;
            found = TRUE;
          }
    }
  return found;
}

/**
 * lt_store_has_readings:
 *
 * Returns: whether any batch here has rows of @place
 */
gboolean
lt_store_has_readings (LtStore *self, const LtId *place)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL,
                 "SELECT count(*) FROM lt_reading_place p JOIN lt_blob_series s ON "
                 "s.place=p.number WHERE p.place=?",
                 "b", place, sizeof *place);
  return n > 0;
}
