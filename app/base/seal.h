/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"

G_BEGIN_DECLS

/* What is sealed can be opened only with the passphrase: scrypt (RFC 7914)
 * makes the key, AES-256-GCM encrypts and proves. The cost stands in the
 * sealed bytes; the sample county's is cheap and says so. */

#define LT_SEAL_COST        16 /* log2 of scrypt's N: 64 MiB, about 0.2 s */
#define LT_SEAL_COST_SAMPLE 4  /* for published passphrases only */

GBytes *
lt_seal (gconstpointer bytes, gsize size, const char *passphrase, guint cost, LtRandom *random);
GBytes *lt_unseal (GBytes *sealed, const char *passphrase, GError **error);
void lt_wipe (GBytes *secret);
void lt_wipe_memory (gpointer bytes, gsize size);
void lt_wipe_text (char *secret);

G_END_DECLS
