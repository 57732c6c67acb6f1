/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"

G_BEGIN_DECLS

#define LT_KEY_SIZE       32
#define LT_SIGNATURE_SIZE 64

/**
 * LtKeyPair:
 *
 * An Ed25519 key pair (RFC 8032): the secret seed and the public key.
 */
typedef struct
{
  guint8 secret[LT_KEY_SIZE];
  guint8 public_key[LT_KEY_SIZE];
} LtKeyPair;

void lt_key_pair_make (LtKeyPair *self, LtRandom *random);
void lt_key_pair_from_secret (LtKeyPair *self, const guint8 secret[LT_KEY_SIZE]);
void lt_key_pair_clear (LtKeyPair *self);
void lt_sign (const LtKeyPair *self,
              gconstpointer bytes,
              gsize size,
              guint8 signature[LT_SIGNATURE_SIZE]);
gboolean lt_signature_is_valid (const guint8 public_key[LT_KEY_SIZE],
                                gconstpointer bytes,
                                gsize size,
                                const guint8 signature[LT_SIGNATURE_SIZE]);

G_END_DECLS
