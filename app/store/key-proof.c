/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who puts a public key into a key's record proves that he owns it: else he could
 * name a colleague's, and what the colleague signs would be taken for his. The
 * proof (field `proof`, 128 figures) is a signature by the new key over 77 bytes:
 *
 *   13   the letters lantian-key-1
 *   32   bureau
 *   16   the key's record
 *   16   the officer
 *
 * so that it is good for that record and that officer only. */

#include "store/key-proof.h"

#include "base/canon.h"
#include "store/people-private.h"

#define TITLE "lantian-key-1"

static GByteArray *
write_claim (const LtDigest *bureau, const LtId *record, const LtId *officer)
{
  GByteArray *out = g_byte_array_new ();

  lt_canon_put_raw (out, TITLE, sizeof TITLE - 1);
  lt_canon_put_raw (out, bureau, sizeof *bureau);
  lt_canon_put_raw (out, record, sizeof *record);
  lt_canon_put_raw (out, officer, sizeof *officer);
  return out;
}

/**
 * lt_key_proof_make:
 * @key: the officer's own key
 * @bureau: the file's bureau
 * @record: the key's record
 * @officer: the officer's record
 *
 * Returns: (transfer full): what goes into the field `proof`
 */
char *
lt_key_proof_make (const LtKeyPair *key,
                   const LtDigest *bureau,
                   const LtId *record,
                   const LtId *officer)
{
  g_autoptr (GByteArray) claim = write_claim (bureau, record, officer);
  guint8 signature[LT_SIGNATURE_SIZE];

  lt_sign (key, claim->data, claim->len, signature);
  return lt_hex_encode (signature, sizeof signature);
}

/**
 * lt_key_proof_is_valid:
 * @proof: (nullable): what stands in the field `proof`
 * @public_key: (nullable): a public key, hex
 * @bureau: the file's bureau
 * @record: the key's record
 * @officer: the officer's record
 *
 * Returns: whether the owner of the key said that it is this officer's
 */
gboolean
lt_key_proof_is_valid (const char *proof,
                       const char *public_key,
                       const LtDigest *bureau,
                       const LtId *record,
                       const LtId *officer)
{
  g_autoptr (GByteArray) claim = write_claim (bureau, record, officer);
  guint8 key[LT_KEY_SIZE];
  guint8 signature[LT_SIGNATURE_SIZE];

  return proof != NULL && public_key != NULL && lt_hex_decode (public_key, key, sizeof key)
         && lt_hex_decode (proof, signature, sizeof signature)
         && lt_signature_is_valid (key, claim->data, claim->len, signature);
}

/**
 * lt_people_proves:
 * @group: a group
 *
 * Returns: whether it puts one public key into a key's record, and with it the
 *   proof that it is the actor's; of several none counts, so that a stranger's
 *   group costs one signature to look at
 */
gboolean
lt_people_proves (const LtGroup *group)
{
  const LtOperation *said[2] = { NULL, NULL };
  const guint32 fields[2] = { lt_people_field ("key", "public_key"),
                              lt_people_field ("key", "proof") };
  const guint8 actions[2] = { LT_ACTION_SET, LT_ACTION_ADD };
  guint32 kind = lt_kind_by_name ("key")->number;

  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);

      for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          if (operation->kind != kind || operation->action != actions[j]
              || operation->field != fields[j])
            continue;
          if (said[j] != NULL || operation->value == NULL)
            return FALSE;
          said[j] = operation;
        }
    }
  return said[0] != NULL && said[1] != NULL && lt_id_equal (&said[0]->record, &said[1]->record)
         && lt_key_proof_is_valid (lt_value_text (said[1]->value), lt_value_text (said[0]->value),
                                   &group->bureau, &said[0]->record, &group->actor);
}
