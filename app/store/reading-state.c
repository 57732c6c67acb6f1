/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/reading-state.h"

#include "store/readings-private.h"
#include "store/store-private.h"

typedef struct
{
  LtBatchEntry entry;
  GPtrArray *series; /* (element-type LtBatchSeries): what it has rows of */
} Batch;

struct _LtReadingState
{
  GHashTable *batches; /* LtId → Batch */
  GHashTable *choices; /* "WINNER LOSER", as ids */
};

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->series);
  g_free (batch);
}

/* The rows of a blob never change, so that they need not be asked for twice. */
static gboolean
take_batch (LtReadingState *self,
            LtStore *store,
            const LtReadingState *before,
            const LtBatchEntry *entry,
            GError **error)
{
  const Batch *known = before == NULL ? NULL : g_hash_table_lookup (before->batches, &entry->id);
  GPtrArray *series;
  Batch *batch;

  if (known != NULL && known->entry.blob == entry->blob)
    series = g_ptr_array_ref (known->series);
  else
    series = lt_store_list_batch_series (store, &entry->id, error);
  if (series == NULL)
    return FALSE;
  batch = g_new (Batch, 1);
  batch->entry = *entry;
  batch->series = series;
  g_hash_table_insert (self->batches, &batch->entry.id, batch);
  return TRUE;
}

static void
take_choices (LtReadingState *self, const LtBatchOrder *order)
{
  GHashTableIter iter;
  gpointer pair;

  g_hash_table_iter_init (&iter, order->chosen);
  while (g_hash_table_iter_next (&iter, &pair, NULL))
    {
      gint64 places = *(gint64 *) pair;
      g_autofree char *winner =
          lt_id_to_text (&lt_batch_order_get (order, (guint) (places >> 32))->id);
      g_autofree char *loser =
          lt_id_to_text (&lt_batch_order_get (order, (guint) (places & G_MAXUINT32))->id);

      g_hash_table_add (self->choices, g_strconcat (winner, " ", loser, NULL));
    }
}

/**
 * lt_reading_state_read:
 * @store: a county file
 * @before: (nullable): an earlier state of the same file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): which batches count now
 */
LtReadingState *
lt_reading_state_read (LtStore *store, const LtReadingState *before, GError **error)
{
  g_autoptr (LtReadingState) self = g_new0 (LtReadingState, 1);
  g_autoptr (LtBatchOrder) order = NULL;

  self->batches = g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, batch_free);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  order = lt_batch_order_load (store->db, error);
  if (order == NULL)
    return NULL;
  for (guint i = 0; i < order->batches->len; i++)
    if (!take_batch (self, store, before, lt_batch_order_get (order, i), error))
      return NULL;
  take_choices (self, order);
  return g_steal_pointer (&self);
}

void
lt_reading_state_free (LtReadingState *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->batches);
  g_hash_table_unref (self->choices);
  g_free (self);
}

static gboolean
have_same_choices (const LtReadingState *a, const LtReadingState *b)
{
  GHashTableIter iter;
  gpointer choice;

  if (g_hash_table_size (a->choices) != g_hash_table_size (b->choices))
    return FALSE;
  g_hash_table_iter_init (&iter, a->choices);
  while (g_hash_table_iter_next (&iter, &choice, NULL))
    if (!g_hash_table_contains (b->choices, choice))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const LtBatchEntry *a, const LtBatchEntry *b)
{
  return a->blob == b->blob && a->rank == b->rank && a->source == b->source
         && a->interval == b->interval && lt_id_equal (&a->corrects, &b->corrects);
}

/* What @a has and @b has not, or has otherwise. A batch that corrects another says something
 * of the rows of a third, so that nothing can be told of it in short. */
static gboolean
add_differing (const LtReadingState *a, const LtReadingState *b, GPtrArray *series)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, a->batches);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Batch *batch = value, *other = g_hash_table_lookup (b->batches, &batch->entry.id);

      if (other != NULL && is_same (&batch->entry, &other->entry))
        continue;
      if (!lt_id_is_zero (&batch->entry.corrects))
        return FALSE;
      for (guint i = 0; i < batch->series->len; i++)
        g_ptr_array_add (series, g_ptr_array_index (batch->series, i));
    }
  return TRUE;
}

/**
 * lt_reading_state_compare:
 * @before: an earlier state
 * @now: a later one of the same file
 *
 * Returns: (transfer container) (nullable) (element-type LtBatchSeries): outside of these
 *   every value that is shown is the same; they belong to the states. %NULL where nothing
 *   can be said, so that all must be read again
 */
GPtrArray *
lt_reading_state_compare (const LtReadingState *before, const LtReadingState *now)
{
  g_autoptr (GPtrArray) series = g_ptr_array_new ();

  if (!have_same_choices (before, now) || !add_differing (before, now, series)
      || !add_differing (now, before, series))
    return NULL;
  return g_steal_pointer (&series);
}
