/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/branches.h"

typedef struct
{
  LtTip tip;
  gboolean followed; /* something goes on from here */
} End;

struct _LtBranches
{
  GArray *ends;
};

LtBranches *
lt_branches_new (void)
{
  LtBranches *self = g_new0 (LtBranches, 1);

  self->ends = g_array_new (FALSE, FALSE, sizeof (End));
  return self;
}

void
lt_branches_free (LtBranches *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->ends);
  g_free (self);
}

/* All that follow on an end have the same number, so that it is forgotten once
 * higher numbers pass by: memory does not grow with the stream. */
static void
forget_followed (LtBranches *self, guint64 first_seq)
{
  for (guint i = self->ends->len; i > 0; i--)
    {
      const End *end = &g_array_index (self->ends, End, i - 1);

      if (end->followed && end->tip.seq + 1 < first_seq)
        g_array_remove_index_fast (self->ends, i - 1);
    }
}

/* A group may repeat what another has brought. */
static gboolean
has_end (const LtBranches *self, const LtTip *tip)
{
  for (guint i = 0; i < self->ends->len; i++)
    {
      const End *end = &g_array_index (self->ends, End, i);

      if (end->tip.seq == tip->seq && lt_digest_compare (&end->tip.operation, &tip->operation) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_branches_add:
 * @self: the ends of a stream
 * @first_seq: number of a group's first operation, not lower than the last one's
 * @prev: digest of the operation before it
 * @end: where the stream ends with the group
 *
 * Returns: whether the group follows on one that has passed by, or is a first
 *   one; if not, it is left out
 */
gboolean
lt_branches_add (LtBranches *self, guint64 first_seq, const LtDigest *prev, const LtTip *end)
{
  End added = { .tip = *end };
  gboolean follows = first_seq == 1 && lt_digest_is_zero (prev);

  forget_followed (self, first_seq);
  for (guint i = 0; i < self->ends->len && !follows; i++)
    {
      End *before = &g_array_index (self->ends, End, i);

      if (before->tip.seq + 1 != first_seq || lt_digest_compare (&before->tip.operation, prev) != 0)
        continue;
      before->followed = TRUE;
      follows = TRUE;
    }
  if (follows && !has_end (self, end))
    g_array_append_val (self->ends, added);
  return follows;
}

/**
 * lt_branches_add_loose:
 * @self: the ends of a stream
 * @end: where the stream ends with a group that follows on nothing
 *
 * Follows a group though what came before it is missing.
 */
void
lt_branches_add_loose (LtBranches *self, const LtTip *end)
{
  End added = { .tip = *end };

  g_array_append_val (self->ends, added);
}

static int
compare_tips (gconstpointer a, gconstpointer b)
{
  const LtTip *first = a;
  const LtTip *second = b;

  if (first->seq != second->seq)
    return first->seq < second->seq ? -1 : 1;
  return lt_digest_compare (&first->operation, &second->operation);
}

/**
 * lt_branches_append_ends:
 * @self: the ends of a stream, all its groups passed by
 * @tips: (element-type LtTip): gets them, in the order of number and digest
 */
void
lt_branches_append_ends (const LtBranches *self, GArray *tips)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (LtTip));

  for (guint i = 0; i < self->ends->len; i++)
    {
      const End *end = &g_array_index (self->ends, End, i);

      if (!end->followed)
        g_array_append_val (open, end->tip);
    }
  g_array_sort (open, compare_tips);
  g_array_append_vals (tips, open->data, open->len);
}
