/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who accepts an invitation proves that the key is his own: he may have another
 * program than ours. */

#include "office.h"

#include "base/error.h"
#include "store/key-proof.h"

#include <string.h>

static const char *const a_mine[] = { "name", "一矿", NULL };

/* What stands in the three fields; %NULL for none. */
static LtChange *
acceptance (const LtRecord *key, const char *public_key, const char *proof)
{
  LtChange *change = lt_change_new ();
  const char *const texts[] = { public_key, NULL, "officer", proof };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LtValue) value = texts[i] == NULL ? NULL : lt_value_new_text (texts[i]);

      if (value != NULL)
        lt_change_set (change, key, i, value);
    }
  return change;
}

static gboolean
accept_with (LtStore *store,
             const LtAuthor *invited,
             const LtRecord *key,
             const LtKeyPair *pair,
             const char *proof,
             GError **error)
{
  g_autofree char *hex = lt_hex_encode (pair->public_key, LT_KEY_SIZE);
  g_autoptr (LtChange) change = acceptance (key, hex, proof);

  return lt_store_append (store, change, invited, NULL, error);
}

static void
assert_not_accepted (LtStore *store,
                     const LtAuthor *invited,
                     const LtRecord *key,
                     const LtKeyPair *pair,
                     const char *proof)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (accept_with (store, invited, key, pair, proof, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
}

/* With RFC 8032's second example for a key and the bytes 0…31, 32…47, 48…63 for
 * the names, signed by another program (Python's cryptography). */
static void
test_vector (void)
{
  static const char secret[] = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
  static const char proof[] = "c707f692c19dec41193cee29c88511ba64754921d6d354526e7021c560eb8626"
                              "16ad8481c82e5dd504242b09ab04346c791d6fd9688892cfec78d866bc94340f";
  guint8 seed[LT_KEY_SIZE];
  LtKeyPair pair;
  LtDigest bureau;
  LtId record, officer;
  g_autofree char *made = NULL;
  g_autofree char *hex = NULL;

  for (guint8 i = 0; i < 32; i++)
    bureau.bytes[i] = i;
  for (guint8 i = 0; i < 16; i++)
    {
      record.bytes[i] = 32 + i;
      officer.bytes[i] = 48 + i;
    }
  g_assert_true (lt_hex_decode (secret, seed, sizeof seed));
  lt_key_pair_from_secret (&pair, seed);
  made = lt_key_proof_make (&pair, &bureau, &record, &officer);
  g_assert_cmpstr (made, ==, proof);
  hex = lt_hex_encode (pair.public_key, LT_KEY_SIZE);
  g_assert_true (lt_key_proof_is_valid (proof, hex, &bureau, &record, &officer));
  g_assert_false (lt_key_proof_is_valid (proof, hex, &bureau, &officer, &record));
  g_assert_false (lt_key_proof_is_valid (proof + 2, hex, &bureau, &record, &officer));
  g_assert_false (lt_key_proof_is_valid (NULL, hex, &bureau, &record, &officer));
  g_assert_false (lt_key_proof_is_valid (proof, NULL, &bureau, &record, &officer));
}

/* A colleague's public key, which everybody can read: with no proof, with one's
 * own, with the one by which the colleague joined. */
static void
test_stranger_key (void)
{
  for (guint64 seed = 200; seed < 206; seed++)
    {
      g_autoptr (Office) office = office_new (seed);
      LtStore *a = office_found (office, "a");
      LtStore *b = office_empty (office, "b");
      LtId early_id, victim_id, mine;
      LtAuthor early = office_invite (office, a, "7", &early_id);
      LtAuthor victim = office_invite (office, a, "8", &victim_id);
      g_autoptr (LtRecord) key = office_get (a, &early_id);
      g_autoptr (LtRecord) before = office_get (a, &victim_id);
      g_autoptr (LtRecord) after = NULL;
      g_autofree char *own =
          lt_key_proof_make (&early.key, &office->bureau, &early_id, &early.officer);

      g_assert_true (office_accept (office, a, &victim, before, &victim.key));
      after = office_get (a, &victim_id);
      assert_not_accepted (a, &early, key, &victim.key, NULL);
      assert_not_accepted (a, &early, key, &victim.key, own);
      assert_not_accepted (a, &early, key, &victim.key, lt_record_get (after, "proof"));
      mine = office_add (office, a, &victim, "mine", a_mine);
      /* The invitation is as good as it was. */
      g_assert_true (office_accept (office, a, &early, key, &early.key));
      office_add (office, a, &early, "mine", a_mine);
      office_copy (a, b);
      g_clear_pointer (&after, lt_record_free);
      after = office_get (b, &mine);
      g_assert_nonnull (after);
      office_assert_equal (a, b);
      office_assert_sound (a);
      office_assert_sound (b);
    }
}

static LtGroup *
find_group (GPtrArray *groups, const LtKeyPair *key, GBytes **bytes)
{
  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (LtGroup) group = NULL;

      *bytes = g_ptr_array_index (groups, i);
      group = lt_group_from_bytes (g_bytes_get_data (*bytes, NULL), g_bytes_get_size (*bytes));
      if (memcmp (group->key, key->public_key, LT_KEY_SIZE) == 0)
        return g_steal_pointer (&group);
    }
  g_assert_not_reached ();
}

/* As the beginning of a stream of its own. */
static void
renumber (Office *office, LtGroup *group)
{
  LtDigest prev = { 0 };

  lt_random_fill (office->random, &group->stream, sizeof group->stream);
  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);

      operation->prev = prev;
      operation->seq = i + 1;
      lt_operation_seal (operation, &group->stream);
      prev = operation->id;
    }
  group->first_seq = 1;
}

/* A program that knew no proofs could not have made this invitation: it is no
 * use to say that one accepts with such a program. */
static void
test_older_program (void)
{
  g_autoptr (Office) office = office_new (210);
  LtStore *a = office_found (office, "a");
  LtAuthor victim = office_enrol (office, a, "8", "inspector");
  LtStore *b = office_empty (office, "b");
  LtId id;
  LtAuthor invited = office_invite (office, a, "7", &id);
  g_autoptr (LtRecord) key = office_get (a, &id);
  g_autoptr (GPtrArray) groups = NULL;
  GBytes *bytes;
  g_autoptr (LtGroup) group = NULL;
  g_autoptr (GBytes) older = NULL;

  office_copy (a, b);
  g_assert_true (office_accept (office, b, &invited, key, NULL));
  groups = office_groups (b);
  group = find_group (groups, &invited.key, &bytes);
  group->schema = 1;
  /* Without its last operation, the proof. */
  g_ptr_array_set_size (group->operations, 2);
  renumber (office, group);
  lt_group_sign (group, &invited.key);
  older = lt_group_to_bytes (group);
  g_assert_cmpint (office_deliver (a, older), ==, LT_RECEIPT_QUARANTINED);
  g_assert_cmpint (office_deliver (a, bytes), ==, LT_RECEIPT_APPLIED);
  office_add (office, a, &victim, "mine", a_mine);
  office_assert_sound (a);
}

/* A keeper cannot put a colleague's key into a record either, but he can take
 * back what was done, and decide between two machines' keys. */
static void
test_keeper_decides (void)
{
  g_autoptr (Office) office = office_new (211);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtId id;
  LtAuthor invited = office_invite (office, a, "7", &id);
  LtAuthor one = invited, two = invited;
  LtAuthor victim;
  g_autoptr (LtRecord) key = office_get (a, &id);
  g_autoptr (LtRecord) both = NULL;
  g_autoptr (LtRecord) now = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *others = NULL;
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) mine = office_record (office, "mine", a_mine);
  g_autoptr (GError) error = NULL;

  victim = office_enrol (office, a, "8", "inspector");
  office_copy (a, b);
  g_assert_true (office_accept (office, a, &invited, key, &one.key));
  g_assert_true (office_accept (office, b, &invited, key, &two.key));
  office_copy (b, a);
  both = office_get (a, &id);
  hex = lt_hex_encode (two.key.public_key, LT_KEY_SIZE);
  g_assert_true (office_set (a, &office->keeper, both, "public_key", hex, NULL));
  office_add (office, a, &two, "mine", a_mine);
  lt_change_create (change, mine);
  g_assert_false (lt_store_append (a, change, &one, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  now = office_get (a, &id);
  others = lt_hex_encode (victim.key.public_key, LT_KEY_SIZE);
  g_assert_true (office_set (a, &office->keeper, now, "public_key", others, NULL));
  office_add (office, a, &victim, "mine", a_mine);
  office_assert_sound (a);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invitation/vector", test_vector);
  g_test_add_func ("/invitation/stranger-key", test_stranger_key);
  g_test_add_func ("/invitation/older-program", test_older_program);
  g_test_add_func ("/invitation/keeper-decides", test_keeper_decides);
  return g_test_run ();
}
