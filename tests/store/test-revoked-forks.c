/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A revoked key's work in a copied file's stream: what the accepted operations were
 * built upon counts, and nothing beside them, whatever order it came in. */

#include "revoking.h"

#include <string.h>

/* Another file with the same past and the same device, as a thief has it. */
static LtStore *
copy_file (Office *office, LtStore **store, const char *name)
{
  g_autofree char *to = office_path (office, name);
  g_autofree char *path = g_strdup (lt_store_get_path (*store));
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) copy = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;
  LtStore *copied;

  /* All of it is in the one file only once it is closed. */
  office_close (office, *store);
  g_file_copy (from, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  *store = lt_store_open (path, 0, &error);
  g_assert_no_error (error);
  g_ptr_array_add (office->stores, *store);
  copied = lt_store_open (to, 0, &error);
  g_assert_no_error (error);
  g_ptr_array_add (office->stores, copied);
  return copied;
}

static void
add_all (GPtrArray *all, GHashTable *known, LtStore *store)
{
  g_autoptr (GPtrArray) groups = office_groups (store);

  for (guint i = 0; i < groups->len; i++)
    if (g_hash_table_add (known, g_bytes_ref (g_ptr_array_index (groups, i))))
      g_ptr_array_add (all, g_bytes_ref (g_ptr_array_index (groups, i)));
}

/* What counts on every machine, and what on none. */
typedef struct
{
  GArray *good; /* LtId */
  GArray *bad;
} Outcome;

static void
assert_outcome (LtStore *store, const Outcome *outcome)
{
  g_auto (GStrv) reasons = lt_store_list_held_back (store);
  gboolean told = FALSE;

  for (guint i = 0; i < outcome->good->len; i++)
    g_assert_true (has (store, &g_array_index (outcome->good, LtId, i)));
  for (guint i = 0; i < outcome->bad->len; i++)
    g_assert_false (has (store, &g_array_index (outcome->bad, LtId, i)));
  for (guint i = 0; reasons[i] != NULL; i++)
    told |= strstr (reasons[i], "遗失") != NULL;
  g_assert_true (told);
  office_assert_sound (store);
}

static void
add_mines (Office *office, LtStore *store, const LtAuthor *author, guint n, GArray *to)
{
  for (guint i = 0; i < n; i++)
    {
      LtId id = add_mine (office, store, author);

      g_array_append_val (to, id);
    }
}

/* Group by group in random orders to new machines: each of them says the same. */
static void
tell_in_many_orders (Office *office, LtStore *const *stores, guint n, const Outcome *outcome)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  LtStore *first = NULL;

  for (guint i = 0; i < n; i++)
    add_all (groups, known, stores[i]);
  for (guint i = 0; i < n + 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("told-%u", i);
      LtStore *store = i < n ? stores[i] : office_empty (office, name);

      deliver_shuffled (store, groups, office->random);
      assert_outcome (store, outcome);
      if (first == NULL)
        first = store;
      office_assert_equal (first, store);
    }
}

/* Whoever has the key and an earlier copy of the file goes on beside the accepted
 * work: at lower numbers, at the same and at higher ones, and none of it counts. */
static void
test_thief_forks (gconstpointer seed)
{
  g_autoptr (Office) office = office_new (GPOINTER_TO_UINT (seed));
  g_autoptr (GArray) good = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GArray) bad = g_array_new (FALSE, FALSE, sizeof (LtId));
  Outcome outcome = { good, bad };
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtStore *c;
  LtStore *late = office_empty (office, "late");
  LtAuthor officer = office_enrol (office, a, "2", "inspector,keeper");
  LtAuthor keeper = office->keeper;
  LtAuthor helper;

  office_copy (a, b);
  add_mines (office, b, &officer, 2, good);
  c = copy_file (office, &b, "c");
  add_mines (office, b, &officer, 5, good);
  office_copy (b, a);
  office_copy (a, late);
  revoke_key (office, a, &keeper, &officer, NULL);
  add_mines (office, c, &officer, 2, bad);
  /* This machine had believed him until it heard of the revocation. */
  office_copy (c, late);
  g_assert_true (has (late, &g_array_index (bad, LtId, 0)));
  office->keeper = officer;
  helper = office_enrol (office, c, "3", "inspector");
  office->keeper = keeper;
  add_mines (office, c, &helper, 1, bad);
  add_mines (office, c, &officer, 4, bad);
  tell_in_many_orders (office, (LtStore *[]){ a, b, c, late }, 4, &outcome);
}

/* The officer had copied his own file and worked in both: what the revoker knew of
 * both counts, and what a thief does beside them does not. */
static void
test_honest_copy (gconstpointer seed)
{
  g_autoptr (Office) office = office_new (GPOINTER_TO_UINT (seed));
  g_autoptr (GArray) good = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GArray) bad = g_array_new (FALSE, FALSE, sizeof (LtId));
  Outcome outcome = { good, bad };
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtStore *c;
  LtStore *d;
  LtAuthor officer = office_enrol (office, a, "2", "inspector");

  office_copy (a, b);
  add_mines (office, b, &officer, 1, good);
  c = copy_file (office, &b, "c");
  d = copy_file (office, &b, "d");
  add_mines (office, b, &officer, 4, good);
  add_mines (office, c, &officer, 2, good);
  office_copy (b, a);
  office_copy (c, a);
  revoke_key (office, a, &office->keeper, &officer, NULL);
  add_mines (office, c, &officer, 1, bad);
  add_mines (office, d, &officer, 6, bad);
  tell_in_many_orders (office, (LtStore *[]){ a, b, c, d }, 4, &outcome);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 90; seed < 93; seed++)
    {
      g_autofree char *thief = g_strdup_printf ("/revoked-forks/thief-forks/%u", seed);
      g_autofree char *honest = g_strdup_printf ("/revoked-forks/honest-copy/%u", seed);

      g_test_add_data_func (thief, GUINT_TO_POINTER (seed), test_thief_forks);
      g_test_add_data_func (honest, GUINT_TO_POINTER (seed), test_honest_copy);
    }
  return g_test_run ();
}
