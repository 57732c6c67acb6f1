/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Batches of one rank that say different things: one conflict for the pair. */

#include "store/batches-private.h"
#include "store/readings-private.h"
#include "store/store-private.h"

#include <string.h>

static void
add_open (const LtBatchOrder *order, LtRows *rows, GArray *conflicts)
{
  gint64 blobs[] = { lt_rows_int (rows, 0), lt_rows_int (rows, 1) };
  GArray *first = g_hash_table_lookup (order->by_blob, &blobs[0]);
  GArray *second = g_hash_table_lookup (order->by_blob, &blobs[1]);

  for (guint i = 0; first != NULL && second != NULL && i < first->len; i++)
    for (guint j = 0; j < second->len; j++)
      {
        guint a = g_array_index (first, guint, i);
        guint b = g_array_index (second, guint, j);
        LtBatchConflict conflict = { .same = lt_rows_int (rows, 2),
                                     .differing = lt_rows_int (rows, 3) };

        if (!lt_batch_order_is_open (order, a, b))
          continue;
        /* Places in the order are those of the ids. */
        conflict.a = lt_batch_order_get (order, MIN (a, b))->id;
        conflict.b = lt_batch_order_get (order, MAX (a, b))->id;
        g_array_append_val (conflicts, conflict);
      }
}

static int
compare_conflicts (gconstpointer a, gconstpointer b)
{
  const LtBatchConflict *first = a;
  const LtBatchConflict *second = b;
  int order = memcmp (&first->a, &second->a, sizeof first->a);

  return order != 0 ? order : memcmp (&first->b, &second->b, sizeof first->b);
}

/**
 * lt_store_list_batch_conflicts:
 *
 * Returns: (transfer full) (nullable) (element-type LtBatchConflict): the pairs of
 *   batches between which somebody must choose, in the order of their ids
 */
GArray *
lt_store_list_batch_conflicts (LtStore *self, GError **error)
{
  g_autoptr (LtBatchOrder) order = lt_batch_order_load (self->db, error);
  g_autoptr (GArray) conflicts = g_array_new (FALSE, FALSE, sizeof (LtBatchConflict));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;

  if (order == NULL)
    return NULL;
  rows = lt_db_query (self->db, error,
                      "SELECT a, b, same, differing FROM lt_blob_pair WHERE differing>0", "");
  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    add_open (order, rows, conflicts);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  g_array_sort (conflicts, compare_conflicts);
  return g_steal_pointer (&conflicts);
}

/**
 * lt_store_count_batch_conflicts:
 *
 * Returns: how many pairs of batches are in conflict
 */
gint64
lt_store_count_batch_conflicts (LtStore *self)
{
  g_autoptr (GArray) conflicts = NULL;
  gint64 pairs = 0;

  lt_db_get_int (self->db, &pairs, NULL, "SELECT count(*) FROM lt_blob_pair WHERE differing>0", "");
  if (pairs == 0)
    return 0;
  conflicts = lt_store_list_batch_conflicts (self, NULL);
  return conflicts == NULL ? 0 : conflicts->len;
}

void
lt_batch_example_free (LtBatchExample *self)
{
  g_free (self->item);
  g_free (self->a);
  g_free (self->b);
  g_free (self);
}

static char *
format_value (const LtPackRow *row)
{
  return row->has_value ? lt_reading_format_value (row->value) : NULL;
}

/* The rows of two packs of which each says something else. */
static void
add_examples (GPtrArray *list, guint most, LtRows *rows, const GArray *ours, const GArray *theirs)
{
  for (guint i = 0, j = 0; list->len < most && lt_pack_next_shared (ours, &i, theirs, &j); i++)
    {
      const LtPackRow *row = &g_array_index (ours, LtPackRow, i);
      const LtPackRow *other = &g_array_index (theirs, LtPackRow, j);
      LtBatchExample *example;

      if (lt_pack_says_same (row, other))
        continue;
      example = g_new0 (LtBatchExample, 1);
      lt_rows_fixed (rows, 6, &example->place, sizeof example->place);
      example->item = g_strdup (lt_rows_text (rows, 7));
      example->time = row->time;
      example->a = format_value (row);
      example->b = format_value (other);
      g_ptr_array_add (list, example);
    }
}

static char *
read_value (LtRows *rows, int column)
{
  return lt_rows_is_null (rows, column) ? NULL
                                        : lt_reading_format_value (lt_rows_int (rows, column));
}

static gpointer
read_example (LtRows *rows)
{
  LtBatchExample *example = g_new0 (LtBatchExample, 1);

  lt_rows_fixed (rows, 0, &example->place, sizeof example->place);
  example->item = g_strdup (lt_rows_text (rows, 1));
  example->time = lt_rows_int (rows, 2);
  example->a = read_value (rows, 3);
  example->b = read_value (rows, 4);
  return example;
}

/* In a file of schema 2 that is only read, rows lie one by one. */
static GPtrArray *
list_older_examples (LtStore *self,
                     const char *first,
                     const char *second,
                     guint most,
                     GError **error)
{
  g_autoptr (LtRows) rows = lt_db_query (
      self->db, error,
      "SELECT p.place, i.item, n.time, n.value, o.value FROM lt_blob_series s JOIN lt_reading n ON "
      "n.place=s.place AND n.item=s.item AND n.time BETWEEN s.first AND s.last AND n.batch=s.blob "
      "JOIN lt_reading o ON o.place=n.place AND o.item=n.item AND o.time=n.time AND "
      "o.batch=(SELECT l.number FROM " LT_BATCH_JOIN " WHERE b.id=?) JOIN lt_reading_place p ON "
      "p.number=n.place JOIN lt_reading_item i ON i.number=n.item WHERE s.blob=(SELECT l.number "
      "FROM " LT_BATCH_JOIN " WHERE b.id=?) AND o.value IS NOT n.value ORDER BY n.place, n.item, "
      "n.time LIMIT ?",
      "tti", second, first, (gint64) most);

  return rows == NULL
             ? NULL
             : lt_rows_read_all (rows, read_example, (GDestroyNotify) lt_batch_example_free, error);
}

/**
 * lt_store_list_batch_examples:
 * @self: a county file
 * @a: a batch
 * @b: another
 * @most: at the most as many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtBatchExample): rows in which they
 *   differ, the first ones of each place and item
 */
GPtrArray *
lt_store_list_batch_examples (LtStore *self,
                              const LtId *a,
                              const LtId *b,
                              guint most,
                              GError **error)
{
  g_autofree char *first = lt_id_to_text (a);
  g_autofree char *second = lt_id_to_text (b);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_batch_example_free);
  g_autoptr (GArray) ours = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  g_autoptr (GArray) theirs = g_array_new (FALSE, TRUE, sizeof (LtPackRow));
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;

  if (self->schema == LT_SCHEMA_OF_ROWS)
    return list_older_examples (self, first, second, most, error);
  rows = lt_db_query (
      self->db, error,
      "SELECT n.span, n.n, n.bytes, o.span, o.n, o.bytes, p.place, i.item FROM lt_blob_series s "
      "JOIN lt_pack n ON n.place=s.place AND n.item=s.item AND n.batch=s.blob JOIN lt_pack o ON "
      "o.place=n.place AND o.item=n.item AND o.span=n.span AND o.batch=(SELECT l.number "
      "FROM " LT_BATCH_JOIN " WHERE b.id=?) JOIN lt_reading_place p ON p.number=n.place JOIN "
      "lt_reading_item i ON i.number=n.item WHERE s.blob=(SELECT l.number FROM " LT_BATCH_JOIN
      " WHERE b.id=?) ORDER BY n.place, n.item, n.span",
      "tt", second, first);

  if (rows == NULL)
    return NULL;
  while (list->len < most && lt_rows_next (rows, &problem))
    {
      g_array_set_size (ours, 0);
      g_array_set_size (theirs, 0);
      if (!lt_pack_take (rows, 0, ours, &problem) || !lt_pack_take (rows, 3, theirs, &problem))
        break;
      add_examples (list, most, rows, ours, theirs);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&list);
}
