/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which revocations count. They are the one thing in the history of people that
 * reaches sideways: they take away what a key signed beyond a named operation,
 * whoever had seen it. That must follow from the set of groups alone, though one
 * revocation may cut off another. So they are taken one after another, always the
 * first of those whose groups are valid by the revocations taken before, in this
 * order:
 *
 *   1. by the rank of the key that signed it: the founder's key is 0, a key that
 *      a key of rank n has enrolled is n+1;
 *   2. by that key's bytes;
 *   3. a revocation of the signing key itself before others;
 *   4. by the group's id.
 *
 * Each takes its cut at once: groups behind it become void, stay in the graph
 * without a word, and whatever was built upon them is judged anew, before the
 * next is looked for. One that was taken stays, though a later one may void its
 * group: else there would be no end. So a stolen key cannot prevail over those
 * nearer to the founder, and whoever holds the same groups comes to the same
 * end, in whatever order they came. Against a stolen founder's key only a new
 * bureau helps: that one is for founding and enrolling, not for daily work. */

#include "store/people-private.h"

#include <string.h>

/* A revocation on its way to be taken. */
typedef struct
{
  LtPeopleNode *node;
  const LtOperation *making;
  gboolean of_itself;
} Candidate;

static gboolean
comes_before (const Candidate *a, const Candidate *b)
{
  int order;

  if (a->node->rank != b->node->rank)
    return a->node->rank < b->node->rank;
  order = memcmp (a->node->group->key, b->node->group->key, sizeof a->node->group->key);
  if (order == 0)
    order = (b->of_itself ? 1 : 0) - (a->of_itself ? 1 : 0);
  if (order == 0)
    order = lt_digest_compare (&a->node->group->id, &b->node->group->id);
  return order < 0;
}

static gboolean
revokes_itself (const LtPeopleNode *node, const LtOperation *making)
{
  g_autofree char *key = lt_hex_encode (node->group->key, sizeof node->group->key);
  LtCut *cut = lt_cut_new (making, &node->group->id, NULL);
  gboolean itself = lt_cut_is_about (cut, key);

  lt_cut_free (cut);
  return itself;
}

static gboolean
find_next (LtPeople *self, GHashTable *taken, Candidate *best)
{
  *best = (Candidate){ 0 };
  for (guint n = 0; n < self->order->len; n++)
    {
      LtPeopleNode *node = g_ptr_array_index (self->order, n);

      for (guint i = 0;
           node->revokes && node->state == LT_NODE_VALID && i < node->group->operations->len; i++)
        {
          Candidate other = { node, g_ptr_array_index (node->group->operations, i), FALSE };

          if (!lt_people_is_revocation (other.making)
              || g_hash_table_contains (taken, other.making))
            continue;
          other.of_itself = revokes_itself (node, other.making);
          if (best->node == NULL || comes_before (&other, best))
            *best = other;
        }
    }
  return best->node != NULL;
}

static void
take_cut (LtPeople *self, const Candidate *next)
{
  LtCut *cut = lt_cut_new (next->making, &next->node->group->id, self->store);

  g_ptr_array_add (self->cuts, cut);
  for (int i = 0; cut->keys[i] != NULL; i++)
    g_hash_table_add (self->cut_keys, g_strdup (cut->keys[i]));
}

static gboolean
some_node_is_cut (LtPeople *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      LtPeopleNode *node = g_ptr_array_index (self->order, i);

      if (node->state == LT_NODE_VALID && !lt_digest_is_zero (&node->group->bureau)
          && lt_people_find_cut (self, node->group) != NULL)
        return TRUE;
    }
  return FALSE;
}

static GHashTable *
list_valid (LtPeople *self)
{
  GHashTable *valid = g_hash_table_new (lt_people_hash, lt_people_equal);

  for (guint i = 0; i < self->order->len; i++)
    {
      LtPeopleNode *node = g_ptr_array_index (self->order, i);

      if (node->state == LT_NODE_VALID)
        g_hash_table_add (valid, &node->group->id);
    }
  return valid;
}

static void
note_shaken (LtPeople *self, GHashTable *before)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      LtPeopleNode *node = g_ptr_array_index (self->order, i);

      if ((node->state == LT_NODE_VALID) != g_hash_table_contains (before, &node->group->id))
        g_hash_table_add (self->shaken, &node->group->id);
    }
}

/**
 * lt_people_count_chains:
 * @self: the history
 * @stream: (nullable): a stream; %NULL for all
 *
 * Returns: of how many operations that the counting revocations accept it is known
 *   on which branch of a forked stream they lie
 */
guint
lt_people_count_chains (LtPeople *self, const LtStream *stream)
{
  guint n = 0;

  for (guint i = 0; i < self->cuts->len; i++)
    n += lt_cut_count_chains (g_ptr_array_index (self->cuts, i), stream);
  return n;
}

/**
 * lt_people_knows_chains:
 *
 * Returns: whether the file's forks are still those by which the history was settled
 */
gboolean
lt_people_knows_chains (LtPeople *self)
{
  return self->chains == lt_people_count_chains (self, NULL);
}

/**
 * lt_people_settle:
 * @self: the history
 *
 * Decides anew which revocations count, and what of forked streams they accept.
 */
void
lt_people_settle (LtPeople *self)
{
  g_autoptr (GHashTable) before = list_valid (self);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Candidate next;

  g_ptr_array_set_size (self->cuts, 0);
  lt_people_evaluate_all (self);
  while (find_next (self, taken, &next))
    {
      g_hash_table_add (taken, (gpointer) next.making);
      take_cut (self, &next);
      if (some_node_is_cut (self))
        lt_people_evaluate_all (self);
    }
  note_shaken (self, before);
  self->chains = lt_people_count_chains (self, NULL);
  self->changed = TRUE;
}
