/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people.h"

#include "model/rights.h"
#include "store/people-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtDigest id;
  GArray *seen;
  GPtrArray *operations; /* those on people's records */
} Node;

struct _LtPeople
{
  GHashTable *nodes;     /* LtDigest → Node */
  GHashTable *snapshots; /* bytes of a seen list → LtPeopleSnapshot */
};

static void
free_node (Node *node)
{
  g_array_unref (node->seen);
  g_ptr_array_unref (node->operations);
  g_free (node);
}

static guint
hash_digest (gconstpointer digest)
{
  guint hash;

  memcpy (&hash, digest, sizeof hash);
  return hash;
}

static gboolean
digests_are_equal (gconstpointer a, gconstpointer b)
{
  return lt_digest_compare (a, b) == 0;
}

static LtPeople *
make_people (void)
{
  LtPeople *self = g_new0 (LtPeople, 1);

  self->nodes =
      g_hash_table_new_full (hash_digest, digests_are_equal, NULL, (GDestroyNotify) free_node);
  self->snapshots =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                             (GDestroyNotify) lt_people_snapshot_free);
  return self;
}

void
lt_people_free (LtPeople *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->snapshots);
  g_hash_table_unref (self->nodes);
  g_free (self);
}

static Node *
add_node (LtPeople *self, const LtDigest *id, gconstpointer seen, guint n_seen)
{
  Node *node = g_new0 (Node, 1);

  node->id = *id;
  node->seen = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  g_array_append_vals (node->seen, seen, n_seen);
  node->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_operation_free);
  g_hash_table_insert (self->nodes, &node->id, node);
  return node;
}

static gboolean
is_about_people (const LtOperation *operation)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);

  return kind != NULL && (kind->flags & LT_KIND_PEOPLE) != 0;
}

static void
add_operation (Node *node, const LtOperation *operation)
{
  LtOperation *copy =
      lt_operation_new (operation->kind, &operation->record, operation->field, operation->action);

  copy->id = operation->id;
  copy->value = lt_value_ref (operation->value);
  g_array_append_vals (copy->parents, operation->parents->data, operation->parents->len);
  g_ptr_array_add (node->operations, copy);
}

/**
 * lt_people_add:
 * @self: the history
 * @group: an applied group that changes people's records
 */
void
lt_people_add (LtPeople *self, const LtGroup *group)
{
  Node *node;

  if (g_hash_table_contains (self->nodes, &group->id))
    return;
  node = add_node (self, &group->id, group->seen->data, group->seen->len);
  for (guint i = 0; i < group->operations->len; i++)
    if (is_about_people (g_ptr_array_index (group->operations, i)))
      add_operation (node, g_ptr_array_index (group->operations, i));
}

static gboolean
load_operations (LtDb *db, Node *node, gint64 gid, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error,
                   "SELECT o.kind, o.record, o.field, o.action, o.id, o.value, o.parents "
                   "FROM lt_group g JOIN lt_op o ON o.sid=g.sid AND o.seq>=g.first_seq AND "
                   "o.seq<g.first_seq+g.n "
                   "WHERE g.gid=? AND o.gid=g.gid ORDER BY o.seq",
                   "i", gid);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtId record;
      LtOperation *operation;
      gsize size;
      gconstpointer bytes;

      lt_rows_fixed (rows, 1, &record, sizeof record);
      operation =
          lt_operation_new ((guint32) lt_rows_int (rows, 0), &record,
                            (guint32) lt_rows_int (rows, 2), (LtAction) lt_rows_int (rows, 3));
      lt_rows_fixed (rows, 4, &operation->id, sizeof operation->id);
      if (!lt_rows_is_null (rows, 5))
        {
          bytes = lt_rows_blob (rows, 5, &size);
          operation->value = lt_value_new (bytes, size);
        }
      bytes = lt_rows_blob (rows, 6, &size);
      g_array_append_vals (operation->parents, bytes, (guint) (size / sizeof (LtDigest)));
      if (is_about_people (operation))
        g_ptr_array_add (node->operations, operation);
      else
        lt_operation_free (operation);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/**
 * lt_people_load:
 * @db: a county file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file's history of people
 */
LtPeople *
lt_people_load (LtDb *db, GError **error)
{
  g_autoptr (LtPeople) self = make_people ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT gid, id, seen FROM lt_group WHERE people=1 AND state=0", "");

  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtDigest id;
      gsize size;
      gconstpointer seen = lt_rows_blob (rows, 2, &size);
      Node *node;

      lt_rows_fixed (rows, 1, &id, sizeof id);
      node = add_node (self, &id, seen, (guint) (size / sizeof (LtDigest)));
      if (!load_operations (db, node, lt_rows_int (rows, 0), &problem))
        break;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
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
 * Returns: (transfer full) (element-type LtDigest): the groups that no other was
 *   built upon, sorted: what a group made now has seen
 */
GArray *
lt_people_frontier (const LtPeople *self)
{
  GArray *frontier = g_array_new (FALSE, FALSE, sizeof (LtDigest));
  g_autoptr (GHashTable) built_upon = g_hash_table_new (hash_digest, digests_are_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Node *node = value;

      for (guint i = 0; i < node->seen->len; i++)
        g_hash_table_add (built_upon, &g_array_index (node->seen, LtDigest, i));
    }
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Node *node = value;

      if (!g_hash_table_contains (built_upon, &node->id))
        g_array_append_val (frontier, node->id);
    }
  g_array_sort (frontier, lt_digest_compare);
  return frontier;
}

/* All groups that @seen was built upon, itself included; %NULL where one is missing. */
static GPtrArray *
collect_before (LtPeople *self, const GArray *seen)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (hash_digest, digests_are_equal);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < seen->len; i++)
    g_ptr_array_add (open, &g_array_index (seen, LtDigest, i));
  while (open->len > 0)
    {
      LtDigest *id = g_ptr_array_steal_index_fast (open, open->len - 1);
      Node *node = g_hash_table_lookup (self->nodes, id);

      if (node == NULL)
        return NULL;
      if (!g_hash_table_add (known, &node->id))
        continue;
      g_ptr_array_add (nodes, node);
      for (guint i = 0; i < node->seen->len; i++)
        g_ptr_array_add (open, &g_array_index (node->seen, LtDigest, i));
    }
  return g_steal_pointer (&nodes);
}

static LtPeopleSnapshot *
get_snapshot (LtPeople *self, const GArray *seen)
{
  g_autoptr (GBytes) name = g_bytes_new (seen->data, seen->len * sizeof (LtDigest));
  LtPeopleSnapshot *snapshot = g_hash_table_lookup (self->snapshots, name);
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();

  if (snapshot != NULL)
    return snapshot;
  nodes = collect_before (self, seen);
  if (nodes == NULL)
    return NULL;
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_extend (operations, ((Node *) g_ptr_array_index (nodes, i))->operations, NULL,
                        NULL);
  snapshot = lt_people_snapshot_new (operations);
  g_hash_table_insert (self->snapshots, g_steal_pointer (&name), snapshot);
  return snapshot;
}

/* The first group of all: the keeper enters himself and the bureau. */
static gboolean
is_founding (const LtGroup *group)
{
  g_autofree char *key = lt_hex_encode (group->key, sizeof group->key);
  gboolean officer = FALSE;
  gboolean own_key = FALSE;

  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      const LtKind *kind = lt_kind_by_number (operation->kind);
      g_autoptr (LtValue) public_key = NULL;

      if (operation->action != LT_ACTION_CREATE || kind == NULL)
        return FALSE;
      public_key = lt_image_get (operation->value, lt_people_field ("key", "public_key"));
      officer |=
          g_str_equal (kind->name, "officer") && lt_id_equal (&operation->record, &group->actor);
      own_key |=
          g_str_equal (kind->name, "key") && g_strcmp0 (lt_value_text (public_key), key) == 0;
    }
  return officer && own_key && group->seen->len == 0 && group->first_seq == 1;
}

/* An invitation is good for one thing: to put the officer's own key in its place. */
static gboolean
is_acceptance (const LtGroup *group, const LtPeopleKey *key)
{
  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      const LtKind *kind = lt_kind_by_number (operation->kind);
      gboolean own_key;
      gboolean device;

      if (kind == NULL)
        return FALSE;
      own_key = g_str_equal (kind->name, "key") && lt_id_equal (&operation->record, &key->record)
                && operation->action == LT_ACTION_SET
                && operation->field != lt_people_field ("key", "officer");
      device = g_str_equal (kind->name, "device") && operation->action == LT_ACTION_CREATE;
      if (!own_key && !device)
        return FALSE;
    }
  return TRUE;
}

static gboolean
judge_change (const LtKind *kind,
              const LtField *field,
              const LtValue *value,
              const char *roles,
              char **why)
{
  const char *text = field != NULL && lt_field_is_geometry (field) ? NULL : lt_value_text (value);

  if (lt_rights_allow (roles, kind, field, text))
    return TRUE;
  *why = g_strdup_printf (_ ("changing %s %s needs one of the roles %s"), kind->name,
                          field == NULL ? "" : field->name, lt_rights_needed (kind, field, text));
  return FALSE;
}

static gboolean
judge_image (const LtKind *kind, const LtValue *image, const char *roles, char **why)
{
  LtCanonReader reader;
  LtValue *next;
  guint32 number;

  lt_image_read (image, &reader);
  while (lt_image_next (&reader, &number, &next))
    {
      g_autoptr (LtValue) value = next;
      int place = lt_kind_field_by_number (kind, number);

      if (place >= 0 && !judge_change (kind, &kind->fields[place], value, roles, why))
        return FALSE;
    }
  return TRUE;
}

/* A kind or field of a newer program is kept and passed on; that program judges it. */
static gboolean
judge_operation (const LtOperation *operation, const char *roles, char **why)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int place;

  if (kind == NULL)
    return TRUE;
  if (operation->action == LT_ACTION_CREATE && !judge_image (kind, operation->value, roles, why))
    return FALSE;
  place = operation->field == 0 ? -1 : lt_kind_field_by_number (kind, operation->field);
  return judge_change (kind, place < 0 ? NULL : &kind->fields[place], operation->value, roles, why);
}

/**
 * lt_people_judge:
 * @self: the history of people
 * @group: a group whose signature fits the key it names
 * @bureau: the file's bureau
 * @why: (out) (nullable): what is wrong, for people
 *
 * Returns: whether the key was the actor's and the actor had the roles, by what
 *   the group has seen
 */
LtVerdict
lt_people_judge (LtPeople *self, const LtGroup *group, const LtDigest *bureau, char **why)
{
  g_autofree char *name = lt_hex_encode (group->key, sizeof group->key);
  LtPeopleSnapshot *snapshot;
  const LtPeopleKey *key;
  const char *roles;

  *why = NULL;
  if (lt_digest_is_zero (&group->bureau))
    {
      if (lt_digest_compare (&group->id, bureau) == 0 && is_founding (group))
        return LT_VERDICT_VALID;
      *why = g_strdup (_ ("it founds another bureau"));
      return LT_VERDICT_INVALID;
    }
  if (lt_digest_compare (&group->bureau, bureau) != 0)
    {
      *why = g_strdup (_ ("it belongs to another bureau"));
      return LT_VERDICT_INVALID;
    }
  snapshot = get_snapshot (self, group->seen);
  if (snapshot == NULL)
    return LT_VERDICT_WAITING;
  key = g_hash_table_lookup (snapshot->keys, name);
  if (key == NULL || !lt_id_equal (&key->officer, &group->actor))
    {
      *why = g_strdup (_ ("the key that signed it was not enrolled for its officer"));
      return LT_VERDICT_INVALID;
    }
  if (key->invitation)
    {
      if (is_acceptance (group, key))
        return LT_VERDICT_VALID;
      *why = g_strdup (_ ("an invitation can only be accepted, nothing else be done with it"));
      return LT_VERDICT_INVALID;
    }
  roles = g_hash_table_lookup (snapshot->roles, &group->actor);
  for (guint i = 0; i < group->operations->len; i++)
    if (!judge_operation (g_ptr_array_index (group->operations, i), roles, why))
      return LT_VERDICT_INVALID;
  return LT_VERDICT_VALID;
}
