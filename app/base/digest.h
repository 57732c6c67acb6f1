/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LT_DIGEST_SIZE 32

/**
 * LtDigest:
 *
 * A SHA-256 digest.
 */
typedef struct
{
  guint8 bytes[LT_DIGEST_SIZE];
} LtDigest;

void lt_digest_of (LtDigest *self, gconstpointer bytes, gsize size);
/**
 * LtDigester:
 *
 * Digests what comes piece by piece.
 */
typedef struct _LtDigester LtDigester;

LtDigester *lt_digester_new (void);
void lt_digester_free (LtDigester *self);
void lt_digester_add (LtDigester *self, gconstpointer bytes, gsize size);
void lt_digester_add_bytes (LtDigester *self, GBytes *bytes);
void lt_digester_end (LtDigester *self, LtDigest *digest);
char *lt_digester_end_hex (LtDigester *self);

void lt_digest_with_key (LtDigest *self,
                         gconstpointer key,
                         gsize key_size,
                         gconstpointer bytes,
                         gsize size);
char *lt_digest_to_hex (const LtDigest *self);
gboolean lt_digest_from_hex (LtDigest *self, const char *hex);
gboolean lt_digest_is_zero (const LtDigest *self);
int lt_digest_compare (gconstpointer a, gconstpointer b);
void lt_digest_add (LtDigest *sum, const LtDigest *term);
void lt_digest_subtract (LtDigest *sum, const LtDigest *term);

char *lt_hex_encode (gconstpointer bytes, gsize size);
gboolean lt_hex_decode (const char *hex, gpointer bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDigester, lt_digester_free)

G_END_DECLS
