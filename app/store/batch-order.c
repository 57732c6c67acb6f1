/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which batch holds over which; the rule stands in readings.h. */

#include "store/readings-private.h"

#include "store/batches-private.h"

#include <string.h>

static gint64 *
make_pair (guint winner, guint loser)
{
  gint64 *pair = g_new (gint64, 1);

  *pair = (gint64) winner << 32 | loser;
  return pair;
}

static int
read_choice (LtRows *rows, int column, const char *field)
{
  const LtKind *kind = lt_kind_by_name ("batch");
  const char *text = lt_rows_text (rows, column);

  return text == NULL
             ? -1
             : lt_field_choice_index (&kind->fields[lt_kind_find_field (kind, field)], text);
}

static void
add_batch (LtBatchOrder *self, LtRows *rows)
{
  LtBatchEntry entry = { 0 };
  GArray *same;
  guint place;

  lt_id_from_text (&entry.id, lt_rows_text (rows, 0));
  entry.blob = lt_rows_int (rows, 1);
  entry.rank = read_choice (rows, 2, "rank");
  entry.source = read_choice (rows, 3, "source");
  entry.interval = read_choice (rows, 4, "interval");
  if (!lt_rows_is_null (rows, 5))
    lt_id_from_text (&entry.corrects, lt_rows_text (rows, 5));
  place = self->batches->len;
  g_array_append_val (self->batches, entry);
  same = g_hash_table_lookup (self->by_blob, &entry.blob);
  if (same == NULL)
    {
      same = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->by_blob, g_memdup2 (&entry.blob, sizeof entry.blob), same);
    }
  g_array_append_val (same, place);
}

static gboolean
load_batches (LtBatchOrder *self, LtDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT b.id, l.number, b.rank, b.source, b.interval, b.corrects "
                   "FROM " LT_BATCH_JOIN " ORDER BY b.id",
                   "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    add_batch (self, rows);
  for (guint i = 0; i < self->batches->len; i++)
    g_hash_table_insert (self->by_id, &g_array_index (self->batches, LtBatchEntry, i).id,
                         GUINT_TO_POINTER (i + 1));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static guint
find_batch (LtBatchOrder *self, const char *text)
{
  LtId id;

  return text != NULL && lt_id_from_text (&id, text)
             ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id))
             : 0;
}

static gboolean
load_choices (LtBatchOrder *self, LtDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT holds, yields FROM lt_batch_choice", "");

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      guint holds = find_batch (self, lt_rows_text (rows, 0));
      guint yields = find_batch (self, lt_rows_text (rows, 1));

      if (holds != 0 && yields != 0 && holds != yields)
        g_hash_table_add (self->chosen, make_pair (holds - 1, yields - 1));
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

LtBatchOrder *
lt_batch_order_load (LtDb *db, GError **error)
{
  g_autoptr (LtBatchOrder) self = g_new0 (LtBatchOrder, 1);

  self->batches = g_array_new (FALSE, FALSE, sizeof (LtBatchEntry));
  self->by_id = g_hash_table_new (lt_id_hash, lt_id_equal);
  self->by_blob =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return load_batches (self, db, error) && load_choices (self, db, error) ? g_steal_pointer (&self)
                                                                          : NULL;
}

void
lt_batch_order_free (LtBatchOrder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_blob);
  g_hash_table_unref (self->chosen);
  g_array_unref (self->batches);
  g_free (self);
}

const LtBatchEntry *
lt_batch_order_get (const LtBatchOrder *self, guint place)
{
  return &g_array_index (self->batches, LtBatchEntry, place);
}

/* Ids go down with each step, so that it ends. */
static gboolean
corrects (const LtBatchOrder *self, guint winner, guint loser)
{
  const LtId *wanted = &lt_batch_order_get (self, loser)->id;
  guint place = winner;

  for (;;)
    {
      const LtBatchEntry *batch = lt_batch_order_get (self, place);
      guint next;

      if (lt_id_is_zero (&batch->corrects)
          || memcmp (&batch->corrects, &batch->id, sizeof batch->id) >= 0)
        return FALSE;
      if (lt_id_equal (&batch->corrects, wanted))
        return TRUE;
      next = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &batch->corrects));
      if (next == 0)
        return FALSE;
      place = next - 1;
    }
}

static gboolean
was_chosen (const LtBatchOrder *self, guint winner, guint loser)
{
  gint64 pair = (gint64) winner << 32 | loser;
  gint64 other = (gint64) loser << 32 | winner;

  return g_hash_table_contains (self->chosen, &pair)
         && !g_hash_table_contains (self->chosen, &other);
}

/**
 * lt_batch_order_gives_way:
 *
 * Returns: whether rows of @loser give way to those of @winner
 */
gboolean
lt_batch_order_gives_way (const LtBatchOrder *self, guint loser, guint winner)
{
  return corrects (self, winner, loser) || was_chosen (self, winner, loser);
}

/**
 * lt_batch_order_compare:
 *
 * Returns: above 0 where @a is shown rather than @b
 */
int
lt_batch_order_compare (const LtBatchOrder *self, guint a, guint b)
{
  const LtBatchEntry *first = lt_batch_order_get (self, a);
  const LtBatchEntry *second = lt_batch_order_get (self, b);

  if (first->rank != second->rank)
    return first->rank - second->rank;
  if (first->source != second->source)
    return first->source - second->source;
  return memcmp (&first->id, &second->id, sizeof first->id);
}

/**
 * lt_batch_order_is_open:
 *
 * Returns: whether a difference between the two is a conflict
 */
gboolean
lt_batch_order_is_open (const LtBatchOrder *self, guint a, guint b)
{
  const LtBatchEntry *first = lt_batch_order_get (self, a);
  const LtBatchEntry *second = lt_batch_order_get (self, b);

  return first->rank == second->rank && first->interval == second->interval
         && !lt_batch_order_gives_way (self, a, b) && !lt_batch_order_gives_way (self, b, a);
}

static gboolean
gives_way (const LtBatchOrder *self, const GArray *candidates, guint loser)
{
  const LtCandidate *all = (const LtCandidate *) candidates->data;

  for (guint i = 0; i < candidates->len; i++)
    if (i != loser && lt_batch_order_gives_way (self, all[loser].batch, all[i].batch))
      return TRUE;
  return FALSE;
}

/**
 * lt_batch_order_find_best:
 *
 * Returns: (nullable): which of @candidates is shown, of those that give way to none where
 *   @all is not set
 */
const LtCandidate *
lt_batch_order_find_best (const LtBatchOrder *self, const GArray *candidates, gboolean all)
{
  const LtCandidate *of = (const LtCandidate *) candidates->data, *best = NULL;

  for (guint i = 0; i < candidates->len; i++)
    if ((all || !gives_way (self, candidates, i))
        && (best == NULL || lt_batch_order_compare (self, of[i].batch, best->batch) > 0))
      best = &of[i];
  return best;
}

/**
 * lt_batch_order_is_disputed:
 *
 * Returns: whether another of @candidates says otherwise than @best, which is a conflict
 */
gboolean
lt_batch_order_is_disputed (const LtBatchOrder *self,
                            const GArray *candidates,
                            const LtCandidate *best)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const LtCandidate *other = &g_array_index (candidates, LtCandidate, i);

      if ((other->has_value != best->has_value || other->value != best->value)
          && lt_batch_order_is_open (self, other->batch, best->batch))
        return TRUE;
    }
  return FALSE;
}
