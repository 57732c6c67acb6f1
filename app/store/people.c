/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history of people, as a graph: each group that changed officers, keys,
 * appointments or revocations is a node, and leads back to those it has seen.
 * What held when a group was made follows from the nodes it leads back to; which
 * revocations count, from all nodes together (people-settle.c). */

#include "store/people-private.h"

#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_node (LtPeopleNode *node)
{
  lt_group_free (node->group);
  g_free (node);
}

guint
lt_people_hash (gconstpointer digest)
{
  guint hash;

  memcpy (&hash, digest, sizeof hash);
  return hash;
}

gboolean
lt_people_equal (gconstpointer a, gconstpointer b)
{
  return lt_digest_compare (a, b) == 0;
}

static LtPeople *
make_people (const LtDigest *bureau)
{
  LtPeople *self = g_new0 (LtPeople, 1);

  self->bureau = *bureau;
  self->nodes =
      g_hash_table_new_full (lt_people_hash, lt_people_equal, NULL, (GDestroyNotify) free_node);
  self->order = g_ptr_array_new ();
  self->snapshots =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                             (GDestroyNotify) lt_people_snapshot_free);
  self->cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_cut_free);
  self->cut_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shaken = g_hash_table_new (lt_people_hash, lt_people_equal);
  return self;
}

void
lt_people_free (LtPeople *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->shaken);
  g_hash_table_unref (self->cut_keys);
  g_ptr_array_unref (self->cuts);
  g_hash_table_unref (self->snapshots);
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->nodes);
  g_free (self);
}

/* All complete nodes that @seen was built upon, itself included; %NULL where one
 * is missing. */
static GPtrArray *
collect_before (LtPeople *self, const GArray *seen)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < seen->len; i++)
    g_ptr_array_add (open, &g_array_index (seen, LtDigest, i));
  while (open->len > 0)
    {
      LtDigest *id = g_ptr_array_steal_index_fast (open, open->len - 1);
      LtPeopleNode *node = g_hash_table_lookup (self->nodes, id);

      if (node == NULL || node->state == LT_NODE_INCOMPLETE)
        return NULL;
      if (!g_hash_table_add (known, node))
        continue;
      g_ptr_array_add (nodes, node);
      for (guint i = 0; i < node->group->seen->len; i++)
        g_ptr_array_add (open, &g_array_index (node->group->seen, LtDigest, i));
    }
  return g_steal_pointer (&nodes);
}

LtPeopleSnapshot *
lt_people_get_snapshot (LtPeople *self, const GArray *seen)
{
  g_autoptr (GBytes) name = g_bytes_new (seen->data, seen->len * sizeof (LtDigest));
  LtPeopleSnapshot *snapshot = g_hash_table_lookup (self->snapshots, name);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) counting = g_ptr_array_new ();

  if (snapshot != NULL)
    return snapshot;
  before = collect_before (self, seen);
  if (before == NULL)
    return NULL;
  for (guint i = 0; i < before->len; i++)
    {
      LtPeopleNode *node = g_ptr_array_index (before, i);

      if (node->state == LT_NODE_VALID)
        g_ptr_array_add (counting, node);
    }
  snapshot = lt_people_snapshot_new (counting);
  g_hash_table_insert (self->snapshots, g_steal_pointer (&name), snapshot);
  return snapshot;
}

const LtCut *
lt_people_find_cut (LtPeople *self, const LtGroup *group)
{
  const LtOperation *last = g_ptr_array_index (group->operations, group->operations->len - 1);
  g_autofree char *key = NULL;

  if (self->cuts->len == 0)
    return NULL;
  key = lt_hex_encode (group->key, sizeof group->key);
  for (guint i = 0; i < self->cuts->len; i++)
    {
      const LtCut *cut = g_ptr_array_index (self->cuts, i);

      /* Who gives up his own key says so with it. */
      if (lt_cut_is_about (cut, key) && lt_digest_compare (&cut->group, &group->id) != 0
          && !lt_cut_accepts (cut, &group->stream, last->seq, &last->id))
        return cut;
    }
  return NULL;
}

/**
 * lt_people_judge:
 * @self: the history of people
 * @group: a group whose signature fits the key it names
 * @bureau: the file's bureau
 * @why: (out) (nullable): what is wrong, for people
 *
 * Returns: whether the key was the actor's and the actor had the roles, by what
 *   the group has seen, and no revocation cuts it off
 */
LtVerdict
lt_people_judge (LtPeople *self, const LtGroup *group, const LtDigest *bureau, char **why)
{
  const LtPeopleNode *node = g_hash_table_lookup (self->nodes, &group->id);
  LtPeopleSnapshot *snapshot;
  const LtCut *cut;

  *why = NULL;
  if (lt_digest_is_zero (&group->bureau))
    {
      if (lt_digest_compare (&group->id, bureau) == 0 && lt_people_is_founding (group))
        return LT_VERDICT_VALID;
      *why = g_strdup (_ ("it founds another bureau"));
      return LT_VERDICT_INVALID;
    }
  if (lt_digest_compare (&group->bureau, bureau) != 0)
    {
      *why = g_strdup (_ ("it belongs to another bureau"));
      return LT_VERDICT_INVALID;
    }
  cut = lt_people_find_cut (self, group);
  if (cut != NULL)
    {
      *why = g_strdup_printf (
          _ ("the key that signed it was revoked (%s), and it is none of what still counts"),
          cut->reason);
      return LT_VERDICT_INVALID;
    }
  snapshot = lt_people_get_snapshot (self, group->seen);
  if (snapshot == NULL)
    return LT_VERDICT_WAITING;
  return lt_people_judge_by (snapshot, group,
                             node != NULL ? node->proven : lt_people_proves (group), why);
}

/* A complete node, by the cuts there are and the nodes before it. */
static void
evaluate (LtPeople *self, LtPeopleNode *node)
{
  g_autofree char *why = NULL;
  gboolean valid =
      node->fits && lt_people_judge (self, node->group, &self->bureau, &why) == LT_VERDICT_VALID;

  node->state = valid ? LT_NODE_VALID : LT_NODE_VOID;
  node->rank = 0;
  if (valid && !lt_digest_is_zero (&node->group->bureau))
    {
      g_autofree char *name = lt_hex_encode (node->group->key, sizeof node->group->key);
      LtPeopleSnapshot *snapshot = lt_people_get_snapshot (self, node->group->seen);

      node->rank = ((LtPeopleKey *) g_hash_table_lookup (snapshot->keys, name))->rank;
    }
}

void
lt_people_evaluate_all (LtPeople *self)
{
  g_hash_table_remove_all (self->snapshots);
  for (guint i = 0; i < self->order->len; i++)
    evaluate (self, g_ptr_array_index (self->order, i));
}

static gboolean
is_complete (LtPeople *self, const LtPeopleNode *node)
{
  for (guint i = 0; i < node->group->seen->len; i++)
    {
      const LtPeopleNode *before =
          g_hash_table_lookup (self->nodes, &g_array_index (node->group->seen, LtDigest, i));

      if (before == NULL || before->state == LT_NODE_INCOMPLETE)
        return FALSE;
    }
  return TRUE;
}

/* Takes the nodes of @open that lack nothing any more into the order. */
static gboolean
complete_nodes (LtPeople *self, GPtrArray *open)
{
  gboolean revokes = FALSE;
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < open->len; i++)
        {
          LtPeopleNode *node = g_ptr_array_index (open, i);

          if (node->state != LT_NODE_INCOMPLETE || !is_complete (self, node))
            continue;
          g_ptr_array_add (self->order, node);
          evaluate (self, node);
          revokes |= node->revokes;
          again = TRUE;
        }
    }
  return revokes;
}

static LtPeopleNode *
add_node (LtPeople *self, LtGroup *group)
{
  LtPeopleNode *node = g_new0 (LtPeopleNode, 1);
  g_autofree char *why = NULL;

  node->group = group;
  node->fits = lt_store_group_fits (group, &why);
  node->proven = node->fits && lt_people_proves (group);
  for (guint i = 0; i < group->operations->len; i++)
    node->revokes |= lt_people_is_revocation (g_ptr_array_index (group->operations, i));
  g_hash_table_insert (self->nodes, &group->id, node);
  return node;
}

static LtGroup *
copy_group (const LtGroup *group)
{
  LtGroup *copy = lt_group_new ();

  copy->id = group->id;
  copy->bureau = group->bureau;
  copy->stream = group->stream;
  copy->first_seq = group->first_seq;
  copy->actor = group->actor;
  copy->schema = group->schema;
  memcpy (copy->key, group->key, sizeof copy->key);
  g_array_append_vals (copy->seen, group->seen->data, group->seen->len);
  g_ptr_array_unref (copy->operations);
  copy->operations = g_ptr_array_ref (group->operations);
  return copy;
}

static GPtrArray *
list_incomplete (LtPeople *self)
{
  GPtrArray *open = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((LtPeopleNode *) value)->state == LT_NODE_INCOMPLETE)
      g_ptr_array_add (open, value);
  return open;
}

/**
 * lt_people_add:
 * @self: the history
 * @group: a group that changes people's records, whether it is accepted or not
 * @bureau: the file's bureau
 */
void
lt_people_add (LtPeople *self, const LtGroup *group, const LtDigest *bureau)
{
  g_autoptr (GPtrArray) open = NULL;
  LtPeopleNode *node;

  if (g_hash_table_contains (self->nodes, &group->id))
    return;
  self->bureau = *bureau;
  node = add_node (self, copy_group (group));
  if (!is_complete (self, node))
    return;
  open = list_incomplete (self);
  if (complete_nodes (self, open))
    lt_people_settle (self);
}

static GPtrArray *
load_nodes (LtPeople *self, LtStore *store, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (store->db, error, "SELECT gid FROM lt_group WHERE people=1 ORDER BY gid", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtGroup *group = lt_log_rows_load (store, lt_rows_int (rows, 0), &problem);

      if (group == NULL)
        break;
      if (group->operations->len == 0 || g_hash_table_contains (self->nodes, &group->id))
        lt_group_free (group);
      else
        g_ptr_array_add (nodes, add_node (self, group));
    }
  if (problem == NULL)
    return g_steal_pointer (&nodes);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_people_load:
 * @store: a county file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file's history of people
 */
LtPeople *
lt_people_load (LtStore *store, GError **error)
{
  g_autoptr (LtPeople) self = make_people (&store->bureau);
  g_autoptr (GPtrArray) nodes = load_nodes (self, store, error);

  if (nodes == NULL)
    return NULL;
  self->store = store;
  if (complete_nodes (self, nodes))
    lt_people_settle (self);
  lt_people_calm (self);
  return g_steal_pointer (&self);
}

guint
lt_people_count (const LtPeople *self)
{
  return g_hash_table_size (self->nodes);
}

/**
 * lt_people_frontier:
 *
 * Returns: (transfer full) (element-type LtDigest): the valid groups that no other
 *   valid one was built upon, sorted: what a group made now has seen
 */
GArray *
lt_people_frontier (LtPeople *self)
{
  GArray *frontier = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  g_autoptr (GHashTable) built_upon = g_hash_table_new (lt_people_hash, lt_people_equal);

  /* Backward through the order every node comes after those built upon it. */
  for (guint i = self->order->len; i > 0; i--)
    {
      LtPeopleNode *node = g_ptr_array_index (self->order, i - 1);
      gboolean below = g_hash_table_contains (built_upon, &node->group->id);

      if (node->state == LT_NODE_VALID && !below)
        g_array_append_val (frontier, node->group->id);
      if (node->state == LT_NODE_VALID || below)
        for (guint j = 0; j < node->group->seen->len; j++)
          g_hash_table_add (built_upon, &g_array_index (node->group->seen, LtDigest, j));
    }
  g_array_sort (frontier, lt_digest_compare);
  return frontier;
}

/**
 * lt_people_is_unsettled:
 *
 * Returns: whether something was added since lt_people_calm() by which groups that
 *   were judged before must be judged anew
 */
gboolean
lt_people_is_unsettled (const LtPeople *self)
{
  return self->changed;
}

/**
 * lt_people_shakes:
 * @self: an unsettled history
 * @seen: (element-type LtDigest): what a group has seen
 *
 * Returns: whether what the group was built upon says something else now
 */
gboolean
lt_people_shakes (LtPeople *self, const GArray *seen)
{
  g_autoptr (GPtrArray) before = NULL;

  if (g_hash_table_size (self->shaken) == 0)
    return FALSE;
  before = collect_before (self, seen);
  for (guint i = 0; before != NULL && i < before->len; i++)
    if (g_hash_table_contains (self->shaken,
                               &((LtPeopleNode *) g_ptr_array_index (before, i))->group->id))
      return TRUE;
  return FALSE;
}

/**
 * lt_people_cuts:
 * @self: the history
 * @key: a public key
 *
 * Returns: whether a revocation counts, or has counted, that is about the key
 */
gboolean
lt_people_cuts (LtPeople *self, const guint8 key[LT_KEY_SIZE])
{
  g_autofree char *name = lt_hex_encode (key, LT_KEY_SIZE);

  return g_hash_table_contains (self->cut_keys, name);
}

/**
 * lt_people_calm:
 *
 * All groups have been judged by what is known now.
 */
void
lt_people_calm (LtPeople *self)
{
  self->changed = FALSE;
  g_hash_table_remove_all (self->shaken);
}
