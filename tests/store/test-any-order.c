/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A record is what its operations say, in whatever order they came. A small
 * model that knows nothing of tables and files (heads: operations that no other
 * of the same cell names as a parent) says what the conflicts must be. */

#include "office.h"

#include <string.h>

#define REPLICAS 3
#define STEPS    40

static const char *const fields[] = { "name", "mineral", "mine_state", "position" };
static const char *const values[][3] = {
  { "甲", "乙", "丙" },
  { "煤", "铝", "铁" },
  { "operating", "closed", "restored" },
  { "{\"type\":\"Point\",\"coordinates\":[113.1,37.9]}",
    "{\"type\":\"Point\",\"coordinates\":[113.2,37.9]}",
    "{\"type\":\"Point\",\"coordinates\":[113.3,37.9]}" },
};

typedef struct
{
  Office *office;
  LtStore *stores[REPLICAS];
  LtAuthor authors[REPLICAS];
  GArray *mines;
} History;

static void
edit (History *history, guint replica)
{
  Office *office = history->office;
  LtStore *store = history->stores[replica];
  LtAuthor *author = &history->authors[replica];
  const LtId *id =
      &g_array_index (history->mines, LtId, lt_random_below (office->random, history->mines->len));
  g_autoptr (LtRecord) mine = office_get (store, id);
  guint field = lt_random_below (office->random, G_N_ELEMENTS (fields));
  guint dice = lt_random_below (office->random, 10);

  /* Clocks of their own, that go wrong. */
  author->now += (gint64) lt_random_below (office->random, 100000) - 40000;
  if (mine == NULL || dice == 0)
    {
      LtId made = office_add (office, store, author, "mine",
                              (const char *const[]){ "name", "新", "mineral", "煤", NULL });

      g_array_append_val (history->mines, made);
    }
  else if (dice == 1)
    g_assert_true (office_remove (store, author, mine, NULL));
  else
    g_assert_true (office_set (
        store, author, mine, fields[field],
        dice == 2 && field > 0 ? NULL : values[field][lt_random_below (office->random, 3)], NULL));
}

static void
meet (History *history, guint a, guint b)
{
  office_copy (history->stores[a], history->stores[b]);
  office_copy (history->stores[b], history->stores[a]);
}

static void
make_history (History *history, Office *office)
{
  history->office = office;
  history->mines = g_array_new (FALSE, FALSE, sizeof (LtId));
  history->stores[0] = office_found (office, "0");
  history->authors[0] = office->keeper;
  for (guint i = 1; i < REPLICAS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      history->authors[i] = office_enrol (office, history->stores[0], name, "inspector,reviewer");
      history->stores[i] = office_empty (office, name);
    }
  for (guint i = 0; i < 4; i++)
    {
      LtId id = office_add (office, history->stores[0], &office->keeper, "mine",
                            (const char *const[]){ "name", "旧", "mineral", "煤", NULL });

      g_array_append_val (history->mines, id);
    }
  for (guint i = 1; i < REPLICAS; i++)
    office_copy (history->stores[0], history->stores[i]);
  for (guint i = 0; i < STEPS; i++)
    {
      edit (history, lt_random_below (office->random, REPLICAS));
      if (lt_random_below (office->random, 8) == 0)
        meet (history, lt_random_below (office->random, REPLICAS),
              lt_random_below (office->random, REPLICAS));
      /* People change in between: what a group has seen differs. */
      if (i == STEPS / 3 || i == STEPS / 2)
        {
          g_autofree char *card = g_strdup_printf ("x%u", i);

          office_enrol (office, history->stores[0], card, "inspector");
        }
    }
}

static GPtrArray *
gather (History *history)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < REPLICAS; i++)
    {
      g_autoptr (GPtrArray) groups = office_groups (history->stores[i]);

      for (guint j = 0; j < groups->len; j++)
        if (g_hash_table_add (known, g_bytes_ref (g_ptr_array_index (groups, j))))
          g_ptr_array_add (all, g_bytes_ref (g_ptr_array_index (groups, j)));
    }
  return all;
}

static guint n_waited;
static guint n_gaps;

static void
shuffle (GPtrArray *groups, LtRandom *random)
{
  for (guint i = groups->len; i > 1; i--)
    {
      guint j = lt_random_below (random, i);
      gpointer swap = groups->pdata[i - 1];

      groups->pdata[i - 1] = groups->pdata[j];
      groups->pdata[j] = swap;
    }
}

/* Any order and some twice. What comes too early for its stream is a gap, and
 * is sent again in the next round, as a carrier would. */
static void
deliver_shuffled (LtStore *store, GPtrArray *groups, LtRandom *random)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint rounds = 0;

  g_ptr_array_extend (open, groups, NULL, NULL);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (open, g_ptr_array_index (groups, lt_random_below (random, groups->len)));
  while (open->len > 0)
    {
      g_autoptr (GPtrArray) later = g_ptr_array_new ();
      g_autoptr (GArray) receipts = NULL;

      g_assert_cmpuint (rounds++, <, groups->len + 1);
      shuffle (open, random);
      receipts = office_deliver_all (store, open);
      for (guint i = 0; i < open->len; i++)
        {
          LtReceipt receipt = g_array_index (receipts, LtReceipt, i);

          g_assert_cmpint (receipt, !=, LT_RECEIPT_QUARANTINED);
          n_waited += receipt == LT_RECEIPT_WAITING ? 1 : 0;
          n_gaps += receipt == LT_RECEIPT_GAP ? 1 : 0;
          if (receipt == LT_RECEIPT_GAP)
            g_ptr_array_add (later, g_ptr_array_index (open, i));
        }
      g_ptr_array_unref (g_steal_pointer (&open));
      open = g_steal_pointer (&later);
    }
}

/* The model. Operations as they travel, cells by record and field. */

static gboolean
is_named (GPtrArray *operations, const LtOperation *candidate, guint32 field)
{
  for (guint i = 0; i < operations->len; i++)
    {
      const LtOperation *other = g_ptr_array_index (operations, i);

      if (!lt_id_equal (&other->record, &candidate->record) || other->field != field)
        continue;
      for (guint p = 0; p < other->parents->len; p++)
        if (lt_digest_compare (&g_array_index (other->parents, LtDigest, p), &candidate->id) == 0)
          return TRUE;
    }
  return FALSE;
}

static char *
say (const LtOperation *operation, guint32 field)
{
  g_autoptr (LtValue) value = operation->action == LT_ACTION_CREATE
                                  ? lt_image_get (operation->value, field)
                                  : lt_value_ref (operation->value);
  gsize size;
  gconstpointer bytes = lt_value_bytes (value, &size);

  return value == NULL ? g_strdup ("-") : lt_hex_encode (bytes, size);
}

static gboolean
model_conflict (GPtrArray *operations, const LtId *id, guint32 field)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (operations, i);

      if (lt_id_equal (&operation->record, id)
          && (operation->action == LT_ACTION_CREATE || operation->field == field)
          && !is_named (operations, operation, field))
        g_hash_table_add (said, say (operation, field));
    }
  return g_hash_table_size (said) > 1;
}

static void
compare_with_model (LtStore *store, History *history, GPtrArray *operations)
{
  const LtKind *kind = lt_kind_by_name ("mine");
  guint in_conflict = 0;

  for (guint i = 0; i < history->mines->len; i++)
    {
      const LtId *id = &g_array_index (history->mines, LtId, i);
      g_autoptr (LtRecord) mine = office_get (store, id);

      for (guint f = 0; mine != NULL && f < kind->n_fields; f++)
        {
          gboolean expected = model_conflict (operations, id, kind->fields[f].number);

          g_assert_true (lt_record_has_conflict (mine, f) == expected);
          in_conflict += expected ? 1 : 0;
        }
    }
  g_assert_cmpuint (in_conflict, >, 0);
}

static GPtrArray *
read_operations (GPtrArray *groups, GPtrArray *keep)
{
  GPtrArray *operations = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (groups, i);
      LtGroup *group =
          lt_group_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_ptr_array_add (keep, group);
      g_ptr_array_extend (operations, group->operations, NULL, NULL);
    }
  return operations;
}

static void
test_orders (gconstpointer seed)
{
  g_autoptr (Office) office = office_new (GPOINTER_TO_UINT (seed));
  History history;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_group_free);
  g_autoptr (GPtrArray) operations = NULL;
  LtStore *first = NULL;

  make_history (&history, office);
  groups = gather (&history);
  operations = read_operations (groups, keep);
  for (guint round = 0; round < 3; round++)
    {
      g_autofree char *name = g_strdup_printf ("fresh-%u", round);
      LtStore *fresh = office_empty (office, name);

      deliver_shuffled (fresh, groups, office->random);
      office_assert_sound (fresh);
      compare_with_model (fresh, &history, operations);
      if (first == NULL)
        first = fresh;
      office_assert_equal (first, fresh);
      g_assert_cmpint (lt_store_count_conflicts (first), ==, lt_store_count_conflicts (fresh));
      g_assert_cmpint (lt_store_count_operations (fresh), ==, operations->len);
    }
  /* And those who made it, when all have met. */
  for (guint i = 0; i < REPLICAS; i++)
    {
      deliver_shuffled (history.stores[i], groups, office->random);
      office_assert_sound (history.stores[i]);
      office_assert_equal (first, history.stores[i]);
    }
  g_array_unref (history.mines);
}

/* The orders above must have been bad ones. */
static void
test_was_out_of_order (void)
{
  g_test_message ("%u groups waited for people, %u came before their time", n_waited, n_gaps);
  g_assert_cmpuint (n_waited, >, 0);
  g_assert_cmpuint (n_gaps, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/any-order/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_orders);
    }
  g_test_add_func ("/any-order/was-out-of-order", test_was_out_of_order);
  return g_test_run ();
}
