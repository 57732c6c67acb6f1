/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group that repeats a colleague's operations under another signature: whatever
 * comes first, the genuine group is taken, and every machine ends alike. */

#include "revoking.h"

#include "store/conflicts.h"
#include "store/forks.h"
#include "store/replay.h"

#include <string.h>

#define N_MINES 4

typedef struct
{
  Office *office;
  LtStore *home;
  LtAuthor officer;
  LtAuthor colleague;
  GArray *mines;   /* LtId */
  GPtrArray *good; /* GBytes: all genuine groups */
  GPtrArray *work; /* LtGroup: the officer's, each of two operations */
} Scene;

/* A form save of two operations. */
static LtId
save_form (Scene *scene)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) mine =
      office_record (scene->office, "mine", (const char *const[]){ "name", "甲", NULL });
  g_autoptr (LtRecord) other =
      office_record (scene->office, "mine", (const char *const[]){ "name", "乙", NULL });
  g_autoptr (GError) error = NULL;

  lt_change_create (change, mine);
  lt_change_create (change, other);
  lt_store_append (scene->home, change, &scene->officer, NULL, &error);
  g_assert_no_error (error);
  return mine->id;
}

static LtGroup *
read_group (GBytes *bytes)
{
  return lt_group_from_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
set_scene (Scene *scene, guint64 seed)
{
  LtStore *first;

  scene->office = office_new (seed);
  first = office_found (scene->office, "first");
  scene->officer = office_enrol (scene->office, first, "2", "inspector");
  scene->colleague = office_enrol (scene->office, first, "3", "inspector");
  scene->home = office_empty (scene->office, "home");
  office_copy (first, scene->home);
  scene->mines = g_array_new (FALSE, FALSE, sizeof (LtId));
  scene->work = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_group_free);
  for (guint i = 0; i < N_MINES; i++)
    {
      LtId id = save_form (scene);

      g_array_append_val (scene->mines, id);
    }
  scene->good = office_groups (scene->home);
  for (guint i = 0; i < scene->good->len; i++)
    {
      LtGroup *group = read_group (g_ptr_array_index (scene->good, i));

      if (lt_id_equal (&group->actor, &scene->officer.officer))
        g_ptr_array_add (scene->work, group);
      else
        lt_group_free (group);
    }
  g_assert_cmpuint (scene->work->len, ==, N_MINES);
}

static void
clear_scene (Scene *scene)
{
  g_ptr_array_unref (scene->work);
  g_ptr_array_unref (scene->good);
  g_array_unref (scene->mines);
  office_free (scene->office);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, clear_scene)

/* Operations number @first to @last of the officer's stream, as somebody else's. */
static GBytes *
repeat (Scene *scene, guint64 first, guint64 last, const LtAuthor *thief, const char *note)
{
  const LtGroup *model = g_ptr_array_index (scene->work, 0);
  g_autoptr (LtGroup) group = lt_group_new ();
  GBytes *bytes;

  group->bureau = model->bureau;
  group->stream = model->stream;
  group->first_seq = first;
  group->actor = thief->officer;
  group->schema = model->schema;
  group->note = g_strdup (note);
  g_array_append_vals (group->seen, model->seen->data, model->seen->len);
  g_ptr_array_unref (group->operations);
  group->operations = g_ptr_array_new ();
  for (guint i = 0; i < scene->work->len; i++)
    {
      const LtGroup *genuine = g_ptr_array_index (scene->work, i);

      for (guint k = 0; k < genuine->operations->len; k++)
        {
          LtOperation *operation = g_ptr_array_index (genuine->operations, k);

          if (operation->seq >= first && operation->seq <= last)
            g_ptr_array_add (group->operations, operation);
        }
    }
  g_assert_cmpuint (group->operations->len, ==, last - first + 1);
  lt_group_sign (group, &thief->key);
  bytes = lt_group_to_bytes (group);
  return bytes;
}

/* As repeat(), but that the last operation is one of the thief's own making. */
static GBytes *
repeat_and_go_on (Scene *scene, guint64 first, guint64 last, const LtAuthor *thief)
{
  g_autoptr (GBytes) whole = repeat (scene, first, last, thief, NULL);
  g_autoptr (LtGroup) group = read_group (whole);
  LtOperation *end = g_ptr_array_index (group->operations, group->operations->len - 1);

  end->wall += 1000;
  lt_operation_seal (end, &group->stream);
  lt_group_sign (group, &thief->key);
  return lt_group_to_bytes (group);
}

static LtAuthor
make_stranger (Scene *scene)
{
  LtAuthor stranger = scene->officer;

  lt_key_pair_make (&stranger.key, scene->office->random);
  return stranger;
}

static void
assert_who (LtStore *store, const LtId *record, const LtId *officer)
{
  g_autoptr (LtRecord) mine = office_get (store, record);
  const LtHead *head;
  LtSaid said;

  g_assert_nonnull (mine);
  head = g_ptr_array_index (mine->life, 0);
  g_assert_true (lt_store_who_said (store, record, &head->operation, &said));
  g_assert_true (lt_id_equal (&said.officer, officer));
}

/* The past is played out of the same groups. */
static void
assert_past (Scene *scene, LtStore *store)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (1);
  g_autofree char *path = office_path (scene->office, "past");
  g_autoptr (GError) error = NULL;
  g_autoptr (LtStore) past = lt_store_replay (store, path, OFFICE_NOW + 86400000, random, &error);
  LtDigest now;
  LtDigest then;

  g_assert_no_error (error);
  g_assert_true (lt_store_get_state (store, &now, NULL));
  g_assert_true (lt_store_get_state (past, &then, NULL));
  g_assert_cmpint (lt_digest_compare (&now, &then), ==, 0);
}

/* Every machine has all genuine work, by whom it is, and passes it all on. */
static void
assert_outcome (Scene *scene, LtStore *store, gboolean by_officer)
{
  g_autoptr (GPtrArray) passed_on = office_groups (store);
  guint found = 0;

  for (guint i = 0; i < scene->mines->len; i++)
    {
      const LtId *id = &g_array_index (scene->mines, LtId, i);

      g_assert_true (has (store, id));
      if (by_officer)
        assert_who (store, id, &scene->officer.officer);
    }
  for (guint i = 0; i < scene->good->len; i++)
    found += g_ptr_array_find_with_equal_func (passed_on, g_ptr_array_index (scene->good, i),
                                               g_bytes_equal, NULL);
  g_assert_cmpuint (found, ==, scene->good->len);
  office_assert_sound (store);
}

static gboolean
tips_are_equal (LtStore *a, LtStore *b)
{
  g_autoptr (GArray) first = lt_store_get_tips (a, NULL);
  g_autoptr (GArray) second = lt_store_get_tips (b, NULL);

  return first->len == second->len
         && memcmp (first->data, second->data, first->len * sizeof (LtTip)) == 0;
}

/* The genuine groups and @bad ones to new machines: those first, last, and between
 * the others in many orders. */
static void
tell_in_many_orders (Scene *scene, GPtrArray *bad, gboolean by_officer)
{
  LtStore *first = NULL;

  for (guint round = 0; round < 4; round++)
    {
      g_autofree char *name = g_strdup_printf ("machine-%u", round);
      LtStore *store = office_empty (scene->office, name);
      g_autoptr (GPtrArray) all = g_ptr_array_new ();

      if (round == 1)
        g_ptr_array_extend (all, scene->good, NULL, NULL);
      g_ptr_array_extend (all, bad, NULL, NULL);
      if (round != 1)
        g_ptr_array_extend (all, scene->good, NULL, NULL);
      /* The first two in order, to the end; the others shuffled. */
      for (guint i = 0; round < 2 && i < all->len; i++)
        {
          g_autoptr (GArray) receipts = office_deliver_all (store, all);
        }
      if (round >= 2)
        deliver_shuffled (store, all, scene->office->random);
      assert_outcome (scene, store, by_officer);
      if (first == NULL)
        first = store;
      office_assert_equal (first, store);
      g_assert_true (tips_are_equal (first, store));
      g_assert_cmpint (lt_store_count_forks (first), ==, lt_store_count_forks (store));
      g_assert_cmpint (lt_store_count_operations (first), ==, lt_store_count_operations (store));
    }
  assert_past (scene, first);
  /* And the machine that it was made on. */
  deliver_shuffled (scene->home, bad, scene->office->random);
  assert_outcome (scene, scene->home, by_officer);
  office_assert_equal (first, scene->home);
}

/* How the officer's eight operations, 1–2, 3–4, 5–6, 7–8, are cut by others. */
static const struct
{
  const char *name;
  guint64 parts[8];
} cuts[] = {
  { "whole", { 1, 2, 5, 6 } },        { "last", { 7, 8 } },   { "part", { 1, 1 } },
  { "single", { 1, 1, 2, 2, 3, 3 } }, { "across", { 1, 3 } }, { "all", { 1, 8 } },
  { "crossing", { 1, 3, 4, 5 } },
};

static void
add_cut (Scene *scene, guint cut, const LtAuthor *thief, GPtrArray *bad)
{
  for (guint i = 0; i < 8 && cuts[cut].parts[i] > 0; i += 2)
    g_ptr_array_add (bad, repeat (scene, cuts[cut].parts[i], cuts[cut].parts[i + 1], thief, NULL));
}

static void
test_stranger (gconstpointer cut)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  LtAuthor stranger;

  set_scene (&scene, 11 + GPOINTER_TO_UINT (cut));
  stranger = make_stranger (&scene);
  add_cut (&scene, GPOINTER_TO_UINT (cut), &stranger, bad);
  tell_in_many_orders (&scene, bad, TRUE);
}

/* Somebody with a key of the bureau: his claim counts beside the other's, the work
 * counts once, and the file says that two have signed it. */
static void
test_colleague (gconstpointer cut)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (GStrv) said = NULL;
  gboolean told = FALSE;

  set_scene (&scene, 31 + GPOINTER_TO_UINT (cut));
  add_cut (&scene, GPOINTER_TO_UINT (cut), &scene.colleague, bad);
  tell_in_many_orders (&scene, bad, FALSE);
  said = lt_store_list_forks (scene.home);
  for (int i = 0; said[i] != NULL; i++)
    told |= strstr (said[i], "signed") != NULL;
  g_assert_true (told);
}

/* Many cuts at once, by both, and with something of their own at the end. */
static void
test_all_together (gconstpointer seed)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  LtAuthor stranger;

  set_scene (&scene, GPOINTER_TO_UINT (seed));
  stranger = make_stranger (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    add_cut (&scene, i, i % 2 == 0 ? &stranger : &scene.colleague, bad);
  g_ptr_array_add (bad, repeat (&scene, 3, 4, &stranger, "again"));
  g_ptr_array_add (bad, repeat_and_go_on (&scene, 3, 5, &stranger));
  g_ptr_array_add (bad, repeat_and_go_on (&scene, 1, 2, &scene.colleague));
  tell_in_many_orders (&scene, bad, FALSE);
}

/* A revocation takes the thief's claim away, and the work stays the officer's. */
static void
test_revoked_claim (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) all = NULL;
  LtStore *keeper;

  set_scene (&scene, 71);
  keeper = office_empty (scene.office, "keeper");
  office_copy (scene.home, keeper);
  revoke_key (scene.office, keeper, &scene.office->keeper, &scene.colleague, NULL);
  add_cut (&scene, 0, &scene.colleague, bad);
  add_cut (&scene, 4, &scene.colleague, bad);
  all = office_groups (keeper);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (bad, g_bytes_ref (g_ptr_array_index (all, i)));
  tell_in_many_orders (&scene, bad, TRUE);
}

/* Whoever speaks for it: what the officer had signed counts on when he gives up his
 * key, for it is known as his. */
static void
test_revoked_officer (void)
{
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) all = NULL;
  LtStore *keeper;
  LtAuthor stranger;

  set_scene (&scene, 91);
  stranger = make_stranger (&scene);
  keeper = office_empty (scene.office, "keeper");
  add_cut (&scene, 5, &stranger, bad);
  add_cut (&scene, 0, &scene.colleague, bad);
  deliver_shuffled (scene.home, bad, scene.office->random);
  deliver_shuffled (keeper, scene.good, scene.office->random);
  deliver_shuffled (keeper, bad, scene.office->random);
  revoke_key (scene.office, keeper, &scene.office->keeper, &scene.officer, NULL);
  revoke_key (scene.office, keeper, &scene.office->keeper, &scene.colleague, "");
  all = office_groups (keeper);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (bad, g_bytes_ref (g_ptr_array_index (all, i)));
  tell_in_many_orders (&scene, bad, TRUE);
}

/* One operation cannot stand twice in a group, and a group with the id of another
 * is that other one. */
static void
test_within_a_group (void)
{
  g_auto (Scene) scene = { 0 };
  const LtGroup *genuine;
  g_autoptr (LtGroup) twice = lt_group_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) altered = NULL;
  g_autoptr (GBytes) whole = NULL;
  guint8 *copy;
  gsize size;
  LtStore *store;

  set_scene (&scene, 81);
  genuine = g_ptr_array_index (scene.work, 0);
  store = office_empty (scene.office, "store");
  twice->bureau = genuine->bureau;
  twice->stream = genuine->stream;
  twice->first_seq = 1;
  twice->actor = genuine->actor;
  twice->schema = genuine->schema;
  g_ptr_array_unref (twice->operations);
  twice->operations = g_ptr_array_new ();
  g_ptr_array_add (twice->operations, g_ptr_array_index (genuine->operations, 0));
  g_ptr_array_add (twice->operations, g_ptr_array_index (genuine->operations, 0));
  lt_group_sign (twice, &scene.colleague.key);
  bytes = lt_group_to_bytes (twice);
  g_assert_cmpint (office_deliver (store, bytes), ==, LT_RECEIPT_QUARANTINED);
  /* The same group under a signature that is none: its id is the genuine one's. */
  whole = lt_group_to_bytes (genuine);
  copy = g_memdup2 (g_bytes_get_data (whole, &size), g_bytes_get_size (whole));
  for (gsize i = 0; i + LT_SIGNATURE_SIZE <= size; i++)
    if (memcmp (copy + i, genuine->signature, LT_SIGNATURE_SIZE) == 0)
      copy[i] ^= 1;
  altered = g_bytes_new_take (copy, g_bytes_get_size (whole));
  g_assert_false (g_bytes_equal (altered, whole));
  g_assert_cmpint (office_deliver (store, altered), ==, LT_RECEIPT_QUARANTINED);
  office_copy (scene.home, store);
  assert_outcome (&scene, store, TRUE);
  office_assert_equal (scene.home, store);
}

/* Many claims of one range: the best of them speaks, whichever came when; and where
 * another is made to speak, the full check tells it, though it looks it up once. */
static void
test_many (void)
{
  static const char deed[] =
      "UPDATE lt_op SET gid=(SELECT max(g.gid) FROM lt_group g WHERE g.sid=lt_op.sid AND "
      "g.first_seq=1 AND g.state=0 AND g.gid<>lt_op.gid) WHERE seq IN (1, 2) AND sid=(SELECT "
      "substr(k, 9) FROM lt_meta WHERE k LIKE 'repeats:%')";
  g_auto (Scene) scene = { 0 };
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *path = NULL;
  g_autoptr (LtVerification) result = NULL;
  LtStore *store;
  LtDb *db;

  set_scene (&scene, 95);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *note = g_strdup_printf ("%u", i);

      g_ptr_array_add (bad, repeat (&scene, 1, 2, &scene.colleague, note));
    }
  tell_in_many_orders (&scene, bad, FALSE);
  store = g_ptr_array_index (scene.office->stores, scene.office->stores->len - 1);
  path = g_strdup (lt_store_get_path (store));
  office_close (scene.office, store);
  db = lt_db_open (path, LT_DB_NONE, NULL);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  g_assert_true (lt_db_script (db, deed, NULL));
  lt_db_close (db);
  store = lt_store_open (path, LT_STORE_NONE, NULL);
  g_ptr_array_add (scene.office->stores, store);
  result = lt_store_verify (store, NULL);
  g_assert_cmpuint (result->problems->len, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *stranger = g_strdup_printf ("/repeats/stranger/%s", cuts[i].name);
      g_autofree char *colleague = g_strdup_printf ("/repeats/colleague/%s", cuts[i].name);

      g_test_add_data_func (stranger, GUINT_TO_POINTER (i), test_stranger);
      g_test_add_data_func (colleague, GUINT_TO_POINTER (i), test_colleague);
    }
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/repeats/all-together/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_all_together);
    }
  g_test_add_func ("/repeats/revoked-claim", test_revoked_claim);
  g_test_add_func ("/repeats/revoked-officer", test_revoked_officer);
  g_test_add_func ("/repeats/within-a-group", test_within_a_group);
  g_test_add_func ("/repeats/many", test_many);
  return g_test_run ();
}
