/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "revoking.h"

#include "store/key-streams.h"

static const char *const a_mine[] = { "name", "一矿", NULL };

LtId
add_mine (Office *office, LtStore *store, const LtAuthor *author)
{
  return office_add (office, store, author, "mine", a_mine);
}

gboolean
has (LtStore *store, const LtId *id)
{
  g_autoptr (LtRecord) record = lt_store_get (store, NULL, id, NULL);

  return record != NULL;
}

/* The record by which a key was enrolled. */
static LtRecord *
find_key (LtStore *store, const LtAuthor *owner)
{
  g_autofree char *hex = lt_hex_encode (owner->key.public_key, LT_KEY_SIZE);
  LtRecord *key = lt_store_find_by_key (store, lt_kind_by_name ("key"), hex);

  g_assert_nonnull (key);
  return key;
}

gboolean
try_revoke (Office *office,
            LtStore *store,
            const LtAuthor *by,
            const LtAuthor *whom,
            const char *accepted,
            GError **error)
{
  g_autoptr (LtRecord) key = find_key (store, whom);
  g_autofree char *id = lt_id_to_text (&key->id);
  g_autofree char *hex = lt_hex_encode (whom->key.public_key, LT_KEY_SIZE);
  g_autofree char *all =
      lt_store_list_accepted (store, (const char *const[]){ hex, NULL }, 0, NULL);
  g_autoptr (LtRecord) revocation =
      office_record (office, "revocation",
                     (const char *const[]){ "key", id, "reason", "遗失", "accepted",
                                            accepted != NULL ? accepted : all, "public_keys", hex,
                                            NULL });
  g_autoptr (LtChange) change = lt_change_new ();

  lt_change_create (change, revocation);
  return lt_store_append (store, change, by, NULL, error);
}

void
revoke_key (Office *office,
            LtStore *store,
            const LtAuthor *by,
            const LtAuthor *whom,
            const char *accepted)
{
  g_autoptr (GError) error = NULL;

  try_revoke (office, store, by, whom, accepted, &error);
  g_assert_no_error (error);
}

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

void
deliver_shuffled (LtStore *store, GPtrArray *groups, LtRandom *random)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_extend (open, groups, NULL, NULL);
  for (guint rounds = 0; open->len > 0; rounds++)
    {
      g_autoptr (GPtrArray) later = g_ptr_array_new ();
      g_autoptr (GArray) receipts = NULL;

      g_assert_cmpuint (rounds, <, groups->len + 1);
      shuffle (open, random);
      receipts = office_deliver_all (store, open);
      for (guint i = 0; i < open->len; i++)
        if (g_array_index (receipts, LtReceipt, i) == LT_RECEIPT_GAP)
          g_ptr_array_add (later, g_ptr_array_index (open, i));
      g_ptr_array_unref (g_steal_pointer (&open));
      open = g_steal_pointer (&later);
    }
}
