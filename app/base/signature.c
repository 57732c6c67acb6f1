/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/**
 * lt_key_pair_from_secret:
 * @self: (out caller-allocates): the pair
 * @secret: the 32 secret bytes
 *
 * Completes the pair with the public key that belongs to @secret.
 */
void
lt_key_pair_from_secret (LtKeyPair *self, const guint8 secret[LT_KEY_SIZE])
{
  EVP_PKEY *key = EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, secret, LT_KEY_SIZE);
  gsize size = LT_KEY_SIZE;

  g_assert (key != NULL);
  memmove (self->secret, secret, LT_KEY_SIZE);
  if (EVP_PKEY_get_raw_public_key (key, self->public_key, &size) != 1)
    g_error ("OpenSSL has no Ed25519; nothing can be signed");
  EVP_PKEY_free (key);
}

/**
 * lt_key_pair_make:
 * @self: (out caller-allocates): a new pair
 * @random: where its secret comes from
 */
void
lt_key_pair_make (LtKeyPair *self, LtRandom *random)
{
  guint8 secret[LT_KEY_SIZE];

  lt_random_fill (random, secret, sizeof secret);
  lt_key_pair_from_secret (self, secret);
  OPENSSL_cleanse (secret, sizeof secret);
}

/**
 * lt_key_pair_clear:
 *
 * Wipes the secret from memory.
 */
void
lt_key_pair_clear (LtKeyPair *self)
{
  OPENSSL_cleanse (self, sizeof *self);
}

/**
 * lt_sign:
 * @self: whose key signs
 * @bytes: what is signed
 * @size: how many bytes
 * @signature: (out caller-allocates): the signature
 */
void
lt_sign (const LtKeyPair *self,
         gconstpointer bytes,
         gsize size,
         guint8 signature[LT_SIGNATURE_SIZE])
{
  EVP_PKEY *key = EVP_PKEY_new_raw_private_key (EVP_PKEY_ED25519, NULL, self->secret, LT_KEY_SIZE);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gsize length = LT_SIGNATURE_SIZE;

  if (EVP_DigestSignInit (context, NULL, NULL, NULL, key) != 1
      || EVP_DigestSign (context, signature, &length, bytes, size) != 1)
    g_error ("OpenSSL could not sign");
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);
}

/**
 * lt_signature_is_valid:
 * @public_key: the key that is said to have signed
 * @bytes: what was signed
 * @size: how many bytes
 * @signature: the signature
 *
 * Returns: whether it is that key's signature over exactly these bytes
 */
gboolean
lt_signature_is_valid (const guint8 public_key[LT_KEY_SIZE],
                       gconstpointer bytes,
                       gsize size,
                       const guint8 signature[LT_SIGNATURE_SIZE])
{
  EVP_PKEY *key = EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, public_key, LT_KEY_SIZE);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean valid;

  valid = key != NULL && EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1
          && EVP_DigestVerify (context, signature, LT_SIGNATURE_SIZE, bytes, size) == 1;
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);
  return valid;
}
